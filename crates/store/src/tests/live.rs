//! What customers read: visible to the right people, at once, in the order of changes.

use lotse_domain::ids::CategoryId;
use lotse_domain::knowledge::{Audience, LiveArticle, Visibility};
use lotse_domain::locale::Locale;
use uuid::Uuid;

use super::{Home, article, article_id, both_dbs, brand_id, live, locale, minutes, noon};
use crate::{HelpCentre, LiveChange, Slug, Tx};

both_dbs!(
    a_published_text_is_read_back_as_it_was,
    every_finder_shows_each_audience_only_what_it_may_read,
    changes_come_in_the_order_of_their_revisions,
    taking_down_twice_is_one_change,
    an_old_address_leads_to_the_new_one,
    an_old_address_of_a_hidden_article_leads_nowhere,
    a_new_article_may_have_an_old_address,
    pages_of_a_category_leave_nothing_out,
    lines_come_in_the_order_asked_for,
    sign_in_is_offered_only_where_it_opens_something,
);

fn at<'a>(locale: &'a Locale, audience: &'a Audience) -> HelpCentre<'a> {
    HelpCentre { brand: brand_id(), locale, audience, now: noon() }
}

fn contact(segments: &[&str]) -> Audience {
    Audience::Contact { segments: segments.iter().map(|it| (*it).to_owned()).collect() }
}

fn for_readers(n: u128, slug: &str, visibility: Visibility) -> LiveArticle {
    let mut it = live(n, "de", slug);
    it.facts.access.visibility = visibility;
    it
}

async fn put(tx: &mut Tx, it: &LiveArticle) {
    tx.put_live(it, "<p>Text</p>").await.unwrap();
}

async fn a_published_text_is_read_back_as_it_was(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let mut it = live(7, "de", "nasenpads");
    it.content.phrasings = vec!["Gummi ab".to_owned()];
    it.content.short = "Kurz".to_owned();
    it.facts.codes = vec!["E03".to_owned()];
    it.facts.category = Some(CategoryId(Uuid::from_u128(5)));
    it.facts.review_on = chrono::NaiveDate::from_ymd_opt(2027, 3, 1);
    put(&mut tx, &it).await;
    it.revision = tx.revision().await.unwrap();
    let rows = tx.live_texts(article_id(7)).await.unwrap();
    assert_eq!((rows.len(), &rows[0].article, rows[0].html.as_str()), (1, &it, "<p>Text</p>"));
}

async fn every_finder_shows_each_audience_only_what_it_may_read(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    put(&mut tx, &for_readers(1, "public", Visibility::Public)).await;
    put(&mut tx, &for_readers(2, "signed-in", Visibility::SignedIn)).await;
    put(&mut tx, &for_readers(3, "business", Visibility::Segment("business".to_owned()))).await;
    put(&mut tx, &for_readers(4, "internal", Visibility::Internal)).await;
    let mut over = for_readers(5, "over", Visibility::Public);
    over.facts.access.validity.until = Some(noon());
    put(&mut tx, &over).await;
    let mut later = for_readers(6, "later", Visibility::Public);
    later.facts.access.validity.from = Some(noon() + minutes(1));
    put(&mut tx, &later).await;
    let cases: [(Audience, &[u128]); 4] = [
        (Audience::Anyone, &[1]),
        (contact(&[]), &[1, 2]),
        (contact(&["business"]), &[1, 2, 3]),
        (Audience::Team, &[1, 2, 3, 4]),
    ];
    for (audience, visible) in &cases {
        check_finders(&mut tx, audience, visible).await;
    }
}

async fn check_finders(tx: &mut Tx, audience: &Audience, visible: &[u128]) {
    let de = locale("de");
    let here = at(&de, audience);
    let slugs = ["public", "signed-in", "business", "internal", "over", "later"];
    for (n, slug) in (1..).zip(slugs) {
        let expect = visible.contains(&n);
        let by_slug = tx.live_at(here, slug).await.unwrap();
        assert_eq!(matches!(by_slug, Slug::Here(_)), expect, "{slug} for {audience:?}");
        let by_id = tx.live_article(here, article_id(n)).await.unwrap();
        assert_eq!(by_id.is_some(), expect, "{slug} for {audience:?}");
        let languages = tx.live_languages(here, article_id(n)).await.unwrap();
        assert_eq!(!languages.is_empty(), expect, "{slug} for {audience:?}");
    }
    let expect: Vec<_> = visible.iter().map(|n| article_id(*n)).collect();
    let all: Vec<_> = (1..=6).map(article_id).collect();
    let lines = tx.live_lines_of(here, &all).await.unwrap();
    assert_eq!(lines.iter().map(|it| it.article).collect::<Vec<_>>(), expect);
    let (lines, next) = tx.live_lines(here, None, None, 50).await.unwrap();
    let mut found: Vec<_> = lines.iter().map(|it| it.article).collect();
    found.sort();
    assert_eq!((found, next), (expect, None));
}

async fn changes_come_in_the_order_of_their_revisions(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let start = tx.revision().await.unwrap();
    put(&mut tx, &live(1, "de", "z")).await;
    put(&mut tx, &live(2, "de", "b")).await;
    put(&mut tx, &live(1, "pl", "m")).await;
    put(&mut tx, &live(1, "de", "z")).await;
    tx.take_down(article_id(2), &locale("de")).await.unwrap();
    let changes = tx.live_changes(start, 9).await.unwrap();
    assert_eq!(words(&changes, start), ["+1 pl 3", "+1 de 4", "-2 de 5"]);
    let page = tx.live_changes(start, 2).await.unwrap();
    assert_eq!(words(&page, start), ["+1 pl 3", "+1 de 4"]);
    let page = tx.live_changes(start + 4, 2).await.unwrap();
    assert_eq!(words(&page, start), ["-2 de 5"]);
    assert_eq!(tx.live_changes(start + 5, 2).await.unwrap().len(), 0);
}

