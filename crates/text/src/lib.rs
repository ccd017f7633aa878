//! Human language for Lotse: words, stems, compounds, typing errors, synonyms and translations.
//!
//! Everything here is pure: text in, facts out. No clock, no randomness, no input or output, and no
//! text, however odd, makes it panic. Three languages are known well (German, Polish, English);
//! any other is still cut into words and folded.

pub mod asked;
pub mod catalogue;
pub mod claims;
pub mod compounds;
pub mod figures;
pub mod fold;
pub mod grams;
pub mod language;
pub mod own_words;
pub mod stem;
pub mod stop_words;
pub mod synonyms;
pub mod typos;
pub mod wishes;
pub mod words;

#[cfg(test)]
mod nasty_tests;
