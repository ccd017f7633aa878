//! Agents in a conversation: taking it, answering, giving it back.

use chrono::{DateTime, Utc};
use lotse_channels::files::{self, Files};
use lotse_domain::access::Agent;
use lotse_domain::answers::Surface;
use lotse_domain::ids::{AgentId, BrandId, ConversationId, MessageId};
use lotse_domain::inbox::{
    Author, Channel, Content, Conversation, DraftKind, Holder, Message, Need, Status, next_first,
    spoken,
};
use lotse_domain::knowledge::Audience;
use lotse_store::{ConversationLine, NewMessage, StoreError, Tx};
use lotse_text::catalogue::Catalogue;

use super::{InboxError, Wake};
use crate::App;
use crate::access::{May, ReadInbox, WriteInbox};
use crate::answers::{Asking, Found};
use crate::chat::{TEXT_CHARS, Typing, is_key, last_words};
use crate::jobs::job;

/// So many messages are looked at for a suggestion.
pub(super) const LOOK_BACK: i64 = 50;

/// So many of those that wait longest are looked at for the next one.
const OFFERED: i64 = 100;

/// Where a conversation shall stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// In this status, and not out of the way.
    In(Status),
    /// Out of the way until then; it comes back by itself.
    SnoozedUntil(DateTime<Utc>),
}

/// What Lotse would answer.
#[derive(Debug, Clone)]
pub struct Suggestion {
    /// The article.
    pub found: Found,
    /// Whether Lotse would have promised that it answers.
    pub is_sure: bool,
}

/// What an agent answers.
#[derive(Debug, Clone, Default)]
pub struct Reply {
    /// The sender's own id: sent twice with it, it is stored once.
    pub key: String,
    /// The words; may be empty where files come along.
    pub text: String,
    /// Files by the names their sender gave them.
    pub files: Files,
}

impl From<(&str, &str)> for Reply {
    /// A key and words, without files.
    fn from((key, text): (&str, &str)) -> Self {
        Self { key: key.to_owned(), text: text.to_owned(), files: Files::new() }
    }
}

impl App {
    /// Gives a conversation to the agent who asks for it; to have it already is as good. Lotse
    /// says nothing from then on.
    ///
    /// # Errors
    /// [`InboxError::Taken`] when another agent was quicker; see there for the rest.
    pub async fn take(
        &self,
        may: &May<WriteInbox>,
        id: ConversationId,
        catalogue: &Catalogue,
    ) -> Result<ConversationLine, InboxError> {
        let agent = may.agent().ok_or(InboxError::AgentsOnly)?;
        let mut tx = self.store.begin_short().await?;
        let messages = self.take_in(&mut tx, (agent, None), id, catalogue).await?;
        let line = tx.tell(id).await?;
        tx.commit().await?;
        self.hub.changed(line.clone(), messages);
        Ok(line)
    }

