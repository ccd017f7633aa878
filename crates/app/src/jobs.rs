//! What runs beside the requests: catching up with the store, telling of conversations, keeping
//! questions, and doing what is due.

mod due;

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::watch;

use crate::App;
use crate::answers::{EmbedError, QuestionLog};

pub(crate) use due::{Job, Outcome, job};

/// How long to wait after the store failed.
const PAUSE: Duration = Duration::from_secs(1);
/// Between two looks: under load each is for many rings.
const REST: Duration = Duration::from_millis(10);
/// The index is looked at this often even when no bell rings, because a ring may be lost.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// How long an encoder that failed is left alone.
const AFTER_FAILURE: Duration = Duration::from_secs(30);
/// How often vectors nobody needs any more are looked for.
const TIDY: chrono::Duration = chrono::Duration::days(1);

/// Runs until `stop` says `true`, then keeps what still waits and returns.
pub async fn work(app: Arc<App>, mut log: QuestionLog, stop: watch::Receiver<bool>) {
    let follow = tokio::spawn(follow(Arc::clone(&app), stop.clone()));
    let inbox = tokio::spawn(follow_inbox(Arc::clone(&app), stop.clone()));
    let due = tokio::spawn(due::work(Arc::clone(&app), stop.clone()));
    // Listened to before anything is passed on.
    let whispers = app.store().whispers();
    let overhear = tokio::spawn(crate::chat::overhear(Arc::clone(&app), whispers));
    let watch_others = tokio::spawn(watch_others(Arc::clone(&app)));
    let embed = tokio::spawn(embed(Arc::clone(&app), stop.clone()));
    let mut stopped = stop;
    loop {
        let batch = tokio::select! {
            batch = log.next() => batch,
            _ = stopped.wait_for(|it| *it) => break,
        };
        if batch.is_empty() {
            break;
        }
        if let Err(error) = app.keep(&batch).await {
            tracing::error!(%error, count = batch.len(), "questions were not kept");
            tokio::time::sleep(PAUSE).await;
        }
    }
    watch_others.abort();
    overhear.abort();
    let _ = follow.await;
    let _ = inbox.await;
    let _ = due.await;
    let _ = embed.await;
    if let Err(error) = app.flush_questions(&mut log).await {
        tracing::error!(%error, "questions were not kept");
    }
    app.keep_index();
}

async fn follow(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    let mut ear = app.store().bell().listen();
    train(&app).await;
    loop {
        tokio::select! {
            _ = tokio::time::timeout(LOOK_AGAIN, ear.hear()) => {}
            _ = stop.wait_for(|it| *it) => return,
        }
        if let Err(error) = app.catch_up().await {
            tracing::error!(%error, "could not catch up with the store");
            tokio::time::sleep(PAUSE).await;
        }
        train(&app).await;
        tokio::time::sleep(REST).await;
    }
}

/// Tells who listens here of conversations other processes changed. Apart from [`follow`], so that
/// no message waits for the index.
async fn follow_inbox(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    let mut ear = app.store().bell().listen();
    let mut seen = None;
    loop {
        let next = async {
            match seen {
                Some(seen) => app.follow_conversations(seen).await,
                None => app.last_change().await,
            }
        };
        match next.await {
            Ok(last) => seen = Some(last),
            Err(error) => {
                tracing::error!(%error, "could not look for changed conversations");
                tokio::time::sleep(PAUSE).await;
            }
        }
        tokio::time::sleep(REST).await;
        tokio::select! {
            _ = tokio::time::timeout(LOOK_AGAIN, ear.hear()) => {}
            _ = stop.wait_for(|it| *it) => return,
        }
    }
}

/// Lets the index learn from what came in, off the async threads; it answers meanwhile. Returns
/// at once when there is nothing to learn.
async fn train(app: &Arc<App>) {
    let app = Arc::clone(app);
    if let Err(error) = tokio::task::spawn_blocking(move || app.train()).await {
        tracing::error!(%error, "the index could not learn");
    }
}

/// Gives articles their vectors, where there is an encoder; goes on where it was stopped, because what
/// is missing is looked up each time.
async fn embed(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    if !app.has_encoder() {
        return;
    }
    let mut ear = app.store().bell().listen();
    let mut tidied = None;
    loop {
        match embed_some(&app).await {
            Ok(true) if *stop.borrow() => return,
            Ok(true) => continue,
            Ok(false) => tidy(&app, &mut tidied).await,
            Err(error) => {
                tracing::error!(%error, "articles are found by their words alone for now");
                tokio::select! {
                    () = tokio::time::sleep(AFTER_FAILURE) => {}
                    _ = stop.wait_for(|it| *it) => return,
                }
            }
        }
        tokio::time::sleep(REST).await;
        tokio::select! {
            _ = tokio::time::timeout(LOOK_AGAIN, ear.hear()) => {}
            _ = stop.wait_for(|it| *it) => return,
        }
    }
}

async fn embed_some(app: &App) -> Result<bool, EmbedError> {
    // The bell may have been heard here before the index has caught up.
    app.catch_up().await?;
    app.embed().await
}

/// Forgets vectors nobody needs any more, once in a while.
async fn tidy(app: &App, tidied: &mut Option<DateTime<Utc>>) {
    let now = app.now();
    if tidied.is_some_and(|it| now < it + TIDY) {
        return;
    }
    *tidied = Some(now);
    if let Err(error) = app.forget_old_vectors().await {
        tracing::error!(%error, "old vectors were not forgotten");
    }
}

async fn watch_others(app: Arc<App>) {
    loop {
        if let Err(error) = app.store().watch_others().await {
            tracing::warn!(%error, "lost sight of other processes; looking again");
        }
        tokio::time::sleep(PAUSE).await;
    }
}
