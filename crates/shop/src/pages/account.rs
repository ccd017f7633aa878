//! What a customer has here: orders, address, appointments.

use axum::response::Response;
use maud::{Markup, html};

use super::appointments;
use super::visit::Visit;
use crate::books::{Address, Customer, Order, Status};
use crate::money;

pub(super) async fn show(visit: Visit) -> Response {
    let Some(customer) = visit.customer.clone() else { return visit.go("sign-in") };
    let title = visit.say("storefront.account");
    let orders = visit.books.orders_of(&customer.email);
    let body = html! {
        section.wrap.account {
            header {
                h1 { (visit.locale.fill("storefront.hello", "name", &customer.name)) }
                p.lead { (customer.email) }
            }
            div.columns {
                section aria-labelledby="orders" {
                    h2 #orders { (visit.say("storefront.orders")) }
                    @if orders.is_empty() { p.hint { (visit.say("storefront.no_orders")) } }
                    ul.orders { @for it in &orders { li { (line(&visit, it)) } } }
                }
                div {
                    (home(&visit, &customer))
                    (appointments::own(&visit, &customer))
                }
            }
        }
    };
    visit.show(title, &body)
}

fn line(visit: &Visit, it: &Order) -> Markup {
    let day = money::day(money::day_of(it.placed_at), visit.locale);
    html! {
        article.card.order {
            div {
                h3 {
                    a href=(visit.to(&format!("account/orders/{}", it.number))) { (it.number) }
                }
                p { (it.summary()) }
                p.hint { (visit.say("storefront.placed_on")) " " (day) }
            }
            div.right {
                (status(visit, it.status))
                p.price { (money::price(it.total_cents(), &it.currency, visit.locale)) }
            }
        }
    }
}

/// How far an order is, in a word.
pub(super) fn status(visit: &Visit, status: Status) -> Markup {
    let (name, class) = match status {
        Status::Ordered => ("storefront.status.ordered", "chip accent"),
        Status::Packed => ("storefront.status.packed", "chip accent"),
        Status::Shipped => ("storefront.status.shipped", "chip warn"),
        Status::Delivered => ("storefront.status.delivered", "chip ok"),
        Status::Cancelled => ("storefront.status.cancelled", "chip"),
    };
    html! { span class=(class) { (visit.say(name)) } }
}

fn home(visit: &Visit, it: &Customer) -> Markup {
    html! {
        section.side aria-labelledby="address" {
            h2 #address { (visit.say("storefront.address")) }
            (lines(visit, &it.address))
        }
    }
}

/// An address, line by line.
pub(super) fn lines(visit: &Visit, it: &Address) -> Markup {
    html! {
        address {
            (it.name) br;
            (it.street) br;
            (it.postcode) " " (it.city) br;
            (visit.say(&format!("storefront.country.{}", it.country.to_lowercase())))
        }
    }
}
