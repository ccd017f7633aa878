//! What callers may rely on.

mod learning;
mod meaning;

use chrono::{DateTime, Duration, Utc};
use lotse_domain::ids::{ArticleId, BrandId};
use lotse_domain::knowledge::{Access, Audience, Kind, Validity, Visibility};
use lotse_domain::locale::Locale;
use uuid::Uuid;

use crate::{
    Asker, Change, Confirmed, Document, Engine, Hit, Key, Outcome, Question, Reason, SnapshotError,
};

const BRAND: BrandId = BrandId(Uuid::from_u128(1));

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

fn locale(tag: &str) -> Locale {
    tag.parse().unwrap()
}

fn key(number: u128, tag: &str) -> Key {
    Key { article: ArticleId(Uuid::from_u128(number)), locale: locale(tag) }
}

fn document(number: u128, tag: &str, title: &str, body: &str) -> Document {
    Document {
        key: key(number, tag),
        brand: BRAND,
        access: Access { visibility: Visibility::Public, validity: Validity::default() },
        kind: Kind::Answer,
        title: title.into(),
        phrasings: Vec::new(),
        body: body.into(),
        short: String::new(),
        words: Vec::new(),
        products: Vec::new(),
        codes: Vec::new(),
        revision: i64::try_from(number).unwrap(),
    }
}

fn put(document: Document) -> Change {
    Change::Put(Box::new(document))
}

/// A small shop in German with one page in Polish.
fn shop() -> Vec<Document> {
    let mut nose_pads = document(
        1,
        "de",
        "Nasenpads wechseln",
        "Vorweg.\n\n## Was du brauchst\n\nNimm einen Schraubendreher.\n\n## Neue Pads bestellen\n\nErsatzteile bestellst du im Zubehör.",
    );
    nose_pads.phrasings = vec!["Das Ding auf der Nase ist abgefallen".into()];
    nose_pads.words = vec!["Nupsi".into()];
    let mut failure = document(4, "de", "Störung am Reinigungsgerät", "Ziehe den Stecker.");
    failure.codes = vec!["E03".into()];
    let mut other = document(5, "de", "Anzeige am Reinigungsgerät", "Fülle Wasser nach.");
    other.codes = vec!["E04".into()];
    vec![
        nose_pads,
        document(2, "de", "Lieferadresse ändern", "Solange das Paket nicht unterwegs ist."),
        document(3, "de", "Rechnung herunterladen", "Deine Rechnung liegt im Konto."),
        failure,
        other,
        document(6, "de", "Bestellung stornieren", "Kostenlos vor dem Versand der Bestellung."),
        document(7, "de", "Paket verfolgen", "Den Stand des Pakets zeigt das Konto."),
        document(8, "pl", "Zmiana adresu dostawy", "Adres zmienisz w koncie przed wysyłką."),
        document(9, "pl", "Zwrot towaru", "Masz 30 dni na zwrot."),
    ]
}

fn engine() -> Engine {
    let engine = Engine::new();
    engine.apply(&shop().into_iter().map(put).collect::<Vec<_>>());
    engine
}

fn question<'a>(text: &'a str, locale: Option<&'a Locale>, audience: &'a Audience) -> Question<'a> {
    Question {
        text,
        brand: BRAND,
        locale,
        audience,
        now: now(),
        page: None,
        product: None,
        vector: None,
    }
}

fn ask(engine: &Engine, text: &str) -> Outcome {
    engine.ask(&question(text, Some(&locale("de")), &Audience::Anyone))
}

fn complete(engine: &Engine, text: &str) -> Vec<Hit> {
    engine.complete(&question(text, Some(&locale("de")), &Audience::Anyone))
}

#[track_caller]
fn check(engine: &Engine, text: &str, expect: u128) {
    let outcome = ask(engine, text);
    let best = outcome.best().map(|it| it.key.article);
    assert_eq!(best, Some(ArticleId(Uuid::from_u128(expect))), "{text}: {outcome:?}");
}

#[test]
fn finds_the_article_by_its_words_parts_of_compounds_and_lay_words() {
    let engine = engine();
    check(&engine, "Wie kann ich die Adresse für die Lieferung ändern?", 2);
    check(&engine, "wo ist die rechnung", 3);
    check(&engine, "mein nupsi ist weg", 1);
    check(&engine, "bestellung storniern", 6);
}

