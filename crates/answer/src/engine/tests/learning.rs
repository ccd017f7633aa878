//! What two searches in a row say, and what would be if an article were live.

use super::{BRAND, ask, check, document, engine, key, locale, put};
use crate::shelf::Shelf;
use crate::{Change, Engine};

#[test]
fn a_rewording_says_what_a_strange_word_means_in_the_articles_own_words() {
    let engine = engine();
    let de = locale("de");
    let reworded = |first: &str, second: &str| {
        let it = engine.reworded((BRAND, &de, key(1, "de").article), (first, second));
        let texts = |terms: Vec<crate::Term>| terms.into_iter().map(|it| it.text).collect();
        let pair: (Vec<String>, Vec<String>) = (texts(it.said), texts(it.means));
        pair
    };
    let words = |said: &[&str], means: &[&str]| {
        let owned = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        (owned(said), owned(means))
    };
    assert_eq!(reworded("Gummis ab", "nasenpad ab"), words(&["Gummis"], &["Nasenpads"]));
    // Nothing strange in the first, nothing of the article in the second, a slip, a number.
    for (first, second) in [
        ("Rechnung", "Nasenpad"),
        ("Gummi", "Paket"),
        ("Gummi", "Gummi"),
        ("Recnhung", "Nasenpad"),
        ("30771234", "Nasenpad"),
    ] {
        assert_eq!(reworded(first, second), words(&[], &[]), "{first} {second}");
    }
    engine.set_synonyms(BRAND, &de, vec![("Gummi".into(), vec!["Paket".into()])]);
    assert_eq!(reworded("Gummi", "Nasenpad"), words(&[], &[]));
}

#[test]
fn what_is_imagined_is_found_there_and_nowhere_else() {
    let engine = engine();
    let imagined = engine.imagined(&[put(document(10, "de", "Zwickel putzen", "Mit Seife."))]);
    check(&imagined, "Zwickel", 10);
    check(&imagined, "Rechnung", 3);
    assert!(ask(&engine, "Zwickel").best().is_none());
    let knows = |it: &Engine| {
        let words = |shelf: &Shelf| shelf.corrections.words().into_iter().map(|it| it.0);
        it.state().shelves.values().any(|it| words(it).any(|word| word == "zwickel"))
    };
    assert!(knows(&imagined) && !knows(&engine), "no word of it is left behind");
    assert_eq!((engine.len(), imagined.len()), (9, 10));
    engine.apply(&[Change::Gone(key(3, "de"), 50)]);
    check(&imagined, "Rechnung", 3);
}
