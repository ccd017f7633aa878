//! Articles as editors see them.

use std::collections::HashMap;

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use http::StatusCode;
use lotse_app::access::{ReadKnowledge, WriteKnowledge};
use lotse_app::knowledge::{NewArticle, Text};
use lotse_app::{ArticleFilter, ArticleLine, LanguageLine};
use lotse_domain::ids::{ArticleId, BrandId};
use lotse_domain::knowledge::{Article, Kind, is_due, seen_at};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Answer;
use super::page::{Asked, At, List, Page, Sent, opt_parsed, parsed};
use super::shapes::{
    ArticleJson, ContentJson, FactsJson, is_outdated, locale, state, visibility_names,
};
use crate::Web;
use crate::error::Problem;
use crate::root::home_of;
use crate::session::With;

/// What a list of articles is narrowed to.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// The brand's id.
    brand: String,
    /// Only with a text in this language. What is said of texts must be true of the same one.
    locale: Option<String>,
    /// Only with a text that is `draft`, `in_review`, `published` or `archived`.
    state: Option<String>,
    kind: Option<String>,
    visibility: Option<String>,
    /// A topic's id.
    category: Option<String>,
    /// Only with a title that contains this.
    q: Option<String>,
    /// Only what somebody should have checked by now and nobody has.
    #[serde(default)]
    review_due: bool,
}

/// One language of an article in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LanguageJson {
    locale: String,
    title: String,
    state: String,
    /// Whether the newest text is what customers read.
    live: bool,
    /// Whether another language was changed since somebody last had this one before them.
    outdated: bool,
    updated_at: DateTime<Utc>,
    /// When somebody last said that what is live is right.
    checked_at: Option<DateTime<Utc>>,
}

/// An article in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LineJson {
    id: String,
    /// All its languages, at least one.
    languages: Vec<LanguageJson>,
    kind: String,
    visibility: String,
    category_id: Option<String>,
    /// When its facts or one of its texts last changed.
    updated_at: DateTime<Utc>,
    review_on: Option<NaiveDate>,
    /// Whether somebody should have checked one of its texts by now and nobody has.
    review_due: bool,
    /// Whether the article itself, not only its topic, is left to people in the chat.
    is_for_people: bool,
}

type Mark = (DateTime<Utc>, String);

/// Articles of a brand, drafts included, newest change first.
#[utoipa::path(get, path = "/articles", tag = "articles", params(Filter, Page),
    responses((status = 200, body = List<LineJson>), (status = 422, body = Problem)))]
pub(super) async fn list(
    State(web): State<Web>,
    With(may): With<ReadKnowledge>,
    Asked(filter): Asked<Filter>,
    Asked(page): Asked<Page>,
) -> Answer<List<LineJson>> {
    let brand: BrandId = parsed(&filter.brand, "brand")?;
    let now = web.app.now();
    let wanted = wanted(&filter, &page, now)?;
    let lines = web.app.article_lines(&may, brand, &wanted, page.limit() + 1).await?;
    let ids: Vec<ArticleId> = lines.iter().take(page.limit()).map(|it| it.article).collect();
    let mut languages: HashMap<ArticleId, Vec<LanguageLine>> = HashMap::new();
    for it in web.app.languages_of(&may, &ids).await? {
        languages.entry(it.article).or_default().push(it);
    }
    let mark = |it: &ArticleLine| -> Mark { (it.updated_at, it.article.to_string()) };
    Ok(Json(List::cut(lines, page.limit(), mark, |it| {
        let texts = languages.remove(&it.article).unwrap_or_default();
        line(&it, texts, now)
    })))
}

fn wanted(filter: &Filter, page: &Page, now: DateTime<Utc>) -> Result<ArticleFilter, Problem> {
    let named = |name: &Option<String>| name.clone().filter(|it| !it.is_empty());
    let before = match page.after::<Mark>()? {
        None => None,
        Some((at, id)) => Some((at, parsed::<ArticleId>(&id, "cursor")?)),
    };
    Ok(ArticleFilter {
        locale: opt_parsed(filter.locale.as_deref(), "locale")?,
        state: named(&filter.state).as_deref().map(state).transpose()?,
        kind: match named(&filter.kind) {
            None => None,
            Some(name) => Some(
                Kind::from_name(&name)
                    .ok_or_else(|| Problem::field("kind", "unknown", "no such kind"))?,
            ),
        },
        category: opt_parsed(filter.category.as_deref(), "category")?,
        visibility: named(&filter.visibility),
        title: named(&filter.q),
        due: filter.review_due.then(|| now.date_naive()),
        before,
    })
}

