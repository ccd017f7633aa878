//! Received requests.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use http::{StatusCode, header};
use lotse_app::ConversationLine;
use lotse_app::access::{ReadInbox, WriteInbox};
use lotse_domain::ids::ConversationId;
use lotse_domain::inbox::{Message, Status};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Answer;
use super::page::{Asked, At, List, Page, Sent, parsed};
use crate::Web;
use crate::error::Problem;
use crate::session::With;

/// Which requests.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// The brand's id.
    brand: String,
    /// `open`, `waiting` or `resolved`; `open` when left out.
    status: Option<String>,
}

/// Who asks.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ContactJson {
    name: String,
    /// Claimed, not proven.
    email: Option<String>,
}

/// A request in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ConversationJson {
    id: String,
    /// The number people say on the phone.
    reference: i64,
    contact: ContactJson,
    /// The beginning of the newest message.
    preview: String,
    status: String,
    locale: String,
    opened_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    has_files: bool,
}

impl From<ConversationLine> for ConversationJson {
    fn from(it: ConversationLine) -> Self {
        Self {
            id: it.conversation.id.to_string(),
            reference: it.conversation.reference,
            contact: ContactJson { name: it.contact.0, email: it.contact.1 },
            preview: it.preview,
            status: it.conversation.status.as_str().to_owned(),
            locale: it.conversation.locale.to_string(),
            opened_at: it.conversation.opened_at,
            updated_at: it.conversation.updated_at,
            has_files: it.has_files,
        }
    }
}

/// Received requests of a brand, newest change first.
#[utoipa::path(get, path = "/conversations", tag = "inbox", params(Filter, Page),
    responses((status = 200, body = List<ConversationJson>)))]
pub(super) async fn list(
    State(web): State<Web>,
    With(may): With<ReadInbox>,
    Asked(filter): Asked<Filter>,
    Asked(page): Asked<Page>,
) -> Answer<List<ConversationJson>> {
    let status = filter.status.as_deref().map_or(Ok(Status::Open), status)?;
    let before = match page.after::<(DateTime<Utc>, String)>()? {
        Some((at, id)) => Some((at, parsed::<ConversationId>(&id, "cursor")?)),
        None => None,
    };
    let of = (parsed(&filter.brand, "brand")?, status);
    let rows = web.app.conversations(&may, of, before, page.limit() + 1).await?;
    let mark = |it: &ConversationLine| (it.conversation.updated_at, it.conversation.id.to_string());
    Ok(Json(List::cut(rows, page.limit(), mark, Into::into)))
}

/// What the contact did before writing.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TrailJson {
    page: Option<String>,
    searches: Vec<String>,
    answers: Vec<String>,
}

/// A file of a message.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FileJson {
    id: String,
    name: String,
    size_bytes: i64,
    url: String,
}

/// One entry of a conversation.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MessageJson {
    id: String,
    /// `contact`, `agent`, `note` or `machine`.
    author: String,
    text: String,
    at: DateTime<Utc>,
    files: Vec<FileJson>,
}

impl From<Message> for MessageJson {
    fn from(it: Message) -> Self {
        Self {
            id: it.id.to_string(),
            author: it.author.as_str().to_owned(),
            text: it.text,
            at: it.at,
            files: it
                .files
                .into_iter()
                .map(|file| FileJson {
                    url: format!("/api/v1/files/{}", file.file),
                    id: file.file.to_string(),
                    name: file.name,
                    size_bytes: file.size_bytes,
                })
                .collect(),
        }
    }
}

/// A request with its messages.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OpenedJson {
    #[serde(flatten)]
    conversation: ConversationJson,
    trail: TrailJson,
    /// The newest 200, oldest first.
    messages: Vec<MessageJson>,
}

/// One request.
#[utoipa::path(get, path = "/conversations/{id}", tag = "inbox", params(("id" = String, Path)),
    responses((status = 200, body = OpenedJson), (status = 404, body = Problem)))]
pub(super) async fn one(
    State(web): State<Web>,
    With(may): With<ReadInbox>,
    At(id): At<String>,
) -> Answer<OpenedJson> {
    let opened = web.app.conversation(&may, conversation_id(&id)?).await?;
    let opened = opened.ok_or_else(Problem::not_found)?;
    let trail = opened.line.conversation.trail.clone();
    Ok(Json(OpenedJson {
        conversation: opened.line.into(),
        trail: TrailJson { page: trail.page, searches: trail.searches, answers: trail.answers },
        messages: opened.messages.into_iter().map(Into::into).collect(),
    }))
}

/// Where a request shall stand.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StatusJson {
    /// `open`, `waiting` or `resolved`.
    status: String,
}

/// Changes where a request stands.
#[utoipa::path(patch, path = "/conversations/{id}", tag = "inbox",
    params(("id" = String, Path)), request_body = StatusJson,
    responses((status = 204), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn change(
    State(web): State<Web>,
    With(may): With<WriteInbox>,
    At(id): At<String>,
    Sent(wanted): Sent<StatusJson>,
) -> Result<StatusCode, Problem> {
    web.app.set_status(&may, conversation_id(&id)?, status(&wanted.status)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A note for the team.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NoteJson {
    text: String,
}

/// Adds a note for the team.
#[utoipa::path(post, path = "/conversations/{id}/notes", tag = "inbox",
    params(("id" = String, Path)), request_body = NoteJson,
    responses((status = 201, body = MessageJson), (status = 404, body = Problem)))]
pub(super) async fn add_note(
    State(web): State<Web>,
    With(may): With<WriteInbox>,
    At(id): At<String>,
    Sent(note): Sent<NoteJson>,
) -> Result<(StatusCode, Json<MessageJson>), Problem> {
    let message = web.app.add_note(&may, conversation_id(&id)?, &note.text).await?;
    Ok((StatusCode::CREATED, Json(message.into())))
}

/// A file that came with a message; always a download, never shown by the browser.
#[utoipa::path(get, path = "/files/{id}", tag = "inbox", params(("id" = String, Path)),
    responses((status = 200, content_type = "application/octet-stream"),
        (status = 404, body = Problem)))]
pub(super) async fn file(
    State(web): State<Web>,
    With(may): With<ReadInbox>,
    At(id): At<String>,
) -> Result<Response, Problem> {
    let id = id.parse().ok().ok_or_else(Problem::not_found)?;
    let file = web.app.received_file(&may, id).await?.ok_or_else(Problem::not_found)?;
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream"),
        (header::CONTENT_DISPOSITION, "attachment"),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, file.bytes).into_response())
}

fn conversation_id(text: &str) -> Result<ConversationId, Problem> {
    text.parse().ok().ok_or_else(Problem::not_found)
}

fn status(name: &str) -> Result<Status, Problem> {
    Status::from_name(name).ok_or_else(|| Problem::field("status", "unknown", "no such status"))
}
