//! What a task asks next: fields with their options, and what is wrong with what was typed.

use std::collections::{BTreeMap, BTreeSet};

use lotse_connectors::call::{Failure, fill, names};
use lotse_domain::actions::{Choice, Field, Kind, Task, is_iso_date};
use lotse_domain::contacts::Email;
use regex::Regex;
use serde_json::Value;

use super::check::LONGEST;
use super::document::{Lookup, Property, Schema};
use super::doing::Doing;
use crate::App;

/// The longest text where the form names none.
const LONG: usize = 200;
/// So many options are offered at most.
const OPTIONS: usize = 50;

/// What stands in the way of asking on.
#[derive(Debug)]
pub(super) enum Stop {
    /// The system has nothing to choose from.
    Nothing,
    /// The system said no or did not answer.
    Failed(Failure),
}

impl App {
    /// Sets the fields a task asks for now; none when everything is known. Where the system has
    /// one option only, it is chosen.
    pub(super) async fn ask_next(&self, doing: &Doing<'_>, task: &mut Task) -> Result<(), Stop> {
        let form = &doing.action.document.form;
        let typed: BTreeMap<String, (String, Option<String>)> =
            task.fields.drain(..).map(|it| (it.key, (it.value, it.error))).collect();
        for (key, property) in form.fields() {
            if task.values.contains_key(key) || !is_askable(property, form, task) {
                continue;
            }
            let mut field = doing.field(key, property);
            if let Some(lookup) = &property.lookup {
                field.options = self.options(doing, task, lookup).await?;
                match field.options.as_slice() {
                    [] if field.is_required => return Err(Stop::Nothing),
                    [] => continue,
                    [only] if field.is_required => {
                        take(task, key, only.clone());
                        continue;
                    }
                    _ => {}
                }
            }
            if let Some((value, error)) = typed.get(key).cloned() {
                (field.value, field.error) = (value, error);
            }
            task.fields.push(field);
        }
        Ok(())
    }

    async fn options(
        &self,
        doing: &Doing<'_>,
        task: &Task,
        lookup: &Lookup,
    ) -> Result<Vec<Choice>, Stop> {
        let found = self.look_up_options(doing, task, lookup).await.map_err(Stop::Failed)?;
        let items = lookup.items.split('.').fold(&found, |it, step| &it[step]);
        let items = items.as_array().map(Vec::as_slice).unwrap_or_default();
        let option = |it: &Value| {
            let it = doing.readable(it);
            let (value, label) = (fill(&lookup.value, it.1), fill(&lookup.label, &it.0));
            Choice { value, label }
        };
        Ok(items.iter().take(OPTIONS).map(option).filter(|it| !it.value.is_empty()).collect())
    }
}

/// Whether what its options depend on is known.
fn is_askable(property: &Property, form: &Schema, task: &Task) -> bool {
    let Some(lookup) = &property.lookup else { return true };
    let mut needed = names(&lookup.path).into_iter().filter(|it| form.properties.contains_key(*it));
    needed.all(|it| task.values.contains_key(it))
}

fn take(task: &mut Task, key: &str, choice: Choice) {
    task.values.insert(key.to_owned(), choice.value);
    task.shown.insert(key.to_owned(), choice.label);
}

/// Takes over what was entered for the fields asked for. What is wrong stays in its field with
/// the reason; a required field that was left empty is one, once the others were sent.
pub(super) fn enter(
    doing: &Doing<'_>,
    task: &mut Task,
    entered: &BTreeMap<String, String>,
    is_whole: bool,
) {
    let form = &doing.action.document.form;
    let mut changed = BTreeSet::new();
    let mut fields = std::mem::take(&mut task.fields);
    for field in &mut fields {
        let Some(property) = form.properties.get(&field.key) else { continue };
        let typed = match entered.get(&field.key) {
            Some(it) => it.trim().to_owned(),
            None if is_whole => String::new(),
            None => continue,
        };
        field.error = wrong(field, property, &typed).map(|key| doing.say(key));
        field.value.clone_from(&typed);
        if field.error.is_some() {
            continue;
        }
        if task.values.get(&field.key) != Some(&typed) {
            changed.insert(field.key.clone());
        }
        match field.options.iter().find(|it| it.value == typed) {
            Some(choice) => take(task, &field.key, choice.clone()),
            None => {
                task.values.insert(field.key.clone(), typed);
            }
        }
    }
    forget_dependents(form, task, &changed);
    task.fields = fields.into_iter().filter(|it| it.error.is_some()).collect();
}

/// What was chosen from options that depend on something that changed is chosen anew.
fn forget_dependents(form: &Schema, task: &mut Task, changed: &BTreeSet<String>) {
    let mut stale = changed.clone();
    for (key, property) in form.fields() {
        let Some(lookup) = &property.lookup else { continue };
        if !changed.contains(key) && names(&lookup.path).into_iter().any(|it| stale.contains(it)) {
            task.values.remove(key);
            task.shown.remove(key);
            stale.insert(key.to_owned());
        }
    }
}

/// The key of the sentence that says what is wrong with a value.
fn wrong(field: &Field, property: &Property, value: &str) -> Option<&'static str> {
    if value.is_empty() {
        return field.is_required.then_some("chat.bot.field_empty");
    }
    let length = value.chars().count();
    if field.max_length < length {
        return Some("chat.bot.field_too_long");
    }
    if length < property.min_length.unwrap_or(0) {
        return Some("chat.bot.field_too_short");
    }
    let is_right = match field.kind {
        Kind::Email => value.parse::<Email>().is_ok(),
        Kind::Date => is_iso_date(value),
        Kind::Choice => field.options.iter().any(|it| it.value == value),
        Kind::Text | Kind::Code => true,
    };
    if !is_right {
        return Some(match field.kind {
            Kind::Email => "chat.bot.field_email",
            Kind::Date => "chat.bot.field_date",
            _ => "chat.bot.field_choice",
        });
    }
    let pattern = property.pattern.as_deref().and_then(|it| Regex::new(it).ok());
    pattern.is_some_and(|it| !it.is_match(value)).then_some("chat.bot.field_pattern")
}

impl Doing<'_> {
    pub(super) fn field(&self, key: &str, it: &Property) -> Field {
        let form = &self.action.document.form;
        let texts = self.texts.fields.get(key).cloned().unwrap_or_default();
        let kind = match it.format.as_deref() {
            _ if it.lookup.is_some() || !it.options.is_empty() => Kind::Choice,
            Some("email") => Kind::Email,
            Some("date") => Kind::Date,
            _ => Kind::Text,
        };
        let option = |value: &String| {
            let label = self.texts.values.get(value).unwrap_or(value).clone();
            Choice { value: value.clone(), label }
        };
        Field {
            key: key.to_owned(),
            kind,
            label: texts.label,
            hint: texts.hint,
            is_required: form.requires(key),
            value: String::new(),
            max_length: it.max_length.unwrap_or(LONG).min(LONGEST),
            options: it.options.iter().map(option).collect(),
            error: None,
            autocomplete: it.autocomplete.clone(),
        }
    }
}
