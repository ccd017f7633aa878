//! Takes over knowledge from elsewhere, again and again: a second run changes only what changed.
//!
//! The whole source is read and planned first; then everything is kept in one transaction, so
//! that nothing is ever half imported.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use lotse_connectors::import::{self, Format, ImportError, Limits, Mapping, Reading};
use lotse_domain::ids::{BrandId, ImportId};
use lotse_domain::locale::Locale;
use lotse_store::{ImportRun, StoreError};
use serde::{Deserialize, Serialize};
use url::Url;

use super::EditError;
use crate::App;
use crate::access::{May, WriteKnowledge};

mod golden;
mod keep;
mod plan;
mod table;
mod why;

pub use table::Table;
pub use why::Why;

/// Where the knowledge comes from.
#[derive(Debug, Clone)]
pub enum Origin {
    /// A file with its name.
    File {
        /// As the sender calls it; its ending helps to tell the format.
        name: String,
        /// Its content.
        bytes: Vec<u8>,
        /// Which columns of a table mean what; guessed when `None`.
        mapping: Option<Mapping>,
    },
    /// A folder on this machine, for the command line.
    Folder(PathBuf),
    /// A web site: one page, or all pages of its sitemap.
    Site(String),
}

/// An import to run.
#[derive(Debug, Clone)]
pub struct ImportOrder {
    /// The brand it fills.
    pub brand: BrandId,
    /// A name for the source; with the source's own ids it tells what was imported before.
    pub source: String,
    /// The language of texts that do not say theirs.
    pub locale: Locale,
    /// Whether to look only.
    pub is_dry: bool,
    /// Whether what comes in goes live at once, unless the source calls it a draft.
    pub publishes: bool,
    /// Where it comes from.
    pub origin: Origin,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// Texts that are new.
    pub created: usize,
    /// Texts that changed.
    pub updated: usize,
    /// Texts that are as they were.
    pub unchanged: usize,
    /// Where and why something was left out or altered, the first 500.
    pub skipped: Vec<(String, Why)>,
    /// The first 200 texts that are new or changed.
    pub changes: Vec<Planned>,
    /// Golden questions that are new.
    #[serde(default)]
    pub golden: usize,
    /// Golden questions that stand worse than before it. An import is not held up by them, whatever
    /// the brand wants of a publish: it comes as a whole or not at all.
    #[serde(default)]
    pub broken: Vec<String>,
}

/// One text an import makes or changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// Whether it is new.
    pub is_new: bool,
    /// Its title.
    pub title: String,
    /// Its language.
    pub locale: String,
}

/// Why an import failed; nothing of it was kept.
#[derive(Debug, thiserror::Error)]
pub enum ImportFailure {
    /// The source is unusable; says where and what to do.
    #[error(transparent)]
    Source(#[from] ImportError),
    /// The web site could not be read.
    #[error("the site could not be read: {0}")]
    Site(String),
    /// Nobody can tell what the file is.
    #[error(
        "`{0}` is of no known format: use CSV, XLSX, a zip of Markdown or HTML, HTML or JSON Lines"
    )]
    UnknownFormat(String),
    /// An article could not be kept; names its place in the source.
    #[error("{0}: {1}")]
    Article(String, EditError),
    /// No such brand.
    #[error("no such brand")]
    NoBrand,
    /// The store failed.
    #[error("could not keep the import")]
    Store(#[from] StoreError),
}

/// How far the imports of this process are.
#[derive(Debug, Default)]
pub(crate) struct Running(Mutex<HashMap<ImportId, (usize, usize)>>);

impl Running {
    fn set(&self, id: ImportId, progress: Option<(usize, usize)>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match progress {
            Some(progress) => {
                all.insert(id, progress);
            }
            None => {
                all.remove(&id);
            }
        }
    }

    fn of(&self, id: ImportId) -> Option<(usize, usize)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&id).copied()
    }
}

