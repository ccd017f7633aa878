//! What a shelf has learned: confirmed questions, and the model trained from them.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use lotse_domain::ids::ArticleId;

use crate::document::Confirmed;
use crate::fusion::Weights;
use crate::linear::Linear;
use crate::phrases::{Phrase, Phrases, Rarity, Source};
use crate::reading::Reader;
use crate::surety::Surety;

/// New examples wait in a small part of their own until they are this many.
const FRESH: usize = 256;
/// A part is so much larger than all that follow, or is made one with them.
const LARGER: usize = 4;

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

    /// Equal for equal questions to one article whatever the case or spacing.
    fn key(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (&self.features, self.article).hash(&mut hasher);
        hasher.finish()
    }
}

/// All confirmed questions of a shelf, searchable at once.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Learned {
    pub(crate) examples: Vec<Arc<Example>>,
    /// The articles examples are for, and for each example the position of its own.
    pub(crate) classes: Vec<ArticleId>,
    pub(crate) class_of: Vec<u32>,
    /// The keys of the examples.
    keys: Vec<u64>,
    /// Phrases of all examples in their order, cut into parts that get ever smaller, so that one more
    /// changes a small part only. A phrase's target is the example's position.
    parts: Vec<Arc<Phrases>>,
}

impl Learned {
    /// With the examples added; one with the text of an older one for the same article replaces it.
    pub(crate) fn with(&self, added: Vec<Example>, rarity: &impl Rarity) -> Self {
        let mut next = self.clone();
        let mut places: HashMap<u64, Option<usize>> =
            added.iter().map(|it| (it.key(), None)).collect();
        for (at, key) in self.keys.iter().enumerate() {
            if let Some(place) = places.get_mut(key) {
                *place = Some(at);
            }
        }
        for example in added {
            let key = example.key();
            let place = places.entry(key).or_default();
            if let Some(known) = place.and_then(|at| next.examples.get_mut(at)) {
                *known = Arc::new(example);
            } else {
                *place = Some(next.examples.len());
                next.keys.push(key);
                next.examples.push(Arc::new(example));
            }
        }
        next.index(rarity);
        next
    }

    /// Without the examples for which `is_out` holds.
    pub(crate) fn without(&self, is_out: impl Fn(&Example) -> bool, rarity: &impl Rarity) -> Self {
        let mut next = Self::default();
        for (example, key) in self.examples.iter().zip(&self.keys).filter(|it| !is_out(it.0)) {
            next.examples.push(Arc::clone(example));
            next.keys.push(*key);
        }
        next.index(rarity);
        next
    }

    /// Takes in the examples that came since the last time.
    fn index(&mut self, rarity: &impl Rarity) {
        let mut classes: HashMap<ArticleId, u32> = self.classes.iter().copied().zip(0..).collect();
        for example in self.examples.iter().skip(self.class_of.len()) {
            let next = u32::try_from(self.classes.len()).unwrap_or(u32::MAX);
            let class = *classes.entry(example.article).or_insert(next);
            if class == next {
                self.classes.push(example.article);
            }
            self.class_of.push(class);
        }
        let mut begin = self.parts.iter().map(|it| it.len()).sum::<usize>();
        if begin == self.examples.len() {
            return;
        }
        // Small parts, and those that are not much larger than what follows, are made one with it.
        while let Some(last) = self.parts.pop() {
            let after = self.examples.len() - begin;
            if FRESH.max(after * LARGER) < last.len() {
                self.parts.push(last);
                break;
            }
            begin -= last.len();
        }
        self.parts.push(Arc::new(self.phrases_from(begin, rarity)));
    }

    fn phrases_from(&self, begin: usize, rarity: &impl Rarity) -> Phrases {
        let phrase = |(target, it): (u32, &Arc<Example>)| Phrase {
            target,
            source: Source::Confirmed,
            features: it.features.clone(),
        };
        let phrases: Vec<Phrase> = (0_u32..).zip(&self.examples).skip(begin).map(phrase).collect();
        let mut phrases = Phrases::new(&phrases);
        phrases.norms = phrases.norms_by(|it| Both { first: rarity, second: &phrases }.weight(it));
        phrases
    }

    pub(crate) fn phrases(&self) -> impl Iterator<Item = &Phrases> {
        self.parts.iter().map(|it| &**it)
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

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    /// Articles and phrases that nobody has.
    struct Nothing;

    impl Rarity for Nothing {
        fn count(&self, _feature: u32) -> usize {
            0
        }

        fn total(&self) -> usize {
            0
        }
    }

    fn example(number: u32) -> Example {
        let article = ArticleId(Uuid::from_u128(u128::from(number % 7)));
        Example { text: number.to_string(), article, weight: 1.0, features: vec![number * 4] }
    }

    #[test]
    fn one_more_example_changes_a_small_part_only() {
        let many = Learned::default().with((0..2_000).map(example).collect(), &Nothing);
        let mut learned = many.clone();
        for number in 2_000..2_300 {
            learned = learned.with(vec![example(number)], &Nothing);
        }
        assert!(
            many.parts.first().zip(learned.parts.first()).is_some_and(|(a, b)| Arc::ptr_eq(a, b))
        );
        assert!(learned.parts.len() <= 3, "{}", learned.parts.len());
        let targets: Vec<u32> = learned.phrases().flat_map(|it| it.targets.clone()).collect();
        assert_eq!(targets, (0..2_300).collect::<Vec<_>>());
        assert_eq!((learned.class_of.len(), learned.classes.len()), (2_300, 7));
        assert!((0..2_300).all(|it| learned.knows(it * 4)));
    }

    #[test]
    fn what_was_said_again_of_the_same_article_is_kept_once() {
        let again = Example { text: "again".into(), ..example(3) };
        let learned = Learned::default().with(vec![example(3), example(4)], &Nothing);
        let learned = learned.with(vec![again.clone(), again], &Nothing);
        let texts: Vec<&str> = learned.examples.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(texts, ["again", "4"]);
        assert_eq!(learned.phrases().map(Phrases::len).sum::<usize>(), 2);
    }
}
