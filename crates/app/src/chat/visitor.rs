//! Who chats, and what their conversation is now.

use std::time::Duration;

use lotse_domain::contacts::{Contact, Proof};
use lotse_domain::ids::{BrandId, ContactId};
use lotse_domain::inbox::Message;
use lotse_domain::locale::Locale;
use lotse_store::{ConversationLine, StoreError, Visitor};
use tokio::time::{Instant, timeout_at};

use super::{ChatError, Listener, Typing};
use crate::App;
use crate::secret::{Secret, token, token_hash};

/// How long a device is remembered.
pub(crate) const REMEMBERED: chrono::Duration = chrono::Duration::days(180);
/// So many messages are handed out at a time; who is behind asks again.
const PAGE: i64 = 200;

/// Opens one visitor's chat.
#[derive(Debug)]
pub struct VisitorToken(pub Secret);

/// A chat as its visitor may see it.
#[derive(Debug, Clone)]
pub struct TalkNow {
    /// The conversation; there is none before the first message.
    pub line: Option<ConversationLine>,
    /// Messages after the one asked for, in order, at most 200.
    pub messages: Vec<Message>,
    /// Whether an agent is typing.
    pub is_typing: bool,
}

impl App {
    /// Makes a visitor: somebody of whom nothing is known but that the same device comes back.
    /// The token opens this visitor's chat and nothing else.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn new_visitor(
        &self,
        brand: BrandId,
        locale: &Locale,
    ) -> Result<VisitorToken, StoreError> {
        let now = self.now();
        let contact = Contact {
            id: ContactId(self.fresh_id()),
            name: String::new(),
            email: None,
            proof: Proof::Device,
            segments: Vec::new(),
        };
        let token = token();
        let visitor = Visitor {
            token_hash: token_hash(token.reveal()),
            contact: contact.id,
            brand,
            locale: locale.clone(),
            proven: None,
        };
        let mut tx = self.store.begin_short().await?;
        tx.save_contact(&contact, now).await?;
        tx.add_visitor(&visitor, now, now + REMEMBERED).await?;
        tx.commit().await?;
        Ok(VisitorToken(token))
    }

    /// Whose token it is.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn visitor_with(&self, token: &str) -> Result<Option<Visitor>, StoreError> {
        self.store.glance().await?.visitor(&token_hash(token), self.now()).await
    }

    /// A visitor as their token says it now; `None` when it has ended.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn visitor_again(&self, visitor: &Visitor) -> Result<Option<Visitor>, StoreError> {
        self.store.read().await?.visitor(&visitor.token_hash, self.now()).await
    }

    /// Whether a visitor's token still opens what it opened.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn is_current(&self, visitor: &Visitor) -> Result<bool, StoreError> {
        let now = self.visitor_again(visitor).await?;
        Ok(now.is_some_and(|it| it.contact == visitor.contact))
    }

    /// Ends a visitor's token: nobody gets into the chat with it any more. What was said stays.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn let_go(&self, visitor: &Visitor) -> Result<(), StoreError> {
        let mut tx = self.store.begin().await?;
        tx.end_visitor(&visitor.token_hash).await?;
        tx.commit().await
    }

    /// Listens to what goes on in a visitor's chat. Listen first, then ask [`App::talk`]: what
    /// happens between is then heard of.
    #[must_use]
    pub fn listen(&self, visitor: &Visitor) -> Listener {
        Listener::of_visitor(&self.hub, visitor.contact)
    }

    /// A visitor's chat with the messages after `after`.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn talk(&self, visitor: &Visitor, after: i64) -> Result<TalkNow, StoreError> {
        let mut tx = self.store.read().await?;
        let Some(line) = tx.conversation_of(visitor.contact, visitor.brand).await? else {
            return Ok(TalkNow { line: None, messages: Vec::new(), is_typing: false });
        };
        let id = line.conversation.id;
        let messages = tx.messages_after(id, after, PAGE).await?;
        let is_typing = self.hub.is_agent_typing(id, self.now());
        Ok(TalkNow { line: Some(line), messages, is_typing })
    }

    /// As [`App::talk`], but waits until there is something after `after`, something else
    /// changed, or `patience` is over.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn wait_for(
        &self,
        visitor: &Visitor,
        after: i64,
        patience: Duration,
    ) -> Result<TalkNow, StoreError> {
        let mut listener = self.listen(visitor);
        let now = self.talk(visitor, after).await?;
        if !now.messages.is_empty() || patience.is_zero() {
            return Ok(now);
        }
        match timeout_at(Instant::now() + patience, listener.hear()).await {
            Ok(_) => self.talk(visitor, after).await,
            Err(_) => Ok(now),
        }
    }

    /// Tells the desk that a visitor types, or stopped. Nothing is kept.
    ///
    /// # Errors
    /// [`ChatError::NotFound`] when there is no conversation yet.
    pub async fn visitor_types(&self, visitor: &Visitor, is_typing: bool) -> Result<(), ChatError> {
        let line =
            self.store.glance().await?.conversation_of(visitor.contact, visitor.brand).await?;
        let it = line.ok_or(ChatError::NotFound)?.conversation;
        let (conversation, brand, contact) = (it.id, it.brand, it.contact);
        let typing = Typing { conversation, brand, contact, agent_name: None, is_typing };
        self.tell_typing(typing).await;
        Ok(())
    }
}
