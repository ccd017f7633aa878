//! The pages as text: what must stand in them, and what never may.

use lotse_text::catalogue::Catalogue;

use super::article::Article;
use super::contact::{Answer, Form, Typed};
use super::failure::Failure;
use super::feeds::Entry;
use super::home::{Home, Notice, Shop, Topic};
use super::locations::{Location, Now};
use super::marked::Marked;
use super::search::{Hit, Results};
use super::sign_in::Step;
use super::{
    Assets, BrandMark, Frame, Language, Link, Teaser, Texts, article, body, category, contact,
    failure, feeds, home, locations, search, sign_in, structured, video,
};

const EVIL: &str = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'";

fn catalogue() -> Catalogue {
    Catalogue::parse(&[
        ("en", include_str!("../../../../../locales/parts/help.en.json")),
        ("de", include_str!("../../../../../locales/parts/help.de.json")),
        ("pl", include_str!("../../../../../locales/parts/help.pl.json")),
    ])
    .unwrap()
}

fn frame<'a>(catalogue: &'a Catalogue, locale: &'a str, name: &'a str) -> Frame<'a> {
    let language = |locale: &str| Language {
        locale: locale.to_owned(),
        name: super::language_name(locale).to_owned(),
        href: format!("/{locale}/a/x"),
        is_same_page: true,
    };
    Frame {
        text: Texts { catalogue, locale },
        origin: "https://help.example",
        base: "",
        brand: BrandMark { name, slug: "shop", accent_css: Some("/assets/brand/shop.css".into()) },
        assets: Assets {
            css: "/assets/help.css".into(),
            js: "/assets/help.js".into(),
            theme: "/assets/theme.js".into(),
            font: "/assets/inter.woff2".into(),
            icon: "/assets/icon.svg".into(),
        },
        languages: vec![language("de"), language("en"), language("pl")],
        has_restricted: true,
        is_signed_in: false,
        has_locations: true,
        legal: vec![Link { title: name.into(), href: "/imprint".into() }],
    }
}

fn link(word: &str) -> Link {
    Link { title: word.into(), href: "/de/c/x".into() }
}

fn teaser(word: &str) -> Teaser {
    let href = "/de/a/x".into();
    Teaser { title: word.into(), short: word.into(), href, is_restricted: true }
}

fn topic(word: &str) -> Topic {
    Topic {
        title: word.into(),
        description: word.into(),
        icon: word.into(),
        count: Some(2),
        href: "/de/c/x".into(),
    }
}

fn hit(word: &str) -> Hit {
    Hit {
        title: Marked::at(word, &[0..2, 2..3]),
        passage: Marked::at(word, &[]),
        href: "/de/a/x".into(),
        topic: word.into(),
        locale: "pl".into(),
    }
}

fn article_of(word: &str) -> Article {
    Article {
        title: word.into(),
        short: word.into(),
        html: "<p>clean</p>".into(),
        plain: word.into(),
        slug: "x".into(),
        above: vec![link(word)],
        headings: vec![link(word), link(word)],
        related: vec![link(word)],
        changed_on: "2026-11-30".parse().ok(),
        checked_on: "2026-12-03".parse().ok(),
        is_answer: true,
        question: Some(word.into()),
        ..Article::default()
    }
}

fn form_of(word: &str) -> Form {
    let typed = Typed {
        message: word.into(),
        name: word.into(),
        email: word.into(),
        page: word.into(),
        searches: word.into(),
        answers: word.into(),
    };
    let answer = Answer {
        id: word.into(),
        title: word.into(),
        passage: Marked::at(word, &[]),
        href: "/de/a/x".into(),
    };
    Form {
        typed,
        flaws: vec![("message".into(), "empty".into()), ("email".into(), "empty".into())],
        answers: vec![answer],
        is_second: true,
        question: Some(word.into()),
        ways: vec![],
    }
}

fn shop_of(word: &str) -> Location {
    Location {
        anchor: "x".into(),
        name: word.into(),
        street: word.into(),
        town: word.into(),
        country: word.into(),
        phone: word.into(),
        now: Now::Closed,
        week: vec![(1, 5, vec![("10:00".into(), "18:00".into())]), (6, 7, vec![])],
        special: vec![("2026-12-24".parse().unwrap(), word.into(), vec![])],
    }
}

