//! Drafts of actions out of what a system says of itself (OpenAPI). Nothing is kept here.

use axum::Json;
use axum::extract::{DefaultBodyLimit, State};
use lotse_app::access::Administer;
use lotse_app::actions::{Described, LeftOut, OperationLine};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::Answer;
use super::page::{Sent, parsed};
use crate::Web;
use crate::error::Problem;
use crate::session::With;

/// A description of 2 MB, and what JSON needs around its quotation marks.
pub(super) fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(6 * 1024 * 1024)
}

/// A description of a system.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DescriptionJson {
    /// OpenAPI 3.0 or 3.1, JSON or YAML, at most 2 MB.
    text: Option<String>,
    /// Where it is, when no text is sent.
    url: Option<String>,
}

impl DescriptionJson {
    fn described(self) -> Result<Described, Problem> {
        let filled = |it: Option<String>| it.filter(|it| !it.trim().is_empty());
        match (filled(self.text), filled(self.url)) {
            (Some(text), _) => Ok(Described::Text(text)),
            (None, Some(url)) => Ok(Described::At(url)),
            (None, None) => Err(Problem::field("text", "empty", "send a text or an address")),
        }
    }
}

/// An operation of a system.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OperationJson {
    method: String,
    path: String,
    /// What it is for; may be empty.
    summary: String,
    /// Whether the system wants to be rid of it.
    is_deprecated: bool,
}

impl From<OperationLine> for OperationJson {
    fn from(it: OperationLine) -> Self {
        let OperationLine { method, path, summary, is_deprecated } = it;
        Self { method, path, summary, is_deprecated }
    }
}

/// What a description says.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DescribedJson {
    /// What the system calls itself; may be empty.
    title: String,
    /// The addresses it can be called at.
    servers: Vec<String>,
    /// By path, at most 1,000.
    operations: Vec<OperationJson>,
    /// Whether there are more.
    is_cut: bool,
}

/// Reads a description of a system and lists its operations.
#[utoipa::path(post, path = "/actions/openapi", tag = "actions", request_body = DescriptionJson,
    responses((status = 200, body = DescribedJson), (status = 413, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn operations(
    State(web): State<Web>,
    With(may): With<Administer>,
    Sent(it): Sent<DescriptionJson>,
) -> Answer<DescribedJson> {
    let api = web.app.read_api(&may, it.described()?).await?;
    let (operations, is_cut) = api.operations();
    Ok(Json(DescribedJson {
        title: api.title(),
        servers: api.servers(),
        operations: operations.into_iter().map(Into::into).collect(),
        is_cut,
    }))
}

/// Which operation is to become an action.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ToDraftJson {
    /// As for the list of operations.
    from: DescriptionJson,
    method: String,
    /// As it is listed.
    path: String,
    /// The name of the system that is called.
    system: String,
    /// The brand's id.
    brand: String,
}

/// A part of an operation that could not be taken over.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LeftOutJson {
    name: String,
    /// `place`, `optional`, `list`, `choice`, `open`, `circular`, `elsewhere`, `deep`, `sent_as_text`,
    /// `rule`, `media`, `many` or `security`.
    why: String,
    /// Whether the operation cannot do without it.
    is_required: bool,
}

impl From<LeftOut> for LeftOutJson {
    fn from(it: LeftOut) -> Self {
        Self { name: it.name, why: it.why.as_str().to_owned(), is_required: it.is_required }
    }
}

/// A draft of an action.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DraftedJson {
    /// Its name among programs.
    name: String,
    /// As actions are kept; what people read is to be completed.
    #[schema(value_type = Object)]
    document: Value,
    left_out: Vec<LeftOutJson>,
    /// The address the description is about, where the system has another one.
    other_base: Option<String>,
}

/// Makes a draft of an action out of an operation; it is not kept.
#[utoipa::path(post, path = "/actions/openapi/draft", tag = "actions", request_body = ToDraftJson,
    responses((status = 200, body = DraftedJson), (status = 404, body = Problem),
        (status = 413, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn draft(
    State(web): State<Web>,
    With(may): With<Administer>,
    Sent(it): Sent<ToDraftJson>,
) -> Answer<DraftedJson> {
    let brand = parsed(&it.brand, "brand")?;
    let api = web.app.read_api(&may, it.from.described()?).await?;
    let of = (&api, it.method.as_str(), it.path.as_str());
    let drafted = web.app.draft_action(&may, of, (brand, &it.system))?;
    Ok(Json(DraftedJson {
        name: drafted.name,
        document: serde_json::to_value(&drafted.document).unwrap_or_default(),
        left_out: drafted.left_out.into_iter().map(Into::into).collect(),
        other_base: drafted.other_base,
    }))
}
