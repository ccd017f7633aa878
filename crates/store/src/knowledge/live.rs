//! What customers read: one row per article and language, with a revision that only grows, so
//! that each process can catch up with what it has not seen.

use chrono::{DateTime, Utc};
use lotse_domain::ids::{ArticleId, BrandId, CategoryId};
use lotse_domain::knowledge::{
    Access, Audience, Content, Facts, Kind, LiveArticle, Validity, may_read,
};
use lotse_domain::locale::Locale;
use serde::{Deserialize, Serialize};

use super::articles::{read_visibility, stored_visibility};
use crate::error::StoreError;
use crate::row::{Row, json, values};
use crate::tx::Tx;

/// A live article with its finished HTML.
#[derive(Debug, Clone)]
pub struct LiveRow {
    /// The article.
    pub article: LiveArticle,
    /// Its body as cleaned HTML.
    pub html: String,
}

/// A live article in a list: all but its text.
#[derive(Debug, Clone)]
pub struct LiveLine {
    /// The article.
    pub article: ArticleId,
    /// The language.
    pub locale: Locale,
    /// Its name in addresses.
    pub slug: String,
    /// The question or matter.
    pub title: String,
    /// The answer in one or two sentences, may be empty.
    pub short: String,
    /// What holds for all languages.
    pub facts: Facts,
    /// When this text went live.
    pub published_at: DateTime<Utc>,
}

/// One change of live knowledge.
#[derive(Debug, Clone)]
pub enum LiveChange {
    /// This text is live now.
    Up(Box<LiveArticle>),
    /// Nothing of it is live any more.
    Down {
        /// The article.
        article: ArticleId,
        /// The language.
        locale: Locale,
        /// The revision of the change.
        revision: i64,
    },
}

/// Where an address leads.
#[derive(Debug, Clone)]
pub enum Slug {
    /// To this article.
    Here(Box<LiveRow>),
    /// To an article that has this address now.
    Moved(String),
    /// To nothing this audience may see.
    Nowhere,
}

/// Whose live articles are read, by whom and when: the scope of every finder here.
#[derive(Debug, Clone, Copy)]
pub struct HelpCentre<'a> {
    /// The brand.
    pub brand: BrandId,
    /// The language.
    pub locale: &'a Locale,
    /// Who reads.
    pub audience: &'a Audience,
    /// When.
    pub now: DateTime<Utc>,
}

/// The stored form of what is live; fields are only added, with defaults.
#[derive(Serialize, Deserialize)]
struct Document {
    title: String,
    phrasings: Vec<String>,
    short: String,
    words: Vec<String>,
    kind: String,
    visibility: String,
    segment: Option<String>,
    valid_from: Option<i64>,
    valid_until: Option<i64>,
    review_on: Option<String>,
    products: Vec<String>,
    codes: Vec<String>,
    #[serde(default)]
    checked_at: Option<i64>,
    #[serde(default)]
    is_for_people: bool,
}

