//! How sure it is that the best candidate answers the question.

use lotse_domain::answers::Promise;

use crate::asked::Asked;
use crate::fusion::{Evidence, shares_of};

/// How many signs there are, with the constant.
pub(crate) const SIGNS: usize = 16;

/// From these confidences on each promise is expected to be kept until something was learned, the
/// easiest to keep first.
const SHIPPED_PROMISES: [f32; Promise::ALL.len()] = [0.8, 0.88, 0.96];
/// Weight of questions without an answer among all, whatever their number in the tests, where confidence
/// is fitted: between the few that a good help page gets and one in six.
const WITHOUT_ANSWER: f32 = 0.10;
/// Share of questions about what nobody has written down with which the promise must hold, too: a third,
/// as where a help page is young, and a little more, since what is hidden here is found out more easily
/// than what was never there.
const MISSING: f32 = 0.36;
/// Steps of the fit.
const STEPS: usize = 600;

/// What surety is judged by.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Signs(pub(crate) [f32; SIGNS]);

impl Signs {
    /// The signs of a question's candidates, best first with their scores; `known` is the share of
    /// the question's weight in words that are known at all.
    pub(crate) fn of(asked: &Asked, ranked: &[(f32, Evidence)], known: f32) -> Self {
        let Some((top, best)) = ranked.first() else { return Self::default() };
        let second = ranked.get(1).map_or(0.0, |(score, _)| *score);
        let scores: Vec<f32> = ranked.iter().map(|(score, _)| *score).collect();
        let share = shares_of(&scores).first().copied().unwrap_or_default();
        let others = ranked.iter().skip(1).map(|(_, it)| it.trained);
        let rival = others.fold(-1.5, f32::max);
        let words = asked.words.len().min(12);
        Self([
            1.0,
            (top / 15.0).clamp(-2.0, 3.0),
            ((top - second) / 6.0).min(1.5),
            share,
            best.likeness(),
            best.cover,
            best.trained,
            (best.trained - rival).clamp(-1.0, 2.0),
            known,
            best.vote,
            best.code,
            f32::from(u8::try_from(words).unwrap_or(12)) / 12.0,
            asked.familiar,
            best.usual,
            best.topic,
            (asked.topics.first().map_or(0.0, |it| it.1) - best.topic * best.topic).max(0.0),
        ])
    }
}

/// A question the engine asked itself, with what came out.
#[derive(Debug, Clone)]
pub(crate) struct Judged {
    pub(crate) signs: Signs,
    pub(crate) is_right: bool,
    pub(crate) about: About,
}

/// What a question the engine asked itself is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    /// An article that was there.
    Answered,
    /// An article that was hidden.
    Missing,
    /// What customers of other companies ask.
    Elsewhere,
}

/// Turns signs into a confidence, and knows from which confidence on it keeps its promise.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Surety {
    pub(crate) weights: [f32; SIGNS],
    /// From which confidence on each promise is expected to be kept, the easiest to keep first.
    pub(crate) promises: [f32; Promise::ALL.len()],
}

impl Default for Surety {
    /// Found on six development sets without examples, each counting the same, with questions that
    /// have no answer among them; held out one by one, the calibration error was 6 to 12 %.
    fn default() -> Self {
        Self {
            weights: [
                -2.28, -1.96, 1.54, 3.55, 2.31, 1.05, 1.14, -0.44, -0.31, 0.0, 1.5, 1.49, -0.77,
                0.0, 0.56, -0.9,
            ],
            promises: SHIPPED_PROMISES,
        }
    }
}

impl Surety {
    /// The confidence in [0, 1].
    pub(crate) fn confidence(&self, signs: &Signs) -> f32 {
        let sum: f32 = self.weights.iter().zip(signs.0).map(|(weight, sign)| weight * sign).sum();
        1.0 / (1.0 + (-sum).exp())
    }

    /// Learns from questions the engine asked itself.
    pub(crate) fn fitted(judged: &[Judged]) -> Self {
        let weighed = weighed(judged);
        let all: f32 = weighed.iter().map(|(_, weight)| weight).sum::<f32>().max(1e-6);
        let mut surety = Self { weights: [0.0; SIGNS], promises: [1.0; Promise::ALL.len()] };
        let mut speed = [0.0_f32; SIGNS];
        for _ in 0..STEPS {
            let mut slope = [0.0_f32; SIGNS];
            for (it, weight) in &weighed {
                let error = f32::from(u8::from(it.is_right)) - surety.confidence(&it.signs);
                for (slope, sign) in slope.iter_mut().zip(it.signs.0) {
                    *slope += weight * error * sign;
                }
            }
            for ((weight, speed), slope) in surety.weights.iter_mut().zip(&mut speed).zip(slope) {
                *speed = *speed * 0.9 + (slope / all - 1e-3 * *weight);
                *weight += *speed;
            }
        }
        let cases = [weighed, hard(judged)];
        surety.promises = Promise::ALL.map(|promise| {
            cases.iter().map(|it| surety.kept_from(it, promise)).fold(0.0, f32::max)
        });
        surety
    }

