//! Meaning as numbers: how near an article's vectors are to that of a question.
//!
//! The engine knows vectors, not where they come from. Words alone decide what is promised: no
//! threshold was ever measured with vectors, so they only add to suggestions and order them.

use std::collections::BTreeMap;
use std::sync::Arc;

use lotse_domain::ids::ArticleId;

use crate::candidates::{Candidate, Filter};
use crate::document::Document;
use crate::fusion::Evidence;
use crate::reading::clipped;
use crate::sections::{Section, sections_of};
use crate::segment::{BODY_CHARS, Doc};
use crate::shelf::Shelf;

/// Texts of one article that get a vector: its title with its short answer, then phrasings.
const TEXTS: usize = 8;
/// Characters of such a text.
const TEXT_CHARS: usize = 600;
/// Articles beside those that words find.
const NEAREST: usize = 24;
/// Nearness below this is chance.
const CHANCE: f32 = 0.25;
/// How sure it is of an article as near as can be, of which words say nothing. Of 0.35, 0.7 and 1 the
/// one that put most right articles first without telling missing answers apart much worse, measured
/// with one small English model on three sets; see docs/answers.md.
const UNTRIED: f32 = 0.7;

/// The vectors of a shelf's articles. Only those of articles that stand on the shelf.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Vectors {
    /// Numbers of one vector; 0 while there is none.
    dimension: usize,
    /// In a fixed order; an article's vectors one after the other, each of unit length.
    of: BTreeMap<ArticleId, Arc<[f32]>>,
}

impl Vectors {
    pub(crate) fn has(&self, article: ArticleId) -> bool {
        self.of.contains_key(&article)
    }

    pub(crate) fn len(&self) -> usize {
        self.of.len()
    }

    /// Sets the vectors of an article. Those of another length than all others belong to another
    /// model: they begin anew.
    pub(crate) fn put(&mut self, article: ArticleId, vectors: &[Vec<f32>]) {
        let Some(dimension) = vectors.first().map(Vec::len) else { return };
        if self.dimension != dimension {
            *self = Self { dimension, of: BTreeMap::new() };
        }
        let of_length = vectors.iter().filter(|it| it.len() == dimension);
        self.of.insert(article, of_length.flat_map(|it| unit(it)).collect());
    }

    pub(crate) fn take_out(&mut self, article: ArticleId) {
        self.of.remove(&article);
    }

    pub(crate) fn size_bytes(&self) -> usize {
        self.of.values().map(|it| it.len() * size_of::<f32>()).sum()
    }
}

/// How near articles are to a question, in [0, 1], by article.
#[derive(Debug, Default)]
pub(crate) struct Nearness(Vec<(ArticleId, f32)>);

