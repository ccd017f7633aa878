//! Requests that came in: receiving them, and what agents do with them.

mod desk;
mod receive;
mod talk;
mod wake;

pub use desk::{InboxCounts, InboxError, Opened};
pub use receive::{ReceiveError, Received};
pub use talk::{Standing, Suggestion};

pub(crate) use wake::Wake;
