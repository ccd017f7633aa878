//! A question prepared for a shelf: what each of its words may stand for in the index.

use std::collections::HashMap;
use std::sync::Arc;

use lotse_text::synonyms::Synonyms;
use lotse_text::typos::Correction;
use lotse_text::words::{Word, WordKind};

use crate::kin::kin_of;
use crate::lists::key_of;
use crate::phrases::{Rarity, weight_of};
use crate::reading::{Reader, STEM, is_exact, keys_of, keys_of_parts};
use crate::shelf::Shelf;
use crate::signals::Signal;
use crate::trade::{Topic, Trade};

/// What stop words count.
const OF_STOP_WORDS: f32 = 0.25;
/// What features of stop words count when ways of asking are compared.
const OF_STOP_FEATURES: f32 = 0.6;
/// How much a corrected word counts, times the likelihood of the correction.
const CORRECTED: f32 = 0.85;
/// How much of that where the word is one that other companies' customers use.
const OF_WORDS: f32 = 0.4;
/// How much a synonym written by the brand counts.
const SYNONYM: f32 = 0.9;
/// Unknown words of a question that are taken apart with the words of the articles: it takes a while.
const COMPOUNDS: usize = 12;
/// Corrections looked at per word.
const CORRECTIONS: usize = 2;
/// Corrections less likely than this are no help.
const LIKELY: f32 = 0.45;

/// Why a key is looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Why {
    /// The question says it.
    Said,
    /// The question says another word that means this.
    Means(String),
    /// The question misspells it.
    Corrected(String),
}

/// A key of the word index that a word of the question may stand for.
#[derive(Debug, Clone)]
pub(crate) struct Variant {
    pub(crate) key: u32,
    /// How well it stands for the word, up to 1.
    pub(crate) weight: f32,
    pub(crate) why: Why,
}

/// One word of the question.
#[derive(Debug, Clone)]
pub(crate) struct AskedWord {
    /// The key of its stem.
    pub(crate) key: u32,
    pub(crate) text: String,
    pub(crate) variants: Vec<Variant>,
    /// How much the word says, by the rarity of its most common variant.
    pub(crate) rarity: f32,
    /// Whether the index knows any variant.
    pub(crate) is_known: bool,
    /// Whether it is a code, compared exactly.
    pub(crate) is_code: bool,
}

/// A question as one shelf understands it.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// Each different word once, in order of the text.
    pub(crate) words: Vec<AskedWord>,
    /// Features with their weights, rarest first.
    pub(crate) features: Vec<(u32, f32)>,
    /// The same with stop words counting fully, as they do between questions.
    pub(crate) full_features: Vec<(u32, f32)>,
    /// The features of the question as typed, sorted.
    pub(crate) plain_features: Vec<u32>,
    /// Which share of its features, by weight, anybody has asked or written before.
    pub(crate) familiar: f32,
    /// What of the trade's catalogue it is about, most first.
    pub(crate) topics: Vec<Topic>,
    /// The same in a wider sense.
    pub(crate) themes: Vec<Topic>,
    /// What is near its topics in the catalogue.
    pub(crate) kin: Vec<Topic>,
}

impl Asked {
    pub(crate) fn new(text: &str, shelf: &Shelf) -> Self {
        let words = shelf.reader.question(text);
        let total = shelf.len();
        let mut asked: Vec<AskedWord> = Vec::new();
        let mut seen: HashMap<u32, usize> = HashMap::new();
        let mut repaired = words.clone();
        let mut compounds = COMPOUNDS;
        let has_lay_words = shelf.without != Some(Signal::LayWords);
        let mut meanings =
            if has_lay_words { shelf.lay_words.variants(&words) } else { HashMap::new() };
        for (at, word) in words.iter().enumerate() {
            let key = key_of(STEM, &word.stem);
            if seen.insert(key, at).is_some() {
                continue;
            }
            let (mut variants, meant) = variants_of(word, shelf, &mut compounds);
            variants.extend(meanings.remove(&at).unwrap_or_default());
            if let Some(meant) = meant
                && let Some(place) = repaired.get_mut(at)
            {
                *place = meant;
            }
            asked.push(asked_word(word, variants, shelf, total));
        }
        let plain_features = shelf.reader.features_of(&words);
        let (features, full_features) = weighed(&repaired, &plain_features, shelf);
        let (topics, themes) = match shelf.without {
            Some(Signal::Catalogue) => (Vec::new(), Vec::new()),
            _ => Trade::of(&shelf.reader).topics_and_themes(full_features.iter().map(|it| it.0)),
        };
        let kin = kin_of(&topics);
        let familiar = familiar(&plain_features, &shelf.rarity());
        Self {
            words: asked,
            features,
            full_features,
            plain_features,
            familiar,
            topics,
            themes,
            kin,
        }
    }

