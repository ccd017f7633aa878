//! What anybody may call: ask, suggest, say what helped, send a request.

use std::net::IpAddr;
use std::time::{Duration, Instant};

use axum::Json;
use axum::extract::{FromRequestParts, State};
use http::request::Parts;
use http::{HeaderName, Method, StatusCode, header};
use lotse_app::answers::{Asking, Found, Opened};
use lotse_app::knowledge::Reader;
use lotse_channels::form::{Flaw, Form};
use lotse_domain::answers::Surface;
use lotse_domain::inbox::Trail;
use lotse_domain::knowledge::Audience;
use lotse_domain::locale::Locale;
use serde::{Deserialize, Serialize};
use tower_http::cors::{Any, CorsLayer};
use utoipa::{IntoParams, ToSchema};

use super::Answer;
use super::page::{Asked, Sent, opt_parsed, parsed};
use crate::Web;
use crate::error::{Field, Problem};
use crate::pace::{caller, household};
use crate::root::Root;
use crate::session::{has_good_key, reader_token};

/// The shop's own pages may call what anybody may call; cookies do not travel along.
pub(super) fn from_anywhere() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::CONTENT_TYPE, HeaderName::from_static("idempotency-key")])
        .max_age(Duration::from_hours(1))
}

/// Who calls a public function, a signed-in contact or anybody, and on which host.
pub(super) struct Public {
    audience: Audience,
    root: Root,
    /// Where the call comes from; `None` where nobody knows, and for programs with a key, which
    /// speak for many people.
    caller: Option<IpAddr>,
}

impl FromRequestParts<Web> for Public {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let root = Root::of(&web.config, &web.app.current(), &parts.uri, &parts.headers);
        let audience = web.app.audience_with(reader_token(parts).as_deref()).await?;
        let caller = if has_good_key(web, parts).await { None } else { caller(web, parts) };
        Ok(Self { audience, root, caller })
    }
}

/// The reader a call is for: its brand by short name, else by host, its language, who calls.
fn reader(
    web: &Web,
    root: &Root,
    (brand, locale): (Option<&str>, Option<&str>),
    audience: Audience,
) -> Result<(Reader, bool), Problem> {
    let current = web.app.current();
    let brand = brand.filter(|it| !it.is_empty());
    let now = match (brand, root.owner()) {
        (None, Some(owner)) => current.brand_of(owner),
        _ => current.brand(brand),
    };
    let now =
        now.ok_or_else(|| Problem::field("brand", "unknown", "no such brand; use its short name"))?;
    let wanted: Option<Locale> = opt_parsed(locale, "locale")?;
    let is_given = wanted.is_some();
    let reader = Reader { brand: now.brand.id, locale: now.locale_for(wanted.as_ref()), audience };
    Ok((reader, is_given))
}

/// A question.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Ask {
    text: String,
    /// The language of the page; the question may be in another.
    locale: Option<String>,
    /// The brand's short name; when left out, the brand whose host is called, else the first.
    brand: Option<String>,
    /// The address of the page it is asked on.
    page: Option<String>,
    /// Whether somebody is still writing; such questions are not kept.
    #[serde(default)]
    draft: bool,
    /// The question that the same person asked just before, when its answer did not help.
    after_question_id: Option<String>,
}

/// An article that answers.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AnswerJson {
    article_id: String,
    title: String,
    /// The best passage, or the short answer, as plain text.
    text: String,
    url: String,
    /// The heading to go to.
    anchor: Option<String>,
}

/// An article that may answer.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AlternativeJson {
    #[serde(flatten)]
    article: AnswerJson,
    confidence: f32,
}

/// What Lotse says to a question.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AskedJson {
    /// Null when Lotse is not sure enough.
    answer: Option<AnswerJson>,
    /// How sure Lotse is of its best article, in [0, 1].
    confidence: f32,
    /// Others that may answer, best first, at most five.
    alternatives: Vec<AlternativeJson>,
    /// The language the question was taken for.
    locale: String,
    /// How long finding took.
    took_ms: f64,
    /// For `/solved`; null for a draft.
    question_id: Option<String>,
}

/// Answers a question.
#[utoipa::path(post, path = "/ask", tag = "public", request_body = Ask,
    responses((status = 200, body = AskedJson), (status = 422, body = Problem)))]
