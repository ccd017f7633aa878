//! What contacts send is kept, and agents work on it.

use chrono::Duration;
use lotse_app::View;
use lotse_app::inbox::{InboxError, Received, Standing};
use lotse_channels::form::{Form, Submission};
use lotse_domain::ids::ConversationId;
use lotse_domain::inbox::{Author, Status, Trail};
use lotse_testkit::{TestLotse, on_both_databases};

use crate::chat::catalogue;

on_both_databases!(
    a_contact_form_is_kept_with_all_that_came_with_it,
    reference_numbers_grow,
    forms_sent_at_the_same_moment_are_all_kept,
    a_claimed_address_changes_no_name,
    files_of_messages_are_not_public,
    a_conversation_moves_between_the_lists,
    a_note_is_for_the_team_and_changes_no_preview,
    what_does_not_exist_is_not_changed,
    a_request_is_found_by_number_name_and_words,
    what_was_there_before_is_taken_up_by_a_job,
);

fn form(name: &str, message: &str) -> Form {
    Form {
        message: message.to_owned(),
        name: name.to_owned(),
        email: "emil@example.org".to_owned(),
        ..Form::default()
    }
}

async fn receive(lotse: &TestLotse, submission: Submission) -> Received {
    let german = "de".parse().unwrap();
    lotse.receive((lotse.brand().id, &german), submission, &catalogue()).await.unwrap()
}

async fn a_contact_form_is_kept_with_all_that_came_with_it(lotse: &TestLotse) {
    let png = b"\x89PNG\r\n\x1a\n1234".to_vec();
    let trail = Trail {
        page: Some("/de/kontakt".into()),
        searches: vec!["Gummi".into(), "Nasenpad".into()],
        answers: vec!["Nasenpads wechseln".into()],
        ..Trail::default()
    };
    let sent = Form {
        files: vec![("../Bild 1.png".into(), png.clone()), ("same.png".into(), png.clone())],
        trail: trail.clone(),
        ..form("Emil", "Meine Brille ist kaputt.\nWas nun?")
    };
    let received = receive(lotse, sent.check().unwrap()).await;
    let opened = lotse.conversation(&lotse.may(), received.conversation).await.unwrap().unwrap();
    let line = &opened.line;
    assert_eq!(line.conversation.reference, received.reference);
    assert_eq!(line.conversation.trail, trail);
    assert_eq!(line.conversation.status, Status::Open);
    assert_eq!(line.contact, ("Emil".to_owned(), Some("emil@example.org".to_owned())));
    assert!(line.has_files);
    let message = &opened.messages[0];
    assert_eq!(message.author, Author::Contact);
    assert_eq!(message.text, "Meine Brille ist kaputt.\nWas nun?");
    let names: Vec<_> = message.files.iter().map(|it| (it.name.as_str(), it.size_bytes)).collect();
    assert_eq!(names, [("Bild 1.png", 12), ("same.png", 12)]);
    assert_eq!(message.files[0].file, message.files[1].file, "the same bytes are kept once");
    let file = lotse.received_file(&lotse.may(), message.files[0].file).await.unwrap().unwrap();
    assert_eq!((file.mime.as_str(), file.bytes), ("image/png", png));
}

async fn reference_numbers_grow(lotse: &TestLotse) {
    let mut last = 0;
    for _ in 0..3 {
        let received = receive(lotse, form("Emil", "Hallo").check().unwrap()).await;
        assert!(last < received.reference);
        last = received.reference;
    }
}

async fn forms_sent_at_the_same_moment_are_all_kept(lotse: &TestLotse) {
    let send = || receive(lotse, form("Emil", "Hallo").check().unwrap());
    let sent = tokio::join!(send(), send(), send(), send());
    let references = [sent.0, sent.1, sent.2, sent.3].map(|it| it.reference);
    assert_eq!(std::collections::HashSet::from(references).len(), 4);
    let may = lotse.may();
    assert_eq!(lotse.open_conversations(&may, lotse.brand().id).await.unwrap(), 4);
}

async fn a_claimed_address_changes_no_name(lotse: &TestLotse) {
    receive(lotse, form("Emil", "Hallo").check().unwrap()).await;
    let second = receive(lotse, form("Jemand anders", "Hallo").check().unwrap()).await;
    let opened = lotse.conversation(&lotse.may(), second.conversation).await.unwrap().unwrap();
    assert_eq!(opened.line.contact.0, "Emil");
    let email = "emil@example.org".parse().unwrap();
    let code = lotse.code_for(&email).await.unwrap();
    lotse.sign_in_contact(&email, &code).await.unwrap();
    receive(lotse, form("Jemand anders", "Hallo").check().unwrap()).await;
    let opened = lotse.conversation(&lotse.may(), second.conversation).await.unwrap().unwrap();
    assert_eq!(opened.line.contact.0, "Emil");
}

async fn files_of_messages_are_not_public(lotse: &TestLotse) {
    let png = b"\x89PNG\r\n\x1a\n1234".to_vec();
    let sent = Form { files: vec![("a.png".into(), png.clone())], ..form("Emil", "Hallo") };
    let received = receive(lotse, sent.check().unwrap()).await;
    let opened = lotse.conversation(&lotse.may(), received.conversation).await.unwrap().unwrap();
    let private = opened.messages[0].files[0].file;
    assert!(lotse.public_file(private).await.unwrap().is_none());
    let picture = lotse.add_media(&lotse.may(), "a.png", png.clone()).await.unwrap();
    assert_ne!(picture.id, private);
    assert_eq!(lotse.public_file(picture.id).await.unwrap().unwrap().bytes, png);
    assert!(lotse.public_file(private).await.unwrap().is_none());
}

