//! Puts the evidence about one candidate into one number.

/// How many kinds of evidence there are.
pub(crate) const KINDS: usize = 10;

/// Likeness below this is chance.
const LIKE: f32 = 0.08;
/// The trained model's word below this is none.
const TRAINED: f32 = -0.3;

/// A topic in common below this is chance.
const TOPIC: f32 = 0.15;

/// From which cover and likeness on an article is more than a guess of the catalogue.
const FIRM_COVER: f32 = 0.15;
const FIRM_LIKENESS: f32 = 0.25;
/// How much an entry near the question's counts beside the entry itself.
const OF_KIN: f32 = 0.3;

/// Steps of the fit.
const STEPS: usize = 300;
/// How much the weights that usually hold count against all evidence together.
const PULL: f32 = 0.03;

/// What speaks for a candidate. Everything is about 0 (nothing) to 1 (all there could be).
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Evidence {
    /// Its words, by rarity, field and frequency, of the most a document could have.
    pub(crate) words: f32,
    /// Which share of the question's weight stands in it.
    pub(crate) cover: f32,
    /// How like the question its title is.
    pub(crate) title: f32,
    /// How like the question its most like phrasing or lay word is, squared: people ask in so many
    /// ways that only great likeness says much.
    pub(crate) phrasing: f32,
    /// How like the question its most like confirmed question is.
    pub(crate) near: f32,
    /// Its share among the confirmed questions that are most like this one.
    pub(crate) vote: f32,
    /// How like the question its confirmed questions are on average.
    pub(crate) usual: f32,
    /// What the trained model says: -1 to 1.
    pub(crate) trained: f32,
    /// Whether it explains a code that the question names.
    pub(crate) code: f32,
    /// How far both are about the same entries of the trade's catalogue.
    pub(crate) topic: f32,
    /// The same with entries that are near those of the question.
    pub(crate) kin: f32,
}

impl Evidence {
    /// Whether there is more than letters that many words share.
    pub(crate) fn says_something(&self) -> bool {
        let is_like = LIKE <= self.likeness();
        0.0 < self.words
            || 0.0 < self.code
            || is_like
            || TRAINED <= self.trained
            || TOPIC <= self.topic_and_kin()
    }

    /// How far it is about what the question is about, or near it.
    pub(crate) fn topic_and_kin(&self) -> f32 {
        (self.topic.powi(2) + OF_KIN * self.kin.powi(2)).sqrt().min(1.0)
    }

    /// Whether more than the catalogue speaks for it, whose entries always have one that is the most
    /// like a question, though it be like none.
    pub(crate) fn is_firm(&self) -> bool {
        FIRM_COVER <= self.cover
            || FIRM_LIKENESS <= self.likeness()
            || 0.0 < self.code
            || 0.0 < self.trained
    }

    /// How like the question anything is by which the candidate is known to be asked for.
    pub(crate) fn likeness(&self) -> f32 {
        self.title.max(self.phrasing.sqrt()).max(self.near)
    }

    pub(crate) fn kinds(&self) -> [f32; KINDS] {
        [
            self.words,
            self.cover,
            self.title,
            self.phrasing,
            self.near,
            self.vote,
            self.usual,
            self.trained,
            self.code,
            self.topic_and_kin(),
        ]
    }
}

/// What each kind of evidence is worth.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Weights(pub(crate) [f32; KINDS]);

impl Default for Weights {
    /// Found on the development sets; used until there is enough to learn from.
    fn default() -> Self {
        Self([11.0, 1.5, 7.5, 7.0, 8.0, 0.5, 5.0, 4.0, 6.0, 8.0])
    }
}

impl Weights {
    /// What usually holds where people have confirmed answers: about what fitting to the questions
    /// of five development sets gives, each for itself.
    pub(crate) fn taught() -> Self {
        Self([0.7, 0.8, 1.0, 1.0, 1.2, 0.5, 0.5, 4.5, 6.0, 1.0])
    }

    pub(crate) fn score(&self, evidence: &Evidence) -> f32 {
        self.0.iter().zip(evidence.kinds()).map(|(weight, kind)| weight * kind).sum()
    }

    /// Learns the weights by which the right candidate of each question comes out on top.
    ///
    /// Each question is its candidates with the position of the right one. Begins with weights that
    /// usually hold and does not go far from them without reason.
    pub(crate) fn fitted(questions: &[(Vec<Evidence>, usize)], usual: &Self) -> Self {
        let mut weights = usual.clone();
        let mut momentum = [0.0_f32; KINDS];
        #[expect(clippy::cast_precision_loss, reason = "a few thousand at most")]
        let count = questions.len().max(1) as f32;
        for _ in 0..STEPS {
            let mut slope = [0.0_f32; KINDS];
            for (candidates, right) in questions {
                add_slope(&weights, candidates, *right, &mut slope);
            }
            let all = weights.0.iter_mut().zip(slope).zip(usual.0).zip(&mut momentum);
            for (((weight, slope), start), speed) in all {
                let pull = (start - *weight) * PULL;
                *speed = *speed * 0.9 + 2.0 * (slope / count + pull);
                *weight = (*weight + *speed).clamp(0.0, 40.0);
            }
        }
        weights
    }
}

fn add_slope(weights: &Weights, candidates: &[Evidence], right: usize, slope: &mut [f32; KINDS]) {
    let scores: Vec<f32> = candidates.iter().map(|it| weights.score(it)).collect();
    let shares = shares_of(&scores);
    for (at, (candidate, share)) in candidates.iter().zip(shares).enumerate() {
        let wanted = if at == right { 1.0 } else { 0.0 };
        for (slope, kind) in slope.iter_mut().zip(candidate.kinds()) {
            *slope += (wanted - share) * kind;
        }
    }
}

/// Scores as shares of one.
pub(crate) fn shares_of(scores: &[f32]) -> Vec<f32> {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers: Vec<f32> = scores.iter().map(|it| (it - top).exp()).collect();
    let sum = powers.iter().sum::<f32>().max(1e-9);
    powers.into_iter().map(|it| it / sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fitting_trusts_the_evidence_that_was_right() {
        let right = Evidence { trained: 0.9, title: 0.1, ..Evidence::default() };
        let wrong = Evidence { trained: 0.2, title: 0.8, ..Evidence::default() };
        let fitted = Weights::fitted(&vec![(vec![right, wrong], 0); 50], &Weights::default());
        assert!(fitted.score(&wrong) < fitted.score(&right));
    }

    #[test]
    fn shares_add_up() {
        let shares = shares_of(&[1.0, 2.0, -50.0]);
        assert!((shares.iter().sum::<f32>() - 1.0).abs() < 1e-5);
    }
}
