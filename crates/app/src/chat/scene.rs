//! All that a turn of Lotse is made of, before it is decided.

use lotse_domain::answers::{Mode, Surface};
use lotse_domain::ids::ArticleId;
use lotse_domain::inbox::{Conversation, Holder, Message};
use lotse_domain::knowledge::care_of;
use lotse_text::catalogue::Catalogue;

use super::answer::{About, LOOK_BACK, Trigger, asking, reader_of};
use super::{ChatError, Voice};
use crate::answers::{Answered, Asking, Found};
use crate::{App, BrandNow};

/// All that a turn is made of.
pub(super) struct Scene<'a> {
    pub(super) seen: Conversation,
    /// Whether it is known where an answer would reach the contact.
    pub(super) has_address: bool,
    /// Oldest first, no notes.
    pub(super) messages: Vec<Message>,
    pub(super) brand: BrandNow,
    pub(super) mode: Mode,
    pub(super) answered: Answered,
    pub(super) chosen: Option<Found>,
    /// The answer in a language model's words, as far as the article says them.
    pub(super) reworded: Option<String>,
    pub(super) voice: Voice<'a>,
}

impl Scene<'_> {
    /// The article that was chosen, else what fits best.
    pub(super) fn best(&self) -> Option<&Found> {
        let found = self.answered.answer.iter().chain(&self.answered.suggestions);
        self.chosen.iter().chain(found).next()
    }

    /// Whether what it is about is left to people.
    pub(super) fn is_for_people(&self) -> bool {
        self.best().is_some_and(|it| {
            let facts = &it.line.facts;
            facts.is_for_people || care_of(&self.brand.categories, facts.category).is_for_people
        })
    }
}

impl App {
    /// What is there before the turn; `None` when it is not Lotse's any more.
    pub(super) async fn scene<'a>(
        &self,
        about: &About,
        trigger: &Trigger,
        catalogue: &'a Catalogue,
    ) -> Result<Option<Scene<'a>>, ChatError> {
        let mut tx = self.store.read().await?;
        let line = tx.conversation(about.conversation).await?.ok_or(ChatError::NotFound)?;
        let has_address = line.contact.1.is_some();
        let seen = line.conversation;
        if seen.holder != Holder::Machine {
            return Ok(None);
        }
        let from = (seen.last_seq - LOOK_BACK).max(0);
        let messages = tx.messages_after(seen.id, from, LOOK_BACK).await?;
        drop(tx);
        let current = self.current();
        let brand = current.brand_of(seen.brand).cloned().ok_or(ChatError::NotFound)?;
        // Where Lotse says nothing, what it is about still says who should answer.
        let mode = brand.brand.policies.chat.mode_now();
        let surface = if mode == Mode::Off { Surface::Desk } else { Surface::Chat };
        let answered = self.look_up(&Asking { surface, ..asking(&seen, &about.text) }).await?;
        let chosen = match trigger {
            Trigger::Chose(article, _) => Some(self.chosen(&seen, &answered, *article).await?),
            _ => None,
        };
        let voice = self.voice((seen.brand, &seen.locale), catalogue);
        let reworded = None;
        Ok(Some(Scene {
            seen,
            has_address,
            messages,
            brand,
            mode,
            answered,
            chosen,
            reworded,
            voice,
        }))
    }

    /// The article a visitor chose, with the passage that fits the question where there is one.
    async fn chosen(
        &self,
        seen: &Conversation,
        answered: &Answered,
        article: ArticleId,
    ) -> Result<Found, ChatError> {
        let mut all = answered.answer.iter().chain(&answered.suggestions);
        if let Some(found) = all.find(|it| it.line.article == article) {
            return Ok(found.clone());
        }
        let line = self.line_for(reader_of(seen), article).await?.ok_or(ChatError::NotFound)?;
        Ok(Found {
            line,
            confidence: 0.0,
            anchor: None,
            passage: String::new(),
            reasons: Vec::new(),
        })
    }
}
