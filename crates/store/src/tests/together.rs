//! Short units of work that are committed together: each is told only when it is safe, and each
//! can fail by itself.

use lotse_domain::ids::MessageId;
use lotse_domain::inbox::{Author, Content};
use tokio::task::JoinSet;
use uuid::Uuid;

use super::chat::{CHAT, store_with_chat, texts};
use super::{Home, both_dbs, noon};
use crate::{NewMessage, Store, StoreError};

both_dbs!(
    what_was_told_is_safe_and_what_came_to_nothing_leaves_no_gap,
    a_unit_that_fails_takes_no_other_with_it,
    nobody_waits_for_one_who_gave_up,
    a_long_unit_of_work_gets_its_turn,
);

fn message(key: &str) -> NewMessage {
    NewMessage {
        id: MessageId(Uuid::new_v4()),
        author: Author::Contact,
        agent: None,
        text: key.to_owned(),
        files: Vec::new(),
        key: Some(key.to_owned()),
        content: Content::Text,
    }
}

/// Adds a message in a short unit of work of its own.
async fn say(store: &Store, key: &str) -> Result<i64, StoreError> {
    let mut tx = store.begin_short().await?;
    let seq = tx.add_message(CHAT, &message(key), noon()).await?;
    tx.commit().await?;
    Ok(seq)
}

async fn what_was_told_is_safe_and_what_came_to_nothing_leaves_no_gap(home: &Home) {
    let store = store_with_chat(home).await;
    let mut writers = JoinSet::new();
    for n in 0..90 {
        let store = store.clone();
        writers.spawn(async move {
            let key = format!("k{n}");
            if n % 3 == 0 {
                let mut tx = store.begin_short().await.unwrap();
                tx.add_message(CHAT, &message(&key), noon()).await.unwrap();
                return None;
            }
            let seq = say(&store, &key).await.unwrap();
            // Another connection sees it the moment it is told.
            assert!(texts(&store, seq - 1).await.contains(&(seq, key.clone())), "{key}");
            Some((seq, key))
        });
    }
    let mut told: Vec<_> = writers.join_all().await.into_iter().flatten().collect();
    told.sort_unstable();
    assert_eq!(told.len(), 60);
    assert_eq!(texts(&home.store().await, 0).await, told);
    assert!(told.iter().map(|it| it.0).eq(1..=60), "{told:?}");
}

async fn a_unit_that_fails_takes_no_other_with_it(home: &Home) {
    let store = store_with_chat(home).await;
    say(&store, "same").await.unwrap();
    let mut writers = JoinSet::new();
    for n in 0..40 {
        let store = store.clone();
        writers.spawn(async move {
            let key = if n % 2 == 0 { "same".to_owned() } else { format!("k{n}") };
            say(&store, &key).await.map_err(|it| matches!(it, StoreError::Conflict(_)))
        });
    }
    let done = writers.join_all().await;
    assert_eq!(done.iter().filter(|it| it.is_ok()).count(), 20, "{done:?}");
    assert!(done.iter().all(|it| it.is_ok() || *it == Err(true)), "{done:?}");
    assert_eq!(texts(&store, 0).await.len(), 21);
}

async fn nobody_waits_for_one_who_gave_up(home: &Home) {
    let store = store_with_chat(home).await;
    for _ in 0..20 {
        let mut writers: Vec<_> = (0..12)
            .map(|_| {
                let store = store.clone();
                tokio::spawn(async move { say(&store, &Uuid::new_v4().to_string()).await })
            })
            .collect();
        // Some have begun, some wait for their turn, some are done and wait for the commit.
        for writer in writers.iter().step_by(2) {
            tokio::task::yield_now().await;
            writer.abort();
        }
        for (n, writer) in writers.drain(..).enumerate() {
            let done = writer.await;
            assert!(n % 2 == 0 || done.unwrap().is_ok());
        }
    }
    let seqs: Vec<i64> = texts(&store, 0).await.into_iter().map(|it| it.0).collect();
    assert!(seqs.iter().copied().eq(1..=i64::try_from(seqs.len()).unwrap()), "{seqs:?}");
}

async fn a_long_unit_of_work_gets_its_turn(home: &Home) {
    let store = store_with_chat(home).await;
    let talking = {
        let store = store.clone();
        tokio::spawn(async move {
            loop {
                let [a, b, c] = [0; 3].map(|_| Uuid::new_v4().to_string());
                let _ = tokio::join!(say(&store, &a), say(&store, &b), say(&store, &c));
            }
        })
    };
    for n in 0..5 {
        let mut tx = store.begin().await.unwrap();
        tx.add_message(CHAT, &message(&format!("long {n}")), noon()).await.unwrap();
        tx.commit().await.unwrap();
    }
    talking.abort();
    let long = texts(&store, 0).await.into_iter().filter(|it| it.1.starts_with("long"));
    assert_eq!(long.count(), 5);
}
