//! What editors write: texts, versions, addresses, lists.

use chrono::{NaiveDate, TimeZone as _, Utc};
use lotse_domain::ids::{AgentId, ArticleId};
use lotse_domain::knowledge::{Facts, Kind, Source, State, Visibility};

use super::{Home, article, article_id, both_dbs, brand_id, live, locale, minutes, noon, text};
use crate::{ArticleFilter, Saved, Store, StoreError, Tx};

both_dbs!(
    a_text_is_kept_as_it_was_written,
    every_saved_text_stays_as_a_version,
    a_text_is_not_saved_over_one_the_author_has_not_seen,
    of_two_who_save_at_once_one_is_told,
    an_address_leads_to_one_article_of_a_language,
    an_article_is_imported_from_one_place_once,
    lists_go_page_by_page_without_gap_or_double,
    an_article_whose_text_changed_leads_the_list,
    a_line_knows_the_languages_of_its_article,
    lists_are_narrowed_by_every_filter,
    percent_signs_in_a_search_for_titles_are_plain_signs,
    an_article_that_is_live_cannot_be_deleted,
    articles_to_check_are_counted,
    an_article_is_counted_as_live_once_whatever_its_languages,
);

async fn add(tx: &mut Tx, n: u128, tag: &str, slug: &str) {
    tx.save_article(&article(n)).await.unwrap();
    let saved = tx.save_text(&article(n), &text(tag, slug, 0), None).await.unwrap();
    assert_eq!(saved, Saved::As(1));
}

async fn a_text_is_kept_as_it_was_written(home: &Home) {
    let store = home.store_with_brand().await;
    let mut wanted = article(7);
    wanted.facts = Facts {
        kind: Kind::Guide,
        review_on: NaiveDate::from_ymd_opt(2027, 3, 1),
        products: vec!["Halden 52".to_owned()],
        codes: vec!["E03".to_owned()],
        ..Facts::default()
    };
    wanted.facts.access.visibility = Visibility::Segment("business".to_owned());
    wanted.facts.access.validity.until = Some(noon());
    wanted.source = Some(Source { name: "files".to_owned(), id: "a/b".to_owned() });
    let mut written = text("de", "nasenpads", 0);
    written.content.phrasings = vec!["Gummi ab?".to_owned(), "„Zażółć“ \"\\ 🕶".to_owned()];
    written.content.words = vec!["Gummi".to_owned()];
    let mut tx = store.begin().await.unwrap();
    tx.save_article(&wanted).await.unwrap();
    tx.save_text(&wanted, &written, None).await.unwrap();
    tx.commit().await.unwrap();
    written.version = 1;
    wanted.translations = vec![written];
    let mut tx = store.read().await.unwrap();
    assert_eq!(tx.article(wanted.id).await.unwrap(), Some(wanted.clone()));
    let source = wanted.source.clone().unwrap();
    assert_eq!(tx.article_from(brand_id(), &source).await.unwrap(), Some(wanted.clone()));
    assert_eq!(
        tx.articles_after(brand_id(), None, 9).await.unwrap(),
        std::slice::from_ref(&wanted)
    );
    assert_eq!(tx.articles_after(brand_id(), Some(wanted.id), 9).await.unwrap(), []);
    assert_eq!(tx.article(article_id(8)).await.unwrap(), None);
}

async fn every_saved_text_stays_as_a_version(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let author = AgentId(uuid::Uuid::from_u128(3));
    tx.save_article(&article(7)).await.unwrap();
    for base in 0..3 {
        let mut next = text("de", "a", base);
        next.content.body = format!("Text {base}");
        let saved = tx.save_text(&article(7), &next, Some(author)).await.unwrap();
        assert_eq!(saved, Saved::As(base + 1));
    }
    let de = locale("de");
    let lines = tx.version_lines(article_id(7), &de, None, 2).await.unwrap();
    assert_eq!(lines.iter().map(|it| it.number).collect::<Vec<_>>(), [3, 2]);
    let lines = tx.version_lines(article_id(7), &de, Some(2), 2).await.unwrap();
    assert_eq!(lines.iter().map(|it| it.number).collect::<Vec<_>>(), [1]);
    let first = tx.version(article_id(7), &de, 1).await.unwrap().unwrap();
    assert_eq!((first.content.body.as_str(), first.author), ("Text 0", Some(author)));
    assert!(tx.version(article_id(7), &de, 4).await.unwrap().is_none());
}

