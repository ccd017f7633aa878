//! `lotse export`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use lotse_app::access::{Actor, ReadKnowledge};
use lotse_app::knowledge::ExportFormat;

use super::tool_settings;
use crate::config::{Environment, Place};
use crate::{console, wire};

/// Write all knowledge of a brand.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// The brand's short name; the first brand when left out
    #[arg(long, value_name = "BRAND")]
    brand: Option<String>,
    /// The file to write, `-` for standard output
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// What to write
    #[arg(long, value_enum, default_value_t = Form::Zip)]
    format: Form,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Form {
    /// Markdown files with front matter, and the files they show
    Zip,
    /// One JSON object a line
    Jsonl,
}

impl Export {
    pub(super) async fn run(self, environment: &Environment) -> anyhow::Result<()> {
        let settings = tool_settings(&self.place, environment)?;
        let parts = wire::start_existing(&settings).await?;
        let brand = wire::brand(&parts.app, self.brand.as_deref())?.brand;
        let format = match self.format {
            Form::Zip => ExportFormat::MarkdownZip,
            Form::Jsonl => ExportFormat::JsonLines,
        };
        let may = Actor::operator().may::<ReadKnowledge>()?;
        let bytes = parts.app.export(&may, brand.id, format).await?;
        parts.app.store().close().await;
        if self.out.as_os_str() == "-" {
            return Ok(console::pour(&bytes)?);
        }
        write_whole(&self.out, &bytes)
            .with_context(|| format!("cannot write `{}`", self.out.display()))?;
        console::say(&format!(
            "Wrote the knowledge of {} to `{}` ({} kB).",
            brand.name,
            self.out.display(),
            bytes.len().div_ceil(1024)
        ))?;
        Ok(())
    }
}

/// Writes the file as a whole or not at all, so that a full disk does not cost the one before.
fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut beside = OsString::from(path);
    beside.push(".part");
    let beside = PathBuf::from(beside);
    if let Err(error) = std::fs::write(&beside, bytes) {
        // The half file is of no use; that it cannot be removed either changes nothing.
        let _ = std::fs::remove_file(&beside);
        return Err(error);
    }
    std::fs::rename(&beside, path)
}
