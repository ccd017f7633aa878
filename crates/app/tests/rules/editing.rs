//! Writing changes nothing for readers, and nobody's words are lost.

use lotse_app::Slug;
use lotse_app::knowledge::{EditError, Reader, Text};
use lotse_domain::ids::ArticleId;
use lotse_domain::knowledge::{Article, Content, State, Validity};
use lotse_testkit::{TestLotse, on_both_databases};

on_both_databases!(
    editing_a_live_article_changes_nothing_until_it_is_published,
    of_two_editors_the_second_is_told_and_both_texts_are_kept,
    a_live_article_keeps_its_address_when_its_title_changes,
    an_old_address_leads_to_the_new_one,
    an_address_that_readers_use_is_not_given_away,
    two_articles_of_one_title_have_two_addresses,
    articles_of_one_title_can_be_made_at_the_same_moment,
    an_article_that_is_live_is_not_deleted,
    a_deleted_article_makes_room_for_a_new_one_of_its_name,
    texts_are_checked_before_they_are_kept,
    facts_that_cannot_be_are_refused,
    scripts_in_a_text_never_reach_a_reader,
    all_versions_are_kept_with_their_author,
);

async fn saved(lotse: &TestLotse, id: ArticleId, base: i64, title: &str, body: &str) -> Article {
    save(lotse, id, base, title, body).await.unwrap()
}

async fn save(
    lotse: &TestLotse,
    id: ArticleId,
    base_version: i64,
    title: &str,
    body: &str,
) -> Result<Article, EditError> {
    let content = Content { title: title.into(), body: body.into(), ..Content::default() };
    let text = Text { locale: "de".parse().unwrap(), content, slug: None, base_version };
    lotse.save_text(&lotse.may(), id, text).await
}

async fn live_body(lotse: &TestLotse, reader: &Reader, slug: &str) -> String {
    match lotse.article_at(reader, slug).await.unwrap() {
        Slug::Here(row) => row.article.content.body,
        other => panic!("{slug}: {other:?}"),
    }
}

async fn editing_a_live_article_changes_nothing_until_it_is_published(lotse: &TestLotse) {
    let reader = lotse.reader("de");
    let id = lotse.published("Nasenpads wechseln", "Mit einem Schraubendreher.").await;
    let article = saved(lotse, id, 1, "Nasenpads wechseln", "Mit einer Zange.").await;
    let text = &article.translations[0];
    assert_eq!((text.version, text.live_version), (2, Some(1)));
    assert_eq!(live_body(lotse, &reader, "nasenpads-wechseln").await, "Mit einem Schraubendreher.");
    let found = lotse.asked(&reader, "Nasenpads mit einer Zange wechseln?").await;
    let hits = found.answer.iter().chain(&found.suggestions);
    assert!(hits.into_iter().all(|it| !it.passage.contains("Zange")));
    lotse.put(id, "de", State::Published).await;
    assert_eq!(live_body(lotse, &reader, "nasenpads-wechseln").await, "Mit einer Zange.");
    let found = lotse.asked(&reader, "Nasenpads mit einer Zange wechseln?").await;
    let best = found.answer.or(found.suggestions.into_iter().next()).unwrap();
    assert_eq!(best.passage, "Mit einer Zange.");
}

async fn of_two_editors_the_second_is_told_and_both_texts_are_kept(lotse: &TestLotse) {
    let id = lotse.write("Titel", "Anfang").saved().await;
    saved(lotse, id, 1, "Titel", "Von der Ersten").await;
    let refused = save(lotse, id, 1, "Titel", "Vom Zweiten").await;
    assert!(matches!(refused, Err(EditError::Meanwhile(2))));
    saved(lotse, id, 2, "Titel", "Vom Zweiten").await;
    let german = "de".parse().unwrap();
    let mut bodies = Vec::new();
    for number in 1..=3 {
        let found = lotse.version(&lotse.may(), (id, &german), number).await.unwrap();
        bodies.push(found.unwrap().0.content.body);
    }
    assert_eq!(bodies, ["Anfang", "Von der Ersten", "Vom Zweiten"]);
    let refused = save(lotse, id, 0, "Titel", "Wie neu").await;
    assert!(matches!(refused, Err(EditError::Meanwhile(3))));
}

