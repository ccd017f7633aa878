//! What a shelf has learned: confirmed questions, and the model trained from them.

use std::collections::HashMap;
use std::sync::Arc;

use lotse_domain::ids::ArticleId;

use crate::document::Confirmed;
use crate::fusion::Weights;
use crate::linear::Linear;
use crate::lists::key_of;
use crate::phrases::{Phrase, Phrases, Rarity, Source};
use crate::reading::Reader;
use crate::surety::Surety;

/// New examples wait in a small index of their own until they are this many.
const FRESH: usize = 256;

/// A confirmed question.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Example {
    pub(crate) text: String,
    pub(crate) article: ArticleId,
    pub(crate) weight: f32,
    /// Sorted, each once.
    pub(crate) features: Vec<u32>,
}

impl Example {
    pub(crate) fn new(from: &Confirmed, reader: &Reader) -> Self {
        let features = reader.features(&from.text);
        Self { text: from.text.clone(), article: from.key.article, weight: from.weight, features }
    }

    /// Equal for equal questions whatever the case or spacing.
    pub(crate) fn exact_key(features: &[u32]) -> u32 {
        let text: Vec<String> = features.iter().map(|it| format!("{it:x}")).collect();
        key_of(0, &text.join("."))
    }
}

/// All confirmed questions of a shelf, searchable at once.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Learned {
    pub(crate) examples: Vec<Arc<Example>>,
    /// The articles examples are for, and for each example the position of its own.
    pub(crate) classes: Vec<ArticleId>,
    pub(crate) class_of: Vec<u32>,
    /// Phrases of the first examples; a phrase's target is the example's position.
    base: Arc<Phrases>,
    /// Phrases of the rest.
    fresh: Arc<Phrases>,
}

impl Learned {
    /// With the examples added; one with the text of an older one for the same article replaces it.
    pub(crate) fn with(&self, added: Vec<Example>, rarity: &impl Rarity) -> Self {
        let mut places: HashMap<(u32, ArticleId), usize> = HashMap::new();
        let mut next = self.clone();
        if !self.examples.is_empty() {
            let keys =
                self.examples.iter().map(|it| (Example::exact_key(&it.features), it.article));
            places.extend(keys.zip(0..));
        }
        for example in added {
            let place = (Example::exact_key(&example.features), example.article);
            if let Some(known) = places.get(&place).and_then(|at| next.examples.get_mut(*at)) {
                *known = Arc::new(example);
            } else {
                places.insert(place, next.examples.len());
                next.examples.push(Arc::new(example));
            }
        }
        next.index(rarity);
        next
    }

    /// Without the examples for which `is_out` holds.
    pub(crate) fn without(&self, is_out: impl Fn(&Example) -> bool, rarity: &impl Rarity) -> Self {
        let kept = self.examples.iter().filter(|it| !is_out(it)).cloned().collect();
        let mut next = Self { examples: kept, ..Self::default() };
        next.index(rarity);
        next
    }

    fn index(&mut self, rarity: &impl Rarity) {
        self.classes.clear();
        self.class_of.clear();
        let mut known: HashMap<ArticleId, u32> = HashMap::new();
        for example in &self.examples {
            let next = u32::try_from(self.classes.len()).unwrap_or(u32::MAX);
            let class = *known.entry(example.article).or_insert(next);
            if class == next {
                self.classes.push(example.article);
            }
            self.class_of.push(class);
        }
        let limit = FRESH.max(self.base.len() / 8);
        if limit < self.examples.len().saturating_sub(self.base.len()) {
            self.base = Arc::new(self.phrases_from(0, rarity));
        }
        self.fresh = Arc::new(self.phrases_from(self.base.len(), rarity));
    }

    fn phrases_from(&self, begin: usize, rarity: &impl Rarity) -> Phrases {
        let phrase = |(target, it): (u32, &Arc<Example>)| Phrase {
            target,
            source: Source::Confirmed,
            features: it.features.clone(),
        };
        let phrases: Vec<Phrase> = (0_u32..).zip(&self.examples).skip(begin).map(phrase).collect();
        let mut phrases = Phrases::new(&phrases);
        phrases.weigh(&Both { first: rarity, second: &phrases.clone() });
        phrases
    }

    pub(crate) fn phrases(&self) -> impl Iterator<Item = &Phrases> {
        [&*self.base, &*self.fresh].into_iter()
    }

    /// Whether any example has the feature.
    pub(crate) fn knows(&self, feature: u32) -> bool {
        self.phrases().any(|it| 0 < it.lists.count(feature))
    }

    pub(crate) fn size_bytes(&self) -> usize {
        let texts: usize =
            self.examples.iter().map(|it| it.text.len() + it.features.len() * 4).sum();
        texts + self.phrases().map(Phrases::size_bytes).sum::<usize>()
    }
}

/// Rarity over two sets of phrases.
struct Both<'a, R> {
    first: &'a R,
    second: &'a Phrases,
}

impl<R: Rarity> Rarity for Both<'_, R> {
    fn count(&self, feature: u32) -> usize {
        self.first.count(feature) + self.second.lists.count(feature)
    }

    fn total(&self) -> usize {
        self.first.total() + self.second.len()
    }
}

/// What was trained, or the weights we ship where there was too little to train from.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Model {
    pub(crate) linear: Option<Arc<Linear>>,
    pub(crate) weights: Weights,
    pub(crate) surety: Surety,
    /// How many examples it was trained from.
    pub(crate) trained_from: usize,
}

impl Model {
    pub(crate) fn size_bytes(&self) -> usize {
        self.linear.as_ref().map_or(0, |it| it.size_bytes())
    }
}
