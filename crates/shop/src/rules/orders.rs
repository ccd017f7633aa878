//! Orders: what may be done to one in which state, and doing it.

use std::cmp::Reverse;

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use super::fields;
use crate::books::{
    Address, AddressChange, Books, Cancellation, Event, Happening, Item, Order, Return, Status,
    Tracking, is_same,
};
use crate::refusal::Refusal;
use crate::words::Locale;

/// What was done can be taken back for so long.
const UNDO_MINUTES: i64 = 30;
/// What has arrived can be sent back for so long.
const RETURN_DAYS: i64 = 30;
/// The label of a return is good for so long.
const SEND_DAYS: i64 = 14;

/// What to put on the shop's books.
pub(crate) struct NewOrder {
    pub(crate) email: String,
    pub(crate) locale: Locale,
    pub(crate) address: Address,
    pub(crate) items: Vec<Item>,
    pub(crate) currency: &'static str,
}

/// Something no one can guess.
pub(crate) fn secret() -> String {
    Uuid::new_v4().simple().to_string()
}

impl Order {
    /// Whether it can still go elsewhere.
    #[must_use]
    pub fn can_change_address(&self) -> bool {
        self.status == Status::Ordered
    }

    /// Whether it can still be cancelled.
    #[must_use]
    pub fn can_cancel(&self) -> bool {
        matches!(self.status, Status::Ordered | Status::Packed)
    }

    /// Whether it can be sent back.
    #[must_use]
    pub fn can_return(&self, now: DateTime<Utc>) -> bool {
        self.return_refused(now).is_none()
    }

    fn return_refused(&self, now: DateTime<Utc>) -> Option<Refusal> {
        let delivered = self.delivered_at.filter(|_| self.status == Status::Delivered);
        let Some(delivered) = delivered else { return Some(Refusal::NotDelivered) };
        if self.returned.is_some() {
            return Some(Refusal::AlreadyReturned);
        }
        (delivered + Duration::days(RETURN_DAYS) < now).then_some(Refusal::ReturnPeriodOver)
    }

    fn note(&mut self, at: DateTime<Utc>, what: Happening) {
        self.history.push(Event { at, what });
    }
}

impl Books {
    /// That customer's orders, newest first.
    pub(crate) fn orders_of(&self, email: &str) -> Vec<&Order> {
        let mut found: Vec<&Order> =
            self.orders.iter().filter(|it| is_same(&it.email, email)).collect();
        found.sort_by_key(|it| Reverse(it.placed_at));
        found
    }

    /// The order of that number if it is that customer's.
    pub(crate) fn order_of(&self, number: &str, email: &str) -> Result<&Order, Refusal> {
        let mut all = self.orders.iter();
        all.find(|it| is_same(&it.number, number) && is_same(&it.email, email))
            .ok_or(Refusal::NotFound)
    }

    fn order_to_change(&mut self, number: &str, email: &str) -> Result<&mut Order, Refusal> {
        let mut all = self.orders.iter_mut();
        all.find(|it| is_same(&it.number, number) && is_same(&it.email, email))
            .ok_or(Refusal::NotFound)
    }

    /// Takes an order and remembers where its customer lives. A new customer becomes known.
    pub(crate) fn place(&mut self, it: NewOrder, now: DateTime<Utc>) -> Result<Order, Refusal> {
        let email = fields::email(&it.email)?;
        let address = fields::address(it.address)?;
        if it.items.is_empty() {
            let why = "is empty: put something into it first";
            return Err(Refusal::Field { name: "cart", code: "missing", why });
        }
        self.remember(&email, it.locale, &address);
        self.last_order += 1;
        let order = Order {
            number: format!("BW-{}", self.last_order),
            email,
            locale: it.locale,
            status: Status::Ordered,
            placed_at: now,
            delivered_at: None,
            expected_on: Some((now + Duration::days(8)).date_naive()),
            items: it.items,
            currency: it.currency.to_owned(),
            address,
            tracking: None,
            address_changes: Vec::new(),
            cancellations: Vec::new(),
            returned: None,
            invoice_secret: secret(),
            history: vec![Event { at: now, what: Happening::Placed }],
        };
        self.orders.push(order.clone());
        Ok(order)
    }

    /// Sends an order elsewhere in the same country, to the same person.
    pub(crate) fn change_address(
        &mut self,
        (number, email): (&str, &str),
        (street, postcode, city): (String, String, String),
        now: DateTime<Utc>,
    ) -> Result<(Order, AddressChange), Refusal> {
        let order = self.order_to_change(number, email)?;
        match order.status {
            Status::Ordered => {}
            Status::Cancelled => return Err(Refusal::AlreadyCancelled),
            _ => return Err(Refusal::AlreadyPacked),
        }
        let before = order.address.clone();
        let address = Address { street, postcode, city, ..before.clone() };
        order.address = fields::address(address)?;
        let undo_until = now + Duration::minutes(UNDO_MINUTES);
        let change = AddressChange { id: secret(), before, undo_until, is_undone: false };
        order.address_changes.push(change.clone());
        order.note(now, Happening::AddressChanged);
        Ok((order.clone(), change))
    }

