//! Topics, lay words, notices.

use lotse_domain::access::{AbilitiesFlaw, skill_named};
use lotse_domain::ids::{BrandId, CategoryId, NoticeId, SynonymId};
use lotse_domain::knowledge::{Category, Notice, Synonym, slug, would_circle};
use lotse_domain::locale::Locale;
use lotse_store::StoreError;
use uuid::Uuid;

use crate::App;
use crate::access::{May, ReadKnowledge, WriteKnowledge};

/// Why nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum StructureError {
    /// There is no such thing in this brand.
    #[error("no such thing in this brand")]
    NotFound,
    /// A text that must not be empty is.
    #[error("`{0}` is empty")]
    Empty(&'static str),
    /// The topic would stand under itself.
    #[error("the category would stand under itself")]
    Circle,
    /// Articles or other topics stand under it.
    #[error("the category is not empty")]
    NotEmpty,
    /// The skill it needs is too long.
    #[error(transparent)]
    Skill(#[from] AbilitiesFlaw),
    /// Another one has this name already.
    #[error("the name is taken")]
    Taken,
    /// The store failed; nothing was saved.
    #[error("could not save")]
    Store(StoreError),
}

impl From<StoreError> for StructureError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict(_) => Self::Taken,
            other => Self::Store(other),
        }
    }
}

impl App {
    /// An id for something new.
    #[must_use]
    pub fn new_id(&self) -> Uuid {
        self.fresh_id()
    }

    /// Keeps a topic, new or changed; an empty slug is made of its first title.
    ///
    /// # Errors
    /// See [`StructureError`].
    pub async fn save_category(
        &self,
        _may: &May<WriteKnowledge>,
        mut it: Category,
    ) -> Result<Category, StructureError> {
        it.names.retain(|name| !name.title.trim().is_empty());
        let title = it.names.first().ok_or(StructureError::Empty("title"))?.title.clone();
        it.slug = slug(if it.slug.is_empty() { &title } else { &it.slug });
        if it.slug.is_empty() {
            it.slug = it.id.to_string();
        }
        let mut tx = self.store.begin().await?;
        it.care.skill = match it.care.skill.as_deref().map(skill_named).transpose()?.flatten() {
            Some(skill) => Some(tx.spelled_skill(skill).await?),
            None => None,
        };
        let all = tx.categories(it.brand).await?;
        if let Some(parent) = it.parent {
            if !all.iter().any(|other| other.id == parent) {
                return Err(StructureError::NotFound);
            }
            if would_circle(&all, it.id, parent) {
                return Err(StructureError::Circle);
            }
        }
        tx.save_category(&it).await?;
        tx.commit().await?;
        self.catch_up().await?;
        Ok(it)
    }

    /// Removes an empty topic.
    ///
    /// # Errors
    /// See [`StructureError`].
    pub async fn delete_category(
        &self,
        _may: &May<WriteKnowledge>,
        brand: BrandId,
        id: CategoryId,
    ) -> Result<(), StructureError> {
        let mut tx = self.store.begin().await?;
        if !tx.categories(brand).await?.iter().any(|it| it.id == id) {
            return Err(StructureError::NotFound);
        }
        if !tx.delete_category(brand, id).await? {
            return Err(StructureError::NotEmpty);
        }
        tx.commit().await?;
        Ok(self.catch_up().await?)
    }

    /// Lay words of a brand by word; `after` is the last one of the page before.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn synonyms(
        &self,
        _may: &May<ReadKnowledge>,
        (brand, locale): (BrandId, Option<&Locale>),
        after: Option<(&str, SynonymId)>,
        limit: usize,
    ) -> Result<Vec<Synonym>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.store.read().await?.synonyms(brand, locale, after, limit).await
    }

    /// Keeps lay words, new or changed, all or none.
    ///
    /// # Errors
    /// See [`StructureError`].
    pub async fn save_synonyms(
        &self,
        _may: &May<WriteKnowledge>,
        words: Vec<Synonym>,
    ) -> Result<Vec<Synonym>, StructureError> {
        let mut tx = self.store.begin().await?;
        let mut saved = Vec::with_capacity(words.len());
        for mut it in words {
            let clean = |text: &str| text.trim().chars().take(200).collect::<String>();
            it.word = clean(&it.word);
            it.means = it.means.iter().map(|it| clean(it)).filter(|it| !it.is_empty()).collect();
            if it.word.is_empty() {
                return Err(StructureError::Empty("word"));
            }
            if it.means.is_empty() {
                return Err(StructureError::Empty("means"));
            }
            tx.save_synonym(&it).await?;
            saved.push(it);
        }
        tx.commit().await?;
        self.catch_up().await?;
        Ok(saved)
    }

    /// Forgets a lay word.
    ///
    /// # Errors
    /// See [`StructureError`].
    pub async fn delete_synonym(
        &self,
        _may: &May<WriteKnowledge>,
        brand: BrandId,
        id: SynonymId,
    ) -> Result<(), StructureError> {
        let mut tx = self.store.begin().await?;
        if !tx.delete_synonym(brand, id).await? {
            return Err(StructureError::NotFound);
        }
        tx.commit().await?;
        Ok(self.catch_up().await?)
    }

    /// Keeps a notice, new or changed.
    ///
    /// # Errors
    /// See [`StructureError`].
    pub async fn save_notice(
        &self,
        _may: &May<WriteKnowledge>,
        mut it: Notice,
    ) -> Result<Notice, StructureError> {
        it.texts.retain(|(_, text)| !text.trim().is_empty());
        if it.texts.is_empty() {
            return Err(StructureError::Empty("text"));
        }
        let mut tx = self.store.begin().await?;
        tx.save_notice(&it).await?;
        tx.commit().await?;
        self.catch_up().await?;
        Ok(it)
    }

    /// Removes a notice.
    ///
    /// # Errors
    /// See [`StructureError`].
    pub async fn delete_notice(
        &self,
        _may: &May<WriteKnowledge>,
        brand: BrandId,
        id: NoticeId,
    ) -> Result<(), StructureError> {
        let mut tx = self.store.begin().await?;
        if !tx.delete_notice(brand, id).await? {
            return Err(StructureError::NotFound);
        }
        tx.commit().await?;
        Ok(self.catch_up().await?)
    }
}
