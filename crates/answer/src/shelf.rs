//! A shelf: all articles of one brand in one language, with what was learned about them.

use std::collections::HashMap;
use std::sync::Arc;

use lotse_domain::ids::{ArticleId, BrandId};
use lotse_domain::locale::Locale;

use crate::asked::LayWords;
use crate::corrections::Corrections;
use crate::learning::{Learned, Model};
use crate::meaning::Vectors;
use crate::phrases::{Phrases, Rarity};
use crate::reading::Reader;
use crate::segment::{Bits, Doc, Segment};
use crate::signals::Signal;

/// Documents read into one segment at a time; bounds the memory a large import needs.
const CHUNK: usize = 4_096;
/// A part is merged with the one before unless that is at least this many times as large.
const STEP: usize = 3;

/// A segment and the rows in it that no longer count.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) segment: Arc<Segment>,
    pub(crate) gone: Arc<Bits>,
}

impl Part {
    fn live(&self) -> usize {
        self.segment.docs.len().saturating_sub(self.gone.count())
    }
}

/// Where a document stands: in which part and row.
pub(crate) type Place = (usize, u32);

/// One brand in one language. Cloning is cheap; a clone is changed and swapped in.
#[derive(Debug, Clone)]
pub(crate) struct Shelf {
    pub(crate) brand: BrandId,
    pub(crate) locale: Locale,
    pub(crate) reader: Arc<Reader>,
    /// Largest first.
    pub(crate) parts: Vec<Part>,
    pub(crate) lay_words: Arc<LayWords>,
    pub(crate) corrections: Arc<Corrections>,
    pub(crate) learned: Arc<Learned>,
    pub(crate) model: Arc<Model>,
    pub(crate) demand: Arc<HashMap<ArticleId, f32>>,
    /// Not kept with the index: the store has them.
    pub(crate) vectors: Arc<Vectors>,
    /// What measurements leave out.
    pub(crate) without: Option<Signal>,
}

impl Shelf {
    pub(crate) fn new(brand: BrandId, locale: Locale) -> Self {
        let reader = Arc::new(Reader::new(&locale));
        Self {
            brand,
            corrections: Corrections::new(reader.language()),
            lay_words: Arc::new(LayWords::shipped(&reader)),
            reader,
            locale,
            parts: Vec::new(),
            learned: Arc::default(),
            model: Arc::default(),
            demand: Arc::default(),
            vectors: Arc::default(),
            without: None,
        }
    }

    /// How many documents can be found.
    pub(crate) fn len(&self) -> usize {
        self.parts.iter().map(Part::live).sum()
    }

    /// Where the article stands.
    pub(crate) fn place_of(&self, article: ArticleId) -> Option<Place> {
        self.parts.iter().enumerate().find_map(|(at, part)| {
            let row = *part.segment.rows.get(&article)?;
            (!part.gone.has(row)).then_some((at, row))
        })
    }

    pub(crate) fn doc(&self, place: Place) -> Option<&Arc<Doc>> {
        self.parts.get(place.0)?.segment.docs.get(place.1 as usize)
    }

    /// All documents that can be found.
    pub(crate) fn docs(&self) -> impl Iterator<Item = &Arc<Doc>> {
        self.parts.iter().flat_map(|part| {
            let rows = (0_u32..).zip(&part.segment.docs);
            rows.filter(|(row, _)| !part.gone.has(*row)).map(|(_, doc)| doc)
        })
    }

    /// Puts documents in, replacing those of the same articles.
    pub(crate) fn put(&mut self, docs: Vec<Arc<Doc>>) {
        let mut latest: HashMap<ArticleId, Arc<Doc>> = HashMap::new();
        let mut order = Vec::new();
        for doc in docs {
            let article = doc.article;
            if latest.insert(article, doc).is_none() {
                order.push(article);
            }
        }
        for article in &order {
            self.take_out(*article);
        }
        let docs: Vec<_> = order.iter().filter_map(|it| latest.remove(it)).collect();
        for chunk in docs.chunks(CHUNK) {
            self.add_part(Segment::build(chunk.to_vec(), &self.reader));
            self.merge_small_parts();
        }
        self.corrections.learn(&docs, &self.reader);
    }

    /// Takes an article out; says whether it was there.
    pub(crate) fn take_out(&mut self, article: ArticleId) -> bool {
        let Some((at, row)) = self.place_of(article) else { return false };
        if let Some(part) = self.parts.get_mut(at) {
            Arc::make_mut(&mut part.gone).add(row);
        }
        if self.vectors.has(article) {
            Arc::make_mut(&mut self.vectors).take_out(article);
        }
        true
    }

    fn add_part(&mut self, mut segment: Segment) {
        let mut phrases = std::mem::take(&mut segment.phrases);
        let counted = phrases.clone();
        phrases.weigh(&AllPhrases { shelf: self, with_learned: true, also: Some(&counted) });
        segment.phrases = phrases;
        self.parts.push(Part { segment: Arc::new(segment), gone: Arc::default() });
    }

    fn merge_small_parts(&mut self) {
        while let [.., before, last] = self.parts.as_slice() {
            if last.segment.docs.len().saturating_mul(STEP) < before.live() {
                return;
            }
            let merged = before.segment.merged(&before.gone, &last.segment, &last.gone);
            self.parts.truncate(self.parts.len().saturating_sub(2));
            self.add_part(merged);
        }
    }

    /// The rarity of features over all phrases, confirmed questions included.
    pub(crate) fn rarity(&self) -> AllPhrases<'_> {
        AllPhrases { shelf: self, with_learned: true, also: None }
    }

    /// The rarity of features over the phrases of the articles.
    pub(crate) fn articles(&self) -> AllPhrases<'_> {
        AllPhrases { shelf: self, with_learned: false, also: None }
    }

    pub(crate) fn size_bytes(&self) -> usize {
        let parts: usize = self.parts.iter().map(|it| it.segment.size_bytes()).sum();
        parts + self.learned.size_bytes() + self.model.size_bytes() + self.vectors.size_bytes()
    }
}

/// All phrases of a shelf, and some that are about to come.
pub(crate) struct AllPhrases<'a> {
    shelf: &'a Shelf,
    with_learned: bool,
    also: Option<&'a Phrases>,
}

impl AllPhrases<'_> {
    fn all(&self) -> impl Iterator<Item = &Phrases> {
        let parts = self.shelf.parts.iter().map(|it| &it.segment.phrases);
        let learned = self.shelf.learned.phrases().filter(|_| self.with_learned);
        parts.chain(learned).chain(self.also)
    }
}

impl Rarity for AllPhrases<'_> {
    fn count(&self, feature: u32) -> usize {
        self.all().map(|it| it.lists.count(feature)).sum()
    }

    fn total(&self) -> usize {
        self.all().map(Phrases::len).sum()
    }
}
