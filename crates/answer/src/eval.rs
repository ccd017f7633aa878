//! Measures the engine on a set of questions with known answers.
//!
//! The sets are JSON lines: knowledge (`id`, `lang`, `title`, `body`, `phrasings`), examples to
//! learn from and questions to ask (`text`, `expected`: ids of right answers, empty when the right
//! reaction is to say that there is none).

mod figures;
mod sets;

use std::collections::HashMap;
use std::time::Instant;

use chrono::DateTime;
use lotse_domain::ids::{ArticleId, BrandId};
use lotse_domain::knowledge::{Access, Audience, Kind, Validity, Visibility};
use lotse_domain::locale::Locale;
use serde::Serialize;
use uuid::Uuid;

use crate::document::{Change, Confirmed, Document, Embedded, Key};
use crate::encode::{Encode, NotEncoded};
use crate::engine::Engine;
use crate::question::{Hit, Question};
pub use crate::signals::Signal;
use crate::typing;
use figures::Asked;
pub use sets::SetError;
use sets::{AskedLine, KnowledgeLine};

/// How to measure.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// Typing errors made in each question.
    pub typos: usize,
    /// Makes the same errors again.
    pub seed: u64,
    /// What the engine leaves out, to see what it is worth.
    pub without: Option<Signal>,
    /// What gives articles and questions vectors.
    pub encoder: Option<&'a dyn Encode>,
}

/// What was measured. Shares are in [0, 1].
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// Questions asked.
    pub n: usize,
    /// Share of questions with an answer whose first candidate is right.
    pub recall_at_1: f64,
    /// Share of questions with an answer of whose first five candidates one is right.
    pub recall_at_5: f64,
    /// Mean of one by the rank of the first right candidate.
    pub mrr: f64,
    /// Share of questions with an answer whose best candidate is right.
    pub accuracy: f64,
    /// Share of all questions that could be answered at 95 % precision, the threshold chosen
    /// afterwards.
    pub coverage_at_95: f64,
    /// What the engine's own promise of 95 % came to.
    pub promised_95: Promised,
    /// How well confidence tells questions with an answer from those without; `None` when the set
    /// has only one kind.
    pub auroc_oos: Option<f64>,
    /// Mean distance of confidence and share of right answers, in 15 steps of confidence.
    pub ece: f64,
    /// Time of one question.
    pub latency_ms: Latency,
    /// Time to take in knowledge and examples and to train.
    pub train_ms: f64,
    /// Memory of the index.
    pub index_bytes: usize,
    /// Highest memory of the process, filled in by the program.
    pub peak_rss_mb: Option<f64>,
}

/// Questions answered because the engine promised to be right.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Promised {
    /// Share of right ones among those answered.
    pub precision: f64,
    /// Share of all questions that were answered.
    pub coverage: f64,
}

/// Times of single questions in milliseconds.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Latency {
    /// The middle one.
    pub p50: f64,
    /// Of a hundred the slowest.
    pub p99: f64,
}

/// One question with what came out.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// As asked, with the typing errors made.
    pub text: String,
    /// Ids of the right answers.
    pub expected: Vec<String>,
    /// The best five candidates.
    pub got: Vec<Got>,
    /// How sure the engine was of the first.
    pub confidence: f32,
    /// Whether the engine gave the first as the answer.
    pub promised: bool,
    /// Whether the engine would ask which of the first two is meant.
    pub asks_which: bool,
}

/// One candidate of a question.
#[derive(Debug, Clone, Serialize)]
pub struct Got {
    /// Its id.
    pub id: String,
    /// How sure the engine was of it.
    pub confidence: f32,
}

/// A measurement with all its questions.
#[derive(Debug, Clone, Serialize)]
pub struct Evaluation {
    /// The figures.
    pub report: Report,
    /// Every question, in the order of the set.
    pub lines: Vec<Line>,
}

