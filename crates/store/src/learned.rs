//! Questions of which somebody confirmed that an article answers them: what the engine learns from.

use chrono::{DateTime, Utc};
use lotse_domain::ids::{ArticleId, BrandId, QuestionId};
use lotse_domain::locale::Locale;

use crate::error::StoreError;
use crate::row::{Row, values};
use crate::tx::Tx;

/// A question that somebody confirmed belongs to an article.
#[derive(Debug, Clone)]
pub struct NewConfirmed {
    /// Its id.
    pub id: QuestionId,
    /// The brand.
    pub brand: BrandId,
    /// The article that answered it.
    pub article: ArticleId,
    /// The language.
    pub locale: Locale,
    /// The question.
    pub text: String,
    /// Who said so: `solved`, `editor`, `agent`.
    pub origin: &'static str,
}

/// A confirmed question as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    /// Its id.
    pub id: QuestionId,
    /// The article that answers it.
    pub article: ArticleId,
    /// The language.
    pub locale: Locale,
    /// The question.
    pub text: String,
    /// Who said so: `solved`, `editor`, `agent`.
    pub origin: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Grows with every change of what is confirmed or revoked.
    pub revision: i64,
    /// Whether somebody said since that it is not so.
    pub is_revoked: bool,
}

impl Tx {
    /// Keeps a confirmed question; the same wording for the same article is kept once, and one that
    /// was revoked stays so.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn confirm(
        &mut self,
        it: &NewConfirmed,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let revision = self.next_revision().await?;
        self.run(
            "insert into confirmed (id, brand, article, locale, text, origin, created_at,
             revision) values ($1, $2, $3, $4, $5, $6, $7, $8)
             on conflict (article, locale, text) do nothing",
            values![it.id, it.brand, it.article, &it.locale, &it.text, it.origin, now, revision],
        )
        .await?;
        Ok(())
    }

    /// What was confirmed or revoked after `revision`, oldest first.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn confirmed_after(
        &mut self,
        revision: i64,
        limit: i64,
    ) -> Result<Vec<Confirmed>, StoreError> {
        let rows = self
            .all(
                "select * from confirmed where revision > $1 order by revision limit $2",
                values![revision, limit],
            )
            .await?;
        rows.iter().map(confirmed).collect()
    }

    /// What was confirmed for an article in a language and not revoked, newest first.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn confirmed_of(
        &mut self,
        (article, locale): (ArticleId, &Locale),
        before: Option<(DateTime<Utc>, QuestionId)>,
        limit: i64,
    ) -> Result<Vec<Confirmed>, StoreError> {
        let (at, id) = before.map_or((None, None), |(at, id)| (Some(at), Some(id)));
        let rows = self
            .all(
                "select * from confirmed where article = $1 and locale = $2
                 and revoked_at is null and ($3 is null or created_at < $3
                 or (created_at = $3 and id < $4)) order by created_at desc, id desc limit $5",
                values![article, locale, at, id, limit],
            )
            .await?;
        rows.iter().map(confirmed).collect()
    }

    /// Says that a confirmed question does not belong to its article (`Some`), or that it does after
    /// all (`None`); `false` when the article has no such question. Safe to call twice.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn set_revoked(
        &mut self,
        article: ArticleId,
        id: QuestionId,
        at: Option<DateTime<Utc>>,
    ) -> Result<bool, StoreError> {
        let revision = self.next_revision().await?;
        let changed = self
            .run(
                "update confirmed set revoked_at = $3, revision = $4
                 where id = $1 and article = $2",
                values![id, article, at, revision],
            )
            .await?;
        Ok(changed == 1)
    }
}

fn confirmed(row: &Row) -> Result<Confirmed, StoreError> {
    Ok(Confirmed {
        id: row.parsed("id")?,
        article: row.parsed("article")?,
        locale: row.parsed("locale")?,
        text: row.text("text")?,
        origin: row.text("origin")?,
        at: row.time("created_at")?,
        revision: row.int("revision")?,
        is_revoked: row.opt_time("revoked_at")?.is_some(),
    })
}