    /// Which share of the question's weight is known, be it to the index or by `also`.
    pub(crate) fn known_share(&self, also: impl Fn(u32) -> bool) -> f32 {
        let known = self.words.iter().filter(|it| it.is_known || also(it.key));
        known.map(|it| it.rarity).sum::<f32>() / self.weight().max(1e-6)
    }

    /// The rarity of all words together.
    pub(crate) fn weight(&self) -> f32 {
        self.words.iter().map(|it| it.rarity).sum()
    }
}

/// The rarity of something that `count` of `total` documents have.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^24 or need no last digit")]
pub(crate) fn rarity_of(count: usize, total: usize) -> f32 {
    (1.0 + (total as f32 - count as f32 + 0.5).max(0.0) / (count as f32 + 0.5)).ln()
}

fn count_in_docs(key: u32, shelf: &Shelf) -> usize {
    shelf.parts.iter().map(|it| it.segment.terms.count(key)).sum()
}

/// Whether an article says a word with this stem.
pub(crate) fn is_in_docs(stem: &str, shelf: &Shelf) -> bool {
    0 < count_in_docs(key_of(STEM, stem), shelf)
}

/// Whether a word that no article says is most probably one that does stand there, misspelled.
pub(crate) fn is_slip(word: &Word, shelf: &Shelf) -> bool {
    let is_word = Trade::of(&shelf.reader).knows(key_of(STEM, &word.stem));
    let is_likely = |it: &Correction| {
        let right = shelf.reader.words(&it.word).into_iter().next();
        LIKELY <= it.score && right.is_some_and(|it| is_in_docs(&it.stem, shelf))
    };
    !is_word && shelf.corrections.of(word, CORRECTIONS).iter().any(is_likely)
}

/// What a word may stand for, and which one it misspells, if it does; takes it apart with the words of
/// the articles if `compounds` allows for one more.
fn variants_of(word: &Word, shelf: &Shelf, compounds: &mut usize) -> (Vec<Variant>, Option<Word>) {
    let said = |(key, weight)| Variant { key, weight, why: Why::Said };
    let mut variants: Vec<Variant> = keys_of(word).map(said).collect();
    let is_known = 0 < count_in_docs(key_of(STEM, &word.stem), shelf)
        || shelf.learned.knows(key_of(STEM, &word.stem));
    if is_known || is_exact(word) {
        return (variants, None);
    }
    if 0 < *compounds {
        *compounds -= 1;
        let knows = |stem: &str| is_in_docs(stem, shelf);
        let parts = shelf.reader.analyzer().parts_known_here(word, &knows);
        if !parts.is_empty() {
            variants.extend(keys_of_parts(&parts).map(said));
            return (variants, None);
        }
    }
    if shelf.without == Some(Signal::Spelling) {
        return (variants, None);
    }
    // A word that others use is rarely a slip, even if nothing here has it.
    let is_word = Trade::of(&shelf.reader).knows(key_of(STEM, &word.stem));
    let corrected = if is_word { CORRECTED * OF_WORDS } else { CORRECTED };
    let mut meant = None;
    for correction in shelf.corrections.of(word, CORRECTIONS) {
        if correction.score < LIKELY {
            continue;
        }
        let Some(right) = shelf.reader.words(&correction.word).into_iter().next() else { continue };
        let weight = corrected * correction.score;
        variants.extend(keys_of(&right).map(|(key, share)| Variant {
            key,
            weight: share * weight,
            why: Why::Corrected(correction.word.clone()),
        }));
        if !is_word {
            meant.get_or_insert(right);
        }
    }
    (variants, meant)
}

fn asked_word(word: &Word, mut variants: Vec<Variant>, shelf: &Shelf, total: usize) -> AskedWord {
    let counts: Vec<usize> = variants.iter().map(|it| count_in_docs(it.key, shelf)).collect();
    let known = weigh_parts(&mut variants, &counts, total);
    let known = known.or_else(|| counts.iter().copied().filter(|it| 0 < *it).max());
    let telling = if word.kind == WordKind::Stop { OF_STOP_WORDS } else { 1.0 };
    let rarity = telling * rarity_of(known.unwrap_or_default(), total);
    let mut counts = counts.into_iter();
    variants.retain(|_| counts.next().is_some_and(|it| 0 < it));
    AskedWord {
        key: key_of(STEM, &word.stem),
        text: word.text.clone(),
        variants,
        rarity,
        is_known: known.is_some(),
        is_code: is_exact(word),
    }
}

