//! The storefront: rendered here, in three languages, and of use without a script.

mod account;
mod appointments;
mod basket;
mod checkout;
mod demo;
mod files;
mod frame;
mod goods;
mod order;
mod papers;
mod picture;
mod sign_in;
mod visit;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use http::{HeaderMap, HeaderValue, header};

use crate::Shop;
use crate::chat::Chat;
use crate::words::Locale;
use visit::Visit;

/// Everything but the API.
pub(crate) fn routes(shop: &Shop) -> Router<Shop> {
    Router::new()
        .route("/", get(front))
        .route("/{locale}", get(whole))
        .route("/{locale}/", get(goods::home))
        .route("/{locale}/p/{slug}", get(goods::product))
        .route("/{locale}/cart", get(basket::show).post(basket::add))
        .route("/{locale}/cart/change", post(basket::change))
        .route("/{locale}/checkout", get(checkout::show).post(checkout::order))
        .route("/{locale}/sign-in", get(sign_in::show).post(sign_in::choose))
        .route("/{locale}/sign-out", post(sign_in::leave))
        .route("/{locale}/account", get(account::show))
        .route("/{locale}/account/orders/{number}", get(order::show))
        .route("/{locale}/appointments", get(appointments::show).post(appointments::book))
        .route("/{locale}/appointments/{id}/cancel", post(appointments::cancel))
        .route("/{locale}/demo/orders/{number}/{step}", post(demo::move_on))
        .route("/{locale}/demo/appointments/{id}/missed", post(demo::missed))
        .route("/chat-token", get(sign_in::token))
        .route("/documents/{kind}/{name}", get(papers::one))
        .merge(files::routes())
        .fallback(nothing)
        .layer(middleware::from_fn_with_state(shop.clone(), secured))
}

/// The front page in the language the browser asks for first.
async fn front(headers: HeaderMap) -> Redirect {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|it| it.to_str().ok());
    let locale = accepted.map_or_else(Locale::default, Locale::wanted);
    Redirect::to(&format!("/{}/", locale.as_str()))
}

/// The address of the front page as people write it.
async fn whole(visit: Visit) -> Response {
    visit.go("")
}

async fn nothing(visit: Visit) -> Response {
    visit.not_found()
}

/// Adds what a browser must know of every page: that nothing comes from elsewhere but the chat.
async fn secured(State(shop): State<Shop>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let policy = policy(shop.chat());
    let Ok(policy) = HeaderValue::from_str(&policy) else {
        return http::StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let referrer = HeaderValue::from_static("strict-origin-when-cross-origin");
    headers.entry(header::REFERRER_POLICY).or_insert(referrer);
    response
}

fn policy(chat: Option<&Chat>) -> String {
    let chat = chat.map_or("", |it| it.address.as_str());
    let live = chat.replacen("http", "ws", 1);
    format!(
        "default-src 'none'; script-src 'self' {chat}; style-src 'self'; img-src 'self' {chat}; \
         font-src 'self'; connect-src 'self' {chat} {live}; form-action 'self'; \
         frame-ancestors 'none'; base-uri 'none'"
    )
}
