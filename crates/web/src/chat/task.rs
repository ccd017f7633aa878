//! What visitors enter, confirm and drop of a task.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use lotse_app::actions::TaskChange;
use serde::{Deserialize, Serialize};

use super::did::DidJson;
use super::shapes::{MessageJson, Scenery, StateJson, state};
use super::talk::Who;
use crate::Web;
use crate::api::page::Sent;
use crate::error::Problem;

/// So many values may come at once.
const VALUES: usize = 40;

/// What to do with a task; the first that is given counts.
#[derive(Debug, Deserialize)]
pub(super) struct TaskChangeJson {
    #[serde(default)]
    key: String,
    run: String,
    #[serde(default)]
    cancel: bool,
    #[serde(default)]
    edit: bool,
    #[serde(default)]
    confirm: bool,
    #[serde(default)]
    values: BTreeMap<String, String>,
    #[serde(flatten)]
    did: DidJson,
}

/// What came of it.
#[derive(Debug, Serialize)]
pub(super) struct MovedJson {
    conversation: Option<StateJson>,
    messages: Vec<MessageJson>,
    /// Opens the chat from now on; null when the token stays.
    token: Option<String>,
}

pub(super) async fn carry_on(
    State(web): State<Web>,
    Who(visitor): Who,
    Sent(it): Sent<TaskChangeJson>,
) -> Result<Json<MovedJson>, Problem> {
    web.chat.words.pass(visitor.contact)?;
    let over = || Problem::conflict("task_over", "the task is over");
    let run = it.run.parse().ok().ok_or_else(over)?;
    if VALUES < it.values.len() {
        return Err(Problem::field("values", "too_many", "a task asks for fewer values"));
    }
    let did = it.did.at(web.app.now());
    web.app.note_did(&visitor, (&it.key, did), false).await?;
    let change = match it {
        TaskChangeJson { cancel: true, .. } => TaskChange::Cancel,
        TaskChangeJson { edit: true, .. } => TaskChange::Edit,
        TaskChangeJson { confirm: true, .. } => TaskChange::Confirm,
        TaskChangeJson { values, .. } => TaskChange::Enter(values),
    };
    let moved = web.app.move_task(&visitor, (run, change), &web.catalogue).await?;
    let visitor = match &moved.token {
        Some(token) => web.app.visitor_with(token.reveal()).await?.unwrap_or(visitor),
        None => visitor,
    };
    let after = moved.messages.first().map_or(i64::MAX, |it| it.seq - 1);
    let now = web.app.talk(&visitor, after).await?;
    let scenery = Scenery::of(&web, &visitor);
    Ok(Json(MovedJson {
        conversation: now.line.as_ref().map(state),
        messages: scenery.messages(&moved.messages),
        token: moved.token.map(|it| it.reveal().to_owned()),
    }))
}
