//! Signing in and out, and what agents change of themselves.

use axum::Json;
use axum::extract::State;
use axum_extra::extract::CookieJar;
use http::{HeaderMap, StatusCode};
use lotse_app::Secret;
use lotse_app::access::{Actor, Credentials, Who};
use lotse_domain::access::{Agent, Permission, Role};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Answer;
use super::page::Sent;
use super::shapes::locale;
use crate::Web;
use crate::error::Problem;
use crate::session::{Caller, desk_cookie, desk_ended};

/// The agent who is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Me {
    id: String,
    name: String,
    email: String,
    /// `administrator`, `editor` or `agent`.
    role: String,
    /// The language of the desk.
    locale: String,
    /// Whether signing in needs an authenticator's code.
    has_totp: bool,
    permissions: Vec<String>,
}

impl From<&Agent> for Me {
    fn from(it: &Agent) -> Self {
        let permissions = Permission::ALL.into_iter().filter(|p| it.role.may(*p));
        Self {
            id: it.id.to_string(),
            name: it.name.clone(),
            email: it.email.as_str().to_owned(),
            role: Role::as_str(it.role).to_owned(),
            locale: it.locale.to_string(),
            has_totp: it.has_totp,
            permissions: permissions.map(|it| it.as_str().to_owned()).collect(),
        }
    }
}

fn me_of(actor: &Actor) -> Result<Me, Problem> {
    match actor.who() {
        Who::Agent(agent) => Ok(agent.as_ref().into()),
        Who::Key(_) | Who::Operator => {
            Err(Problem::wrong("agents_only", "only an agent can do this"))
        }
    }
}

/// What an agent signs in with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SignIn {
    email: String,
    password: String,
    /// The authenticator's code, when `code_needed` was answered.
    code: Option<String>,
}

/// Signs an agent in and sets the session's cookie.
#[utoipa::path(post, path = "/session", tag = "session", request_body = SignIn,
    responses((status = 200, body = Me), (status = 401, body = Problem),
        (status = 429, body = Problem)))]
pub(super) async fn sign_in(
    State(web): State<Web>,
    jar: CookieJar,
    headers: HeaderMap,
    Sent(typed): Sent<SignIn>,
) -> Result<(CookieJar, Json<Me>), Problem> {
    // Nobody may sign a visitor of another site in to an account of theirs.
    let site = headers.get("sec-fetch-site").and_then(|it| it.to_str().ok());
    if !matches!(site, None | Some("same-origin" | "none")) {
        return Err(Problem::cross_site());
    }
    let credentials = Credentials {
        email: typed.email,
        password: Secret::new(typed.password),
        code: typed.code.filter(|it| !it.is_empty()).map(Secret::new),
    };
    let done = web.app.sign_in(credentials).await;
    let done = done.map_err(|error| Problem::sign_in(error, web.app.now()))?;
    Ok((jar.add(desk_cookie(&web, &done.token)), Json((&done.agent).into())))
}

/// Ends the session.
#[utoipa::path(delete, path = "/session", tag = "session",
    responses((status = 204), (status = 401, body = Problem)))]
pub(super) async fn sign_out(
    State(web): State<Web>,
    caller: Caller,
    jar: CookieJar,
) -> Result<(CookieJar, StatusCode), Problem> {
    if let Some(token) = &caller.token {
        web.app.sign_out(token).await?;
    }
    Ok((desk_ended(jar), StatusCode::NO_CONTENT))
}

/// The agent who is signed in.
#[utoipa::path(get, path = "/me", tag = "session",
    responses((status = 200, body = Me), (status = 401, body = Problem)))]
pub(super) async fn me(caller: Caller) -> Answer<Me> {
    Ok(Json(me_of(&caller.actor)?))
}

/// What an agent changes of themselves.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MeChange {
    name: Option<String>,
    locale: Option<String>,
}

/// Changes one's own name and language.
#[utoipa::path(patch, path = "/me", tag = "session", request_body = MeChange,
    responses((status = 200, body = Me), (status = 422, body = Problem)))]
pub(super) async fn change_me(
    State(web): State<Web>,
    caller: Caller,
    Sent(change): Sent<MeChange>,
) -> Answer<Me> {
    let wanted = change.locale.as_deref().map(locale).transpose()?;
    let agent = web.app.change_me(&caller.actor, change.name, wanted).await;
    let agent = agent.map_err(|error| Problem::totp(error, web.app.now()))?;
    Ok(Json((&agent).into()))
}

/// The old and the new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PasswordChange {
    old: String,
    new: String,
}

/// Changes one's own password and ends all other sessions.
#[utoipa::path(post, path = "/me/password", tag = "session", request_body = PasswordChange,
    responses((status = 204), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub(super) async fn change_password(
    State(web): State<Web>,
    caller: Caller,
    Sent(change): Sent<PasswordChange>,
) -> Result<StatusCode, Problem> {
    let words = (Secret::new(change.old), Secret::new(change.new));
    let keep = caller.token.unwrap_or_default();
    let done = web.app.change_password(&caller.actor, words, &keep).await;
    done.map_err(|error| Problem::totp(error, web.app.now()))?;
    Ok(StatusCode::NO_CONTENT)
}

/// What an authenticator needs to know.
#[derive(Serialize, ToSchema)]
pub(super) struct TotpJson {
    /// Base 32, to type.
    secret: String,
    /// The same, to scan.
    otpauth_url: String,
}

/// An authenticator's code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Code {
    code: String,
}

/// Begins the set-up of an authenticator.
#[utoipa::path(post, path = "/me/totp", tag = "session",
    responses((status = 200, body = TotpJson)))]
pub(super) async fn begin_totp(State(web): State<Web>, caller: Caller) -> Answer<TotpJson> {
    let set_up = web.app.begin_totp(&caller.actor).await;
    let set_up = set_up.map_err(|error| Problem::totp(error, web.app.now()))?;
    Ok(Json(TotpJson {
        secret: set_up.secret.reveal().to_owned(),
        otpauth_url: set_up.otpauth_url.reveal().to_owned(),
    }))
}

/// Confirms the authenticator with its first code.
#[utoipa::path(post, path = "/me/totp/confirm", tag = "session", request_body = Code,
    responses((status = 204), (status = 422, body = Problem)))]
pub(super) async fn confirm_totp(
    State(web): State<Web>,
    caller: Caller,
    Sent(typed): Sent<Code>,
) -> Result<StatusCode, Problem> {
    let done = web.app.confirm_totp(&caller.actor, &Secret::new(typed.code)).await;
    done.map_err(|error| Problem::totp(error, web.app.now()))?;
    Ok(StatusCode::NO_CONTENT)
}

/// Removes the authenticator, with a code of it.
#[utoipa::path(delete, path = "/me/totp", tag = "session", request_body = Code,
    responses((status = 204), (status = 422, body = Problem)))]
pub(super) async fn remove_totp(
    State(web): State<Web>,
    caller: Caller,
    Sent(typed): Sent<Code>,
) -> Result<StatusCode, Problem> {
    let done = web.app.remove_totp(&caller.actor, &Secret::new(typed.code)).await;
    done.map_err(|error| Problem::totp(error, web.app.now()))?;
    Ok(StatusCode::NO_CONTENT)
}
