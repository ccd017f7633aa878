//! The built front end and the language files, inside the program.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::Web;

/// Which pages may load an answer at all.
pub(crate) const CORP: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Scripts, styles, fonts and icons of the public pages.
#[derive(RustEmbed)]
#[folder = "$LOTSE_UI_OUT/public"]
#[allow_missing = true]
struct Public;

/// The desk.
#[derive(RustEmbed)]
#[folder = "$LOTSE_UI_OUT/desk"]
#[allow_missing = true]
struct Desk;

/// The chat for the pages of shops.
#[derive(RustEmbed)]
#[folder = "$LOTSE_UI_OUT/widget"]
#[allow_missing = true]
struct Widget;

include!(concat!(env!("OUT_DIR"), "/catalogues.rs"));

/// The language files by locale.
pub(crate) fn catalogues() -> Vec<(&'static str, &'static str)> {
    CATALOGUES.to_vec()
}

/// Where a public file by its plain name is served, for example `help.css`.
pub(crate) fn url(name: &str) -> String {
    static NAMES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
        let manifest = Public::get("manifest.json").map(|it| it.data);
        manifest.and_then(|it| serde_json::from_slice(&it).ok()).unwrap_or_default()
    });
    format!("/assets/{}", NAMES.get(name).map_or(name, String::as_str))
}

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/assets/{*path}", get(public))
        .route("/w/{name}", get(widget))
        .route("/desk", get(|| async { Redirect::permanent("/desk/") }))
        .route("/desk/", get(desk_page))
        .route("/desk/{*path}", get(desk))
}

async fn public(Path(path): Path<String>, request: HeaderMap) -> Response {
    match Public::get(&path) {
        Some(file) => serve(&path, file, &request),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// A script of the chat, which pages of other hosts load.
async fn widget(Path(name): Path<String>, request: HeaderMap) -> Response {
    let Some(file) = Widget::get(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let mut response = serve(&name, file, &request);
    response.headers_mut().extend([
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
        (CORP, HeaderValue::from_static("cross-origin")),
    ]);
    response
}

async fn desk_page(request: HeaderMap) -> Response {
    desk(Path("index.html".to_owned()), request).await
}

/// A file of the desk; any other address is one of its screens.
async fn desk(Path(path): Path<String>, request: HeaderMap) -> Response {
    if let Some(file) = Desk::get(&path) {
        return serve(&path, file, &request);
    }
    match Desk::get("index.html") {
        Some(file) if !path.starts_with("assets/") => serve("index.html", file, &request),
        _ => (StatusCode::NOT_FOUND, "the desk was left out of this build").into_response(),
    }
}

fn serve(path: &str, file: EmbeddedFile, request: &HeaderMap) -> Response {
    use std::fmt::Write as _;
    let mut etag = String::from("\"");
    for byte in file.metadata.sha256_hash().iter().take(12) {
        let _ = write!(etag, "{byte:02x}");
    }
    etag.push('"');
    let known = request.get(header::IF_NONE_MATCH).and_then(|it| it.to_str().ok());
    let base = Response::builder().header(header::ETAG, &etag).header(
        header::CACHE_CONTROL,
        if is_hashed(path) { "public, max-age=31536000, immutable" } else { "no-cache" },
    );
    let response = if known.is_some_and(|it| it.contains(&etag)) {
        base.status(StatusCode::NOT_MODIFIED).body(Body::empty())
    } else {
        let mime = mime_guess::from_path(path).first_or_octet_stream();
        let mime = match mime.essence_str() {
            text if text.starts_with("text/") => format!("{text}; charset=utf-8"),
            other => other.to_owned(),
        };
        base.header(header::CONTENT_TYPE, mime).body(Body::from(file.data.into_owned()))
    };
    response.expect("these headers are valid")
}

/// Whether a name holds the hash of its content: `help-a1b2c3d4.css`.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        8 <= hash.len() && hash.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_')
    })
}
