//! "Something changed" reaches those who listen.

use std::time::Duration;

use super::{Home, both_dbs};
use crate::Store;

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
    // Commits again and again, since the other side may not listen yet at the first one.
    let heard = tokio::time::timeout(FOREVER, async {
        tokio::select! {
            heard = ear.hear() => heard,
            ended = there.watch_others() => panic!("stopped listening: {ended:?}"),
            () = commit_forever(&here) => false,
        }
    });
    assert!(heard.await.unwrap());
}

async fn commit_forever(store: &Store) {
    loop {
        let mut tx = store.begin().await.unwrap();
        tx.touch().await.unwrap();
        tx.commit().await.unwrap();
        tokio::task::yield_now().await;
    }
}
