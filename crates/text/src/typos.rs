//! Finding the word that was meant behind a typing error.
//!
//! A [`Vocabulary`] is the set of words that can be meant. Each is filed under what is left of its
//! beginning when up to two letters are dropped; a typed word with letters dropped the same way meets
//! it there (symmetric delete). Words that sound the same meet too, however far apart their letters.

pub(crate) mod edits;
mod filing;
mod sound;

use std::collections::HashMap;

use crate::language::Language;
use filing::Filing;

/// Letters of the longest word that is corrected or suggested.
const LONGEST_WORD: usize = 32;

/// Letters of a word's beginning that are filed; errors behind them are found by comparing.
const FILED_LETTERS: usize = 7;

/// Letters a word needs at least to be one half of a word written together or apart.
const SHORTEST_HALF: usize = 3;

/// Candidates compared for one typed word, a bound on the time it may take.
const MOST_CANDIDATES: usize = 4_000;

/// Letters from which two errors in one word are forgiven; shorter words become too many others.
const LONG_ENOUGH_FOR_TWO: usize = 6;

/// Errors forgiven to a word that sounds the same.
const MOST_ERRORS_BY_EAR: u8 = 3;

/// What a word gains for being used often: the score of one used a thousand times counts this much
/// more than that of one used once.
const WEIGHT_OF_USE: f32 = 0.15;

/// A word that may have been meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction {
    /// The word of the vocabulary, folded.
    pub word: String,
    /// Errors that lead from one to the other; 0 when the word is known as typed.
    pub distance: u8,
    /// How likely it was meant, from 0 to 1; compares the corrections of one word.
    pub score: f32,
}

/// The words that can be meant, with how often each is used.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    language: Language,
    ids: HashMap<String, u32>,
    letters: Vec<char>,
    entries: Vec<Entry>,
    filing: Filing,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    begin: u32,
    len: u32,
    count: u32,
    /// Which letters it has, to pass over most candidates without comparing them.
    mask: u32,
}

