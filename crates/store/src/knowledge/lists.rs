//! Lists of articles and of their saved texts.

use chrono::{DateTime, NaiveDate, Utc};
use lotse_domain::ids::{AgentId, ArticleId, BrandId, CategoryId};
use lotse_domain::knowledge::{Facts, Kind, State, Version};
use lotse_domain::locale::Locale;

use super::articles::{content, facts};
use crate::error::StoreError;
use crate::row::{Row, values};
use crate::tx::Tx;

/// What a list of articles is narrowed to. An article is in it when one of its languages fits all
/// that is said of languages: [`locale`](Self::locale), [`state`](Self::state),
/// [`title`](Self::title) and [`due`](Self::due).
#[derive(Debug, Clone, Default)]
pub struct ArticleFilter {
    /// Only with this language.
    pub locale: Option<Locale>,
    /// Only with this state.
    pub state: Option<State>,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only this topic.
    pub category: Option<CategoryId>,
    /// Only this visibility, by its stored name: `public`, `signed_in`, `segment`, `internal`.
    pub visibility: Option<String>,
    /// Only with a title that contains this, whatever the case.
    pub title: Option<String>,
    /// Only what somebody should have checked by this day, in UTC, and has not.
    pub due: Option<NaiveDate>,
    /// Only what is older than this place in the list.
    pub before: Option<(DateTime<Utc>, ArticleId)>,
}

/// One article in a list.
#[derive(Debug, Clone)]
pub struct ArticleLine {
    /// The article.
    pub article: ArticleId,
    /// What holds for all languages.
    pub facts: Facts,
    /// When its facts or one of its texts last changed.
    pub updated_at: DateTime<Utc>,
}

/// One of the languages of an article in a list.
#[derive(Debug, Clone)]
pub struct LanguageLine {
    /// The article.
    pub article: ArticleId,
    /// The language.
    pub locale: Locale,
    /// The newest title.
    pub title: String,
    /// How far the translation has come.
    pub state: State,
    /// Whether the newest text is live.
    pub is_live: bool,
    /// When the newest text was saved.
    pub updated_at: DateTime<Utc>,
    /// When somebody last said that what is live is right.
    pub checked_at: Option<DateTime<Utc>>,
}

/// One saved text in a list.
#[derive(Debug, Clone)]
pub struct VersionLine {
    /// Counts from 1.
    pub number: i64,
    /// Who saved it, with the name of today.
    pub author: Option<(AgentId, String)>,
    /// When.
    pub at: DateTime<Utc>,
    /// The title it had.
    pub title: String,
    /// When it was last made live although golden questions broke.
    pub overridden: Option<Overridden>,
}

/// That a text was made live although golden questions broke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overridden {
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it, as the ledger of writes names them.
    pub actor: String,
    /// Their name of today: an agent's or a key's; `None` for the operator and for keys that are
    /// gone.
    pub name: Option<String>,
    /// The questions that broke.
    pub questions: Vec<String>,
}

