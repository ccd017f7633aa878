//! Turns loosely named values (front matter, table cells, JSON records) into an article.
//!
//! The one schema of all readers and of our own export; foreign names for a field are known here.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use lotse_domain::knowledge::{Kind, State, Validity, Visibility, slug};
use serde_json::{Map, Value};

use super::ids::stable_id;
use super::{CategoryStep, ImportedArticle, SkipReason, Skipped};

/// Names and values as they stood in one file, row or record.
pub(crate) struct Fields {
    values: Map<String, Value>,
    exact: bool,
}

impl Fields {
    /// Values somebody else wrote: blanks around texts mean nothing.
    pub(crate) fn foreign(values: Map<String, Value>) -> Self {
        let values = values.into_iter().map(|(name, value)| (name.to_lowercase(), value));
        Self { values: values.collect(), exact: false }
    }

    /// Values our own export wrote: every character counts.
    pub(crate) fn exact(values: Map<String, Value>) -> Self {
        Self { values, exact: true }
    }

    /// The first of these names that has a value other than null.
    pub(crate) fn value(&self, names: &[&str]) -> Option<&Value> {
        names.iter().find_map(|name| self.values.get(*name).filter(|it| !it.is_null()))
    }

    /// The text under the first of these names that has one.
    pub(crate) fn text(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| {
            let text = scalar(self.values.get(*name)?)?;
            if self.exact {
                return Some(text);
            }
            let text = text.trim();
            (!text.is_empty()).then(|| text.to_owned())
        })
    }

    /// The texts under all of these names, each once.
    pub(crate) fn list(&self, names: &[&str], comma: Comma) -> Vec<String> {
        let mut texts = Vec::new();
        for value in names.iter().filter_map(|name| self.values.get(*name)) {
            match value {
                Value::Array(items) => texts.extend(items.iter().filter_map(scalar)),
                Value::Object(_) => {}
                other => texts.extend(scalar(other).iter().flat_map(|it| split_list(it, comma))),
            }
        }
        if self.exact {
            return texts;
        }
        let mut seen = std::collections::HashSet::new();
        texts.retain_mut(|it| {
            *it = it.trim().to_owned();
            !it.is_empty() && seen.insert(it.clone())
        });
        texts
    }

    fn flag(&self, name: &str) -> Option<bool> {
        match self.values.get(name)? {
            Value::Bool(flag) => Some(*flag),
            other => match scalar(other)?.trim().to_lowercase().as_str() {
                "true" | "yes" | "1" | "ja" | "tak" => Some(true),
                "false" | "no" | "0" | "nein" | "nie" => Some(false),
                _ => None,
            },
        }
    }
}

/// Whether a comma ends an entry of a list written as one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comma {
    /// Words and codes: `a, b`.
    Separates,
    /// Whole sentences, which hold commas.
    Belongs,
}

fn split_list(text: &str, comma: Comma) -> Vec<String> {
    let strong = |it: char| matches!(it, '|' | ';' | '\n');
    let parts: Vec<&str> = if comma == Comma::Separates && !text.contains(strong) {
        text.split(',').collect()
    } else {
        text.split(strong).collect()
    };
    parts.into_iter().map(str::to_owned).collect()
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The article these values describe; its title, body, id and media may still be empty.
///
/// # Errors
/// When the language is none: taking the text for another language would spoil the search.
pub(crate) fn article_of(
    fields: &Fields,
    origin: &str,
    notes: &mut Vec<Skipped>,
) -> Result<ImportedArticle, SkipReason> {
    let mut reading = FieldReading { fields, origin, notes };
    let locale = match fields.text(&["locale", "lang", "language"]) {
        None => None,
        Some(text) => {
            let known = super::locales::language_of(&text);
            Some(known.ok_or(SkipReason::UnknownLanguage(text))?)
        }
    };
    let mut words = fields.list(&["words", "synonyms"], Comma::Separates);
    if !fields.exact {
        words.extend(fields.list(&["tags", "keywords"], Comma::Separates));
        let mut seen = std::collections::HashSet::new();
        words.retain(|it| seen.insert(it.clone()));
    }
    Ok(ImportedArticle {
        source_id: fields.text(&["key", "source_id"]).unwrap_or_default(),
        locale,
        title: fields.text(&["title", "question"]).unwrap_or_default(),
        body: fields.text(&["body", "answer"]).unwrap_or_default(),
        short: fields.text(&["short", "description", "summary"]).unwrap_or_default(),
        phrasings: fields.list(&["phrasings"], Comma::Belongs),
        words,
        category: fields.value(&["category", "categories"]).map(category_path).unwrap_or_default(),
        kind: reading.kind(),
        visibility: reading.visibility(),
        state: reading.state(),
        validity: reading.validity(),
        review_on: reading.review_on(),
        products: fields.list(&["products"], Comma::Separates),
        codes: fields.list(&["codes"], Comma::Separates),
        is_for_people: fields.flag("for_people"),
        slug: reading.slug(),
        translation_of: fields.text(&["translation_of", "translationkey"]),
        media: fields.list(&["media"], Comma::Belongs),
        origin: origin.to_owned(),
    })
}

struct FieldReading<'a> {
    fields: &'a Fields,
    origin: &'a str,
    notes: &'a mut Vec<Skipped>,
}