    /// Lets an order go where it went before its last change.
    pub(crate) fn undo_address_change(
        &mut self,
        (number, email): (&str, &str),
        change: &str,
        now: DateTime<Utc>,
    ) -> Result<Order, Refusal> {
        let order = self.order_to_change(number, email)?;
        let mut standing = order.address_changes.iter().rev();
        let newest = standing.find(|it| !it.is_undone).map(|it| it.id.clone());
        let mut all = order.address_changes.iter_mut();
        let found = all.find(|it| it.id == change).ok_or(Refusal::NotFound)?;
        match order.status {
            _ if found.is_undone => return Err(Refusal::AlreadyUndone),
            Status::Ordered => {}
            Status::Cancelled => return Err(Refusal::AlreadyCancelled),
            _ => return Err(Refusal::AlreadyPacked),
        }
        if newest.is_some_and(|it| it != found.id) {
            return Err(Refusal::ChangedSince);
        }
        if found.undo_until < now {
            return Err(Refusal::UndoOver);
        }
        found.is_undone = true;
        order.address = found.before.clone();
        order.note(now, Happening::AddressRestored);
        Ok(order.clone())
    }

    /// Keeps an order from being sent.
    pub(crate) fn cancel(
        &mut self,
        (number, email): (&str, &str),
        reason: Option<String>,
        now: DateTime<Utc>,
    ) -> Result<(Order, Cancellation), Refusal> {
        let order = self.order_to_change(number, email)?;
        match order.status {
            Status::Ordered | Status::Packed => {}
            Status::Cancelled => return Err(Refusal::AlreadyCancelled),
            _ => return Err(Refusal::AlreadyShipped),
        }
        let cancellation = Cancellation {
            id: secret(),
            reason,
            before: order.status,
            undo_until: now + Duration::minutes(UNDO_MINUTES),
            is_undone: false,
        };
        order.status = Status::Cancelled;
        order.cancellations.push(cancellation.clone());
        order.note(now, Happening::Cancelled);
        Ok((order.clone(), cancellation))
    }

    /// Lets a cancelled order go on.
    pub(crate) fn undo_cancellation(
        &mut self,
        (number, email): (&str, &str),
        now: DateTime<Utc>,
    ) -> Result<Order, Refusal> {
        let order = self.order_to_change(number, email)?;
        if order.status != Status::Cancelled {
            return Err(Refusal::NotCancelled);
        }
        let last = order.cancellations.last_mut();
        let last = last.filter(|it| now <= it.undo_until).ok_or(Refusal::UndoOver)?;
        last.is_undone = true;
        order.status = last.before;
        order.note(now, Happening::Reopened);
        Ok(order.clone())
    }

    /// Gives out a label for sending an order back.
    pub(crate) fn announce_return(
        &mut self,
        (number, email): (&str, &str),
        reason: String,
        now: DateTime<Utc>,
    ) -> Result<Return, Refusal> {
        let order = self.order_to_change(number, email)?;
        if let Some(refused) = order.return_refused(now) {
            return Err(refused);
        }
        let send_until = (now + Duration::days(SEND_DAYS)).date_naive();
        let returned = Return { id: secret(), reason, secret: secret(), send_until };
        order.returned = Some(returned.clone());
        order.note(now, Happening::ReturnAnnounced);
        Ok(returned)
    }

    /// Packs, ships or delivers an order, whichever `to` says; it must be the next step.
    pub(crate) fn move_on(
        &mut self,
        number: &str,
        to: Status,
        now: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        let mut all = self.orders.iter_mut();
        let order = all.find(|it| is_same(&it.number, number)).ok_or(Refusal::NotFound)?;
        match (order.status, to) {
            (Status::Ordered, Status::Packed) => order.note(now, Happening::Packed),
            (Status::Packed, Status::Shipped) => {
                order.tracking = Some(tracking(&order.number, &order.address.country));
                order.note(now, Happening::Shipped);
            }
            (Status::Shipped, Status::Delivered) => {
                order.delivered_at = Some(now);
                order.note(now, Happening::Delivered);
            }
            (Status::Cancelled, _) => return Err(Refusal::AlreadyCancelled),
            (Status::Delivered, _) => return Err(Refusal::AlreadyDelivered),
            _ => return Err(Refusal::WrongStep),
        }
        order.status = to;
        Ok(())
    }
}

/// The parcel of an order, at the carrier of its country.
pub(crate) fn tracking(order: &str, country: &str) -> Tracking {
    let digits: String = order.chars().filter(char::is_ascii_digit).collect();
    let (carrier, number) = match country {
        "PL" => ("InPost", format!("6200000000000{digits}00000")),
        _ => ("DHL", format!("003404341616{digits}")),
    };
    let url = format!("https://tracking.example/{}/{number}", carrier.to_lowercase());
    Tracking { carrier: carrier.to_owned(), number, url }
}
