//! What publishing a text would change of the answers.

use axum::Json;
use axum::extract::State;
use lotse_app::access::WriteKnowledge;
use lotse_app::knowledge::{Contradiction, GoldenTrial, Named, Rehearsal, Shifted};
use lotse_text::figures::Stated;
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

/// A golden question, now and then.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct GoldenTrialJson {
    id: String,
    text: String,
    /// The article that must answer it; null when nothing must.
    wanted: Option<NamedJson>,
    /// `kept` when that is so now, `first` when the article is only suggested, but before all others,
    /// else `missed`.
    before: String,
    /// The same of what would be.
    after: String,
    /// What would be found first; of a question nothing must answer, the answer it would get.
    found: Option<NamedJson>,
    /// Whether it passes now: it is not missed.
    passes_now: bool,
    /// Whether it would pass.
    passes_then: bool,
    /// Whether it would stand worse than now.
    broken: bool,
}

impl From<GoldenTrial> for GoldenTrialJson {
    fn from(it: GoldenTrial) -> Self {
        Self {
            broken: it.is_broken(),
            passes_now: it.before.passes(),
            passes_then: it.after.passes(),
            before: it.before.as_str().to_owned(),
            after: it.after.as_str().to_owned(),
            id: it.id.to_string(),
            text: it.text,
            wanted: it.wanted.map(Into::into),
            found: it.found.map(Into::into),
        }
    }
}

/// What a text states.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StatedJson {
    /// The amount, date or time as it is written.
    figure: String,
    /// The sentence it stands in.
    sentence: String,
}

impl From<Stated> for StatedJson {
    fn from(it: Stated) -> Self {
        Self { figure: it.figure, sentence: it.sentence }
    }
}

/// Two articles that state different things to the same question.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ContradictionJson {
    /// A question that finds both.
    question: String,
    /// The other article, which is live.
    other: NamedJson,
    /// What is stated: `money`, `time`, `date` or `share`.
    measure: String,
    /// What the text to publish states.
    here: StatedJson,
    /// What the other article states.
    there: StatedJson,
}

impl From<Contradiction> for ContradictionJson {
    fn from(it: Contradiction) -> Self {
        Self {
            question: it.question,
            other: it.other.into(),
            measure: it.clash.measure.as_str().to_owned(),
            here: it.clash.here.into(),
            there: it.clash.there.into(),
        }
    }
}

/// What publishing would change.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RehearsalJson {
    /// All golden questions of the language: broken ones first, then those that do not pass.
    golden: Vec<GoldenTrialJson>,
    /// Where the text states another amount, date or time than another live article that is found for
    /// the same questions.
    contradictions: Vec<ContradictionJson>,
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
            golden: it.golden.into_iter().map(Into::into).collect(),
            contradictions: it.contradictions.into_iter().map(Into::into).collect(),
            asked: it.asked,
            changed: it.changed,
            collisions: it.collisions,
            questions: it.shifted.into_iter().map(Into::into).collect(),
        }
    }
}

/// Asks the golden questions and the newest questions of customers as if the saved text were live, and
/// tells which answers would change and what contradicts other articles. Publishes nothing; takes seconds.
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
