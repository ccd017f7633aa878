//! The figures of a measurement.

use super::{Latency, Line, Promised, Report};

/// Precision that is promised.
const PROMISE: f64 = 0.95;
/// Steps of confidence for the calibration error.
const STEPS: usize = 15;

/// What counts of one question.
pub(super) struct Asked {
    has_answer: bool,
    /// From 1; `None` when no candidate is right.
    rank: Option<usize>,
    confidence: f64,
    promised: bool,
    took_ms: f64,
}

impl Asked {
    pub(super) fn new(line: &Line, took_ms: f64) -> Self {
        let rank = line.got.iter().position(|it| line.expected.contains(&it.id));
        Self {
            has_answer: !line.expected.is_empty(),
            rank: rank.map(|it| it + 1),
            confidence: f64::from(line.confidence),
            promised: line.promised,
            took_ms,
        }
    }

    fn is_right(&self) -> bool {
        self.rank == Some(1)
    }
}

/// All figures that come from the questions.
pub(super) fn report(asked: &[Asked]) -> Report {
    let with_answer: Vec<&Asked> = asked.iter().filter(|it| it.has_answer).collect();
    let recall = |most: usize| share(&with_answer, |it| it.rank.is_some_and(|rank| rank <= most));
    let reciprocal: f64 =
        with_answer.iter().filter_map(|it| it.rank).map(|it| 1.0 / number(it)).sum();
    let promised: Vec<&Asked> = asked.iter().filter(|it| it.promised).collect();
    Report {
        n: asked.len(),
        recall_at_1: recall(1),
        recall_at_5: recall(5),
        mrr: reciprocal / number(with_answer.len().max(1)),
        accuracy: recall(1),
        coverage_at_95: coverage(asked),
        promised_95: Promised {
            precision: share(&promised, Asked::is_right),
            coverage: number(promised.len()) / number(asked.len().max(1)),
        },
        auroc_oos: auroc(asked),
        ece: calibration_error(asked),
        latency_ms: latency(asked),
        train_ms: 0.0,
        index_bytes: 0,
        peak_rss_mb: None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "sets have far fewer than 2^52 questions")]
fn number(count: usize) -> f64 {
    count as f64
}

fn share(asked: &[&Asked], is: impl Fn(&Asked) -> bool) -> f64 {
    number(asked.iter().filter(|it| is(it)).count()) / number(asked.len().max(1))
}

/// The largest share of questions, surest first, of which 95 % are right.
fn coverage(asked: &[Asked]) -> f64 {
    let mut order: Vec<&Asked> = asked.iter().collect();
    order.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let (mut right, mut best) = (0, 0);
    for (at, it) in order.iter().enumerate() {
        right += usize::from(it.is_right());
        let next_is_as_sure =
            order.get(at + 1).is_some_and(|next| next.confidence >= it.confidence);
        if !next_is_as_sure && PROMISE * number(at + 1) <= number(right) {
            best = at + 1;
        }
    }
    number(best) / number(asked.len().max(1))
}

/// The chance that a question with an answer is surer than one without; equals count half.
fn auroc(asked: &[Asked]) -> Option<f64> {
    let (inside, outside): (Vec<&Asked>, Vec<&Asked>) = asked.iter().partition(|it| it.has_answer);
    if inside.is_empty() || outside.is_empty() {
        return None;
    }
    let mut wins = 0.0;
    for out in &outside {
        for one in &inside {
            if out.confidence < one.confidence {
                wins += 1.0;
            } else if out.confidence <= one.confidence {
                wins += 0.5;
            }
        }
    }
    Some(wins / (number(inside.len()) * number(outside.len())))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 15")]
fn calibration_error(asked: &[Asked]) -> f64 {
    let mut steps = [(0.0, 0.0); STEPS];
    for it in asked {
        let at = (it.confidence * number(STEPS)).floor().clamp(0.0, number(STEPS - 1)) as usize;
        if let Some((sure, right)) = steps.get_mut(at) {
            *sure += it.confidence;
            *right += if it.is_right() { 1.0 } else { 0.0 };
        }
    }
    let error: f64 = steps.iter().map(|(sure, right): &(f64, f64)| (sure - right).abs()).sum();
    error / number(asked.len().max(1))
}

fn latency(asked: &[Asked]) -> Latency {
    let mut times: Vec<f64> = asked.iter().map(|it| it.took_ms).collect();
    times.sort_by(f64::total_cmp);
    let at = |percent: usize| {
        let last = times.len().saturating_sub(1);
        times.get((times.len() * percent / 100).min(last)).copied().unwrap_or_default()
    };
    Latency { p50: at(50), p99: at(99) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(has_answer: bool, rank: Option<usize>, confidence: f64) -> Asked {
        Asked { has_answer, rank, confidence, promised: 0.5 <= confidence, took_ms: confidence }
    }

    #[test]
    fn figures_are_those_of_the_textbook() {
        let set = [
            asked(true, Some(1), 0.9),
            asked(true, Some(2), 0.6),
            asked(true, None, 0.3),
            asked(false, None, 0.6),
        ];
        let report = report(&set);
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} {b}");
        close(report.recall_at_1, 1.0 / 3.0);
        close(report.recall_at_5, 2.0 / 3.0);
        close(report.mrr, 0.5);
        close(report.coverage_at_95, 0.25);
        close(report.promised_95.precision, 1.0 / 3.0);
        close(report.promised_95.coverage, 0.75);
        close(report.auroc_oos.unwrap(), 0.5);
        close(report.ece, (0.1 + 1.2 + 0.3) / 4.0);
    }

    #[test]
    fn nothing_asked_gives_figures_of_nothing() {
        let report = report(&[]);
        assert_eq!(report.n, 0);
        assert_eq!(report.auroc_oos, None);
    }
}
