//! How conversations look as JSON at the desk.

use chrono::{DateTime, Utc};
use lotse_app::ConversationLine;
use lotse_app::inbox::Opened;
use lotse_domain::inbox::{Author, Card, Content, Message, Shown, is_picture};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Web;
use crate::root::{address_in, whole_home_of};

/// Who asks.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ContactJson {
    name: String,
    /// Claimed, unless `is_email_proven`.
    email: Option<String>,
    /// How well the contact has proven who they are: `device`, `claimed`, `possession`,
    /// `signed_in` or `stepped_up`.
    proof: String,
    is_email_proven: bool,
}

/// An agent.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HolderJson {
    id: String,
    name: String,
}

/// A conversation in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ConversationJson {
    id: String,
    brand: String,
    /// The number people say on the phone.
    reference: i64,
    contact: ContactJson,
    /// The beginning of the newest message.
    preview: String,
    status: String,
    /// `form` or `chat`.
    channel: String,
    /// `machine`, `queue` or `agent`.
    holder: String,
    /// The agent who has it.
    agent: Option<HolderJson>,
    locale: String,
    opened_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    has_files: bool,
    /// The number of its newest message.
    last_seq: i64,
    /// Messages since an agent last looked.
    unread: i64,
    /// Up to which message the contact has seen it.
    seen_by_contact: i64,
    /// Out of the way until then.
    snoozed_until: Option<DateTime<Utc>>,
    /// How the contact sounds, `neutral` or `upset`, and why it was handed over; null before that.
    handed_over: Option<HandedOverJson>,
}

/// The heart of a card, for lists.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HandedOverJson {
    mood: String,
    /// `asked`, `rage`, `two_misses`, `rejected` or `topic_for_people`.
    reason: String,
}

impl From<ConversationLine> for ConversationJson {
    fn from(line: ConversationLine) -> Self {
        let it = line.conversation;
        let agent = it.holder.agent().map(|id| HolderJson {
            id: id.to_string(),
            name: line.agent_name.clone().unwrap_or_default(),
        });
        Self {
            id: it.id.to_string(),
            brand: it.brand.to_string(),
            reference: it.reference,
            contact: ContactJson {
                name: line.contact.0,
                email: line.contact.1,
                proof: line.proof.as_str().to_owned(),
                is_email_proven: line.is_email_proven,
            },
            preview: line.preview,
            status: it.status.as_str().to_owned(),
            channel: it.channel.as_str().to_owned(),
            holder: it.holder.as_str().to_owned(),
            agent,
            locale: it.locale.to_string(),
            opened_at: it.opened_at,
            updated_at: it.updated_at,
            has_files: line.has_files,
            last_seq: it.last_seq,
            unread: it.unread(),
            seen_by_contact: it.seen_by_contact,
            snoozed_until: it.snoozed_until,
            handed_over: it.card.as_ref().map(|card| HandedOverJson {
                mood: card.mood.as_str().to_owned(),
                reason: card.reason.as_str().to_owned(),
            }),
        }
    }
}

/// What the contact did before writing.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TrailJson {
    page: Option<String>,
    searches: Vec<String>,
    answers: Vec<String>,
    read: Vec<String>,
}

/// An answer that was shown.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TriedJson {
    title: String,
    /// Null when the contact did not say.
    helped: Option<bool>,
}

/// What is known when a conversation is handed over.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CardJson {
    name: String,
    email: Option<String>,
    /// `device`, `claimed`, `possession`, `signed_in` or `stepped_up`.
    proof: String,
    wish: String,
    asked: Vec<String>,
    tried: Vec<TriedJson>,
    read: Vec<String>,
    searched: Vec<String>,
    page: Option<String>,
    /// `neutral` or `upset`.
    mood: String,
    /// `asked`, `rage`, `two_misses`, `rejected` or `topic_for_people`.
    reason: String,
}

impl From<Card> for CardJson {
    fn from(it: Card) -> Self {
        let tried = it.tried.into_iter();
        Self {
            name: it.name,
            email: it.email.map(|it| it.as_str().to_owned()),
            proof: it.proof.as_str().to_owned(),
            wish: it.wish,
            asked: it.asked,
            tried: tried.map(|it| TriedJson { title: it.title, helped: it.helped }).collect(),
            read: it.read,
            searched: it.searched,
            page: it.page,
            mood: it.mood.as_str().to_owned(),
            reason: it.reason.as_str().to_owned(),
        }
    }
}

