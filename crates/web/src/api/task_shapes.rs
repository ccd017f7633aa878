//! How what Lotse does for contacts looks as JSON at the desk.

use chrono::{DateTime, Utc};
use lotse_domain::actions::Task;
use lotse_domain::inbox::{Attempt, Receipt};
use serde::Serialize;
use utoipa::ToSchema;

/// A name and a value.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EnteredJson {
    label: String,
    value: String,
}

impl From<(String, String)> for EnteredJson {
    fn from((label, value): (String, String)) -> Self {
        Self { label, value }
    }
}

/// What Lotse is doing for a contact.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TaskJson {
    title: String,
    /// `prove`, `fields`, `confirm` or `running`.
    step: String,
    /// What is asked for now.
    asks: Vec<String>,
}

impl From<&Task> for TaskJson {
    fn from(it: &Task) -> Self {
        Self {
            title: it.title.clone(),
            step: it.step.as_str().to_owned(),
            asks: it.fields.iter().map(|it| it.label.clone()).collect(),
        }
    }
}

/// What Lotse began to do and could not finish.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AttemptJson {
    title: String,
    /// Why not; empty when the contact broke off.
    outcome: String,
    values: Vec<EnteredJson>,
}

impl From<Attempt> for AttemptJson {
    fn from(it: Attempt) -> Self {
        let values = it.values.into_iter().map(Into::into).collect();
        Self { title: it.title, outcome: it.outcome, values }
    }
}

/// A paper that came of it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LinkJson {
    label: String,
    url: String,
}

/// What was done in another system.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReceiptJson {
    title: String,
    /// The other system's number for it; may be empty.
    reference: String,
    links: Vec<LinkJson>,
    undo_until: Option<DateTime<Utc>>,
    is_undone: bool,
}

impl From<&Receipt> for ReceiptJson {
    fn from(it: &Receipt) -> Self {
        let link =
            |(label, url): &(String, String)| LinkJson { label: label.clone(), url: url.clone() };
        Self {
            title: it.title.clone(),
            reference: it.reference.clone(),
            links: it.links.iter().map(link).collect(),
            undo_until: it.undo_until,
            is_undone: it.is_undone,
        }
    }
}
