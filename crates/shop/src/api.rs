//! The shop's JSON API under `/api/v1`, described by OpenAPI that is made from this code.

mod appointments;
mod orders;
mod problem;
mod shapes;
mod write;

use axum::Json;
use axum::Router;
use axum::extract::{FromRequestParts, Query};
use axum::response::IntoResponse;
use axum::routing::get;
use http::request::Parts;
use http::{HeaderMap, header};
use serde::de::DeserializeOwned;
use utoipa::OpenApi;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::{API_KEY, Shop};
use problem::Problem;

/// The result of a handler that reads.
type Answer<T> = Result<Json<T>, Problem>;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Brillenwerk shop",
        version = "1",
        description = "Orders and appointments of the demo's shop. Every call about a customer takes the customer's e-mail and answers 404 when what is asked for is not theirs. A write with an `Idempotency-Key` is done once: the same call again gets the same answer for a day, another call with the key gets 422 `key_reused`. Errors are problem details with a stable `code`."
    ),
    servers((url = "/api/v1")),
    security(("key" = [])),
    tags(
        (name = "orders", description = "What customers bought"),
        (name = "appointments", description = "Eye tests, contact lens fittings and repairs at a shop")
    )
)]
struct Description;

/// The description of the API, as JSON.
///
/// # Panics
/// Never: the description is plain data.
#[must_use]
pub fn openapi() -> String {
    text(described().split_for_parts().1)
}

fn text(mut description: utoipa::openapi::OpenApi) -> String {
    let scheme = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    description.components.get_or_insert_default().add_security_scheme("key", scheme);
    description.to_pretty_json().expect("a description is plain data")
}

pub(crate) fn routes() -> Router<Shop> {
    let (router, description) = described().split_for_parts();
    let text = text(description);
    let json = [(header::CONTENT_TYPE, "application/json")];
    router
        .route("/openapi.json", get(move || async move { (json, text.clone()).into_response() }))
        .fallback(|| async { Problem::not_found() })
        .method_not_allowed_fallback(|| async { Problem::method() })
}

fn described() -> OpenApiRouter<Shop> {
    OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(orders::list_orders))
        .routes(routes!(orders::order))
        .routes(routes!(orders::change_address))
        .routes(routes!(orders::undo_address_change))
        .routes(routes!(orders::cancel_order))
        .routes(routes!(orders::undo_cancellation))
        .routes(routes!(orders::return_order))
        .routes(routes!(orders::invoice))
        .routes(routes!(appointments::list_services))
        .routes(routes!(appointments::list_shops))
        .routes(routes!(appointments::list_slots))
        .routes(routes!(appointments::ledger))
        .routes(routes!(appointments::list_appointments, appointments::book_appointment))
        .routes(routes!(appointments::move_appointment, appointments::cancel_appointment))
}

/// Whoever calls has the key.
pub(crate) struct Caller;

impl Caller {
    fn of(headers: &HeaderMap) -> Result<Self, Problem> {
        let sent = headers.get(header::AUTHORIZATION).and_then(|it| it.to_str().ok());
        let key = sent.and_then(|it| it.split_once(' '));
        let has_key = key.is_some_and(|(scheme, key)| {
            scheme.eq_ignore_ascii_case("bearer") && key.trim() == API_KEY
        });
        if has_key { Ok(Self) } else { Err(Problem::no_key()) }
    }
}

impl FromRequestParts<Shop> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Shop) -> Result<Self, Problem> {
        Self::of(&parts.headers)
    }
}

/// What a reading call asks for, once the caller is known.
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequestParts<Shop> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Shop) -> Result<Self, Problem> {
        Caller::of(&parts.headers)?;
        let query = Query::<T>::try_from_uri(&parts.uri);
        query.map(|it| Self(it.0)).map_err(|error| Problem::query(&error.body_text()))
    }
}