/// A file of a message.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FileJson {
    id: String,
    name: String,
    size_bytes: i64,
    /// Whether it is a picture that is shown; all other files are downloads.
    is_picture: bool,
    url: String,
}

/// An article in a message.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ShownJson {
    id: String,
    title: String,
    url: String,
}

/// One entry of a conversation.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MessageJson {
    id: String,
    /// Counts the messages; a note has the number of the message before it.
    seq: i64,
    /// `contact`, `agent`, `note` or `machine`.
    author: String,
    /// The agent's name.
    name: String,
    /// `text`, `answer`, `suggestions`, `unknown`, `handed_over`, `taken`, `left`, `resolved`,
    /// `reopened` or, in notes, `mail_failed`.
    kind: String,
    text: String,
    at: DateTime<Utc>,
    files: Vec<FileJson>,
    /// The article of an answer.
    article: Option<ShownJson>,
    /// The articles of suggestions.
    items: Vec<ShownJson>,
    /// How sure Lotse was of an answer, in [0, 1].
    confidence: Option<f64>,
    /// Whether Lotse promised that the answer is right.
    is_sure: Option<bool>,
    /// Whether the contact said that an answer helped.
    helped: Option<bool>,
    /// Why it was handed over.
    reason: Option<String>,
    /// The address a mail did not reach; the text is what its server said.
    address: Option<String>,
    /// The sender's own id; only of agents' messages.
    key: Option<String>,
}

impl MessageJson {
    /// `home` is where the brand's addresses begin; only messages with articles need it.
    pub(super) fn new(home: &str, it: Message) -> Self {
        let shown = |it: &Shown| ShownJson {
            id: it.article.to_string(),
            title: it.title.clone(),
            url: address_in(home, it),
        };
        let (mut article, mut items) = (None, Vec::new());
        let (mut confidence, mut is_sure, mut helped) = (None, None, None);
        let (mut reason, mut address) = (None, None);
        match &it.content {
            Content::Answer {
                shown: one, is_sure: sure, confidence: how, helped: said, ..
            } => {
                article = Some(shown(one));
                (confidence, is_sure, helped) = (Some(*how), Some(*sure), *said);
            }
            Content::Suggestions { items: all, .. } => items = all.iter().map(shown).collect(),
            Content::HandedOver(why) => reason = Some(why.as_str().to_owned()),
            Content::MailFailed(to) => address = Some(to.clone()),
            _ => {}
        }
        let files = it.files.into_iter().map(|file| FileJson {
            url: format!("/api/v1/files/{}", file.file),
            id: file.file.to_string(),
            name: file.name,
            size_bytes: file.size_bytes,
            is_picture: is_picture(&file.mime),
        });
        Self {
            id: it.id.to_string(),
            seq: it.seq,
            author: it.author.as_str().to_owned(),
            name: it.agent_name.unwrap_or_default(),
            kind: it.content.as_str().to_owned(),
            text: it.text,
            at: it.at,
            files: files.collect(),
            article,
            items,
            confidence,
            is_sure,
            helped,
            reason,
            address,
            key: it.key.filter(|_| it.author == Author::Agent),
        }
    }
}

/// A conversation with its messages.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OpenedJson {
    #[serde(flatten)]
    conversation: ConversationJson,
    trail: TrailJson,
    /// There once it was handed over.
    card: Option<CardJson>,
    /// The newest 200, oldest first.
    messages: Vec<MessageJson>,
}

impl OpenedJson {
    pub(super) fn new(web: &Web, it: Opened) -> Self {
        let of = &it.line.conversation;
        let home = whole_home_of(&web.config, &web.app.current(), of.brand);
        let trail = of.trail.clone();
        let card = of.card.clone();
        Self {
            conversation: it.line.into(),
            trail: TrailJson {
                page: trail.page,
                searches: trail.searches,
                answers: trail.answers,
                read: trail.read,
            },
            card: card.map(Into::into),
            messages: it.messages.into_iter().map(|it| MessageJson::new(&home, it)).collect(),
        }
    }
}
