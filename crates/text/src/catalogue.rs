//! The sentences of the program in every language.
//!
//! A catalogue is read from flat JSON, one text per locale: `"key": "Hello {name}"` or, for counted
//! things, `"key": {"one": "{n} hit", "other": "{n} hits"}`. `{n}` decides the plural form; `{{` is a
//! plain brace. Values are plain text: making them safe for a page is the page's duty.

mod check;
mod number;
mod own;
mod template;

use std::collections::BTreeMap;

use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use unic_langid::LanguageIdentifier;

use template::Template;

pub use own::Sentence;

/// The locale whose sentences stand in where another has none.
const FALLBACK: &str = "en";

/// The placeholder that decides which plural form is taken.
const COUNT: &str = "n";

/// Why a catalogue could not be read.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// The text of a locale is no JSON.
    #[error("catalogue `{locale}` is not valid JSON")]
    NotJson {
        /// Locale of the text.
        locale: String,
        /// What the JSON reader says.
        source: serde_json::Error,
    },
    /// The text of a locale is JSON but no object.
    #[error("catalogue `{0}` is not an object of keys and sentences")]
    NotAnObject(String),
    /// A value is neither a sentence nor an object of plural forms.
    #[error("catalogue `{locale}`: `{key}` is neither a text nor a set of plural forms")]
    NotASentence {
        /// Locale of the text.
        locale: String,
        /// Key of the value.
        key: String,
    },
    /// A sentence has a brace that opens no placeholder or is never closed.
    #[error("catalogue `{locale}`: `{key}` has a brace that is no placeholder")]
    StrayBrace {
        /// Locale of the text.
        locale: String,
        /// Key of the sentence.
        key: String,
    },
    /// A locale is not a BCP 47 code.
    #[error("`{0}` is not a locale")]
    UnknownLocale(String),
}

/// What stands for a placeholder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// Taken as it is.
    Text(&'a str),
    /// Written with the thousands separator of the locale.
    Number(i64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// Plural forms in the order of the Unicode standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Form {
    fn named(name: &str) -> Option<Self> {
        match name {
            "zero" => Some(Self::Zero),
            "one" => Some(Self::One),
            "two" => Some(Self::Two),
            "few" => Some(Self::Few),
            "many" => Some(Self::Many),
            "other" => Some(Self::Other),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }
}

/// A sentence, or its plural forms.
#[derive(Debug, Clone)]
enum Message {
    Sentence(Template),
    Counted(BTreeMap<Form, Template>),
}

/// One locale: its plural rule and its sentences by key.
#[derive(Clone)]
struct Sentences {
    plural: Option<PluralRules>,
    messages: BTreeMap<String, Message>,
}

impl Sentences {
    /// The form for a count; languages without a known rule have only one.
    fn form(&self, count: i64) -> Form {
        match self.plural.as_ref().map(|rules| rules.select(count.unsigned_abs())) {
            Some(Ok(PluralCategory::ZERO)) => Form::Zero,
            Some(Ok(PluralCategory::ONE)) => Form::One,
            Some(Ok(PluralCategory::TWO)) => Form::Two,
            Some(Ok(PluralCategory::FEW)) => Form::Few,
            Some(Ok(PluralCategory::MANY)) => Form::Many,
            _ => Form::Other,
        }
    }
}

/// All sentences in all locales.
#[derive(Clone, Default)]
pub struct Catalogue {
    locales: BTreeMap<String, Sentences>,
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_list().entries(self.locales.keys()).finish()
    }
}

impl Catalogue {
    /// Reads pairs of locale and JSON text; a locale given twice has the keys of both texts.
    ///
    /// # Errors
    /// The first text, key or sentence that cannot be understood.
    pub fn parse(sources: &[(&str, &str)]) -> Result<Self, CatalogueError> {
        let mut catalogue = Self::default();
        for (locale, json) in sources {
            let messages = read_messages(locale, json)?;
            if let Some(known) = catalogue.locales.get_mut(*locale) {
                known.messages.extend(messages);
                continue;
            }
            let sentences = Sentences { plural: plural_rules(locale)?, messages };
            catalogue.locales.insert((*locale).to_owned(), sentences);
        }
        Ok(catalogue)
    }

    /// The sentence of a key with its placeholders filled in, as plain text.
    ///
    /// `de-AT` falls back to `de`, every locale to English, and a key nobody knows to the key
    /// itself. A placeholder without a value stays visible as `{name}`.
    #[must_use]
    pub fn text(&self, locale: &str, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let primary = locale.split(['-', '_']).next().unwrap_or_default();
        for candidate in [locale, primary, FALLBACK] {
            let Some(sentences) = self.locales.get(candidate) else { continue };
            let Some(message) = sentences.messages.get(key) else { continue };
            if let Some(template) = template_of(sentences, message, values) {
                let shown_in = if candidate == FALLBACK { FALLBACK } else { locale };
                return template.filled(shown_in, values);
            }
        }
        key.to_owned()
    }

    /// The sentence of a key as it is written, its placeholders in braces; found as by
    /// [`Self::text`]. `None` for a key nobody knows and for counted sentences.
    #[must_use]
    pub fn sentence(&self, locale: &str, key: &str) -> Option<Sentence> {
        let primary = locale.split(['-', '_']).next().unwrap_or_default();
        let found = [locale, primary, FALLBACK]
            .into_iter()
            .find_map(|candidate| self.locales.get(candidate).and_then(|it| it.messages.get(key)));
        match found? {
            Message::Sentence(template) => Some(template.clone().into()),
            Message::Counted(_) => None,
        }
    }

    /// Whether a locale itself, not its fallback, has a sentence for a key.
    #[must_use]
    pub fn has(&self, locale: &str, key: &str) -> bool {
        self.locales.get(locale).is_some_and(|sentences| sentences.messages.contains_key(key))
    }

    /// All locales, sorted.
    pub fn locales(&self) -> impl Iterator<Item = &str> {
        self.locales.keys().map(String::as_str)
    }

    /// All keys a locale itself has, sorted; none for an unknown locale.
    pub fn keys(&self, locale: &str) -> impl Iterator<Item = &str> + use<'_> {
        let sentences = self.locales.get(locale).into_iter();
        sentences.flat_map(|sentences| sentences.messages.keys().map(String::as_str))
    }

    /// What a translator has to mend, one sentence each; empty when all locales agree.
    ///
    /// Missing keys, placeholders that differ from the English ones, and plural forms the language
    /// needs but a counted sentence lacks.
    #[must_use]
    pub fn check(&self) -> Vec<String> {
        check::complaints(self)
    }
}

