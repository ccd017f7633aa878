//! What the API sends and takes, as JSON.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::Shop;
use crate::books::{
    Address, Appointment, Item, Order, Place, Service, Slot, Standing, Status, Tracking,
};
use crate::money;
use crate::words::Locale;

/// Whose.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Whose {
    /// The customer's e-mail.
    pub(super) email: String,
}

/// An order.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OrderJson {
    /// `BW-104201`.
    #[schema(example = "BW-104201")]
    number: String,
    /// What was bought, in one line.
    summary: String,
    status: Status,
    placed_on: NaiveDate,
    items: Vec<Item>,
    total_cents: i64,
    /// `EUR` or `PLN`.
    currency: String,
    address: Address,
    can: Can,
    /// Null until it was sent.
    tracking: Option<Tracking>,
    /// When it should arrive; null once it has, or when it will not.
    expected_on: Option<NaiveDate>,
}

/// What can be done with an order now.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Can {
    change_address: bool,
    cancel: bool,
    #[serde(rename = "return")]
    send_back: bool,
}

impl OrderJson {
    pub(super) fn of(it: &Order, now: DateTime<Utc>) -> Self {
        let is_coming = matches!(it.status, Status::Ordered | Status::Packed | Status::Shipped);
        Self {
            number: it.number.clone(),
            summary: it.summary(),
            status: it.status,
            placed_on: money::day_of(it.placed_at),
            items: it.items.clone(),
            total_cents: it.total_cents(),
            currency: it.currency.clone(),
            address: it.address.clone(),
            can: Can {
                change_address: it.can_change_address(),
                cancel: it.can_cancel(),
                send_back: it.can_return(now),
            },
            tracking: it.tracking.clone(),
            expected_on: it.expected_on.filter(|_| is_coming),
        }
    }
}

/// Orders, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Orders {
    pub(super) orders: Vec<OrderJson>,
}

/// One order.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OneOrder {
    pub(super) order: OrderJson,
}

/// Where an order should go instead; name and country stay.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewAddress {
    /// The customer's e-mail.
    pub(super) email: String,
    /// Street and number.
    #[schema(example = "Werkhofzeile 12")]
    pub(super) street: String,
    /// As the country writes it.
    #[schema(example = "10969")]
    pub(super) postcode: String,
    #[schema(example = "Berlin")]
    pub(super) city: String,
}

/// A change that can be taken back.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Change {
    pub(super) id: String,
    pub(super) undo_until: DateTime<Utc>,
}

/// An order that goes elsewhere.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Changed {
    pub(super) order: OrderJson,
    pub(super) change: Change,
}

/// Whose, in a body.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct By {
    /// The customer's e-mail.
    pub(super) email: String,
}

/// An order not to be sent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ToCancel {
    /// The customer's e-mail.
    pub(super) email: String,
    /// In the customer's words.
    pub(super) reason: Option<String>,
}

/// What comes of a cancellation.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CancellationJson {
    pub(super) id: String,
    /// What the customer gets back.
    pub(super) refund_cents: i64,
    pub(super) undo_until: DateTime<Utc>,
}

/// A cancelled order.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Cancelled {
    pub(super) order: OrderJson,
    pub(super) cancellation: CancellationJson,
}

/// An order to send back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ToReturn {
    /// The customer's e-mail.
    pub(super) email: String,
    /// In the customer's words.
    pub(super) reason: String,
}

/// A parcel that comes back.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReturnJson {
    pub(super) id: String,
    /// A PDF to print; the link is for the customer alone.
    pub(super) label_url: String,
    /// The last day the carrier takes it.
    pub(super) send_until: NaiveDate,
}

/// An announced return.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Returned {
    #[serde(rename = "return")]
    pub(super) it: ReturnJson,
}

/// The invoice of an order.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct InvoiceJson {
    pub(super) number: String,
    /// A PDF; the link is for the customer alone.
    pub(super) url: String,
}

/// An invoice.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OneInvoice {
    pub(super) invoice: InvoiceJson,
}

/// Something done by appointment.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ServiceJson {
    id: Service,
    /// In the language that was asked for.
    label: String,
    minutes: i64,
}

impl ServiceJson {
    pub(super) fn of(it: Service, locale: Locale) -> Self {
        Self { id: it, label: service_label(it, locale), minutes: it.minutes() }
    }
}

/// What can be done by appointment.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Services {
    pub(super) services: Vec<ServiceJson>,
}

/// A shop people can go to.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ShopJson {
    pub(super) id: Place,
    pub(super) label: &'static str,
}

/// The shops.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Shops {
    pub(super) shops: Vec<ShopJson>,
}

/// A time that is free.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SlotJson {
    id: String,
    /// Day, hour and place, in the language that was asked for.
    label: String,
    starts_at: DateTime<Utc>,
    shop: Place,
    service: Service,
}

impl SlotJson {
    pub(super) fn of(it: &Slot, locale: Locale) -> Self {
        Self {
            id: it.id(),
            label: slot_label(it, locale),
            starts_at: it.starts_at,
            shop: it.shop,
            service: it.service,
        }
    }
}

/// Free times, soonest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Slots {
    pub(super) slots: Vec<SlotJson>,
}

/// A time kept for a customer.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AppointmentJson {
    id: String,
    /// Service, day, hour and place, in the language that was asked for.
    label: String,
    starts_at: DateTime<Utc>,
    shop: Place,
    service: Service,
    status: Standing,
}

impl AppointmentJson {
    pub(super) fn of(it: &Appointment, locale: Locale) -> Self {
        let service = service_label(it.slot.service, locale);
        Self {
            id: it.id.clone(),
            label: format!("{service}, {}", slot_label(&it.slot, locale)),
            starts_at: it.slot.starts_at,
            shop: it.slot.shop,
            service: it.slot.service,
            status: it.standing,
        }
    }
}

/// Appointments, soonest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Appointments {
    pub(super) appointments: Vec<AppointmentJson>,
}

/// One appointment.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OneAppointment {
    pub(super) appointment: AppointmentJson,
}

/// An appointment to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ToBook {
    /// The customer's e-mail.
    pub(super) email: String,
    /// Who comes.
    pub(super) name: String,
    /// The id of a free time.
    #[schema(example = "hamburg.eye_test.20270108T0930Z")]
    pub(super) slot: String,
    /// Where the wish comes from: `web`, `phone`, `chat`, …
    #[schema(example = "chat")]
    pub(super) channel: String,
    /// The language of the answer; German when left out.
    #[serde(default)]
    pub(super) locale: Locale,
}

/// An appointment to put to another time.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ToMove {
    /// The customer's e-mail.
    pub(super) email: String,
    /// The id of a free time for the same service.
    pub(super) slot: String,
    /// Where the wish comes from.
    pub(super) channel: String,
    /// The language of the answer; German when left out.
    #[serde(default)]
    pub(super) locale: Locale,
}

pub(super) fn service_label(it: Service, locale: Locale) -> String {
    locale.say(&format!("storefront.service.{}", it.as_str())).to_owned()
}

fn slot_label(it: &Slot, locale: Locale) -> String {
    format!("{}, {}", money::hour(it, locale), it.shop.label())
}

/// The link to a document.
pub(super) fn document(shop: &Shop, kind: &str, secret: &str) -> String {
    format!("{}/documents/{kind}/{secret}.pdf", shop.address())
}
