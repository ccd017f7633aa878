//! Mails: each leaves once, failures are tried again or recorded, and what is of no use stays.

use chrono::Duration;
use lotse_app::App;
use lotse_app::mail::Post;
use lotse_domain::contacts::Email;
use lotse_store::MailState;
use lotse_testkit::{MailServer, TestLotse, on_both_databases};

on_both_databases!(
    a_mail_leaves_once_and_its_text_is_forgotten,
    a_mail_server_that_is_busy_is_asked_again_with_the_same_mail,
    a_refused_mail_is_recorded_and_not_sent_again,
    a_mail_that_comes_too_late_is_not_sent,
    a_mail_is_given_up_after_two_days,
    two_workers_send_a_mail_once,
    the_demo_shows_mails_and_sends_none,
);

async fn code_to(lotse: &TestLotse, email: &str) -> String {
    let email: Email = email.parse().unwrap();
    lotse.code_for(&email).await.unwrap()
}

async fn in_state(app: &App, state: MailState) -> Vec<lotse_store::KeptMail> {
    app.store().read().await.unwrap().mails_in(state, 99).await.unwrap()
}

/// The line of a mail that begins so.
fn line<'a>(mail: &'a str, begin: &str) -> &'a str {
    mail.lines().find(|it| it.starts_with(begin)).unwrap_or_else(|| panic!("no {begin}: {mail}"))
}

async fn a_mail_leaves_once_and_its_text_is_forgotten(lotse: &TestLotse) {
    let server = MailServer::start().await;
    let app = lotse.mailing(server.post()).await;
    let code = code_to(lotse, "ida@example.org").await;
    app.do_what_is_due().await.unwrap();
    app.do_what_is_due().await.unwrap();
    let mails = server.mails();
    assert_eq!(mails.len(), 1, "{mails:?}");
    let sent = in_state(&app, MailState::Sent).await;
    assert_eq!((sent.len(), sent[0].mail.text.as_str()), (1, ""));
    let id = format!("Message-ID: <{}@example.org>", sent[0].mail.id);
    assert_eq!(line(&mails[0], "Message-ID:"), id);
    assert_eq!(line(&mails[0], "From:"), "From: optician <help@example.org>");
    assert_eq!(line(&mails[0], "Auto-Submitted:"), "Auto-Submitted: auto-generated");
    assert!(mails[0].contains(&code), "{mails:?}");
    assert!(mails[0].contains("text/plain") && mails[0].contains("text/html"), "{mails:?}");
}

async fn a_mail_server_that_is_busy_is_asked_again_with_the_same_mail(lotse: &TestLotse) {
    let server = MailServer::start().await;
    let app = lotse.mailing(server.post()).await;
    code_to(lotse, "ida@example.org").await;
    server.answers("451 4.7.1 try again later");
    app.do_what_is_due().await.unwrap();
    let waiting = in_state(&app, MailState::Waiting).await;
    assert!(waiting[0].error.as_ref().unwrap().contains("try again later"), "{waiting:?}");
    app.do_what_is_due().await.unwrap();
    assert_eq!(server.mails().len(), 0, "it waits a minute");
    lotse.pass(Duration::minutes(1));
    app.do_what_is_due().await.unwrap();
    let id = format!("<{}@", waiting[0].mail.id);
    assert_eq!(server.mails().len(), 1);
    assert!(line(&server.mails()[0], "Message-ID:").contains(&id));
}

async fn a_refused_mail_is_recorded_and_not_sent_again(lotse: &TestLotse) {
    let server = MailServer::start().await;
    let app = lotse.mailing(server.post()).await;
    code_to(lotse, "ida@example.org").await;
    server.answers("550 5.1.1 no such mailbox");
    app.do_what_is_due().await.unwrap();
    let failed = in_state(&app, MailState::Failed).await;
    assert_eq!(failed.len(), 1);
    let why = failed[0].error.as_ref().unwrap();
    assert!(why.contains("550") && why.contains("no such mailbox"), "{why}");
    lotse.pass(Duration::days(3));
    app.do_what_is_due().await.unwrap();
    assert_eq!(server.mails().len(), 0);
}

async fn a_mail_that_comes_too_late_is_not_sent(lotse: &TestLotse) {
    let server = MailServer::start().await;
    let app = lotse.mailing(server.post()).await;
    code_to(lotse, "ida@example.org").await;
    lotse.pass(Duration::minutes(15));
    app.do_what_is_due().await.unwrap();
    assert_eq!(in_state(&app, MailState::Expired).await.len(), 1);
    assert_eq!(server.mails().len(), 0);
}

async fn a_mail_is_given_up_after_two_days(lotse: &TestLotse) {
    let app = lotse.mailing(Post::Off).await;
    let mut tx = app.store().begin().await.unwrap();
    let mail = lotse_store::NewMail {
        id: lotse_domain::ids::MailId(app.new_id()),
        to: "ida@example.org".parse().unwrap(),
        sender: "Optik".to_owned(),
        locale: "de".parse().unwrap(),
        subject: "x".to_owned(),
        text: "x".to_owned(),
        conversation: None,
        unless_seen: None,
        good_until: None,
    };
    tx.post_mail(&mail, MailState::Waiting, app.now()).await.unwrap();
    let job = lotse_store::NewJob {
        id: lotse_domain::ids::JobId(app.new_id()),
        name: "send_mail",
        payload: format!("{{\"mail\": \"{}\", \"tries\": 0}}", mail.id),
        run_at: app.now(),
    };
    tx.enqueue(&job).await.unwrap();
    tx.commit().await.unwrap();
    let begin = app.now();
    while in_state(&app, MailState::Failed).await.is_empty() {
        assert!(app.now() - begin < Duration::days(4), "it is never given up");
        app.do_what_is_due().await.unwrap();
        lotse.pass(Duration::hours(1));
    }
    assert!(Duration::days(2) <= app.now() - begin);
    let failed = in_state(&app, MailState::Failed).await;
    assert_eq!(failed[0].error.as_deref(), Some("no mail server is set"));
}

async fn two_workers_send_a_mail_once(lotse: &TestLotse) {
    let server = MailServer::start().await;
    let (one, other) = (lotse.mailing(server.post()).await, lotse.mailing(server.post()).await);
    for n in 0..6 {
        code_to(lotse, &format!("{n}@example.org")).await;
    }
    let (one, other) = tokio::join!(one.do_what_is_due(), other.do_what_is_due());
    (one.unwrap(), other.unwrap());
    assert_eq!(server.mails().len(), 6);
}

async fn the_demo_shows_mails_and_sends_none(lotse: &TestLotse) {
    let app = lotse.mailing(Post::Shown).await;
    let code = code_to(lotse, "ida@example.org").await;
    app.do_what_is_due().await.unwrap();
    let shown = app.waiting_mails(9).await.unwrap();
    assert_eq!((shown.len(), &shown[0].mail.text), (1, &code));
}
