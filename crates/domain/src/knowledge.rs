//! What a company knows: brands, categories, articles with translations, and the one rule that
//! decides who may read what.

use chrono::{DateTime, NaiveDate, Utc};

use crate::ids::{AgentId, ArticleId, BrandId, CategoryId, NoticeId, SynonymId};
use crate::locale::Locale;

mod brand;
mod care;
mod host;
mod slug;

pub use brand::{Brand, BrandFlaw, ChatRules};
pub use care::{Care, care_of};
pub use host::{HostName, NotAHost};
pub use slug::slug;

/// A topic of the help centre; topics nest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Identifies it for good.
    pub id: CategoryId,
    /// The brand it belongs to.
    pub brand: BrandId,
    /// The topic above it.
    pub parent: Option<CategoryId>,
    /// Its name in addresses and imports, unique in the brand.
    pub slug: String,
    /// The name of a picture, empty for none.
    pub icon: String,
    /// Where it stands among its sisters, smallest first.
    pub position: i32,
    /// Title and description per language.
    pub names: Vec<CategoryName>,
    /// Who cares for what is asked about it.
    pub care: Care,
}

/// What a category is called in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryName {
    /// The language.
    pub locale: Locale,
    /// A few words.
    pub title: String,
    /// One line, may be empty.
    pub description: String,
}

impl Category {
    /// Its name in `locale`, else in any language; `None` only when it has no name at all.
    #[must_use]
    pub fn name_in(&self, locale: &Locale) -> Option<&CategoryName> {
        self.names.iter().find(|it| it.locale == *locale).or_else(|| self.names.first())
    }
}

/// Whether making `parent` the parent of `child` would close a circle.
///
/// `categories` are all of the brand's.
#[must_use]
pub fn would_circle(categories: &[Category], child: CategoryId, parent: CategoryId) -> bool {
    let mut above = Some(parent);
    for _ in 0..=categories.len() {
        match above {
            None => return false,
            Some(id) if id == child => return true,
            Some(id) => above = categories.iter().find(|it| it.id == id).and_then(|it| it.parent),
        }
    }
    true
}

/// What sort of text an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A short answer to one question.
    Answer,
    /// A page about one matter.
    Article,
    /// Instructions, step by step.
    Guide,
    /// A product's manual or data sheet.
    Manual,
    /// News.
    Post,
}

impl Kind {
    /// All kinds, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::Answer, Self::Article, Self::Guide, Self::Manual, Self::Post];

    /// Its name in tables, files and the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Article => "article",
            Self::Guide => "guide",
            Self::Manual => "manual",
            Self::Post => "post",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}

/// How far a translation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Being written.
    Draft,
    /// Waiting for a second pair of eyes.
    InReview,
    /// Live on every surface.
    Published,
    /// Put away; nobody outside the desk sees it.
    Archived,
}

impl State {
    /// All states, in the order of an article's life.
    pub const ALL: [Self; 4] = [Self::Draft, Self::InReview, Self::Published, Self::Archived];

    /// Its name in tables, files and the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in_review",
            Self::Published => "published",
            Self::Archived => "archived",
        }
    }

    /// The state of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}

/// Who an article is for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Visibility {
    /// Everybody.
    Public,
    /// Contacts who have signed in.
    SignedIn,
    /// Signed-in contacts of this segment, for example `business`.
    Segment(String),
    /// The company's own people.
    Internal,
}

/// When an article holds, in UTC. Both ends may be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Validity {
    /// From this moment on, inclusive.
    pub from: Option<DateTime<Utc>>,
    /// Until this moment, exclusive.
    pub until: Option<DateTime<Utc>>,
}

impl Validity {
    /// Whether the article holds at `now`.
    #[must_use]
    pub fn holds_at(&self, now: DateTime<Utc>) -> bool {
        self.from.is_none_or(|from| from <= now) && self.until.is_none_or(|until| now < until)
    }
}

/// Who is reading or asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Audience {
    /// Somebody we know nothing of.
    Anyone,
    /// A signed-in contact with these segments.
    Contact {
        /// The segments the contact belongs to.
        segments: Vec<String>,
    },
    /// An agent at the desk.
    Team,
}

/// Who may read an article and when: what [`may_read`] decides by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// Who it is for.
    pub visibility: Visibility,
    /// When it holds.
    pub validity: Validity,
}

/// Whether `audience` may read a published article at `now`.
///
/// The only place where this is decided; every page, search, feed and job asks here. The team
/// reads everything that is live at `now`; validity binds it too, so that an agent never quotes
/// an expired answer.
#[must_use]
pub fn may_read(access: &Access, audience: &Audience, now: DateTime<Utc>) -> bool {
    if !access.validity.holds_at(now) {
        return false;
    }
    match (&access.visibility, audience) {
        (Visibility::Public, _)
        | (_, Audience::Team)
        | (Visibility::SignedIn, Audience::Contact { .. }) => true,
        (Visibility::Segment(needed), Audience::Contact { segments }) => segments.contains(needed),
        (_, Audience::Anyone) | (Visibility::Internal, Audience::Contact { .. }) => false,
    }
}

