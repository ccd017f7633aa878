//! What publishing a text would change of the answers.

use axum::Json;
use axum::extract::State;
use lotse_app::access::WriteKnowledge;
use lotse_app::knowledge::{Named, Rehearsal, Shifted};
use serde::Serialize;
use utoipa::ToSchema;

use super::Answer;
use super::articles::article_id;
use super::page::At;
use super::shapes::locale;
use crate::Web;
use crate::error::Problem;
use crate::session::With;

/// An article that answers a question, or would.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NamedJson {
    article_id: String,
    /// Its title; of the text to publish the new one.
    title: String,
}

impl From<Named> for NamedJson {
    fn from(it: Named) -> Self {
        Self { article_id: it.article.to_string(), title: it.title }
    }
}

/// A question to which something else would be said.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ShiftedJson {
    text: String,
    /// How often it was asked in these words.
    count: i64,
    /// What it is answered with now; null without an answer.
    before: Option<NamedJson>,
    /// What it would be answered with; null without an answer.
    after: Option<NamedJson>,
    /// The article that somebody confirmed for it.
    confirmed: Option<NamedJson>,
    /// Whether the confirmed article would not be found first any more.
    is_collision: bool,
}

impl From<Shifted> for ShiftedJson {
    fn from(it: Shifted) -> Self {
        Self {
            text: it.text,
            count: it.count,
            before: it.before.map(Into::into),
            after: it.after.map(Into::into),
            confirmed: it.confirmed.map(Into::into),
            is_collision: it.is_collision,
        }
    }
}

/// What publishing would change.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RehearsalJson {
    /// Different questions that were asked once more, the newest; at most 5,000.
    asked: usize,
    /// How many of them would get another answer, or gain or lose one.
    changed: usize,
    /// How many of them would not find the article first any more that somebody confirmed.
    collisions: usize,
    /// The questions, collisions first, then the most frequent; at most 50.
    questions: Vec<ShiftedJson>,
}

impl From<Rehearsal> for RehearsalJson {
    fn from(it: Rehearsal) -> Self {
        Self {
            asked: it.asked,
            changed: it.changed,
            collisions: it.collisions,
            questions: it.shifted.into_iter().map(Into::into).collect(),
        }
    }
}

/// Asks the newest questions of customers as if the saved text were live, and tells which answers
/// would change. Publishes nothing; takes seconds.
#[utoipa::path(post, path = "/articles/{id}/translations/{locale}/rehearsal", tag = "articles",
    params(("id" = String, Path), ("locale" = String, Path)),
    responses((status = 200, body = RehearsalJson), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn rehearse(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    At((id, language)): At<(String, String)>,
) -> Answer<RehearsalJson> {
    let (id, language) = (article_id(&id)?, locale(&language)?);
    Ok(Json(web.app.rehearse(&may, (id, &language)).await?.into()))
}
