//! A write with a key is done once, whatever happens to its answer.

use axum::body::Body;
use chrono::Duration;
use http::{Method, Request, header};
use lotse_shop::openapi;
use serde_json::{Value, json};

use crate::caller::{Caller, KARLA, MAJA, ORDERED, send};

fn path() -> String {
    format!("/orders/{ORDERED}/cancellation")
}

async fn cancel(caller: &Caller, key: &str, reason: &str) -> crate::caller::Said {
    let body = json!({ "email": MAJA, "reason": reason });
    caller.send(Method::POST, &path(), Some(key), Some(body)).await
}

#[tokio::test]
async fn the_same_call_with_the_same_key_is_done_once_and_answered_the_same() {
    let caller = Caller::new();
    let first = cancel(&caller, "k1", "").await.well();
    let again = cancel(&caller, "k1", "").await.well();
    assert_eq!(first, again);
    assert_eq!(caller.shop.order(ORDERED).unwrap().cancellations.len(), 1);
    cancel(&caller, "k2", "").await.refused(409, "already_cancelled");
    // A refusal is an answer too: the order going on does not change it.
    caller.post(&format!("{}/undo", path()), json!({ "email": MAJA })).await.well();
    cancel(&caller, "k2", "").await.refused(409, "already_cancelled");
    assert_eq!(caller.order(ORDERED, MAJA).await["status"], "ordered");
}

#[tokio::test]
async fn another_call_with_a_known_key_is_refused() {
    let caller = Caller::new();
    cancel(&caller, "k1", "").await.well();
    cancel(&caller, "k1", "anders").await.refused(422, "key_reused");
    let body = json!({ "email": MAJA });
    let undo = format!("{}/undo", path());
    let said = caller.send(Method::POST, &undo, Some("k1"), Some(body)).await;
    said.refused(422, "key_reused");
    cancel(&caller, "", "").await.refused(422, "key_wrong");
    cancel(&caller, &"k".repeat(201), "").await.refused(422, "key_wrong");
}

#[tokio::test]
async fn a_key_is_forgotten_after_a_day() {
    let caller = Caller::new();
    cancel(&caller, "k1", "").await.well();
    caller.pass(Duration::hours(25));
    cancel(&caller, "k1", "").await.refused(409, "already_cancelled");
    assert_eq!(caller.shop.books().answered.len(), 1, "the old answer is gone");
}

#[tokio::test]
async fn who_has_no_key_of_the_shop_learns_nothing() {
    let caller = Caller::new();
    for sent in [None, Some("Bearer wrong"), Some("demo-shop-key")] {
        for (method, path) in [
            (Method::GET, format!("/api/v1/orders?email={KARLA}")),
            (Method::GET, "/api/v1/services".to_owned()),
            (Method::GET, "/api/v1/appointments/ledger".to_owned()),
            (Method::POST, format!("/api/v1{}", path())),
        ] {
            let mut request = Request::builder().method(method).uri(path);
            if let Some(sent) = sent {
                request = request.header(header::AUTHORIZATION, sent);
            }
            let said = send(&caller.shop, request.body(Body::empty()).unwrap()).await;
            said.refused(401, "not_signed_in");
        }
    }
    caller.get("/nothing").await.refused(404, "not_found");
    caller.send(Method::DELETE, "/orders", None, None).await.refused(405, "method");
}

#[tokio::test]
async fn the_description_names_every_call_and_is_open_to_all() {
    let caller = Caller::new();
    let request = Request::builder().uri("/api/v1/openapi.json").body(Body::empty()).unwrap();
    let served = send(&caller.shop, request).await.well();
    assert_eq!(served, serde_json::from_str::<Value>(&openapi()).unwrap());
    assert_eq!(served["openapi"], "3.1.0");
    let mut calls = Vec::new();
    for (path, item) in served["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            assert!(operation["operationId"].is_string(), "{path}");
            calls.push(format!("{method} {path}"));
        }
    }
    calls.sort();
    assert_eq!(
        calls,
        [
            "delete /appointments/{id}",
            "get /appointments",
            "get /appointments/ledger",
            "get /appointments/slots",
            "get /orders",
            "get /orders/{number}",
            "get /orders/{number}/invoice",
            "get /services",
            "get /shops",
            "patch /appointments/{id}",
            "post /appointments",
            "post /orders/{number}/address-changes/{id}/undo",
            "post /orders/{number}/cancellation",
            "post /orders/{number}/cancellation/undo",
            "post /orders/{number}/returns",
            "put /orders/{number}/address",
        ]
    );
}
