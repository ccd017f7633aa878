//! A unit of work.

use std::sync::Arc;

use uuid::Uuid;

use crate::bell::Bell;
use crate::dialect::{Conn, Pools, Value};
use crate::error::StoreError;
use crate::row::Row;
use crate::teller::Teller;
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
    /// Whether changed conversations wait for their number.
    has_changes: bool,
    /// Whether other processes hear of it by the teller alone.
    is_short: bool,
}

/// Who is told after a commit.
#[derive(Debug, Clone)]
pub(crate) struct Bells {
    /// Rings for every commit.
    pub(crate) all: Bell,
    /// Rings for those that queued a job.
    pub(crate) jobs: Bell,
    pub(crate) teller: Teller,
    pub(crate) pools: Arc<Pools>,
    /// This process, as others know it.
    pub(crate) process: Uuid,
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
        Self::of(Held::Alone(conn), bells, false)
    }

    /// Others hear of it a moment after its commit.
    pub(crate) fn short(conn: Conn, bells: Bells) -> Self {
        Self::of(Held::Alone(conn), Some(bells), true)
    }

    pub(crate) fn shared(share: Share, bells: Bells) -> Self {
        Self::of(Held::Shared(share), Some(bells), true)
    }

    fn of(held: Held, bells: Option<Bells>, is_short: bool) -> Self {
        Self { held, bells, has_jobs: false, has_changes: false, is_short }
    }

    /// Keeps everything and rings the bells.
    ///
    /// # Errors
    /// When the database refuses; nothing is then kept.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self.held {
            Held::Alone(conn) => conn.commit(self.bells.is_some() && !self.is_short).await?,
            Held::Shared(share) => share.commit().await?,
        }
        if let Some(bells) = self.bells {
            bells.all.ring();
            if !bells.pools.is_sqlite() && (self.is_short || self.has_changes) {
                bells.teller.request(&bells.pools);
            }
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

    /// The number of a conversation that changes now, 0 when it gets one after the commit; and
    /// the process that changes it.
    pub(crate) async fn next_change(&mut self) -> Result<(i64, String), StoreError> {
        self.has_changes = true;
        let process = self.bells.as_ref().map_or_else(Uuid::nil, |it| it.process).to_string();
        if self.conn()?.numbers_later() {
            return Ok((0, process));
        }
        Ok((self.count_up("change").await?, process))
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
