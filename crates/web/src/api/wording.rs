//! How a brand has Lotse speak in its chat.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use lotse_app::access::Administer;
use lotse_app::chat::Worded;
use lotse_domain::ids::BrandId;
use lotse_domain::locale::Locale;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Answer;
use super::page::{Asked, At, List, Sent, parsed};
use crate::Web;
use crate::error::Problem;
use crate::session::With;

/// Of which language.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct OfLanguage {
    /// One of the brand's languages.
    locale: String,
}

/// A sentence of Lotse.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WordedJson {
    /// Its name, such as `chat.bot.unknown`.
    key: String,
    /// As it is shipped, placeholders in braces.
    shipped: String,
    /// The brand's own; null where the shipped one is said.
    text: Option<String>,
    /// The placeholders, each of which must stand in it.
    placeholders: Vec<String>,
    /// Whether it stays as it is shipped, like the name at every message of Lotse.
    is_fixed: bool,
}

impl From<Worded> for WordedJson {
    fn from(it: Worded) -> Self {
        Self {
            key: it.key,
            shipped: it.shipped,
            text: it.own,
            placeholders: it.blanks,
            is_fixed: it.is_fixed,
        }
    }
}

/// The sentences of Lotse in the chat of a brand in one language, all at once.
#[utoipa::path(get, path = "/brands/{id}/wording", tag = "admin",
    params(("id" = String, Path), OfLanguage),
    responses((status = 200, body = List<WordedJson>), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn list(
    State(web): State<Web>,
    With(may): With<Administer>,
    At(id): At<String>,
    Asked(of): Asked<OfLanguage>,
) -> Answer<List<WordedJson>> {
    let brand: BrandId = id.parse().ok().ok_or_else(Problem::not_found)?;
    let locale: Locale = parsed(&of.locale, "locale")?;
    let all = web.app.wording(&may, (brand, &locale), &web.catalogue)?;
    Ok(Json(List::whole(all.into_iter().map(Into::into).collect())))
}

/// Sentences of a brand's own; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WordingChange {
    /// One of the brand's languages.
    locale: String,
    /// By key; an empty text gives way to the shipped sentence.
    texts: BTreeMap<String, String>,
}

/// Changes sentences of Lotse in the chat of a brand: all of those sent, or none. What is said from
/// now on is said so.
#[utoipa::path(patch, path = "/brands/{id}/wording", tag = "admin",
    params(("id" = String, Path)), request_body = WordingChange,
    responses((status = 200, body = List<WordedJson>), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn change(
    State(web): State<Web>,
    With(may): With<Administer>,
    At(id): At<String>,
    Sent(change): Sent<WordingChange>,
) -> Answer<List<WordedJson>> {
    let brand: BrandId = id.parse().ok().ok_or_else(Problem::not_found)?;
    let locale: Locale = parsed(&change.locale, "locale")?;
    let of = (brand, &locale);
    web.app.save_wording(&may, of, &change.texts, &web.catalogue).await?;
    let all = web.app.wording(&may, of, &web.catalogue)?;
    Ok(Json(List::whole(all.into_iter().map(Into::into).collect())))
}
