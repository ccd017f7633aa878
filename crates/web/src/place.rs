//! Where a public page is: which brand, which language, who reads.

use axum::extract::{FromRef, FromRequestParts, Path};
use http::request::Parts;
use http::{HeaderMap, header};
use lotse_app::knowledge::Reader;
use lotse_app::{BrandNow, Current};
use lotse_domain::locale::Locale;
use serde::Deserialize;
use std::net::IpAddr;
use std::sync::Arc;

use crate::Web;
use crate::error::Problem;
use crate::pace;
use crate::root::{self, Root};
use crate::session::reader_token;

/// The place of a public page, taken from its address, and who reads it.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// What is current while this request is answered.
    pub(crate) current: Arc<Current>,
    /// The brand's place in `current.brands`.
    brand_at: usize,
    /// What addresses of this brand begin with; empty for the one at the root.
    pub(crate) base: String,
    /// What stands at the root of the host.
    pub(crate) root: Root,
    /// Brand, language and reader.
    pub(crate) reader: Reader,
    /// Whether the reader has signed in; such pages are not kept.
    pub(crate) is_signed_in: bool,
    /// What the client asks for.
    pub(crate) headers: HeaderMap,
    /// Where the reader calls from; `None` where nobody knows.
    pub(crate) caller: Option<IpAddr>,
}

#[derive(Debug, Deserialize)]
struct Names {
    brand: Option<String>,
    locale: Option<String>,
}

impl Place {
    /// The brand as it is now.
    pub(crate) fn brand(&self) -> &BrandNow {
        self.current.brands.get(self.brand_at).expect("the place was found in this list")
    }

    /// The language of the page.
    pub(crate) fn locale(&self) -> &Locale {
        &self.reader.locale
    }

    /// An address within this brand and language: `path` begins with a slash.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("{}/{}{path}", self.base, self.reader.locale)
    }
}

impl<S> FromRequestParts<S> for Place
where
    Web: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Problem;

    /// Without a brand in the address it is the one whose host was asked, else the first. An
    /// unknown brand or language is no place. Without a language in the address, the reader's
    /// own is taken: the cookie `lotse_locale`, else `Accept-Language`.
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let web = Web::from_ref(state);
        let Path(names) = Path::<Names>::from_request_parts(parts, state)
            .await
            .ok()
            .ok_or_else(Problem::not_found)?;
        let current = web.app.current();
        let slug = names.brand.as_deref();
        let root = Root::of(&web.config, &current, &parts.uri, &parts.headers);
        let named = match (slug, root.owner()) {
            (None, Some(owner)) => owner,
            _ => current.brand(slug).ok_or_else(Problem::not_found)?.brand.id,
        };
        let is_it = |it: &BrandNow| it.brand.id == named;
        let brand_at = current.brands.iter().position(is_it).ok_or_else(Problem::not_found)?;
        let brand = current.brands.get(brand_at).ok_or_else(Problem::not_found)?;
        let is_named = slug.is_some() && root.owner() != Some(named);
        let base = if is_named { root::base(&brand.brand) } else { String::new() };
        let locale = match names.locale.as_deref() {
            None => brand.locale_for(preferred(&parts.headers, brand).as_ref()),
            Some(name) => {
                let wanted = name.parse().ok().ok_or_else(Problem::not_found)?;
                if !brand.brand.locales.contains(&wanted) {
                    return Err(Problem::not_found());
                }
                wanted
            }
        };
        let token = reader_token(parts);
        let audience = web.app.audience_with(token.as_deref()).await?;
        let is_signed_in = audience != lotse_domain::knowledge::Audience::Anyone;
        let reader = Reader { brand: brand.brand.id, locale, audience };
        let headers = parts.headers.clone();
        let caller = pace::caller(&web, parts);
        Ok(Self { current, brand_at, base, root, reader, is_signed_in, headers, caller })
    }
}

fn preferred(headers: &HeaderMap, brand: &BrandNow) -> Option<Locale> {
    let jar = axum_extra::extract::CookieJar::from_headers(headers);
    if let Some(chosen) = jar.get("lotse_locale").and_then(|it| it.value().parse().ok()) {
        return Some(chosen);
    }
    let accepted = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut wanted: Vec<(f32, Locale)> = accepted
        .split(',')
        .take(20)
        .filter_map(|it| {
            let (tag, quality) = it.split_once(";q=").unwrap_or((it, "1"));
            Some((quality.trim().parse().unwrap_or(0.0), tag.parse().ok()?))
        })
        .collect();
    wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
    wanted.into_iter().find_map(|(_, it)| it.best_of(&brand.brand.locales).cloned())
}