async fn a_live_article_keeps_its_address_when_its_title_changes(lotse: &TestLotse) {
    let id = lotse.published("Nasenpads wechseln", "Text").await;
    saved(lotse, id, 1, "Pads für die Nase tauschen", "Text").await;
    lotse.put(id, "de", State::Published).await;
    let found = lotse.article_at(&lotse.reader("de"), "nasenpads-wechseln").await.unwrap();
    assert!(matches!(found, Slug::Here(it) if it.article.content.title.starts_with("Pads")));
    let draft = lotse.write("Erster Titel", "Text").saved().await;
    let article = saved(lotse, draft, 1, "Zweiter Titel", "Text").await;
    assert_eq!(article.translations[0].slug, "zweiter-titel", "nobody has its address yet");
}

async fn readdressed(lotse: &TestLotse, id: ArticleId, base_version: i64, slug: &str) {
    let content = Content { title: "Titel".into(), body: "Text".into(), ..Content::default() };
    let slug = Some(slug.to_owned());
    let text = Text { locale: "de".parse().unwrap(), content, slug, base_version };
    lotse.save_text(&lotse.may(), id, text).await.unwrap();
}

async fn an_old_address_leads_to_the_new_one(lotse: &TestLotse) {
    let reader = lotse.reader("de");
    let id = lotse.published("Alt", "Text").await;
    readdressed(lotse, id, 1, "mitte").await;
    assert!(matches!(lotse.article_at(&reader, "alt").await.unwrap(), Slug::Here(_)));
    lotse.put(id, "de", State::Published).await;
    readdressed(lotse, id, 2, "Neu & schön").await;
    lotse.put(id, "de", State::Published).await;
    for old in ["alt", "mitte"] {
        let found = lotse.article_at(&reader, old).await.unwrap();
        assert!(matches!(found, Slug::Moved(slug) if slug == "neu-schoen"), "{old}");
    }
    lotse.put(id, "de", State::Archived).await;
    assert!(matches!(lotse.article_at(&reader, "alt").await.unwrap(), Slug::Nowhere));
}

async fn an_address_that_readers_use_is_not_given_away(lotse: &TestLotse) {
    let reader = lotse.reader("de");
    let first = lotse.published("Nasenpads", "Vom ersten").await;
    readdressed(lotse, first, 1, "pads").await;
    let second = lotse.published("Nasenpads", "Vom zweiten").await;
    assert_eq!(live_body(lotse, &reader, "nasenpads").await, "Vom ersten");
    let (_, slug) = lotse.address_of(&reader, second).await.unwrap().unwrap();
    assert_ne!(slug, "nasenpads");
}

async fn two_articles_of_one_title_have_two_addresses(lotse: &TestLotse) {
    let reader = lotse.reader("de");
    let first = lotse.published("Nasenpads", "Eins").await;
    let second = lotse.published("Nasenpads", "Zwei").await;
    let address = async |id| lotse.address_of(&reader, id).await.unwrap().unwrap().1;
    assert_eq!(address(first).await, "nasenpads");
    assert_eq!(address(second).await, "nasenpads-2");
    let nameless = lotse.published("???", "Drei").await;
    assert_eq!(address(nameless).await, nameless.to_string());
}

async fn articles_of_one_title_can_be_made_at_the_same_moment(lotse: &TestLotse) {
    let new = || lotse.write("Nasenpads", "Text").saved();
    let made = tokio::join!(new(), new(), new(), new());
    let ids = std::collections::HashSet::from([made.0, made.1, made.2, made.3]);
    assert_eq!(ids.len(), 4);
}

async fn an_article_that_is_live_is_not_deleted(lotse: &TestLotse) {
    let id = lotse.published("Nasenpads", "Text").await;
    let refused = lotse.delete_article(&lotse.may(), id).await;
    assert!(matches!(refused, Err(EditError::Live)));
    lotse.put(id, "de", State::Archived).await;
    lotse.delete_article(&lotse.may(), id).await.unwrap();
    assert!(lotse.article(&lotse.may(), id).await.unwrap().is_none());
    let again = lotse.delete_article(&lotse.may(), id).await;
    assert!(matches!(again, Err(EditError::NotFound)));
}

