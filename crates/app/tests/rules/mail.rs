//! Mails: each leaves once, failures are tried again or recorded, and what is of no use stays.

use chrono::Duration;
use lotse_app::App;
use lotse_app::chat::{Act, CardChange, Visitor};
use lotse_app::inbox::Received;
use lotse_app::knowledge::BrandChange;
use lotse_app::mail::{Mailed, MailingError, Post, Wanted};
use lotse_channels::form::Form;
use lotse_domain::contacts::{Contact, Email, Proof};
use lotse_domain::inbox::Content;
use lotse_store::MailState;
use lotse_testkit::{MailServer, TestLotse, on_both_databases};

use crate::chat::{act, agent, catalogue, chat, say, visitor};

on_both_databases!(
    a_mail_leaves_once_and_its_text_is_forgotten,
    a_mail_server_that_is_busy_is_asked_again_with_the_same_mail,
    a_refused_mail_is_recorded_and_not_sent_again,
    a_mail_that_comes_too_late_is_not_sent,
    a_mail_is_given_up_after_two_days,
    two_workers_send_a_mail_once,
    the_demo_shows_mails_and_sends_none,
    a_request_is_confirmed_without_a_word_of_its_sender,
    a_mailbox_is_not_flooded_with_confirmations,
    a_conversation_goes_to_an_address_only_after_its_code,
    an_address_that_is_proven_gets_the_conversation_at_once,
    the_conversation_asked_for_twice_with_one_key_leaves_once,
    who_left_the_chat_is_told_of_an_answer_once,
    who_saw_the_answer_is_not_told,
    a_mail_that_did_not_reach_the_contact_is_noted_at_the_desk,
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
    one.unwrap();
    other.unwrap();
    assert_eq!(server.mails().len(), 6);
}

async fn the_demo_shows_mails_and_sends_none(lotse: &TestLotse) {
    let app = lotse.mailing(Post::Shown).await;
    let code = code_to(lotse, "ida@example.org").await;
    app.do_what_is_due().await.unwrap();
    let shown = app.waiting_mails(9).await.unwrap();
    assert_eq!((shown.len(), &shown[0].mail.text), (1, &code));
}

async fn request(lotse: &TestLotse, email: &str) -> Received {
    let form = Form {
        message: "GEWINN! https://evil.example".to_owned(),
        name: "Klicken Sie hier: https://evil.example".to_owned(),
        email: email.to_owned(),
        ..Form::default()
    };
    let at = (lotse.brand().id, &"de".parse().unwrap());
    lotse.receive(at, form.check().unwrap(), &catalogue()).await.unwrap()
}

async fn a_request_is_confirmed_without_a_word_of_its_sender(lotse: &TestLotse) {
    let received = request(lotse, "ida@example.org").await;
    let mails = lotse.waiting_mails(9).await.unwrap();
    let mail = &mails[0].mail;
    assert_eq!((mails.len(), mail.to.as_str()), (1, "ida@example.org"));
    assert!(mail.subject.contains(&received.reference.to_string()), "{mail:?}");
    assert!(!format!("{mail:?}").contains("evil"), "{mail:?}");
    let off = lotse.mailing(Post::Off).await;
    let form = Form {
        message: "x".to_owned(),
        name: "x".to_owned(),
        email: "eva@example.org".to_owned(),
        ..Form::default()
    };
    let at = (lotse.brand().id, &"de".parse().unwrap());
    off.receive(at, form.check().unwrap(), &catalogue()).await.unwrap();
    assert_eq!(
        lotse.waiting_mails(9).await.unwrap().len(),
        1,
        "where no mail leaves, none is kept"
    );
}

async fn a_mailbox_is_not_flooded_with_confirmations(lotse: &TestLotse) {
    for _ in 0..5 {
        request(lotse, "ida@example.org").await;
    }
    request(lotse, "bob@example.org").await;
    assert_eq!(lotse.waiting_mails(9).await.unwrap().len(), 4);
    lotse.pass(Duration::hours(1));
    request(lotse, "ida@example.org").await;
    assert_eq!(lotse.waiting_mails(9).await.unwrap().len(), 5);
}

