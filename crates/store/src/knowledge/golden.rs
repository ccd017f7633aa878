//! Golden questions, and texts that were made live although some of them broke.

use chrono::{DateTime, Utc};
use lotse_domain::answers::golden::Golden;
use lotse_domain::ids::{AgentId, ArticleId, BrandId, GoldenId};
use lotse_domain::knowledge::Visibility;
use lotse_domain::locale::Locale;

use super::articles::read_visibility;
use crate::error::StoreError;
use crate::row::{Row, json, values};
use crate::tx::Tx;

/// Which golden questions of a brand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoldenFilter<'a> {
    /// The brand.
    pub brand: BrandId,
    /// Only in this language.
    pub locale: Option<&'a Locale>,
    /// Only those that this article must answer.
    pub article: Option<ArticleId>,
}

/// A golden question with what is known of its article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldenRow {
    /// The question.
    pub golden: Golden,
    /// The title of the article's newest text in the question's language.
    pub title: Option<String>,
    /// Who may read the article.
    pub visibility: Option<Visibility>,
}

impl Tx {
    /// Golden questions by language and words; `after` is the last one of the page before.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn golden(
        &mut self,
        of: GoldenFilter<'_>,
        after: Option<(&Locale, &str)>,
        limit: usize,
    ) -> Result<Vec<GoldenRow>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let (language, key) = after.unzip();
        let rows = self
            .all(
                "select g.*, t.title, a.visibility, a.segment from golden g
                 left join articles a on a.id = g.article
                 left join translations t on t.article = g.article and t.locale = g.locale
                 where g.brand = $1 and ($2 is null or g.locale = $2)
                 and ($3 is null or g.article = $3)
                 and ($4 is null or g.locale > $4 or (g.locale = $4 and g.key > $5))
                 order by g.locale, g.key limit $6",
                values![of.brand, of.locale, of.article, language, key, limit],
            )
            .await?;
        rows.iter().map(golden).collect()
    }

    /// Keeps a golden question; one in the same words takes over what it says. Says under which id.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn save_golden(
        &mut self,
        it: &Golden,
        (at, by): (DateTime<Utc>, Option<AgentId>),
    ) -> Result<GoldenId, StoreError> {
        let row = self
            .one(
                "insert into golden (id, brand, locale, key, text, article, created_at, created_by)
                 values ($1, $2, $3, $4, $5, $6, $7, $8)
                 on conflict (brand, locale, key) do update set text = excluded.text,
                 article = excluded.article returning id",
                values![it.id, it.brand, &it.locale, it.key(), &it.text, it.article, at, by],
            )
            .await?;
        row.ok_or(StoreError::Corrupt("golden"))?.parsed("id")
    }

    /// Forgets a golden question; `false` when the brand has none such.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn delete_golden(&mut self, of: BrandId, id: GoldenId) -> Result<bool, StoreError> {
        let gone =
            self.run("delete from golden where id = $1 and brand = $2", values![id, of]).await?;
        Ok(gone == 1)
    }

    /// Notes that a text was made live although these questions broke.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn note_override(
        &mut self,
        (article, locale, version): (ArticleId, &Locale, i64),
        (at, actor): (DateTime<Utc>, &str),
        questions: &[String],
    ) -> Result<(), StoreError> {
        let mut values = values![article, locale, version, at, actor];
        values.push(json(questions));
        self.run(
            "insert into overrides (article, locale, version, at, actor, questions)
             values ($1, $2, $3, $4, $5, $6) on conflict (article, locale, version) do update set
             at = excluded.at, actor = excluded.actor, questions = excluded.questions",
            values,
        )
        .await?;
        Ok(())
    }
}

fn golden(row: &Row) -> Result<GoldenRow, StoreError> {
    let visibility = match row.opt_text("visibility")? {
        None => None,
        Some(name) => read_visibility(&name, row.opt_text("segment")?),
    };
    Ok(GoldenRow {
        golden: Golden {
            id: row.parsed("id")?,
            brand: row.parsed("brand")?,
            locale: row.parsed("locale")?,
            text: row.text("text")?,
            article: row.opt_parsed("article")?,
        },
        title: row.opt_text("title")?,
        visibility,
    })
}
