//! Conversations and the messages in them.

mod blanks;
mod callback;
mod card;
mod chat;
mod draft;
mod events;
mod greeting;
mod joined;
mod known;
mod mentions;
mod need;
mod next;
mod spoken;
mod terms;
mod turn;
mod wording;

use chrono::{DateTime, Utc};

use crate::actions::Task;
use crate::ids::{BrandId, ContactId, ConversationId, FileId, MessageId};
use crate::locale::Locale;

pub use blanks::Blanks;
pub use callback::{Callback, CallbackFlaw};
pub use card::{Attempt, Card, Mood, Tried};
pub use chat::{Channel, Content, HandOverReason, Holder, Place, Receipt, Shown};
pub use draft::{Draft, DraftKind};
pub use events::{PageEvent, with_events};
pub use greeting::{Greeting, Situation, Welcome, decide_welcome, is_about_orders};
pub use known::{Fact, Known, already_known, known_facts};
pub use mentions::mentioned;
pub use need::{Need, need_of};
pub use next::next_first;
pub use spoken::spoken;
pub use terms::{sought_reference, sought_terms, terms_of};
pub use turn::{Facts, Heard, Turn, decide_turn, misses_after};
pub use wording::{
    BOT_NAME, Claims, DISCLOSURE, Proposed, WORDING_CHARS, Wording, WordingFlaw, check_wording,
    may_be_worded,
};

/// A thread of messages with one contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversation {
    /// Identifies it for good.
    pub id: ConversationId,
    /// The short number people say on the phone; unique in the installation.
    pub reference: i64,
    /// The brand it was opened at.
    pub brand: BrandId,
    /// Who asks.
    pub contact: ContactId,
    /// The language it is held in.
    pub locale: Locale,
    /// What the contact did before: page, searches, answers shown.
    pub trail: Trail,
    /// Where it stands.
    pub status: Status,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// How it came in.
    pub channel: Channel,
    /// Whose turn it is to answer.
    pub holder: Holder,
    /// Counts the changes of holder, status and messages; who acts on what they have seen names it.
    pub version: i64,
    /// The number of the newest message that is not a note; 0 when there is none.
    pub last_seq: i64,
    /// How often Lotse did not know or was told that its answer did not help.
    pub misses: i64,
    /// What the agent is told; there once it was handed over.
    pub card: Option<Card>,
    /// What Lotse is doing for the contact.
    pub task: Option<Task>,
    /// Out of the way until then.
    pub snoozed_until: Option<DateTime<Utc>>,
    /// Up to which message the contact has seen it.
    pub seen_by_contact: i64,
    /// Up to which message an agent has seen it.
    pub seen_by_agent: i64,
    /// What it needs of the agent who takes it.
    pub need: Need,
}

/// Where a conversation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Somebody has to act.
    Open,
    /// The contact has to answer.
    Waiting,
    /// Done.
    Resolved,
}

impl Status {
    /// All statuses, in the order of a conversation's life.
    pub const ALL: [Self; 3] = [Self::Open, Self::Waiting, Self::Resolved];

    /// Its name in tables and the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Waiting => "waiting",
            Self::Resolved => "resolved",
        }
    }

    /// The status of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}

/// What a contact did before writing, so that nobody has to ask again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trail {
    /// The address of the page the form was on, at most 2,000 characters.
    pub page: Option<String>,
    /// What was searched for, oldest first, at most 20.
    pub searches: Vec<String>,
    /// Titles of the answers shown before sending, at most 20.
    pub answers: Vec<String>,
    /// Titles of the articles opened, oldest first, at most 20.
    pub read: Vec<String>,
    /// What the page said that happened on it, oldest first, see [`with_events`].
    pub events: Vec<PageEvent>,
}

impl Trail {
    /// Cuts everything to the bounds named at the fields, so that a hostile page cannot fill
    /// the database.
    #[must_use]
    pub fn bounded(self) -> Self {
        let cut = |list: Vec<String>| {
            list.into_iter().take(20).map(|it| it.chars().take(300).collect()).collect()
        };
        Self {
            page: self.page.map(|it| it.chars().take(2_000).collect()),
            searches: cut(self.searches),
            answers: cut(self.answers),
            read: cut(self.read),
            events: with_events(&self.events, &[]),
        }
    }
}

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    /// The contact.
    Contact,
    /// An agent, to the contact.
    Agent,
    /// An agent, for the team only.
    Note,
    /// Lotse itself; always shown as automatic.
    Machine,
}

