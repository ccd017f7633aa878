//! How a brand has Lotse speak: its own sentences, checked so that Lotse stays what it is.

use std::collections::BTreeMap;

use lotse_domain::ids::BrandId;
use lotse_domain::inbox::{BOT_NAME, Claims, Proposed, WordingFlaw, check_wording, may_be_worded};
use lotse_domain::locale::Locale;
use lotse_store::StoreError;
use lotse_text::catalogue::{Catalogue, Sentence};
use lotse_text::claims::{claims_person, gives_name, says_automatic};

use crate::App;
use crate::access::{Administer, May};

/// A sentence of Lotse in the chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worded {
    /// Its key in the catalogue.
    pub key: String,
    /// As it is shipped, placeholders in braces.
    pub shipped: String,
    /// The brand's own, if it has one.
    pub own: Option<String>,
    /// What must be filled in, by name.
    pub blanks: Vec<String>,
    /// Whether it stays as it is shipped.
    pub is_fixed: bool,
}

/// Why no sentence was kept.
#[derive(Debug, thiserror::Error)]
pub enum WordingError {
    /// There is no such brand.
    #[error("no such brand")]
    NotFound,
    /// The brand is not offered in this language.
    #[error("the brand is not offered in this language")]
    Locale,
    /// Sentences that are not taken, by key.
    #[error("a sentence is not taken")]
    Flaws(Vec<(String, WordingFlaw)>),
    /// The store failed; nothing was kept.
    #[error("could not keep the wording")]
    Store(#[from] StoreError),
}

impl App {
    /// The sentences of Lotse in a language of a brand, with the brand's own, by key.
    ///
    /// # Errors
    /// See [`WordingError`].
    pub fn wording(
        &self,
        _may: &May<Administer>,
        (brand, locale): (BrandId, &Locale),
        catalogue: &Catalogue,
    ) -> Result<Vec<Worded>, WordingError> {
        let current = self.current();
        let now = current.brand_of(brand).ok_or(WordingError::NotFound)?;
        if !now.brand.locales.contains(locale) {
            return Err(WordingError::Locale);
        }
        let worded = |key: &str| {
            let shipped = catalogue.sentence(locale.as_str(), key)?;
            Some(Worded {
                key: key.to_owned(),
                shipped: shipped.written(),
                own: now.wording.sentence(locale, key).map(str::to_owned),
                is_fixed: !may_be_worded(key),
                blanks: shipped.placeholders().into_iter().map(str::to_owned).collect(),
            })
        };
        let is_shown = |it: &&str| may_be_worded(it) || *it == BOT_NAME;
        Ok(catalogue.keys("en").filter(is_shown).filter_map(worded).collect())
    }

    /// Keeps sentences of a brand in one of its languages, all of them or none; an empty one gives
    /// way to the shipped one. Conversations hear them from the next sentence on.
    ///
    /// # Errors
    /// See [`WordingError`]; nothing is kept then.
    pub async fn save_wording(
        &self,
        _may: &May<Administer>,
        (brand, locale): (BrandId, &Locale),
        texts: &BTreeMap<String, String>,
        catalogue: &Catalogue,
    ) -> Result<(), WordingError> {
        let mut tx = self.store.begin().await?;
        let brands = tx.brands().await?;
        let of = brands.iter().find(|it| it.id == brand).ok_or(WordingError::NotFound)?;
        if !of.locales.contains(locale) {
            return Err(WordingError::Locale);
        }
        let agents = tx.agents().await?;
        let names: Vec<&str> = agents.iter().map(|it| it.name.as_str()).collect();
        let shipped = |key: &str| catalogue.sentence(locale.as_str(), key);
        let flaw = |(key, text): (&String, &String)| {
            let flaw = flaw_of((key, text.trim()), shipped(key).as_ref(), &names)?;
            Some((key.clone(), flaw))
        };
        let flaws: Vec<_> = texts.iter().filter_map(flaw).collect();
        if !flaws.is_empty() {
            return Err(WordingError::Flaws(flaws));
        }
        for (key, text) in texts {
            tx.save_wording((brand, locale), (key, text.trim())).await?;
        }
        tx.commit().await?;
        self.catch_up().await?;
        Ok(())
    }
}

fn flaw_of(
    (key, text): (&str, &str),
    shipped: Option<&Sentence>,
    names: &[&str],
) -> Option<WordingFlaw> {
    let Some(shipped) = shipped.filter(|_| may_be_worded(key)) else {
        return Some(WordingFlaw::Fixed);
    };
    if text.is_empty() {
        return None;
    }
    let own = Sentence::read(text);
    let proposed = Proposed {
        key,
        chars: text.chars().count(),
        blanks: own.as_ref().map(Sentence::placeholders),
        shipped: shipped.placeholders(),
        claims: Claims {
            is_automatic: says_automatic(text),
            is_person: claims_person(text),
            has_name: gives_name(text, names),
        },
    };
    check_wording(&proposed).err()
}
