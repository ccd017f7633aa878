//! What Lotse does for customers in other systems: how it is written down, asked for and done.
//!
//! A conversation carries the task ([`lotse_domain::actions::Task`]) while something is missing.
//! Once nothing is, the attempt is written into the ledger before the system is called, so that
//! whatever happens then is known: done, refused, not reached, or uncertain, which a person settles.

mod check;
mod document;
mod doing;
mod form;
mod manage;
mod openapi;
mod prove;
mod run;
mod task;
mod undo;

use std::sync::Arc;

use lotse_domain::ids::{ActionId, ArticleId, BrandId};
use lotse_store::{ActionRow, SystemRow};

pub use lotse_connectors::openapi::{Api, LeftOut, OpenApiError, OperationLine, Why};

pub use check::{Flaw, flaws};
pub use document::{Call, Document, FieldTexts, Link, Lookup, Property, Schema, Texts};
pub use manage::{
    ActionChange, ActionError, ActionToAdd, SystemChange, SystemError, SystemToAdd, Tried,
};
pub use openapi::{Described, Drafted, OpenApiFailure};
pub use task::{TaskChange, TaskMoved};

pub(crate) use run::Settle;
pub(crate) use task::{Asker, in_words};

/// An action as this process has it in mind.
#[derive(Debug, Clone)]
pub struct ActionNow {
    /// Identifies it for good.
    pub id: ActionId,
    /// The brand that offers it.
    pub brand: BrandId,
    /// Its name among programs.
    pub name: String,
    /// Whether it is offered.
    pub is_enabled: bool,
    /// Counts its changes.
    pub version: i64,
    /// How it is done.
    pub document: Arc<Document>,
    /// The articles whose answer offers it.
    pub articles: Vec<ArticleId>,
}

impl ActionNow {
    /// Reads an action; `None` when its document is of a kind this version does not know.
    pub(crate) fn read(row: ActionRow) -> Option<Self> {
        let document: Document = match serde_json::from_str(&row.document) {
            Ok(document) => document,
            Err(error) => {
                tracing::error!(%error, action = row.name, "an action cannot be read");
                return None;
            }
        };
        let ActionRow { id, brand, name, is_enabled, version, .. } = row;
        let articles = document.articles();
        let document = Arc::new(document);
        Some(Self { id, brand, name, is_enabled, version, document, articles })
    }
}

/// A system as this process has it in mind; its secret stays sealed.
pub type SystemNow = SystemRow;
