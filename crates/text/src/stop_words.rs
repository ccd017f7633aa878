//! Words that say little by themselves: articles, pronouns, question words, greetings.
//!
//! They are weak evidence, not none: "wo" and "wann" ask for different things.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::fold::{fold, loosen};
use crate::language::Language;

static GERMAN: LazyLock<HashSet<String>> =
    LazyLock::new(|| read(include_str!("../data/stop_de.txt")));
static POLISH: LazyLock<HashSet<String>> =
    LazyLock::new(|| read(include_str!("../data/stop_pl.txt")));
static ENGLISH: LazyLock<HashSet<String>> =
    LazyLock::new(|| read(include_str!("../data/stop_en.txt")));

/// Whether a folded word is a stop word of the language; unknown languages have none.
#[must_use]
pub fn is_stop_word(language: Language, folded: &str) -> bool {
    words_of(language).is_some_and(|words| words.contains(folded))
}

/// Little words that turn a phrase into another: "geht" and "geht nicht", "open" and "when open".
const DECISIVE: &str = "nicht nichts kein keine keinen keiner keines nie wo wann wieviel \
    not no never none nothing nobody dont doesnt didnt wont cant cannot isnt hasnt havent wasnt \
    where when nic gdzie kiedy ile bez skad";

static DECISIVE_SET: LazyLock<HashSet<&str>> =
    LazyLock::new(|| DECISIVE.split_whitespace().collect());

/// Whether a stop word, in any language, decides what a phrase means: negations and question words.
#[must_use]
pub fn is_decisive(folded: &str) -> bool {
    DECISIVE_SET.contains(folded)
}

/// All stop words of a language, folded.
pub(crate) fn words_of(language: Language) -> Option<&'static HashSet<String>> {
    match language {
        Language::German => Some(&GERMAN),
        Language::Polish => Some(&POLISH),
        Language::English => Some(&ENGLISH),
        Language::Other => None,
    }
}

/// Also known without apostrophes and without umlauts, as people type them.
fn read(words: &str) -> HashSet<String> {
    let folded = words.split_whitespace().map(|word| fold(word).replace('\'', ""));
    folded.flat_map(|word| [loosen(&word), word]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_words_are_stop_words_however_typed() {
        for (language, word) in [
            (Language::German, "für"),
            (Language::German, "fur"),
            (Language::German, "WARUM"),
            (Language::Polish, "się"),
            (Language::Polish, "sie"),
            (Language::English, "don't"),
            (Language::English, "dont"),
        ] {
            let folded = fold(word).replace('\'', "");
            assert!(is_stop_word(language, &folded), "{word}");
        }
    }

    #[test]
    fn words_with_meaning_are_not() {
        for (language, word) in [
            (Language::German, "paket"),
            (Language::Polish, "zwrot"),
            (Language::English, "refund"),
            (Language::Other, "the"),
        ] {
            assert!(!is_stop_word(language, word), "{word}");
        }
    }
}
