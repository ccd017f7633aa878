//! Signing in by a code in an e-mail, and out.

use axum::extract::{Form, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use lotse_app::KeptMail;
use lotse_app::contacts::CodeError;
use lotse_domain::contacts::Email;
use maud::html;
use serde::Deserialize;

use super::frame::{Elsewhere, around, bare, private};
use super::view::Texts;
use super::view::layout::{Head, Place as Corner, document};
use super::view::sign_in::{self, Step};
use crate::Web;
use crate::error::Problem;
use crate::place::Place;
use crate::session::{reader_cookie, reader_ended, reader_token_in};

/// The newest mails the demo shows.
const DEMO_MAILS: usize = 20;

/// Where the reader wanted to go.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    back: String,
}

/// The page that asks for the address.
pub(super) async fn form(
    State(web): State<Web>,
    Query(wanted): Query<Wanted>,
    place: Place,
) -> Result<Response, Problem> {
    if place.is_signed_in {
        return Ok(Redirect::to(&home_or(&place, &wanted.back)).into_response());
    }
    let step = Step::Address { typed: String::new(), is_wrong: false };
    shown(&web, &place, &step, &wanted.back).await
}

/// An address.
#[derive(Debug, Deserialize)]
pub(super) struct Address {
    email: String,
    #[serde(default)]
    back: String,
}

/// Sends a code, whoever the address belongs to, and asks for it.
pub(super) async fn send_code(
    State(web): State<Web>,
    place: Place,
    Form(it): Form<Address>,
) -> Result<Response, Problem> {
    let Ok(email) = it.email.parse::<Email>() else {
        let step = Step::Address { typed: it.email, is_wrong: true };
        return shown(&web, &place, &step, &it.back).await;
    };
    let text = Texts { catalogue: &web.catalogue, locale: place.locale().as_str() };
    let brand = place.brand().brand.name.clone();
    let letter = |code: &str| {
        let values = [("code", code), ("brand", brand.as_str())];
        (text.ta("signin.mail.subject", &values), text.ta("signin.mail.text", &values))
    };
    web.app.send_code(&email, (place.reader.brand, place.locale()), letter).await?;
    let step = Step::Code { email: email.as_str().to_owned(), is_wrong: false };
    shown(&web, &place, &step, &it.back).await
}

/// An address and the code that went there.
#[derive(Debug, Deserialize)]
pub(super) struct Typed {
    email: String,
    code: String,
    #[serde(default)]
    back: String,
}

/// Signs in with the code.
pub(super) async fn check_code(
    State(web): State<Web>,
    place: Place,
    jar: CookieJar,
    Form(it): Form<Typed>,
) -> Result<Response, Problem> {
    let wrong = Step::Code { email: it.email.clone(), is_wrong: true };
    let Ok(email) = it.email.parse::<Email>() else {
        return shown(&web, &place, &wrong, &it.back).await;
    };
    match web.app.sign_in_contact(&email, &it.code).await {
        Ok(token) => {
            let jar = jar.add(reader_cookie(&web, &token));
            Ok((jar, Redirect::to(&home_or(&place, &it.back))).into_response())
        }
        Err(CodeError::Wrong) => shown(&web, &place, &wrong, &it.back).await,
        Err(CodeError::Store(error)) => Err(error.into()),
    }
}

/// Signs out: the session ends here and in the browser.
pub(super) async fn sign_out(
    State(web): State<Web>,
    place: Place,
    jar: CookieJar,
) -> Result<Response, Problem> {
    if let Some(token) = reader_token_in(&jar) {
        web.app.sign_out(&token).await?;
    }
    Ok((reader_ended(jar), Redirect::to(&place.address("/"))).into_response())
}

async fn shown(web: &Web, place: &Place, step: &Step, back: &str) -> Result<Response, Problem> {
    let frame = around(web, place, Elsewhere::Same("sign-in")).await?;
    Ok(private(&sign_in::page(&frame, step, back)))
}

/// Where to go after signing in: only ever to a page of ours.
fn home_or(place: &Place, back: &str) -> String {
    if is_ours(back) { back.to_owned() } else { place.address("/") }
}

fn is_ours(back: &str) -> bool {
    back.starts_with('/')
        && !back.starts_with("//")
        && !back.contains(|it: char| it == '\\' || it.is_control())
}

/// The mails that the demo cannot send.
pub(super) async fn demo_mails(State(web): State<Web>) -> Result<Response, Problem> {
    if !web.config.is_demo {
        return Err(Problem::not_found());
    }
    let mails = web.app.waiting_mails(DEMO_MAILS).await?;
    let current = web.app.current();
    let brand = current.brand(None).ok_or_else(Problem::not_found)?;
    let locale = &brand.brand.default_locale;
    let frame = bare(&web, brand, (&web.config.public_url, "", locale), Elsewhere::Nowhere);
    let title = frame.text.t("signin.demo.title");
    let head = Head { title: title.clone(), place: Corner::Elsewhere, ..Head::default() };
    let content = html! {
        div.wrap.page {
            h1 { (title) }
            p.lead { (frame.text.t("signin.demo.how")) }
            @if mails.is_empty() { p.empty { (frame.text.t("help.mail.none")) } }
            ol.hits {
                @for KeptMail { mail, .. } in &mails {
                    li lang=(mail.locale.as_str()) {
                        h3 { (mail.subject) } p.topic { (mail.to.as_str()) } pre.mail { (mail.text) }
                    }
                }
            }
        }
    };
    Ok(private(&document(&frame, &head, &content)))
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn signing_in_never_leads_to_another_site() {
        assert!(is_ours("/de/a/paket?x=1#y"));
        for bad in ["", "//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nb"] {
            assert!(!is_ours(bad), "{bad:?}");
        }
    }
}
