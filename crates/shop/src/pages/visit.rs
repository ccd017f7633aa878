//! Somebody looking at a page: in which language, signed in as whom, with what in the basket.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use http::StatusCode;
use http::request::Parts;
use maud::{Markup, html};

use super::basket::Basket;
use super::frame;
use crate::Shop;
use crate::books::{Books, Customer};
use crate::catalogue;
use crate::refusal::Refusal;
use crate::words::Locale;

/// Holds the id of the customer somebody has chosen to be.
pub(super) const CUSTOMER: &str = "shop_customer";

/// A look at one page.
pub(super) struct Visit {
    pub(super) shop: Shop,
    /// As they were when the page was asked for.
    pub(super) books: Arc<Books>,
    pub(super) locale: Locale,
    /// The page without its language: `cart`.
    pub(super) page: String,
    /// What was done just before, as the end of a key of a sentence.
    pub(super) done: Option<String>,
    pub(super) customer: Option<Customer>,
    pub(super) basket: Basket,
    pub(super) jar: CookieJar,
}

impl FromRequestParts<Shop> for Visit {
    /// The page that says that there is none.
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, shop: &Shop) -> Result<Self, Response> {
        let uri = &parts.uri;
        let path = uri.path().trim_start_matches('/');
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        let jar = CookieJar::from_headers(&parts.headers);
        let books = shop.books();
        let chosen = jar.get(CUSTOMER).and_then(|it| books.customer(it.value()).cloned());
        let query = uri.query().unwrap_or_default();
        let done = query.split('&').find_map(|it| it.strip_prefix("done="));
        let locale = Locale::of(first);
        let visit = Self {
            locale: locale.unwrap_or_default(),
            page: if locale.is_some() { rest.to_owned() } else { String::new() },
            done: done.map(str::to_owned),
            customer: chosen,
            basket: Basket::of(&jar),
            shop: shop.clone(),
            books,
            jar,
        };
        if locale.is_some() || path == "chat-token" { Ok(visit) } else { Err(visit.not_found()) }
    }
}

impl Visit {
    /// A sentence in the visitor's language.
    pub(super) fn say(&self, key: &str) -> &'static str {
        self.locale.say(key)
    }

    /// The address of another page in the same language.
    pub(super) fn to(&self, page: &str) -> String {
        format!("/{}/{page}", self.locale.as_str())
    }

    /// What the visitor pays with.
    pub(super) fn currency(&self) -> &'static str {
        match &self.customer {
            Some(it) => catalogue::currency(&it.address.country),
            None if self.locale == Locale::Pl => "PLN",
            None => "EUR",
        }
    }

    pub(super) fn price(&self, cents: i64) -> String {
        crate::money::price(cents, self.currency(), self.locale)
    }

    /// A page, whole.
    pub(super) fn show(&self, title: &str, body: &Markup) -> Response {
        frame::page(self, title, body).into_response()
    }

    /// Goes on to another page, with the cookies as they are now.
    pub(super) fn go(self, page: &str) -> Response {
        let to = self.to(page);
        (self.jar, Redirect::to(&to)).into_response()
    }

    /// Lets the browser remember something until it is closed.
    pub(super) fn remember(&mut self, name: &'static str, value: String) {
        let cookie = Cookie::build((name, value)).path("/").http_only(true);
        self.jar = std::mem::take(&mut self.jar).add(cookie.same_site(SameSite::Lax));
    }

    /// Lets the browser forget something.
    pub(super) fn forget(&mut self, name: &'static str) {
        self.jar = std::mem::take(&mut self.jar).remove(Cookie::build(name).path("/"));
    }

    pub(super) fn not_found(&self) -> Response {
        let body = html! {
            section.plain {
                h1 { (self.say("storefront.nothing.title")) }
                p.lead { (self.say("storefront.nothing.text")) }
                p { a.btn.primary href=(self.to("")) { (self.say("storefront.home")) } }
            }
        };
        let title = self.say("storefront.nothing.title");
        (StatusCode::NOT_FOUND, frame::page(self, title, &body)).into_response()
    }

    /// Says why something was not done.
    pub(super) fn refused(&self, refusal: &Refusal) -> Response {
        if *refusal == Refusal::NotFound {
            return self.not_found();
        }
        let body = html! {
            section.plain {
                h1 { (self.say("storefront.refused.title")) }
                p.lead { (self.why(refusal)) }
                p { a.btn.primary href=(self.to("account")) { (self.say("storefront.account")) } }
            }
        };
        let title = self.say("storefront.refused.title");
        (StatusCode::CONFLICT, frame::page(self, title, &body)).into_response()
    }

    /// A refusal in the visitor's language.
    pub(super) fn why(&self, refusal: &Refusal) -> &'static str {
        let known = self.locale.say(&format!("storefront.refused.{}", refusal.code()));
        if known.is_empty() { self.say("storefront.refused.other") } else { known }
    }

    /// The books could not be written.
    pub(super) fn broken(&self, error: &std::io::Error) -> Response {
        tracing::error!(%error, "the shop's books could not be written");
        let body = html! {
            section.plain {
                h1 { (self.say("storefront.broken.title")) }
                p.lead { (self.say("storefront.broken.text")) }
            }
        };
        let title = self.say("storefront.broken.title");
        (StatusCode::INTERNAL_SERVER_ERROR, frame::page(self, title, &body)).into_response()
    }
}
