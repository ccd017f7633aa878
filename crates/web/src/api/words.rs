//! Lay words and what they mean.

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use lotse_app::access::{ReadKnowledge, WriteKnowledge};
use lotse_domain::ids::SynonymId;
use lotse_domain::knowledge::Synonym;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Answer;
use super::page::{Asked, At, List, Page, Sent, opt_parsed, parsed};
use super::shapes::locale;
use super::structure::OfBrand;
use crate::Web;
use crate::error::Problem;
use crate::session::With;

/// Which words.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// The brand's id.
    brand: String,
    /// Only this language.
    locale: Option<String>,
}

/// A lay word.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WordJson {
    id: String,
    locale: String,
    /// What people say.
    word: String,
    /// What the articles say.
    means: Vec<String>,
}

impl From<Synonym> for WordJson {
    fn from(it: Synonym) -> Self {
        Self {
            id: it.id.to_string(),
            locale: it.locale.to_string(),
            word: it.word,
            means: it.means,
        }
    }
}

/// Lay words of a brand by word.
#[utoipa::path(get, path = "/synonyms", tag = "words", params(Filter, Page),
    responses((status = 200, body = List<WordJson>)))]
pub(super) async fn list(
    State(web): State<Web>,
    With(may): With<ReadKnowledge>,
    Asked(filter): Asked<Filter>,
    Asked(page): Asked<Page>,
) -> Answer<List<WordJson>> {
    let language = opt_parsed(filter.locale.as_deref(), "locale")?;
    let after: Option<(String, String)> = page.after()?;
    let after = match &after {
        Some((word, id)) => Some((word.as_str(), parsed::<SynonymId>(id, "cursor")?)),
        None => None,
    };
    let of = (parsed(&filter.brand, "brand")?, language.as_ref());
    let rows = web.app.synonyms(&may, of, after, page.limit() + 1).await?;
    let mark = |it: &Synonym| (it.word.clone(), it.id.to_string());
    Ok(Json(List::cut(rows, page.limit(), mark, Into::into)))
}

/// A lay word to keep.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewWord {
    brand_id: String,
    locale: String,
    word: String,
    means: Vec<String>,
}

impl NewWord {
    fn synonym(self, id: SynonymId) -> Result<Synonym, Problem> {
        let brand = parsed(&self.brand_id, "brand_id")?;
        Ok(Synonym { id, brand, locale: locale(&self.locale)?, word: self.word, means: self.means })
    }
}

/// Adds a lay word; the same word in the same language is replaced.
#[utoipa::path(post, path = "/synonyms", tag = "words", request_body = NewWord,
    responses((status = 201, body = WordJson), (status = 422, body = Problem)))]
pub(super) async fn add(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    Sent(new): Sent<NewWord>,
) -> Result<(StatusCode, Json<WordJson>), Problem> {
    let id = SynonymId(web.app.new_id());
    let saved = web.app.save_synonyms(&may, vec![new.synonym(id)?]).await?;
    let word = saved.into_iter().next().ok_or_else(Problem::not_found)?;
    Ok((StatusCode::CREATED, Json(word.into())))
}

/// Replaces a lay word.
#[utoipa::path(put, path = "/synonyms/{id}", tag = "words", params(("id" = String, Path)),
    request_body = NewWord,
    responses((status = 200, body = WordJson), (status = 422, body = Problem)))]
pub(super) async fn change(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    At(id): At<String>,
    Sent(new): Sent<NewWord>,
) -> Answer<WordJson> {
    let id = id.parse().ok().ok_or_else(Problem::not_found)?;
    let saved = web.app.save_synonyms(&may, vec![new.synonym(id)?]).await?;
    let word = saved.into_iter().next().ok_or_else(Problem::not_found)?;
    Ok(Json(word.into()))
}

/// Forgets a lay word.
#[utoipa::path(delete, path = "/synonyms/{id}", tag = "words",
    params(("id" = String, Path), OfBrand),
    responses((status = 204), (status = 404, body = Problem)))]
pub(super) async fn delete(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    At(id): At<String>,
    Asked(of): Asked<OfBrand>,
) -> Result<StatusCode, Problem> {
    let id = id.parse().ok().ok_or_else(Problem::not_found)?;
    web.app.delete_synonym(&may, of.id()?, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
