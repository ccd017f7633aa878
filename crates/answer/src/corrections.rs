//! What may have been meant by a word that stands in no article.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use lotse_text::language::Language;
use lotse_text::typos::{Correction, Vocabulary};
use lotse_text::words::{Word, WordKind};

use crate::reading::Reader;
use crate::segment::Doc;

/// Shorter words are too like many others.
const SHORTEST: usize = 3;
/// From this many words on it is faster to sort them in together than to add one after another.
const MANY: usize = 2_000;

/// The words of a shelf as written. Only grows and is shared by all states of a shelf: a word too
/// many suggests what then is not found, which does no harm.
#[derive(Debug)]
pub(crate) struct Corrections(RwLock<Words>);

#[derive(Debug)]
struct Words {
    vocabulary: Vocabulary,
    /// Each word once, in the order it came.
    all: Vec<Box<str>>,
}

impl Corrections {
    pub(crate) fn new(language: Language) -> Arc<Self> {
        Arc::new(Self(RwLock::new(Words {
            vocabulary: Vocabulary::new(language),
            all: Vec::new(),
        })))
    }

    /// The same words, growing apart from now on.
    pub(crate) fn copied(&self, language: Language) -> Arc<Self> {
        let copy = Self::new(language);
        copy.insert(&self.words());
        copy
    }

    /// Takes in the words of documents.
    pub(crate) fn learn(&self, docs: &[Arc<Doc>], reader: &Reader) {
        let mut counts: HashMap<String, u32> = HashMap::new();
        for doc in docs {
            let ways = doc.ways().map(|(_, text)| text);
            let sections =
                doc.sections.iter().flat_map(|it| [it.heading.as_str(), it.text.as_str()]);
            for text in ways.chain(sections) {
                count_words(reader.words(text), &mut counts);
            }
        }
        self.insert(&sorted(counts));
    }

    /// Takes in the words of one way of asking.
    pub(crate) fn learn_text(&self, text: &str, reader: &Reader) {
        let mut counts = HashMap::new();
        count_words(reader.question(text), &mut counts);
        self.insert(&sorted(counts));
    }

    /// Takes in words with their counts.
    pub(crate) fn insert(&self, counts: &[(String, u32)]) {
        let mut words = self.0.write().unwrap_or_else(PoisonError::into_inner);
        for (word, _) in counts {
            if words.vocabulary.count(word) == 0 {
                words.all.push(word.clone().into_boxed_str());
            }
        }
        if MANY < counts.len() {
            words.vocabulary.extend(counts.iter().map(|(word, count)| (word.as_str(), *count)));
        } else {
            for (word, count) in counts {
                words.vocabulary.insert(word, *count);
            }
        }
    }

    /// All words with their counts.
    pub(crate) fn words(&self) -> Vec<(String, u32)> {
        let words = self.0.read().unwrap_or_else(PoisonError::into_inner);
        words.all.iter().map(|it| (it.to_string(), words.vocabulary.count(it))).collect()
    }

    /// What may have been meant, best first; empty when the word is known.
    pub(crate) fn of(&self, word: &Word, most: usize) -> Vec<Correction> {
        let is_word = matches!(word.kind, WordKind::Plain | WordKind::Stop);
        if !is_word || word.folded.chars().nth(SHORTEST - 1).is_none() {
            return Vec::new();
        }
        let words = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mut found = words.vocabulary.correct(&word.folded, most);
        found.retain(|it| 0 < it.distance);
        found
    }
}

fn count_words(words: Vec<Word>, counts: &mut HashMap<String, u32>) {
    for word in words {
        if matches!(word.kind, WordKind::Plain | WordKind::Stop) {
            *counts.entry(word.folded).or_default() += 1;
        }
    }
}

/// In the order of the alphabet, so that equal texts always make equal vocabularies.
fn sorted(counts: HashMap<String, u32>) -> Vec<(String, u32)> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_unstable();
    counts
}
