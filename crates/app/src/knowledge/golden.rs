//! Keeping golden questions: what must answer them, or that nothing must.

use lotse_domain::answers::golden::{Golden, GoldenFlaw, MOST_GOLDEN};
use lotse_domain::ids::{BrandId, GoldenId};
use lotse_domain::locale::Locale;
use lotse_store::{GoldenFilter, GoldenRow, StoreError, Tx};

use crate::App;
use crate::access::{May, ReadKnowledge, WriteKnowledge};

/// Why a golden question was not kept or forgotten.
#[derive(Debug, thiserror::Error)]
pub enum GoldenError {
    /// The brand has no such question, or there is no such brand.
    #[error("no such question")]
    NotFound,
    /// It cannot be asked.
    #[error("the question cannot be kept")]
    Flaw(#[from] GoldenFlaw),
    /// The brand has no such language.
    #[error("the brand is not offered in `{0}`")]
    UnknownLocale(Locale),
    /// The article is not one of the brand's, or has no text in the question's language.
    #[error("the brand has no such article in this language")]
    NoArticle,
    /// There are as many as are asked before each publish.
    #[error("a brand has at most {MOST_GOLDEN} golden questions in a language")]
    Full,
    /// The store failed; nothing was changed.
    #[error("could not keep the question")]
    Store(#[from] StoreError),
}

impl App {
    /// Golden questions by language and words; `after` is the last one of the page before.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn golden(
        &self,
        _may: &May<ReadKnowledge>,
        of: GoldenFilter<'_>,
        after: Option<(&Locale, &str)>,
        limit: usize,
    ) -> Result<Vec<GoldenRow>, StoreError> {
        self.store.read().await?.golden(of, after, limit).await
    }

    /// Keeps a golden question; one in the same words takes over what it says. With the title of its
    /// article.
    ///
    /// # Errors
    /// See [`GoldenError`]; nothing is changed then.
    pub async fn keep_golden(
        &self,
        may: &May<WriteKnowledge>,
        it: Golden,
    ) -> Result<(Golden, Option<String>), GoldenError> {
        let mut tx = self.store.begin().await?;
        let kept = self.keep_golden_in(&mut tx, may, it).await?;
        tx.commit().await?;
        Ok(kept)
    }

    /// Forgets a golden question.
    ///
    /// # Errors
    /// See [`GoldenError`].
    pub async fn delete_golden(
        &self,
        _may: &May<WriteKnowledge>,
        brand: BrandId,
        id: GoldenId,
    ) -> Result<(), GoldenError> {
        let mut tx = self.store.begin().await?;
        if !tx.delete_golden(brand, id).await? {
            return Err(GoldenError::NotFound);
        }
        Ok(tx.commit().await?)
    }

    pub(super) async fn keep_golden_in(
        &self,
        tx: &mut Tx,
        may: &May<WriteKnowledge>,
        it: Golden,
    ) -> Result<(Golden, Option<String>), GoldenError> {
        let mut it = it.tidied()?;
        let mut title = None;
        let brands = tx.brands().await?;
        let brand = brands.iter().find(|brand| brand.id == it.brand);
        if !brand.ok_or(GoldenError::NotFound)?.locales.contains(&it.locale) {
            return Err(GoldenError::UnknownLocale(it.locale));
        }
        if let Some(id) = it.article {
            let article = tx.article(id).await?.filter(|article| article.brand == it.brand);
            let mut texts = article.map(|it| it.translations).unwrap_or_default();
            texts.retain(|text| text.locale == it.locale);
            title = texts.pop().map(|it| it.content.title);
            if title.is_none() {
                return Err(GoldenError::NoArticle);
            }
        }
        let of = GoldenFilter { brand: it.brand, locale: Some(&it.locale), article: None };
        let known = tx.golden(of, None, MOST_GOLDEN).await?;
        let is_new = !known.iter().any(|row| row.golden.key() == it.key());
        if is_new && MOST_GOLDEN <= known.len() {
            return Err(GoldenError::Full);
        }
        it.id = tx.save_golden(&it, (self.now(), may.agent_id())).await?;
        Ok((it, title))
    }
}
