//! Where the time comes from: handed in, so that tests can set it.

use chrono::{DateTime, Utc};

/// Tells the time. The program has a real one, tests set theirs.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The time now, in UTC.
    fn now(&self) -> DateTime<Utc>;
}
