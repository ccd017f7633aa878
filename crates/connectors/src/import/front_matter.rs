//! The block of names and values on top of a Markdown page, in YAML or TOML.

use serde_json::{Map, Value};

/// More than any page's front matter, less than a bomb needs.
const MAX_BYTES: usize = 1024 * 1024;

/// A page split into its values and its text.
#[derive(Debug, PartialEq)]
pub(super) struct Page<'a> {
    pub(super) values: Map<String, Value>,
    pub(super) body: &'a str,
}

/// Why front matter cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// The line in the file, from 1.
    pub(super) line: usize,
    /// What the reader said, on one line.
    pub(super) text: String,
}

/// Splits a page; one without front matter is all body.
pub(super) fn split(text: &str) -> Result<Page<'_>, Problem> {
    let plain = Page { values: Map::new(), body: text };
    let Some((first, rest)) = text.split_once('\n') else { return Ok(plain) };
    let mark = first.trim_end();
    if !matches!(mark, "---" | "+++") {
        return Ok(plain);
    }
    let Some((block, body)) = until_mark(rest, mark) else { return Ok(plain) };
    if MAX_BYTES < block.len() {
        return Err(Problem { line: 1, text: format!("it is longer than {MAX_BYTES} bytes") });
    }
    let value = if mark == "---" { yaml(block)? } else { toml(block)? };
    match value {
        Value::Object(values) => Ok(Page { values, body }),
        Value::Null => Ok(Page { values: Map::new(), body }),
        // A rule, then text, then another rule.
        _ => Ok(plain),
    }
}

fn until_mark<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        if line.trim_end() == mark {
            return Some((text.get(..at)?, text.get(end..)?));
        }
        at = end;
    }
    None
}

fn yaml(block: &str) -> Result<Value, Problem> {
    if block.trim().is_empty() {
        return Ok(Value::Null);
    }
    let options = serde_saphyr::options! {
        with_snippet: false,
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: 10_000 },
    };
    serde_saphyr::from_str_with_options(block, options).map_err(|error| {
        let line = error.location().map_or(0, |it| it.line());
        problem(usize::try_from(line).unwrap_or_default(), &error.to_string())
    })
}

fn toml(block: &str) -> Result<Value, Problem> {
    let table: toml::Table = toml::from_str(block).map_err(|error| {
        let before = error.span().and_then(|it| block.get(..it.start)).unwrap_or_default();
        problem(before.matches('\n').count() + 1, error.message())
    })?;
    Ok(json(toml::Value::Table(table)))
}

/// `line` counts in the block, which starts on the file's second line.
fn problem(line: usize, text: &str) -> Problem {
    Problem { line: line + 1, text: text.lines().next().unwrap_or_default().to_owned() }
}

fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(flag) => Value::Bool(flag),
        toml::Value::Datetime(moment) => Value::String(moment.to_string()),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(table) => {
            table.into_iter().map(|(name, value)| (name, json(value))).collect()
        }
    }
}

#[cfg(test)]
mod tests;
