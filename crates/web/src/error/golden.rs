//! Why a text was not published, or a golden question not kept.

use lotse_app::knowledge::{GoldenError, PublishError};
use lotse_domain::answers::golden::GoldenFlaw;

use super::Problem;

impl From<PublishError> for Problem {
    fn from(error: PublishError) -> Self {
        let detail = error.to_string();
        match error {
            PublishError::NotFound => Self::not_found(),
            PublishError::NoText(_) => Self::wrong("article_has_no_text", &detail),
            PublishError::Meanwhile(version) => Self::meanwhile(version),
            PublishError::Broken(broken) => {
                let todo = "change the text or these questions, or publish with `anyway`";
                let mut problem = Self::conflict("golden_broken", &format!("{detail}; {todo}"));
                problem.questions = broken.into_iter().map(|it| it.text).collect();
                problem
            }
            PublishError::Store(error) => error.into(),
        }
    }
}

impl From<GoldenError> for Problem {
    fn from(error: GoldenError) -> Self {
        let detail = error.to_string();
        match error {
            GoldenError::NotFound => Self::not_found(),
            GoldenError::Flaw(flaw) => {
                let code = match flaw {
                    GoldenFlaw::Empty => "empty",
                    GoldenFlaw::TooLong => "too_long",
                };
                Self::field("text", code, &flaw.to_string())
            }
            GoldenError::UnknownLocale(_) => Self::field("locale", "unknown", &detail),
            GoldenError::NoArticle => Self::field("article_id", "unknown", &detail),
            GoldenError::Full => Self::conflict("too_many_golden", &detail),
            GoldenError::Store(error) => error.into(),
        }
    }
}
