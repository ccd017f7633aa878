//! What finds articles by what they mean: a model in a folder of this machine.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;

/// What finds articles by what they mean.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Encoder {
    /// Where the model is; articles are found by their words alone while empty.
    pub(crate) folder: PathBuf,
    /// How long a question may wait for it.
    pub(crate) budget_ms: u32,
}

impl Default for Encoder {
    fn default() -> Self {
        Self { folder: PathBuf::new(), budget_ms: 30 }
    }
}

impl Encoder {
    /// What is wrong, as a sentence.
    pub(crate) fn check(&self) -> Option<String> {
        let is_right = (1..=10_000).contains(&self.budget_ms);
        (!is_right).then(|| "encoder.budget_ms must be from 1 to 10000.".to_owned())
    }

    /// Where the model is, if one is set.
    pub(crate) fn folder(&self) -> Option<&Path> {
        Some(self.folder.as_path()).filter(|it| !it.as_os_str().is_empty())
    }

    /// How long a question may wait for it.
    pub(crate) fn budget(&self) -> Duration {
        Duration::from_millis(self.budget_ms.into())
    }
}
