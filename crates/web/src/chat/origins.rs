//! Which pages may chat: those of the brand's own hosts and of the places it names.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use lotse_app::BrandNow;
use lotse_app::addresses::own_origins;

use crate::Web;
use crate::assets::CORP;
use crate::error::Problem;
use crate::socket::is_same_host;

/// Two hours; browsers keep it no longer.
const PREFLIGHT_SECONDS: &str = "7200";

/// Answers pages of known places and refuses those of others. Whether the page is one of the
/// brand's is asked again where the brand is known.
pub(super) async fn guard(State(web): State<Web>, request: Request, next: Next) -> Response {
    let Some(origin) = request.headers().get(header::ORIGIN).cloned() else {
        return opened(next.run(request).await, None);
    };
    let brands = &web.app.current().brands;
    if !brands.iter().any(|it| may_chat(&web, it, request.headers())) {
        return Problem::origin_refused().into_response();
    }
    let is_preflight = *request.method() == Method::OPTIONS;
    let mut response =
        if is_preflight { StatusCode::NO_CONTENT.into_response() } else { next.run(request).await };
    if is_preflight {
        response.headers_mut().extend([
            (header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST")),
            (
                header::ACCESS_CONTROL_ALLOW_HEADERS,
                HeaderValue::from_static("authorization, content-type"),
            ),
            (header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static(PREFLIGHT_SECONDS)),
        ]);
    }
    opened(response, Some(origin))
}

/// The headers that let a page of another host read the answer.
fn opened(mut response: Response, origin: Option<HeaderValue>) -> Response {
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("origin"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.insert(CORP, HeaderValue::from_static("cross-origin"));
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        let exposed = HeaderValue::from_static("retry-after");
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    }
    response
}

/// Whether the page that sent these headers may chat with a brand. What is no browser's page names
/// no origin and has nothing to take away from anybody.
pub(super) fn may_chat(web: &Web, brand: &BrandNow, headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    let is = |it: &str| origin.as_bytes().eq_ignore_ascii_case(it.as_bytes());
    is_same_host(headers)
        || own_origins(&web.config.public_url, &brand.brand).any(|it| is(&it))
        || brand.brand.chat.origins.iter().any(|it| is(it))
}

/// As [`may_chat`], for a handler that has found the brand.
///
/// # Errors
/// When the page may not.
pub(super) fn check(web: &Web, brand: &BrandNow, parts: &Parts) -> Result<(), Problem> {
    if may_chat(web, brand, &parts.headers) { Ok(()) } else { Err(Problem::origin_refused()) }
}
