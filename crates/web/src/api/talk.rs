//! Agents in a conversation: taking it, answering, giving it back.

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use lotse_app::access::{ReadInbox, WriteInbox};
use lotse_app::inbox::Reply;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Answer;
use super::inbox::conversation_id;
use super::inbox_shapes::{ConversationJson, MessageJson};
use super::page::{At, Sent, opt_parsed, parsed};
use crate::Web;
use crate::error::Problem;
use crate::root::whole_home_of;
use crate::session::With;
use crate::upload::Upload;

/// What an agent answers.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerText {
    /// The sender's own id, 1 to 100 characters: sent twice with it, it is stored once.
    key: String,
    /// Plain text, 1 to 4,000 characters.
    text: String,
    /// The id of the article whose text this is, unchanged: Lotse learns that it answers what the
    /// contact last wrote.
    article: Option<String>,
}

/// Answers a contact in the chat; whoever answers a conversation nobody has, takes it.
#[utoipa::path(post, path = "/conversations/{id}/messages", tag = "inbox",
    params(("id" = String, Path)), request_body = AnswerText,
    responses((status = 200, body = MessageJson), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn answer(
    State(web): State<Web>,
    With(may): With<WriteInbox>,
    At(id): At<String>,
    Sent(it): Sent<AnswerText>,
) -> Answer<MessageJson> {
    let id = conversation_id(&id)?;
    let article = opt_parsed(it.article.as_deref(), "article")?;
    let reply = (it.key.as_str(), it.text.as_str());
    let message = web.app.answer(&may, id, reply, &web.catalogue).await?;
    if let Some(article) = article {
        web.app.learn_from_agent(&may, (id, message.seq), article).await?;
    }
    Ok(Json(MessageJson::new("", message)))
}

/// Answers a contact in the chat with up to five files of at most 10 MB, each in a field `file`;
/// `key` and `text`, which may be left out, as without files.
#[utoipa::path(post, path = "/conversations/{id}/files", tag = "inbox",
    params(("id" = String, Path)),
    request_body(content = String, content_type = "multipart/form-data"),
    responses((status = 200, body = MessageJson), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn answer_with_files(
    State(web): State<Web>,
    With(may): With<WriteInbox>,
    At(id): At<String>,
    it: Upload,
) -> Answer<MessageJson> {
    let reply = Reply { key: it.key, text: it.text, files: it.files };
    let message = web.app.answer(&may, conversation_id(&id)?, reply, &web.catalogue).await?;
    Ok(Json(MessageJson::new("", message)))
}

/// Takes a conversation; of several agents exactly one gets it.
#[utoipa::path(post, path = "/conversations/{id}/take", tag = "inbox",
    params(("id" = String, Path)),
    responses((status = 200, body = ConversationJson), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
pub(super) async fn take(
    State(web): State<Web>,
    With(may): With<WriteInbox>,
    At(id): At<String>,
) -> Answer<ConversationJson> {
    let line = web.app.take(&may, conversation_id(&id)?, &web.catalogue).await?;
    Ok(Json(line.into()))
}

/// Whose conversations.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NextJson {
    /// The brand's id.
    brand: String,
}

/// Takes the next conversation that waits, chats and those in the agent's language first; null when
/// nobody waits. Of several agents each gets another one.
#[utoipa::path(post, path = "/conversations/next", tag = "inbox", request_body = NextJson,
    responses((status = 200, body = Option<ConversationJson>), (status = 422, body = Problem)))]
pub(super) async fn next(
    State(web): State<Web>,
    With(may): With<WriteInbox>,
    Sent(it): Sent<NextJson>,
) -> Answer<Option<ConversationJson>> {
    let brand = parsed(&it.brand, "brand")?;
    let line = web.app.take_next(&may, brand, &web.catalogue).await?;
    Ok(Json(line.map(Into::into)))
}

/// To whom a conversation is given.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AssignJson {
    /// The agent's id.
    to: String,
    /// The id of the agent who has it, as it was seen; null or left out when none had.
    from: Option<String>,
}

