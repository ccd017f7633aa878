//! Files that visitors send, and open again.

use axum::Json;
use axum::extract::{FromRequestParts, Path, State};
use axum::response::Response;
use http::request::Parts;
use lotse_app::chat::{Saying, Visitor};

use super::shapes::{MessagesJson, Scenery};
use super::talk::Who;
use crate::Web;
use crate::error::Problem;
use crate::upload::{Upload, handed_out};

/// A visitor who has tries left; asked before the first byte of a file is read.
pub(super) struct Sender(Visitor);

impl FromRequestParts<Web> for Sender {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let Who(visitor) = Who::from_request_parts(parts, web).await?;
        web.chat.files.pass(visitor.contact)?;
        Ok(Self(visitor))
    }
}

pub(super) async fn send(
    State(web): State<Web>,
    Sender(visitor): Sender,
    it: Upload,
) -> Result<Json<MessagesJson>, Problem> {
    let Upload { key, text, page, files } = it;
    let saying = Saying { key, text, files, page, ..Saying::default() };
    let messages = web.app.say(&visitor, saying, &web.catalogue).await?;
    let messages = Scenery::of(&web, &visitor).messages(&messages);
    Ok(Json(MessagesJson { messages, mail: None }))
}

pub(super) async fn open(
    State(web): State<Web>,
    Who(visitor): Who,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id.parse().ok().ok_or_else(Problem::not_found)?;
    let file = web.app.file_in_chat(&visitor, id).await?.ok_or_else(Problem::not_found)?;
    Ok(handed_out(file))
}
