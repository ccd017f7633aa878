//! SQLite: its connections, statements and the write-ahead log that is copied back into its file.
//!
//! A statement that finds a few rows takes less time than waking a thread to run it, so units of
//! work that promise to be short run theirs where they are; all others, and each wait for the disk,
//! run on a thread that may block.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::types::{ToSqlOutput, Value as Cell, ValueRef};
use rusqlite::{CachedStatement, Connection, ErrorCode, OpenFlags, ToSql};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{BUSY, Value};
use crate::error::StoreError;

/// How long anybody waits for a connection.
const PATIENCE: Duration = Duration::from_secs(30);
/// Statements that are kept prepared, per connection.
const STATEMENTS: usize = 200;

/// How each connection works.
const PRAGMAS: &str = "pragma journal_mode = wal; pragma synchronous = full;
    pragma foreign_keys = on; pragma temp_store = memory; pragma mmap_size = 268435456;
    pragma wal_autocheckpoint = 0";

/// How long commits are let come together before the log is looked at.
const PAUSE: Duration = Duration::from_millis(200);
/// So many pages of the log are worth copying back: 4 MB.
const WORTH_COPYING: i64 = 1_000;
/// A log of so many pages begins again at its start: 64 MB.
const LONG: i64 = 16_000;
/// How long readers are waited for then.
const READERS: Duration = Duration::from_millis(20);
/// When it is tried again after that.
const LATER: Duration = Duration::from_secs(5);

/// One connection writes, several read.
#[derive(Debug)]
pub(crate) struct Sqlite {
    write: Arc<Pool>,
    read: Arc<Pool>,
}

impl Sqlite {
    /// Opens a file, or `:memory:`, where one connection does both.
    pub(super) async fn open(path: &str, connections: u32) -> Result<Self, StoreError> {
        let write = Pool::new(path, 1, false);
        if path == ":memory:" {
            return Ok(Self { read: Arc::clone(&write), write });
        }
        // Makes the file, before anybody reads it.
        drop(write.lend(false).await?);
        let readers = usize::try_from(connections.max(1)).unwrap_or(1);
        Ok(Self { write, read: Pool::new(path, readers, true) })
    }

    /// Begins to write; a short unit of work `is_short`.
    pub(super) async fn begin(&self, is_short: bool) -> Result<Lent, StoreError> {
        let mut lent = self.write.lend(is_short).await?;
        lent.begin().await?;
        Ok(lent)
    }

    /// Begins to read one state of the data.
    pub(super) async fn read(&self) -> Result<Lent, StoreError> {
        let mut lent = self.read.lend(false).await?;
        lent.here(|it| it.execute_batch("begin"))?;
        Ok(lent)
    }

    /// A connection for single short looks.
    pub(super) async fn glance(&self) -> Result<Lent, StoreError> {
        self.read.lend(true).await
    }

    /// A connection of its own that sees what others commit.
    pub(super) async fn watcher(&self) -> Result<Watcher, StoreError> {
        let pool = Arc::clone(&self.read);
        Ok(Watcher(on_thread(move || pool.connect()).await?))
    }

    pub(super) async fn describe(&self) -> Result<String, StoreError> {
        let mut writer = self.write.lend(false).await?;
        let words = |it: &mut Connection| {
            let version: String = it.query_row("select sqlite_version()", [], |it| it.get(0))?;
            let journal: String = it.pragma_query_value(None, "journal_mode", |it| it.get(0))?;
            let synchronous: i64 = it.pragma_query_value(None, "synchronous", |it| it.get(0))?;
            Ok(format!("SQLite {version}, journal_mode={journal}, synchronous={synchronous}"))
        };
        writer.run(words).await
    }

    pub(super) fn is_closed(&self) -> bool {
        self.write.permits.is_closed()
    }

    /// Waits for all who have a connection.
    pub(super) async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }

    /// Copies the log back into the file once that is worth it. By itself SQLite does so inside of
    /// a commit, and everybody waits. Writers go on meanwhile and are always a little ahead, so a
    /// long log is also made to begin again.
    pub(super) async fn copy_log_back(&self) -> Result<(), StoreError> {
        tokio::time::sleep(PAUSE).await;
        let mut reader = self.read.lend(false).await?;
        let copied = reader.run(|it| {
            let log = checkpoint(it, "noop")?;
            let is_worth_it = WORTH_COPYING <= log.length - log.copied;
            is_worth_it.then(|| checkpoint(it, "passive")).transpose()
        });
        let Some(log) = copied.await? else { return Ok(()) };
        drop(reader);
        if LONG <= log.length && !self.write.lend(false).await?.run(begin_log_again).await? {
            // Who looks at an old state for so long may do so for longer; the log grows meanwhile.
            tokio::time::sleep(LATER).await;
        }
        Ok(())
    }
}

