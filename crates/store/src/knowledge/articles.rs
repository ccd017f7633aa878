//! Articles as editors see them: newest text, state, versions.

use chrono::{DateTime, NaiveDate, Utc};
use lotse_domain::ids::{AgentId, ArticleId, BrandId, CategoryId};
use lotse_domain::knowledge::{
    Access, Article, Content, Facts, Kind, Source, State, Translation, Validity, Version,
    Visibility,
};
use lotse_domain::locale::Locale;

use crate::error::StoreError;
use crate::row::{Row, json, values};
use crate::tx::Tx;

/// What a list of articles is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct ArticleFilter {
    /// Only this language.
    pub locale: Option<Locale>,
    /// Only this state.
    pub state: Option<State>,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only this topic.
    pub category: Option<CategoryId>,
    /// Only this visibility, by its stored name: `public`, `signed_in`, `segment`, `internal`.
    pub visibility: Option<String>,
    /// Only titles that contain this, whatever the case.
    pub title: Option<String>,
    /// Only what is older than this place in the list.
    pub before: Option<(DateTime<Utc>, ArticleId, Locale)>,
}

/// One line of a list of articles: one translation.
#[derive(Debug, Clone)]
pub struct ArticleLine {
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
    /// What holds for all languages.
    pub facts: Facts,
    /// When the newest text was saved.
    pub updated_at: DateTime<Utc>,
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
}

/// Whether a text was saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// As this version.
    As(i64),
    /// Not: somebody saved this version meanwhile.
    Meanwhile(i64),
}

