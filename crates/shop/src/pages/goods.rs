//! What there is to buy.

use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::picture;
use super::visit::Visit;
use crate::catalogue::{PRODUCTS, Product, colour_name};

/// What the shop promises, as the end of a key.
const PROMISES: [&str; 3] = ["return", "delivery", "eye_test"];

pub(super) async fn home(visit: Visit) -> Response {
    let body = html! {
        section.hero {
            div.wrap {
                div {
                    h1 { (visit.say("storefront.hero")) }
                    p.lead { (visit.say("storefront.slogan")) }
                    div.actions {
                        a.btn.primary href="#goods" { (visit.say("storefront.look")) }
                        a.btn href=(visit.to("appointments")) { (visit.say("storefront.book")) }
                    }
                }
                div.hero-picture {
                    @if let Some(it) = PRODUCTS.first() { (picture::product(it.shape, "tortoise")) }
                }
            }
        }
        ul.promises.wrap {
            @for it in PROMISES {
                li {
                    strong { (visit.say(&format!("storefront.promise.{it}"))) }
                    span { (visit.say(&format!("storefront.promise_more.{it}"))) }
                }
            }
        }
        section.wrap.goods #goods aria-labelledby="goods-title" {
            h2 #goods-title { (visit.say("storefront.goods")) }
            ul { @for it in &PRODUCTS { li { (card(&visit, it)) } } }
        }
    };
    visit.show(visit.say("storefront.glasses"), &body)
}

fn card(visit: &Visit, it: &Product) -> Markup {
    let colour = it.colours.first().copied().unwrap_or_default();
    html! {
        article.card {
            div.stage { (picture::product(it.shape, colour)) }
            h3 { a href=(visit.to(&format!("p/{}", it.slug))) { (it.name) } }
            p { (visit.say(&format!("storefront.product.{}", it.slug.replace('-', "_")))) }
            p.price {
                @if 1 < it.lenses.len() { span { (visit.say("storefront.from")) } " " }
                (visit.price(it.price(visit.currency())))
            }
        }
    }
}

/// How a product is looked at.
#[derive(Debug, Deserialize)]
pub(super) struct Look {
    colour: Option<String>,
}

pub(super) async fn product(
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
    Query(look): Query<Look>,
) -> Response {
    let Some(it) = Product::of_slug(&slug) else { return visit.not_found() };
    let wanted = look.colour.as_deref().unwrap_or_default();
    let known = it.colours.iter().find(|colour| **colour == wanted).or(it.colours.first());
    let colour = known.copied().unwrap_or_default();
    let kind = visit.say(&format!("storefront.product.{}", it.slug.replace('-', "_")));
    let body = html! {
        section.wrap.product {
            div.stage { (picture::product(it.shape, colour)) }
            div {
                h1 { (it.name) }
                p.lead { (kind) }
                @if 1 < it.colours.len() { (colours(&visit, it, colour)) }
                form method="post" action=(visit.to("cart")) {
                    input type="hidden" name="slug" value=(it.slug);
                    input type="hidden" name="colour" value=(colour);
                    @if !it.lenses.is_empty() { (lenses(&visit, it)) }
                    p.price.large { (visit.price(it.price(visit.currency()))) }
                    p.hint { (visit.say("storefront.tax")) }
                    button.btn.primary { (visit.say("storefront.add")) }
                }
            }
        }
    };
    visit.show(it.name, &body)
}

fn colours(visit: &Visit, it: &Product, chosen: &str) -> Markup {
    html! {
        nav.colours aria-label=(visit.say("storefront.colours")) {
            @for colour in it.colours {
                a.pill href=(visit.to(&format!("p/{}?colour={colour}", it.slug)))
                    aria-current=[(*colour == chosen).then_some("true")] {
                    span class=(format!("dot {colour}")) {}
                    (colour_name(colour, visit.locale))
                }
            }
        }
    }
}

fn lenses(visit: &Visit, it: &Product) -> Markup {
    let currency = visit.currency();
    html! {
        fieldset.choices {
            legend { (visit.say("storefront.lenses")) }
            @for (at, lens) in it.lenses.iter().enumerate() {
                label {
                    input type="radio" name="lens" value=(lens.key) checked[at == 0];
                    span { (lens.name(visit.locale)) }
                    @if 0 < lens.price(currency) {
                        span.extra { "+ " (visit.price(lens.price(currency))) }
                    }
                }
            }
        }
    }
}
