//! Appointments: booking, moving, cancelling, each with its line in the ledger.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::fields;
use crate::books::{Appointment, Books, Entry, Standing, Turn, is_same};
use crate::refusal::Refusal;

/// Longer is no channel.
const CHANNEL_CHARS: usize = 30;

/// What to put on the shop's books.
pub(crate) struct Booking {
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) slot: String,
    pub(crate) channel: String,
}

impl Books {
    /// That customer's appointments that are still to come, soonest first.
    pub(crate) fn appointments_of(&self, email: &str, now: DateTime<Utc>) -> Vec<&Appointment> {
        let mut found: Vec<&Appointment> = self
            .appointments
            .iter()
            .filter(|it| is_same(&it.email, email) && it.is_ahead(now))
            .collect();
        found.sort_by_key(|it| it.slot.starts_at);
        found
    }

    /// Keeps a free time for somebody.
    pub(crate) fn book(
        &mut self,
        it: &Booking,
        now: DateTime<Utc>,
    ) -> Result<Appointment, Refusal> {
        let channel = channel(&it.channel)?;
        let appointment = Appointment {
            id: format!("T-{}", Uuid::new_v4().simple()),
            email: fields::email(&it.email)?,
            name: fields::required("name", &it.name)?,
            slot: self.bookable(&it.slot, now)?,
            standing: Standing::Booked,
        };
        self.enter(&appointment, (Turn::Booked, channel), now);
        self.appointments.push(appointment.clone());
        Ok(appointment)
    }

    /// Puts an appointment to another time, at any shop.
    pub(crate) fn move_appointment(
        &mut self,
        (id, email): (&str, &str),
        (slot, from): (&str, &str),
        now: DateTime<Utc>,
    ) -> Result<Appointment, Refusal> {
        let from = channel(from)?;
        let known = self.appointment_ahead(id, email, now)?.slot;
        if known.id() == slot {
            return Ok(self.appointment_ahead(id, email, now)?.clone());
        }
        let slot = self.bookable(slot, now)?;
        if slot.service != known.service {
            let why = "is for another service than the appointment";
            return Err(Refusal::Field { name: "slot", code: "other_service", why });
        }
        let found = self.appointment_ahead(id, email, now)?;
        found.slot = slot;
        let moved = found.clone();
        self.enter(&moved, (Turn::Moved, from), now);
        Ok(moved)
    }

    /// Gives an appointment's time back.
    pub(crate) fn cancel_appointment(
        &mut self,
        (id, email): (&str, &str),
        from: &str,
        now: DateTime<Utc>,
    ) -> Result<Appointment, Refusal> {
        let from = channel(from)?;
        let found = self.appointment_ahead(id, email, now)?;
        found.standing = Standing::Cancelled;
        let cancelled = found.clone();
        self.enter(&cancelled, (Turn::Cancelled, from), now);
        Ok(cancelled)
    }

    /// Notes that nobody came.
    pub(crate) fn miss_appointment(&mut self, id: &str, now: DateTime<Utc>) -> Result<(), Refusal> {
        let mut all = self.appointments.iter_mut();
        let found = all.find(|it| it.id == id).ok_or(Refusal::NotFound)?;
        if now < found.slot.starts_at {
            return Err(Refusal::AppointmentAhead);
        }
        if found.standing != Standing::Booked {
            return Err(Refusal::AppointmentOver);
        }
        found.standing = Standing::NoShow;
        let missed = found.clone();
        let mut told = self.ledger.iter().filter(|it| it.appointment == missed.id);
        let channel = told.next().map_or_else(|| "web".to_owned(), |it| it.channel.clone());
        self.enter(&missed, (Turn::NoShow, channel), now);
        Ok(())
    }

    fn appointment_ahead(
        &mut self,
        id: &str,
        email: &str,
        now: DateTime<Utc>,
    ) -> Result<&mut Appointment, Refusal> {
        let mut all = self.appointments.iter_mut();
        let found = all.find(|it| it.id == id && is_same(&it.email, email));
        let found = found.ok_or(Refusal::NotFound)?;
        if found.is_ahead(now) { Ok(found) } else { Err(Refusal::AppointmentOver) }
    }

    fn enter(&mut self, it: &Appointment, (turn, channel): (Turn, String), at: DateTime<Utc>) {
        let value_cents = it.slot.service.value_cents();
        self.ledger.push(Entry { at, appointment: it.id.clone(), turn, channel, value_cents });
    }
}

impl Appointment {
    fn is_ahead(&self, now: DateTime<Utc>) -> bool {
        self.standing == Standing::Booked && now < self.slot.starts_at
    }
}

/// Where a wish came from, as a word for programs.
fn channel(text: &str) -> Result<String, Refusal> {
    let is_word = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'_';
    let is_short = (1..=CHANNEL_CHARS).contains(&text.len());
    if is_short && text.bytes().all(is_word) {
        return Ok(text.to_owned());
    }
    let why = "is 1 to 30 small letters, digits and `_`, like `chat`";
    Err(Refusal::Field { name: "channel", code: "format", why })
}
