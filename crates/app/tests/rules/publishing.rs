//! What goes live is everywhere at once, and what is taken down is nowhere.

use chrono::{DateTime, Duration, Utc};
use lotse_app::Slug;
use lotse_app::knowledge::PublishError;
use lotse_domain::knowledge::{Audience, State, Validity, Visibility};
use lotse_testkit::{TestLotse, on_both_databases};

use crate::surfaces::{ALL, Shown};

on_both_databases!(
    a_published_article_is_found_everywhere_at_once,
    a_draft_is_found_nowhere,
    what_is_taken_down_is_found_nowhere,
    an_article_is_found_by_those_it_is_for_and_by_nobody_else,
    an_article_appears_when_its_time_comes_and_goes_when_it_is_over,
    an_article_in_review_stays_as_it_is,
    an_article_without_text_is_not_published,
    nothing_is_published_that_somebody_changed_meanwhile,
    an_article_goes_live_only_in_the_language_that_was_published,
    a_brand_never_shows_what_is_another_brands,
);

fn segment(name: &str) -> Audience {
    Audience::Contact { segments: vec![name.to_owned()] }
}

fn audiences() -> [(&'static str, Audience); 5] {
    [
        ("anyone", Audience::Anyone),
        ("signed in", Audience::Contact { segments: Vec::new() }),
        ("business", segment("business")),
        ("other segment", segment("school")),
        ("team", Audience::Team),
    ]
}

/// Whom the article reaches, by name; everybody else must meet it nowhere, and these everywhere.
#[track_caller]
fn check(found: Vec<(&str, Vec<&str>)>, case: &str, reached: &[&str]) {
    for (name, surfaces) in found {
        let expect: &[&str] = if reached.contains(&name) { &ALL } else { &[] };
        assert_eq!(surfaces, expect, "{case}, {name}");
    }
}

async fn all(lotse: &TestLotse, shown: &Shown) -> Vec<(&'static str, Vec<&'static str>)> {
    let mut found = Vec::new();
    for (name, audience) in audiences() {
        found.push((name, shown.on(lotse, &lotse.reader_as("de", audience)).await));
    }
    found
}

const EVERYBODY: [&str; 5] = ["anyone", "signed in", "business", "other segment", "team"];

async fn a_published_article_is_found_everywhere_at_once(lotse: &TestLotse) {
    let shown = Shown::drafted(lotse).await;
    lotse.put(shown.id, "de", State::Published).await;
    check(all(lotse, &shown).await, "published", &EVERYBODY);
}

async fn a_draft_is_found_nowhere(lotse: &TestLotse) {
    let shown = Shown::drafted(lotse).await;
    check(all(lotse, &shown).await, "draft", &[]);
    lotse.put(shown.id, "de", State::InReview).await;
    check(all(lotse, &shown).await, "in review", &[]);
}

async fn what_is_taken_down_is_found_nowhere(lotse: &TestLotse) {
    let shown = Shown::drafted(lotse).await;
    for state in [State::Draft, State::Archived] {
        lotse.put(shown.id, "de", State::Published).await;
        check(all(lotse, &shown).await, "published", &EVERYBODY);
        lotse.put(shown.id, "de", state).await;
        check(all(lotse, &shown).await, state.as_str(), &[]);
    }
}

async fn an_article_is_found_by_those_it_is_for_and_by_nobody_else(lotse: &TestLotse) {
    let shown = Shown::drafted(lotse).await;
    lotse.put(shown.id, "de", State::Published).await;
    let cases: [(Visibility, &[&str]); 4] = [
        (Visibility::SignedIn, &["signed in", "business", "other segment", "team"]),
        (Visibility::Segment("business".into()), &["business", "team"]),
        (Visibility::Internal, &["team"]),
        (Visibility::Public, &EVERYBODY),
    ];
    for (visibility, reached) in cases {
        let may = lotse.may();
        let article = lotse.article(&lotse.may(), shown.id).await.unwrap().unwrap();
        let mut facts = article.facts;
        facts.access.visibility = visibility.clone();
        lotse.change_facts(&may, shown.id, facts).await.unwrap();
        check(all(lotse, &shown).await, &format!("{visibility:?}"), reached);
    }
}

async fn an_article_appears_when_its_time_comes_and_goes_when_it_is_over(lotse: &TestLotse) {
    let shown = Shown::drafted(lotse).await;
    let now: DateTime<Utc> = lotse.now();
    let mut facts = lotse.article(&lotse.may(), shown.id).await.unwrap().unwrap().facts;
    facts.access.validity =
        Validity { from: Some(now + Duration::hours(1)), until: Some(now + Duration::hours(2)) };
    lotse.change_facts(&lotse.may(), shown.id, facts).await.unwrap();
    lotse.put(shown.id, "de", State::Published).await;
    check(all(lotse, &shown).await, "before its time", &[]);
    lotse.pass(Duration::hours(1));
    check(all(lotse, &shown).await, "in its time", &EVERYBODY);
    lotse.pass(Duration::hours(1) - Duration::milliseconds(1));
    check(all(lotse, &shown).await, "in its last moment", &EVERYBODY);
    lotse.pass(Duration::milliseconds(1));
    check(all(lotse, &shown).await, "after its time", &[]);
}

async fn an_article_in_review_stays_as_it_is(lotse: &TestLotse) {
    let shown = Shown::drafted(lotse).await;
    lotse.put(shown.id, "de", State::Published).await;
    lotse.put(shown.id, "de", State::InReview).await;
    check(all(lotse, &shown).await, "live and in review", &EVERYBODY);
}

async fn an_article_without_text_is_not_published(lotse: &TestLotse) {
    let id = lotse.write("Nur ein Titel", " \n ").saved().await;
    let german = "de".parse().unwrap();
    let refused = lotse.set_state(&lotse.may(), (id, &german), State::Published, None).await;
    assert!(matches!(refused, Err(PublishError::NoText(locale)) if locale == german));
    let article = lotse.article(&lotse.may(), id).await.unwrap().unwrap();
    assert_eq!(article.translations[0].state, State::Draft);
    let short = lotse.write("Mit kurzer Antwort", "").content(|it| it.short = "Ja.".into());
    short.published().await;
}

async fn nothing_is_published_that_somebody_changed_meanwhile(lotse: &TestLotse) {
    let id = lotse.write("Nasenpads", "Text").saved().await;
    let german = "de".parse().unwrap();
    let refused = lotse.set_state(&lotse.may(), (id, &german), State::Published, Some(2)).await;
    assert!(matches!(refused, Err(PublishError::Meanwhile(1))));
    assert!(lotse.live_rows(&lotse.reader("de"), &[id]).await.unwrap().is_empty());
    lotse.set_state(&lotse.may(), (id, &german), State::Published, Some(1)).await.unwrap();
    assert_eq!(lotse.live_rows(&lotse.reader("de"), &[id]).await.unwrap().len(), 1);
}

async fn an_article_goes_live_only_in_the_language_that_was_published(lotse: &TestLotse) {
    let id = lotse.published("Nasenpads wechseln", "Die Nasenpads lösen.").await;
    let (german, english) = (lotse.reader("de"), lotse.reader("en"));
    assert!(lotse.live_rows(&english, &[id]).await.unwrap().is_empty());
    let address = Some(("de".parse().unwrap(), "nasenpads-wechseln".to_owned()));
    assert_eq!(lotse.address_of(&english, id).await.unwrap(), address);
    let text = (id, &english.locale);
    let refused = lotse.set_state(&lotse.may(), text, State::Published, None).await;
    assert!(matches!(refused, Err(PublishError::NotFound)));
    assert_eq!(lotse.live_rows(&german, &[id]).await.unwrap().len(), 1);
}

async fn a_brand_never_shows_what_is_another_brands(lotse: &TestLotse) {
    let shown = Shown::drafted(lotse).await;
    lotse.put(shown.id, "de", State::Published).await;
    let other = lotse.second_brand("baker", &["de"]).await;
    let near = lotse.write("Brot lagern", "Im Kasten.").brand(other.id).published().await;
    let mut there = lotse.reader_as("de", Audience::Team);
    there.brand = other.id;
    let answered = lotse.asked(&there, "Meine Brille hat keine Gummis mehr").await;
    let hits: Vec<_> = answered.answer.iter().chain(&answered.suggestions).collect();
    assert!(hits.iter().all(|it| it.line.article == near), "{hits:?}");
    assert!(lotse.typed(&there, "Nasenpads").await.is_empty());
    let slug = lotse.article_at(&there, "nasenpads-wechseln").await.unwrap();
    assert!(matches!(slug, Slug::Nowhere));
    assert!(lotse.live_rows(&there, &[shown.id]).await.unwrap().is_empty());
    assert_eq!(lotse.address_of(&there, shown.id).await.unwrap(), None);
    assert_eq!(lotse.live_lines(&there, None, None, 50).await.unwrap().0.len(), 1);
    assert_eq!(lotse.most_asked((&there, None), 10).await.unwrap().len(), 1);
}
