//! Takes in what a contact sends. When this returns, it is stored.

use lotse_channels::form::Submission;
use lotse_domain::answers::Surface;
use lotse_domain::contacts::{Contact, Proof};
use lotse_domain::ids::{BrandId, ContactId, ConversationId, MessageId};
use lotse_domain::inbox::{Author, Channel, Content, Holder};
use lotse_domain::knowledge::Audience;
use lotse_domain::locale::Locale;
use lotse_store::{NewConversation, NewMessage, StoreError};
use lotse_text::catalogue::Catalogue;

use crate::App;
use crate::answers::Asking;
use crate::mail::Arrived;

/// A request that was taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received {
    /// The number the contact can name on the phone.
    pub reference: i64,
    /// The conversation it opened.
    pub conversation: ConversationId,
}

/// Why a request was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum ReceiveError {
    /// The store failed; nothing was kept.
    #[error("could not keep the request")]
    Store(#[from] StoreError),
}

impl App {
    /// Takes in a contact form: contact, conversation, message, files and the mail that confirms
    /// it, in one transaction.
    ///
    /// The address is only claimed: it leads to the contact's conversations at the desk, and
    /// opens nothing to whoever typed it.
    ///
    /// # Errors
    /// Only when the store fails; nothing is then kept.
    pub async fn receive(
        &self,
        (brand, locale): (BrandId, &Locale),
        submission: Submission,
        catalogue: &Catalogue,
    ) -> Result<Received, ReceiveError> {
        let now = self.now();
        let files = self.ready_files(submission.files);
        let skill = self.skill_of_words((brand, locale), &submission.message).await?;
        let mut tx = self.store.begin().await?;
        let fresh = Contact {
            id: ContactId(self.fresh_id()),
            name: submission.name,
            email: Some(submission.email.clone()),
            proof: Proof::Claimed,
            segments: Vec::new(),
        };
        let contact = tx.contact_for(&fresh, now).await?;
        let conversation = NewConversation {
            id: ConversationId(self.fresh_id()),
            brand,
            contact: contact.id,
            locale: locale.clone(),
            trail: submission.trail.bounded(),
            channel: Channel::Form,
            holder: Holder::Queue,
            need: self.need(&mut tx, (brand, locale), (skill, now)).await?,
        };
        let reference = tx.open_conversation(&conversation, now).await?;
        self.widen_later(&mut tx, conversation.id, &conversation.need).await?;
        let files = self.keep_files(&mut tx, files).await?;
        let message = NewMessage {
            id: MessageId(self.fresh_id()),
            author: Author::Contact,
            agent: None,
            text: submission.message,
            files,
            key: None,
            content: Content::Text,
        };
        tx.add_message(conversation.id, &message, now).await?;
        let arrived = Arrived {
            conversation: conversation.id,
            reference,
            brand,
            locale,
            email: &submission.email,
        };
        self.confirm(&mut tx, &arrived, catalogue).await?;
        let line = tx.tell(conversation.id).await?;
        tx.commit().await?;
        self.hub.changed(line, Vec::new());
        Ok(Received { reference, conversation: conversation.id })
    }

    /// What the agent should know about who answers these words: what their best answer's topic
    /// needs.
    async fn skill_of_words(
        &self,
        (brand, locale): (BrandId, &Locale),
        text: &str,
    ) -> Result<Option<String>, StoreError> {
        let asking = Asking {
            text,
            brand,
            locale: Some(locale),
            audience: &Audience::Anyone,
            page: None,
            surface: Surface::Desk,
            is_rewording: false,
        };
        let found = self.look_up(&asking).await?;
        let best = found.answer.iter().chain(&found.suggestions).next();
        Ok(self.skill_for(brand, best.and_then(|it| it.line.facts.category)))
    }
}
