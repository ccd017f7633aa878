//! Stemming: the one key all forms of a word share.
//!
//! Each language has its rules and, for what rules do not reach, word families in `data/`. Stems are
//! keys to compare, not words to show.

mod english;
mod families;
mod german;
mod polish;
#[cfg(test)]
mod tests;

use crate::language::Language;

/// The stem of one folded word, see [`crate::fold::fold`]; the word itself for unknown languages.
///
/// Forms of a word share a stem, and so do the noun, verb and participle of an action:
/// "zurückgeben", "zurückgegeben" and "Rückgabe".
#[must_use]
pub fn stem(language: Language, folded: &str) -> String {
    match language {
        Language::German => german::stem(folded),
        Language::English => english::stem(folded),
        Language::Polish => polish::stem(folded),
        Language::Other => folded.to_owned(),
    }
}

/// A German word without its inflection, as Snowball sees it: no families, no verbs.
pub(crate) fn german_form(folded: &str) -> String {
    german::snowball(folded)
}

/// Whether a word is a German verb we know or made from one.
pub(crate) fn is_from_german_verb(folded: &str) -> bool {
    german::verbs::stem(folded).is_some()
}

/// The root of a German verb without prefixes; `None` for all other words.
pub(crate) fn german_root(folded: &str) -> Option<&'static str> {
    german::verbs::root(folded)
}