impl Tx {
    /// Articles of a brand, newest change first, at most `limit`.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn article_lines(
        &mut self,
        brand: BrandId,
        filter: &ArticleFilter,
        limit: i64,
    ) -> Result<Vec<ArticleLine>, StoreError> {
        let title = filter.title.as_ref().map(|it| {
            let escaped = it.to_lowercase().replace('\\', "\\\\").replace('%', "\\%");
            format!("%{}%", escaped.replace('_', "\\_"))
        });
        let rows = self
            .all(
                "select a.* from articles a
                 where a.brand = $1 and ($2 is null or a.kind = $2)
                 and ($3 is null or a.category = $3) and ($4 is null or a.visibility = $4)
                 and ($5 is null or a.updated_at < $5 or (a.updated_at = $5 and a.id < $6))
                 and exists (select 1 from translations t where t.article = a.id
                 and ($7 is null or t.locale = $7) and ($8 is null or t.state = $8)
                 and ($9 is null or t.title_lower like $9 escape '\\')
                 and ($10 is null or (a.review_on <= $10
                 and (t.checked_on is null or t.checked_on < a.review_on))))
                 order by a.updated_at desc, a.id desc limit $11",
                values![
                    brand,
                    filter.kind.map(Kind::as_str),
                    filter.category,
                    filter.visibility.clone(),
                    filter.before.map(|it| it.0),
                    filter.before.map(|it| it.1),
                    filter.locale.as_ref(),
                    filter.state.map(State::as_str),
                    title,
                    filter.due,
                    limit,
                ],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(ArticleLine {
                    article: row.parsed("id")?,
                    facts: facts(row)?,
                    updated_at: row.time("updated_at")?,
                })
            })
            .collect()
    }

    /// The languages of some articles; at most 100 articles are looked up.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn languages_of(
        &mut self,
        articles: &[ArticleId],
    ) -> Result<Vec<LanguageLine>, StoreError> {
        let ids: Vec<ArticleId> = articles.iter().take(100).copied().collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let places: Vec<String> = (1..=ids.len()).map(|it| format!("${it}")).collect();
        let sql = format!(
            "select article, locale, title, state, version, live_version, updated_at, checked_at
             from translations where article in ({}) order by article, locale",
            places.join(", ")
        );
        let rows = self.all(&sql, ids.into_iter().map(Into::into).collect()).await?;
        rows.iter()
            .map(|row| {
                Ok(LanguageLine {
                    article: row.parsed("article")?,
                    locale: row.parsed("locale")?,
                    title: row.text("title")?,
                    state: row.named("state", State::from_name)?,
                    is_live: row.opt_int("live_version")? == Some(row.int("version")?),
                    updated_at: row.time("updated_at")?,
                    checked_at: row.opt_time("checked_at")?,
                })
            })
            .collect()
    }

    /// Saved texts, newest first; `before` is the last number of the page before.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn version_lines(
        &mut self,
        article: ArticleId,
        locale: &Locale,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<VersionLine>, StoreError> {
        let rows = self
            .all(
                "select v.number, v.author, v.at, v.title, g.name, o.at as over_at, o.actor,
                 o.questions, coalesce(b.name, k.name) as actor_name from versions v
                 left join agents g on g.id = v.author
                 left join overrides o on o.article = v.article and o.locale = v.locale
                 and o.version = v.number
                 left join agents b on o.actor = 'agent:' || b.id
                 left join api_keys k on o.actor = 'key:' || k.id
                 where v.article = $1 and v.locale = $2 and ($3 is null or v.number < $3)
                 order by v.number desc limit $4",
                values![article, locale, before, limit],
            )
            .await?;
        rows.iter()
            .map(|row| {
                let author: Option<AgentId> = row.opt_parsed("author")?;
                let name = row.opt_text("name")?.unwrap_or_default();
                Ok(VersionLine {
                    number: row.int("number")?,
                    author: author.map(|id| (id, name)),
                    at: row.time("at")?,
                    title: row.text("title")?,
                    overridden: overridden(row)?,
                })
            })
            .collect()
    }

    /// One saved text.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn version(
        &mut self,
        article: ArticleId,
        locale: &Locale,
        number: i64,
    ) -> Result<Option<Version>, StoreError> {
        let row = self
            .one(
                "select * from versions where article = $1 and locale = $2 and number = $3",
                values![article, locale, number],
            )
            .await?;
        row.map(|row| {
            Ok(Version {
                number: row.int("number")?,
                author: row.opt_parsed("author")?,
                at: row.time("at")?,
                content: content(&row)?,
            })
        })
        .transpose()
    }

    /// How many articles should have been checked by `today` and were not, in any language; counted
    /// up to `limit`.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn due_for_review(
        &mut self,
        brand: BrandId,
        today: NaiveDate,
        limit: i64,
    ) -> Result<i64, StoreError> {
        let rows = self
            .all(
                "select a.id from articles a where a.brand = $1 and a.review_on <= $2
                 and exists (select 1 from translations t where t.article = a.id
                 and (t.checked_on is null or t.checked_on < a.review_on)) limit $3",
                values![brand, Some(today), limit],
            )
            .await?;
        Ok(i64::try_from(rows.len()).unwrap_or(limit))
    }
}

fn overridden(row: &Row) -> Result<Option<Overridden>, StoreError> {
    let Some(at) = row.opt_time("over_at")? else { return Ok(None) };
    Ok(Some(Overridden {
        at,
        actor: row.text("actor")?,
        name: row.opt_text("actor_name")?,
        questions: row.json("questions")?,
    }))
}
