//! A write with an idempotency key is done once.

use axum::body::Body;
use http::{Method, Request, StatusCode};
use lotse_domain::access::Role;
use lotse_testkit::PASSWORD;
use serde_json::{Value, json};

use crate::site::{Reply, Site, from_desk, json_to};

fn keyed(mut request: Request<Body>, key: &str) -> Request<Body> {
    request.headers_mut().insert("idempotency-key", key.parse().unwrap());
    request
}

fn form(message: &str) -> Value {
    json!({"message": message, "name": "Emil", "email": "emil@example.org"})
}

async fn sent(site: &Site, message: &str, key: &str) -> Reply {
    site.send(keyed(json_to(&Method::POST, "/api/v1/requests", &form(message)), key)).await
}

async fn open(site: &Site) -> i64 {
    let lotse = &site.lotse;
    lotse.open_conversations(&lotse.may(), lotse.brand().id).await.unwrap()
}

#[tokio::test]
async fn the_same_request_again_gets_the_same_answer_and_is_done_once() {
    let site = Site::new().await;
    let (first, second) = (sent(&site, "Hallo", "k").await, sent(&site, "Hallo", "k").await);
    assert_eq!((first.status, &first.text), (StatusCode::CREATED, &second.text));
    assert_eq!(second.status, StatusCode::CREATED);
    assert_eq!(open(&site).await, 1);
    assert_ne!(sent(&site, "Hallo", "other").await.text, first.text);
    assert_eq!(open(&site).await, 2);
}

#[tokio::test]
async fn two_requests_at_the_same_moment_are_done_once() {
    let site = Site::new().await;
    let (one, other) = tokio::join!(sent(&site, "Hallo", "k"), sent(&site, "Hallo", "k"));
    assert!([one.status, other.status].contains(&StatusCode::CREATED));
    assert_eq!(open(&site).await, 1, "{} {}", one.text, other.text);
}

#[tokio::test]
async fn another_request_with_the_key_is_refused() {
    let site = Site::new().await;
    sent(&site, "Hallo", "k").await;
    let reply = sent(&site, "Etwas anderes", "k").await;
    assert_eq!((reply.status, reply.code()), (StatusCode::CONFLICT, "key_reused".into()));
    assert_eq!(open(&site).await, 1);
}

#[tokio::test]
async fn a_key_belongs_to_whoever_used_it() {
    let site = Site::new().await;
    let mut replies = Vec::new();
    for role in [Role::Administrator, Role::Editor] {
        site.lotse.add(&format!("{}@example.org", role.as_str()), role).await;
        let cookie = site.cookie(role).await;
        let body = json!({"name": role.as_str()});
        let request = from_desk(json_to(&Method::PATCH, "/api/v1/me", &body), &cookie);
        replies.push(site.send(keyed(request, "k")).await);
    }
    let names: Vec<Value> = replies.iter().map(|it| it.json()["name"].clone()).collect();
    assert_eq!(names, ["administrator", "editor"]);
}

#[tokio::test]
async fn what_was_refused_for_want_of_a_session_works_once_there_is_one() {
    let site = Site::new().await;
    site.lotse.add("editor@example.org", Role::Editor).await;
    let request = || json_to(&Method::PATCH, "/api/v1/me", &json!({"name": "Ada"}));
    let refused = site.send(keyed(request(), "k")).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    let cookie = site.cookie(Role::Editor).await;
    let done = site.send(keyed(from_desk(request(), &cookie), "k")).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
}

#[tokio::test]
async fn secrets_in_answers_are_not_kept_for_a_second_time() {
    let site = Site::new().await;
    site.lotse.add("administrator@example.org", Role::Administrator).await;
    let cookie = site.cookie(Role::Administrator).await;
    let body = json!({"name": "shop", "scopes": ["knowledge:read"]});
    let make = || from_desk(json_to(&Method::POST, "/api/v1/api-keys", &body), &cookie);
    let made = site.send(keyed(make(), "k")).await.json();
    let key = made["key"].as_str().unwrap();
    let agents = site.lotse.agents(&site.lotse.may()).await.unwrap();
    let kept = site.lotse.earlier_answer(&format!("agent:{}", agents[0].id), "k").await.unwrap();
    assert!(kept.is_none_or(|(_, _, body)| !body.contains(key)), "the key stands in the database");
}

#[tokio::test]
async fn a_sign_in_is_never_answered_from_before() {
    let site = Site::new().await;
    site.lotse.add("editor@example.org", Role::Editor).await;
    let typed = json!({"email": "editor@example.org", "password": PASSWORD});
    for _ in 0..2 {
        let request = json_to(&Method::POST, "/api/v1/session", &typed);
        let reply = site.send(keyed(request, "k")).await;
        assert_eq!(reply.status, StatusCode::OK);
        assert!(reply.headers.contains_key("set-cookie"), "a session each time");
    }
}
