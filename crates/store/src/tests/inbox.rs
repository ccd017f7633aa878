//! Conversations: what arrived is kept, and counters never drift.

use lotse_domain::contacts::{Contact, Proof};
use lotse_domain::ids::{ContactId, ConversationId, FileId, MessageId};
use lotse_domain::inbox::{Attachment, Author, Channel, Content, Holder, Place, Status, Trail};
use uuid::Uuid;

use super::{Home, both_dbs, brand_id, locale, minutes, noon};
use crate::{NewConversation, NewFile, NewMessage, Store, Tx, View};

both_dbs!(
    a_request_is_kept_with_what_went_before,
    a_note_does_not_become_the_preview,
    references_are_never_given_twice,
    a_status_changes_once,
    counters_never_drift_when_many_work_at_once,
    lists_go_page_by_page_without_gap_or_double,
    a_contact_is_found_by_address_and_never_renamed_by_a_claim,
    the_same_file_is_kept_once_per_kind_of_reader,
    a_file_is_found_in_the_chat_it_came_in_only,
);

fn contact() -> Contact {
    Contact {
        id: ContactId(Uuid::from_u128(1)),
        name: "Ada".to_owned(),
        email: Some("ada@example.org".parse().unwrap()),
        proof: Proof::Claimed,
        segments: vec!["business".to_owned()],
    }
}

fn conversation_id(n: u128) -> ConversationId {
    ConversationId(Uuid::from_u128(n))
}

async fn open(tx: &mut Tx, n: u128) -> i64 {
    let new = NewConversation {
        id: conversation_id(n),
        brand: brand_id(),
        contact: contact().id,
        locale: locale("de"),
        trail: Trail { page: Some("/de/".to_owned()), ..Trail::default() },
        channel: Channel::Form,
        holder: Holder::Queue,
        need: lotse_domain::inbox::Need::default(),
    };
    tx.open_conversation(&new, noon()).await.unwrap()
}

fn message(n: u128, author: Author, text: &str) -> NewMessage {
    NewMessage {
        id: MessageId(Uuid::from_u128(n)),
        author,
        agent: None,
        text: text.to_owned(),
        files: Vec::new(),
        key: None,
        content: Content::Text,
    }
}

/// A store with a contact and `n` open conversations, numbered from 1.
async fn store_with(home: &Home, n: u128) -> Store {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    tx.save_contact(&contact(), noon()).await.unwrap();
    for id in 1..=n {
        open(&mut tx, id).await;
    }
    tx.commit().await.unwrap();
    store
}

async fn counts(store: &Store) -> [i64; 3] {
    let mut tx = store.read().await.unwrap();
    let mut counts = [0; 3];
    for (count, status) in counts.iter_mut().zip(Status::ALL) {
        *count = tx.conversations_in(brand_id(), status).await.unwrap();
    }
    counts
}

async fn a_request_is_kept_with_what_went_before(home: &Home) {
    let store = store_with(home, 0).await;
    let mut tx = store.begin().await.unwrap();
    let reference = open(&mut tx, 1).await;
    let mut first = message(1, Author::Contact, &"Meine Brille ist kaputt. ".repeat(20));
    let sha256 = "0".repeat(64);
    let id = FileId(Uuid::from_u128(9));
    let (mime, bytes) = ("image/jpeg".to_owned(), vec![1, 2, 3]);
    let new = NewFile { id, sha256, mime, bytes, is_public: false };
    let file = tx.keep_file(new, noon()).await.unwrap();
    first.files = vec![Attachment {
        file,
        name: "Foto.jpg".to_owned(),
        size_bytes: 3,
        mime: "image/jpeg".to_owned(),
    }];
    tx.add_message(conversation_id(1), &first, noon() + minutes(1)).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = store.read().await.unwrap();
    let line = tx.conversation(conversation_id(1)).await.unwrap().unwrap();
    assert_eq!(line.conversation.reference, reference);
    assert_eq!(line.conversation.trail.page.as_deref(), Some("/de/"));
    assert_eq!(line.conversation.updated_at, noon() + minutes(1));
    assert_eq!(line.contact, ("Ada".to_owned(), Some("ada@example.org".to_owned())));
    assert_eq!((line.preview.chars().count(), line.has_files), (160, true));
    let messages = tx.messages(conversation_id(1), 9).await.unwrap();
    assert_eq!(messages.len(), 1);
    assert_eq!((&messages[0].text, &messages[0].files), (&first.text, &first.files));
}

