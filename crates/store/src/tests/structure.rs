//! Brands, categories and lay words.

use lotse_domain::ids::{BrandId, CategoryId, SynonymId};
use lotse_domain::knowledge::{Brand, Care, Category, CategoryName, Synonym};
use uuid::Uuid;

use super::{Home, article, both_dbs, brand, brand_id, locale, noon};
use crate::StoreError;

both_dbs!(
    a_brand_is_changed_in_place_and_its_short_name_is_unique,
    a_short_name_of_before_leads_to_the_brand_that_had_it_last,
    hosts_of_a_brand_keep_their_order_and_belong_to_one_brand,
    categories_come_by_position_with_their_names,
    a_category_in_use_cannot_be_deleted,
    a_word_is_kept_once_per_language,
    words_go_page_by_page,
    every_change_of_structure_counts_the_revision_up,
);

fn category(n: u128, slug: &str, position: i32) -> Category {
    Category {
        id: CategoryId(Uuid::from_u128(n)),
        brand: brand_id(),
        parent: None,
        slug: slug.to_owned(),
        icon: "truck".to_owned(),
        position,
        names: vec![CategoryName {
            locale: locale("pl"),
            title: "Dostawa".to_owned(),
            description: "Gdzie jest paczka".to_owned(),
        }],
        care: Care { is_for_people: true, skill: Some("Zoll".to_owned()) },
    }
}

fn synonym(n: u128, tag: &str, word: &str, means: &str) -> Synonym {
    Synonym {
        id: SynonymId(Uuid::from_u128(n)),
        brand: brand_id(),
        locale: locale(tag),
        word: word.to_owned(),
        means: vec![means.to_owned()],
    }
}

async fn a_brand_is_changed_in_place_and_its_short_name_is_unique(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let mut changed = brand();
    changed.name = "New name".to_owned();
    changed.accent = Some("#123456".to_owned());
    tx.save_brand(&changed, noon()).await.unwrap();
    assert_eq!(tx.brands().await.unwrap(), [changed]);
    let mut other = brand();
    other.id = BrandId(Uuid::from_u128(2));
    let taken = tx.save_brand(&other, noon()).await;
    assert!(matches!(taken, Err(StoreError::Conflict(_))), "{taken:?}");
}

async fn a_short_name_of_before_leads_to_the_brand_that_had_it_last(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let (mut one, mut other) = (brand(), brand());
    (other.id, other.slug) = (BrandId(Uuid::from_u128(2)), "baker".to_owned());
    tx.save_brand(&other, noon()).await.unwrap();
    one.slug = "glasses".to_owned();
    tx.save_brand(&one, noon()).await.unwrap();
    let old = |slug: &str, of: &Brand| (slug.to_owned(), of.id);
    assert_eq!(tx.old_brand_slugs().await.unwrap(), [old("optician", &one)]);
    other.slug = "optician".to_owned();
    tx.save_brand(&other, noon()).await.unwrap();
    assert_eq!(tx.old_brand_slugs().await.unwrap(), [old("baker", &other)]);
    other.slug = "baker".to_owned();
    tx.save_brand(&other, noon()).await.unwrap();
    assert_eq!(tx.old_brand_slugs().await.unwrap(), [old("optician", &other)]);
}

async fn hosts_of_a_brand_keep_their_order_and_belong_to_one_brand(home: &Home) {
    let store = home.store_with_brand().await;
    let (mut one, mut other) = (brand(), brand());
    (other.id, other.slug) = (BrandId(Uuid::from_u128(2)), "baker".to_owned());
    let hosts = |names: &[&str]| names.iter().map(|it| it.parse().unwrap()).collect::<Vec<_>>();
    let mut tx = store.begin().await.unwrap();
    for names in [&["b.example", "a.example"][..], &["c.example", "b.example"]] {
        one.hosts = hosts(names);
        tx.save_brand(&one, noon()).await.unwrap();
        assert_eq!(tx.brands().await.unwrap(), std::slice::from_ref(&one));
    }
    other.hosts = hosts(&["a.example"]);
    tx.save_brand(&other, noon()).await.unwrap();
    assert_eq!(tx.brands().await.unwrap(), [one.clone(), other.clone()]);
    other.hosts = hosts(&["b.example"]);
    let taken = tx.save_brand(&other, noon()).await;
    assert!(matches!(taken, Err(StoreError::Conflict(_))), "{taken:?}");
}

