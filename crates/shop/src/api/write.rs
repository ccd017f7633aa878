//! Calls that change something: looked at, done once, and broken when a test wants it.

use std::fmt::Write as _;

use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Duration, Utc};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use super::Caller;
use super::problem::Problem;
use crate::Shop;
use crate::books::{Answered, Books};
use crate::faults::Fault;
use crate::refusal::Refusal;

/// Far more than any call needs.
const MAX_BODY: usize = 64 * 1024;
/// An answer is kept for so long.
const KEPT: Duration = Duration::hours(24);
/// So many answers are kept at most; the oldest go first.
const ANSWERS: usize = 2_000;

/// A call that changes something, from somebody who may.
pub(super) struct Write {
    key: Option<String>,
    fingerprint: String,
    query: String,
    body: Vec<u8>,
}

impl FromRequest<Shop> for Write {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Shop) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        Caller::of(&parts.headers)?;
        let key = match parts.headers.get("idempotency-key") {
            None => None,
            Some(it) => {
                let text = it.to_str().ok().filter(|it| (1..=200).contains(&it.len()));
                Some(text.ok_or_else(Problem::key_wrong)?.to_owned())
            }
        };
        let body = to_bytes(body, MAX_BODY).await.ok().ok_or_else(Problem::too_large)?;
        let query = parts.uri.query().unwrap_or_default().to_owned();
        let mut hash = Sha256::new();
        for part in [parts.method.as_str(), parts.uri.path(), &query] {
            hash.update(part);
            hash.update([0]);
        }
        hash.update(&body);
        let fingerprint = hash.finalize().iter().fold(String::new(), |mut text, it| {
            let _ = write!(text, "{it:02x}");
            text
        });
        Ok(Self { key, fingerprint, query, body: body.to_vec() })
    }
}

impl Write {
    /// What the body says.
    pub(super) fn body<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        serde_json::from_slice(&self.body).map_err(|error| Problem::body(&error.to_string()))
    }

    /// What the query says, for calls without a body.
    pub(super) fn query<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let uri = format!("/?{}", self.query).parse().ok();
        let uri = uri.ok_or_else(|| Problem::query("the query cannot be read"))?;
        let query = axum::extract::Query::<T>::try_from_uri(&uri);
        query.map(|it| it.0).map_err(|error| Problem::query(&error.body_text()))
    }

    /// Does it, unless it was done before, and answers.
    pub(super) async fn answer<T: Serialize>(
        self,
        shop: &Shop,
        act: impl FnOnce(&mut Books, DateTime<Utc>) -> Result<T, Refusal> + Send + 'static,
    ) -> Response {
        let fault = shop.faults().take();
        match fault {
            Some(Fault::Fail) => return Problem::internal().into_response(),
            Some(Fault::Refuse) => return Problem::closed().into_response(),
            Some(Fault::Hang) | None => {}
        }
        let done = shop.change(move |books, now| self.once(books, now, act)).await;
        if fault == Some(Fault::Hang) {
            std::future::pending::<()>().await;
        }
        match done {
            Ok(Ok((status, body))) => response(status, body),
            Ok(Err(problem)) => problem.into_response(),
            Err(error) => {
                tracing::error!(%error, "the shop's books could not be written");
                Problem::internal().into_response()
            }
        }
    }

    fn once<T: Serialize>(
        self,
        books: &mut Books,
        now: DateTime<Utc>,
        act: impl FnOnce(&mut Books, DateTime<Utc>) -> Result<T, Refusal>,
    ) -> Result<(u16, String), Problem> {
        let Some(key) = self.key else { return written(act(books, now)) };
        if let Some(known) = books.answered.iter().find(|it| it.key == key && now < it.at + KEPT) {
            if known.fingerprint != self.fingerprint {
                return Err(Problem::key_reused());
            }
            return Ok((known.status, known.body.clone()));
        }
        let (status, body) = written(act(books, now))?;
        books.answered.retain(|it| now < it.at + KEPT);
        let too_many = (books.answered.len() + 1).saturating_sub(ANSWERS);
        books.answered.drain(..too_many);
        let (fingerprint, at) = (self.fingerprint, now);
        books.answered.push(Answered { key, fingerprint, at, status, body: body.clone() });
        Ok((status, body))
    }
}

fn written<T: Serialize>(outcome: Result<T, Refusal>) -> Result<(u16, String), Problem> {
    let json = |text: serde_json::Result<String>| text.ok().ok_or_else(Problem::internal);
    match outcome {
        Ok(it) => Ok((StatusCode::OK.as_u16(), json(serde_json::to_string(&it))?)),
        Err(refusal) => {
            let problem = Problem::from(refusal);
            Ok((problem.status(), json(serde_json::to_string(&problem))?))
        }
    }
}

fn response(status: u16, body: String) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or_default();
    let kind = if status.is_success() { "application/json" } else { "application/problem+json" };
    let mut response = (status, body).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}
