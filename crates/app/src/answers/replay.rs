//! What Lotse would have said to many questions, before anybody hears it.

use std::collections::HashMap;

use lotse_domain::answers::share::Share;
use lotse_domain::answers::{Decision, Surface};
use lotse_domain::ids::{ArticleId, BrandId};
use lotse_domain::knowledge::Audience;
use lotse_domain::locale::Locale;
use lotse_store::StoreError;

use super::Asking;
use crate::App;

/// A question to replay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastQuestion {
    /// In the asker's words.
    pub text: String,
    /// The asker's language, if it is known.
    pub locale: Option<Locale>,
    /// What answers it: ids of articles, their names in addresses, or their ids where they were
    /// imported from. Empty when there is no answer to it; `None` when nobody knows.
    pub expected: Option<Vec<String>>,
}

/// What came of one question.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplayedQuestion {
    /// What Lotse would do.
    pub decision: Decision,
    /// The article it would answer with.
    pub answer: Option<ArticleId>,
    /// How sure it is of the best.
    pub confidence: f32,
    /// Whether the answer is right; `None` without an answer, and where nobody knows.
    pub is_right: Option<bool>,
}

/// What came of all of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Replay {
    /// Each question, in their order.
    pub lines: Vec<ReplayedQuestion>,
    /// Questions that would be answered, of all.
    pub answered: Share,
    /// Questions that would be answered wrongly, of those answered where the answer is known.
    pub wrong: Share,
    /// Names of right answers that are no article of the brand, each once; a question with only
    /// such ones cannot be answered rightly.
    pub strangers: Vec<String>,
}

impl Replay {
    /// How many questions came to this.
    #[must_use]
    pub fn count(&self, decision: Decision) -> usize {
        self.lines.iter().filter(|it| it.decision == decision).count()
    }
}

impl App {
    /// Asks all questions as anybody would, without keeping them; `told` hears how many are done.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn replay(
        &self,
        brand: BrandId,
        questions: &[PastQuestion],
        told: impl Fn(usize),
    ) -> Result<Replay, StoreError> {
        let names = self.store.read().await?.article_names(brand).await?;
        let names: HashMap<String, ArticleId> = names.into_iter().collect();
        let mut replay = Replay::default();
        for (at, past) in questions.iter().enumerate() {
            let asking = Asking {
                text: &past.text,
                brand,
                locale: past.locale.as_ref(),
                audience: &Audience::Anyone,
                page: None,
                surface: Surface::Command,
                is_rewording: false,
            };
            let said = self.look_up(&asking).await?;
            let answer = said.answer.map(|it| it.line.article);
            let right = past.expected.as_ref().map(|it| known(it, &names, &mut replay.strangers));
            let is_right = answer.and_then(|it| Some(right?.contains(&it)));
            replay.answered.of += 1;
            replay.answered.count += usize::from(answer.is_some());
            replay.wrong.of += usize::from(is_right.is_some());
            replay.wrong.count += usize::from(is_right == Some(false));
            let (decision, confidence) = (said.decision, said.confidence);
            replay.lines.push(ReplayedQuestion { decision, answer, confidence, is_right });
            told(at + 1);
        }
        Ok(replay)
    }
}

/// The articles meant by these names; those that mean none are added to `strangers`.
fn known(
    expected: &[String],
    names: &HashMap<String, ArticleId>,
    strangers: &mut Vec<String>,
) -> Vec<ArticleId> {
    let mut found = Vec::new();
    for name in expected {
        match names.get(name) {
            Some(article) => found.push(*article),
            None if strangers.contains(name) => {}
            None => strangers.push(name.clone()),
        }
    }
    found
}
