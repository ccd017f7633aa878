//! Conversations and messages. Counters are kept in the same unit of work, so that no list ever
//! counts rows.

mod counts;
mod drafts;
mod found;
mod stored;
mod talk;
mod task;
mod visitors;
mod waiting;

use chrono::{DateTime, Utc};
use lotse_domain::contacts::Proof;
use lotse_domain::ids::{AgentId, BrandId, ContactId, ConversationId, MessageId};
use lotse_domain::inbox::{
    Attachment, Author, Channel, Content, Conversation, Holder, Need, Place, Status, Trail,
};
use lotse_domain::locale::Locale;
use uuid::Uuid;

use crate::error::StoreError;
use crate::row::values;
use crate::tx::Tx;

pub(crate) use visitors::chat_lock;
pub use visitors::{Standing, Visitor};

/// Conversations with their contact and agent.
const LINES: &str =
    "select c.*, p.name, p.email, p.proof, a.name as agent_name from conversations c
    join contacts p on p.id = c.contact left join agents a on a.id = c.agent";

/// A conversation to open.
#[derive(Debug, Clone)]
pub struct NewConversation {
    /// Its id.
    pub id: ConversationId,
    /// The brand.
    pub brand: BrandId,
    /// Who asks.
    pub contact: ContactId,
    /// The language.
    pub locale: Locale,
    /// What was done before.
    pub trail: Trail,
    /// How it came in.
    pub channel: Channel,
    /// Who is to answer.
    pub holder: Holder,
    /// What it needs of the agent who takes it.
    pub need: Need,
}

/// A message to add.
#[derive(Debug, Clone)]
pub struct NewMessage {
    /// Its id.
    pub id: MessageId,
    /// Who writes.
    pub author: Author,
    /// The agent who writes, if one does.
    pub agent: Option<AgentId>,
    /// Plain text.
    pub text: String,
    /// Files, kept before.
    pub files: Vec<Attachment>,
    /// The sender's own id, if it has one.
    pub key: Option<String>,
    /// What it is about.
    pub content: Content,
}

/// A conversation in a list.
#[derive(Debug, Clone)]
pub struct ConversationLine {
    /// The conversation.
    pub conversation: Conversation,
    /// The contact's name and address; where we know none, the one given in the chat.
    pub contact: (String, Option<String>),
    /// How well the contact has proven who they are.
    pub proof: Proof,
    /// Whether the address above is one they have proven.
    pub is_email_proven: bool,
    /// The name of the agent who holds it.
    pub agent_name: Option<String>,
    /// The beginning of the newest message of a person; empty when nobody has written.
    pub preview: String,
    /// Whether a file came with it.
    pub has_files: bool,
    /// How often its changes were told: the order of what is heard of one conversation.
    pub told: i64,
    /// The number of its newest change among those of all conversations; 0 while it has none.
    pub change: i64,
}

/// Which conversations of a brand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// All that are not resolved.
    Unresolved,
    /// Those in one status.
    In(Status),
    /// Those in one list of the desk.
    At(Place),
}

impl Tx {
    /// Opens a conversation and says its reference number.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn open_conversation(
        &mut self,
        it: &NewConversation,
        now: DateTime<Utc>,
    ) -> Result<i64, StoreError> {
        let reference = self.count_up("reference").await?;
        let opened = opened(it, reference, now);
        let mut values = values![it.id, reference, it.brand, it.contact, &it.locale, now];
        values.extend([
            stored::trail(&it.trail),
            it.channel.as_str().into(),
            it.holder.as_str().into(),
            it.holder.agent().into(),
            stored::place(opened.place()).into(),
            it.need.skill.clone().into(),
            it.need.reserved_until.into(),
        ]);
        self.run(
            "insert into conversations (id, reference, brand, contact, locale, opened_at,
             trail, updated_at, status, preview, has_files, channel, holder, agent, place, skill,
             reserved_until)
             values ($1, $2, $3, $4, $5, $6, $7, $6, 'open', '', 0, $8, $9, $10, $11, $12, $13)",
            values,
        )
        .await?;
        self.count_move(None, &opened).await?;
        self.keep_name((it.brand, it.id), it.contact).await?;
        Ok(reference)
    }

    /// Conversations of a brand, newest change first.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn conversations(
        &mut self,
        of: BrandId,
        view: View,
        before: Option<(DateTime<Utc>, ConversationId)>,
        limit: i64,
    ) -> Result<Vec<ConversationLine>, StoreError> {
        let (at, id) = before.map_or((None, None), |(at, id)| (Some(at), Some(id)));
        let (which, value) = match view {
            View::Unresolved => ("c.status <> $2", "resolved".to_owned()),
            View::In(status) => ("c.status = $2", status.as_str().to_owned()),
            View::At(place) => ("c.place = $2", stored::place(place)),
        };
        let sql = format!(
            "{LINES} where c.brand = $1 and {which} and ($3 is null or c.updated_at < $3
             or (c.updated_at = $3 and c.id < $4))
             order by c.updated_at desc, c.id desc limit $5"
        );
        let rows = self.all(&sql, values![of, value, at, id, limit]).await?;
        rows.iter().map(stored::line).collect()
    }

    /// One conversation with its contact's name and address.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn conversation(
        &mut self,
        id: ConversationId,
    ) -> Result<Option<ConversationLine>, StoreError> {
        let row = self.one(&format!("{LINES} where c.id = $1"), values![id]).await?;
        row.as_ref().map(stored::line).transpose()
    }

    /// Conversations that changed after the change of that number, in the order of changes, without
    /// those that `process` changed last.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn conversations_changed_after(
        &mut self,
        change: i64,
        process: Uuid,
        limit: i64,
    ) -> Result<Vec<ConversationLine>, StoreError> {
        let sql =
            format!("{LINES} where c.change > $1 and c.told_by <> $2 order by c.change limit $3");
        let rows = self.all(&sql, values![change, process.to_string(), limit]).await?;
        rows.iter().map(stored::line).collect()
    }
}

fn opened(it: &NewConversation, reference: i64, now: DateTime<Utc>) -> Conversation {
    Conversation {
        id: it.id,
        reference,
        brand: it.brand,
        contact: it.contact,
        locale: it.locale.clone(),
        trail: it.trail.clone(),
        status: Status::Open,
        opened_at: now,
        updated_at: now,
        channel: it.channel,
        holder: it.holder,
        version: 0,
        last_seq: 0,
        misses: 0,
        card: None,
        task: None,
        snoozed_until: None,
        seen_by_contact: 0,
        seen_by_agent: 0,
        need: it.need.clone(),
    }
}
