//! Finding conversations at the desk.

use chrono::{DateTime, Utc};
use lotse_domain::ids::{BrandId, ConversationId};
use lotse_domain::inbox::{sought_reference, sought_terms};
use lotse_store::{ConversationLine, StoreError};
use serde::{Deserialize, Serialize};

use crate::App;
use crate::access::{May, ReadInbox};
use crate::jobs::{Job, Outcome, job};

/// So many conversations from before are taken up at a time.
const BATCH: i64 = 200;

/// Takes up the words of conversations that were there before words were kept.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct FindAgain {
    /// The last one that was taken up.
    after: Option<String>,
}

impl App {
    /// Conversations of a brand by their reference number, or by words of the contact's name, of
    /// their first message and of what the agent was told it is about; each word may be a beginning.
    /// Newest change first, the number before all.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn found_conversations(
        &self,
        _may: &May<ReadInbox>,
        (brand, text): (BrandId, &str),
        before: Option<(DateTime<Utc>, ConversationId)>,
        limit: usize,
    ) -> Result<Vec<ConversationLine>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut tx = self.store.read().await?;
        let numbered = match sought_reference(text) {
            Some(reference) => tx.conversation_numbered(brand, reference).await?,
            None => None,
        };
        let terms = sought_terms(text);
        let mut found = tx.conversations_about(brand, &terms, before, limit).await?;
        if let Some(numbered) = numbered {
            found.retain(|it| it.conversation.id != numbered.conversation.id);
            // It stands on the first page only.
            if before.is_none() {
                found.insert(0, numbered);
            }
        }
        Ok(found)
    }
}

impl Job for FindAgain {
    const NAME: &'static str = "find_again";

    async fn run(self, app: &App) -> Result<Outcome, StoreError> {
        let after = self.after.and_then(|it| it.parse().ok());
        let mut tx = app.store.begin().await?;
        if let Some(last) = tx.find_again(after, BATCH).await? {
            let next = Self { after: Some(last.to_string()) };
            tx.enqueue(&job(app, &next, app.now())).await?;
        }
        tx.commit().await?;
        Ok(Outcome::Done)
    }
}
