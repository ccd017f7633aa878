//! Help centre, desk, API: HTTP in, HTTP out. What may be done and seen is decided in
//! `lotse-app`; only this crate knows status codes, and no file but `error.rs` chooses them.

mod api;
mod assets;
mod cache;
mod chat;
mod error;
mod headers;
mod help;
mod pace;
mod place;
mod root;
mod session;
mod socket;
mod upload;

use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::middleware;
use axum::routing::get;
use lotse_app::App;
use lotse_domain::network::AddressRange;
use lotse_text::catalogue::{Catalogue, CatalogueError};

pub use api::openapi;

/// What the operator sets for this crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Where customers reach the help centre, without a slash at the end; for absolute addresses
    /// in feeds and sitemaps.
    pub public_url: String,
    /// Whether cookies are only sent over HTTPS. Must be `true` wherever HTTPS is used.
    pub has_https: bool,
    /// Whether this is the demo, which shows the mails it cannot send.
    pub is_demo: bool,
    /// The operator's proxies: what they write into `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<AddressRange>,
    /// So many visitors' chats may listen at the same time.
    pub live_connections: u32,
}

impl Default for Config {
    /// A machine of one's own: `http://127.0.0.1:8080`, no HTTPS, no demo, no proxy, 20,000
    /// widgets.
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:8080".to_owned(),
            has_https: false,
            is_demo: false,
            trusted_proxies: Vec::new(),
            live_connections: 20_000,
        }
    }
}

/// What every handler may use.
#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) app: Arc<App>,
    pub(crate) config: Config,
    pub(crate) catalogue: Catalogue,
    pub(crate) pages: cache::Pages,
    pub(crate) pace: pace::Pace<IpAddr>,
    pub(crate) chat: chat::State,
}

/// The state of all routes.
#[derive(Debug, Clone)]
pub(crate) struct Web(Arc<Inner>);

impl std::ops::Deref for Web {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

/// All routes.
///
/// # Errors
/// When the language files are broken, which the tests rule out.
pub fn router(app: Arc<App>, config: Config) -> Result<Router, CatalogueError> {
    let catalogue = Catalogue::parse(&assets::catalogues())?;
    let chat = chat::State::for_listeners(config.live_connections);
    let web = Web(Arc::new(Inner {
        app,
        config,
        catalogue,
        pages: cache::Pages::default(),
        pace: pace::Pace::of_forms(),
        chat,
    }));
    let router = Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(api::ready))
        .nest("/api/v1", api::routes(&web))
        .nest("/chat/v1", chat::routes(&web))
        .merge(assets::routes())
        .merge(help::routes(&web))
        .layer(middleware::from_fn_with_state(web.clone(), cache::first));
    Ok(headers::wrap(router).with_state(web))
}
