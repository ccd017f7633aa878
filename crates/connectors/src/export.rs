//! Writes knowledge so that it can be read, edited and imported again, here or elsewhere.
//!
//! Both formats keep every character: reading an export gives the same articles.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, SecondsFormat, Utc};
use lotse_domain::knowledge::{Visibility, slug};
use serde::Serialize;
use serde::ser::Serializer;
use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::import::{
    CategoryRecord, GoldenRecord, ImportedArticle, ImportedCategory, ImportedGolden, Line,
    MANIFEST, Manifest, Media, MediaRecord,
};

/// An export could not be written; what there is of it is useless.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The archive could not be packed.
    #[error("could not pack the archive")]
    Archive(#[from] zip::result::ZipError),
    /// A file could not be added to the archive.
    #[error("could not write into the archive")]
    Write(#[from] std::io::Error),
    /// A record could not be written as JSON.
    #[error("could not write a record")]
    Record(#[from] serde_json::Error),
}

/// Writes a zip archive with one Markdown file per article and language, the files they show,
/// and a manifest with the categories and the golden questions.
///
/// # Errors
/// When packing fails, as for more than four gigabytes.
pub fn write_markdown_zip(
    articles: &[ImportedArticle],
    categories: &[ImportedCategory],
    media: &[Media],
    golden: &[ImportedGolden],
) -> Result<Vec<u8>, ExportError> {
    let mut names = FileNames::default();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut manifest = Manifest {
        version: 1,
        categories: categories.iter().map(CategoryRecord::from).collect(),
        articles: Vec::new(),
        media: Vec::new(),
        golden: golden.iter().map(GoldenRecord::from).collect(),
    };
    for article in articles {
        let folder = article.locale.as_ref().map_or("any", |it| it.as_str());
        let file = names.free(&format!("articles/{folder}/"), &article.source_id, ".md");
        zip.start_file(file.as_str(), SimpleFileOptions::default())?;
        zip.write_all(article_file(article)?.as_bytes())?;
        manifest.articles.push(file);
    }
    for it in media {
        let (stem, ending) = it.name.rsplit_once('.').unwrap_or((&it.name, ""));
        let ending = slug(ending);
        let ending = if ending.is_empty() { ending } else { format!(".{ending}") };
        let file = names.free("media/", stem, &ending);
        zip.start_file(file.as_str(), SimpleFileOptions::default())?;
        zip.write_all(&it.bytes)?;
        let (name, mime) = (it.name.clone(), it.mime.clone());
        manifest.media.push(MediaRecord { name, file, mime });
    }
    zip.start_file(MANIFEST, SimpleFileOptions::default())?;
    zip.write_all(&serde_json::to_vec_pretty(&manifest)?)?;
    Ok(zip.finish()?.into_inner())
}

/// Writes one JSON object per line: a head, the categories, the files, the golden questions, the
/// articles.
///
/// # Errors
/// When a record cannot be written, which no content causes.
pub fn write_jsonl(
    articles: &[ImportedArticle],
    categories: &[ImportedCategory],
    media: &[Media],
    golden: &[ImportedGolden],
) -> Result<Vec<u8>, ExportError> {
    let mut out = Vec::new();
    write_line(&mut out, &Line::LotseExport { version: 1 })?;
    for category in categories {
        write_line(&mut out, &Line::Category(category.into()))?;
    }
    for it in media {
        let base64 = STANDARD.encode(&it.bytes);
        let (name, mime) = (it.name.clone(), it.mime.clone());
        write_line(&mut out, &Line::Media { name, mime, base64 })?;
    }
    for it in golden {
        write_line(&mut out, &Line::Golden(it.into()))?;
    }
    for article in articles {
        let mut record = record_of(article);
        record.insert(0, ("type", json!("article")));
        record.push(("body", json!(article.body)));
        write_line(&mut out, &Record(record))?;
    }
    Ok(out)
}

fn write_line(out: &mut Vec<u8>, line: &impl Serialize) -> Result<(), ExportError> {
    serde_json::to_writer(&mut *out, line)?;
    out.push(b'\n');
    Ok(())
}

/// Names and values in the order a reader expects them.
struct Record(Vec<(&'static str, Value)>);

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// All of an article but its body; what is empty is left out.
fn record_of(article: &ImportedArticle) -> Vec<(&'static str, Value)> {
    let text = |it: &Option<String>| it.as_ref().map_or(Value::Null, |it| json!(it));
    let list = |it: &Vec<String>| if it.is_empty() { Value::Null } else { json!(it) };
    let moment = |it: &Option<DateTime<Utc>>| {
        it.map_or(Value::Null, |it| json!(it.to_rfc3339_opts(SecondsFormat::AutoSi, true)))
    };
    let steps: Vec<Value> =
        article.category.iter().map(|it| json!({ "slug": it.slug, "title": it.title })).collect();
    let mut record = vec![
        ("key", json!(article.source_id)),
        ("locale", article.locale.as_ref().map_or(Value::Null, |it| json!(it.as_str()))),
        ("title", json!(article.title)),
        ("short", if article.short.is_empty() { Value::Null } else { json!(article.short) }),
        ("phrasings", list(&article.phrasings)),
        ("words", list(&article.words)),
        ("category", if steps.is_empty() { Value::Null } else { Value::Array(steps) }),
        ("kind", article.kind.map_or(Value::Null, |it| json!(it.as_str()))),
        ("visibility", article.visibility.as_ref().map_or(Value::Null, |it| json!(name_of(it)))),
        ("state", article.state.map_or(Value::Null, |it| json!(it.as_str()))),
        ("valid_from", moment(&article.validity.from)),
        ("valid_until", moment(&article.validity.until)),
        ("review_on", article.review_on.map_or(Value::Null, |it| json!(it.to_string()))),
        ("products", list(&article.products)),
        ("codes", list(&article.codes)),
        ("for_people", article.is_for_people.map_or(Value::Null, |it| json!(it))),
        ("slug", text(&article.slug)),
        ("translation_of", text(&article.translation_of)),
        ("media", list(&article.media)),
    ];
    record.retain(|(_, value)| !value.is_null());
    record
}

fn name_of(visibility: &Visibility) -> String {
    match visibility {
        Visibility::Public => "public".to_owned(),
        Visibility::SignedIn => "signed-in".to_owned(),
        Visibility::Internal => "internal".to_owned(),
        Visibility::Segment(segment) => format!("segment:{segment}"),
    }
}

/// Front matter whose values are JSON, which YAML reads too, then the body as it is.
fn article_file(article: &ImportedArticle) -> Result<String, ExportError> {
    let mut text = String::from("---\n");
    for (name, value) in record_of(article) {
        let value = printable(&serde_json::to_string(&value)?);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name}: {value}");
    }
    text.push_str("---\n");
    text.push_str(&article.body);
    Ok(text)
}

/// JSON lets characters stand that YAML forbids or takes for line ends.
fn printable(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for letter in json.chars() {
        match letter {
            '\u{7f}'..='\u{9f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}' => {
                // Writing to a string cannot fail.
                let _ = write!(text, "\\u{:04x}", u32::from(letter));
            }
            _ => text.push(letter),
        }
    }
    text
}

/// File names that say what is in them and are free.
#[derive(Default)]
struct FileNames {
    taken: HashSet<String>,
    /// The number to try next, by wish.
    next: HashMap<String, u32>,
}

impl FileNames {
    fn free(&mut self, folder: &str, wish: &str, ending: &str) -> String {
        let stem = slug(wish);
        let stem = if stem.is_empty() { "item" } else { &stem };
        let first = format!("{folder}{stem}{ending}");
        let next = self.next.entry(first.clone()).or_insert(1);
        let mut name = first;
        while !self.taken.insert(name.clone()) {
            *next += 1;
            name = format!("{folder}{stem}-{next}{ending}");
        }
        name
    }
}

#[cfg(test)]
mod tests;
