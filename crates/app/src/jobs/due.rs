//! Jobs: work for later, queued in the transaction of the data it is about and done at its time.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::future::join_all;
use lotse_domain::ids::JobId;
use lotse_store::{NewJob, StoreError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::watch;

use crate::App;
use crate::actions::Settle;
use crate::chat::{Abandon, Overdue};
use crate::inbox::{FindAgain, Wake, Widen};
use crate::mail::SendMail;

/// A job of another process is found this soon, should that process be gone.
const LOOK_AGAIN: Duration = Duration::from_secs(5);
/// How long to wait after the store failed.
const PAUSE: Duration = Duration::from_secs(1);
/// So many are claimed at a time.
const BATCH: i64 = 20;
/// After so many attempts a job is left for a person to look at; with the pauses between them that
/// is about a day.
const ATTEMPTS: i64 = 30;

/// What came of a job.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It is done, or there is nothing left to do.
    Done,
}

/// A kind of work: a few ids, and a key of what it waits for, so that it can see whether it is
/// still wanted. It may run twice.
pub(crate) trait Job: Serialize + DeserializeOwned + Send {
    /// Its name in the table; never given to another kind.
    const NAME: &'static str;

    /// Does it.
    ///
    /// # Errors
    /// When it is to be tried again later.
    fn run(self, app: &App) -> impl Future<Output = Result<Outcome, StoreError>> + Send;
}

/// A job to queue with what it is about; it runs at `at` or soon after.
pub(crate) fn job<J: Job>(app: &App, it: &J, at: DateTime<Utc>) -> NewJob {
    let payload = serde_json::to_string(it).unwrap_or_default();
    NewJob { id: JobId(app.fresh_id()), name: J::NAME, payload, run_at: at }
}

impl App {
    /// Does the jobs that are due, as the program does by itself while [`crate::work`] runs. Those
    /// that fail are tried again later, at growing distances.
    ///
    /// # Errors
    /// When the store fails; what was claimed comes back by itself.
    pub async fn do_what_is_due(&self) -> Result<(), StoreError> {
        loop {
            let mut tx = self.store.begin().await?;
            let claimed = tx.claim_jobs(self.now(), BATCH).await?;
            tx.commit().await?;
            if claimed.is_empty() {
                return Ok(());
            }
            // A mail server may take its time; the others need not stand in line behind it.
            for done in join_all(claimed.iter().map(|it| self.do_job(it))).await {
                done?;
            }
        }
    }

    async fn do_job(&self, it: &lotse_store::Job) -> Result<(), StoreError> {
        let done = match it.name.as_str() {
            Wake::NAME => self.run_job::<Wake>(&it.payload).await,
            FindAgain::NAME => self.run_job::<FindAgain>(&it.payload).await,
            Widen::NAME => self.run_job::<Widen>(&it.payload).await,
            Settle::NAME => self.run_job::<Settle>(&it.payload).await,
            Overdue::NAME => self.run_job::<Overdue>(&it.payload).await,
            SendMail::NAME => self.run_job::<SendMail>(&it.payload).await,
            Abandon::NAME => self.run_job::<Abandon>(&it.payload).await,
            _ => Err(Failed::Never("nobody does this kind of job".to_owned())),
        };
        let mut tx = self.store.begin().await?;
        match done {
            Ok(Outcome::Done) => tx.finish_job(it.id).await?,
            Err(failed) => {
                let (error, again) = match failed {
                    Failed::Never(error) => (error, None),
                    Failed::Now(error) => (error.to_string(), again_after(it.attempts)),
                };
                tracing::warn!(job = it.name, attempts = it.attempts, error, "a job failed");
                tx.postpone_job(it.id, &error, again.map(|it| self.now() + it)).await?;
            }
        }
        tx.commit().await
    }

    async fn run_job<J: Job>(&self, payload: &str) -> Result<Outcome, Failed> {
        let job: J = serde_json::from_str(payload).map_err(|it| Failed::Never(it.to_string()))?;
        job.run(self).await.map_err(Failed::Now)
    }

    /// How long nothing is due, as far as is known now.
    async fn until_next(&self) -> Result<Duration, StoreError> {
        let next = self.store.read().await?.next_job_at().await?;
        let wait = next.map(|it| (it - self.now()).to_std().unwrap_or_default());
        Ok(wait.unwrap_or(LOOK_AGAIN).min(LOOK_AGAIN))
    }
}

/// Why a job was not done.
enum Failed {
    /// This time.
    Now(StoreError),
    /// And it never will.
    Never(String),
}

/// One second, two, four … at most an hour; `None` when it was tried often enough.
fn again_after(attempts: i64) -> Option<chrono::Duration> {
    let doubled = 1 << attempts.clamp(1, 13) >> 1;
    (attempts < ATTEMPTS)
        .then(|| chrono::Duration::seconds(doubled).min(chrono::Duration::hours(1)))
}

/// Does what is due until `stop` says `true`.
pub(super) async fn work(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    let mut ear = app.store().job_bell().listen();
    loop {
        let next = async {
            app.do_what_is_due().await?;
            app.until_next().await
        };
        let wait = next.await.unwrap_or_else(|error| {
            tracing::error!(%error, "could not look for what is due");
            PAUSE
        });
        tokio::select! {
            _ = tokio::time::timeout(wait, ear.hear()) => {}
            _ = stop.wait_for(|it| *it) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pauses_between_attempts_grow_up_to_an_hour_and_end() {
        let seconds = |attempts| again_after(attempts).map(|it| it.num_seconds());
        let first: Vec<_> = (1..=5).map(seconds).collect();
        assert_eq!(first, [Some(1), Some(2), Some(4), Some(8), Some(16)]);
        assert_eq!((seconds(12), seconds(13), seconds(29)), (Some(2048), Some(3600), Some(3600)));
        assert_eq!(seconds(30), None);
    }
}
