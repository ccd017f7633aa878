//! The chat: what visitors say, what Lotse answers, and how everybody hears of it at once.
//!
//! When a function here returns, what it was given is stored. One decision is taken per message,
//! by `domain::inbox::decide_turn`; Lotse's reply is stored only if the conversation is still as it
//! was when the reply was thought of, so that it never speaks into an agent's conversation.

mod abandon;
mod act;
mod answer;
mod callback;
mod card;
mod follow;
mod greet;
mod hub;
mod overdue;
mod presence;
mod say;
mod scene;
mod visitor;
mod voice;
mod whisper;
mod wording;

pub use act::Act;
pub use callback::{CallTimes, CallWish};
pub use card::CardChange;
pub use greet::Greeted;
pub use hub::{Changed, Listener, News, Told, Typing};
pub use presence::{Doing, Presence};
pub use say::{Did, Saying};
pub use visitor::{TalkNow, VisitorToken};
pub use wording::{Worded, WordingError};

pub(crate) use abandon::Abandon;
pub(crate) use act::last_words;
pub(crate) use hub::Hub;
pub(crate) use overdue::Overdue;
pub(crate) use say::{TEXT_CHARS, is_key};
pub(crate) use visitor::REMEMBERED;
pub(crate) use voice::Voice;
pub(crate) use whisper::overhear;

pub use lotse_store::Visitor;

use lotse_channels::files::FilesFlaw;
use lotse_store::StoreError;

use crate::identity::IdentityError;

/// Why nothing was done in a chat.
#[derive(Debug, thiserror::Error)]
pub enum ChatError {
    /// There is no such brand, conversation, message or article, or not for this visitor.
    #[error("no such thing in this chat")]
    NotFound,
    /// The visitor's token has ended.
    #[error("the token has ended")]
    Ended,
    /// The message is empty.
    #[error("the message is empty")]
    Empty,
    /// The message has more than 4,000 characters.
    #[error("the message is longer than 4,000 characters")]
    TooLong,
    /// A file that came along is wrong.
    #[error(transparent)]
    Files(#[from] FilesFlaw),
    /// The sender's own id is empty or has more than 100 characters.
    #[error("the key has 1 to 100 characters")]
    Key,
    /// What was typed is no e-mail address.
    #[error("this is not an e-mail address")]
    NotAnEmail,
    /// There is no card yet: the conversation was not handed over.
    #[error("the conversation was not handed over yet")]
    NoCard,
    /// An agent has read what it is about.
    #[error("an agent has read the card")]
    CardIsRead,
    /// What was typed is no telephone number.
    #[error("this is not a telephone number")]
    NotAPhone,
    /// Nobody calls at that time: it has begun, or the opening hours have changed.
    #[error("this time is not offered any more")]
    TimeIsGone,
    /// Another device of the visitor chose a call meanwhile.
    #[error("another device chose a call meanwhile")]
    Meanwhile,
    /// The task is done, was dropped, or is a person's now.
    #[error("the task is over")]
    TaskOver,
    /// Somebody changed the conversation at the same time; the same call again will do.
    #[error("somebody was quicker")]
    Busy,
    /// The store failed; nothing was kept.
    #[error("could not keep it")]
    Store(#[from] StoreError),
}

impl From<IdentityError> for ChatError {
    /// What is wrong with an address or a code is said at its field; the rest passes.
    fn from(error: IdentityError) -> Self {
        match error {
            IdentityError::Store(error) => Self::Store(error),
            other => {
                tracing::warn!(error = %other, "an identity could not be checked");
                Self::Busy
            }
        }
    }
}