pub(super) async fn ask(
    State(web): State<Web>,
    Public { audience, root, .. }: Public,
    Sent(ask): Sent<Ask>,
) -> Answer<AskedJson> {
    let begun = Instant::now();
    if ask.text.trim().is_empty() {
        return Err(Problem::field("text", "empty", "ask something"));
    }
    let place = (ask.brand.as_deref(), ask.locale.as_deref());
    let (reader, is_given) = reader(&web, &root, place, audience)?;
    let asking = Asking {
        text: &ask.text,
        brand: reader.brand,
        locale: is_given.then_some(&reader.locale),
        audience: &reader.audience,
        page: ask.page.as_deref(),
        surface: if ask.draft { Surface::Form } else { Surface::Api },
        is_rewording: ask.after_question_id.is_some(),
    };
    let answered =
        if ask.draft { web.app.look_up(&asking).await? } else { web.app.ask(&asking).await? };
    let base = root.base_of(&web.app.current(), reader.brand);
    let alternatives = answered
        .suggestions
        .into_iter()
        .map(|it| AlternativeJson { confidence: it.confidence, article: shown(it, &base) });
    Ok(Json(AskedJson {
        alternatives: alternatives.collect(),
        answer: answered.answer.map(|it| shown(it, &base)),
        confidence: answered.confidence,
        locale: answered.locale.to_string(),
        took_ms: millis(begun),
        question_id: (!ask.draft).then(|| answered.question.to_string()),
    }))
}

fn shown(it: Found, base: &str) -> AnswerJson {
    let fragment = it.anchor.as_ref().map(|it| format!("#{it}")).unwrap_or_default();
    AnswerJson {
        article_id: it.line.article.to_string(),
        text: it.text().to_owned(),
        url: format!("{base}/{}/a/{}{fragment}", it.line.locale, it.line.slug),
        title: it.line.title,
        anchor: it.anchor,
    }
}

fn millis(begun: Instant) -> f64 {
    (begun.elapsed().as_secs_f64() * 100_000.0).round() / 100.0
}

/// What is being typed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Suggest {
    /// What is typed so far.
    q: String,
    /// The brand's short name.
    brand: Option<String>,
    /// The language of the page.
    locale: Option<String>,
    /// The address of the page.
    page: Option<String>,
}

/// An article suggested while typing.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SuggestionJson {
    #[serde(flatten)]
    article: AnswerJson,
    /// Which parts of the title fit, as pairs of character offsets.
    marks: Vec<(usize, usize)>,
}

/// Suggestions while typing.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SuggestedJson {
    items: Vec<SuggestionJson>,
    took_ms: f64,
}

/// Suggests articles while somebody types; at most eight.
#[utoipa::path(get, path = "/suggest", tag = "public", params(Suggest),
    responses((status = 200, body = SuggestedJson)))]
pub(super) async fn suggest(
    State(web): State<Web>,
    Public { audience, root, .. }: Public,
    Asked(typed): Asked<Suggest>,
) -> Answer<SuggestedJson> {
    let begun = Instant::now();
    let place = (typed.brand.as_deref(), typed.locale.as_deref());
    let (reader, _) = reader(&web, &root, place, audience)?;
    let asking = Asking {
        text: &typed.q,
        brand: reader.brand,
        locale: Some(&reader.locale),
        audience: &reader.audience,
        page: typed.page.as_deref(),
        surface: Surface::Search,
        is_rewording: false,
    };
    let base = root.base_of(&web.app.current(), reader.brand);
    let items = web.app.suggest(&asking).await?.into_iter().map(|it| {
        let fragment = it.anchor.as_ref().map(|it| format!("#{it}")).unwrap_or_default();
        let chars =
            |byte: usize| it.line.title.char_indices().take_while(|(at, _)| *at < byte).count();
        SuggestionJson {
            marks: it.marks.iter().map(|it| (chars(it.start), chars(it.end))).collect(),
            article: AnswerJson {
                article_id: it.line.article.to_string(),
                url: format!("{base}/{}/a/{}{fragment}", it.line.locale, it.line.slug),
                text: it.line.short.clone(),
                title: it.line.title.clone(),
                anchor: it.anchor.clone(),
            },
        }
    });
    Ok(Json(SuggestedJson { items: items.collect(), took_ms: millis(begun) }))
}

