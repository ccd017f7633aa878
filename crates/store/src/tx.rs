//! A unit of work.

use std::sync::Arc;

use uuid::Uuid;

use crate::bell::Bell;
use crate::dialect::{Conn, Pools, Value};
use crate::error::StoreError;
use crate::rounds::Rounds;
use crate::row::Row;
use crate::together::Share;

/// A unit of work: all of it is kept by [`Tx::commit`], none of it when dropped.
///
/// Queries are methods, one file per area.
pub struct Tx {
    held: Held,
    /// Rung after the commit; `None` for a unit that only reads.
    bells: Option<Bells>,
    news: News,
    /// Whether other processes hear of it by what follows its commit alone.
    is_short: bool,
}

/// What the commit has to tell.
#[derive(Debug, Clone, Copy, Default)]
struct News {
    /// Whether a job was queued.
    jobs: bool,
    /// Whether what processes hold of the store in memory is out of date.
    revision: bool,
    /// Whether changed conversations wait for their number.
    changes: bool,
}

/// Who is told after a commit.
#[derive(Debug, Clone)]
pub(crate) struct Bells {
    /// Rings for those that changed what every process holds, and for all of other processes.
    pub(crate) all: Bell,
    /// Rings for those that queued a job.
    pub(crate) jobs: Bell,
    pub(crate) rounds: Rounds,
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
        Self { held, bells, news: News::default(), is_short }
    }

    /// Keeps everything and rings the bells.
    ///
    /// # Errors
    /// When the database refuses; nothing is then kept.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self.held {
            Held::Alone(conn) => {
                let rings = self.bells.as_ref().filter(|_| !self.is_short).map(|it| it.process);
                conn.commit(rings).await?;
            }
            Held::Shared(share) => share.commit().await?,
        }
        if let Some(bells) = self.bells {
            if self.news.revision {
                bells.all.ring();
            }
            if bells.pools.is_sqlite() || self.is_short || self.news.changes {
                bells.rounds.request(&bells.pools, bells.process);
            }
            if self.news.jobs {
                bells.jobs.ring();
            }
        }
        Ok(())
    }

    /// Lets the commit ring for a job.
    pub(crate) fn ring_for_job(&mut self) {
        self.news.jobs = true;
    }

    /// Lets the commit ring for whoever holds something of the store.
    pub(crate) fn ring_for_revision(&mut self) {
        self.news.revision = true;
    }

    /// The number of a conversation that changes now, 0 when it gets one after the commit; and
    /// the process that changes it.
    pub(crate) async fn next_change(&mut self) -> Result<(i64, String), StoreError> {
        self.news.changes = true;
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
