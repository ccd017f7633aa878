//! What surrounds a page, and how a finished page is kept and sent.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, Uri, header};
use lotse_app::BrandNow;
use lotse_domain::locale::Locale;
use maud::Markup;

use super::view::{Assets, BrandMark, Frame, Language, Texts, language_name};
use crate::Web;
use crate::cache::Page;
use crate::error::Problem;
use crate::place::Place;

/// Where the same page is in the brand's other languages.
#[derive(Debug, Clone, Copy)]
pub(super) enum Elsewhere<'a> {
    /// Everywhere at the same address after the language.
    Same(&'a str),
    /// At these addresses after the language, where it exists at all.
    At(&'a [(Locale, String)]),
    /// Nowhere: the switch leads to the front page.
    Nowhere,
}

/// The surroundings of a page.
pub(super) async fn around<'a>(
    web: &'a Web,
    place: &'a Place,
    elsewhere: Elsewhere<'_>,
) -> Result<Frame<'a>, Problem> {
    let brand = place.brand();
    let has_restricted = web.app.has_restricted(brand.brand.id).await?;
    Ok(Frame {
        has_restricted,
        is_signed_in: place.is_signed_in,
        ..bare(web, brand, (&place.root.origin, &place.base, place.locale()), elsewhere)
    })
}

/// The surroundings of a page that must not ask the store, such as one that says it is broken.
pub(super) fn bare<'a>(
    web: &'a Web,
    brand: &'a BrandNow,
    (origin, base, locale): (&'a str, &'a str, &'a Locale),
    elsewhere: Elsewhere<'_>,
) -> Frame<'a> {
    let languages = brand.brand.locales.iter().map(|it| {
        let rest = match elsewhere {
            Elsewhere::Same(rest) => Some(rest),
            Elsewhere::At(list) => {
                list.iter().find(|(locale, _)| locale == it).map(|(_, rest)| rest.as_str())
            }
            Elsewhere::Nowhere => None,
        };
        Language {
            locale: it.to_string(),
            name: language_name(it.as_str()).to_owned(),
            href: format!("{base}/{it}/{}", rest.unwrap_or_default()),
            is_same_page: rest.is_some(),
        }
    });
    let asset = |name| crate::assets::url(name);
    Frame {
        text: Texts { catalogue: &web.catalogue, locale: locale.as_str() },
        origin,
        base,
        brand: BrandMark {
            name: &brand.brand.name,
            slug: &brand.brand.slug,
            accent_css: super::accent::address(&brand.brand),
        },
        assets: Assets {
            css: asset("help.css"),
            js: asset("help.js"),
            theme: asset("theme.js"),
            font: asset("inter-latin.woff2"),
            icon: asset("icon.svg"),
        },
        languages: languages.collect(),
        has_restricted: false,
        is_signed_in: false,
        has_locations: !brand.locations.is_empty(),
        legal: Vec::new(),
    }
}

/// A page that is kept for others, unless somebody is signed in.
pub(super) async fn kept(
    web: &Web,
    place: &Place,
    uri: &Uri,
    page: impl Future<Output = Result<Markup, Problem>>,
) -> Result<Response, Problem> {
    kept_under(web, place, (uri, None), page).await
}

/// The same with a content security policy of its own.
pub(super) async fn kept_under(
    web: &Web,
    place: &Place,
    (uri, policy): (&Uri, Option<&'static str>),
    page: impl Future<Output = Result<Markup, Problem>>,
) -> Result<Response, Problem> {
    if place.is_signed_in {
        return Ok(private(&page.await?));
    }
    let page = Page::new(page.await?.into_string(), "text/html; charset=utf-8").with_policy(policy);
    Ok(kept_page(web, place, uri, page))
}

/// A text for machines, kept like a page. It is the same for everybody.
pub(super) async fn kept_text(
    web: &Web,
    place: &Place,
    (uri, content_type): (&Uri, &'static str),
    text: impl Future<Output = Result<String, Problem>>,
) -> Result<Response, Problem> {
    Ok(kept_page(web, place, uri, Page::new(text.await?, content_type)))
}

fn kept_page(web: &Web, place: &Place, uri: &Uri, page: Page) -> Response {
    let address = (place.root.host(), uri);
    web.pages.keep(address, place.current.revision, page).respond(&place.headers)
}

/// A page for one reader, which nobody keeps.
pub(super) fn private(page: &Markup) -> Response {
    let mut response = page.clone().into_response();
    let never = HeaderValue::from_static("private, no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, never);
    response
}

/// The day of a time where the brand's people are.
pub(super) fn local_day(brand: &BrandNow, at: chrono::DateTime<chrono::Utc>) -> chrono::NaiveDate {
    match &brand.service_hours {
        Some(hours) => at.with_timezone(&hours.zone).date_naive(),
        None => at.date_naive(),
    }
}
