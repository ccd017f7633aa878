//! Completion: what might be meant while somebody is still typing.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use lotse_domain::knowledge::may_read;
use lotse_text::fold::fold;

use crate::asked::rarity_of;
use crate::document::Key;
use crate::engine::State;
use crate::question::{Hit, Question};
use crate::reading::clipped;
use crate::sections::shortened;
use crate::shelf::{Place, Shelf};

/// Hits at most.
const HITS: usize = 8;
/// Characters of the typed text that count.
const TYPED_CHARS: usize = 120;
/// Words of it that count: the last ones.
const TYPED_WORDS: usize = 10;
/// Rows visited for one word; the beginnings of words are many.
const BUDGET: usize = 4_000;
/// Longer words looked at for one beginning.
const LONGER: usize = 300;
/// What a word counts that was corrected.
const CORRECTED: f32 = 0.6;
/// What a longer word counts that begins as typed.
const BEGUN: f32 = 0.8;
/// Places looked at for who may read them.
const LOOKED_AT: usize = 200;

/// A word that stands for one that was typed, and how well.
type Meant = (String, f32);

pub(crate) fn hits(state: &State, question: &Question<'_>) -> Vec<Hit> {
    let mut best: Vec<Hit> = Vec::new();
    let shelves: Vec<&Arc<Shelf>> = state.shelves_of(question.brand).collect();
    let locales: Vec<_> = shelves.iter().map(|it| it.locale.clone()).collect();
    let wanted = question.locale.and_then(|it| it.best_of(&locales));
    let (own, others): (Vec<_>, Vec<_>) =
        shelves.into_iter().partition(|it| wanted.is_none_or(|wanted| *wanted == it.locale));
    for shelf in own {
        best.extend(hits_of(shelf, question));
    }
    if best.is_empty() {
        for shelf in others {
            best.extend(hits_of(shelf, question));
        }
    }
    best.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then_with(|| a.key.cmp(&b.key)));
    best.truncate(HITS);
    best
}

fn hits_of(shelf: &Shelf, question: &Question<'_>) -> Vec<Hit> {
    let typed = Typed::new(clipped(question.text, TYPED_CHARS), shelf);
    let scores = typed.scores(shelf);
    let mut ranked: Vec<(f32, Place)> =
        scores.into_iter().map(|(place, score)| (score + demand(shelf, place), place)).collect();
    let by_score = |a: &(f32, Place), b: &(f32, Place)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    if LOOKED_AT < ranked.len() {
        ranked.select_nth_unstable_by(LOOKED_AT, by_score);
        ranked.truncate(LOOKED_AT);
    }
    ranked.sort_unstable_by(by_score);
    let mut hits = Vec::new();
    for (score, place) in ranked {
        let Some(doc) = shelf.doc(place) else { continue };
        if !may_read(&doc.access, question.audience, question.now) {
            continue;
        }
        hits.push(Hit {
            key: Key { article: doc.article, locale: shelf.locale.clone() },
            title: doc.title.clone(),
            marks: typed.marks(&doc.title, shelf),
            confidence: (score / typed.most()).clamp(0.0, 1.0),
            anchor: None,
            passage: shortened(&doc.short, 160),
            reasons: Vec::new(),
        });
        if hits.len() == HITS {
            break;
        }
    }
    hits
}

fn demand(shelf: &Shelf, place: Place) -> f32 {
    let Some(doc) = shelf.doc(place).filter(|_| !shelf.demand.is_empty()) else { return 0.0 };
    let demand = shelf.demand.get(&doc.article).copied().unwrap_or_default().max(0.0);
    0.5 * (1.0 - 1.0 / (1.0 + demand))
}

/// What was typed so far: for each word what may be meant.
struct Typed {
    words: Vec<Vec<Meant>>,
    /// The rarity of each word.
    rarities: Vec<f32>,
    /// The last word if it may go on.
    begun: Option<String>,
}

impl Typed {
    fn new(text: &str, shelf: &Shelf) -> Self {
        let is_open = text.ends_with(|it: char| it.is_alphanumeric());
        let mut words: Vec<String> =
            shelf.reader.words(text).into_iter().map(|it| it.folded).collect();
        words.drain(..words.len().saturating_sub(TYPED_WORDS));
        let begun = if is_open { words.last().cloned() } else { None };
        let last = words.len().saturating_sub(1);
        let mut meant = Vec::with_capacity(words.len());
        for (at, word) in words.iter().enumerate() {
            let begins = begun.is_some() && at == last;
            meant.push(meant_by(word, begins, shelf));
        }
        let rarities = meant.iter().map(|it| rarity(it, shelf)).collect();
        Self { words: meant, rarities, begun }
    }

