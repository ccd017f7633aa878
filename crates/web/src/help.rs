//! The help centre: pages for people, complete without a script, and their twins for machines.
//!
//! The handlers gather facts and leave the mark-up to `view`. All pages stand at the root for the
//! first brand and under `/b/NAME` for each.

pub(crate) mod accent;
mod article;
mod category;
mod contact;
mod fault;
mod feeds;
mod files;
mod frame;
mod home;
mod intake;
pub(crate) mod locations;
mod search;
mod signin;
mod topics;
pub(crate) mod view;

#[cfg(test)]
mod tests;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{get, post};

use crate::Web;
use crate::pace;

/// 60 MB: a message with five files of 10 MB, as they travel.
const MAX_CONTACT: usize = 60 * 1024 * 1024;
/// 64 kB: every other form.
const MAX_FORM: usize = 64 * 1024;

pub(crate) fn routes(web: &Web) -> Router<Web> {
    Router::new()
        .merge(pages(web))
        .nest("/b/{brand}", pages(web))
        .route("/b/{brand}/", get(home::door))
        .route("/media/{id}/{name}", get(files::media))
        .route("/assets/brand/{name}", get(accent::css))
        .route("/demo/mail", get(signin::demo_mails))
        .fallback(fault::nothing)
        .layer(middleware::from_fn_with_state(web.clone(), fault::shown))
}

fn pages(web: &Web) -> Router<Web> {
    let own_site = || middleware::from_fn(fault::own_site);
    let slowly = || middleware::from_fn_with_state(web.clone(), pace::slowed);
    let messages = Router::new()
        .route("/{locale}/contact/solved", post(contact::solved))
        .route("/{locale}/contact", get(contact::form).post(contact::send))
        .layer(DefaultBodyLimit::max(MAX_CONTACT))
        .layer(slowly());
    let signing_in = Router::new()
        .route("/{locale}/sign-in", get(signin::form).post(signin::send_code))
        .route("/{locale}/sign-in/code", post(signin::check_code))
        .layer(DefaultBodyLimit::max(MAX_FORM))
        .layer(slowly());
    let others = Router::new()
        .route("/", get(home::door))
        .route("/{locale}", get(home::door))
        .route("/{locale}/", get(home::page))
        .route("/{locale}/search", get(search::page))
        .route("/{locale}/c/{slug}", get(category::page))
        .route("/{locale}/a/{slug}", get(article::page))
        .route("/{locale}/a/{slug}/feedback", post(article::judge))
        .route("/{locale}/id/{id}", get(article::by_id))
        .route("/{locale}/contact/sent", get(contact::sent))
        .route("/{locale}/contact/answers", post(contact::answers))
        .route("/{locale}/locations", get(locations::page))
        .route("/{locale}/sign-out", post(signin::sign_out))
        .route("/{locale}/feed.xml", get(feeds::atom))
        .route("/{locale}/opensearch.xml", get(feeds::opensearch))
        .route("/sitemap.xml", get(feeds::sitemap))
        .route("/sitemap/{part}", get(feeds::sitemap_part))
        .route("/llms.txt", get(feeds::llms))
        .route("/robots.txt", get(feeds::robots))
        .layer(DefaultBodyLimit::max(MAX_FORM));
    messages.merge(signing_in).merge(others).layer(own_site())
}
