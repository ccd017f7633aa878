//! `lotse migrate`.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use lotse_store::Store;

use super::begin_logs;
use crate::config::{Environment, from_sources};
use crate::console;

/// Bring the tables up to date, which `serve` also does.
#[derive(Debug, Args)]
pub(super) struct Migrate {
    /// The file with the settings; `lotse.toml` if it is there
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Migrate {
    pub(super) async fn run(self, environment: &Environment) -> anyhow::Result<()> {
        let settings = from_sources(self.config.as_deref(), environment)?;
        begin_logs(&settings)?;
        let shown = settings.database.shown_url();
        let unusable = || format!("cannot use the database {shown}");
        let store = Store::connect(&settings.store_config()).await.with_context(unusable)?;
        let (_, waiting) = store.migrations().await.with_context(unusable)?;
        store.close().await;
        let store = Store::open(&settings.store_config()).await.with_context(unusable)?;
        store.close().await;
        for name in &waiting {
            console::say(&format!("applied {name}"))?;
        }
        console::say(&format!("The tables of {shown} are up to date."))?;
        Ok(())
    }
}
