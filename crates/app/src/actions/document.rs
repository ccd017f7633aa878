//! How an action is written down: one JSON document, which administrators edit.

use std::collections::BTreeMap;

use lotse_domain::contacts::Proof;
use lotse_domain::ids::ArticleId;
use lotse_domain::locale::Locale;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An action: who may have it done, what is asked, what is called, and what is said.
///
/// Texts, paths and bodies are templates (see [`lotse_connectors::call`]). They may name the form's
/// fields, `contact.id`, `contact.email`, `contact.name`, `locale`, `channel` and `run`; what comes
/// after the call may also name what stands in `result`, the system's answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The name of the system that is called.
    pub system: String,
    /// How well the contact must be known: the name of a [`Proof`].
    pub level: String,
    /// Ids of the articles whose answer offers it.
    #[serde(default)]
    pub articles: Vec<String>,
    /// What is asked, as JSON Schema.
    #[serde(default)]
    pub form: Schema,
    /// What is called.
    pub call: Call,
    /// What undoes it, if anything does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undo: Option<Call>,
    /// Until when it can be undone, RFC 3339; a template.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub undo_until: String,
    /// The system's number for what it did; a template.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// Papers that come of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// What is said, by language.
    pub texts: BTreeMap<String, Texts>,
}

/// A request to the system.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
    pub method: String,
    /// From the system's base address on; begins with `/`.
    pub path: String,
    /// The JSON body, if one is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
}

/// A paper to open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Its address; a template.
    pub url: String,
    /// Its name, by language.
    pub label: BTreeMap<String, String>,
}

/// The part of JSON Schema that a form needs: an object of texts. What is not of this part is
/// refused, so that no rule is silently passed over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Schema {
    /// `object`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The fields nothing goes on without.
    pub required: Vec<String>,
    /// The fields.
    pub properties: BTreeMap<String, Property>,
    /// The order in which they are asked; the others follow.
    #[serde(rename = "x-order", skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<String>,
}

/// A field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Property {
    /// `string`.
    #[serde(rename = "type")]
    pub kind: String,
    /// `email` or `date`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// What can be chosen; its labels are in the texts' `values`.
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// What a text must match, a regular expression.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// The shortest text, in characters.
    #[serde(rename = "minLength", skip_serializing_if = "Option::is_none")]
    pub min_length: Option<usize>,
    /// The longest text, in characters; 200 when left out, at most 1,000.
    #[serde(rename = "maxLength", skip_serializing_if = "Option::is_none")]
    pub max_length: Option<usize>,
    /// Where the system says what can be chosen.
    #[serde(rename = "x-options", skip_serializing_if = "Option::is_none")]
    pub lookup: Option<Lookup>,
    /// What browsers may fill in, as in HTML.
    #[serde(rename = "x-autocomplete", skip_serializing_if = "Option::is_none")]
    pub autocomplete: Option<String>,
}

/// Options the system knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lookup {
    /// What is fetched; a template that may name fields asked before.
    pub path: String,
    /// Where in the answer the list stands, such as `orders`.
    pub items: String,
    /// What is sent on, a template over one item, such as `{number}`.
    pub value: String,
    /// What people read, a template over one item.
    pub label: String,
}

/// What is said in one language. All are templates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Texts {
    /// What it is called, such as "Change the delivery address".
    pub title: String,
    /// Further words people ask for it with; together with the title they decide between the
    /// actions of one article.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Said when it is offered.
    pub start: String,
    /// Asked before it is done; empty asks nothing, which only reading may do.
    pub confirm: String,
    /// Said when it is done.
    pub done: String,
    /// Said when it was undone.
    pub undone: String,
    /// Said when the system has nothing to choose from.
    pub none: String,
    /// The fields' names and hints.
    pub fields: BTreeMap<String, FieldTexts>,
    /// Said when the system refuses, by its code.
    pub refused: BTreeMap<String, String>,
    /// How the system's words are read by people, such as `shipped` as "on its way".
    pub values: BTreeMap<String, String>,
}

/// A field's name and hint.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FieldTexts {
    /// Its name.
    pub label: String,
    /// How to fill it in.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub hint: String,
}

impl Document {
    /// The texts for a language, else for `fallback`, else any.
    #[must_use]
    pub fn texts(&self, locale: &Locale, fallback: &Locale) -> Option<&Texts> {
        let of = |it: &Locale| self.texts.get(it.as_str());
        of(locale).or_else(|| of(fallback)).or_else(|| self.texts.values().next())
    }

    /// How well the contact must be known; what is not known needs the strongest.
    #[must_use]
    pub fn proof(&self) -> Proof {
        Proof::from_name(&self.level).unwrap_or(Proof::STRONGEST)
    }

    /// The articles whose answer offers it.
    #[must_use]
    pub fn articles(&self) -> Vec<ArticleId> {
        self.articles.iter().filter_map(|it| it.parse().ok()).collect()
    }

    /// Whether it changes something.
    #[must_use]
    pub fn changes(&self) -> bool {
        self.call.method != "GET"
    }
}

impl Texts {
    /// How many words of a question are about this action: they begin like a word of its title
    /// or of `words`.
    #[must_use]
    pub fn likeness(&self, question: &str) -> usize {
        let own: Vec<String> =
            self.words.iter().chain([&self.title]).flat_map(|it| beginnings(it)).collect();
        beginnings(question).into_iter().filter(|it| own.contains(it)).count()
    }
}

/// The first letters of the longer words: enough to tell "absagen" from "verschieben" in any form.
fn beginnings(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let words = text.split(|it: char| !it.is_alphanumeric());
    let long = words.filter(|it| 4 <= it.chars().count());
    long.map(|it| it.chars().take(5).collect()).collect()
}

impl Schema {
    /// The fields in the order they are asked.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &Property)> {
        let named = self.order.iter().filter_map(|it| self.properties.get_key_value(it));
        let rest = self.properties.iter().filter(|(key, _)| !self.order.contains(key));
        named.chain(rest).map(|(key, it)| (key.as_str(), it))
    }

    /// Whether nothing goes on without it.
    #[must_use]
    pub fn requires(&self, key: &str) -> bool {
        self.required.iter().any(|it| it == key)
    }
}