impl Nearness {
    /// How near each article on the shelf is. What counts is how much nearer it is than the others
    /// are to this question, since models differ in that: to some everything is half alike.
    #[expect(clippy::cast_precision_loss, reason = "some hundred thousand at most")]
    pub(crate) fn of(vectors: &Vectors, question: Option<&[f32]>) -> Self {
        let Some(question) = question.filter(|it| !it.is_empty() && it.len() == vectors.dimension)
        else {
            return Self::default();
        };
        let question = unit(question);
        let nearest = |block: &Arc<[f32]>| {
            let all = block.chunks_exact(question.len()).map(|it| product(it, &question));
            all.fold(0.0, f32::max)
        };
        let mut near: Vec<(ArticleId, f32)> =
            vectors.of.iter().map(|(article, block)| (*article, nearest(block))).collect();
        let (sum, most) =
            near.iter().fold((0.0, 0.0_f32), |it, one| (it.0 + one.1, it.1.max(one.1)));
        // The nearest one says nothing of the others.
        let others = near.len().saturating_sub(1).max(1) as f32;
        let usual = ((sum - most) / others).clamp(0.0, 0.99);
        for (_, it) in &mut near {
            *it = ((*it - usual) / (1.0 - usual)).clamp(0.0, 1.0);
        }
        Self(near)
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn of_article(&self, article: ArticleId) -> f32 {
        let place = self.0.binary_search_by_key(&article, |it| it.0).ok();
        place.and_then(|it| self.0.get(it)).map_or(0.0, |it| it.1)
    }

    /// The nearest articles that may be found, nearest first.
    fn nearest(&self, shelf: &Shelf, may: Filter<'_>) -> Vec<Candidate> {
        let mut near: Vec<_> = self.0.iter().filter(|it| CHANCE <= it.1).collect();
        near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let candidate = |article: ArticleId| {
            let place = shelf.place_of(article)?;
            shelf.doc(place).filter(|it| may(it))?;
            Some(Candidate { place, article, evidence: Evidence::default() })
        };
        near.into_iter().filter_map(|it| candidate(it.0)).take(NEAREST).collect()
    }
}

/// A candidate and how sure it is.
#[derive(Debug, Clone)]
pub(crate) struct Likely {
    pub(crate) candidate: Candidate,
    /// How sure words are of it.
    pub(crate) by_words: f32,
    /// How sure words and vectors are of it.
    pub(crate) confidence: f32,
    /// Whether vectors speak for it.
    pub(crate) is_near: bool,
}

/// What words found, with what vectors say of it and what only they find; best first. With
/// `is_promised` the first stays what it is and where it is.
pub(crate) fn joined(
    mut likely: Vec<Likely>,
    (near, shelf): (&Nearness, &Shelf),
    may: Filter<'_>,
    is_promised: bool,
) -> Vec<Likely> {
    if near.is_empty() {
        return likely;
    }
    for candidate in near.nearest(shelf, may) {
        if !likely.iter().any(|it| it.candidate.article == candidate.article) {
            let (by_words, confidence) = (0.0, 0.0);
            likely.push(Likely { candidate, by_words, confidence, is_near: true });
        }
    }
    for it in likely.iter_mut().skip(usize::from(is_promised)) {
        let near = near.of_article(it.candidate.article);
        it.is_near = CHANCE <= near;
        // Either is enough; both together are more.
        it.confidence += (1.0 - it.by_words) * UNTRIED * near;
    }
    if let Some(rest) = likely.get_mut(usize::from(is_promised)..) {
        // Equals stay as words have them.
        rest.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    }
    likely
}

/// The texts of an article that vectors are made of, most telling first; never none.
pub(crate) fn texts_of_doc(doc: &Doc) -> Vec<String> {
    texts(&doc.title, &doc.short, doc.sections.first(), &doc.phrasings)
}

/// The same of a document as it comes in.
pub(crate) fn texts_of(document: &Document) -> Vec<String> {
    let sections = sections_of(clipped(&document.body, BODY_CHARS));
    texts(&document.title, &document.short, sections.first(), &document.phrasings)
}

fn texts(title: &str, short: &str, first: Option<&Section>, phrasings: &[String]) -> Vec<String> {
    let beginning = first.map_or("", |it| it.text.as_str());
    let says = if short.trim().is_empty() { clipped(beginning, TEXT_CHARS / 2) } else { short };
    let whole = format!("{}\n{}", title.trim(), says.trim());
    let phrasings = phrasings.iter().map(|it| it.trim()).filter(|it| !it.is_empty());
    let all = std::iter::once(whole.trim()).chain(phrasings).take(TEXTS);
    all.map(|it| clipped(it, TEXT_CHARS).to_owned()).collect()
}

/// The vector with length 1; one that has none or no numbers in it becomes zeros, which are near to
/// nothing.
fn unit(vector: &[f32]) -> Vec<f32> {
    let length = product(vector, vector).sqrt();
    let factor = if length.is_finite() && 1e-9 < length { 1.0 / length } else { 0.0 };
    if factor == 0.0 {
        vec![0.0; vector.len()]
    } else {
        vector.iter().map(|it| it * factor).collect()
    }
}

/// The sum of the products. In eight sums beside each other, which the machine adds at a time.
fn product(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 8];
    let (a, b) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f32 = a.remainder().iter().zip(b.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in a.zip(b) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    sums.iter().sum::<f32>() + rest
}
