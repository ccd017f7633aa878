//! Numbers the conversations that changed, after the commit, and rings for other processes: on
//! PostgreSQL, where a counter or a ring inside of each unit of work would let all of them wait
//! for each other's disk. SQLite's writer is alone anyway and counts inside.
//!
//! A process that ends in between leaves changes without a number; whoever tells next, of whatever
//! process, gives them theirs.

use std::sync::{Arc, Mutex, PoisonError};

use crate::dialect::Pools;
use crate::error::StoreError;

/// Tells of what was committed, one round for all that comes during the one before.
#[derive(Debug, Clone, Default)]
pub(crate) struct Teller {
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

impl Teller {
    /// Lets a round begin after this moment. Returns at once.
    pub(crate) fn request(&self, pools: &Arc<Pools>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if *state != State::Idle {
            *state = State::Again;
            return;
        }
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        *state = State::Busy;
        drop(state);
        let (teller, pools) = (self.clone(), Arc::clone(pools));
        runtime.spawn(async move { teller.rounds(&pools).await });
    }

    async fn rounds(self, pools: &Pools) {
        loop {
            let told = async { pools.glance().await?.tell_changes().await };
            if let Err::<(), StoreError>(error) = told.await {
                tracing::error!(%error, "other processes hear later of what changed");
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
