//! When nobody comes: whoever was handed over and still waits after a few minutes is told so, and
//! asked where an answer may go.

use lotse_domain::ids::{ConversationId, MessageId};
use lotse_domain::inbox::{Author, Content, Conversation, Holder, Message, Status};
use lotse_store::{NewMessage, StoreError};
use serde::{Deserialize, Serialize};

use super::Voice;
use crate::App;
use crate::jobs::{Job, Outcome};

/// So many messages after the hand-over are looked through for somebody who came.
const LOOK: i64 = 200;

/// Tells whoever still waits that nobody is free, unless somebody came.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Overdue {
    conversation: String,
    /// The message by which it was handed over.
    seq: i64,
    /// What is said; finished, since a job speaks no language.
    text: String,
    /// What is said beside it where no address is known.
    asks_address: String,
}

impl Overdue {
    pub(super) fn of(conversation: ConversationId, seq: i64, voice: &Voice<'_>) -> Self {
        Self {
            conversation: conversation.to_string(),
            seq,
            text: voice.say("chat.bot.overdue", &[]),
            asks_address: voice.say("chat.bot.leave_email", &[]),
        }
    }
}

impl Overdue {
    fn key(&self) -> String {
        format!("overdue-{}", self.seq)
    }

    /// Whether nobody came since, and this was not said yet.
    fn still_waits(&self, it: &Conversation, since: &[Message]) -> bool {
        let is_in_queue =
            it.holder == Holder::Queue && it.status == Status::Open && it.snoozed_until.is_none();
        let is_answer = |it: &Message| {
            let is_event = matches!(it.content, Content::Taken | Content::HandedOver(_));
            it.author == Author::Agent || is_event || it.key == Some(self.key())
        };
        is_in_queue && !since.iter().any(is_answer)
    }

    fn message(&self, app: &App, has_address: bool) -> NewMessage {
        let text = if has_address {
            self.text.clone()
        } else {
            format!("{} {}", self.text, self.asks_address)
        };
        NewMessage {
            id: MessageId(app.fresh_id()),
            author: Author::Machine,
            agent: None,
            text,
            files: Vec::new(),
            key: Some(self.key()),
            content: Content::Text,
        }
    }
}

impl Job for Overdue {
    const NAME: &'static str = "overdue";

    async fn run(self, app: &App) -> Result<Outcome, StoreError> {
        let Ok(id) = self.conversation.parse::<ConversationId>() else { return Ok(Outcome::Done) };
        loop {
            let mut tx = app.store.begin().await?;
            let Some(line) = tx.conversation(id).await? else { return Ok(Outcome::Done) };
            let seen = &line.conversation;
            tx.lock_contact(seen.contact).await?;
            let since = tx.messages_after(id, self.seq, LOOK).await?;
            if !self.still_waits(seen, &since) {
                return Ok(Outcome::Done);
            }
            // Whoever takes it at this moment is quicker, and then nothing is said.
            if !tx.save_conversation(seen, seen, app.now()).await? {
                continue;
            }
            let message = self.message(app, line.contact.1.is_some());
            let seq = tx.add_message(id, &message, app.now()).await?;
            let line = tx.tell(id).await?;
            let stored = tx.messages_after(id, seq - 1, 1).await?;
            tx.commit().await?;
            app.hub.changed(line, stored);
            return Ok(Outcome::Done);
        }
    }
}
