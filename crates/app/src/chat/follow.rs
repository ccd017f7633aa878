//! Hears of conversations that other processes changed.

use lotse_store::StoreError;

use super::Listener;
use crate::App;

/// So many changes are read at a time.
const BATCH: i64 = 500;

impl App {
    /// Listens to everything that goes on in conversations, for the desk.
    #[must_use]
    pub fn listen_at_desk(&self, _may: &crate::access::May<crate::access::ReadInbox>) -> Listener {
        Listener::of_desk(&self.hub)
    }

    /// The number of the newest change of conversations; where [`App::follow_conversations`]
    /// begins.
    pub(crate) async fn last_change(&self) -> Result<i64, StoreError> {
        self.store.read().await?.last_change().await
    }

    /// Tells who listens here of what changed after `seen`, and says up to which change.
    pub(crate) async fn follow_conversations(&self, mut seen: i64) -> Result<i64, StoreError> {
        loop {
            let mut tx = self.store.read().await?;
            let last = tx.last_change().await?;
            if last <= seen {
                return Ok(seen);
            }
            let own = self.store.process();
            let lines = tx.conversations_changed_after(seen, own, BATCH).await?;
            // A conversation that changed again meanwhile has only its newest number.
            seen = if lines.len() < usize::try_from(BATCH).unwrap_or(usize::MAX) {
                last
            } else {
                lines.last().map_or(last, |it| it.change)
            };
            for line in lines {
                self.hub.changed(line, Vec::new());
            }
        }
    }
}
