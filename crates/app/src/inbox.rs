//! Requests that came in: receiving them, and what agents do with them.

mod blocks;
mod desk;
mod drafts;
mod files;
mod found;
mod known;
mod queue;
mod receive;
mod talk;
mod wake;

pub use blocks::Block;
pub use desk::{InboxCounts, InboxError, Opened};
pub use receive::{ReceiveError, Received};
pub use talk::{Reply, Standing, Suggestion};

pub(crate) use found::FindAgain;
pub(crate) use queue::Widen;
pub(crate) use wake::Wake;