fn line(it: &ArticleLine, texts: Vec<LanguageLine>, now: DateTime<Utc>) -> LineJson {
    let newest = texts.iter().map(|it| it.updated_at).max();
    let due = |text: &LanguageLine| is_due(it.facts.review_on, text.checked_at, now);
    LineJson {
        id: it.article.to_string(),
        kind: it.facts.kind.as_str().to_owned(),
        visibility: visibility_names(&it.facts.access.visibility).0.to_owned(),
        category_id: it.facts.category.map(|it| it.to_string()),
        updated_at: it.updated_at,
        review_on: it.facts.review_on,
        review_due: texts.iter().any(due),
        is_for_people: it.facts.is_for_people,
        languages: texts
            .into_iter()
            .map(|it| LanguageJson {
                locale: it.locale.to_string(),
                title: it.title,
                state: it.state.as_str().to_owned(),
                live: it.is_live,
                outdated: is_outdated(seen_at(it.updated_at, it.checked_at), newest),
                updated_at: it.updated_at,
                checked_at: it.checked_at,
            })
            .collect(),
    }
}

/// An article to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewArticleJson {
    brand_id: String,
    facts: FactsJson,
    /// The language of its first text.
    locale: String,
    content: ContentJson,
}

/// Makes an article with its first text, as a draft.
#[utoipa::path(post, path = "/articles", tag = "articles", request_body = NewArticleJson,
    responses((status = 201, body = ArticleJson), (status = 422, body = Problem)))]
pub(super) async fn add(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    Sent(new): Sent<NewArticleJson>,
) -> Result<(StatusCode, Json<ArticleJson>), Problem> {
    let new = NewArticle {
        brand: parsed(&new.brand_id, "brand_id")?,
        facts: new.facts.try_into()?,
        source: None,
        text: Text {
            locale: locale(&new.locale)?,
            content: new.content.into(),
            slug: None,
            base_version: 0,
        },
    };
    let article = web.app.add_article(&may, new).await?;
    Ok((StatusCode::CREATED, shown(&web, article, (0, 0, 0))))
}

/// An article with all its languages.
#[utoipa::path(get, path = "/articles/{id}", tag = "articles", params(("id" = String, Path)),
    responses((status = 200, body = ArticleJson), (status = 404, body = Problem)))]
pub(super) async fn one(
    State(web): State<Web>,
    With(may): With<ReadKnowledge>,
    At(id): At<String>,
) -> Answer<ArticleJson> {
    let id = article_id(&id)?;
    let article = web.app.article(&may, id).await?.ok_or_else(Problem::not_found)?;
    let (feedback, asked) = web.app.judgement(&may, id).await?;
    Ok(shown(&web, article, (feedback.yes, feedback.no, asked)))
}