impl FieldReading<'_> {
    fn note(&mut self, reason: SkipReason) {
        self.notes.push(Skipped { origin: self.origin.to_owned(), reason });
    }

    fn unknown(&mut self, field: &'static str, value: String) {
        self.note(SkipReason::UnknownValue { field, value });
    }

    fn kind(&mut self) -> Option<Kind> {
        let text = self.fields.text(&["kind"])?;
        let kind = Kind::from_name(&text.to_lowercase());
        if kind.is_none() {
            self.unknown("kind", text);
        }
        kind
    }

    fn visibility(&mut self) -> Option<Visibility> {
        let segment = self.fields.text(&["segment"]);
        let Some(text) = self.fields.text(&["visibility"]) else {
            return segment.map(Visibility::Segment);
        };
        let plain = text.trim().to_lowercase().replace('_', "-");
        let visibility = match plain.as_str() {
            "public" => Some(Visibility::Public),
            "signed-in" => Some(Visibility::SignedIn),
            "internal" => Some(Visibility::Internal),
            "segment" => segment.map(Visibility::Segment),
            _ => text
                .strip_prefix("segment:")
                .map(|it| if self.fields.exact { it } else { it.trim() })
                .filter(|it| self.fields.exact || !it.is_empty())
                .map(|it| Visibility::Segment(it.to_owned())),
        };
        if visibility.is_none() {
            self.note(SkipReason::UnknownVisibility(text));
        }
        visibility.or(Some(Visibility::Internal))
    }

    fn state(&mut self) -> Option<State> {
        if self.fields.flag("draft") == Some(true) || self.fields.flag("published") == Some(false) {
            return Some(State::Draft);
        }
        let text = self.fields.text(&["state", "status"])?;
        let state = State::from_name(&text.to_lowercase().replace('-', "_"));
        if state.is_none() {
            self.unknown("state", text);
        }
        state
    }

    fn validity(&mut self) -> Validity {
        Validity {
            from: self.moment("valid_from", Days::new(0)),
            until: self.moment("valid_until", Days::new(1)),
        }
    }

    /// A moment; of a bare date its midnight, `later` days on. "Valid until 31 December" holds
    /// on that day, so the end lies a day later.
    fn moment(&mut self, name: &'static str, later: Days) -> Option<DateTime<Utc>> {
        let text = self.fields.text(&[name])?;
        if let Ok(moment) = DateTime::parse_from_rfc3339(text.trim()) {
            return Some(moment.to_utc());
        }
        let moment = date_of(&text)
            .and_then(|it| it.checked_add_days(later))
            .map(|it| it.and_time(NaiveTime::MIN).and_utc());
        if moment.is_none() {
            self.unknown(name, text);
        }
        moment
    }

    fn review_on(&mut self) -> Option<NaiveDate> {
        let text = self.fields.text(&["review_on"])?;
        let date = date_of(&text);
        if date.is_none() {
            self.unknown("review_on", text);
        }
        date
    }

    /// The last part of an address, which other systems write as a path.
    fn slug(&mut self) -> Option<String> {
        let text = self.fields.text(&["slug"])?;
        if self.fields.exact {
            return Some(text);
        }
        let last = text.trim_matches('/').rsplit('/').next().unwrap_or_default();
        (!last.is_empty()).then(|| last.to_owned())
    }
}

/// A date as `2027-03-01`, `01.03.2027` or the start of a time stamp.
fn date_of(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let first = text.split(['T', ' ']).next().unwrap_or_default();
    ["%Y-%m-%d", "%d.%m.%Y"].iter().find_map(|format| NaiveDate::parse_from_str(first, format).ok())
}

/// The path from the top: a slug, `a/b`, `Top > Below`, a list of titles, or our own export's
/// list of steps.
pub(crate) fn category_path(value: &Value) -> Vec<CategoryStep> {
    match value {
        Value::Array(items) => items.iter().filter_map(category_step).collect(),
        other => {
            let text = scalar(other).unwrap_or_default();
            let parts: Vec<&str> = if text.split('/').all(is_slug) {
                text.split('/').collect()
            } else {
                text.split(['>', '»', '›']).collect()
            };
            parts.into_iter().filter_map(step_of).collect()
        }
    }
}

fn category_step(value: &Value) -> Option<CategoryStep> {
    match value {
        Value::Object(step) => Some(CategoryStep {
            slug: step.get("slug")?.as_str()?.to_owned(),
            title: step.get("title")?.as_str()?.to_owned(),
        }),
        other => step_of(&scalar(other)?),
    }
}

/// A step from a slug or a title, whichever `text` is.
pub(crate) fn step_of(text: &str) -> Option<CategoryStep> {
    let text = text.trim();
    if is_slug(text) {
        return Some(CategoryStep { slug: text.to_owned(), title: title_from_slug(text) });
    }
    if text.is_empty() {
        return None;
    }
    let mut slug = slug(text);
    if slug.is_empty() {
        slug = stable_id(&[text]);
    }
    Some(CategoryStep { slug, title: text.to_owned() })
}

fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-')
}

/// `glasses-care` as `Glasses care`.
pub(crate) fn title_from_slug(text: &str) -> String {
    let words = text.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