#[test]
fn a_compound_of_words_that_only_the_articles_know_is_taken_apart() {
    let engine = engine();
    assert!(ask(&engine, "Zwirbeldeckel").best().is_none());
    engine.apply(&[put(document(10, "de", "Was beiliegt", "Ein Zwirbel und ein Deckel."))]);
    check(&engine, "Zwirbeldeckel", 10);
}

#[test]
fn the_part_of_a_compound_that_fewer_articles_say_counts_more() {
    let engine = Engine::new();
    let about = |number: u128, body: &str| put(document(number, "de", "Hilfe", body));
    engine.apply(&[
        about(1, "Die Brille reinigen. Brille, Brille."),
        about(2, "Die Brille nachstellen."),
        about(3, "Das Gummi an der Nase."),
    ]);
    check(&engine, "Brillengummi", 3);
}

#[test]
fn a_phrasing_is_found_and_named_as_the_reason() {
    let outcome = ask(&engine(), "das Ding auf der Nase ist abgefallen!");
    let best = outcome.best().unwrap();
    let phrasing = Reason::Phrasing("Das Ding auf der Nase ist abgefallen".into());
    assert!(best.reasons.contains(&phrasing), "{best:?}");
    assert!(outcome.answer.is_some());
}

#[test]
fn typing_errors_do_not_hide_the_article() {
    let engine = engine();
    check(&engine, "Recnhung herunterlden", 3);
    check(&engine, "liferadrese endern", 2);
}

#[test]
fn a_code_finds_exactly_its_article() {
    let engine = engine();
    for text in ["E03", "Gerät zeigt E 03", "e-03 was tun"] {
        let outcome = ask(&engine, text);
        let best = outcome.best().unwrap();
        assert_eq!(best.key, key(4, "de"), "{text}");
        assert!(best.reasons.contains(&Reason::Code("E03".into())), "{best:?}");
    }
    check(&engine, "E04", 5);
}

#[test]
fn a_synonym_of_the_brand_counts_at_once_and_is_named() {
    let engine = engine();
    assert!(ask(&engine, "Gummi kaputt").best().is_none());
    engine.set_synonyms(BRAND, &locale("de"), vec![("Gummi".into(), vec!["Nasenpads".into()])]);
    let outcome = ask(&engine, "Gummi kaputt");
    let best = outcome.best().unwrap();
    assert_eq!(best.key, key(1, "de"));
    let reason = Reason::Synonym { said: "Gummi".into(), means: "Nasenpads".into() };
    assert!(best.reasons.contains(&reason), "{best:?}");
}

#[test]
fn the_passage_comes_from_the_section_that_answers() {
    let outcome = ask(&engine(), "Wo bestelle ich Ersatzteile für Nasenpads?");
    let best = outcome.best().unwrap();
    assert_eq!(best.anchor.as_deref(), Some("neue-pads-bestellen"));
    assert!(best.passage.starts_with("Ersatzteile"), "{}", best.passage);
}

#[test]
fn live_means_live_and_gone_means_gone() {
    let engine = engine();
    engine.apply(&[put(document(20, "de", "Gutschein einlösen", "Im Warenkorb."))]);
    check(&engine, "gutschein einlösen", 20);
    engine.apply(&[put(document(20, "de", "Filialen in der Nähe", "Köln und Bonn."))]);
    check(&engine, "filiale", 20);
    assert!(ask(&engine, "gutschein").best().is_none());
    engine.apply(&[Change::Gone(key(20, "de"), 31)]);
    assert!(ask(&engine, "filiale").best().is_none());
    assert!(complete(&engine, "filia").is_empty());
    assert_eq!(engine.revision(), 31);
}

#[test]
fn a_document_that_moves_to_another_brand_leaves_the_first() {
    let engine = engine();
    let mut moved = document(3, "de", "Rechnung herunterladen", "");
    moved.brand = BrandId(Uuid::from_u128(2));
    engine.apply(&[put(moved)]);
    assert_ne!(ask(&engine, "Rechnung").best().map(|it| it.key.clone()), Some(key(3, "de")));
}

#[test]
fn many_small_changes_find_the_same_as_one_large() {
    let one = engine();
    let many = Engine::new();
    for document in shop() {
        many.apply(&[put(document.clone())]);
        many.apply(&[put(document)]);
    }
    assert_eq!(many.len(), one.len());
    for text in ["Lieferadresse ändern", "Rechnung", "Paket verfolgen", "E03"] {
        let best = |it: &Engine| ask(it, text).best().map(|it| it.key.clone());
        assert_eq!(best(&many), best(&one), "{text}");
    }
}

