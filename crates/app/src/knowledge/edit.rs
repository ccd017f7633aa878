//! Writing articles: nothing here is seen by customers before it is published.

use chrono::{DateTime, Utc};
use lotse_domain::ids::{ArticleId, BrandId};
use lotse_domain::knowledge::{Article, Content, Facts, Source, State, Translation, Version, slug};
use lotse_domain::locale::Locale;
use lotse_store::{
    ArticleFilter, ArticleLine, Feedback, LanguageLine, Saved, StoreError, Tx, VersionLine,
};

use crate::App;
use crate::access::{May, ReadKnowledge, WriteKnowledge};

/// 200,000 bytes: a book chapter. Longer texts belong into several articles.
const MAX_BODY_BYTES: usize = 200_000;
/// What fits into a result list and an address.
const MAX_TITLE_CHARS: usize = 300;
/// Enough for every way to ask one thing.
const MAX_PHRASINGS: usize = 500;

/// An article to make.
#[derive(Debug, Clone)]
pub struct NewArticle {
    /// The brand it belongs to.
    pub brand: BrandId,
    /// What holds for all languages.
    pub facts: Facts,
    /// Where it was imported from.
    pub source: Option<Source>,
    /// Its first text.
    pub text: Text,
}

/// A text to save.
#[derive(Debug, Clone)]
pub struct Text {
    /// The language.
    pub locale: Locale,
    /// The words.
    pub content: Content,
    /// The wanted name in addresses; made of the title when empty or taken.
    pub slug: Option<String>,
    /// The version the author started from; 0 for a new language.
    pub base_version: i64,
}

/// How often a text is saved anew because another one took its address at the same moment.
const TRIES: usize = 8;

