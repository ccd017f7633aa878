//! Articles about the same things as another.

use lotse_domain::knowledge::may_read;

use crate::ask::{hit, ranked, sort};
use crate::asked::Asked;
use crate::candidates::collect;
use crate::document::Key;
use crate::engine::State;
use crate::question::{Asker, Hit};
use crate::reading::clipped;
use crate::segment::Doc;

/// Characters of the article's own text that are compared.
const TEXT_CHARS: usize = 600;

pub(crate) fn hits(state: &State, key: &Key, asker: &Asker<'_>, most: usize) -> Vec<Hit> {
    let Some(shelf) = state.shelf_of(key) else { return Vec::new() };
    let Some(doc) = shelf.place_of(key.article).and_then(|it| shelf.doc(it)) else {
        return Vec::new();
    };
    let may =
        |it: &Doc| it.article != doc.article && may_read(&it.access, asker.audience, asker.now);
    let asked = Asked::new(&text_of(doc), shelf);
    let mut ranked = ranked(shelf, collect(shelf, &asked, &may));
    sort(&mut ranked);
    ranked
        .iter()
        .take(most)
        .filter_map(|it| hit(shelf, &asked, &it.candidate, it.candidate.evidence.cover))
        .collect()
}

/// What the article is about, in few words.
fn text_of(doc: &Doc) -> String {
    let mut text = doc.title.clone();
    let sections = doc.sections.iter().flat_map(|it| [&it.heading, &it.text]);
    for piece in doc.products.iter().chain(&doc.words).chain([&doc.short]).chain(sections) {
        if TEXT_CHARS < text.len() {
            break;
        }
        text.push(' ');
        text.push_str(clipped(piece, TEXT_CHARS));
    }
    text
}