/// Copies the little that is left while no writer of this process is at work, and waits a moment
/// for readers, since only a log that nobody reads can begin again. Whether it does.
fn begin_log_again(writer: &mut Connection) -> rusqlite::Result<bool> {
    writer.busy_timeout(READERS)?;
    let begins = checkpoint(writer, "restart");
    writer.busy_timeout(BUSY)?;
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

fn checkpoint(connection: &Connection, mode: &str) -> rusqlite::Result<Log> {
    connection.query_row(&format!("pragma wal_checkpoint({mode})"), [], |it| {
        let busy: i64 = it.get(0)?;
        Ok(Log { is_busy: busy != 0, length: it.get(1)?, copied: it.get(2)? })
    })
}

/// Connections to one file.
struct Pool {
    path: PathBuf,
    is_reader: bool,
    size: usize,
    idle: Mutex<Vec<Connection>>,
    permits: Arc<Semaphore>,
}

impl std::fmt::Debug for Pool {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pool").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Pool {
    fn new(path: &str, size: usize, is_reader: bool) -> Arc<Self> {
        let permits = Arc::new(Semaphore::new(size));
        Arc::new(Self { path: path.into(), is_reader, size, idle: Mutex::default(), permits })
    }

    fn connect(&self) -> rusqlite::Result<Connection> {
        let connection = Connection::open_with_flags(
            &self.path,
            OpenFlags::SQLITE_OPEN_READ_WRITE
                | OpenFlags::SQLITE_OPEN_CREATE
                | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        connection.busy_timeout(BUSY)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        // SQLite does not wait by itself while another process makes the file, or its log.
        let begun = Instant::now();
        while let Err(error) = connection.execute_batch(PRAGMAS) {
            let is_busy = error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy);
            if !is_busy || BUSY < begun.elapsed() {
                return Err(error);
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        if self.is_reader {
            connection.execute_batch("pragma query_only = on")?;
        }
        Ok(connection)
    }

    /// Lends a connection, in the order of asking.
    async fn lend(self: &Arc<Self>, is_short: bool) -> Result<Lent, StoreError> {
        let permit = if let Ok(permit) = Arc::clone(&self.permits).try_acquire_owned() {
            permit
        } else {
            let permit = Arc::clone(&self.permits).acquire_owned();
            let permit = tokio::time::timeout(PATIENCE, permit).await;
            permit.ok().and_then(Result::ok).ok_or(StoreError::Unavailable)?
        };
        let mut held = Box::new(Held { connection: None, pool: Arc::clone(self), _permit: permit });
        held.connection = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        if held.connection.is_none() {
            let connected = on_thread(move || {
                held.connection = Some(held.pool.connect()?);
                Ok(held)
            });
            held = connected.await?;
        }
        Ok(Lent { held: Some(held), is_short, writes: false })
    }

    async fn close(&self) {
        // The last connection copies the log back when it is dropped.
        let all = u32::try_from(self.size).unwrap_or(u32::MAX);
        let permits = self.permits.acquire_many(all).await;
        self.permits.close();
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
        drop(permits);
    }
}

/// A connection that goes back to its pool, without what was not committed.
struct Held {
    connection: Option<Connection>,
    pool: Arc<Pool>,
    _permit: OwnedSemaphorePermit,
}

impl Drop for Held {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        if connection.is_autocommit() || connection.execute_batch("rollback").is_ok() {
            let mut idle = self.pool.idle.lock().unwrap_or_else(PoisonError::into_inner);
            idle.push(connection);
        }
    }
}

/// A connection in the hands of one unit of work.
pub(crate) struct Lent {
    /// `None` while it is on another thread, and when that was lost.
    held: Option<Box<Held>>,
    is_short: bool,
    /// Whether there is something to commit.
    writes: bool,
}

impl Lent {
    /// Works with the connection on this thread.
    fn here<T>(
        &mut self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let connection = self.held.as_mut().and_then(|it| it.connection.as_mut());
        Ok(work(connection.ok_or(StoreError::Unavailable)?)?)
    }

    /// Works with the connection on a thread that may block.
    async fn elsewhere<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        // Should nobody wait any more, the connection goes back from there.
        let mut lent = Self { held: self.held.take(), ..*self };
        let done = tokio::task::spawn_blocking(move || (lent.here(work), lent.held));
        let (done, held) = done.await.or(Err(StoreError::Unavailable))?;
        self.held = held;
        done
    }

    async fn run<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        if self.is_short { self.here(work) } else { self.elsewhere(work).await }
    }

    /// Only another process can be in the way of the writer, and that is waited for elsewhere.
    async fn begin(&mut self) -> Result<(), StoreError> {
        const BEGIN: &str = "begin immediate";
        let begun = self.here(|it| {
            it.busy_timeout(Duration::ZERO)?;
            let begun = it.execute_batch(BEGIN);
            it.busy_timeout(BUSY)?;
            match begun {
                Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                    Ok(false)
                }
                begun => begun.map(|()| true),
            }
        })?;
        if !begun {
            self.elsewhere(|it| it.execute_batch(BEGIN)).await?;
        }
        self.writes = true;
        Ok(())
    }

    /// Returns when it is on the disk.
    pub(super) async fn commit(mut self) -> Result<(), StoreError> {
        if !self.writes {
            return Ok(());
        }
        self.elsewhere(|it| it.execute_batch("commit")).await
    }

    pub(super) async fn all(
        &mut self,
        sql: &str,
        values: Vec<Value>,
    ) -> Result<Vec<SqliteRow>, StoreError> {
        if self.is_short {
            return self.here(|it| all(it, sql, &values));
        }
        let sql = sql.to_owned();
        self.elsewhere(move |it| all(it, &sql, &values)).await
    }

    pub(super) async fn change(
        &mut self,
        sql: &str,
        values: Vec<Value>,
    ) -> Result<u64, StoreError> {
        let sql = sql.to_owned();
        let changed = move |it: &mut Connection| {
            let mut statement = it.prepare_cached(&sql)?;
            bind(&mut statement, &values)?;
            statement.raw_execute()
        };
        Ok(self.run(changed).await? as u64)
    }

    pub(super) async fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        let sql = sql.to_owned();
        self.run(move |it| it.execute_batch(&sql)).await
    }
}

