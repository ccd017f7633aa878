//! `lotse replay`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;
use lotse_app::answers::{PastQuestion, Replay as Outcome};
use lotse_domain::answers::Decision;
use lotse_domain::answers::share::Share;
use lotse_domain::locale::Locale;
use serde::{Deserialize, Serialize};

use super::tool_settings;
use crate::config::{Environment, Place};
use crate::progress::Progress;
use crate::{console, wire};

/// Tell what would be answered to questions of the past, before anything is switched on.
///
/// Nothing is kept of the questions. Shares come with the interval in which those of all such
/// questions lie with 95 % confidence (Wilson's score interval).
#[derive(Debug, Args)]
pub(super) struct Replay {
    /// Questions as JSON lines: text and, where it is known, expected (articles that answer it by
    /// id, name in the address or id in the source; none when nothing does) and lang
    questions: PathBuf,
    /// The brand's short name; the first brand when left out
    #[arg(long, value_name = "BRAND")]
    brand: Option<String>,
    /// The language of those who ask, where a line does not say it
    #[arg(long, value_name = "LANGUAGE")]
    locale: Option<Locale>,
    /// Print the figures in JSON
    #[arg(long)]
    json: bool,
    /// Write a line per question to this file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    expected: Option<Vec<String>>,
    lang: Option<String>,
}

/// What a program reads.
#[derive(Serialize)]
struct ReplayJson {
    questions: usize,
    answered: ShareJson,
    wrong: ShareJson,
    asks_which: usize,
    suggested: usize,
    unknown: usize,
    /// Right answers that are no article of the brand.
    strangers: Vec<String>,
}

/// A share with its interval; `share` is null when nothing was looked at.
#[derive(Serialize)]
struct ShareJson {
    count: usize,
    of: usize,
    share: Option<f64>,
    low: f64,
    high: f64,
}

impl From<Share> for ShareJson {
    fn from(it: Share) -> Self {
        let (low, high) = it.interval();
        Self { count: it.count, of: it.of, share: it.value(), low, high }
    }
}

/// What is written per question.
#[derive(Serialize)]
struct RowJson<'a> {
    text: &'a str,
    decision: &'static str,
    answer: Option<String>,
    confidence: f32,
    right: Option<bool>,
}

impl Replay {
    pub(super) async fn run(self, environment: &Environment) -> anyhow::Result<()> {
        let questions = read(&self.questions, self.locale.as_ref())?;
        let settings = tool_settings(&self.place, environment)?;
        let parts = wire::start_existing(&settings).await?;
        let app = &parts.app;
        let brand = wire::brand(app, self.brand.as_deref())?.brand.id;
        let progress = Progress::new("asking");
        let told = |done| progress.at(done, questions.len());
        let outcome = app.replay(brand, &questions, told).await?;
        app.store().close().await;
        if let Some(out) = &self.out {
            write_rows(out, &questions, &outcome)?;
        }
        let text = if self.json {
            serde_json::to_string_pretty(&json(&outcome))?
        } else {
            told_in_words(&outcome)
        };
        Ok(console::say(&text)?)
    }
}

fn read(path: &Path, locale: Option<&Locale>) -> anyhow::Result<Vec<PastQuestion>> {
    let named = || format!("cannot read `{}`", path.display());
    let text = std::fs::read_to_string(path).with_context(named)?;
    let mut questions = Vec::new();
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    for (at, line) in lines.filter(|(_, it)| !it.trim().is_empty()) {
        let place = || format!("`{}`, line {}", path.display(), at + 1);
        let line: Line = serde_json::from_str(line).with_context(place)?;
        let its_own = line.lang.as_deref().map(str::parse).transpose();
        let its_own = its_own.ok().with_context(|| format!("{}: no language", place()))?;
        let locale = its_own.or_else(|| locale.cloned());
        questions.push(PastQuestion { text: line.text, locale, expected: line.expected });
    }
    if questions.is_empty() {
        bail!("there is no question in `{}`", path.display());
    }
    Ok(questions)
}

fn write_rows(path: &Path, questions: &[PastQuestion], outcome: &Outcome) -> anyhow::Result<()> {
    let mut text = String::new();
    for (past, it) in questions.iter().zip(&outcome.lines) {
        let row = RowJson {
            text: &past.text,
            decision: it.decision.as_str(),
            answer: it.answer.map(|it| it.to_string()),
            confidence: it.confidence,
            right: it.is_right,
        };
        writeln!(text, "{}", serde_json::to_string(&row)?)?;
    }
    std::fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))
}

fn json(it: &Outcome) -> ReplayJson {
    ReplayJson {
        questions: it.lines.len(),
        answered: it.answered.into(),
        wrong: it.wrong.into(),
        asks_which: it.count(Decision::AskWhich),
        suggested: it.count(Decision::Suggest),
        unknown: it.count(Decision::Unknown),
        strangers: it.strangers.clone(),
    }
}

fn told_in_words(it: &Outcome) -> String {
    let mut text = format!("{} questions\n", it.lines.len());
    let mut row = |name: &str, told: String| {
        let _ = writeln!(text, "{name:<34} {told}");
    };
    row("would be answered", share(it.answered));
    row("wrongly, of those with known answer", share(it.wrong));
    row("asked back which of two is meant", it.count(Decision::AskWhich).to_string());
    row("given suggestions", it.count(Decision::Suggest).to_string());
    row("told that Lotse does not know", it.count(Decision::Unknown).to_string());
    if it.wrong.of == 0 {
        text.push_str("No answered question says what is right, so nothing is known of errors.\n");
    }
    if !it.strangers.is_empty() {
        let _ = writeln!(text, "No article of this brand: {}", it.strangers.join(", "));
    }
    text.trim_end().to_owned()
}

fn share(it: Share) -> String {
    let Some(value) = it.value() else { return "-".to_owned() };
    let (low, high) = it.interval();
    let percent = |it: f64| it * 100.0;
    format!(
        "{:.1} % ({} of {}; of all such questions {:.1} to {:.1} %)",
        percent(value),
        it.count,
        it.of,
        percent(low),
        percent(high)
    )
}
