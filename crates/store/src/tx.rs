//! A unit of work.

use crate::bell::Bell;
use crate::dialect::{Conn, Value};
use crate::error::StoreError;
use crate::row::Row;
use crate::together::Share;

/// A unit of work: all of it is kept by [`Tx::commit`], none of it when dropped.
///
/// Queries are methods, one file per area.
pub struct Tx {
    held: Held,
    /// Rung after the commit; `None` for a unit that only reads.
    bells: Option<Bells>,
    /// Whether a job was queued.
    has_jobs: bool,
}

/// What is rung after a commit.
#[derive(Debug, Clone)]
pub(crate) struct Bells {
    /// For every commit.
    pub(crate) all: Bell,
    /// For those that queued a job.
    pub(crate) jobs: Bell,
}

/// The transaction a unit of work is in.
enum Held {
    /// Its own.
    Alone(Conn),
    /// One it shares with others.
    Shared(Share),
}

impl std::fmt::Debug for Tx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx").finish_non_exhaustive()
    }
}

impl Tx {
    pub(crate) fn new(conn: Conn, bells: Option<Bells>) -> Self {
        Self { held: Held::Alone(conn), bells, has_jobs: false }
    }

    pub(crate) fn shared(share: Share, bells: Bells) -> Self {
        Self { held: Held::Shared(share), bells: Some(bells), has_jobs: false }
    }

    /// Keeps everything and rings the bells.
    ///
    /// # Errors
    /// When the database refuses; nothing is then kept.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self.held {
            Held::Alone(conn) => conn.commit(self.bells.is_some()).await?,
            Held::Shared(share) => share.commit().await?,
        }
        if let Some(bells) = self.bells {
            bells.all.ring();
            if self.has_jobs {
                bells.jobs.ring();
            }
        }
        Ok(())
    }

    /// Lets the commit ring for a job.
    pub(crate) fn ring_for_job(&mut self) {
        self.has_jobs = true;
    }

    /// Whether the database still answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&mut self) -> Result<(), StoreError> {
        self.conn()?.ping().await
    }

    pub(crate) async fn all(
        &mut self,
        sql: &str,
        values: Vec<Value>,
    ) -> Result<Vec<Row>, StoreError> {
        self.conn()?.all(sql, values).await
    }

    /// The first row, if any.
    pub(crate) async fn one(
        &mut self,
        sql: &str,
        values: Vec<Value>,
    ) -> Result<Option<Row>, StoreError> {
        Ok(self.conn()?.all(sql, values).await?.into_iter().next())
    }

    /// How many rows it changed.
    pub(crate) async fn run(&mut self, sql: &str, values: Vec<Value>) -> Result<u64, StoreError> {
        self.conn()?.run(sql, values).await
    }

    pub(crate) fn conn(&mut self) -> Result<&mut Conn, StoreError> {
        match &mut self.held {
            Held::Alone(conn) => Ok(conn),
            Held::Shared(share) => share.conn(),
        }
    }
}
