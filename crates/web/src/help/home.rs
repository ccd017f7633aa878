//! The front page, and the door that leads to it in the reader's language.

use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderValue, header};
use lotse_app::LiveLine;
use lotse_domain::ids::ArticleId;
use lotse_domain::knowledge::Visibility;
use maud::Markup;

use super::frame::{Elsewhere, around, kept};
use super::view::Teaser;
use super::view::home::{self, Home, Notice, Shop};
use super::{locations, topics};
use crate::Web;
use crate::error::Problem;
use crate::place::Place;

/// Six rows fill the page.
const MOST_ASKED: usize = 6;
/// A question longer than this does not fit a chip.
const CHIP_CHARS: usize = 34;

/// Leads to the front page in the reader's language.
pub(super) async fn door(place: Place) -> Response {
    let mut response = Redirect::temporary(&place.address("/")).into_response();
    let varies = HeaderValue::from_static("accept-language, cookie");
    response.headers_mut().insert(header::VARY, varies);
    response
}

/// The front page.
pub(super) async fn page(
    State(web): State<Web>,
    OriginalUri(uri): OriginalUri,
    place: Place,
) -> Result<Response, Problem> {
    kept(&web, &place, &uri, render(&web, &place)).await
}

async fn render(web: &Web, place: &Place) -> Result<Markup, Problem> {
    let frame = around(web, place, Elsewhere::Same("")).await?;
    let most_asked = web.app.most_asked((&place.reader, None), MOST_ASKED).await?;
    let counts = web.app.topic_counts(&place.reader).await?;
    let shops = place.brand().locations.iter().map(|it| Shop {
        name: it.location.name.clone(),
        now: locations::now(&it.location.hours, web.app.now()),
    });
    let home = Home {
        asked_now: asked_now(web, place, &most_asked).await?,
        notices: notices(web, place).await?,
        topics: topics::below(place, &counts, None),
        shops: shops.collect(),
        most_asked: most_asked.iter().map(|it| teaser(place, it)).collect(),
    };
    Ok(home::page(&frame, &home))
}

/// An article in a list.
pub(super) fn teaser(place: &Place, line: &LiveLine) -> Teaser {
    Teaser {
        title: line.title.clone(),
        short: line.short.clone(),
        href: place.address(&format!("/a/{}", line.slug)),
        is_restricted: line.facts.access.visibility != Visibility::Public,
    }
}

/// How people ask for what is asked most, in few words.
async fn asked_now(
    web: &Web,
    place: &Place,
    most_asked: &[LiveLine],
) -> Result<Vec<String>, Problem> {
    let ids: Vec<ArticleId> = most_asked.iter().map(|it| it.article).collect();
    let rows = web.app.live_rows(&place.reader, &ids).await?;
    let fitting = |it: &&String| it.chars().count() <= CHIP_CHARS;
    let words = rows.iter().filter_map(|row| {
        row.article.content.phrasings.iter().filter(fitting).min_by_key(|it| it.chars().count())
    });
    Ok(words.take(3).cloned().collect())
}

/// The notices that hold now and have a text in this language.
async fn notices(web: &Web, place: &Place) -> Result<Vec<Notice>, Problem> {
    let now = web.app.now();
    let mut shown = Vec::new();
    for notice in place.brand().notices.iter().filter(|it| it.validity.holds_at(now)) {
        let Some((_, text)) = notice.texts.iter().find(|(locale, _)| locale == place.locale())
        else {
            continue;
        };
        let address = match notice.article {
            Some(article) => web.app.address_of(&place.reader, article).await?,
            None => None,
        };
        let href = address.map(|(locale, slug)| format!("{}/{locale}/a/{slug}", place.base));
        shown.push(Notice { text: text.clone(), href });
    }
    Ok(shown)
}
