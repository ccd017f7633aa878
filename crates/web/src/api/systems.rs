//! The systems actions may call.

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use lotse_app::Secret;
use lotse_app::access::Administer;
use lotse_app::actions::{SystemChange, SystemNow, SystemToAdd};
use lotse_domain::ids::SystemId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Answer;
use super::page::{At, List, Sent};
use crate::Web;
use crate::error::Problem;
use crate::session::With;

/// Another system.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SystemJson {
    id: String,
    /// By which actions call it; small letters, digits, `-` and `_`.
    name: String,
    /// What all its addresses begin with.
    base_url: String,
    /// The header its secret is sent in.
    header: String,
    /// Whether a secret is kept; it is never shown.
    has_secret: bool,
    /// How long one call may take, 500 to 20,000.
    timeout_ms: i64,
}

impl From<SystemNow> for SystemJson {
    fn from(it: SystemNow) -> Self {
        Self {
            id: it.id.to_string(),
            name: it.name,
            base_url: it.base_url,
            header: it.header,
            has_secret: it.secret.is_some(),
            timeout_ms: it.timeout_ms,
        }
    }
}

/// All systems by name.
#[utoipa::path(get, path = "/systems", tag = "actions",
    responses((status = 200, body = List<SystemJson>)))]
pub(super) async fn list(
    State(web): State<Web>,
    With(may): With<Administer>,
) -> Answer<List<SystemJson>> {
    let all = web.app.systems(&may).into_iter();
    Ok(Json(List::whole(all.map(Into::into).collect())))
}

/// A system to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewSystem {
    name: String,
    base_url: String,
    /// Such as `Authorization`; may be empty where there is no secret.
    #[serde(default)]
    header: String,
    /// The header's value, such as `Bearer …`; kept sealed and never shown again.
    #[serde(default)]
    secret: String,
    /// 5,000 when left out.
    timeout_ms: Option<i64>,
}

/// Adds a system.
#[utoipa::path(post, path = "/systems", tag = "actions", request_body = NewSystem,
    responses((status = 201, body = SystemJson), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn add(
    State(web): State<Web>,
    With(may): With<Administer>,
    Sent(new): Sent<NewSystem>,
) -> Result<(StatusCode, Json<SystemJson>), Problem> {
    let NewSystem { name, base_url, header, secret, timeout_ms } = new;
    let (secret, timeout_ms) = (Secret::new(secret), timeout_ms.unwrap_or(5_000));
    let new = SystemToAdd { name, base_url, header, secret, timeout_ms };
    Ok((StatusCode::CREATED, Json(web.app.add_system(&may, new).await?.into())))
}

/// What to change of a system; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SystemChangeJson {
    name: Option<String>,
    base_url: Option<String>,
    header: Option<String>,
    /// An empty text takes it away.
    secret: Option<String>,
    timeout_ms: Option<i64>,
}

/// Changes a system.
#[utoipa::path(patch, path = "/systems/{id}", tag = "actions", params(("id" = String, Path)),
    request_body = SystemChangeJson,
    responses((status = 200, body = SystemJson), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn change(
    State(web): State<Web>,
    With(may): With<Administer>,
    At(id): At<String>,
    Sent(it): Sent<SystemChangeJson>,
) -> Answer<SystemJson> {
    let change = SystemChange {
        name: it.name,
        base_url: it.base_url,
        header: it.header,
        secret: it.secret.map(Secret::new),
        timeout_ms: it.timeout_ms,
    };
    Ok(Json(web.app.change_system(&may, system_id(&id)?, change).await?.into()))
}

/// Removes a system that no action calls, and its secret.
#[utoipa::path(delete, path = "/systems/{id}", tag = "actions", params(("id" = String, Path)),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub(super) async fn delete(
    State(web): State<Web>,
    With(may): With<Administer>,
    At(id): At<String>,
) -> Result<StatusCode, Problem> {
    web.app.delete_system(&may, system_id(&id)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whether a system answers.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReachedJson {
    is_reached: bool,
    /// Why not, for an administrator; empty when it answers.
    reason: String,
}

/// Calls the base address of a system to see whether it answers.
#[utoipa::path(post, path = "/systems/{id}/check", tag = "actions", params(("id" = String, Path)),
    responses((status = 200, body = ReachedJson), (status = 404, body = Problem)))]
pub(super) async fn check(
    State(web): State<Web>,
    With(may): With<Administer>,
    At(id): At<String>,
) -> Answer<ReachedJson> {
    let reached = web.app.reach_system(&may, system_id(&id)?).await?;
    let (is_reached, reason) = (reached.is_ok(), reached.err().unwrap_or_default());
    Ok(Json(ReachedJson { is_reached, reason }))
}

fn system_id(id: &str) -> Result<SystemId, Problem> {
    id.parse().ok().ok_or_else(Problem::not_found)
}
