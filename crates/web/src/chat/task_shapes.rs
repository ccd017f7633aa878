//! How a task and what came of it look as JSON to the visitor.

use chrono::{DateTime, Utc};
use lotse_domain::actions::{Field, Task};
use lotse_domain::inbox::Receipt;
use serde::Serialize;

/// What Lotse does for the visitor.
#[derive(Debug, Serialize)]
pub(super) struct TaskJson {
    run: String,
    action: String,
    title: String,
    step: &'static str,
    text: String,
    fields: Vec<FieldJson>,
    summary: Vec<LineJson>,
}

#[derive(Debug, Serialize)]
struct FieldJson {
    key: String,
    kind: &'static str,
    label: String,
    hint: String,
    is_required: bool,
    value: String,
    max_length: usize,
    options: Vec<OptionJson>,
    error: Option<String>,
    autocomplete: Option<String>,
}

#[derive(Debug, Serialize)]
struct OptionJson {
    value: String,
    label: String,
}

#[derive(Debug, Serialize)]
struct LineJson {
    label: String,
    value: String,
}

/// What was done.
#[derive(Debug, Serialize)]
pub(super) struct ReceiptJson {
    title: String,
    reference: String,
    links: Vec<LinkJson>,
    undo_until: Option<DateTime<Utc>>,
    is_undone: bool,
}

#[derive(Debug, Serialize)]
struct LinkJson {
    label: String,
    url: String,
}

pub(super) fn task(it: &Task) -> TaskJson {
    let line =
        |(label, value): &(String, String)| LineJson { label: label.clone(), value: value.clone() };
    TaskJson {
        run: it.run.to_string(),
        action: it.name.clone(),
        title: it.title.clone(),
        step: it.step.as_str(),
        text: it.text.clone(),
        fields: it.fields.iter().map(field).collect(),
        summary: it.summary.iter().map(line).collect(),
    }
}

fn field(it: &Field) -> FieldJson {
    let options = it.options.iter();
    FieldJson {
        key: it.key.clone(),
        kind: it.kind.as_str(),
        label: it.label.clone(),
        hint: it.hint.clone(),
        is_required: it.is_required,
        value: it.value.clone(),
        max_length: it.max_length,
        options: options
            .map(|it| OptionJson { value: it.value.clone(), label: it.label.clone() })
            .collect(),
        error: it.error.clone(),
        autocomplete: it.autocomplete.clone(),
    }
}

pub(super) fn receipt(it: &Receipt) -> ReceiptJson {
    let links = it.links.iter();
    ReceiptJson {
        title: it.title.clone(),
        reference: it.reference.clone(),
        links: links
            .map(|(label, url)| LinkJson { label: label.clone(), url: url.clone() })
            .collect(),
        undo_until: it.undo_until,
        is_undone: it.is_undone,
    }
}
