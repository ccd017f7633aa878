//! Reading what is live: for pages, feeds and the API. Every function takes who reads.

use std::collections::{HashMap, HashSet};

use lotse_answer::{Asker, Key};
use lotse_domain::ids::{ArticleId, BrandId, CategoryId};
use lotse_domain::knowledge::Audience;
use lotse_domain::locale::Locale;
use lotse_store::{HelpCentre, LiveLine, LiveRow, Slug, StoreError};

use crate::App;
use crate::answers::page_key;

/// Up to so many articles a topic's count is exact and shown.
const COUNTED: usize = 1_000;
/// So many of a page's newest questions say what is asked there.
const ASKED_ON_PAGE: i64 = 200;

/// Who reads which brand in which language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// The brand.
    pub brand: BrandId,
    /// The language.
    pub locale: Locale,
    /// Who reads.
    pub audience: Audience,
}

/// An article's page.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The article with its HTML.
    pub live: LiveRow,
    /// The languages it is live in for this reader, with its name in addresses there.
    pub languages: Vec<(Locale, String)>,
    /// Articles about the same, best first.
    pub related: Vec<LiveLine>,
}

impl Reader {
    pub(crate) fn at<'a>(&'a self, app: &App) -> HelpCentre<'a> {
        HelpCentre {
            brand: self.brand,
            locale: &self.locale,
            audience: &self.audience,
            now: app.now(),
        }
    }
}

impl App {
    /// Where an address leads, without what stands around the article.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn article_at(&self, reader: &Reader, slug: &str) -> Result<Slug, StoreError> {
        self.store.read().await?.live_at(reader.at(self), slug).await
    }

    /// An article with what stands around it.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn around(&self, reader: &Reader, live: LiveRow) -> Result<Reading, StoreError> {
        let key = Key { article: live.article.article, locale: reader.locale.clone() };
        let asker = Asker { audience: &reader.audience, now: self.now() };
        let near = self.engine.related(&key, &asker, 4);
        let near: Vec<ArticleId> = near.into_iter().map(|it| it.key.article).collect();
        let mut tx = self.store.read().await?;
        let related = tx.live_lines_of(reader.at(self), &near).await?;
        let languages = tx.live_languages(reader.at(self), live.article.article).await?;
        Ok(Reading { live, languages, related })
    }

    /// The address of an article in the reader's language, else in any other they may read.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn address_of(
        &self,
        reader: &Reader,
        id: ArticleId,
    ) -> Result<Option<(Locale, String)>, StoreError> {
        let languages = self.store.read().await?.live_languages(reader.at(self), id).await?;
        let same = languages.iter().position(|(locale, _)| *locale == reader.locale).unwrap_or(0);
        Ok(languages.into_iter().nth(same))
    }

    /// Live articles by address, a page at a time; the second value continues.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn live_lines(
        &self,
        reader: &Reader,
        category: Option<CategoryId>,
        after: Option<&str>,
        limit: usize,
    ) -> Result<(Vec<LiveLine>, Option<String>), StoreError> {
        self.store.read().await?.live_lines(reader.at(self), category, after, limit).await
    }

    /// Live articles with their HTML, for feeds and the like, by address.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn live_rows(
        &self,
        reader: &Reader,
        ids: &[ArticleId],
    ) -> Result<Vec<LiveRow>, StoreError> {
        let mut tx = self.store.read().await?;
        let mut rows = Vec::new();
        for id in ids {
            rows.extend(tx.live_article(reader.at(self), *id).await?);
        }
        Ok(rows)
    }

    /// The articles most asked for: on this page if one is named, then lately at all; filled up with
    /// others while nobody has asked much.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn most_asked(
        &self,
        (reader, page): (&Reader, Option<&str>),
        count: usize,
    ) -> Result<Vec<LiveLine>, StoreError> {
        let mut tx = self.store.read().await?;
        let mut top = match page.and_then(page_key) {
            Some(key) => tx.asked_on_page((reader.brand, &key), ASKED_ON_PAGE).await?,
            None => Vec::new(),
        };
        top.truncate(count * 3);
        let lately = tx.top_articles(reader.brand, self.now(), count * 3).await?;
        top.extend(lately.into_iter().map(|it| it.article));
        let mut seen = HashSet::new();
        top.retain(|it| seen.insert(*it));
        let mut lines = tx.live_lines_of(reader.at(self), &top).await?;
        lines.truncate(count);
        if lines.len() < count {
            let (others, _) = tx.live_lines(reader.at(self), None, None, count * 2).await?;
            lines.extend(others.into_iter().filter(|it| !top.contains(&it.article)));
            lines.truncate(count);
        }
        Ok(lines)
    }

    /// The articles most asked for lately with how often they were asked for in all; without
    /// filling up.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn most_asked_for(
        &self,
        reader: &Reader,
        count: usize,
    ) -> Result<Vec<(LiveLine, i64)>, StoreError> {
        let mut tx = self.store.read().await?;
        let top = tx.top_articles(reader.brand, self.now(), count).await?;
        let ids: Vec<ArticleId> = top.iter().map(|it| it.article).collect();
        let lines = tx.live_lines_of(reader.at(self), &ids).await?;
        let counted = lines.into_iter().map(|line| {
            let asked = top.iter().find(|it| it.article == line.article).map_or(0, |it| it.asked);
            (line, asked)
        });
        Ok(counted.collect())
    }

    /// How many articles each topic has for this reader; `None` when there are too many to count.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn topic_counts(
        &self,
        reader: &Reader,
    ) -> Result<Option<HashMap<CategoryId, usize>>, StoreError> {
        let mut tx = self.store.read().await?;
        let (lines, more) = tx.live_lines(reader.at(self), None, None, COUNTED).await?;
        if more.is_some() {
            return Ok(None);
        }
        let mut counts = HashMap::new();
        for category in lines.iter().filter_map(|it| it.facts.category) {
            *counts.entry(category).or_insert(0) += 1;
        }
        Ok(Some(counts))
    }

    /// Whether signing in would open anything at this brand.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn has_restricted(&self, brand: BrandId) -> Result<bool, StoreError> {
        self.store.read().await?.has_restricted(brand).await
    }
}
