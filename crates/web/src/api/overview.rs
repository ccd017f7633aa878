//! What an agent sees first.

use axum::Json;
use axum::extract::State;
use lotse_app::access::{ReadInbox, ReadKnowledge};
use lotse_app::knowledge::Reader;
use lotse_domain::knowledge::Audience;
use serde::Serialize;
use utoipa::ToSchema;

use super::Answer;
use super::page::Asked;
use super::structure::OfBrand;
use crate::Web;
use crate::error::Problem;
use crate::session::With;

/// An article by demand.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TopJson {
    article_id: String,
    title: String,
    /// How often it was asked for in all.
    count: i64,
}

/// The numbers of a brand.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OverviewJson {
    open_conversations: i64,
    /// Questions without an answer, counted up to 100.
    gaps: usize,
    /// Articles that should have been checked by now, counted up to 100.
    review_due: i64,
    /// Articles that are live in any language.
    articles_live: i64,
    asked_7d: i64,
    answered_7d: i64,
    solved_7d: i64,
    top: Vec<TopJson>,
}

/// The numbers of a brand.
#[utoipa::path(get, path = "/overview", tag = "overview", params(OfBrand),
    responses((status = 200, body = OverviewJson)))]
pub(super) async fn overview(
    State(web): State<Web>,
    With(inbox): With<ReadInbox>,
    With(may): With<ReadKnowledge>,
    Asked(of): Asked<OfBrand>,
) -> Answer<OverviewJson> {
    let brand = of.id()?;
    let current = web.app.current();
    let locale = current.brand_of(brand).ok_or_else(Problem::not_found)?.locale_for(None);
    let reader = Reader { brand, locale, audience: Audience::Team };
    let (asked, answered, solved) = web.app.asked_lately(&may, brand).await?;
    let top = web.app.most_asked_for(&reader, 5).await?;
    Ok(Json(OverviewJson {
        open_conversations: web.app.open_conversations(&inbox, brand).await?,
        gaps: web.app.gaps(&may, (brand, None), None, 100).await?.len(),
        review_due: web.app.due_for_review(&may, brand).await?,
        articles_live: web.app.live_articles(&may, brand).await?,
        asked_7d: asked,
        answered_7d: answered,
        solved_7d: solved,
        top: top
            .into_iter()
            .map(|(line, count)| TopJson {
                article_id: line.article.to_string(),
                title: line.title,
                count,
            })
            .collect(),
    }))
}