/// Pages for finding, with `word` wherever people or shops write something.
fn finding(frame: &Frame<'_>, word: &str) -> Vec<maud::Markup> {
    let home = Home {
        asked_now: vec![word.into()],
        notices: vec![Notice { text: word.into(), href: Some("/de/a/x".into()) }],
        most_asked: vec![teaser(word)],
        topics: vec![topic(word)],
        shops: vec![Shop { name: word.into(), now: Now::OpenUntil("18:00".into()) }],
    };
    let found = Results {
        words: word.into(),
        answer: Some(hit(word)),
        hits: vec![hit(word)],
        other_language: Some(word.into()),
        question: Some(word.into()),
        topics: vec![],
    };
    let nothing = Results { words: word.into(), topics: vec![link(word)], ..Results::default() };
    let below = category::Category {
        title: word.into(),
        description: word.into(),
        slug: "x".into(),
        above: vec![link(word)],
        below: vec![topic(word)],
        articles: vec![teaser(word)],
        is_first: true,
        first: Some("/de/c/x".into()),
        next: Some("/de/c/x?after=y".into()),
    };
    let guide = Article { is_answer: false, is_judged: true, ..article_of(word) };
    vec![
        home::page(frame, &home),
        search::page(frame, &found),
        search::page(frame, &nothing),
        category::page(frame, &below),
        article::page(frame, &article_of(word)),
        article::page(frame, &guide),
    ]
}

/// The other pages, with `word` wherever people or shops write something.
fn asking(frame: &Frame<'_>, word: &str) -> Vec<maud::Markup> {
    let no_address = Step::Address { typed: word.into(), is_wrong: true };
    let wrong_code = Step::Code { email: word.into(), is_wrong: true };
    vec![
        contact::page(frame, &form_of(word)),
        contact::page(frame, &Form::default()),
        contact::sent(frame, word),
        contact::solved(frame, Some("/de/a/x"), word),
        locations::page(frame, &[shop_of(word)]),
        sign_in::page(frame, &no_address, word),
        sign_in::page(frame, &wrong_code, word),
        failure::page(frame, Failure::NotFound, word),
        failure::page(frame, Failure::Broken, word),
        failure::page(frame, Failure::TooMany, word),
    ]
}

fn pages(frame: &Frame<'_>, word: &str) -> Vec<String> {
    let all = finding(frame, word).into_iter().chain(asking(frame, word));
    all.map(maud::Markup::into_string).collect()
}

#[test]
fn nothing_that_somebody_wrote_can_act_on_any_page() {
    let catalogue = catalogue();
    for page in pages(&frame(&catalogue, "de", EVIL), EVIL) {
        assert!(!page.contains("<script>"), "{page}");
        assert!(!page.contains("<img src=x"), "{page}");
        assert!(!page.contains("alert(1)>\""), "a quote ends no attribute: {page}");
    }
}

#[test]
fn no_page_needs_leave_for_inline_styles_or_scripts() {
    let catalogue = catalogue();
    for page in pages(&frame(&catalogue, "de", "Shop"), "Wort") {
        for bad in [" style=", "<style", " onclick=", "javascript:", "http://"] {
            let page = page.replace("http://www.w3.org/2000/svg", "");
            assert!(!page.contains(bad), "{bad}: {page}");
        }
        let data = "<script type=\"application/ld+json\">";
        let scripts = page.matches("<script").count();
        assert_eq!(scripts, page.matches("<script src=").count() + page.matches(data).count());
    }
}

#[test]
fn every_page_has_one_headline_one_main_part_and_no_raw_key() {
    let catalogue = catalogue();
    for locale in ["de", "en", "pl"] {
        for page in pages(&frame(&catalogue, locale, "Shop"), "Wort") {
            assert_eq!(page.matches("<h1").count(), 1, "{page}");
            assert_eq!(page.matches("<main").count(), 1);
            assert!(page.starts_with(&format!("<!DOCTYPE html><html lang=\"{locale}\">")));
            for key in ["help.", "contact.", "signin."] {
                let shown = [">", "\"", " "].map(|before| format!("{before}{key}"));
                let is_raw = |it: &String| {
                    page.split(it.as_str()).skip(1).any(|rest| {
                        !rest.starts_with("css") && rest.starts_with(|it: char| it.is_lowercase())
                    })
                };
                let raw: Vec<_> = shown.iter().filter(|it| is_raw(it)).collect();
                assert!(raw.is_empty(), "{raw:?} in {page}");
            }
        }
    }
}