    /// The promise hardest to keep that is kept with this confidence.
    pub(crate) fn strictest(&self, confidence: f32) -> Option<Promise> {
        let kept = Promise::ALL.into_iter().zip(self.promises);
        kept.filter(|(_, from)| *from <= confidence).map(|(promise, _)| promise).max()
    }

    /// The lowest confidence from which on the promise was kept, and would be if one question more
    /// were answered wrongly: the margin that conformal risk control asks for.
    #[expect(clippy::cast_possible_truncation, reason = "a share")]
    fn kept_from(&self, weighed: &[(&Judged, f32)], promise: Promise) -> f32 {
        let share = promise.wrong() as f32;
        let mut order: Vec<(f32, bool, f32)> = weighed
            .iter()
            .map(|(it, weight)| (self.confidence(&it.signs), it.is_right, *weight))
            .collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (mut wrong, mut all, mut kept_from) = (1.0, 1.0, 1.0);
        for (at, (confidence, is_right, weight)) in order.iter().enumerate() {
            all += weight;
            wrong += if *is_right { 0.0 } else { *weight };
            let is_last_as_sure = order.get(at + 1).is_none_or(|next| next.0 < *confidence);
            if is_last_as_sure && wrong <= share * all {
                kept_from = *confidence;
            }
        }
        kept_from
    }
}

/// Questions with their weights: those without an answer count a fixed share.
fn weighed(judged: &[Judged]) -> Vec<(&Judged, f32)> {
    let each = each_of(judged, WITHOUT_ANSWER, |it| it.about != About::Answered).min(1.0);
    let weight = |it: &Judged| if it.about == About::Answered { 1.0 } else { each };
    judged.iter().map(|it| (it, weight(it))).collect()
}

/// The same for the hard case: many questions about what customers of this company want to know and
/// nobody has written down.
fn hard(judged: &[Judged]) -> Vec<(&Judged, f32)> {
    let each = each_of(judged, MISSING, |it| it.about == About::Missing);
    let weight = |it: &Judged| match it.about {
        About::Answered => 1.0,
        About::Missing => each,
        About::Elsewhere => 0.0,
    };
    judged.iter().map(|it| (it, weight(it))).collect()
}

/// What each of `these` counts for all of them to be this share beside those with an answer.
#[expect(clippy::cast_precision_loss, reason = "a few thousand at most")]
fn each_of(judged: &[Judged], share: f32, these: impl Fn(&Judged) -> bool) -> f32 {
    let with = judged.iter().filter(|it| it.about == About::Answered).count();
    let without = judged.iter().filter(|it| these(it)).count();
    share / (1.0 - share) * with as f32 / without.max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(sign: f32, is_right: bool, about: About) -> Judged {
        let mut signs = Signs::default();
        signs.0[0] = 1.0;
        signs.0[4] = sign;
        Judged { signs, is_right, about }
    }

    fn answered(sign: f32, is_right: bool) -> Judged {
        judged(sign, is_right, About::Answered)
    }

    #[test]
    fn confidence_follows_what_was_right() {
        let mut all: Vec<Judged> = (0..200).map(|_| answered(0.9, true)).collect();
        all.extend((0..200).map(|at| answered(0.3, at % 4 == 0)));
        let surety = Surety::fitted(&all);
        let sure = surety.confidence(&all[0].signs);
        let unsure = surety.confidence(&all[399].signs);
        assert!(0.85 < sure && unsure < 0.45, "{sure} {unsure}");
        assert_eq!(surety.strictest(unsure), None);
        assert_eq!(surety.strictest(sure), Some(Promise::OneInFifty));
    }

    #[test]
    fn nothing_is_promised_that_was_never_kept() {
        let all: Vec<Judged> = (0..100).map(|at| answered(0.5, at % 2 == 0)).collect();
        assert_eq!(Surety::fitted(&all).strictest(0.99), None);
    }

    #[test]
    fn few_right_answers_are_not_enough_for_a_promise() {
        for (promise, enough) in Promise::ALL.into_iter().zip([9, 19, 49]) {
            let kept_from = |count| {
                Surety::default().kept_from(&vec![(&answered(0.9, true), 1.0); count], promise)
            };
            assert!(1.0 <= kept_from(enough - 1), "{promise:?}");
            assert!(kept_from(enough) < 1.0, "{promise:?}");
        }
    }

    #[test]
    fn the_promise_must_hold_where_many_answers_are_missing() {
        let mut all: Vec<Judged> = (0..300).map(|_| answered(0.9, true)).collect();
        all.extend((0..300).map(|_| answered(0.6, true)));
        let near = |at| if at < 26 { 0.6 } else { 0.1 };
        let missing = (0..100).map(|at| judged(near(at), false, About::Missing));
        let elsewhere = (0..100).map(|at| judged(near(at), false, About::Elsewhere));
        let strange = all.iter().cloned().chain(elsewhere).collect::<Vec<_>>();
        let near = all.iter().cloned().chain(missing).collect::<Vec<_>>();
        let promises = |judged: &[Judged]| {
            let surety = Surety::fitted(judged);
            let sure = surety.confidence(&answered(0.6, true).signs);
            surety.strictest(sure) >= Some(Promise::OneInTwenty)
        };
        assert!(promises(&strange) && !promises(&near));
    }
}
