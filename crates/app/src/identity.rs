//! Who a visitor of the chat is: signed by the shop, or proven by a code in an e-mail.
//!
//! A proof that does not hold leaves nothing behind. The first one that holds for somebody makes a
//! new token for the device and ends the one before, so that nobody who knew it from earlier gets in.

mod codes;
mod join;
mod keys;
mod token;

use chrono::{DateTime, Utc};
use lotse_domain::contacts::{Email, Proof};
use lotse_domain::ids::ContactId;
use lotse_store::{StoreError, Visitor};

pub use keys::{IdentityKeyChange, IdentityKeyError, IdentityKeyToAdd};
pub use token::TokenFlaw;

use crate::App;
use crate::seal::SealError;
use crate::secret::Secret;

/// Who a visitor is, and how that was proven on their device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The contact.
    pub contact: ContactId,
    /// How well it is proven now; a proof counts for twelve hours.
    pub level: Proof,
    /// The address that was proven on this device, while the proof counts.
    pub email: Option<Email>,
    /// The shop's own id of the contact, while the proof counts.
    pub subject: Option<String>,
}

/// A visitor who has proven who they are.
#[derive(Debug)]
pub struct Identified {
    /// Opens the chat from now on, and the token before has ended; `None` while that goes on
    /// counting, since the same contact had proven it before.
    pub token: Option<Secret>,
    /// Who it is.
    pub identity: Identity,
    /// As they want to be called; may be empty.
    pub name: String,
}

/// Why nobody was identified; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// The shop's token does not hold.
    #[error("the token does not hold: {0}")]
    Token(#[from] TokenFlaw),
    /// The code is wrong, too old, or was tried too often: ask for a new one.
    #[error("the code is wrong or too old")]
    Code,
    /// So many codes were asked for; the next one may be from then on.
    #[error("too many codes were asked for")]
    TooManyCodes(DateTime<Utc>),
    /// Somebody changed the conversation at the same time; the same call again will do.
    #[error("somebody was quicker")]
    Busy,
    /// A key of the shop cannot be read.
    #[error("a key of the shop cannot be read")]
    Sealed(#[from] SealError),
    /// The store failed.
    #[error("could not keep it")]
    Store(#[from] StoreError),
}

impl App {
    /// Who a visitor is and how well that is proven now. What is done for customers asks this.
    #[must_use]
    pub fn proof_of(&self, visitor: &Visitor) -> Identity {
        let level = visitor.proven.as_ref().map_or(Proof::Device, |it| it.proof_at(self.now()));
        let fresh = visitor.proven.clone().filter(|_| Proof::Possession <= level);
        let (email, subject) = fresh.map_or((None, None), |it| (it.email, it.subject));
        Identity { contact: visitor.contact, level, email, subject }
    }
}