impl Author {
    /// Its name in tables and the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Agent => "agent",
            Self::Note => "note",
            Self::Machine => "machine",
        }
    }

    /// The author of that name; unknown names read as a note, which never leaves the desk.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        match name {
            "contact" => Self::Contact,
            "agent" => Self::Agent,
            "machine" => Self::Machine,
            _ => Self::Note,
        }
    }
}

/// One entry of a conversation.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Identifies it for good.
    pub id: MessageId,
    /// The conversation it is in.
    pub conversation: ConversationId,
    /// Who wrote it.
    pub author: Author,
    /// The name of the agent who wrote it or did what it says.
    pub agent_name: Option<String>,
    /// Plain text.
    pub text: String,
    /// Files sent with it, in the order they were chosen.
    pub files: Vec<Attachment>,
    /// When it was stored.
    pub at: DateTime<Utc>,
    /// Its number in the conversation: 1, 2, 3 … without a gap. A note has the number of the
    /// message before it, since contacts must not even see that there is one.
    pub seq: i64,
    /// The sender's own id: what is sent twice with one is stored once.
    pub key: Option<String>,
    /// What it is about.
    pub content: Content,
}

/// A file sent with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Where it is stored.
    pub file: FileId,
    /// What the sender called it, made harmless.
    pub name: String,
    /// Its size.
    pub size_bytes: i64,
    /// Its media type, told by its content; empty where nobody looked.
    pub mime: String,
}

/// Whether a file of this media type, told by its content, is shown in place. All others are
/// downloads: drawings and documents can act, pictures cannot.
#[must_use]
pub fn is_picture(mime: &str) -> bool {
    matches!(mime, "image/png" | "image/jpeg" | "image/gif" | "image/webp")
}

/// Makes a file name harmless: no path, no invisible or control characters, no leading or
/// trailing dots and blanks, at most 120 characters; `file` when nothing is left.
#[must_use]
pub fn safe_file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_fine = |it: &char| !is_unseen(*it) && !"<>:\"|?*".contains(*it);
    let visible: String = last.chars().filter(is_fine).take(120).collect();
    let trimmed = visible.trim_matches(|it: char| it == '.' || it.is_whitespace());
    if trimmed.is_empty() { "file".to_owned() } else { trimmed.to_owned() }
}

/// Characters nobody sees, or that turn the direction of what is read: controls, zero widths,
/// overrides, fillers, tags, separators of lines.
fn is_unseen(it: char) -> bool {
    it.is_control()
        || matches!(it, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{3164}'
            | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pictures_that_cannot_act_are_shown_in_place() {
        for mime in ["image/png", "image/jpeg", "image/gif", "image/webp"] {
            assert!(is_picture(mime), "{mime}");
        }
        for mime in ["image/svg+xml", "application/pdf", "text/html", "video/mp4", ""] {
            assert!(!is_picture(mime), "{mime}");
        }
    }

    #[track_caller]
    fn check(name: &str, expect: &str) {
        assert_eq!(safe_file_name(name), expect);
    }

    #[test]
    fn file_names_lose_their_tricks_and_keep_their_words() {
        check("Rechnung März.pdf", "Rechnung März.pdf");
        check("../../etc/passwd", "passwd");
        check("C:\\temp\\a.png", "a.png");
        check("\u{200b}.htaccess", "htaccess");
        check("a\u{202e}gpj.exe", "agpj.exe");
        check("a\0b.txt. ", "ab.txt");
        check("b\u{ad}i\u{2028}l\u{3164}d\u{e0041}.png", "bild.png");
        check("...", "file");
        assert!(safe_file_name(&"ä".repeat(300)).chars().count() <= 120);
    }

    #[test]
    fn a_trail_is_bounded() {
        let many = vec!["x".repeat(1_000); 50];
        let trail = Trail {
            page: Some("p".repeat(9_000)),
            searches: many.clone(),
            answers: many.clone(),
            read: many,
            ..Trail::default()
        }
        .bounded();
        assert_eq!(trail.page.map(|it| it.len()), Some(2_000));
        assert_eq!((trail.searches.len(), trail.answers.len(), trail.read.len()), (20, 20, 20));
        assert!(trail.searches.iter().all(|it| it.len() == 300));
    }
}
