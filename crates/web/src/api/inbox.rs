//! The inbox: conversations, whatever way they came in.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, Utc};
use http::StatusCode;
use lotse_app::access::{ReadInbox, WriteInbox};
use lotse_app::inbox::Standing;
use lotse_app::{ConversationLine, View};
use lotse_domain::ids::{BrandId, ConversationId};
use lotse_domain::inbox::{Place, Status};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Answer;
use super::inbox_shapes::{ConversationJson, HolderJson, MessageJson, OpenedJson};
use super::page::{Asked, At, List, Page, Sent, parsed};
use crate::Web;
use crate::error::Problem;
use crate::session::With;
use crate::upload::handed_out;

/// Which conversations.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// The brand's id.
    brand: String,
    /// `open`, `waiting` or `resolved`; `open` when neither this nor `view` is given.
    status: Option<String>,
    /// `mine`, `mentions` of the agent who asks, `queue`, `bot`, `snoozed`, `resolved`, or `all`
    /// that are not resolved.
    view: Option<String>,
}

/// Conversations of a brand, newest change first.
#[utoipa::path(get, path = "/conversations", tag = "inbox", params(Filter, Page),
    responses((status = 200, body = List<ConversationJson>)))]
pub(super) async fn list(
    State(web): State<Web>,
    With(may): With<ReadInbox>,
    Asked(filter): Asked<Filter>,
    Asked(page): Asked<Page>,
) -> Answer<List<ConversationJson>> {
    let brand: BrandId = parsed(&filter.brand, "brand")?;
    let before = match page.after::<(DateTime<Utc>, String)>()? {
        Some((at, id)) => Some((at, parsed::<ConversationId>(&id, "cursor")?)),
        None => None,
    };
    let view = match (filter.view.as_deref(), filter.status.as_deref()) {
        (Some("mentions"), _) => {
            let rows = web.app.mentions(&may, brand, before, page.limit() + 1).await?;
            let mark = |(at, it): &(DateTime<Utc>, ConversationLine)| {
                (*at, it.conversation.id.to_string())
            };
            return Ok(Json(List::cut(rows, page.limit(), mark, |(_, it)| it.into())));
        }
        (Some("mine"), _) => match may.agent_id() {
            Some(agent) => View::At(Place::Of(agent)),
            // A key has no conversations of its own.
            None => return Ok(Json(List::whole(Vec::new()))),
        },
        (Some(name), _) => view(name)?,
        (None, Some(name)) => View::In(status(name)?),
        (None, None) => View::In(Status::Open),
    };
    let rows = web.app.conversations(&may, (brand, view), before, page.limit() + 1).await?;
    let mark = |it: &ConversationLine| (it.conversation.updated_at, it.conversation.id.to_string());
    Ok(Json(List::cut(rows, page.limit(), mark, Into::into)))
}

/// What is looked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Sought {
    /// The brand's id.
    brand: String,
    /// A reference number, or words: of the contact's name, of the first message, of what it is
    /// about. Each may be the beginning of one.
    q: String,
}

/// Conversations of a brand by number, name or words, newest change first.
#[utoipa::path(get, path = "/conversations/found", tag = "inbox", params(Sought, Page),
    responses((status = 200, body = List<ConversationJson>)))]
pub(super) async fn found(
    State(web): State<Web>,
    With(may): With<ReadInbox>,
    Asked(sought): Asked<Sought>,
    Asked(page): Asked<Page>,
) -> Answer<List<ConversationJson>> {
    let brand: BrandId = parsed(&sought.brand, "brand")?;
    let before = match page.after::<(DateTime<Utc>, String)>()? {
        Some((at, id)) => Some((at, parsed::<ConversationId>(&id, "cursor")?)),
        None => None,
    };
    let of = (brand, sought.q.as_str());
    let rows = web.app.found_conversations(&may, of, before, page.limit() + 1).await?;
    let mark = |it: &ConversationLine| (it.conversation.updated_at, it.conversation.id.to_string());
    Ok(Json(List::cut(rows, page.limit(), mark, Into::into)))
}

fn view(name: &str) -> Result<View, Problem> {
    Ok(match name {
        "all" => View::Unresolved,
        "bot" => View::At(Place::Bot),
        "queue" => View::At(Place::Queue),
        "snoozed" => View::At(Place::Snoozed),
        "resolved" => View::At(Place::Resolved),
        _ => return Err(Problem::field("view", "unknown", "no such view")),
    })
}