async fn a_text_is_not_saved_over_one_the_author_has_not_seen(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    add(&mut tx, 7, "de", "a").await;
    tx.save_text(&article(7), &text("de", "second", 1), None).await.unwrap();
    for base in [0, 1, 3] {
        let late = tx.save_text(&article(7), &text("de", "late", base), None).await.unwrap();
        assert_eq!(late, Saved::Meanwhile(2), "base {base}");
    }
    let kept = tx.article(article_id(7)).await.unwrap().unwrap().translations.remove(0);
    assert_eq!((kept.slug.as_str(), kept.version), ("second", 2));
    assert_eq!(tx.version_lines(article_id(7), &locale("de"), None, 9).await.unwrap().len(), 2);
}

async fn of_two_who_save_at_once_one_is_told(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    add(&mut tx, 7, "de", "a").await;
    tx.commit().await.unwrap();
    let (one, other) = (home.store().await, home.store().await);
    let (one, other) = tokio::join!(save_second(&one, "one"), save_second(&other, "other"));
    let mut saved = [one, other];
    saved.sort_by_key(|it| matches!(it, Saved::Meanwhile(_)));
    assert_eq!(saved, [Saved::As(2), Saved::Meanwhile(2)]);
}

async fn save_second(store: &Store, slug: &str) -> Saved {
    let mut tx = store.begin().await.unwrap();
    let saved = tx.save_text(&article(7), &text("de", slug, 1), None).await.unwrap();
    tx.commit().await.unwrap();
    saved
}

async fn an_address_leads_to_one_article_of_a_language(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    add(&mut tx, 7, "de", "delivery").await;
    add(&mut tx, 8, "pl", "delivery").await;
    assert!(tx.is_slug_free(&article(7), &locale("de"), "delivery").await.unwrap());
    assert!(!tx.is_slug_free(&article(8), &locale("de"), "delivery").await.unwrap());
    tx.save_article(&article(9)).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = store.begin().await.unwrap();
    let taken = tx.save_text(&article(9), &text("de", "delivery", 0), None).await;
    assert!(matches!(taken, Err(StoreError::Conflict(_))), "{taken:?}");
    drop(tx);
    assert_eq!(store.read().await.unwrap().article(article_id(9)).await.unwrap(), Some(article(9)));
}

async fn an_article_is_imported_from_one_place_once(home: &Home) {
    let store = home.store_with_brand().await;
    let from = |n| {
        let mut it = article(n);
        it.source = Some(Source { name: "files".to_owned(), id: "a".to_owned() });
        it
    };
    let mut tx = store.begin().await.unwrap();
    tx.save_article(&from(7)).await.unwrap();
    tx.save_article(&from(7)).await.unwrap();
    let double = tx.save_article(&from(8)).await;
    assert!(matches!(double, Err(StoreError::Conflict(_))), "{double:?}");
}

async fn lists_go_page_by_page_without_gap_or_double(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    for n in 0..7 {
        let mut it = text("de", &format!("a{n}"), 0);
        // Two articles share each moment.
        it.updated_at = noon() + minutes(i64::try_from(n / 2).unwrap());
        tx.save_article(&article(n)).await.unwrap();
        tx.save_text(&article(n), &it, None).await.unwrap();
        tx.save_text(&article(n), &text("pl", &format!("b{n}"), 0), None).await.unwrap();
    }
    let mut filter = ArticleFilter::default();
    let mut seen: Vec<ArticleId> = Vec::new();
    loop {
        let page = tx.article_lines(brand_id(), &filter, 3).await.unwrap();
        let Some(last) = page.last() else { break };
        filter.before = Some((last.updated_at, last.article));
        seen.extend(page.iter().map(|it| it.article));
    }
    assert_eq!(seen, (0..7).rev().map(article_id).collect::<Vec<_>>());
}

