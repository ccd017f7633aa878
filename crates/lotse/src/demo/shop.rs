//! The demo's shop, which is served beside Lotse on a port of its own.

use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use lotse_app::App;
use lotse_app::access::{Actor, Administer};
use lotse_app::knowledge::BrandChange;
use lotse_domain::clock::Clock as _;
use lotse_shop::{Chat, Folder, OpenError, Setting, Shop};
use tokio::net::TcpListener;

use super::content;
use crate::serving;
use crate::wire::SystemClock;

/// Where the shop's books lie in the demo's folder.
const FOLDER: &str = "shop";
/// Which of the brand's keys the shop signs with.
pub(crate) const CHAT_KEY_ID: &str = "demo-shop";
/// That key. It is the demo's and no secret.
pub(crate) const CHAT_SECRET: &str = "what-the-demo-shop-and-its-chat-have-agreed-on";

/// The shop, ready to be served.
pub(crate) struct Beside {
    shop: Shop,
    listener: TcpListener,
    /// Where people reach it.
    pub(crate) url: String,
}

/// Opens the shop whose books lie in the demo's folder, on `listen` or on the port after Lotse's.
/// `None` when another program has it open, as when several serve one demo.
pub(crate) async fn open(
    dir: &Path,
    listen: Option<&str>,
    (lotse, url): (SocketAddr, &str),
) -> anyhow::Result<Option<Beside>> {
    let folder = match Folder::open(&dir.join(FOLDER)) {
        Ok(folder) => folder,
        Err(OpenError::InUse) => return Ok(None),
        Err(error) => return Err(error).context("the demo's shop does not open"),
    };
    let listener = match listen {
        Some(listen) => serving::bind(listen).await?,
        None => beside(lotse).await.context("the demo's shop finds no port")?,
    };
    let address = address(listener.local_addr()?);
    let chat = Chat {
        address: url.to_owned(),
        brand: content::brand()?.slug,
        key_id: CHAT_KEY_ID.to_owned(),
        secret: CHAT_SECRET.to_owned(),
    };
    let setting = Setting {
        clock: Arc::new(|| SystemClock.now()),
        address: address.clone(),
        chat: Some(chat),
    };
    let shop = Shop::open(folder, setting).context("the demo's shop does not open")?;
    Ok(Some(Beside { shop, listener, url: address }))
}

/// The port after Lotse's, or any other when that one is taken.
async fn beside(lotse: SocketAddr) -> io::Result<TcpListener> {
    let next = SocketAddr::new(lotse.ip(), lotse.port().checked_add(1).unwrap_or_default());
    match TcpListener::bind(next).await {
        Ok(listener) => Ok(listener),
        Err(_) => TcpListener::bind(SocketAddr::new(lotse.ip(), 0)).await,
    }
}

/// Where people on this machine reach what listens there.
fn address(it: SocketAddr) -> String {
    if it.ip().is_unspecified() {
        return format!("http://127.0.0.1:{}", it.port());
    }
    format!("http://{it}")
}

impl Beside {
    /// Lets the shop's pages chat with the demo's brand, by each name this machine has for itself.
    pub(crate) async fn admit(&self, app: &App) -> anyhow::Result<()> {
        admit(app, &self.url).await
    }

    /// Serves it until the future is dropped.
    pub(crate) async fn serve(self) {
        if let Err(error) = self.shop.serve(self.listener).await {
            tracing::error!(%error, "the demo's shop ended");
        }
    }
}

pub(super) async fn admit(app: &App, url: &str) -> anyhow::Result<()> {
    let Some(known) = app.current().brand(Some(&content::brand()?.slug)).cloned() else {
        tracing::warn!("the demo's brand has another name now: the shop's pages may not chat");
        return Ok(());
    };
    let mut origins = known.brand.chat.origins;
    let before = origins.len();
    for it in [url.to_owned(), url.replacen("//127.0.0.1:", "//localhost:", 1)] {
        if !origins.contains(&it) {
            origins.push(it);
        }
    }
    if before < origins.len() {
        let may = Actor::operator().may::<Administer>()?;
        let change = BrandChange { chat_origins: Some(origins), ..BrandChange::default() };
        app.change_brand(&may, known.brand.id, change).await?;
    }
    Ok(())
}
