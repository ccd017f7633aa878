//! Words that customers use, what they seem to mean, and what editors say to that.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use http::StatusCode;
use lotse_app::WordPair;
use lotse_app::access::{ReadKnowledge, WriteKnowledge};
use lotse_app::answers::Words;
use lotse_domain::answers::rewording::Verdict;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Answer;
use super::page::{Asked, List, Sent, opt_parsed, parsed};
use super::shapes::locale;
use crate::Web;
use crate::error::Problem;
use crate::session::With;

/// Which proposals.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// The brand's id.
    brand: String,
    /// Only this language.
    locale: Option<String>,
    /// `open` ones, those that were `ticked`, or those that were `rejected`; `open` when left out.
    verdict: Option<String>,
}

/// A word that people say and what they then went on to find, or what a thesaurus says it means.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WordProposalJson {
    locale: String,
    /// Identifies the word that people say, in its brand and language.
    said: String,
    /// Identifies what it means.
    means: String,
    /// The word as it was typed last.
    word: String,
    /// What it means, as the article writes it.
    meaning: String,
    /// How often, each visitor once a day.
    count: i64,
    /// Which share of those who asked again came to this, in [0, 1]; older ones count less.
    share: f64,
    /// How many times as frequent the meaning is after the word as in any search; only of open
    /// ones.
    lift: Option<f64>,
    /// When it last happened.
    last_day: NaiveDate,
    /// `open`, `ticked` or `rejected`.
    verdict: String,
    decided_at: Option<DateTime<Utc>>,
    /// The name of the agent who decided.
    decided_by: Option<String>,
    /// The lay word it became part of.
    synonym_id: Option<String>,
    /// The thesaurus that says so; `count` is 0 when it is the only one.
    thesaurus: Option<String>,
    /// In how many different questions the word stood when the thesaurus was read.
    questions: i64,
}

impl WordProposalJson {
    fn new(it: WordPair, lift: Option<f64>) -> Self {
        Self {
            locale: it.locale.to_string(),
            said: it.said,
            means: it.means,
            word: it.said_text,
            meaning: it.means_text,
            count: it.count,
            share: if it.first <= 0.0 { 0.0 } else { it.both / it.first },
            lift,
            last_day: it.last_day,
            verdict: it.verdict.as_str().to_owned(),
            decided_at: it.decided_at,
            decided_by: it.decided_by,
            synonym_id: it.synonym.map(|it| it.to_string()),
            thesaurus: it.thesaurus,
            questions: it.questions,
        }
    }
}

/// Proposals for lay words, from how people ask again and from a thesaurus that was read: the most
/// frequent first, at most 500 of each.
#[utoipa::path(get, path = "/word-proposals", tag = "words", params(Filter),
    responses((status = 200, body = List<WordProposalJson>), (status = 422, body = Problem)))]
pub(super) async fn list(
    State(web): State<Web>,
    With(may): With<ReadKnowledge>,
    Asked(filter): Asked<Filter>,
) -> Answer<List<WordProposalJson>> {
    let language = opt_parsed(filter.locale.as_deref(), "locale")?;
    let of = (parsed(&filter.brand, "brand")?, language.as_ref());
    let verdict = filter.verdict.as_deref().map_or(Ok(Verdict::Open), named)?;
    let items: Vec<WordProposalJson> = match verdict {
        Verdict::Open => {
            let proposals = web.app.word_proposals(&may, of).await?;
            let shown = |it: lotse_app::answers::WordProposal| {
                let lift = (0 < it.pair.count).then(|| it.together.lift());
                WordProposalJson::new(it.pair, lift)
            };
            proposals.into_iter().map(shown).collect()
        }
        Verdict::Ticked | Verdict::Rejected => {
            let pairs = web.app.decided_words(&may, of, verdict).await?;
            pairs.into_iter().map(|it| WordProposalJson::new(it, None)).collect()
        }
    };
    Ok(Json(List::whole(items)))
}

/// What an editor says to a proposal.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WordVerdict {
    brand_id: String,
    locale: String,
    /// The proposal's `said`.
    said: String,
    /// The proposal's `means`.
    means: String,
    /// `ticked` makes it a lay word that counts at once, `rejected` is never proposed again, `open`
    /// takes either back.
    verdict: String,
}

/// Ticks or rejects a proposal, or takes that back. Safe to call twice.
#[utoipa::path(post, path = "/word-proposals/decide", tag = "words", request_body = WordVerdict,
    responses((status = 204), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn decide(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    Sent(it): Sent<WordVerdict>,
) -> Result<StatusCode, Problem> {
    let language = locale(&it.locale)?;
    let words = Words { locale: &language, said: &it.said, means: &it.means };
    let verdict = named(&it.verdict)?;
    web.app.decide_words(&may, parsed(&it.brand_id, "brand_id")?, words, verdict).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn named(verdict: &str) -> Result<Verdict, Problem> {
    let unknown = || Problem::field("verdict", "unknown", "open, ticked or rejected");
    Verdict::from_name(verdict).ok_or_else(unknown)
}
