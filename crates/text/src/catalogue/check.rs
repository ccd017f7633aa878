//! Comparing the locales of a catalogue for translators.

use std::collections::BTreeSet;

use super::{Catalogue, FALLBACK, Form, Message, Sentences};

/// Counts tried to learn which plural forms a language has for whole numbers.
const TRIED_COUNTS: std::ops::RangeInclusive<i64> = 0..=200;

/// One sentence for each thing that is missing or differs.
pub(super) fn complaints(catalogue: &Catalogue) -> Vec<String> {
    let keys: BTreeSet<&str> = catalogue
        .locales
        .values()
        .flat_map(|sentences| sentences.messages.keys().map(String::as_str))
        .collect();
    let mut found = Vec::new();
    for (locale, sentences) in &catalogue.locales {
        let needed: BTreeSet<Form> = TRIED_COUNTS.map(|count| sentences.form(count)).collect();
        for key in &keys {
            let Some(message) = sentences.messages.get(*key) else {
                found.push(format!("{locale}: `{key}` is missing"));
                continue;
            };
            for form in lacking(message, &needed) {
                found.push(format!("{locale}: `{key}` lacks the plural form `{}`", form.name()));
            }
            let Some((model_locale, model)) = model_for(catalogue, key) else { continue };
            let (own, expected) = (placeholders(message), placeholders(model));
            if own != expected {
                found.push(format!(
                    "{locale}: `{key}` has placeholders {own:?}, {model_locale} has {expected:?}"
                ));
            }
        }
    }
    found
}

/// The English message of a key, or that of the first locale that has one.
fn model_for<'a>(catalogue: &'a Catalogue, key: &str) -> Option<(&'a str, &'a Message)> {
    let message_in = |(locale, sentences): (&'a String, &'a Sentences)| {
        sentences.messages.get(key).map(|message| (locale.as_str(), message))
    };
    catalogue
        .locales
        .get_key_value(FALLBACK)
        .and_then(message_in)
        .or_else(|| catalogue.locales.iter().find_map(message_in))
}

fn lacking(message: &Message, needed: &BTreeSet<Form>) -> Vec<Form> {
    match message {
        Message::Sentence(_) => Vec::new(),
        Message::Counted(forms) => {
            needed.iter().filter(|form| !forms.contains_key(form)).copied().collect()
        }
    }
}

fn placeholders(message: &Message) -> BTreeSet<&str> {
    match message {
        Message::Sentence(template) => template.placeholders(),
        Message::Counted(forms) => {
            forms.values().flat_map(super::template::Template::placeholders).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_translators_have_to_mend() {
        let catalogue = Catalogue::parse(&[
            ("en", r#"{"a":"{x}","b":"B","c":{"one":"one","other":"{n}"}}"#),
            ("pl", r#"{"a":"{y}","c":{"one":"jeden","few":"{n}"}}"#),
        ])
        .expect("valid");
        assert_eq!(
            catalogue.check(),
            [
                r#"pl: `a` has placeholders {"y"}, en has {"x"}"#,
                "pl: `b` is missing",
                "pl: `c` lacks the plural form `many`",
            ]
        );
    }

    #[test]
    fn agreeing_locales_need_nothing() {
        let catalogue = Catalogue::parse(&[
            ("en", r#"{"c":{"one":"{n} hit","other":"{n} hits"}}"#),
            ("pl", r#"{"c":{"one":"{n} wynik","few":"{n} wyniki","many":"{n} wyników"}}"#),
        ])
        .expect("valid");
        assert_eq!(catalogue.check(), Vec::<String>::new());
    }
}
