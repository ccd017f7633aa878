//! Work to do later, committed with the data it is about. At least once: a job may run twice.

use chrono::{DateTime, Duration, Utc};
use lotse_domain::ids::JobId;

use crate::error::StoreError;
use crate::row::values;
use crate::tx::Tx;

/// A job to queue.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// Its id.
    pub id: JobId,
    /// Which function does it.
    pub name: &'static str,
    /// Ids only, as JSON.
    pub payload: String,
    /// Not before.
    pub run_at: DateTime<Utc>,
}

/// A claimed job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// Which function does it.
    pub name: String,
    /// Ids only, as JSON.
    pub payload: String,
    /// How often it was claimed, this time included.
    pub attempts: i64,
}

/// How long a worker keeps a claimed job before another may try.
const CLAIM: Duration = Duration::minutes(5);

impl Tx {
    /// Queues a job.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn enqueue(&mut self, job: &NewJob) -> Result<(), StoreError> {
        self.run(
            "insert into jobs (id, name, payload, run_at, attempts, state)
             values ($1, $2, $3, $4, 0, 'waiting')",
            values![job.id, job.name, &job.payload, job.run_at],
        )
        .await?;
        self.ring_for_job();
        Ok(())
    }

    /// As [`Tx::enqueue`], unless a job of that id is there.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn enqueue_once(&mut self, job: &NewJob) -> Result<(), StoreError> {
        self.run(
            "insert into jobs (id, name, payload, run_at, attempts, state)
             values ($1, $2, $3, $4, 0, 'waiting') on conflict (id) do nothing",
            values![job.id, job.name, &job.payload, job.run_at],
        )
        .await?;
        self.ring_for_job();
        Ok(())
    }

    /// Claims up to `limit` jobs that are due, oldest first; each goes to one worker only, and
    /// back to the queue when that worker is silent for five minutes.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn claim_jobs(
        &mut self,
        now: DateTime<Utc>,
        limit: i64,
    ) -> Result<Vec<Job>, StoreError> {
        let lock = self.conn()?.skip_locked();
        let sql = format!(
            "update jobs set state = 'claimed', attempts = attempts + 1, claimed_until = $2
             where id in (select id from jobs where (state = 'waiting' and run_at <= $1)
             or (state = 'claimed' and claimed_until <= $1) order by run_at limit $3 {lock})
             returning id, name, payload, attempts"
        );
        let rows = self.all(&sql, values![now, now + CLAIM, limit]).await?;
        rows.iter()
            .map(|it| {
                Ok(Job {
                    id: it.parsed("id")?,
                    name: it.text("name")?,
                    payload: it.text("payload")?,
                    attempts: it.int("attempts")?,
                })
            })
            .collect()
    }

    /// A job is done and forgotten.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn finish_job(&mut self, id: JobId) -> Result<(), StoreError> {
        self.run("delete from jobs where id = $1", values![id]).await?;
        Ok(())
    }

    /// A job could not be done: `Some` tries again then, `None` gives it up and keeps it for a
    /// person to look at.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn postpone_job(
        &mut self,
        id: JobId,
        error: &str,
        again_at: Option<DateTime<Utc>>,
    ) -> Result<(), StoreError> {
        let state = if again_at.is_some() { "waiting" } else { "failed" };
        self.run(
            "update jobs set state = $2, error = $3, run_at = coalesce($4, run_at),
             claimed_until = null where id = $1",
            values![id, state, error, again_at],
        )
        .await?;
        Ok(())
    }

    /// When the next waiting job is due.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn next_job_at(&mut self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let row = self
            .one(
                "select run_at from jobs where state = 'waiting' order by run_at limit 1",
                values![],
            )
            .await?;
        row.map(|it| it.time("run_at")).transpose()
    }
}