/// Where an imported article came from; the pair is unique in a brand.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Source {
    /// The source's name, chosen by whoever imports.
    pub name: String,
    /// The article's own id there.
    pub id: String,
}

/// One record of knowledge with all its translations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Identifies it for good.
    pub id: ArticleId,
    /// The brand it belongs to.
    pub brand: BrandId,
    /// What holds for all its languages.
    pub facts: Facts,
    /// Where it was imported from.
    pub source: Option<Source>,
    /// One entry per language, in no order.
    pub translations: Vec<Translation>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When its facts or one of its texts last changed.
    pub updated_at: DateTime<Utc>,
}

/// What holds for an article in all its languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The topic it stands under.
    pub category: Option<CategoryId>,
    /// What sort of text it is.
    pub kind: Kind,
    /// Who may read it and when.
    pub access: Access,
    /// By when somebody should check that it is still right.
    pub review_on: Option<NaiveDate>,
    /// Products it is about, as customers name them.
    pub products: Vec<String>,
    /// Error codes and display texts it explains.
    pub codes: Vec<String>,
    /// Whether a person answers what is asked about it, never Lotse.
    pub is_for_people: bool,
}

impl Default for Facts {
    fn default() -> Self {
        Self {
            category: None,
            kind: Kind::Article,
            access: Access { visibility: Visibility::Public, validity: Validity::default() },
            review_on: None,
            products: Vec::new(),
            codes: Vec::new(),
            is_for_people: false,
        }
    }
}

/// An article in one language: the newest text and what of it is live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    /// The language.
    pub locale: Locale,
    /// Its name in addresses, unique in brand and language.
    pub slug: String,
    /// The newest text; the live one may be an older version.
    pub content: Content,
    /// How far it has come.
    pub state: State,
    /// Counts the saved texts, from 1.
    pub version: i64,
    /// The version customers read; `None` when nothing is live.
    pub live_version: Option<i64>,
    /// When the newest text was saved.
    pub updated_at: DateTime<Utc>,
    /// When somebody last said that what is live is right; publishing says so too.
    pub checked_at: Option<DateTime<Utc>>,
}

/// When somebody last had a text before them, be it to write or to check it.
#[must_use]
pub fn seen_at(updated_at: DateTime<Utc>, checked_at: Option<DateTime<Utc>>) -> DateTime<Utc> {
    checked_at.map_or(updated_at, |it| it.max(updated_at))
}

/// Whether somebody should check a text now: the day for that has come, in UTC, and nobody has
/// checked it on that day or since.
#[must_use]
pub fn is_due(
    review_on: Option<NaiveDate>,
    checked_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> bool {
    let was_checked = |day: NaiveDate| checked_at.is_some_and(|it| day <= it.date_naive());
    review_on.is_some_and(|day| day <= now.date_naive() && !was_checked(day))
}

/// The words of an article in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Content {
    /// The question or matter in a few words.
    pub title: String,
    /// How people ask it.
    pub phrasings: Vec<String>,
    /// The text, in Markdown.
    pub body: String,
    /// The answer in one or two sentences without mark-up, for SMS, chat and lists.
    pub short: String,
    /// Lay words that mean this article.
    pub words: Vec<String>,
}

/// One saved text of a translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Counts from 1.
    pub number: i64,
    /// Who saved it; `None` for an import.
    pub author: Option<AgentId>,
    /// When it was saved.
    pub at: DateTime<Utc>,
    /// The text.
    pub content: Content,
}

/// A published article in one language, as every surface shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveArticle {
    /// The article.
    pub article: ArticleId,
    /// Its brand.
    pub brand: BrandId,
    /// The language.
    pub locale: Locale,
    /// Its name in addresses.
    pub slug: String,
    /// What holds for all languages.
    pub facts: Facts,
    /// The live text.
    pub content: Content,
    /// When this text went live.
    pub published_at: DateTime<Utc>,
    /// When somebody last said that it is right; not before it went live.
    pub checked_at: DateTime<Utc>,
    /// Grows with every change of live knowledge in the installation.
    pub revision: i64,
}

/// A lay word and what it means in a brand's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Synonym {
    /// Identifies it for good.
    pub id: SynonymId,
    /// The brand it holds for.
    pub brand: BrandId,
    /// The language.
    pub locale: Locale,
    /// What people say.
    pub word: String,
    /// What the articles say; never empty.
    pub means: Vec<String>,
}

/// A current notice, shown on top of the help page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Identifies it for good.
    pub id: NoticeId,
    /// The brand it holds for.
    pub brand: BrandId,
    /// The text per language; a language without text shows nothing.
    pub texts: Vec<(Locale, String)>,
    /// When it is shown.
    pub validity: Validity,
    /// The article it leads to.
    pub article: Option<ArticleId>,
}

#[cfg(test)]
mod tests;
