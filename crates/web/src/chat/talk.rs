//! What visitors say and do.

use std::time::Duration;

use axum::Json;
use axum::extract::{FromRequestParts, State};
use http::request::Parts;
use http::{StatusCode, header};
use lotse_app::chat::{Act, CardChange, Saying, Visitor};
use lotse_app::mail::{Mailed, Wanted};
use serde::{Deserialize, Serialize};

use super::config::brand_and_locale;
use super::did::DidJson;
use super::origins::check;
use super::shapes::{CardJson, MessagesJson, PulledJson, Scenery, card as shown_card};
use crate::Web;
use crate::api::page::{Asked, Sent};
use crate::error::Problem;
use crate::pace;

/// The longest time a call waits for news; proxies cut what is silent for a minute.
const MAX_WAIT_SECONDS: u64 = 25;

/// Somebody with a visitor's token, on a page that may chat with the token's brand.
pub(super) struct Who(pub(super) Visitor);

impl FromRequestParts<Web> for Who {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let Known(visitor) = Known::from_request_parts(parts, web).await?;
        let visitor = visitor.ok_or_else(Problem::not_signed_in)?;
        let current = web.app.current();
        check(web, current.brand_of(visitor.brand).ok_or_else(Problem::not_signed_in)?, parts)?;
        Ok(Self(visitor))
    }
}

/// Somebody who may have a visitor's token.
pub(super) struct Known(pub(super) Option<Visitor>);

impl FromRequestParts<Web> for Known {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let value = parts.headers.get(header::AUTHORIZATION).and_then(|it| it.to_str().ok());
        let token = value.and_then(|it| it.strip_prefix("Bearer ")).map(str::trim);
        Ok(Self(match token {
            Some(token) => web.app.visitor_with(token).await?,
            None => None,
        }))
    }
}

/// Where somebody wants to chat.
#[derive(Debug, Deserialize)]
pub(super) struct NewVisitor {
    #[serde(default)]
    brand: String,
    #[serde(default)]
    locale: String,
}

/// What opens a visitor's chat.
#[derive(Debug, Serialize)]
pub(super) struct TokenJson {
    token: String,
}

/// Who asks for a token: their address, and the page's headers.
pub(super) struct Newcomer(Parts);

impl FromRequestParts<Web> for Newcomer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        if let Some(address) = pace::caller(web, parts) {
            web.chat.visitors.pass(address)?;
        }
        Ok(Self(parts.clone()))
    }
}

pub(super) async fn new_visitor(
    State(web): State<Web>,
    Newcomer(parts): Newcomer,
    Sent(it): Sent<NewVisitor>,
) -> Result<(StatusCode, Json<TokenJson>), Problem> {
    let (brand, locale) = brand_and_locale(&web, &it.brand, &it.locale)?;
    check(&web, &brand, &parts)?;
    let token = web.app.new_visitor(brand.brand.id, &locale).await?;
    let token = token.0.reveal().to_owned();
    Ok((StatusCode::CREATED, Json(TokenJson { token })))
}

/// From where on, and how long to wait.
#[derive(Debug, Deserialize)]
pub(super) struct After {
    #[serde(default)]
    after: i64,
    #[serde(default)]
    wait: u64,
}

pub(super) async fn conversation(
    State(web): State<Web>,
    Who(visitor): Who,
    Asked(it): Asked<After>,
) -> Result<Json<PulledJson>, Problem> {
    let patience = Duration::from_secs(it.wait.min(MAX_WAIT_SECONDS));
    let _place = if patience.is_zero() { None } else { Some(web.chat.place()?) };
    let now = web.app.wait_for(&visitor, it.after, patience).await?;
    // Somebody else may have signed in on the device meanwhile.
    if !patience.is_zero() && !web.app.is_current(&visitor).await? {
        return Err(Problem::not_signed_in());
    }
    Ok(Json(Scenery::of(&web, &visitor).pulled(&now)))
}

/// What a visitor says.
#[derive(Debug, Deserialize)]
pub(super) struct SayingJson {
    key: String,
    text: String,
    page: Option<String>,
    #[serde(flatten)]
    did: DidJson,
}