#[track_caller]
fn sees(access: Access, audience: &Audience, expect: bool) {
    let engine = engine();
    let mut secret = document(50, "de", "Notfallplan Lager", "Wenn das Lager brennt.");
    secret.access = access;
    engine
        .apply(&[put(secret), put(document(51, "de", "Lager besuchen", "Das Lager steht offen."))]);
    let german = locale("de");
    let question = question("notfallplan lager", Some(&german), audience);
    let secret = key(50, "de");
    let outcome = engine.ask(&question);
    let asked = outcome.answer.iter().chain(&outcome.suggestions).any(|it| it.key == secret);
    let completed = engine.complete(&question).iter().any(|it| it.key == secret);
    let asker = Asker { audience, now: now() };
    let related = engine.related(&key(51, "de"), &asker, 5).iter().any(|it| it.key == secret);
    assert_eq!([asked, completed, related], [expect; 3]);
}

#[test]
fn nobody_finds_what_he_may_not_read() {
    let of = |visibility: Visibility| Access { visibility, validity: Validity::default() };
    let contact = |segment: &str| Audience::Contact { segments: vec![segment.into()] };
    sees(of(Visibility::Public), &Audience::Anyone, true);
    sees(of(Visibility::Internal), &Audience::Anyone, false);
    sees(of(Visibility::Internal), &contact("business"), false);
    sees(of(Visibility::Internal), &Audience::Team, true);
    sees(of(Visibility::SignedIn), &Audience::Anyone, false);
    sees(of(Visibility::SignedIn), &contact("private"), true);
    sees(of(Visibility::Segment("business".into())), &contact("private"), false);
    sees(of(Visibility::Segment("business".into())), &contact("business"), true);
}

#[test]
fn what_does_not_hold_now_is_not_found() {
    let from =
        |from, until| Access { visibility: Visibility::Public, validity: Validity { from, until } };
    let hour = Duration::hours(1);
    sees(from(Some(now() + hour), None), &Audience::Team, false);
    sees(from(None, Some(now())), &Audience::Anyone, false);
    sees(from(Some(now() - hour), Some(now() + hour)), &Audience::Anyone, true);
}

#[test]
fn a_question_in_another_language_is_answered_in_it() {
    let engine = engine();
    let outcome = ask(&engine, "Jak zmienić adres dostawy?");
    assert_eq!(outcome.locale, locale("pl"));
    assert_eq!(outcome.best().map(|it| it.key.clone()), Some(key(8, "pl")));
    let without_page = engine.ask(&question("zwrot towaru", None, &Audience::Anyone));
    assert_eq!(without_page.best().map(|it| it.key.clone()), Some(key(9, "pl")));
}

#[test]
fn foreign_words_on_a_display_do_not_change_the_language_of_who_asks() {
    let engine = Engine::new();
    let body = |text: &str| format!("{text} SERVICE NEEDED the display shows please help");
    engine.apply(&[
        Change::Put(Box::new(document(1, "de", "Kaffeemaschine", &body("Kaffeemaschine zeigt")))),
        Change::Put(Box::new(document(2, "en", "Coffee machine", &body("Kaffeemaschine zeigt")))),
    ]);
    let outcome = ask(&engine, "Kaffeemaschine zeigt SERVICE NEEDED please help");
    assert_eq!(outcome.locale, locale("de"));
}

#[test]
fn confirmed_questions_count_at_once_and_can_be_forgotten() {
    let engine = engine();
    let confirmed =
        Confirmed { text: "mein Hund bellt immer".into(), key: key(2, "de"), weight: 1.0 };
    let found = || ask(&engine, "Hund bellt").best().map(|it| it.key.clone());
    assert_ne!(found(), Some(key(2, "de")));
    engine.learn(std::slice::from_ref(&confirmed), 7);
    assert_eq!(engine.learned_revision(), 7);
    let outcome = ask(&engine, "Hund bellt");
    let top = outcome.best().unwrap();
    assert_eq!(top.key, key(2, "de"));
    assert!(top.reasons.contains(&Reason::Learned));
    engine.forget(&[confirmed], 2);
    assert_ne!(found(), Some(key(2, "de")));
}

