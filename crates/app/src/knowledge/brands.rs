//! Making and changing brands.

use lotse_domain::ids::BrandId;
use lotse_domain::inbox::Mode;
use lotse_domain::knowledge::{Brand, BrandFlaw, HostName, slug};
use lotse_domain::locale::Locale;
use lotse_store::{StoreError, Tx};

use crate::App;
use crate::access::{Administer, May};

/// What to change of a brand; `None` leaves it.
#[derive(Debug, Clone, Default)]
pub struct BrandChange {
    /// Its short name in addresses and commands; letters become those an address may have.
    pub slug: Option<String>,
    /// As customers know it.
    pub name: Option<String>,
    /// The language of first resort.
    pub default_locale: Option<Locale>,
    /// The languages its help centre is offered in. Texts in others stay, but nobody sees them.
    pub locales: Option<Vec<Locale>>,
    /// Its colour as `#rrggbb`; empty for ours.
    pub accent: Option<String>,
    /// The hosts of its own, all of them.
    pub hosts: Option<Vec<HostName>>,
    /// How far Lotse goes in its chat.
    pub chat_mode: Option<Mode>,
    /// Further places whose pages may offer the chat, all of them.
    pub chat_origins: Option<Vec<String>>,
    /// Within so many minutes somebody comes whom the topic needs.
    pub chat_promise_minutes: Option<i64>,
}

/// Why a brand was not saved.
#[derive(Debug, thiserror::Error)]
pub enum BrandError {
    /// There is no such brand.
    #[error("no such brand")]
    NotFound,
    /// It is not complete.
    #[error("the brand is not complete")]
    Flaw(#[from] BrandFlaw),
    /// Another brand has its short name.
    #[error("the short name is taken")]
    Taken,
    /// Another brand has this host.
    #[error("another brand has the host `{0}`")]
    HostTaken(HostName),
    /// The store failed; nothing was saved.
    #[error("could not save the brand")]
    Store(#[source] StoreError),
}

impl From<StoreError> for BrandError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict(_) => Self::Taken,
            other => Self::Store(other),
        }
    }
}

impl App {
    /// Keeps a brand, new or changed, and returns it as it was kept. A new short name is made fit
    /// for addresses; an empty one is made of the name.
    ///
    /// # Errors
    /// See [`BrandError`]; nothing is saved then.
    pub async fn save_brand(
        &self,
        _may: &May<Administer>,
        brand: &Brand,
    ) -> Result<Brand, BrandError> {
        let (mut tx, all) = self.brands_alone().await?;
        let saved = self.keep_brand(&mut tx, &all, brand.clone()).await?;
        tx.commit().await?;
        self.catch_up().await?;
        Ok(saved)
    }

    /// Changes a brand. Its pages show it at once; a short name it had before still leads to it.
    ///
    /// # Errors
    /// See [`BrandError`]; nothing is changed then.
    pub async fn change_brand(
        &self,
        _may: &May<Administer>,
        id: BrandId,
        change: BrandChange,
    ) -> Result<Brand, BrandError> {
        let (mut tx, all) = self.brands_alone().await?;
        let mut it = all.iter().find(|it| it.id == id).cloned().ok_or(BrandError::NotFound)?;
        it.slug = change.slug.unwrap_or(it.slug);
        it.name = change.name.unwrap_or(it.name);
        it.default_locale = change.default_locale.unwrap_or(it.default_locale);
        it.locales = change.locales.unwrap_or(it.locales);
        it.accent = change.accent.or(it.accent);
        it.hosts = change.hosts.unwrap_or(it.hosts);
        it.chat.mode = change.chat_mode.unwrap_or(it.chat.mode);
        it.chat.origins = change.chat_origins.unwrap_or(it.chat.origins);
        it.chat.promise_minutes = change.chat_promise_minutes.unwrap_or(it.chat.promise_minutes);
        let saved = self.keep_brand(&mut tx, &all, it).await?;
        tx.commit().await?;
        self.catch_up().await?;
        Ok(saved)
    }

    /// All brands, in a unit of work that nobody else can change one beside: counting the
    /// revision up waits for whoever did so before.
    async fn brands_alone(&self) -> Result<(Tx, Vec<Brand>), StoreError> {
        let mut tx = self.store.begin().await?;
        tx.touch().await?;
        let all = tx.brands().await?;
        Ok((tx, all))
    }

    async fn keep_brand(
        &self,
        tx: &mut Tx,
        all: &[Brand],
        mut it: Brand,
    ) -> Result<Brand, BrandError> {
        let is_renamed = !all.iter().any(|other| other.id == it.id && other.slug == it.slug);
        if is_renamed {
            it.slug = slug(if it.slug.trim().is_empty() { &it.name } else { &it.slug });
        }
        let it = it.tidied()?;
        let mut others = all.iter().filter(|other| other.id != it.id).flat_map(|it| &it.hosts);
        if let Some(taken) = others.find(|host| it.hosts.contains(host)) {
            return Err(BrandError::HostTaken(taken.clone()));
        }
        tx.save_brand(&it, self.now()).await?;
        Ok(it)
    }
}
