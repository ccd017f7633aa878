//! Pictures and other files that articles show.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use lotse_domain::ids::FileId;
use serde::Deserialize;

use crate::Web;
use crate::error::Problem;

/// A drawing may bring its own styles, but nothing that acts or fetches.
const INERT: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// A file in an address; its name is only for people.
#[derive(Debug, Deserialize)]
pub(super) struct Named {
    id: String,
}

/// A public file. What stands at an address never changes.
pub(super) async fn media(
    State(web): State<Web>,
    Path(named): Path<Named>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let id: FileId = named.id.parse().ok().ok_or_else(Problem::not_found)?;
    let etag = format!("\"{id}\"");
    let known = headers.get(header::IF_NONE_MATCH).and_then(|it| it.to_str().ok());
    let file = web.app.public_file(id).await?.ok_or_else(Problem::not_found)?;
    let kept = [
        (header::ETAG, etag.clone()),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned()),
    ];
    if known.is_some_and(|it| it.contains(&etag)) {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    let shown = [
        (header::CONTENT_TYPE, file.mime),
        (header::CONTENT_SECURITY_POLICY, INERT.to_owned()),
        (header::CONTENT_DISPOSITION, "inline".to_owned()),
    ];
    Ok((kept, shown, file.bytes).into_response())
}
