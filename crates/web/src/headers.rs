//! What every answer carries, and what happens when a handler panics or takes too long.

use std::any::Any;
use std::time::Duration;

use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, Method, StatusCode, header};
use tower_http::catch_panic::CatchPanicLayer;

use crate::Web;
use crate::error::Problem;

/// Scripts, styles, pictures and connections only to ourselves; nobody may frame a page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; media-src 'self'; \
    manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The policy of a page that offers videos: with the hosts they may come from, once the reader has
/// agreed to it.
pub(crate) const VIDEO_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; media-src 'self'; \
    manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
    frame-src https://www.youtube-nocookie.com https://player.vimeo.com";

/// Longer than any request takes; imports run beside their request.
const PATIENCE: Duration = Duration::from_mins(1);
/// Files of messages come over slow lines: 50 MB at 1 Mbit/s.
const FILES_PATIENCE: Duration = Duration::from_mins(7);

pub(crate) fn wrap(router: Router<Web>) -> Router<Web> {
    router.layer(middleware::from_fn(add)).layer(middleware::from_fn(in_time)).layer(
        CatchPanicLayer::custom(|panic: Box<dyn Any + Send>| {
            let text = panic.downcast_ref::<&str>().copied();
            let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
            tracing::error!(panic = text.unwrap_or("?"), "a handler panicked");
            Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "something failed here")
                .into_response()
        }),
    )
}

/// Ends what takes too long.
async fn in_time(request: Request, next: Next) -> Response {
    let has_files = request.method() == Method::POST && request.uri().path().ends_with("/files");
    let patience = if has_files { FILES_PATIENCE } else { PATIENCE };
    let answered = tokio::time::timeout(patience, next.run(request)).await;
    answered.unwrap_or_else(|_| {
        let detail = "this took too long; try again";
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "too_slow", detail).into_response()
    })
}

async fn add(path: Option<MatchedPath>, request: Request, next: Next) -> Response {
    let begun = std::time::Instant::now();
    let method = request.method().as_str().to_owned();
    let mut response = next.run(request).await;
    let route = path.as_ref().map_or("none", MatchedPath::as_str).to_owned();
    let status = response.status().as_u16().to_string();
    metrics::histogram!("http_request_seconds", "route" => route, "method" => method,
        "status" => status)
    .record(begun.elapsed());
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=(), browsing-topics=()",
        ),
    ];
    let headers = response.headers_mut();
    for (name, value) in fixed {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_with_videos_may_only_show_them_beside_what_every_page_may() {
        let more = VIDEO_POLICY.strip_prefix(POLICY).expect("the same policy, and more");
        assert_eq!(more, "; frame-src https://www.youtube-nocookie.com https://player.vimeo.com");
    }
}
