//! Training: a linear model from everything that is known to be asked, the weights of the evidence,
//! and how sure the engine may be, all judged on questions it has not learned from.

use std::sync::Arc;
use std::thread;

use lotse_domain::ids::ArticleId;

use crate::asked::Asked;
use crate::candidates::collect;
use crate::fusion::{Evidence, Weights};
use crate::learning::{Example, Model};
use crate::lesson::{Material, Saying};
use crate::segment::Doc;
use crate::shelf::Shelf;
use crate::signals::Signal;
use crate::surety::{About, Judged, Signs, Surety};
use crate::trade::{Topic, Trade, strangers};
use crate::trial::Trials;
use crate::typing::with_errors;

/// Ways of asking from which on there is something to learn.
const FEWEST: usize = 40;
/// Questions of other companies asked in one trial, at most.
const STRANGERS: usize = 200;
/// Of so many questions the engine asks itself one is asked with typing errors.
const MISTYPED: u64 = 3;
/// What a title counts beside a way of asking.
const TITLE: f32 = 0.5;

/// Whether enough was learned since the last training.
pub(crate) fn is_due(shelf: &Shelf) -> bool {
    let now = amount(shelf);
    let before = shelf.model.trained_from;
    FEWEST <= now && before < now.abs_diff(before).saturating_mul(50)
}

/// About how many ways of asking the shelf knows beside titles; asked for again and again.
fn amount(shelf: &Shelf) -> usize {
    shelf.learned.examples.len() + shelf.parts.iter().map(|it| it.segment.phrasings).sum::<usize>()
}

fn threads() -> usize {
    thread::available_parallelism().map_or(1, |it| it.get().min(8))
}

/// A model of all that the shelf knows.
pub(crate) fn trained(shelf: &Shelf) -> Model {
    let exams = examined(shelf);
    let mut model = with_linear(shelf);
    if FEWEST <= exams.len() {
        let questions: Vec<(Vec<Evidence>, usize)> =
            exams.iter().filter_map(Exam::lesson).collect();
        let has_examples = !shelf.learned.examples.is_empty();
        let usual = if has_examples { Weights::taught() } else { Weights::default() };
        model.weights = Weights::fitted(&questions, &usual);
        let judged: Vec<Judged> = exams.iter().map(|it| it.judged(&model.weights)).collect();
        // Phrasings of an article are more alike than the questions of people; only confirmed ones
        // show how sure it may be.
        if FEWEST <= shelf.learned.examples.len() {
            model.surety = Surety::fitted(&judged);
        }
    }
    model
}

fn with_linear(shelf: &Shelf) -> Model {
    let linear = material(shelf).learned(threads()).map(Arc::new);
    Model { trained_from: amount(shelf), linear, ..Model::default() }
}

/// Everything that is known to be asked for, article by article.
fn material(shelf: &Shelf) -> Material {
    let mut material = Material::default();
    let trade = Trade::of(&shelf.reader);
    let trade = (shelf.without != Some(Signal::Catalogue)).then_some(&*trade);
    for example in &shelf.learned.examples {
        if shelf.place_of(example.article).is_some() {
            material.add(saying(example, trade));
        }
    }
    for doc in shelf.docs() {
        if 1 < doc.phrasings.len() || material.has(doc.article) {
            add_article(&mut material, doc, shelf, trade);
        }
    }
    material
}

fn saying(example: &Example, trade: Option<&Trade>) -> Saying {
    let weight = example.weight.min(3.0);
    let features = example.features.clone();
    let themes = themes(&features, trade);
    Saying { article: example.article, features, themes, weight }
}

fn themes(features: &[u32], trade: Option<&Trade>) -> Vec<Topic> {
    trade.map(|it| it.themes(features.iter().copied())).unwrap_or_default()
}

