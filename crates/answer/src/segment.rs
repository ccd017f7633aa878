//! A part of a shelf that never changes: documents, their words and their ways of being asked for.

use std::collections::HashMap;
use std::sync::Arc;

use lotse_domain::ids::ArticleId;
use lotse_domain::knowledge::{Access, Kind};

use crate::document::Document;
use crate::lists::{Entry, Lists};
use crate::phrases::{Phrase, Phrases, Source};
use crate::reading::{Reader, clipped, keys_of};
use crate::sections::{Section, sections_of};
use crate::surfaces::Surfaces;
use crate::trade::{Topic, Trade};

/// Phrasings of one article that are compared.
const PHRASINGS: usize = 24;
/// Characters of a body that are indexed; manuals beyond that are better split.
pub(crate) const BODY_CHARS: usize = 200_000;

/// A document as the index keeps it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Doc {
    pub(crate) article: ArticleId,
    pub(crate) access: Access,
    pub(crate) kind: Kind,
    pub(crate) title: String,
    pub(crate) phrasings: Vec<String>,
    pub(crate) short: String,
    pub(crate) words: Vec<String>,
    pub(crate) products: Vec<String>,
    pub(crate) codes: Vec<String>,
    pub(crate) sections: Vec<Section>,
    /// What of the trade's catalogue it is about, most first.
    pub(crate) topics: Vec<Topic>,
    pub(crate) revision: i64,
}

impl Doc {
    pub(crate) fn new(from: &Document, reader: &Reader) -> Self {
        let mut sections = sections_of(clipped(&from.body, BODY_CHARS));
        for section in &mut sections {
            section.keys = reader.keys(&section.heading);
            section.keys.extend(reader.keys(&section.text));
            section.keys.sort_unstable();
            section.keys.dedup();
        }
        Self {
            article: from.key.article,
            access: from.access.clone(),
            kind: from.kind,
            title: from.title.clone(),
            phrasings: from.phrasings.clone(),
            short: from.short.clone(),
            words: from.words.clone(),
            products: from.products.clone(),
            codes: from.codes.clone(),
            topics: topics_of(from, &sections, reader),
            sections,
            revision: from.revision,
        }
    }

    /// The ways of asking for it that are compared, with what they are.
    pub(crate) fn ways(&self) -> impl Iterator<Item = (Source, &str)> {
        let title = std::iter::once((Source::Title, self.title.as_str()));
        let phrasings = self.phrasings.iter().map(|it| (Source::Phrasing, it.as_str()));
        let short = Some(self.short.as_str()).filter(|it| !it.is_empty());
        let words = self.words.iter().map(String::as_str).chain(short);
        title
            .chain(phrasings)
            .take(PHRASINGS)
            .chain(words.map(|it| (Source::Word, it)).take(PHRASINGS))
    }
}

/// What a field is worth and how many words it usually has: a word in a short field says more.
struct Field {
    weight: f32,
    usual_words: f32,
    /// 0 ignores the length, 1 counts it fully.
    by_length: f32,
}

const TITLE: Field = Field { weight: 3.0, usual_words: 6.0, by_length: 0.4 };
const PHRASING: Field = Field { weight: 0.4, usual_words: 30.0, by_length: 0.5 };
const WORDS: Field = Field { weight: 2.5, usual_words: 6.0, by_length: 0.3 };
const HEADING: Field = Field { weight: 1.6, usual_words: 15.0, by_length: 0.5 };
const SHORT: Field = Field { weight: 1.4, usual_words: 20.0, by_length: 0.5 };
const BODY: Field = Field { weight: 1.0, usual_words: 150.0, by_length: 0.7 };
const CODES: Field = Field { weight: 5.0, usual_words: 4.0, by_length: 0.0 };

/// Steps of a word's weight in a document per byte of the index.
const STEPS: f32 = 20.0;
/// Steps of a topic's share.
const SHARE_STEPS: f32 = 255.0;

/// A weight as kept in the index back as a number.
pub(crate) fn weight_of_step(step: u8) -> f32 {
    f32::from(step) / STEPS
}

/// Documents with everything that finds them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Segment {
    pub(crate) docs: Vec<Arc<Doc>>,
    pub(crate) rows: HashMap<ArticleId, u32>,
    pub(crate) terms: Lists,
    pub(crate) phrases: Phrases,
    /// Documents by what of the trade's catalogue they are about.
    pub(crate) topics: Lists,
    pub(crate) surfaces: Surfaces,
    /// How many phrasings the documents have together, those that are gone since included.
    pub(crate) phrasings: usize,
}

impl Segment {
    /// Reads the documents; each article may come once. The phrases have no norms yet.
    pub(crate) fn build(docs: Vec<Arc<Doc>>, reader: &Reader) -> Self {
        let mut terms = Vec::new();
        let mut phrases = Vec::new();
        let mut surfaces = Vec::new();
        let mut topics = Vec::new();
        for (row, doc) in (0_u32..).zip(&docs) {
            let weights = term_weights(doc, reader);
            terms.extend(weights.into_iter().map(|(key, weight)| Entry {
                key,
                row,
                weight: step_of(weight),
            }));
            topics.extend(doc.topics.iter().map(|(entry, share)| Entry {
                key: u32::from(*entry),
                row,
                weight: share_step_of(*share),
            }));
            for (source, text) in doc.ways() {
                let words = reader.question(text);
                phrases.push(Phrase { target: row, source, features: reader.features_of(&words) });
                let weight = if source == Source::Title { 2 } else { 1 };
                surfaces.extend(words.into_iter().map(|it| (it.folded, row, weight)));
            }
        }
        let rows = rows_of(&docs);
        let surfaces = Surfaces::new(surfaces);
        Self {
            terms: Lists::new(terms, true),
            phrases: Phrases::new(&phrases),
            topics: Lists::new(topics, true),
            rows,
            phrasings: phrasings_of(&docs),
            docs,
            surfaces,
        }
    }

