//! How knowledge looks as JSON.

use chrono::{DateTime, NaiveDate, Utc};
use lotse_domain::knowledge::{
    Access, Article, Content, Facts, Kind, State, Translation, Validity, Visibility, seen_at,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::page::{opt_parsed, parsed};
use crate::error::Problem;

/// What holds for an article in all its languages.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FactsJson {
    /// The topic it stands under.
    pub(super) category_id: Option<String>,
    /// `answer`, `article`, `guide`, `manual` or `post`.
    pub(super) kind: String,
    /// `public`, `signed_in`, `segment` or `internal`.
    pub(super) visibility: String,
    /// The segment, when `visibility` is `segment`.
    pub(super) segment: Option<String>,
    /// It holds from then on.
    pub(super) valid_from: Option<DateTime<Utc>>,
    /// It holds until then, exclusive.
    pub(super) valid_until: Option<DateTime<Utc>>,
    /// By when somebody should check it.
    pub(super) review_on: Option<NaiveDate>,
    /// Products it is about.
    #[serde(default)]
    pub(super) products: Vec<String>,
    /// Error codes and display texts it explains.
    #[serde(default)]
    pub(super) codes: Vec<String>,
    /// Whether a person answers what is asked about it in the chat, never Lotse.
    #[serde(default)]
    pub(super) is_for_people: bool,
}

/// The words of an article in one language.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ContentJson {
    /// The question or matter in a few words.
    pub(super) title: String,
    /// How people ask it.
    pub(super) phrasings: Vec<String>,
    /// Markdown.
    pub(super) body: String,
    /// The answer in one or two sentences without mark-up.
    pub(super) short: String,
    /// Lay words that mean this article.
    pub(super) words: Vec<String>,
}

/// An article in one language.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct TranslationJson {
    pub(super) locale: String,
    pub(super) slug: String,
    /// `draft`, `in_review`, `published` or `archived`.
    pub(super) state: String,
    /// Counts the saved texts; hand it in as `base_version` when saving.
    pub(super) version: i64,
    /// The version customers read; null when nothing is live.
    pub(super) live_version: Option<i64>,
    pub(super) updated_at: DateTime<Utc>,
    /// When somebody last said that what is live is right; publishing says so too.
    pub(super) checked_at: Option<DateTime<Utc>>,
    /// Whether another language was changed more than a day after this one was changed or checked.
    pub(super) outdated: bool,
    pub(super) content: ContentJson,
    /// Where customers read it.
    pub(super) url: String,
}

/// Where an article was imported from.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct SourceJson {
    name: String,
    id: String,
}

/// How readers judged an article.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct HelpfulJson {
    pub(super) yes: i64,
    pub(super) no: i64,
}

/// An article with all its languages.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct ArticleJson {
    pub(super) id: String,
    pub(super) brand_id: String,
    pub(super) facts: FactsJson,
    pub(super) source: Option<SourceJson>,
    pub(super) created_at: DateTime<Utc>,
    pub(super) updated_at: DateTime<Utc>,
    pub(super) translations: Vec<TranslationJson>,
    pub(super) helpful: HelpfulJson,
    /// How often customers were given this article.
    pub(super) asked: i64,
}

impl TryFrom<FactsJson> for Facts {
    type Error = Problem;

    fn try_from(it: FactsJson) -> Result<Self, Problem> {
        let visibility = match (it.visibility.as_str(), it.segment) {
            ("public", _) => Visibility::Public,
            ("signed_in", _) => Visibility::SignedIn,
            ("internal", _) => Visibility::Internal,
            ("segment", Some(name)) if !name.trim().is_empty() => {
                Visibility::Segment(name.trim().to_owned())
            }
            ("segment", _) => return Err(Problem::field("segment", "empty", "name the segment")),
            _ => return Err(Problem::field("visibility", "unknown", "no such visibility")),
        };
        let clean = |list: Vec<String>| -> Vec<String> {
            let cut = |it: String| it.trim().chars().take(200).collect::<String>();
            list.into_iter().map(cut).filter(|it| !it.is_empty()).take(100).collect()
        };
        Ok(Self {
            category: opt_parsed(it.category_id.as_deref(), "category_id")?,
            kind: Kind::from_name(&it.kind)
                .ok_or_else(|| Problem::field("kind", "unknown", "no such kind"))?,
            access: Access {
                visibility,
                validity: Validity { from: it.valid_from, until: it.valid_until },
            },
            review_on: it.review_on,
            products: clean(it.products),
            codes: clean(it.codes),
            is_for_people: it.is_for_people,
        })
    }
}

