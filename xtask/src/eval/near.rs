//! Questions that are near what is known and have no answer: a third of a set's answers is held out
//! with all its examples, and its questions are asked all the same.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::figures::{auroc, is_right, number, share};
use super::measure::{self, Line};
use super::sets::{self, Case};
use crate::place;

/// Each answer is held out once.
const THIRDS: usize = 3;
/// Sets with fewer answers say nothing here.
const FEWEST: usize = 30;

/// What came out for a set, over its thirds. Shares are in [0, 1].
pub(super) struct Near {
    case: Case,
    questions: usize,
    first: f64,
    auroc: f64,
    precision: Option<f64>,
    coverage: f64,
}

/// Measures every case with examples and enough answers.
pub(super) fn all(cases: &[Case]) -> Result<Vec<Near>> {
    let mut measured = Vec::new();
    for case in cases.iter().filter(|it| it.examples.is_some()) {
        let knowledge = sets::text(&case.folder, "knowledge")?;
        if FEWEST <= knowledge.lines().count() {
            eprintln!("{}, a third held out", case.told());
            measured.push(of(case)?);
        }
    }
    Ok(measured)
}

fn of(case: &Case) -> Result<Near> {
    let mut lines = Vec::new();
    for third in 0..THIRDS {
        let folder = held_out(case, third)?;
        lines.extend(measure::measure(&folder, case.file().as_deref(), 0, None)?.lines);
    }
    Ok(figures(case.clone(), &lines))
}

fn figures(case: Case, lines: &[Line]) -> Near {
    let (inside, outside): (Vec<&Line>, Vec<&Line>) =
        lines.iter().partition(|it| !it.expected.is_empty());
    let promised: Vec<&Line> = lines.iter().filter(|it| it.promised).collect();
    Near {
        case,
        questions: lines.len(),
        first: share(&inside, is_right),
        auroc: auroc(&inside, &outside),
        precision: (!promised.is_empty()).then(|| share(&promised, is_right)),
        coverage: number(promised.len()) / number(lines.len().max(1)),
    }
}

/// Writes the set without a third of its answers and gives its folder.
fn held_out(case: &Case, third: usize) -> Result<PathBuf> {
    let folder = place::target().join("eval").join(format!("near_{third}"));
    std::fs::create_dir_all(&folder).context("the target folder is writable")?;
    let knowledge = sets::text(&case.folder, "knowledge")?;
    let out = answers_of(&knowledge, third)?;
    write(&folder, "knowledge", &kept(&knowledge, |it| !is_in(it.get("id"), &out))?)?;
    let questions = sets::text(&case.folder, "questions")?;
    write(&folder, "questions", &without(&questions, &out, true)?)?;
    if let Some(file) = case.file() {
        let examples = sets::text(&case.folder, &file)?;
        write(&folder, &file, &without(&examples, &out, false)?)?;
    }
    Ok(folder)
}

/// Every third answer in an order that has nothing to do with what they are about.
fn answers_of(knowledge: &str, third: usize) -> Result<BTreeSet<String>> {
    let mut ids = Vec::new();
    for line in knowledge.lines() {
        let line: Value = serde_json::from_str(line)?;
        ids.push(line.get("id").and_then(Value::as_str).unwrap_or_default().to_owned());
    }
    ids.sort_by_key(|it| (mixed(it), it.clone()));
    Ok(ids.into_iter().skip(third).step_by(THIRDS).collect())
}

fn mixed(id: &str) -> u64 {
    id.bytes().fold(0xcbf2_9ce4_8422_2325, |sum: u64, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(29)
    })
}

/// Questions or examples without the held out answers; what then has none stays if asked for.
fn without(text: &str, out: &BTreeSet<String>, with_unanswered: bool) -> Result<String> {
    let mut lines = String::new();
    for line in text.lines() {
        let mut line: Value = serde_json::from_str(line)?;
        if let Some(expected) = line.get_mut("expected").and_then(Value::as_array_mut) {
            let before = expected.len();
            expected.retain(|it| !is_in(Some(it), out));
            if expected.len() < before && expected.is_empty() && !with_unanswered {
                continue;
            }
        }
        writeln!(lines, "{line}")?;
    }
    Ok(lines)
}

fn kept(text: &str, is_kept: impl Fn(&Value) -> bool) -> Result<String> {
    let mut lines = String::new();
    for line in text.lines() {
        if is_kept(&serde_json::from_str(line)?) {
            writeln!(lines, "{line}")?;
        }
    }
    Ok(lines)
}

fn is_in(id: Option<&Value>, out: &BTreeSet<String>) -> bool {
    id.and_then(Value::as_str).is_some_and(|it| out.contains(it))
}

fn write(folder: &Path, name: &str, text: &str) -> Result<()> {
    Ok(std::fs::write(folder.join(format!("{name}.jsonl")), text)?)
}

/// The section with what was measured.
pub(super) fn section(measured: &[Near]) -> Result<String> {
    let mut text = "\n### A third of the answers held out\n\n\
         What customers of this company want to know and nobody has written down: a third of the \
         answers is taken out\nwith all its examples, each third in turn, and all questions are \
         asked.\n\n\
         | set | examples | questions | right first | AUROC | promised: right of share |\n\
         | --- | --- | ---: | ---: | ---: | ---: |\n"
        .to_owned();
    for it in measured {
        let percent = |share: f64| format!("{:.1}", share * 100.0);
        let promised = it.precision.map_or_else(
            || "nothing".to_owned(),
            |precision| format!("{} of {}", percent(precision), percent(it.coverage)),
        );
        writeln!(
            text,
            "| {} | {} | {} | {} | {} | {promised} |",
            it.case.name,
            it.case.examples.as_deref().unwrap_or("none"),
            it.questions,
            percent(it.first),
            percent(it.auroc),
        )?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_is_held_out_once() {
        let lines: Vec<String> = (0..10).map(|it| format!("{{\"id\":\"a{it}\"}}")).collect();
        let knowledge = lines.join("\n");
        let thirds: Vec<_> = (0..THIRDS).map(|it| answers_of(&knowledge, it).unwrap()).collect();
        assert_eq!(thirds.iter().map(BTreeSet::len).sum::<usize>(), 10);
        assert_eq!(thirds.iter().flatten().collect::<BTreeSet<_>>().len(), 10);
    }

    #[test]
    fn questions_about_what_is_held_out_stay_and_examples_go() {
        let out = BTreeSet::from(["a".to_owned()]);
        let text = "{\"expected\":[\"a\"]}\n{\"expected\":[\"a\",\"b\"]}\n{\"expected\":[]}\n";
        let all = "{\"expected\":[]}\n{\"expected\":[\"b\"]}\n{\"expected\":[]}\n";
        assert_eq!(without(text, &out, true).unwrap(), all);
        assert_eq!(without(text, &out, false).unwrap().lines().count(), 2);
    }
}
