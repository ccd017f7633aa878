//! The demo's public articles as knowledge for the measurement.
//!
//! The test `demo_answers` of the crate `answer` includes this file, so it needs nothing of ours.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

/// What stands on top of the demo's articles; anything else is a mistake.
const NAMES: [&str; 13] = [
    "key",
    "title",
    "category",
    "kind",
    "visibility",
    "short",
    "phrasings",
    "words",
    "products",
    "codes",
    "review_on",
    "valid_from",
    "valid_until",
];

/// How much of an article the engine gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Title and text.
    Text,
    /// Also how people ask it.
    Phrasings,
}

/// One article of the demo.
struct Article {
    key: String,
    title: String,
    visibility: String,
    phrasings: Vec<String>,
    body: String,
}

/// The public articles in `folder`, by file name, as JSON lines.
///
/// # Errors
/// Says which file is not as the demo's files are.
pub(crate) fn knowledge(folder: &Path, lang: &str, extent: Extent) -> Result<String, String> {
    let mut lines = String::new();
    for path in files(folder)? {
        let named = |problem: String| format!("{}: {problem}", path.display());
        let text = std::fs::read_to_string(&path).map_err(|it| named(it.to_string()))?;
        let article = article(&text).map_err(named)?;
        if article.visibility != "public" {
            continue;
        }
        let phrasings = match extent {
            Extent::Text => Vec::new(),
            Extent::Phrasings => article.phrasings,
        };
        let line = json!({
            "id": article.key,
            "lang": lang,
            "title": article.title,
            "body": article.body,
            "phrasings": phrasings,
        });
        lines.push_str(&line.to_string());
        lines.push('\n');
    }
    Ok(lines)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let named = |problem: std::io::Error| format!("{}: {problem}", folder.display());
    let entries = std::fs::read_dir(folder).map_err(named)?;
    let paths = entries.map(|it| it.map(|it| it.path())).collect::<Result<Vec<_>, _>>();
    let mut paths = paths.map_err(named)?;
    paths.retain(|it| it.extension().is_some_and(|it| it == "md"));
    paths.sort();
    Ok(paths)
}

fn article(text: &str) -> Result<Article, String> {
    let (head, body) = text
        .strip_prefix("---\n")
        .and_then(|it| it.split_once("\n---\n"))
        .ok_or("it has no front matter")?;
    let (mut key, mut title, mut visibility) = (None, None, None);
    let mut phrasings = Vec::new();
    let mut is_phrasing = false;
    for line in head.lines() {
        if let Some(item) = line.strip_prefix("  - ") {
            if !is_phrasing {
                return Err(format!("`{line}` belongs to nothing"));
            }
            phrasings.push(value(item)?);
            continue;
        }
        let (name, rest) = line.split_once(':').ok_or(format!("`{line}` has no name"))?;
        if !NAMES.contains(&name) {
            return Err(format!("`{name}` is unknown"));
        }
        is_phrasing = name == "phrasings";
        match name {
            "key" => key = Some(value(rest)?),
            "title" => title = Some(value(rest)?),
            "visibility" => visibility = Some(value(rest)?),
            _ => {}
        }
    }
    Ok(Article {
        key: key.ok_or("it has no key")?,
        title: title.ok_or("it has no title")?,
        visibility: visibility.ok_or("it does not say who may read it")?,
        phrasings,
        body: body.trim().to_owned(),
    })
}

/// A value in quotation marks, which are those of JSON, or without any.
fn value(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.starts_with('"') {
        let value: Value = serde_json::from_str(text).map_err(|it| format!("`{text}`: {it}"))?;
        return value.as_str().map(str::to_owned).ok_or(format!("`{text}` is not a text"));
    }
    if text.is_empty() || text.starts_with(['\'', '[', '{', '|', '>', '&', '*']) {
        return Err(format!("`{text}` is not a plain value"));
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_its_title_text_and_phrasings() {
        let text = "---\nkey: a\ntitle: \"A: \\\"b\\\"\"\nvisibility: public\nphrasings:\n  - one\n  \
                    - \"two\"\nwords: [x]\n---\n\nText\n---\nmore\n";
        let article = article(text).unwrap();
        assert_eq!(article.title, "A: \"b\"");
        assert_eq!(article.phrasings, ["one", "two"]);
        assert_eq!(article.body, "Text\n---\nmore");
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        let check = |text: &str, expect: &str| {
            let problem = article(text).err().unwrap();
            assert!(problem.contains(expect), "{problem}");
        };
        check("text", "front matter");
        check("---\nkey: a\n---\nx", "no title");
        check("---\nkeys: a\n---\nx", "unknown");
        check("---\nkey: 'a'\n---\nx", "plain");
        check("---\nkey: a\n  - b\n---\nx", "belongs to nothing");
    }
}