async fn a_note_does_not_become_the_preview(home: &Home) {
    let store = store_with(home, 1).await;
    let mut tx = store.begin().await.unwrap();
    let id = conversation_id(1);
    tx.add_message(id, &message(1, Author::Contact, "Hallo"), noon()).await.unwrap();
    tx.add_message(id, &message(2, Author::Note, "schwierig"), noon() + minutes(1)).await.unwrap();
    assert_eq!(tx.conversation(id).await.unwrap().unwrap().preview, "Hallo");
    let messages = tx.messages(id, 9).await.unwrap();
    let texts: Vec<_> = messages.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(texts, ["Hallo", "schwierig"]);
    assert_eq!(tx.messages(id, 1).await.unwrap()[0].text, "schwierig");
}

async fn references_are_never_given_twice(home: &Home) {
    let store = store_with(home, 0).await;
    let (one, other) = (home.store().await, home.store().await);
    let many = |store: Store, first: u128| async move {
        let mut given = Vec::new();
        for n in first..first + 10 {
            let mut tx = store.begin().await.unwrap();
            given.push(open(&mut tx, n).await);
            tx.commit().await.unwrap();
        }
        given
    };
    let (one, other) = tokio::join!(many(one, 100), many(other, 200));
    let mut given = [one, other].concat();
    given.sort_unstable();
    given.dedup();
    assert_eq!((given.len(), counts(&store).await), (20, [20, 0, 0]));
}

