//! Questions are kept a moment after they are answered, many in one transaction, so that
//! answering never waits for the disk.

use lotse_store::{Asked, StoreError};
use tokio::sync::mpsc;

use crate::App;

/// So many questions may wait; more than the disk takes for seconds. Beyond that the newest are
/// not kept, and the log says so: an answer is worth more than a statistic.
const WAITING: usize = 10_000;
/// So many are kept in one transaction.
const BATCH: usize = 256;

/// The receiving end; [`crate::work`] empties it.
#[derive(Debug)]
pub struct QuestionLog(mpsc::Receiver<Asked>);

pub(crate) fn question_channel() -> (mpsc::Sender<Asked>, QuestionLog) {
    let (sender, receiver) = mpsc::channel(WAITING);
    (sender, QuestionLog(receiver))
}

impl QuestionLog {
    /// The questions that wait, at least one; none when no more will come. May be dropped while
    /// it waits: nothing is lost then.
    pub(crate) async fn next(&mut self) -> Vec<Asked> {
        let mut batch = Vec::with_capacity(BATCH);
        self.0.recv_many(&mut batch, BATCH).await;
        batch
    }
}

impl App {
    pub(super) fn log_question(&self, asked: Asked) {
        if self.questions.try_send(asked).is_err() {
            tracing::warn!("a question was not kept: too many wait");
        }
    }

    /// Keeps all questions that wait now; for shutdown and tests.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn flush_questions(&self, log: &mut QuestionLog) -> Result<(), StoreError> {
        let mut batch = Vec::new();
        while let Ok(asked) = log.0.try_recv() {
            batch.push(asked);
        }
        if batch.is_empty() { Ok(()) } else { self.keep(&batch).await }
    }

    pub(crate) async fn keep(&self, batch: &[Asked]) -> Result<(), StoreError> {
        let now = self.now();
        // Always in the same order, so that two processes never wait for each other.
        let mut batch: Vec<&Asked> = batch.iter().collect();
        batch.sort_by(|a, b| (a.brand, a.article, &a.key).cmp(&(b.brand, b.article, &b.key)));
        let mut tx = self.store.begin().await?;
        for asked in batch {
            tx.log_question(asked, now).await?;
        }
        tx.commit().await
    }
}
