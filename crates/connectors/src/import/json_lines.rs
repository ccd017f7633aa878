//! One JSON object per line: articles, categories and files; also our own export.

use std::collections::{HashMap, HashSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::article_files::{CategoryRecord, GoldenRecord, NameRecord, mime_of};
use super::encoding::decode;
use super::fields::{Fields, article_of};
use super::ids::{check_unique, stable_id};
use super::{ImportError, ImportedCategory, Limits, Media, Progress, Reading, SkipReason, Skipped};

/// The first line of our own export: from there on every character counts.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Line {
    /// The head of our export.
    LotseExport {
        /// Counts changes of the layout that older readers would misread.
        version: u32,
    },
    /// A topic with its whole path.
    Category(CategoryRecord),
    /// A question whose answer is settled.
    Golden(GoldenRecord),
    /// A file that articles show.
    Media {
        /// Its name in links.
        name: String,
        /// Its media type; guessed from the name when absent.
        #[serde(default)]
        mime: String,
        /// The content.
        base64: String,
    },
}

/// A topic that names the one above it.
#[derive(Debug, Deserialize)]
struct NestedCategory {
    slug: String,
    #[serde(default)]
    parent: Option<String>,
    #[serde(default)]
    names: Vec<NameRecord>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    position: Option<i32>,
    #[serde(default)]
    icon: Option<String>,
    #[serde(default)]
    for_people: Option<bool>,
    #[serde(default)]
    skill: Option<String>,
}

/// Reads JSON Lines: one object per line with `type` `article` (which may be left out),
/// `category` (`path`, or `slug` and `parent`), `media` (`name`, `base64`) or `golden` (`text`,
/// `article`).
///
/// # Errors
/// When a line is no such object, categories stand above themselves, or an id stands twice in
/// one language.
pub fn read_jsonl(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    progress: Progress<'_>,
) -> Result<Reading, ImportError> {
    limits.check_file(name, bytes)?;
    let text = decode(name, bytes)?.text;
    let mut reader = LineReader { name, ..LineReader::default() };
    let total = text.len();
    let mut done = 0;
    for (at, line) in text.split('\n').enumerate() {
        if at % 1000 == 0 {
            progress(done, total);
        }
        done += line.len() + 1;
        if !line.trim().is_empty() {
            reader.read(at + 1, line)?;
            limits.check_articles(name, reader.reading.articles.len())?;
        }
    }
    progress(total, total);
    reader.finish()
}

#[derive(Default)]
struct LineReader<'a> {
    name: &'a str,
    is_own: bool,
    reading: Reading,
    nested: Vec<(usize, NestedCategory)>,
}

