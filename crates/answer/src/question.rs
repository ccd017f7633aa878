//! What the engine is asked and what it says.

use std::ops::Range;

use chrono::{DateTime, Utc};
use lotse_domain::answers::Promise;
use lotse_domain::ids::BrandId;
use lotse_domain::knowledge::Audience;
use lotse_domain::locale::Locale;

use crate::document::Key;

/// A question with all that is known about who asks it where.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// What was typed; of very long text only the first 4,000 characters count.
    pub text: &'a str,
    /// Where it was asked.
    pub brand: BrandId,
    /// The language of the page, if any.
    pub locale: Option<&'a Locale>,
    /// Who asks.
    pub audience: &'a Audience,
    /// When.
    pub now: DateTime<Utc>,
    /// The address of the page the question was asked on.
    pub page: Option<&'a str>,
    /// The product it is about, as its articles name it.
    pub product: Option<&'a str>,
    /// What it means as numbers, by the same model as the vectors of the articles; `None` goes by its
    /// words alone.
    pub vector: Option<&'a [f32]>,
}

/// Who looks at related articles, and when.
#[derive(Debug, Clone, Copy)]
pub struct Asker<'a> {
    /// Who.
    pub audience: &'a Audience,
    /// When.
    pub now: DateTime<Utc>,
}

/// What the engine found.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The best candidate if of all answers given this way at most one in twenty is expected to be
    /// wrong.
    pub answer: Option<Hit>,
    /// Up to five further candidates, best first; begins with the best one if there is no answer.
    pub suggestions: Vec<Hit>,
    /// Whether to ask which of the first two suggestions is meant: both are likely, one of them is
    /// most probably right, and neither is sure enough for an answer.
    pub asks_which: bool,
    /// How sure it is that the best candidate answers the question, in [0, 1]; 0 without candidate.
    pub confidence: f32,
    /// The promise hardest to keep that is kept with the best candidate as the answer, if any is.
    pub strictest: Option<Promise>,
    /// The language of what was found.
    pub locale: Locale,
}

impl Outcome {
    /// The best candidate, whether it is good enough for an answer or not.
    #[must_use]
    pub fn best(&self) -> Option<&Hit> {
        self.answer.as_ref().or_else(|| self.suggestions.first())
    }
}

/// One article that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Which article in which language.
    pub key: Key,
    /// Its title.
    pub title: String,
    /// The parts of the title that match what was typed, as byte ranges in order; only filled by
    /// [`Engine::complete`](crate::Engine::complete).
    pub marks: Vec<Range<usize>>,
    /// How sure it is that this answers the question, in [0, 1].
    pub confidence: f32,
    /// The heading under which the answer stands, as the id in the rendered page.
    pub anchor: Option<String>,
    /// The best sentences as plain text, 300 characters at most.
    pub passage: String,
    /// Why it was found, strongest first.
    pub reasons: Vec<Reason>,
}

/// Why an article was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// These words of the question stand in it.
    Words(Vec<String>),
    /// The question says a word that means another, which stands in it.
    Synonym {
        /// The word of the question.
        said: String,
        /// What it means.
        means: String,
    },
    /// This way of asking, written into the article, is like the question.
    Phrasing(String),
    /// It explains this code.
    Code(String),
    /// People who asked like this confirmed it.
    Learned,
    /// It means about the same, whatever its words.
    Meaning,
}
