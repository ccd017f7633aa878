//! What a chat has beyond a form: who holds it, and what its messages are about.

use crate::ids::{AgentId, ArticleId, QuestionId};
use crate::locale::Locale;

use super::{Conversation, Status};

/// How a conversation came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channel {
    /// By the contact form.
    Form,
    /// By the chat.
    Chat,
}

impl Channel {
    /// Its name in tables and the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Chat => "chat",
        }
    }

    /// The channel of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Form, Self::Chat].into_iter().find(|it| it.as_str() == name)
    }
}

/// Whose turn it is to answer a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holder {
    /// Lotse itself; every message of it says that it is automatic.
    Machine,
    /// Nobody yet: it waits for an agent.
    Queue,
    /// This agent; Lotse says nothing any more.
    Agent(AgentId),
}

impl Holder {
    /// Its name in tables and the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Machine => "machine",
            Self::Queue => "queue",
            Self::Agent(_) => "agent",
        }
    }

    /// The holder of that name; `agent` is who, where it is an agent.
    #[must_use]
    pub fn from_name(name: &str, agent: Option<AgentId>) -> Option<Self> {
        match (name, agent) {
            ("machine", _) => Some(Self::Machine),
            ("queue", _) => Some(Self::Queue),
            ("agent", Some(agent)) => Some(Self::Agent(agent)),
            _ => None,
        }
    }

    /// The agent who holds it, if one does.
    #[must_use]
    pub fn agent(self) -> Option<AgentId> {
        match self {
            Self::Agent(agent) => Some(agent),
            Self::Machine | Self::Queue => None,
        }
    }
}

/// The list of the desk a conversation stands in; always exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// Lotse talks, and agents may look on.
    Bot,
    /// It waits for an agent.
    Queue,
    /// This agent has it.
    Of(AgentId),
    /// It comes back by itself.
    Snoozed,
    /// It is done.
    Resolved,
}

impl Conversation {
    /// The list of the desk it stands in.
    #[must_use]
    pub fn place(&self) -> Place {
        match (self.status, self.snoozed_until, self.holder) {
            (Status::Resolved, ..) => Place::Resolved,
            (_, Some(_), _) => Place::Snoozed,
            (_, None, Holder::Machine) => Place::Bot,
            (_, None, Holder::Queue) => Place::Queue,
            (_, None, Holder::Agent(agent)) => Place::Of(agent),
        }
    }

    /// How many messages the contact sent or got since an agent last looked.
    #[must_use]
    pub fn unread(&self) -> i64 {
        (self.last_seq - self.seen_by_agent).max(0)
    }
}

/// An article as it was shown in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The article.
    pub article: ArticleId,
    /// Its title at that time.
    pub title: String,
    /// The language it was shown in.
    pub locale: Locale,
    /// Its name in addresses at that time.
    pub slug: String,
    /// The heading to go to.
    pub anchor: Option<String>,
}

/// What a message is about.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// What somebody wrote.
    Text,
    /// Lotse gives an article as the answer.
    Answer {
        /// The article.
        shown: Shown,
        /// Whether Lotse promised that it answers; otherwise the contact chose it.
        is_sure: bool,
        /// How sure it was, in [0, 1].
        confidence: f64,
        /// The question it answers, for learning.
        question: Option<QuestionId>,
        /// Whether the contact said that it helped.
        helped: Option<bool>,
    },
    /// Lotse offers articles that may fit; at most five.
    Suggestions {
        /// Best first.
        items: Vec<Shown>,
        /// The question they may answer, for learning.
        question: Option<QuestionId>,
    },
    /// Lotse says that it does not know.
    Unknown,
    /// Lotse hands the conversation to a person.
    HandedOver(HandOverReason),
    /// An agent took the conversation.
    Taken,
    /// The agent gave it back.
    Left,
    /// It was closed.
    Resolved,
    /// It was opened again.
    Reopened,
    /// A mail about the conversation did not reach this address; only in notes.
    MailFailed(String),
}

impl Content {
    /// Its name in tables and the API.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Answer { .. } => "answer",
            Self::Suggestions { .. } => "suggestions",
            Self::Unknown => "unknown",
            Self::HandedOver(_) => "handed_over",
            Self::Taken => "taken",
            Self::Left => "left",
            Self::Resolved => "resolved",
            Self::Reopened => "reopened",
            Self::MailFailed(_) => "mail_failed",
        }
    }
}

/// Why a conversation was handed to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HandOverReason {
    /// The contact asked for a person.
    Asked,
    /// The contact is upset.
    Rage,
    /// Lotse did not know twice.
    TwoMisses,
    /// The contact said that the answer did not help.
    Rejected,
    /// The brand leaves it to people.
    TopicForPeople,
}

impl HandOverReason {
    /// All reasons.
    pub const ALL: [Self; 5] =
        [Self::Asked, Self::Rage, Self::TwoMisses, Self::Rejected, Self::TopicForPeople];

    /// Its name in tables and the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Rage => "rage",
            Self::TwoMisses => "two_misses",
            Self::Rejected => "rejected",
            Self::TopicForPeople => "topic_for_people",
        }
    }

    /// The reason of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}
