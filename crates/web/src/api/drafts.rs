//! What agents have not sent yet, and who else is in a conversation.

use axum::Json;
use axum::extract::State;
use lotse_app::access::WriteInbox;
use lotse_app::chat::Doing;
use lotse_domain::inbox::DraftKind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Answer;
use super::inbox::conversation_id;
use super::page::{At, Sent};
use crate::Web;
use crate::error::Problem;
use crate::session::With;

/// A draft to keep.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftToKeep {
    /// At most 10,000 characters.
    text: String,
    /// The version that was seen; 0 when there was none.
    base_version: i64,
}

/// A draft was kept.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct KeptDraft {
    version: i64,
}

/// Keeps what an agent has not sent yet; 409 `changed_meanwhile` when another device was quicker.
#[utoipa::path(put, path = "/conversations/{id}/drafts/{kind}", tag = "inbox",
    params(("id" = String, Path), ("kind" = String, Path, description = "`reply` or `note`")),
    request_body = DraftToKeep,
    responses((status = 200, body = KeptDraft), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn keep(
    State(web): State<Web>,
    With(may): With<WriteInbox>,
    At((id, kind)): At<(String, String)>,
    Sent(it): Sent<DraftToKeep>,
) -> Answer<KeptDraft> {
    let kind = DraftKind::from_name(&kind).ok_or_else(Problem::not_found)?;
    let draft = (kind, it.text.as_str());
    let id = conversation_id(&id)?;
    let version = web.app.keep_draft(&may, id, draft, it.base_version).await?;
    Ok(Json(KeptDraft { version }))
}

/// What an agent does in a conversation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PresenceJson {
    /// `reads`, `writes` or `left`.
    doing: String,
}

/// An agent who is there too.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OtherJson {
    id: String,
    name: String,
    /// `reads` or `writes`.
    doing: String,
}

/// Who else is there.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OthersJson {
    others: Vec<OtherJson>,
}

/// Tells colleagues what an agent does in a conversation, and says who else has it open; never
/// stored. Say so again within 45 seconds, while writing within eight.
#[utoipa::path(post, path = "/conversations/{id}/presence", tag = "inbox",
    params(("id" = String, Path)), request_body = PresenceJson,
    responses((status = 200, body = OthersJson), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn presence(
    State(web): State<Web>,
    With(may): With<WriteInbox>,
    At(id): At<String>,
    Sent(it): Sent<PresenceJson>,
) -> Answer<OthersJson> {
    let unknown = || Problem::field("doing", "unknown", "`reads`, `writes` or `left`");
    let doing = Doing::from_name(&it.doing).ok_or_else(unknown)?;
    let others = web.app.be_present(&may, conversation_id(&id)?, doing).await?;
    let others = others.into_iter().map(|it| OtherJson {
        id: it.agent.to_string(),
        name: it.name,
        doing: it.doing.as_str().to_owned(),
    });
    Ok(Json(OthersJson { others: others.collect() }))
}
