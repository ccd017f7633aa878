//! What is wrong with an action as it was written down.

use std::collections::BTreeSet;

use lotse_connectors::call::names;
use lotse_domain::contacts::Proof;
use lotse_domain::locale::Locale;
use regex::Regex;
use serde_json::Value;

use super::document::{Call, Document, Property, Texts};

/// So many fields a form may have.
pub(super) const FIELDS: usize = 20;
/// The longest text a field may take, in characters.
pub(super) const LONGEST: usize = 1_000;
/// What templates may name of the contact.
const CONTACT: [&str; 3] = ["id", "email", "name"];
/// The method of a call.
const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/// Something wrong in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Where, as a JSON pointer (RFC 6901).
    pub at: String,
    /// What is wrong; stable, clients choose their sentence by it.
    pub code: &'static str,
    /// What, and what to do.
    pub what: String,
}

/// Everything that is wrong; nothing when the action can be used by a brand with these languages
/// and systems.
#[must_use]
pub fn flaws(it: &Document, locales: &[Locale], systems: &[String]) -> Vec<Flaw> {
    let mut found = Flaws::default();
    if !systems.contains(&it.system) {
        found.add("/system", "unknown", "no system has this name");
    }
    if Proof::from_name(&it.level).is_none() {
        found.add("/level", "unknown", "use device, claimed, possession or a stronger level");
    }
    for (at, article) in it.articles.iter().enumerate() {
        if article.parse::<lotse_domain::ids::ArticleId>().is_err() {
            found.add(format!("/articles/{at}"), "unknown", "name an article by its id");
        }
    }
    form(it, &mut found);
    let before = Names::of(it, false);
    let after = Names::of(it, true);
    call(&it.call, ("/call", &before), &mut found);
    if let Some(undo) = &it.undo {
        call(undo, ("/undo", &after), &mut found);
    }
    for (at, template) in [("/undo_until", &it.undo_until), ("/reference", &it.reference)] {
        after.check(template, at, &mut found);
    }
    for (at, link) in it.links.iter().enumerate() {
        after.check(&link.url, &format!("/links/{at}/url"), &mut found);
    }
    texts(it, locales, (&before, &after), &mut found);
    found.0
}

#[derive(Default)]
struct Flaws(Vec<Flaw>);

impl Flaws {
    fn add(&mut self, at: impl Into<String>, code: &'static str, what: impl Into<String>) {
        self.0.push(Flaw { at: at.into(), code, what: what.into() });
    }
}

/// The names templates may use at one moment.
struct Names<'a> {
    fields: BTreeSet<&'a str>,
    has_result: bool,
    knows_contact: bool,
}

impl<'a> Names<'a> {
    fn of(it: &'a Document, has_result: bool) -> Self {
        let fields = it.form.properties.keys().map(String::as_str).collect();
        Self { fields, has_result, knows_contact: Proof::Claimed <= it.proof() }
    }

    fn check(&self, template: &str, at: &str, found: &mut Flaws) {
        for name in names(template) {
            let of_contact = name.strip_prefix("contact.");
            let is_known = match name {
                _ if of_contact.is_some() => {
                    self.knows_contact && of_contact.is_some_and(|it| CONTACT.contains(&it))
                }
                "locale" | "channel" | "run" => true,
                _ if name == "result" || name.starts_with("result.") => self.has_result,
                _ => self.fields.contains(name),
            };
            if !is_known {
                found.add(at, "unknown_name", format!("{{{name}}} is not known here"));
            }
        }
    }
}

