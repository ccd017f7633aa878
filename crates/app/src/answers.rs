//! Answering: questions, suggestions while typing, and what people say of the answers.

mod ask;
mod encoder;
mod feedback;
mod learned;
mod log;
mod model;
mod promise;
mod proposals;
mod replay;
mod rewording;
mod thesaurus;

pub(crate) use ask::page_key;
pub use ask::{Answered, Asking, Found, Suggested};
pub(crate) use encoder::Reading;
pub use encoder::{EmbedError, Encoding, Waiting, waiting_texts};
pub use feedback::FeedbackError;
pub use log::QuestionLog;
pub(crate) use log::question_channel;
pub use model::Model;
pub(crate) use model::Resting;
pub use promise::SurfaceReport;
pub use proposals::{WordProposal, Words};
pub use replay::{PastQuestion, Replay, ReplayedQuestion, Replaying};
pub use rewording::Opened;
pub(crate) use rewording::{Voices, are_in_a_row};
pub use thesaurus::{ReadThesaurusError, ThesaurusRead};