/// Why nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// No such article.
    #[error("no such article")]
    NotFound,
    /// The title is empty.
    #[error("the title is empty")]
    NoTitle,
    /// A field is longer than it may be; names the field and the limit.
    #[error("`{0}` is longer than {1}")]
    TooLong(&'static str, usize),
    /// The brand has no such language.
    #[error("the brand is not offered in `{0}`")]
    UnknownLocale(Locale),
    /// The topic is not one of the brand's.
    #[error("no such category")]
    NoCategory,
    /// Its end lies before its beginning.
    #[error("it would end before it begins")]
    EndsBeforeItBegins,
    /// Somebody saved this version meanwhile; nothing of theirs is lost.
    #[error("version {0} was saved meanwhile")]
    Meanwhile(i64),
    /// It is live somewhere; take it down first.
    #[error("the article is live")]
    Live,
    /// The store failed.
    #[error("could not save the article")]
    Store(#[from] StoreError),
}

impl App {
    /// Makes an article with its first text, as a draft.
    ///
    /// # Errors
    /// See [`EditError`]; nothing is made then.
    pub async fn add_article(
        &self,
        may: &May<WriteKnowledge>,
        new: NewArticle,
    ) -> Result<Article, EditError> {
        for _ in 1..TRIES {
            match self.try_add_article(may, new.clone()).await {
                Err(EditError::Store(StoreError::Conflict(_))) => {}
                outcome => return outcome,
            }
        }
        self.try_add_article(may, new).await
    }

    async fn try_add_article(
        &self,
        may: &May<WriteKnowledge>,
        new: NewArticle,
    ) -> Result<Article, EditError> {
        let mut tx = self.store.begin().await?;
        let id = self.add_article_in(&mut tx, may, new).await?;
        let article = tx.article(id).await?.ok_or(EditError::NotFound)?;
        tx.commit().await?;
        Ok(article)
    }

    pub(super) async fn add_article_in(
        &self,
        tx: &mut Tx,
        may: &May<WriteKnowledge>,
        new: NewArticle,
    ) -> Result<ArticleId, EditError> {
        let now = self.now();
        self.check_facts(tx, new.brand, &new.facts).await?;
        let article = Article {
            id: ArticleId(self.fresh_id()),
            brand: new.brand,
            facts: new.facts,
            source: new.source,
            translations: Vec::new(),
            created_at: now,
            updated_at: now,
        };
        tx.save_article(&article).await?;
        self.save_text_in(tx, may, &article, new.text).await?;
        Ok(article.id)
    }

    /// Saves a text as the article's newest in its language. What is live stays as it is.
    ///
    /// # Errors
    /// See [`EditError`]; nothing is saved then.
    pub async fn save_text(
        &self,
        may: &May<WriteKnowledge>,
        id: ArticleId,
        text: Text,
    ) -> Result<Article, EditError> {
        for _ in 1..TRIES {
            match self.try_save_text(may, id, text.clone()).await {
                Err(EditError::Store(StoreError::Conflict(_))) => {}
                outcome => return outcome,
            }
        }
        self.try_save_text(may, id, text).await
    }

    async fn try_save_text(
        &self,
        may: &May<WriteKnowledge>,
        id: ArticleId,
        text: Text,
    ) -> Result<Article, EditError> {
        let mut tx = self.store.begin().await?;
        let article = tx.article(id).await?.ok_or(EditError::NotFound)?;
        self.save_text_in(&mut tx, may, &article, text).await?;
        let article = tx.article(id).await?.ok_or(EditError::NotFound)?;
        tx.commit().await?;
        Ok(article)
    }

    pub(super) async fn save_text_in(
        &self,
        tx: &mut Tx,
        may: &May<WriteKnowledge>,
        article: &Article,
        text: Text,
    ) -> Result<(), EditError> {
        let content = checked(text.content)?;
        let brands = tx.brands().await?;
        let brand = brands.iter().find(|it| it.id == article.brand).ok_or(EditError::NotFound)?;
        if !brand.locales.contains(&text.locale) {
            return Err(EditError::UnknownLocale(text.locale));
        }
        let known = article.translations.iter().find(|it| it.locale == text.locale);
        // A live article keeps its address when its title changes, so that links stay good.
        let wanted = text
            .slug
            .or_else(|| known.filter(|it| it.live_version.is_some()).map(|it| it.slug.clone()));
        let slug = Self::free_slug(tx, (article, &text.locale), wanted, &content.title).await?;
        let translation = Translation {
            locale: text.locale,
            slug,
            content,
            state: known.map_or(State::Draft, |it| it.state),
            version: text.base_version,
            live_version: None,
            updated_at: self.now(),
            checked_at: None,
        };
        match tx.save_text(article, &translation, may.agent_id()).await? {
            Saved::As(_) => Ok(()),
            Saved::Meanwhile(version) => Err(EditError::Meanwhile(version)),
        }
    }

    async fn free_slug(
        tx: &mut Tx,
        (article, locale): (&Article, &Locale),
        wanted: Option<String>,
        title: &str,
    ) -> Result<String, StoreError> {
        let wanted = wanted.map(|it| slug(&it)).filter(|it| !it.is_empty());
        let base = match wanted.unwrap_or_else(|| slug(title)) {
            empty if empty.is_empty() => article.id.to_string(),
            name => name,
        };
        for number in 1..100 {
            let name = if number == 1 { base.clone() } else { format!("{base}-{number}") };
            if tx.is_slug_free(article, locale, &name).await? {
                return Ok(name);
            }
        }
        Ok(format!("{base}-{}", article.id))
    }

    /// Replaces what holds for all languages. What is live takes it over at once.
    ///
    /// # Errors
    /// See [`EditError`]; nothing is changed then.
    pub async fn change_facts(
        &self,
        _may: &May<WriteKnowledge>,
        id: ArticleId,
        facts: Facts,
    ) -> Result<Article, EditError> {
        let mut tx = self.store.begin().await?;
        let mut article = tx.article(id).await?.ok_or(EditError::NotFound)?;
        self.check_facts(&mut tx, article.brand, &facts).await?;
        self.change_facts_in(&mut tx, &mut article, facts).await?;
        tx.commit().await?;
        self.catch_up().await?;
        Ok(article)
    }

    pub(super) async fn change_facts_in(
        &self,
        tx: &mut Tx,
        article: &mut Article,
        facts: Facts,
    ) -> Result<(), StoreError> {
        article.facts = facts;
        article.updated_at = self.now();
        tx.save_article(article).await?;
        for mut live in tx.live_texts(article.id).await? {
            live.article.facts = article.facts.clone();
            tx.put_live(&live.article, &live.html).await?;
        }
        Ok(())
    }

    async fn check_facts(
        &self,
        tx: &mut Tx,
        brand: BrandId,
        facts: &Facts,
    ) -> Result<(), EditError> {
        if let Some(category) = facts.category
            && !tx.categories(brand).await?.iter().any(|it| it.id == category)
        {
            return Err(EditError::NoCategory);
        }
        let validity = facts.access.validity;
        match (validity.from, validity.until) {
            (Some(from), Some(until)) if until <= from => Err(EditError::EndsBeforeItBegins),
            _ => Ok(()),
        }
    }

    /// An article with all its languages, drafts included.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn article(
        &self,
        _may: &May<ReadKnowledge>,
        id: ArticleId,
    ) -> Result<Option<Article>, StoreError> {
        self.store.read().await?.article(id).await
    }

    /// How readers judged an article, and how often it was asked for.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn judgement(
        &self,
        _may: &May<ReadKnowledge>,
        id: ArticleId,
    ) -> Result<(Feedback, i64), StoreError> {
        self.store.read().await?.judgement(id).await
    }

    /// Articles of a brand, newest change first, drafts included, at most `limit`.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn article_lines(
        &self,
        _may: &May<ReadKnowledge>,
        brand: BrandId,
        filter: &ArticleFilter,
        limit: usize,
    ) -> Result<Vec<ArticleLine>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.store.read().await?.article_lines(brand, filter, limit).await
    }

    /// How many articles of a brand are live in any language.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn live_articles(
        &self,
        _may: &May<ReadKnowledge>,
        brand: BrandId,
    ) -> Result<i64, StoreError> {
        self.store.read().await?.live_articles(brand).await
    }

    /// The languages of some articles, drafts included; at most 100 articles are looked up.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn languages_of(
        &self,
        _may: &May<ReadKnowledge>,
        articles: &[ArticleId],
    ) -> Result<Vec<LanguageLine>, StoreError> {
        self.store.read().await?.languages_of(articles).await
    }

    /// Saved texts of a translation, newest first.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn versions(
        &self,
        _may: &May<ReadKnowledge>,
        (id, locale): (ArticleId, &Locale),
        before: Option<i64>,
        limit: usize,
    ) -> Result<Vec<VersionLine>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.store.read().await?.version_lines(id, locale, before, limit).await
    }

    /// One saved text and the one before it.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn version(
        &self,
        _may: &May<ReadKnowledge>,
        (id, locale): (ArticleId, &Locale),
        number: i64,
    ) -> Result<Option<(Version, Option<Version>)>, StoreError> {
        let mut tx = self.store.read().await?;
        let Some(version) = tx.version(id, locale, number).await? else { return Ok(None) };
        let before = tx.version(id, locale, number - 1).await?;
        Ok(Some((version, before)))
    }

    /// Deletes an article that is nowhere live, with all its versions.
    ///
    /// # Errors
    /// See [`EditError`]; nothing is deleted then.
    pub async fn delete_article(
        &self,
        _may: &May<WriteKnowledge>,
        id: ArticleId,
    ) -> Result<(), EditError> {
        let mut tx = self.store.begin().await?;
        if tx.article(id).await?.is_none() {
            return Err(EditError::NotFound);
        }
        if !tx.delete_article(id).await? {
            return Err(EditError::Live);
        }
        tx.commit().await?;
        Ok(())
    }

    /// How many articles of a brand should have been checked by now, counted up to 100.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn due_for_review(
        &self,
        _may: &May<ReadKnowledge>,
        brand: BrandId,
    ) -> Result<i64, StoreError> {
        let today = DateTime::<Utc>::date_naive(&self.now());
        self.store.read().await?.due_for_review(brand, today, 100).await
    }
}

