//! What is current: brands, topics, words, notices and hours as every page shows them, and the
//! index beside them. Both are copies of the store that catch up when its bell rings.

use std::sync::{Arc, PoisonError, RwLock};

use lotse_answer::{Change, Confirmed, Document, Engine, Key};
use lotse_domain::hours::Hours;
use lotse_domain::ids::BrandId;
use lotse_domain::inbox::Wording;
use lotse_domain::knowledge::{Brand, Category, HostName, LiveArticle, Notice};
use lotse_domain::locale::Locale;
use lotse_store::{LiveChange, LocationRow, StoreError, Tx};

use crate::actions::{ActionNow, SystemNow};
use crate::{App, Config};

/// How many changes are taken over at a time.
const BATCH: i64 = 1_000;

/// One consistent view of what changes seldom and is shown often.
#[derive(Debug, Clone, Default)]
pub struct Current {
    /// Grows with every change of what is shown; a page made at one revision may be kept until
    /// the next.
    pub revision: i64,
    /// All brands; the first answers where none is named.
    pub brands: Vec<BrandNow>,
    /// The systems actions may call.
    pub systems: Vec<SystemNow>,
    /// Short names brands had before, and whose they were.
    pub old_slugs: Vec<(String, BrandId)>,
}

/// A brand with all that its pages show around the articles.
#[derive(Debug, Clone)]
pub struct BrandNow {
    /// The brand.
    pub brand: Brand,
    /// Its topics by position.
    pub categories: Vec<Category>,
    /// Its notices, whether they hold now or not.
    pub notices: Vec<Notice>,
    /// Its shops.
    pub locations: Vec<LocationRow>,
    /// When its service team is there.
    pub service_hours: Option<Hours>,
    /// What it can do for customers in other systems, whether it is offered or not.
    pub actions: Vec<ActionNow>,
    /// How it has Lotse speak in its chat.
    pub wording: Arc<Wording>,
}

impl Current {
    /// The brand with that short name, now or before; the first one for `None`.
    #[must_use]
    pub fn brand(&self, slug: Option<&str>) -> Option<&BrandNow> {
        let Some(slug) = slug else { return self.brands.first() };
        let before = || self.old_slugs.iter().find(|(old, _)| old == slug);
        self.brands
            .iter()
            .find(|it| it.brand.slug == slug)
            .or_else(|| before().and_then(|(_, brand)| self.brand_of(*brand)))
    }

    /// The brand whose own host a request was sent to, with that host; `authority` is what the
    /// request says, whatever that may be.
    #[must_use]
    pub fn brand_at(&self, authority: &str) -> Option<(&BrandNow, &HostName)> {
        self.brands.iter().find_map(|it| {
            let host = it.brand.hosts.iter().find(|host| host.is_meant_by(authority))?;
            Some((it, host))
        })
    }

    /// The brand with that id.
    #[must_use]
    pub fn brand_of(&self, id: BrandId) -> Option<&BrandNow> {
        self.brands.iter().find(|it| it.brand.id == id)
    }
}

/// Holds the current view; readers get it without waiting for whoever makes the next one.
#[derive(Debug, Default)]
pub(crate) struct Cell(RwLock<Arc<Current>>);

impl Cell {
    fn read(&self) -> Arc<Current> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn put(&self, next: Current) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
    }
}

/// The index as kept on disk, or an empty one that fills from the store.
pub(crate) fn restored_engine(config: &Config) -> Engine {
    let Some(path) = config.index.as_deref().filter(|it| it.exists()) else {
        return Engine::new();
    };
    match Engine::load(path) {
        Ok(engine) => engine,
        Err(error) => {
            tracing::warn!(%error, "the kept index is not usable and is built anew");
            Engine::new()
        }
    }
}

impl App {
    /// What is current now.
    #[must_use]
    pub fn current(&self) -> Arc<Current> {
        self.current.read()
    }

    /// Takes over what changed in the store. Returns when everything committed before the call is
    /// searchable and shown by this process.
    ///
    /// # Errors
    /// Only when the store fails; the next call goes on where this one stopped.
    pub async fn catch_up(&self) -> Result<(), StoreError> {
        let _turn = self.catching_up.lock().await;
        let mut tx = self.store.read().await?;
        let revision = tx.revision().await?;
        if revision == self.current().revision && revision != 0 {
            return Ok(());
        }
        self.catch_up_articles(&mut tx).await?;
        self.catch_up_confirmed(&mut tx).await?;
        let next = self.read_current(&mut tx, revision).await?;
        self.current.put(next);
        Ok(())
    }

