//! Cutting text into words and saying of each how it is compared.
//!
//! Works on any text in linear time. A word is a run of letters and digits; a hyphen or apostrophe
//! inside it belongs to it, as do dots, commas and colons between digits.

mod seen;
mod separable;

use std::sync::Arc;

use crate::compounds::{self, Lexicon};
use crate::fold::{fold, is_accent, is_invisible, straighten};
use crate::language::Language;
use crate::stem::stem;
use crate::stop_words::is_stop_word;
use seen::{Read, Seen};

/// Characters a word may have to be stemmed and split; longer ones are no words of a language.
const LONGEST_WORD: usize = 64;

/// Letters before a number that read as a code even with a gap, as in "E 03" or "PX 200".
const LETTERS_OF_SPACED_CODE: usize = 2;

/// What kind of word it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WordKind {
    /// A word of the language that carries meaning.
    Plain,
    /// A word of the language that says little by itself: "the", "und", "czy".
    Stop,
    /// Digits only, with the signs between them.
    Number,
    /// Letters and digits mixed: an error code, model name or item number, compared exactly.
    Code,
}

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As written.
    pub text: String,
    /// Folded, and glued where it was written with hyphens: "E-03" is `e03`, "E-Mail" is `email`.
    pub folded: String,
    /// The best single key: all forms of a word share it. Equals `folded` for numbers and codes.
    pub stem: String,
    /// Stems of the parts of a compound, hyphenated word or model name; empty when it has none. The
    /// last word of "Ich melde mich ab" has one: the stem of the whole verb, "abmelden".
    pub parts: Vec<String>,
    /// Byte offset of the first character in the source.
    pub start: usize,
    /// Byte offset behind the last character in the source.
    pub end: usize,
    /// What kind of word it is.
    pub kind: WordKind,
}

/// Cuts and analyses the text of one language; cheap to copy around and to share.
#[derive(Debug, Clone)]
pub struct Analyzer {
    language: Language,
    lexicon: Arc<Lexicon>,
    seen: Arc<Seen>,
}

impl Analyzer {
    /// An analyzer with the words we ship, and those of a dictionary that is known.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self { language, lexicon: compounds::known(), seen: Arc::default() }
    }

    /// The language it was made for.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// All words of a text, in order of their start.
    ///
    /// "E 03" gives three: both words and the code `e03` that spans them.
    #[must_use]
    pub fn words(&self, text: &str) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::new();
        for (start, end) in Cuts::of(text) {
            let Some(written) = text.get(start..end) else { continue };
            let word = self.word(written, start);
            if let Some(code) = words.last().and_then(|before| spaced_code(text, before, &word)) {
                words.push(code);
            }
            words.push(word);
        }
        words.sort_by_key(|word| word.start);
        if self.language == Language::German {
            separable::complete(text, &mut words);
        }
        words
    }

    /// Stems of the parts of a German compound of which the installation knows some: `knows` says so
    /// of a stem. Empty for words of which all parts are known anyway, and for all that is no compound.
    #[must_use]
    pub fn parts_known_here(&self, word: &Word, knows: &dyn Fn(&str) -> bool) -> Vec<String> {
        let is_plain = word.kind == WordKind::Plain && word.parts.is_empty();
        if self.language != Language::German || !is_plain {
            return Vec::new();
        }
        let stem = |it: &str| stem(self.language, it);
        let parts = self.lexicon.split_knowing(&word.folded, &|it| knows(&stem(it)));
        parts.iter().map(|it| stem(it)).collect()
    }

    fn word(&self, written: &str, start: usize) -> Word {
        let Read { folded, stem, parts, kind } =
            Arc::unwrap_or_clone(self.seen.or_read(written, || self.read(written)));
        let end = start + written.len();
        Word { text: written.to_owned(), folded, stem, parts, start, end, kind }
    }

    fn read(&self, written: &str) -> Read {
        let folded = without_apostrophes(&fold(written));
        let pieces: Vec<&str> = folded.split('-').filter(|piece| !piece.is_empty()).collect();
        let glued = pieces.concat();
        let kind = self.kind_of(&glued);
        let is_long = LONGEST_WORD < glued.chars().take(LONGEST_WORD + 1).count();
        let (stem, parts) = match kind {
            _ if is_long => (glued.clone(), Vec::new()),
            WordKind::Number => (glued.clone(), Vec::new()),
            WordKind::Code => (glued.clone(), self.parts_of_code(&glued)),
            WordKind::Stop => (stem(self.language, &glued), Vec::new()),
            WordKind::Plain => (stem(self.language, &glued), self.parts_of(&pieces)),
        };
        Read { folded: glued, stem, parts, kind }
    }

    fn kind_of(&self, glued: &str) -> WordKind {
        let has_digit = glued.chars().any(char::is_numeric);
        let has_letter = glued.chars().any(char::is_alphabetic);
        match (has_digit, has_letter) {
            (true, true) => WordKind::Code,
            (true, false) => WordKind::Number,
            _ if is_stop_word(self.language, glued) => WordKind::Stop,
            _ => WordKind::Plain,
        }
    }

    /// Stems of hyphenated pieces and of the parts of compounds among them.
    ///
    /// A single letter joins the piece after it, as in "E-Mail".
    fn parts_of(&self, pieces: &[&str]) -> Vec<String> {
        let mut parts = Vec::new();
        let mut letter = String::new();
        for piece in pieces {
            if piece.chars().nth(1).is_none() {
                letter.push_str(piece);
                continue;
            }
            let piece = format!("{letter}{piece}");
            letter.clear();
            let split = match self.language {
                Language::German => self.lexicon.split(&piece),
                _ => Vec::new(),
            };
            if split.is_empty() {
                parts.push(stem(self.language, &piece));
            }
            parts.extend(split.iter().map(|part| stem(self.language, part)));
        }
        match parts.as_slice() {
            [whole] if self.language == Language::German => parts_of_return(whole),
            [_] => Vec::new(),
            _ => parts,
        }
    }

    /// Words and numbers inside a model name such as `halden52`; of a short code such as `e03` what it
    /// is without zeros, as people leave them out.
    fn parts_of_code(&self, glued: &str) -> Vec<String> {
        let mut runs: Vec<(bool, String)> = Vec::new();
        for sign in glued.chars() {
            let is_letter = sign.is_alphabetic();
            match runs.last_mut() {
                Some((letters, run)) if *letters == is_letter => run.push(sign),
                _ => runs.push((is_letter, sign.to_string())),
            }
        }
        if !runs.iter().any(|(letters, run)| *letters && 2 < run.chars().count()) {
            return without_leading_zeros(glued).into_iter().collect();
        }
        let stemmed = |(letters, run): (bool, String)| {
            if letters { stem(self.language, &run) } else { run }
        };
        runs.into_iter().map(stemmed).collect()
    }
}