async fn an_article_whose_text_changed_leads_the_list(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    for n in [7, 8] {
        add(&mut tx, n, "de", &format!("a{n}")).await;
    }
    for (late, base, first) in [(2, 1, 7), (1, 2, 7), (3, 0, 8)] {
        let tag = if base == 0 { "pl" } else { "de" };
        let mut it = text(tag, &format!("b{first}"), base);
        it.updated_at = noon() + minutes(late);
        let saved = tx.save_text(&article(first), &it, None).await.unwrap();
        assert_eq!(saved, Saved::As(base + 1));
        let lines = tx.article_lines(brand_id(), &ArticleFilter::default(), 9).await.unwrap();
        let newest = lines.first().map(|it| (it.article, it.updated_at)).unwrap();
        assert_eq!(newest, (article_id(first), noon() + minutes(late.max(2))));
    }
}

async fn a_line_knows_the_languages_of_its_article(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    add(&mut tx, 7, "de", "delivery").await;
    add(&mut tx, 8, "de", "other").await;
    tx.save_text(&article(7), &text("pl", "dostawa", 0), None).await.unwrap();
    tx.set_state(article_id(7), &locale("de"), State::Published, Some(1)).await.unwrap();
    let lines = tx.article_lines(brand_id(), &ArticleFilter::default(), 9).await.unwrap();
    assert_eq!(lines.len(), 2, "one line per article");
    let languages = tx.languages_of(&[article_id(7)]).await.unwrap();
    let seen: Vec<_> = languages
        .iter()
        .map(|it| (it.locale.to_string(), it.title.as_str(), it.state, it.is_live))
        .collect();
    let pl = text("pl", "dostawa", 0).content.title;
    let de = text("de", "delivery", 0).content.title;
    assert_eq!(
        seen,
        [
            ("de".to_owned(), de.as_str(), State::Published, true),
            ("pl".to_owned(), pl.as_str(), State::Draft, false),
        ]
    );
}

async fn lists_are_narrowed_by_every_filter(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    add(&mut tx, 7, "de", "delivery").await;
    let mut guide = article(8);
    guide.facts.kind = Kind::Guide;
    guide.facts.access.visibility = Visibility::Internal;
    guide.facts.review_on = NaiveDate::from_ymd_opt(2027, 3, 2);
    tx.save_article(&guide).await.unwrap();
    tx.save_text(&guide, &text("pl", "ZWROT", 0), None).await.unwrap();
    tx.save_text(&guide, &text("en", "return", 0), None).await.unwrap();
    tx.set_state(guide.id, &locale("pl"), State::Published, Some(1)).await.unwrap();
    let base = ArticleFilter::default();
    let on = |day| ArticleFilter { due: NaiveDate::from_ymd_opt(2027, 3, day), ..base.clone() };
    let pl = ArticleFilter { locale: Some(locale("pl")), ..base.clone() };
    let filters = [
        pl.clone(),
        ArticleFilter { state: Some(State::Published), ..pl.clone() },
        ArticleFilter { kind: Some(Kind::Guide), ..base.clone() },
        ArticleFilter { visibility: Some("internal".to_owned()), ..base.clone() },
        ArticleFilter { title: Some("e zwR".to_owned()), ..base.clone() },
        on(2),
    ];
    for filter in &filters {
        let lines = tx.article_lines(brand_id(), filter, 9).await.unwrap();
        let found: Vec<_> = lines.iter().map(|it| it.article).collect();
        assert_eq!(found, [guide.id], "{filter:?}");
    }
    // What is said of texts must be true of the same one.
    let nothing = [
        ArticleFilter { state: Some(State::Draft), ..pl.clone() },
        ArticleFilter { title: Some("return".to_owned()), ..pl },
        on(1),
    ];
    for filter in &nothing {
        let lines = tx.article_lines(brand_id(), filter, 9).await.unwrap();
        assert!(lines.is_empty(), "{filter:?}");
    }
    assert_eq!(tx.article_lines(brand_id(), &base, 9).await.unwrap().len(), 2);
    let day = Utc.with_ymd_and_hms(2027, 3, 2, 0, 0, 0).unwrap();
    for (tag, left) in [("pl", 1), ("en", 0)] {
        tx.set_checked(guide.id, &locale(tag), day).await.unwrap();
        let due = tx.article_lines(brand_id(), &on(2), 9).await.unwrap();
        assert_eq!(due.len(), left, "{tag} checked");
    }
}

