//! Topics, words and notices.

use lotse_app::knowledge::StructureError;
use lotse_domain::ids::{CategoryId, NoticeId, SynonymId};
use lotse_domain::knowledge::{Care, Category, CategoryName, Notice, Synonym, Validity};
use lotse_testkit::{TestLotse, on_both_databases};

use crate::surfaces::category;

on_both_databases!(
    a_topic_is_shown_at_once,
    a_topic_never_stands_under_itself,
    a_topic_needs_a_title_and_a_name_of_its_own,
    a_topic_with_something_in_it_is_not_deleted,
    lay_words_are_kept_all_or_none,
    a_notice_is_shown_at_once_and_needs_a_text,
);

fn topic(lotse: &TestLotse, title: &str, parent: Option<CategoryId>) -> Category {
    Category {
        id: CategoryId(lotse.new_id()),
        brand: lotse.brand().id,
        parent,
        slug: String::new(),
        icon: String::new(),
        position: 0,
        names: vec![CategoryName {
            locale: "de".parse().unwrap(),
            title: title.to_owned(),
            description: String::new(),
        }],
        care: Care::default(),
    }
}

fn slugs(lotse: &TestLotse) -> Vec<String> {
    let current = lotse.current();
    let brand = current.brand_of(lotse.brand().id).unwrap();
    brand.categories.iter().map(|it| it.slug.clone()).collect()
}

async fn a_topic_is_shown_at_once(lotse: &TestLotse) {
    let before = lotse.current().revision;
    let kept = lotse.save_category(&lotse.may(), topic(lotse, "Über Gläser", None)).await.unwrap();
    assert_eq!(kept.slug, "ueber-glaeser");
    assert_eq!(slugs(lotse), ["ueber-glaeser"]);
    assert!(before < lotse.current().revision, "pages made before are not shown any more");
}

async fn a_topic_never_stands_under_itself(lotse: &TestLotse) {
    let save = async |it: Category| lotse.save_category(&lotse.may(), it).await;
    let mut top = save(topic(lotse, "Oben", None)).await.unwrap();
    let middle = save(topic(lotse, "Mitte", Some(top.id))).await.unwrap();
    let low = save(topic(lotse, "Unten", Some(middle.id))).await.unwrap();
    for parent in [top.id, middle.id, low.id] {
        top.parent = Some(parent);
        assert!(matches!(save(top.clone()).await, Err(StructureError::Circle)));
    }
    top.parent = Some(CategoryId(lotse.new_id()));
    assert!(matches!(save(top.clone()).await, Err(StructureError::NotFound)));
    let other = lotse.second_brand("baker", &["de"]).await;
    let mut foreign = topic(lotse, "Fremd", Some(middle.id));
    foreign.brand = other.id;
    assert!(matches!(save(foreign).await, Err(StructureError::NotFound)));
}

async fn a_topic_needs_a_title_and_a_name_of_its_own(lotse: &TestLotse) {
    let save = async |it: Category| lotse.save_category(&lotse.may(), it).await;
    let nameless = save(topic(lotse, "  ", None)).await;
    assert!(matches!(nameless, Err(StructureError::Empty("title"))));
    save(topic(lotse, "Pflege", None)).await.unwrap();
    let same = save(topic(lotse, "Pflege", None)).await;
    assert!(matches!(same, Err(StructureError::Taken)));
    assert_eq!(slugs(lotse), ["pflege"]);
}

async fn a_topic_with_something_in_it_is_not_deleted(lotse: &TestLotse) {
    let delete = async |id| lotse.delete_category(&lotse.may(), lotse.brand().id, id).await;
    let top = category(lotse, "Oben").await;
    let low = lotse.save_category(&lotse.may(), topic(lotse, "Unten", Some(top))).await.unwrap();
    let article = lotse.write("Titel", "Text").facts(|it| it.category = Some(low.id)).saved().await;
    assert!(matches!(delete(top).await, Err(StructureError::NotEmpty)));
    assert!(matches!(delete(low.id).await, Err(StructureError::NotEmpty)));
    lotse.delete_article(&lotse.may(), article).await.unwrap();
    delete(low.id).await.unwrap();
    delete(top).await.unwrap();
    assert!(slugs(lotse).is_empty());
    assert!(matches!(delete(top).await, Err(StructureError::NotFound)));
}

async fn lay_words_are_kept_all_or_none(lotse: &TestLotse) {
    let word = |word: &str, means: &[&str]| Synonym {
        id: SynonymId(lotse.new_id()),
        brand: lotse.brand().id,
        locale: "de".parse().unwrap(),
        word: word.to_owned(),
        means: means.iter().map(|it| (*it).to_owned()).collect(),
    };
    let save = async |words| lotse.save_synonyms(&lotse.may(), words).await;
    let refused = save(vec![word("Gummi", &["Nasenpad"]), word("Henkel", &[" "])]).await;
    assert!(matches!(refused, Err(StructureError::Empty("means"))));
    let refused = save(vec![word("Gummi", &["Nasenpad"]), word(" ", &["Bügel"])]).await;
    assert!(matches!(refused, Err(StructureError::Empty("word"))));
    let of = (lotse.brand().id, None);
    assert!(lotse.synonyms(&lotse.may(), of, None, 10).await.unwrap().is_empty());
    save(vec![word("Gummi", &["Radiergummi"])]).await.unwrap();
    save(vec![word(" Gummi ", &["Nasenpad", ""])]).await.unwrap();
    let kept = lotse.synonyms(&lotse.may(), of, None, 10).await.unwrap();
    let kept: Vec<_> = kept.iter().map(|it| (it.word.as_str(), it.means.join(", "))).collect();
    assert_eq!(kept, [("Gummi", "Nasenpad".to_owned())], "the later one replaces the earlier");
}

async fn a_notice_is_shown_at_once_and_needs_a_text(lotse: &TestLotse) {
    let notice = |text: &str| Notice {
        id: NoticeId(lotse.new_id()),
        brand: lotse.brand().id,
        texts: vec![("de".parse().unwrap(), text.to_owned())],
        validity: Validity::default(),
        article: None,
    };
    let refused = lotse.save_notice(&lotse.may(), notice(" ")).await;
    assert!(matches!(refused, Err(StructureError::Empty("text"))));
    let kept = lotse.save_notice(&lotse.may(), notice("Heute zu")).await.unwrap();
    let shown = || lotse.current().brand(None).unwrap().notices.clone();
    assert_eq!(shown(), std::slice::from_ref(&kept));
    lotse.delete_notice(&lotse.may(), kept.brand, kept.id).await.unwrap();
    assert!(shown().is_empty());
    let again = lotse.delete_notice(&lotse.may(), kept.brand, kept.id).await;
    assert!(matches!(again, Err(StructureError::NotFound)));
}