#[test]
fn all_languages_have_all_sentences() {
    assert_eq!(catalogue().check(), Vec::<String>::new());
}

#[test]
fn the_question_comes_before_name_and_address() {
    let catalogue = catalogue();
    let page = contact::page(&frame(&catalogue, "de", "Shop"), &Form::default()).into_string();
    let at = |text: &str| page.find(text).unwrap();
    assert!(at("name=\"message\"") < at("name=\"name\""));
    assert!(at("name=\"name\"") < at("name=\"email\""));
    assert_eq!(page.matches("required").count(), 3, "no more is asked");
}

#[test]
fn the_enter_key_never_says_that_an_answer_solves_it() {
    let catalogue = catalogue();
    let frame = frame(&catalogue, "de", "Shop");
    let answer =
        Answer { id: "7".into(), title: "T".into(), passage: Marked::default(), href: "/".into() };
    for (is_second, step) in [(false, "look"), (true, "send")] {
        let form = Form { is_second, answers: vec![answer.clone()], ..Form::default() };
        let page = contact::page(&frame, &form).into_string();
        let (_, form) = page.split_once("data-contact").unwrap();
        let (_, first) = form.split_once("type=\"submit\"").unwrap();
        assert!(first.starts_with(&format!(" name=\"step\" value=\"{step}\"")), "{first}");
    }
}

#[test]
fn nothing_found_leads_to_a_person_with_the_words_carried_over() {
    let catalogue = catalogue();
    let results = Results { words: "Paket & Söhne".into(), ..Results::default() };
    let page = search::page(&frame(&catalogue, "de", "Shop"), &results).into_string();
    assert!(page.contains("href=\"/de/contact?q=Paket+%26+S%C3%B6hne\""), "{page}");
}

#[test]
fn an_answer_says_that_it_was_chosen_by_a_machine() {
    let catalogue = catalogue();
    let frame = frame(&catalogue, "en", "Shop");
    let hit = Hit {
        title: Marked::at("Nose pads", &[]),
        passage: Marked::default(),
        href: "/en/a/x".into(),
        topic: String::new(),
        locale: "en".into(),
    };
    let sure = Results { words: "x".into(), answer: Some(hit.clone()), ..Results::default() };
    let unsure = Results { words: "x".into(), hits: vec![hit], ..Results::default() };
    let says = |it| search::page(&frame, it).into_string().contains("Chosen automatically");
    assert!(says(&sure));
    assert!(!says(&unsure));
}

#[test]
fn only_public_articles_tell_search_engines_of_themselves() {
    let catalogue = catalogue();
    let frame = frame(&catalogue, "de", "Shop");
    let open = Article { title: "T".into(), slug: "t".into(), ..Article::default() };
    let page = article::page(&frame, &open).into_string();
    assert!(page.contains("rel=\"canonical\" href=\"https://help.example/de/a/t\""));
    assert!(page.contains("hreflang=\"pl\" href=\"https://help.example/pl/a/x\""));
    assert!(page.contains("BreadcrumbList") && !page.contains("noindex"));
    let page = article::page(&frame, &Article { is_restricted: true, ..open }).into_string();
    assert!(page.contains("noindex") && !page.contains("ld+json"));
}

#[test]
fn words_stand_out_without_breaking_letters() {
    let check = |text, ranges: &[(usize, usize)], expect| {
        let ranges: Vec<_> = ranges.iter().map(|(from, to)| *from..*to).collect();
        assert_eq!(Marked::at(text, &ranges).show().into_string(), expect);
    };
    check("Größe & Maß", &[(0, 7)], "<mark>Größe</mark> &amp; Maß");
    check("Größe", &[(0, 3)], "Größe");
    check("abcdef", &[(3, 5), (0, 4)], "<mark>abcd</mark><mark>e</mark>f");
    check("abc", &[(2, 9)], "abc");
}

