//! The contact form: answers first, then a message to people.

use std::time::Duration;

use axum::extract::{Form, OriginalUri, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::header;
use lotse_app::LocationRow;
use lotse_app::answers::{Answered, Asking, Found, Opened};
use lotse_domain::answers::Surface;
use lotse_domain::hours::Opening;
use lotse_domain::ids::{ArticleId, QuestionId};
use serde::Deserialize;

use super::frame::{Elsewhere, around, kept, private};
use super::intake::Intake;
use super::locations;
use super::search::{Sought, asking, telling};
use super::view::Texts;
use super::view::contact::{self, Answer, Typed, Way};
use crate::Web;
use crate::error::Problem;
use crate::pace::household;
use crate::place::Place;

/// More answers than these are not read by somebody who writes.
const ANSWERS: usize = 3;

/// A question is kept a moment after it was answered; so long is waited for that.
const MOMENTS: [Duration; 4] = [
    Duration::ZERO,
    Duration::from_millis(20),
    Duration::from_millis(60),
    Duration::from_millis(200),
];

/// What the reader brings along.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Brought {
    /// Words searched for without success.
    #[serde(default)]
    q: String,
    /// The page they come from.
    #[serde(default)]
    page: String,
}

/// The empty form, or one with words already in it.
pub(super) async fn form(
    State(web): State<Web>,
    OriginalUri(uri): OriginalUri,
    Query(brought): Query<Brought>,
    place: Place,
) -> Result<Response, Problem> {
    let is_plain = brought.q.is_empty() && brought.page.is_empty();
    let typed = Typed {
        message: brought.q.clone(),
        searches: brought.q,
        page: brought.page,
        ..Typed::default()
    };
    let page = async {
        let frame = around(&web, &place, Elsewhere::Same("contact")).await?;
        let ways = ways(&web, &place, &frame.text);
        Ok(contact::page(&frame, &contact::Form { typed, ways, ..contact::Form::default() }))
    };
    if is_plain { kept(&web, &place, &uri, page).await } else { Ok(private(&page.await?)) }
}

/// The first page's "continue", and the second page's "send".
pub(super) async fn send(
    State(web): State<Web>,
    place: Place,
    mut intake: Intake,
) -> Result<Response, Problem> {
    if intake.step == "look" && !intake.typed.message.trim().is_empty() {
        return look(&web, &place, intake).await;
    }
    let is_second = intake.step != "look";
    match intake.form().check() {
        Ok(submission) => {
            let at = (place.reader.brand, place.locale());
            let received = web.app.receive(at, submission, &web.catalogue).await?;
            let address = place.address(&format!("/contact/sent?reference={}", received.reference));
            Ok(Redirect::to(&address).into_response())
        }
        Err(flaws) => {
            let named = |name: &'static str| if name == "trap" { "website" } else { name };
            let flaws = flaws
                .into_iter()
                .filter(|(name, _)| is_second || *name == "message")
                .map(|(name, flaw)| (named(name).to_owned(), flaw.as_str().to_owned()));
            let frame = around(&web, &place, Elsewhere::Same("contact")).await?;
            let form = contact::Form {
                flaws: flaws.collect(),
                is_second,
                ways: ways(&web, &place, &frame.text),
                typed: intake.typed,
                ..contact::Form::default()
            };
            Ok(private(&contact::page(&frame, &form)))
        }
    }
}

/// Shows what may answer the message, with the rest of the form.
async fn look(web: &Web, place: &Place, mut intake: Intake) -> Result<Response, Problem> {
    let asking = Asking {
        is_rewording: intake.has_searched(),
        ..asking(place, &intake.typed.message, Surface::Form)
    };
    let answered = web.app.ask(&asking).await?;
    let question = Some(answered.question.to_string());
    let answers = answers_of(place, &intake.typed.message, &answered);
    for it in &answers {
        if !intake.typed.answers.lines().any(|line| line == it.title) {
            intake.typed.answers.push_str(&it.title);
            intake.typed.answers.push('\n');
        }
    }
    let frame = around(web, place, Elsewhere::Same("contact")).await?;
    let form = contact::Form {
        answers,
        question,
        is_second: true,
        ways: ways(web, place, &frame.text),
        typed: intake.typed,
        ..contact::Form::default()
    };
    Ok(private(&contact::page(&frame, &form)))
}

/// A message that is still being written.
#[derive(Debug, Deserialize)]
pub(super) struct Draft {
    message: String,
}

/// What may answer a message that is still being written, as a piece of the page.
pub(super) async fn answers(
    State(web): State<Web>,
    place: Place,
    Form(draft): Form<Draft>,
) -> Result<Response, Problem> {
    let answered = web.app.look_up(&asking(&place, &draft.message, Surface::Form)).await?;
    let frame = around(&web, &place, Elsewhere::Same("contact")).await?;
    let form = contact::Form {
        answers: answers_of(&place, &draft.message, &answered),
        ..contact::Form::default()
    };
    Ok(private(&contact::answers(&frame, &form)))
}

