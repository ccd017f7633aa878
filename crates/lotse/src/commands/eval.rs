//! `lotse eval`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use lotse_answer::eval::{Line, Options, Report, evaluate};

use crate::{console, encoder, wire};

/// Measure the answers on a set of questions; needs no database.
#[derive(Debug, Args)]
pub(super) struct Eval {
    /// What may be answered with, as JSON lines: id, lang, title, body, phrasings
    #[arg(long, value_name = "FILE")]
    knowledge: PathBuf,
    /// What is asked, as JSON lines: text, expected
    #[arg(long, value_name = "FILE")]
    questions: PathBuf,
    /// Confirmed questions to learn from, in the same form
    #[arg(long, value_name = "FILE")]
    examples: Option<PathBuf>,
    /// Typing errors to make in each question
    #[arg(long, value_name = "N", default_value_t = 0)]
    typos: usize,
    /// Makes the same typing errors again
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Where hunspell dictionaries are; none is used when left out
    #[arg(long, value_name = "FOLDER")]
    dictionaries: Option<PathBuf>,
    /// The folder of an encoder that takes part
    #[arg(long, value_name = "FOLDER")]
    encoder: Option<PathBuf>,
    /// Print the figures in JSON
    #[arg(long)]
    json: bool,
    /// Write a line per question to this file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Eval {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        if let Some(folder) = &self.dictionaries {
            let named = || format!("cannot read `{}`", folder.display());
            wire::know_dictionary(folder).with_context(named)?;
        }
        let knowledge = read(&self.knowledge)?;
        let questions = read(&self.questions)?;
        let examples = self.examples.as_deref().map(read).transpose()?.unwrap_or_default();
        let encoder = self.encoder.as_deref().map(encoder::open).transpose()?;
        let encoder = encoder.as_deref();
        let options = Options { typos: self.typos, seed: self.seed, without: None, encoder };
        let evaluation = evaluate(&knowledge, &questions, &examples, options)?;
        let mut report = evaluation.report;
        report.peak_rss_mb = peak_memory_mb();
        if let Some(out) = &self.out {
            write_rows(out, &evaluation.lines)
                .with_context(|| format!("cannot write `{}`", out.display()))?;
        }
        let text = if self.json { serde_json::to_string(&report)? } else { told(&report) };
        Ok(console::say(&text)?)
    }
}

fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))
}

fn write_rows(path: &Path, lines: &[Line]) -> anyhow::Result<()> {
    let mut text = String::new();
    for line in lines {
        writeln!(text, "{}", serde_json::to_string(line)?)?;
    }
    Ok(std::fs::write(path, text)?)
}

/// The highest memory this process has had, where the system tells.
fn peak_memory_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"))?;
    let kb: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some((kb / 1024.0 * 10.0).round() / 10.0)
}

fn told(it: &Report) -> String {
    let share = |share: f64| format!("{:.1} %", share * 100.0);
    let unknown = || "-".to_owned();
    let rows = [
        ("n", it.n.to_string()),
        ("recall_at_1", share(it.recall_at_1)),
        ("recall_at_5", share(it.recall_at_5)),
        ("mrr", format!("{:.3}", it.mrr)),
        ("accuracy", share(it.accuracy)),
        ("coverage_at_95", share(it.coverage_at_95)),
        ("promised_95 precision", share(it.promised_95.precision)),
        ("promised_95 coverage", share(it.promised_95.coverage)),
        ("auroc_oos", it.auroc_oos.map_or_else(unknown, |it| format!("{it:.3}"))),
        ("ece", format!("{:.3}", it.ece)),
        ("latency_ms p50", format!("{:.2}", it.latency_ms.p50)),
        ("latency_ms p99", format!("{:.2}", it.latency_ms.p99)),
        ("train_ms", format!("{:.0}", it.train_ms)),
        ("index_bytes", it.index_bytes.to_string()),
        ("peak_rss_mb", it.peak_rss_mb.map_or_else(unknown, |it| it.to_string())),
    ];
    let lines: Vec<String> =
        rows.into_iter().map(|(name, value)| format!("{name:<22} {value:>12}")).collect();
    lines.join("\n")
}