/// How many documents say the word, or the part of it that says most; parts that say less than that
/// stand for it by so much less: "Brillengummi" is about rubber where all is about glasses.
fn weigh_parts(variants: &mut [Variant], counts: &[usize], total: usize) -> Option<usize> {
    let is_said = |it: &Variant, count: usize| it.why == Why::Said && 0 < count;
    let whole = counts.first().copied().filter(|it| 0 < *it);
    let all = variants.iter().zip(counts).filter(|(it, count)| is_said(it, **count));
    let known = whole.or_else(|| all.map(|(_, count)| *count).min())?;
    let most = rarity_of(known, total).max(1e-6);
    for (it, count) in variants.iter_mut().zip(counts) {
        if is_said(it, *count) {
            it.weight *= (rarity_of(*count, total) / most).min(1.0);
        }
    }
    Some(known)
}

/// Which share of the features is known, by the square of their weights as in a likeness.
fn familiar(features: &[u32], rarity: &impl Rarity) -> f32 {
    let total = rarity.total();
    let (mut known, mut all) = (0.0, 1e-6);
    for feature in features {
        let count = rarity.count(*feature);
        let weight = weight_of(*feature, count, total).powi(2);
        all += weight;
        known += if 0 < count { weight } else { 0.0 };
    }
    known / all
}

/// Features with their weights.
type Weighed = Vec<(u32, f32)>;

/// The features by which the question is compared: as typed, and as probably meant.
fn weighed(repaired: &[Word], plain: &[u32], shelf: &Shelf) -> (Weighed, Weighed) {
    let rarity = shelf.rarity();
    let mut features = shelf.reader.features_of(repaired);
    let telling = shelf.reader.telling_features_of(repaired);
    if features != plain {
        features.extend_from_slice(plain);
        features.sort_unstable();
        features.dedup();
    }
    let total = rarity.total();
    let mut weighed: Vec<(u32, f32, usize)> = features
        .into_iter()
        .map(|it| {
            let count = rarity.count(it);
            (it, weight_of(it, count, total), count)
        })
        .collect();
    weighed.sort_by(|a, b| a.2.cmp(&b.2).then(a.0.cmp(&b.0)));
    let full = weighed.iter().map(|(it, weight, _)| (*it, *weight)).collect();
    let share = |it: &u32| if telling.binary_search(it).is_ok() { 1.0 } else { OF_STOP_FEATURES };
    (weighed.iter().map(|(it, weight, _)| (*it, share(it) * weight)).collect(), full)
}

/// Lay words, ready to be found in questions: those of the brand and those we ship.
#[derive(Debug, Clone)]
pub(crate) struct LayWords {
    /// As the brand wrote them.
    pub(crate) list: Vec<(String, Vec<String>)>,
    own: Synonyms,
    shipped: Arc<Synonyms>,
}

impl LayWords {
    /// The words we ship for the reader's language.
    pub(crate) fn shipped(reader: &Reader) -> Self {
        let own = Synonyms::new(reader.analyzer().clone());
        let shipped = Arc::new(Synonyms::lay_words(reader.language()));
        Self { list: Vec::new(), own, shipped }
    }

    /// With the brand's words instead of those before.
    pub(crate) fn with(&self, list: Vec<(String, Vec<String>)>, reader: &Reader) -> Self {
        let mut own = Synonyms::new(reader.analyzer().clone());
        for (said, means) in &list {
            for meant in means {
                own.add(said, meant, SYNONYM);
            }
        }
        Self { list, own, shipped: Arc::clone(&self.shipped) }
    }

    /// Whether the brand itself says what the word means.
    pub(crate) fn explains(&self, word: &Word) -> bool {
        !self.own.expand(std::slice::from_ref(word)).is_empty()
    }

    /// What the lay words among `words` mean: for the position of each its variants.
    fn variants(&self, words: &[Word]) -> HashMap<usize, Vec<Variant>> {
        let mut variants: HashMap<usize, Vec<Variant>> = HashMap::new();
        for found in self.own.expand(words).into_iter().chain(self.shipped.expand(words)) {
            let of_word = variants.entry(found.range.start).or_default();
            of_word.extend(found.stems.iter().map(|stem| Variant {
                key: key_of(STEM, stem),
                weight: found.weight,
                why: Why::Means(found.means.clone()),
            }));
        }
        variants
    }
}