async fn wanted(
    lotse: &TestLotse,
    visitor: &Visitor,
    key: &str,
    code: Option<&str>,
) -> Result<Mailed, MailingError> {
    let (key, email) = (key.to_owned(), "ida@example.org".to_owned());
    let wanted = Wanted { key, email, code: code.map(str::to_owned) };
    lotse.mail_transcript(visitor, &wanted, &catalogue()).await
}

async fn newest(lotse: &TestLotse) -> lotse_store::NewMail {
    lotse.waiting_mails(1).await.unwrap().remove(0).mail
}

async fn a_conversation_goes_to_an_address_only_after_its_code(lotse: &TestLotse) {
    let visitor = visitor(lotse, "de").await;
    let early = wanted(lotse, &visitor, "k", None).await;
    assert!(matches!(early, Err(MailingError::NotFound)), "{early:?}");
    say(lotse, &visitor, "1", "Mein Geheimnis: Kontonummer 7").await;
    assert_eq!(wanted(lotse, &visitor, "k", None).await.unwrap(), Mailed::CodeSent);
    let mail = newest(lotse).await;
    assert!(!mail.text.contains("Geheimnis"), "the address is not proven: {mail:?}");
    let code: String = mail.subject.chars().take_while(char::is_ascii_digit).collect();
    assert_eq!(code.len(), 6);
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let refused = wanted(lotse, &visitor, "k", Some(wrong)).await;
    assert!(matches!(refused, Err(MailingError::WrongCode)), "{refused:?}");
    lotse.pass(Duration::seconds(1));
    assert_eq!(wanted(lotse, &visitor, "k", Some(&code)).await.unwrap(), Mailed::Sent);
    let mail = newest(lotse).await;
    assert!(mail.text.contains("Kontonummer 7"), "{mail:?}");
    assert!(mail.text.contains("Automatische Hilfe"), "{mail:?}");
    let again = wanted(lotse, &visitor, "other", Some(&code)).await;
    assert!(matches!(again, Err(MailingError::WrongCode)), "it was used: {again:?}");
}

