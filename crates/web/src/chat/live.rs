//! A visitor's live connection: every message once and in order, whatever was missed meanwhile.

use std::time::Duration;

use axum::extract::State;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::response::Response;
use http::HeaderMap;
use lotse_app::chat::{Changed, News, Told, Visitor};
use lotse_app::{ConversationLine, StoreError};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::timeout;

use super::origins::may_chat;
use super::shapes::{Scenery, state};
use crate::Web;
use crate::error::Problem;
use crate::socket::{
    End, FAILED, Line, MALFORMED, NOT_SIGNED_IN, ORIGIN_REFUSED, TOO_SLOW, limited, pings,
};

/// How long the first frame may take.
const GREETING: Duration = Duration::from_secs(10);

/// The first frame of a client.
#[derive(Debug, Deserialize)]
struct Hello {
    token: String,
    /// The last message it has.
    #[serde(default)]
    resume: i64,
}

/// What a visitor has been sent.
struct Sent {
    visitor: Visitor,
    scenery: Scenery,
    /// The last message.
    seq: i64,
    /// The last change of the conversation.
    told: i64,
}

pub(super) async fn live(
    State(web): State<Web>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, Problem> {
    let upgrade = upgrade.map_err(|it| Problem::upgrade(&it.body_text()))?;
    let place = web.chat.place()?;
    // In a box of its own: a task has room for all it ever moves, several times over.
    Ok(limited(upgrade).on_upgrade(move |socket| {
        Box::pin(async move {
            let mut line = Line::new(socket);
            let end = Box::pin(served(&web, &mut line, headers)).await;
            Box::pin(line.end(end)).await;
            drop(place);
        })
    }))
}

/// Serves a connection and says why it ended.
async fn served(web: &Web, line: &mut Line, headers: HeaderMap) -> End {
    let (visitor, resume) = match Box::pin(greeted(web, line, headers)).await {
        Ok(greeted) => greeted,
        Err(end) => return end,
    };
    match talk(web, line, visitor, resume).await {
        Ok(()) => FAILED,
        Err(end) => end,
    }
}

/// Reads who it is from the first frame. The headers hold on to all that was read of the request,
/// some kilobytes, and are needed no longer than this.
async fn greeted(web: &Web, line: &mut Line, headers: HeaderMap) -> Result<(Visitor, i64), End> {
    let text = match timeout(GREETING, line.next()).await {
        Ok(text) => text?,
        Err(_) => return Err(TOO_SLOW),
    };
    let hello: Hello = serde_json::from_str(&text).ok().ok_or(MALFORMED)?;
    let visitor = web.app.visitor_with(&hello.token).await.map_err(|it| failed(&it))?;
    let visitor = visitor.ok_or(NOT_SIGNED_IN)?;
    let current = web.app.current();
    let brand = current.brand_of(visitor.brand).ok_or(NOT_SIGNED_IN)?;
    let may = may_chat(web, brand, &headers);
    drop(headers);
    if may { Ok((visitor, hello.resume)) } else { Err(ORIGIN_REFUSED) }
}

/// Tells until the connection ends.
async fn talk(web: &Web, line: &mut Line, visitor: Visitor, resume: i64) -> Result<(), End> {
    // Listens first, so that nothing falls between.
    let mut listener = web.app.listen(&visitor);
    let scenery = Scenery::of(web, &visitor);
    let mut sent = Sent { visitor, scenery, seq: resume.max(0), told: -1 };
    // What is done seldom takes room only while it is done: thousands of connections are idle.
    Box::pin(begin(web, line, &mut sent)).await?;
    let mut pings = pings();
    loop {
        tokio::select! {
            told = listener.hear() => Box::pin(hear(web, line, (&mut sent, told.as_deref()))).await?,
            said = line.next() => understood(&said?)?,
            _ = pings.tick() => {
                Box::pin(still(web, &sent.visitor)).await?;
                Box::pin(line.ping()).await?;
            }
        }
    }
}

/// The greeting, then what was missed.
async fn begin(web: &Web, line: &mut Line, sent: &mut Sent) -> Result<(), End> {
    let now = web.app.talk(&sent.visitor, sent.seq).await.map_err(|it| failed(&it))?;
    let last_seq = now.line.as_ref().map_or(0, |it| it.conversation.last_seq);
    line.send(json!({"type": "hello", "last_seq": last_seq}).to_string()).await?;
    if last_seq < sent.seq {
        // It has messages that are not here: it knows another conversation.
        sent.seq = 0;
        line.send(json!({"type": "reset"}).to_string()).await?;
    }
    catch_up(web, line, sent).await
}

/// Sends what the store has and the visitor has not.
async fn catch_up(web: &Web, line: &mut Line, sent: &mut Sent) -> Result<(), End> {
    loop {
        let now = web.app.talk(&sent.visitor, sent.seq).await.map_err(|it| failed(&it))?;
        for it in &now.messages {
            let message = json!({"type": "message", "message": sent.scenery.message(it)});
            line.send(message.to_string()).await?;
            sent.seq = it.seq;
        }
        let Some(conversation) = &now.line else { return Ok(()) };
        if conversation.conversation.last_seq <= sent.seq {
            return send_state(line, sent, conversation).await;
        }
    }
}

async fn send_state(line: &mut Line, sent: &mut Sent, it: &ConversationLine) -> Result<(), End> {
    if it.told <= sent.told {
        return Ok(());
    }
    sent.told = it.told;
    line.send(json!({"type": "state", "conversation": state(it)}).to_string()).await
}

async fn hear(
    web: &Web,
    line: &mut Line,
    (sent, told): (&mut Sent, Option<&Told>),
) -> Result<(), End> {
    still(web, &sent.visitor).await?;
    let brand = told.map(|it| match &it.news {
        News::Changed(it) => it.line.conversation.brand,
        News::Typing(it) => it.brand,
        News::Presence(it) => it.brand,
    });
    if brand.is_some_and(|it| it != sent.visitor.brand) {
        return Ok(());
    }
    match told.map(|it| &it.news) {
        Some(News::Changed(changed)) if follows(changed, sent.seq) => {
            for it in changed.messages.iter().filter(|it| sent.seq < it.seq) {
                let message = json!({"type": "message", "message": sent.scenery.message(it)});
                line.send(message.to_string()).await?;
            }
            sent.seq = sent.seq.max(changed.line.conversation.last_seq);
            send_state(line, sent, &changed.line).await
        }
        // Something came in another order, from another process, or was missed.
        Some(News::Changed(_)) | None => catch_up(web, line, sent).await,
        Some(News::Presence(_)) => Ok(()),
        Some(News::Typing(it)) => {
            let Some(name) = &it.agent_name else { return Ok(()) };
            let typing = json!({"type": "typing", "is_typing": it.is_typing, "name": name});
            line.send(typing.to_string()).await
        }
    }
}

/// Ends the connection once somebody else signed in on the device, or let go of it.
async fn still(web: &Web, visitor: &Visitor) -> Result<(), End> {
    match web.app.is_current(visitor).await {
        Ok(true) => Ok(()),
        Ok(false) => Err(NOT_SIGNED_IN),
        Err(error) => Err(failed(&error)),
    }
}

/// Whether the news hold all messages from the last one sent up to the newest.
fn follows(it: &Changed, seq: i64) -> bool {
    let last = it.line.conversation.last_seq;
    let first = it.messages.first().map_or(last + 1, |it| it.seq);
    first <= seq + 1 && it.messages.last().map_or(first - 1, |it| it.seq) == last
}

/// What clients may add later is passed over; what is no JSON with a type ends the connection.
fn understood(text: &str) -> Result<(), End> {
    let frame: Option<Value> = serde_json::from_str(text).ok();
    let is_typed = frame.is_some_and(|it| it.get("type").is_some_and(Value::is_string));
    if is_typed { Ok(()) } else { Err(MALFORMED) }
}

fn failed(error: &StoreError) -> End {
    tracing::error!(%error, "a chat could not be read");
    FAILED
}