async fn categories_come_by_position_with_their_names(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let (second, first) = (category(1, "orders", 2), category(2, "delivery", 1));
    tx.save_category(&second).await.unwrap();
    tx.save_category(&first).await.unwrap();
    assert_eq!(tx.categories(brand_id()).await.unwrap(), [first.clone(), second]);
    assert_eq!(tx.categories(BrandId(Uuid::from_u128(2))).await.unwrap(), []);
    let taken = tx.save_category(&category(3, "delivery", 3)).await;
    assert!(matches!(taken, Err(StoreError::Conflict(_))), "{taken:?}");
}

async fn a_category_in_use_cannot_be_deleted(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let (above, mut below) = (category(1, "glasses", 1), category(2, "care", 1));
    below.parent = Some(above.id);
    tx.save_category(&above).await.unwrap();
    tx.save_category(&below).await.unwrap();
    let mut used = article(7);
    used.facts.category = Some(below.id);
    tx.save_article(&used).await.unwrap();
    assert!(!tx.delete_category(brand_id(), above.id).await.unwrap());
    assert!(!tx.delete_category(brand_id(), below.id).await.unwrap());
    used.facts.category = None;
    tx.save_article(&used).await.unwrap();
    assert!(!tx.delete_category(BrandId(Uuid::from_u128(2)), below.id).await.unwrap());
    assert!(tx.delete_category(brand_id(), below.id).await.unwrap());
    assert!(tx.delete_category(brand_id(), above.id).await.unwrap());
    assert_eq!(tx.categories(brand_id()).await.unwrap(), []);
}

async fn a_word_is_kept_once_per_language(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    for it in [
        synonym(1, "de", "Gummi", "Radiergummi"),
        synonym(2, "pl", "guma", "nosek"),
        synonym(3, "de", "Gummi", "Nasenpad"),
    ] {
        tx.save_synonym(&it).await.unwrap();
    }
    let (de, expect) = (locale("de"), synonym(3, "de", "Gummi", "Nasenpad"));
    assert_eq!(
        tx.synonyms(brand_id(), Some(&de), None, 9).await.unwrap(),
        std::slice::from_ref(&expect)
    );
    assert_eq!(tx.synonyms(brand_id(), None, None, 9).await.unwrap().len(), 2);
    assert!(tx.delete_synonym(brand_id(), expect.id).await.unwrap());
    assert!(!tx.delete_synonym(brand_id(), expect.id).await.unwrap());
}

async fn words_go_page_by_page(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    for (n, word) in [(1, "c"), (2, "a"), (3, "b"), (4, "d")] {
        tx.save_synonym(&synonym(n, "de", word, "x")).await.unwrap();
    }
    tx.save_synonym(&synonym(5, "pl", "b", "x")).await.unwrap();
    let mut seen: Vec<Synonym> = Vec::new();
    loop {
        let after = seen.last().map(|it| (it.word.as_str(), it.id));
        let page = tx.synonyms(brand_id(), None, after, 2).await.unwrap();
        if page.is_empty() {
            break;
        }
        seen.extend(page);
    }
    let words: Vec<_> = seen.iter().map(|it| it.word.as_str()).collect();
    assert_eq!(words, ["a", "b", "b", "c", "d"]);
}

async fn every_change_of_structure_counts_the_revision_up(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let mut before = tx.revision().await.unwrap();
    let word = synonym(1, "de", "Gummi", "Nasenpad");
    for step in 0..5 {
        match step {
            0 => tx.save_category(&category(1, "a", 1)).await.unwrap(),
            1 => tx.save_synonym(&word).await.unwrap(),
            2 => assert!(tx.delete_synonym(brand_id(), word.id).await.unwrap()),
            3 => assert!(
                tx.delete_category(brand_id(), CategoryId(Uuid::from_u128(1))).await.unwrap()
            ),
            _ => tx.touch().await.unwrap(),
        }
        let after = tx.revision().await.unwrap();
        assert!(before < after, "step {step}");
        before = after;
    }
}
