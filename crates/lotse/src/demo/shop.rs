//! The demo's shop, which is served beside Lotse on a port of its own.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use lotse_app::App;
use lotse_app::access::{Actor, Administer};
use lotse_app::identity::IdentityKeyToAdd;
use lotse_app::knowledge::BrandChange;
use lotse_domain::clock::Clock as _;
use lotse_domain::contacts::SigningAlgorithm;
use lotse_shop::{Chat, Folder, OpenError, Setting, Shop};
use tokio::net::TcpListener;

use super::content;
use crate::serving;
use crate::wire::SystemClock;

/// Where the shop's books lie in the demo's folder.
const FOLDER: &str = "shop";
/// Where the key lies that the shop signs with who is signed in there.
const CHAT_KEY: &str = "chat-key";
/// What that key is called at the desk.
const CHAT_KEY_NAME: &str = "Demo shop";

/// The shop's books and its port, before anybody is served.
pub(crate) struct Bound {
    folder: Folder,
    listener: TcpListener,
    /// Where it is reached from this machine.
    pub(crate) at: SocketAddr,
}

/// The shop, ready to be served.
pub(crate) struct Beside {
    shop: Shop,
    listener: TcpListener,
    /// Where people reach it.
    pub(crate) url: String,
}

/// Takes the shop whose books lie in the demo's folder, and a port: `listen`, or the one after
/// Lotse's. `None` when another program has it, as when several serve one demo.
pub(crate) async fn bind(
    dir: &Path,
    listen: Option<&str>,
    lotse: SocketAddr,
) -> anyhow::Result<Option<Bound>> {
    let folder = match Folder::open(&dir.join(FOLDER)) {
        Ok(folder) => folder,
        Err(OpenError::InUse) => return Ok(None),
        Err(error) => return Err(error).context("the demo's shop does not open"),
    };
    let listener = match listen {
        Some(listen) => serving::bind(listen).await?,
        None => beside(lotse).await.context("the demo's shop finds no port")?,
    };
    let at = here(listener.local_addr()?);
    Ok(Some(Bound { folder, listener, at }))
}

impl Bound {
    /// Opens the shop, with Lotse's chat on its pages and its orders in Lotse's reach. `url` is
    /// where Lotse is reached.
    pub(crate) async fn open(self, app: &App, dir: &Path, url: &str) -> anyhow::Result<Beside> {
        let address = format!("http://{}", self.at);
        let (key_id, secret) = chat_key(app, &dir.join(FOLDER).join(CHAT_KEY)).await?;
        let brand = content::brand()?.slug;
        let chat = Chat { address: url.to_owned(), brand, key_id, secret };
        let setting = Setting {
            clock: Arc::new(|| SystemClock.now()),
            address: address.clone(),
            chat: Some(chat),
        };
        let shop = Shop::open(self.folder, setting).context("the demo's shop does not open")?;
        admit(app, &address).await?;
        super::actions::set_up(app, &address).await?;
        Ok(Beside { shop, listener: self.listener, url: address })
    }
}

/// The key the shop signs with, made where there is none or it was taken away: its id and secret.
async fn chat_key(app: &App, file: &Path) -> anyhow::Result<(String, String)> {
    let may = Actor::operator().may::<Administer>()?;
    let brand = content::brand()?.slug;
    let current = app.current();
    let brand = current.brand(Some(&brand)).context("the demo's brand is gone")?.brand.id;
    let known = app.identity_keys(&may, brand).await?;
    let kept = std::fs::read_to_string(file).unwrap_or_default();
    if let Some((id, secret)) = kept.trim().split_once(' ')
        && known.iter().any(|it| it.is_active && it.id.to_string() == id)
    {
        return Ok((id.to_owned(), secret.to_owned()));
    }
    let algorithm = SigningAlgorithm::Hs256;
    let name = CHAT_KEY_NAME.to_owned();
    let new = IdentityKeyToAdd { brand, name, algorithm, public_key: None };
    let (key, secret) = app.add_identity_key(&may, new).await?;
    let secret = secret.context("this kind of key has a secret")?;
    let text = format!("{} {}\n", key.id, secret.reveal());
    std::fs::write(file, text).with_context(|| format!("cannot write `{}`", file.display()))?;
    Ok((key.id.to_string(), secret.reveal().to_owned()))
}

/// The port after Lotse's, or any other when that one is taken.
async fn beside(lotse: SocketAddr) -> io::Result<TcpListener> {
    let next = SocketAddr::new(lotse.ip(), lotse.port().checked_add(1).unwrap_or_default());
    match TcpListener::bind(next).await {
        Ok(listener) => Ok(listener),
        Err(_) => TcpListener::bind(SocketAddr::new(lotse.ip(), 0)).await,
    }
}

/// Where on this machine what listens there is reached.
fn here(it: SocketAddr) -> SocketAddr {
    let ip = if it.ip().is_unspecified() { Ipv4Addr::LOCALHOST.into() } else { it.ip() };
    SocketAddr::new(ip, it.port())
}

impl Beside {
    /// Serves it until the future is dropped.
    pub(crate) async fn serve(self) {
        if let Err(error) = self.shop.serve(self.listener).await {
            tracing::error!(%error, "the demo's shop ended");
        }
    }
}

/// Lets the shop's pages chat with the demo's brand, by each name this machine has for itself.
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
