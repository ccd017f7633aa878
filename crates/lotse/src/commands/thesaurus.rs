//! `lotse thesaurus`.

use std::fs::File;
use std::io::Read as _;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;
use lotse_app::access::{Actor, WriteKnowledge};
use lotse_domain::locale::Locale;

use super::tool_settings;
use crate::config::{Environment, Place};
use crate::{console, wire};

/// The largest one of Debian has 29 MB.
const MOST_BYTES: u64 = 100_000_000;

/// Propose meanings of words that customers use and no article says, from a thesaurus.
///
/// Editors confirm or reject the proposals at the desk under words; before that nothing changes in
/// answers. To be run again when many new questions or articles have come.
#[derive(Debug, Args)]
pub(super) struct Thesaurus {
    /// A thesaurus (.dat), as Debian's mythes-de, mythes-pl and mythes-en-us bring one
    file: PathBuf,
    /// Its language
    #[arg(long, value_name = "LANGUAGE")]
    locale: Locale,
    /// The brand's short name; the first brand when left out
    #[arg(long, value_name = "BRAND")]
    brand: Option<String>,
    #[command(flatten)]
    place: Place,
}

impl Thesaurus {
    pub(super) async fn run(self, environment: &Environment) -> anyhow::Result<()> {
        let named = || format!("cannot read `{}`", self.file.display());
        let mut bytes = Vec::new();
        let file = File::open(&self.file).with_context(named)?;
        file.take(MOST_BYTES + 1).read_to_end(&mut bytes).with_context(named)?;
        if MOST_BYTES < u64::try_from(bytes.len()).unwrap_or(u64::MAX) {
            bail!("`{}` has more than {} MB", self.file.display(), MOST_BYTES / 1_000_000);
        }
        let settings = tool_settings(&self.place, environment)?;
        let parts = wire::start_existing(&settings).await?;
        let brand = wire::brand(&parts.app, self.brand.as_deref())?;
        if !brand.brand.locales.contains(&self.locale) {
            bail!("{} is not offered in `{}`", brand.brand.name, self.locale);
        }
        let may = Actor::operator().may::<WriteKnowledge>()?;
        let name = self.file.file_name().map_or_else(String::new, |it| it.to_string_lossy().into());
        let of = (brand.brand.id, &self.locale);
        let read = parts.app.read_thesaurus(&may, of, (&name, &bytes)).await;
        let read = read.with_context(|| format!("`{}`", self.file.display()))?;
        parts.app.store().close().await;
        console::say(&format!(
            "{} entries read. {} words stand in several questions and in no article; for these there \
             are {} proposals.",
            read.entries, read.strange, read.pairs
        ))?;
        Ok(())
    }
}
