//! Closes a chat that Lotse holds and its visitor left, at its time and without a word.

use lotse_domain::ids::{ConversationId, JobId};
use lotse_domain::inbox::{Channel, Conversation, Place, Status};
use lotse_store::{NewJob, StoreError, Tx};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::App;
use crate::jobs::{Job, Outcome};
use crate::secret::content_hash;

/// Closes a conversation unless something was said after the message `seq`, and looks again at the
/// time counted from there. There is one such job per conversation and message.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Abandon {
    conversation: String,
    /// The last message when it was queued.
    seq: i64,
}

impl App {
    /// Lets a chat that has just come to Lotse be closed if its visitor falls silent.
    pub(crate) async fn mind(&self, tx: &mut Tx, it: &Conversation) -> Result<(), StoreError> {
        let Some(patience) = self.config.abandoned_after else { return Ok(()) };
        if it.channel != Channel::Chat || it.place() != Place::Bot {
            return Ok(());
        }
        let job = Abandon { conversation: it.id.to_string(), seq: it.last_seq };
        let payload = serde_json::to_string(&job).unwrap_or_default();
        let id = job_id(it.id, it.last_seq);
        let run_at = it.updated_at + patience;
        tx.enqueue_once(&NewJob { id, name: Abandon::NAME, payload, run_at }).await
    }
}

impl Job for Abandon {
    const NAME: &'static str = "abandon";

    async fn run(self, app: &App) -> Result<Outcome, StoreError> {
        let Ok(id) = self.conversation.parse() else { return Ok(Outcome::Done) };
        loop {
            let mut tx = app.store.begin_short().await?;
            let Some(line) = tx.conversation(id).await? else { return Ok(Outcome::Done) };
            let seen = line.conversation;
            if seen.place() != Place::Bot {
                return Ok(Outcome::Done);
            }
            if seen.last_seq != self.seq {
                app.mind(&mut tx, &seen).await?;
                tx.commit().await?;
                return Ok(Outcome::Done);
            }
            if tx.set_status(&seen, Status::Resolved, app.now()).await? {
                let line = tx.tell(id).await?;
                tx.commit().await?;
                app.hub.changed(line, Vec::new());
                return Ok(Outcome::Done);
            }
        }
    }
}

/// The same for the same conversation and message, so that it is queued once.
fn job_id(conversation: ConversationId, seq: i64) -> JobId {
    let hash = content_hash(format!("abandon {conversation} {seq}").as_bytes());
    let number = hash.get(..32).and_then(|it| u128::from_str_radix(it, 16).ok());
    JobId(Uuid::from_u128(number.unwrap_or_default()))
}