impl Tx {
    /// The titles of articles that are live in a language, whoever may read them.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn live_titles(
        &mut self,
        (locale, ids): (&Locale, &[ArticleId]),
    ) -> Result<Vec<(ArticleId, String)>, StoreError> {
        let mut titles = Vec::with_capacity(ids.len());
        for id in ids {
            let found = self.live_texts(*id).await?.into_iter();
            let here = found.filter(|it| it.article.locale == *locale);
            titles.extend(here.map(|it| (*id, it.article.content.title)));
        }
        Ok(titles)
    }

    /// Makes a text live everywhere; the text before it in the same language goes.
    ///
    /// The row's `revision` is ignored and counted up here.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn put_live(&mut self, it: &LiveArticle, html: &str) -> Result<(), StoreError> {
        let revision = self.next_revision().await?;
        self.keep_old_slug(it).await?;
        self.count_going_live(it.brand, it.article).await?;
        let mut values = values![
            it.article,
            &it.locale,
            it.brand,
            &it.slug,
            it.facts.category,
            html,
            it.published_at,
            revision,
            &it.content.body
        ];
        values.push(json(&document(it)));
        self.run(
            "insert into live (article, locale, brand, slug, category, html, published_at,
             revision, body, document, gone) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0)
             on conflict (article, locale) do update set slug = excluded.slug,
             category = excluded.category, html = excluded.html,
             published_at = excluded.published_at, revision = excluded.revision,
             body = excluded.body, document = excluded.document, gone = 0",
            values,
        )
        .await?;
        Ok(())
    }

    async fn keep_old_slug(&mut self, it: &LiveArticle) -> Result<(), StoreError> {
        self.run(
            "insert into old_slugs (brand, locale, slug, article)
             select brand, locale, slug, article from live
             where article = $1 and locale = $2 and slug <> $3
             on conflict (brand, locale, slug) do update set article = excluded.article",
            values![it.article, &it.locale, &it.slug],
        )
        .await?;
        Ok(())
    }

    /// Takes a text down everywhere. Safe to call twice.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn take_down(
        &mut self,
        article: ArticleId,
        locale: &Locale,
    ) -> Result<(), StoreError> {
        let revision = self.next_revision().await?;
        let gone = self
            .run(
                "update live set gone = 1, revision = $3 where article = $1 and locale = $2
                 and gone = 0",
                values![article, locale, revision],
            )
            .await?;
        if gone == 1 {
            self.count_taken_down(article).await?;
        }
        Ok(())
    }

    /// The live texts of one article in all languages, whoever may read them; for publishing.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn live_texts(&mut self, article: ArticleId) -> Result<Vec<LiveRow>, StoreError> {
        let rows = self
            .all(
                "select * from live where article = $1 and gone = 0 order by locale",
                values![article],
            )
            .await?;
        rows.iter().map(live_row).collect()
    }

    /// The newest revision of live knowledge in the installation.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn revision(&mut self) -> Result<i64, StoreError> {
        let row = self.one("select value from counters where name = 'revision'", values![]).await?;
        row.ok_or(StoreError::Corrupt("counters"))?.int("value")
    }

    /// What changed after `revision`, oldest first, at most `limit`.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn live_changes(
        &mut self,
        revision: i64,
        limit: i64,
    ) -> Result<Vec<LiveChange>, StoreError> {
        let rows = self
            .all(
                "select * from live where revision > $1 order by revision limit $2",
                values![revision, limit],
            )
            .await?;
        rows.iter()
            .map(|row| {
                if row.is("gone")? {
                    return Ok(LiveChange::Down {
                        article: row.parsed("article")?,
                        locale: row.parsed("locale")?,
                        revision: row.int("revision")?,
                    });
                }
                Ok(LiveChange::Up(Box::new(live(row)?)))
            })
            .collect()
    }

    /// Where an address of the help centre leads for this reader.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn live_at(&mut self, at: HelpCentre<'_>, slug: &str) -> Result<Slug, StoreError> {
        let row = self
            .one(
                "select * from live where brand = $1 and locale = $2 and slug = $3 and gone = 0",
                values![at.brand, at.locale, slug],
            )
            .await?;
        if let Some(row) = row {
            let found = live_row(&row)?;
            return Ok(if at.may_read(&found) {
                Slug::Here(Box::new(found))
            } else {
                Slug::Nowhere
            });
        }
        let moved = self
            .one(
                "select l.* from old_slugs o join live l on l.article = o.article
                 and l.locale = o.locale where o.brand = $1 and o.locale = $2 and o.slug = $3
                 and l.gone = 0",
                values![at.brand, at.locale, slug],
            )
            .await?;
        match moved.as_ref().map(live_row).transpose()? {
            Some(found) if at.may_read(&found) => Ok(Slug::Moved(found.article.slug)),
            _ => Ok(Slug::Nowhere),
        }
    }

    /// One live article, if this reader may read it.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn live_article(
        &mut self,
        at: HelpCentre<'_>,
        article: ArticleId,
    ) -> Result<Option<LiveRow>, StoreError> {
        let row = self
            .one(
                "select * from live where article = $1 and locale = $2 and brand = $3
                 and gone = 0",
                values![article, at.locale, at.brand],
            )
            .await?;
        let found = row.as_ref().map(live_row).transpose()?;
        Ok(found.filter(|it| at.may_read(it)))
    }

    /// The live articles this reader may read, by address; `category` narrows, `after` is the
    /// last address of the page before. At most `limit` are looked at, so a page may be shorter;
    /// the second value is the address to go on after, `None` at the end.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn live_lines(
        &mut self,
        at: HelpCentre<'_>,
        category: Option<CategoryId>,
        after: Option<&str>,
        limit: usize,
    ) -> Result<(Vec<LiveLine>, Option<String>), StoreError> {
        let rows = self
            .all(
                "select article, locale, slug, category, document, published_at from live
                 where brand = $1 and locale = $2 and gone = 0
                 and ($3 is null or category = $3) and ($4 is null or slug > $4)
                 order by slug limit $5",
                values![
                    at.brand,
                    at.locale,
                    category,
                    after,
                    i64::try_from(limit).unwrap_or(i64::MAX)
                ],
            )
            .await?;
        let mut found: Vec<LiveLine> = rows.iter().map(line).collect::<Result<_, _>>()?;
        let next = found.last().filter(|_| found.len() == limit).map(|it| it.slug.clone());
        found.retain(|it| at.lets_read(&it.facts));
        Ok((found, next))
    }

    /// Those of `articles` that are live and that this reader may read, in the order asked for.
    /// At most 50 are looked up.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn live_lines_of(
        &mut self,
        at: HelpCentre<'_>,
        articles: &[ArticleId],
    ) -> Result<Vec<LiveLine>, StoreError> {
        let mut values = values![at.locale];
        let mut places = Vec::new();
        for id in articles.iter().take(50) {
            values.push((*id).into());
            places.push(format!("${}", values.len()));
        }
        if places.is_empty() {
            return Ok(Vec::new());
        }
        // The brand is compared here: SQLite, asked for it too, would walk through all the brand
        // has instead of going to the few articles by their key.
        let sql = format!(
            "select article, brand, locale, slug, category, document, published_at from live
             where article in ({}) and locale = $1 and gone = 0",
            places.join(", ")
        );
        let rows = self.all(&sql, values).await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in &rows {
            if row.parsed::<BrandId>("brand")? == at.brand {
                found.push(line(row)?);
            }
        }
        found.retain(|it| at.lets_read(&it.facts));
        found.sort_by_key(|it| articles.iter().position(|id| *id == it.article));
        Ok(found)
    }

    /// Whether anything live of a brand is kept from people who have not signed in, yet not from
    /// all contacts.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn has_restricted(&mut self, brand: BrandId) -> Result<bool, StoreError> {
        let row = self
            .one(
                "select 1 as found from articles a join live l on l.article = a.id
                 where a.brand = $1 and a.visibility in ('signed_in', 'segment') and l.gone = 0
                 limit 1",
                values![brand],
            )
            .await?;
        Ok(row.is_some())
    }

    /// The languages an article is live in for this reader, with the addresses.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn live_languages(
        &mut self,
        at: HelpCentre<'_>,
        article: ArticleId,
    ) -> Result<Vec<(Locale, String)>, StoreError> {
        let rows = self
            .all(
                "select article, locale, slug, category, document, published_at from live
                 where article = $1 and brand = $2 and gone = 0 order by locale",
                values![article, at.brand],
            )
            .await?;
        let mut found: Vec<LiveLine> = rows.iter().map(line).collect::<Result<_, _>>()?;
        found.retain(|it| at.lets_read(&it.facts));
        Ok(found.into_iter().map(|it| (it.locale, it.slug)).collect())
    }
}

