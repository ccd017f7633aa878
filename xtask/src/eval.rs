//! `cargo xtask eval`: how good the answers are, written as tables into `docs/answers.md`.

mod ablation;
mod articles;
mod figures;
mod history;
mod measure;
mod near;
mod report;
mod sets;

use std::path::Path;

use anyhow::{Context as _, Result};

use self::ablation::Ablation;
use self::articles::Extent;
use self::figures::Questions;
use self::measure::Measured;
use self::near::Near;
use self::sets::{Case, Set};
use crate::place;

/// Where the tables stand.
const PAGE: &str = "docs/answers.md";
/// What the test `demo_answers` compares with.
const FROZEN: &str = "crates/answer/tests/demo_answers.json";
/// Languages of the demo.
const LANGUAGES: [&str; 3] = ["de", "pl", "en"];

/// The demo in one language, measured with one extent of its articles.
struct Demo {
    lang: &'static str,
    extent: Extent,
    case: Case,
    articles: usize,
    questions: Questions,
    measured: Measured,
}

/// What was measured on sets other than the demo.
struct Others {
    sets: Vec<Set>,
    near: Vec<Near>,
    ablations: Vec<Ablation>,
}

/// Measures the demo shop and the sets in `folder`, if one is given; with `freezes` the test of
/// the crate `answer` compares with these figures from now on.
pub(crate) fn run(folder: Option<&str>, freezes: bool) -> Result<()> {
    measure::build()?;
    let mut demos = Vec::new();
    for extent in [Extent::Phrasings, Extent::Text] {
        for lang in LANGUAGES {
            let demo = demo(lang, extent)?;
            eprintln!("{}", report::row(&demo));
            demos.push(demo);
        }
    }
    let sets = folder.map(|it| others(Path::new(it), &demos)).transpose()?;
    let page = place::root().join(PAGE);
    let before = std::fs::read_to_string(&page).unwrap_or_default();
    std::fs::write(&page, report::page(&demos, sets.as_ref(), &before)?)?;
    if freezes {
        std::fs::write(place::root().join(FROZEN), frozen(&demos))?;
    }
    Ok(())
}

/// Measures the sets in `folder`; what each signal is worth is measured on the demo, too.
fn others(folder: &Path, demos: &[Demo]) -> Result<Others> {
    let cases = sets::cases(folder)?;
    let sets = sets::all(&cases)?;
    let near = near::all(&cases)?;
    let mut chosen: Vec<Case> = demos.iter().map(|it| it.case.clone()).collect();
    for case in cases {
        // The smallest examples show most.
        if chosen.iter().all(|it| it.name != case.name) {
            chosen.push(case);
        }
    }
    Ok(Others { sets, near, ablations: ablation::all(&chosen)? })
}

fn demo(lang: &'static str, extent: Extent) -> Result<Demo> {
    let articles = place::root().join("fixtures/demo/articles").join(lang);
    let knowledge = articles::knowledge(&articles, lang, extent).map_err(anyhow::Error::msg)?;
    let questions = place::text(format!("fixtures/eval/demo_{lang}.jsonl"))?;
    let name = format!("demo {lang}, {}", report::told(extent));
    let folder = place::target().join("eval").join(name.replace([' ', ','], "_"));
    std::fs::create_dir_all(&folder).context("the target folder is writable")?;
    std::fs::write(folder.join("knowledge.jsonl"), &knowledge)?;
    std::fs::write(folder.join("questions.jsonl"), &questions)?;
    let case = Case { name, folder: folder.clone(), examples: None };
    Ok(Demo {
        lang,
        extent,
        articles: knowledge.lines().count(),
        case,
        questions: Questions::read(&questions)?,
        measured: measure::measure(&folder, None, 0, None)?,
    })
}

/// The share of right first answers by language, in per cent.
fn frozen(demos: &[Demo]) -> String {
    let rows: Vec<String> = demos
        .iter()
        .filter(|it| it.extent == Extent::Phrasings)
        .map(|it| format!("  \"{}\": {:.1}", it.lang, it.measured.report.recall_at_1 * 100.0))
        .collect();
    format!("{{\n{}\n}}\n", rows.join(",\n"))
}
