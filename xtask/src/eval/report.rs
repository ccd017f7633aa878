//! The page with the tables of a run and the conditions it was measured under.

use std::fmt::Write as _;

use anyhow::Result;

use super::articles::Extent;
use super::figures::Figures;
use super::measure::{Measured, Report};
use super::sets::{Set, TYPOS};
use super::{Demo, LANGUAGES, Others, ablation, history, near};
use crate::place;
use crate::step::command;

const VERSION: &str = env!("CARGO_PKG_VERSION");

const INTRODUCTION: &str = "\
# How good the answers are, measured

Written by `cargo xtask eval`. *Right first* is the share of the questions with an answer whose first
candidate is right, *among five* that of whose first five candidates one is. *Promised* is what the
engine itself chose to answer: how many of those were right, and which share of all questions that
is. *AUROC* is the chance that a question with an answer is surer than one without. All but times
are per cent.
";

const DEMO: &str = "
## The demo shop

The public articles of the demo, without confirmed questions; the questions are those of
[fixtures/eval](../fixtures/eval/README.md). The engine gets title and text, and phrasings where the
table says so, but neither the lay words nor the short answer, products and codes that it has in the
running demo.

| language | the engine gets | articles | questions | right first | among five | AUROC | promised: right of share | calibration error | p50 / p99, ms |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
";

/// Where the sets stand that are not ours.
const SETS: &str = "## Other sets\n";
/// What people write down beside the tables; stays as it is.
const TRIED: &str = "## What helped and what did not\n";

/// The whole page; without `sets` those of the page as it was stay.
pub(super) fn page(demos: &[Demo], sets: Option<&Others>, before: &str) -> Result<String> {
    let today = today()?;
    let mut text = INTRODUCTION.to_owned();
    writeln!(text, "\n- version {VERSION}, {today}\n- machine: {}", place::machine())?;
    text.push_str("- release build, one question at a time, other work may run beside it\n");
    text.push_str(DEMO);
    for demo in demos {
        writeln!(text, "{}", row(demo))?;
    }
    kinds(&mut text, demos)?;
    text.push('\n');
    text.push_str(SETS);
    match sets {
        Some(measured) => {
            others(&mut text, &measured.sets, &today)?;
            text.push_str(&near::section(&measured.near)?);
            text.push_str(&ablation::section(&measured.ablations)?);
        }
        None => text.push_str(&kept_sets(before)),
    }
    if let Some(tried) = between(before, TRIED, history::HEADING) {
        write!(text, "\n{TRIED}\n{}\n", tried.trim())?;
    }
    writeln!(text, "\n{}", history::HEADING)?;
    text.push_str("The demo with phrasings, German / Polish / English.\n\n");
    text.push_str(&history::table(before, VERSION, &line(demos, &today)));
    Ok(text)
}

/// The row of the demo in one language.
pub(super) fn row(demo: &Demo) -> String {
    let report = &demo.measured.report;
    format!(
        "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
        demo.lang,
        told(demo.extent),
        demo.articles,
        report.n,
        percent(report.recall_at_1),
        percent(report.recall_at_5),
        told_apart(report),
        promised(report),
        percent(report.ece),
        times(report),
    )
}

/// A table per kind of question, in the demo's languages.
fn kinds(text: &mut String, demos: &[Demo]) -> Result<()> {
    let Some(first) = demos.first() else { return Ok(()) };
    let kinds = first.questions.kinds();
    for extent in [Extent::Phrasings, Extent::Text] {
        let (mut found, mut refused) = (String::new(), String::new());
        for kind in &kinds {
            for lang in LANGUAGES {
                let demo = demos.iter().find(|it| it.lang == lang && it.extent == extent);
                let Some(demo) = demo else { continue };
                match demo.questions.figures(kind, &demo.measured.lines) {
                    Figures::Found(it) => writeln!(
                        found,
                        "| {kind} | {lang} | {} | {} | {} | {} |",
                        it.questions,
                        percent(it.first),
                        percent(it.among_five),
                        percent(it.promised),
                    )?,
                    Figures::Refused(it) => writeln!(
                        refused,
                        "| {kind} | {lang} | {} | {} | {} |",
                        it.questions,
                        percent(it.auroc),
                        percent(it.promised),
                    )?,
                }
            }
        }
        writeln!(text, "\n### By kind of question, {}\n", told(extent))?;
        text.push_str("| with an answer | language | questions | right first | among five | ");
        text.push_str("promised |\n| --- | --- | ---: | ---: | ---: | ---: |\n");
        text.push_str(&found);
        text.push_str("\n| without an answer | language | questions | AUROC | answered all the ");
        text.push_str("same |\n| --- | --- | ---: | ---: | ---: |\n");
        text.push_str(&refused);
    }
    Ok(())
}

