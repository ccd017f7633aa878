//! What vectors add to words, and what they never do.

use super::*;
use crate::{Embedded, Unembedded};

/// A vector that means one of eight things, and a little of the next.
fn means(thing: usize) -> Vec<f32> {
    let mut vector = vec![0.0; 8];
    vector[thing % 8] = 0.9;
    vector[(thing + 1) % 8] = 0.1;
    vector
}

/// Gives each article the vector that its number means.
fn embed(engine: &Engine, articles: &[Unembedded]) {
    let embedded = |it: &Unembedded| {
        let number = usize::try_from(it.key.article.0.as_u128()).unwrap();
        Embedded { key: it.key.clone(), revision: it.revision, vectors: vec![means(number)] }
    };
    engine.set_vectors(&articles.iter().map(embedded).collect::<Vec<_>>());
}

fn embedded() -> Engine {
    let engine = engine();
    embed(&engine, &engine.unembedded(usize::MAX));
    engine
}

fn ask_meaning(engine: &Engine, text: &str, vector: &[f32]) -> Outcome {
    let (german, anyone) = (locale("de"), Audience::Anyone);
    engine.ask(&Question { vector: Some(vector), ..question(text, Some(&german), &anyone) })
}

fn first(outcome: &Outcome) -> Option<u128> {
    outcome.best().map(|it| it.key.article.0.as_u128())
}

#[test]
fn a_question_without_a_word_of_the_article_finds_it_by_what_it_means() {
    let engine = embedded();
    let text = "zxqv wkrplt";
    assert_eq!(first(&ask(&engine, text)), None, "words do not find it");
    let outcome = ask_meaning(&engine, text, &means(2));
    assert_eq!(first(&outcome), Some(2), "{outcome:?}");
    let best = outcome.best().unwrap();
    assert_eq!(best.reasons, [Reason::Meaning]);
    assert!(0.05 < best.confidence, "it is suggested");
    assert!(best.confidence.to_bits() == outcome.confidence.to_bits());
}

#[test]
fn what_only_vectors_find_is_never_promised() {
    let engine = Engine::new();
    engine.apply(&[put(document(1, "de", "Lieferadresse ändern", "Im Konto."))]);
    embed(&engine, &engine.unembedded(9));
    for text in ["zxqv", "zxqv wkrplt mnbv qwrt plkj hgfd yxcv tzui", ""] {
        let outcome = ask_meaning(&engine, text, &means(1));
        assert!(outcome.answer.is_none() && outcome.strictest.is_none(), "{text}: {outcome:?}");
        assert!(!outcome.asks_which);
    }
    let engine = embedded();
    for text in ["zxqv", "konto", "wie geht das mit dem konto"] {
        assert!(ask(&engine, text).strictest.is_none(), "{text}");
        let outcome = ask_meaning(&engine, text, &means(6));
        assert!(outcome.answer.is_none() && outcome.strictest.is_none(), "{text}: {outcome:?}");
        assert_eq!(first(&outcome), Some(6), "{text}: {outcome:?}");
    }
}

#[test]
fn what_words_promise_stays_whatever_vectors_say() {
    let engine = embedded();
    let text = "das Ding auf der Nase ist abgefallen!";
    let by_words = ask(&engine, text);
    assert!(by_words.answer.is_some());
    for thing in 0..8 {
        let outcome = ask_meaning(&engine, text, &means(thing));
        let same = (&outcome.answer, outcome.confidence.to_bits(), outcome.strictest);
        let words = (&by_words.answer, by_words.confidence.to_bits(), by_words.strictest);
        assert_eq!(same, words);
    }
    let outcome = ask_meaning(&engine, text, &means(7));
    assert_eq!(outcome.suggestions[0].key, key(7, "de"), "they order what is suggested beside it");
}

#[test]
fn without_vectors_on_both_sides_nothing_changes() {
    for text in ["wo ist die rechnung", "paket im konto", "zxqv", "mein nupsi ist weg", "E03"] {
        let words = ask(&engine(), text);
        assert_eq!(ask_meaning(&engine(), text, &means(3)), words, "no article has any");
        assert_eq!(ask(&embedded(), text), words, "the question has none");
        assert_eq!(ask_meaning(&embedded(), text, &[1.0; 5]), words, "it is of another model");
        assert_eq!(ask_meaning(&embedded(), text, &[]), words);
        assert_eq!(ask_meaning(&embedded(), text, &[f32::NAN; 8]), words, "it is no vector");
        assert_eq!(ask_meaning(&embedded(), text, &[0.0; 8]), words);
    }
}

