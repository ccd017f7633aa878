//! The queue: each job to one worker, nothing forgotten.

use chrono::{DateTime, Utc};
use lotse_domain::ids::JobId;
use uuid::Uuid;

use super::{Home, both_dbs, minutes, noon};
use crate::{NewJob, Store};

both_dbs!(
    each_job_goes_to_one_worker,
    jobs_wait_until_they_are_due_and_come_oldest_first,
    a_job_of_a_silent_worker_is_given_to_another,
    a_failed_job_is_kept_and_never_tried_again,
    a_job_is_queued_only_with_the_data_it_is_about,
);

fn job(n: u128, run_at: DateTime<Utc>) -> NewJob {
    NewJob { id: JobId(Uuid::from_u128(n)), name: "greet", payload: n.to_string(), run_at }
}

async fn queue(store: &Store, jobs: &[NewJob]) {
    let mut tx = store.begin().await.unwrap();
    for job in jobs {
        tx.enqueue(job).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Claims in a unit of work of its own and says the payloads.
async fn claim(store: &Store, now: DateTime<Utc>, limit: i64) -> Vec<String> {
    let mut tx = store.begin().await.unwrap();
    let jobs = tx.claim_jobs(now, limit).await.unwrap();
    tx.commit().await.unwrap();
    jobs.into_iter().map(|it| it.payload).collect()
}

async fn each_job_goes_to_one_worker(home: &Home) {
    let store = home.store().await;
    let jobs: Vec<NewJob> = (1..=60).map(|n| job(n, noon())).collect();
    queue(&store, &jobs).await;
    let mut workers = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let store = home.store().await;
        workers.spawn(async move {
            let mut mine = Vec::new();
            loop {
                let more = claim(&store, noon(), 2).await;
                if more.is_empty() {
                    return mine;
                }
                mine.extend(more);
            }
        });
    }
    let mut all: Vec<u128> =
        workers.join_all().await.concat().iter().map(|it| it.parse().unwrap()).collect();
    all.sort_unstable();
    assert_eq!(all, (1..=60).collect::<Vec<_>>());
}

async fn jobs_wait_until_they_are_due_and_come_oldest_first(home: &Home) {
    let store = home.store().await;
    let due = [job(1, noon() + minutes(2)), job(2, noon()), job(3, noon() + minutes(1))];
    queue(&store, &due).await;
    let mut tx = store.read().await.unwrap();
    assert_eq!(tx.next_job_at().await.unwrap(), Some(noon()));
    drop(tx);
    assert_eq!(claim(&store, noon() - minutes(1), 9).await, [""; 0]);
    assert_eq!(claim(&store, noon(), 9).await, ["2"]);
    assert_eq!(claim(&store, noon() + minutes(2), 1).await, ["3"]);
    assert_eq!(claim(&store, noon() + minutes(2), 1).await, ["1"]);
    let mut tx = store.read().await.unwrap();
    assert_eq!(tx.next_job_at().await.unwrap(), None);
}

async fn a_job_of_a_silent_worker_is_given_to_another(home: &Home) {
    let store = home.store().await;
    queue(&store, &[job(1, noon()), job(2, noon() + minutes(1))]).await;
    assert_eq!(claim(&store, noon(), 9).await, ["1"]);
    assert_eq!(claim(&store, noon() + minutes(4), 9).await, ["2"]);
    let mut tx = store.begin().await.unwrap();
    let again = tx.claim_jobs(noon() + minutes(6), 9).await.unwrap();
    let seen: Vec<_> = again.iter().map(|it| (it.payload.as_str(), it.attempts)).collect();
    assert_eq!(seen, [("1", 2)]);
    tx.finish_job(again[0].id).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(claim(&store, noon() + minutes(60), 9).await, ["2"]);
}

async fn a_failed_job_is_kept_and_never_tried_again(home: &Home) {
    let store = home.store().await;
    queue(&store, &[job(1, noon()), job(2, noon())]).await;
    let mut tx = store.begin().await.unwrap();
    for it in tx.claim_jobs(noon(), 9).await.unwrap() {
        let again_at = (it.payload == "1").then(|| noon() + minutes(1));
        tx.postpone_job(it.id, "no network", again_at).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(claim(&store, noon(), 9).await, [""; 0]);
    assert_eq!(claim(&store, noon() + minutes(90), 9).await, ["1"]);
}

async fn a_job_is_queued_only_with_the_data_it_is_about(home: &Home) {
    let store = home.store().await;
    let mut tx = store.begin().await.unwrap();
    tx.enqueue(&job(1, noon())).await.unwrap();
    drop(tx);
    assert_eq!(claim(&store, noon(), 9).await, [""; 0]);
}
