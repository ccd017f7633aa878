//! What agents have not sent yet, kept for all their devices, and who else is in a conversation.

use lotse_domain::ids::ConversationId;
use lotse_domain::inbox::DraftKind;

use super::InboxError;
use crate::App;
use crate::access::{May, WriteInbox};
use crate::chat::{Doing, Presence};

/// So many characters a draft may have: as many as the longest note.
const DRAFT_CHARS: usize = 10_000;

impl App {
    /// Keeps what an agent has not sent yet over the version that was seen, 0 for none, and says
    /// the new version.
    ///
    /// # Errors
    /// [`InboxError::Meanwhile`] when another device was quicker; see there for the rest.
    pub async fn keep_draft(
        &self,
        may: &May<WriteInbox>,
        id: ConversationId,
        (kind, text): (DraftKind, &str),
        seen: i64,
    ) -> Result<i64, InboxError> {
        let agent = may.agent().ok_or(InboxError::AgentsOnly)?;
        if DRAFT_CHARS < text.chars().count() {
            return Err(InboxError::TooLong);
        }
        let mut tx = self.store.begin().await?;
        tx.conversation(id).await?.ok_or(InboxError::NotFound)?;
        let kept = tx.save_draft((agent.id, id), (kind, text), seen, self.now()).await?;
        let version = kept.ok_or(InboxError::Meanwhile)?;
        tx.commit().await?;
        Ok(version)
    }

    /// Tells colleagues what an agent does in a conversation, and says who else is there. Nothing
    /// is kept; who stays says so again within 45 seconds, who writes within eight.
    ///
    /// # Errors
    /// See [`InboxError`].
    pub async fn be_present(
        &self,
        may: &May<WriteInbox>,
        id: ConversationId,
        doing: Doing,
    ) -> Result<Vec<Presence>, InboxError> {
        let agent = may.agent().ok_or(InboxError::AgentsOnly)?;
        let line = self.store.read().await?.conversation(id).await?;
        let brand = line.ok_or(InboxError::NotFound)?.conversation.brand;
        let name = agent.name.clone();
        let it = Presence { conversation: id, brand, agent: agent.id, name, doing };
        Ok(self.hub.present(it, self.now()))
    }
}
