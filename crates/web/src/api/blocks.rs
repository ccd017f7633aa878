//! What helps an agent to write: text blocks from knowledge, and a word before they ask for what is
//! known.

use axum::Json;
use axum::extract::State;
use lotse_app::access::ReadInbox;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Answer;
use super::inbox::conversation_id;
use super::page::{Asked, At, List, Sent};
use crate::Web;
use crate::error::Problem;
use crate::session::With;

/// What the blocks are looked for by.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// The beginning of a title, or words; empty for what the contact last wrote.
    #[serde(default)]
    q: String,
}

/// A text that can be put into an answer.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BlockJson {
    /// The id of the article it is from.
    article: String,
    title: String,
    /// In the conversation's language, with blanks such as `{{contact.name}}` filled in; those that
    /// are not known are still in it.
    text: String,
    /// Whether it was written for the team alone.
    is_internal: bool,
}

/// Text blocks that fit, best first, at most eight.
#[utoipa::path(get, path = "/conversations/{id}/blocks", tag = "inbox",
    params(("id" = String, Path), Wanted),
    responses((status = 200, body = List<BlockJson>), (status = 404, body = Problem)))]
pub(super) async fn list(
    State(web): State<Web>,
    With(may): With<ReadInbox>,
    At(id): At<String>,
    Asked(it): Asked<Wanted>,
) -> Answer<List<BlockJson>> {
    let words: String = it.q.chars().take(100).collect();
    let blocks = web.app.blocks(&may, conversation_id(&id)?, &words).await?;
    let shown = blocks.into_iter().map(|it| BlockJson {
        article: it.article.to_string(),
        title: it.title,
        text: it.text,
        is_internal: it.is_internal,
    });
    Ok(Json(List::whole(shown.collect())))
}

/// An answer that is being written.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerToCheck {
    text: String,
}

/// Something the answer asks for although it is known.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct KnownJson {
    /// `name`, `email`, `order_number` or `matter`.
    fact: String,
    /// As the contact said it.
    value: String,
}

/// What was found in an answer.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CheckedJson {
    known: Vec<KnownJson>,
}

/// Looks whether an answer asks for what is known already; nothing is sent or kept.
#[utoipa::path(post, path = "/conversations/{id}/check", tag = "inbox",
    params(("id" = String, Path)), request_body = AnswerToCheck,
    responses((status = 200, body = CheckedJson), (status = 404, body = Problem)))]
pub(super) async fn check(
    State(web): State<Web>,
    With(may): With<ReadInbox>,
    At(id): At<String>,
    Sent(it): Sent<AnswerToCheck>,
) -> Answer<CheckedJson> {
    let known = web.app.already_known(&may, conversation_id(&id)?, &it.text).await?;
    let known = known
        .into_iter()
        .map(|it| KnownJson { fact: it.fact.as_str().to_owned(), value: it.value });
    Ok(Json(CheckedJson { known: known.collect() }))
}
