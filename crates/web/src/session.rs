//! Who is calling: an agent with a session, a program with a key, a reader.

use axum::extract::{FromRef, FromRequestParts};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use http::request::Parts;
use http::{Method, header};
use lotse_app::Secret;
use lotse_app::access::{Actor, May, Right};

use crate::Web;
use crate::error::Problem;

/// Opens an agent's session.
const DESK_COOKIE: &str = "lotse_desk";
/// Opens a contact's session.
const READER_COOKIE: &str = "lotse_reader";

/// Somebody with a session or a key.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    pub(crate) actor: Actor,
    /// The session's token, when it is one.
    pub(crate) token: Option<String>,
}

impl<S> FromRequestParts<S> for Caller
where
    Web: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let web = Web::from_ref(state);
        if let Some(key) = bearer(parts) {
            let actor = web.app.actor_with_key(&key).await?.ok_or_else(Problem::not_signed_in)?;
            return Ok(Self { actor, token: None });
        }
        let token = cookie(parts, DESK_COOKIE).ok_or_else(Problem::not_signed_in)?;
        if !is_own_site(parts) {
            return Err(Problem::cross_site());
        }
        let actor = web.app.actor_with_session(&token).await?.ok_or_else(Problem::not_signed_in)?;
        Ok(Self { actor, token: Some(token) })
    }
}

/// A permission as an argument of a handler: without it the handler is never reached.
#[derive(Debug)]
pub(crate) struct With<R>(pub(crate) May<R>);

impl<S, R: Right> FromRequestParts<S> for With<R>
where
    Web: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let caller = Caller::from_request_parts(parts, state).await?;
        Ok(Self(caller.actor.may::<R>()?))
    }
}

/// Whether a request that acts by cookie comes from our own pages. Browsers say so in
/// `Sec-Fetch-Site`; the header of our own that writes need besides cannot be sent from another
/// site without our leave.
fn is_own_site(parts: &Parts) -> bool {
    let site = parts.headers.get("sec-fetch-site").map(http::HeaderValue::as_bytes);
    let is_read = matches!(parts.method, Method::GET | Method::HEAD);
    let is_ours = matches!(site, None | Some(b"same-origin" | b"none"));
    (is_read && site != Some(b"cross-site"))
        || (is_ours && parts.headers.contains_key("x-lotse-desk"))
}

fn bearer(parts: &Parts) -> Option<String> {
    let value = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    value.strip_prefix("Bearer ").map(|it| it.trim().to_owned())
}

fn cookie(parts: &Parts, name: &str) -> Option<String> {
    CookieJar::from_headers(&parts.headers).get(name).map(|it| it.value().to_owned())
}

/// Whether a program calls with a key that is good.
pub(crate) async fn has_good_key(web: &Web, parts: &Parts) -> bool {
    match bearer(parts) {
        Some(key) => web.app.actor_with_key(&key).await.is_ok_and(|it| it.is_some()),
        None => false,
    }
}

/// The token of a contact's session, if there is one.
pub(crate) fn reader_token(parts: &Parts) -> Option<String> {
    cookie(parts, READER_COOKIE)
}

/// Whether there may be such a token, in doubt yes; asked for every page.
pub(crate) fn has_reader_token(headers: &http::HeaderMap) -> bool {
    let name = READER_COOKIE.as_bytes();
    let mut cookies = headers.get_all(header::COOKIE).iter();
    cookies.any(|it| it.as_bytes().windows(name.len()).any(|it| it == name))
}

/// The same, from a jar.
pub(crate) fn reader_token_in(jar: &CookieJar) -> Option<String> {
    jar.get(READER_COOKIE).map(|it| it.value().to_owned())
}

/// The cookie that begins an agent's session.
pub(crate) fn desk_cookie(web: &Web, token: &Secret) -> Cookie<'static> {
    session_cookie(web, DESK_COOKIE, token, SameSite::Strict)
}

/// The cookie that begins a contact's session; sent when following a link from a mail.
pub(crate) fn reader_cookie(web: &Web, token: &Secret) -> Cookie<'static> {
    session_cookie(web, READER_COOKIE, token, SameSite::Lax)
}

/// The jar without an agent's session.
pub(crate) fn desk_ended(jar: CookieJar) -> CookieJar {
    jar.remove(Cookie::build((DESK_COOKIE, "")).path("/"))
}

/// The jar without a contact's session.
pub(crate) fn reader_ended(jar: CookieJar) -> CookieJar {
    jar.remove(Cookie::build((READER_COOKIE, "")).path("/"))
}

fn session_cookie(
    web: &Web,
    name: &'static str,
    token: &Secret,
    same_site: SameSite,
) -> Cookie<'static> {
    Cookie::build((name, token.reveal().to_owned()))
        .path("/")
        .http_only(true)
        .secure(web.config.has_https)
        .same_site(same_site)
        .build()
}
