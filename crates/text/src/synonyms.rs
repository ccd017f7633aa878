//! Words that mean another: what people say, and what an article calls it.
//!
//! Compares stems, so that one entry serves all forms of its words. An entry may be a phrase; little
//! words between the words of a phrase do not keep it from being found.

use std::collections::HashMap;
use std::ops::Range;

use crate::language::Language;
use crate::stop_words::is_decisive;
use crate::words::{Analyzer, Word, WordKind};

/// Weight of the words we ship: a hint, never as good as a word of the text itself.
const WEIGHT_OF_LAY_WORDS: f32 = 0.4;

/// Words a phrase has at most; the rest of a longer one is ignored.
const LONGEST_PHRASE: usize = 8;

/// A meaning found for one word or several neighbouring words.
#[derive(Debug, Clone, PartialEq)]
pub struct Expansion {
    /// Positions of the words it stands for, in the list that was expanded.
    pub range: Range<usize>,
    /// Stems of the meaning, stop words left out; never empty.
    pub stems: Vec<String>,
    /// What it counts compared with a word that was really said, from 0 to 1.
    pub weight: f32,
    /// The entry that was found, as it was added.
    pub said: String,
    /// The meaning, as it was added.
    pub means: String,
}

/// A table of synonyms of one language.
#[derive(Debug, Clone)]
pub struct Synonyms {
    analyzer: Analyzer,
    /// Entries by the stem of their first word.
    entries: HashMap<String, Vec<Entry>>,
}

#[derive(Debug, Clone)]
struct Entry {
    key: Vec<String>,
    stems: Vec<String>,
    weight: f32,
    said: String,
    means: String,
}

impl Synonyms {
    /// An empty table whose words are analysed by `analyzer`.
    #[must_use]
    pub fn new(analyzer: Analyzer) -> Self {
        Self { analyzer, entries: HashMap::new() }
    }

    /// The lay words we ship for a language; none for languages we do not know.
    #[must_use]
    pub fn lay_words(language: Language) -> Self {
        let lines = match language {
            Language::German => include_str!("../data/lay_de.txt"),
            Language::Polish => include_str!("../data/lay_pl.txt"),
            Language::English => include_str!("../data/lay_en.txt"),
            Language::Other => "",
        };
        let mut synonyms = Self::new(Analyzer::new(language));
        for line in lines.lines().filter(|line| !line.starts_with('#')) {
            let Some((said, meanings)) = line.split_once('=') else { continue };
            for means in meanings.split(',') {
                synonyms.add(said.trim(), means.trim(), WEIGHT_OF_LAY_WORDS);
            }
        }
        synonyms
    }

    /// Adds that a word or phrase means another; the weight is kept between 0 and 1.
    ///
    /// One way only. Adding a pair again replaces its weight; an empty side adds nothing.
    pub fn add(&mut self, said: &str, means: &str, weight: f32) {
        let key = key_of(&self.analyzer.words(said));
        let stems = stems_of(&self.analyzer.words(means));
        let Some(first) = key.first().cloned() else { return };
        if stems.is_empty() || key == stems {
            return;
        }
        let entries = self.entries.entry(first).or_default();
        entries.retain(|entry| entry.key != key || entry.stems != stems);
        let (said, means) = (said.to_owned(), means.to_owned());
        entries.push(Entry { key, stems, weight: weight.clamp(0.0, 1.0), said, means });
    }

    /// Number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.values().map(Vec::len).sum()
    }

    /// Whether there are no entries.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All meanings of the words and phrases in a text, in order of their position.
    ///
    /// The words must come from an analyzer of the same language.
    #[must_use]
    pub fn expand(&self, words: &[Word]) -> Vec<Expansion> {
        let plain = positions(words, counts);
        let all = positions(words, |_| true);
        let mut found = Vec::new();
        for (at, _) in words.iter().enumerate() {
            for row in [&plain, &all] {
                let begin = row.partition_point(|(position, _)| *position < at);
                let row = row.get(begin..).unwrap_or_default();
                if row.first().is_some_and(|(position, _)| *position == at) {
                    self.expand_here(row, &mut found);
                }
            }
        }
        found
    }

    /// Adds the meanings of what begins at the first word of the row.
    fn expand_here(&self, row: &[(usize, &str)], found: &mut Vec<Expansion>) {
        let Some((begin, first)) = row.first().copied() else { return };
        for entry in self.entries.get(first).into_iter().flatten() {
            let said = row.iter().take(entry.key.len()).map(|(_, stem)| *stem);
            if !said.eq(entry.key.iter().map(String::as_str)) {
                continue;
            }
            let last = row.get(entry.key.len() - 1).map_or(begin, |(position, _)| *position);
            let expansion = Expansion {
                range: begin..last + 1,
                stems: entry.stems.clone(),
                weight: entry.weight,
                said: entry.said.clone(),
                means: entry.means.clone(),
            };
            if !found.contains(&expansion) {
                found.push(expansion);
            }
        }
    }
}