fn template_of<'a>(
    sentences: &Sentences,
    message: &'a Message,
    values: &[(&str, Value<'_>)],
) -> Option<&'a Template> {
    let forms = match message {
        Message::Sentence(template) => return Some(template),
        Message::Counted(forms) => forms,
    };
    let count = values.iter().find_map(|(name, value)| match value {
        Value::Number(count) if *name == COUNT => Some(*count),
        _ => None,
    });
    let form = count.map_or(Form::Other, |count| sentences.form(count));
    forms.get(&form).or_else(|| forms.values().next_back())
}

fn plural_rules(locale: &str) -> Result<Option<PluralRules>, CatalogueError> {
    let unknown = || CatalogueError::UnknownLocale(locale.to_owned());
    let parsed: Option<LanguageIdentifier> = locale.parse().ok();
    let language = parsed.ok_or_else(unknown)?.language;
    let primary = LanguageIdentifier::from_parts(language, None, None, &[]);
    Ok(PluralRules::create(primary, PluralRuleType::CARDINAL).ok())
}

fn read_messages(locale: &str, json: &str) -> Result<BTreeMap<String, Message>, CatalogueError> {
    let not_json = |source| CatalogueError::NotJson { locale: locale.to_owned(), source };
    let parsed: serde_json::Value = serde_json::from_str(json).map_err(not_json)?;
    let serde_json::Value::Object(entries) = parsed else {
        return Err(CatalogueError::NotAnObject(locale.to_owned()));
    };
    let mut messages = BTreeMap::new();
    for (key, value) in entries {
        let message = match value {
            serde_json::Value::String(sentence) => {
                Message::Sentence(read_template(locale, &key, &sentence)?)
            }
            serde_json::Value::Object(forms) => Message::Counted(read_forms(locale, &key, forms)?),
            _ => return Err(not_a_sentence(locale, &key)),
        };
        messages.insert(key, message);
    }
    Ok(messages)
}