impl Tx {
    /// Keeps an article's facts, new or changed. Live texts take them over only by
    /// [`Tx::refresh_live`].
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when another article came from the same source.
    pub async fn save_article(&mut self, it: &Article) -> Result<(), StoreError> {
        let (visibility, segment) = stored_visibility(&it.facts.access.visibility);
        let source = it.source.as_ref();
        let mut values = values![
            it.id,
            it.brand,
            it.facts.category,
            it.facts.kind.as_str(),
            visibility,
            segment,
            it.facts.access.validity.from,
            it.facts.access.validity.until,
            it.facts.review_on,
            source.map(|it| it.name.as_str()),
            source.map(|it| it.id.as_str()),
            it.created_at,
            it.updated_at,
        ];
        values.push(json(&it.facts.products));
        values.push(json(&it.facts.codes));
        self.run(
            "insert into articles (id, brand, category, kind, visibility, segment, valid_from,
             valid_until, review_on, source, source_id, created_at, updated_at, products, codes)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
             on conflict (id) do update set category = excluded.category, kind = excluded.kind,
             visibility = excluded.visibility, segment = excluded.segment,
             valid_from = excluded.valid_from, valid_until = excluded.valid_until,
             review_on = excluded.review_on, updated_at = excluded.updated_at,
             products = excluded.products, codes = excluded.codes",
            values,
        )
        .await?;
        Ok(())
    }

    /// An article with all its languages.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn article(&mut self, id: ArticleId) -> Result<Option<Article>, StoreError> {
        let row = self.one("select * from articles where id = $1", values![id]).await?;
        match row {
            Some(row) => Ok(Some(self.with_translations(&row).await?)),
            None => Ok(None),
        }
    }

    /// The article that was imported from there.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn article_from(
        &mut self,
        brand: BrandId,
        source: &Source,
    ) -> Result<Option<Article>, StoreError> {
        let row = self
            .one(
                "select * from articles where brand = $1 and source = $2 and source_id = $3",
                values![brand, &source.name, &source.id],
            )
            .await?;
        match row {
            Some(row) => Ok(Some(self.with_translations(&row).await?)),
            None => Ok(None),
        }
    }

    /// Articles of a brand by id, a page at a time; for exports.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn articles_after(
        &mut self,
        brand: BrandId,
        after: Option<ArticleId>,
        limit: i64,
    ) -> Result<Vec<Article>, StoreError> {
        let rows = self
            .all(
                "select * from articles where brand = $1 and ($2 is null or id > $2)
                 order by id limit $3",
                values![brand, after, limit],
            )
            .await?;
        let mut articles = Vec::with_capacity(rows.len());
        for row in &rows {
            articles.push(self.with_translations(row).await?);
        }
        Ok(articles)
    }

    async fn with_translations(&mut self, row: &Row) -> Result<Article, StoreError> {
        let id: ArticleId = row.parsed("id")?;
        let rows = self
            .all("select * from translations where article = $1 order by locale", values![id])
            .await?;
        let source = match (row.opt_text("source")?, row.opt_text("source_id")?) {
            (Some(name), Some(id)) => Some(Source { name, id }),
            _ => None,
        };
        Ok(Article {
            id,
            brand: row.parsed("brand")?,
            facts: facts(row)?,
            source,
            translations: rows.iter().map(translation).collect::<Result<_, _>>()?,
            created_at: row.time("created_at")?,
            updated_at: row.time("updated_at")?,
        })
    }

    /// Saves a text as the next version, as a draft unless the translation has a state already.
    ///
    /// `base` is the version the author started from, 0 for a new language. Nothing is saved when
    /// the translation has moved on meanwhile. The slug is taken as given and must be free.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the slug is taken or the language was added meanwhile.
    pub async fn save_text(
        &mut self,
        article: &Article,
        text: &Translation,
        author: Option<AgentId>,
    ) -> Result<Saved, StoreError> {
        let base = text.version;
        let changed = if base == 0 {
            self.insert_text(article, text).await?
        } else {
            self.update_text(article, text).await?
        };
        if changed == 0 {
            let row = self
                .one(
                    "select version from translations where article = $1 and locale = $2",
                    values![article.id, &text.locale],
                )
                .await?;
            return Ok(Saved::Meanwhile(row.map_or(Ok(0), |it| it.int("version"))?));
        }
        let number = base + 1;
        let mut values = values![
            article.id,
            &text.locale,
            number,
            author,
            text.updated_at,
            &text.content.title,
            &text.content.body,
            &text.content.short
        ];
        values.push(json(&text.content.phrasings));
        values.push(json(&text.content.words));
        self.run(
            "insert into versions (article, locale, number, author, at, title, body, short,
             phrasings, words) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            values,
        )
        .await?;
        Ok(Saved::As(number))
    }

    async fn insert_text(
        &mut self,
        article: &Article,
        text: &Translation,
    ) -> Result<u64, StoreError> {
        let mut values = values![
            article.id,
            &text.locale,
            article.brand,
            &text.slug,
            &text.content.title,
            &text.content.body,
            &text.content.short,
            text.state.as_str(),
            text.updated_at,
            text.content.title.to_lowercase()
        ];
        values.push(json(&text.content.phrasings));
        values.push(json(&text.content.words));
        self.run(
            "insert into translations (article, locale, brand, slug, title, body, short, state,
             updated_at, title_lower, phrasings, words, version)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)
             on conflict (article, locale) do nothing",
            values,
        )
        .await
    }

    async fn update_text(
        &mut self,
        article: &Article,
        text: &Translation,
    ) -> Result<u64, StoreError> {
        let mut values = values![
            article.id,
            &text.locale,
            text.version,
            &text.slug,
            &text.content.title,
            &text.content.body,
            &text.content.short,
            text.updated_at,
            text.content.title.to_lowercase()
        ];
        values.push(json(&text.content.phrasings));
        values.push(json(&text.content.words));
        self.run(
            "update translations set slug = $4, title = $5, body = $6, short = $7,
             updated_at = $8, title_lower = $9, phrasings = $10, words = $11,
             version = version + 1
             where article = $1 and locale = $2 and version = $3",
            values,
        )
        .await
    }

    /// Whether an address is free for this article in this brand and language.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn is_slug_free(
        &mut self,
        article: &Article,
        locale: &Locale,
        slug: &str,
    ) -> Result<bool, StoreError> {
        let row = self
            .one(
                "select 1 as taken from translations
                 where brand = $1 and locale = $2 and slug = $3 and article <> $4",
                values![article.brand, locale, slug, article.id],
            )
            .await?;
        Ok(row.is_none())
    }

    /// Says how far a translation has come and which version of it is live.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn set_state(
        &mut self,
        article: ArticleId,
        locale: &Locale,
        state: State,
        live_version: Option<i64>,
    ) -> Result<(), StoreError> {
        self.run(
            "update translations set state = $3, live_version = $4
             where article = $1 and locale = $2",
            values![article, locale, state.as_str(), live_version],
        )
        .await?;
        Ok(())
    }

    /// Translations of a brand, newest change first, at most `limit`.
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
        let (at, id, locale) = match &filter.before {
            Some((at, id, locale)) => (Some(*at), Some(*id), Some(locale)),
            None => (None, None, None),
        };
        let rows = self
            .all(
                "select a.*, t.article, t.locale, t.title, t.state, t.version, t.live_version,
                 t.updated_at as text_updated_at
                 from translations t join articles a on a.id = t.article
                 where t.brand = $1 and ($2 is null or t.locale = $2)
                 and ($3 is null or t.state = $3) and ($4 is null or a.kind = $4)
                 and ($5 is null or a.category = $5) and ($6 is null or a.visibility = $6)
                 and ($7 is null or t.title_lower like $7 escape '\\')
                 and ($8 is null or t.updated_at < $8 or (t.updated_at = $8
                 and (t.article < $9 or (t.article = $9 and t.locale < $10))))
                 order by t.updated_at desc, t.article desc, t.locale desc limit $11",
                values![
                    brand,
                    filter.locale.as_ref(),
                    filter.state.map(State::as_str),
                    filter.kind.map(Kind::as_str),
                    filter.category,
                    filter.visibility.clone(),
                    title,
                    at,
                    id,
                    locale,
                    limit,
                ],
            )
            .await?;
        rows.iter().map(line).collect()
    }

    /// The languages of some articles: article, language, state, last change. At most 100 articles
    /// are looked up.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn languages_of(
        &mut self,
        articles: &[ArticleId],
    ) -> Result<Vec<(ArticleId, Locale, State, DateTime<Utc>)>, StoreError> {
        let ids: Vec<ArticleId> = articles.iter().take(100).copied().collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let places: Vec<String> = (1..=ids.len()).map(|it| format!("${it}")).collect();
        let sql = format!(
            "select article, locale, state, updated_at from translations
             where article in ({}) order by article, locale",
            places.join(", ")
        );
        let rows = self.all(&sql, ids.into_iter().map(Into::into).collect()).await?;
        rows.iter()
            .map(|row| {
                Ok((
                    row.parsed("article")?,
                    row.parsed("locale")?,
                    row.named("state", State::from_name)?,
                    row.time("updated_at")?,
                ))
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
                "select v.number, v.author, v.at, v.title, g.name from versions v
                 left join agents g on g.id = v.author
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

    /// Deletes an article that is nowhere live; `false` when it is or does not exist.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn delete_article(&mut self, id: ArticleId) -> Result<bool, StoreError> {
        let gone = self
            .run(
                "delete from articles where id = $1 and not exists
                 (select 1 from live where article = $1 and gone = 0)",
                values![id],
            )
            .await?;
        Ok(gone == 1)
    }

    /// How many translations should have been checked by `today` and are live.
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
                "select id from articles where brand = $1 and review_on <= $2 limit $3",
                values![brand, Some(today), limit],
            )
            .await?;
        Ok(i64::try_from(rows.len()).unwrap_or(limit))
    }
}