    /// Gives the agent the next of a brand's conversations that wait; of several agents each gets
    /// another one. `None` when nobody waits whom the agent can help.
    ///
    /// # Errors
    /// [`InboxError::Full`] when the agent has enough; see there for the rest.
    pub async fn take_next(
        &self,
        may: &May<WriteInbox>,
        brand: BrandId,
        catalogue: &Catalogue,
    ) -> Result<Option<ConversationLine>, InboxError> {
        let id = may.agent().ok_or(InboxError::AgentsOnly)?.id;
        let mut tx = self.store.begin().await?;
        // Of two calls at once for one agent, the second counts what the first has taken.
        tx.lock_agent(id).await?;
        let all = tx.agents().await?;
        let agent = all.iter().find(|it| it.id == id).ok_or(InboxError::AgentsOnly)?;
        let abilities = &agent.abilities;
        if let Some(most) = abilities.most_chats.filter(|most| 0 < *most)
            && !abilities.have_room(tx.open_chats(id).await?)
        {
            return Err(InboxError::Full(most));
        }
        let waiting = tx.waiting_longest(brand, abilities, OFFERED).await?;
        let waiting: Vec<_> = waiting.into_iter().map(|it| it.conversation).collect();
        for next in next_first(&waiting, (abilities, &agent.locale)) {
            match self.take_in(&mut tx, (agent, None), next, catalogue).await {
                Ok(messages) => {
                    let line = tx.tell(next).await?;
                    tx.commit().await?;
                    self.hub.changed(line.clone(), messages);
                    return Ok(Some(line));
                }
                // Somebody was quicker: then the one after it.
                Err(InboxError::Taken(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }

    /// Gives a conversation to a colleague, or to oneself, as it was seen: with `from`, or with no
    /// agent. Safe to call twice.
    ///
    /// # Errors
    /// [`InboxError::Taken`] when another agent got it meanwhile; see there for the rest.
    pub async fn assign(
        &self,
        _may: &May<WriteInbox>,
        id: ConversationId,
        (from, to): (Option<AgentId>, AgentId),
        catalogue: &Catalogue,
    ) -> Result<ConversationLine, InboxError> {
        let mut tx = self.store.begin().await?;
        let all = tx.agents().await?;
        let is_meant = |it: &&Agent| it.id == to && it.is_active;
        let agent = all.iter().find(is_meant).ok_or(InboxError::NoColleague)?;
        let messages = self.take_in(&mut tx, (agent, from), id, catalogue).await?;
        let line = tx.tell(id).await?;
        tx.commit().await?;
        self.hub.changed(line.clone(), messages);
        Ok(line)
    }

    /// Answers a contact. Whoever answers a conversation nobody has, takes it. Safe to call twice
    /// with one key: it is stored once.
    ///
    /// # Errors
    /// See [`InboxError`].
    pub async fn answer(
        &self,
        may: &May<WriteInbox>,
        id: ConversationId,
        reply: impl Into<Reply>,
        catalogue: &Catalogue,
    ) -> Result<Message, InboxError> {
        let agent = may.agent().ok_or(InboxError::AgentsOnly)?;
        let Reply { key, text, files } = reply.into();
        if !is_key(&key) {
            return Err(InboxError::Key);
        }
        let text = spoken(&text).to_owned();
        match text.chars().count() {
            0 if files.is_empty() => return Err(InboxError::Empty),
            length if TEXT_CHARS < length => return Err(InboxError::TooLong),
            _ => {}
        }
        let files = self.ready_files(files::check(files)?);
        let is_short = files.is_empty();
        let mut tx =
            if is_short { self.store.begin_short().await? } else { self.store.begin().await? };
        let line = tx.conversation(id).await?.ok_or(InboxError::NotFound)?;
        let contact = line.conversation.contact;
        if line.conversation.channel != Channel::Chat {
            return Err(InboxError::NotAChat);
        }
        tx.lock_contact(contact).await?;
        if let Some(known) = tx.message_with_key(contact, Author::Agent, &key).await? {
            return Ok(known);
        }
        let mut messages = self.take_in(&mut tx, (agent, None), id, catalogue).await?;
        let message = NewMessage {
            files: self.keep_files(&mut tx, files).await?,
            key: Some(key),
            ..said(self, agent, (Author::Agent, text.clone()), Content::Text)
        };
        let (said, told) = tx.say_message(id, &message, self.now()).await?;
        self.tell_later(&mut tx, &line, said.seq, catalogue).await?;
        tx.empty_draft((agent.id, id), DraftKind::Reply, &text, self.now()).await?;
        tx.commit().await?;
        messages.push(said.clone());
        self.hub.changed(told, messages);
        Ok(said)
    }

    /// Gives a conversation back: to Lotse, or to whoever takes it next.
    ///
    /// # Errors
    /// [`InboxError::Taken`] when another agent has it; see there for the rest.
    pub async fn release(
        &self,
        may: &May<WriteInbox>,
        (id, to_machine): (ConversationId, bool),
        catalogue: &Catalogue,
    ) -> Result<ConversationLine, InboxError> {
        let agent = may.agent().ok_or(InboxError::AgentsOnly)?;
        let mut tx = self.store.begin_short().await?;
        let line = tx.conversation(id).await?.ok_or(InboxError::NotFound)?;
        let seen = line.conversation.clone();
        match seen.holder {
            Holder::Agent(holder) if holder == agent.id => {}
            Holder::Agent(_) => return Err(taken(line)),
            Holder::Machine | Holder::Queue => return Ok(line),
        }
        let is_chat = seen.channel == Channel::Chat;
        let holder = if to_machine && is_chat { Holder::Machine } else { Holder::Queue };
        let misses = if holder == Holder::Machine { 0 } else { seen.misses };
        let mut after = Conversation { holder, misses, ..seen.clone() };
        if is_chat && holder == Holder::Queue && after.card.is_none() {
            after.card = Some(self.card_of_left(&mut tx, &seen).await?);
        }
        if holder == Holder::Queue {
            self.let_wait(&mut tx, &mut after, seen.need.skill.clone()).await?;
        }
        if !tx.save_conversation(&seen, &after, self.now()).await? {
            return Err(InboxError::Busy);
        }
        let event = (Content::Left, "chat.bot.left");
        let messages = self.event(&mut tx, (agent, &seen), event, catalogue).await?;
        let line = tx.tell(id).await?;
        self.mind(&mut tx, &line.conversation).await?;
        tx.commit().await?;
        self.hub.changed(line.clone(), messages);
        Ok(line)
    }

    /// Changes where a conversation stands. Safe to call twice.
    ///
    /// # Errors
    /// See [`InboxError`].
    pub async fn set_standing(
        &self,
        may: &May<WriteInbox>,
        id: ConversationId,
        standing: Standing,
        catalogue: &Catalogue,
    ) -> Result<(), InboxError> {
        let now = self.now();
        let mut tx = self.store.begin_short().await?;
        let seen = tx.conversation(id).await?.ok_or(InboxError::NotFound)?.conversation;
        let mut after = seen.clone();
        match standing {
            Standing::In(status) => (after.status, after.snoozed_until) = (status, None),
            Standing::SnoozedUntil(until) => {
                after.snoozed_until = Some(until).filter(|it| now < *it);
            }
        }
        if after == seen {
            return Ok(());
        }
        if !tx.save_conversation(&seen, &after, now).await? {
            return Err(InboxError::Busy);
        }
        if let Some(until) =
            after.snoozed_until.filter(|_| after.snoozed_until != seen.snoozed_until)
        {
            tx.enqueue(&job(self, &Wake::at(id, until), until)).await?;
        }
        let event = match (seen.status, after.status) {
            (before, Status::Resolved) if before != Status::Resolved => {
                Some((Content::Resolved, "chat.bot.resolved"))
            }
            (Status::Resolved, now) if now != Status::Resolved => {
                Some((Content::Reopened, "chat.bot.reopened"))
            }
            _ => None,
        };
        let messages = match (event, may.agent()) {
            (Some(event), Some(agent)) => {
                self.event(&mut tx, (agent, &seen), event, catalogue).await?
            }
            _ => Vec::new(),
        };
        let line = tx.tell(id).await?;
        self.mind(&mut tx, &line.conversation).await?;
        tx.commit().await?;
        self.hub.changed(line, messages);
        Ok(())
    }

    /// Notes up to which message an agent has seen a conversation, and that they have seen where
    /// they were named in it. Safe to call twice.
    ///
    /// # Errors
    /// See [`InboxError`].
    pub async fn see(
        &self,
        may: &May<WriteInbox>,
        id: ConversationId,
        seq: i64,
    ) -> Result<(), InboxError> {
        let mut tx = self.store.begin_short().await?;
        let it = tx.conversation(id).await?.ok_or(InboxError::NotFound)?.conversation;
        let mut is_new = tx.see(id, Author::Agent, seq).await?;
        if let Some(agent) = may.agent_id() {
            is_new |= tx.see_mention(agent, &it).await?;
        }
        if is_new {
            let line = tx.tell(id).await?;
            tx.commit().await?;
            self.hub.changed(line, Vec::new());
        }
        Ok(())
    }

    /// Tells the contact that an agent types, or stopped. Nothing is kept.
    ///
    /// # Errors
    /// See [`InboxError`].
    pub async fn agent_types(
        &self,
        may: &May<WriteInbox>,
        id: ConversationId,
        is_typing: bool,
    ) -> Result<(), InboxError> {
        let agent = may.agent().ok_or(InboxError::AgentsOnly)?;
        let line = self.store.read().await?.conversation(id).await?;
        let it = line.ok_or(InboxError::NotFound)?.conversation;
        let (brand, contact, agent_name) = (it.brand, it.contact, Some(agent.name.clone()));
        let typing = Typing { conversation: id, brand, contact, agent_name, is_typing };
        self.tell_typing(typing).await;
        Ok(())
    }

    /// What Lotse would answer to what the contact last wrote, and at which brand; `None` when it
    /// does not know.
    ///
    /// # Errors
    /// See [`InboxError`].
    pub async fn suggestion(
        &self,
        _may: &May<ReadInbox>,
        id: ConversationId,
    ) -> Result<Option<(BrandId, Suggestion)>, InboxError> {
        let mut tx = self.store.read().await?;
        let seen = tx.conversation(id).await?.ok_or(InboxError::NotFound)?.conversation;
        let from = (seen.last_seq - LOOK_BACK).max(0);
        let messages = tx.messages_after(id, from, LOOK_BACK).await?;
        drop(tx);
        let text = last_words(&messages, i64::MAX);
        if text.is_empty() {
            return Ok(None);
        }
        let asking = Asking {
            text: &text,
            brand: seen.brand,
            locale: Some(&seen.locale),
            audience: &Audience::Anyone,
            page: seen.trail.page.as_deref(),
            surface: Surface::Desk,
            is_rewording: false,
        };
        let answered = self.look_up(&asking).await?;
        let is_sure = answered.answer.is_some();
        let found = answered.answer.or_else(|| answered.suggestions.into_iter().next());
        Ok(found.map(|found| (seen.brand, Suggestion { found, is_sure })))
    }

    /// Gives a conversation to an agent within a unit of work, unless one other than `from` has it;
    /// the events that came of it.
    async fn take_in(
        &self,
        tx: &mut Tx,
        (agent, from): (&Agent, Option<AgentId>),
        id: ConversationId,
        catalogue: &Catalogue,
    ) -> Result<Vec<Message>, InboxError> {
        loop {
            let line = tx.conversation(id).await?.ok_or(InboxError::NotFound)?;
            let seen = line.conversation.clone();
            let is_settled = seen.status != Status::Resolved && seen.snoozed_until.is_none();
            match seen.holder {
                Holder::Agent(holder) if holder == agent.id && is_settled => return Ok(Vec::new()),
                Holder::Agent(holder) if holder == agent.id || Some(holder) == from => {}
                Holder::Agent(_) => return Err(taken(line)),
                Holder::Machine | Holder::Queue => {}
            }
            let status = if is_settled { seen.status } else { Status::Open };
            let holder = Holder::Agent(agent.id);
            let need = Need { reserved_until: None, ..seen.need.clone() };
            let after = Conversation { holder, status, snoozed_until: None, need, ..seen.clone() };
            if tx.save_conversation(&seen, &after, self.now()).await? {
                let has_it = seen.holder == holder;
                let event = (Content::Taken, "chat.bot.taken");
                if has_it {
                    return Ok(Vec::new());
                }
                return Ok(self.event(tx, (agent, &seen), event, catalogue).await?);
            }
        }
    }

    /// Writes into a chat what an agent did; whoever wrote by the form sees no events.
    async fn event(
        &self,
        tx: &mut Tx,
        (agent, of): (&Agent, &Conversation),
        (content, sentence): (Content, &str),
        catalogue: &Catalogue,
    ) -> Result<Vec<Message>, StoreError> {
        if of.channel != Channel::Chat {
            return Ok(Vec::new());
        }
        let voice = self.voice((of.brand, &of.locale), catalogue);
        let text = voice.say(sentence, &[("name", &agent.name)]);
        let message = said(self, agent, (Author::Machine, text), content);
        Ok(vec![tx.keep_message(of.id, &message, self.now()).await?])
    }
}

fn taken(line: ConversationLine) -> InboxError {
    InboxError::Taken(line.agent_name.unwrap_or_default())
}

fn said(
    app: &App,
    agent: &Agent,
    (author, text): (Author, String),
    content: Content,
) -> NewMessage {
    NewMessage {
        id: MessageId(app.fresh_id()),
        author,
        agent: Some(agent.id),
        text,
        files: Vec::new(),
        key: None,
        content,
    }
}
