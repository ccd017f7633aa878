//! Reads knowledge out of files and pages and says, line by line, what it could not take.
//!
//! A reader returns a whole [`Reading`] or an [`ImportError`]; nothing is ever half imported.

use chrono::NaiveDate;
use lotse_domain::knowledge::{Kind, State, Validity, Visibility};
use lotse_domain::locale::Locale;

mod archive;
mod article_files;
mod categories;
mod crawl;
mod csv_file;
mod encoding;
mod error;
mod fields;
mod format;
mod front_matter;
mod html;
mod ids;
mod json_lines;
mod limits;
mod links;
mod locales;
mod mapping;
mod markdown;
mod sitemap;
mod table;
mod told;
mod tree;
mod xlsx_file;

pub use article_files::MANIFEST;
pub use crawl::{Crawl, CrawlOptions, CrawlProblem, CrawledPage, crawl};
pub use csv_file::{csv_columns, read_csv};
pub use error::{ImportError, SkipReason};
pub use format::Format;
pub use html::{
    HtmlPage, html_to_markdown, read_html, read_html_folder, read_html_pages, read_html_zip,
};
pub use json_lines::read_jsonl;
pub use limits::Limits;
pub use links::{LinkTarget, link_target, link_to_article, link_to_media, rewrite_links};
pub use mapping::{Columns, Field, Mapping};
pub use markdown::{read_markdown_folder, read_markdown_zip};
pub use sitemap::{Robots, SitemapEntry, SitemapFile, parse_robots, parse_sitemap};
pub use told::Told;
pub use xlsx_file::{read_xlsx, xlsx_columns, xlsx_sheets};

pub(crate) use article_files::{CategoryRecord, GoldenRecord, Manifest, MediaRecord};
pub(crate) use json_lines::Line;

/// Called with how much is done and how much there is, in the reader's own unit.
pub type Progress<'a> = &'a mut (dyn FnMut(usize, usize) + Send);

/// One article in one language, as it stood in the source.
///
/// `(source_id, locale)` is unique in a [`Reading`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportedArticle {
    /// The article's id in its source; the same on every reading of the same source.
    pub source_id: String,
    /// The language, where the source says so.
    pub locale: Option<Locale>,
    /// The question or matter; never empty.
    pub title: String,
    /// The text, in Markdown; links to other pages and files are as [`link_target`] reads them.
    pub body: String,
    /// The answer in one or two sentences, may be empty.
    pub short: String,
    /// How people ask it.
    pub phrasings: Vec<String>,
    /// Lay words that mean this article.
    pub words: Vec<String>,
    /// The topics above it, from the top; empty when the source has none.
    pub category: Vec<CategoryStep>,
    /// What sort of text it is, where the source says so.
    pub kind: Option<Kind>,
    /// Who may read it, where the source says so.
    pub visibility: Option<Visibility>,
    /// How far it has come, where the source says so.
    pub state: Option<State>,
    /// When it holds.
    pub validity: Validity,
    /// By when somebody should check it.
    pub review_on: Option<NaiveDate>,
    /// Products it is about.
    pub products: Vec<String>,
    /// Error codes and display texts it explains.
    pub codes: Vec<String>,
    /// Whether a person answers it, never Lotse, where the source says so.
    pub is_for_people: Option<bool>,
    /// Its name in addresses, where the source has one.
    pub slug: Option<String>,
    /// The id shared by all translations of one article; `None` means `source_id`.
    pub translation_of: Option<String>,
    /// Names of the [`Media`] its body shows, each once, in order.
    pub media: Vec<String>,
    /// The file, and the line where there is one, for messages: `faq.csv:12`.
    pub origin: String,
}

impl ImportedArticle {
    /// The id that all languages of this article share.
    #[must_use]
    pub fn shared_id(&self) -> &str {
        self.translation_of.as_deref().unwrap_or(&self.source_id)
    }
}

/// One topic on the way from the top to an article.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CategoryStep {
    /// Its name in addresses: what an existing category is found by.
    pub slug: String,
    /// What to call it when it has to be made; taken from the slug when the source has no title.
    pub title: String,
}

/// A topic the source describes by itself, apart from its articles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportedCategory {
    /// The slugs from the top down to this one; never empty, unique in a [`Reading`].
    pub path: Vec<String>,
    /// Its names, one per language.
    pub names: Vec<ImportedCategoryName>,
    /// Where it stands among its sisters, smallest first, where the source says so.
    pub position: Option<i32>,
    /// The name of its picture, empty for none, where the source says so.
    pub icon: Option<String>,
    /// Whether a person answers what is in it, never Lotse, where the source says so.
    pub is_for_people: Option<bool>,
    /// What the agent who answers should know about, where the source says so.
    pub skill: Option<String>,
}

/// What a topic is called in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportedCategoryName {
    /// The language, where the source says so.
    pub locale: Option<Locale>,
    /// A few words.
    pub title: String,
    /// One line, may be empty.
    pub description: String,
}

/// A question whose answer is settled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportedGolden {
    /// The question.
    pub text: String,
    /// Its language, where the source says so.
    pub locale: Option<Locale>,
    /// The shared id of the article that must answer it; `None` when nothing must.
    pub article: Option<String>,
    /// The file, and the line where there is one.
    pub origin: String,
}

/// A picture or other file that articles show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// Its path in the source, unique in a [`Reading`].
    pub name: String,
    /// The content.
    pub bytes: Vec<u8>,
    /// The media type its name suggests.
    pub mime: String,
}

/// Something that was left out or altered, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The file, and the line where there is one: `faq.csv:12`.
    pub origin: String,
    /// Why, and what to do about it.
    pub reason: SkipReason,
}

/// All that a source held.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The articles, in the order of the source.
    pub articles: Vec<ImportedArticle>,
    /// The files they show.
    pub media: Vec<Media>,
    /// The topics the source describes by itself.
    pub categories: Vec<ImportedCategory>,
    /// Questions whose answer the source settles.
    pub golden: Vec<ImportedGolden>,
    /// What was left out or altered.
    pub skipped: Vec<Skipped>,
}

impl Reading {
    fn skip(&mut self, origin: impl Into<String>, reason: SkipReason) {
        self.skipped.push(Skipped { origin: origin.into(), reason });
    }
}

#[cfg(test)]
mod fixture_tests;
