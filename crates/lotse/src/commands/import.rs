//! `lotse import`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;
use lotse_app::BrandNow;
use lotse_app::access::{Actor, WriteKnowledge};
use lotse_app::knowledge::{ImportOrder, ImportReport, Origin, Table};
use lotse_connectors::import::{Field, Limits};
use lotse_domain::locale::Locale;
use url::Url;

use super::tool_settings;
use crate::config::{Environment, Place};
use crate::progress::Progress;
use crate::{console, wire};

/// So many reasons and titles are listed.
const LISTED: usize = 20;

/// Read knowledge from a file, a folder or a web address.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// CSV, XLSX, HTML, JSON Lines, a zip or folder of Markdown or HTML, or a web address
    #[arg(value_name = "PATH|URL")]
    from: String,
    /// The brand's short name; the first brand when left out
    #[arg(long, value_name = "BRAND")]
    brand: Option<String>,
    /// A name for the source: a later import of the same source changes only what changed
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// The language of texts that do not say theirs
    #[arg(long, value_name = "LANGUAGE")]
    locale: Option<Locale>,
    /// Say what would happen and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Make what comes in live at once, unless the source calls it a draft
    #[arg(long)]
    publish: bool,
    /// Which column of a table means what, for example `question=Frage`
    #[arg(long, value_name = "FIELD=COLUMN")]
    map: Vec<String>,
    #[command(flatten)]
    place: Place,
}

impl Import {
    pub(super) async fn run(self, environment: &Environment) -> anyhow::Result<()> {
        let settings = tool_settings(&self.place, environment)?;
        let origin = self.origin()?;
        let parts = wire::start(&settings, std::sync::Arc::new(wire::SystemClock)).await?;
        wire::ensure_brand(&parts.app, &settings).await?;
        let brand = wire::brand(&parts.app, self.brand.as_deref())?;
        let order = self.order(&brand, origin)?;
        let may = Actor::operator().may::<WriteKnowledge>()?;
        let progress = Progress::new("importing");
        let report =
            parts.app.import(&may, &order, &|done, total| progress.at(done, total)).await?;
        if !order.is_dry {
            parts.app.keep_index();
        }
        parts.app.store().close().await;
        console::say(&told(&report, &order))?;
        Ok(())
    }

    fn order(&self, brand: &BrandNow, origin: Origin) -> anyhow::Result<ImportOrder> {
        let brand = &brand.brand;
        if let Some(locale) = self.locale.as_ref().filter(|it| !brand.locales.contains(it)) {
            bail!("{} is not offered in `{locale}`", brand.name);
        }
        Ok(ImportOrder {
            brand: brand.id,
            source: self.source.clone().unwrap_or_else(|| source_name(&self.from)),
            locale: self.locale.clone().unwrap_or_else(|| brand.default_locale.clone()),
            is_dry: self.dry_run,
            publishes: self.publish,
            origin,
        })
    }

    fn origin(&self) -> anyhow::Result<Origin> {
        if self.from.starts_with("http://") || self.from.starts_with("https://") {
            self.refuse_map("a web address")?;
            return Ok(Origin::Site(self.from.clone()));
        }
        let path = Path::new(&self.from);
        let unreadable = || format!("`{}` cannot be read", path.display());
        let about = std::fs::metadata(path).with_context(unreadable)?;
        if about.is_dir() {
            self.refuse_map("a folder")?;
            return Ok(Origin::Folder(PathBuf::from(path)));
        }
        let limit = Limits::default().max_file_bytes;
        if limit < about.len() {
            bail!(
                "`{}` has {} MB; at most {} MB are read: divide it into several files",
                path.display(),
                about.len().div_ceil(1024 * 1024),
                limit / 1024 / 1024
            );
        }
        let bytes = std::fs::read(path).with_context(unreadable)?;
        let name = path.file_name().map_or_else(String::new, |it| it.to_string_lossy().into());
        let columns = columns(&self.map)?;
        let mapping = (!columns.is_empty()).then(|| Table::mapping(columns));
        Ok(Origin::File { name, bytes, mapping })
    }

    fn refuse_map(&self, what: &str) -> anyhow::Result<()> {
        if self.map.is_empty() {
            return Ok(());
        }
        bail!("--map is for tables; {what} has no columns")
    }
}

/// Column by field, or which of `given` is not one.
fn columns(given: &[String]) -> anyhow::Result<BTreeMap<String, String>> {
    let mut columns = BTreeMap::new();
    for it in given {
        let Some((field, column)) = it.split_once('=') else {
            bail!("--map {it}: write FIELD=COLUMN, for example question=Frage")
        };
        if Field::from_name(field).is_none() {
            let known: Vec<&str> = Field::all().map(Field::as_str).collect();
            bail!("--map {it}: there is no field `{field}`; the fields are {}", known.join(", "));
        }
        columns.insert(field.to_owned(), column.to_owned());
    }
    Ok(columns)
}

/// What a source is called when nobody named it: the host of an address, the name of a file
/// without ending.
fn source_name(from: &str) -> String {
    if let Some(host) = Url::parse(from).ok().and_then(|it| it.host_str().map(str::to_owned)) {
        return host;
    }
    let path = Path::new(from);
    let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    path.file_stem().map_or_else(|| "import".to_owned(), |it| it.to_string_lossy().into_owned())
}

fn told(report: &ImportReport, order: &ImportOrder) -> String {
    let ImportReport { created, updated, unchanged, skipped, changes, golden, broken } = report;
    let would = if order.is_dry { "Would be " } else { "" };
    let mut lines = vec![format!(
        "{would}{created} new, {updated} changed, {unchanged} as before, from the source `{}`",
        order.source
    )];
    if 0 < *golden {
        lines.push(format!("{would}{golden} new golden questions"));
    }
    if !broken.is_empty() {
        lines.push(format!("{would}{} golden questions worse than before:", broken.len()));
    }
    lines.extend(broken.iter().take(LISTED).map(|it| format!("  {it}")));
    for it in changes.iter().take(if order.is_dry { LISTED } else { 0 }) {
        let sign = if it.is_new { '+' } else { '~' };
        lines.push(format!("  {sign} {} [{}]", it.title, it.locale));
    }
    if !skipped.is_empty() {
        lines.push(format!("Left out or altered: {}", skipped.len()));
    }
    for (origin, reason) in skipped.iter().take(LISTED) {
        lines.push(format!("  {origin}: {reason}"));
    }
    if LISTED < skipped.len() {
        lines.push(format!("  and {} more", skipped.len() - LISTED));
    }
    if !order.is_dry && !order.publishes && 0 < created + updated {
        lines.push("They are drafts: publish them at the desk, or import with --publish.".into());
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_for_an_unknown_field_is_refused_with_the_fields_there_are() {
        let good = columns(&["question=Frage".to_owned(), "answer=Antwort=neu".to_owned()]);
        assert_eq!(good.unwrap()["answer"], "Antwort=neu");
        let error = columns(&["frage=Frage".to_owned()]).unwrap_err().to_string();
        assert!(error.contains("question"), "{error}");
        assert!(columns(&["question".to_owned()]).is_err());
    }

    #[test]
    fn a_source_is_named_by_its_host_or_file() {
        assert_eq!(source_name("https://faq.example.org/all?x=1"), "faq.example.org");
        assert_eq!(source_name("export/fragen.2026.csv"), "fragen.2026");
    }
}
