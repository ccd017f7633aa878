//! Work that follows commits without anybody waiting for it: on PostgreSQL conversations that
//! changed get their number and other processes hear of it, which inside of each unit of work would
//! let all of them wait for each other's disk; on SQLite the write-ahead log is copied back.
//!
//! A process that ends in between leaves it to the next round, of whatever process.

use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;

use crate::dialect::Pools;

/// Follows commits, one round for all that come during the one before.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rounds {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    Idle,
    /// A round is under way.
    Busy,
    /// A round is under way that may have come too early for something.
    Again,
}

impl Rounds {
    /// Lets `process` begin a round after this moment. Returns at once.
    pub(crate) fn request(&self, pools: &Arc<Pools>, process: Uuid) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if *state != State::Idle {
            *state = State::Again;
            return;
        }
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        *state = State::Busy;
        drop(state);
        let (rounds, pools) = (self.clone(), Arc::clone(pools));
        runtime.spawn(async move { rounds.go(&pools, process).await });
    }

    async fn go(self, pools: &Pools, process: Uuid) {
        loop {
            if let Err(error) = pools.follow_commits(process).await
                && !pools.is_closed()
            {
                tracing::error!(%error, "what follows a commit has to wait for the next one");
            }
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            if *state == State::Busy {
                *state = State::Idle;
                return;
            }
            *state = State::Busy;
        }
    }
}