fn others(text: &mut String, sets: &[Set], today: &str) -> Result<()> {
    writeln!(
        text,
        "\nVersion {VERSION}, {today}. First as they are, then with {TYPOS} random typing errors in \
         each question; one figure where both are the same.\n\n\
         | set | examples | questions | right first | among five | AUROC | promised: right of share \
         | calibration error | p50 / p99, ms |\n\
         | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    )?;
    for set in sets {
        let (clean, typos) = (&set.clean, &set.with_typos);
        let both = |figure: fn(&Report) -> String| both(clean, typos, figure);
        writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            set.case.name,
            set.case.examples.as_deref().unwrap_or("none"),
            clean.report.n,
            both(|it| percent(it.recall_at_1)),
            both(|it| percent(it.recall_at_5)),
            both(told_apart),
            both(promised),
            both(|it| percent(it.ece)),
            times(&clean.report),
        )?;
    }
    Ok(())
}

fn both(clean: &Measured, typos: &Measured, figure: fn(&Report) -> String) -> String {
    let (clean, typos) = (figure(&clean.report), figure(&typos.report));
    if clean == typos { clean } else { format!("{clean} / {typos}") }
}

/// The other sets of the page as it was.
fn kept_sets(before: &str) -> String {
    let end = if before.contains(TRIED) { TRIED } else { history::HEADING };
    match between(before, SETS, end) {
        Some(section) => format!("{}\n", section.trim_end()),
        None => "\nNone measured: `cargo xtask eval FOLDER`.\n".to_owned(),
    }
}

fn between<'a>(page: &'a str, begin: &str, end: &str) -> Option<&'a str> {
    Some(page.split_once(begin)?.1.split_once(end)?.0)
}

/// The history's line of this run.
fn line(demos: &[Demo], today: &str) -> String {
    let all = |figure: fn(&Report) -> String| {
        let these = demos.iter().filter(|it| it.extent == Extent::Phrasings);
        these.map(|it| figure(&it.measured.report)).collect::<Vec<_>>().join(" / ")
    };
    format!(
        "| {VERSION} | {today} | {} | {} | {} | {} |",
        all(|it| percent(it.recall_at_1)),
        all(|it| percent(it.recall_at_5)),
        all(told_apart),
        all(promised),
    )
}

/// How the tables call it.
pub(super) fn told(extent: Extent) -> &'static str {
    match extent {
        Extent::Text => "title and text",
        Extent::Phrasings => "with phrasings",
    }
}

fn told_apart(report: &Report) -> String {
    report.auroc_oos.map_or_else(|| "–".to_owned(), percent)
}

fn promised(report: &Report) -> String {
    let promised = &report.promised_95;
    if promised.coverage <= 0.0 {
        return "nothing".to_owned();
    }
    format!("{} of {}", percent(promised.precision), percent(promised.coverage))
}

fn times(report: &Report) -> String {
    format!("{:.2} / {:.2}", report.latency_ms.p50, report.latency_ms.p99)
}

fn percent(share: f64) -> String {
    format!("{:.1}", share * 100.0)
}

/// The date by the machine's clock, in UTC.
fn today() -> Result<String> {
    let output = command("date", &["-u", "+%F"]).output()?;
    anyhow::ensure!(output.status.success(), "`date` does not tell the date");
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_that_are_not_measured_again_stay() {
        let page = format!("# Page\n\n{SETS}\nOld.\n\n| a |\n\n{}\n| b |\n", history::HEADING);
        assert_eq!(kept_sets(&page), "\nOld.\n\n| a |\n");
        assert!(kept_sets("").contains("None measured"));
    }

    #[test]
    fn what_people_wrote_stays() {
        let page = format!("{SETS}\nOld.\n\n{TRIED}\nThis helped.\n\n{}", history::HEADING);
        assert_eq!(kept_sets(&page), "\nOld.\n");
        assert!(super::page(&[], None, &page).unwrap().contains("\n\nThis helped.\n\n"));
    }
}