/// Gives a conversation to an agent; refused when another one got it meanwhile.
#[utoipa::path(post, path = "/conversations/{id}/assign", tag = "inbox",
    params(("id" = String, Path)), request_body = AssignJson,
    responses((status = 200, body = ConversationJson), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn assign(
    State(web): State<Web>,
    With(may): With<WriteInbox>,
    At(id): At<String>,
    Sent(it): Sent<AssignJson>,
) -> Answer<ConversationJson> {
    let move_to = (opt_parsed(it.from.as_deref(), "from")?, parsed(&it.to, "to")?);
    let line = web.app.assign(&may, conversation_id(&id)?, move_to, &web.catalogue).await?;
    Ok(Json(line.into()))
}

/// To whom a conversation is given back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReleaseJson {
    /// `queue` for whoever takes it next, or `machine`; requests by the form always wait.
    to: String,
}

/// Gives a conversation back.
#[utoipa::path(post, path = "/conversations/{id}/release", tag = "inbox",
    params(("id" = String, Path)), request_body = ReleaseJson,
    responses((status = 200, body = ConversationJson), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn release(
    State(web): State<Web>,
    With(may): With<WriteInbox>,
    At(id): At<String>,
    Sent(it): Sent<ReleaseJson>,
) -> Answer<ConversationJson> {
    let to_machine = match it.to.as_str() {
        "machine" => true,
        "queue" => false,
        _ => return Err(Problem::field("to", "unknown", "`machine` or `queue`")),
    };
    let what = (conversation_id(&id)?, to_machine);
    Ok(Json(web.app.release(&may, what, &web.catalogue).await?.into()))
}

/// Whether an agent types.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TypingJson {
    is_typing: bool,
}

/// Tells the contact that an agent types; never stored. Say so again within eight seconds.
#[utoipa::path(post, path = "/conversations/{id}/typing", tag = "inbox",
    params(("id" = String, Path)), request_body = TypingJson,
    responses((status = 204), (status = 404, body = Problem)))]
pub(super) async fn typing(
    State(web): State<Web>,
    With(may): With<WriteInbox>,
    At(id): At<String>,
    Sent(it): Sent<TypingJson>,
) -> Result<StatusCode, Problem> {
    web.app.agent_types(&may, conversation_id(&id)?, it.is_typing).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Up to which message an agent has seen a conversation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SeenJson {
    seq: i64,
}

/// Notes up to which message an agent has seen a conversation.
#[utoipa::path(post, path = "/conversations/{id}/seen", tag = "inbox",
    params(("id" = String, Path)), request_body = SeenJson,
    responses((status = 204), (status = 404, body = Problem)))]
pub(super) async fn seen(
    State(web): State<Web>,
    With(may): With<WriteInbox>,
    At(id): At<String>,
    Sent(it): Sent<SeenJson>,
) -> Result<StatusCode, Problem> {
    web.app.see(&may, conversation_id(&id)?, it.seq).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What Lotse would answer.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WouldAnswer {
    /// The article's id.
    article: String,
    title: String,
    url: String,
    /// What it says in short.
    text: String,
    /// How sure Lotse is, in [0, 1].
    confidence: f32,
    /// Whether Lotse would have answered on its own.
    is_sure: bool,
}

/// What Lotse would answer to what the contact last wrote; null when it does not know.
#[utoipa::path(get, path = "/conversations/{id}/suggestion", tag = "inbox",
    params(("id" = String, Path)),
    responses((status = 200, body = Option<WouldAnswer>), (status = 404, body = Problem)))]
pub(super) async fn suggestion(
    State(web): State<Web>,
    With(may): With<ReadInbox>,
    At(id): At<String>,
) -> Answer<Option<WouldAnswer>> {
    let Some((brand, it)) = web.app.suggestion(&may, conversation_id(&id)?).await? else {
        return Ok(Json(None));
    };
    let home = whole_home_of(&web.config, &web.app.current(), brand);
    let line = &it.found.line;
    let fragment = it.found.anchor.as_ref().map(|it| format!("#{it}")).unwrap_or_default();
    Ok(Json(Some(WouldAnswer {
        article: line.article.to_string(),
        title: line.title.clone(),
        url: format!("{home}/{}/a/{}{fragment}", line.locale, line.slug),
        text: it.found.text().to_owned(),
        confidence: it.found.confidence,
        is_sure: it.is_sure,
    })))
}
