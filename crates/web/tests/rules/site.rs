//! A site to send requests to.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use http::{HeaderMap, Method, Request, StatusCode, header};
use lotse_domain::access::Role;
use lotse_testkit::{PASSWORD, TestLotse};
use lotse_web::{Config, router};
use serde_json::{Value, json};
use tower::ServiceExt as _;

/// A Lotse with its routes.
pub(crate) struct Site {
    pub(crate) lotse: TestLotse,
    router: Router,
}

/// What came back.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    pub(crate) fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }
}

impl Site {
    pub(crate) async fn new() -> Self {
        Self::with(Config::default()).await
    }

    pub(crate) async fn with(config: Config) -> Self {
        let lotse = TestLotse::on_sqlite().await;
        let router = router(Arc::clone(lotse.app()), config).unwrap();
        Self { lotse, router }
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        let bytes: Bytes = to_bytes(body, 50_000_000).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Reply { status: head.status, headers: head.headers, text }
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Sends JSON to the API without a session.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> Reply {
        self.send(json_to(&Method::POST, path, body)).await
    }

    /// Signs an agent of this role in and returns the cookie; the address is the role's name.
    pub(crate) async fn cookie(&self, role: Role) -> String {
        let email = format!("{}@example.org", role.as_str());
        let typed = json!({"email": email, "password": PASSWORD});
        let reply = self.post("/api/v1/session", &typed).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
        let cookie = reply.headers[header::SET_COOKIE].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }
}

pub(crate) fn json_to(method: &Method, path: &str, body: &Value) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap()
}

/// The same as the desk would send it.
pub(crate) fn from_desk(mut request: Request<Body>, cookie: &str) -> Request<Body> {
    request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
    request.headers_mut().insert("x-lotse-desk", "1".parse().unwrap());
    request
}

/// Every byte as an address writes it.
pub(crate) fn percent(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut coded, byte| {
        write!(coded, "%{byte:02X}").unwrap();
        coded
    })
}