async fn an_address_that_is_proven_gets_the_conversation_at_once(lotse: &TestLotse) {
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Kontonummer 7").await;
    let proven = Contact {
        id: visitor.contact,
        name: String::new(),
        email: Some("ida@example.org".parse().unwrap()),
        proof: Proof::Possession,
        segments: Vec::new(),
    };
    let mut tx = lotse.store().begin().await.unwrap();
    tx.save_contact(&proven, lotse.now()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(wanted(lotse, &visitor, "k", None).await.unwrap(), Mailed::Sent);
    assert!(newest(lotse).await.text.contains("Kontonummer 7"));
    for n in 0..4 {
        assert_eq!(wanted(lotse, &visitor, &n.to_string(), None).await.unwrap(), Mailed::Sent);
    }
    let often = wanted(lotse, &visitor, "often", None).await;
    assert!(matches!(often, Err(MailingError::Often(_))), "{often:?}");
}

async fn the_conversation_asked_for_twice_with_one_key_leaves_once(lotse: &TestLotse) {
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Kontonummer 7").await;
    for _ in 0..2 {
        assert_eq!(wanted(lotse, &visitor, "k", None).await.unwrap(), Mailed::CodeSent);
    }
    assert_eq!(lotse.waiting_mails(9).await.unwrap().len(), 1);
    let subject = newest(lotse).await.subject;
    let code: String = subject.chars().take_while(char::is_ascii_digit).collect();
    for _ in 0..2 {
        assert_eq!(wanted(lotse, &visitor, "k", Some(&code)).await.unwrap(), Mailed::Sent);
    }
    assert_eq!(lotse.waiting_mails(9).await.unwrap().len(), 2);
}

/// A visitor who asked for a person and left an address; the page the chat was on is the shop's.
async fn waiting_visitor(lotse: &TestLotse) -> Visitor {
    let chat_origins = Some(vec!["https://shop.example".to_owned()]);
    let change = BrandChange { chat_origins, ..BrandChange::default() };
    lotse.change_brand(&lotse.may(), lotse.brand().id, change).await.unwrap();
    let visitor = visitor(lotse, "de").await;
    let saying = lotse_app::chat::Saying {
        key: "1".to_owned(),
        text: "Mensch".to_owned(),
        page: Some("https://klick:klick@shop.example/brille?x=klick#y".to_owned()),
        ..Default::default()
    };
    lotse.say(&visitor, saying, &catalogue()).await.unwrap();
    let email = Some("ida@example.org".to_owned());
    lotse.change_card(&visitor, CardChange { email, ..CardChange::default() }).await.unwrap();
    visitor
}

async fn who_left_the_chat_is_told_of_an_answer_once(lotse: &TestLotse) {
    let server = MailServer::start().await;
    let app = lotse.mailing(server.post()).await;
    let visitor = waiting_visitor(lotse).await;
    app.catch_up().await.unwrap();
    let id = chat(lotse, &visitor).await.0.conversation.id;
    let eva = agent(lotse, "eva").await;
    app.answer(&eva, id, ("1", "Ihr Passwort ist 7"), &catalogue()).await.unwrap();
    app.answer(&eva, id, ("2", "Und noch etwas"), &catalogue()).await.unwrap();
    app.do_what_is_due().await.unwrap();
    assert_eq!(server.mails().len(), 0, "they may still be there");
    lotse.pass(Duration::minutes(5));
    app.do_what_is_due().await.unwrap();
    app.answer(&eva, id, ("3", "Sind Sie da?"), &catalogue()).await.unwrap();
    lotse.pass(Duration::hours(1));
    app.do_what_is_due().await.unwrap();
    let mails = server.mails();
    assert_eq!(mails.len(), 1, "one mail until they come back");
    let plain = mails[0].replace("=\r\n", "").replace("=3D", "=");
    assert!(plain.contains("https://shop.example/brille#lotse"), "{plain}");
    assert!(!plain.contains("Passwort") && !plain.contains("klick"), "{plain}");
    act(lotse, &visitor, "s", Act::Seen(chat(lotse, &visitor).await.0.conversation.last_seq)).await;
    app.answer(&eva, id, ("4", "Hallo?"), &catalogue()).await.unwrap();
    lotse.pass(Duration::minutes(5));
    app.do_what_is_due().await.unwrap();
    assert_eq!(server.mails().len(), 2, "they came back and left again");
}

async fn who_saw_the_answer_is_not_told(lotse: &TestLotse) {
    let server = MailServer::start().await;
    let app = lotse.mailing(server.post()).await;
    let visitor = waiting_visitor(lotse).await;
    let id = chat(lotse, &visitor).await.0.conversation.id;
    let eva = agent(lotse, "eva").await;
    let said = app.answer(&eva, id, ("1", "Guten Tag"), &catalogue()).await.unwrap();
    act(lotse, &visitor, "s", Act::Seen(said.seq)).await;
    lotse.pass(Duration::minutes(5));
    app.do_what_is_due().await.unwrap();
    assert_eq!(server.mails().len(), 0);
}

async fn a_mail_that_did_not_reach_the_contact_is_noted_at_the_desk(lotse: &TestLotse) {
    let server = MailServer::start().await;
    let app = lotse.mailing(server.post()).await;
    let received = request(lotse, "ida@example.org").await;
    server.answers("550 5.1.1 no such mailbox");
    app.do_what_is_due().await.unwrap();
    let opened = lotse.conversation(&lotse.may(), received.conversation).await.unwrap().unwrap();
    let note = opened.messages.last().unwrap();
    assert_eq!(note.content, Content::MailFailed("ida@example.org".to_owned()));
    assert!(note.text.contains("no such mailbox"), "{note:?}");
}
