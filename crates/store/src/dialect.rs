//! The only file that knows there are two databases: connections, values, rows, pragmas, the
//! change watcher and the few statements that differ.
//!
//! All statements use `$1` placeholders, which both databases understand. Ids are text, times are
//! milliseconds, truth is 0 or 1, lists are JSON text.

mod sqlite;

use std::pin::Pin;
use std::str::FromStr;
use std::task::{Context, Poll};
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions, PgRow};
use sqlx::{
    AssertSqlSafe, Connection as _, PgConnection, PgPool, Postgres, Row as _, SqlSafeStr as _,
    Transaction,
};

use tokio::sync::broadcast;
use uuid::Uuid;

use self::sqlite::{Lent, Sqlite, SqliteRow};
use crate::error::StoreError;
use crate::tx::Bells;
use crate::{Config, row::Row};

/// How long a writer waits for another process before it gives up.
const BUSY: Duration = Duration::from_secs(10);
/// How often SQLite is asked whether another process wrote; the answer is one read of shared
/// memory. Half of it is the mean delay before another process shows a published article.
const GLANCE: Duration = Duration::from_millis(40);
/// A connection to PostgreSQL that nobody used for so long may have been hung up.
const IDLE: Duration = Duration::from_secs(1);
/// The channel PostgreSQL tells commits on.
const CHANNEL: &str = "lotse_changed";

/// The channel PostgreSQL carries what is never kept on.
const WHISPERS: &str = "lotse_whispers";

/// A value bound to a statement.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    /// A number, a time, a truth.
    Int(Option<i64>),
    /// A fraction.
    Real(f64),
    /// Text, an id, JSON.
    Text(Option<String>),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// Connections to one of the two databases.
#[derive(Debug)]
pub(crate) enum Pools {
    /// A file.
    Sqlite(Sqlite),
    /// All do both.
    Postgres(PgPool),
}

/// An open transaction on one of the two databases, or a connection for single looks.
pub(crate) enum Conn {
    Sqlite(Lent),
    Postgres(Transaction<'static, Postgres>),
    PostgresGlance(PoolConnection<Postgres>),
}

/// The connection below.
enum Raw<'a> {
    Sqlite(&'a mut Lent),
    Postgres(&'a mut PgConnection),
}

impl Pools {
    pub(crate) async fn open(config: &Config) -> Result<Self, StoreError> {
        if config.url.starts_with("postgres://") || config.url.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(&config.url)
                .ok()
                .ok_or_else(|| StoreError::Address("postgres://…".to_owned()))?;
            let pool = PgPoolOptions::new()
                .max_connections(config.connections)
                .acquire_timeout(BUSY)
                // Asking before each use would cost as much as a statement.
                .test_before_acquire(false)
                .before_acquire(|connection, it| {
                    Box::pin(
                        async move { Ok(it.idle_for < IDLE || connection.ping().await.is_ok()) },
                    )
                })
                .connect_with(options)
                .await?;
            return Ok(Self::Postgres(pool));
        }
        let Some(path) = config.url.strip_prefix("sqlite:") else {
            return Err(StoreError::Address(config.url.clone()));
        };
        let path = path.trim_start_matches("//");
        Ok(Self::Sqlite(Sqlite::open(path, config.connections).await?))
    }

    /// Begins a unit of work that may write, on SQLite one of a few rows when it `is_short`.
    pub(crate) async fn begin(&self, is_short: bool) -> Result<Conn, StoreError> {
        Ok(match self {
            Self::Sqlite(it) => Conn::Sqlite(it.begin(is_short).await?),
            Self::Postgres(pool) => begun(pool, "begin".to_owned()).await?,
        })
    }

    /// Begins and locks `name` as [`Conn::lock_name`] does, with one word to the database.
    pub(crate) async fn begin_locked(&self, name: &str) -> Result<Conn, StoreError> {
        let Self::Postgres(pool) = self else { return self.begin(true).await };
        let name = name.replace('\'', "''");
        let sql = format!("begin; select pg_advisory_xact_lock(hashtextextended('{name}', 0))");
        begun(pool, sql).await
    }

    pub(crate) async fn read(&self) -> Result<Conn, StoreError> {
        Ok(match self {
            Self::Sqlite(it) => Conn::Sqlite(it.read().await?),
            Self::Postgres(pool) => {
                begun(pool, "begin isolation level repeatable read read only".to_owned()).await?
            }
        })
    }

    pub(crate) async fn glance(&self) -> Result<Conn, StoreError> {
        Ok(match self {
            Self::Sqlite(it) => Conn::Sqlite(it.glance().await?),
            Self::Postgres(pool) => Conn::PostgresGlance(pool.acquire().await?),
        })
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }

    pub(crate) fn is_closed(&self) -> bool {
        match self {
            Self::Sqlite(it) => it.is_closed(),
            Self::Postgres(pool) => pool.is_closed(),
        }
    }

    /// Tells other processes what is not kept; nothing on SQLite.
    pub(crate) async fn whisper(&self, text: &str) -> Result<(), StoreError> {
        if let Self::Postgres(pool) = self {
            sqlx::query("select pg_notify($1, $2)").bind(WHISPERS).bind(text).execute(pool).await?;
        }
        Ok(())
    }

    /// Rings the bell once it listens, for what came before, then for each commit of another process,
    /// and passes on what is whispered; ends only with an error.
    pub(crate) async fn watch(
        &self,
        Bells { all: bell, process, .. }: &Bells,
        whispers: &broadcast::Sender<String>,
    ) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(it) => {
                let watcher = it.watcher().await?;
                let mut seen = watcher.version()?;
                bell.ring();
                loop {
                    tokio::time::sleep(GLANCE).await;
                    let version = watcher.version()?;
                    if version != seen {
                        seen = version;
                        bell.ring();
                    }
                }
            }
            Self::Postgres(pool) => {
                let mut listener = PgListener::connect_with(pool).await?;
                listener.listen_all([CHANNEL, WHISPERS]).await?;
                let own = process.to_string();
                bell.ring();
                loop {
                    // A lost connection may have lost rings: ring once more, listeners look.
                    match listener.try_recv().await? {
                        Some(it) if it.channel() == WHISPERS => {
                            let _ = whispers.send(it.payload().to_owned());
                        }
                        // Who listens here was told by the commit itself.
                        Some(it) if it.payload() == own => {}
                        _ => bell.ring(),
                    }
                }
            }
        }
    }

    pub(crate) async fn describe(&self) -> Result<String, StoreError> {
        match self {
            Self::Sqlite(it) => it.describe().await,
            Self::Postgres(pool) => {
                let version: String =
                    sqlx::query_scalar("show server_version").fetch_one(pool).await?;
                let commit: String =
                    sqlx::query_scalar("show synchronous_commit").fetch_one(pool).await?;
                Ok(format!("PostgreSQL {version}, synchronous_commit={commit}"))
            }
        }
    }

    /// What follows commits without anybody waiting for it, for all that are done by now.
    pub(crate) async fn follow_commits(&self, process: Uuid) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(it) => it.copy_log_back().await,
            Self::Postgres(_) => self.glance().await?.tell_changes(process).await,
        }
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(it) => it.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// Begins on PostgreSQL. A caller who gives up on the way would leave a transaction open, and what
/// it locks locked, on a connection that goes back to the others; so it is begun to its end.
async fn begun(pool: &PgPool, statement: String) -> Result<Conn, StoreError> {
    let connection = pool.acquire().await?;
    let statement = AssertSqlSafe(statement).into_sql_str();
    let begun = ToItsEnd(Some(Transaction::begin(connection, Some(statement))));
    Ok(Conn::Postgres(begun.await?))
}

