//! Trials: copies of a shelf that lack some of what is known, and the questions to ask them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use lotse_domain::ids::ArticleId;

use crate::learning::{Example, Learned};
use crate::segment::Doc;
use crate::shelf::Shelf;

/// Shares into which ways of asking are dealt; one share is asked, the rest is known.
const SHARES: usize = 4;
/// From this many ways of asking on fewer shares are asked, which is exact enough.
const MANY: usize = 3_000;
/// Questions of one trial, at most.
const QUESTIONS: usize = 1_500;
/// Documents of a trial, at most.
const DOCS: usize = 3_000;

/// One copy with its questions: each with the right article, `None` where that is hidden.
pub(crate) struct Trial {
    pub(crate) shelf: Shelf,
    pub(crate) questions: Vec<(String, Option<ArticleId>)>,
}

/// All trials of a shelf, one after the other, since each takes as much memory as the shelf.
///
/// Each lacks one share of the ways of asking, and one share of the articles altogether: questions
/// about these stand for those without an answer.
pub(crate) struct Trials<'a> {
    shelf: &'a Shelf,
    docs: Vec<&'a Arc<Doc>>,
    next: usize,
    count: usize,
}

impl<'a> Trials<'a> {
    pub(crate) fn new(shelf: &'a Shelf) -> Self {
        let taught: HashSet<ArticleId> =
            shelf.learned.examples.iter().map(|it| it.article).collect();
        let mut docs: Vec<&Arc<Doc>> = shelf.docs().collect();
        let is_silent = |it: &&Arc<Doc>| it.phrasings.is_empty() && !taught.contains(&it.article);
        docs.sort_by_key(|it| (is_silent(it), it.article));
        docs.truncate(DOCS);
        let ways: usize = docs.iter().map(|it| it.phrasings.len()).sum();
        let is_large = MANY < ways + shelf.learned.examples.len() || MANY / 3 < docs.len();
        Self { shelf, docs, next: 0, count: if is_large { 2 } else { SHARES } }
    }

    fn trial(&self, share: usize) -> Trial {
        let mut deal = Deal { turns: HashMap::new(), share };
        let mut questions = Vec::new();
        let mut known: Vec<Example> = Vec::new();
        for example in &self.shelf.learned.examples {
            let right = Some(example.article).filter(|it| !hides(*it, share));
            if deal.is_asked(example.article) {
                questions.push((example.text.clone(), right));
            } else if right.is_some() {
                known.push((**example).clone());
            }
        }
        let mut docs = Vec::with_capacity(self.docs.len());
        for doc in &self.docs {
            let right = Some(doc.article).filter(|it| !hides(*it, share));
            let mut copy = (***doc).clone();
            copy.phrasings.clear();
            for phrasing in &doc.phrasings {
                if deal.is_asked(doc.article) {
                    questions.push((phrasing.clone(), right));
                } else {
                    copy.phrasings.push(phrasing.clone());
                }
            }
            if right.is_some() {
                docs.push(Arc::new(copy));
            }
        }
        let step = questions.len().div_ceil(QUESTIONS).max(1);
        let questions = questions.into_iter().step_by(step).collect();
        Trial { shelf: self.copy(docs, known), questions }
    }

    fn copy(&self, docs: Vec<Arc<Doc>>, known: Vec<Example>) -> Shelf {
        let mut copy = Shelf::new(self.shelf.brand, self.shelf.locale.clone());
        copy.lay_words = Arc::clone(&self.shelf.lay_words);
        copy.without = self.shelf.without;
        copy.put(docs);
        for example in &known {
            copy.corrections.learn_text(&example.text, &copy.reader);
        }
        copy.learned = Arc::new(Learned::default().with(known, &copy.articles()));
        copy
    }
}

impl Iterator for Trials<'_> {
    type Item = Trial;

    fn next(&mut self) -> Option<Trial> {
        let share = self.next;
        self.next += 1;
        (share < self.count).then(|| self.trial(share))
    }
}

/// Deals the ways of asking for each article out in turn.
struct Deal {
    turns: HashMap<ArticleId, usize>,
    share: usize,
}

impl Deal {
    fn is_asked(&mut self, article: ArticleId) -> bool {
        let turn = self.turns.entry(article).or_insert_with(|| number_of(article));
        *turn += 1;
        *turn % SHARES == self.share
    }
}

/// Whether the article is hidden from this share.
fn hides(article: ArticleId, share: usize) -> bool {
    number_of(article) / 7 % SHARES == share
}

fn number_of(article: ArticleId) -> usize {
    let bytes = article.0.into_bytes();
    let mixed = bytes
        .iter()
        .fold(17, |sum: usize, byte| sum.wrapping_mul(31).wrapping_add(usize::from(*byte)));
    mixed >> 3
}
