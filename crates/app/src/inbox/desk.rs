//! What agents do with received requests.

use chrono::{DateTime, Utc};
use lotse_channels::files::FilesFlaw;
use lotse_domain::access::{Agent, Permission};
use lotse_domain::ids::{BrandId, ConversationId, MessageId};
use lotse_domain::inbox::{Author, Content, Draft, DraftKind, Message, Place, mentioned};
use lotse_store::{ConversationLine, NewMessage, StoreError, Tx, View};

use crate::App;
use crate::access::{May, ReadInbox, WriteInbox};

/// A conversation with its newest messages.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The conversation as listed.
    pub line: ConversationLine,
    /// The newest 200 messages, oldest first.
    pub messages: Vec<Message>,
    /// What the agent who asks has not sent yet.
    pub drafts: Vec<Draft>,
    /// Whether a note names that agent, who has not looked since.
    pub is_mentioned: bool,
}

/// From here on nobody counts what is new any more.
const MOST_UNREAD: i64 = 100;

/// How many conversations of a brand stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InboxCounts {
    /// Those of the agent who asks; 0 for a key.
    pub mine: i64,
    /// Those of them with messages not seen yet, at most 100.
    pub unread: usize,
    /// Those in which a note names the agent, who has not looked since.
    pub mentions: i64,
    /// Those that wait for an agent.
    pub queue: i64,
    /// Those of them the agent is called to, at most 100: they can help, and have room for more.
    pub calling: usize,
    /// Those Lotse has.
    pub bot: i64,
    /// Those out of the way.
    pub snoozed: i64,
    /// Those that are done.
    pub resolved: i64,
    /// All that are not.
    pub unresolved: i64,
}

/// Why nothing was done with a conversation.
#[derive(Debug, thiserror::Error)]
pub enum InboxError {
    /// No such conversation.
    #[error("no such conversation")]
    NotFound,
    /// Another device of the agent kept a draft meanwhile.
    #[error("another device kept a draft meanwhile")]
    Meanwhile,
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
    /// There is no such colleague, or not any more.
    #[error("no such colleague")]
    NoColleague,
    /// The agent has as many chats open as they want at once.
    #[error("you have {0} chats open, as many as you want at once")]
    Full(i64),
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

/// How many conversations that wait an agent is called to.
async fn calling(tx: &mut Tx, may: &May<ReadInbox>, brand: BrandId) -> Result<usize, StoreError> {
    let Some(agent) = may.agent() else { return Ok(0) };
    let it = &agent.abilities;
    if it.most_chats.is_some() && !it.have_room(tx.open_chats(agent.id).await?) {
        return Ok(0);
    }
    Ok(tx.waiting_longest(brand, it, MOST_UNREAD).await?.len())
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
        may: &May<ReadInbox>,
        id: ConversationId,
    ) -> Result<Option<Opened>, StoreError> {
        let mut tx = self.store.read().await?;
        let Some(line) = tx.conversation(id).await? else { return Ok(None) };
        let messages = tx.messages(id, 200).await?;
        let (mut drafts, mut is_mentioned) = (Vec::new(), false);
        if let Some(agent) = may.agent_id() {
            drafts = tx.drafts(agent, id).await?;
            is_mentioned = tx.is_mentioned(agent, id).await?;
        }
        Ok(Some(Opened { line, messages, drafts, is_mentioned }))
    }

    /// Conversations of a brand in which a note names the agent who asks, newest first, with when.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn mentions(
        &self,
        may: &May<ReadInbox>,
        brand: BrandId,
        before: Option<(DateTime<Utc>, ConversationId)>,
        limit: usize,
    ) -> Result<Vec<(DateTime<Utc>, ConversationLine)>, StoreError> {
        let Some(agent) = may.agent_id() else { return Ok(Vec::new()) };
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.store.read().await?.mentions((agent, brand), before, limit).await
    }

    /// How many conversations of a brand stand in each list of the desk.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn inbox_counts(
        &self,
        may: &May<ReadInbox>,
        brand: BrandId,
    ) -> Result<InboxCounts, StoreError> {
        let mut tx = self.store.read().await?;
        let mut counts = InboxCounts {
            queue: tx.conversations_at(brand, Place::Queue).await?,
            bot: tx.conversations_at(brand, Place::Bot).await?,
            snoozed: tx.conversations_at(brand, Place::Snoozed).await?,
            resolved: tx.conversations_at(brand, Place::Resolved).await?,
            unresolved: tx.unresolved_conversations(brand).await?,
            ..InboxCounts::default()
        };
        if let Some(agent) = may.agent_id() {
            counts.mine = tx.conversations_at(brand, Place::Of(agent)).await?;
            counts.unread = tx.unread_at(brand, Place::Of(agent), MOST_UNREAD).await?;
            counts.mentions = tx.unseen_mentions(agent, brand).await?;
            counts.calling = calling(&mut tx, may, brand).await?;
        }
        Ok(counts)
    }

    /// Everybody who can be given a conversation, by name.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn colleagues(&self, _may: &May<ReadInbox>) -> Result<Vec<Agent>, StoreError> {
        let mut all = self.store.read().await?.agents().await?;
        all.retain(|it| it.is_active && it.role.may(Permission::WriteInbox));
        Ok(all)
    }

    /// Adds a note for the team; colleagues it names with `@` find it among their mentions.
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
        let of = tx.conversation(id).await?.ok_or(InboxError::NotFound)?.conversation;
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
        let mut colleagues = tx.agents().await?;
        colleagues.retain(|it| it.is_active && Some(it.id) != may.agent_id());
        for agent in mentioned(&text, &colleagues) {
            tx.mention(agent, &of, now).await?;
        }
        if let Some(agent) = may.agent_id() {
            tx.empty_draft((agent, id), DraftKind::Note, &text, now).await?;
        }
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
