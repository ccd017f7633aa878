//! Calls about appointments.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::problem::Problem;
use super::shapes::{
    AppointmentJson, Appointments, OneAppointment, ServiceJson, Services, ShopJson, Shops,
    SlotJson, Slots, ToBook, ToMove,
};
use super::write::Write;
use super::{Answer, Asked, Caller};
use crate::Shop;
use crate::books::{Books, Place, Service, Turn};
use crate::rules::appointments::Booking;
use crate::words::Locale;

/// In which language.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Spoken {
    /// The language of labels; German when left out.
    #[serde(default)]
    #[param(inline)]
    locale: Locale,
}

/// What can be done by appointment.
#[utoipa::path(get, path = "/services", tag = "appointments", params(Spoken),
    responses((status = 200, body = Services)))]
pub(super) async fn list_services(Asked(spoken): Asked<Spoken>) -> Answer<Services> {
    let all = Service::ALL.into_iter().map(|it| ServiceJson::of(it, spoken.locale));
    Ok(Json(Services { services: all.collect() }))
}

/// The shops.
#[utoipa::path(get, path = "/shops", tag = "appointments",
    responses((status = 200, body = Shops)))]
pub(super) async fn list_shops(_caller: Caller) -> Json<Shops> {
    let all = Place::ALL.into_iter().map(|id| ShopJson { id, label: id.label() });
    Json(Shops { shops: all.collect() })
}

/// Which times.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// What for.
    #[param(inline)]
    service: Service,
    /// Where.
    #[param(inline)]
    shop: Place,
    /// From the beginning of this day on; from now when left out.
    from: Option<NaiveDate>,
    /// The language of labels; German when left out.
    #[serde(default)]
    #[param(inline)]
    locale: Locale,
}

/// The next free times, at most 20, from an hour to 60 days ahead.
#[utoipa::path(get, path = "/appointments/slots", tag = "appointments", params(Wanted),
    responses((status = 200, body = Slots), (status = 422, body = Problem)))]
pub(super) async fn list_slots(
    State(shop): State<Shop>,
    Asked(it): Asked<Wanted>,
) -> Answer<Slots> {
    let free = shop.books().free_slots((it.shop, it.service), it.from, shop.now());
    Ok(Json(Slots { slots: free.iter().map(|slot| SlotJson::of(slot, it.locale)).collect() }))
}

/// Whose, and in which language.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Whose {
    /// The customer's e-mail.
    email: String,
    /// The language of labels; German when left out.
    #[serde(default)]
    #[param(inline)]
    locale: Locale,
}

/// A customer's appointments that are still to come, soonest first.
#[utoipa::path(get, path = "/appointments", tag = "appointments", params(Whose),
    responses((status = 200, body = Appointments)))]
pub(super) async fn list_appointments(
    State(shop): State<Shop>,
    Asked(whose): Asked<Whose>,
) -> Answer<Appointments> {
    let books = shop.books();
    let found = books.appointments_of(&whose.email, shop.now());
    let appointments = found.into_iter().map(|it| AppointmentJson::of(it, whose.locale));
    Ok(Json(Appointments { appointments: appointments.collect() }))
}

/// Keeps a free time for a customer. 409 `slot_taken`, `slot_over`.
#[utoipa::path(post, path = "/appointments", tag = "appointments",
    params(("Idempotency-Key" = Option<String>, Header, description = "Done once per key")),
    request_body = ToBook,
    responses((status = 200, body = OneAppointment), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn book_appointment(
    State(shop): State<Shop>,
    write: Write,
) -> Result<Response, Problem> {
    let ToBook { email, name, slot, channel, locale } = write.body()?;
    let booking = Booking { email, name, slot, channel };
    Ok(write
        .answer(&shop, move |books, now| {
            let appointment = AppointmentJson::of(&books.book(&booking, now)?, locale);
            Ok(OneAppointment { appointment })
        })
        .await)
}

/// Puts an appointment to another time. 409 `slot_taken`, `slot_over`, `appointment_over`.
#[utoipa::path(patch, path = "/appointments/{id}", tag = "appointments",
    params(("id" = String, Path, description = "The appointment's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "Done once per key")),
    request_body = ToMove,
    responses((status = 200, body = OneAppointment), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn move_appointment(
    State(shop): State<Shop>,
    Path(id): Path<String>,
    write: Write,
) -> Result<Response, Problem> {
    let it: ToMove = write.body()?;
    Ok(write
        .answer(&shop, move |books, now| {
            let of = (id.as_str(), it.email.as_str());
            let moved = books.move_appointment(of, (&it.slot, &it.channel), now)?;
            Ok(OneAppointment { appointment: AppointmentJson::of(&moved, it.locale) })
        })
        .await)
}

/// Whose, and where the wish comes from.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Cancelling {
    /// The customer's e-mail.
    email: String,
    /// Where the wish comes from: `web`, `phone`, `chat`, …
    channel: String,
    /// The language of the answer; German when left out.
    #[serde(default)]
    #[param(inline)]
    locale: Locale,
}

/// Gives an appointment's time back. 409 `appointment_over`.
#[utoipa::path(delete, path = "/appointments/{id}", tag = "appointments",
    params(("id" = String, Path, description = "The appointment's id"), Cancelling,
        ("Idempotency-Key" = Option<String>, Header, description = "Done once per key")),
    responses((status = 200, body = OneAppointment), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn cancel_appointment(
    State(shop): State<Shop>,
    Path(id): Path<String>,
    write: Write,
) -> Result<Response, Problem> {
    let it: Cancelling = write.query()?;
    Ok(write
        .answer(&shop, move |books, now| {
            let cancelled = books.cancel_appointment((&id, &it.email), &it.channel, now)?;
            Ok(OneAppointment { appointment: AppointmentJson::of(&cancelled, it.locale) })
        })
        .await)
}

/// How often something happened, and what those appointments bring on average.
#[derive(Debug, Clone, Copy, Default, Serialize, ToSchema)]
struct Sum {
    count: u64,
    value_cents: i64,
}

/// What happened to appointments through one channel.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Channel {
    #[serde(rename = "channel")]
    name: String,
    booked: Sum,
    moved: Sum,
    cancelled: Sum,
    no_show: Sum,
}

/// What happened to appointments, and what was at stake.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Ledger {
    /// Of all values.
    currency: &'static str,
    /// By name.
    channels: Vec<Channel>,
}

/// What happened to appointments since the shop opened, by channel. Nobody who did not come is
/// counted where the appointment was made.
#[utoipa::path(get, path = "/appointments/ledger", tag = "appointments",
    responses((status = 200, body = Ledger)))]
pub(super) async fn ledger(State(shop): State<Shop>, _caller: Caller) -> Json<Ledger> {
    Json(Ledger { currency: "EUR", channels: sums(&shop.books()) })
}

fn sums(books: &Books) -> Vec<Channel> {
    let mut found: BTreeMap<&str, Channel> = BTreeMap::new();
    for it in &books.ledger {
        let channel = found.entry(&it.channel).or_insert_with(|| Channel {
            name: it.channel.clone(),
            booked: Sum::default(),
            moved: Sum::default(),
            cancelled: Sum::default(),
            no_show: Sum::default(),
        });
        let sum = match it.turn {
            Turn::Booked => &mut channel.booked,
            Turn::Moved => &mut channel.moved,
            Turn::Cancelled => &mut channel.cancelled,
            Turn::NoShow => &mut channel.no_show,
        };
        sum.count += 1;
        sum.value_cents += it.value_cents;
    }
    found.into_values().collect()
}
