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
    /// How many were asked.
    pub questions: usize,
    /// Questions that would be answered, of all.
    pub answered: Share,
    /// Questions that would be answered wrongly, of those answered where the answer is known.
    pub wrong: Share,
    /// Questions that would be answered of which nobody knows what is right.
    pub unjudged: usize,
    /// Names of right answers that are no article of the brand, each once; a question with only
    /// such ones cannot be answered rightly.
    pub strangers: Vec<String>,
    /// How often it was asked back, suggested, and said that Lotse does not know.
    others: [usize; 3],
    /// How unsure it was, summed up over the unjudged.
    doubt: f64,
}

impl Replay {
    /// How many questions came to this.
    #[must_use]
    pub fn count(&self, decision: Decision) -> usize {
        let [asked_back, suggested, unknown] = self.others;
        match decision {
            Decision::Answer => self.answered.count,
            Decision::AskWhich => asked_back,
            Decision::Suggest => suggested,
            Decision::Unknown => unknown,
        }
    }

    /// Which share of the unjudged answers is wrong if Lotse is as sure as it should be: an
    /// estimate by the engine of itself. `None` without such answers.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "nobody replays 2^52 questions")]
    pub fn estimated_wrong(&self) -> Option<f64> {
        (self.unjudged != 0).then(|| self.doubt / self.unjudged as f64)
    }

    fn add(&mut self, it: &ReplayedQuestion) {
        self.questions += 1;
        self.answered.of += 1;
        let [asked_back, suggested, unknown] = &mut self.others;
        match it.decision {
            Decision::Answer => {}
            Decision::AskWhich => *asked_back += 1,
            Decision::Suggest => *suggested += 1,
            Decision::Unknown => *unknown += 1,
        }
        if it.answer.is_none() {
            return;
        }
        self.answered.count += 1;
        if let Some(is_right) = it.is_right {
            self.wrong.of += 1;
            self.wrong.count += usize::from(!is_right);
        } else {
            self.unjudged += 1;
            self.doubt += f64::from(1.0 - it.confidence);
        }
    }
}

/// Questions that are being replayed, one after the other: there may be more than memory holds.
#[derive(Debug)]
pub struct Replaying<'a> {
    app: &'a App,
    brand: BrandId,
    names: HashMap<String, ArticleId>,
    replay: Replay,
}

impl App {
    /// Begins to ask questions of the past as anybody would, without keeping them.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn replay(&self, brand: BrandId) -> Result<Replaying<'_>, StoreError> {
        let names = self.store.read().await?.article_names(brand).await?;
        let names = names.into_iter().collect();
        Ok(Replaying { app: self, brand, names, replay: Replay::default() })
    }
}

impl Replaying<'_> {
    /// Asks one question and counts what comes of it.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn ask(&mut self, past: &PastQuestion) -> Result<ReplayedQuestion, StoreError> {
        let asking = Asking {
            text: &past.text,
            brand: self.brand,
            locale: past.locale.as_ref(),
            audience: &Audience::Anyone,
            page: None,
            surface: Surface::Command,
            is_rewording: false,
        };
        let said = self.app.look_up(&asking).await?;
        let answer = said.answer.map(|it| it.line.article);
        let expected = past.expected.as_ref();
        let right = expected.map(|it| known(it, &self.names, &mut self.replay.strangers));
        let is_right = answer.and_then(|it| Some(right?.contains(&it)));
        let (decision, confidence) = (said.decision, said.confidence);
        let asked = ReplayedQuestion { decision, answer, confidence, is_right };
        self.replay.add(&asked);
        Ok(asked)
    }

    /// What came of all.
    #[must_use]
    pub fn end(self) -> Replay {
        self.replay
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
