//! `lotse serve`.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use lotse_app::access::{Actor, Administer};

use super::begin_logs;
use crate::config::{Environment, from_sources};
use crate::console;
use crate::serving::{self, Metrics};
use crate::wire::{self, SystemClock};

/// Serve the help centre, the desk and the API.
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// The file with the settings; `lotse.toml` if it is there
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Host and port to listen on
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
}

impl Serve {
    pub(super) async fn run(self, environment: &Environment) -> anyhow::Result<()> {
        let mut settings = from_sources(self.config.as_deref(), environment)?;
        if let Some(listen) = self.listen {
            settings.server.listen = listen;
        }
        begin_logs(&settings)?;
        let listener = serving::bind(&settings.server.listen).await?;
        let port = listener.local_addr()?.port();
        let metrics = Metrics::begin(&settings.server.metrics_token)?;
        let parts = wire::start_at(&settings, Arc::new(SystemClock), port).await?;
        wire::ensure_brand(&parts.app, &settings).await?;
        let agents = parts.app.agents(&Actor::operator().may::<Administer>()?).await?;
        let url = settings.public_url(port);
        console::say(&format!("Lotse serves {url}\nThe desk is at {url}/desk/"))?;
        if agents.is_empty() {
            console::say(
                "Nobody can sign in yet: add the first administrator with `lotse agent add`.",
            )?;
        }
        serving::serve(listener, parts, settings.web_config(port, false), metrics).await
    }
}
