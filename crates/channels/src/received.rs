//! What a mail that came asks, in its writer's own words, or why it asks nothing.

mod body;
mod html;
mod masked;

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::str::FromStr;

use lotse_text::own_words::{asks, is_answer, is_automatic, own_words, telling_subject};
use mail_parser::{HeaderName, Message, MessageParser};

pub use masked::masked;

/// Characters of a question that are kept: two pages. Who writes more has said it by then.
const MOST_CHARS: usize = 6_000;

/// Names of mailboxes nobody writes from.
const MACHINES: [&str; 7] = [
    "mailer-daemon",
    "postmaster",
    "no-reply",
    "noreply",
    "do-not-reply",
    "donotreply",
    "no_reply",
];

/// Values of `Precedence` that mark mails to many or by machines.
const TO_MANY: [&str; 4] = ["bulk", "list", "junk", "auto_reply"];

/// Why a mail is no question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Aside {
    /// The company wrote it.
    Own,
    /// A machine wrote it, or it went to many.
    Automatic,
    /// It answers another mail, and neither asks nor wants anything.
    NoQuestion,
    /// Nothing is left without quotes, greeting and signature.
    Empty,
    /// It is no mail, encrypted, or its letters cannot be made out.
    Unreadable,
    /// It was there before.
    Twice,
}

impl Aside {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 6] =
        [Self::Own, Self::Automatic, Self::NoQuestion, Self::Empty, Self::Unreadable, Self::Twice];

    /// Its name for programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Automatic => "automatic",
            Self::NoQuestion => "no_question",
            Self::Empty => "empty",
            Self::Unreadable => "unreadable",
            Self::Twice => "twice",
        }
    }
}

/// An address of the company, or a domain with all addresses in it and below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnAddress(String);

/// It is neither an address nor a domain.
#[derive(Debug, thiserror::Error)]
#[error("expected an address or a domain")]
pub struct NoAddress;

impl FromStr for OwnAddress {
    type Err = NoAddress;

    fn from_str(text: &str) -> Result<Self, NoAddress> {
        let text = text.trim().trim_start_matches('@').to_lowercase();
        let is_odd = |it: char| it.is_whitespace() || matches!(it, '<' | '>' | ',' | '/');
        let parts: Vec<&str> = text.split('@').collect();
        if parts.len() > 2 || parts.iter().any(|it| it.is_empty()) || text.contains(is_odd) {
            return Err(NoAddress);
        }
        Ok(Self(text))
    }
}

impl OwnAddress {
    fn has(&self, address: &str) -> bool {
        if self.0.contains('@') {
            return self.0 == address;
        }
        let domain = address.rsplit('@').next().unwrap_or_default();
        domain.strip_suffix(&self.0).is_some_and(|it| it.is_empty() || it.ends_with('.'))
    }
}

/// Takes mails apart; remembers which it has seen, by number, so that none counts twice.
#[derive(Debug, Default)]
pub struct Received {
    own: Vec<OwnAddress>,
    seen: HashSet<u64>,
    key: RandomState,
}

impl Received {
    /// Takes mails apart that these have not written.
    #[must_use]
    pub fn new(own: Vec<OwnAddress>) -> Self {
        Self { own, ..Self::default() }
    }

    /// What the mail asks: its subject, if it says something, and its writer's own words.
    ///
    /// # Errors
    /// Why it asks nothing.
    pub fn question(&mut self, mail: &[u8]) -> Result<String, Aside> {
        let head = MessageParser::default().parse_headers(mail).ok_or(Aside::Unreadable)?;
        // Without these it is any text that has a colon in it.
        if head.from().is_none() && head.subject().is_none() && head.date().is_none() {
            return Err(Aside::Unreadable);
        }
        if !self.seen.insert(self.number(&head, mail)) {
            return Err(Aside::Twice);
        }
        let writer = self.writer(&head).ok_or(Aside::Own)?;
        let subject = head.subject().unwrap_or_default();
        if is_by_machine(&head, &writer) || is_automatic(subject) {
            return Err(Aside::Automatic);
        }
        let text = body::text_of(mail).ok_or(Aside::Unreadable)?;
        let own = own_words(&text);
        let is_reply = is_answer(subject)
            || head.header(HeaderName::InReplyTo).is_some_and(|it| !it.is_empty())
            || head.header(HeaderName::References).is_some_and(|it| !it.is_empty());
        if is_reply && own.is_empty() {
            return Err(Aside::Empty);
        }
        if is_reply && !asks(&own) {
            return Err(Aside::NoQuestion);
        }
        let subject = telling_subject(subject).filter(|it| !own.contains(it));
        let said: Vec<&str> = subject.into_iter().chain([own.as_str()]).collect();
        let said: String = said.join("\n").trim().chars().take(MOST_CHARS).collect();
        if said.chars().any(char::is_alphabetic) { Ok(said) } else { Err(Aside::Empty) }
    }

    /// A number by which the mail is known again.
    fn number(&self, head: &Message, mail: &[u8]) -> u64 {
        match head.message_id() {
            Some(id) => self.key.hash_one(id),
            None => self.key.hash_one(mail),
        }
    }

    /// Who wrote it, in small letters; `None` for the company. Forms send in the company's name and
    /// say whom to answer.
    fn writer(&self, head: &Message) -> Option<String> {
        let address = |of: Option<&mail_parser::Address>| {
            of.and_then(|it| it.first()).and_then(|it| it.address()).map(str::to_lowercase)
        };
        let is_own = |it: &String| self.own.iter().any(|own| own.has(it));
        let from = address(head.from()).unwrap_or_default();
        if !is_own(&from) && !is_machine(&from) {
            return Some(from);
        }
        let answered = address(head.reply_to()).filter(|it| !is_own(it));
        if is_own(&from) { answered } else { answered.or(Some(from)) }
    }
}

fn is_machine(address: &str) -> bool {
    let name = address.split('@').next().unwrap_or_default();
    MACHINES.contains(&name)
}

fn is_by_machine(head: &Message, writer: &str) -> bool {
    let raw = |name: &'static str| head.header_raw(name).map(|it| it.trim().to_lowercase());
    let is_submitted = raw("Auto-Submitted").is_some_and(|it| !it.is_empty() && it != "no");
    let is_to_many = raw("Precedence").is_some_and(|it| TO_MANY.contains(&it.as_str()));
    let is_bounce = raw("Return-Path").is_some_and(|it| it == "<>");
    let is_list = head.header(HeaderName::ListId).is_some()
        || head.header(HeaderName::ListUnsubscribe).is_some();
    let answers_by_itself = raw("X-Autoreply").or(raw("X-Autorespond")).is_some();
    let is_report = body::is_of_type(head, "multipart", "report");
    let by_header = is_submitted || is_to_many || is_bounce || is_list;
    by_header || answers_by_itself || is_report || is_machine(writer)
}

#[cfg(test)]
mod tests;
