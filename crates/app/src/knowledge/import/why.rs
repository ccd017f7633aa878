//! Why something of a source was left out, or all of it, so that it can be said in any language.

use std::collections::BTreeMap;
use std::fmt;

use lotse_connectors::import::{SkipReason, Told};
use serde::{Deserialize, Serialize};

use super::ImportFailure;
use crate::knowledge::MediaError;

/// A reason: which one it is, what stands in it, and the whole of it in English.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// Which one it is, in `snake_case`; empty when it is known in English only.
    pub code: String,
    /// What stands in it, by name.
    pub values: BTreeMap<String, String>,
    /// The whole of it in English.
    pub text: String,
}

impl Why {
    pub(super) fn new<const N: usize>(
        code: &str,
        values: [(&str, String); N],
        text: &impl ToString,
    ) -> Self {
        let values = values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { code: code.to_owned(), values, text: text.to_string() }
    }

    /// As it was kept with an import that failed; earlier ones were kept in English only.
    #[must_use]
    pub fn kept(text: &str) -> Self {
        serde_json::from_str(text)
            .unwrap_or_else(|_| Self { text: text.to_owned(), ..Self::default() })
    }

    fn of(told: Told, text: &impl ToString) -> Self {
        let values =
            told.values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { code: told.code.to_owned(), values, text: text.to_string() }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.text)
    }
}

impl From<&SkipReason> for Why {
    fn from(it: &SkipReason) -> Self {
        Self::of(it.told(), it)
    }
}

impl From<&MediaError> for Why {
    fn from(it: &MediaError) -> Self {
        let code = match it {
            MediaError::TooLarge => "media_too_large",
            MediaError::NotShowable => "media_not_showable",
            MediaError::ActiveSvg => "media_active_svg",
            MediaError::Store(_) => "",
        };
        Self::new(code, [], it)
    }
}

impl ImportFailure {
    /// Why, to be said in any language.
    #[must_use]
    pub fn why(&self) -> Why {
        match self {
            Self::Source(it) => Why::of(it.told(), it),
            Self::Site(problem) => Why::new("site", [("problem", problem.clone())], self),
            Self::UnknownFormat(file) => Why::new("unknown_format", [("file", file.clone())], self),
            Self::Article(origin, problem) => {
                let values = [("origin", origin.clone()), ("problem", problem.to_string())];
                Why::new("article", values, self)
            }
            Self::NoBrand | Self::Store(_) => Why::new("", [], self),
        }
    }
}