#[test]
fn videos_are_asked_for_and_other_links_stay() {
    let catalogue = catalogue();
    let text = Texts { catalogue: &catalogue, locale: "de" };
    let rel = "rel=\"noopener noreferrer\"";
    let linked = |url: &str| format!("<p><a href=\"{url}\" {rel}>Film &amp; Ton</a></p><p>x</p>");
    let shown = video::boxed(&text, &linked("https://www.youtube.com/watch?v=a_b-9&amp;t=3"));
    assert!(
        shown.contains("data-player=\"https://www.youtube-nocookie.com/embed/a_b-9?autoplay=1\"")
    );
    assert!(shown.contains("Film &amp; Ton") && shown.ends_with("<p>x</p>"), "{shown}");
    assert!(video::boxed(&text, &linked("https://vimeo.com/123")).contains("player.vimeo.com"));
    for other in [
        "https://example.org/watch?v=abc",
        "https://vimeo.com/../x",
        "https://youtu.be/%22%3E",
        "https://youtube.com.evil.example/watch?v=abc",
    ] {
        assert_eq!(video::boxed(&text, &linked(other)), linked(other));
    }
    let inside = "<p>See <a href=\"https://youtu.be/abc\">this</a></p>";
    assert_eq!(video::boxed(&text, inside), inside);
}

#[test]
fn headings_and_words_are_read_from_cleaned_html() {
    let html = "<p>Eins <strong>zwei</strong></p><h2>A &amp; B<a href=\"#a--b\" class=\"anchor\" \
        id=\"a--b\"></a></h2><ul><li>drei</li></ul><h2 id=\"c\">C</h2><h2>ohne</h2>";
    let found: Vec<_> = body::headings(html).into_iter().map(|it| (it.title, it.href)).collect();
    let expect = [("A & B", "#a--b"), ("C", "#c")];
    assert_eq!(found, expect.map(|(title, href)| (title.to_owned(), href.to_owned())));
    assert_eq!(body::plain(html), "Eins zwei A & B drei C ohne");
}

#[test]
fn feeds_are_well_formed_whatever_stands_in_them() {
    let catalogue = catalogue();
    let frame = frame(&catalogue, "de", "A & B <c>");
    let entry = Entry {
        title: format!("{EVIL}\u{0}\u{b}"),
        short: EVIL.into(),
        url: "https://help.example/de/a/x?y&z".into(),
        changed_at: "2026-12-03T10:00:00Z".into(),
        languages: vec![("de".into(), "https://help.example/de/a/x?y&z".into())],
    };
    let all = std::slice::from_ref(&entry);
    for text in [feeds::sitemap(all), feeds::atom(&frame, all), feeds::opensearch(&frame)] {
        assert!(!text.contains("<script") && !text.contains("& "), "{text}");
        assert!(!text.contains(['\u{0}', '\u{b}']) && !text.contains("y&z"), "{text}");
    }
    assert!(feeds::sitemap(all).contains("hreflang=\"de\""));
    let topics = [("Topic\n# x".to_owned(), vec![entry])];
    let llms = feeds::llms("Help", "About", &topics);
    assert!(llms.contains("\n## Topic # x\n"), "a title stays in its line: {llms}");
}

#[test]
fn an_answer_is_a_faq_page_with_its_one_question_and_other_texts_are_articles() {
    let catalogue = catalogue();
    let frame = frame(&catalogue, "de", "Laden");
    let about = |it: &Article| -> serde_json::Value {
        let data: serde_json::Value =
            serde_json::from_str(&structured::article(&frame, it).0).unwrap();
        data["@graph"][0].clone()
    };
    let mut it = Article { title: "Wo ist es?".into(), plain: "Dort.".into(), ..article_of("x") };
    let page = about(&it);
    assert_eq!(page["@type"], "FAQPage");
    let questions = page["mainEntity"].as_array().unwrap();
    assert_eq!(questions.len(), 1);
    assert_eq!(
        (&questions[0]["@type"], &questions[0]["name"]),
        (&"Question".into(), &"Wo ist es?".into())
    );
    assert_eq!(questions[0]["acceptedAnswer"]["text"], "Dort.");
    assert_eq!(page["dateModified"], "2026-11-30", "a check changes no text");
    it.is_answer = false;
    assert_eq!(about(&it)["@type"], "Article");
}

#[test]
fn structured_data_cannot_end_its_element() {
    let data = structured::embedded(&serde_json::json!({ "a": "</script>\u{2028}" })).0;
    assert_eq!(data, "{\"a\":\"\\u003c/script>\\u2028\"}");
}

#[test]
fn days_are_written_as_people_write_them() {
    let catalogue = catalogue();
    let day = "2026-12-03".parse().unwrap();
    let write = |locale| Texts { catalogue: &catalogue, locale }.date(day);
    assert_eq!(write("de"), "3. Dezember 2026");
    assert_eq!(write("pl"), "3 grudnia 2026");
    assert_eq!(write("en"), "3 December 2026");
}
