//! Short units of work that are committed together on SQLite: one wait for the disk for all that
//! come while the one before is at work. Each is told only when what it wrote is on the disk, and
//! each can come to nothing by itself.
//!
//! The first unit begins a transaction, further ones are savepoints in it. Whoever is done while
//! others wait for their turn leaves the commit to them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

use crate::dialect::{Conn, Pools};
use crate::error::StoreError;

/// So many units at most, so that the write-ahead log is not read back for a giant.
const UNITS: usize = 64;
/// The first unit waits for later ones no longer than about this.
const PATIENCE: Duration = Duration::from_millis(5);

/// The units that are at work or wait for their turn.
#[derive(Debug, Clone, Default)]
pub(crate) struct Together {
    open: Arc<Mutex<Option<Open>>>,
    /// Units that wait for their turn.
    waiting: Arc<AtomicUsize>,
}

/// A transaction that several units share.
struct Open {
    conn: Conn,
    since: Instant,
    /// Units that are done and wait for the commit.
    done: Vec<oneshot::Sender<()>>,
}

/// A unit of work whose turn it is.
pub(crate) struct Share {
    /// Gone once it is committed.
    open: Option<OwnedMutexGuard<Option<Open>>>,
    together: Together,
    /// Whether nothing in the transaction is somebody else's.
    is_first: bool,
}

/// Somebody who waits for their turn; when they give up, nobody may be left to commit.
struct Queued(Option<Together>);

impl std::fmt::Debug for Open {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Open").field("done", &self.done.len()).finish_non_exhaustive()
    }
}

impl Together {
    /// Waits for the turn of a new unit of work.
    pub(crate) async fn begin(&self, pools: &Pools) -> Result<Share, StoreError> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let mut queued = Queued(Some(self.clone()));
        let open = Arc::clone(&self.open).lock_owned().await;
        queued.0 = None;
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        let is_first = open.is_none();
        let mut share = Share { open: Some(open), together: self.clone(), is_first };
        if is_first {
            let conn = pools.begin(true).await?;
            if let Some(open) = &mut share.open {
                **open = Some(Open { conn, since: Instant::now(), done: Vec::new() });
            }
        } else {
            share.conn()?.script("savepoint unit").await?;
        }
        Ok(share)
    }

    /// Commits unless somebody else will.
    async fn settle(self, mut open: OwnedMutexGuard<Option<Open>>) -> Result<(), StoreError> {
        if 0 < self.waiting.load(Ordering::SeqCst) {
            return Ok(());
        }
        commit(&mut open).await
    }
}

impl Share {
    pub(crate) fn conn(&mut self) -> Result<&mut Conn, StoreError> {
        let open = self.open.as_mut().and_then(|it| it.as_mut());
        open.map(|it| &mut it.conn).ok_or(StoreError::Lost)
    }

    /// Returns when what the unit wrote is on the disk.
    pub(crate) async fn commit(mut self) -> Result<(), StoreError> {
        if !self.is_first {
            self.conn()?.script("release unit").await?;
        }
        let mut open = self.open.take().ok_or(StoreError::Lost)?;
        let is_awaited = 0 < self.together.waiting.load(Ordering::SeqCst);
        if let Some(it) = open.as_mut()
            && is_awaited
            && it.done.len() + 1 < UNITS
            && it.since.elapsed() < PATIENCE
        {
            let (tell, told) = oneshot::channel();
            it.done.push(tell);
            drop(open);
            return told.await.or(Err(StoreError::Lost));
        }
        // Others wait for it too: it goes on when whoever called is gone.
        let done = tokio::spawn(async move { commit(&mut open).await });
        done.await.unwrap_or(Err(StoreError::Lost))
    }
}

async fn commit(open: &mut Option<Open>) -> Result<(), StoreError> {
    let Some(Open { conn, done, .. }) = open.take() else { return Ok(()) };
    // Should it fail, the others hear of it by their end of the channel.
    conn.commit(None).await?;
    for it in done {
        let _ = it.send(());
    }
    Ok(())
}

impl Drop for Share {
    /// What the unit wrote is undone; what others wrote is kept.
    fn drop(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        if self.is_first {
            *open = None;
            return;
        }
        let together = self.together.clone();
        let Ok(runtime) = Handle::try_current() else { return *open = None };
        runtime.spawn(async move {
            if let Some(it) = open.as_mut() {
                // There is none when it was dropped while it began.
                let undone = it.conn.script("rollback to unit; release unit").await;
                tracing::trace!(?undone, "a unit of work came to nothing");
            }
            together.settle(open).await
        });
    }
}

impl Drop for Queued {
    fn drop(&mut self) {
        let Some(together) = self.0.take() else { return };
        together.waiting.fetch_sub(1, Ordering::SeqCst);
        let Ok(runtime) = Handle::try_current() else { return };
        runtime.spawn(async move {
            let open = Arc::clone(&together.open).lock_owned().await;
            together.settle(open).await
        });
    }
}
