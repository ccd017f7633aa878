//! Why the shop does not do what it is asked to.

/// A refusal; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is none, or it is somebody else's, which is answered the same.
    #[error("there is no such order, appointment or change of this customer")]
    NotFound,
    /// The box is closed.
    #[error("the order is packed: its address cannot be changed any more")]
    AlreadyPacked,
    /// The carrier has it.
    #[error("the order has been sent: it can be returned, but not cancelled")]
    AlreadyShipped,
    /// It will not be sent.
    #[error("the order is cancelled")]
    AlreadyCancelled,
    /// It is with the customer.
    #[error("the order has arrived")]
    AlreadyDelivered,
    /// It comes back already.
    #[error("a return of this order was announced before")]
    AlreadyReturned,
    /// Nothing to send back yet.
    #[error("only what has arrived can be returned")]
    NotDelivered,
    /// It is older than the return period.
    #[error("what arrived more than 30 days ago cannot be returned")]
    ReturnPeriodOver,
    /// The time for taking it back is over.
    #[error("this can no longer be taken back")]
    UndoOver,
    /// It was taken back before.
    #[error("this was taken back before")]
    AlreadyUndone,
    /// Something newer would be undone with it.
    #[error("the address was changed again since")]
    ChangedSince,
    /// There is nothing to take back.
    #[error("the order is not cancelled")]
    NotCancelled,
    /// Not the next step.
    #[error("an order is packed, then sent, then delivered")]
    WrongStep,
    /// Somebody else has the time.
    #[error("this time is taken: choose another one")]
    SlotTaken,
    /// It is too close, or has gone by.
    #[error("this time is over, or begins in less than an hour")]
    SlotOver,
    /// It is cancelled, or was in the past.
    #[error("the appointment is over or cancelled")]
    AppointmentOver,
    /// It has not been yet.
    #[error("the appointment has not been yet")]
    AppointmentAhead,
    /// A value is not what it should be.
    #[error("`{name}` {why}")]
    Field {
        /// Its name.
        name: &'static str,
        /// A stable code: `missing`, `too_long`, `unknown`, `format`.
        code: &'static str,
        /// What is wrong, going on after the name.
        why: &'static str,
    },
}

impl Refusal {
    /// A stable name for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::AlreadyPacked => "already_packed",
            Self::AlreadyShipped => "already_shipped",
            Self::AlreadyCancelled => "already_cancelled",
            Self::AlreadyDelivered => "already_delivered",
            Self::AlreadyReturned => "already_returned",
            Self::NotDelivered => "not_delivered",
            Self::ReturnPeriodOver => "return_period_over",
            Self::UndoOver => "undo_over",
            Self::AlreadyUndone => "already_undone",
            Self::ChangedSince => "changed_since",
            Self::NotCancelled => "not_cancelled",
            Self::WrongStep => "wrong_step",
            Self::SlotTaken => "slot_taken",
            Self::SlotOver => "slot_over",
            Self::AppointmentOver => "appointment_over",
            Self::AppointmentAhead => "appointment_ahead",
            Self::Field { .. } => "field_wrong",
        }
    }
}
