//! Finished public pages, kept for a moment and compressed once.
//!
//! A page is kept for one revision of what is shown and for at most a tenth of a second, so that
//! nothing outlives its validity, its opening hours or its demand by more. Kept pages are those
//! that look the same to everybody who is not signed in, by their address without a query and by
//! the host where that is a brand's own.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use lotse_domain::knowledge::HostName;
use sha2::{Digest, Sha256};

use crate::Web;
use crate::root;
use crate::session::has_reader_token;

/// How long a page is kept.
const KEPT: Duration = Duration::from_millis(100);
/// 16 MB: some hundred pages, compressed forms not counted. When they are full all are dropped, and
/// the popular ones are back at once.
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// Finished pages by address.
#[derive(Debug, Default)]
pub(crate) struct Pages(RwLock<Shelf>);

#[derive(Debug, Default)]
struct Shelf {
    pages: HashMap<String, Kept>,
    bytes: usize,
}

/// Where a page is: the host, where that is a brand's own, and the rest of its address.
type Address<'a> = (Option<&'a HostName>, &'a Uri);

/// A page, the revision it was made at, and since when it is kept.
type Kept = (i64, Instant, Arc<Page>);

/// A finished page.
#[derive(Debug)]
pub(crate) struct Page {
    body: Bytes,
    content_type: &'static str,
    etag: HeaderValue,
    /// Another content security policy than most pages have.
    policy: Option<&'static str>,
    gzip: OnceLock<Bytes>,
}

impl Page {
    /// A page with its media type.
    pub(crate) fn new(body: String, content_type: &'static str) -> Self {
        let digest = Sha256::digest(body.as_bytes());
        let etag = digest.iter().take(12).fold(String::from("\""), |mut text, byte| {
            use std::fmt::Write as _;
            let _ = write!(text, "{byte:02x}");
            text
        }) + "\"";
        let etag = HeaderValue::try_from(etag).expect("digits in quotes are a header's value");
        Self { body: body.into(), content_type, etag, policy: None, gzip: OnceLock::new() }
    }

    /// The page with a content security policy of its own.
    pub(crate) fn with_policy(self, policy: Option<&'static str>) -> Self {
        Self { policy, ..self }
    }

    /// The page as an answer to a request with these headers: nothing when the client has it,
    /// compressed when the client can read that.
    pub(crate) fn respond(&self, request: &HeaderMap) -> Response {
        let has = |name, part: &[u8]| {
            let value = request.get(name).map(HeaderValue::as_bytes).unwrap_or_default();
            value.windows(part.len()).any(|it| it == part)
        };
        let mut response = Response::new(Body::empty());
        let mut headers = HeaderMap::with_capacity(16);
        headers.insert(header::ETAG, self.etag.clone());
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding, cookie"));
        if let Some(policy) = self.policy {
            let policy = HeaderValue::from_static(policy);
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        if has(header::IF_NONE_MATCH, self.etag.as_bytes()) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        } else {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.content_type));
            let body = if has(header::ACCEPT_ENCODING, b"gzip") {
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
                self.gzipped()
            } else {
                self.body.clone()
            };
            *response.body_mut() = Body::from(body);
        }
        *response.headers_mut() = headers;
        response
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
    /// The page kept for this address at `revision`, if it is fresh.
    pub(crate) fn fresh(&self, address: Address<'_>, revision: i64) -> Option<Arc<Page>> {
        let key = key(address)?;
        let shelf = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let (at, since, page) = shelf.pages.get(key.as_ref())?;
        (*at == revision && since.elapsed() < KEPT).then(|| Arc::clone(page))
    }

    /// Keeps a page, unless its address says that it was asked for in some special way; one with
    /// the same content keeps its compressed form.
    pub(crate) fn keep(&self, address: Address<'_>, revision: i64, page: Page) -> Arc<Page> {
        let Some(key) = key(address) else { return Arc::new(page) };
        let mut shelf = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let page = match shelf.pages.get(key.as_ref()) {
            Some((.., old)) if old.etag == page.etag => Arc::clone(old),
            _ => Arc::new(page),
        };
        if MAX_BYTES <= shelf.bytes {
            *shelf = Shelf::default();
        }
        shelf.bytes += page.body.len();
        let kept = (revision, Instant::now(), Arc::clone(&page));
        if let Some((.., old)) = shelf.pages.insert(key.into_owned(), kept) {
            shelf.bytes -= old.body.len();
        }
        page
    }
}

/// What a page is kept by. A path begins with a slash and a host does not, so no two are alike.
fn key((host, uri): Address<'_>) -> Option<Cow<'_, str>> {
    if uri.query().is_some() {
        return None;
    }
    Some(match host {
        None => Cow::Borrowed(uri.path()),
        Some(host) => Cow::Owned(format!("{host}{}", uri.path())),
    })
}

/// Answers with the page that is kept, before anything is looked up.
pub(crate) async fn first(State(web): State<Web>, request: Request, next: Next) -> Response {
    if *request.method() == Method::GET && !has_reader_token(request.headers()) {
        let current = web.app.current();
        let owner = root::owner_of(&current, request.uri(), request.headers());
        let address = (owner.map(|(_, host)| host), request.uri());
        if let Some(page) = web.pages.fresh(address, current.revision) {
            return page.respond(request.headers());
        }
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Page {
        Page::new(text.to_owned(), "text/html; charset=utf-8")
    }

    #[test]
    fn a_page_is_fresh_for_its_revision_only() {
        let pages = Pages::default();
        let front = Uri::from_static("/de/");
        pages.keep((None, &front), 7, page("x"));
        assert!(pages.fresh((None, &front), 7).is_some());
        assert!(pages.fresh((None, &front), 8).is_none());
        assert!(pages.fresh((None, &Uri::from_static("/pl/")), 7).is_none());
        let host = "hilfe.laden.example".parse().unwrap();
        assert!(pages.fresh((Some(&host), &front), 7).is_none(), "another page on another host");
    }

    #[test]
    fn addresses_that_anybody_can_make_up_fill_no_memory() {
        let pages = Pages::default();
        pages.keep((None, &Uri::from_static("/de/?x=1")), 7, page("x"));
        assert!(pages.fresh((None, &Uri::from_static("/de/?x=1")), 7).is_none());
        assert!(pages.fresh((None, &Uri::from_static("/de/")), 7).is_none());
        for number in 0..18 {
            let address = format!("/de/{number}").parse().unwrap();
            pages.keep((None, &address), 7, page(&"x".repeat(MAX_BYTES / 16)));
        }
        assert!(pages.0.read().unwrap().bytes <= MAX_BYTES + MAX_BYTES / 16);
    }

    #[test]
    fn a_client_that_has_the_page_gets_none_and_others_get_it_compressed() {
        let page = page("x");
        let mut request = HeaderMap::new();
        assert_eq!(page.respond(&request).status(), StatusCode::OK);
        request.insert(header::ACCEPT_ENCODING, "gzip, br".parse().unwrap());
        let response = page.respond(&request);
        assert_eq!(response.headers().get(header::CONTENT_ENCODING).unwrap(), "gzip");
        request.insert(header::IF_NONE_MATCH, page.etag.clone());
        assert_eq!(page.respond(&request).status(), StatusCode::NOT_MODIFIED);
    }
}
