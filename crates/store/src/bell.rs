//! "Something changed", between the tasks of a process and, through the database, between
//! processes. It carries nothing: listeners look into the tables.

use std::sync::Arc;

use tokio::sync::watch;

/// Rings when something was committed.
#[derive(Debug, Clone)]
pub struct Bell {
    sender: Arc<watch::Sender<u64>>,
}

/// Hears a [`Bell`]; rings while nobody waited are not lost but fold into one.
#[derive(Debug)]
pub struct Ear {
    receiver: watch::Receiver<u64>,
}

impl Bell {
    pub(crate) fn new() -> Self {
        Self { sender: Arc::new(watch::Sender::new(0)) }
    }

    /// Rings.
    pub fn ring(&self) {
        self.sender.send_modify(|it| *it = it.wrapping_add(1));
    }

    /// A new listener, which has heard all rings so far.
    #[must_use]
    pub fn listen(&self) -> Ear {
        Ear { receiver: self.sender.subscribe() }
    }
}

impl Ear {
    /// Waits for a ring. Returns `false` when no bell is left that could ring.
    pub async fn hear(&mut self) -> bool {
        self.receiver.changed().await.is_ok()
    }
}
