//! The language tag of a text.

use std::fmt;
use std::str::FromStr;

/// A BCP 47 language tag of up to 35 characters, kept in lower case: `de`, `pl`, `en`, `pt-br`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Locale(Box<str>);

/// The text is not a language tag such as `de` or `pt-BR`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a language tag such as `de` or `pt-BR`")]
pub struct NotALocale;

impl Locale {
    /// The tag, in lower case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without region or script: `pt` of `pt-br`.
    #[must_use]
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// The first of `offered` that fits: the same tag, else the same language.
    #[must_use]
    pub fn best_of<'a>(&self, offered: &'a [Self]) -> Option<&'a Self> {
        offered
            .iter()
            .find(|it| *it == self)
            .or_else(|| offered.iter().find(|it| it.language() == self.language()))
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Locale {
    type Err = NotALocale;

    fn from_str(text: &str) -> Result<Self, NotALocale> {
        let text = text.trim().replace('_', "-").to_ascii_lowercase();
        let mut parts = text.split('-');
        let language = parts.next().unwrap_or_default();
        let language_fits =
            matches!(language.len(), 2 | 3) && language.bytes().all(|it| it.is_ascii_lowercase());
        let rest_fits = parts
            .all(|it| (1..=8).contains(&it.len()) && it.bytes().all(|b| b.is_ascii_alphanumeric()));
        if language_fits && rest_fits && text.len() <= 35 {
            Ok(Self(text.into_boxed_str()))
        } else {
            Err(NotALocale)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(text.parse::<Locale>().ok().as_ref().map(Locale::as_str), expect);
    }

    #[test]
    fn takes_language_tags_and_nothing_else() {
        check("de", Some("de"));
        check("pt_BR", Some("pt-br"));
        check(" EN ", Some("en"));
        check("deutsch", None);
        check("", None);
        check("../de", None);
        check("de-", None);
    }

    #[test]
    fn falls_back_to_the_same_language() {
        let offered: Vec<Locale> = ["de", "pl"].iter().filter_map(|it| it.parse().ok()).collect();
        let austrian: Locale = "de-AT".parse().unwrap();
        assert_eq!(austrian.best_of(&offered).map(Locale::as_str), Some("de"));
        let czech: Locale = "cs".parse().unwrap();
        assert_eq!(czech.best_of(&offered), None);
    }
}