async fn percent_signs_in_a_search_for_titles_are_plain_signs(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    add(&mut tx, 7, "de", "15 % off_now\\").await;
    add(&mut tx, 8, "de", "150 offer now").await;
    for part in ["5 %", "off_", "now\\"] {
        let filter = ArticleFilter { title: Some(part.to_owned()), ..ArticleFilter::default() };
        let lines = tx.article_lines(brand_id(), &filter, 9).await.unwrap();
        assert_eq!(lines.iter().map(|it| it.article).collect::<Vec<_>>(), [article_id(7)]);
    }
}

async fn an_article_that_is_live_cannot_be_deleted(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    add(&mut tx, 7, "de", "a").await;
    tx.put_live(&live(7, "de", "a"), "").await.unwrap();
    assert!(!tx.delete_article(article_id(7)).await.unwrap());
    tx.take_down(article_id(7), &locale("de")).await.unwrap();
    assert!(tx.delete_article(article_id(7)).await.unwrap());
    assert!(!tx.delete_article(article_id(7)).await.unwrap());
    assert_eq!(tx.article(article_id(7)).await.unwrap(), None);
    assert!(tx.version(article_id(7), &locale("de"), 1).await.unwrap().is_none());
    assert_eq!(tx.article_lines(brand_id(), &ArticleFilter::default(), 9).await.unwrap().len(), 0);
}

async fn articles_to_check_are_counted(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    for (n, day) in [(1, Some(1)), (2, Some(2)), (3, Some(3)), (4, None)] {
        let mut it = article(n);
        it.facts.review_on = day.and_then(|day| NaiveDate::from_ymd_opt(2027, 3, day));
        tx.save_article(&it).await.unwrap();
        for tag in ["de", "pl"] {
            tx.save_text(&it, &text(tag, &format!("a{n}"), 0), None).await.unwrap();
        }
    }
    let today = NaiveDate::from_ymd_opt(2027, 3, 2).unwrap();
    assert_eq!(tx.due_for_review(brand_id(), today, 100).await.unwrap(), 2);
    assert_eq!(tx.due_for_review(brand_id(), today, 1).await.unwrap(), 1);
    let day = |day| Utc.with_ymd_and_hms(2027, 3, day, 0, 0, 0).unwrap();
    for (tag, checked, left) in [("de", 2, 2), ("pl", 1, 2), ("pl", 2, 1)] {
        tx.set_checked(article_id(2), &locale(tag), day(checked)).await.unwrap();
        let due = tx.due_for_review(brand_id(), today, 100).await.unwrap();
        assert_eq!(due, left, "{tag} checked on {checked}");
    }
    let kept = tx.article(article_id(2)).await.unwrap().unwrap();
    assert!(kept.translations.iter().all(|it| it.checked_at == Some(day(2))));
}

async fn an_article_is_counted_as_live_once_whatever_its_languages(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    for n in [7, 8] {
        add(&mut tx, n, "de", &format!("a{n}")).await;
    }
    assert_eq!(tx.live_articles(brand_id()).await.unwrap(), 0);
    for (n, tag, count) in [(7, "de", 1), (7, "pl", 1), (7, "pl", 1), (8, "de", 2)] {
        tx.put_live(&live(n, tag, &format!("a{n}")), "").await.unwrap();
        assert_eq!(tx.live_articles(brand_id()).await.unwrap(), count, "{n} up in {tag}");
    }
    for (n, tag, count) in [(7, "de", 2), (7, "pl", 1), (7, "pl", 1), (8, "de", 0)] {
        tx.take_down(article_id(n), &locale(tag)).await.unwrap();
        assert_eq!(tx.live_articles(brand_id()).await.unwrap(), count, "{n} down in {tag}");
    }
    tx.put_live(&live(7, "de", "a7"), "").await.unwrap();
    assert_eq!(tx.live_articles(brand_id()).await.unwrap(), 1);
}
