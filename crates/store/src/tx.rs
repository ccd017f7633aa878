//! A unit of work.

use crate::bell::Bell;
use crate::dialect::{Conn, Value};
use crate::error::StoreError;
use crate::row::Row;

/// A unit of work: all of it is kept by [`Tx::commit`], none of it when dropped.
///
/// Queries are methods, one file per area.
pub struct Tx {
    conn: Conn,
    /// Rung after the commit; `None` for a unit that only reads.
    bell: Option<Bell>,
}

impl std::fmt::Debug for Tx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx").finish_non_exhaustive()
    }
}

impl Tx {
    pub(crate) fn new(conn: Conn, bell: Option<Bell>) -> Self {
        Self { conn, bell }
    }

    /// Keeps everything and rings the bell.
    ///
    /// # Errors
    /// When the database refuses; nothing is then kept.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.conn.commit(self.bell.is_some()).await?;
        if let Some(bell) = self.bell {
            bell.ring();
        }
        Ok(())
    }

    /// Whether the database still answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&mut self) -> Result<(), StoreError> {
        self.conn.ping().await
    }

    pub(crate) async fn all(
        &mut self,
        sql: &str,
        values: Vec<Value>,
    ) -> Result<Vec<Row>, StoreError> {
        self.conn.all(sql, values).await
    }

    /// The first row, if any.
    pub(crate) async fn one(
        &mut self,
        sql: &str,
        values: Vec<Value>,
    ) -> Result<Option<Row>, StoreError> {
        Ok(self.conn.all(sql, values).await?.into_iter().next())
    }

    /// How many rows it changed.
    pub(crate) async fn run(&mut self, sql: &str, values: Vec<Value>) -> Result<u64, StoreError> {
        self.conn.run(sql, values).await
    }

    pub(crate) fn conn(&mut self) -> &mut Conn {
        &mut self.conn
    }
}
