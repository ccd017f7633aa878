//! What Lotse does for customers in other systems, and the task a conversation carries meanwhile.

mod fill;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::contacts::{Email, Proof};
use crate::ids::{ActionId, BrandId, ContactId, ConversationId, RunId};
use crate::inbox::Channel;

pub use fill::{fill, is_iso_date};

/// What a conversation carries while Lotse does something for the contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Identifies this one attempt; the other system hears it as the key of the call, so that
    /// nothing is done twice.
    pub run: RunId,
    /// What is to be done.
    pub action: ActionId,
    /// The action's name among programs.
    pub name: String,
    /// Its name among people, in the conversation's language.
    pub title: String,
    /// Where it stands.
    pub step: Step,
    /// The sentence to show above.
    pub text: String,
    /// What to ask now, in this order.
    pub fields: Vec<Field>,
    /// What is about to be done, as names and values; only before the confirmation.
    pub summary: Vec<(String, String)>,
    /// What is known so far, by field.
    pub values: BTreeMap<String, String>,
    /// What people read for the values of choices, by field.
    pub shown: BTreeMap<String, String>,
    /// Where a code was sent to that is waited for.
    pub code_sent_to: Option<Email>,
}

/// Where a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The contact has to show who they are.
    Prove,
    /// Something is missing.
    Fields,
    /// The contact has to say yes.
    Confirm,
    /// The other system is at it.
    Running,
}

impl Step {
    /// All steps, in their order.
    pub const ALL: [Self; 4] = [Self::Prove, Self::Fields, Self::Confirm, Self::Running];

    /// Its name in tables and the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Prove => "prove",
            Self::Fields => "fields",
            Self::Confirm => "confirm",
            Self::Running => "running",
        }
    }

    /// The step of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}

/// Something a task asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name among programs.
    pub key: String,
    /// What is typed there.
    pub kind: Kind,
    /// Its name among people.
    pub label: String,
    /// How to fill it in; may be empty.
    pub hint: String,
    /// Whether nothing goes on without it.
    pub is_required: bool,
    /// What was typed so far; may be empty.
    pub value: String,
    /// The longest text, in characters.
    pub max_length: usize,
    /// What can be chosen.
    pub options: Vec<Choice>,
    /// What is wrong with the value, as a sentence.
    pub error: Option<String>,
    /// What browsers may fill in, as in HTML.
    pub autocomplete: Option<String>,
}

/// What is typed into a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    Text,
    /// An e-mail address.
    Email,
    /// A day, as `2026-11-27`.
    Date,
    /// The six digits of a code.
    Code,
    /// One of the options.
    Choice,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Text, Self::Email, Self::Date, Self::Code, Self::Choice];

    /// Its name in tables and the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Email => "email",
            Self::Date => "date",
            Self::Code => "code",
            Self::Choice => "choice",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// As the other system knows it.
    pub value: String,
    /// As people read it.
    pub label: String,
}

/// All that the next step of a task depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// How well the contact is known.
    pub proof: Proof,
    /// How well the contact must be known.
    pub needed: Proof,
    /// Whether the contact's e-mail address is known.
    pub has_email: bool,
    /// Whether a field is missing or wrong.
    pub is_incomplete: bool,
    /// Whether the contact has to say yes to what is known now before it is done.
    pub needs_yes: bool,
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Ask the contact.
    Ask(Step),
    /// Have it done.
    Do,
}

/// Decides what comes next. Nothing is asked, let alone done, before the contact is known well
/// enough; nothing is changed without a yes to exactly that.
#[must_use]
pub fn next(facts: &Facts) -> Next {
    let is_known =
        facts.needed <= facts.proof && (facts.needed < Proof::Claimed || facts.has_email);
    if !is_known {
        return Next::Ask(Step::Prove);
    }
    if facts.is_incomplete {
        return Next::Ask(Step::Fields);
    }
    if facts.needs_yes {
        return Next::Ask(Step::Confirm);
    }
    Next::Do
}

/// One attempt to do something in another system, kept for good: the ledger of what Lotse did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Identifies it; also the key the other system heard.
    pub id: RunId,
    /// What was to be done.
    pub action: ActionId,
    /// The action's name at that time.
    pub name: String,
    /// The brand.
    pub brand: BrandId,
    /// Where it was asked for.
    pub conversation: ConversationId,
    /// By whom.
    pub contact: ContactId,
    /// How the contact wrote.
    pub channel: Channel,
    /// What came of it.
    pub outcome: Outcome,
    /// What was sent, by field.
    pub values: BTreeMap<String, String>,
    /// What the other system answered, as JSON; empty until then.
    pub result: String,
    /// The other system's word for its refusal; empty where it did not refuse.
    pub code: String,
    /// When it was begun.
    pub started_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Until when it can be undone.
    pub undo_until: Option<DateTime<Utc>>,
}

/// What came of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// The other system is at it.
    Running,
    /// It is done.
    Done,
    /// The other system said no.
    Refused,
    /// The other system could not be reached, and nothing was changed.
    Unreachable,
    /// Nobody knows whether it was done.
    Uncertain,
    /// It was done and then undone.
    Undone,
}

impl Outcome {
    /// All outcomes.
    pub const ALL: [Self; 6] = [
        Self::Running,
        Self::Done,
        Self::Refused,
        Self::Unreachable,
        Self::Uncertain,
        Self::Undone,
    ];

    /// Its name in tables and the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Unreachable => "unreachable",
            Self::Uncertain => "uncertain",
            Self::Undone => "undone",
        }
    }

    /// The outcome of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const READY: Facts = Facts {
        proof: Proof::Possession,
        needed: Proof::Possession,
        has_email: true,
        is_incomplete: false,
        needs_yes: false,
    };

    #[track_caller]
    fn check(facts: Facts, expect: Next) {
        assert_eq!(next(&facts), expect, "{facts:?}");
    }

    #[test]
    fn nothing_is_done_before_everything_is_known_and_said() {
        check(READY, Next::Do);
        check(Facts { proof: Proof::Claimed, ..READY }, Next::Ask(Step::Prove));
        check(Facts { has_email: false, ..READY }, Next::Ask(Step::Prove));
        check(Facts { is_incomplete: true, ..READY }, Next::Ask(Step::Fields));
        check(Facts { needs_yes: true, ..READY }, Next::Ask(Step::Confirm));
    }

    #[test]
    fn who_it_is_comes_first() {
        let nothing = Facts { proof: Proof::Device, is_incomplete: true, needs_yes: true, ..READY };
        check(nothing, Next::Ask(Step::Prove));
    }

    #[test]
    fn what_anybody_may_do_asks_for_no_address() {
        let anybody =
            Facts { proof: Proof::Device, needed: Proof::Device, has_email: false, ..READY };
        check(anybody, Next::Do);
    }

    #[test]
    fn names_read_back() {
        assert!(Step::ALL.into_iter().all(|it| Step::from_name(it.as_str()) == Some(it)));
        assert!(Kind::ALL.into_iter().all(|it| Kind::from_name(it.as_str()) == Some(it)));
        assert!(Outcome::ALL.into_iter().all(|it| Outcome::from_name(it.as_str()) == Some(it)));
    }
}