fn read_forms(
    locale: &str,
    key: &str,
    forms: serde_json::Map<String, serde_json::Value>,
) -> Result<BTreeMap<Form, Template>, CatalogueError> {
    let mut read = BTreeMap::new();
    for (name, value) in forms {
        let (Some(form), serde_json::Value::String(sentence)) = (Form::named(&name), value) else {
            return Err(not_a_sentence(locale, key));
        };
        read.insert(form, read_template(locale, key, &sentence)?);
    }
    if read.is_empty() { Err(not_a_sentence(locale, key)) } else { Ok(read) }
}

fn read_template(locale: &str, key: &str, sentence: &str) -> Result<Template, CatalogueError> {
    let stray = || CatalogueError::StrayBrace { locale: locale.to_owned(), key: key.to_owned() };
    Template::parse(sentence).ok_or_else(stray)
}

fn not_a_sentence(locale: &str, key: &str) -> CatalogueError {
    CatalogueError::NotASentence { locale: locale.to_owned(), key: key.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue() -> Catalogue {
        Catalogue::parse(&[
            ("en", r#"{"hello":"Hello {name}","hits":{"one":"{n} hit","other":"{n} hits"},"only":"English"}"#),
            ("de", r#"{"hello":"Hallo {name}","hits":{"one":"{n} Treffer","other":"{n} Treffer"}}"#),
            ("pl", r#"{"hello":"Cześć {name}","hits":{"one":"{n} wynik","few":"{n} wyniki","many":"{n} wyników"}}"#),
        ])
        .expect("valid")
    }

    #[test]
    fn counts_choose_the_plural_form_and_numbers_the_local_separator() {
        for (locale, count, text) in [
            ("pl", 1, "1 wynik"),
            ("pl", 3, "3 wyniki"),
            ("pl", 5, "5 wyników"),
            ("pl", 22, "22 wyniki"),
            ("pl", 1112, "1\u{202f}112 wyników"),
            ("en", 1, "1 hit"),
            ("en", 0, "0 hits"),
            ("en", 1_234_567, "1,234,567 hits"),
            ("de", 1234, "1.234 Treffer"),
            ("de-AT", 1234, "1.234 Treffer"),
            ("fr", 1234, "1,234 hits"),
        ] {
            assert_eq!(catalogue().text(locale, "hits", &[("n", Value::Number(count))]), text);
        }
    }

    #[test]
    fn missing_sentences_fall_back_to_english_and_then_to_the_key() {
        assert_eq!(catalogue().text("pl", "only", &[]), "English");
        assert_eq!(catalogue().text("pl", "nowhere", &[]), "nowhere");
        assert_eq!(catalogue().text("de", "hello", &[("name", "<b>".into())]), "Hallo <b>");
        assert_eq!(catalogue().text("de", "hello", &[]), "Hallo {name}");
    }

    #[test]
    fn values_are_not_read_for_placeholders() {
        let values = [("name", Value::Text("{name} {n}"))];
        assert_eq!(catalogue().text("en", "hello", &values), "Hello {name} {n}");
    }

    #[test]
    fn tells_what_is_wrong_with_a_text() {
        for (locale, json, error) in [
            ("en", "{", "catalogue `en` is not valid JSON"),
            ("en", "[]", "catalogue `en` is not an object of keys and sentences"),
            ("en", r#"{"a":1}"#, "catalogue `en`: `a` is neither a text nor a set of plural forms"),
            (
                "en",
                r#"{"a":{"lots":"x"}}"#,
                "catalogue `en`: `a` is neither a text nor a set of plural forms",
            ),
            ("en", r#"{"a":"x {"}"#, "catalogue `en`: `a` has a brace that is no placeholder"),
            ("e n", "{}", "`e n` is not a locale"),
        ] {
            let found = Catalogue::parse(&[(locale, json)]).expect_err(json);
            assert_eq!(found.to_string(), error);
        }
    }

    #[test]
    fn keys_are_those_of_the_locale_itself() {
        assert_eq!(catalogue().keys("de").collect::<Vec<_>>(), ["hello", "hits"]);
        assert_eq!(catalogue().keys("fr").count(), 0);
        assert!(catalogue().has("en", "only") && !catalogue().has("de", "only"));
        assert_eq!(catalogue().locales().collect::<Vec<_>>(), ["de", "en", "pl"]);
    }
}
