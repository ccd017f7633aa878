//! What each of the engine's signals is worth: every set measured again without it.

use std::fmt::Write as _;

use anyhow::Result;

use super::measure;
use super::sets::Case;

/// The signals as the engine calls them, with what the table calls them.
const SIGNALS: [(&str, &str); 8] = [
    ("words", "words"),
    ("title", "title"),
    ("phrasings", "phrasings"),
    ("neighbours", "like questions"),
    ("trained", "model"),
    ("catalogue", "catalogue"),
    ("lay_words", "lay words"),
    ("spelling", "spelling"),
];

/// The share of right first answers of a set, with everything and without each signal.
pub(super) struct Ablation {
    case: Case,
    with_all: f64,
    without: Vec<f64>,
}

/// Measures each case with everything and without each signal.
pub(super) fn all(cases: &[Case]) -> Result<Vec<Ablation>> {
    cases.iter().map(of).collect()
}

fn of(case: &Case) -> Result<Ablation> {
    eprintln!("{}, without each signal", case.told());
    let right = |without: Option<&str>| -> Result<f64> {
        let measured = measure::measure(&case.folder, case.file().as_deref(), 0, without)?;
        Ok(measured.report.recall_at_1)
    };
    let without = SIGNALS.iter().map(|(name, _)| right(Some(name))).collect::<Result<_>>()?;
    Ok(Ablation { case: case.clone(), with_all: right(None)?, without })
}

/// The section with what was measured.
pub(super) fn section(measured: &[Ablation]) -> Result<String> {
    let mut text = "\n### What each signal is worth\n\n\
         Right first with everything, and how many percentage points it falls when one signal is \
         left out and\nthe engine is trained without it. *Words* are those in the article's text, \
         *like questions* the confirmed\nones most like the question, *model* what was trained from \
         all, *catalogue* what customers of any trade\nask. A negative figure: that set would be \
         better off without.\n\n"
        .to_owned();
    let names: Vec<&str> = SIGNALS.iter().map(|it| it.1).collect();
    writeln!(text, "| set | examples | everything | {} |", names.join(" | "))?;
    writeln!(text, "| --- | --- |{}", " ---: |".repeat(SIGNALS.len() + 1))?;
    for it in measured {
        let examples = it.case.examples.as_deref().unwrap_or("none");
        write!(text, "| {} | {examples} | {:.1} |", it.case.name, it.with_all * 100.0)?;
        for without in &it.without {
            write!(text, " {} |", fall(it.with_all, *without))?;
        }
        text.push('\n');
    }
    Ok(text)
}

/// By how many percentage points the share fell.
fn fall(with_all: f64, without: f64) -> String {
    let points = (with_all - without) * 100.0;
    if points.abs() < 0.05 { "0".to_owned() } else { format!("{points:.1}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_nothing_is_a_plain_zero() {
        assert_eq!(fall(0.5, 0.5001), "0");
        assert_eq!(fall(0.5, 0.45), "5.0");
        assert_eq!(fall(0.5, 0.51), "-1.0");
    }
}
