//! One order, as its customer sees it.

use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};

use super::account::{lines, status};
use super::demo;
use super::visit::Visit;
use crate::books::{Event, Happening, Order, Status};
use crate::money;

/// What is on the way of every order, with the state it then has.
const STEPS: [(Status, &str); 4] = [
    (Status::Ordered, "storefront.status.ordered"),
    (Status::Packed, "storefront.status.packed"),
    (Status::Shipped, "storefront.status.shipped"),
    (Status::Delivered, "storefront.status.delivered"),
];

pub(super) async fn show(visit: Visit, Path((_, number)): Path<(String, String)>) -> Response {
    let Some(customer) = &visit.customer else { return visit.go("sign-in") };
    let Ok(order) = visit.books.order_of(&number, &customer.email) else {
        return visit.not_found();
    };
    let title = format!("{} {}", visit.say("storefront.order"), order.number);
    let body = html! {
        section.wrap.account {
            p.crumb { a href=(visit.to("account")) { (visit.say("storefront.account")) } }
            header.order-head { h1 { (title) } (status(&visit, order.status)) }
            (steps(&visit, order))
            div.columns {
                section aria-labelledby="items" {
                    h2 #items { (visit.say("storefront.items")) }
                    (items(&visit, order))
                    (papers(&visit, order))
                    (questions(&visit, order))
                }
                div {
                    (address(&visit, order))
                    (history(&visit, order))
                    (demo::controls(&visit, order))
                }
            }
        }
    };
    visit.show(&title, &body)
}

fn steps(visit: &Visit, order: &Order) -> Markup {
    if order.status == Status::Cancelled {
        return html! { p.note { (visit.say("storefront.cancelled_note")) } };
    }
    let reached = STEPS.iter().position(|it| it.0 == order.status).unwrap_or_default();
    html! {
        ol.steps {
            @for (at, (_, name)) in STEPS.iter().enumerate() {
                li class=[(at <= reached).then_some("reached")]
                    aria-current=[(at == reached).then_some("step")] { (visit.say(name)) }
            }
        }
        @if let (Some(day), false) = (order.expected_on, order.status == Status::Delivered) {
            p.hint {
                (visit.locale.fill("storefront.expected", "day", &money::day(day, visit.locale)))
            }
        }
    }
}

fn items(visit: &Visit, order: &Order) -> Markup {
    let price = |cents| money::price(cents, &order.currency, visit.locale);
    html! {
        ul.bought {
            @for it in &order.items {
                li {
                    span { (it.quantity) " × " (it.name) }
                    span { (price(it.price_cents * i64::from(it.quantity))) }
                }
            }
            li.total { strong { (visit.say("storefront.total")) } strong { (price(order.total_cents())) } }
        }
    }
}

fn papers(visit: &Visit, order: &Order) -> Markup {
    html! {
        ul.papers {
            @if order.status != Status::Cancelled {
                li {
                    a href=(format!("/documents/invoices/{}.pdf", order.invoice_secret)) {
                        (visit.say("storefront.invoice.title")) " (PDF)"
                    }
                }
            }
            @if let Some(it) = &order.returned {
                li {
                    a href=(format!("/documents/returns/{}.pdf", it.secret)) {
                        (visit.say("storefront.label.title")) " (PDF)"
                    }
                }
            }
            @if let Some(it) = &order.tracking {
                li { (it.carrier) " " span.number { (it.number) } }
            }
        }
    }
}

/// What the chat can be asked about the order, for whom it is there.
fn questions(visit: &Visit, order: &Order) -> Markup {
    if visit.shop.chat().is_none() {
        return html! {};
    }
    let now = visit.shop.now();
    let asked = [
        (order.can_change_address(), "storefront.ask.address", "storefront.ask.address_full"),
        (order.can_cancel(), "storefront.ask.cancel", "storefront.ask.cancel_full"),
        (order.can_return(now), "storefront.ask.return", "storefront.ask.return_full"),
        (order.status == Status::Shipped, "storefront.ask.where", "storefront.ask.where_full"),
    ];
    html! {
        section.asks hidden data-asks aria-labelledby="asks" {
            h2 #asks { (visit.say("storefront.asks")) }
            div.actions {
                @for (_, key, whole) in asked.iter().filter(|it| it.0) {
                    button.btn type="button"
                        data-ask=(visit.locale.fill(whole, "number", &order.number)) {
                        (visit.say(key))
                    }
                }
            }
        }
    }
}

fn address(visit: &Visit, order: &Order) -> Markup {
    let is_changed = order.address_changes.iter().any(|it| !it.is_undone);
    html! {
        section.side aria-labelledby="address" {
            h2 #address { (visit.say("storefront.delivery_address")) }
            @if is_changed { p { span.chip.ok { (visit.say("storefront.address_changed")) } } }
            (lines(visit, &order.address))
        }
    }
}

fn history(visit: &Visit, order: &Order) -> Markup {
    html! {
        section.side aria-labelledby="history" {
            h2 #history { (visit.say("storefront.history")) }
            ol.history { @for it in order.history.iter().rev() { li { (event(visit, it)) } } }
        }
    }
}

fn event(visit: &Visit, it: &Event) -> Markup {
    let what = match it.what {
        Happening::Placed => "storefront.event.placed",
        Happening::AddressChanged => "storefront.event.address_changed",
        Happening::AddressRestored => "storefront.event.address_restored",
        Happening::Packed => "storefront.event.packed",
        Happening::Shipped => "storefront.event.shipped",
        Happening::Delivered => "storefront.event.delivered",
        Happening::Cancelled => "storefront.event.cancelled",
        Happening::Reopened => "storefront.event.reopened",
        Happening::ReturnAnnounced => "storefront.event.return_announced",
    };
    html! {
        span { (visit.say(what)) }
        time.hint datetime=(it.at.to_rfc3339()) { (money::moment(it.at, visit.locale)) }
    }
}
