//! Remembers: rows, jobs, files, and "something changed" between processes.
//!
//! [`Store`] is the only door. A unit of work is a [`Tx`]: begun by [`Store::begin`] (writes) or
//! [`Store::read`] (a consistent view), its queries are methods in one file per area, and nothing
//! stays when it is dropped without [`Tx::commit`]. Only this crate knows SQL, and only
//! `dialect.rs` knows that there are two databases.

mod access;
mod actions;
mod bell;
mod contacts;
mod dialect;
mod error;
mod files;
mod identity;
mod imports;
mod inbox;
mod jobs;
mod knowledge;
mod learned;
mod migration;
mod outbox;
mod policies;
mod questions;
mod rewordings;
mod rounds;
mod row;
mod skills;
mod together;
mod tx;
mod vectors;
mod wording;

use std::sync::Arc;

use lotse_domain::ids::ContactId;
use tokio::sync::broadcast;
use uuid::Uuid;

pub use access::{ApiKey, NewAgent, Secrets, SessionOf};
pub use actions::{ActionCount, ActionRow, SystemRow};
pub use bell::{Bell, Ear};
pub use error::StoreError;
pub use files::{NewFile, StoredFile};
pub use identity::IdentityKey;
pub use imports::ImportRun;
pub use inbox::{ConversationLine, NewConversation, NewMessage, Standing, View, Visitor};
pub use jobs::{Job, NewJob};
pub use knowledge::{
    ArticleFilter, ArticleLine, GoldenFilter, GoldenRow, HelpCentre, LanguageLine, LiveChange,
    LiveLine, LiveRow, LocationRow, Overridden, Saved, Slug, VersionLine,
};
pub use learned::{Confirmed, NewConfirmed};
pub use outbox::{KeptMail, MailState, NewMail};
pub use policies::{Ended, Ending, SurfaceSum};
pub use questions::{Asked, Feedback, Gap, PastQuestion, TopArticle};
pub use rewordings::{Seen, WordPair};
pub use tx::Tx;

/// So many whispers wait for a slow listener; older ones are forgotten.
const WHISPERS: usize = 64;

/// Where and how to remember.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// `sqlite:PATH`, `sqlite::memory:` or `postgres://…`.
    pub url: String,
    /// Connections kept open for PostgreSQL and for reading SQLite.
    pub connections: u32,
}

impl Default for Config {
    /// A file `lotse.db` in the working directory and eight connections.
    fn default() -> Self {
        Self { url: "sqlite:lotse.db".to_owned(), connections: 8 }
    }
}

/// The database, open and migrated.
#[derive(Debug, Clone)]
pub struct Store {
    pools: Arc<dialect::Pools>,
    together: together::Together,
    bells: tx::Bells,
    whispers: broadcast::Sender<String>,
}

impl Store {
    /// Opens the database and brings its tables up to date.
    ///
    /// # Errors
    /// When the address is not understood, the database cannot be reached, or a migration fails;
    /// a failed migration leaves the tables as they were.
    pub async fn open(config: &Config) -> Result<Self, StoreError> {
        let store = Self::connect(config).await?;
        migration::migrate(&store.pools).await?;
        Ok(store)
    }

    /// Opens the database without touching its tables; for tools that only look.
    ///
    /// # Errors
    /// When the address is not understood or the database cannot be reached.
    pub async fn connect(config: &Config) -> Result<Self, StoreError> {
        let pools = Arc::new(dialect::Pools::open(config).await?);
        let bells = tx::Bells {
            all: Bell::new(),
            jobs: Bell::new(),
            rounds: rounds::Rounds::default(),
            pools: Arc::clone(&pools),
            process: Uuid::new_v4(),
        };
        let (together, whispers) =
            (together::Together::default(), broadcast::Sender::new(WHISPERS));
        Ok(Self { pools, together, bells, whispers })
    }

