//! The answers to questions people put to the demo shop do not get worse unnoticed.
//!
//! The figures are those of `demo_answers.json`, which `cargo xtask eval --freeze` writes.

// The same reader as that of `cargo xtask eval`, so that both measure the same.
#[path = "../../../xtask/src/eval/articles.rs"]
mod articles;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use articles::{Extent, knowledge};
use lotse_answer::eval::{Options, evaluate};
use serde_json::Value;

/// How far a share may fall, in percentage points: one question of a language.
const ROOM: f64 = 1.0;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|it| panic!("{}: {it}", path.display()))
}

fn articles_of(lang: &str, extent: Extent) -> String {
    knowledge(&fixtures().join("demo/articles").join(lang), lang, extent)
        .expect("the demo's articles are readable")
}

fn questions_of(lang: &str) -> String {
    text(&fixtures().join(format!("eval/demo_{lang}.jsonl")))
}

#[track_caller]
fn check(lang: &str) {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/demo_answers.json");
    let frozen: BTreeMap<String, f64> =
        serde_json::from_str(&text(&beside)).expect("the frozen figures are shares by language");
    let frozen = frozen.get(lang).expect("each language has a frozen figure");
    let articles = articles_of(lang, Extent::Phrasings);
    let measured = evaluate(&articles, &questions_of(lang), "", Options::default())
        .expect("the questions are readable");
    let right = measured.report.recall_at_1 * 100.0;
    assert!(
        frozen - ROOM <= right,
        "{lang}: the first answer is right in {right:.1} %, it was in {frozen:.1} %; see \
         `cargo xtask eval`"
    );
}

#[test]
fn german_questions_are_answered_as_well_as_before() {
    check("de");
}

#[test]
fn polish_questions_are_answered_as_well_as_before() {
    check("pl");
}

#[test]
fn english_questions_are_answered_as_well_as_before() {
    check("en");
}

#[test]
fn every_expected_answer_is_a_public_article() {
    for lang in ["de", "pl", "en"] {
        let articles = articles_of(lang, Extent::Text);
        let articles = articles.lines().map(|it| serde_json::from_str::<Value>(it).unwrap());
        let keys: BTreeSet<String> =
            articles.map(|it| it["id"].as_str().unwrap().to_owned()).collect();
        let questions = questions_of(lang);
        assert!(150 <= questions.lines().count(), "{lang}");
        for line in questions.lines() {
            let question: Value = serde_json::from_str(line).unwrap();
            let expected = question["expected"].as_array().unwrap();
            assert!(expected.iter().all(|it| keys.contains(it.as_str().unwrap())), "{line}");
            let has_none = ["near", "outside"].contains(&question["kind"].as_str().unwrap());
            assert_eq!(expected.is_empty(), has_none, "{line}");
        }
    }
}
