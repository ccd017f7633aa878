//! The database itself: units of work, migrations, settings.

use super::{Home, both_dbs, brand, noon};
use crate::row::values;
use crate::{Config, Store, StoreError};

both_dbs!(
    what_is_not_committed_vanishes,
    a_reader_sees_one_moment,
    migrations_are_applied_once,
    two_processes_may_start_at_once,
    tables_of_a_newer_version_are_refused,
    tools_can_look_without_touching_the_tables,
    commits_are_on_disk_before_they_are_acknowledged,
    a_unit_that_reads_cannot_write,
    text_without_nul_is_what_both_store,
);

async fn what_is_not_committed_vanishes(home: &Home) {
    let store = home.store().await;
    let mut tx = store.begin().await.unwrap();
    tx.save_brand(&brand(), noon()).await.unwrap();
    assert_eq!(tx.brands().await.unwrap(), [brand()]);
    drop(tx);
    let mut tx = store.begin().await.unwrap();
    assert_eq!(tx.brands().await.unwrap(), []);
    tx.save_brand(&brand(), noon()).await.unwrap();
    tx.commit().await.unwrap();
    store.close().await;
    let mut tx = home.store().await.read().await.unwrap();
    assert_eq!(tx.brands().await.unwrap(), [brand()]);
}

async fn a_reader_sees_one_moment(home: &Home) {
    let store = home.store().await;
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.brands().await.unwrap(), []);
    let mut writer = store.begin().await.unwrap();
    writer.save_brand(&brand(), noon()).await.unwrap();
    writer.commit().await.unwrap();
    assert_eq!(reader.brands().await.unwrap(), []);
    drop(reader);
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.brands().await.unwrap(), [brand()]);
}

async fn migrations_are_applied_once(home: &Home) {
    let store = home.store_with_brand().await;
    let (applied, waiting) = store.migrations().await.unwrap();
    assert!(applied.iter().any(|it| it == "0001_first"));
    assert_eq!(waiting, [""; 0]);
    store.close().await;
    let store = home.store().await;
    assert_eq!(store.migrations().await.unwrap(), (applied, waiting));
    assert_eq!(store.read().await.unwrap().brands().await.unwrap(), [brand()]);
}

async fn two_processes_may_start_at_once(home: &Home) {
    let config = home.config();
    let (one, other) = tokio::join!(Store::open(&config), Store::open(&config));
    assert_eq!(
        one.unwrap().migrations().await.unwrap(),
        other.unwrap().migrations().await.unwrap()
    );
}

async fn tables_of_a_newer_version_are_refused(home: &Home) {
    let store = home.store().await;
    let mut tx = store.begin().await.unwrap();
    tx.run("insert into migrations (name, applied_at) values ('9999_later', 0)", values![])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    store.close().await;
    let refused = Store::open(&home.config()).await.unwrap_err();
    assert!(matches!(refused, StoreError::Newer(name) if name == "9999_later"));
}

async fn tools_can_look_without_touching_the_tables(home: &Home) {
    let store = Store::connect(&home.config()).await.unwrap();
    let (applied, waiting) = store.migrations().await.unwrap();
    assert_eq!(applied, [""; 0]);
    assert!(waiting.iter().any(|it| it == "0001_first"));
}

async fn commits_are_on_disk_before_they_are_acknowledged(home: &Home) {
    let words = home.store().await.describe().await.unwrap();
    if home.is_sqlite() {
        // 2 is `full`.
        assert!(words.ends_with("journal_mode=wal, synchronous=2"), "{words}");
    } else {
        assert!(words.ends_with("synchronous_commit=on"), "{words}");
    }
}

async fn a_unit_that_reads_cannot_write(home: &Home) {
    let store = home.store().await;
    let mut tx = store.read().await.unwrap();
    tx.ping().await.unwrap();
    let refused = tx.save_brand(&brand(), noon()).await.unwrap_err();
    assert!(matches!(refused, StoreError::Database(_)));
}

async fn text_without_nul_is_what_both_store(home: &Home) {
    let store = home.store().await;
    let mut tx = store.begin().await.unwrap();
    let mut odd = brand();
    odd.name = "Op\0ti\0cian".to_owned();
    odd.accent = Some("#\0ff0000".to_owned());
    tx.save_brand(&odd, noon()).await.unwrap();
    tx.commit().await.unwrap();
    let kept = store.read().await.unwrap().brands().await.unwrap().remove(0);
    assert_eq!((kept.name.as_str(), kept.accent.as_deref()), ("Optician", Some("#ff0000")));
}

#[tokio::test]
async fn addresses_that_are_not_understood_are_named() {
    for url in ["", "lotse.db", "mysql://x"] {
        let config = Config { url: url.to_owned(), ..Config::default() };
        let refused = Store::open(&config).await.unwrap_err();
        assert!(matches!(refused, StoreError::Address(it) if it == url));
    }
}

#[tokio::test]
async fn a_database_in_memory_keeps_what_was_committed() {
    let config = Config { url: "sqlite::memory:".to_owned(), connections: 8 };
    let store = Store::open(&config).await.unwrap();
    let mut tx = store.begin().await.unwrap();
    tx.save_brand(&brand(), noon()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(store.read().await.unwrap().brands().await.unwrap(), [brand()]);
}