    /// Both together without the documents that are gone, and again without norms.
    pub(crate) fn merged(&self, gone: &Bits, other: &Self, other_gone: &Bits) -> Self {
        let mut docs = Vec::with_capacity(self.docs.len() + other.docs.len());
        let first = kept(&self.docs, gone, &mut docs);
        let second = kept(&other.docs, other_gone, &mut docs);
        Self {
            rows: rows_of(&docs),
            phrasings: phrasings_of(&docs),
            docs,
            terms: self.terms.merged(&first, &other.terms, &second),
            phrases: self.phrases.merged(&first, &other.phrases, &second),
            topics: self.topics.merged(&first, &other.topics, &second),
            surfaces: self.surfaces.merged(&first, &other.surfaces, &second),
        }
    }

    pub(crate) fn size_bytes(&self) -> usize {
        self.terms.size_bytes()
            + self.phrases.size_bytes()
            + self.topics.size_bytes()
            + self.surfaces.size_bytes()
    }
}

/// Where each article stands.
pub(crate) fn rows_of(docs: &[Arc<Doc>]) -> HashMap<ArticleId, u32> {
    docs.iter().map(|it| it.article).zip(0_u32..).collect()
}

pub(crate) fn phrasings_of(docs: &[Arc<Doc>]) -> usize {
    docs.iter().map(|it| it.phrasings.len()).sum()
}

fn kept(docs: &[Arc<Doc>], gone: &Bits, into: &mut Vec<Arc<Doc>>) -> Vec<u32> {
    let mut names = Vec::with_capacity(docs.len());
    for (row, doc) in (0_u32..).zip(docs) {
        if gone.has(row) {
            names.push(u32::MAX);
        } else {
            names.push(u32::try_from(into.len()).unwrap_or(u32::MAX));
            into.push(Arc::clone(doc));
        }
    }
    names
}

/// The weight of each key in a document, over all its fields.
fn term_weights(doc: &Doc, reader: &Reader) -> HashMap<u32, f32> {
    let mut weights = HashMap::new();
    let mut add = |field: &Field, texts: &mut dyn Iterator<Item = &str>| {
        let mut counts: HashMap<u32, f32> = HashMap::new();
        let mut length = 0.0_f32;
        for text in texts {
            for word in reader.words(text) {
                length += 1.0;
                for (key, share) in keys_of(&word) {
                    *counts.entry(key).or_default() += share;
                }
            }
        }
        let damping = 1.0 - field.by_length + field.by_length * length / field.usual_words;
        for (key, count) in counts {
            *weights.entry(key).or_default() += field.weight * count / damping;
        }
    };
    add(&TITLE, &mut std::iter::once(doc.title.as_str()));
    add(&PHRASING, &mut doc.phrasings.iter().map(String::as_str));
    add(&WORDS, &mut doc.words.iter().map(String::as_str));
    add(&HEADING, &mut doc.sections.iter().map(|it| it.heading.as_str()));
    add(&SHORT, &mut std::iter::once(doc.short.as_str()));
    add(&BODY, &mut doc.sections.iter().map(|it| it.text.as_str()));
    add(&CODES, &mut doc.codes.iter().chain(&doc.products).map(String::as_str));
    weights
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
fn step_of(weight: f32) -> u8 {
    (weight * STEPS).round().clamp(1.0, 255.0) as u8
}

/// A share of a topic in [0, 1] as kept in the index.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
pub(crate) fn share_step_of(share: f32) -> u8 {
    (share * SHARE_STEPS).round().clamp(1.0, 255.0) as u8
}

/// A share of a topic as kept in the index back as a number.
pub(crate) fn share_of_step(step: u8) -> f32 {
    f32::from(step) / SHARE_STEPS
}

/// What of the trade's catalogue a document is about: its title says most.
fn topics_of(from: &Document, sections: &[Section], reader: &Reader) -> Vec<Topic> {
    let trade = Trade::of(reader);
    let phrasings = from.phrasings.iter().take(PHRASINGS).map(|it| (it.as_str(), 0.7));
    let headings = sections.iter().take(PHRASINGS).map(|it| (it.heading.as_str(), 0.3));
    let first = sections.first().map(|it| (it.text.as_str(), 0.4));
    let texts = [(from.title.as_str(), 1.0), (from.short.as_str(), 0.6)];
    let texts = texts.into_iter().chain(first).chain(phrasings).chain(headings);
    trade.topics_of_all(texts.map(|(text, weight)| (reader.features(text), weight)))
}

/// A set of row numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Bits(pub(crate) Vec<u64>);

impl Bits {
    pub(crate) fn has(&self, row: u32) -> bool {
        self.0.get(row as usize / 64).is_some_and(|it| it >> (row % 64) & 1 == 1)
    }

    pub(crate) fn add(&mut self, row: u32) {
        let at = row as usize / 64;
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        if let Some(word) = self.0.get_mut(at) {
            *word |= 1 << (row % 64);
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.0.iter().map(|it| it.count_ones() as usize).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_of_rows_has_what_was_added() {
        let mut bits = Bits::default();
        bits.add(3);
        bits.add(130);
        assert!(bits.has(3) && bits.has(130));
        assert!(!bits.has(4) && !bits.has(1_000_000));
        assert_eq!(bits.count(), 2);
    }
}
