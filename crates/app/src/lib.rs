//! Everything Lotse can be made to do, one function each, whoever calls it: a page, the API, a
//! job, a command.
//!
//! Who may do a thing is an argument: [`access::May`] for agents and keys, `Audience` for readers.
//! All that one call changes, jobs included, is one transaction of the store.

pub mod access;
pub mod actions;
pub mod addresses;
pub mod answers;
pub mod chat;
pub mod contacts;
mod current;
pub mod identity;
pub mod inbox;
mod jobs;
pub mod knowledge;
pub mod mail;
mod seal;
mod secret;

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use lotse_answer::Engine;
use lotse_connectors::http::Egress;
use lotse_domain::clock::Clock;
use lotse_store::Store;
use tokio::sync::{Mutex, mpsc};
use uuid::Uuid;

pub use current::{BrandNow, Current};
pub use jobs::work;
pub use lotse_store::{
    ActionCount, ApiKey, ArticleFilter, ArticleLine, Confirmed, ConversationLine, GoldenFilter,
    GoldenRow, IdentityKey, KeptMail, LanguageLine, LiveLine, LiveRow, LocationRow, Overridden,
    Slug, StoreError, StoredFile, View, WordPair,
};
pub use seal::{KeyPlace, NotAKey, Purpose, SealError, SecretKey, SecretKeys};
pub use secret::Secret;

/// What the operator sets for this crate.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where the search index is kept between starts; `None` builds it anew each time. It is
    /// derived from the store and may be deleted at any time.
    pub index: Option<PathBuf>,
    /// What secrets are sealed with.
    pub secrets: SecretKeys,
    /// Where customers reach the installation, for addresses in mails.
    pub public_url: String,
    /// After so long without a word a chat that Lotse holds is closed; never for `None`.
    pub abandoned_after: Option<chrono::Duration>,
    /// What may put answers into other words; none for `None`.
    pub model: Option<answers::Model>,
    /// What gives questions and articles vectors; words alone count for `None`.
    pub encoder: Option<answers::Encoding>,
}

impl Default for Config {
    /// No kept index, no keys, no address, an hour, no models.
    fn default() -> Self {
        Self {
            index: None,
            secrets: SecretKeys::default(),
            public_url: String::new(),
            abandoned_after: Some(chrono::Duration::hours(1)),
            model: None,
            encoder: None,
        }
    }
}

/// What every use case needs: the store, the index, the clock.
#[derive(Debug)]
pub struct App {
    store: Store,
    engine: Engine,
    clock: Arc<dyn Clock>,
    egress: Egress,
    post: mail::Post,
    config: Config,
    current: current::Cell,
    keyring: seal::Keyring,
    /// Held while the index catches up, so that changes are applied in order.
    catching_up: Mutex<()>,
    questions: mpsc::Sender<lotse_store::Asked>,
    /// Whether the language model is left alone.
    resting: answers::Resting,
    /// What reads questions with the encoder, where there is one.
    reading: Option<answers::Reading>,
    /// Whose rewordings were counted today.
    voices: answers::Voices,
    /// Tells what goes on in conversations.
    hub: Arc<chat::Hub>,
    /// Imports that run in this process.
    imports: knowledge::Running,
}

impl App {
    /// Puts the parts together and brings the index up to date with the store. [`work`] must run
    /// beside it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn start(
        store: Store,
        clock: Arc<dyn Clock>,
        (egress, post): (Egress, mail::Post),
        config: Config,
    ) -> Result<(Arc<Self>, answers::QuestionLog), StoreError> {
        let engine = current::restored_engine(&config);
        let keyring = seal::Keyring::new(config.secrets.clone());
        let (questions, received) = answers::question_channel();
        let reading = config.encoder.as_ref().map(answers::Reading::begin);
        let app = Arc::new(Self {
            store,
            engine,
            clock,
            egress,
            post,
            config,
            current: current::Cell::default(),
            keyring,
            catching_up: Mutex::new(()),
            questions,
            resting: answers::Resting::default(),
            reading,
            voices: answers::Voices::default(),
            hub: Arc::default(),
            imports: knowledge::Running::default(),
        });
        app.catch_up().await?;
        Ok((app, received))
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Whether the database answers; for readiness checks.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.store.read().await?.ping().await
    }

    /// The store, for tests and tools that set up data.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// An id no one has, in the order of time.
    pub(crate) fn fresh_id(&self) -> Uuid {
        let now = self.now();
        let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
        let time =
            uuid::Timestamp::from_unix(uuid::NoContext, seconds, now.timestamp_subsec_nanos());
        Uuid::new_v7(time)
    }
}
