//! "Something changed" reaches those who listen.

use std::time::Duration;

use super::{Home, both_dbs};

both_dbs!(rings_after_a_commit_of_this_process_and_not_without, rings_in_another_process,);

/// Far more than it takes; only a bell that never rings gets here.
const FOREVER: Duration = Duration::from_secs(30);

async fn rings_after_a_commit_of_this_process_and_not_without(home: &Home) {
    let store = home.store().await;
    let mut ear = store.bell().listen();
    let mut tx = store.begin().await.unwrap();
    tx.touch().await.unwrap();
    drop(tx);
    store.read().await.unwrap().commit().await.unwrap();
    // Nobody holds in memory what this changes.
    let mut tx = store.begin().await.unwrap();
    tx.count_up("reference").await.unwrap();
    tx.commit().await.unwrap();
    let silent = tokio::select! {
        biased;
        _ = ear.hear() => false,
        () = std::future::ready(()) => true,
    };
    assert!(silent);
    let mut tx = store.begin().await.unwrap();
    tx.touch().await.unwrap();
    tx.commit().await.unwrap();
    assert!(tokio::time::timeout(FOREVER, ear.hear()).await.unwrap());
}

async fn rings_in_another_process(home: &Home) {
    let here = home.store().await;
    let there = home.store().await;
    let mut ear = there.bell().listen();
    let heard = tokio::time::timeout(FOREVER, async {
        let heard = async {
            let listens = ear.hear().await;
            let mut tx = here.begin().await.unwrap();
            tx.touch().await.unwrap();
            tx.commit().await.unwrap();
            listens && ear.hear().await
        };
        tokio::select! {
            heard = heard => heard,
            ended = there.watch_others() => panic!("stopped listening: {ended:?}"),
        }
    });
    assert!(heard.await.unwrap());
}
