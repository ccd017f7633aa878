//! How a conversation's task lies in its row.

use std::collections::BTreeMap;

use lotse_domain::actions::{Choice, Field, Kind, Step, Task};
use serde::{Deserialize, Serialize};

use crate::dialect::Value;
use crate::error::StoreError;
use crate::row::{Row, json};

#[derive(Serialize, Deserialize)]
struct StoredTask {
    run: String,
    action: String,
    name: String,
    title: String,
    step: String,
    text: String,
    fields: Vec<StoredField>,
    summary: Vec<(String, String)>,
    values: BTreeMap<String, String>,
    shown: BTreeMap<String, String>,
    code_sent_to: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct StoredField {
    key: String,
    kind: String,
    label: String,
    hint: String,
    is_required: bool,
    value: String,
    max_length: usize,
    options: Vec<(String, String)>,
    error: Option<String>,
    autocomplete: Option<String>,
}

pub(super) fn stored(it: Option<&Task>) -> Value {
    let Some(it) = it else { return Value::Text(None) };
    json(&StoredTask {
        run: it.run.to_string(),
        action: it.action.to_string(),
        name: it.name.clone(),
        title: it.title.clone(),
        step: it.step.as_str().to_owned(),
        text: it.text.clone(),
        fields: it.fields.iter().map(stored_field).collect(),
        summary: it.summary.clone(),
        values: it.values.clone(),
        shown: it.shown.clone(),
        code_sent_to: it.code_sent_to.as_ref().map(|it| it.as_str().to_owned()),
    })
}

pub(super) fn read(row: &Row) -> Result<Option<Task>, StoreError> {
    let Some(text) = row.opt_text("task")? else { return Ok(None) };
    let it: StoredTask = serde_json::from_str(&text).or(Err(TASK))?;
    Ok(Some(Task {
        run: it.run.parse().or(Err(TASK))?,
        action: it.action.parse().or(Err(TASK))?,
        name: it.name,
        title: it.title,
        step: Step::from_name(&it.step).ok_or(TASK)?,
        text: it.text,
        fields: it.fields.into_iter().map(read_field).collect::<Result<_, _>>()?,
        summary: it.summary,
        values: it.values,
        shown: it.shown,
        code_sent_to: it.code_sent_to.map(|it| it.parse()).transpose().or(Err(TASK))?,
    }))
}

const TASK: StoreError = StoreError::Corrupt("task");

fn stored_field(it: &Field) -> StoredField {
    StoredField {
        key: it.key.clone(),
        kind: it.kind.as_str().to_owned(),
        label: it.label.clone(),
        hint: it.hint.clone(),
        is_required: it.is_required,
        value: it.value.clone(),
        max_length: it.max_length,
        options: it.options.iter().map(|it| (it.value.clone(), it.label.clone())).collect(),
        error: it.error.clone(),
        autocomplete: it.autocomplete.clone(),
    }
}

fn read_field(it: StoredField) -> Result<Field, StoreError> {
    let options = it.options.into_iter().map(|(value, label)| Choice { value, label });
    Ok(Field {
        key: it.key,
        kind: Kind::from_name(&it.kind).ok_or(TASK)?,
        label: it.label,
        hint: it.hint,
        is_required: it.is_required,
        value: it.value,
        max_length: it.max_length,
        options: options.collect(),
        error: it.error,
        autocomplete: it.autocomplete,
    })
}
