//! The words a conversation is found by.

use std::collections::BTreeSet;

/// So many words of one text are kept; what it is about stands at its beginning.
const KEPT: usize = 40;
/// So many words are looked for at once.
const SOUGHT: usize = 5;
/// The longest word, in letters.
const LETTERS: usize = 40;

/// The words of a text a conversation is found by, in small letters; single letters are none.
#[must_use]
pub fn terms_of(text: &str) -> BTreeSet<String> {
    words(text).take(KEPT).collect()
}

/// What is looked for: the words that must all be there, each as a beginning.
#[must_use]
pub fn sought_terms(text: &str) -> Vec<String> {
    words(text).take(SOUGHT).collect()
}

/// The reference number that is looked for, with or without its sign.
#[must_use]
pub fn sought_reference(text: &str) -> Option<i64> {
    let text = text.trim();
    text.strip_prefix('#').unwrap_or(text).parse().ok().filter(|it| 0 < *it)
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|sign: char| !sign.is_alphanumeric());
    let long = parts.filter(|it| 2 <= it.chars().count());
    long.map(|it| it.to_lowercase().chars().take(LETTERS).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_by_its_words_however_they_are_written() {
        let found: Vec<_> = terms_of("Wo ist BW-1234? Zażółć, ä ÄPFEL").into_iter().collect();
        assert_eq!(found, ["1234", "bw", "ist", "wo", "zażółć", "äpfel"]);
        let numbered: Vec<String> = (0..99).map(|it| format!("w{it}")).collect();
        let long = "wort ".repeat(9) + &numbered.join(" ");
        assert_eq!(terms_of(&long).len(), 32, "the first forty words, each once");
        assert_eq!(sought_terms("a Ada  Winter, eins zwei drei vier").len(), 5);
        assert_eq!(terms_of(&"x".repeat(99)).first().map(String::len), Some(40));
    }

    #[test]
    fn a_reference_is_a_number_with_or_without_its_sign() {
        for (text, expect) in [
            ("1001", Some(1001)),
            (" #1001 ", Some(1001)),
            ("10 01", None),
            ("#", None),
            ("-1", None),
        ] {
            assert_eq!(sought_reference(text), expect, "{text}");
        }
    }
}
