//! Another process on the same database, as far as the database can tell.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use lotse_app::App;
use lotse_app::answers::QuestionLog;
use lotse_store::{Ear, Store};
use tokio::sync::{Mutex, watch};
use tokio::task::JoinHandle;

/// Far more than catching up takes; only what never comes gets here.
const NEVER: Duration = Duration::from_secs(5);

/// A second Lotse that runs as the program would: it hears of changes and catches up.
#[derive(Debug)]
pub struct Process {
    app: Arc<App>,
    ear: Mutex<Ear>,
    stop: watch::Sender<bool>,
    work: JoinHandle<()>,
}

impl Deref for Process {
    type Target = App;

    fn deref(&self) -> &App {
        &self.app
    }
}

impl Process {
    /// Waits until it hears what `first` commits.
    pub(crate) async fn listening(app: Arc<App>, log: QuestionLog, first: &App) -> Self {
        let mut ear = app.store().bell().listen();
        let (stop, stopped) = watch::channel(false);
        let work = tokio::spawn(lotse_app::work(Arc::clone(&app), log, stopped));
        let heard = tokio::time::timeout(NEVER, async {
            tokio::select! {
                heard = ear.hear() => heard,
                () = commit_forever(first.store()) => false,
            }
        });
        assert!(matches!(heard.await, Ok(true)), "the other process does not listen");
        Self { app, ear: Mutex::new(ear), stop, work }
    }

    /// Waits until `is_so` holds here, looking again whenever the bell rings and this process has
    /// caught up.
    pub async fn until(&self, is_so: impl AsyncFn(&App) -> bool) {
        let mut ear = self.ear.lock().await;
        let hold = tokio::time::timeout(NEVER, async {
            while !is_so(&self.app).await {
                assert!(ear.hear().await, "the bell is gone");
                self.app.catch_up().await.expect("the store can be read");
            }
        });
        assert!(hold.await.is_ok(), "the other process did not hear of it");
    }

    /// Stops it as a signal would, and waits until it is done.
    pub async fn stopped(self) {
        self.stop.send_replace(true);
        self.work.await.expect("the work ends well");
        self.app.store().close().await;
    }
}

async fn commit_forever(store: &Store) {
    loop {
        let mut tx = store.begin().await.expect("the database takes writes");
        tx.touch().await.expect("the database takes writes");
        tx.commit().await.expect("the database takes writes");
        tokio::task::yield_now().await;
    }
}
