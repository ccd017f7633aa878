//! The only place that chooses HTTP statuses: a failure as problem details (RFC 9457).

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use utoipa::ToSchema;

use crate::refusal::Refusal;

/// A failure as programs see it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// Always `about:blank`: the code says what it is.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The status in words.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// Stable; programs decide by it.
    code: &'static str,
    /// One English sentence.
    detail: String,
    /// Fields that are wrong, each with a code.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<Field>,
}

/// A field that is wrong.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Field {
    /// Its name.
    name: &'static str,
    /// `missing`, `too_long`, `format`, `unknown` or `other_service`.
    code: &'static str,
}

impl Problem {
    fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            code,
            detail: detail.into(),
            fields: Vec::new(),
        }
    }

    pub(crate) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", "there is no such thing")
    }

    pub(crate) fn method() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method", "this cannot be done here")
    }

    pub(crate) fn no_key() -> Self {
        let detail = "the header `Authorization: Bearer KEY` is missing or has another key";
        Self::new(StatusCode::UNAUTHORIZED, "not_signed_in", detail)
    }

    pub(crate) fn query(detail: &str) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "query_wrong", detail)
    }

    pub(crate) fn body(detail: &str) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "body_wrong", detail)
    }

    pub(crate) fn too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "at most 64 kB can be sent")
    }

    pub(crate) fn key_wrong() -> Self {
        let detail = "an `Idempotency-Key` has 1 to 200 visible characters";
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "key_wrong", detail)
    }

    pub(crate) fn key_reused() -> Self {
        let detail = "this `Idempotency-Key` was used for another call";
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "key_reused", detail)
    }

    pub(crate) fn internal() -> Self {
        let detail = "something failed at the shop; nothing was changed";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", detail)
    }

    pub(crate) fn closed() -> Self {
        let detail = "the shop takes no changes at the moment; nothing was changed";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "closed", detail)
    }

    pub(crate) fn status(&self) -> u16 {
        self.status
    }
}

impl From<Refusal> for Problem {
    fn from(it: Refusal) -> Self {
        let status = match it {
            Refusal::NotFound => StatusCode::NOT_FOUND,
            Refusal::Field { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            _ => StatusCode::CONFLICT,
        };
        let mut problem = Self::new(status, it.code(), it.to_string());
        if let Refusal::Field { name, code, .. } = it {
            problem.fields.push(Field { name, code });
        }
        problem
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or_default();
        let mut response = (status, Json(self)).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        response
    }
}
