//! Shops.

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use lotse_app::LocationRow;
use lotse_app::access::{ReadKnowledge, WriteKnowledge};
use lotse_app::knowledge::LocationChange;
use lotse_domain::hours::{Hours, Location};
use lotse_domain::ids::{BrandId, LocationId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Answer;
use super::hours::{HoursJson, OpeningJson};
use super::page::{Asked, At, List, Sent, parsed};
use super::structure::OfBrand;
use crate::Web;
use crate::error::Problem;
use crate::session::With;

/// A shop or office customers can go to.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LocationJson {
    id: String,
    /// Its name in addresses, unique in the brand.
    slug: String,
    name: String,
    /// Street and number.
    street: String,
    postal_code: String,
    city: String,
    /// Two capital letters of ISO 3166.
    country: String,
    /// As it is dialled, may be empty.
    phone: String,
    hours: HoursJson,
    opening: OpeningJson,
}

impl LocationJson {
    fn new(web: &Web, row: &LocationRow) -> Self {
        let it = &row.location;
        Self {
            id: it.id.to_string(),
            slug: row.slug.clone(),
            name: it.name.clone(),
            street: it.street.clone(),
            postal_code: it.postal_code.clone(),
            city: it.city.clone(),
            country: it.country.clone(),
            phone: it.phone.clone(),
            hours: (&it.hours).into(),
            opening: OpeningJson::new(&it.hours, web.app.now()),
        }
    }
}

/// All shops of a brand in their order.
#[utoipa::path(get, path = "/locations", tag = "places", params(OfBrand),
    responses((status = 200, body = List<LocationJson>), (status = 404, body = Problem)))]
pub(super) async fn list(
    State(web): State<Web>,
    _may: With<ReadKnowledge>,
    Asked(of): Asked<OfBrand>,
) -> Answer<List<LocationJson>> {
    let current = web.app.current();
    let brand = current.brand_of(of.id()?).ok_or_else(Problem::not_found)?;
    let all = brand.locations.iter().map(|it| LocationJson::new(&web, it));
    Ok(Json(List::whole(all.collect())))
}

/// A shop to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewLocation {
    brand_id: String,
    /// Its name in addresses; made of the name when left out.
    #[serde(default)]
    slug: String,
    name: String,
    #[serde(default)]
    street: String,
    #[serde(default)]
    postal_code: String,
    #[serde(default)]
    city: String,
    /// Two letters of ISO 3166.
    country: String,
    #[serde(default)]
    phone: String,
    hours: HoursJson,
    /// How many shops stand before it; the last one when left out.
    position: Option<usize>,
}

/// Adds a shop; its page shows it at once.
#[utoipa::path(post, path = "/locations", tag = "places", request_body = NewLocation,
    responses((status = 201, body = LocationJson), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn add(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    Sent(new): Sent<NewLocation>,
) -> Result<(StatusCode, Json<LocationJson>), Problem> {
    let brand: BrandId = parsed(&new.brand_id, "brand_id")?;
    if web.app.current().brand_of(brand).is_none() {
        return Err(Problem::field("brand_id", "unknown", "no such brand"));
    }
    let location = Location {
        id: LocationId(web.app.new_id()),
        brand,
        name: new.name,
        street: new.street,
        postal_code: new.postal_code,
        city: new.city,
        country: new.country,
        phone: new.phone,
        hours: new.hours.try_into()?,
    };
    let row = LocationRow { slug: new.slug, location };
    let kept = web.app.add_location(&may, row, new.position).await?;
    Ok((StatusCode::CREATED, Json(LocationJson::new(&web, &kept))))
}

/// What to change of a shop; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LocationChangeJson {
    slug: Option<String>,
    name: Option<String>,
    street: Option<String>,
    postal_code: Option<String>,
    city: Option<String>,
    country: Option<String>,
    /// An empty text takes it away.
    phone: Option<String>,
    /// All of its hours.
    hours: Option<HoursJson>,
    /// How many shops stand before it; the others make room.
    position: Option<usize>,
}

/// Changes or moves a shop; its page shows it at once.
#[utoipa::path(patch, path = "/locations/{id}", tag = "places", params(("id" = String, Path)),
    request_body = LocationChangeJson,
    responses((status = 200, body = LocationJson), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn change(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    At(id): At<String>,
    Sent(change): Sent<LocationChangeJson>,
) -> Answer<LocationJson> {
    let (brand, id) = known(&web, &id)?;
    let change = LocationChange {
        slug: change.slug,
        name: change.name,
        street: change.street,
        postal_code: change.postal_code,
        city: change.city,
        country: change.country,
        phone: change.phone,
        hours: change.hours.map(Hours::try_from).transpose()?,
        position: change.position,
    };
    let kept = web.app.change_location(&may, brand, id, change).await?;
    Ok(Json(LocationJson::new(&web, &kept)))
}

/// Removes a shop.
#[utoipa::path(delete, path = "/locations/{id}", tag = "places", params(("id" = String, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
pub(super) async fn delete(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    At(id): At<String>,
) -> Result<StatusCode, Problem> {
    let (brand, id) = known(&web, &id)?;
    web.app.delete_location(&may, brand, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The shop of that id, with its brand.
fn known(web: &Web, id: &str) -> Result<(BrandId, LocationId), Problem> {
    let id: LocationId = id.parse().ok().ok_or_else(Problem::not_found)?;
    let current = web.app.current();
    let mut all = current.brands.iter().flat_map(|it| &it.locations);
    let row = all.find(|it| it.location.id == id).ok_or_else(Problem::not_found)?;
    Ok((row.location.brand, id))
}
