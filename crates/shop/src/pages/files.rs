//! The storefront's own files: style, script, icon.

use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::header;

use crate::Shop;

pub(super) const STYLE: &str = "/shop.css";
pub(super) const SCRIPT: &str = "/shop.js";

pub(super) fn routes() -> Router<Shop> {
    Router::new()
        .route(STYLE, get(async || file("text/css; charset=utf-8", STYLE_TEXT)))
        .route(SCRIPT, get(async || file("text/javascript; charset=utf-8", SCRIPT_TEXT)))
        .route("/icon.svg", get(async || file("image/svg+xml", ICON)))
}

const STYLE_TEXT: &str = concat!(
    include_str!("../../assets/look.css"),
    include_str!("../../assets/goods.css"),
    include_str!("../../assets/places.css")
);
const SCRIPT_TEXT: &str = include_str!("../../assets/shop.js");
const ICON: &str = include_str!("../../assets/icon.svg");

fn file(kind: &'static str, text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], text).into_response()
}
