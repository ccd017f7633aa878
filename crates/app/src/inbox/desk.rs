//! What agents do with received requests.

use chrono::{DateTime, Utc};
use lotse_domain::ids::{BrandId, ConversationId, FileId, MessageId};
use lotse_domain::inbox::{Author, Message, Status};
use lotse_store::{ConversationLine, NewMessage, StoreError, StoredFile};

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
    /// The note is empty.
    #[error("the note is empty")]
    Empty,
    /// The store failed; nothing was changed.
    #[error("could not save")]
    Store(#[from] StoreError),
}

impl App {
    /// Conversations of a brand in one status, newest change first.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn conversations(
        &self,
        _may: &May<ReadInbox>,
        (brand, status): (BrandId, Status),
        before: Option<(DateTime<Utc>, ConversationId)>,
        limit: usize,
    ) -> Result<Vec<ConversationLine>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.store.read().await?.conversations(brand, status, before, limit).await
    }

    /// How many conversations of a brand are open.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn open_conversations(
        &self,
        _may: &May<ReadInbox>,
        brand: BrandId,
    ) -> Result<i64, StoreError> {
        self.store.read().await?.conversations_in(brand, Status::Open).await
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

    /// Changes where a conversation stands. Safe to call twice.
    ///
    /// # Errors
    /// See [`InboxError`].
    pub async fn set_status(
        &self,
        _may: &May<WriteInbox>,
        id: ConversationId,
        status: Status,
    ) -> Result<(), InboxError> {
        let mut tx = self.store.begin().await?;
        let line = tx.conversation(id).await?.ok_or(InboxError::NotFound)?;
        tx.set_status(&line.conversation, status, self.now()).await?;
        tx.commit().await?;
        Ok(())
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
        };
        tx.add_message(id, &note, now).await?;
        tx.commit().await?;
        let files = Vec::new();
        Ok(Message { id: note.id, conversation: id, author: Author::Note, text, files, at: now })
    }

    /// A file that came with a message.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn received_file(
        &self,
        _may: &May<ReadInbox>,
        id: FileId,
    ) -> Result<Option<StoredFile>, StoreError> {
        self.store.read().await?.file(id).await
    }
}
