//! `lotse replay`.

mod questions;
mod report;

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use lotse_channels::received::{OwnAddress, masked};
use lotse_domain::locale::Locale;

use super::tool_settings;
use crate::config::{Environment, Place};
use crate::progress::Progress;
use crate::{console, wire};
use questions::{Questions, Taken};
use report::row;

/// Tell what would be answered to questions of the past, before anything is switched on.
///
/// Nothing is kept of the questions. Shares come with the interval in which those of all such
/// questions lie with 95 % confidence (Wilson's score interval).
#[derive(Debug, Args)]
pub(super) struct Replay {
    /// A mailbox (mbox), or questions as JSON lines: text and, where it is known, expected
    /// (articles that answer it by id, name in the address or id in the source; none when nothing
    /// does) and lang
    questions: PathBuf,
    /// The brand's short name; the first brand when left out
    #[arg(long, value_name = "BRAND")]
    brand: Option<String>,
    /// The language of those who ask, where a line does not say it
    #[arg(long, value_name = "LANGUAGE")]
    locale: Option<Locale>,
    /// An address or a domain of the company: mails from it are no questions (can be given again)
    #[arg(long, value_name = "ADDRESS-OR-DOMAIN")]
    own: Vec<OwnAddress>,
    /// Print the figures in JSON
    #[arg(long)]
    json: bool,
    /// Write a line per question to this file; of mails without addresses and long numbers
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
}

impl Replay {
    pub(super) async fn run(self, environment: &Environment) -> anyhow::Result<()> {
        let mut questions = Questions::open(&self.questions, self.locale.as_ref(), self.own)?;
        let settings = tool_settings(&self.place, environment)?;
        let parts = wire::start_existing(&settings).await?;
        let app = &parts.app;
        let brand = wire::brand(app, self.brand.as_deref())?.brand.id;
        let progress = Progress::of(questions.unit(), "asking");
        let mut rows = self.out.map(Rows::open).transpose()?;
        let mut replaying = app.replay(brand).await?;
        while let Some(taken) = questions.take()? {
            let asked = replaying.ask(&taken.past).await?;
            if let Some(rows) = &mut rows {
                rows.add(&row(&taken, &shown(&taken), &asked)?)?;
            }
            let (done, total) = questions.progress();
            progress.at(done, total);
        }
        let outcome = replaying.end();
        app.store().close().await;
        rows.map(Rows::end).transpose()?;
        let mails = questions.end(outcome.questions)?;
        let text = if self.json {
            serde_json::to_string_pretty(&report::json(&outcome, mails.as_ref()))?
        } else {
            report::words(&outcome, mails.as_ref())
        };
        Ok(console::say(&text)?)
    }
}

/// The question as others may read it: mails were written to the company alone.
fn shown(taken: &Taken) -> String {
    if taken.at.is_some() { masked(&taken.past.text) } else { taken.past.text.clone() }
}

/// The file with a line per question.
struct Rows {
    path: PathBuf,
    file: BufWriter<File>,
}

impl Rows {
    fn open(path: PathBuf) -> anyhow::Result<Self> {
        let file = File::create(&path).with_context(|| cannot_write(&path))?;
        Ok(Self { file: BufWriter::new(file), path })
    }

    fn add(&mut self, row: &str) -> anyhow::Result<()> {
        writeln!(self.file, "{row}").with_context(|| cannot_write(&self.path))
    }

    fn end(mut self) -> anyhow::Result<()> {
        self.file.flush().with_context(|| cannot_write(&self.path))
    }
}

fn cannot_write(path: &std::path::Path) -> String {
    format!("cannot write `{}`", path.display())
}
