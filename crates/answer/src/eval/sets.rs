//! Reads evaluation sets.

use std::collections::HashMap;

use lotse_domain::locale::Locale;
use serde::Deserialize;

/// A set that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SetError {
    /// A line is not JSON of the expected form.
    #[error("{set}, line {line}: {problem}")]
    Line {
        /// Which set.
        set: &'static str,
        /// Counts from 1.
        line: usize,
        /// What is wrong with it.
        problem: String,
    },
}

/// One thing the engine may answer with.
#[derive(Debug)]
pub(super) struct KnowledgeLine {
    pub(super) number: u128,
    pub(super) id: String,
    pub(super) locale: Locale,
    pub(super) title: String,
    pub(super) body: String,
    pub(super) phrasings: Vec<String>,
}

#[derive(Deserialize)]
struct RawKnowledge {
    id: String,
    #[serde(default)]
    lang: String,
    title: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    phrasings: Vec<String>,
}

/// One question with the ids of its right answers.
#[derive(Debug, Deserialize)]
pub(super) struct AskedLine {
    pub(super) text: String,
    #[serde(default)]
    pub(super) expected: Vec<String>,
}

/// Reads knowledge; a missing language is English.
pub(super) fn knowledge(text: &str) -> Result<Vec<KnowledgeLine>, SetError> {
    let set = "knowledge";
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut lines = Vec::new();
    for (line, raw) in numbered(text) {
        let fail = |problem: String| SetError::Line { set, line, problem };
        let raw: RawKnowledge = serde_json::from_str(raw).map_err(|it| fail(it.to_string()))?;
        let lang = if raw.lang.is_empty() { "en" } else { &raw.lang };
        let Ok(locale) = lang.parse() else {
            return Err(fail(format!("`{lang}` is not a language")));
        };
        if let Some(first) = seen.insert(raw.id.clone(), line) {
            return Err(fail(format!("the id `{}` stands in line {first} too", raw.id)));
        }
        lines.push(KnowledgeLine {
            number: line as u128,
            id: raw.id,
            locale,
            title: raw.title,
            body: raw.body,
            phrasings: raw.phrasings,
        });
    }
    Ok(lines)
}

/// Reads questions; those whose answer the knowledge lacks cannot be answered rightly.
pub(super) fn questions(text: &str) -> Result<Vec<AskedLine>, SetError> {
    asked(text, "questions", |_| true)
}

/// Reads examples, whose answers must all be known.
pub(super) fn examples(
    text: &str,
    is_known: impl Fn(&str) -> bool,
) -> Result<Vec<AskedLine>, SetError> {
    asked(text, "examples", is_known)
}

fn asked(
    text: &str,
    set: &'static str,
    is_known: impl Fn(&str) -> bool,
) -> Result<Vec<AskedLine>, SetError> {
    let mut lines = Vec::new();
    for (line, raw) in numbered(text) {
        let fail = |problem: String| SetError::Line { set, line, problem };
        let asked: AskedLine = serde_json::from_str(raw).map_err(|it| fail(it.to_string()))?;
        if let Some(unknown) = asked.expected.iter().find(|it| !is_known(it)) {
            return Err(fail(format!("the knowledge has no `{unknown}`")));
        }
        lines.push(asked);
    }
    Ok(lines)
}

fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(knowledge_text: &str, questions: &str, expect: &str) {
        let error = match knowledge(knowledge_text) {
            Err(error) => error,
            Ok(lines) => examples(questions, |id| lines.iter().any(|it| it.id == id)).unwrap_err(),
        };
        assert!(error.to_string().contains(expect), "{error}");
    }

    #[test]
    fn errors_name_set_and_line() {
        let good = r#"{"id":"a","lang":"de","title":"A"}"#;
        check("{}", "", "knowledge, line 1");
        check(&format!("{good}\n{good}"), "", "knowledge, line 2");
        check(r#"{"id":"a","lang":"deutsch","title":"A"}"#, "", "not a language");
        check(good, "\n{\"text\":1}", "examples, line 2");
        check(good, r#"{"text":"x","expected":["b"]}"#, "no `b`");
    }
}