impl App {
    /// Runs an import to its end. `progress` hears how many articles are done of how many.
    ///
    /// # Errors
    /// See [`ImportFailure`]; nothing is kept then.
    pub async fn import(
        &self,
        may: &May<WriteKnowledge>,
        order: &ImportOrder,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<ImportReport, ImportFailure> {
        let reading = self.read_origin(order).await?;
        let report = self.keep_reading(may, order, reading, progress).await?;
        if !order.is_dry {
            self.catch_up().await?;
        }
        Ok(report)
    }

    /// Begins an import and says how to ask after it; the caller runs [`App::finish_import`].
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn begin_import(
        &self,
        _may: &May<WriteKnowledge>,
        order: &ImportOrder,
    ) -> Result<ImportId, StoreError> {
        let id = ImportId(self.fresh_id());
        self.imports.set(id, Some((0, 0)));
        let run = run(id, order, "running");
        let mut tx = self.store.begin().await?;
        tx.save_import(&run, self.now()).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Runs a begun import to its end and keeps what came of it.
    ///
    /// # Errors
    /// Only when the outcome itself could not be kept.
    pub async fn finish_import(
        &self,
        may: &May<WriteKnowledge>,
        id: ImportId,
        order: &ImportOrder,
    ) -> Result<(), StoreError> {
        let progress = |done, total| self.imports.set(id, Some((done, total)));
        let outcome = self.import(may, order, &progress).await;
        let (done, total) = self.imports.of(id).unwrap_or_default();
        let number = |it| i64::try_from(it).unwrap_or(i64::MAX);
        let mut run = ImportRun {
            done: number(done),
            total: number(total),
            ..run(id, order, if outcome.is_ok() { "done" } else { "failed" })
        };
        match outcome {
            Ok(report) => run.report = serde_json::to_string(&report).ok(),
            Err(error) => run.error = serde_json::to_string(&error.why()).ok(),
        }
        let mut tx = self.store.begin().await?;
        tx.save_import(&run, self.now()).await?;
        tx.commit().await?;
        self.imports.set(id, None);
        Ok(())
    }

    /// How far an import is, and its report once it is done.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn import_run(
        &self,
        _may: &May<WriteKnowledge>,
        id: ImportId,
    ) -> Result<Option<(ImportRun, Option<ImportReport>)>, StoreError> {
        let Some(mut run) = self.store.read().await?.import_run(id).await? else {
            return Ok(None);
        };
        if let Some((done, total)) = self.imports.of(id) {
            run.done = i64::try_from(done).unwrap_or(i64::MAX);
            run.total = i64::try_from(total).unwrap_or(i64::MAX);
        }
        let report = run.report.as_deref().and_then(|it| serde_json::from_str(it).ok());
        Ok(Some((run, report)))
    }

    async fn read_origin(&self, order: &ImportOrder) -> Result<Reading, ImportFailure> {
        let origin = match &order.origin {
            Origin::Site(address) => return self.read_site(address).await,
            other => other.clone(),
        };
        tokio::task::spawn_blocking(move || read_here(origin))
            .await
            .unwrap_or_else(|error| Err(ImportFailure::Site(error.to_string())))
    }

    async fn read_site(&self, address: &str) -> Result<Reading, ImportFailure> {
        let unreadable = |error: String| ImportFailure::Site(error);
        let start = Url::parse(address).map_err(|error| unreadable(error.to_string()))?;
        let options = import::CrawlOptions::default();
        let crawl = import::crawl(&self.egress, &start, &options, &mut |_, _| {})
            .await
            .map_err(|error| unreadable(error.to_string()))?;
        let pages: Vec<_> = crawl.pages.into_iter().map(|it| it.page).collect();
        Ok(import::read_html_pages(&pages, &Limits::default(), &mut |_, _| {})?)
    }
}

fn run(id: ImportId, order: &ImportOrder, state: &str) -> ImportRun {
    ImportRun {
        id,
        brand: order.brand,
        source: order.source.clone(),
        state: state.to_owned(),
        done: 0,
        total: 0,
        report: None,
        error: None,
    }
}

fn read_here(origin: Origin) -> Result<Reading, ImportFailure> {
    let limits = Limits::default();
    let progress = &mut |_: usize, _: usize| {};
    match origin {
        Origin::File { name, bytes, mapping } => read_file(&name, &bytes, mapping, &limits),
        Origin::Folder(path) => {
            let reading = import::read_markdown_folder(&path, &limits, progress)?;
            if reading.articles.is_empty() {
                return Ok(import::read_html_folder(&path, &limits, progress)?);
            }
            Ok(reading)
        }
        Origin::Site(address) => Err(ImportFailure::Site(address)),
    }
}

fn read_file(
    name: &str,
    bytes: &[u8],
    mapping: Option<Mapping>,
    limits: &Limits,
) -> Result<Reading, ImportFailure> {
    let progress = &mut |_: usize, _: usize| {};
    let start = bytes.get(..bytes.len().min(4_096)).unwrap_or_default();
    let format =
        Format::guess(name, start).ok_or_else(|| ImportFailure::UnknownFormat(name.to_owned()))?;
    Ok(match format {
        Format::Csv => {
            let mapping = match mapping {
                Some(mapping) => mapping,
                None => import::csv_columns(name, bytes, limits)?.mapping,
            };
            import::read_csv(name, bytes, &mapping, limits, progress)?
        }
        Format::Xlsx => {
            let mapping = match mapping {
                Some(mapping) => mapping,
                None => import::xlsx_columns(name, bytes, None, limits)?.mapping,
            };
            import::read_xlsx(name, bytes, &mapping, limits, progress)?
        }
        Format::MarkdownZip => import::read_markdown_zip(name, bytes, limits, progress)?,
        Format::HtmlZip => import::read_html_zip(name, bytes, limits, progress)?,
        Format::Html => import::read_html(name, bytes, None, limits)?,
        Format::JsonLines => import::read_jsonl(name, bytes, limits, progress)?,
        _ => return Err(ImportFailure::UnknownFormat(name.to_owned())),
    })
}
