//! What can go wrong with remembering.

use rusqlite::ffi::{SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE};

/// What the database said.
type Cause = Box<dyn std::error::Error + Send + Sync>;

/// The store could not do it; nothing of the unit of work was kept.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another row is already there, as when two people save the same address at once. Try the
    /// whole use case again: it will find the winner's row.
    #[error("another row is already there")]
    Conflict(#[source] Cause),
    /// The database did not answer or refused.
    #[error("the database did not do it")]
    Database(#[source] Cause),
    /// No connection was to be had: all were busy for long, or the store is closed.
    #[error("no connection to the database is free")]
    Unavailable,
    /// It was to be committed together with others, and that failed. It may be kept or not: try
    /// the whole use case again.
    #[error("what was committed together was not kept")]
    Lost,
    /// A row holds what nobody should have written; names table and column.
    #[error("`{0}` holds what it cannot hold")]
    Corrupt(&'static str),
    /// The address of the database is not understood.
    #[error("`{0}` is not an address of a database: write `sqlite:PATH` or `postgres://…`")]
    Address(String),
    /// The tables are of a newer Lotse; names the unknown migration.
    #[error("the database was written by a newer version: migration `{0}` is not known here")]
    Newer(String),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let is_conflict =
            error.as_database_error().is_some_and(sqlx::error::DatabaseError::is_unique_violation);
        if is_conflict { Self::Conflict(error.into()) } else { Self::Database(error.into()) }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let is_conflict = error.sqlite_error().is_some_and(|it| {
            let code = it.extended_code;
            code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY
        });
        if is_conflict { Self::Conflict(error.into()) } else { Self::Database(error.into()) }
    }
}
