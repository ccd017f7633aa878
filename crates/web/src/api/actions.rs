//! What Lotse can do for customers in other systems, and what it did.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use http::StatusCode;
use lotse_app::access::Administer;
use lotse_app::actions::{ActionChange, ActionNow, ActionToAdd, Document};
use lotse_domain::actions::Run;
use lotse_domain::ids::{ActionId, BrandId, RunId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::Answer;
use super::page::{Asked, At, List, Page, Sent, opt_parsed, parsed};
use crate::Web;
use crate::error::Problem;
use crate::session::With;

/// Something Lotse can do.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ActionJson {
    id: String,
    brand_id: String,
    /// Its name among programs, unique in the brand.
    name: String,
    is_enabled: bool,
    /// Counts its changes.
    version: i64,
    /// How it is done; `docs/actions.md` describes it.
    #[schema(value_type = Object)]
    document: Value,
}

impl From<ActionNow> for ActionJson {
    fn from(it: ActionNow) -> Self {
        Self {
            id: it.id.to_string(),
            brand_id: it.brand.to_string(),
            name: it.name,
            is_enabled: it.is_enabled,
            version: it.version,
            document: serde_json::to_value(&*it.document).unwrap_or_default(),
        }
    }
}

/// Whose actions.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct OfMaybeBrand {
    /// A brand's id; all brands when left out.
    brand: Option<String>,
}

/// All actions by name.
#[utoipa::path(get, path = "/actions", tag = "actions", params(OfMaybeBrand),
    responses((status = 200, body = List<ActionJson>)))]
pub(super) async fn list(
    State(web): State<Web>,
    With(may): With<Administer>,
    Asked(of): Asked<OfMaybeBrand>,
) -> Answer<List<ActionJson>> {
    let brand: Option<BrandId> = opt_parsed(of.brand.as_deref(), "brand")?;
    let all = web.app.actions(&may, brand).into_iter();
    Ok(Json(List::whole(all.map(Into::into).collect())))
}

/// An action to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewAction {
    brand_id: String,
    /// Small letters, digits and `_`.
    name: String,
    #[serde(default)]
    is_enabled: bool,
    #[schema(value_type = Object)]
    document: Value,
}

/// Adds an action; it is offered at once where it is enabled.
#[utoipa::path(post, path = "/actions", tag = "actions", request_body = NewAction,
    responses((status = 201, body = ActionJson), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn add(
    State(web): State<Web>,
    With(may): With<Administer>,
    Sent(new): Sent<NewAction>,
) -> Result<(StatusCode, Json<ActionJson>), Problem> {
    let brand: BrandId = parsed(&new.brand_id, "brand_id")?;
    if web.app.current().brand_of(brand).is_none() {
        return Err(Problem::field("brand_id", "unknown", "no such brand"));
    }
    let NewAction { name, is_enabled, document, .. } = new;
    let document = read(document)?;
    let new = ActionToAdd { brand, name, is_enabled, document };
    let kept = web.app.add_action(&may, new).await?;
    Ok((StatusCode::CREATED, Json(kept.into())))
}

/// What to change of an action; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ActionChangeJson {
    /// The version its editor has seen.
    version: i64,
    name: Option<String>,
    is_enabled: Option<bool>,
    #[schema(value_type = Option<Object>)]
    document: Option<Value>,
}

