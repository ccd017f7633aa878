//! Everything the shop keeps: customers, orders, appointments, and the ledger of appointments.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::words::Locale;

/// The shop's books, whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Books {
    /// Who buys here.
    pub customers: Vec<Customer>,
    /// All orders, in the order they were placed.
    pub orders: Vec<Order>,
    /// All appointments, also those that are over or cancelled.
    pub appointments: Vec<Appointment>,
    /// What happened to appointments; it only grows.
    pub ledger: Vec<Entry>,
    /// The last number given to an order.
    pub last_order: u32,
    /// Writes that carried a key, with what was answered.
    pub answered: Vec<Answered>,
}

/// Somebody who buys here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// Identifies them for good.
    pub id: String,
    /// As they call themselves.
    pub name: String,
    /// Where the shop writes to; two customers never share one.
    pub email: String,
    /// The language they are spoken to in.
    pub locale: Locale,
    /// Where their last order went.
    pub address: Address,
}

/// Where a parcel goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Address {
    /// Who takes it.
    pub name: String,
    /// Street and number.
    pub street: String,
    /// As the country writes it: `20459` or `61-819`.
    pub postcode: String,
    /// The place.
    pub city: String,
    /// `DE` or `PL`.
    pub country: String,
}

/// How far an order is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Everything about it can still be changed.
    Ordered,
    /// It lies in its box; the label is on it.
    Packed,
    /// The carrier has it.
    Shipped,
    /// It has arrived.
    Delivered,
    /// It will not be sent.
    Cancelled,
}

/// One line of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Item {
    /// In the language the order was placed in.
    pub name: String,
    /// At least 1.
    pub quantity: u32,
    /// Of one piece, in cents or grosze, tax included.
    pub price_cents: i64,
}

/// Something bought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// `BW-104201`.
    pub number: String,
    /// Whose it is.
    pub email: String,
    /// The language it was placed in.
    pub locale: Locale,
    /// How far it is.
    pub status: Status,
    /// When it was placed.
    pub placed_at: DateTime<Utc>,
    /// When it arrived.
    pub delivered_at: Option<DateTime<Utc>>,
    /// When it should arrive.
    pub expected_on: Option<NaiveDate>,
    /// What was bought; never empty.
    pub items: Vec<Item>,
    /// `EUR` or `PLN`.
    pub currency: String,
    /// Where it goes.
    pub address: Address,
    /// The parcel, once the carrier has it.
    pub tracking: Option<Tracking>,
    /// Each change of the address, also those taken back.
    pub address_changes: Vec<AddressChange>,
    /// Each cancellation, also those taken back.
    pub cancellations: Vec<Cancellation>,
    /// The parcel that comes back.
    pub returned: Option<Return>,
    /// The end of the invoice's link, which nobody can guess.
    pub invoice_secret: String,
    /// What happened to it, oldest first.
    pub history: Vec<Event>,
}

/// A parcel on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Tracking {
    /// The carrier's name.
    pub carrier: String,
    /// The parcel's number there.
    pub number: String,
    /// Where its way is shown.
    pub url: String,
}

/// A change of where an order goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressChange {
    /// Identifies it.
    pub id: String,
    /// What was there before.
    pub before: Address,
    /// Until when it can be taken back.
    pub undo_until: DateTime<Utc>,
    /// Whether it was taken back.
    pub is_undone: bool,
}

/// An order that should not be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancellation {
    /// Identifies it.
    pub id: String,
    /// In the customer's words.
    pub reason: Option<String>,
    /// How far the order was.
    pub before: Status,
    /// Until when it can be taken back.
    pub undo_until: DateTime<Utc>,
    /// Whether it was taken back.
    pub is_undone: bool,
}

/// A parcel that comes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// Identifies it.
    pub id: String,
    /// In the customer's words.
    pub reason: String,
    /// The end of the label's link, which nobody can guess.
    pub secret: String,
    /// The last day the carrier takes it.
    pub send_until: NaiveDate,
}

/// Something that happened to an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub what: Happening,
}

/// What can happen to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    /// The customer ordered.
    Placed,
    /// It goes somewhere else.
    AddressChanged,
    /// It goes where it went before after all.
    AddressRestored,
    /// It was put into its box.
    Packed,
    /// The carrier took it.
    Shipped,
    /// It arrived.
    Delivered,
    /// It will not be sent.
    Cancelled,
    /// It will be sent after all.
    Reopened,
    /// The customer wants to send it back.
    ReturnAnnounced,
}

/// What can be done at a shop by appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    /// 30 minutes.
    EyeTest,
    /// Contact lenses, 60 minutes.
    Fitting,
    /// 30 minutes.
    Repair,
}

/// A shop people can go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Lindenkai 12.
    Hamburg,
    /// Werkhofzeile 8.
    Berlin,
    /// ul. Soczewkowa 14.
    Poznan,
    /// ul. Szkiełkowa 5.
    Wroclaw,
}

/// A time when one service is free at one shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Where.
    pub shop: Place,
    /// What for.
    pub service: Service,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
}

/// What became of an appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The time is kept.
    Booked,
    /// The time is free again.
    Cancelled,
    /// Nobody came.
    NoShow,
}

/// A time kept for a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// Identifies it.
    pub id: String,
    /// Whose it is.
    pub email: String,
    /// Who comes.
    pub name: String,
    /// Where, what for and when.
    pub slot: Slot,
    /// What became of it.
    pub standing: Standing,
}

/// What can happen to an appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// It was made.
    Booked,
    /// It was put to another time.
    Moved,
    /// It was given back.
    Cancelled,
    /// Nobody came.
    NoShow,
}

/// Something that happened to an appointment, and what was at stake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Which appointment.
    pub appointment: String,
    /// What happened.
    pub turn: Turn,
    /// Where from: `web`, `phone`, `chat`, …
    pub channel: String,
    /// What such an appointment brings on average, in cents of a euro.
    pub value_cents: i64,
}

/// A write that carried a key, and what was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The caller's.
    pub key: String,
    /// Of method, path and body.
    pub fingerprint: String,
    /// When it came.
    pub at: DateTime<Utc>,
    /// The HTTP status.
    pub status: u16,
    /// The JSON.
    pub body: String,
}

impl Order {
    /// All lines together, in cents or grosze.
    #[must_use]
    pub fn total_cents(&self) -> i64 {
        self.items.iter().map(|it| it.price_cents * i64::from(it.quantity)).sum()
    }

    /// What it is called in a list.
    #[must_use]
    pub fn summary(&self) -> String {
        let names: Vec<&str> = self.items.iter().map(|it| it.name.as_str()).collect();
        names.join(", ")
    }
}

/// Whether two addresses of e-mail are the same one.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}
