//! What may put answers into other words: a language model of the operator's choice.

use std::time::Duration;

use lotse_app::{Secret, answers};
use serde::Deserialize;
use url::Url;

use super::mail::Hidden;

/// What may put answers into other words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Model {
    /// What comes before `/chat/completions`; no model while empty.
    pub(crate) url: String,
    /// Its name there.
    pub(crate) name: String,
    /// What proves who asks.
    pub(crate) key: Hidden,
    /// How long an answer may wait for it.
    pub(crate) budget_ms: u32,
}

impl Default for Model {
    fn default() -> Self {
        let (url, name) = (String::new(), String::new());
        Self { url, name, key: Hidden::default(), budget_ms: 1_500 }
    }
}

impl Model {
    /// For the use cases; `None` when no model is set. The error is a sentence.
    pub(crate) fn app(&self) -> Result<Option<answers::Model>, String> {
        if self.url.is_empty() {
            return Ok(None);
        }
        let url = Url::parse(&self.url).ok().filter(|it| matches!(it.scheme(), "http" | "https"));
        let url = url.ok_or_else(|| {
            format!(
                "model.url: `{}` is not an address like `https://llm.example.org/v1`.",
                self.url
            )
        })?;
        if self.name.is_empty() {
            return Err("model.name must be the name of the model at model.url.".to_owned());
        }
        if !(1..=60_000).contains(&self.budget_ms) {
            return Err("model.budget_ms must be from 1 to 60000.".to_owned());
        }
        let key = (!self.key.0.is_empty()).then(|| Secret::new(&self.key.0));
        let budget = Duration::from_millis(self.budget_ms.into());
        Ok(Some(answers::Model { url, name: self.name.clone(), key, budget }))
    }
}
