//! Topics.

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use lotse_app::access::{ReadKnowledge, WriteKnowledge};
use lotse_domain::ids::{BrandId, CategoryId};
use lotse_domain::knowledge::{Care, Category, CategoryName};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Answer;
use super::page::{Asked, At, List, Sent, opt_parsed, parsed};
use super::shapes::locale;
use crate::Web;
use crate::error::Problem;
use crate::session::With;

/// Which brand's.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct OfBrand {
    /// The brand's id.
    pub(super) brand: String,
}

impl OfBrand {
    pub(super) fn id(&self) -> Result<BrandId, Problem> {
        parsed(&self.brand, "brand")
    }
}

/// What a topic is called in one language.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NameJson {
    locale: String,
    title: String,
    #[serde(default)]
    description: String,
}

/// A topic.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CategoryJson {
    id: String,
    parent_id: Option<String>,
    slug: String,
    icon: String,
    position: i32,
    names: Vec<NameJson>,
    /// Whether a person answers what is asked about it in the chat, never Lotse; topics below it too.
    is_for_people: bool,
    /// What the agent who answers should know about; topics below it need it too unless they name
    /// another.
    skill: Option<String>,
}

impl From<&Category> for CategoryJson {
    fn from(it: &Category) -> Self {
        Self {
            id: it.id.to_string(),
            parent_id: it.parent.map(|it| it.to_string()),
            slug: it.slug.clone(),
            icon: it.icon.clone(),
            position: it.position,
            names: it
                .names
                .iter()
                .map(|name| NameJson {
                    locale: name.locale.to_string(),
                    title: name.title.clone(),
                    description: name.description.clone(),
                })
                .collect(),
            is_for_people: it.care.is_for_people,
            skill: it.care.skill.clone(),
        }
    }
}

/// All topics of a brand by position.
#[utoipa::path(get, path = "/categories", tag = "structure", params(OfBrand),
    responses((status = 200, body = List<CategoryJson>)))]
pub(super) async fn categories(
    State(web): State<Web>,
    _may: With<ReadKnowledge>,
    Asked(of): Asked<OfBrand>,
) -> Answer<List<CategoryJson>> {
    let current = web.app.current();
    let brand = current.brand_of(of.id()?).ok_or_else(Problem::not_found)?;
    Ok(Json(List::whole(brand.categories.iter().map(Into::into).collect())))
}

/// A topic to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewCategory {
    brand_id: String,
    parent_id: Option<String>,
    /// Its name in addresses; made of the first title when left out.
    #[serde(default)]
    slug: String,
    #[serde(default)]
    icon: String,
    #[serde(default)]
    position: i32,
    names: Vec<NameJson>,
    /// Whether a person answers what is asked about it in the chat.
    #[serde(default)]
    is_for_people: bool,
    /// What the agent who answers should know about, at most 40 characters.
    skill: Option<String>,
}

/// Makes a topic.
#[utoipa::path(post, path = "/categories", tag = "structure", request_body = NewCategory,
    responses((status = 201, body = CategoryJson), (status = 422, body = Problem)))]
pub(super) async fn add_category(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    Sent(new): Sent<NewCategory>,
) -> Result<(StatusCode, Json<CategoryJson>), Problem> {
    let category = Category {
        id: CategoryId(web.app.new_id()),
        brand: parsed(&new.brand_id, "brand_id")?,
        parent: opt_parsed(new.parent_id.as_deref(), "parent_id")?,
        slug: new.slug,
        icon: new.icon,
        position: new.position,
        names: names(new.names)?,
        care: Care { is_for_people: new.is_for_people, skill: new.skill },
    };
    let saved = web.app.save_category(&may, category).await?;
    Ok((StatusCode::CREATED, Json((&saved).into())))
}

/// What to change of a topic; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CategoryChange {
    /// An empty text moves it to the top.
    parent_id: Option<String>,
    slug: Option<String>,
    icon: Option<String>,
    position: Option<i32>,
    names: Option<Vec<NameJson>>,
    is_for_people: Option<bool>,
    /// An empty text takes it away.
    skill: Option<String>,
}

/// Changes a topic.
#[utoipa::path(patch, path = "/categories/{id}", tag = "structure",
    params(("id" = String, Path)), request_body = CategoryChange,
    responses((status = 200, body = CategoryJson), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn change_category(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    At(id): At<String>,
    Sent(change): Sent<CategoryChange>,
) -> Answer<CategoryJson> {
    let mut category = known(&web, &id)?;
    if let Some(parent) = &change.parent_id {
        category.parent = opt_parsed(Some(parent), "parent_id")?;
    }
    category.slug = change.slug.unwrap_or(category.slug);
    category.icon = change.icon.unwrap_or(category.icon);
    category.position = change.position.unwrap_or(category.position);
    category.care.is_for_people = change.is_for_people.unwrap_or(category.care.is_for_people);
    category.care.skill = change.skill.or(category.care.skill);
    if let Some(all) = change.names {
        category.names = names(all)?;
    }
    let saved = web.app.save_category(&may, category).await?;
    Ok(Json((&saved).into()))
}

/// Removes an empty topic.
#[utoipa::path(delete, path = "/categories/{id}", tag = "structure",
    params(("id" = String, Path)),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub(super) async fn delete_category(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    At(id): At<String>,
) -> Result<StatusCode, Problem> {
    let category = known(&web, &id)?;
    web.app.delete_category(&may, category.brand, category.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn known(web: &Web, id: &str) -> Result<Category, Problem> {
    let current = web.app.current();
    let all = current.brands.iter().flat_map(|it| &it.categories);
    let id: CategoryId = id.parse().ok().ok_or_else(Problem::not_found)?;
    all.into_iter().find(|it| it.id == id).cloned().ok_or_else(Problem::not_found)
}

fn names(all: Vec<NameJson>) -> Result<Vec<CategoryName>, Problem> {
    all.into_iter()
        .map(|it| {
            let locale = locale(&it.locale)?;
            let cut = |text: &str| text.trim().chars().take(300).collect();
            Ok(CategoryName { locale, title: cut(&it.title), description: cut(&it.description) })
        })
        .collect()
}
