//! A write with an `Idempotency-Key` is done once: the same request again gets the answer given
//! before, for a day; another request with the key is refused.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{Method, StatusCode, header};
use sha2::{Digest, Sha256};

use super::MAX_BODY;
use crate::Web;
use crate::error::Problem;
use crate::session::Caller;

/// What is answered here opens something: it is given out once and never kept.
const SECRET: [&str; 4] = ["/session", "/api-keys", "/me/totp", "/identity-keys"];

pub(super) async fn answer_once(
    State(web): State<Web>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let key = request.headers().get("idempotency-key").and_then(|it| it.to_str().ok());
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let is_write = !is_read && !SECRET.contains(&request.uri().path());
    let Some(key) = key.filter(|it| is_write && !it.is_empty()).map(str::to_owned) else {
        return Ok(next.run(request).await);
    };
    if 200 < key.len() {
        return Err(Problem::field("Idempotency-Key", "too_long", "the key is too long"));
    }
    let (mut parts, body) = request.into_parts();
    // Whoever may not call is told so by the handler; here only the name counts.
    let caller = Caller::from_request_parts(&mut parts, &web).await;
    let actor = caller.map_or_else(|_| "anyone".to_owned(), |it| it.actor.name());
    let body = to_bytes(body, MAX_BODY)
        .await
        .ok()
        .ok_or_else(|| Problem::too_large("with a key, at most 2 MB can be sent"))?;
    let fingerprint = fingerprint(&parts.method, parts.uri.path(), &body);
    if !web.app.reserve_answer((&actor, &key, &fingerprint)).await? {
        return match web.app.earlier_answer(&actor, &key).await? {
            Some((before, status, answer)) => replay(&fingerprint, &before, status, answer),
            None => Err(Problem::conflict("key_in_use", "the same request is being answered")),
        };
    }
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    if !is_final(response.status()) {
        web.app.release_answer(&actor, &key).await?;
        return Ok(response);
    }
    let (head, body) = response.into_parts();
    let body = to_bytes(body, MAX_BODY).await.unwrap_or_default();
    let text = String::from_utf8_lossy(&body).into_owned();
    let status = i64::from(head.status.as_u16());
    web.app.keep_answer((&actor, &key), (status, &text)).await?;
    Ok(Response::from_parts(head, Body::from(body)))
}

/// Whether the same request would be answered the same a minute later.
fn is_final(status: StatusCode) -> bool {
    let passes = [
        StatusCode::UNAUTHORIZED,
        StatusCode::FORBIDDEN,
        StatusCode::CONFLICT,
        StatusCode::TOO_MANY_REQUESTS,
    ];
    !status.is_server_error() && !passes.contains(&status)
}

fn replay(
    fingerprint: &str,
    before: &str,
    status: i64,
    answer: String,
) -> Result<Response, Problem> {
    if fingerprint != before {
        return Err(Problem::conflict("key_reused", "this key was used for another request"));
    }
    let status = u16::try_from(status).ok().and_then(|it| StatusCode::from_u16(it).ok());
    let status = status.unwrap_or(StatusCode::OK);
    let kind = if status.is_success() { "application/json" } else { "application/problem+json" };
    Ok((status, [(header::CONTENT_TYPE, kind)], answer).into_response())
}

fn fingerprint(method: &Method, path: &str, body: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut digest = Sha256::new();
    digest.update(method.as_str());
    digest.update([0]);
    digest.update(path);
    digest.update([0]);
    digest.update(body);
    digest.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
