//! Every route of the API, and who may call it. A new route without a row fails.

use std::collections::BTreeSet;

use http::{Method, Request, StatusCode, header};
use lotse_app::access::KeyToAdd;
use lotse_domain::access::{Permission, Role};
use lotse_testkit::TestLotse;
use serde_json::{Value, json};

use crate::site::{Site, from_desk, json_to};

/// Who may call a route.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Needs {
    /// Anybody.
    Nothing,
    /// Somebody who has signed in, or a key.
    Caller,
    /// Whoever has this permission.
    May(Permission),
    /// Whoever has both permissions.
    Both(Permission, Permission),
}

impl Needs {
    fn permissions(self) -> Vec<Permission> {
        match self {
            Nothing | Caller => Vec::new(),
            May(it) => vec![it],
            Both(one, other) => vec![one, other],
        }
    }
}

use Needs::{Both, Caller, May, Nothing};
use Permission::{Administer, ReadInbox, ReadKnowledge, WriteInbox, WriteKnowledge};

/// All routes below `/api/v1`. Signing out comes last, since it ends the session.
const ROUTES: [(&str, &str, Needs); 108] = [
    ("post", "/session", Nothing),
    ("get", "/me", Caller),
    ("patch", "/me", Caller),
    ("post", "/me/password", Caller),
    ("post", "/me/totp", Caller),
    ("delete", "/me/totp", Caller),
    ("post", "/me/totp/confirm", Caller),
    ("get", "/brands", May(ReadKnowledge)),
    ("post", "/brands", May(Administer)),
    ("patch", "/brands/{id}", May(Administer)),
    ("get", "/brands/{id}/surfaces", May(Administer)),
    ("get", "/brands/{id}/wording", May(Administer)),
    ("patch", "/brands/{id}/wording", May(Administer)),
    ("get", "/categories", May(ReadKnowledge)),
    ("post", "/categories", May(WriteKnowledge)),
    ("patch", "/categories/{id}", May(WriteKnowledge)),
    ("delete", "/categories/{id}", May(WriteKnowledge)),
    ("get", "/articles", May(ReadKnowledge)),
    ("post", "/articles", May(WriteKnowledge)),
    ("get", "/articles/{id}", May(ReadKnowledge)),
    ("delete", "/articles/{id}", May(WriteKnowledge)),
    ("put", "/articles/{id}/facts", May(WriteKnowledge)),
    ("put", "/articles/{id}/translations/{locale}", May(WriteKnowledge)),
    ("post", "/articles/{id}/translations/{locale}/state", May(WriteKnowledge)),
    ("post", "/articles/{id}/translations/{locale}/check", May(WriteKnowledge)),
    ("get", "/articles/{id}/translations/{locale}/learned", May(ReadKnowledge)),
    ("patch", "/articles/{id}/learned/{question}", May(WriteKnowledge)),
    ("get", "/articles/{id}/translations/{locale}/versions", May(ReadKnowledge)),
    ("get", "/articles/{id}/translations/{locale}/versions/{number}", May(ReadKnowledge)),
    ("post", "/preview", May(ReadKnowledge)),
    ("post", "/media", May(WriteKnowledge)),
    ("get", "/synonyms", May(ReadKnowledge)),
    ("post", "/synonyms", May(WriteKnowledge)),
    ("put", "/synonyms/{id}", May(WriteKnowledge)),
    ("delete", "/synonyms/{id}", May(WriteKnowledge)),
    ("post", "/articles/{id}/translations/{locale}/rehearsal", May(WriteKnowledge)),
    ("get", "/golden-questions", May(ReadKnowledge)),
    ("post", "/golden-questions", May(WriteKnowledge)),
    ("delete", "/golden-questions/{id}", May(WriteKnowledge)),
    ("get", "/word-proposals", May(ReadKnowledge)),
    ("post", "/word-proposals/decide", May(WriteKnowledge)),
    ("get", "/gaps", May(ReadKnowledge)),
    ("post", "/gaps/dismiss", May(WriteKnowledge)),
    ("get", "/conversations", May(ReadInbox)),
    ("get", "/conversations/{id}", May(ReadInbox)),
    ("patch", "/conversations/{id}", May(WriteInbox)),
    ("post", "/conversations/{id}/notes", May(WriteInbox)),
    ("get", "/conversations/counts", May(ReadInbox)),
    ("get", "/conversations/found", May(ReadInbox)),
    ("get", "/colleagues", May(ReadInbox)),
    ("post", "/conversations/{id}/messages", May(WriteInbox)),
    ("post", "/conversations/{id}/files", May(WriteInbox)),
    ("post", "/conversations/{id}/take", May(WriteInbox)),
    ("post", "/conversations/{id}/assign", May(WriteInbox)),
    ("post", "/conversations/next", May(WriteInbox)),
    ("post", "/conversations/{id}/release", May(WriteInbox)),
    ("post", "/conversations/{id}/typing", May(WriteInbox)),
    ("post", "/conversations/{id}/seen", May(WriteInbox)),
    ("get", "/conversations/{id}/suggestion", May(ReadInbox)),
    ("get", "/conversations/{id}/blocks", May(ReadInbox)),
    ("post", "/conversations/{id}/check", May(ReadInbox)),
    ("put", "/conversations/{id}/drafts/{kind}", May(WriteInbox)),
    ("post", "/conversations/{id}/presence", May(WriteInbox)),
    ("get", "/live", May(ReadInbox)),
    ("get", "/files/{id}", May(ReadInbox)),
    ("get", "/notices", May(ReadKnowledge)),
    ("post", "/notices", May(WriteKnowledge)),
    ("put", "/notices/{id}", May(WriteKnowledge)),
    ("delete", "/notices/{id}", May(WriteKnowledge)),
    ("get", "/locations", May(ReadKnowledge)),
    ("post", "/locations", May(WriteKnowledge)),
    ("patch", "/locations/{id}", May(WriteKnowledge)),
    ("delete", "/locations/{id}", May(WriteKnowledge)),
    ("get", "/service-hours", May(ReadKnowledge)),
    ("put", "/service-hours", May(WriteKnowledge)),
    ("post", "/imports", May(WriteKnowledge)),
    ("post", "/imports/preview", May(WriteKnowledge)),
    ("get", "/imports/{id}", May(WriteKnowledge)),
    ("get", "/export", May(ReadKnowledge)),
    ("get", "/agents", May(Administer)),
    ("post", "/agents", May(Administer)),
    ("patch", "/agents/{id}", May(Administer)),
    ("get", "/api-keys", May(Administer)),
    ("post", "/api-keys", May(Administer)),
    ("delete", "/api-keys/{id}", May(Administer)),
    ("get", "/identity-keys", May(Administer)),
    ("post", "/identity-keys", May(Administer)),
    ("patch", "/identity-keys/{id}", May(Administer)),
    ("get", "/actions", May(Administer)),
    ("post", "/actions", May(Administer)),
    ("patch", "/actions/{id}", May(Administer)),
    ("delete", "/actions/{id}", May(Administer)),
    ("post", "/actions/{id}/try", May(Administer)),
    ("post", "/actions/openapi", May(Administer)),
    ("post", "/actions/openapi/draft", May(Administer)),
    ("get", "/actions/{id}/runs", May(Administer)),
    ("get", "/systems", May(Administer)),
    ("post", "/systems", May(Administer)),
    ("patch", "/systems/{id}", May(Administer)),
    ("delete", "/systems/{id}", May(Administer)),
    ("post", "/systems/{id}/check", May(Administer)),
    ("get", "/overview", Both(ReadKnowledge, ReadInbox)),
    ("post", "/ask", Nothing),
    ("get", "/suggest", Nothing),
    ("post", "/feedback", Nothing),
    ("post", "/solved", Nothing),
    ("post", "/requests", Nothing),
    ("delete", "/session", Caller),
];

