//! Vectors of texts, by model.

use super::{Home, both_dbs};

both_dbs!(
    a_vector_is_found_by_its_model_and_text,
    a_vector_that_is_kept_already_stays,
    texts_a_model_has_read_are_listed_page_by_page,
    what_is_forgotten_is_gone_and_nothing_else,
    thousands_of_vectors_are_found_at_once,
);

fn texts(marks: &[&str]) -> Vec<String> {
    marks.iter().map(|it| (*it).to_owned()).collect()
}

fn vectors(marks: &[&str]) -> Vec<(String, Vec<f32>)> {
    let of = |it: &&str| ((*it).to_owned(), vec![0.1, -2.5e-12, f32::from(it.as_bytes()[0])]);
    marks.iter().map(of).collect()
}

async fn a_vector_is_found_by_its_model_and_text(home: &Home) {
    let store = home.store().await;
    let mut tx = store.begin().await.unwrap();
    tx.keep_vectors("m", &vectors(&["a", "b"])).await.unwrap();
    tx.keep_vectors("other", &vectors(&["c"])).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = store.read().await.unwrap();
    let mut found = tx.vectors("m", &texts(&["b", "a", "c", "x"])).await.unwrap();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(found, vectors(&["a", "b"]));
    assert_eq!(tx.vectors("m", &[]).await.unwrap(), []);
    assert_eq!(tx.vectors("none", &texts(&["a"])).await.unwrap(), []);
}

async fn a_vector_that_is_kept_already_stays(home: &Home) {
    let store = home.store().await;
    for vector in [vec![1.0], vec![2.0]] {
        let mut tx = store.begin().await.unwrap();
        tx.keep_vectors("m", &[("a".to_owned(), vector)]).await.unwrap();
        tx.commit().await.unwrap();
    }
    let found = store.read().await.unwrap().vectors("m", &texts(&["a"])).await.unwrap();
    assert_eq!(found, [("a".to_owned(), vec![1.0])]);
}

async fn texts_a_model_has_read_are_listed_page_by_page(home: &Home) {
    let store = home.store().await;
    let mut tx = store.begin().await.unwrap();
    tx.keep_vectors("m", &vectors(&["c", "a", "b"])).await.unwrap();
    tx.keep_vectors("other", &vectors(&["d"])).await.unwrap();
    assert_eq!(tx.read_texts("m", "", 2).await.unwrap(), ["a", "b"]);
    assert_eq!(tx.read_texts("m", "b", 2).await.unwrap(), ["c"]);
    assert_eq!(tx.read_texts("m", "c", 2).await.unwrap(), texts(&[]));
}

async fn what_is_forgotten_is_gone_and_nothing_else(home: &Home) {
    let store = home.store().await;
    let mut tx = store.begin().await.unwrap();
    tx.keep_vectors("m", &vectors(&["a", "b", "c"])).await.unwrap();
    tx.keep_vectors("other", &vectors(&["a"])).await.unwrap();
    tx.forget_vectors("m", &texts(&["a", "c"])).await.unwrap();
    assert_eq!(tx.read_texts("m", "", 9).await.unwrap(), ["b"]);
    assert_eq!(tx.read_texts("other", "", 9).await.unwrap(), ["a"]);
    assert_eq!(tx.forget_other_models("m").await.unwrap(), 1);
    assert_eq!(tx.read_texts("other", "", 9).await.unwrap(), texts(&[]));
    assert_eq!(tx.read_texts("m", "", 9).await.unwrap(), ["b"]);
}

async fn thousands_of_vectors_are_found_at_once(home: &Home) {
    let store = home.store().await;
    let marks: Vec<String> = (0..2_500).map(|it| format!("{it}")).collect();
    let all: Vec<(String, Vec<f32>)> = marks.iter().map(|it| (it.clone(), vec![1.0])).collect();
    let mut tx = store.begin().await.unwrap();
    tx.keep_vectors("m", &all).await.unwrap();
    assert_eq!(tx.vectors("m", &marks).await.unwrap().len(), marks.len());
    tx.forget_vectors("m", &marks).await.unwrap();
    assert_eq!(tx.read_texts("m", "", 9).await.unwrap(), texts(&[]));
}