/// What comes back may be asked for by what it is: "Rücksendung" has the part `send`.
fn parts_of_return(stem: &str) -> Vec<String> {
    const BACK: &str = "zurueck";
    match stem.strip_prefix(BACK) {
        Some(action) if !action.is_empty() => vec![BACK.to_owned(), action.to_owned()],
        _ => Vec::new(),
    }
}

/// "don't" is `dont`, "card's" is `card`: apostrophes go, and with them a final genitive.
fn without_apostrophes(folded: &str) -> String {
    if !folded.contains('\'') {
        return folded.to_owned();
    }
    folded.strip_suffix("'s").unwrap_or(folded).replace('\'', "")
}

/// `e3` for `e03`; none when there is nothing to leave out.
fn without_leading_zeros(code: &str) -> Option<String> {
    let mut bare = String::with_capacity(code.len());
    let mut signs = code.chars().peekable();
    let mut after_letter = false;
    while let Some(sign) = signs.next() {
        let before_digit = signs.peek().is_some_and(char::is_ascii_digit);
        if sign == '0' && after_letter && before_digit {
            continue;
        }
        after_letter = sign.is_alphabetic();
        bare.push(sign);
    }
    (bare != code).then_some(bare)
}

/// The code that two neighbouring words form, as in "E 03".
fn spaced_code(text: &str, before: &Word, number: &Word) -> Option<Word> {
    let is_number = number.folded.chars().all(|sign| sign.is_ascii_digit());
    let is_letters = before.kind == WordKind::Plain
        && before.folded.chars().count() <= LETTERS_OF_SPACED_CODE
        && before.folded.chars().all(char::is_alphabetic);
    let gap = text.get(before.end..number.start)?;
    if !(is_number && is_letters && gap == " ") {
        return None;
    }
    let folded = format!("{}{}", before.folded, number.folded);
    Some(Word {
        text: text.get(before.start..number.end)?.to_owned(),
        stem: folded.clone(),
        parts: without_leading_zeros(&folded).into_iter().collect(),
        folded,
        start: before.start,
        end: number.end,
        kind: WordKind::Code,
    })
}

