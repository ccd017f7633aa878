//! Questions without an answer.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use http::StatusCode;
use lotse_app::access::{ReadKnowledge, WriteKnowledge};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Answer;
use super::page::{Asked, List, Page, Sent, opt_parsed, parsed};
use super::shapes::locale;
use crate::Web;
use crate::error::Problem;
use crate::session::With;

/// Which questions.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// The brand's id.
    brand: String,
    /// Only this language.
    locale: Option<String>,
}

/// Questions nobody had an answer to, folded into one.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct GapJson {
    /// Identifies it in its brand and language.
    key: String,
    /// The newest wording.
    text: String,
    locale: String,
    count: i64,
    last_asked_at: DateTime<Utc>,
    /// Other wordings, at most five.
    examples: Vec<String>,
}

/// Questions without an answer, most frequent first.
#[utoipa::path(get, path = "/gaps", tag = "gaps", params(Filter, Page),
    responses((status = 200, body = List<GapJson>)))]
pub(super) async fn list(
    State(web): State<Web>,
    With(may): With<ReadKnowledge>,
    Asked(filter): Asked<Filter>,
    Asked(page): Asked<Page>,
) -> Answer<List<GapJson>> {
    let language = opt_parsed(filter.locale.as_deref(), "locale")?;
    let after: Option<(i64, String)> = page.after()?;
    let after = after.as_ref().map(|(count, key)| (*count, key.as_str()));
    let of = (parsed(&filter.brand, "brand")?, language.as_ref());
    let rows = web.app.gaps(&may, of, after, page.limit() + 1).await?;
    Ok(Json(List::cut(
        rows,
        page.limit(),
        |it| (it.count, it.key.clone()),
        |it| GapJson {
            key: it.key,
            text: it.text,
            locale: it.locale.to_string(),
            count: it.count,
            last_asked_at: it.last_asked_at,
            examples: it.examples,
        },
    )))
}

/// A question to hide, or to show again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Dismissal {
    brand_id: String,
    locale: String,
    key: String,
    /// `false` shows it again; `true` when left out.
    dismissed: Option<bool>,
}

/// Hides a question from the list, or shows it again.
#[utoipa::path(post, path = "/gaps/dismiss", tag = "gaps", request_body = Dismissal,
    responses((status = 204), (status = 404, body = Problem)))]
pub(super) async fn dismiss(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    Sent(it): Sent<Dismissal>,
) -> Result<StatusCode, Problem> {
    let language = locale(&it.locale)?;
    let brand = parsed(&it.brand_id, "brand_id")?;
    let is_dismissed = it.dismissed.unwrap_or(true);
    web.app.dismiss_gap(&may, brand, (&language, &it.key), is_dismissed).await?;
    Ok(StatusCode::NO_CONTENT)
}
