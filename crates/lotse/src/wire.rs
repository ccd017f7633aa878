//! Puts the parts together: store, HTTP client, clock, index, use cases.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, anyhow, bail};
use chrono::{DateTime, Utc};
use lotse_app::access::{Actor, Administer};
use lotse_app::answers::{Encoding, QuestionLog};
use lotse_app::knowledge::BrandError;
use lotse_app::mail::Post;
use lotse_app::{App, BrandNow};
use lotse_channels::smtp::Smtp;
use lotse_connectors::dictionary;
use lotse_connectors::http::Egress;
use lotse_domain::answers::Policies;
use lotse_domain::clock::Clock;
use lotse_domain::ids::BrandId;
use lotse_domain::knowledge::{Brand, ChatRules};
use lotse_domain::locale::Locale;
use lotse_store::Store;

use crate::config::Settings;
use crate::encoder;

/// The clock of the machine.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that is handed to everybody")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// Everything a command needs to act.
pub(crate) struct Parts {
    /// What Lotse can do.
    pub(crate) app: Arc<App>,
    /// The questions that wait to be kept; `lotse_app::work` empties it.
    pub(crate) log: QuestionLog,
}

/// Starts on the database of the settings, bringing its tables up to date; serves nobody and answers by
/// words alone.
pub(crate) async fn start(settings: &Settings, clock: Arc<dyn Clock>) -> anyhow::Result<Parts> {
    start_with(settings, clock, (post(settings)?, 0, None), None).await
}

/// As [`start`], for what listens on `port`, with the encoder if one is set.
pub(crate) async fn start_at(
    settings: &Settings,
    clock: Arc<dyn Clock>,
    port: u16,
) -> anyhow::Result<Parts> {
    start_with(settings, clock, (post(settings)?, port, None), encoding(settings)?).await
}

/// As [`start_at`], for the demo, which shows its mails and may call its shop.
pub(crate) async fn start_demo(
    settings: &Settings,
    clock: Arc<dyn Clock>,
    (port, shop): (u16, Option<SocketAddr>),
) -> anyhow::Result<Parts> {
    start_with(settings, clock, (Post::Shown, port, shop), encoding(settings)?).await
}

/// How mails leave.
fn post(settings: &Settings) -> anyhow::Result<Post> {
    Ok(match settings.mail.smtp().map_err(|problem| anyhow!(problem))? {
        Some(config) => {
            let smtp = Smtp::new(&config).map_err(|problem| anyhow!(problem));
            Post::Smtp(Box::new(smtp.context("mails cannot be sent")?))
        }
        None => Post::Off,
    })
}

/// The encoder of the settings, if one is set.
fn encoding(settings: &Settings) -> anyhow::Result<Option<Encoding>> {
    let Some(folder) = settings.encoder.folder() else { return Ok(None) };
    Ok(Some(Encoding { encoder: encoder::open(folder)?, budget: settings.encoder.budget() }))
}

async fn start_with(
    settings: &Settings,
    clock: Arc<dyn Clock>,
    (post, port, beside): (Post, u16, Option<SocketAddr>),
    encoder: Option<Encoding>,
) -> anyhow::Result<Parts> {
    if let Err(error) = know_dictionary(&settings.index.dictionaries) {
        tracing::warn!(%error, "cannot read the dictionary, goes on without");
    }
    let store = Store::open(&settings.store_config())
        .await
        .with_context(|| format!("cannot use the database {}", settings.database.shown_url()))?;
    let mut policy = settings.egress_policy().map_err(|problem| anyhow!(problem))?;
    policy.allow.extend(beside);
    let egress = Egress::new(policy)?;
    let config = lotse_app::Config { encoder, ..settings.app_config(port) };
    let (app, log) = App::start(store, clock, (egress, post), config).await?;
    Ok(Parts { app, log })
}

/// Lets the German dictionary of a folder help, if it has one. To be called before anything is
/// asked or indexed.
pub(crate) fn know_dictionary(folder: &Path) -> std::io::Result<()> {
    if folder.as_os_str().is_empty() {
        return Ok(());
    }
    if let Some(german) = dictionary::german(folder)? {
        lotse_answer::know_dictionary(&german.dic, &german.aff);
    }
    Ok(())
}

/// As [`start`], for commands that work on what is there: no database is made.
pub(crate) async fn start_existing(settings: &Settings) -> anyhow::Result<Parts> {
    check_existing(settings)?;
    start(settings, Arc::new(SystemClock)).await
}

/// As [`start_existing`], for asking as a running Lotse would be asked: with the encoder if one is set,
/// and vectors for all articles.
pub(crate) async fn start_to_ask(settings: &Settings) -> anyhow::Result<Parts> {
    check_existing(settings)?;
    let parts = start_at(settings, Arc::new(SystemClock), 0).await?;
    while parts.app.embed().await? {}
    Ok(parts)
}

fn check_existing(settings: &Settings) -> anyhow::Result<()> {
    if let Some(file) = settings.database.file().filter(|it| !it.exists()) {
        bail!(
            "there is no database at `{}`: begin with `lotse demo` or `lotse serve`, or say with \
             --config or --dir where it is",
            file.display()
        );
    }
    Ok(())
}

/// Makes the first brand where there is none, because without one nothing can be shown or
/// imported.
pub(crate) async fn ensure_brand(app: &App, settings: &Settings) -> anyhow::Result<()> {
    if !app.current().brands.is_empty() {
        return Ok(());
    }
    let wanted = &settings.first_brand;
    let locales: Vec<Locale> =
        wanted.locales.iter().map(|it| it.parse()).collect::<Result<_, _>>()?;
    let default_locale = locales.first().context("the first brand has no language")?;
    let brand = Brand {
        id: BrandId(app.new_id()),
        slug: wanted.slug.clone(),
        name: wanted.name.clone(),
        default_locale: default_locale.clone(),
        locales,
        accent: None,
        hosts: Vec::new(),
        chat: ChatRules::default(),
        policies: Policies::default(),
        is_gated: false,
    };
    let made = app.save_brand(&Actor::operator().may::<Administer>()?, &brand).await;
    // Another process may have begun at the same time; its brand is as good.
    if let Err(BrandError::Taken) = made {
        return Ok(app.catch_up().await?);
    }
    let brand = made?;
    tracing::info!(brand = %brand.slug, "the database is new: made its first brand `{}`", brand.slug);
    Ok(())
}

/// The brand of that short name, the first one for `None`.
pub(crate) fn brand(app: &App, slug: Option<&str>) -> anyhow::Result<BrandNow> {
    let current = app.current();
    if let Some(found) = current.brand(slug) {
        return Ok(found.clone());
    }
    let known: Vec<&str> = current.brands.iter().map(|it| it.brand.slug.as_str()).collect();
    match slug {
        Some(slug) if !known.is_empty() => {
            bail!("there is no brand `{slug}`; there is {}", known.join(", "))
        }
        _ => bail!("there is no brand yet: `lotse serve` makes the first one"),
    }
}
