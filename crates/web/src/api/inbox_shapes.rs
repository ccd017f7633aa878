//! How conversations look as JSON at the desk.

use chrono::{DateTime, Utc};
use lotse_app::ConversationLine;
use lotse_app::inbox::Opened;
use lotse_domain::inbox::{
    Author, Callback, Card, Content, Draft, Message, PageEvent, Shown, is_picture,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::task_shapes::{AttemptJson, ReceiptJson, TaskJson};
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
    pub(super) id: String,
    pub(super) name: String,
}

/// A conversation in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ConversationJson {
    id: String,
    brand: String,
    /// The number people say on the phone.
    reference: i64,
    contact: ContactJson,
    /// The beginning of the newest message of a person; empty when nobody has written.
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
    /// What the agent who takes it should know about.
    skill: Option<String>,
    /// Until then it is kept for agents who have the skill and write its language.
    reserved_until: Option<DateTime<Utc>>,
}

/// The heart of a card, for lists.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HandedOverJson {
    mood: String,
    /// `asked`, `rage`, `two_misses`, `rejected`, `topic_for_people`, `action_refused`,
    /// `action_unreachable` or `action_uncertain`.
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
            skill: it.need.skill,
            reserved_until: it.need.reserved_until,
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
    /// What the page said that happened on it, oldest first.
    events: Vec<EventJson>,
}

/// Something that happened on a page, in the page's words.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EventJson {
    name: String,
    properties: Vec<PropertyJson>,
    at: DateTime<Utc>,
}

/// What belongs to it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PropertyJson {
    name: String,
    value: String,
}

impl From<&PageEvent> for EventJson {
    fn from(it: &PageEvent) -> Self {
        let properties = it.properties().iter();
        let property = |(name, value): &(String, String)| PropertyJson {
            name: name.clone(),
            value: value.clone(),
        };
        Self {
            name: it.name().to_owned(),
            properties: properties.map(property).collect(),
            at: it.at(),
        }
    }
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
    /// What Lotse began to do and could not finish.
    attempt: Option<AttemptJson>,
    /// When the contact wants to be called.
    callback: Option<CallbackJson>,
    /// `neutral` or `upset`.
    mood: String,
    /// `asked`, `rage`, `two_misses`, `rejected`, `topic_for_people`, `action_refused`,
    /// `action_unreachable` or `action_uncertain`.
    reason: String,
}

/// When and where a contact wants to be called.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CallbackJson {
    /// With its country code; claimed.
    phone: String,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    /// Where the clock hangs by which it was chosen, an IANA name.
    time_zone: String,
}

impl From<Callback> for CallbackJson {
    fn from(it: Callback) -> Self {
        Self {
            phone: it.phone.as_str().to_owned(),
            from: it.window.from,
            until: it.window.until,
            time_zone: it.zone.name().to_owned(),
        }
    }
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
            attempt: it.attempt.map(Into::into),
            callback: it.callback.map(Into::into),
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
    /// `text`, `answer`, `suggestions`, `unknown`, `receipt`, `handed_over`, `taken`, `left`,
    /// `resolved`, `reopened` or, in notes, `mail_failed`.
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
    /// What was done in another system.
    receipt: Option<ReceiptJson>,
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
        let (mut article, mut items, mut receipt) = (None, Vec::new(), None);
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
            Content::Receipt(it) => receipt = Some(it.into()),
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
            receipt,
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
    /// What Lotse is doing for the contact.
    task: Option<TaskJson>,
    /// The newest 200, oldest first.
    messages: Vec<MessageJson>,
    /// What the agent who asks has not sent yet.
    drafts: Vec<DraftJson>,
    /// Whether a note names that agent, who has not looked since.
    is_mentioned: bool,
}

/// A text that was not sent yet.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DraftJson {
    /// `reply` or `note`.
    kind: String,
    /// Empty once it was sent.
    text: String,
    /// To be named when it is kept again.
    version: i64,
}

impl OpenedJson {
    pub(super) fn new(web: &Web, it: Opened) -> Self {
        let of = &it.line.conversation;
        let home = whole_home_of(&web.config, &web.app.current(), of.brand);
        let trail = of.trail.clone();
        let (card, task) = (of.card.clone(), of.task.as_ref().map(Into::into));
        Self {
            conversation: it.line.into(),
            trail: TrailJson {
                page: trail.page,
                searches: trail.searches,
                answers: trail.answers,
                events: trail.events.iter().map(Into::into).collect(),
                read: trail.read,
            },
            card: card.map(Into::into),
            task,
            drafts: it.drafts.into_iter().map(draft).collect(),
            is_mentioned: it.is_mentioned,
            messages: it.messages.into_iter().map(|it| MessageJson::new(&home, it)).collect(),
        }
    }
}

fn draft(it: Draft) -> DraftJson {
    DraftJson { kind: it.kind.as_str().to_owned(), text: it.text, version: it.version }
}
