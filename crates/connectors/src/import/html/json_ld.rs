//! Questions in a page's structured data (schema.org `FAQPage` and `QAPage` as JSON-LD).

use scraper::Html;
use serde_json::Value;
use url::Url;

use super::{Question, html_to_markdown, looks_like_html, selector};

/// All questions with an answer, in the order of the page; what is no JSON goes to `problems`.
pub(super) fn questions(
    html: &Html,
    base: Option<&Url>,
    problems: &mut Vec<String>,
) -> Vec<Question> {
    let mut found = Vec::new();
    let Some(scripts) = selector(r#"script[type^="application/ld+json" i]"#) else { return found };
    for script in html.select(&scripts) {
        let text: String = script.text().collect();
        match parse(&text) {
            Ok(value) => collect(&value, base, &mut found),
            Err(error) => problems.push(error),
        }
    }
    found
}

/// Pages often carry raw line breaks inside strings, or wrap the block in a comment.
fn parse(text: &str) -> Result<Value, String> {
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let text = text.trim().trim_start_matches("//<![CDATA[").trim_end_matches("//]]>");
    serde_json::from_str(text).or_else(|_| {
        let plain: String = text.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
        serde_json::from_str(&plain).map_err(|error| error.to_string())
    })
}

fn collect(value: &Value, base: Option<&Url>, found: &mut Vec<Question>) {
    match value {
        Value::Array(items) => items.iter().for_each(|it| collect(it, base, found)),
        Value::Object(object) => {
            if is_a(value, "Question") {
                found.extend(question(value, base));
                return;
            }
            object.values().for_each(|it| collect(it, base, found));
        }
        _ => {}
    }
}

fn is_a(value: &Value, wanted: &str) -> bool {
    let fits =
        |it: &Value| it.as_str().is_some_and(|it| it.rsplit(['/', ':']).next() == Some(wanted));
    match value.get("@type") {
        Some(Value::Array(types)) => types.iter().any(fits),
        Some(one) => fits(one),
        None => false,
    }
}

fn question(value: &Value, base: Option<&Url>) -> Option<Question> {
    let name = ["name", "text", "headline"].iter().find_map(|it| value.get(*it)?.as_str())?;
    let title = plain_line(name);
    if title.is_empty() {
        return None;
    }
    let accepted = value.get("acceptedAnswer").map(|it| answers(it, base)).unwrap_or_default();
    let answers = if accepted.is_empty() {
        value.get("suggestedAnswer").and_then(|it| most_voted(it, base)).into_iter().collect()
    } else {
        accepted
    };
    let locale = value.get("inLanguage").and_then(Value::as_str).and_then(|it| it.parse().ok());
    Some(Question { title, answer: answers.join("\n\n"), locale })
}

/// The suggested answer with the most votes; of several with as many, the first.
fn most_voted(value: &Value, base: Option<&Url>) -> Option<String> {
    let votes = |it: &Value| match it.get("upvoteCount") {
        Some(Value::Number(votes)) => votes.as_f64().unwrap_or_default(),
        Some(Value::String(votes)) => votes.trim().parse().unwrap_or_default(),
        _ => 0.0,
    };
    let mut all: Vec<&Value> = match value {
        Value::Array(items) => items.iter().collect(),
        one => vec![one],
    };
    all.sort_by(|a, b| votes(b).total_cmp(&votes(a)));
    all.into_iter().find_map(|it| answers(it, base).into_iter().find(|it| !it.is_empty()))
}

fn answers(value: &Value, base: Option<&Url>) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(|it| answers(it, base)).collect(),
        Value::String(text) => vec![answer_markdown(text, base)],
        Value::Object(object) => {
            let text = object.get("text").and_then(Value::as_str).unwrap_or_default();
            let text = answer_markdown(text, base);
            if text.is_empty() { Vec::new() } else { vec![text] }
        }
        _ => Vec::new(),
    }
}

/// Answers come as HTML, as HTML with its brackets written as entities, or as plain text.
fn answer_markdown(text: &str, base: Option<&Url>) -> String {
    if looks_like_html(text) {
        return html_to_markdown(text, base);
    }
    let decoded = without_entities(text);
    if looks_like_html(&decoded) {
        return html_to_markdown(&decoded, base);
    }
    decoded.replace("\r\n", "\n").trim().to_owned()
}

/// `AT&amp;T` as `AT&T`; the parser of the page itself knows all entities.
fn without_entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let shielded = text.replace('<', "&lt;");
    let fragment = scraper::Html::parse_fragment(&shielded);
    fragment.root_element().text().collect()
}

fn plain_line(text: &str) -> String {
    let text = if looks_like_html(text) {
        let fragment = scraper::Html::parse_fragment(text);
        fragment.root_element().text().collect::<Vec<_>>().join(" ")
    } else {
        without_entities(text)
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