/// Deletes an article that is nowhere live, with all its versions.
#[utoipa::path(delete, path = "/articles/{id}", tag = "articles", params(("id" = String, Path)),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub(super) async fn delete(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    At(id): At<String>,
) -> Result<StatusCode, Problem> {
    web.app.delete_article(&may, article_id(&id)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Replaces what holds for all languages; what is live takes it over at once.
#[utoipa::path(put, path = "/articles/{id}/facts", tag = "articles",
    params(("id" = String, Path)), request_body = FactsJson,
    responses((status = 200, body = ArticleJson), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn change_facts(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    At(id): At<String>,
    Sent(facts): Sent<FactsJson>,
) -> Answer<ArticleJson> {
    let article = web.app.change_facts(&may, article_id(&id)?, facts.try_into()?).await?;
    Ok(shown(&web, article, (0, 0, 0)))
}

/// A text to save.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TextJson {
    content: ContentJson,
    /// The version the author started from; 0 for a new language.
    base_version: i64,
    /// The wanted name in addresses.
    slug: Option<String>,
}

/// Saves a text as the newest of its language. What is live stays.
#[utoipa::path(put, path = "/articles/{id}/translations/{locale}", tag = "articles",
    params(("id" = String, Path), ("locale" = String, Path)), request_body = TextJson,
    responses((status = 200, body = ArticleJson), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn save_text(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    At((id, language)): At<(String, String)>,
    Sent(text): Sent<TextJson>,
) -> Answer<ArticleJson> {
    let text = Text {
        locale: locale(&language)?,
        content: text.content.into(),
        slug: text.slug.filter(|it| !it.trim().is_empty()),
        base_version: text.base_version,
    };
    let article = web.app.save_text(&may, article_id(&id)?, text).await?;
    Ok(shown(&web, article, (0, 0, 0)))
}

/// The state a text shall have.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StateJson {
    /// `draft`, `in_review`, `published` or `archived`.
    state: String,
    /// The version the author looked at; the newest when left out.
    version: Option<i64>,
    /// Whether to publish even if golden questions break, where the brand has that refused. Who did
    /// so stands with the version.
    #[serde(default)]
    anyway: bool,
}

/// Changes how far a text has come; `published` makes it live before this answers.
#[utoipa::path(post, path = "/articles/{id}/translations/{locale}/state", tag = "articles",
    params(("id" = String, Path), ("locale" = String, Path)), request_body = StateJson,
    responses((status = 200, body = ArticleJson), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn set_state(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    At((id, language)): At<(String, String)>,
    Sent(wanted): Sent<StateJson>,
) -> Answer<ArticleJson> {
    let at = (article_id(&id)?, &locale(&language)?);
    let (to, version) = (state(&wanted.state)?, wanted.version);
    let article = if wanted.anyway && to == lotse_domain::knowledge::State::Published {
        web.app.publish_anyway(&may, at, version).await?
    } else {
        web.app.set_state(&may, at, to, version).await?
    };
    Ok(shown(&web, article, (0, 0, 0)))
}

/// What was checked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckJson {
    /// The live version the author looked at; whichever is live when left out.
    version: Option<i64>,
}

/// Says that what is live in a language is still right; its page shows the day at once.
#[utoipa::path(post, path = "/articles/{id}/translations/{locale}/check", tag = "articles",
    params(("id" = String, Path), ("locale" = String, Path)), request_body = CheckJson,
    responses((status = 200, body = ArticleJson), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
pub(super) async fn check(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    At((id, language)): At<(String, String)>,
    Sent(checked): Sent<CheckJson>,
) -> Answer<ArticleJson> {
    let at = (article_id(&id)?, &locale(&language)?);
    let article = web.app.check(&may, at, checked.version).await?;
    Ok(shown(&web, article, (0, 0, 0)))
}

/// A text to look at.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PreviewOrder {
    markdown: String,
    #[serde(default)]
    short: String,
    /// The language of the text; links lead to articles in it.
    #[serde(default)]
    locale: String,
}

/// A heading that can be linked to.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AnchorJson {
    id: String,
    title: String,
}

/// A text as SMS.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SmsJson {
    text: String,
    characters: usize,
    parts: usize,
}

/// A text on its surfaces.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PreviewJson {
    /// Cleaned HTML.
    html: String,
    plain: String,
    sms: SmsJson,
    anchors: Vec<AnchorJson>,
}

/// Shows a text as each surface will.
#[utoipa::path(post, path = "/preview", tag = "articles", request_body = PreviewOrder,
    responses((status = 200, body = PreviewJson)))]
pub(super) async fn preview(
    State(web): State<Web>,
    With(may): With<ReadKnowledge>,
    Sent(order): Sent<PreviewOrder>,
) -> Answer<PreviewJson> {
    let language = locale(if order.locale.is_empty() { "en" } else { &order.locale })?;
    let preview = web.app.preview(&may, &language, (&order.markdown, &order.short));
    let anchors = preview.headings.into_iter();
    Ok(Json(PreviewJson {
        html: preview.html,
        plain: preview.plain,
        sms: SmsJson {
            characters: preview.sms.chars().count(),
            parts: preview.sms_parts,
            text: preview.sms,
        },
        anchors: anchors.map(|it| AnchorJson { id: it.anchor, title: it.title }).collect(),
    }))
}

pub(super) fn article_id(text: &str) -> Result<ArticleId, Problem> {
    text.parse().ok().ok_or_else(Problem::not_found)
}

fn shown(web: &Web, article: Article, counts: (i64, i64, i64)) -> Json<ArticleJson> {
    let base = home_of(&web.config, &web.app.current(), article.brand);
    Json(ArticleJson::new(article, &base, counts))
}