/// Trims, drops empty entries and refuses what is too long.
fn checked(content: Content) -> Result<Content, EditError> {
    // No database keeps NUL, so a name of nothing else would be empty.
    let line = |text: &str| text.replace('\0', "").trim().to_owned();
    let list = |list: Vec<String>| -> Vec<String> {
        let mut seen = std::collections::HashSet::new();
        list.into_iter()
            .map(|it| line(&it))
            .filter(|it| !it.is_empty() && seen.insert(it.clone()))
            .collect()
    };
    let content = Content {
        title: line(&content.title),
        phrasings: list(content.phrasings),
        body: content.body.replace("\r\n", "\n").replace('\0', ""),
        short: line(&content.short),
        words: list(content.words),
    };
    if content.title.is_empty() {
        return Err(EditError::NoTitle);
    }
    if MAX_TITLE_CHARS < content.title.chars().count() {
        return Err(EditError::TooLong("title", MAX_TITLE_CHARS));
    }
    if MAX_BODY_BYTES < content.body.len() {
        return Err(EditError::TooLong("body", MAX_BODY_BYTES));
    }
    if MAX_TITLE_CHARS * 4 < content.short.chars().count() {
        return Err(EditError::TooLong("short", MAX_TITLE_CHARS * 4));
    }
    if MAX_PHRASINGS < content.phrasings.len() {
        return Err(EditError::TooLong("phrasings", MAX_PHRASINGS));
    }
    if MAX_PHRASINGS < content.words.len() {
        return Err(EditError::TooLong("words", MAX_PHRASINGS));
    }
    let long = content.phrasings.iter().chain(&content.words).any(|it| 1_000 < it.len());
    if long { Err(EditError::TooLong("phrasings", 1_000)) } else { Ok(content) }
}
