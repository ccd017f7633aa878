//! Whatever is sent, nothing breaks: wrong input is told as such.

use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use lotse_domain::access::Role;
use serde_json::{Value, json};

use crate::site::{Site, from_desk, json_to, percent};

#[tokio::test]
async fn a_body_that_is_no_text_is_refused() {
    let site = Site::new().await;
    for path in ["/api/v1/ask", "/api/v1/requests", "/api/v1/session", "/api/v1/solved"] {
        for body in [&b"\xff\xfe{\"text\":\"x\"}"[..], b"{\"text\":\"\xc3\x28\"}", b"{", b""] {
            let request = Request::post(path)
                .header(header::CONTENT_TYPE, "application/json")
                .body(Body::from(body))
                .unwrap();
            let reply = site.send(request).await;
            assert!(reply.status.is_client_error(), "{path}: {} {}", reply.status, reply.text);
            assert_eq!(reply.code(), "body_wrong", "{path}");
            let kind = &reply.headers[header::CONTENT_TYPE];
            assert_eq!(kind, "application/problem+json", "{path}");
        }
    }
}

#[tokio::test]
async fn a_question_of_ten_megabytes_is_refused_and_a_long_one_answered() {
    let site = Site::new().await;
    site.lotse.published("Nasenpads", "Text").await;
    let huge = json!({"text": "Nasenpads ".repeat(1_000_000)});
    let reply = site.post("/api/v1/ask", &huge).await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    let long = json!({"text": "Nasenpads ".repeat(10_000)});
    assert_eq!(site.post("/api/v1/ask", &long).await.status, StatusCode::OK);
    let query = "Nasenpads%20".repeat(5_000);
    let reply = site.get(&format!("/de/search?q={query}")).await;
    assert!(!reply.status.is_server_error(), "{}", reply.status);
}

#[tokio::test]
async fn fields_nobody_knows_are_refused() {
    let site = Site::new().await;
    site.lotse.add("administrator@example.org", Role::Administrator).await;
    let cookie = site.cookie(Role::Administrator).await;
    let brand = site.lotse.brand().id.to_string();
    let cases: [(Method, &str, Value); 6] = [
        (Method::POST, "/ask", json!({"text": "x", "nonsense": 1})),
        (
            Method::POST,
            "/requests",
            json!({"message": "x", "name": "x", "email": "a@example.org",
            "nonsense": 1}),
        ),
        (Method::PATCH, "/me", json!({"name": "x", "role": "administrator"})),
        (Method::POST, "/api-keys", json!({"name": "x", "scopes": ["inbox:read"], "nonsense": 1})),
        (
            Method::POST,
            "/synonyms",
            json!({"brand_id": brand, "locale": "de", "word": "a",
            "means": ["b"], "nonsense": 1}),
        ),
        (Method::POST, "/preview", json!({"markdown": "x", "nonsense": 1})),
    ];
    for (method, path, body) in cases {
        let request = json_to(&method, &format!("/api/v1{path}"), &body);
        let reply = site.send(from_desk(request, &cookie)).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", reply.text);
    }
    assert_eq!(
        site.lotse.open_conversations(&site.lotse.may(), site.lotse.brand().id).await.unwrap(),
        0
    );
}

#[tokio::test]
async fn queries_of_other_languages_are_only_words_here() {
    let site = Site::new().await;
    site.lotse.published("Nasenpads wechseln", "Text").await;
    for query in [
        "'",
        "\"",
        "';--",
        "' or '1'='1",
        "%",
        "_",
        "\\",
        "title:x AND",
        "NEAR(",
        "*",
        "(((",
        "a:b*",
        "\0",
        "{{7*7}}",
        "${x}",
        "../../etc/passwd",
        "\u{202e}x",
        "\u{feff}",
    ] {
        let coded = percent(query);
        for path in [
            format!("/de/search?q={coded}"),
            format!("/api/v1/suggest?q={coded}"),
            format!("/api/v1/suggest?q=x&brand={coded}"),
            format!("/api/v1/suggest?q=x&locale={coded}"),
            format!("/de/a/{coded}"),
            format!("/de/c/{coded}"),
        ] {
            let reply = site.get(&path).await;
            assert!(!reply.status.is_server_error(), "{path}: {}", reply.status);
        }
        let reply = site.post("/api/v1/ask", &json!({"text": query})).await;
        assert!(!reply.status.is_server_error(), "{query}");
    }
    assert_eq!(site.get("/de/a/nasenpads-wechseln").await.status, StatusCode::OK);
}

#[tokio::test]
async fn wrong_ids_cursors_and_numbers_are_told() {
    let site = Site::new().await;
    site.lotse.add("administrator@example.org", Role::Administrator).await;
    let cookie = site.cookie(Role::Administrator).await;
    let brand = site.lotse.brand().id;
    for path in [
        "/articles/nonsense".to_owned(),
        "/articles/nonsense/translations/de/versions/x".to_owned(),
        format!("/articles?brand={brand}&cursor=nonsense"),
        format!("/articles?brand={brand}&limit=-1"),
        format!("/articles?brand={brand}&state=nonsense"),
        "/articles?brand=nonsense".to_owned(),
        "/articles".to_owned(),
        format!("/gaps?brand={brand}&cursor=%5B%5D"),
        format!("/synonyms?brand={brand}&cursor=%22x%22"),
        format!("/conversations?brand={brand}&status=nonsense"),
        "/nonsense".to_owned(),
    ] {
        let request = Request::get(format!("/api/v1{path}")).body(Body::empty()).unwrap();
        let reply = site.send(from_desk(request, &cookie)).await;
        assert!(reply.status.is_client_error(), "{path}: {} {}", reply.status, reply.text);
        let kind = &reply.headers[header::CONTENT_TYPE];
        assert_eq!(kind, "application/problem+json", "{path}");
    }
}

#[tokio::test]
async fn a_machine_that_fills_every_field_is_not_heard() {
    let site = Site::new().await;
    let body = json!({"message": "x", "name": "x", "email": "a@example.org", "website": "spam"});
    let reply = site.post("/api/v1/requests", &body).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let lotse = &site.lotse;
    assert_eq!(lotse.open_conversations(&lotse.may(), lotse.brand().id).await.unwrap(), 0);
}
