//! How far Lotse goes on its own where customers ask, and how it did.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use lotse_app::access::Administer;
use lotse_app::answers::SurfaceReport;
use lotse_app::knowledge::PolicyChange;
use lotse_domain::answers::{Mode, Policy, Promise, Surface};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Answer;
use super::page::{At, List};
use crate::Web;
use crate::error::Problem;
use crate::session::With;

/// What holds on a surface.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PolicyJson {
    /// `search` (the help page), `form` (the contact form) or `chat`.
    surface: &'static str,
    /// `answer` (it answers where it is sure), `suggest` (it only suggests articles) or `off`.
    mode: &'static str,
    /// Of so many answers at most one may be wrong: 10, 20 or 50.
    one_wrong_in: u8,
    /// Since when it only suggests, because customers found more answers wrong than promised; in UTC.
    broken_since: Option<DateTime<Utc>>,
}

impl PolicyJson {
    pub(super) fn new(surface: Surface, it: Policy) -> Self {
        Self {
            surface: surface.as_str(),
            mode: it.mode.as_str(),
            one_wrong_in: it.promise.answers(),
            broken_since: it.broken_since,
        }
    }
}

/// What to change on a surface; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PolicyChangeJson {
    /// `search`, `form` or `chat`.
    surface: String,
    /// `answer`, `suggest` or `off`; the search cannot be off.
    mode: Option<String>,
    /// 10, 20 or 50.
    one_wrong_in: Option<i64>,
    /// Lets it answer again after its promise was broken: what customers said before does not count
    /// any more.
    #[serde(default)]
    starts_anew: bool,
}

impl PolicyChangeJson {
    pub(super) fn read(&self) -> Result<PolicyChange, Problem> {
        let unknown = |text| Problem::field("policies", "unknown", text);
        let mode = |name: &String| {
            Mode::from_name(name).ok_or_else(|| unknown("a mode is answer, suggest or off"))
        };
        let promise = |answers: i64| {
            Promise::of_answers(answers).ok_or_else(|| unknown("one wrong in 10, 20 or 50"))
        };
        let surface = Surface::from_name(&self.surface)
            .ok_or_else(|| unknown("a surface is search, form or chat"))?;
        Ok(PolicyChange {
            surface,
            mode: self.mode.as_ref().map(mode).transpose()?,
            promise: self.one_wrong_in.map(promise).transpose()?,
            starts_anew: self.starts_anew,
        })
    }
}

/// How a surface did.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SurfaceReportJson {
    #[serde(flatten)]
    policy: PolicyJson,
    /// Questions of the last 28 days.
    asked: i64,
    /// Of those, answered.
    answered: i64,
    /// Of the newest 200 answers customers judged in the last 90 days, those they found right.
    right: u32,
    /// Those they found wrong.
    wrong: u32,
}

impl From<SurfaceReport> for SurfaceReportJson {
    fn from(it: SurfaceReport) -> Self {
        Self {
            policy: PolicyJson::new(it.surface, it.policy),
            asked: it.sum.asked,
            answered: it.sum.answered,
            right: it.judged.right,
            wrong: it.judged.wrong,
        }
    }
}

/// How far Lotse goes on each surface of a brand, and how it did there. Answers that it would have
/// given while it may only suggest are judged by what customers chose and what helped them.
#[utoipa::path(get, path = "/brands/{id}/surfaces", tag = "structure", params(("id" = String, Path)),
    responses((status = 200, body = List<SurfaceReportJson>), (status = 404, body = Problem)))]
pub(super) async fn list(
    State(web): State<Web>,
    With(may): With<Administer>,
    At(id): At<String>,
) -> Answer<List<SurfaceReportJson>> {
    let id = id.parse().ok().ok_or_else(Problem::not_found)?;
    let reports = web.app.surface_reports(&may, id).await?;
    if reports.is_empty() {
        return Err(Problem::not_found());
    }
    Ok(Json(List::whole(reports.into_iter().map(Into::into).collect())))
}