/// The article's own ways: its title says less about how people ask.
fn add_article(material: &mut Material, doc: &Doc, shelf: &Shelf, trade: Option<&Trade>) {
    let phrasings = doc.phrasings.iter().map(|it| (it, 1.0));
    for (text, weight) in phrasings.chain([(&doc.title, TITLE)]) {
        let features = shelf.reader.features(text);
        let themes = themes(&features, trade);
        material.add(Saying { article: doc.article, features, themes, weight });
    }
}

/// A question the engine asked itself.
struct Exam {
    asked: Asked,
    candidates: Vec<(ArticleId, Evidence)>,
    /// `None` where there is no answer.
    right: Option<ArticleId>,
    about: About,
    known: f32,
}

impl Exam {
    fn lesson(&self) -> Option<(Vec<Evidence>, usize)> {
        let right = self.right?;
        let at = self.candidates.iter().position(|(article, _)| *article == right)?;
        Some((self.candidates.iter().map(|(_, evidence)| *evidence).collect(), at))
    }

    fn judged(&self, weights: &Weights) -> Judged {
        let mut ranked: Vec<(f32, Evidence, ArticleId)> = self
            .candidates
            .iter()
            .map(|(article, evidence)| (weights.score(evidence), *evidence, *article))
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)));
        let best = ranked.first().map(|it| it.2);
        let ranked: Vec<(f32, Evidence)> = ranked.into_iter().map(|it| (it.0, it.1)).collect();
        Judged {
            signs: Signs::of(&self.asked, &ranked, self.known),
            is_right: best.is_some() && best == self.right,
            about: self.about,
        }
    }
}

/// Asks ways of asking that a model has not learned from.
fn examined(shelf: &Shelf) -> Vec<Exam> {
    let mut exams = Vec::new();
    for trial in Trials::new(shelf) {
        let mut knowing = trial.shelf;
        knowing.model = Arc::new(with_linear(&knowing));
        let strangers = strangers(&knowing, trial.questions.len().min(STRANGERS));
        let strangers = strangers.into_iter().map(|it| (it.to_owned(), None, About::Elsewhere));
        let ours = trial.questions.into_iter().map(|(text, right)| {
            let about = if right.is_some() { About::Answered } else { About::Missing };
            (text, right, about)
        });
        let questions = ours.chain(strangers).zip(0..);
        let questions: Vec<_> = questions
            .map(|((text, right, about), at)| (as_typed(text, at), right, about))
            .collect();
        exams.extend(in_threads(&questions, |(text, right, about)| {
            let asked = Asked::new(text, &knowing);
            let found = collect(&knowing, &asked, &|_| true);
            Some(Exam {
                candidates: found.into_iter().map(|it| (it.article, it.evidence)).collect(),
                right: *right,
                about: *about,
                known: asked.known_share(|it| knowing.learned.knows(it)),
                asked,
            })
        }));
    }
    exams
}

/// A question as somebody may type it: one in three with one or two errors.
fn as_typed(text: String, at: u64) -> String {
    match at % MISTYPED {
        0 => with_errors(&text, if at.is_multiple_of(2) { 1 } else { 2 }, at),
        _ => text,
    }
}

/// Works through a list on all cores; the results keep its order.
fn in_threads<T: Sync, R: Send>(list: &[T], work: impl Fn(&T) -> Option<R> + Sync) -> Vec<R> {
    let share = list.len().div_ceil(threads()).max(1);
    let work = &work;
    thread::scope(|scope| {
        let started: Vec<_> = list
            .chunks(share)
            .map(|chunk| scope.spawn(move || chunk.iter().filter_map(work).collect::<Vec<R>>()))
            .collect();
        started.into_iter().filter_map(|it| it.join().ok()).flatten().collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_in_three_questions_is_asked_with_typing_errors() {
        let asked: Vec<String> =
            (0..30).map(|at| as_typed("Wo ist mein Paket".into(), at)).collect();
        let plain = asked.iter().filter(|it| *it == "Wo ist mein Paket").count();
        assert!((20..24).contains(&plain), "{plain}");
    }
}
