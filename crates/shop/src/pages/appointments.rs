//! Appointments at the shops: free times, booking, and those a customer has.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::visit::Visit;
use crate::books::{Appointment, Customer, Place, Service, Standing, is_same};
use crate::money;
use crate::rules::appointments::Booking;

/// Where bookings on these pages come from, for the ledger.
const CHANNEL: &str = "web";

/// What for, and where.
#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    service: Option<Service>,
    shop: Option<Place>,
}

pub(super) async fn show(visit: Visit, Query(wanted): Query<Wanted>) -> Response {
    let service = wanted.service.unwrap_or(Service::EyeTest);
    let shop = wanted.shop.unwrap_or(match visit.currency() {
        "PLN" => Place::Poznan,
        _ => Place::Hamburg,
    });
    let title = visit.say("storefront.appointments");
    let body = html! {
        section.wrap.narrow {
            h1 { (title) }
            p.lead { (visit.say("storefront.appointments_note")) }
            (choice(&visit, service, shop))
            (free(&visit, service, shop))
        }
    };
    visit.show(title, &body)
}

fn choice(visit: &Visit, service: Service, shop: Place) -> Markup {
    html! {
        form.fields.row method="get" action=(visit.to("appointments")) {
            div.field-row {
                label for="service" { (visit.say("storefront.service")) }
                select.field #service name="service" {
                    @for it in Service::ALL {
                        option value=(it.as_str()) selected[it == service] { (name(visit, it)) }
                    }
                }
            }
            div.field-row {
                label for="shop" { (visit.say("storefront.shop")) }
                select.field #shop name="shop" {
                    @for it in Place::ALL {
                        option value=(it.as_str()) selected[it == shop] { (it.label()) }
                    }
                }
            }
            button.btn { (visit.say("storefront.show_times")) }
        }
    }
}

fn free(visit: &Visit, service: Service, shop: Place) -> Markup {
    let slots = visit.books.free_slots((shop, service), None, visit.shop.now());
    html! {
        section aria-labelledby="times" {
            h2 #times { (visit.say("storefront.times")) }
            @if visit.customer.is_none() {
                p.note {
                    (visit.say("storefront.sign_in_first")) " "
                    a href=(visit.to("sign-in")) { (visit.say("storefront.sign_in")) }
                }
            }
            @if slots.is_empty() { p.hint { (visit.say("storefront.no_times")) } }
            ul.times {
                @for it in &slots {
                    li {
                        span { (money::hour(it, visit.locale)) }
                        @if visit.customer.is_some() {
                            form method="post" action=(visit.to("appointments")) {
                                button.btn name="slot" value=(it.id()) {
                                    (visit.say("storefront.book_this"))
                                    span.sr { ": " (money::hour(it, visit.locale)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn name(visit: &Visit, it: Service) -> &'static str {
    visit.say(&format!("storefront.service.{}", it.as_str()))
}

/// A time to keep.
#[derive(Debug, Deserialize)]
pub(super) struct ToBook {
    slot: String,
}

pub(super) async fn book(visit: Visit, Form(it): Form<ToBook>) -> Response {
    let Some(customer) = visit.customer.clone() else { return visit.go("sign-in") };
    let booking = Booking {
        email: customer.email,
        name: customer.name,
        slot: it.slot,
        channel: CHANNEL.to_owned(),
    };
    match visit.shop.change(move |books, now| books.book(&booking, now)).await {
        Ok(Ok(_)) => visit.go("account?done=booked"),
        Ok(Err(refusal)) => visit.refused(&refusal),
        Err(error) => visit.broken(&error),
    }
}

pub(super) async fn cancel(visit: Visit, Path((_, id)): Path<(String, String)>) -> Response {
    let Some(customer) = visit.customer.clone() else { return visit.go("sign-in") };
    let cancelled = visit
        .shop
        .change(move |books, now| books.cancel_appointment((&id, &customer.email), CHANNEL, now));
    match cancelled.await {
        Ok(Ok(_)) => visit.go("account?done=appointment_cancelled"),
        Ok(Err(refusal)) => visit.refused(&refusal),
        Err(error) => visit.broken(&error),
    }
}

/// Those a customer has, and those that were, of which a demo can say that nobody came.
pub(super) fn own(visit: &Visit, customer: &Customer) -> Markup {
    let now = visit.shop.now();
    let coming = visit.books.appointments_of(&customer.email, now);
    let was = |it: &&Appointment| is_same(&it.email, &customer.email) && it.slot.starts_at <= now;
    let past: Vec<&Appointment> = visit.books.appointments.iter().filter(was).collect();
    html! {
        section.side aria-labelledby="appointments" {
            h2 #appointments { (visit.say("storefront.appointments")) }
            @if coming.is_empty() { p.hint { (visit.say("storefront.no_appointments")) } }
            ul.dates {
                @for it in coming {
                    li {
                        (date(visit, it))
                        form method="post" action=(visit.to(&format!("appointments/{}/cancel", it.id))) {
                            button.link {
                                (visit.say("storefront.cancel_appointment"))
                                span.sr { ": " (money::hour(&it.slot, visit.locale)) }
                            }
                        }
                    }
                }
                @for it in past { li.past { (date(visit, it)) (became(visit, it)) } }
            }
            p { a.btn href=(visit.to("appointments")) { (visit.say("storefront.book")) } }
        }
    }
}

fn date(visit: &Visit, it: &Appointment) -> Markup {
    html! {
        strong { (name(visit, it.slot.service)) }
        span { (money::hour(&it.slot, visit.locale)) }
        span.hint { (it.slot.shop.label()) }
    }
}

fn became(visit: &Visit, it: &Appointment) -> Markup {
    match it.standing {
        Standing::Cancelled => html! { span.chip { (visit.say("storefront.was_cancelled")) } },
        Standing::NoShow => html! { span.chip.warn { (visit.say("storefront.was_missed")) } },
        Standing::Booked => html! {
            form method="post" action=(visit.to(&format!("demo/appointments/{}/missed", it.id))) {
                button.link {
                    (visit.say("storefront.demo.missed"))
                    span.sr { ": " (money::hour(&it.slot, visit.locale)) }
                }
            }
        },
    }
}