fn answers_of(place: &Place, message: &str, answered: &Answered) -> Vec<Answer> {
    let sought = Sought::new(message, answered.locale.as_str());
    let all = answered.answer.iter().chain(&answered.suggestions);
    all.take(ANSWERS).map(|it| answer(place, &sought, it)).collect()
}

fn answer(place: &Place, sought: &Sought, found: &Found) -> Answer {
    let line = &found.line;
    let fragment = found.anchor.as_ref().map(|it| format!("#{it}")).unwrap_or_default();
    Answer {
        id: line.article.to_string(),
        title: line.title.clone(),
        passage: sought.marked(telling(&line.short, &found.passage)),
        href: format!("{}/{}/a/{}{fragment}", place.base, line.locale, line.slug),
    }
}

/// An answer made the message unnecessary: nothing is sent, the question counts as solved.
pub(super) async fn solved(
    State(web): State<Web>,
    place: Place,
    intake: Intake,
) -> Result<Response, Problem> {
    let article: ArticleId = intake.solved.parse().ok().ok_or_else(Problem::not_found)?;
    let message = &intake.typed.message;
    let is_known = match intake.question.parse::<QuestionId>() {
        Ok(question) => web.app.solved(&place.reader, question, article).await.is_ok(),
        Err(_) => false,
    };
    let again = (message.as_str(), intake.has_searched());
    if !is_known && !solved_just_now(&web, &place, again, article).await? {
        web.app.judge(&place.reader, article, true, None).await?;
    }
    searched_before(&web, &place, (&intake, article)).await?;
    let frame = around(&web, &place, Elsewhere::Same("contact")).await?;
    let address = web.app.address_of(&place.reader, article).await?;
    let href = address.map(|(locale, slug)| format!("{}/{locale}/a/{slug}", place.base));
    Ok(private(&contact::solved(&frame, href.as_deref(), message)))
}

/// Tells that a search led nowhere, and the message to an article.
async fn searched_before(
    web: &Web,
    place: &Place,
    (intake, article): (&Intake, ArticleId),
) -> Result<(), Problem> {
    let message = intake.typed.message.trim();
    let Some(search) = intake.typed.searches.lines().rev().map(str::trim).find(|it| !it.is_empty())
    else {
        return Ok(());
    };
    let visitor = place.caller.map_or_else(|| web.app.new_id().to_string(), household);
    let opened = Opened { article, visitor: &visitor };
    let at = (place.reader.brand, &place.reader.locale);
    Ok(web.app.reworded(at, (search, message), opened).await?)
}

/// Answers that came while writing belong to no question that was kept: it is kept now. `false`
/// when the store is too busy for that.
async fn solved_just_now(
    web: &Web,
    place: &Place,
    (message, is_rewording): (&str, bool),
    article: ArticleId,
) -> Result<bool, Problem> {
    let asking = Asking { is_rewording, ..asking(place, message, Surface::Form) };
    let answered = web.app.ask(&asking).await?;
    for moment in MOMENTS {
        tokio::time::sleep(moment).await;
        if web.app.solved(&place.reader, answered.question, article).await.is_ok() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The number of a message.
#[derive(Debug, Deserialize)]
pub(super) struct Number {
    reference: i64,
}

/// A message has arrived. Reloading this page sends nothing.
pub(super) async fn sent(
    State(web): State<Web>,
    Query(number): Query<Number>,
    place: Place,
) -> Result<Response, Problem> {
    let frame = around(&web, &place, Elsewhere::Nowhere).await?;
    let mut response = private(&contact::sent(&frame, &number.reference.to_string()));
    let none = http::HeaderValue::from_static("no-referrer");
    response.headers_mut().insert(header::REFERRER_POLICY, none);
    Ok(response)
}

/// Other ways to reach people: the phones and doors of the shops.
fn ways(web: &Web, place: &Place, text: &Texts<'_>) -> Vec<Way> {
    let now = web.app.now();
    let mut ways = Vec::new();
    if let Some(hours) = &place.brand().service_hours {
        let state = match hours.at(now) {
            Opening::OpenUntil(until) => {
                let time = until.with_timezone(&hours.zone).format("%H:%M").to_string();
                text.ta("help.service.open", &[("time", &time)])
            }
            Opening::ClosedUntil(_) => text.t("help.service.closed"),
        };
        ways.push(Way {
            icon: "clock".to_owned(),
            title: text.t("contact.team"),
            text: state,
            href: None,
        });
    }
    let rows = &place.brand().locations;
    if let [row] = rows.as_slice() {
        ways.push(Way {
            icon: "store".to_owned(),
            title: row.location.name.clone(),
            text: locations::now(&row.location.hours, now).words(text),
            href: Some(place.address(&format!("/locations#{}", row.slug))),
        });
    } else if !rows.is_empty() {
        let is_open =
            |it: &&LocationRow| matches!(it.location.hours.at(now), Opening::OpenUntil(_));
        ways.push(Way {
            icon: "store".to_owned(),
            title: text.t("help.nav.locations"),
            text: match rows.iter().filter(is_open).count() {
                0 => text.t("contact.way_shops_none"),
                open => text.tn("contact.way_shops", open),
            },
            href: Some(place.address("/locations")),
        });
    }
    ways
}
