//! Sessions open and end, and work from our own pages only.

use axum::body::Body;
use chrono::Duration;
use http::{Method, Request, StatusCode, header};
use lotse_domain::access::Role;
use lotse_testkit::PASSWORD;
use serde_json::json;

use crate::site::{Site, from_desk, json_to};

async fn signed_in() -> (Site, String) {
    let site = Site::new().await;
    site.lotse.add("administrator@example.org", Role::Administrator).await;
    let cookie = site.cookie(Role::Administrator).await;
    (site, cookie)
}

fn me(cookie: &str) -> Request<Body> {
    from_desk(Request::get("/api/v1/me").body(Body::empty()).unwrap(), cookie)
}

#[tokio::test]
async fn an_expired_session_opens_nothing() {
    let (site, cookie) = signed_in().await;
    assert_eq!(site.send(me(&cookie)).await.status, StatusCode::OK);
    site.lotse.pass(Duration::hours(16));
    let reply = site.send(me(&cookie)).await;
    assert_eq!((reply.status, reply.code()), (StatusCode::UNAUTHORIZED, "not_signed_in".into()));
}

#[tokio::test]
async fn a_session_that_was_ended_opens_nothing() {
    let (site, cookie) = signed_in().await;
    let end = Request::delete("/api/v1/session").body(Body::empty()).unwrap();
    assert_eq!(site.send(from_desk(end, &cookie)).await.status, StatusCode::NO_CONTENT);
    assert_eq!(site.send(me(&cookie)).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_for_scripts_and_other_sites() {
    let site = Site::new().await;
    site.lotse.add("administrator@example.org", Role::Administrator).await;
    let typed = json!({"email": "administrator@example.org", "password": PASSWORD});
    let reply = site.post("/api/v1/session", &typed).await;
    let cookie = reply.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    assert!(!reply.text.contains(cookie.split(['=', ';']).nth(1).unwrap()));
}

#[tokio::test]
async fn writes_from_another_site_are_refused() {
    let (site, cookie) = signed_in().await;
    let write = || {
        let body = json!({"name": "Boss"});
        from_desk(json_to(&Method::PATCH, "/api/v1/me", &body), &cookie)
    };
    for from in ["cross-site", "same-site"] {
        let mut request = write();
        request.headers_mut().insert("sec-fetch-site", from.parse().unwrap());
        let reply = site.send(request).await;
        assert_eq!((reply.status, reply.code()), (StatusCode::FORBIDDEN, "cross_site".into()));
    }
    let mut request = write();
    request.headers_mut().remove("x-lotse-desk");
    assert_eq!(site.send(request).await.status, StatusCode::FORBIDDEN, "as a form would");
    let mut request = write();
    request.headers_mut().insert("sec-fetch-site", "same-origin".parse().unwrap());
    assert_eq!(site.send(request).await.status, StatusCode::OK);
}

#[tokio::test]
async fn nobody_is_signed_in_by_another_site() {
    let site = Site::new().await;
    site.lotse.add("administrator@example.org", Role::Administrator).await;
    let typed = json!({"email": "administrator@example.org", "password": PASSWORD});
    let mut request = json_to(&Method::POST, "/api/v1/session", &typed);
    request.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    let reply = site.send(request).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    assert!(!reply.headers.contains_key(header::SET_COOKIE));
}

#[tokio::test]
async fn forms_of_the_help_centre_are_not_sent_from_another_site() {
    let site = Site::new().await;
    for path in ["/de/contact", "/de/sign-in", "/de/sign-in/code", "/de/sign-out"] {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "cross-site")
            .body(Body::from("email=a%40example.org"))
            .unwrap();
        assert_eq!(site.send(request).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert!(site.lotse.waiting_mails(1).await.unwrap().is_empty());
}

#[tokio::test]
async fn public_calls_may_come_from_anywhere_and_calls_of_the_desk_may_not() {
    let site = Site::new().await;
    let preflight = |path: &str, method: &str| {
        Request::options(path)
            .header(header::ORIGIN, "https://shop.example")
            .header(header::ACCESS_CONTROL_REQUEST_METHOD, method)
            .header(header::ACCESS_CONTROL_REQUEST_HEADERS, "content-type")
            .body(Body::empty())
            .unwrap()
    };
    for path in ["/api/v1/ask", "/api/v1/solved", "/api/v1/requests", "/api/v1/feedback"] {
        let reply = site.send(preflight(path, "POST")).await;
        assert_eq!(reply.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*", "{path}");
        let credentials = reply.headers.get(header::ACCESS_CONTROL_ALLOW_CREDENTIALS);
        assert!(credentials.is_none(), "{path}");
    }
    for path in ["/api/v1/me", "/api/v1/articles", "/api/v1/agents", "/api/v1/session"] {
        let reply = site.send(preflight(path, "POST")).await;
        let allowed = reply.headers.get(header::ACCESS_CONTROL_ALLOW_ORIGIN);
        assert!(allowed.is_none(), "{path}");
    }
}