/// Finds where words begin and end, reading the text once.
struct Cuts<'a> {
    signs: std::iter::Peekable<std::str::CharIndices<'a>>,
    text_len: usize,
}

impl<'a> Cuts<'a> {
    fn of(text: &'a str) -> Self {
        Self { signs: text.char_indices().peekable(), text_len: text.len() }
    }
}

impl Iterator for Cuts<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let (start, first) = self.signs.find(|(_, sign)| sign.is_alphanumeric())?;
        let mut end = start + first.len_utf8();
        if is_ideograph(first) {
            return Some((start, end));
        }
        let mut last = first;
        let mut length = 1;
        while let Some((at, sign)) = self.signs.peek().copied() {
            if is_ideograph(sign) {
                break;
            }
            if sign.is_alphanumeric() || is_accent(sign) {
                end = at + sign.len_utf8();
                last = sign;
                length += 1;
            } else if !is_invisible(sign) {
                let mut ahead = self.signs.clone();
                ahead.next();
                let after = ahead.peek().map(|(_, next)| *next);
                if LONGEST_WORD < length || !joins(last, sign, after) {
                    break;
                }
            }
            self.signs.next();
        }
        Some((start, end.min(self.text_len)))
    }
}

/// Whether a sign inside a word belongs to it.
fn joins(before: char, sign: char, after: Option<char>) -> bool {
    let Some(after) = after else { return false };
    match straighten(sign) {
        '-' => after.is_alphanumeric(),
        '\'' => before.is_alphabetic() && after.is_alphabetic(),
        '.' | ',' | ':' | '/' => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => false,
    }
}

/// Scripts written without spaces: each of their signs is cut as a word.
fn is_ideograph(sign: char) -> bool {
    matches!(sign, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        Analyzer::new(Language::German).words(text).into_iter().map(|word| word.folded).collect()
    }

    #[test]
    fn cuts_at_everything_that_is_no_word() {
        assert_eq!(folded("Wo ist, bitte, mein Paket?!"), ["wo", "ist", "bitte", "mein", "paket"]);
        assert_eq!(folded("a@b.de\0c\u{1F600}d"), ["a", "b", "de", "c", "d"]);
        assert!(folded("  …—\u{1F600}\u{200b} ").is_empty());
    }

    #[test]
    fn keeps_numbers_whole() {
        assert_eq!(folded("5,99 € am 12.03.2024, 24/7."), ["5,99", "am", "12.03.2024", "24/7"]);
    }

    #[test]
    fn glues_hyphens_and_drops_apostrophes() {
        assert_eq!(folded("E-Mail Online‑Shop geht’s"), ["email", "onlineshop", "geht"]);
        let word = Analyzer::new(Language::German).words("E-Mail-Adresse").remove(0);
        assert_eq!(word.parts, ["mail", "adress"]);
    }

    #[test]
    fn codes_are_kept_exactly_and_found_with_gap_or_hyphen() {
        for text in ["Fehler E03", "Fehler E 03", "Fehler e-03"] {
            let words = Analyzer::new(Language::German).words(text);
            assert!(
                words.iter().any(|word| word.kind == WordKind::Code && word.stem == "e03"),
                "{text}"
            );
        }
        let model = Analyzer::new(Language::German).words("Halden-52").remove(0);
        assert_eq!((model.kind, model.stem.as_str()), (WordKind::Code, "halden52"));
        assert!(model.parts.contains(&"52".to_owned()));
        let version = Analyzer::new(Language::English).words("M1.2").remove(0);
        assert_eq!((version.kind, version.stem.as_str()), (WordKind::Code, "m1.2"));
    }

    #[test]
    fn codes_are_found_without_their_zeros() {
        for text in ["E03", "E 03", "e-003"] {
            let words = Analyzer::new(Language::English).words(text);
            assert!(words.iter().any(|word| word.parts == ["e3"]), "{text}");
        }
        assert!(Analyzer::new(Language::English).words("E30").remove(0).parts.is_empty());
    }

    #[test]
    fn offsets_point_into_the_source() {
        let text = "Ärger: Łódź\u{200b} — gro\u{308}ßer";
        for word in Analyzer::new(Language::German).words(text) {
            assert_eq!(text.get(word.start..word.end), Some(word.text.as_str()));
        }
    }

    #[test]
    fn endless_words_are_neither_split_nor_stemmed() {
        let long = "machen".repeat(2000);
        let word = Analyzer::new(Language::German).words(&long).remove(0);
        assert_eq!(word.stem, long);
        assert!(word.parts.is_empty());
    }
}
