//! What can go wrong in the chat, as clients see it.

use chrono::{DateTime, Utc};
use lotse_app::chat::{ChatError, WordingError};
use lotse_app::mail::MailingError;
use lotse_channels::files::FilesFlaw;
use lotse_domain::inbox::WordingFlaw;

use super::{Field, Problem};

impl From<FilesFlaw> for Problem {
    fn from(error: FilesFlaw) -> Self {
        let detail = error.to_string();
        match error {
            FilesFlaw::Empty => Self::field("file", "empty", &detail),
            FilesFlaw::TooMany => Self::field("file", "too_many", &detail),
            FilesFlaw::TooLarge => Self::too_large(&detail),
        }
    }
}

impl From<ChatError> for Problem {
    fn from(error: ChatError) -> Self {
        let detail = error.to_string();
        match error {
            ChatError::NotFound => Self::not_found(),
            ChatError::Ended => Self::not_signed_in(),
            ChatError::Empty => Self::field("text", "empty", &detail),
            ChatError::TooLong => Self::field("text", "too_long", &detail),
            ChatError::Files(flaw) => flaw.into(),
            ChatError::Key => Self::field("key", "wrong", &detail),
            ChatError::NotAnEmail => Self::field("email", "not_an_email", &detail),
            ChatError::NotAPhone => Self::field("phone", "not_a_phone", &detail),
            ChatError::TimeIsGone => Self::conflict("time_is_gone", &detail),
            ChatError::Meanwhile => Self::conflict("call_changed", &detail),
            ChatError::NoCard => Self::conflict("no_card", &detail),
            ChatError::TaskOver => Self::conflict("task_over", &detail),
            ChatError::CardIsRead => Self::conflict("card_is_read", &detail),
            ChatError::Busy => Self::busy(),
            ChatError::Store(error) => error.into(),
        }
    }
}

impl Problem {
    /// A conversation that was not sent by mail, with the time the next try is allowed told from
    /// `now`.
    pub(crate) fn mailing(error: MailingError, now: DateTime<Utc>) -> Self {
        let detail = error.to_string();
        match error {
            MailingError::NotFound => Self::not_found(),
            MailingError::NoMail => Self::conflict("no_mail", &detail),
            MailingError::NotAnEmail => Self::field("email", "not_an_email", &detail),
            MailingError::WrongCode => Self::field("code", "wrong", &detail),
            MailingError::Key => Self::field("key", "wrong", &detail),
            MailingError::Often(until) => Self::until(until, now),
            MailingError::Store(error) => error.into(),
        }
    }
}

impl From<WordingError> for Problem {
    fn from(error: WordingError) -> Self {
        let detail = error.to_string();
        match error {
            WordingError::NotFound => Self::not_found(),
            WordingError::Locale => Self::field("locale", "unknown", &detail),
            WordingError::Flaws(flaws) => {
                let lines = flaws.iter().map(|(key, flaw)| format!("{key}: {flaw}"));
                let detail = lines.collect::<Vec<_>>().join("; ");
                let fields = flaws.iter().map(|(key, flaw)| Field {
                    name: format!("texts.{key}"),
                    code: code_of(flaw).to_owned(),
                });
                Self::wrong("field_wrong", &detail).with_fields(fields.collect())
            }
            WordingError::Store(error) => error.into(),
        }
    }
}

fn code_of(flaw: &WordingFlaw) -> &'static str {
    match flaw {
        WordingFlaw::Fixed => "fixed_sentence",
        WordingFlaw::TooLong => "too_long",
        WordingFlaw::StrayBrace => "stray_brace",
        WordingFlaw::Missing(_) => "placeholder_missing",
        WordingFlaw::Unknown(_) => "placeholder_unknown",
        WordingFlaw::NotAutomatic => "not_automatic",
        WordingFlaw::Person => "claims_person",
        WordingFlaw::Named => "person_name",
    }
}