impl HelpCentre<'_> {
    fn may_read(&self, row: &LiveRow) -> bool {
        self.lets_read(&row.article.facts)
    }

    fn lets_read(&self, facts: &Facts) -> bool {
        may_read(&facts.access, self.audience, self.now)
    }
}

fn document(it: &LiveArticle) -> Document {
    let (visibility, segment) = stored_visibility(&it.facts.access.visibility);
    let validity = it.facts.access.validity;
    Document {
        title: it.content.title.clone(),
        phrasings: it.content.phrasings.clone(),
        short: it.content.short.clone(),
        words: it.content.words.clone(),
        kind: it.facts.kind.as_str().to_owned(),
        visibility: visibility.to_owned(),
        segment: segment.map(str::to_owned),
        valid_from: validity.from.map(|it| it.timestamp_millis()),
        valid_until: validity.until.map(|it| it.timestamp_millis()),
        review_on: it.facts.review_on.map(|it| it.to_string()),
        products: it.facts.products.clone(),
        codes: it.facts.codes.clone(),
        checked_at: Some(it.checked_at.timestamp_millis()),
        is_for_people: it.facts.is_for_people,
    }
}

fn live_row(row: &Row) -> Result<LiveRow, StoreError> {
    Ok(LiveRow { article: live(row)?, html: row.text("html")? })
}

fn live(row: &Row) -> Result<LiveArticle, StoreError> {
    let document: Document = row.json("document")?;
    let facts = facts(row, &document)?;
    let published_at = row.time("published_at")?;
    let checked_at = document.checked_at.and_then(DateTime::from_timestamp_millis);
    Ok(LiveArticle {
        article: row.parsed("article")?,
        brand: row.parsed("brand")?,
        locale: row.parsed("locale")?,
        slug: row.text("slug")?,
        facts,
        content: Content {
            title: document.title,
            phrasings: document.phrasings,
            body: row.text("body")?,
            short: document.short,
            words: document.words,
        },
        published_at,
        checked_at: checked_at.unwrap_or(published_at),
        revision: row.int("revision")?,
    })
}

fn line(row: &Row) -> Result<LiveLine, StoreError> {
    let document: Document = row.json("document")?;
    Ok(LiveLine {
        article: row.parsed("article")?,
        locale: row.parsed("locale")?,
        slug: row.text("slug")?,
        facts: facts(row, &document)?,
        title: document.title,
        short: document.short,
        published_at: row.time("published_at")?,
    })
}

fn facts(row: &Row, it: &Document) -> Result<Facts, StoreError> {
    const CORRUPT: StoreError = StoreError::Corrupt("document");
    let moment = |millis: Option<i64>| millis.and_then(DateTime::from_timestamp_millis);
    Ok(Facts {
        category: row.opt_parsed("category")?,
        kind: Kind::from_name(&it.kind).ok_or(CORRUPT)?,
        access: Access {
            visibility: read_visibility(&it.visibility, it.segment.clone()).ok_or(CORRUPT)?,
            validity: Validity { from: moment(it.valid_from), until: moment(it.valid_until) },
        },
        review_on: it.review_on.as_ref().and_then(|it| it.parse().ok()),
        products: it.products.clone(),
        codes: it.codes.clone(),
        is_for_people: it.is_for_people,
    })
}
