//! The last page before an order.

use axum::Form;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use maud::{Markup, html};
use serde::Deserialize;

use super::basket::{self, BASKET};
use super::frame;
use super::visit::{CUSTOMER, Visit};
use crate::books::Address;
use crate::catalogue;
use crate::refusal::Refusal;
use crate::rules::orders::NewOrder;

/// What is asked for: the field's name, and what browsers may complete it with.
const FIELDS: [(&str, &str); 4] = [
    ("name", "name"),
    ("street", "street-address"),
    ("postcode", "postal-code"),
    ("city", "address-level2"),
];
/// Where the shop sends to.
const COUNTRIES: [&str; 2] = ["DE", "PL"];

/// The form.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    email: String,
    name: String,
    street: String,
    postcode: String,
    city: String,
    country: String,
}

impl Sent {
    fn of(visit: &Visit) -> Self {
        let country = if visit.currency() == "PLN" { "PL" } else { "DE" }.to_owned();
        let Some(it) = &visit.customer else { return Self { country, ..Self::default() } };
        let Address { name, street, postcode, city, country } = it.address.clone();
        Self { email: it.email.clone(), name, street, postcode, city, country }
    }

    fn value(&self, field: &str) -> &str {
        match field {
            "email" => &self.email,
            "name" => &self.name,
            "street" => &self.street,
            "postcode" => &self.postcode,
            _ => &self.city,
        }
    }
}

pub(super) async fn show(visit: Visit) -> Response {
    if visit.basket.lines.is_empty() {
        return visit.go("cart");
    }
    let body = form(&visit, &Sent::of(&visit), None);
    visit.show(visit.say("storefront.checkout"), &body)
}

pub(super) async fn order(mut visit: Visit, Form(mut sent): Form<Sent>) -> Response {
    if let Some(it) = &visit.customer {
        sent.email.clone_from(&it.email);
    }
    let currency = catalogue::currency(&sent.country);
    let Sent { email, name, street, postcode, city, country } = sent.clone();
    let new = NewOrder {
        email,
        locale: visit.locale,
        address: Address { name, street, postcode, city, country },
        items: visit.basket.items(currency, visit.locale),
        currency,
    };
    let placed = visit.shop.change(move |books, now| {
        let order = books.place(new, now)?;
        let customer = books.customer_at(&order.email).map(|it| it.id.clone());
        Ok::<_, Refusal>((order.number, customer.unwrap_or_default()))
    });
    match placed.await {
        Ok(Ok((number, customer))) => {
            visit.forget(BASKET);
            // Whoever has ordered is the customer from then on; in the demo that needs no proof.
            visit.remember(CUSTOMER, customer);
            visit.go(&format!("account/orders/{number}?done=ordered"))
        }
        Ok(Err(refusal)) => {
            let body = form(&visit, &sent, Some(&refusal));
            let page = frame::page(&visit, visit.say("storefront.checkout"), &body);
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
        Err(error) => visit.broken(&error),
    }
}

fn form(visit: &Visit, sent: &Sent, refusal: Option<&Refusal>) -> Markup {
    let wrong = match refusal {
        Some(Refusal::Field { name, .. }) => Some(*name),
        _ => None,
    };
    html! {
        section.wrap.narrow {
            h1 { (visit.say("storefront.checkout")) }
            p.lead { (visit.say("storefront.checkout_note")) }
            @if let Some(name) = wrong {
                p.wrong role="alert" { (visit.say(&format!("storefront.wrong.{name}"))) }
            }
            form.fields method="post" action=(visit.to("checkout")) novalidate {
                @match &visit.customer {
                    Some(it) => { p.hint { (it.email) } }
                    None => (field(visit, sent, ("email", "email"), wrong)),
                }
                @for it in FIELDS { (field(visit, sent, it, wrong)) }
                div.field-row {
                    label for="country" { (visit.say("storefront.field.country")) }
                    select.field #country name="country" autocomplete="country" {
                        @for it in COUNTRIES {
                            option value=(it) selected[it == sent.country] {
                                (visit.say(&format!("storefront.country.{}", it.to_lowercase())))
                            }
                        }
                    }
                }
                (basket::sums(visit))
                button.btn.primary { (visit.say("storefront.place")) }
            }
        }
    }
}

fn field(
    visit: &Visit,
    sent: &Sent,
    (name, completion): (&str, &str),
    wrong: Option<&str>,
) -> Markup {
    let is_wrong = wrong == Some(name);
    let kind = if name == "email" { "email" } else { "text" };
    html! {
        div.field-row {
            label for=(name) { (visit.say(&format!("storefront.field.{name}"))) }
            input.field id=(name) type=(kind) name=(name) autocomplete=(completion) required
                value=(sent.value(name)) aria-invalid=[is_wrong.then_some("true")];
        }
    }
}
