//! What the shop does wrong on purpose, so that those who call it can be tested.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// What happens to a write instead of being done and answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is carried out, and the answer never comes.
    Hang,
    /// It is not carried out, and answered with 500.
    Fail,
    /// It is not carried out, and answered with 503.
    Refuse,
}

/// The faults of the next calls that write, in the order they were asked for. Reading calls and
/// the storefront are left alone.
#[derive(Debug, Default)]
pub struct Faults(Mutex<VecDeque<Fault>>);

impl Faults {
    /// The next `count` writes are carried out, and their answers never come.
    pub fn hang(&self, count: usize) {
        self.add(Fault::Hang, count);
    }

    /// The next `count` writes are answered with 500 `internal` and not carried out.
    pub fn fail(&self, count: usize) {
        self.add(Fault::Fail, count);
    }

    /// The next `count` writes are answered with 503 `closed` and not carried out.
    pub fn refuse(&self, count: usize) {
        self.add(Fault::Refuse, count);
    }

    /// From now on nothing goes wrong.
    pub fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn add(&self, fault: Fault, count: usize) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.extend(std::iter::repeat_n(fault, count));
    }

    pub(crate) fn take(&self) -> Option<Fault> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }
}
