//! Visitors may correct what an agent will be told.

use lotse_domain::contacts::Email;
use lotse_domain::inbox::{Card, Conversation, HandOverReason, Holder, Mood};
use lotse_store::{StoreError, Tx, Visitor};

use super::ChatError;
use crate::App;

/// So many characters a name may have.
const NAME_CHARS: usize = 120;
/// So many characters a wish may have.
const WISH_CHARS: usize = 500;
/// So many messages are looked at.
const LOOK_BACK: i64 = 200;

/// What to change of a card; `None` leaves it.
#[derive(Debug, Clone, Default)]
pub struct CardChange {
    /// What it is about; only until an agent has taken the conversation.
    pub wish: Option<String>,
    /// How the visitor wants to be called.
    pub name: Option<String>,
    /// Where an answer may go; an empty text takes it away. It is claimed and proves nothing.
    pub email: Option<String>,
}

impl App {
    /// The card of a conversation that an agent leaves to the next one; without it the visitor
    /// could not say where to answer.
    pub(crate) async fn card_of_left(
        &self,
        tx: &mut Tx,
        seen: &Conversation,
    ) -> Result<Card, StoreError> {
        let contact = tx.contact(seen.contact).await?.ok_or(StoreError::Corrupt("contact"))?;
        let from = (seen.last_seq - LOOK_BACK).max(0);
        let messages = tx.messages_after(seen.id, from, LOOK_BACK).await?;
        let why = (HandOverReason::TopicForPeople, Mood::Neutral);
        Ok(Card::of(&contact, &messages, &seen.trail, why))
    }

    /// Changes the card of a visitor's conversation and returns it as it was kept.
    ///
    /// # Errors
    /// See [`ChatError`].
    pub async fn change_card(
        &self,
        visitor: &Visitor,
        change: CardChange,
    ) -> Result<Card, ChatError> {
        let now = self.now();
        let mut tx = self.store.begin_short().await?;
        let line =
            tx.conversation_of(visitor.contact, visitor.brand).await?.ok_or(ChatError::NoCard)?;
        let seen = line.conversation;
        let mut card = seen.card.clone().ok_or(ChatError::NoCard)?;
        if let Some(wish) = &change.wish {
            if matches!(seen.holder, Holder::Agent(_)) {
                return Err(ChatError::CardIsRead);
            }
            card.wish = wish.trim().chars().take(WISH_CHARS).collect();
        }
        if let Some(name) = &change.name {
            card.name = name.trim().chars().take(NAME_CHARS).collect();
            let contact = tx.contact(visitor.contact).await?.ok_or(ChatError::NotFound)?;
            let named = lotse_domain::contacts::Contact { name: card.name.clone(), ..contact };
            tx.save_contact(&named, now).await?;
        }
        if let Some(email) = change.email.as_deref().map(str::trim) {
            let read = || email.parse::<Email>().ok().ok_or(ChatError::NotAnEmail);
            card.email = if email.is_empty() { None } else { Some(read()?) };
        }
        let after = Conversation { card: Some(card.clone()), ..seen.clone() };
        if !tx.save_conversation(&seen, &after, now).await? {
            return Err(ChatError::Busy);
        }
        let line = tx.tell(seen.id).await?;
        tx.commit().await?;
        self.hub.changed(line, Vec::new());
        Ok(card)
    }
}
