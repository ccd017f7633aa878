//! Ends a snooze at its time.

use chrono::{DateTime, Utc};
use lotse_domain::ids::ConversationId;
use lotse_domain::inbox::Conversation;
use lotse_store::StoreError;
use serde::{Deserialize, Serialize};

use crate::App;
use crate::jobs::{Job, Outcome};

/// Brings a conversation back, unless it was put away until another time meanwhile.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Wake {
    conversation: String,
    /// The time the snooze ends, in milliseconds since 1970.
    until: i64,
}

impl Wake {
    pub(crate) fn at(conversation: ConversationId, until: DateTime<Utc>) -> Self {
        Self { conversation: conversation.to_string(), until: until.timestamp_millis() }
    }
}

impl Job for Wake {
    const NAME: &'static str = "wake";

    async fn run(self, app: &App) -> Result<Outcome, StoreError> {
        let Ok(id) = self.conversation.parse() else { return Ok(Outcome::Done) };
        loop {
            let mut tx = app.store.begin().await?;
            let Some(line) = tx.conversation(id).await? else { return Ok(Outcome::Done) };
            let seen = line.conversation;
            let until = seen.snoozed_until.map(|it| it.timestamp_millis());
            if until != Some(self.until) {
                return Ok(Outcome::Done);
            }
            let awake = Conversation { snoozed_until: None, ..seen.clone() };
            if tx.save_conversation(&seen, &awake, app.now()).await? {
                let line = tx.tell(id).await?;
                tx.commit().await?;
                app.hub.changed(line, Vec::new());
                return Ok(Outcome::Done);
            }
        }
    }
}
