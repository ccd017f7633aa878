//! What the engine is fed with.

use lotse_domain::ids::{ArticleId, BrandId};
use lotse_domain::knowledge::{Access, Kind};
use lotse_domain::locale::Locale;

use crate::meaning::texts_of;

/// An article in one language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The article.
    pub article: ArticleId,
    /// The language.
    pub locale: Locale,
}

/// A live article in one language, as it is to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Which article in which language.
    pub key: Key,
    /// The brand whose questions it may answer.
    pub brand: BrandId,
    /// Who may read it and when.
    pub access: Access,
    /// What sort of text it is.
    pub kind: Kind,
    /// The question or matter in a few words.
    pub title: String,
    /// How people ask it.
    pub phrasings: Vec<String>,
    /// The text, in Markdown.
    pub body: String,
    /// The answer in one or two sentences.
    pub short: String,
    /// Lay words that mean this article.
    pub words: Vec<String>,
    /// Products it is about.
    pub products: Vec<String>,
    /// Error codes and display texts it explains.
    pub codes: Vec<String>,
    /// The revision of knowledge it came with.
    pub revision: i64,
}

/// One change of live knowledge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The document is new or replaces the one with the same key.
    Put(Box<Document>),
    /// The document with this key is no longer live, as of this revision.
    Gone(Key, i64),
}

impl Change {
    pub(crate) fn revision(&self) -> i64 {
        match self {
            Self::Put(document) => document.revision,
            Self::Gone(_, revision) => *revision,
        }
    }
}

impl Document {
    /// Its texts that vectors are made of, most telling first; never none.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        texts_of(self)
    }
}

/// A document that has no vectors yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unembedded {
    /// Which article in which language.
    pub key: Key,
    /// The revision it came with.
    pub revision: i64,
    /// What vectors are to be made of, at least one text.
    pub texts: Vec<String>,
}

/// The vectors of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Embedded {
    /// Which article in which language.
    pub key: Key,
    /// The revision the texts were of.
    pub revision: i64,
    /// One for each text, all of the same length.
    pub vectors: Vec<Vec<f32>>,
}

/// A question of which somebody confirmed that this article answers it.
#[derive(Debug, Clone, PartialEq)]
pub struct Confirmed {
    /// The question as it was asked.
    pub text: String,
    /// The article that answers it, in the language of the question.
    pub key: Key,
    /// How much it counts; 1 is usual, 0 and less is ignored.
    pub weight: f32,
}
