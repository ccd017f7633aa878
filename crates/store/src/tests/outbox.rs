//! The outbox: what leaves, what became of it, and what is forgotten.

use lotse_domain::contacts::{Contact, Proof};
use lotse_domain::ids::{ContactId, ConversationId, MailId};
use lotse_domain::inbox::{Channel, Holder, Trail};
use uuid::Uuid;

use super::{Home, both_dbs, brand_id, locale, minutes, noon};
use crate::{MailState, NewConversation, NewMail};

both_dbs!(
    mails_wait_newest_first,
    a_mail_reads_back,
    a_settled_mail_forgets_its_text,
    who_was_told_by_mail_is_not_told_again_until_they_have_looked,
    a_transcript_code_counts_for_its_address_and_five_tries,
);

fn mail(n: u128) -> NewMail {
    NewMail {
        id: MailId(Uuid::from_u128(n)),
        to: "ada@example.org".parse().unwrap(),
        sender: "Optik".to_owned(),
        locale: locale("pl"),
        subject: format!("No. {n}"),
        text: "Hello".to_owned(),
        conversation: None,
        unless_seen: None,
        good_until: Some(noon() + minutes(15)),
    }
}

async fn mails_wait_newest_first(home: &Home) {
    let store = home.store().await;
    let mut tx = store.begin().await.unwrap();
    for n in 1..=3 {
        let at = noon() + minutes(i64::try_from(n).unwrap());
        tx.post_mail(&mail(n), MailState::Waiting, at).await.unwrap();
    }
    tx.post_mail(&mail(4), MailState::Held, noon()).await.unwrap();
    let waiting = tx.mails_in(MailState::Waiting, 2).await.unwrap();
    let subjects: Vec<_> = waiting.iter().map(|it| it.mail.subject.as_str()).collect();
    assert_eq!(subjects, ["No. 3", "No. 2"]);
}

async fn a_mail_reads_back(home: &Home) {
    let store = home.store().await;
    let mut tx = store.begin().await.unwrap();
    tx.post_mail(&mail(1), MailState::Held, noon()).await.unwrap();
    let kept = tx.mail(mail(1).id).await.unwrap().unwrap();
    assert_eq!((kept.mail, kept.at), (mail(1), noon()));
    assert_eq!((kept.state, kept.error), (MailState::Held, None));
    assert_eq!(tx.mail(mail(2).id).await.unwrap(), None);
}

async fn a_settled_mail_forgets_its_text(home: &Home) {
    let store = home.store().await;
    let mut tx = store.begin().await.unwrap();
    tx.post_mail(&mail(1), MailState::Waiting, noon()).await.unwrap();
    for (state, error, text) in
        [(MailState::Waiting, Some("451 busy"), "Hello"), (MailState::Failed, Some("550 gone"), "")]
    {
        let before = tx.mail(mail(1).id).await.unwrap().unwrap();
        assert!(tx.settle_mail(&before, (state, error), noon()).await.unwrap());
        let kept = tx.mail(mail(1).id).await.unwrap().unwrap();
        assert_eq!((kept.state, kept.error.as_deref()), (state, error));
        assert_eq!((kept.mail.text.as_str(), kept.tries), (text, before.tries + 1));
        let late = tx.settle_mail(&before, (MailState::Sent, None), noon()).await.unwrap();
        assert!(!late, "another try was settled before");
    }
}

async fn who_was_told_by_mail_is_not_told_again_until_they_have_looked(home: &Home) {
    let store = home.store().await;
    let mut tx = store.begin().await.unwrap();
    let chat = ConversationId(Uuid::from_u128(1));
    assert!(!tx.hold_mail_until_seen(chat, 3).await.unwrap(), "none is held");
    let held = NewMail { conversation: Some(chat), unless_seen: Some(2), ..mail(1) };
    tx.post_mail(&held, MailState::Held, noon()).await.unwrap();
    assert!(tx.hold_mail_until_seen(chat, 4).await.unwrap());
    assert_eq!(tx.mail(held.id).await.unwrap().unwrap().mail.unless_seen, Some(4));
    let kept = tx.mail(held.id).await.unwrap().unwrap();
    tx.settle_mail(&kept, (MailState::Sent, None), noon()).await.unwrap();
    assert!(!tx.hold_mail_until_seen(chat, 5).await.unwrap(), "it has left");
    assert!(tx.is_told_by_mail(chat, 3).await.unwrap());
    assert!(!tx.is_told_by_mail(chat, 4).await.unwrap(), "they have looked");
    assert!(!tx.is_told_by_mail(ConversationId(Uuid::from_u128(2)), 0).await.unwrap());
}

async fn a_transcript_code_counts_for_its_address_and_five_tries(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let chat = ConversationId(Uuid::from_u128(1));
    let contact = Contact {
        id: ContactId(Uuid::from_u128(1)),
        name: String::new(),
        email: None,
        proof: Proof::Device,
        segments: Vec::new(),
    };
    tx.save_contact(&contact, noon()).await.unwrap();
    let new = NewConversation {
        id: chat,
        brand: brand_id(),
        contact: contact.id,
        locale: locale("de"),
        trail: Trail::default(),
        channel: Channel::Chat,
        holder: Holder::Machine,
        need: lotse_domain::inbox::Need::default(),
    };
    tx.open_conversation(&new, noon()).await.unwrap();
    let (ada, bob) = ("ada@example.org".parse().unwrap(), "bob@example.org".parse().unwrap());
    let until = noon() + minutes(15);
    tx.save_transcript_code((chat, &ada), "old", until).await.unwrap();
    tx.save_transcript_code((chat, &ada), "hash", until).await.unwrap();
    assert_eq!(tx.try_transcript_code((chat, &bob), noon()).await.unwrap(), None);
    assert_eq!(tx.try_transcript_code((chat, &ada), until).await.unwrap(), None);
    for _ in 0..5 {
        let hash = tx.try_transcript_code((chat, &ada), noon()).await.unwrap();
        assert_eq!(hash.as_deref(), Some("hash"));
    }
    assert_eq!(tx.try_transcript_code((chat, &ada), noon()).await.unwrap(), None);
    tx.save_transcript_code((chat, &ada), "new", until).await.unwrap();
    tx.delete_transcript_code(chat).await.unwrap();
    assert_eq!(tx.try_transcript_code((chat, &ada), noon()).await.unwrap(), None);
}
