//! Two searches in a row: which words of the first nothing knows, and what the article that was
//! opened after the second calls them.

use lotse_domain::ids::{ArticleId, BrandId};
use lotse_domain::locale::Locale;
use lotse_text::words::Word;

use crate::engine::State;
use crate::segment::Doc;
use crate::shelf::Shelf;
use crate::strange::{Term, is_plain, is_strange, term};

/// More strange words than these in one search are no search for one thing.
const MOST: usize = 3;

/// What one rewording says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reworded {
    /// Words that only the first search has, that stand in no article and are no lay words yet; at
    /// most three.
    pub said: Vec<Term>,
    /// Words that only the second search has and the article says too, as the article writes them;
    /// at most three.
    pub means: Vec<Term>,
}

pub(crate) fn reworded(
    state: &State,
    (brand, locale, article): (BrandId, &Locale, ArticleId),
    (first, second): (&str, &str),
) -> Reworded {
    let found = state.shelves.get(&(brand, locale.clone()));
    let found = found.and_then(|shelf| Some((shelf, shelf.doc(shelf.place_of(article)?)?)));
    let Some((shelf, doc)) = found else { return Reworded::default() };
    let first = shelf.reader.question(first);
    let second = shelf.reader.question(second);
    let is_kept = |it: &Word, others: &[Word]| others.iter().any(|other| other.stem == it.stem);
    let said = first.iter().filter(|it| !is_kept(it, &second) && is_strange(it, shelf));
    let written = words_of(doc, shelf);
    let means =
        second.iter().filter(|it| !is_kept(it, &first)).filter_map(|it| spelled_as(it, &written));
    let reworded = Reworded { said: few(said.map(term)), means: few(means) };
    if reworded.said.is_empty() || reworded.means.is_empty() {
        return Reworded::default();
    }
    reworded
}

fn few(terms: impl Iterator<Item = Term>) -> Vec<Term> {
    let mut few: Vec<Term> = Vec::new();
    for term in terms {
        if few.iter().all(|it| it.stem != term.stem) && few.len() < MOST {
            few.push(term);
        }
    }
    few
}

/// The word as the article writes it, the title first.
fn spelled_as(word: &Word, written: &[Word]) -> Option<Term> {
    if !is_plain(word) {
        return None;
    }
    written.iter().find(|it| it.stem == word.stem).map(term)
}

fn words_of(doc: &Doc, shelf: &Shelf) -> Vec<Word> {
    let sections = doc.sections.iter().flat_map(|it| [it.heading.as_str(), it.text.as_str()]);
    let texts = std::iter::once(doc.title.as_str())
        .chain(sections)
        .chain([doc.short.as_str()])
        .chain(doc.words.iter().map(String::as_str))
        .chain(doc.phrasings.iter().map(String::as_str));
    texts.flat_map(|it| shelf.reader.words(it)).collect()
}
