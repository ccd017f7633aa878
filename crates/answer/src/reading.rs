//! Reading a text: its words, the keys under which the index knows them, and the features by which
//! two ways of asking are compared.

use lotse_domain::locale::Locale;
use lotse_text::compounds;
use lotse_text::fold::loosen;
use lotse_text::grams::{grams, padded};
use lotse_text::language::Language;
use lotse_text::words::{Analyzer, Word, WordKind};

use crate::lists::{key_of, key_of_pair};

/// Characters of a question that count; a mail says what it is about well before.
const QUESTION_CHARS: usize = 4_000;
/// Words of a question that are looked up.
const QUESTION_WORDS: usize = 400;
/// Words of a way of asking that are compared; more make it no clearer.
const PHRASE_WORDS: usize = 60;
/// Characters of a word that are cut into grams.
const GRAM_CHARS: usize = 40;

/// How well the part of a compound stands for it.
const OF_PARTS: f32 = 0.5;
/// Words before one with which it makes a pair.
const TOGETHER: usize = 4;

/// A stem; also the kind of all keys of the word index.
pub(crate) const STEM: u8 = 0;
/// Two stems in a row.
pub(crate) const PAIR: u8 = 1;
/// A part of a compound.
pub(crate) const PART: u8 = 2;
/// A piece of a word.
pub(crate) const GRAM: u8 = 3;

/// Lets a German dictionary, given as the texts of its `.dic` and `.aff` files, help to take
/// compounds apart. To be called before the first engine is made; only the first call counts. An
/// index that was kept with another dictionary is made anew.
pub fn know_dictionary(dic_text: &str, aff_text: &str) {
    compounds::know(dic_text, aff_text);
}

/// Reads texts of one language.
#[derive(Debug, Clone)]
pub(crate) struct Reader {
    analyzer: Analyzer,
}

impl Reader {
    pub(crate) fn new(locale: &Locale) -> Self {
        Self { analyzer: Analyzer::new(Language::from_code(locale.language())) }
    }

    pub(crate) fn analyzer(&self) -> &Analyzer {
        &self.analyzer
    }

    pub(crate) fn language(&self) -> Language {
        self.analyzer.language()
    }

    /// All words of a document's text.
    pub(crate) fn words(&self, text: &str) -> Vec<Word> {
        self.analyzer.words(text)
    }

    /// The keys of a text's words, sorted, each once.
    pub(crate) fn keys(&self, text: &str) -> Vec<u32> {
        let words = self.words(text);
        let mut keys: Vec<u32> = words.iter().flat_map(keys_of).map(|it| it.0).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The words of a question that count.
    pub(crate) fn question(&self, text: &str) -> Vec<Word> {
        let mut words = self.analyzer.words(clipped(text, QUESTION_CHARS));
        words.truncate(QUESTION_WORDS);
        words
    }

    /// The features of a way of asking, sorted, each once.
    pub(crate) fn features(&self, text: &str) -> Vec<u32> {
        self.features_of(&self.question(text))
    }

    /// The features of words read before.
    pub(crate) fn features_of(&self, words: &[Word]) -> Vec<u32> {
        self.collected(words, true)
    }

    /// Those features that say what a text is about: not those of stop words alone.
    pub(crate) fn telling_features_of(&self, words: &[Word]) -> Vec<u32> {
        self.collected(words, false)
    }

    fn collected(&self, words: &[Word], with_stops: bool) -> Vec<u32> {
        let words = words.get(..PHRASE_WORDS).unwrap_or(words);
        let mut features = Vec::with_capacity(words.len() * 16);
        let mut content: Vec<&str> = Vec::new();
        let mut before = ("^", true);
        for word in words {
            let is_stop = word.kind == WordKind::Stop;
            let stem = word.stem.as_str();
            if with_stops || !(is_stop && before.1) {
                features.push(key_of_pair(PAIR, before.0, stem));
            }
            before = (stem, is_stop);
            if is_stop && !with_stops {
                continue;
            }
            features.push(key_of(STEM, stem));
            features.extend(word.parts.iter().map(|part| key_of(PART, part)));
            self.push_grams(word, &mut features);
            if !is_stop {
                let near = content.iter().rev().take(TOGETHER);
                features.extend(near.map(|it| together(it, stem)));
                content.push(stem);
            }
        }
        if !words.is_empty() && (with_stops || !before.1) {
            features.push(key_of_pair(PAIR, before.0, "$"));
        }
        features.sort_unstable();
        features.dedup();
        features
    }

    fn push_grams(&self, word: &Word, features: &mut Vec<u32>) {
        let folded = clipped(&word.folded, GRAM_CHARS);
        let text = match self.language() {
            Language::German => padded(&loosen(folded)),
            _ => padded(folded),
        };
        features.extend(grams(&text, 3..=4).map(|gram| key_of(GRAM, gram)));
    }
}

/// Two stems that stand near each other, in either order.
fn together(one: &str, other: &str) -> u32 {
    let (first, second) = if one < other { (one, other) } else { (other, one) };
    key_of_pair(PAIR, first, &format!("~{second}"))
}

/// The keys of a word in the word index with how well they stand for it: its stem fully, the parts
/// of a compound by half.
pub(crate) fn keys_of(word: &Word) -> impl Iterator<Item = (u32, f32)> {
    let whole = std::iter::once((key_of(STEM, &word.stem), 1.0));
    whole.chain(keys_of_parts(&word.parts))
}

/// The keys of the parts of a compound with how well they stand for it.
pub(crate) fn keys_of_parts(parts: &[String]) -> impl Iterator<Item = (u32, f32)> {
    parts.iter().map(|part| (key_of(STEM, part), OF_PARTS))
}

/// Whether a word names one thing exactly, such as an error code.
pub(crate) fn is_exact(word: &Word) -> bool {
    word.kind == WordKind::Code
}

/// The beginning of a text, at most `chars` characters.
pub(crate) fn clipped(text: &str, chars: usize) -> &str {
    text.char_indices().nth(chars).and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader(locale: &str) -> Reader {
        Reader::new(&locale.parse().unwrap())
    }

    #[test]
    fn equal_questions_have_equal_features_whatever_the_case() {
        let reader = reader("de");
        assert_eq!(reader.features("Wo ist mein Paket?"), reader.features("wo ist  mein PAKET"));
        assert_ne!(reader.features("mein paket ist wo"), reader.features("wo ist mein paket"));
        assert!(reader.features(" … ").is_empty());
    }

    #[test]
    fn only_the_beginning_of_a_very_long_question_counts() {
        let reader = reader("en");
        let long = format!("where is my parcel {}", "ä".repeat(100_000));
        assert!(reader.question(&long).len() <= QUESTION_WORDS);
        assert_eq!(clipped("äöü", 2), "äö");
    }
}
