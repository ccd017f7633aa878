//! Pages of a list: how many, after which, and the mark to go on from.

use axum::Json;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use http::request::Parts;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::error::Problem;

/// Which part of a list.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Page {
    /// How many entries, 1 to 100; 50 when left out.
    limit: Option<usize>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// One page of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct List<T> {
    /// The entries.
    pub(super) items: Vec<T>,
    /// Hand this in as `cursor` for the next page; null at the end.
    pub(super) next_cursor: Option<String>,
}

impl Page {
    pub(super) fn limit(&self) -> usize {
        self.limit.unwrap_or(50).clamp(1, 100)
    }

    /// The parts of the cursor; `None` for the first page.
    ///
    /// # Errors
    /// When it is not one of ours.
    pub(super) fn after<T: DeserializeOwned>(&self) -> Result<Option<T>, Problem> {
        let Some(text) = &self.cursor else { return Ok(None) };
        serde_json::from_str(text)
            .map(Some)
            .ok()
            .ok_or_else(|| Problem::field("cursor", "unknown", "this is not a cursor of ours"))
    }
}

impl<T> List<T> {
    /// All there is.
    pub(super) fn whole(items: Vec<T>) -> Self {
        Self { items, next_cursor: None }
    }

    /// A page of at most `limit` entries of which one more than `limit` were looked up; `mark`
    /// makes the cursor of the last entry shown.
    pub(super) fn cut<R, M: Serialize>(
        mut rows: Vec<R>,
        limit: usize,
        mark: impl Fn(&R) -> M,
        show: impl FnMut(R) -> T,
    ) -> Self {
        let has_more = limit < rows.len();
        rows.truncate(limit);
        let next_cursor =
            rows.last().filter(|_| has_more).and_then(|it| serde_json::to_string(&mark(it)).ok());
        Self { items: rows.into_iter().map(show).collect(), next_cursor }
    }
}

/// A query that says what is wrong with it as a problem.
#[derive(Debug)]
pub(crate) struct Asked<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match Query::<T>::from_request_parts(parts, state).await {
            Ok(Query(it)) => Ok(Self(it)),
            Err(error) => Err(Problem::wrong("query_wrong", &error.body_text())),
        }
    }
}

/// Names in the address; what does not read as an id or language is not there.
#[derive(Debug)]
pub(super) struct At<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for At<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match Path::<T>::from_request_parts(parts, state).await {
            Ok(Path(it)) => Ok(Self(it)),
            Err(_) => Err(Problem::not_found()),
        }
    }
}

/// A JSON body; what is wrong with it is told as a problem.
#[derive(Debug)]
pub(crate) struct Sent<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Sent<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let Json(it) = Json::<T>::from_request(request, state).await?;
        Ok(Self(it))
    }
}

/// Reads an id or another small value out of text; `name` is the field it came in.
pub(super) fn parsed<T: std::str::FromStr>(text: &str, name: &str) -> Result<T, Problem> {
    text.parse().ok().ok_or_else(|| Problem::field(name, "unknown", "this value is not understood"))
}

/// The same for what may be left out.
pub(super) fn opt_parsed<T: std::str::FromStr>(
    text: Option<&str>,
    name: &str,
) -> Result<Option<T>, Problem> {
    text.filter(|it| !it.is_empty()).map(|it| parsed(it, name)).transpose()
}