pub(crate) fn stored_visibility(visibility: &Visibility) -> (&'static str, Option<&str>) {
    match visibility {
        Visibility::Public => ("public", None),
        Visibility::SignedIn => ("signed_in", None),
        Visibility::Segment(name) => ("segment", Some(name)),
        Visibility::Internal => ("internal", None),
    }
}

pub(crate) fn read_visibility(name: &str, segment: Option<String>) -> Option<Visibility> {
    match (name, segment) {
        ("public", _) => Some(Visibility::Public),
        ("signed_in", _) => Some(Visibility::SignedIn),
        ("segment", Some(segment)) => Some(Visibility::Segment(segment)),
        ("internal", _) => Some(Visibility::Internal),
        _ => None,
    }
}

fn facts(row: &Row) -> Result<Facts, StoreError> {
    let visibility = read_visibility(&row.text("visibility")?, row.opt_text("segment")?)
        .ok_or(StoreError::Corrupt("visibility"))?;
    Ok(Facts {
        category: row.opt_parsed("category")?,
        kind: row.named("kind", Kind::from_name)?,
        access: Access {
            visibility,
            validity: Validity {
                from: row.opt_time("valid_from")?,
                until: row.opt_time("valid_until")?,
            },
        },
        review_on: row.opt_parsed("review_on")?,
        products: row.json("products")?,
        codes: row.json("codes")?,
    })
}

fn content(row: &Row) -> Result<Content, StoreError> {
    Ok(Content {
        title: row.text("title")?,
        phrasings: row.json("phrasings")?,
        body: row.text("body")?,
        short: row.text("short")?,
        words: row.json("words")?,
    })
}

fn translation(row: &Row) -> Result<Translation, StoreError> {
    Ok(Translation {
        locale: row.parsed("locale")?,
        slug: row.text("slug")?,
        content: content(row)?,
        state: row.named("state", State::from_name)?,
        version: row.int("version")?,
        live_version: row.opt_int("live_version")?,
        updated_at: row.time("updated_at")?,
    })
}

fn line(row: &Row) -> Result<ArticleLine, StoreError> {
    Ok(ArticleLine {
        article: row.parsed("article")?,
        locale: row.parsed("locale")?,
        title: row.text("title")?,
        state: row.named("state", State::from_name)?,
        is_live: row.opt_int("live_version")? == Some(row.int("version")?),
        facts: facts(row)?,
        updated_at: row.time("text_updated_at")?,
    })
}