#[test]
fn every_route_has_a_row() {
    let described: Value = serde_json::from_str(&lotse_web::openapi()).unwrap();
    let mut expect = BTreeSet::new();
    for (path, methods) in described["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys().filter(|it| *it != "parameters") {
            expect.insert((method.clone(), path.clone()));
        }
    }
    let rows: BTreeSet<_> =
        ROUTES.iter().map(|(method, path, _)| (method.to_string(), path.to_string())).collect();
    assert_eq!(rows, expect);
    assert_eq!(rows.len(), ROUTES.len(), "no row stands twice");
}

/// A request that may be called but asks for nothing sensible.
fn call(lotse: &TestLotse, method: &str, path: &str) -> Request<axum::body::Body> {
    let method: Method = method.to_uppercase().parse().unwrap();
    let id = lotse.new_id().to_string();
    let path = path
        .replace("{id}", &id)
        .replace("{locale}", "de")
        .replace("{number}", "1")
        .replace("{kind}", "note");
    let query = format!("?brand={}&status=open&q=x", lotse.brand().id);
    json_to(&method, &format!("/api/v1{path}{query}"), &json!({}))
}

fn allowed(status: StatusCode) -> bool {
    !matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN)
        && !status.is_server_error()
        && status != StatusCode::METHOD_NOT_ALLOWED
}

