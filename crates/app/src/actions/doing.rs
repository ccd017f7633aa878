//! One task at one moment: the action, who wants it, and how its sentences are filled in.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate};
use lotse_connectors::call::{Endpoint, Failure, fill};
use lotse_domain::actions::Task;
use lotse_domain::contacts::{Contact, Email};
use lotse_domain::inbox::{Channel, Conversation};
use serde_json::{Map, Value, json};

use super::ActionNow;
use super::document::{Call, Lookup, Texts};
use crate::App;
use crate::chat::Voice;

/// All that carrying on a task needs.
pub(super) struct Doing<'a> {
    pub(super) action: ActionNow,
    pub(super) texts: Texts,
    pub(super) contact: Contact,
    pub(super) channel: Channel,
    pub(super) voice: Voice<'a>,
    pub(super) endpoint: Endpoint,
}

impl App {
    /// What carrying on with an action in a conversation needs; `None` when the action is not
    /// offered any more or its system is gone.
    pub(super) fn doing<'a>(
        &self,
        action: ActionNow,
        (seen, contact): (&Conversation, Contact),
        voice: Voice<'a>,
    ) -> Option<Doing<'a>> {
        let current = self.current();
        let brand = current.brand_of(seen.brand)?;
        let texts = action.document.texts(&seen.locale, &brand.brand.default_locale)?.clone();
        let system = current.systems.iter().find(|it| it.name == action.document.system)?;
        let endpoint = self.endpoint(system)?;
        Some(Doing { texts, contact, channel: seen.channel, voice, endpoint, action })
    }

    /// Asks the system; nothing is changed there.
    pub(super) async fn look_up_options(
        &self,
        doing: &Doing<'_>,
        task: &Task,
        lookup: &Lookup,
    ) -> Result<Value, Failure> {
        let call = Call { method: "GET".to_owned(), path: lookup.path.clone(), body: None };
        self.call(doing, &call, &doing.scope(task, &Value::Null), None).await
    }

    /// Calls the system of an action.
    pub(super) async fn call(
        &self,
        doing: &Doing<'_>,
        call: &Call,
        scope: &Value,
        key: Option<&str>,
    ) -> Result<Value, Failure> {
        let impossible = || Failure::Unreachable("the request could not be made".to_owned());
        let method = call.method.parse().ok().ok_or_else(impossible)?;
        let filled = doing.endpoint.request(method, &call.path, (call.body.as_ref(), scope));
        doing.endpoint.call(&self.egress, &filled.ok_or_else(impossible)?, key).await
    }
}

impl Doing<'_> {
    pub(super) fn say(&self, key: &str) -> String {
        self.voice.say(key, &[])
    }

    /// What templates may name: for the other system, with its own words.
    pub(super) fn scope(&self, task: &Task, result: &Value) -> Value {
        let mut all: Map<String, Value> = task.values.iter().map(entry).collect();
        all.extend(self.common(task.run.to_string(), result));
        Value::Object(all)
    }

    /// The same for people: choices by their labels, words and days as people read them.
    pub(super) fn shown_scope(&self, task: &Task, result: &Value) -> Value {
        let mut all: Map<String, Value> = self.labels(&task.values, &task.shown);
        all.extend(self.common(task.run.to_string(), &self.readable(result).0));
        Value::Object(all)
    }

    pub(super) fn labels(
        &self,
        values: &BTreeMap<String, String>,
        shown: &BTreeMap<String, String>,
    ) -> Map<String, Value> {
        let label = |(key, value): (&String, &String)| {
            let shown = shown.get(key).cloned().unwrap_or_else(|| self.word(value));
            (key.clone(), Value::String(shown))
        };
        values.iter().map(label).collect()
    }

    fn common(&self, run: String, result: &Value) -> Vec<(String, Value)> {
        let email = self.contact.email.as_ref().map(Email::as_str);
        let contact = json!({
            "id": self.contact.id.to_string(), "email": email, "name": self.contact.name,
        });
        vec![
            ("contact".to_owned(), contact),
            ("locale".to_owned(), self.voice.locale().as_str().into()),
            ("channel".to_owned(), self.channel.as_str().into()),
            ("run".to_owned(), run.into()),
            ("result".to_owned(), result.clone()),
        ]
    }

    /// A sentence of the action, filled in for people.
    pub(super) fn sentence(&self, template: &str, task: &Task, result: &Value) -> String {
        fill(template, &self.shown_scope(task, result))
    }

    /// An answer of the system as people read it, and as it is.
    pub(super) fn readable<'v>(&self, it: &'v Value) -> (Value, &'v Value) {
        (self.translated(it), it)
    }

    fn translated(&self, it: &Value) -> Value {
        match it {
            Value::String(text) => Value::String(self.word(text)),
            Value::Array(all) => all.iter().map(|it| self.translated(it)).collect(),
            Value::Object(all) => {
                all.iter().map(|(key, it)| (key.clone(), self.translated(it))).collect()
            }
            other => other.clone(),
        }
    }

    /// A word of the system as people read it; days in the order of the language.
    fn word(&self, text: &str) -> String {
        if let Some(word) = self.texts.values.get(text) {
            return word.clone();
        }
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        let day = day.or_else(|| DateTime::parse_from_rfc3339(text).ok().map(|it| it.date_naive()));
        let form =
            if self.voice.locale().as_str().starts_with("en") { "%-d %B %Y" } else { "%d.%m.%Y" };
        day.map_or_else(|| text.to_owned(), |it| it.format(form).to_string())
    }
}

fn entry((key, value): (&String, &String)) -> (String, Value) {
    (key.clone(), Value::String(value.clone()))
}
