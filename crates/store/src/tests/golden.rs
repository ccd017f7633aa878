//! Golden questions, and texts that were made live although some broke.

use lotse_domain::answers::golden::Golden;
use lotse_domain::ids::{ArticleId, BrandId, GoldenId};
use lotse_domain::knowledge::Visibility;
use uuid::Uuid;

use super::{Home, article, both_dbs, brand_id, locale, noon, text};
use crate::{GoldenFilter, GoldenRow, Tx};

both_dbs!(
    golden_questions_go_page_by_page_in_their_order,
    the_same_words_are_kept_once_and_take_over_what_is_said_last,
    a_question_knows_its_article_and_goes_with_it,
    what_was_made_live_anyway_stands_with_the_version,
);

fn golden(n: u128, tag: &str, text: &str, article: Option<ArticleId>) -> Golden {
    let (id, brand) = (GoldenId(Uuid::from_u128(n)), brand_id());
    Golden { id, brand, locale: locale(tag), text: text.to_owned(), article }
}

const ALL: GoldenFilter<'static> =
    GoldenFilter { brand: BrandId(Uuid::from_u128(1)), locale: None, article: None };

fn texts(rows: &[GoldenRow]) -> Vec<&str> {
    rows.iter().map(|it| it.golden.text.as_str()).collect()
}

async fn keep(tx: &mut Tx, it: &Golden) -> GoldenId {
    tx.save_golden(it, (noon(), None)).await.unwrap()
}

async fn golden_questions_go_page_by_page_in_their_order(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    for (n, tag, text) in [(1, "pl", "Zwrot"), (2, "de", "b?"), (3, "de", "Ärger"), (4, "de", "A")]
    {
        keep(&mut tx, &golden(n, tag, text, None)).await;
    }
    let of = GoldenFilter { brand: brand_id(), ..ALL };
    let first = tx.golden(of, None, 3).await.unwrap();
    assert_eq!(texts(&first), ["A", "b?", "Ärger"]);
    let last = &first[1].golden;
    let rest = tx.golden(of, Some((&last.locale, &last.key())), 9).await.unwrap();
    assert_eq!(texts(&rest), ["Ärger", "Zwrot"]);
    let polish = GoldenFilter { locale: Some(&locale("pl")), ..of };
    assert_eq!(texts(&tx.golden(polish, None, 9).await.unwrap()), ["Zwrot"]);
    let elsewhere = GoldenFilter { brand: BrandId(Uuid::max()), ..ALL };
    assert!(tx.golden(elsewhere, None, 9).await.unwrap().is_empty());
}

async fn the_same_words_are_kept_once_and_take_over_what_is_said_last(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let first = keep(&mut tx, &golden(1, "de", "Wo?", None)).await;
    assert_eq!(keep(&mut tx, &golden(2, "de", "WO", None)).await, first);
    assert_ne!(keep(&mut tx, &golden(3, "pl", "wo", None)).await, first);
    let of = GoldenFilter { brand: brand_id(), ..ALL };
    assert_eq!(texts(&tx.golden(of, None, 9).await.unwrap()), ["WO", "wo"]);
    assert!(!tx.delete_golden(BrandId(Uuid::max()), first).await.unwrap());
    assert!(tx.delete_golden(brand_id(), first).await.unwrap());
    assert!(!tx.delete_golden(brand_id(), first).await.unwrap());
}

async fn a_question_knows_its_article_and_goes_with_it(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let (mut it, text) = (article(7), text("de", "a", 0));
    it.facts.access.visibility = Visibility::Segment("business".to_owned());
    tx.save_article(&it).await.unwrap();
    tx.save_text(&it, &text, None).await.unwrap();
    keep(&mut tx, &golden(1, "de", "Wo?", Some(it.id))).await;
    keep(&mut tx, &golden(2, "de", "Wann?", None)).await;
    let of = GoldenFilter { brand: brand_id(), article: Some(it.id), ..ALL };
    let rows = tx.golden(of, None, 9).await.unwrap();
    assert_eq!(texts(&rows), ["Wo?"]);
    assert_eq!(rows[0].title.as_deref(), Some(text.content.title.as_str()));
    assert_eq!(rows[0].visibility, Some(it.facts.access.visibility));
    assert!(tx.delete_article(it.id).await.unwrap());
    let of = GoldenFilter { brand: brand_id(), ..ALL };
    assert_eq!(texts(&tx.golden(of, None, 9).await.unwrap()), ["Wann?"]);
}

async fn what_was_made_live_anyway_stands_with_the_version(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let (it, text) = (article(7), text("de", "a", 0));
    tx.save_article(&it).await.unwrap();
    tx.save_text(&it, &text, None).await.unwrap();
    let tag = &text.locale;
    let versions = tx.version_lines(it.id, tag, None, 9).await.unwrap();
    assert_eq!(versions[0].overridden, None);
    for question in ["Wo?", "Wann?"] {
        let by = (noon(), "operator");
        tx.note_override((it.id, tag, 1), by, &[question.to_owned()]).await.unwrap();
    }
    let versions = tx.version_lines(it.id, tag, None, 9).await.unwrap();
    let noted = versions[0].overridden.clone().unwrap();
    assert_eq!((noted.at, noted.actor.as_str(), noted.name), (noon(), "operator", None));
    assert_eq!(noted.questions, ["Wann?"], "the last time counts");
}
