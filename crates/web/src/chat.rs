//! The chat for visitors of shops under `/chat/v1`: an open protocol for pages of other hosts,
//! without cookies. `docs/chat.md` describes it.

mod callback;
mod config;
mod did;
mod files;
mod html;
mod identity;
mod live;
mod origins;
mod shapes;
mod talk;
mod task;
mod task_shapes;

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{get, post};
use lotse_domain::ids::ContactId;
use serde_json::Value;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::Web;
use crate::assets;
use crate::error::Problem;
use crate::pace::Pace;
use crate::upload;

/// 64 kB: the longest message, as JSON writes it at its worst, and what was read before.
const MAX_BODY: usize = 64 * 1024;

/// When whoever found no place to listen comes back.
const COME_BACK_SECONDS: i64 = 30;

/// What the chat remembers between requests.
#[derive(Debug)]
pub(crate) struct State {
    /// New visitors per address: a whole office may open the shop at once.
    visitors: Pace<IpAddr>,
    /// What visitors say and do: faster than people write, slower than machines.
    words: Pace<ContactId>,
    /// Proofs of who somebody is.
    proofs: Pace<ContactId>,
    /// Codes per address: each is a mail to somebody who may not have asked.
    codes: Pace<IpAddr>,
    /// Messages with files: larger than words, so fewer.
    files: Pace<ContactId>,
    /// What browsers tell by themselves: typing and seen.
    signs: Pace<ContactId>,
    /// Places for those who listen.
    places: Arc<Semaphore>,
}

impl State {
    /// With places for so many who listen at the same time.
    pub(crate) fn for_listeners(count: u32) -> Self {
        let count = usize::try_from(count).unwrap_or(usize::MAX).min(Semaphore::MAX_PERMITS);
        Self {
            places: Arc::new(Semaphore::new(count)),
            visitors: Pace::new(30.0, Duration::from_secs(5)),
            words: Pace::new(20.0, Duration::from_secs(3)),
            proofs: Pace::new(10.0, Duration::from_secs(10)),
            codes: Pace::new(10.0, Duration::from_mins(1)),
            files: Pace::new(10.0, Duration::from_secs(20)),
            signs: Pace::new(60.0, Duration::from_secs(1)),
        }
    }

    /// A place for one who listens, free again when dropped.
    ///
    /// # Errors
    /// When all are taken; it says when to come back.
    fn place(&self) -> Result<OwnedSemaphorePermit, Problem> {
        Arc::clone(&self.places).try_acquire_owned().or(Err(Problem::full(COME_BACK_SECONDS)))
    }
}

pub(crate) fn routes(web: &Web) -> Router<Web> {
    Router::new()
        .route("/config", get(config::config))
        .route("/suggest", get(config::suggest))
        .route("/articles/{id}", get(config::article))
        .route("/visitors", post(talk::new_visitor))
        .route("/conversation", get(talk::conversation))
        .route("/messages", post(talk::say))
        .route("/files", post(files::send).layer(upload::limit()))
        .route("/files/{id}", get(files::open))
        .route("/acts", post(talk::act))
        .route("/card", post(talk::card))
        .route("/callback", get(callback::times).post(callback::choose))
        .route("/task", post(task::carry_on))
        .route("/typing", post(talk::typing))
        .route("/identity", post(identity::identify))
        .route("/codes", post(identity::send_code))
        .route("/codes/check", post(identity::check_code))
        .route("/end", post(identity::let_go))
        .route("/live", get(live::live))
        .fallback(|| async { Problem::not_found() })
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(middleware::from_fn_with_state(web.clone(), origins::guard))
}

/// The sentences of the widget by language and key, as the language files write them.
static SENTENCES: LazyLock<BTreeMap<&'static str, serde_json::Map<String, Value>>> =
    LazyLock::new(|| {
        let read = |(locale, text): (&'static str, &'static str)| {
            let all: serde_json::Map<String, Value> =
                serde_json::from_str(text).unwrap_or_default();
            // What Lotse says is stored with the messages.
            let is_shown = |key: &str| key.starts_with("chat.") && !key.starts_with("chat.bot.");
            (locale, all.into_iter().filter(|(key, _)| is_shown(key)).collect())
        };
        assets::catalogues().into_iter().map(read).collect()
    });