async fn listed(lotse: &TestLotse, status: Status) -> Vec<ConversationId> {
    let of = (lotse.brand().id, View::In(status));
    let lines = lotse.conversations(&lotse.may(), of, None, 10).await.unwrap();
    lines.iter().map(|it| it.conversation.id).collect()
}

async fn a_conversation_moves_between_the_lists(lotse: &TestLotse) {
    let first = receive(lotse, form("Emil", "Eins").check().unwrap()).await.conversation;
    lotse.pass(Duration::seconds(1));
    let second = receive(lotse, form("Emil", "Zwei").check().unwrap()).await.conversation;
    assert_eq!(listed(lotse, Status::Open).await, [second, first]);
    for _ in 0..2 {
        let done = Standing::In(Status::Resolved);
        lotse.set_standing(&lotse.may(), first, done, &catalogue()).await.unwrap();
    }
    assert_eq!(listed(lotse, Status::Open).await, [second]);
    assert_eq!(listed(lotse, Status::Resolved).await, [first]);
    let count = lotse.open_conversations(&lotse.may(), lotse.brand().id).await.unwrap();
    assert_eq!(count, 1, "twice is once");
}

async fn a_note_is_for_the_team_and_changes_no_preview(lotse: &TestLotse) {
    let received = receive(lotse, form("Emil", "Hallo").check().unwrap()).await;
    let agent = lotse.agent().await;
    let may = agent.may().unwrap();
    let note = lotse.add_note(&may, received.conversation, "  Ruft morgen an ").await.unwrap();
    let opened = lotse.conversation(&lotse.may(), received.conversation).await.unwrap().unwrap();
    assert_eq!(opened.line.preview, "Hallo");
    let kept = opened.messages.iter().find(|it| it.author == Author::Note).unwrap();
    assert_eq!((kept.id, kept.text.as_str()), (note.id, "Ruft morgen an"));
    let refused = lotse.add_note(&may, received.conversation, " \n ").await;
    assert!(matches!(refused, Err(InboxError::Empty)));
}

async fn what_does_not_exist_is_not_changed(lotse: &TestLotse) {
    let unknown = ConversationId(lotse.new_id());
    assert!(lotse.conversation(&lotse.may(), unknown).await.unwrap().is_none());
    let open = Standing::In(Status::Open);
    let refused = lotse.set_standing(&lotse.may(), unknown, open, &catalogue()).await;
    assert!(matches!(refused, Err(InboxError::NotFound)));
    let refused = lotse.add_note(&lotse.may(), unknown, "Notiz").await;
    assert!(matches!(refused, Err(InboxError::NotFound)));
}

async fn found(lotse: &TestLotse, text: &str) -> Vec<i64> {
    let of = (lotse.brand().id, text);
    let lines = lotse.found_conversations(&lotse.may(), of, None, 9).await.unwrap();
    lines.iter().map(|it| it.conversation.reference).collect()
}

async fn a_request_is_found_by_number_name_and_words(lotse: &TestLotse) {
    let lens = receive(lotse, form("Ada Żółw", "Mein Glas 4711 ist zerkratzt").check().unwrap());
    let lens = lens.await.reference;
    lotse.pass(chrono::Duration::seconds(1));
    let frame = form("Ben", "Der Rahmen und das Glas wackeln");
    let frame = Form { email: "ben@example.org".to_owned(), ..frame };
    let frame = receive(lotse, frame.check().unwrap()).await.reference;
    for (text, expect) in [
        (lens.to_string().as_str(), vec![lens]),
        (format!(" #{frame}").as_str(), vec![frame]),
        ("ada", vec![lens]),
        ("ŻÓŁ", vec![lens]),
        ("glas", vec![frame, lens]),
        ("gla rahm", vec![frame]),
        ("4711", vec![lens]),
        ("las", vec![]),
        ("ada rahmen", vec![]),
        ("", vec![]),
        ("%", vec![]),
    ] {
        assert_eq!(found(lotse, text).await, expect, "{text}");
    }
    let of = (lotse.brand().id, "glas");
    let first = lotse.found_conversations(&lotse.may(), of, None, 1).await.unwrap();
    let mark = first.last().map(|it| (it.conversation.updated_at, it.conversation.id));
    let second = lotse.found_conversations(&lotse.may(), of, mark, 9).await.unwrap();
    let pages: Vec<_> = first.iter().chain(&second).map(|it| it.conversation.reference).collect();
    assert_eq!(pages, [frame, lens]);
    let other = lotse.second_brand("baker", &["de"]).await;
    let of = (other.id, "glas");
    assert!(lotse.found_conversations(&lotse.may(), of, None, 9).await.unwrap().is_empty());
}

async fn what_was_there_before_is_taken_up_by_a_job(lotse: &TestLotse) {
    let one = receive(lotse, form("Ada", "Mein Glas ist zerkratzt").check().unwrap()).await;
    let mut tx = lotse.store().begin().await.unwrap();
    tx.forget_terms().await.unwrap();
    let job = lotse_store::NewJob {
        id: lotse_domain::ids::JobId(lotse.new_id()),
        name: "find_again",
        payload: r#"{"after":null}"#.to_owned(),
        run_at: lotse.now(),
    };
    tx.enqueue(&job).await.unwrap();
    tx.commit().await.unwrap();
    assert!(found(lotse, "glas").await.is_empty());
    lotse.do_what_is_due().await.unwrap();
    assert_eq!(found(lotse, "glas").await, [one.reference]);
    assert_eq!(found(lotse, "ada").await, [one.reference]);
}
