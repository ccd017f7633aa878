//! Ways of asking, found by likeness: words, pairs of words and pieces of words, weighed by rarity.

use crate::lists::{Entry, Lists};
use crate::reading::{GRAM, PAIR, PART, STEM};

/// What a phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// The title of an article.
    Title,
    /// A phrasing written into an article.
    Phrasing,
    /// A lay word, product or short line of an article.
    Word,
    /// A question somebody confirmed.
    Confirmed,
}

impl Source {
    pub(crate) const ALL: [Self; 4] = [Self::Title, Self::Phrasing, Self::Word, Self::Confirmed];
}

/// One phrase on its way into the index.
#[derive(Debug, Clone)]
pub(crate) struct Phrase {
    /// The document or class it stands for.
    pub(crate) target: u32,
    pub(crate) source: Source,
    /// Sorted, each once.
    pub(crate) features: Vec<u32>,
}

/// Phrases with an inverted index over their features.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Phrases {
    pub(crate) lists: Lists,
    pub(crate) targets: Vec<u32>,
    pub(crate) sources: Vec<Source>,
    /// Lengths of the weighed feature vectors.
    pub(crate) norms: Vec<f32>,
}

/// How much each feature counts, by how many phrases have it.
pub(crate) trait Rarity {
    /// How many of all phrases have the feature.
    fn count(&self, feature: u32) -> usize;
    /// How many phrases there are.
    fn total(&self) -> usize;
    /// The weight of a feature in a phrase.
    fn weight(&self, feature: u32) -> f32 {
        weight_of(feature, self.count(feature), self.total())
    }
}

/// The weight of a feature that `count` of `total` phrases have.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^24 or need no last digit")]
pub(crate) fn weight_of(feature: u32, count: usize, total: usize) -> f32 {
    let kind = match (feature & 3) as u8 {
        STEM => 1.0,
        PAIR => 0.55,
        PART => 0.6,
        GRAM => 0.3,
        _ => 0.0,
    };
    kind * (1.0 + ((total as f32 + 1.0) / (count as f32 + 1.0)).ln())
}

impl Rarity for Lists {
    fn count(&self, feature: u32) -> usize {
        Self::count(self, feature)
    }

    fn total(&self) -> usize {
        0
    }
}

impl Phrases {
    /// Phrases without norms yet; [`Self::weigh`] must follow.
    pub(crate) fn new(phrases: &[Phrase]) -> Self {
        let mut entries = Vec::with_capacity(phrases.iter().map(|it| it.features.len()).sum());
        for (row, phrase) in (0_u32..).zip(phrases) {
            entries.extend(phrase.features.iter().map(|key| Entry { key: *key, row, weight: 0 }));
        }
        Self {
            lists: Lists::new(entries, false),
            targets: phrases.iter().map(|it| it.target).collect(),
            sources: phrases.iter().map(|it| it.source).collect(),
            norms: Vec::new(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.targets.len()
    }

    /// Computes the norms with the rarity of all phrases of a shelf.
    pub(crate) fn weigh(&mut self, rarity: &impl Rarity) {
        self.norms = self.norms_by(|feature| rarity.weight(feature));
    }

    /// The norms by the weight of each feature.
    pub(crate) fn norms_by(&self, weight_of: impl Fn(u32) -> f32) -> Vec<f32> {
        let mut norms = vec![0.0_f32; self.len()];
        for (feature, rows) in self.lists.iter() {
            let weight = weight_of(feature);
            for row in rows.rows {
                if let Some(norm) = norms.get_mut(*row as usize) {
                    *norm += weight * weight;
                }
            }
        }
        norms.into_iter().map(|it| it.sqrt().max(1e-6)).collect()
    }

    /// How like the asked features each phrase is, in [0, 1]; written into `likeness`, one per row.
    ///
    /// `asked` are features with their weights, rarest first; at most `budget` rows are visited.
    pub(crate) fn compare(&self, asked: &[(u32, f32)], budget: usize, likeness: &mut Vec<f32>) {
        likeness.clear();
        likeness.resize(self.len(), 0.0);
        let length = asked.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        if length <= 0.0 {
            return;
        }
        let mut visited = 0;
        for (feature, weight) in asked {
            let rows = self.lists.rows(*feature).rows;
            visited += rows.len();
            if budget < visited {
                break;
            }
            let product = weight * weight / length;
            for row in rows {
                if let Some(sum) = likeness.get_mut(*row as usize) {
                    *sum += product;
                }
            }
        }
        for (sum, norm) in likeness.iter_mut().zip(&self.norms) {
            *sum /= norm;
        }
    }

    /// Both together without norms; `names` are what a target of each is called in the result,
    /// `u32::MAX` leaves its phrases out.
    pub(crate) fn merged(&self, names: &[u32], other: &Self, other_names: &[u32]) -> Self {
        let mut merged = Self::default();
        let first = merged.take_over(self, names);
        let second = merged.take_over(other, other_names);
        merged.lists = self.lists.merged(&first, &other.lists, &second);
        merged
    }

    fn take_over(&mut self, from: &Self, names: &[u32]) -> Vec<u32> {
        let mut rows = Vec::with_capacity(from.len());
        for (target, source) in from.targets.iter().zip(&from.sources) {
            let name = names.get(*target as usize).copied().unwrap_or(u32::MAX);
            if name == u32::MAX {
                rows.push(u32::MAX);
                continue;
            }
            rows.push(u32::try_from(self.len()).unwrap_or(u32::MAX));
            self.targets.push(name);
            self.sources.push(*source);
        }
        rows
    }

    pub(crate) fn size_bytes(&self) -> usize {
        self.lists.size_bytes() + self.len() * 9
    }
}
