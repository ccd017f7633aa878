//! What people say of the answers, and the questions nobody had an answer to.

use lotse_domain::ids::{ArticleId, BrandId, QuestionId};
use lotse_domain::locale::Locale;
use lotse_store::{Ending, Gap, NewConfirmed, StoreError};

use crate::App;
use crate::access::{May, ReadKnowledge, WriteKnowledge};
use crate::knowledge::Reader;

/// Why feedback was not taken.
#[derive(Debug, thiserror::Error)]
pub enum FeedbackError {
    /// The question or article is not known, or not to this reader.
    #[error("no such question or article")]
    NotFound,
    /// The store failed.
    #[error("could not keep the feedback")]
    Store(#[from] StoreError),
}

impl App {
    /// An article solved a question: ends the question, counts demand, and keeps its wording as
    /// confirmed. Safe to call twice: only the first counts.
    ///
    /// # Errors
    /// See [`FeedbackError`].
    pub async fn solved(
        &self,
        reader: &Reader,
        question: QuestionId,
        article: ArticleId,
    ) -> Result<(), FeedbackError> {
        let now = self.now();
        let mut tx = self.store.begin().await?;
        let known = tx.question(question).await?;
        let (brand, locale, text) =
            known.filter(|(brand, ..)| *brand == reader.brand).ok_or(FeedbackError::NotFound)?;
        let there = Reader { locale: locale.clone(), ..reader.clone() };
        if tx.live_lines_of(there.at(self), &[article]).await?.is_empty() {
            return Err(FeedbackError::NotFound);
        }
        let mut has_changed = false;
        if let Some(ended) = tx.end_question(question, Ending::Solved(article), now).await? {
            tx.add_demand(brand, article, now).await?;
            tx.judge((article, &locale), true).await?;
            let id = QuestionId(self.fresh_id());
            let origin = "solved";
            tx.confirm(&NewConfirmed { id, brand, article, locale, text, origin }, now).await?;
            has_changed = self.look_after(&mut tx, ended).await?;
        }
        tx.commit().await?;
        if has_changed {
            self.catch_up().await?;
        }
        Ok(())
    }

    /// This article did not help with a question, or nothing of what was offered. Unknown questions
    /// and those that were solved are left as they are.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn unsolved(
        &self,
        brand: BrandId,
        question: QuestionId,
        article: Option<ArticleId>,
    ) -> Result<(), StoreError> {
        let now = self.now();
        let mut tx = self.store.begin().await?;
        let is_known = tx.question(question).await?.is_some_and(|it| it.0 == brand);
        if !is_known {
            return Ok(());
        }
        let Some(ended) = tx.end_question(question, Ending::NotHelped(article), now).await? else {
            return Ok(());
        };
        let has_changed = self.look_after(&mut tx, ended).await?;
        tx.commit().await?;
        if has_changed {
            self.catch_up().await?;
        }
        Ok(())
    }

    /// A reader says whether an article helped, and why not.
    ///
    /// # Errors
    /// See [`FeedbackError`].
    pub async fn judge(
        &self,
        reader: &Reader,
        article: ArticleId,
        helpful: bool,
        why: Option<(&str, &str)>,
    ) -> Result<(), FeedbackError> {
        let mut tx = self.store.begin().await?;
        if tx.live_lines_of(reader.at(self), &[article]).await?.is_empty() {
            return Err(FeedbackError::NotFound);
        }
        tx.judge((article, &reader.locale), helpful).await?;
        if let Some((reason, text)) = why {
            let cut = |text: &str| text.trim().chars().take(1_000).collect::<String>();
            let (reason, text) = (cut(reason), cut(text));
            if !reason.is_empty() || !text.is_empty() {
                let id = QuestionId(self.fresh_id());
                let at = (article, &reader.locale);
                tx.add_feedback_note(id, at, (&reason, &text), self.now()).await?;
            }
        }
        tx.commit().await?;
        Ok(())
    }

    /// Questions without an answer, most frequent first; `after` is the last one of the page
    /// before.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn gaps(
        &self,
        _may: &May<ReadKnowledge>,
        (brand, locale): (BrandId, Option<&Locale>),
        after: Option<(i64, &str)>,
        limit: usize,
    ) -> Result<Vec<Gap>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.store.read().await?.gaps(brand, locale, after, limit).await
    }

    /// Hides a question without an answer from the list, or shows it again.
    ///
    /// # Errors
    /// See [`FeedbackError`].
    pub async fn dismiss_gap(
        &self,
        _may: &May<WriteKnowledge>,
        brand: BrandId,
        gap: (&Locale, &str),
        is_dismissed: bool,
    ) -> Result<(), FeedbackError> {
        let mut tx = self.store.begin().await?;
        let at = is_dismissed.then(|| self.now());
        if !tx.dismiss_gap(brand, gap, at).await? {
            return Err(FeedbackError::NotFound);
        }
        tx.commit().await?;
        Ok(())
    }

    /// Questions asked, answered and solved in the last seven days.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn asked_lately(
        &self,
        _may: &May<ReadKnowledge>,
        brand: BrandId,
    ) -> Result<(i64, i64, i64), StoreError> {
        let day = (self.now() - chrono::Duration::days(6)).date_naive().to_string();
        self.store.read().await?.asked_since(brand, &day).await
    }
}
