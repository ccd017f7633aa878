//! Collects the candidates for a question from a shelf, with the evidence for each.

use std::cell::RefCell;
use std::collections::HashMap;

use lotse_domain::ids::ArticleId;

use crate::asked::{Asked, AskedWord};
use crate::fusion::Evidence;
use crate::phrases::Source;
use crate::segment::{Bits, Doc, share_of_step, weight_of_step};
use crate::shelf::{Part, Place, Shelf};
use crate::trade::Topic;

/// Candidates taken from each kind of evidence.
const BEST_OF_EACH: usize = 24;
/// Rows of the index visited for the words of one question.
const WORD_BUDGET: usize = 60_000;
/// Rows visited for its pieces.
const PIECE_BUDGET: usize = 150_000;
/// Confirmed questions that vote.
const VOTERS: usize = 16;
/// Where a word's weight in a document stops to count more.
const SATURATION: f32 = 1.6;

/// What the trained model says of an article it does not know.
const UNSEEN: f32 = -0.5;

/// An article that may answer.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) place: Place,
    pub(crate) article: ArticleId,
    pub(crate) evidence: Evidence,
}

/// Who may be found.
pub(crate) type Filter<'a> = &'a dyn Fn(&Doc) -> bool;

#[derive(Default)]
struct Scratch {
    words: Vec<f32>,
    cover: Vec<f32>,
    title: Vec<f32>,
    phrasing: Vec<f32>,
    likeness: Vec<f32>,
    topic: Vec<f32>,
    kin: Vec<f32>,
    of_word: Vec<(u32, f32, f32)>,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// All candidates worth a look, in no order.
pub(crate) fn collect(shelf: &Shelf, asked: &Asked, may: Filter<'_>) -> Vec<Candidate> {
    SCRATCH.with_borrow_mut(|scratch| {
        let mut found: HashMap<ArticleId, Candidate> = HashMap::new();
        let learned = learned_evidence(shelf, asked, scratch);
        for (at, part) in shelf.parts.iter().enumerate() {
            score_part(part, asked, scratch);
            let mut rows = best_rows(part, scratch, may);
            let led = learned.iter().filter(|(_, it)| it.leads).map(|(article, _)| article);
            let also = led.filter_map(|it| part.segment.rows.get(it));
            rows.extend(also.filter(|row| !part.gone.has(**row)));
            for row in rows {
                let Some(doc) = part.segment.docs.get(row as usize).filter(|it| may(it)) else {
                    continue;
                };
                let of_article = learned.get(&doc.article);
                let mut evidence = evidence_of(doc, row, scratch, of_article, asked);
                if let Some(signal) = shelf.without {
                    let none = Evidence { trained: UNSEEN, ..Evidence::default() };
                    evidence = signal.out_of(evidence, &none);
                }
                let candidate = Candidate { place: (at, row), article: doc.article, evidence };
                found.insert(doc.article, candidate);
            }
        }
        let mut found: Vec<_> = found.into_values().collect();
        found.sort_by_key(|it| it.place);
        found
    })
}

/// What confirmed questions and the trained model say of one article.
#[derive(Debug, Clone, Copy)]
struct LearnedOf {
    near: f32,
    vote: f32,
    usual: f32,
    trained: f32,
    /// Whether this alone makes the article a candidate.
    leads: bool,
}

impl Default for LearnedOf {
    fn default() -> Self {
        Self { near: 0.0, vote: 0.0, usual: 0.0, trained: UNSEEN, leads: false }
    }
}

type LearnedEvidence = HashMap<ArticleId, LearnedOf>;

fn learned_evidence(shelf: &Shelf, asked: &Asked, scratch: &mut Scratch) -> LearnedEvidence {
    let learned = &shelf.learned;
    let mut evidence = LearnedEvidence::new();
    let mut near: Vec<(f32, u32)> = Vec::new();
    let mut usual = vec![(0.0_f32, 0.0_f32); learned.classes.len()];
    for phrases in learned.phrases() {
        phrases.compare(&asked.full_features, PIECE_BUDGET, &mut scratch.likeness);
        for (likeness, target) in scratch.likeness.iter().zip(&phrases.targets) {
            let at = *target as usize;
            let Some(class) = learned.class_of.get(at) else { continue };
            if let Some((sum, count)) = usual.get_mut(*class as usize) {
                *sum += likeness;
                *count += 1.0;
            }
            if 0.05 < *likeness {
                near.push((*likeness, *class));
            }
        }
    }
    let by_likeness = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    near.sort_unstable_by(by_likeness);
    near.truncate(VOTERS * 8);
    let all: f32 = near.iter().take(VOTERS).map(|(likeness, _)| likeness.powi(4)).sum();
    for (rank, (likeness, class)) in near.into_iter().enumerate() {
        let Some(article) = learned.classes.get(class as usize) else { continue };
        let entry: &mut LearnedOf = evidence.entry(*article).or_default();
        entry.near = entry.near.max(likeness);
        entry.leads = true;
        if rank < VOTERS {
            entry.vote += likeness.powi(4) / all.max(1e-9);
        }
    }
    add_trained(shelf, asked, &mut evidence);
    for (article, (sum, count)) in learned.classes.iter().zip(usual) {
        evidence.entry(*article).or_default().usual = sum / (count + 1.0);
    }
    evidence
}

fn add_trained(shelf: &Shelf, asked: &Asked, evidence: &mut LearnedEvidence) {
    let Some(linear) = shelf.model.linear.as_deref() else { return };
    let features = asked.features.iter().map(|it| it.0);
    let judged = linear.judge(&linear.row_of(features, &asked.themes));
    let mut ranked: Vec<(f32, ArticleId)> =
        judged.into_iter().zip(linear.classes.iter().copied()).collect();
    ranked.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    for (rank, (sum, article)) in ranked.into_iter().enumerate() {
        let entry = evidence.entry(article).or_default();
        entry.trained = sum.clamp(-1.5, 1.5);
        entry.leads |= rank < BEST_OF_EACH;
    }
}

/// Scores all documents of a part by words and likeness.
fn score_part(part: &Part, asked: &Asked, scratch: &mut Scratch) {
    let count = part.segment.docs.len();
    let Scratch { words, cover, title, phrasing, topic, kin, .. } = scratch;
    for list in [words, cover, title, phrasing, topic, kin] {
        list.clear();
        list.resize(count, 0.0);
    }
    let mut order: Vec<&AskedWord> = asked.words.iter().filter(|it| it.is_known).collect();
    order.sort_by(|a, b| b.rarity.total_cmp(&a.rarity));
    let mut visited = 0;
    for word in order {
        visited += score_word(part, word, scratch);
        if WORD_BUDGET < visited {
            break;
        }
    }
    add_topics(part, &asked.topics, &mut scratch.topic);
    add_topics(part, &asked.kin, &mut scratch.kin);
    let phrases = &part.segment.phrases;
    phrases.compare(&asked.features, PIECE_BUDGET, &mut scratch.likeness);
    let rows = scratch.likeness.iter().zip(&phrases.targets).zip(&phrases.sources);
    for ((likeness, target), source) in rows {
        if *likeness <= 0.0 {
            continue;
        }
        let list = match source {
            Source::Title => &mut scratch.title,
            Source::Phrasing | Source::Word | Source::Confirmed => &mut scratch.phrasing,
        };
        if let Some(best) = list.get_mut(*target as usize) {
            *best = best.max(*likeness);
        }
    }
}

/// Adds to each document how far it is about these topics.
fn add_topics(part: &Part, topics: &[Topic], sums: &mut [f32]) {
    for (entry, share) in topics {
        let rows = part.segment.topics.rows(u32::from(*entry));
        for (row, step) in rows.rows.iter().zip(rows.weights) {
            if let Some(sum) = sums.get_mut(*row as usize) {
                *sum += share * share_of_step(*step);
            }
        }
    }
}

/// Adds the best variant of a word to each document that has one; returns the rows visited.
fn score_word(part: &Part, word: &AskedWord, scratch: &mut Scratch) -> usize {
    scratch.of_word.clear();
    for variant in &word.variants {
        let rows = part.segment.terms.rows(variant.key);
        for (row, step) in rows.rows.iter().zip(rows.weights) {
            let weight = weight_of_step(*step);
            let strength = variant.weight * weight * (SATURATION + 1.0) / (weight + SATURATION);
            scratch.of_word.push((*row, strength, variant.weight));
        }
    }
    if 1 < word.variants.len() {
        scratch.of_word.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        scratch.of_word.dedup_by_key(|it| it.0);
    }
    for (row, strength, weight) in &scratch.of_word {
        let at = *row as usize;
        if let (Some(words), Some(cover)) = (scratch.words.get_mut(at), scratch.cover.get_mut(at)) {
            *words += strength * word.rarity;
            *cover += weight * word.rarity;
        }
    }
    scratch.of_word.len()
}

/// The rows with the best words and those with the best likeness.
fn best_rows(part: &Part, scratch: &Scratch, may: &dyn Fn(&Doc) -> bool) -> Vec<u32> {
    let mut rows = Vec::new();
    for list in [&scratch.words, &scratch.title, &scratch.phrasing, &scratch.topic, &scratch.kin] {
        // Some of the best may not be shown to whoever asks, so more are taken first.
        let found = highest(list, &part.gone, BEST_OF_EACH * 8);
        let doc = |row: u32| part.segment.docs.get(row as usize);
        let shown =
            found.into_iter().map(|(_, row)| row).filter(|row| doc(*row).is_some_and(|it| may(it)));
        rows.extend(shown.take(BEST_OF_EACH));
    }
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// The rows with the highest scores above 0, highest first.
fn highest(scores: &[f32], gone: &Bits, most: usize) -> Vec<(f32, u32)> {
    let by_score = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    let mut found: Vec<(f32, u32)> = Vec::with_capacity(most * 2);
    let mut lowest = 0.0;
    for (score, row) in scores.iter().copied().zip(0_u32..) {
        if score <= lowest || gone.has(row) {
            continue;
        }
        found.push((score, row));
        if most * 2 <= found.len() {
            found.select_nth_unstable_by(most, by_score);
            found.truncate(most);
            lowest = found.iter().map(|it| it.0).fold(f32::INFINITY, f32::min);
        }
    }
    found.sort_unstable_by(by_score);
    found.truncate(most);
    found
}

fn evidence_of(
    doc: &Doc,
    row: u32,
    scratch: &Scratch,
    learned: Option<&LearnedOf>,
    asked: &Asked,
) -> Evidence {
    let at = |list: &[f32]| list.get(row as usize).copied().unwrap_or_default();
    let learned = learned.copied().unwrap_or_default();
    let weight = asked.weight().max(1e-6);
    Evidence {
        words: at(&scratch.words) / (weight * (SATURATION + 1.0)),
        cover: at(&scratch.cover) / weight,
        title: at(&scratch.title).min(1.0),
        phrasing: at(&scratch.phrasing).min(1.0).powi(2),
        near: learned.near.min(1.0),
        vote: learned.vote,
        usual: learned.usual,
        trained: learned.trained,
        code: if code_of(doc, asked).is_some() { 1.0 } else { 0.0 },
        topic: at(&scratch.topic).sqrt().min(1.0),
        kin: at(&scratch.kin).sqrt().min(1.0),
    }
}

/// The code that the question names and the document explains.
pub(crate) fn code_of(doc: &Doc, asked: &Asked) -> Option<String> {
    let plain = |it: &str| -> String {
        it.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let named = || asked.words.iter().filter(|it| it.is_code).map(|it| plain(&it.text));
    doc.codes.iter().find(|code| named().any(|it| it == plain(code))).cloned()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use lotse_domain::ids::BrandId;
    use uuid::Uuid;

    use super::*;
    use crate::learning::Model;
    use crate::linear::Linear;
    use crate::lists::key_of;
    use crate::reading::STEM;

    #[test]
    fn what_the_model_knows_and_ranks_low_is_not_taken_for_unknown() {
        let articles: Vec<ArticleId> = (0..60).map(|it| ArticleId(Uuid::from_u128(it))).collect();
        let mut shelf = Shelf::new(BrandId(Uuid::nil()), "en".parse().unwrap());
        let mut weights = vec![-1.0; 120];
        weights[60..].fill(0.0);
        let features = vec![key_of(STEM, "parcel")];
        let linear = Linear { features, rarities: vec![1.0], classes: articles.clone(), weights };
        shelf.model = Arc::new(Model { linear: Some(Arc::new(linear)), ..Model::default() });
        let asked = Asked::new("parcel", &shelf);
        let learned = learned_evidence(&shelf, &asked, &mut Scratch::default());
        assert!(articles.iter().all(|it| learned[it].trained < UNSEEN));
        assert_eq!(learned.values().filter(|it| it.leads).count(), BEST_OF_EACH);
    }
}
