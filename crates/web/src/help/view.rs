//! The help centre's pages as pure functions: facts in, mark-up out. Nothing here reads a store,
//! a clock or a request; the handlers beside it do.

pub(crate) mod article;
pub(crate) mod body;
pub(crate) mod category;
pub(crate) mod contact;
pub(crate) mod failure;
pub(crate) mod feeds;
pub(crate) mod home;
pub(crate) mod icon;
pub(crate) mod layout;
pub(crate) mod locations;
pub(crate) mod marked;
pub(crate) mod search;
pub(crate) mod sign_in;
pub(crate) mod structured;
pub(crate) mod video;

#[cfg(test)]
mod tests;

use chrono::{Datelike, NaiveDate};
use lotse_text::catalogue::{Catalogue, Value};

/// The sentences of one page's language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Texts<'a> {
    /// All sentences.
    pub(crate) catalogue: &'a Catalogue,
    /// The page's language, a BCP 47 code.
    pub(crate) locale: &'a str,
}

impl Texts<'_> {
    /// The sentence of a key.
    #[must_use]
    pub(crate) fn t(&self, key: &str) -> String {
        self.catalogue.text(self.locale, key, &[])
    }

    /// The sentence of a key for `n` things.
    #[must_use]
    pub(crate) fn tn(&self, key: &str, n: usize) -> String {
        self.catalogue.text(self.locale, key, &[("n", Value::from(n))])
    }

    /// The sentence of a key with its placeholders filled in.
    #[must_use]
    pub(crate) fn ta(&self, key: &str, values: &[(&str, &str)]) -> String {
        let values: Vec<_> = values.iter().map(|(name, text)| (*name, Value::Text(text))).collect();
        self.catalogue.text(self.locale, key, &values)
    }

    /// A day as people write it: `3. Dezember 2026`.
    #[must_use]
    pub(crate) fn date(&self, day: NaiveDate) -> String {
        let month = self.t(&format!("help.month.{}", day.month()));
        let (number, year) = (day.day().to_string(), day.year().to_string());
        self.ta("help.date", &[("day", &number), ("month", &month), ("year", &year)])
    }
}

/// What surrounds every page of one brand in one language.
#[derive(Debug, Clone)]
pub(crate) struct Frame<'a> {
    /// The page's sentences.
    pub(crate) text: Texts<'a>,
    /// Scheme and host without a slash at the end: `https://help.example.org`.
    pub(crate) origin: &'a str,
    /// What the brand's addresses begin with: empty, or `/b/slug`.
    pub(crate) base: &'a str,
    /// The brand's name and look.
    pub(crate) brand: BrandMark<'a>,
    /// Where styles and scripts are.
    pub(crate) assets: Assets,
    /// The brand's languages, the page's own included, in the order they are shown. Each leads to
    /// the same page in that language, or to its front page where there is none.
    pub(crate) languages: Vec<Language>,
    /// Whether signing in would open anything here.
    pub(crate) has_restricted: bool,
    /// Whether a contact is signed in.
    pub(crate) is_signed_in: bool,
    /// Whether there is a page of shops and opening hours.
    pub(crate) has_locations: bool,
    /// Privacy, imprint and the like, at the foot.
    pub(crate) legal: Vec<Link>,
}

impl Frame<'_> {
    /// The address of a page of this brand in this language; `rest` is what follows the language,
    /// empty for the front page.
    #[must_use]
    pub(crate) fn url(&self, rest: &str) -> String {
        format!("{}/{}/{rest}", self.base, self.text.locale)
    }

    /// The same with scheme and host, for machines.
    #[must_use]
    pub(crate) fn full_url(&self, rest: &str) -> String {
        format!("{}{}", self.origin, self.url(rest))
    }

    /// The contact form with words already in it.
    #[must_use]
    pub(crate) fn contact_with(&self, words: &str) -> String {
        format!("{}?q={}", self.url("contact"), encoded(words))
    }

    /// The results for some words.
    #[must_use]
    pub(crate) fn search_for(&self, words: &str) -> String {
        format!("{}?q={}", self.url("search"), encoded(words))
    }
}

/// A brand's name and look.
#[derive(Debug, Clone)]
pub(crate) struct BrandMark<'a> {
    /// As customers know it.
    pub(crate) name: &'a str,
    /// Its short name in addresses and API calls.
    pub(crate) slug: &'a str,
    /// A style sheet with the brand's colour; `None` keeps ours.
    pub(crate) accent_css: Option<String>,
}

/// Addresses of styles and scripts.
#[derive(Debug, Clone)]
pub(crate) struct Assets {
    /// `help.css`.
    pub(crate) css: String,
    /// `help.js`, loaded last.
    pub(crate) js: String,
    /// `theme.js`, which runs before the first paint.
    pub(crate) theme: String,
    /// The Latin part of the typeface, fetched early.
    pub(crate) font: String,
    /// The icon of the page.
    pub(crate) icon: String,
}

/// One of the languages a page can be read in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Language {
    /// BCP 47 code.
    pub(crate) locale: String,
    /// Its own name: `Deutsch`.
    pub(crate) name: String,
    /// Where the page is in this language.
    pub(crate) href: String,
    /// Whether that is the very same page, and not just the front page.
    pub(crate) is_same_page: bool,
}

/// Words that lead somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    /// What is read.
    pub(crate) title: String,
    /// Where it leads.
    pub(crate) href: String,
}

/// An article in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Teaser {
    /// The question or matter.
    pub(crate) title: String,
    /// The answer in one or two sentences, may be empty.
    pub(crate) short: String,
    /// Where it is.
    pub(crate) href: String,
    /// Whether only signed-in contacts see it.
    pub(crate) is_restricted: bool,
}

/// A language's own name; its code where we do not know it.
#[must_use]
pub(crate) fn language_name(locale: &str) -> &str {
    match locale.split('-').next().unwrap_or(locale) {
        "de" => "Deutsch",
        "en" => "English",
        "pl" => "Polski",
        "fr" => "Français",
        "es" => "Español",
        "it" => "Italiano",
        "nl" => "Nederlands",
        "cs" => "Čeština",
        "uk" => "Українська",
        _ => locale,
    }
}

/// A text as part of a query in an address.
#[must_use]
pub(crate) fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
