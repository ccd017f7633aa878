//! Runs of importers: how far they are and what they did.

use chrono::{DateTime, Utc};
use lotse_domain::ids::{BrandId, ImportId};

use crate::error::StoreError;
use crate::row::values;
use crate::tx::Tx;

/// One run of an importer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRun {
    /// Its id.
    pub id: ImportId,
    /// The brand it fills.
    pub brand: BrandId,
    /// The source's name.
    pub source: String,
    /// `running`, `done` or `failed`.
    pub state: String,
    /// How many articles are looked at.
    pub done: i64,
    /// How many there are; 0 while that is unknown.
    pub total: i64,
    /// What it did, as JSON, once done.
    pub report: Option<String>,
    /// Why it failed.
    pub error: Option<String>,
}

impl Tx {
    /// Keeps how far an import is, new or changed.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn save_import(
        &mut self,
        it: &ImportRun,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.run(
            "insert into imports (id, brand, source, state, done, total, report, error,
             created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             on conflict (id) do update set state = excluded.state, done = excluded.done,
             total = excluded.total, report = excluded.report, error = excluded.error",
            values![
                it.id,
                it.brand,
                &it.source,
                &it.state,
                it.done,
                it.total,
                it.report.clone(),
                it.error.clone(),
                now
            ],
        )
        .await?;
        Ok(())
    }

    /// One run.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn import_run(&mut self, id: ImportId) -> Result<Option<ImportRun>, StoreError> {
        let row = self.one("select * from imports where id = $1", values![id]).await?;
        row.map(|row| {
            Ok(ImportRun {
                id: row.parsed("id")?,
                brand: row.parsed("brand")?,
                source: row.text("source")?,
                state: row.text("state")?,
                done: row.int("done")?,
                total: row.int("total")?,
                report: row.opt_text("report")?,
                error: row.opt_text("error")?,
            })
        })
        .transpose()
    }
}
