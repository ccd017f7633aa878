//! The basket, kept in a cookie.

use axum::Form;
use axum::response::Response;
use axum_extra::extract::CookieJar;
use maud::{Markup, html};
use serde::Deserialize;

use super::picture;
use super::visit::Visit;
use crate::books::Item;
use crate::catalogue::{Product, delivery};
use crate::words::Locale;

/// Holds what is in the basket: `halden-52.black.single*2|spray.sea.*1`.
pub(super) const BASKET: &str = "shop_basket";
/// Nobody needs more of one thing.
const MOST: u32 = 9;
/// So many different things fit into the cookie.
const LINES: usize = 20;

/// What somebody wants to buy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Basket {
    pub(super) lines: Vec<Line>,
}

/// One thing, as often as it is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) product: &'static Product,
    pub(super) colour: &'static str,
    /// Empty for what has no lenses.
    pub(super) lens: &'static str,
    pub(super) quantity: u32,
}

impl Basket {
    /// What the cookie says, without what the shop does not have.
    pub(super) fn of(jar: &CookieJar) -> Self {
        let text = jar.get(BASKET).map(|it| it.value().to_owned()).unwrap_or_default();
        let lines = text.split('|').take(LINES).filter_map(|it| {
            let (what, quantity) = it.split_once('*')?;
            let mut parts = what.split('.');
            let quantity = quantity.parse().ok()?;
            Line::of((parts.next()?, parts.next()?, parts.next()?), quantity)
        });
        Self { lines: lines.collect() }
    }

    fn written(&self) -> String {
        let lines = self
            .lines
            .iter()
            .map(|it| format!("{}.{}.{}*{}", it.product.slug, it.colour, it.lens, it.quantity));
        lines.collect::<Vec<_>>().join("|")
    }

    fn add(&mut self, line: Line) {
        if let Some(same) = self.lines.iter_mut().find(|it| it.is_like(&line)) {
            same.quantity = (same.quantity + line.quantity).min(MOST);
        } else if self.lines.len() < LINES {
            self.lines.push(line);
        }
    }

    /// The goods as lines of an order, and the delivery when it costs something.
    pub(super) fn items(&self, currency: &str, locale: Locale) -> Vec<Item> {
        let goods = self.lines.iter().map(|it| it.item(currency, locale));
        let mut items: Vec<Item> = goods.collect();
        let sum = items.iter().map(|it| it.price_cents * i64::from(it.quantity)).sum();
        let price_cents = delivery(sum, currency);
        if 0 < price_cents && !items.is_empty() {
            let name = locale.say("storefront.delivery").to_owned();
            items.push(Item { name, quantity: 1, price_cents });
        }
        items
    }
}

impl Line {
    fn of((slug, colour, lens): (&str, &str, &str), quantity: u32) -> Option<Self> {
        let product = Product::of_slug(slug)?;
        let lens = match product.lenses {
            [] => "",
            all => all.iter().find(|it| it.key == lens)?.key,
        };
        let colour = *product.colours.iter().find(|it| **it == colour)?;
        let quantity = quantity.min(MOST);
        (0 < quantity).then_some(Self { product, colour, lens, quantity })
    }

    fn is_like(&self, other: &Self) -> bool {
        Self { quantity: 0, ..self.clone() } == Self { quantity: 0, ..other.clone() }
    }

    fn item(&self, currency: &str, locale: Locale) -> Item {
        self.product.item((self.colour, self.lens), (self.quantity, currency), locale)
    }
}

/// Something to put into the basket.
#[derive(Debug, Deserialize)]
pub(super) struct ToAdd {
    slug: String,
    colour: String,
    #[serde(default)]
    lens: String,
}

pub(super) async fn add(mut visit: Visit, Form(it): Form<ToAdd>) -> Response {
    let Some(line) = Line::of((&it.slug, &it.colour, &it.lens), 1) else {
        return visit.not_found();
    };
    visit.basket.add(line);
    let written = visit.basket.written();
    visit.remember(BASKET, written);
    visit.go("cart?done=added")
}

/// How much of one line is wanted instead; none takes it out.
#[derive(Debug, Deserialize)]
pub(super) struct ToChange {
    line: usize,
    quantity: u32,
}

pub(super) async fn change(mut visit: Visit, Form(it): Form<ToChange>) -> Response {
    if let Some(line) = visit.basket.lines.get_mut(it.line) {
        line.quantity = it.quantity.min(MOST);
    }
    visit.basket.lines.retain(|it| 0 < it.quantity);
    let written = visit.basket.written();
    visit.remember(BASKET, written);
    visit.go("cart?done=changed")
}

pub(super) async fn show(visit: Visit) -> Response {
    let title = visit.say("storefront.cart");
    let body = html! {
        section.wrap.narrow {
            h1 { (title) }
            @if visit.basket.lines.is_empty() {
                p.lead { (visit.say("storefront.cart_empty")) }
                p { a.btn.primary href=(visit.to("")) { (visit.say("storefront.look")) } }
            } @else {
                ul.lines {
                    @for (at, it) in visit.basket.lines.iter().enumerate() { li { (line(&visit, at, it)) } }
                }
                (sums(&visit))
                p.end { a.btn.primary href=(visit.to("checkout")) { (visit.say("storefront.checkout")) } }
            }
        }
    };
    visit.show(title, &body)
}

fn line(visit: &Visit, at: usize, it: &Line) -> Markup {
    let item = it.item(visit.currency(), visit.locale);
    html! {
        div.stage.small { (picture::product(it.product.shape, it.colour)) }
        div {
            strong { (item.name) }
            p { (visit.price(item.price_cents * i64::from(item.quantity))) }
        }
        form.quantity method="post" action=(visit.to("cart/change")) {
            input type="hidden" name="line" value=(at);
            label {
                span.sr { (visit.say("storefront.quantity")) ": " (item.name) }
                input.field type="number" name="quantity" min="0" max=(MOST) value=(it.quantity);
            }
            button.btn { (visit.say("storefront.change")) span.sr { ": " (item.name) } }
        }
    }
}

/// What it all costs.
pub(super) fn sums(visit: &Visit) -> Markup {
    let items = visit.basket.items(visit.currency(), visit.locale);
    let sum: i64 = items.iter().map(|it| it.price_cents * i64::from(it.quantity)).sum();
    let goods = visit.basket.lines.len();
    let paid = items.get(goods).map(|it| it.price_cents);
    html! {
        dl.sums {
            div {
                dt { (visit.say("storefront.delivery")) }
                dd {
                    @match paid {
                        Some(cents) => (visit.price(cents)),
                        None => (visit.say("storefront.free")),
                    }
                }
            }
            div.total { dt { (visit.say("storefront.total")) } dd { (visit.price(sum)) } }
        }
    }
}