pub(super) async fn say(
    State(web): State<Web>,
    Who(visitor): Who,
    Sent(it): Sent<SayingJson>,
) -> Result<Json<MessagesJson>, Problem> {
    web.chat.words.pass(visitor.contact)?;
    let SayingJson { key, text, page, did } = it;
    let did = did.at(web.app.now());
    let saying = Saying { key, text, page, did, ..Saying::default() };
    let messages = web.app.say(&visitor, saying, &web.catalogue).await?;
    let messages = Scenery::of(&web, &visitor).messages(&messages);
    Ok(Json(MessagesJson { messages, mail: None }))
}

/// What a visitor does.
#[derive(Debug, Deserialize)]
pub(super) struct ActJson {
    key: String,
    act: String,
    message: Option<i64>,
    article: Option<String>,
    seq: Option<i64>,
    email: Option<String>,
    code: Option<String>,
    #[serde(flatten)]
    did: DidJson,
}

impl ActJson {
    fn act(&self) -> Result<Act, Problem> {
        let article = || {
            let id = self.article.as_deref().and_then(|it| it.parse().ok());
            id.ok_or_else(|| Problem::field("article", "unknown", "name an article by its id"))
        };
        Ok(match self.act.as_str() {
            "person" => Act::Person,
            "helped" => Act::Helped(self.message),
            "not_helped" => Act::NotHelped(self.message),
            "chose" => Act::Chose(article()?),
            "read" => Act::Read(article()?),
            "seen" => {
                let missing = || Problem::field("seq", "empty", "name the last message seen");
                Act::Seen(self.seq.ok_or_else(missing)?)
            }
            "end" => Act::End,
            "undo" => {
                let missing = || Problem::field("message", "empty", "name the receipt");
                Act::Undo(self.message.ok_or_else(missing)?)
            }
            _ => return Err(Problem::field("act", "unknown", "no such act")),
        })
    }
}

pub(super) async fn act(
    State(web): State<Web>,
    Who(visitor): Who,
    Sent(it): Sent<ActJson>,
) -> Result<Json<MessagesJson>, Problem> {
    if it.act == "mail" {
        return mail(&web, &visitor, it).await;
    }
    let act = it.act()?;
    match act {
        Act::Seen(_) | Act::Read(_) => web.chat.signs.pass(visitor.contact)?,
        _ => web.chat.words.pass(visitor.contact)?,
    }
    let did = it.did.at(web.app.now());
    web.app.note_did(&visitor, (&it.key, did), act == Act::Person).await?;
    let messages = web.app.act(&visitor, (&it.key, act), &web.catalogue).await?;
    let messages = Scenery::of(&web, &visitor).messages(&messages);
    Ok(Json(MessagesJson { messages, mail: None }))
}

/// Sends the conversation by mail, or a code that proves the address first.
async fn mail(web: &Web, visitor: &Visitor, it: ActJson) -> Result<Json<MessagesJson>, Problem> {
    web.chat.words.pass(visitor.contact)?;
    let wanted = Wanted { key: it.key, email: it.email.unwrap_or_default(), code: it.code };
    let mailed = web.app.mail_transcript(visitor, &wanted, &web.catalogue).await;
    let mail = match mailed.map_err(|error| Problem::mailing(error, web.app.now()))? {
        Mailed::CodeSent => "code_sent",
        Mailed::Sent => "sent",
    };
    Ok(Json(MessagesJson { mail: Some(mail), ..MessagesJson::default() }))
}

/// What to change of a card.
#[derive(Debug, Deserialize)]
pub(super) struct CardChangeJson {
    wish: Option<String>,
    name: Option<String>,
    email: Option<String>,
}

pub(super) async fn card(
    State(web): State<Web>,
    Who(visitor): Who,
    Sent(it): Sent<CardChangeJson>,
) -> Result<Json<CardJson>, Problem> {
    web.chat.words.pass(visitor.contact)?;
    let change = CardChange { wish: it.wish, name: it.name, email: it.email };
    let card = web.app.change_card(&visitor, change).await?;
    Ok(Json(shown_card(&card)))
}

/// Whether a visitor types.
#[derive(Debug, Deserialize)]
pub(super) struct TypingJson {
    is_typing: bool,
}

pub(super) async fn typing(
    State(web): State<Web>,
    Who(visitor): Who,
    Sent(it): Sent<TypingJson>,
) -> Result<StatusCode, Problem> {
    web.chat.signs.pass(visitor.contact)?;
    web.app.visitor_types(&visitor, it.is_typing).await?;
    Ok(StatusCode::NO_CONTENT)
}
