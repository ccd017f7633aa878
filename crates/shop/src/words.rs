//! The sentences of the storefront and its documents, from the language files.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A language of the shop.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Locale {
    /// German.
    #[default]
    De,
    /// Polish.
    Pl,
    /// English.
    En,
}

type Sentences = HashMap<String, String>;

static SENTENCES: LazyLock<[Sentences; 3]> = LazyLock::new(|| {
    [
        include_str!("../../../locales/parts/storefront.de.json"),
        include_str!("../../../locales/parts/storefront.pl.json"),
        include_str!("../../../locales/parts/storefront.en.json"),
    ]
    .map(|text| serde_json::from_str(text).expect("the language files hold sentences by key"))
});

impl Locale {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::De, Self::Pl, Self::En];

    /// Its tag.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::Pl => "pl",
            Self::En => "en",
        }
    }

    /// The language of that tag.
    pub(crate) fn of(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == tag)
    }

    /// The first of the languages a browser asks for that the shop speaks.
    pub(crate) fn wanted(accepted: &str) -> Self {
        let tags = accepted.split(',').filter_map(|it| it.trim().get(..2));
        tags.map(str::to_lowercase).find_map(|it| Self::of(&it)).unwrap_or_default()
    }

    /// Its name in itself.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::De => "Deutsch",
            Self::Pl => "Polski",
            Self::En => "English",
        }
    }

    /// A sentence; a key that is missing is shown as it is, and found by the checks.
    pub(crate) fn say(self, key: &str) -> &'static str {
        let [de, pl, en] = &*SENTENCES;
        let sentences = match self {
            Self::De => de,
            Self::Pl => pl,
            Self::En => en,
        };
        sentences.get(key).map_or("", String::as_str)
    }

    /// A sentence with one gap filled in.
    pub(crate) fn fill(self, key: &str, gap: &str, value: &str) -> String {
        self.say(key).replace(&format!("{{{gap}}}"), value)
    }
}
