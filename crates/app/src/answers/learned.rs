//! What was learned for an article, and taking it back.

use chrono::{DateTime, Utc};
use lotse_domain::ids::{ArticleId, QuestionId};
use lotse_domain::locale::Locale;
use lotse_store::{Confirmed, StoreError};

use super::FeedbackError;
use crate::App;
use crate::access::{May, ReadKnowledge, WriteKnowledge};

impl App {
    /// Wordings of which somebody confirmed that an article answers them, newest first, without
    /// those that were taken back; `before` is the last one of the page before.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn learned(
        &self,
        _may: &May<ReadKnowledge>,
        article: (ArticleId, &Locale),
        before: Option<(DateTime<Utc>, QuestionId)>,
        limit: usize,
    ) -> Result<Vec<Confirmed>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.store.read().await?.confirmed_of(article, before, limit).await
    }

    /// Says whether a learned wording really belongs to its article. One that does not is forgotten
    /// at once and not learned again; what a trained model made of it goes with the next training.
    /// Safe to call twice.
    ///
    /// # Errors
    /// See [`FeedbackError`].
    pub async fn judge_learned(
        &self,
        _may: &May<WriteKnowledge>,
        article: ArticleId,
        question: QuestionId,
        is_right: bool,
    ) -> Result<(), FeedbackError> {
        let revoked_at = (!is_right).then(|| self.now());
        let mut tx = self.store.begin().await?;
        if !tx.set_revoked(article, question, revoked_at).await? {
            return Err(FeedbackError::NotFound);
        }
        tx.commit().await?;
        Ok(self.catch_up().await?)
    }
}
