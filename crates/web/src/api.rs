//! The REST API under `/api/v1`, described by OpenAPI that is generated from this code.

mod actions;
mod admin;
mod articles;
mod blocks;
mod brands;
mod descriptions;
mod drafts;
mod gaps;
mod golden;
mod hours;
mod identity_keys;
mod imports;
mod inbox;
mod inbox_shapes;
mod learned;
mod live;
mod locations;
mod media;
mod notices;
mod once;
mod overview;
pub(crate) mod page;
mod policies;
mod proposals;
mod public;
mod rehearsal;
mod session;
mod shapes;
mod structure;
mod systems;
mod talk;
mod task_shapes;
mod versions;
mod wording;
mod words;

use axum::Json;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use http::StatusCode;
use utoipa::OpenApi;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouterExt};
use utoipa_axum::routes;

use crate::Web;
use crate::error::Problem;
use crate::pace;
use crate::upload;

/// 2 MB: the longest article ten times over. Imports and files have limits of their own.
const MAX_BODY: usize = 2 * 1024 * 1024;

/// The result of a handler.
type Answer<T> = Result<Json<T>, Problem>;

#[derive(OpenApi)]
#[openapi(
    info(title = "Lotse", description = "Knowledge, answers and requests of a Lotse installation."),
    servers((url = "/api/v1"))
)]
struct Description;

/// The description of the API, as JSON.
///
/// # Panics
/// Never: the description is plain data.
#[must_use]
pub fn openapi() -> String {
    let (_, description) = described().split_for_parts();
    text(description)
}

/// The description as JSON. Each operation is named after its method and path, because the
/// functions behind them share names.
fn text(mut description: utoipa::openapi::OpenApi) -> String {
    for (path, item) in &mut description.paths.paths {
        let words: Vec<&str> =
            path.split(['/', '{', '}', '-']).filter(|it| !it.is_empty()).collect();
        let name = words.join("_");
        let operations = [
            ("get", &mut item.get),
            ("post", &mut item.post),
            ("put", &mut item.put),
            ("patch", &mut item.patch),
            ("delete", &mut item.delete),
        ];
        for (method, operation) in operations {
            if let Some(operation) = operation {
                operation.operation_id = Some(format!("{method}_{name}"));
            }
        }
    }
    description.to_pretty_json().expect("a description is plain data")
}

/// Answers whether the database is there.
pub(crate) async fn ready(State(web): State<Web>) -> Result<&'static str, Problem> {
    match web.app.ping().await {
        Ok(()) => Ok("ready"),
        Err(_) => Err(Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "not_ready",
            "the database does not answer",
        )),
    }
}

pub(crate) fn routes(web: &Web) -> Router<Web> {
    let (router, description) = described().split_for_parts();
    let text = text(description);
    router
        .route("/openapi.json", get(move || async move { text.clone() }))
        .fallback(|| async { Problem::not_found() })
        .layer(middleware::from_fn_with_state(web.clone(), once::answer_once))
        .layer(middleware::from_fn_with_state(web.clone(), slowed_requests))
        .layer(DefaultBodyLimit::max(MAX_BODY))
}

/// Requests to people come no faster here than from the form.
async fn slowed_requests(web: State<Web>, request: Request, next: Next) -> Response {
    match request.uri().path() {
        "/requests" => pace::slowed(web, request, next).await,
        _ => next.run(request).await,
    }
}

fn described() -> OpenApiRouter<Web> {
    OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(session::sign_in, session::sign_out))
        .routes(routes!(session::me, session::change_me))
        .routes(routes!(session::change_password))
        .routes(routes!(session::begin_totp, session::remove_totp))
        .routes(routes!(session::confirm_totp))
        .routes(routes!(brands::list, brands::add))
        .routes(routes!(brands::change))
        .routes(routes!(policies::list))
        .routes(routes!(wording::list, wording::change))
        .routes(routes!(structure::categories, structure::add_category))
        .routes(routes!(structure::change_category, structure::delete_category))
        .routes(routes!(articles::list, articles::add))
        .routes(routes!(articles::one, articles::delete))
        .routes(routes!(articles::change_facts))
        .routes(routes!(articles::save_text))
        .routes(routes!(articles::set_state))
        .routes(routes!(articles::check))
        .routes(routes!(articles::preview))
        .routes(routes!(rehearsal::rehearse))
        .routes(routes!(golden::list, golden::add))
        .routes(routes!(golden::delete))
        .routes(routes!(learned::list))
        .routes(routes!(learned::judge))
        .routes(routes!(versions::list))
        .routes(routes!(versions::one))
        .merge(of_words())
        .routes(routes!(inbox::list))
        .routes(routes!(inbox::counts))
        .routes(routes!(inbox::found))
        .routes(routes!(inbox::colleagues))
        .routes(routes!(inbox::one, inbox::change))
        .routes(routes!(inbox::add_note))
        .routes(routes!(talk::answer))
        .routes(routes!(talk::answer_with_files).layer(upload::limit()))
        .routes(routes!(talk::take))
        .routes(routes!(talk::assign))
        .routes(routes!(talk::next))
        .routes(routes!(talk::release))
        .routes(routes!(talk::typing))
        .routes(routes!(talk::seen))
        .routes(routes!(talk::suggestion))
        .routes(routes!(blocks::list))
        .routes(routes!(blocks::check))
        .routes(routes!(drafts::keep))
        .routes(routes!(drafts::presence))
        .routes(routes!(live::live))
        .routes(routes!(actions::list, actions::add))
        .routes(routes!(actions::change, actions::delete))
        .routes(routes!(actions::try_out))
        .routes(routes!(actions::runs))
        .routes(routes!(descriptions::operations).layer(descriptions::limit()))
        .routes(routes!(descriptions::draft).layer(descriptions::limit()))
        .routes(routes!(systems::list, systems::add))
        .routes(routes!(systems::change, systems::delete))
        .routes(routes!(systems::check))
        .routes(routes!(notices::list, notices::add))
        .routes(routes!(notices::change, notices::delete))
        .routes(routes!(locations::list, locations::add))
        .routes(routes!(locations::change, locations::delete))
        .routes(routes!(hours::service_hours, hours::set_service_hours))
        .routes(routes!(imports::begin).layer(imports::limit()))
        .routes(routes!(imports::preview).layer(imports::limit()))
        .routes(routes!(media::add).layer(media::limit()))
        .routes(routes!(imports::one))
        .routes(routes!(imports::export))
        .routes(routes!(admin::agents, admin::add_agent))
        .routes(routes!(admin::change_agent))
        .routes(routes!(admin::keys, admin::add_key))
        .routes(routes!(admin::delete_key))
        .routes(routes!(identity_keys::keys, identity_keys::add))
        .routes(routes!(identity_keys::change))
        .routes(routes!(overview::overview))
        .routes(routes!(public::ask).layer(public::from_anywhere()))
        .routes(routes!(public::suggest).layer(public::from_anywhere()))
        .routes(routes!(public::feedback).layer(public::from_anywhere()))
        .routes(routes!(public::solved).layer(public::from_anywhere()))
        .routes(routes!(public::request).layer(public::from_anywhere()))
        .routes(routes!(inbox::file))
}

/// What customers say, and what of it nothing here knows.
fn of_words() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(words::list, words::add))
        .routes(routes!(words::change, words::delete))
        .routes(routes!(proposals::list))
        .routes(routes!(proposals::decide))
        .routes(routes!(gaps::list))
        .routes(routes!(gaps::dismiss))
}