async fn a_deleted_article_makes_room_for_a_new_one_of_its_name(lotse: &TestLotse) {
    let reader = lotse.reader("de");
    let old = lotse.published("Nasenpads", "Alt").await;
    lotse.put(old, "de", State::Archived).await;
    lotse.delete_article(&lotse.may(), old).await.unwrap();
    lotse.published("Nasenpads", "Neu").await;
    assert_eq!(live_body(lotse, &reader, "nasenpads").await, "Neu");
}

async fn texts_are_checked_before_they_are_kept(lotse: &TestLotse) {
    let id = lotse.write("Titel", "Text").saved().await;
    let refused = save(lotse, id, 1, " \t ", "Text").await;
    assert!(matches!(refused, Err(EditError::NoTitle)));
    let refused = save(lotse, id, 1, &"ä".repeat(301), "Text").await;
    assert!(matches!(refused, Err(EditError::TooLong("title", _))));
    let refused = save(lotse, id, 1, "Titel", &"x".repeat(200_001)).await;
    assert!(matches!(refused, Err(EditError::TooLong("body", _))));
    let content = Content { title: "Titel".into(), body: "x".into(), ..Content::default() };
    let french = "fr".parse().unwrap();
    let text = Text { locale: french, content, slug: None, base_version: 0 };
    let refused = lotse.save_text(&lotse.may(), id, text).await;
    assert!(matches!(refused, Err(EditError::UnknownLocale(_))));
    let article = saved(lotse, id, 1, "  Titel \0", "a\r\nb\0c").await;
    let content = &article.translations[0].content;
    assert_eq!((content.title.as_str(), content.body.as_str()), ("Titel", "a\nbc"));
}

async fn facts_that_cannot_be_are_refused(lotse: &TestLotse) {
    let id = lotse.write("Titel", "Text").saved().await;
    let facts = lotse.article(&lotse.may(), id).await.unwrap().unwrap().facts;
    let mut backwards = facts.clone();
    backwards.access.validity = Validity { from: Some(lotse.now()), until: Some(lotse.now()) };
    let refused = lotse.change_facts(&lotse.may(), id, backwards).await;
    assert!(matches!(refused, Err(EditError::EndsBeforeItBegins)));
    let mut elsewhere = facts.clone();
    elsewhere.category = Some(lotse_domain::ids::CategoryId(lotse.new_id()));
    let refused = lotse.change_facts(&lotse.may(), id, elsewhere).await;
    assert!(matches!(refused, Err(EditError::NoCategory)));
    assert_eq!(lotse.article(&lotse.may(), id).await.unwrap().unwrap().facts, facts);
}

async fn scripts_in_a_text_never_reach_a_reader(lotse: &TestLotse) {
    let body = "Text <script>alert(1)</script><img src=x onerror=alert(2)>\n\n\
                [Klick](javascript:alert(3)) <iframe src=\"https://evil.example\"></iframe>";
    let id = lotse.published("Titel", body).await;
    let rows = lotse.live_rows(&lotse.reader("de"), &[id]).await.unwrap();
    let html = rows[0].html.to_lowercase();
    assert!(html.contains("text"), "{html}");
    for bad in ["<script", "onerror", "javascript:", "<iframe"] {
        assert!(!html.replace("&lt;", "").contains(bad), "{bad} in {html}");
    }
}

async fn all_versions_are_kept_with_their_author(lotse: &TestLotse) {
    let editor = lotse.editor().await;
    let id = lotse.write("Titel", "Eins").saved().await;
    let german = "de".parse().unwrap();
    let content = Content { title: "Titel".into(), body: "Zwei".into(), ..Content::default() };
    let text = Text { locale: "de".parse().unwrap(), content, slug: None, base_version: 1 };
    lotse.save_text(&editor.may().unwrap(), id, text).await.unwrap();
    let versions = lotse.versions(&lotse.may(), (id, &german), None, 10).await.unwrap();
    let authors: Vec<_> = versions
        .iter()
        .map(|it| (it.number, it.author.as_ref().map(|(_, name)| name.as_str())))
        .collect();
    assert_eq!(authors, [(2, Some("editor@example.org")), (1, None)]);
}