impl From<&Facts> for FactsJson {
    fn from(it: &Facts) -> Self {
        let (visibility, segment) = visibility_names(&it.access.visibility);
        Self {
            category_id: it.category.map(|it| it.to_string()),
            kind: it.kind.as_str().to_owned(),
            visibility: visibility.to_owned(),
            segment,
            valid_from: it.access.validity.from,
            valid_until: it.access.validity.until,
            review_on: it.review_on,
            products: it.products.clone(),
            codes: it.codes.clone(),
            is_for_people: it.is_for_people,
        }
    }
}

/// The name of a visibility and its segment.
pub(super) fn visibility_names(it: &Visibility) -> (&'static str, Option<String>) {
    match it {
        Visibility::Public => ("public", None),
        Visibility::SignedIn => ("signed_in", None),
        Visibility::Segment(name) => ("segment", Some(name.clone())),
        Visibility::Internal => ("internal", None),
    }
}

impl From<ContentJson> for Content {
    fn from(it: ContentJson) -> Self {
        Self {
            title: it.title,
            phrasings: it.phrasings,
            body: it.body,
            short: it.short,
            words: it.words,
        }
    }
}

impl From<Content> for ContentJson {
    fn from(it: Content) -> Self {
        Self {
            title: it.title,
            phrasings: it.phrasings,
            body: it.body,
            short: it.short,
            words: it.words,
        }
    }
}

impl ArticleJson {
    /// `base` is what the brand's addresses begin with.
    pub(super) fn new(it: Article, base: &str, (yes, no, asked): (i64, i64, i64)) -> Self {
        let newest = it.translations.iter().map(|it| it.updated_at).max();
        let translations =
            it.translations.into_iter().map(|text| translation(text, base, newest)).collect();
        Self {
            id: it.id.to_string(),
            brand_id: it.brand.to_string(),
            facts: (&it.facts).into(),
            source: it.source.map(|it| SourceJson { name: it.name, id: it.id }),
            created_at: it.created_at,
            updated_at: it.updated_at,
            translations,
            helpful: HelpfulJson { yes, no },
            asked,
        }
    }
}

fn translation(it: Translation, base: &str, newest: Option<DateTime<Utc>>) -> TranslationJson {
    TranslationJson {
        url: format!("{base}/{}/a/{}", it.locale, it.slug),
        locale: it.locale.to_string(),
        slug: it.slug,
        state: it.state.as_str().to_owned(),
        version: it.version,
        live_version: it.live_version,
        updated_at: it.updated_at,
        checked_at: it.checked_at,
        outdated: is_outdated(seen_at(it.updated_at, it.checked_at), newest),
        content: it.content.into(),
    }
}

/// Whether a text was last looked at more than a day before the newest of its article was written.
pub(super) fn is_outdated(at: DateTime<Utc>, newest: Option<DateTime<Utc>>) -> bool {
    newest.is_some_and(|it| at + chrono::Duration::days(1) < it)
}

/// The state of that name.
pub(super) fn state(name: &str) -> Result<State, Problem> {
    State::from_name(name).ok_or_else(|| Problem::field("state", "unknown", "no such state"))
}

/// Reads `locale` and says which field was wrong.
pub(super) fn locale(text: &str) -> Result<lotse_domain::locale::Locale, Problem> {
    parsed(text, "locale")
}
