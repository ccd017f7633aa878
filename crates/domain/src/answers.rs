//! How far Lotse goes on its own with a question.

pub mod golden;
mod policy;
pub mod rewording;
pub mod share;

pub use policy::{Judged, Mode, Policies, Policy, Promise, Surface};

/// Below this confidence, in [0, 1], nothing is given as the answer, whatever the engine promises.
const ANSWER_AT: f32 = 0.5;
/// From this confidence on, in [0, 1], candidates are offered: a list may be long.
const SUGGEST_AT: f32 = 0.05;

/// The best candidate, as the engine judges it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Best {
    /// How sure the engine is, in [0, 1].
    pub confidence: f32,
    /// Whether that is enough for what is promised of answers.
    pub is_promised: bool,
    /// Whether it or the next one is most probably right, and it is open which.
    pub is_one_of_two: bool,
}

/// What happens with a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The best candidate is the answer.
    Answer,
    /// Lotse asks which of the first two candidates is meant.
    AskWhich,
    /// Up to five candidates are offered, none is claimed to be the answer.
    Suggest,
    /// Lotse says that it does not know and offers a person.
    Unknown,
}

impl Decision {
    /// Its name in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::AskWhich => "ask_which",
            Self::Suggest => "suggest",
            Self::Unknown => "unknown",
        }
    }
}

/// Decides what to do with a question where Lotse may go so far; `None` when there is no candidate
/// at all.
#[must_use]
pub fn decide(best: Option<Best>, mode: Mode) -> Decision {
    let Some(best) = best.filter(|it| mode != Mode::Off && SUGGEST_AT <= it.confidence) else {
        return Decision::Unknown;
    };
    let is_answer = best.is_promised && ANSWER_AT <= best.confidence;
    match mode {
        Mode::Answer if is_answer => Decision::Answer,
        _ if best.is_one_of_two => Decision::AskWhich,
        _ => Decision::Suggest,
    }
}

/// How much demand one question still counts after `age_days`: half after two weeks.
#[must_use]
pub fn demand_after(age_days: f64) -> f64 {
    const HALF_LIFE_DAYS: f64 = 14.0;
    0.5_f64.powf(age_days.max(0.0) / HALF_LIFE_DAYS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(confidence: f32, is_promised: bool, expect: Decision) {
        let best = Best { confidence, is_promised, is_one_of_two: false };
        assert_eq!(decide(Some(best), Mode::Answer), expect);
        // Where it may only suggest, what would be the answer comes first in a list.
        let listed = if expect == Decision::Answer { Decision::Suggest } else { expect };
        assert_eq!(decide(Some(best), Mode::SuggestOnly), listed);
        assert_eq!(decide(Some(best), Mode::Off), Decision::Unknown);
        // Asking back takes the place of a list, never of an answer or of "I do not know".
        let expect = if expect == Decision::Suggest { Decision::AskWhich } else { expect };
        assert_eq!(decide(Some(Best { is_one_of_two: true, ..best }), Mode::Answer), expect);
    }

    #[test]
    fn answers_only_when_promised_and_sure_and_says_so_when_it_does_not_know() {
        check(0.95, true, Decision::Answer);
        check(0.95, false, Decision::Suggest);
        check(0.5, true, Decision::Answer);
        check(0.49, true, Decision::Suggest);
        check(0.05, true, Decision::Suggest);
        check(0.04, true, Decision::Unknown);
        check(f32::NAN, true, Decision::Unknown);
        assert_eq!(decide(None, Mode::Answer), Decision::Unknown);
    }

    #[test]
    fn demand_halves_in_two_weeks_and_never_grows() {
        assert!((demand_after(14.0) - 0.5).abs() < 1e-9);
        assert!((demand_after(-3.0) - 1.0).abs() < 1e-9);
    }
}