fn call(it: &Call, (at, known): (&str, &Names<'_>), found: &mut Flaws) {
    if !METHODS.contains(&it.method.as_str()) {
        found.add(format!("{at}/method"), "unknown", format!("use one of {}", METHODS.join(", ")));
    }
    if !it.path.starts_with('/') {
        found.add(
            format!("{at}/path"),
            "not_a_path",
            "begin with /, after the system's base address",
        );
    }
    known.check(&it.path, &format!("{at}/path"), found);
    if let Some(body) = &it.body {
        within(body, &format!("{at}/body"), known, found);
    }
}

fn within(it: &Value, at: &str, known: &Names<'_>, found: &mut Flaws) {
    match it {
        Value::String(text) => known.check(text, at, found),
        Value::Array(all) => {
            for (index, it) in all.iter().enumerate() {
                within(it, &format!("{at}/{index}"), known, found);
            }
        }
        Value::Object(all) => {
            for (key, it) in all {
                within(it, &format!("{at}/{key}"), known, found);
            }
        }
        _ => {}
    }
}

fn form(it: &Document, found: &mut Flaws) {
    let form = &it.form;
    if !form.properties.is_empty() && form.kind != "object" {
        found.add("/form/type", "wrong", "a form is an object");
    }
    if FIELDS < form.properties.len() {
        found.add("/form/properties", "too_many", format!("a form has at most {FIELDS} fields"));
    }
    for (list, keys) in [("required", &form.required), ("x-order", &form.order)] {
        for (at, key) in keys.iter().enumerate() {
            if !form.properties.contains_key(key) {
                found.add(format!("/form/{list}/{at}"), "unknown", "no field has this name");
            }
        }
    }
    let mut before = Names::of(it, false);
    before.fields.clear();
    for (key, field) in form.fields() {
        property(key, field, &before, found);
        before.fields.insert(key);
    }
}

fn property(key: &str, it: &Property, before: &Names<'_>, found: &mut Flaws) {
    let at = |member: &str| format!("/form/properties/{key}{member}");
    let is_plain = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_';
    let is_taken = ["contact", "locale", "channel", "run", "result"].contains(&key);
    if key.is_empty() || 40 < key.len() || !key.chars().all(is_plain) || is_taken {
        found.add(
            at(""),
            "not_a_key",
            "name fields by small letters, digits and _, and not as what is there already",
        );
    }
    if it.kind != "string" {
        found.add(at("/type"), "wrong", "a field is a string");
    }
    if it.format.as_deref().is_some_and(|it| !["email", "date"].contains(&it)) {
        found.add(at("/format"), "unknown", "use email or date");
    }
    if let Some(error) = it.pattern.as_deref().and_then(|it| Regex::new(it).err()) {
        found.add(at("/pattern"), "not_a_pattern", format!("not a regular expression: {error}"));
    }
    if it.max_length.is_some_and(|it| LONGEST < it || it == 0) {
        found.add(at("/maxLength"), "out_of_range", format!("use 1 to {LONGEST}"));
    }
    if it.min_length.unwrap_or(0) > it.max_length.unwrap_or(LONGEST) {
        found.add(at("/minLength"), "out_of_range", "the shortest is longer than the longest");
    }
    let Some(lookup) = &it.lookup else { return };
    if !it.options.is_empty() {
        found.add(at("/enum"), "wrong", "a field has either its own options or the system's");
    }
    if !lookup.path.starts_with('/') {
        found.add(
            at("/x-options/path"),
            "not_a_path",
            "begin with /, after the system's base address",
        );
    }
    before.check(&lookup.path, &at("/x-options/path"), found);
    for (member, template) in [("value", &lookup.value), ("label", &lookup.label)] {
        if names(template).is_empty() {
            found.add(
                at(&format!("/x-options/{member}")),
                "no_name",
                "name what stands in an item, as {id}",
            );
        }
    }
}

fn texts(
    it: &Document,
    locales: &[Locale],
    (before, after): (&Names<'_>, &Names<'_>),
    found: &mut Flaws,
) {
    for locale in locales {
        let at = |member: &str| format!("/texts/{}{member}", locale.as_str());
        let Some(texts) = it.texts.get(locale.as_str()) else {
            found.add(
                at(""),
                "missing_language",
                "say it in this language too: the brand speaks it",
            );
            continue;
        };
        let mut needed =
            vec![("title", &texts.title), ("start", &texts.start), ("done", &texts.done)];
        if it.changes() {
            needed.push(("confirm", &texts.confirm));
        }
        if it.undo.is_some() {
            needed.push(("undone", &texts.undone));
        }
        for (member, text) in needed {
            if text.trim().is_empty() {
                found.add(at(&format!("/{member}")), "empty", "say it in this language");
            }
        }
        for key in it.form.properties.keys() {
            if texts.fields.get(key).is_none_or(|it| it.label.trim().is_empty()) {
                found.add(
                    at(&format!("/fields/{key}/label")),
                    "empty",
                    "name the field in this language",
                );
            }
        }
        templates(texts, &at(""), (before, after), found);
    }
}

fn templates(it: &Texts, at: &str, (before, after): (&Names<'_>, &Names<'_>), found: &mut Flaws) {
    let check = |names: &Names<'_>, member: &str, text: &str, found: &mut Flaws| {
        names.check(text, &format!("{at}/{member}"), found);
    };
    check(before, "confirm", &it.confirm, found);
    check(after, "done", &it.done, found);
    check(after, "undone", &it.undone, found);
    for (code, text) in &it.refused {
        check(before, &format!("refused/{code}"), text, found);
    }
}