    /// Begins a unit of work that may write. SQLite has one writer, so this waits for the one
    /// before; keep it short and never wait for the network inside.
    ///
    /// # Errors
    /// When no connection is to be had.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        Ok(Tx::new(self.pools.begin(false).await?, Some(self.bells.clone())))
    }

    /// As [`Store::begin`], for a unit that writes a few rows and waits for nothing but the store:
    /// on SQLite those that come at the same time are committed together, and on PostgreSQL other
    /// processes hear of it a moment later. [`Tx::commit`] returns when this one is safe.
    ///
    /// # Errors
    /// When no connection is to be had.
    pub async fn begin_short(&self) -> Result<Tx, StoreError> {
        if !self.pools.is_sqlite() {
            return Ok(Tx::short(self.pools.begin(false).await?, self.bells.clone()));
        }
        Ok(Tx::shared(self.together.begin(&self.pools).await?, self.bells.clone()))
    }

    /// [`Store::begin_short`] and [`Tx::lock_contact`] in one go.
    ///
    /// # Errors
    /// When no connection is to be had.
    pub async fn begin_chat(&self, contact: ContactId) -> Result<Tx, StoreError> {
        if self.pools.is_sqlite() {
            return self.begin_short().await;
        }
        let conn = self.pools.begin_locked(&inbox::chat_lock(contact)).await?;
        Ok(Tx::short(conn, self.bells.clone()))
    }

    /// Begins to look a few rows up; cheaper than [`Store::read`], but two statements may see
    /// different states.
    ///
    /// # Errors
    /// When no connection is to be had.
    pub async fn glance(&self) -> Result<Tx, StoreError> {
        Ok(Tx::new(self.pools.glance().await?, None))
    }

    /// Begins a unit of work that only reads, on one consistent view of the data.
    ///
    /// # Errors
    /// When no connection is to be had.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        Ok(Tx::new(self.pools.read().await?, None))
    }

    /// Rings after each commit of this process that changed what a process holds in memory, and
    /// within about 50 ms after any of another process once [`Store::watch_others`] runs. A ring may
    /// be lost or doubled; listeners ask the tables what changed.
    #[must_use]
    pub fn bell(&self) -> Bell {
        self.bells.all.clone()
    }

    /// Rings after each commit of this process that queued a job.
    #[must_use]
    pub fn job_bell(&self) -> Bell {
        self.bells.jobs.clone()
    }

    /// Listens for commits of other processes and rings the bell; ends only with an error.
    ///
    /// # Errors
    /// When the database is gone; call it again after a pause.
    pub async fn watch_others(&self) -> Result<(), StoreError> {
        if !self.pools.is_sqlite() {
            // A process that was killed may have left something untold.
            self.bells.rounds.request(&self.pools, self.bells.process);
        }
        self.pools.watch(&self.bells, &self.whispers).await
    }

    /// This process, as the others know it.
    #[must_use]
    pub fn process(&self) -> Uuid {
        self.bells.process
    }

    /// Tells the other processes something that is not worth keeping, at most 7,000 bytes. It may be
    /// lost; on SQLite it always is.
    ///
    /// # Errors
    /// When the database is gone.
    pub async fn whisper(&self, text: &str) -> Result<(), StoreError> {
        self.pools.whisper(text).await
    }

    /// Hears what processes whisper, this one too, while [`Store::watch_others`] runs.
    #[must_use]
    pub fn whispers(&self) -> broadcast::Receiver<String> {
        self.whispers.subscribe()
    }

    /// The migrations that are applied and those that wait, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn migrations(&self) -> Result<(Vec<String>, Vec<String>), StoreError> {
        migration::state(&self.pools).await
    }

    /// Words for `doctor` and benchmarks: the product, its version and how safely it writes.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn describe(&self) -> Result<String, StoreError> {
        self.pools.describe().await
    }

    /// Closes all connections; what is committed is safe.
    pub async fn close(&self) {
        self.pools.close().await;
    }
}

#[cfg(test)]
mod tests;
