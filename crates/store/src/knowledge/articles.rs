//! Articles as editors see them: newest text, state, versions.

use chrono::{DateTime, Utc};
use lotse_domain::ids::{AgentId, ArticleId, BrandId};
use lotse_domain::knowledge::{
    Access, Article, Content, Facts, Kind, Source, State, Translation, Validity, Visibility,
};
use lotse_domain::locale::Locale;

use crate::error::StoreError;
use crate::row::{Row, json, values};
use crate::tx::Tx;

/// Whether a text was saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// As this version.
    As(i64),
    /// Not: somebody saved this version meanwhile.
    Meanwhile(i64),
}

impl Tx {
    /// What articles of a brand are called by people and programs outside: each id, each name in an
    /// address and each id in a source, with the article. A name may come twice.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn article_names(
        &mut self,
        of: BrandId,
    ) -> Result<Vec<(String, ArticleId)>, StoreError> {
        let rows = self
            .all(
                "select id as name, id as article from articles where brand = $1
                 union select source_id, id from articles
                 where brand = $1 and source_id is not null
                 union select slug, article from live where brand = $1",
                values![of],
            )
            .await?;
        rows.iter().map(|it| Ok((it.text("name")?, it.parsed("article")?))).collect()
    }

    /// Keeps an article's facts, new or changed. Live texts take them over only by
    /// [`Tx::put_live`].
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
        values.push(it.facts.is_for_people.into());
        self.run(
            "insert into articles (id, brand, category, kind, visibility, segment, valid_from,
             valid_until, review_on, source, source_id, created_at, updated_at, products, codes,
             for_people)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
             on conflict (id) do update set category = excluded.category, kind = excluded.kind,
             visibility = excluded.visibility, segment = excluded.segment,
             valid_from = excluded.valid_from, valid_until = excluded.valid_until,
             review_on = excluded.review_on, updated_at = excluded.updated_at,
             products = excluded.products, codes = excluded.codes,
             for_people = excluded.for_people",
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
        self.run(
            "update articles set updated_at = $2 where id = $1 and updated_at < $2",
            values![article.id, text.updated_at],
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

    /// Whether an address is free for this article in this brand and language: no other one has
    /// it, be it only until its next text goes live.
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
                 where brand = $1 and locale = $2 and slug = $3 and article <> $4
                 union all select 1 as taken from live
                 where brand = $1 and locale = $2 and slug = $3 and article <> $4 and gone = 0",
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

    /// Says that somebody found a translation right.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn set_checked(
        &mut self,
        article: ArticleId,
        locale: &Locale,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.run(
            "update translations set checked_at = $3, checked_on = $4
             where article = $1 and locale = $2",
            values![article, locale, at, Some(at.date_naive())],
        )
        .await?;
        Ok(())
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

pub(super) fn facts(row: &Row) -> Result<Facts, StoreError> {
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
        is_for_people: row.is("for_people")?,
    })
}

pub(super) fn content(row: &Row) -> Result<Content, StoreError> {
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
        checked_at: row.opt_time("checked_at")?,
    })
}