    async fn catch_up_articles(&self, tx: &mut Tx) -> Result<(), StoreError> {
        loop {
            let changes = tx.live_changes(self.engine.revision(), BATCH).await?;
            let is_last = changes.len() < usize::try_from(BATCH).unwrap_or(usize::MAX);
            let changes: Vec<Change> = changes.into_iter().map(change).collect();
            if !changes.is_empty() {
                self.engine.apply(&changes);
            }
            if is_last {
                return Ok(());
            }
        }
    }

    async fn catch_up_confirmed(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let mut seen = self.engine.learned_revision();
        loop {
            let found = tx.confirmed_after(seen, BATCH).await?;
            let is_last = found.len() < usize::try_from(BATCH).unwrap_or(usize::MAX);
            // In their order: what was revoked may be confirmed anew.
            for same in found.chunk_by(|a, b| a.is_revoked == b.is_revoked) {
                let confirmed: Vec<Confirmed> = same.iter().map(learnable).collect();
                let is_revoked = same.first().is_some_and(|it| it.is_revoked);
                seen = same.last().map_or(seen, |it| it.revision);
                if is_revoked {
                    self.engine.forget(&confirmed, seen);
                } else {
                    self.engine.learn(&confirmed, seen);
                }
            }
            if is_last {
                return Ok(());
            }
        }
    }

    async fn read_current(&self, tx: &mut Tx, revision: i64) -> Result<Current, StoreError> {
        let mut brands = Vec::new();
        let actions = tx.actions().await?;
        let actions: Vec<ActionNow> = actions.into_iter().filter_map(ActionNow::read).collect();
        for brand in tx.brands().await? {
            for locale in &brand.locales {
                let words = tx.synonyms(brand.id, Some(locale), None, i64::MAX).await?;
                let words = words.into_iter().map(|it| (it.word, it.means)).collect();
                self.engine.set_synonyms(brand.id, locale, words);
            }
            self.refresh_demand(tx, brand.id).await?;
            brands.push(BrandNow {
                categories: tx.categories(brand.id).await?,
                notices: tx.notices(brand.id).await?,
                locations: tx.locations(brand.id).await?,
                service_hours: tx.service_hours(brand.id).await?,
                wording: Arc::new(tx.wording(brand.id).await?),
                actions: actions.iter().filter(|it| it.brand == brand.id).cloned().collect(),
                brand,
            });
        }
        let systems = tx.systems().await?;
        Ok(Current { revision, brands, systems, old_slugs: tx.old_brand_slugs().await? })
    }

    async fn refresh_demand(&self, tx: &mut Tx, brand: BrandId) -> Result<(), StoreError> {
        let top = tx.top_articles(brand, self.now(), 1_000).await?;
        #[expect(clippy::cast_possible_truncation, reason = "a tie-breaker needs no more digits")]
        self.engine.set_demand(top.iter().map(|it| (it.article, it.score as f32)).collect());
        Ok(())
    }

    /// Learns from confirmed questions and new articles; takes seconds where there are many.
    pub(crate) fn train(&self) {
        if self.engine.train() {
            tracing::debug!("the index has learned");
        }
    }

    /// Keeps the index on disk, so that the next start need not build it. Called on shutdown and
    /// after large imports; losing it costs only time.
    pub fn keep_index(&self) {
        let Some(path) = &self.config.index else { return };
        if let Err(error) = self.engine.save(path) {
            tracing::warn!(%error, "could not keep the index; the next start builds it anew");
        }
    }
}

pub(crate) fn change(it: LiveChange) -> Change {
    match it {
        LiveChange::Up(live) => Change::Put(Box::new(document(*live))),
        LiveChange::Down { article, locale, revision } => {
            Change::Gone(Key { article, locale }, revision)
        }
    }
}

pub(crate) fn document(it: LiveArticle) -> Document {
    Document {
        key: Key { article: it.article, locale: it.locale },
        brand: it.brand,
        access: it.facts.access,
        kind: it.facts.kind,
        title: it.content.title,
        phrasings: it.content.phrasings,
        body: it.content.body,
        short: it.content.short,
        words: it.content.words,
        products: it.facts.products,
        codes: it.facts.codes,
        revision: it.revision,
    }
}

impl BrandNow {
    /// The brand's language that fits `wanted` best, else its first.
    #[must_use]
    pub fn locale_for(&self, wanted: Option<&Locale>) -> Locale {
        wanted
            .and_then(|it| it.best_of(&self.brand.locales))
            .unwrap_or(&self.brand.default_locale)
            .clone()
    }
}

fn learnable(from: &lotse_store::Confirmed) -> Confirmed {
    let key = Key { article: from.article, locale: from.locale.clone() };
    Confirmed { text: from.text.clone(), key, weight: 1.0 }
}
