//! Amounts, shares, dates and spans of time that sentences state, and sentences of two texts that
//! state different ones of the same thing.
//!
//! Careful rather than complete: whoever is warned for nothing soon reads no warning. A sentence
//! with two figures of one kind is left out, and so is a figure that the other text states too; and
//! two sentences must say most of their words alike.

mod read;
mod units;

use std::collections::BTreeSet;

use crate::words::{Analyzer, WordKind};
use read::figures_in;

/// So many sentences with figures are looked at: a price list says no more in its thousandth line.
const MOST_SENTENCES: usize = 200;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Money, with the currency's code.
    Money(&'static str),
    /// Minutes.
    Time,
    /// Working days.
    WorkingDays,
    /// A day, as 10,000 × year + 100 × month + day; without a year less than 10,000.
    Date,
    /// Hundredths.
    Share,
}

impl Measure {
    /// Its name in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Money(_) => "money",
            Self::Time | Self::WorkingDays => "time",
            Self::Date => "date",
            Self::Share => "share",
        }
    }
}

/// Which side of a figure is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Just that, or up to it.
    Within,
    /// That and more.
    From,
    /// What comes after it.
    After,
}

/// A figure with its unit.
#[derive(Debug, Clone, PartialEq)]
struct Figure {
    measure: Measure,
    side: Side,
    low: f64,
    high: f64,
    /// Where it stands in the sentence, in bytes.
    start: usize,
    end: usize,
}

impl Figure {
    /// Whether both can be true of one thing.
    fn agrees(&self, other: &Self) -> bool {
        let (low, high) = (self.low.max(other.low), self.high.min(other.high));
        if self.measure == Measure::Date {
            // A day without a year is that day of every year.
            let (here, there) = (self.low, other.low);
            let is_dated = 10_000.0 <= here && 10_000.0 <= there;
            let apart = if is_dated { here - there } else { here % 10_000.0 - there % 10_000.0 };
            return apart.abs() < 0.5;
        }
        // Twelve months are a year, and four weeks a month: near enough.
        let slack = if self.measure == Measure::Time { 1.08 } else { 1.0 };
        low <= high * slack
    }
}

/// One sentence that states a figure.
#[derive(Debug, Clone)]
struct Sentence {
    text: String,
    figures: Vec<Figure>,
    words: Vec<Keys>,
}

/// What a word has in common with other forms and compounds of it.
type Keys = BTreeSet<String>;

/// What a text states.
#[derive(Debug, Clone)]
pub struct Statements {
    sentences: Vec<Sentence>,
}

/// A figure and the sentence it stands in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stated {
    /// The figure as it is written.
    pub figure: String,
    /// The sentence.
    pub sentence: String,
}

/// Two sentences that cannot both be true.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clash {
    /// What is counted.
    pub measure: Measure,
    /// What the first text states.
    pub here: Stated,
    /// What the second states.
    pub there: Stated,
}

impl Statements {
    /// Reads the sentences of a text without mark-up that state a figure.
    #[must_use]
    pub fn of(analyzer: &Analyzer, text: &str) -> Self {
        let mut sentences = Vec::new();
        for sentence in sentences_of(text) {
            let figures = figures_in(sentence);
            if !figures.is_empty() && sentences.len() < MOST_SENTENCES {
                let words = words_of(analyzer, sentence);
                sentences.push(Sentence { text: sentence.to_owned(), figures, words });
            }
        }
        Self { sentences }
    }

    /// Where both texts answer the question and state different figures of the same thing.
    #[must_use]
    pub fn clashes(&self, other: &Self, analyzer: &Analyzer, question: &str) -> Vec<Clash> {
        let question: Keys = words_of(analyzer, question).into_iter().flatten().collect();
        let mut found = BTreeSet::new();
        for here in &self.sentences {
            for there in &other.sentences {
                if !is_same_thing(&question, here, there) {
                    continue;
                }
                for figure in &here.figures {
                    found.extend(self.clash(other, (here, figure), there));
                }
            }
        }
        found.into_iter().collect()
    }

    fn clash(
        &self,
        other: &Self,
        (here, figure): (&Sentence, &Figure),
        there: &Sentence,
    ) -> Option<Clash> {
        let alone = |of: &Sentence| {
            let mut same = of.figures.iter().filter(|it| it.measure == figure.measure);
            same.next().filter(|_| same.next().is_none()).cloned()
        };
        let rival = alone(here).and_then(|_| alone(there))?;
        let is_known = |to: &Self, it: &Figure| {
            let mut all = to.sentences.iter().flat_map(|it| &it.figures);
            all.any(|known| known.measure == it.measure && known.agrees(it))
        };
        if rival.side != figure.side || is_known(other, figure) || is_known(self, &rival) {
            return None;
        }
        let stated = |of: &Sentence, it: &Figure| Stated {
            figure: of.text.get(it.start..it.end).unwrap_or_default().to_owned(),
            sentence: of.text.clone(),
        };
        let (here, there) = (stated(here, figure), stated(there, &rival));
        Some(Clash { measure: figure.measure, here, there })
    }
}

/// Whether two sentences speak of one thing: each says at least half of its words in the other too,
/// two or all it has, and one of them is a word of the question.
fn is_same_thing(question: &Keys, here: &Sentence, there: &Sentence) -> bool {
    let meets = |word: &Keys, of: &Sentence| of.words.iter().any(|it| !it.is_disjoint(word));
    let shared = |of: &Sentence, with: &Sentence| {
        of.words.iter().filter(|it| meets(it, with)).cloned().collect::<Vec<Keys>>()
    };
    let (ours, theirs) = (shared(here, there), shared(there, here));
    let is_most = |shared: &[Keys], of: &Sentence| {
        let enough = 2.min(of.words.len());
        enough.max(1) <= shared.len() && of.words.len() <= 2 * shared.len()
    };
    is_most(&ours, here)
        && is_most(&theirs, there)
        && ours.iter().any(|it| !it.is_disjoint(question))
}

/// The words of a text that say what it is about.
fn words_of(analyzer: &Analyzer, text: &str) -> Vec<Keys> {
    let says = |text: &str| !units::says_little(&text.to_lowercase());
    let words = analyzer.words(text).into_iter();
    let telling = words.filter(|it| it.kind == WordKind::Plain && says(&it.text));
    telling.map(|it| it.parts.into_iter().chain([it.stem]).collect()).collect()
}

/// Sentences, points of lists and rows of tables.
fn sentences_of(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    for line in text.lines() {
        let mut start = 0;
        for (at, letter) in line.char_indices() {
            let end = at + letter.len_utf8();
            let rest = line.get(end..).unwrap_or_default();
            let is_end = match letter {
                '!' | '?' => rest.starts_with(' '),
                '.' => ends_with_dot(line.get(start..at).unwrap_or_default(), rest),
                _ => false,
            };
            if is_end {
                all.push(line.get(start..end).unwrap_or_default().trim());
                start = end;
            }
        }
        all.push(line.get(start..).unwrap_or_default().trim());
    }
    all.retain(|it| !it.is_empty());
    all
}

/// Whether a dot between these ends a sentence, and no number or abbreviation.
fn ends_with_dot(before: &str, rest: &str) -> bool {
    let last = before.rsplit(|it: char| !it.is_alphanumeric()).next().unwrap_or_default();
    let next = rest.strip_prefix(' ').and_then(|it| it.chars().next());
    let is_short = last.chars().count() < 3 || last.chars().all(|it| it.is_ascii_digit());
    !is_short && next.is_some_and(|it| it.is_uppercase() || it.is_ascii_digit())
}

#[cfg(test)]
mod tests;
