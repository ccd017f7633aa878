//! Visitors prove who they are: by what their shop has signed, or by a code in an e-mail.

use std::net::IpAddr;

use axum::Json;
use axum::extract::{FromRequestParts, State};
use http::StatusCode;
use http::request::Parts;
use lotse_app::identity::Identified;
use lotse_domain::contacts::Email;
use serde::{Deserialize, Serialize};

use super::talk::Who;
use crate::Web;
use crate::api::page::Sent;
use crate::error::Problem;
use crate::help::view::Texts;
use crate::pace;

/// Who a visitor has proven to be.
#[derive(Debug, Serialize)]
pub(super) struct IdentifiedJson {
    /// Takes the place of the token of the call, which has ended; null while that goes on counting.
    token: Option<String>,
    level: &'static str,
    name: String,
    email: Option<String>,
}

impl From<Identified> for IdentifiedJson {
    fn from(it: Identified) -> Self {
        Self {
            token: it.token.map(|it| it.reveal().to_owned()),
            level: it.identity.level.as_str(),
            name: it.name,
            email: it.identity.email.map(|it| it.as_str().to_owned()),
        }
    }
}

/// What a shop has signed.
#[derive(Deserialize)]
pub(super) struct SignedJson {
    token: String,
}

pub(super) async fn identify(
    State(web): State<Web>,
    Who(visitor): Who,
    Sent(it): Sent<SignedJson>,
) -> Result<Json<IdentifiedJson>, Problem> {
    web.chat.proofs.pass(visitor.contact)?;
    let identified = web.app.identify(&visitor, &it.token).await;
    let identified = identified.map_err(|it| Problem::identity(it, web.app.now()))?;
    Ok(Json(identified.into()))
}

/// Where somebody calls from; `None` where nobody knows.
pub(super) struct Caller(Option<IpAddr>);

impl FromRequestParts<Web> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        Ok(Self(pace::caller(web, parts)))
    }
}

/// Where to send a code.
#[derive(Debug, Deserialize)]
pub(super) struct AddressJson {
    email: String,
}

pub(super) async fn send_code(
    State(web): State<Web>,
    Who(visitor): Who,
    Caller(address): Caller,
    Sent(it): Sent<AddressJson>,
) -> Result<StatusCode, Problem> {
    let not_an_email = || Problem::field("email", "not_an_email", "this is no e-mail address");
    let email: Email = it.email.parse().ok().ok_or_else(not_an_email)?;
    if let Some(address) = address {
        web.chat.codes.pass(address)?;
    }
    let current = web.app.current();
    let brand = current.brand_of(visitor.brand).ok_or_else(Problem::not_signed_in)?;
    let text = Texts { catalogue: &web.catalogue, locale: visitor.locale.as_str() };
    let letter = |code: &str| {
        let values = [("code", code), ("brand", brand.brand.name.as_str())];
        (text.ta("signin.mail.subject", &values), text.ta("signin.mail.text", &values))
    };
    let sent = web.app.send_chat_code(&visitor, &email, letter).await;
    sent.map_err(|it| Problem::identity(it, web.app.now()))?;
    Ok(StatusCode::NO_CONTENT)
}

/// What was in the mail.
#[derive(Deserialize)]
pub(super) struct CodeJson {
    code: String,
}

pub(super) async fn check_code(
    State(web): State<Web>,
    Who(visitor): Who,
    Sent(it): Sent<CodeJson>,
) -> Result<Json<IdentifiedJson>, Problem> {
    web.chat.proofs.pass(visitor.contact)?;
    let identified = web.app.check_chat_code(&visitor, &it.code).await;
    let identified = identified.map_err(|it| Problem::identity(it, web.app.now()))?;
    Ok(Json(identified.into()))
}

/// The visitor lets go of the chat on this device.
pub(super) async fn let_go(
    State(web): State<Web>,
    Who(visitor): Who,
) -> Result<StatusCode, Problem> {
    web.app.let_go(&visitor).await?;
    Ok(StatusCode::NO_CONTENT)
}
