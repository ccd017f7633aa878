//! A topic's page.

use axum::extract::{OriginalUri, Path, Query, State};
use axum::response::Response;
use serde::Deserialize;

use super::frame::{Elsewhere, around, kept};
use super::view::category::{self, Category};
use super::view::encoded;
use super::{home, topics};
use crate::Web;
use crate::error::Problem;
use crate::place::Place;

/// So many articles stand on one page.
const ROWS: usize = 50;

/// The name of something in an address.
#[derive(Debug, Deserialize)]
pub(super) struct Named {
    pub(super) slug: String,
}

/// Which part of a long list.
#[derive(Debug, Deserialize)]
pub(super) struct Part {
    after: Option<String>,
}

/// A topic's page; a topic without anything readable and without topics below is not there.
pub(super) async fn page(
    State(web): State<Web>,
    OriginalUri(uri): OriginalUri,
    Path(named): Path<Named>,
    Query(part): Query<Part>,
    place: Place,
) -> Result<Response, Problem> {
    let found = place.brand().categories.iter().find(|it| it.slug == named.slug);
    let here = found.ok_or_else(Problem::not_found)?;
    let name = here.name_in(place.locale()).ok_or_else(Problem::not_found)?;
    let page = async {
        let rest = format!("c/{}", here.slug);
        let frame = around(&web, &place, Elsewhere::Same(&rest)).await?;
        let counts = web.app.topic_counts(&place.reader).await?;
        let after = part.after.as_deref();
        let (lines, more) = web.app.live_lines(&place.reader, Some(here.id), after, ROWS).await?;
        let address = frame.url(&rest);
        let mut above = topics::way_to(&place, here.id);
        above.pop();
        let shown = Category {
            title: name.title.clone(),
            description: name.description.clone(),
            slug: here.slug.clone(),
            above,
            below: topics::below(&place, &counts, Some(here.id)),
            articles: lines.iter().map(|it| home::teaser(&place, it)).collect(),
            is_first: after.is_none(),
            next: more.map(|it| format!("{address}?after={}", encoded(&it))),
            first: after.map(|_| address),
        };
        Ok(category::page(&frame, &shown))
    };
    kept(&web, &place, &uri, page).await
}
