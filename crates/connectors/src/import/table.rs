//! Rows of a table to articles, whatever file the table came from.

use serde_json::{Map, Value};

use super::fields::{Fields, article_of};
use super::html::{html_to_markdown, looks_like_html};
use super::ids::{check_unique, stable_id};
use super::mapping::{Field, Mapping};
use super::{ImportError, Limits, Progress, Reading, SkipReason};

/// One row with the place it stands at.
pub(super) struct Row {
    /// For messages: `faq.csv:12`.
    pub(super) origin: String,
    pub(super) cells: Vec<String>,
}

/// A table: its headings and the rows below them.
pub(super) struct Table {
    pub(super) headers: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// Adds the articles of `table` to `reading`.
pub(super) fn read_table(
    name: &str,
    table: Table,
    rules: (&Mapping, &Limits),
    reading: &mut Reading,
    progress: Progress<'_>,
) -> Result<(), ImportError> {
    let (mapping, limits) = rules;
    let fields = mapping.fields_of(&table.headers);
    for (field, title) in [(Field::Question, "question"), (Field::Answer, "answer")] {
        if !fields.contains(&Some(field)) {
            return Err(ImportError::NoColumn { file: name.into(), field: title });
        }
    }
    limits.check_articles(name, reading.articles.len() + table.rows.len())?;
    let total = table.rows.len();
    for (done, row) in table.rows.into_iter().enumerate() {
        if done % 1000 == 0 {
            progress(done, total);
        }
        read_row(row, &fields, reading);
    }
    progress(total, total);
    check_unique(&reading.articles)
}

fn read_row(row: Row, fields: &[Option<Field>], reading: &mut Reading) {
    if row.cells.iter().all(|it| it.trim().is_empty()) {
        return;
    }
    let mut values = Map::new();
    for (field, cell) in fields.iter().zip(row.cells) {
        if let Some(field) = field {
            values.insert(field.key().to_owned(), Value::String(cell));
        }
    }
    let article = article_of(&Fields::foreign(values), &row.origin, &mut reading.skipped);
    let mut article = match article {
        Ok(article) => article,
        Err(reason) => return reading.skip(row.origin, reason),
    };
    article.title = one_line(&article.title);
    article.body = markdown(&article.body);
    article.short = one_line(&markdown(&article.short));
    if article.title.is_empty() {
        return reading.skip(row.origin, SkipReason::NoTitle);
    }
    if article.body.is_empty() {
        return reading.skip(row.origin, SkipReason::NoAnswer);
    }
    if article.source_id.is_empty() {
        let locale = article.locale.as_ref().map_or("", |it| it.as_str());
        article.source_id = stable_id(&[locale, &article.title]);
    }
    reading.articles.push(article);
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn markdown(cell: &str) -> String {
    let text = cell.replace("\r\n", "\n").replace('\r', "\n");
    if looks_like_html(&text) { html_to_markdown(&text, None) } else { text.trim().to_owned() }
}