/// Whether an article helped.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FeedbackJson {
    article_id: String,
    locale: String,
    brand: Option<String>,
    helpful: bool,
    /// Why not.
    reason: Option<String>,
    text: Option<String>,
}

/// Says whether an article helped.
#[utoipa::path(post, path = "/feedback", tag = "public", request_body = FeedbackJson,
    responses((status = 204), (status = 404, body = Problem)))]
pub(super) async fn feedback(
    State(web): State<Web>,
    Public { audience, root, .. }: Public,
    Sent(it): Sent<FeedbackJson>,
) -> Result<StatusCode, Problem> {
    let (reader, _) = reader(&web, &root, (it.brand.as_deref(), Some(&it.locale)), audience)?;
    let article = parsed(&it.article_id, "article_id")?;
    let (reason, text) = (it.reason.unwrap_or_default(), it.text.unwrap_or_default());
    web.app.judge(&reader, article, it.helpful, Some((&reason, &text))).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A question that was solved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SolvedJson {
    question_id: String,
    /// The article that solved it.
    article_id: String,
    brand: Option<String>,
    /// The question that the same person asked just before, when its answer did not help: from
    /// many of these Lotse learns what people call things.
    after_question_id: Option<String>,
}

/// Says that an article solved a question; only the first time counts.
#[utoipa::path(post, path = "/solved", tag = "public", request_body = SolvedJson,
    responses((status = 204), (status = 404, body = Problem)))]
pub(super) async fn solved(
    State(web): State<Web>,
    Public { audience, root, caller }: Public,
    Sent(it): Sent<SolvedJson>,
) -> Result<StatusCode, Problem> {
    let (reader, _) = reader(&web, &root, (it.brand.as_deref(), None), audience)?;
    let question = parsed(&it.question_id, "question_id")?;
    let article = parsed(&it.article_id, "article_id")?;
    let before = opt_parsed(it.after_question_id.as_deref(), "after_question_id")?;
    web.app.solved(&reader, question, article).await?;
    if let Some(before) = before {
        let visitor = caller.map_or_else(|| question.to_string(), household);
        let opened = Opened { article, visitor: &visitor };
        web.app.opened_after(&reader, (before, question), opened).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// A request to a person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RequestJson {
    message: String,
    name: String,
    email: String,
    brand: Option<String>,
    locale: Option<String>,
    /// The address of the page it is sent from.
    page: Option<String>,
    /// What was searched for before, oldest first.
    #[serde(default)]
    searches: Vec<String>,
    /// Titles of the answers shown before.
    #[serde(default)]
    answers: Vec<String>,
    /// Left empty by people.
    #[serde(default)]
    website: String,
}

/// A request that is stored.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReceivedJson {
    /// The number to name on the phone.
    reference: i64,
}

/// Sends a request to a person. When this answers, it is stored.
#[utoipa::path(post, path = "/requests", tag = "public", request_body = RequestJson,
    responses((status = 201, body = ReceivedJson), (status = 422, body = Problem)))]
pub(super) async fn request(
    State(web): State<Web>,
    Public { root, .. }: Public,
    Sent(it): Sent<RequestJson>,
) -> Result<(StatusCode, Json<ReceivedJson>), Problem> {
    let place = (it.brand.as_deref(), it.locale.as_deref());
    let (reader, _) = reader(&web, &root, place, Audience::Anyone)?;
    let form = Form {
        message: it.message,
        name: it.name,
        email: it.email,
        files: Vec::new(),
        trap: it.website,
        trail: Trail {
            page: it.page,
            searches: it.searches,
            answers: it.answers,
            ..Trail::default()
        },
    };
    let submission = form.check().map_err(|flaws| flawed(&flaws))?;
    let received =
        web.app.receive((reader.brand, &reader.locale), submission, &web.catalogue).await?;
    Ok((StatusCode::CREATED, Json(ReceivedJson { reference: received.reference })))
}

/// The problem of a form with flaws.
fn flawed(flaws: &[(&'static str, Flaw)]) -> Problem {
    let fields = flaws
        .iter()
        .map(|(name, flaw)| Field { name: (*name).to_owned(), code: flaw.as_str().to_owned() });
    Problem::wrong("field_wrong", "some fields are wrong").with_fields(fields.collect())
}