/// Why nothing was measured.
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    /// A set cannot be read.
    #[error(transparent)]
    Set(#[from] SetError),
    /// The encoder failed.
    #[error(transparent)]
    Encoder(#[from] NotEncoded),
}

const BRAND: BrandId = BrandId(Uuid::from_u128(1));

/// Builds an engine from `knowledge` and `examples` (may be empty), asks it all `questions` and
/// measures.
///
/// # Errors
/// Names the set and the line that cannot be read, or an example whose answer is not in the
/// knowledge; or says that the encoder failed.
pub fn evaluate(
    knowledge: &str,
    questions: &str,
    examples: &str,
    options: Options<'_>,
) -> Result<Evaluation, EvalError> {
    let knowledge = sets::knowledge(knowledge)?;
    let ids: HashMap<String, Key> = knowledge.iter().map(key_of).collect();
    let names: HashMap<Key, &str> =
        ids.iter().map(|(name, key)| (key.clone(), name.as_str())).collect();
    let examples = sets::examples(examples, |id| ids.contains_key(id))?;
    let questions = sets::questions(questions)?;
    let begun = Instant::now();
    let engine = Engine::without(options.without);
    teach(&engine, &knowledge, &examples, &ids);
    if let Some(encoder) = options.encoder {
        embed(&engine, encoder)?;
    }
    let train_ms = millis(begun);
    let mut asked = Vec::with_capacity(questions.len());
    let mut lines = Vec::with_capacity(questions.len());
    for (question, seed) in questions.iter().zip(options.seed..) {
        let text = typing::with_errors(&question.text, options.typos, seed);
        let begun = Instant::now();
        let vector = options.encoder.map(|it| it.question(&text)).transpose()?;
        let outcome = ask(&engine, &text, vector.as_deref());
        let took_ms = millis(begun);
        let line = line(text, question, outcome, &names);
        asked.push(Asked::new(&line, took_ms));
        lines.push(line);
    }
    let mut report = figures::report(&asked);
    report.train_ms = train_ms;
    report.index_bytes = engine.size_bytes();
    Ok(Evaluation { report, lines })
}

fn millis(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1_000.0
}

fn key_of(line: &KnowledgeLine) -> (String, Key) {
    let article = ArticleId(Uuid::from_u128(line.number));
    (line.id.clone(), Key { article, locale: line.locale.clone() })
}

fn teach(
    engine: &Engine,
    knowledge: &[KnowledgeLine],
    examples: &[AskedLine],
    ids: &HashMap<String, Key>,
) {
    let changes: Vec<Change> = knowledge
        .iter()
        .zip(1_i64..)
        .map(|(line, revision)| Change::Put(Box::new(document(line, revision))))
        .collect();
    engine.apply(&changes);
    let confirmed: Vec<Confirmed> = examples
        .iter()
        .flat_map(|line| line.expected.iter().map(|id| (line.text.clone(), id)))
        .filter_map(|(text, id)| Some(Confirmed { text, key: ids.get(id)?.clone(), weight: 1.0 }))
        .collect();
    engine.learn(&confirmed, 1);
    engine.train();
}

fn embed(engine: &Engine, encoder: &dyn Encode) -> Result<(), NotEncoded> {
    let mut embedded = Vec::new();
    for it in engine.unembedded(usize::MAX) {
        let texts: Vec<&str> = it.texts.iter().map(String::as_str).collect();
        let vectors = encoder.passages(&texts)?;
        embedded.push(Embedded { key: it.key, revision: it.revision, vectors });
    }
    engine.set_vectors(&embedded);
    Ok(())
}

fn document(line: &KnowledgeLine, revision: i64) -> Document {
    Document {
        key: key_of(line).1,
        brand: BRAND,
        access: Access { visibility: Visibility::Public, validity: Validity::default() },
        kind: Kind::Answer,
        title: line.title.clone(),
        phrasings: line.phrasings.clone(),
        body: line.body.clone(),
        short: String::new(),
        words: Vec::new(),
        products: Vec::new(),
        codes: Vec::new(),
        revision,
    }
}

fn ask(engine: &Engine, text: &str, vector: Option<&[f32]>) -> crate::Outcome {
    engine.ask(&Question {
        text,
        brand: BRAND,
        locale: None::<&Locale>,
        audience: &Audience::Anyone,
        now: DateTime::UNIX_EPOCH,
        page: None,
        product: None,
        vector,
    })
}

fn line(
    text: String,
    question: &AskedLine,
    outcome: crate::Outcome,
    names: &HashMap<Key, &str>,
) -> Line {
    let promised = outcome.answer.is_some();
    let asks_which = outcome.asks_which;
    let hits: Vec<Hit> = outcome.answer.into_iter().chain(outcome.suggestions).take(5).collect();
    let got = |hit: Hit| {
        let id = names.get(&hit.key).map(|it| (*it).to_owned());
        id.map(|id| Got { id, confidence: hit.confidence })
    };
    Line {
        text,
        expected: question.expected.clone(),
        got: hits.into_iter().filter_map(got).collect(),
        confidence: outcome.confidence,
        promised,
        asks_which,
    }
}
