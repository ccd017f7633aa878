//! Making and changing brands.

use chrono::{DateTime, Utc};
use lotse_domain::answers::{Mode, Policies, Promise, Surface};
use lotse_domain::ids::BrandId;
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
    /// How far Lotse goes where customers ask; surfaces that are not named stay as they are.
    pub policies: Vec<PolicyChange>,
    /// Further places whose pages may offer the chat, all of them.
    pub chat_origins: Option<Vec<String>>,
    /// Within so many minutes somebody comes whom the topic needs.
    pub chat_promise_minutes: Option<i64>,
    /// Whether a text that would break a golden question is not published.
    pub is_gated: Option<bool>,
}

/// What to change of a policy; `None` leaves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PolicyChange {
    /// Where.
    pub surface: Surface,
    /// How far Lotse may go.
    pub mode: Option<Mode>,
    /// What it promises of its answers.
    pub promise: Option<Promise>,
    /// Lets it answer again after its promise was broken: what customers said before does not
    /// count any more.
    pub starts_anew: bool,
}

impl PolicyChange {
    /// Changes nothing there yet.
    #[must_use]
    pub fn of(surface: Surface) -> Self {
        Self { surface, mode: None, promise: None, starts_anew: false }
    }

    fn applied(self, policies: Policies, now: DateTime<Utc>) -> Policies {
        let mut policy = policies.of(self.surface);
        policy.mode = self.mode.unwrap_or(policy.mode);
        policy.promise = self.promise.unwrap_or(policy.promise);
        if self.starts_anew {
            (policy.broken_since, policy.judged_from) = (None, Some(now));
        }
        policies.with(self.surface, policy)
    }
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
        let changes = change.policies.into_iter();
        it.policies = changes.fold(it.policies, |all, change| change.applied(all, self.now()));
        it.chat.origins = change.chat_origins.unwrap_or(it.chat.origins);
        it.chat.promise_minutes = change.chat_promise_minutes.unwrap_or(it.chat.promise_minutes);
        it.is_gated = change.is_gated.unwrap_or(it.is_gated);
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
