//! The outbox: what leaves, what became of it, and what is forgotten.

use lotse_domain::ids::MailId;
use uuid::Uuid;

use super::{Home, both_dbs, locale, minutes, noon};
use crate::{MailState, NewMail};

both_dbs!(mails_wait_newest_first, a_mail_reads_back, a_settled_mail_forgets_its_text);

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