#[tokio::test]
async fn nobody_gets_in_without_a_session_or_key() {
    let site = Site::new().await;
    for (method, path, needs) in ROUTES {
        let reply = site.send(call(&site.lotse, method, path)).await;
        if needs == Nothing {
            assert!(allowed(reply.status), "{method} {path}: {}", reply.status);
        } else {
            assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{method} {path}");
            assert_eq!(reply.code(), "not_signed_in", "{method} {path}");
        }
        for wrong in ["Bearer lotse_nonsense", "Bearer "] {
            let mut request = call(&site.lotse, method, path);
            request.headers_mut().insert(header::AUTHORIZATION, wrong.parse().unwrap());
            let reply = site.send(request).await;
            let is_refused = reply.status == StatusCode::UNAUTHORIZED;
            assert_eq!(is_refused, needs != Nothing, "{method} {path} {wrong}");
        }
    }
}

#[tokio::test]
async fn roles_reach_the_routes_their_permissions_open_and_no_others() {
    let site = Site::new().await;
    for role in Role::ALL {
        site.lotse.add(&format!("{}@example.org", role.as_str()), role).await;
    }
    for role in Role::ALL {
        let cookie = site.cookie(role).await;
        for (method, path, needs) in ROUTES {
            let reply = site.send(from_desk(call(&site.lotse, method, path), &cookie)).await;
            let case = format!("{method} {path} as {}: {}", role.as_str(), reply.text);
            let missing = needs.permissions().into_iter().find(|it| !role.may(*it));
            if let Some(missing) = missing {
                assert_eq!(reply.status, StatusCode::FORBIDDEN, "{case}");
                assert!(reply.text.contains(missing.as_str()), "{case}");
            } else {
                assert!(allowed(reply.status), "{} {case}", reply.status);
            }
        }
    }
}

#[tokio::test]
async fn a_key_without_the_scope_is_refused() {
    let site = Site::new().await;
    for (method, path, needs) in ROUTES {
        let needed = needs.permissions();
        let call = async |scopes: Vec<Permission>| {
            let key = KeyToAdd { name: "x".to_owned(), scopes, expires_at: None };
            let (_, key) = site.lotse.add_api_key(&site.lotse.may(), key).await.unwrap();
            let mut request = call(&site.lotse, method, path);
            let bearer = format!("Bearer {}", key.reveal());
            request.headers_mut().insert(header::AUTHORIZATION, bearer.parse().unwrap());
            site.send(request).await.status
        };
        for missing in &needed {
            let scopes = Permission::ALL.into_iter().filter(|it| it != missing).collect();
            assert_eq!(call(scopes).await, StatusCode::FORBIDDEN, "{method} {path}");
        }
        if !needed.is_empty() {
            assert!(allowed(call(needed).await), "{method} {path}");
        }
    }
}
