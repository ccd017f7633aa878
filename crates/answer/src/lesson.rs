//! What a model is trained from, turned into numbers.

use std::collections::{BTreeMap, HashMap, HashSet};

use lotse_domain::ids::ArticleId;

use crate::linear::{Lesson, Linear, Row};
use crate::reading::PAIR;
use crate::trade::{Topic, feature_of};

/// Numbers a training may hold per example and class; more would take too much memory.
const MOST_DUALS: usize = 40_000_000;
/// Numbers a model may have.
const MOST_WEIGHTS: usize = 50_000_000;
/// From this many texts on a feature must stand in two of them.
const MANY: usize = 3_000;

/// One way of asking for an article.
#[derive(Debug, Clone)]
pub(crate) struct Saying {
    pub(crate) article: ArticleId,
    /// Sorted, each once.
    pub(crate) features: Vec<u32>,
    /// What of the trade's catalogue it is about.
    pub(crate) themes: Vec<Topic>,
    pub(crate) weight: f32,
}

/// All ways of asking that are known.
#[derive(Debug, Default)]
pub(crate) struct Material {
    sayings: Vec<Saying>,
    articles: HashSet<ArticleId>,
}

impl Material {
    pub(crate) fn add(&mut self, saying: Saying) {
        self.articles.insert(saying.article);
        self.sayings.push(saying);
    }

    pub(crate) fn has(&self, article: ArticleId) -> bool {
        self.articles.contains(&article)
    }

    /// A model of all sayings; `None` where there is nothing to tell apart or too
    /// much for this kind of model.
    pub(crate) fn learned(&self, threads: usize) -> Option<Linear> {
        let sayings = &self.sayings;
        let mut classes: BTreeMap<ArticleId, u32> =
            sayings.iter().map(|it| (it.article, 0)).collect();
        for (class, number) in classes.values_mut().zip(0..) {
            *class = number;
        }
        let (features, rarities) = known_features(sayings);
        let weights = (features.len() + 1).saturating_mul(classes.len());
        let duals = sayings.len().saturating_mul(classes.len());
        if classes.len() < 2 || MOST_WEIGHTS < weights || MOST_DUALS < duals {
            return None;
        }
        let mut linear = Linear {
            features,
            rarities,
            classes: classes.keys().copied().collect(),
            weights: Vec::new(),
        };
        let rows: Vec<Row> = sayings
            .iter()
            .map(|it| linear.row_of(it.features.iter().copied(), &it.themes))
            .collect();
        let lesson = Lesson {
            rows,
            classes: sayings.iter().filter_map(|it| classes.get(&it.article).copied()).collect(),
            weights: sayings.iter().map(|it| it.weight).collect(),
            features: linear.features.len(),
            class_count: classes.len(),
        };
        linear.weights = Linear::train(&lesson, threads);
        Some(linear)
    }
}

/// The features that are learned from, sorted, with their weights.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^24 or need no last digit")]
fn known_features(sayings: &[Saying]) -> (Vec<u32>, Vec<f32>) {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for saying in sayings {
        let themes = saying.themes.iter().map(|it| feature_of(it.0));
        for feature in saying.features.iter().copied().chain(themes) {
            *counts.entry(feature).or_default() += 1;
        }
    }
    let fewest = if MANY < sayings.len() { 2 } else { 1 };
    let total = sayings.len() as f32;
    let mut known: Vec<(u32, f32)> = counts
        .into_iter()
        .filter(|(_, count)| fewest <= *count)
        .map(|(feature, count)| (feature, weight_of(feature, count as f32, total)))
        .collect();
    known.sort_unstable_by_key(|it| it.0);
    known.into_iter().unzip()
}

/// A rare feature says more; a pair a little less than its words together.
fn weight_of(feature: u32, count: f32, total: f32) -> f32 {
    let kind = if (feature & 3) as u8 == PAIR { 0.8 } else { 1.0 };
    kind * (1.0 + ((total + 1.0) / (count + 1.0)).ln()).powf(0.7)
}
