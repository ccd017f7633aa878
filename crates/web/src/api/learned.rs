//! What was learned for an article from those who said that it answered them.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use http::StatusCode;
use lotse_app::Confirmed;
use lotse_app::access::{ReadKnowledge, WriteKnowledge};
use lotse_domain::ids::QuestionId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Answer;
use super::articles::article_id;
use super::page::{Asked, At, List, Page, Sent, parsed};
use super::shapes::locale;
use crate::Web;
use crate::error::Problem;
use crate::session::With;

/// A wording that was learned.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LearnedJson {
    id: String,
    /// The question as it was asked.
    text: String,
    /// Who said that the article answers it: `solved` for whoever asked, or `editor`.
    origin: String,
    at: DateTime<Utc>,
}

impl LearnedJson {
    fn new(it: Confirmed) -> Self {
        Self { id: it.id.to_string(), text: it.text, origin: it.origin, at: it.at }
    }
}

/// Wordings learned for an article in a language, newest first.
#[utoipa::path(get, path = "/articles/{id}/translations/{locale}/learned", tag = "articles",
    params(("id" = String, Path), ("locale" = String, Path), Page),
    responses((status = 200, body = List<LearnedJson>), (status = 404, body = Problem)))]
pub(super) async fn list(
    State(web): State<Web>,
    With(may): With<ReadKnowledge>,
    At((id, language)): At<(String, String)>,
    Asked(page): Asked<Page>,
) -> Answer<List<LearnedJson>> {
    let (id, language) = (article_id(&id)?, locale(&language)?);
    let before = match page.after::<(DateTime<Utc>, String)>()? {
        Some((at, question)) => Some((at, parsed(&question, "cursor")?)),
        None => None,
    };
    let rows = web.app.learned(&may, (id, &language), before, page.limit() + 1).await?;
    Ok(Json(List::cut(rows, page.limit(), |it| (it.at, it.id.to_string()), LearnedJson::new)))
}

/// Whether a learned wording belongs to its article.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LearnedChange {
    /// `false` takes it back, and it is not learned again; `true` brings it back.
    is_right: bool,
}

/// Takes a learned wording back, or brings it back. Counts at once.
#[utoipa::path(patch, path = "/articles/{id}/learned/{question}", tag = "articles",
    params(("id" = String, Path), ("question" = String, Path)), request_body = LearnedChange,
    responses((status = 204), (status = 404, body = Problem)))]
pub(super) async fn judge(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    At((id, question)): At<(String, String)>,
    Sent(change): Sent<LearnedChange>,
) -> Result<StatusCode, Problem> {
    let question: QuestionId = question.parse().ok().ok_or_else(Problem::not_found)?;
    web.app.judge_learned(&may, article_id(&id)?, question, change.is_right).await?;
    Ok(StatusCode::NO_CONTENT)
}
