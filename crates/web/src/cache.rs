//! Finished public pages, kept for a moment and compressed once.
//!
//! A page is kept for one revision of what is shown and for at most a tenth of a second, so that
//! nothing outlives its validity, its opening hours or its demand by more.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::{HeaderMap, StatusCode, header};
use sha2::{Digest, Sha256};

/// How long a page is kept.
const KEPT: Duration = Duration::from_millis(100);
/// So many pages are kept at most; then all are dropped, and the popular ones are back at once.
const PAGES: usize = 2_000;

/// Finished pages by address.
#[derive(Debug, Default)]
pub(crate) struct Pages(RwLock<HashMap<String, Kept>>);

/// A page, the revision it was made at, and since when it is kept.
type Kept = (i64, Instant, Arc<Page>);

/// A finished page.
#[derive(Debug)]
pub(crate) struct Page {
    body: Bytes,
    content_type: &'static str,
    etag: String,
    gzip: OnceLock<Bytes>,
}

impl Page {
    /// A page with its media type.
    pub(crate) fn new(body: String, content_type: &'static str) -> Arc<Self> {
        let digest = Sha256::digest(body.as_bytes());
        let etag = digest.iter().take(12).fold(String::from("\""), |mut text, byte| {
            use std::fmt::Write as _;
            let _ = write!(text, "{byte:02x}");
            text
        }) + "\"";
        Arc::new(Self { body: body.into(), content_type, etag, gzip: OnceLock::new() })
    }

    /// The page as an answer to a request with these headers: nothing when the client has it,
    /// compressed when the client can read that.
    pub(crate) fn respond(&self, request: &HeaderMap) -> Response {
        let text = |name| request.get(name).and_then(|it| it.to_str().ok()).unwrap_or_default();
        let base = Response::builder()
            .header(header::ETAG, &self.etag)
            .header(header::CACHE_CONTROL, "no-cache")
            .header(header::VARY, "accept-encoding, cookie");
        let response = if text(header::IF_NONE_MATCH).contains(&self.etag) {
            base.status(StatusCode::NOT_MODIFIED).body(Body::empty())
        } else if text(header::ACCEPT_ENCODING).contains("gzip") {
            base.header(header::CONTENT_TYPE, self.content_type)
                .header(header::CONTENT_ENCODING, "gzip")
                .body(Body::from(self.gzipped()))
        } else {
            base.header(header::CONTENT_TYPE, self.content_type).body(Body::from(self.body.clone()))
        };
        response.expect("these headers are valid")
    }

    fn gzipped(&self) -> Bytes {
        let compress = || {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(&self.body).expect("writing to memory does not fail");
            encoder.finish().expect("writing to memory does not fail").into()
        };
        self.gzip.get_or_init(compress).clone()
    }
}

impl Pages {
    /// The page kept under `key` at `revision`, if it is fresh.
    pub(crate) fn fresh(&self, key: &str, revision: i64) -> Option<Arc<Page>> {
        let pages = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let (at, since, page) = pages.get(key)?;
        (*at == revision && since.elapsed() < KEPT).then(|| Arc::clone(page))
    }

    /// Keeps a page; one with the same content keeps its compressed form.
    pub(crate) fn keep(&self, key: String, revision: i64, page: Arc<Page>) -> Arc<Page> {
        let mut pages = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let page = match pages.get(&key) {
            Some((.., old)) if old.etag == page.etag => Arc::clone(old),
            _ => page,
        };
        if PAGES <= pages.len() {
            pages.clear();
        }
        pages.insert(key, (revision, Instant::now(), Arc::clone(&page)));
        page
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Arc<Page> {
        Page::new(text.to_owned(), "text/html; charset=utf-8")
    }

    #[test]
    fn a_page_is_fresh_for_its_revision_only() {
        let pages = Pages::default();
        pages.keep("/de/".into(), 7, page("x"));
        assert!(pages.fresh("/de/", 7).is_some());
        assert!(pages.fresh("/de/", 8).is_none());
        assert!(pages.fresh("/pl/", 7).is_none());
    }

    #[test]
    fn a_client_that_has_the_page_gets_none_and_others_get_it_compressed() {
        let page = page("x");
        let mut request = HeaderMap::new();
        assert_eq!(page.respond(&request).status(), StatusCode::OK);
        request.insert(header::ACCEPT_ENCODING, "gzip, br".parse().unwrap());
        let response = page.respond(&request);
        assert_eq!(response.headers().get(header::CONTENT_ENCODING).unwrap(), "gzip");
        request.insert(header::IF_NONE_MATCH, page.etag.parse().unwrap());
        assert_eq!(page.respond(&request).status(), StatusCode::NOT_MODIFIED);
    }
}