#[test]
fn training_twice_gives_the_same_and_new_articles_stay_findable() {
    let taught = || {
        let engine = engine();
        let said = ["adresse falsch", "woanders hin liefern", "umgezogen", "neue anschrift"];
        let bill = ["beleg fehlt", "quittung bitte", "steuer unterlagen", "pdf der kosten"];
        let confirmed: Vec<Confirmed> = (0..12)
            .flat_map(|round| {
                let of = move |number: u128| {
                    move |text: &&str| Confirmed {
                        text: format!("{text} {round}"),
                        key: key(number, "de"),
                        weight: 1.0,
                    }
                };
                said.iter().map(of(2)).chain(bill.iter().map(of(3))).collect::<Vec<_>>()
            })
            .collect();
        engine.learn(&confirmed, 1);
        assert!(engine.train());
        assert!(!engine.train(), "nothing new was learned");
        engine
    };
    let (one, other) = (taught(), taught());
    for text in ["bin umgezogen", "quittung", "Paket verfolgen", "wetter in köln"] {
        assert_eq!(ask(&one, text), ask(&other, text));
    }
    check(&one, "bin umgezogen", 2);
    check(&one, "quittung für die steuer", 3);
    one.apply(&[put(document(60, "de", "Geschenkkarte kaufen", "Im Laden."))]);
    check(&one, "Geschenkkarte kaufen", 60);
}

#[test]
fn completion_takes_beginnings_and_forgives_errors_and_marks_what_matched() {
    let engine = engine();
    let best = |text: &str| complete(&engine, text).first().map(|it| it.key.clone());
    assert_eq!(best("rech"), Some(key(3, "de")));
    assert_eq!(best("lieferadresse än"), Some(key(2, "de")));
    assert_eq!(best("Rechnnug"), Some(key(3, "de")));
    assert!(complete(&engine, "").is_empty());
    assert!(complete(&engine, "qqqqqqq").is_empty());
    let hit = complete(&engine, "bestellung sto").remove(0);
    let marked: Vec<_> = hit.marks.iter().filter_map(|it| hit.title.get(it.clone())).collect();
    assert_eq!(marked, ["Bestellung", "sto"]);
    let all: Vec<Change> =
        (100..140).map(|it| put(document(it, "de", &format!("Paket Nummer {it}"), ""))).collect();
    engine.apply(&all);
    assert_eq!(complete(&engine, "paket").len(), 8);
}

#[test]
fn demand_breaks_ties() {
    let engine = Engine::new();
    engine.apply(&[
        put(document(1, "de", "Paket nach Köln", "")),
        put(document(2, "de", "Paket nach Bonn", "")),
    ]);
    for (wanted, other) in [(1, 2), (2, 1)] {
        let article = |it: u128| ArticleId(Uuid::from_u128(it));
        engine.set_demand(vec![(article(wanted), 9.0), (article(other), 0.1)]);
        check(&engine, "Paket", wanted);
        let best = complete(&engine, "pak").first().map(|it| it.key.article);
        assert_eq!(best, Some(article(wanted)));
    }
}

#[test]
fn the_product_of_the_page_decides_between_equals() {
    let engine = Engine::new();
    let manual = |number: u128, product: &str| {
        let mut document = document(number, "de", "Gerät reinigen", "Mit Wasser.");
        document.products = vec![product.into()];
        put(document)
    };
    engine.apply(&[manual(1, "Klarbad"), manual(2, "Halden 52")]);
    let german = locale("de");
    let mut asked = question("Gerät reinigen", Some(&german), &Audience::Anyone);
    asked.product = Some("Halden 52");
    assert_eq!(engine.ask(&asked).best().map(|it| it.key.clone()), Some(key(2, "de")));
    asked.product = None;
    asked.page = Some("https://shop.example/klarbad");
    assert_eq!(engine.ask(&asked).best().map(|it| it.key.clone()), Some(key(1, "de")));
}

#[test]
fn a_product_the_question_names_leaves_articles_about_others_behind() {
    let engine = Engine::new();
    let of = |number: u128, title: &str, body: &str, products: &[&str]| {
        let mut document = document(number, "de", title, body);
        document.products = products.iter().map(|it| (*it).into()).collect();
        put(document)
    };
    let hint = "Steht das auf deiner Kaffeemaschine, lies dort weiter.";
    engine.apply(&[
        of(1, "Klarbad 2 zeigt SERVICE NEEDED", hint, &["Klarbad 2"]),
        of(2, "SERVICE NEEDED: Wartung", "Jetzt entkalken.", &["Kaffeemaschine Kutter"]),
        of(3, "Geräte zurückgeben", "Auch die Kaffeemaschine, sauber und leer.", &[]),
    ]);
    check(&engine, "Meine Kaffeemaschine zeigt SERVICE NEEDED", 2);
    check(&engine, "Mein Klarbad zeigt SERVICE NEEDED", 1);
    check(&engine, "SERVICE NEEDED 2", 1);
    check(&engine, "Kaffeemaschine zurückgeben", 3);
}