#[test]
fn articles_of_others_do_not_come_in_by_their_meaning() {
    let engine = engine();
    let mut internal = document(10, "de", "Kulanz bei Stammkunden", "Nur für uns.");
    internal.access.visibility = Visibility::Internal;
    let mut over = document(11, "de", "Aktion im Sommer", "Nur im Juli.");
    over.access.validity.until = Some(now());
    let mut other = document(12, "de", "Fremde Marke", "Bei denen.");
    other.brand = BrandId(Uuid::from_u128(2));
    let polish = document(13, "pl", "Inny język", "Tylko po polsku.");
    let gone = document(14, "de", "Bald nicht mehr da", "Kurz.");
    engine.apply(&[put(internal), put(over), put(other), put(polish), put(gone)]);
    let same = |it: Unembedded| {
        let (key, revision) = (it.key, it.revision);
        Embedded { key, revision, vectors: vec![means(4)] }
    };
    let mut all: Vec<_> = engine.unembedded(99).into_iter().map(same).collect();
    assert_eq!(all.len(), 14);
    all.retain(|it| 10 <= it.key.article.0.as_u128());
    engine.set_vectors(&all);
    engine.apply(&[Change::Gone(key(14, "de"), 99)]);
    // Beside those, one that may be found.
    engine.apply(&[put(document(15, "de", "Für alle", "Öffentlich."))]);
    let vectors = vec![means(4)];
    engine.set_vectors(&[Embedded { key: key(15, "de"), revision: 15, vectors }]);
    let outcome = ask_meaning(&engine, "zxqv", &means(4));
    let found: Vec<_> = outcome.suggestions.iter().map(|it| it.key.article.0.as_u128()).collect();
    assert_eq!(found, [15], "{outcome:?}");
}

#[test]
fn a_text_that_changed_has_no_vector_until_it_gets_its_own() {
    let engine = embedded();
    assert_eq!(engine.unembedded(9), []);
    let mut changed = document(2, "de", "Etwas ganz anderes", "Neu geschrieben.");
    changed.revision = 20;
    engine.apply(&[put(changed)]);
    assert_eq!(first(&ask_meaning(&engine, "zxqv", &means(2))), None);
    let waiting = engine.unembedded(9);
    let texts = vec!["Etwas ganz anderes\nNeu geschrieben.".to_owned()];
    assert_eq!(waiting, [Unembedded { key: key(2, "de"), revision: 20, texts }]);
    let late = Embedded { key: key(2, "de"), revision: 2, vectors: vec![means(2)] };
    engine.set_vectors(&[late]);
    assert_eq!(engine.unembedded(9).len(), 1, "a vector of the text before comes too late");
    embed(&engine, &waiting);
    assert_eq!(first(&ask_meaning(&engine, "zxqv", &means(2))), Some(2));
}

#[test]
fn the_order_in_which_vectors_come_does_not_matter() {
    let (engine, other) = (embedded(), super::engine());
    let mut one_by_one = other.unembedded(99);
    one_by_one.reverse();
    for it in &one_by_one {
        embed(&other, std::slice::from_ref(it));
    }
    for text in ["zxqv", "paket im konto"] {
        for thing in 0..8 {
            let outcome = ask_meaning(&engine, text, &means(thing));
            assert_eq!(ask_meaning(&other, text, &means(thing)), outcome);
        }
    }
}

#[test]
fn vectors_of_another_model_replace_those_before() {
    let engine = embedded();
    let of_other = |number| Embedded {
        key: key(number, "de"),
        revision: i64::try_from(number).unwrap(),
        vectors: vec![vec![1.0, 0.0, 0.0]],
    };
    engine.set_vectors(&[of_other(3)]);
    assert_eq!(first(&ask_meaning(&engine, "zxqv", &[1.0, 0.0, 0.0])), Some(3));
    assert_eq!(first(&ask_meaning(&engine, "zxqv", &means(2))), None);
    assert!(engine.unembedded(99).iter().any(|it| it.key == key(2, "de")));
}

#[test]
fn a_model_to_which_everything_is_alike_tells_articles_apart_all_the_same() {
    let engine = engine();
    let alike = |it: &Unembedded| {
        let number = usize::try_from(it.key.article.0.as_u128()).unwrap();
        let vector: Vec<f32> = means(number).iter().map(|it| it + 0.6).collect();
        Embedded { key: it.key.clone(), revision: it.revision, vectors: vec![vector] }
    };
    engine.set_vectors(&engine.unembedded(99).iter().map(alike).collect::<Vec<_>>());
    let vector: Vec<f32> = means(5).iter().map(|it| it + 0.6).collect();
    let outcome = ask_meaning(&engine, "zxqv", &vector);
    let found: Vec<_> = outcome.suggestions.iter().map(|it| it.key.article.0.as_u128()).collect();
    assert_eq!(found, [5], "{outcome:?}");
}

#[test]
fn an_article_is_near_by_what_it_says_or_by_any_way_of_asking_for_it() {
    let mut article = document(1, "de", "Titel", "Der Anfang.\n\n## Weiter\n\nUnd mehr.");
    article.phrasings = (0..20).map(|it| format!("So fragt man {it}")).collect();
    let texts = article.texts();
    assert_eq!(texts.len(), 8);
    assert_eq!(texts[0], "Titel\nDer Anfang.");
    assert_eq!(texts[1], "So fragt man 0");
    article.short = "In kurz.".into();
    assert_eq!(article.texts()[0], "Titel\nIn kurz.");
    let engine = Engine::new();
    engine.apply(&[put(article.clone()), put(document(2, "de", "Anderes", "Ohne."))]);
    let waiting = engine.unembedded(9);
    assert_eq!(waiting[0].texts, article.texts(), "the same from the index");
    let vectors = vec![means(6), means(3)];
    let key = waiting[0].key.clone();
    engine.set_vectors(&[Embedded { key, revision: 1, vectors }]);
    for thing in [3, 6] {
        assert_eq!(first(&ask_meaning(&engine, "zxqv", &means(thing))), Some(1));
    }
}