/// Stems of the words by which a phrase is found: those that count, or all when fewer than two do.
///
/// "zu klein" is not "klein", and "locked out" is not "locked".
fn key_of(words: &[Word]) -> Vec<String> {
    let counting = words.iter().filter(|word| counts(word)).count();
    let chosen = words.iter().filter(|word| counting < 2 || counts(word));
    chosen.map(|word| word.stem.clone()).take(LONGEST_PHRASE).collect()
}

/// Stems of the words that carry meaning, or of all if none does.
fn stems_of(words: &[Word]) -> Vec<String> {
    let has_plain = words.iter().any(|word| word.kind != WordKind::Stop);
    let chosen = words.iter().filter(|word| !has_plain || word.kind != WordKind::Stop);
    chosen.map(|word| word.stem.clone()).take(LONGEST_PHRASE).collect()
}

/// Whether a word has to be there for a phrase to be found.
fn counts(word: &Word) -> bool {
    word.kind != WordKind::Stop || is_decisive(&word.folded)
}

fn positions(words: &[Word], wanted: impl Fn(&Word) -> bool) -> Vec<(usize, &str)> {
    let numbered = words.iter().enumerate().filter(|(_, word)| wanted(word));
    numbered.map(|(position, word)| (position, word.stem.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meanings(synonyms: &Synonyms, text: &str) -> Vec<String> {
        let words = synonyms.analyzer.words(text);
        synonyms.expand(&words).into_iter().map(|it| it.means).collect()
    }

    #[test]
    fn any_form_of_the_word_is_found() {
        let mut synonyms = Synonyms::new(Analyzer::new(Language::German));
        synonyms.add("Gummi", "Nasenpad", 0.9);
        assert_eq!(meanings(&synonyms, "Die Gummis sind ab"), ["Nasenpad"]);
        assert!(meanings(&synonyms, "Die Bügel sind ab").is_empty());
    }

    #[test]
    fn phrases_are_found_with_little_words_between() {
        let mut synonyms = Synonyms::new(Analyzer::new(Language::German));
        synonyms.add("Geld zurück", "Erstattung", 0.5);
        let words = synonyms.analyzer.words("Wann bekomme ich mein Geld bitte wieder zurück?");
        let found = synonyms.expand(&words);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].range, 4..8);
        assert_eq!(found[0].stems, ["erstatt"]);
        assert!(meanings(&synonyms, "zurück Geld").is_empty());
    }

    #[test]
    fn phrases_of_little_words_only_are_found_too() {
        let mut synonyms = Synonyms::new(Analyzer::new(Language::German));
        synonyms.add("wann auf", "Öffnungszeiten", 0.5);
        assert_eq!(meanings(&synonyms, "Wann auf?"), ["Öffnungszeiten"]);
    }

    #[test]
    fn negations_and_question_words_are_part_of_a_phrase() {
        let synonyms = Synonyms::lay_words(Language::German);
        let says = |text: &str, means: &str| meanings(&synonyms, text).iter().any(|it| it == means);
        assert!(says("Das Gerät geht leider nicht", "Störung"));
        assert!(!says("Wie geht das?", "Störung"));
        assert!(says("die Hose ist zu klein", "Umtausch"));
        assert!(!says("die kleine Hose", "Umtausch"));
        assert!(!says("Mein Geld kam nicht zurück", "Rückzahlung"));
    }

    #[test]
    fn adding_again_replaces_the_weight_and_nonsense_adds_nothing() {
        let mut synonyms = Synonyms::new(Analyzer::new(Language::English));
        synonyms.add("specs", "glasses", 0.2);
        synonyms.add("specs", "glasses", 7.0);
        synonyms.add("", "glasses", 1.0);
        synonyms.add("?", "!", 1.0);
        synonyms.add("glass", "glass", 1.0);
        assert_eq!(synonyms.len(), 1);
        let words = synonyms.analyzer.words("my specs");
        assert!(synonyms.expand(&words).iter().all(|it| (it.weight - 1.0).abs() < 1e-6));
    }

    #[test]
    fn shipped_lay_words_lead_to_official_ones() {
        for (language, said, means) in [
            (Language::German, "wann krieg ich die Kohle zurück", "Erstattung"),
            (Language::German, "Mein Paket ist weg", "Sendung verloren"),
            (Language::German, "der Nupsi ist ab", "Kleinteil"),
            (Language::Polish, "kiedy kasa na konto?", "zwrot pieniędzy"),
            (Language::Polish, "telefon się popsuł, jest zepsuty", "uszkodzony"),
            (Language::English, "I want my money back", "refund"),
            (Language::English, "my parcel never arrived", "lost shipment"),
        ] {
            let synonyms = Synonyms::lay_words(language);
            assert!(150 <= synonyms.len());
            assert!(meanings(&synonyms, said).iter().any(|it| it == means), "{said}");
        }
        assert!(Synonyms::lay_words(Language::Other).is_empty());
    }
}
