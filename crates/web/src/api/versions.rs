//! Saved texts and what changed between them.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use lotse_app::Overridden;
use lotse_app::access::ReadKnowledge;
use lotse_app::knowledge::{DiffLine, diff};
use serde::Serialize;
use utoipa::ToSchema;

use super::Answer;
use super::articles::article_id;
use super::page::{Asked, At, List, Page};
use super::shapes::{ContentJson, locale};
use crate::Web;
use crate::error::Problem;
use crate::session::With;

/// Who saved a text.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AuthorJson {
    id: String,
    name: String,
}

/// A saved text in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct VersionLineJson {
    number: i64,
    /// Null for an import.
    author: Option<AuthorJson>,
    at: DateTime<Utc>,
    title: String,
    /// Whether customers read it.
    is_live: bool,
    /// That it was made live although golden questions broke.
    overridden: Option<OverriddenJson>,
}

/// That a text was made live although golden questions broke.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OverriddenJson {
    at: DateTime<Utc>,
    /// The name of the agent or key that did it; null for the operator and for keys that are gone.
    by: Option<String>,
    /// The questions that broke.
    questions: Vec<String>,
}

impl From<Overridden> for OverriddenJson {
    fn from(it: Overridden) -> Self {
        Self { at: it.at, by: it.name, questions: it.questions }
    }
}

/// Saved texts of a language, newest first.
#[utoipa::path(get, path = "/articles/{id}/translations/{locale}/versions", tag = "articles",
    params(("id" = String, Path), ("locale" = String, Path), Page),
    responses((status = 200, body = List<VersionLineJson>), (status = 404, body = Problem)))]
pub(super) async fn list(
    State(web): State<Web>,
    With(may): With<ReadKnowledge>,
    At((id, language)): At<(String, String)>,
    Asked(page): Asked<Page>,
) -> Answer<List<VersionLineJson>> {
    let (id, language) = (article_id(&id)?, locale(&language)?);
    let article = web.app.article(&may, id).await?.ok_or_else(Problem::not_found)?;
    let text = article.translations.iter().find(|it| it.locale == language);
    let live = text.ok_or_else(Problem::not_found)?.live_version;
    let before = page.after::<i64>()?;
    let rows = web.app.versions(&may, (id, &language), before, page.limit() + 1).await?;
    Ok(Json(List::cut(
        rows,
        page.limit(),
        |it| it.number,
        |it| VersionLineJson {
            number: it.number,
            author: it.author.map(|(id, name)| AuthorJson { id: id.to_string(), name }),
            at: it.at,
            title: it.title,
            is_live: live == Some(it.number),
            overridden: it.overridden.map(Into::into),
        },
    )))
}

/// One line of a difference.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DiffLineJson {
    /// `same`, `added` or `removed`.
    op: &'static str,
    text: String,
}

/// A saved text.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct VersionJson {
    number: i64,
    at: DateTime<Utc>,
    content: ContentJson,
    /// The lines that differ from the version before.
    diff: Vec<DiffLineJson>,
}

/// One saved text and what it changed.
#[utoipa::path(get, path = "/articles/{id}/translations/{locale}/versions/{number}",
    tag = "articles",
    params(("id" = String, Path), ("locale" = String, Path), ("number" = i64, Path)),
    responses((status = 200, body = VersionJson), (status = 404, body = Problem)))]
pub(super) async fn one(
    State(web): State<Web>,
    With(may): With<ReadKnowledge>,
    At((id, language, number)): At<(String, String, i64)>,
) -> Answer<VersionJson> {
    let at = (article_id(&id)?, &locale(&language)?);
    let found = web.app.version(&may, at, number).await?;
    let (version, before) = found.ok_or_else(Problem::not_found)?;
    let text = |it: &lotse_domain::knowledge::Content| {
        format!("{}\n{}\n\n{}", it.title, it.short, it.body)
    };
    let old = before.map(|it| text(&it.content)).unwrap_or_default();
    let lines = diff(&old, &text(&version.content)).into_iter().map(|it| match it {
        DiffLine::Same(text) => DiffLineJson { op: "same", text },
        DiffLine::Added(text) => DiffLineJson { op: "added", text },
        DiffLine::Removed(text) => DiffLineJson { op: "removed", text },
    });
    Ok(Json(VersionJson {
        number: version.number,
        at: version.at,
        diff: lines.collect(),
        content: version.content.into(),
    }))
}
