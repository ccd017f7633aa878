//! Taking knowledge over from elsewhere, and handing it out.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::multipart::Multipart;
use axum::extract::{DefaultBodyLimit, State};
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use lotse_app::access::{ReadKnowledge, WriteKnowledge};
use lotse_app::knowledge::{ExportFormat, ImportOrder, ImportReport, Origin, Table, Why};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Answer;
use super::media::broken;
use super::page::{Asked, At, parsed};
use super::shapes::locale;
use super::structure::OfBrand;
use crate::Web;
use crate::error::Problem;
use crate::session::With;

/// What to import and how.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Options {
    brand_id: String,
    /// A name for the source; the same name updates what was imported before.
    source: String,
    /// The language of texts that do not say theirs.
    locale: String,
    /// Looks only.
    #[serde(default)]
    dry_run: bool,
    /// Makes what comes in live at once.
    #[serde(default)]
    publish: bool,
    /// Which column of a table is which field.
    mapping: Option<BTreeMap<String, String>>,
    /// A web site to read, when no file is sent.
    url: Option<String>,
}

/// A begun import.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Begun {
    id: String,
}

/// Begins an import of a file (field `file`) or a web site, with `options` as JSON.
#[utoipa::path(post, path = "/imports", tag = "imports",
    request_body(content = Options, content_type = "multipart/form-data"),
    responses((status = 202, body = Begun), (status = 413, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn begin(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    form: Multipart,
) -> Result<(StatusCode, Json<Begun>), Problem> {
    let (file, options) = read(form).await?;
    let options = options.ok_or_else(|| Problem::field("options", "empty", "send options"))?;
    let order = order(file, options)?;
    let id = web.app.begin_import(&may, &order).await?;
    let app = std::sync::Arc::clone(&web.app);
    tokio::spawn(async move {
        if let Err(error) = app.finish_import(&may, id, &order).await {
            tracing::error!(%error, "the outcome of an import was not kept");
        }
    });
    Ok((StatusCode::ACCEPTED, Json(Begun { id: id.to_string() })))
}

/// 200 MB and the form around them; larger files are refused while they arrive.
pub(super) fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(201 * 1024 * 1024)
}

async fn read(
    mut form: Multipart,
) -> Result<(Option<(String, Vec<u8>)>, Option<Options>), Problem> {
    let (mut file, mut options) = (None, None);
    while let Some(field) = form.next_field().await.map_err(|it| broken(&it))? {
        match field.name().unwrap_or_default() {
            "file" => {
                let name = field.file_name().unwrap_or("file").to_owned();
                file = Some((name, field.bytes().await.map_err(|it| broken(&it))?.to_vec()));
            }
            "options" => {
                let text = field.text().await.map_err(|it| broken(&it))?;
                let read = serde_json::from_str(&text);
                options = Some(read.map_err(|it| {
                    Problem::field("options", "unknown", &format!("the options are wrong: {it}"))
                })?);
            }
            _ => {}
        }
    }
    Ok((file, options))
}

fn order(file: Option<(String, Vec<u8>)>, options: Options) -> Result<ImportOrder, Problem> {
    let source: String = options.source.trim().chars().take(100).collect();
    if source.is_empty() {
        return Err(Problem::field("source", "empty", "name the source"));
    }
    let origin = match (file, options.url.filter(|it| !it.trim().is_empty())) {
        (Some((name, bytes)), _) => {
            Origin::File { name, bytes, mapping: options.mapping.map(Table::mapping) }
        }
        (None, Some(url)) => Origin::Site(url),
        (None, None) => return Err(Problem::field("file", "empty", "choose a file")),
    };
    Ok(ImportOrder {
        brand: parsed(&options.brand_id, "brand_id")?,
        source,
        locale: locale(&options.locale)?,
        is_dry: options.dry_run,
        publishes: options.publish,
        origin,
    })
}

/// The beginning of a table.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TableJson {
    columns: Vec<String>,
    /// Field by column, as the headings suggest.
    mapping: BTreeMap<String, String>,
    /// All fields a column can be.
    fields: Vec<String>,
    /// The first five rows.
    rows: Vec<Vec<String>>,
}

/// Shows the beginning of a table, to choose its columns.
#[utoipa::path(post, path = "/imports/preview", tag = "imports",
    request_body(content = String, content_type = "multipart/form-data"),
    responses((status = 200, body = TableJson), (status = 422, body = Problem)))]