#[test]
fn related_articles_are_about_the_same_and_never_itself() {
    let asker = Asker { audience: &Audience::Anyone, now: now() };
    let related = engine().related(&key(4, "de"), &asker, 3);
    assert_eq!(related.first().map(|it| it.key.clone()), Some(key(5, "de")));
    assert!(related.iter().all(|it| it.key != key(4, "de")));
    assert!(engine().related(&key(77, "de"), &asker, 3).is_empty());
}

#[test]
fn what_nobody_wrote_about_is_not_answered() {
    let engine = engine();
    for text in ["", "  ", "qwertzuiop", "Wie wird das Wetter am Samstag in Lissabon?"] {
        let outcome = ask(&engine, text);
        assert!(outcome.answer.is_none(), "{text}: {outcome:?}");
        assert!(outcome.confidence < 0.6, "{text}: {outcome:?}");
    }
    assert!(Engine::new().ask(&question("x", None, &Audience::Anyone)).best().is_none());
}

#[test]
fn no_text_however_odd_or_long_does_harm() {
    let engine = engine();
    let long = format!("Rechnung herunterladen {}", "und noch etwas anderes ".repeat(400_000));
    check(&engine, &long, 3);
    let odd =
        ["\0\0", "\u{1F600}\u{200d}", "(((((", "ä\u{308}\u{308}", "'; drop table", "日本語の質問"];
    for text in odd.into_iter().map(str::to_owned).chain([" a".repeat(90_000), "x".repeat(90_000)])
    {
        let outcome = ask(&engine, &text);
        assert!((0.0..=1.0).contains(&outcome.confidence));
        complete(&engine, &text);
    }
    let odd = document(70, "de", "\u{0}](", &"# \u{308}[[](<>".repeat(5_000));
    engine.apply(&[put(odd)]);
    check(&engine, "Rechnung", 3);
}

fn kept(engine: &Engine) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("index");
    engine.save(&path).unwrap();
    (folder, path)
}

#[test]
fn a_kept_index_answers_as_before() {
    let engine = engine();
    engine.apply(&[Change::Gone(key(7, "de"), 40)]);
    engine.set_synonyms(BRAND, &locale("de"), vec![("Gummi".into(), vec!["Nasenpads".into()])]);
    let confirmed = Confirmed { text: "Bote".into(), key: key(2, "de"), weight: 1.0 };
    engine.learn(&[confirmed], 9);
    engine.set_demand(vec![(ArticleId(Uuid::from_u128(3)), 4.0)]);
    let (_folder, path) = kept(&engine);
    let restored = Engine::load(&path).unwrap();
    assert_eq!((restored.revision(), restored.learned_revision()), (40, 9));
    for text in ["Gummi", "Bote", "Recnhung", "Paket verfolgen", "E03", "jak zmienić adres"] {
        assert_eq!(ask(&restored, text), ask(&engine, text), "{text}");
        assert_eq!(complete(&restored, text), complete(&engine, text), "{text}");
    }
    restored.apply(&[Change::Gone(key(2, "de"), 41)]);
    assert!(ask(&restored, "Bote").best().is_none());
}

#[test]
fn a_damaged_or_foreign_file_is_refused() {
    let (_folder, path) = kept(&engine());
    let bytes = std::fs::read(&path).unwrap();
    for at in (0..bytes.len()).step_by(bytes.len() / 40) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x10;
        std::fs::write(&path, damaged).unwrap();
        assert!(Engine::load(&path).is_err(), "byte {at}");
    }
    for length in [0, 5, 12, bytes.len() / 2, bytes.len() - 1] {
        std::fs::write(&path, &bytes[..length]).unwrap();
        assert!(Engine::load(&path).is_err(), "length {length}");
    }
    let mut other = bytes.clone();
    other[8] = 99;
    std::fs::write(&path, other).unwrap();
    assert!(matches!(Engine::load(&path), Err(SnapshotError::OtherVersion(99))));
    assert!(matches!(Engine::load(&path.join("none")), Err(SnapshotError::Io(_))));
}
