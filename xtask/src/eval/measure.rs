//! One measurement, made by the example `eval` of the crate `answer`: it is small to build and
//! keeps the engine out of this program.

use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Deserialize;

use crate::place;
use crate::step::{cargo, command, run};

/// What came out. Shares are in [0, 1].
pub(super) struct Measured {
    pub(super) report: Report,
    /// Every question, in the order of the set.
    pub(super) lines: Vec<Line>,
}

/// The figures of all questions together.
#[derive(Deserialize)]
pub(super) struct Report {
    pub(super) n: usize,
    pub(super) recall_at_1: f64,
    pub(super) recall_at_5: f64,
    pub(super) promised_95: Promised,
    /// `None` when all questions have an answer, or none.
    pub(super) auroc_oos: Option<f64>,
    pub(super) ece: f64,
    pub(super) latency_ms: Latency,
}

/// Questions answered because the engine promised to be right.
#[derive(Deserialize)]
pub(super) struct Promised {
    pub(super) precision: f64,
    pub(super) coverage: f64,
}

/// Times of single questions.
#[derive(Deserialize)]
pub(super) struct Latency {
    pub(super) p50: f64,
    pub(super) p99: f64,
}

/// One question with what came out.
#[derive(Deserialize)]
pub(super) struct Line {
    pub(super) expected: Vec<String>,
    /// The best five candidates.
    pub(super) got: Vec<Got>,
    pub(super) confidence: f64,
    pub(super) promised: bool,
}

/// One candidate.
#[derive(Deserialize)]
pub(super) struct Got {
    pub(super) id: String,
}

/// Builds what measures, optimised.
pub(super) fn build() -> Result<()> {
    run(&mut cargo(&["build", "--release", "--package", "lotse-answer", "--example", "eval"]))
}

/// Asks the questions of a set, with that many typing errors in each, after learning from its file
/// `examples`, if one is named; without the lines, if the engine is to leave a signal out.
pub(super) fn measure(
    folder: &Path,
    examples: Option<&str>,
    typos: usize,
    without: Option<&str>,
) -> Result<Measured> {
    // The folder may be given from where the user stands.
    let folder = folder.canonicalize().with_context(|| format!("reading {}", folder.display()))?;
    let program = place::target().join("release/examples/eval");
    let mut eval = command(program, &[&folder.to_string_lossy(), examples.unwrap_or("none")]);
    let output = eval.args([&typos.to_string(), "1", without.unwrap_or("lines")]).output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    anyhow::ensure!(output.status.success(), "measuring {}: {said}", folder.display());
    let text = String::from_utf8(output.stdout)?;
    let (report, lines) = text.split_once('\n').context("the measurement says nothing")?;
    Ok(Measured {
        report: serde_json::from_str(report)?,
        lines: lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?,
    })
}
