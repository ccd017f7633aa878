//! A single sentence with placeholders, such as one that an operator wrote.

use std::collections::BTreeSet;

use super::Value;
use super::template::Template;

/// A sentence with placeholders in braces; `{{` is a plain brace.
#[derive(Debug, Clone)]
pub struct Sentence(Template);

impl From<Template> for Sentence {
    fn from(template: Template) -> Self {
        Self(template)
    }
}

impl Sentence {
    /// `None` when a brace neither opens a placeholder nor is doubled.
    #[must_use]
    pub fn read(written: &str) -> Option<Self> {
        Template::parse(written).map(Self)
    }

    /// As it is written.
    #[must_use]
    pub fn written(&self) -> String {
        self.0.written()
    }

    /// With values in place; a placeholder without a value stays as it is written.
    #[must_use]
    pub fn filled(&self, locale: &str, values: &[(&str, Value<'_>)]) -> String {
        self.0.filled(locale, values)
    }

    /// Names of its placeholders, sorted.
    #[must_use]
    pub fn placeholders(&self) -> BTreeSet<&str> {
        self.0.placeholders()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_read_filled_in_and_written_again() {
        let sentence = Sentence::read("{{x}} Hello {name}, {name}!").expect("valid");
        assert_eq!(sentence.placeholders().into_iter().collect::<Vec<_>>(), ["name"]);
        assert_eq!(sentence.filled("en", &[("name", "{y}".into())]), "{x} Hello {y}, {y}!");
        assert_eq!(sentence.written(), "{{x}} Hello {name}, {name}!");
        assert!(Sentence::read("Hello {name").is_none());
    }
}
