//! Tells agents before they send an answer what it asks for although it is known.

use lotse_domain::ids::ConversationId;
use lotse_domain::inbox::{Fact, Known, already_known, known_facts};
use lotse_text::asked::{Thing, asked_for};
use lotse_text::wishes::{is_small_talk, wants_person};

use super::InboxError;
use crate::App;
use crate::access::{May, ReadInbox};

/// So many messages are looked through for what is known.
const LOOK_BACK: i64 = 200;
/// Fewer words say not what it is about.
const WORDS: usize = 3;

impl App {
    /// What an answer that is being written asks for although it is known. Nothing is kept.
    ///
    /// # Errors
    /// See [`InboxError`].
    pub async fn already_known(
        &self,
        _may: &May<ReadInbox>,
        id: ConversationId,
        answer: &str,
    ) -> Result<Vec<Known>, InboxError> {
        let asked: Vec<Fact> = asked_for(answer).into_iter().map(fact).collect();
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        let mut tx = self.store.read().await?;
        let line = tx.conversation(id).await?.ok_or(InboxError::NotFound)?;
        let messages = tx.messages(id, LOOK_BACK).await?;
        let contact = (line.contact.0.as_str(), line.contact.1.as_deref());
        let is_said = |text: &str| {
            WORDS <= text.split_whitespace().count() && !is_small_talk(text) && !wants_person(text)
        };
        let known = known_facts(contact, line.conversation.card.as_ref(), &messages, is_said);
        Ok(already_known(&asked, &known, answer))
    }
}

fn fact(it: Thing) -> Fact {
    match it {
        Thing::Name => Fact::Name,
        Thing::Email => Fact::Email,
        Thing::OrderNumber => Fact::OrderNumber,
        Thing::Matter => Fact::Matter,
    }
}
