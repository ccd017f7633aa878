//! Remembers: rows, jobs, files, and "something changed" between processes.
//!
//! [`Store`] is the only door. A unit of work is a [`Tx`]: begun by [`Store::begin`] (writes) or
//! [`Store::read`] (a consistent view), its queries are methods in one file per area, and nothing
//! stays when it is dropped without [`Tx::commit`]. Only this crate knows SQL, and only
//! `dialect.rs` knows that there are two databases.

mod access;
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
mod questions;
mod row;
mod tx;

use std::sync::Arc;

pub use access::{ApiKey, NewAgent, Secrets, SessionOf};
pub use bell::{Bell, Ear};
pub use error::StoreError;
pub use files::{NewFile, StoredFile};
pub use identity::IdentityKey;
pub use imports::ImportRun;
pub use inbox::{ConversationLine, NewConversation, NewMessage, View, Visitor};
pub use jobs::{Job, NewJob};
pub use knowledge::{
    ArticleFilter, ArticleLine, HelpCentre, LanguageLine, LiveChange, LiveLine, LiveRow,
    LocationRow, Saved, Slug, VersionLine,
};
pub use learned::{Confirmed, NewConfirmed};
pub use outbox::{KeptMail, MailState, NewMail};
pub use questions::{Asked, Feedback, Gap, TopArticle};
pub use tx::Tx;

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
    bells: tx::Bells,
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
        let bells = tx::Bells { all: Bell::new(), jobs: Bell::new() };
        Ok(Self { pools, bells })
    }

    /// Begins a unit of work that may write. SQLite has one writer, so this waits for the one
    /// before; keep it short and never wait for the network inside.
    ///
    /// # Errors
    /// When no connection is to be had.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        Ok(Tx::new(self.pools.begin().await?, Some(self.bells.clone())))
    }

    /// Begins a unit of work that only reads, on one consistent view of the data.
    ///
    /// # Errors
    /// When no connection is to be had.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        Ok(Tx::new(self.pools.read().await?, None))
    }

    /// Rings after each commit of this process, and within about 50 ms after one of another
    /// process once [`Store::watch_others`] runs. A ring may be lost or doubled; listeners ask the
    /// tables what changed.
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
        self.pools.watch(&self.bells.all).await
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