/// Changes an action. Tasks that are under way go on with what it is then.
#[utoipa::path(patch, path = "/actions/{id}", tag = "actions", params(("id" = String, Path)),
    request_body = ActionChangeJson,
    responses((status = 200, body = ActionJson), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn change(
    State(web): State<Web>,
    With(may): With<Administer>,
    At(id): At<String>,
    Sent(it): Sent<ActionChangeJson>,
) -> Answer<ActionJson> {
    let document = it.document.map(read).transpose()?;
    let (version, name, is_enabled) = (it.version, it.name, it.is_enabled);
    let change = ActionChange { version, name, is_enabled, document };
    Ok(Json(web.app.change_action(&may, action_id(&id)?, change).await?.into()))
}

/// Removes an action; what was done by it stays on record.
#[utoipa::path(delete, path = "/actions/{id}", tag = "actions", params(("id" = String, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
pub(super) async fn delete(
    State(web): State<Web>,
    With(may): With<Administer>,
    At(id): At<String>,
) -> Result<StatusCode, Problem> {
    web.app.delete_action(&may, action_id(&id)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Values to try an action with.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TryJson {
    /// The customer's address.
    #[serde(default)]
    email: String,
    /// By field.
    #[serde(default)]
    #[schema(value_type = Object)]
    values: Value,
}

/// The request that would be sent.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TriedActionJson {
    method: String,
    /// Null when the values make no address.
    url: Option<String>,
    #[schema(value_type = Option<Object>)]
    body: Option<Value>,
}

/// Shows the request an action would send. Nothing is sent, and the secret is not shown.
#[utoipa::path(post, path = "/actions/{id}/try", tag = "actions", params(("id" = String, Path)),
    request_body = TryJson,
    responses((status = 200, body = TriedActionJson), (status = 404, body = Problem)))]
pub(super) async fn try_out(
    State(web): State<Web>,
    With(may): With<Administer>,
    At(id): At<String>,
    Sent(it): Sent<TryJson>,
) -> Answer<TriedActionJson> {
    let tried = web.app.try_action(&may, (action_id(&id)?, &it.email), &it.values)?;
    Ok(Json(TriedActionJson { method: tried.method, url: tried.url, body: tried.body }))
}

/// One attempt to do something.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ActionRunJson {
    id: String,
    conversation_id: String,
    /// How the contact wrote.
    channel: String,
    /// `running`, `done`, `refused`, `unreachable`, `uncertain` or `undone`.
    outcome: String,
    /// The system's word for its refusal; may be empty.
    code: String,
    started_at: DateTime<Utc>,
    ended_at: Option<DateTime<Utc>>,
}

impl From<Run> for ActionRunJson {
    fn from(it: Run) -> Self {
        Self {
            id: it.id.to_string(),
            conversation_id: it.conversation.to_string(),
            channel: it.channel.as_str().to_owned(),
            outcome: it.outcome.as_str().to_owned(),
            code: it.code,
            started_at: it.started_at,
            ended_at: it.ended_at,
        }
    }
}

/// How often what came of it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CountJson {
    channel: String,
    outcome: String,
    count: i64,
}

/// What was done by an action.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ActionRunsJson {
    /// The newest first.
    items: Vec<ActionRunJson>,
    next_cursor: Option<String>,
    /// Of all attempts ever.
    counts: Vec<CountJson>,
}

/// The attempts of an action, newest first, with the counts of all of them.
#[utoipa::path(get, path = "/actions/{id}/runs", tag = "actions",
    params(("id" = String, Path), Page),
    responses((status = 200, body = ActionRunsJson), (status = 404, body = Problem)))]
pub(super) async fn runs(
    State(web): State<Web>,
    With(may): With<Administer>,
    At(id): At<String>,
    Asked(page): Asked<Page>,
) -> Answer<ActionRunsJson> {
    let before: Option<(DateTime<Utc>, String)> = page.after()?;
    let before = before.and_then(|(at, id)| Some((at, id.parse::<RunId>().ok()?)));
    let limit = page.limit();
    let more = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let (rows, counts) = web.app.runs_of_action(&may, action_id(&id)?, (before, more)).await?;
    let mark = |it: &Run| (it.started_at, it.id.to_string());
    let List { items, next_cursor } = List::cut(rows, limit, mark, Into::into);
    let count = |it: lotse_app::ActionCount| CountJson {
        channel: it.channel.as_str().to_owned(),
        outcome: it.outcome.as_str().to_owned(),
        count: it.count,
    };
    Ok(Json(ActionRunsJson { items, next_cursor, counts: counts.into_iter().map(count).collect() }))
}

fn action_id(id: &str) -> Result<ActionId, Problem> {
    id.parse().ok().ok_or_else(Problem::not_found)
}

fn read(document: Value) -> Result<Document, Problem> {
    serde_json::from_value(document).map_err(|error| {
        Problem::field("document", "wrong", &format!("this is no action: {error}"))
    })
}