/// Up or down, article, language, and the revision counted from `start`.
fn words(changes: &[LiveChange], start: i64) -> Vec<String> {
    let word = |change: &LiveChange| match change {
        LiveChange::Up(it) => {
            format!("+{} {} {}", it.article.0.as_u128(), it.locale, it.revision - start)
        }
        LiveChange::Down { article, locale, revision } => {
            format!("-{} {locale} {}", article.0.as_u128(), revision - start)
        }
    };
    changes.iter().map(word).collect()
}

async fn taking_down_twice_is_one_change(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    put(&mut tx, &live(1, "de", "a")).await;
    tx.take_down(article_id(1), &locale("de")).await.unwrap();
    let seen = tx.revision().await.unwrap();
    tx.take_down(article_id(1), &locale("de")).await.unwrap();
    assert_eq!(tx.live_changes(seen, 9).await.unwrap().len(), 0);
    let nowhere = tx.live_at(at(&locale("de"), &Audience::Team), "a").await.unwrap();
    assert!(matches!(nowhere, Slug::Nowhere));
}

async fn an_old_address_leads_to_the_new_one(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    for slug in ["first", "second", "third"] {
        put(&mut tx, &live(1, "de", slug)).await;
    }
    let de = locale("de");
    let here = at(&de, &Audience::Anyone);
    for old in ["first", "second"] {
        let found = tx.live_at(here, old).await.unwrap();
        assert!(matches!(&found, Slug::Moved(to) if to == "third"), "{found:?}");
    }
    put(&mut tx, &live(1, "de", "first")).await;
    assert!(matches!(tx.live_at(here, "first").await.unwrap(), Slug::Here(_)));
    let found = tx.live_at(here, "third").await.unwrap();
    assert!(matches!(&found, Slug::Moved(to) if to == "first"), "{found:?}");
    tx.take_down(article_id(1), &de).await.unwrap();
    assert!(matches!(tx.live_at(here, "third").await.unwrap(), Slug::Nowhere));
}

async fn an_old_address_of_a_hidden_article_leads_nowhere(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    put(&mut tx, &for_readers(1, "secret-plan", Visibility::Internal)).await;
    put(&mut tx, &for_readers(1, "plan", Visibility::Internal)).await;
    let de = locale("de");
    let found = tx.live_at(at(&de, &contact(&[])), "secret-plan").await.unwrap();
    assert!(matches!(found, Slug::Nowhere));
    let found = tx.live_at(at(&de, &Audience::Team), "secret-plan").await.unwrap();
    assert!(matches!(found, Slug::Moved(_)));
}

async fn a_new_article_may_have_an_old_address(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    put(&mut tx, &live(1, "de", "delivery")).await;
    put(&mut tx, &live(1, "de", "delivery-2025")).await;
    put(&mut tx, &live(2, "de", "delivery")).await;
    let found = tx.live_at(at(&locale("de"), &Audience::Anyone), "delivery").await.unwrap();
    assert!(matches!(found, Slug::Here(it) if it.article.article == article_id(2)));
}

async fn pages_of_a_category_leave_nothing_out(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let topic = CategoryId(Uuid::from_u128(5));
    for n in 0..7 {
        let hidden = if n % 2 == 0 { Visibility::Public } else { Visibility::Internal };
        let mut it = for_readers(n, &format!("a{n}"), hidden);
        it.facts.category = Some(topic);
        put(&mut tx, &it).await;
    }
    put(&mut tx, &live(9, "de", "a-elsewhere")).await;
    let de = locale("de");
    let mut after: Option<String> = None;
    let mut seen = Vec::new();
    loop {
        let here = at(&de, &Audience::Anyone);
        let (page, next) = tx.live_lines(here, Some(topic), after.as_deref(), 2).await.unwrap();
        seen.extend(page.into_iter().map(|it| it.slug));
        after = next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen, ["a0", "a2", "a4", "a6"]);
}

async fn lines_come_in_the_order_asked_for(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    for n in 1..=3 {
        put(&mut tx, &live(n, "de", &format!("a{n}"))).await;
    }
    let asked = [3, 9, 1, 2].map(article_id);
    let de = locale("de");
    let lines = tx.live_lines_of(at(&de, &Audience::Anyone), &asked).await.unwrap();
    let found: Vec<_> = lines.iter().map(|it| it.article).collect();
    assert_eq!(found, [3, 1, 2].map(article_id));
    assert_eq!(tx.live_lines_of(at(&de, &Audience::Anyone), &[]).await.unwrap().len(), 0);
}

async fn sign_in_is_offered_only_where_it_opens_something(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let mut hidden = article(1);
    hidden.facts.access.visibility = Visibility::Internal;
    tx.save_article(&hidden).await.unwrap();
    put(&mut tx, &for_readers(1, "a", Visibility::Internal)).await;
    assert!(!tx.has_restricted(brand_id()).await.unwrap());
    let mut restricted = article(2);
    restricted.facts.access.visibility = Visibility::SignedIn;
    tx.save_article(&restricted).await.unwrap();
    assert!(!tx.has_restricted(brand_id()).await.unwrap());
    put(&mut tx, &for_readers(2, "b", Visibility::SignedIn)).await;
    assert!(tx.has_restricted(brand_id()).await.unwrap());
}
