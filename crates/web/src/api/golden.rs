//! Golden questions: what must answer them.

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use lotse_app::access::{ReadKnowledge, WriteKnowledge};
use lotse_app::{GoldenFilter, GoldenRow};
use lotse_domain::answers::golden::Golden;
use lotse_domain::ids::GoldenId;
use lotse_domain::locale::Locale;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Answer;
use super::page::{Asked, At, List, Page, Sent, opt_parsed, parsed};
use super::shapes::locale;
use super::structure::OfBrand;
use crate::Web;
use crate::error::Problem;
use crate::session::With;

/// Which golden questions.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// The brand's id.
    brand: String,
    /// Only this language.
    locale: Option<String>,
    /// Only those that this article must answer.
    article: Option<String>,
}

/// A question whose answer is settled.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct GoldenJson {
    id: String,
    locale: String,
    text: String,
    /// The article that must answer it; null when nothing must.
    article_id: Option<String>,
    /// The title of the article's newest text in the question's language.
    article_title: Option<String>,
}

impl GoldenJson {
    fn new(it: Golden, article_title: Option<String>) -> Self {
        Self {
            id: it.id.to_string(),
            locale: it.locale.to_string(),
            text: it.text,
            article_id: it.article.map(|it| it.to_string()),
            article_title,
        }
    }
}

/// Golden questions of a brand by language and words.
#[utoipa::path(get, path = "/golden-questions", tag = "golden", params(Filter, Page),
    responses((status = 200, body = List<GoldenJson>), (status = 422, body = Problem)))]
pub(super) async fn list(
    State(web): State<Web>,
    With(may): With<ReadKnowledge>,
    Asked(filter): Asked<Filter>,
    Asked(page): Asked<Page>,
) -> Answer<List<GoldenJson>> {
    let language = opt_parsed(filter.locale.as_deref(), "locale")?;
    let of = GoldenFilter {
        brand: parsed(&filter.brand, "brand")?,
        locale: language.as_ref(),
        article: opt_parsed(filter.article.as_deref(), "article")?,
    };
    let after: Option<(String, String)> = page.after()?;
    let after = match &after {
        Some((language, key)) => Some((parsed::<Locale>(language, "cursor")?, key.as_str())),
        None => None,
    };
    let after = after.as_ref().map(|(language, key)| (language, *key));
    let rows = web.app.golden(&may, of, after, page.limit() + 1).await?;
    let mark = |it: &GoldenRow| (it.golden.locale.to_string(), it.golden.key());
    let shown = |it: GoldenRow| GoldenJson::new(it.golden, it.title);
    Ok(Json(List::cut(rows, page.limit(), mark, shown)))
}

/// A question whose answer is to be settled.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewGolden {
    brand_id: String,
    locale: String,
    /// At most 500 characters.
    text: String,
    /// The article that must answer it; null or left out when nothing must.
    article_id: Option<String>,
}

/// Keeps a golden question; one in the same words takes over what this one says. At most 500 in
/// each language of a brand.
#[utoipa::path(post, path = "/golden-questions", tag = "golden", request_body = NewGolden,
    responses((status = 201, body = GoldenJson), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn add(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    Sent(new): Sent<NewGolden>,
) -> Result<(StatusCode, Json<GoldenJson>), Problem> {
    let golden = Golden {
        id: GoldenId(web.app.new_id()),
        brand: parsed(&new.brand_id, "brand_id")?,
        locale: locale(&new.locale)?,
        text: new.text,
        article: opt_parsed(new.article_id.as_deref(), "article_id")?,
    };
    let (kept, title) = web.app.keep_golden(&may, golden).await?;
    Ok((StatusCode::CREATED, Json(GoldenJson::new(kept, title))))
}

/// Forgets a golden question.
#[utoipa::path(delete, path = "/golden-questions/{id}", tag = "golden",
    params(("id" = String, Path), OfBrand),
    responses((status = 204), (status = 404, body = Problem)))]
pub(super) async fn delete(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    At(id): At<String>,
    Asked(of): Asked<OfBrand>,
) -> Result<StatusCode, Problem> {
    let id: GoldenId = id.parse().ok().ok_or_else(Problem::not_found)?;
    web.app.delete_golden(&may, of.id()?, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