pub(super) async fn preview(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    form: Multipart,
) -> Answer<TableJson> {
    let (file, _) = read(form).await?;
    let (name, bytes) = file.ok_or_else(|| Problem::field("file", "empty", "choose a file"))?;
    let table = web.app.table_of(&may, name, bytes).await;
    let table = table.map_err(|error| Problem::wrong("import_unreadable", &error.to_string()))?;
    Ok(Json(TableJson {
        columns: table.columns,
        mapping: table.mapping,
        fields: table.fields,
        rows: table.rows,
    }))
}

/// One text an import makes or changes.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ChangeJson {
    /// `create` or `update`.
    action: &'static str,
    title: String,
    locale: String,
}

/// Something that was left out or altered.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SkippedJson {
    /// File and line.
    origin: String,
    /// Which reason it is, in `snake_case`; empty when it is known in English only.
    code: String,
    /// What stands in the reason, by name.
    values: BTreeMap<String, String>,
    /// The whole of it in English.
    reason: String,
}

/// What an import did, or would do.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReportJson {
    created: usize,
    updated: usize,
    unchanged: usize,
    /// The first 500.
    skipped: Vec<SkippedJson>,
    /// The first 200.
    changes: Vec<ChangeJson>,
    /// Golden questions that are new.
    golden: usize,
    /// Golden questions that stand worse than before. An import is not held up by them.
    broken_golden: Vec<String>,
}

impl From<ImportReport> for ReportJson {
    fn from(it: ImportReport) -> Self {
        let skipped = it.skipped.into_iter();
        let changes = it.changes.into_iter();
        Self {
            created: it.created,
            updated: it.updated,
            unchanged: it.unchanged,
            golden: it.golden,
            broken_golden: it.broken,
            skipped: skipped
                .map(|(origin, Why { code, values, text: reason })| SkippedJson {
                    origin,
                    code,
                    values,
                    reason,
                })
                .collect(),
            changes: changes
                .map(|it| ChangeJson {
                    action: if it.is_new { "create" } else { "update" },
                    title: it.title,
                    locale: it.locale,
                })
                .collect(),
        }
    }
}

/// Why an import failed; nothing of it was kept.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FailureJson {
    /// Which error it is, in `snake_case`; empty when it is known in English only.
    code: String,
    /// What stands in it, by name.
    values: BTreeMap<String, String>,
    /// What, where and what to do, in English.
    detail: String,
}

impl From<Why> for FailureJson {
    fn from(it: Why) -> Self {
        Self { code: it.code, values: it.values, detail: it.text }
    }
}

/// How far an import is.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RunJson {
    id: String,
    /// `running`, `done` or `failed`.
    state: String,
    done: i64,
    /// 0 while that is unknown.
    total: i64,
    error: Option<FailureJson>,
    report: Option<ReportJson>,
}

/// How far an import is, and what it did.
#[utoipa::path(get, path = "/imports/{id}", tag = "imports", params(("id" = String, Path)),
    responses((status = 200, body = RunJson), (status = 404, body = Problem)))]
pub(super) async fn one(
    State(web): State<Web>,
    With(may): With<WriteKnowledge>,
    At(id): At<String>,
) -> Answer<RunJson> {
    let id = id.parse().ok().ok_or_else(Problem::not_found)?;
    let (run, report) = web.app.import_run(&may, id).await?.ok_or_else(Problem::not_found)?;
    Ok(Json(RunJson {
        id: run.id.to_string(),
        state: run.state,
        done: run.done,
        total: run.total,
        error: run.error.map(|it| Why::kept(&it).into()),
        report: report.map(Into::into),
    }))
}

/// All articles of a brand as a zip of Markdown files with the files they show.
#[utoipa::path(get, path = "/export", tag = "imports", params(OfBrand),
    responses((status = 200, content_type = "application/zip")))]
pub(super) async fn export(
    State(web): State<Web>,
    With(may): With<ReadKnowledge>,
    Asked(of): Asked<OfBrand>,
) -> Result<Response, Problem> {
    let bytes = web.app.export(&may, of.id()?, ExportFormat::MarkdownZip).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/zip"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"knowledge.zip\""),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, bytes).into_response())
}