/// Work that is finished in a task of its own when nobody waits for it any more.
struct ToItsEnd<T: Send + 'static>(Option<Pin<Box<dyn Future<Output = T> + Send>>>);

impl<T: Send + 'static> Future for ToItsEnd<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        let Some(work) = &mut self.0 else { return Poll::Pending };
        let done = work.as_mut().poll(context);
        if done.is_ready() {
            self.0 = None;
        }
        done
    }
}

impl<T: Send + 'static> Drop for ToItsEnd<T> {
    fn drop(&mut self) {
        let Some(work) = self.0.take() else { return };
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        runtime.spawn(async move { drop(work.await) });
    }
}

macro_rules! bound {
    ($sql:expr, $values:expr) => {{
        let mut query = sqlx::query(AssertSqlSafe($sql.to_owned()));
        for value in $values {
            query = match value {
                Value::Int(it) => query.bind(it),
                Value::Real(it) => query.bind(it),
                Value::Text(it) => query.bind(it),
                Value::Bytes(it) => query.bind(it),
            };
        }
        query
    }};
}

impl Conn {
    fn raw(&mut self) -> Raw<'_> {
        match self {
            Self::Sqlite(it) => Raw::Sqlite(it),
            Self::Postgres(it) => Raw::Postgres(it),
            Self::PostgresGlance(it) => Raw::Postgres(it),
        }
    }

    pub(crate) async fn all(
        &mut self,
        sql: &str,
        values: Vec<Value>,
    ) -> Result<Vec<Row>, StoreError> {
        Ok(match self.raw() {
            Raw::Sqlite(it) => {
                let rows = it.all(sql, values).await?;
                rows.into_iter().map(|it| Row::new(Cells::Sqlite(it))).collect()
            }
            Raw::Postgres(it) => {
                let rows = bound!(sql, values).fetch_all(it).await?;
                rows.into_iter().map(|it| Row::new(Cells::Postgres(it))).collect()
            }
        })
    }

    pub(crate) async fn run(&mut self, sql: &str, values: Vec<Value>) -> Result<u64, StoreError> {
        match self.raw() {
            Raw::Sqlite(it) => it.change(sql, values).await,
            Raw::Postgres(it) => Ok(bound!(sql, values).execute(it).await?.rows_affected()),
        }
    }

    /// Runs several statements separated by semicolons, without values.
    pub(crate) async fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        match self.raw() {
            Raw::Sqlite(it) => it.script(sql).await,
            Raw::Postgres(it) => {
                sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(it).await?;
                Ok(())
            }
        }
    }

    /// Rings for the other processes, if the name of this one is given.
    pub(crate) async fn commit(self, rings: Option<Uuid>) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(it) => it.commit().await?,
            Self::Postgres(mut tx) => {
                if let Some(process) = rings {
                    let rung = sqlx::query("select pg_notify($1, $2)").bind(CHANNEL);
                    rung.bind(process.to_string()).execute(&mut *tx).await?;
                }
                tx.commit().await?;
            }
            // Nothing was begun.
            Self::PostgresGlance(_) => {}
        }
        Ok(())
    }

    /// Lets one process migrate at a time; held until the transaction ends. SQLite's writer is
    /// alone anyway.
    pub(crate) async fn lock_migrations(&mut self) -> Result<(), StoreError> {
        if let Self::Postgres(tx) = self {
            /// Any number, the same in every Lotse.
            const KEY: i64 = 0x6c_6f74_7365;
            sqlx::query("select pg_advisory_xact_lock($1)").bind(KEY).execute(&mut **tx).await?;
        }
        Ok(())
    }

    /// Lets one unit of work at a time deal with `name`; held until the transaction ends.
    /// SQLite's writer is alone anyway.
    pub(crate) async fn lock_name(&mut self, name: &str) -> Result<(), StoreError> {
        if let Self::Postgres(tx) = self {
            sqlx::query("select pg_advisory_xact_lock(hashtextextended($1, 0))")
                .bind(name)
                .execute(&mut **tx)
                .await?;
        }
        Ok(())
    }

    /// Whether changed conversations get their number after the commit.
    pub(crate) fn numbers_later(&self) -> bool {
        self.is_postgres()
    }

    /// Gives conversations that changed and have no number yet the next ones, and rings for other
    /// processes. Whoever counts waits for the one before, so numbers become visible in their
    /// order; a conversation that somebody changes just now is left to them.
    async fn tell_changes(&mut self, process: Uuid) -> Result<(), StoreError> {
        let sql = "with untold as (
                select id from conversations where change = 0 for update skip locked
            ), numbered as (
                select id, row_number() over () - 1 as place from untold
            ), counted as (
                update counters set value = value + (select count(*) from numbered)
                where name = 'change' and exists (select 1 from numbered) returning value
            ), told as (
                update conversations set change = counted.value - numbered.place
                from numbered, counted where conversations.id = numbered.id
            )
            select pg_notify($1, $2)";
        let values = [CHANNEL.to_owned(), process.to_string()];
        self.run(sql, values.map(|it| Value::Text(Some(it))).into()).await?;
        Ok(())
    }

    /// A migration in the words of this database.
    pub(crate) fn translate(&self, sql: &str) -> String {
        if self.is_postgres() {
            sql.replace("{bytes}", "bytea")
                .replace("{real}", "double precision")
                .replace("{exact}", "\"C\"")
        } else {
            sql.replace("{bytes}", "blob").replace("{real}", "real").replace("{exact}", "binary")
        }
    }

    /// What follows a `select` that claims rows, so that two workers never get the same one.
    pub(crate) fn skip_locked(&self) -> &'static str {
        if self.is_postgres() { "for update skip locked" } else { "" }
    }

    fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_) | Self::PostgresGlance(_))
    }

    /// Whether the connection still answers.
    pub(crate) async fn ping(&mut self) -> Result<(), StoreError> {
        match self.raw() {
            Raw::Sqlite(it) => it.script("select 1").await?,
            Raw::Postgres(it) => it.ping().await?,
        }
        Ok(())
    }
}

/// The cells of a row as the database handed them out.
pub(crate) enum Cells {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

impl Cells {
    pub(crate) fn int(&self, column: &'static str) -> Result<Option<i64>, StoreError> {
        match self {
            Self::Sqlite(row) => row.int(column),
            Self::Postgres(row) => Ok(row.try_get(column)?),
        }
    }

    pub(crate) fn real(&self, column: &'static str) -> Result<f64, StoreError> {
        match self {
            Self::Sqlite(row) => row.real(column),
            Self::Postgres(row) => Ok(row.try_get(column)?),
        }
    }

    pub(crate) fn text(&self, column: &'static str) -> Result<Option<String>, StoreError> {
        match self {
            Self::Sqlite(row) => row.text(column),
            Self::Postgres(row) => Ok(row.try_get(column)?),
        }
    }

    pub(crate) fn bytes(&self, column: &'static str) -> Result<Vec<u8>, StoreError> {
        match self {
            Self::Sqlite(row) => row.bytes(column),
            Self::Postgres(row) => Ok(row.try_get(column)?),
        }
    }
}
