//! How a brand has Lotse speak in its chat: its own sentences in place of those that are shipped,
//! as long as Lotse stays what it is.

use std::collections::{BTreeMap, BTreeSet};

use crate::locale::Locale;

/// A longer sentence is not read in a chat.
pub const WORDING_CHARS: usize = 500;

/// What says that Lotse is no person; other sentences need not say it again.
pub const DISCLOSURE: &str = "chat.bot.first";

/// What stays as it is shipped: the name that stands at every message of Lotse.
pub const BOT_NAME: &str = "chat.bot.name";

/// Sentences the chat's window says before anybody has written.
const OF_THE_WINDOW: [&str; 5] =
    ["chat.hello", "chat.hello.name", "chat.hello.again", "chat.how", "chat.closed"];

/// A brand's own sentences by language and key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording(BTreeMap<(Locale, String), String>);

impl Wording {
    /// The brand's own sentence; `None` where it has none.
    #[must_use]
    pub fn sentence(&self, locale: &Locale, key: &str) -> Option<&str> {
        self.0.get(&(locale.clone(), key.to_owned())).map(String::as_str)
    }

    /// All of a language, by key.
    pub fn of<'a>(&'a self, locale: &'a Locale) -> impl Iterator<Item = (&'a str, &'a str)> {
        let own = self.0.iter().filter(move |((language, _), _)| language == locale);
        own.map(|((_, key), text)| (key.as_str(), text.as_str()))
    }
}

impl FromIterator<(Locale, String, String)> for Wording {
    fn from_iter<T: IntoIterator<Item = (Locale, String, String)>>(all: T) -> Self {
        Self(all.into_iter().map(|(locale, key, text)| ((locale, key), text)).collect())
    }
}

/// Whether a brand may have a sentence of its own for a key of the catalogue.
#[must_use]
pub fn may_be_worded(key: &str) -> bool {
    (key.starts_with("chat.bot.") && key != BOT_NAME) || OF_THE_WINDOW.contains(&key)
}

/// A sentence a brand wants, and what was heard in it.
#[derive(Debug, Clone, Default)]
pub struct Proposed<'a> {
    /// Of which sentence.
    pub key: &'a str,
    /// How many characters it has.
    pub chars: usize,
    /// Its placeholders; `None` when a brace is not closed or opens nothing.
    pub blanks: Option<BTreeSet<&'a str>>,
    /// Those of the shipped sentence.
    pub shipped: BTreeSet<&'a str>,
    /// What it claims.
    pub claims: Claims,
}

/// What a sentence claims of whoever speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Claims {
    /// That it is automatic.
    pub is_automatic: bool,
    /// That it is a person.
    pub is_person: bool,
    /// That it has a name.
    pub has_name: bool,
}

/// Why a sentence is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordingFlaw {
    /// There is no such sentence, or it stays as it is.
    #[error("this sentence cannot be changed")]
    Fixed,
    /// It is longer than [`WORDING_CHARS`].
    #[error("the sentence is longer than 500 characters")]
    TooLong,
    /// A brace opens no placeholder.
    #[error("a brace opens no placeholder")]
    StrayBrace,
    /// What the shipped sentence fills in is missing.
    #[error("the placeholder `{{{0}}}` is missing")]
    Missing(String),
    /// The shipped sentence fills in nothing of that name.
    #[error("there is no placeholder `{{{0}}}` here")]
    Unknown(String),
    /// The first sentence does not say that Lotse is automatic.
    #[error("the sentence must say that the assistant is automatic")]
    NotAutomatic,
    /// It says that a person speaks.
    #[error("the assistant is no person and does not say so")]
    Person,
    /// It gives Lotse a person's name.
    #[error("the assistant has no name of a person")]
    Named,
}

/// Whether a brand may have Lotse say this.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn check_wording(it: &Proposed<'_>) -> Result<(), WordingFlaw> {
    if !may_be_worded(it.key) {
        return Err(WordingFlaw::Fixed);
    }
    if WORDING_CHARS < it.chars {
        return Err(WordingFlaw::TooLong);
    }
    let blanks = it.blanks.as_ref().ok_or(WordingFlaw::StrayBrace)?;
    if let Some(unknown) = blanks.difference(&it.shipped).next() {
        return Err(WordingFlaw::Unknown((*unknown).to_owned()));
    }
    if let Some(missing) = it.shipped.difference(blanks).next() {
        return Err(WordingFlaw::Missing((*missing).to_owned()));
    }
    if it.claims.is_person {
        return Err(WordingFlaw::Person);
    }
    if it.claims.has_name {
        return Err(WordingFlaw::Named);
    }
    if it.key == DISCLOSURE && !it.claims.is_automatic {
        return Err(WordingFlaw::NotAutomatic);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposed(key: &str) -> Proposed<'_> {
        let blanks: BTreeSet<_> = ["brand"].into();
        let claims = Claims { is_automatic: true, ..Claims::default() };
        Proposed { key, chars: 500, blanks: Some(blanks.clone()), shipped: blanks, claims }
    }

    #[track_caller]
    fn check(change: impl Fn(&mut Proposed<'_>), expect: &Result<(), WordingFlaw>) {
        let mut it = proposed(DISCLOSURE);
        change(&mut it);
        assert_eq!(check_wording(&it), *expect);
    }

    #[test]
    fn the_name_at_every_message_stays_and_only_sentences_of_lotse_are_worded() {
        for (key, expect) in [
            ("chat.bot.unknown", true),
            ("chat.hello", true),
            ("chat.bot.name", false),
            ("chat.automatic", false),
            ("chat.send", false),
            ("desk.save", false),
        ] {
            assert_eq!(may_be_worded(key), expect, "{key}");
            let expect = if expect { Ok(()) } else { Err(WordingFlaw::Fixed) };
            assert_eq!(check_wording(&proposed(key)), expect, "{key}");
        }
    }

    #[test]
    fn placeholders_are_those_of_the_shipped_sentence() {
        check(|_| (), &Ok(()));
        check(|it| it.blanks = None, &Err(WordingFlaw::StrayBrace));
        check(|it| it.blanks = Some(BTreeSet::new()), &Err(WordingFlaw::Missing("brand".into())));
        let more = || Some(["brand", "name"].into());
        check(|it| it.blanks = more(), &Err(WordingFlaw::Unknown("name".into())));
        check(|it| it.chars = 501, &Err(WordingFlaw::TooLong));
    }

    #[test]
    fn lotse_stays_automatic_and_nobody() {
        check(|it| it.claims.is_automatic = false, &Err(WordingFlaw::NotAutomatic));
        check(|it| it.claims.is_person = true, &Err(WordingFlaw::Person));
        check(|it| it.claims.has_name = true, &Err(WordingFlaw::Named));
        let mut other = proposed("chat.bot.unknown");
        other.claims.is_automatic = false;
        assert_eq!(check_wording(&other), Ok(()), "it is said once");
    }

    #[test]
    fn a_language_has_its_own_sentences() {
        let [de, en]: [Locale; 2] = ["de", "en"].map(|it| it.parse().unwrap());
        let own = [(de.clone(), "chat.how".to_owned(), "Was gibt es?".to_owned())];
        let wording: Wording = own.into_iter().collect();
        assert_eq!(wording.sentence(&de, "chat.how"), Some("Was gibt es?"));
        assert_eq!(wording.sentence(&en, "chat.how"), None);
        assert_eq!(wording.of(&de).collect::<Vec<_>>(), [("chat.how", "Was gibt es?")]);
        assert_eq!(wording.of(&en).count(), 0);
    }
}
