//! The database itself: units of work, migrations, settings.

use lotse_domain::inbox::{Channel, Holder, Place, Status};

use super::{Home, both_dbs, brand, brand_id, noon};
use crate::dialect::Pools;
use crate::migration;
use crate::row::values;
use crate::{Config, Store, StoreError, View};

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
    an_inbox_from_before_the_chat_is_numbered_and_counted,
    the_write_ahead_log_begins_again,
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

/// A brand, a contact and two requests, one of them resolved, as they were kept before the chat.
const BEFORE_THE_CHAT: &str = "
    insert into brands (id, slug, name, default_locale, locales, created_at)
    values ('00000000-0000-0000-0000-000000000001', 'a', 'A', 'de', '[\"de\"]', 1);
    insert into contacts (id, name, email, proof, segments, created_at)
    values ('00000000-0000-0000-0000-000000000002', 'Ada', 'a@example.org', 1, '[]', 1);
    insert into conversations (id, reference, brand, contact, locale, trail, status, preview,
    has_files, opened_at, updated_at)
    values ('00000000-0000-0000-0000-000000000003', 1001, '00000000-0000-0000-0000-000000000001',
    '00000000-0000-0000-0000-000000000002', 'de',
    '{\"page\":null,\"searches\":[],\"answers\":[]}', 'open', 'x', 0, 1, 2),
    ('00000000-0000-0000-0000-000000000004', 1002, '00000000-0000-0000-0000-000000000001',
    '00000000-0000-0000-0000-000000000002', 'de',
    '{\"page\":null,\"searches\":[],\"answers\":[]}', 'resolved', 'y', 0, 1, 2);
    insert into conversation_counts (brand, status, count)
    values ('00000000-0000-0000-0000-000000000001', 'open', 1),
    ('00000000-0000-0000-0000-000000000001', 'resolved', 1);
    insert into messages (id, conversation, author, text, files, at)
    values ('00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-000000000003',
    'contact', 'first', '[]', 1),
    ('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000003',
    'note', 'note', '[]', 2),
    ('00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-000000000003',
    'contact', 'second', '[]', 3)";

async fn an_inbox_from_before_the_chat_is_numbered_and_counted(home: &Home) {
    let pools = Pools::open(&home.config()).await.unwrap();
    let mut conn = pools.begin(false).await.unwrap();
    conn.script("create table migrations (name text primary key, applied_at bigint not null)")
        .await
        .unwrap();
    for (name, sql) in migration::ALL.iter().filter(|(name, _)| *name < "0009_chat") {
        let sql = conn.translate(sql);
        conn.script(&sql).await.unwrap();
        conn.run("insert into migrations (name, applied_at) values ($1, 0)", values![*name])
            .await
            .unwrap();
    }
    conn.script(BEFORE_THE_CHAT).await.unwrap();
    conn.commit(None).await.unwrap();
    pools.close().await;
    let store = home.store().await;
    let mut tx = store.read().await.unwrap();
    let queue = tx.conversations(brand_id(), View::At(Place::Queue), None, 9).await.unwrap();
    let it = &queue[0].conversation;
    assert_eq!((queue.len(), it.reference, it.status), (1, 1001, Status::Open));
    assert_eq!((it.channel, it.holder, it.last_seq), (Channel::Form, Holder::Queue, 2));
    assert_eq!(it.unread(), 0, "nobody is called to requests that were read");
    let messages = tx.messages(it.id, 9).await.unwrap();
    let order: Vec<_> = messages.iter().map(|it| (it.seq, it.text.as_str())).collect();
    assert_eq!(order, [(1, "first"), (1, "note"), (2, "second")]);
    for (place, expect) in [(Place::Queue, 1), (Place::Resolved, 1), (Place::Bot, 0)] {
        assert_eq!(tx.conversations_at(brand_id(), place).await.unwrap(), expect, "{place:?}");
    }
}

/// Elsewhere than on SQLite there is none, and what follows commits is what others hear.
async fn the_write_ahead_log_begins_again(home: &Home) {
    let store = home.store_with_brand().await;
    let Home::Sqlite(folder) = home else { return };
    let mut long = brand();
    for text in ["a", "b", "c", "d"] {
        long.name = text.repeat(6_000_000);
        let mut tx = store.begin().await.unwrap();
        tx.save_brand(&long, noon()).await.unwrap();
        tx.commit().await.unwrap();
        store.pools.follow_commits(store.process()).await.unwrap();
    }
    let log = std::fs::metadata(folder.path().join("a.db-wal")).unwrap().len();
    assert!(6_000_000 < log && log < 12_000_000, "the log has {log} bytes");
    assert_eq!(store.read().await.unwrap().brands().await.unwrap(), [long]);
}
