//! Requests that came in: receiving them, and what agents do with them.

mod desk;
mod files;
mod receive;
mod talk;
mod wake;

pub use desk::{InboxError, Opened};
pub use receive::{ReceiveError, Received};
pub use talk::{Reply, Standing, Suggestion};

pub(crate) use wake::Wake;
