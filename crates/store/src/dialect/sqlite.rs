//! What only SQLite has: a file, its pragmas, and a write-ahead log that is copied back into it.

use std::time::Duration;

use sqlx::SqlitePool;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};

use super::BUSY;
use crate::error::StoreError;

/// How long commits are let come together before the log is looked at.
const PAUSE: Duration = Duration::from_millis(200);
/// So many pages of the log are worth copying back: 4 MB.
const WORTH_COPYING: i64 = 1_000;
/// A log of so many pages begins again at its start: 64 MB.
const LONG: i64 = 16_000;
/// How often readers are waited for, a millisecond each.
const TRIES: usize = 20;
/// When it is tried again after that.
const LATER: Duration = Duration::from_secs(5);

/// The connection that writes and those that read.
pub(super) async fn open(
    path: &str,
    connections: u32,
) -> Result<(SqlitePool, SqlitePool), StoreError> {
    let base = SqliteConnectOptions::new()
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .statement_cache_capacity(200)
        .pragma("temp_store", "memory");
    if path == ":memory:" {
        let pool = SqlitePoolOptions::new()
            .max_connections(1)
            .min_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(base.in_memory(true))
            .await?;
        return Ok((pool.clone(), pool));
    }
    let file = base
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        // By itself SQLite copies inside of a commit, and everybody waits: see `copy_log_back`.
        .pragma("wal_autocheckpoint", "0")
        .pragma("mmap_size", "268435456");
    // A file does not hang up: asking before each use would cost as much as a statement.
    let pool = || SqlitePoolOptions::new().test_before_acquire(false);
    let write = pool().max_connections(1).connect_with(file.clone()).await?;
    let read = pool()
        .max_connections(connections.max(1))
        .min_connections(1)
        .connect_with(file.pragma("query_only", "on"))
        .await?;
    Ok((write, read))
}

/// Copies the log back into the database once that is worth it. Writers go on meanwhile and are
/// always a little ahead, so a long log is also made to begin again.
pub(super) async fn copy_log_back(write: &SqlitePool, read: &SqlitePool) -> Result<(), StoreError> {
    tokio::time::sleep(PAUSE).await;
    let mut reader = read.acquire().await?;
    let log = checkpoint(&mut reader, "noop").await?;
    if log.length - log.copied < WORTH_COPYING {
        return Ok(());
    }
    let log = checkpoint(&mut reader, "passive").await?;
    drop(reader);
    if LONG <= log.length && !begin_log_again(&mut *write.acquire().await?).await? {
        // Who looks at an old state for so long may do so for longer; the log grows meanwhile.
        tokio::time::sleep(LATER).await;
    }
    Ok(())
}

/// Copies the little that is left while no writer of this process is at work, and waits a moment
/// for readers, since only a log that nobody reads can begin again. Whether it does.
async fn begin_log_again(writer: &mut SqliteConnection) -> Result<bool, StoreError> {
    sqlx::query("pragma busy_timeout = 0").execute(&mut *writer).await?;
    let mut begins = checkpoint(writer, "restart").await;
    for _ in 0..TRIES {
        if !matches!(begins, Ok(Log { is_busy: true, .. })) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
        begins = checkpoint(writer, "restart").await;
    }
    let patient = format!("pragma busy_timeout = {}", BUSY.as_millis());
    sqlx::query(sqlx::AssertSqlSafe(patient)).execute(writer).await?;
    Ok(!begins?.is_busy)
}

/// The write-ahead log, lengths in pages.
struct Log {
    /// Whether somebody was in the way.
    is_busy: bool,
    length: i64,
    /// What the database file has of it.
    copied: i64,
}

async fn checkpoint(connection: &mut SqliteConnection, mode: &str) -> Result<Log, StoreError> {
    let sql = sqlx::AssertSqlSafe(format!("pragma wal_checkpoint({mode})"));
    let (busy, length, copied): (i64, _, _) = sqlx::query_as(sql).fetch_one(connection).await?;
    Ok(Log { is_busy: busy != 0, length, copied })
}

/// Differs once another connection has written.
pub(super) async fn data_version(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar("pragma data_version").fetch_one(connection).await?)
}
