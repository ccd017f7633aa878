//! Answering: questions, suggestions while typing, and what people say of the answers.

mod ask;
mod feedback;
mod learned;
mod log;

pub use ask::{Answered, Asking, Found, Suggested, Surface};
pub use feedback::FeedbackError;
pub use log::QuestionLog;
pub(crate) use log::question_channel;