/// Whose conversations to count.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Counted {
    /// The brand's id.
    brand: String,
}

/// How many conversations stand in each view.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CountsJson {
    /// Those of the agent who asks; 0 for a key.
    mine: i64,
    /// Those of `mine` with messages not seen yet, at most 100.
    unread: usize,
    /// Those in which a note names the agent, who has not looked since.
    mentions: i64,
    queue: i64,
    /// Those of `queue` the agent is called to, at most 100: they have the skill and the language, or
    /// it is kept for nobody any more, and they have fewer chats than they want; 0 for a key.
    calling: usize,
    bot: i64,
    snoozed: i64,
    resolved: i64,
    /// Those that are not resolved.
    all: i64,
}

/// How many conversations of a brand stand in each view.
#[utoipa::path(get, path = "/conversations/counts", tag = "inbox", params(Counted),
    responses((status = 200, body = CountsJson)))]
pub(super) async fn counts(
    State(web): State<Web>,
    With(may): With<ReadInbox>,
    Asked(of): Asked<Counted>,
) -> Answer<CountsJson> {
    let brand: BrandId = parsed(&of.brand, "brand")?;
    let it = web.app.inbox_counts(&may, brand).await?;
    Ok(Json(CountsJson {
        mine: it.mine,
        unread: it.unread,
        mentions: it.mentions,
        queue: it.queue,
        calling: it.calling,
        bot: it.bot,
        snoozed: it.snoozed,
        resolved: it.resolved,
        all: it.unresolved,
    }))
}

/// Everybody who can be given a conversation, by name.
#[utoipa::path(get, path = "/colleagues", tag = "inbox",
    responses((status = 200, body = List<HolderJson>)))]
pub(super) async fn colleagues(
    State(web): State<Web>,
    With(may): With<ReadInbox>,
) -> Answer<List<HolderJson>> {
    let all = web.app.colleagues(&may).await?.into_iter();
    let shown = all.map(|it| HolderJson { id: it.id.to_string(), name: it.name });
    Ok(Json(List::whole(shown.collect())))
}

/// One conversation.
#[utoipa::path(get, path = "/conversations/{id}", tag = "inbox", params(("id" = String, Path)),
    responses((status = 200, body = OpenedJson), (status = 404, body = Problem)))]
pub(super) async fn one(
    State(web): State<Web>,
    With(may): With<ReadInbox>,
    At(id): At<String>,
) -> Answer<OpenedJson> {
    let opened = web.app.conversation(&may, conversation_id(&id)?).await?;
    let opened = opened.ok_or_else(Problem::not_found)?;
    Ok(Json(OpenedJson::new(&web, opened)))
}

/// Where a conversation shall stand.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StatusJson {
    /// `open`, `waiting` or `resolved`.
    status: Option<String>,
    /// Out of the way until then; left out or null, it is in its list.
    snoozed_until: Option<DateTime<Utc>>,
}

/// Changes where a conversation stands, or puts it out of the way for a while.
#[utoipa::path(patch, path = "/conversations/{id}", tag = "inbox",
    params(("id" = String, Path)), request_body = StatusJson,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn change(
    State(web): State<Web>,
    With(may): With<WriteInbox>,
    At(id): At<String>,
    Sent(wanted): Sent<StatusJson>,
) -> Result<StatusCode, Problem> {
    let standing = match (wanted.status, wanted.snoozed_until) {
        (None, Some(until)) => Standing::SnoozedUntil(until),
        (Some(name), None) => Standing::In(status(&name)?),
        _ => {
            let detail = "either a status or until when it is out of the way";
            return Err(Problem::field("status", "unknown", detail));
        }
    };
    let id = conversation_id(&id)?;
    web.app.set_standing(&may, id, standing, &web.catalogue).await?;
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
    Ok((StatusCode::CREATED, Json(MessageJson::new("", message))))
}

/// A file that came with a message: PNG, JPEG, GIF and WebP pictures, told by their content, are
/// shown; all others are downloads of the type `application/octet-stream`.
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
    Ok(handed_out(file))
}

pub(super) fn conversation_id(text: &str) -> Result<ConversationId, Problem> {
    text.parse().ok().ok_or_else(Problem::not_found)
}

fn status(name: &str) -> Result<Status, Problem> {
    Status::from_name(name).ok_or_else(|| Problem::field("status", "unknown", "no such status"))
}
