//! Invoices and labels, for whoever knows their link.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use http::{StatusCode, header};

use crate::{Shop, documents};

/// The paper behind a link. Nobody finds it otherwise, and nothing between keeps it.
pub(super) async fn one(
    State(shop): State<Shop>,
    Path((kind, name)): Path<(String, String)>,
) -> Response {
    let books = shop.books();
    let paper = name.strip_suffix(".pdf").and_then(|secret| match kind.as_str() {
        "invoices" => documents::invoice(&books, secret),
        "returns" => documents::label(&books, secret),
        _ => None,
    });
    let headers = [
        (header::CONTENT_TYPE, "application/pdf"),
        (header::CONTENT_DISPOSITION, "inline"),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    paper.map_or_else(
        || StatusCode::NOT_FOUND.into_response(),
        |paper| (headers, paper).into_response(),
    )
}
