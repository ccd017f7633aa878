//! The wish to be called, at a time when somebody is there.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::{Conversation, Holder, Status};
use crate::contacts::Phone;
use crate::hours::Window;

/// Where and when a contact wants to be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callback {
    /// The number; claimed, and it proves nothing.
    pub phone: Phone,
    /// The time chosen.
    pub window: Window,
    /// Where the clock hangs by which it was chosen.
    pub zone: Tz,
    /// When the contact chose it; another choice has another one.
    pub asked_at: DateTime<Utc>,
}

/// Why a contact cannot choose a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallbackFlaw {
    /// Nobody was asked for yet.
    NotHandedOver,
    /// An agent has the conversation, and is there to be told.
    IsTaken,
    /// Another device of the contact chose meanwhile.
    Meanwhile,
}

impl Conversation {
    /// Whether a contact who saw the call asked for at `seen` may choose another one, or none.
    ///
    /// # Errors
    /// See [`CallbackFlaw`].
    pub fn may_choose_call(&self, seen: Option<DateTime<Utc>>) -> Result<(), CallbackFlaw> {
        let Some(card) = &self.card else { return Err(CallbackFlaw::NotHandedOver) };
        match (self.status, self.holder) {
            (Status::Resolved, _) | (_, Holder::Machine) => Err(CallbackFlaw::NotHandedOver),
            (_, Holder::Agent(_)) => Err(CallbackFlaw::IsTaken),
            (_, Holder::Queue) => {
                let there = card.callback.as_ref().map(|it| it.asked_at);
                if there == seen { Ok(()) } else { Err(CallbackFlaw::Meanwhile) }
            }
        }
    }

    /// Whether it is out of the way until the contact is called, so that what is written meanwhile
    /// does not bring it back.
    #[must_use]
    pub fn waits_for_call(&self) -> bool {
        let call = self.card.as_ref().and_then(|it| it.callback.as_ref());
        self.holder == Holder::Queue
            && self.snoozed_until.is_some()
            && self.snoozed_until == call.map(|it| it.window.from)
    }
}
