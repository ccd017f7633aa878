//! What goes on in the inbox, told to desks the moment it happens.

use axum::extract::State;
use axum::extract::ws::WebSocketUpgrade;
use axum::response::Response;
use http::{HeaderMap, header};
use lotse_app::access::{May, ReadInbox};
use lotse_app::chat::{Listener, News};
use serde_json::json;

use crate::Web;
use crate::error::Problem;
use crate::session::Caller;
use crate::socket::{End, Line, MALFORMED, NOT_SIGNED_IN, is_same_host, limited, pings};

/// Tells of every change in the inbox over a WebSocket, as JSON with a `type`: `hello` first,
/// then `conversation` with what changed, `typing`, `presence` of agents, and `reset` when some was
/// missed.
#[utoipa::path(get, path = "/live", tag = "inbox",
    responses((status = 101), (status = 403, body = Problem)))]
pub(super) async fn live(
    State(web): State<Web>,
    caller: Caller,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, axum::extract::ws::rejection::WebSocketUpgradeRejection>,
) -> Result<Response, Problem> {
    let may = caller.actor.may::<ReadInbox>()?;
    // Browsers send the cookie along from any page; they also say which page it is.
    if headers.contains_key(header::ORIGIN) && !is_same_host(&headers) {
        return Err(Problem::cross_site());
    }
    let upgrade = upgrade.map_err(|it| Problem::upgrade(&it.body_text()))?;
    let listener = web.app.listen_at_desk(&may);
    Ok(limited(upgrade).on_upgrade(async move |socket| {
        let mut line = Line::new(socket);
        let end = tell(&web, &mut line, (listener, may, caller.token)).await;
        line.end(end).await;
    }))
}

/// Tells until the connection or the session ends.
async fn tell(
    web: &Web,
    line: &mut Line,
    (mut listener, may, token): (Listener, May<ReadInbox>, Option<String>),
) -> End {
    let mut pings = pings();
    if let Err(end) = line.send(r#"{"type":"hello"}"#).await {
        return end;
    }
    sits_there(web, &may).await;
    loop {
        let sent = tokio::select! {
            told = listener.hear() => match told {
                Some(told) => line.send(told.for_desk(encoded).as_ref()).await,
                None => line.send(r#"{"type":"reset"}"#).await,
            },
            // There is nothing a desk could say here.
            said = line.next() => Err(said.err().unwrap_or(MALFORMED)),
            _ = pings.tick() => if is_signed_in(web, token.as_deref()).await {
                sits_there(web, &may).await;
                line.ping().await
            } else {
                Err(NOT_SIGNED_IN)
            },
        };
        if let Err(end) = sent {
            return end;
        }
    }
}

/// Whoever is told of conversations is asked for them. It is said again soon; until then it does not
/// matter whether it was kept.
async fn sits_there(web: &Web, may: &May<ReadInbox>) {
    if let Err(error) = web.app.sits_at_desk(may).await {
        tracing::warn!(%error, "that an agent is at the desk was not kept");
    }
}

/// Whether the session that opened the connection still holds; keys are asked for once.
async fn is_signed_in(web: &Web, token: Option<&str>) -> bool {
    let Some(token) = token else { return true };
    let actor = web.app.actor_with_session(token).await;
    actor.is_ok_and(|it| it.is_some_and(|it| it.may::<ReadInbox>().is_ok()))
}

fn encoded(news: &News) -> String {
    match news {
        News::Changed(it) => {
            let it = &it.line;
            let of = &it.conversation;
            let agent =
                of.holder.agent().map(|id| json!({"id": id.to_string(), "name": it.agent_name}));
            json!({
                "type": "conversation",
                "id": of.id.to_string(),
                "brand": of.brand.to_string(),
                "last_seq": of.last_seq,
                "status": of.status.as_str(),
                "holder": of.holder.as_str(),
                "agent": agent,
                "unread": of.unread(),
                "seen_by_contact": of.seen_by_contact,
            })
        }
        News::Typing(it) => json!({
            "type": "typing",
            "id": it.conversation.to_string(),
            "brand": it.brand.to_string(),
            "is_typing": it.is_typing,
            // Null when the contact types.
            "name": it.agent_name,
        }),
        News::Presence(it) => json!({
            "type": "presence",
            "id": it.conversation.to_string(),
            "brand": it.brand.to_string(),
            "agent": {"id": it.agent.to_string(), "name": it.name},
            // `reads`, `writes` or `left`.
            "doing": it.doing.as_str(),
        }),
    }
    .to_string()
}