fn all(it: &Connection, sql: &str, values: &[Value]) -> rusqlite::Result<Vec<SqliteRow>> {
    let mut statement = it.prepare_cached(sql)?;
    bind(&mut statement, values)?;
    let names = statement.column_names();
    let columns: Arc<[String]> = names.into_iter().map(str::to_owned).collect();
    let mut rows = statement.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = (0..columns.len()).map(|at| row.get(at)).collect::<Result<_, _>>()?;
        found.push(SqliteRow { columns: Arc::clone(&columns), cells });
    }
    Ok(found)
}

/// SQLite takes `$1` for a name and counts places by their first mention.
fn bind(statement: &mut CachedStatement<'_>, values: &[Value]) -> rusqlite::Result<()> {
    for place in 1..=statement.parameter_count() {
        let number = statement.parameter_name(place).and_then(|it| it.get(1..)?.parse().ok());
        let value = number.and_then(|it: usize| values.get(it.checked_sub(1)?));
        let missing = rusqlite::Error::InvalidParameterCount(place, values.len());
        statement.raw_bind_parameter(place, value.ok_or(missing)?)?;
    }
    Ok(())
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Int(Some(it)) => ValueRef::Integer(*it),
            Self::Real(it) => ValueRef::Real(*it),
            Self::Text(Some(it)) => ValueRef::Text(it.as_bytes()),
            Self::Bytes(it) => ValueRef::Blob(it),
            Self::Int(None) | Self::Text(None) => ValueRef::Null,
        }))
    }
}

/// A row as it was read.
pub(crate) struct SqliteRow {
    columns: Arc<[String]>,
    cells: Vec<Cell>,
}

impl SqliteRow {
    fn cell(&self, column: &'static str) -> Result<&Cell, StoreError> {
        let at = self.columns.iter().position(|it| it == column);
        at.and_then(|it| self.cells.get(it)).ok_or(StoreError::Corrupt(column))
    }

    pub(super) fn int(&self, column: &'static str) -> Result<Option<i64>, StoreError> {
        match self.cell(column)? {
            Cell::Integer(it) => Ok(Some(*it)),
            Cell::Null => Ok(None),
            _ => Err(StoreError::Corrupt(column)),
        }
    }

    pub(super) fn real(&self, column: &'static str) -> Result<f64, StoreError> {
        match self.cell(column)? {
            Cell::Real(it) => Ok(*it),
            _ => Err(StoreError::Corrupt(column)),
        }
    }

    pub(super) fn text(&self, column: &'static str) -> Result<Option<String>, StoreError> {
        match self.cell(column)? {
            Cell::Text(it) => Ok(Some(it.clone())),
            Cell::Null => Ok(None),
            _ => Err(StoreError::Corrupt(column)),
        }
    }

    pub(super) fn bytes(&self, column: &'static str) -> Result<Vec<u8>, StoreError> {
        match self.cell(column)? {
            Cell::Blob(it) => Ok(it.clone()),
            _ => Err(StoreError::Corrupt(column)),
        }
    }
}

/// Sees what others commit.
pub(super) struct Watcher(Connection);

impl Watcher {
    /// Differs once another connection has written; one read of shared memory.
    pub(super) fn version(&self) -> Result<i64, StoreError> {
        let mut statement = self.0.prepare_cached("pragma data_version")?;
        Ok(statement.query_row([], |it| it.get(0))?)
    }
}

async fn on_thread<T: Send + 'static>(
    work: impl FnOnce() -> rusqlite::Result<T> + Send + 'static,
) -> Result<T, StoreError> {
    let done = tokio::task::spawn_blocking(work).await;
    Ok(done.or(Err(StoreError::Unavailable))??)
}
