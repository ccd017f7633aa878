//! Somebody who calls the shop, at a time the test sets.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, to_bytes};
use chrono::{DateTime, Duration, Utc};
use http::{Method, Request, header};
use lotse_shop::{API_KEY, Chat, Setting, Shop};
use serde_json::Value;
use tower::ServiceExt as _;

pub(crate) const KARLA: &str = "kundin@example.org";
pub(crate) const MAJA: &str = "maja@example.org";
/// Maja's, just placed.
pub(crate) const ORDERED: &str = "BW-104201";

/// What the shop and its chat have agreed on.
pub(crate) const SECRET: &str = "thirty-two bytes or more of a key";

/// A shop and somebody who has its key.
pub(crate) struct Caller {
    pub(crate) shop: Shop,
    time: Arc<Mutex<DateTime<Utc>>>,
}

/// Status, kind and body of an answer.
pub(crate) struct Said {
    pub(crate) status: u16,
    pub(crate) kind: String,
    pub(crate) json: Value,
}

impl Said {
    /// The answer of a call that worked.
    pub(crate) fn well(self) -> Value {
        assert_eq!(self.status, 200, "{}", self.json);
        self.json
    }

    /// Asserts that the call was refused like this.
    pub(crate) fn refused(&self, status: u16, code: &str) {
        assert_eq!(
            (self.status, self.json.get("code").and_then(Value::as_str)),
            (status, Some(code)),
            "{}",
            self.json
        );
        assert_eq!(self.json.get("status"), Some(&Value::from(status)));
        assert_eq!(self.kind, "application/problem+json");
    }
}

/// Monday, 4 January 2027, 9:00 in Hamburg.
fn morning() -> DateTime<Utc> {
    "2027-01-04T08:00:00Z".parse().expect("this is a time")
}

/// What a shop is told whose clock shows that time.
pub(crate) fn setting(time: &Arc<Mutex<DateTime<Utc>>>) -> Setting {
    let time = Arc::clone(time);
    Setting {
        clock: Arc::new(move || *time.lock().unwrap_or_else(PoisonError::into_inner)),
        address: "http://shop.example".to_owned(),
        chat: Some(Chat {
            address: "http://help.example".to_owned(),
            brand: "optician".to_owned(),
            key_id: "k1".to_owned(),
            secret: SECRET.to_owned(),
        }),
    }
}

impl Caller {
    pub(crate) fn new() -> Self {
        let time = Arc::new(Mutex::new(morning()));
        Self { shop: Shop::in_memory(setting(&time)), time }
    }

    pub(crate) fn pass(&self, by: Duration) {
        *self.time.lock().unwrap_or_else(PoisonError::into_inner) += by;
    }

    pub(crate) async fn get(&self, path: &str) -> Said {
        self.send(Method::GET, path, None, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Said {
        self.send(Method::POST, path, None, Some(body)).await
    }

    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        key: Option<&str>,
        body: Option<Value>,
    ) -> Said {
        send(&self.shop, request(method, path, key, body)).await
    }

    /// The order as its customer is told of it.
    pub(crate) async fn order(&self, number: &str, email: &str) -> Value {
        let said = self.get(&format!("/orders/{number}?email={email}")).await.well();
        said.get("order").expect("an order is shown").clone()
    }
}

/// A call with the shop's key.
pub(crate) fn request(
    method: Method,
    path: &str,
    key: Option<&str>,
    body: Option<Value>,
) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
    request = request.header(header::AUTHORIZATION, format!("Bearer {API_KEY}"));
    if let Some(key) = key {
        request = request.header("Idempotency-Key", key);
    }
    let body = body.map_or_else(Body::empty, |it| Body::from(it.to_string()));
    request.body(body).expect("this is a request")
}

/// What the shop says to it.
pub(crate) async fn send(shop: &Shop, request: Request<Body>) -> Said {
    let response = shop.router().oneshot(request).await.expect("routers answer");
    let status = response.status().as_u16();
    let kind = response.headers().get(header::CONTENT_TYPE);
    let kind = kind.and_then(|it| it.to_str().ok()).unwrap_or_default().to_owned();
    let body = to_bytes(response.into_body(), 1_000_000).await.expect("answers end");
    Said { status, kind, json: serde_json::from_slice(&body).unwrap_or(Value::Null) }
}
