//! Signing in by choosing who one is, which only a demo lets one do.

use axum::Form;
use axum::Json;
use axum::response::{IntoResponse as _, Response};
use http::{StatusCode, header};
use maud::html;
use serde::{Deserialize, Serialize};

use super::visit::{CUSTOMER, Visit};

pub(super) async fn show(visit: Visit) -> Response {
    let title = visit.say("storefront.sign_in");
    let body = html! {
        section.wrap.narrow {
            h1 { (title) }
            p.lead { (visit.say("storefront.sign_in_note")) }
            ul.people {
                @for it in &visit.books.customers {
                    li {
                        form method="post" action=(visit.to("sign-in")) {
                            input type="hidden" name="customer" value=(it.id);
                            button.person {
                                span.initial aria-hidden="true" { (it.name.chars().next().unwrap_or('?')) }
                                span {
                                    strong { (it.name) }
                                    span.hint { (it.email) " · " (it.address.city) }
                                }
                            }
                        }
                    }
                }
            }
        }
    };
    visit.show(title, &body)
}

/// Who somebody wants to be.
#[derive(Debug, Deserialize)]
pub(super) struct Chosen {
    customer: String,
}

pub(super) async fn choose(mut visit: Visit, Form(it): Form<Chosen>) -> Response {
    if visit.books.customer(&it.customer).is_none() {
        return visit.not_found();
    }
    visit.remember(CUSTOMER, it.customer);
    visit.go("account")
}

pub(super) async fn leave(mut visit: Visit) -> Response {
    visit.forget(CUSTOMER);
    visit.go("?done=left")
}

/// What the page tells the chat.
#[derive(Debug, Serialize)]
struct Known<'a> {
    id: &'a str,
    name: &'a str,
    email: &'a str,
    token: String,
}

/// A token by which the chat knows the customer of this browser.
pub(super) async fn token(visit: Visit) -> Response {
    let known = visit.shop.chat().zip(visit.customer.as_ref());
    let Some((chat, customer)) = known else { return StatusCode::UNAUTHORIZED.into_response() };
    match chat.token(customer, visit.shop.now()) {
        Ok(token) => {
            let known =
                Known { id: &customer.id, name: &customer.name, email: &customer.email, token };
            ([(header::CACHE_CONTROL, "no-store")], Json(known)).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "the chat's key cannot sign");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
