//! The figures of one kind of question.

use anyhow::{Context as _, Result};
use serde::Deserialize;

use super::measure::Line;

/// The kind of each question of a set, in its order.
pub(super) struct Questions {
    kinds: Vec<String>,
}

#[derive(Deserialize)]
struct Question {
    kind: String,
}

/// What came out for the questions of a kind that have an answer. Shares are in [0, 1].
#[derive(Debug, PartialEq)]
pub(super) struct Found {
    pub(super) questions: usize,
    /// The share whose first candidate is right.
    pub(super) first: f64,
    /// The share of whose first five candidates one is right.
    pub(super) among_five: f64,
    /// The share that was answered because the engine was sure.
    pub(super) promised: f64,
}

/// What came out for the questions of a kind that have none. Shares are in [0, 1].
#[derive(Debug, PartialEq)]
pub(super) struct Refused {
    pub(super) questions: usize,
    /// The chance that a question with an answer is surer than one of these; equals count half.
    pub(super) auroc: f64,
    /// The share that was answered all the same.
    pub(super) promised: f64,
}

/// One of the two.
#[derive(Debug, PartialEq)]
pub(super) enum Figures {
    Found(Found),
    Refused(Refused),
}

impl Questions {
    /// Reads the kinds of a set.
    pub(super) fn read(text: &str) -> Result<Self> {
        let kind = |(at, line): (usize, &str)| -> Result<String> {
            let question: Question =
                serde_json::from_str(line).with_context(|| format!("question {at}"))?;
            Ok(question.kind)
        };
        Ok(Self { kinds: (1..).zip(text.lines()).map(kind).collect::<Result<_>>()? })
    }

    /// All kinds in the order they begin.
    pub(super) fn kinds(&self) -> Vec<&str> {
        let mut kinds = Vec::new();
        for kind in &self.kinds {
            if !kinds.contains(&kind.as_str()) {
                kinds.push(kind.as_str());
            }
        }
        kinds
    }

    /// The figures of a kind, which has answers in all its questions or in none.
    pub(super) fn figures(&self, kind: &str, lines: &[Line]) -> Figures {
        let all = self.kinds.iter().zip(lines);
        let these: Vec<&Line> = all.filter(|(it, _)| *it == kind).map(|(_, line)| line).collect();
        let promised = share(&these, |it| it.promised);
        if these.iter().any(|it| !it.expected.is_empty()) {
            let among = |most: usize| share(&these, |it| is_among(it, most));
            return Figures::Found(Found {
                questions: these.len(),
                first: among(1),
                among_five: among(5),
                promised,
            });
        }
        let answered: Vec<&Line> = lines.iter().filter(|it| !it.expected.is_empty()).collect();
        Figures::Refused(Refused {
            questions: these.len(),
            auroc: auroc(&answered, &these),
            promised,
        })
    }
}

/// Whether the first candidate is right.
pub(super) fn is_right(line: &Line) -> bool {
    is_among(line, 1)
}

fn is_among(line: &Line, most: usize) -> bool {
    line.got.iter().take(most).any(|it| line.expected.contains(&it.id))
}

pub(super) fn share(lines: &[&Line], is: impl Fn(&Line) -> bool) -> f64 {
    number(lines.iter().filter(|it| is(it)).count()) / number(lines.len().max(1))
}

pub(super) fn auroc(inside: &[&Line], outside: &[&Line]) -> f64 {
    let wins = |out: &&Line| -> f64 {
        let win = |it: &&Line| match it.confidence.total_cmp(&out.confidence) {
            std::cmp::Ordering::Greater => 1.0,
            std::cmp::Ordering::Equal => 0.5,
            std::cmp::Ordering::Less => 0.0,
        };
        inside.iter().map(win).sum()
    };
    let wins: f64 = outside.iter().map(wins).sum();
    wins / number((inside.len() * outside.len()).max(1))
}

#[expect(clippy::cast_precision_loss, reason = "sets have far fewer than 2^52 questions")]
pub(super) fn number(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::measure::Got;

    fn line(expected: &[&str], got: &[&str], confidence: f64) -> Line {
        let got = got.iter().map(|it| Got { id: (*it).to_owned() }).collect();
        let expected = expected.iter().map(|it| (*it).to_owned()).collect();
        Line { expected, got, confidence, promised: 0.6 <= confidence }
    }

    #[test]
    fn each_kind_has_its_own_figures() {
        let questions = "{\"kind\":\"plain\"}\n{\"kind\":\"near\"}\n{\"kind\":\"plain\"}\n";
        let questions = Questions::read(questions).unwrap();
        let lines = [
            line(&["a"], &["a", "b"], 0.75),
            line(&[], &["a"], 0.5),
            line(&["a", "c"], &["b", "c"], 0.5),
        ];
        assert_eq!(questions.kinds(), ["plain", "near"]);
        let found = Found { questions: 2, first: 0.5, among_five: 1.0, promised: 0.5 };
        assert_eq!(questions.figures("plain", &lines), Figures::Found(found));
        let refused = Refused { questions: 1, auroc: 0.75, promised: 0.0 };
        assert_eq!(questions.figures("near", &lines), Figures::Refused(refused));
    }
}
