//! What went wrong, as a page: handlers answer with a `Problem`, and here it becomes plain words
//! in the reader's language.

use axum::extract::{OriginalUri, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use lotse_app::{BrandNow, Current};
use lotse_domain::knowledge::Audience;
use lotse_domain::locale::Locale;

use super::frame::{Elsewhere, bare};
use super::view::failure::{self, Failure};
use crate::Web;
use crate::error::Problem;
use crate::root::{self, Root};
use crate::session::reader_token_in;

/// Nothing is at this address.
pub(super) async fn nothing() -> Problem {
    Problem::not_found()
}

/// Refuses forms that were sent from another site. Browsers say where a request comes from in
/// `Sec-Fetch-Site`, older ones in `Origin`.
pub(super) async fn own_site(request: Request, next: Next) -> Response {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    if is_read || is_ours(request.headers()) {
        next.run(request).await
    } else {
        Problem::cross_site().into_response()
    }
}

fn is_ours(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|it| it.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match (text("origin"), text("host")) {
        (Some(origin), Some(host)) => {
            origin.split_once("://").is_some_and(|(_, from)| from == host)
        }
        // Programs and very old browsers send none; they carry no cookies of others.
        _ => true,
    }
}

/// Turns a problem into a page.
pub(super) async fn shown(State(web): State<Web>, request: Request, next: Next) -> Response {
    let original = request.extensions().get::<OriginalUri>();
    let uri = original.map_or_else(|| request.uri(), |it| &it.0).clone();
    let path = uri.path().to_owned();
    let headers = request.headers().clone();
    let response = next.run(request).await;
    let Some(failure) = failure_of(response.status()) else { return response };
    let current = web.app.current();
    let root = Root::of(&web.config, &current, &uri, &headers);
    let Some(spot) = Spot::of(&current, &root, &path, &headers) else { return response };
    let around = (root.origin.as_str(), spot.base.as_str(), &spot.locale);
    let mut frame = bare(&web, spot.brand, around, Elsewhere::Nowhere);
    if failure == Failure::NotFound {
        // It may be there for whoever signs in; a store that is silent takes nothing away.
        let token = reader_token_in(&CookieJar::from_headers(&headers));
        let audience = web.app.audience_with(token.as_deref()).await;
        frame.is_signed_in = audience.is_ok_and(|it| it != Audience::Anyone);
        frame.has_restricted = web.app.has_restricted(spot.brand.brand.id).await.unwrap_or(false);
    }
    let page = failure::page(&frame, failure, &words_of(&path));
    let mut told = (response.status(), page).into_response();
    let never = HeaderValue::from_static("no-store");
    told.headers_mut().insert(header::CACHE_CONTROL, never);
    if let Some(seconds) = response.headers().get(header::RETRY_AFTER) {
        told.headers_mut().insert(header::RETRY_AFTER, seconds.clone());
    }
    told
}

fn failure_of(status: StatusCode) -> Option<Failure> {
    match status.as_u16() {
        404 | 405 => Some(Failure::NotFound),
        410 => Some(Failure::Gone),
        413 => Some(Failure::TooLarge),
        429 => Some(Failure::TooMany),
        400..=499 => Some(Failure::Forbidden),
        500..=599 => Some(Failure::Broken),
        _ => None,
    }
}

/// Which brand and language an address belongs to, whether it leads anywhere or not.
struct Spot<'a> {
    brand: &'a BrandNow,
    base: String,
    locale: Locale,
}

impl<'a> Spot<'a> {
    fn of(current: &'a Current, root: &Root, path: &str, headers: &HeaderMap) -> Option<Self> {
        let mut steps = path.trim_start_matches('/').split('/');
        let mut first = steps.next().unwrap_or_default();
        let own = root.owner().and_then(|it| current.brand_of(it));
        let mut brand = own.or_else(|| current.brand(None))?;
        let mut base = String::new();
        if first == "b"
            && let Some(named) = steps.next().and_then(|it| current.brand(Some(it)))
        {
            brand = named;
            if root.owner() != Some(named.brand.id) {
                base = root::base(&named.brand);
            }
            first = steps.next().unwrap_or_default();
        }
        let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|it| it.to_str().ok());
        let wanted = std::iter::once(first)
            .chain(accepted.unwrap_or_default().split([',', ';']).take(20))
            .filter_map(|it| it.trim().parse::<Locale>().ok())
            .find_map(|it| it.best_of(&brand.brand.locales).cloned());
        let locale = brand.locale_for(wanted.as_ref());
        Some(Self { brand, base, locale })
    }
}

/// The words of an address, to search for instead: `/de/a/paket-weg` is about "paket weg".
fn words_of(path: &str) -> String {
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let is_words = path.matches('/').count() > 2 && last.chars().count() <= 80;
    let kept = |it: char| if it.is_alphanumeric() { it } else { ' ' };
    if is_words {
        last.chars().map(kept).collect::<String>().trim().to_owned()
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_other_sites_are_refused() {
        let from = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.insert(*name, HeaderValue::from_static(value));
            }
            is_ours(&headers)
        };
        assert!(from(&[("sec-fetch-site", "same-origin")]));
        assert!(!from(&[("sec-fetch-site", "cross-site")]));
        assert!(!from(&[("sec-fetch-site", "same-site")]));
        assert!(from(&[("origin", "https://help.example"), ("host", "help.example")]));
        assert!(!from(&[("origin", "https://evil.example"), ("host", "help.example")]));
        assert!(!from(&[("origin", "null"), ("host", "help.example")]));
    }

    #[test]
    fn a_dead_link_offers_its_words_to_the_search() {
        assert_eq!(words_of("/de/a/paket-weg"), "paket weg");
        assert_eq!(words_of("/de/nix"), "");
        assert_eq!(words_of(&format!("/de/a/{}", "x".repeat(200))), "");
    }
}
