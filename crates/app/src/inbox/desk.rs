//! What agents do with received requests.

use chrono::{DateTime, Utc};
use lotse_channels::files::FilesFlaw;
use lotse_domain::ids::{BrandId, ConversationId, MessageId};
use lotse_domain::inbox::{Author, Content, Message, Place};
use lotse_store::{ConversationLine, NewMessage, StoreError, View};

use crate::App;
use crate::access::{May, ReadInbox, WriteInbox};

/// A conversation with its newest messages.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The conversation as listed.
    pub line: ConversationLine,
    /// The newest 200 messages, oldest first.
    pub messages: Vec<Message>,
}

/// Why nothing was done with a conversation.
#[derive(Debug, thiserror::Error)]
pub enum InboxError {
    /// No such conversation.
    #[error("no such conversation")]
    NotFound,
    /// The note or message is empty.
    #[error("nothing is written")]
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
    /// Another agent has the conversation; names them.
    #[error("`{0}` has the conversation")]
    Taken(String),
    /// Only an agent can do this, no key.
    #[error("only an agent can do this")]
    AgentsOnly,
    /// The contact wrote by the form and cannot be answered here.
    #[error("the contact wrote by the form")]
    NotAChat,
    /// Somebody changed the conversation at the same time; the same call again will do.
    #[error("somebody was quicker")]
    Busy,
    /// The store failed; nothing was changed.
    #[error("could not save")]
    Store(#[from] StoreError),
}

impl App {
    /// Conversations of a brand, newest change first.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn conversations(
        &self,
        _may: &May<ReadInbox>,
        (brand, view): (BrandId, View),
        before: Option<(DateTime<Utc>, ConversationId)>,
        limit: usize,
    ) -> Result<Vec<ConversationLine>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.store.read().await?.conversations(brand, view, before, limit).await
    }

    /// How many conversations of a brand wait for an agent to take them.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn open_conversations(
        &self,
        _may: &May<ReadInbox>,
        brand: BrandId,
    ) -> Result<i64, StoreError> {
        self.store.read().await?.conversations_at(brand, Place::Queue).await
    }

    /// One conversation with its messages.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn conversation(
        &self,
        _may: &May<ReadInbox>,
        id: ConversationId,
    ) -> Result<Option<Opened>, StoreError> {
        let mut tx = self.store.read().await?;
        let Some(line) = tx.conversation(id).await? else { return Ok(None) };
        let messages = tx.messages(id, 200).await?;
        Ok(Some(Opened { line, messages }))
    }

    /// How many conversations of a brand stand in these lists of the desk, in the same order.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn conversations_at(
        &self,
        _may: &May<ReadInbox>,
        brand: BrandId,
        places: &[Place],
    ) -> Result<Vec<i64>, StoreError> {
        let mut tx = self.store.read().await?;
        let mut counts = Vec::with_capacity(places.len());
        for place in places {
            counts.push(tx.conversations_at(brand, *place).await?);
        }
        Ok(counts)
    }

    /// Adds a note for the team.
    ///
    /// # Errors
    /// See [`InboxError`].
    pub async fn add_note(
        &self,
        may: &May<WriteInbox>,
        id: ConversationId,
        text: &str,
    ) -> Result<Message, InboxError> {
        let text: String = text.trim().chars().take(10_000).collect();
        if text.is_empty() {
            return Err(InboxError::Empty);
        }
        let now = self.now();
        let mut tx = self.store.begin().await?;
        tx.conversation(id).await?.ok_or(InboxError::NotFound)?;
        let note = NewMessage {
            id: MessageId(self.fresh_id()),
            author: Author::Note,
            agent: may.agent_id(),
            text: text.clone(),
            files: Vec::new(),
            key: None,
            content: Content::Text,
        };
        let seq = tx.add_message(id, &note, now).await?;
        let line = tx.tell(id).await?;
        tx.commit().await?;
        self.hub.changed(line, Vec::new());
        Ok(Message {
            id: note.id,
            conversation: id,
            author: Author::Note,
            agent_name: may.agent().map(|it| it.name.clone()),
            text,
            files: Vec::new(),
            at: now,
            seq,
            key: None,
            content: Content::Text,
        })
    }
}