    /// The highest score a document can have.
    fn most(&self) -> f32 {
        self.rarities.iter().map(|it| it * 2.0).sum::<f32>() + 0.5
    }

    /// Scores of all documents in which at least the rarest word stands.
    fn scores(&self, shelf: &Shelf) -> HashMap<Place, f32> {
        let mut order: Vec<(f32, &Vec<Meant>)> =
            self.rarities.iter().copied().zip(&self.words).collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut scores: HashMap<Place, f32> = HashMap::new();
        for (rank, (rarity, meant)) in order.into_iter().enumerate() {
            let mut of_word: HashMap<Place, f32> = HashMap::new();
            visit(shelf, meant, |place, weight| {
                let best = of_word.entry(place).or_default();
                *best = best.max(weight * rarity);
            });
            for (place, score) in of_word {
                // A common word alone brings nothing new once a rarer one has found something.
                if rank == 0 || scores.is_empty() || scores.contains_key(&place) {
                    *scores.entry(place).or_default() += score;
                }
            }
        }
        scores
    }

    /// Where the title has a word that was typed, as typed or meant.
    fn marks(&self, title: &str, shelf: &Shelf) -> Vec<Range<usize>> {
        let mut marks = Vec::new();
        for word in shelf.reader.words(title) {
            let is_meant = self.words.iter().flatten().any(|(it, _)| *it == word.folded);
            let begun = self.begun.as_deref().filter(|it| word.folded.starts_with(*it));
            let end = match begun {
                Some(begun) if !is_meant || begun.len() < word.folded.len() => {
                    word.start + prefix_bytes(&word.text, begun)
                }
                _ if is_meant => word.end,
                _ => continue,
            };
            if marks.last().is_none_or(|it: &Range<usize>| it.end <= word.start) {
                marks.push(word.start..end.min(word.end));
            }
        }
        marks
    }
}

/// How many bytes of a written word fold to at least `prefix`.
fn prefix_bytes(written: &str, prefix: &str) -> usize {
    let ends = written.char_indices().map(|(at, it)| at + it.len_utf8());
    ends.into_iter()
        .find(|end| prefix.len() <= fold(written.get(..*end).unwrap_or_default()).len())
        .unwrap_or(written.len())
}

/// The written words that may be meant: the word itself, longer ones, or its corrections.
fn meant_by(word: &str, begins: bool, shelf: &Shelf) -> Vec<Meant> {
    let mut meant = vec![(word.to_owned(), 1.0)];
    let mut room = BUDGET;
    if begins {
        for part in &shelf.parts {
            for (longer, rows) in part.segment.surfaces.beginning(word).take(LONGER) {
                if longer != word {
                    meant.push((longer.to_owned(), BEGUN));
                }
                room = room.saturating_sub(rows.rows.len());
                if room == 0 {
                    break;
                }
            }
        }
    }
    let is_known = shelf
        .parts
        .iter()
        .any(|part| meant.iter().any(|(it, _)| !part.segment.surfaces.rows(it).rows.is_empty()));
    if !is_known {
        let word = shelf.reader.words(word).into_iter().next();
        let corrections = word.map(|it| shelf.corrections.of(&it, 3)).unwrap_or_default();
        meant.extend(corrections.into_iter().map(|it| (it.word, CORRECTED * it.score)));
    }
    meant
}

fn visit(shelf: &Shelf, meant: &[Meant], mut seen: impl FnMut(Place, f32)) {
    let mut room = BUDGET;
    for (word, share) in meant {
        for (at, part) in shelf.parts.iter().enumerate() {
            let rows = part.segment.surfaces.rows(word);
            for (row, weight) in rows.rows.iter().zip(rows.weights).take(room) {
                if !part.gone.has(*row) {
                    seen((at, *row), share * f32::from(*weight).min(2.0));
                }
            }
            room = room.saturating_sub(rows.rows.len());
        }
        if room == 0 {
            return;
        }
    }
}

fn rarity(meant: &[Meant], shelf: &Shelf) -> f32 {
    let count = |word: &str| -> usize {
        shelf.parts.iter().map(|it| it.segment.surfaces.rows(word).rows.len()).sum()
    };
    rarity_of(meant.iter().map(|(it, _)| count(it)).sum(), shelf.len())
}
