//! An article's page, its plain twin, and what readers think of it.

use axum::extract::{Form, OriginalUri, Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderValue, header};
use lotse_app::answers::Opened;
use lotse_app::{LiveRow, Slug};
use lotse_domain::ids::{ArticleId, QuestionId};
use lotse_domain::knowledge::{Kind, Visibility};
use maud::Markup;
use serde::Deserialize;

use super::category::Named;
use super::frame::{Elsewhere, around, kept_under, local_day, private};
use super::topics;
use super::view::article::{self, Article, REASONS};
use super::view::feeds::{self, Entry};
use super::view::{Link, body};
use crate::Web;
use crate::error::Problem;
use crate::headers::VIDEO_POLICY;
use crate::pace::household;
use crate::place::Place;

/// How the reader came here.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Came {
    /// The question that led here.
    question: Option<String>,
    /// The question before that one, when its results did not help.
    after: Option<String>,
    /// Whether they have just judged it.
    judged: Option<String>,
}

/// An article's page; with `.md` at the end of the address, its text in Markdown.
pub(super) async fn page(
    State(web): State<Web>,
    OriginalUri(uri): OriginalUri,
    Path(named): Path<Named>,
    Query(came): Query<Came>,
    place: Place,
) -> Result<Response, Problem> {
    let (slug, ending) = match named.slug.strip_suffix(".md") {
        Some(slug) => (slug, ".md"),
        None => (named.slug.as_str(), ""),
    };
    let row = match web.app.article_at(&place.reader, slug).await? {
        Slug::Here(row) => row,
        Slug::Moved(to) => {
            let address = place.address(&format!("/a/{to}{ending}"));
            return Ok(Redirect::permanent(&address).into_response());
        }
        Slug::Nowhere => return Err(Problem::not_found()),
    };
    if !ending.is_empty() {
        return twin(&web, &place, *row).await;
    }
    came_after(&web, &place, (&came, row.article.article)).await;
    let is_plain = came.question.is_none() && came.judged.is_none();
    let page = render(&web, &place, *row, came);
    let mut response = if is_plain {
        kept_under(&web, &place, (&uri, Some(VIDEO_POLICY)), page).await?
    } else {
        private(&page.await?)
    };
    let policy = HeaderValue::from_static(VIDEO_POLICY);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}

/// Tells that asking again led here. The page does not depend on it.
async fn came_after(web: &Web, place: &Place, (came, article): (&Came, ArticleId)) {
    let id = |it: &Option<String>| it.as_deref().and_then(|it| it.parse::<QuestionId>().ok());
    let (Some(first), Some(second)) = (id(&came.after), id(&came.question)) else { return };
    let visitor = place.caller.map_or_else(|| second.to_string(), household);
    let opened = Opened { article, visitor: &visitor };
    if let Err(error) = web.app.opened_after(&place.reader, (first, second), opened).await {
        tracing::warn!(%error, "how somebody asked again was not counted");
    }
}

async fn render(web: &Web, place: &Place, row: LiveRow, came: Came) -> Result<Markup, Problem> {
    let reading = web.app.around(&place.reader, row).await?;
    let languages: Vec<_> = reading
        .languages
        .iter()
        .map(|(locale, slug)| (locale.clone(), format!("a/{slug}")))
        .collect();
    let frame = around(web, place, Elsewhere::At(&languages)).await?;
    let live = reading.live.article;
    let related = reading.related.iter().map(|it| Link {
        title: it.title.clone(),
        href: place.address(&format!("/a/{}", it.slug)),
    });
    let shown = Article {
        headings: body::headings(&reading.live.html),
        plain: body::plain(&reading.live.html),
        html: reading.live.html,
        above: live.facts.category.map(|it| topics::way_to(place, it)).unwrap_or_default(),
        related: related.collect(),
        changed_on: Some(local_day(place.brand(), live.published_at)),
        checked_on: Some(local_day(place.brand(), live.checked_at)),
        is_answer: live.facts.kind == Kind::Answer,
        is_restricted: live.facts.access.visibility != Visibility::Public,
        question: came.question.filter(|it| it.len() == 36),
        is_judged: came.judged.is_some(),
        title: live.content.title,
        short: live.content.short,
        slug: live.slug,
    };
    Ok(article::page(&frame, &shown))
}

/// The text in Markdown, for machines that read.
async fn twin(web: &Web, place: &Place, row: LiveRow) -> Result<Response, Problem> {
    let live = row.article;
    let languages = [(live.locale.clone(), format!("a/{}", live.slug))];
    let frame = around(web, place, Elsewhere::At(&languages)).await?;
    let entry = Entry {
        url: frame.full_url(&format!("a/{}", live.slug)),
        title: live.content.title,
        short: live.content.short,
        ..Entry::default()
    };
    let text = feeds::markdown(&frame.text, &entry, &live.content.body);
    let is_public = live.facts.access.visibility == Visibility::Public;
    let kept = if is_public { "no-cache" } else { "private, no-store" };
    let headers = [
        (header::CONTENT_TYPE, "text/markdown; charset=utf-8".to_owned()),
        (header::CACHE_CONTROL, kept.to_owned()),
        (header::LINK, format!("<{}>; rel=\"canonical\"", entry.url)),
        (header::HeaderName::from_static("x-robots-tag"), "noindex".to_owned()),
    ];
    Ok((headers, text).into_response())
}

/// An article by its id.
#[derive(Debug, Deserialize)]
pub(super) struct Identified {
    id: String,
}

/// Leads to an article's address; texts link to each other by id.
pub(super) async fn by_id(
    State(web): State<Web>,
    Path(it): Path<Identified>,
    place: Place,
) -> Result<Response, Problem> {
    let id: ArticleId = it.id.parse().ok().ok_or_else(Problem::not_found)?;
    let address = web.app.address_of(&place.reader, id).await?;
    let (locale, slug) = address.ok_or_else(Problem::not_found)?;
    Ok(Redirect::to(&format!("{}/{locale}/a/{slug}", place.base)).into_response())
}

/// What a reader thinks.
#[derive(Debug, Deserialize)]
pub(super) struct Judgement {
    helpful: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    question: String,
}

/// Takes in what a reader thinks of an article.
pub(super) async fn judge(
    State(web): State<Web>,
    Path(named): Path<Named>,
    place: Place,
    Form(it): Form<Judgement>,
) -> Result<Response, Problem> {
    let Slug::Here(row) = web.app.article_at(&place.reader, &named.slug).await? else {
        return Err(Problem::not_found());
    };
    let article = row.article.article;
    let is_helpful = it.helpful == "yes";
    let is_solved = match it.question.parse().ok() {
        Some(question) if is_helpful => {
            web.app.solved(&place.reader, question, article).await.is_ok()
        }
        Some(question) => {
            web.app.unsolved(place.reader.brand, question, Some(article)).await?;
            false
        }
        None => false,
    };
    if !is_solved {
        let reason = REASONS.into_iter().find(|name| *name == it.reason).unwrap_or_default();
        web.app.judge(&place.reader, article, is_helpful, Some((reason, &it.text))).await?;
    }
    let address = place.address(&format!("/a/{}?judged=yes#feedback", named.slug));
    let mut response = Redirect::to(&address).into_response();
    let never = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, never);
    Ok(response)
}