impl Vocabulary {
    /// An empty vocabulary; the language decides which letters sound alike.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self {
            language,
            ids: HashMap::new(),
            letters: Vec::new(),
            entries: Vec::new(),
            filing: Filing::default(),
        }
    }

    /// Adds uses of a folded word; counts add up. Words that are too long are passed over.
    pub fn insert(&mut self, folded: &str, count: u32) {
        if let Some((id, keys)) = self.enter(folded, count) {
            for key in keys {
                self.filing.add(key, id);
            }
        }
    }

    /// Adds many words with their uses at once, much faster than one by one.
    pub fn extend<'a>(&mut self, words: impl IntoIterator<Item = (&'a str, u32)>) {
        let mut pairs = Vec::new();
        for (folded, count) in words {
            if let Some((id, keys)) = self.enter(folded, count) {
                pairs.extend(keys.into_iter().map(|key| (key, id)));
            }
        }
        self.filing.add_all(pairs);
    }

    /// Counts a word; a new one gets a number and has to be filed under the keys returned.
    fn enter(&mut self, folded: &str, count: u32) -> Option<(u32, Vec<u32>)> {
        if let Some(entry) = self.ids.get(folded).and_then(|id| self.entries.get_mut(*id as usize))
        {
            entry.count = entry.count.saturating_add(count);
            return None;
        }
        let letters: Vec<char> = folded.chars().take(LONGEST_WORD + 1).collect();
        if letters.is_empty() || LONGEST_WORD < letters.len() {
            return None;
        }
        let id = u32::try_from(self.entries.len()).ok()?;
        let begin = u32::try_from(self.letters.len()).ok()?;
        let len = u32::try_from(letters.len()).ok()?;
        let mut keys = keys(&letters);
        keys.extend(sound::key(&sound::code(self.language, folded)));
        self.entries.push(Entry { begin, len, count, mask: edits::mask(&letters) });
        self.letters.extend(letters);
        self.ids.insert(folded.to_owned(), id);
        Some((id, keys))
    }

    /// How often a folded word is used; 0 for unknown words.
    #[must_use]
    pub fn count(&self, folded: &str) -> u32 {
        let id = self.ids.get(folded);
        id.and_then(|id| self.entries.get(*id as usize)).map_or(0, |entry| entry.count)
    }

    /// Number of different words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Up to `max` words that may have been meant, best first.
    ///
    /// A known word is its own only correction. Words of one or two letters are never corrected,
    /// those of three to five letters for one error, longer ones for two.
    #[must_use]
    pub fn correct(&self, folded: &str, max: usize) -> Vec<Correction> {
        if self.ids.contains_key(folded) {
            let known = Correction { word: folded.to_owned(), distance: 0, score: 1.0 };
            return std::iter::once(known).take(max).collect();
        }
        let typed: Vec<char> = folded.chars().take(LONGEST_WORD + 1).collect();
        if LONGEST_WORD < typed.len() {
            return Vec::new();
        }
        let mut found = self.near(&typed, folded);
        found.sort_by(|one, other| {
            other.score.total_cmp(&one.score).then_with(|| one.word.cmp(&other.word))
        });
        found.truncate(max);
        found
    }

    /// The two known words a folded word consists of, as in "promocode"; the most used ones.
    #[must_use]
    pub fn split(&self, folded: &str) -> Option<(String, String)> {
        let borders = folded.char_indices().map(|(at, _)| at).take(LONGEST_WORD);
        let halves = borders.filter_map(|at| {
            let (first, second) = folded.split_at_checked(at)?;
            let is_long = SHORTEST_HALF <= first.len() && SHORTEST_HALF <= second.len();
            let count = self.count(first).min(self.count(second));
            (is_long && 0 < count).then_some((count, first, second))
        });
        let (_, first, second) = halves.max_by_key(|(count, ..)| *count)?;
        Some((first.to_owned(), second.to_owned()))
    }

    /// The known word that two folded words make when written together, as in "liefer adresse".
    #[must_use]
    pub fn join(&self, first: &str, second: &str) -> Option<String> {
        let joined = format!("{first}{second}");
        self.ids.contains_key(&joined).then_some(joined)
    }

    /// Everything that is close enough in letters or sound, in no order.
    fn near(&self, typed: &[char], folded: &str) -> Vec<Correction> {
        let sound = sound::key(&sound::code(self.language, folded));
        let alike: Vec<u32> = sound
            .into_iter()
            .flat_map(|key| self.filing.under(key).take(MOST_CANDIDATES))
            .collect();
        let mut ids = alike.clone();
        for key in keys(typed) {
            let room = MOST_CANDIDATES.saturating_sub(ids.len());
            ids.extend(self.filing.under(key).take(room));
        }
        ids.sort_unstable();
        ids.dedup();
        let mask = edits::mask(typed);
        let correction = |id: u32| self.correction(typed, mask, id, alike.contains(&id));
        ids.into_iter().filter_map(correction).collect()
    }

    fn correction(&self, typed: &[char], mask: u32, id: u32, alike: bool) -> Option<Correction> {
        let entry = *self.entries.get(id as usize)?;
        let allowed =
            if alike { MOST_ERRORS_BY_EAR } else { allowed(typed.len().min(entry.len as usize)) };
        if 2 * u32::from(allowed) < (entry.mask ^ mask).count_ones() {
            return None;
        }
        let begin = entry.begin as usize;
        let letters = self.letters.get(begin..begin + entry.len as usize)?;
        let distance = edits::within(typed, letters, allowed)?;
        let cost = edits::cost(typed, letters);
        let score = likelihood(cost, typed.len().max(letters.len()), entry.count, alike);
        Some(Correction { word: letters.iter().collect(), distance, score })
    }
}

/// Under what a word is filed: its beginning with as many letters dropped as errors are forgiven.
fn keys(letters: &[char]) -> Vec<u32> {
    let beginning = letters.iter().take(FILED_LETTERS).copied();
    filing::keys(beginning, LONG_ENOUGH_FOR_TWO <= letters.len())
}

