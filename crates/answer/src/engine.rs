//! The engine: holds the current state and swaps in the next one.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use lotse_domain::ids::{ArticleId, BrandId};
use lotse_domain::locale::Locale;

use crate::document::{Change, Confirmed, Document, Embedded, Key, Unembedded};
use crate::learning::{Example, Model};
use crate::question::{Asker, Hit, Outcome, Question};
use crate::rewording::Reworded;
use crate::segment::Doc;
use crate::shelf::Shelf;
use crate::signals::Signal;
use crate::strange::Spoken;
use crate::{ask, complete, meaning, related, rewording, training};

/// Everything that can be found, as of one moment.
#[derive(Debug, Clone, Default)]
pub(crate) struct State {
    /// In a fixed order, so that equal states answer equally.
    pub(crate) shelves: BTreeMap<(BrandId, Locale), Arc<Shelf>>,
    pub(crate) revision: i64,
    pub(crate) learned_revision: i64,
    /// What measurements leave out.
    pub(crate) without: Option<Signal>,
}

impl State {
    fn shelf(&self, brand: BrandId, locale: &Locale) -> Shelf {
        match self.shelves.get(&(brand, locale.clone())) {
            Some(shelf) => (**shelf).clone(),
            None => Shelf { without: self.without, ..Shelf::new(brand, locale.clone()) },
        }
    }

    fn put_shelf(&mut self, shelf: Shelf) {
        self.shelves.insert((shelf.brand, shelf.locale.clone()), Arc::new(shelf));
    }

    /// The shelf the article stands on.
    pub(crate) fn shelf_of(&self, key: &Key) -> Option<&Arc<Shelf>> {
        let in_language = self.shelves.values().filter(|it| it.locale == key.locale);
        in_language.into_iter().find(|it| it.place_of(key.article).is_some())
    }

    /// The shelves of a brand.
    pub(crate) fn shelves_of(&self, brand: BrandId) -> impl Iterator<Item = &Arc<Shelf>> {
        self.shelves.values().filter(move |it| it.brand == brand)
    }
}

/// Finds the answers to questions. Shared by all who ask; asking never waits for a change.
#[derive(Default)]
pub struct Engine {
    state: RwLock<Arc<State>>,
    /// Held while the next state is made.
    turn: Mutex<()>,
}

impl Engine {
    /// An engine that knows nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// For measurements: an engine that leaves a signal out.
    pub(crate) fn without(signal: Option<Signal>) -> Self {
        Self::from_state(State { without: signal, ..State::default() })
    }

    pub(crate) fn from_state(state: State) -> Self {
        Self { state: RwLock::new(Arc::new(state)), turn: Mutex::default() }
    }