async fn a_status_changes_once(home: &Home) {
    let store = store_with(home, 1).await;
    let mut tx = store.begin().await.unwrap();
    let seen = tx.conversation(conversation_id(1)).await.unwrap().unwrap().conversation;
    assert!(tx.set_status(&seen, Status::Resolved, noon()).await.unwrap());
    assert!(!tx.set_status(&seen, Status::Waiting, noon()).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(counts(&store).await, [0, 0, 1]);
    let mut tx = store.begin().await.unwrap();
    let seen = tx.conversation(conversation_id(1)).await.unwrap().unwrap().conversation;
    assert!(!tx.set_status(&seen, Status::Resolved, noon()).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(counts(&store).await, [0, 0, 1]);
}

async fn counters_never_drift_when_many_work_at_once(home: &Home) {
    let store = store_with(home, 6).await;
    let mut workers = tokio::task::JoinSet::new();
    for worker in 0..4 {
        let store = home.store().await;
        workers.spawn(async move {
            for round in 0..30 {
                // Each worker goes through the conversations in another order and direction.
                let id = conversation_id(1 + (worker + round) % 6);
                let status = Status::ALL[usize::try_from((worker * 2 + round) % 3).unwrap()];
                let mut tx = store.begin().await.unwrap();
                let seen = tx.conversation(id).await.unwrap().unwrap().conversation;
                tx.set_status(&seen, status, noon()).await.unwrap();
                tx.commit().await.unwrap();
            }
        });
    }
    workers.join_all().await;
    let mut tx = store.read().await.unwrap();
    let queue = tx.conversations_at(brand_id(), Place::Queue).await.unwrap();
    let done = tx.conversations_at(brand_id(), Place::Resolved).await.unwrap();
    let unresolved = tx.conversations(brand_id(), View::Unresolved, None, 100).await.unwrap().len();
    assert_eq!((queue, queue + done), (i64::try_from(unresolved).unwrap(), 6));
    for status in Status::ALL {
        let rows = tx.conversations(brand_id(), View::In(status), None, 100).await.unwrap().len();
        let counted = tx.conversations_in(brand_id(), status).await.unwrap();
        assert_eq!(i64::try_from(rows).unwrap(), counted, "{status:?}");
    }
}

async fn lists_go_page_by_page_without_gap_or_double(home: &Home) {
    let store = store_with(home, 7).await;
    let mut tx = store.begin().await.unwrap();
    tx.add_message(conversation_id(3), &message(1, Author::Contact, "Hallo"), noon() + minutes(1))
        .await
        .unwrap();
    let mut before = None;
    let mut seen = Vec::new();
    loop {
        let page = tx.conversations(brand_id(), View::In(Status::Open), before, 2).await.unwrap();
        let Some(last) = page.last() else { break };
        before = Some((last.conversation.updated_at, last.conversation.id));
        seen.extend(page.iter().map(|it| it.conversation.id));
    }
    assert_eq!(seen, [3, 7, 6, 5, 4, 2, 1].map(conversation_id));
    let waiting = View::In(Status::Waiting);
    assert_eq!(tx.conversations(brand_id(), waiting, None, 9).await.unwrap().len(), 0);
}

async fn a_contact_is_found_by_address_and_never_renamed_by_a_claim(home: &Home) {
    let store = store_with(home, 0).await;
    let mut tx = store.begin().await.unwrap();
    let mut claim = contact();
    claim.id = ContactId(Uuid::from_u128(2));
    claim.name = "Mallory".to_owned();
    claim.proof = Proof::Possession;
    assert_eq!(tx.contact_for(&claim, noon()).await.unwrap(), contact());
    assert_eq!(tx.contact(claim.id).await.unwrap(), None);
    claim.email = None;
    assert_eq!(tx.contact_for(&claim, noon()).await.unwrap(), claim);
    assert_eq!(tx.contact(claim.id).await.unwrap(), Some(claim));
}

async fn the_same_file_is_kept_once_per_kind_of_reader(home: &Home) {
    let store = home.store().await;
    let mut tx = store.begin().await.unwrap();
    let file = |n: u128, is_public: bool| NewFile {
        id: FileId(Uuid::from_u128(n)),
        sha256: "ab".repeat(32),
        mime: "image/png".to_owned(),
        bytes: vec![0, 1, 255],
        is_public,
    };
    let first = tx.keep_file(file(1, true), noon()).await.unwrap();
    assert_eq!(tx.keep_file(file(2, true), noon()).await.unwrap(), first);
    let private = tx.keep_file(file(3, false), noon()).await.unwrap();
    assert_eq!(private, FileId(Uuid::from_u128(3)));
    let kept = tx.file(private).await.unwrap().unwrap();
    assert_eq!((kept.mime.as_str(), kept.is_public), ("image/png", false));
    assert_eq!(kept.bytes, [0, 1, 255]);
    assert!(tx.file(FileId(Uuid::from_u128(2))).await.unwrap().is_none());
}

async fn a_file_is_found_in_the_chat_it_came_in_only(home: &Home) {
    let store = store_with(home, 0).await;
    let mut tx = store.begin().await.unwrap();
    let stranger = Contact { id: ContactId(Uuid::from_u128(2)), email: None, ..contact() };
    tx.save_contact(&stranger, noon()).await.unwrap();
    for (n, channel, whose) in [
        (1, Channel::Chat, contact().id),
        (2, Channel::Chat, stranger.id),
        (3, Channel::Form, contact().id),
    ] {
        let new = NewConversation {
            id: conversation_id(n),
            brand: brand_id(),
            contact: whose,
            locale: locale("de"),
            trail: Trail::default(),
            channel,
            holder: Holder::Queue,
            need: lotse_domain::inbox::Need::default(),
        };
        tx.open_conversation(&new, noon()).await.unwrap();
    }
    let mut kept = Vec::new();
    for n in 1..=3 {
        let (sha256, bytes) = (n.to_string().repeat(64), vec![1]);
        let (id, mime) = (FileId(Uuid::from_u128(n)), "image/png".to_owned());
        let new = NewFile { id, sha256, mime, bytes, is_public: false };
        kept.push(tx.keep_file(new, noon()).await.unwrap());
    }
    for (n, at, file) in [(1, 1, kept[0]), (2, 1, kept[0]), (3, 2, kept[1]), (4, 3, kept[2])] {
        let mime = "image/png".to_owned();
        let attachment = Attachment { file, name: "Foto.png".to_owned(), size_bytes: 1, mime };
        let sent = NewMessage { files: vec![attachment], ..message(n, Author::Contact, "") };
        tx.add_message(conversation_id(at), &sent, noon()).await.unwrap();
    }
    let line = tx.conversation(conversation_id(1)).await.unwrap().unwrap();
    assert_eq!(line.preview, "Foto.png", "a file without words is told by its name");
    let mut found = Vec::new();
    for file in kept {
        found.push(tx.file_in_chat(contact().id, file).await.unwrap().is_some());
    }
    assert_eq!(found, [true, false, false], "not the stranger's, and the form has no visitor");
}