/// Errors forgiven in a word of so many letters.
fn allowed(letters: usize) -> u8 {
    match letters {
        0..SHORTEST_HALF => 0,
        SHORTEST_HALF..LONG_ENOUGH_FOR_TWO => 1,
        _ => 2,
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "words are short and uses are taken logarithmically"
)]
fn likelihood(cost: u32, letters: usize, count: u32, sounds_alike: bool) -> f32 {
    let errors = cost as f32 / edits::WHOLE as f32;
    let errors = if sounds_alike { errors * 0.7 } else { errors };
    let similarity = 1.0 - (errors / (letters as f32 * 0.5 + 1.0)).min(1.0);
    let use_share = (1.0 + count as f32).log10() / 3.0;
    similarity * (1.0 - WEIGHT_OF_USE + WEIGHT_OF_USE * use_share.min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary(words: &[(&str, u32)]) -> Vocabulary {
        let mut vocabulary = Vocabulary::new(Language::German);
        for (word, count) in words {
            vocabulary.insert(word, *count);
        }
        vocabulary
    }

    #[test]
    fn finds_what_was_meant() {
        let known = vocabulary(&[
            ("rechnung", 50),
            ("rueckgabe", 40),
            ("lieferung", 60),
            ("versicherung", 10),
            ("passwort", 30),
            ("adresse", 20),
            ("kuendigung", 20),
            ("gutschein", 15),
            ("paket", 90),
            ("filter", 5),
            ("zahlung", 33),
        ]);
        for (typed, meant) in [
            ("rechnugn", "rechnung"),
            ("rechnunk", "rechnung"),
            ("reschnung", "rechnung"),
            ("ruekgabe", "rueckgabe"),
            ("liferung", "lieferung"),
            ("liefernug", "lieferung"),
            ("fersicherung", "versicherung"),
            ("pasword", "passwort"),
            ("adrese", "adresse"),
            ("addresse", "adresse"),
            ("kuendigunng", "kuendigung"),
            ("gutshcein", "gutschein"),
            ("paktet", "paket"),
            ("pakeet", "paket"),
            ("philter", "filter"),
            ("yahlung", "zahlung"),
        ] {
            let found = known.correct(typed, 3);
            assert_eq!(found.first().map(|it| it.word.as_str()), Some(meant), "{typed}");
        }
    }

    #[test]
    fn known_words_stay_and_short_ones_are_left_alone() {
        let known = vocabulary(&[("paket", 1), ("pakete", 100), ("in", 5), ("tat", 1)]);
        assert_eq!(known.correct("paket", 5).len(), 1);
        assert!(known.correct("im", 5).is_empty());
        assert!(known.correct("rot", 5).is_empty());
        assert!(known.correct("voellig anders", 5).is_empty());
    }

    #[test]
    fn neighbouring_keys_and_frequent_words_come_first() {
        let known = vocabulary(&[("kasse", 10), ("tasse", 10), ("masse", 10)]);
        assert_eq!(known.correct("jasse", 3).first().map(|it| it.word.as_str()), Some("kasse"));
        let known = vocabulary(&[("karte", 1000), ("kante", 1)]);
        assert_eq!(known.correct("kaqte", 3).first().map(|it| it.word.as_str()), Some("karte"));
    }

    #[test]
    fn words_inserted_later_are_found_at_once() {
        let mut known = vocabulary(&[("alpha", 1)]);
        for number in 0..3000 {
            known.insert(&format!("wort{number}x"), 1);
        }
        known.insert("nasenpad", 1);
        known.insert("nasenpad", 2);
        assert_eq!(known.correct("nasenpat", 1).first().map(|it| it.distance), Some(1));
        assert_eq!(known.correct("alphaa", 1).first().map(|it| it.distance), Some(1));
        assert_eq!((known.count("nasenpad"), known.len()), (3, 3002));
    }

    #[test]
    fn words_written_apart_or_together_are_found() {
        let known = vocabulary(&[
            ("promo", 3),
            ("code", 9),
            ("lieferadresse", 2),
            ("pro", 1),
            ("mocode", 1),
        ]);
        assert_eq!(known.split("promocode"), Some(("promo".to_owned(), "code".to_owned())));
        assert_eq!(known.join("liefer", "adresse"), Some("lieferadresse".to_owned()));
        assert_eq!(known.join("liefer", "zeit"), None);
        assert_eq!(known.split("unbekannt"), None);
    }
}