    pub(crate) fn state(&self) -> Arc<State> {
        Arc::clone(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn swap(&self, next: State) {
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
    }

    /// Takes over changes of live knowledge; they are searchable when this returns. Safe to call
    /// twice with the same changes.
    pub fn apply(&self, changes: &[Change]) {
        let _turn = self.turn();
        let mut next = (*self.state()).clone();
        // Only the last change of a key counts.
        let mut last: HashMap<&Key, usize> = HashMap::new();
        for (at, change) in changes.iter().enumerate() {
            let key = match change {
                Change::Put(document) => &document.key,
                Change::Gone(key, _) => key,
            };
            last.insert(key, at);
            next.revision = next.revision.max(change.revision());
        }
        let mut put: BTreeMap<(BrandId, Locale), Vec<&Document>> = BTreeMap::new();
        for (at, change) in changes.iter().enumerate() {
            match change {
                Change::Put(document) if last.get(&document.key) == Some(&at) => {
                    take_out(&mut next, &document.key, Some(document.brand));
                    let shelf = (document.brand, document.key.locale.clone());
                    put.entry(shelf).or_default().push(&**document);
                }
                Change::Gone(key, _) if last.get(key) == Some(&at) => {
                    take_out(&mut next, key, None);
                }
                Change::Put(_) | Change::Gone(..) => {}
            }
        }
        for ((brand, locale), documents) in put {
            let mut shelf = next.shelf(brand, &locale);
            let doc = |it: &&Document| Arc::new(Doc::new(it, &shelf.reader));
            let docs = documents.iter().map(doc).collect();
            shelf.put(docs);
            next.put_shelf(shelf);
        }
        self.swap(next);
    }

    /// A copy with these changes made, which this engine does not know of.
    #[must_use]
    pub fn imagined(&self, changes: &[Change]) -> Self {
        let mut state = (*self.state()).clone();
        for change in changes {
            let Change::Put(document) = change else { continue };
            let place = (document.brand, document.key.locale.clone());
            if let Some(shelf) = state.shelves.get_mut(&place) {
                let shelf = Arc::make_mut(shelf);
                shelf.corrections = shelf.corrections.copied(shelf.reader.language());
            }
        }
        let copy = Self::from_state(state);
        copy.apply(changes);
        copy
    }

    /// The highest revision of knowledge taken over.
    #[must_use]
    pub fn revision(&self) -> i64 {
        self.state().revision
    }

    /// How many documents can be found.
    #[must_use]
    pub fn len(&self) -> usize {
        self.state().shelves.values().map(|it| it.len()).sum()
    }

    /// Whether nothing can be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Sets the lay words of a brand in a language, each with what it means; replaces those before.
    pub fn set_synonyms(&self, brand: BrandId, locale: &Locale, words: Vec<(String, Vec<String>)>) {
        let _turn = self.turn();
        let mut next = (*self.state()).clone();
        let mut shelf = next.shelf(brand, locale);
        if shelf.lay_words.list != words {
            shelf.lay_words = Arc::new(shelf.lay_words.with(words, &shelf.reader));
            next.put_shelf(shelf);
            self.swap(next);
        }
    }

    /// Takes in confirmed questions, as of this revision of theirs. They count at once; what the
    /// trained model makes of them comes with the next [`Self::train`]. Safe to call twice.
    /// Questions about articles that are not live are passed over.
    pub fn learn(&self, confirmed: &[Confirmed], revision: i64) {
        let _turn = self.turn();
        let mut next = (*self.state()).clone();
        let mut by_shelf: BTreeMap<(BrandId, Locale), Vec<&Confirmed>> = BTreeMap::new();
        for it in confirmed.iter().filter(|it| 0.0 < it.weight) {
            if let Some(shelf) = next.shelf_of(&it.key) {
                by_shelf.entry((shelf.brand, shelf.locale.clone())).or_default().push(it);
            }
        }
        for ((brand, locale), confirmed) in by_shelf {
            let mut shelf = next.shelf(brand, &locale);
            let examples = confirmed.iter().map(|it| Example::new(it, &shelf.reader)).collect();
            for it in confirmed {
                shelf.corrections.learn_text(&it.text, &shelf.reader);
            }
            shelf.learned = Arc::new(shelf.learned.with(examples, &shelf.articles()));
            next.put_shelf(shelf);
        }
        next.learned_revision = next.learned_revision.max(revision);
        self.swap(next);
    }

    /// The highest revision of confirmed questions taken in.
    #[must_use]
    pub fn learned_revision(&self) -> i64 {
        self.state().learned_revision
    }

    /// Forgets confirmed questions with this text and article, as of this revision of theirs. What a
    /// trained model made of them goes with the next [`Self::train`].
    pub fn forget(&self, confirmed: &[Confirmed], revision: i64) {
        let _turn = self.turn();
        let mut next = (*self.state()).clone();
        let shelves: Vec<_> = next.shelves.values().cloned().collect();
        for shelf in shelves {
            let in_language: Vec<_> =
                confirmed.iter().filter(|it| it.key.locale == shelf.locale).collect();
            let is_out = |example: &Example| {
                let mut same = in_language.iter().filter(|it| it.key.article == example.article);
                same.any(|it| it.text == example.text)
            };
            if shelf.learned.examples.iter().any(|it| is_out(it)) {
                let mut shelf = (*shelf).clone();
                shelf.learned = Arc::new(shelf.learned.without(is_out, &shelf.articles()));
                // What was trained from them is out of date, however few they are.
                shelf.model = Arc::new(Model { trained_from: 0, ..(*shelf.model).clone() });
                next.put_shelf(shelf);
            }
        }
        next.learned_revision = next.learned_revision.max(revision);
        self.swap(next);
    }

    /// Sets how much each article is asked for; breaks ties. Replaces what was known of the brands
    /// of these articles.
    pub fn set_demand(&self, demand: Vec<(ArticleId, f32)>) {
        let _turn = self.turn();
        let mut next = (*self.state()).clone();
        let demand: HashMap<ArticleId, f32> = demand.into_iter().collect();
        let is_known = |shelf: &Shelf| demand.keys().any(|it| shelf.place_of(*it).is_some());
        let brands: Vec<BrandId> =
            next.shelves.values().filter(|it| is_known(it)).map(|it| it.brand).collect();
        let demand = Arc::new(demand);
        for shelf in next.shelves.values_mut().filter(|it| brands.contains(&it.brand)) {
            Arc::make_mut(shelf).demand = Arc::clone(&demand);
        }
        self.swap(next);
    }

    /// Documents that have no vectors yet, at most so many; none when all have.
    #[must_use]
    pub fn unembedded(&self, most: usize) -> Vec<Unembedded> {
        let state = self.state();
        let lacking = state.shelves.values().filter(|it| it.vectors.len() < it.len());
        let docs = lacking.flat_map(|shelf| {
            let docs = shelf.docs().filter(|it| !shelf.vectors.has(it.article));
            docs.map(|doc| Unembedded {
                key: Key { article: doc.article, locale: shelf.locale.clone() },
                revision: doc.revision,
                texts: meaning::texts_of_doc(doc),
            })
        });
        docs.take(most).collect()
    }

    /// Hands out every text that vectors are made of, whether it has one or not.
    pub fn each_text(&self, mut take: impl FnMut(&str)) {
        for doc in self.state().shelves.values().flat_map(|it| it.docs()) {
            for text in meaning::texts_of_doc(doc) {
                take(&text);
            }
        }
    }

    /// Sets the vectors of documents; they count at once. A document that has changed meanwhile or
    /// is gone is passed over. All are to be of one model: those of another length replace all others.
    pub fn set_vectors(&self, embedded: &[Embedded]) {
        let _turn = self.turn();
        let mut next = (*self.state()).clone();
        for shelf in next.shelves.values_mut() {
            let is_here = |it: &&Embedded| {
                let place =
                    shelf.place_of(it.key.article).filter(|_| it.key.locale == shelf.locale);
                place.and_then(|it| shelf.doc(it)).is_some_and(|doc| doc.revision == it.revision)
            };
            let here: Vec<&Embedded> = embedded.iter().filter(is_here).collect();
            if here.is_empty() {
                continue;
            }
            let vectors = Arc::make_mut(&mut Arc::make_mut(shelf).vectors);
            for it in here {
                vectors.put(it.key.article, &it.vectors);
            }
        }
        self.swap(next);
    }

    /// Trains anew where enough was learned since the last time; says whether it did. Takes
    /// seconds for tens of thousands of confirmed questions, uses all cores, and nobody who asks
    /// waits for it; changes of knowledge do not wait either.
    pub fn train(&self) -> bool {
        let state = self.state();
        let stale: Vec<_> = state.shelves.values().filter(|it| training::is_due(it)).collect();
        let trained: Vec<_> = stale
            .into_iter()
            .map(|it| (it.brand, it.locale.clone(), Arc::new(training::trained(it))))
            .collect();
        let _turn = self.turn();
        let mut next = (*self.state()).clone();
        let did = !trained.is_empty();
        for (brand, locale, model) in trained {
            let mut shelf = next.shelf(brand, &locale);
            shelf.model = model;
            next.put_shelf(shelf);
        }
        self.swap(next);
        did
    }

    /// Answers a question, or says how far it got.
    #[must_use]
    pub fn ask(&self, question: &Question<'_>) -> Outcome {
        ask::outcome(&self.state(), question)
    }

    /// Articles for what has been typed so far, best first, eight at most: the last word counts as
    /// the beginning of one. Nothing typed finds nothing.
    #[must_use]
    pub fn complete(&self, question: &Question<'_>) -> Vec<Hit> {
        complete::hits(&self.state(), question)
    }

    /// Up to `most` articles about the same things as this one, most alike first.
    #[must_use]
    pub fn related(&self, key: &Key, asker: &Asker<'_>, most: usize) -> Vec<Hit> {
        related::hits(&self.state(), key, asker, most)
    }

    /// What it says that somebody searched in the first words, then in the second, and then opened
    /// this article of the brand in this language; nothing when it says nothing.
    #[must_use]
    pub fn reworded(
        &self,
        of: (BrandId, &Locale, ArticleId),
        first_and_second: (&str, &str),
    ) -> Reworded {
        rewording::reworded(&self.state(), of, first_and_second)
    }

    /// The words of a brand's articles in a language; `None` while there are none.
    #[must_use]
    pub fn spoken(&self, brand: BrandId, locale: &Locale) -> Option<Spoken> {
        self.state().shelves.get(&(brand, locale.clone())).map(|it| Spoken(Arc::clone(it)))
    }

    /// How much memory the index takes, without the articles' own texts.
    #[must_use]
    pub fn size_bytes(&self) -> usize {
        self.state().shelves.values().map(|it| it.size_bytes()).sum()
    }
}

/// Takes a document off all shelves but that of the brand `but`, which is about to replace it.
fn take_out(state: &mut State, key: &Key, but: Option<BrandId>) {
    for shelf in state.shelves.values_mut() {
        let is_there = shelf.locale == key.locale
            && Some(shelf.brand) != but
            && shelf.place_of(key.article).is_some();
        if is_there {
            Arc::make_mut(shelf).take_out(key.article);
        }
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("Engine")
            .field("revision", &state.revision)
            .field("shelves", &state.shelves.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