impl LineReader<'_> {
    fn bad(&self, line: usize, problem: &impl ToString) -> ImportError {
        ImportError::BadRecord { file: self.name.into(), line, problem: problem.to_string() }
    }

    fn read(&mut self, at: usize, line: &str) -> Result<(), ImportError> {
        let values: Map<String, Value> =
            serde_json::from_str(line).map_err(|error| self.bad(at, &error))?;
        match values.get("type").and_then(Value::as_str) {
            None | Some("article") => {
                self.article(at, values);
                Ok(())
            }
            Some("category") if !values.contains_key("path") => {
                let category = serde_json::from_value(Value::Object(values))
                    .map_err(|error| self.bad(at, &error))?;
                self.nested.push((at, category));
                Ok(())
            }
            Some(_) => {
                let line = serde_json::from_value(Value::Object(values))
                    .map_err(|error| self.bad(at, &error))?;
                self.other(at, line)
            }
        }
    }

    fn other(&mut self, at: usize, line: Line) -> Result<(), ImportError> {
        match line {
            Line::LotseExport { version: 1 } => self.is_own = true,
            Line::LotseExport { version } => {
                return Err(self.bad(at, &format!("version {version} is not known here")));
            }
            Line::Category(record) => {
                let category = record.into_category().map_err(|it| self.bad(at, &it))?;
                self.reading.categories.push(category);
            }
            Line::Golden(record) => {
                let origin = format!("{}:{at}", self.name);
                let golden = record.into_golden(origin).map_err(|it| self.bad(at, &it))?;
                self.reading.golden.push(golden);
            }
            Line::Media { name, mime, base64 } => {
                let bytes = STANDARD.decode(base64).map_err(|error| self.bad(at, &error))?;
                let mime = if mime.is_empty() { mime_of(&name) } else { mime };
                self.reading.media.push(Media { name, bytes, mime });
            }
        }
        Ok(())
    }

    fn article(&mut self, at: usize, mut values: Map<String, Value>) {
        values.remove("type");
        if let Some(id) = values.remove("id") {
            values.entry("key").or_insert(id);
        }
        let origin = format!("{}:{at}", self.name);
        let fields = if self.is_own { Fields::exact(values) } else { Fields::foreign(values) };
        let mut article = match article_of(&fields, &origin, &mut self.reading.skipped) {
            Ok(article) => article,
            Err(reason) => {
                self.reading.skip(origin, reason);
                return;
            }
        };
        if !self.is_own && (article.title.is_empty() || article.body.is_empty()) {
            let reason =
                if article.title.is_empty() { SkipReason::NoTitle } else { SkipReason::NoAnswer };
            self.reading.skip(origin, reason);
            return;
        }
        if article.source_id.is_empty() {
            let locale = article.locale.as_ref().map_or("", |it| it.as_str());
            article.source_id = stable_id(&[locale, &article.title]);
        }
        self.reading.articles.push(article);
    }

    fn finish(mut self) -> Result<Reading, ImportError> {
        let nested = std::mem::take(&mut self.nested);
        let paths = paths_of(self.name, &nested)?;
        for ((line, category), path) in nested.into_iter().zip(paths) {
            let mut names = category.names;
            if let Some(title) = category.title.filter(|_| names.is_empty()) {
                names.push(NameRecord { locale: None, title, description: String::new() });
            }
            let record = CategoryRecord {
                path,
                names,
                position: category.position,
                icon: category.icon,
                for_people: category.for_people,
                skill: category.skill,
            };
            let category = record.into_category().map_err(|it| self.bad(line, &it))?;
            self.reading.categories.push(category);
        }
        let origin = self.name.to_owned();
        drop_repeated(&mut self.reading.categories, &origin, &mut self.reading.skipped);
        check_unique(&self.reading.articles)?;
        Ok(self.reading)
    }
}

fn drop_repeated(categories: &mut Vec<ImportedCategory>, origin: &str, skipped: &mut Vec<Skipped>) {
    let mut seen = HashSet::new();
    categories.retain(|it| {
        let is_new = seen.insert(it.path.clone());
        if !is_new {
            let reason = SkipReason::CategoryTwice(it.path.join("/"));
            skipped.push(Skipped { origin: origin.to_owned(), reason });
        }
        is_new
    });
}

/// Nobody sorts deeper; what goes on like this is a circle or made to cost time.
const MAX_LEVELS: usize = 50;

/// The path of every category, in order.
fn paths_of(
    name: &str,
    nested: &[(usize, NestedCategory)],
) -> Result<Vec<Vec<String>>, ImportError> {
    let parents: HashMap<&str, Option<&str>> =
        nested.iter().map(|(_, it)| (it.slug.as_str(), it.parent.as_deref())).collect();
    let mut paths = Vec::new();
    for (line, category) in nested {
        let mut path = vec![category.slug.clone()];
        let mut below = category.slug.as_str();
        let mut above = category.parent.as_deref();
        while let Some(slug) = above {
            let Some(next) = parents.get(slug) else {
                return Err(ImportError::UnknownParent {
                    file: name.into(),
                    line: *line,
                    slug: below.to_owned(),
                    parent: slug.to_owned(),
                });
            };
            // Deeper than there are categories means round in a circle.
            if path.len() == nested.len().min(MAX_LEVELS) || slug == category.slug {
                return Err(ImportError::CircularCategory {
                    file: name.into(),
                    line: *line,
                    slug: category.slug.clone(),
                });
            }
            path.insert(0, slug.to_owned());
            below = slug;
            above = *next;
        }
        paths.push(path);
    }
    Ok(paths)
}

#[cfg(test)]
mod tests;
