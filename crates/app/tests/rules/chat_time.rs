//! Chats and time: who left is not waited for, who comes back is welcome, and who types is known
//! everywhere at once.

use std::collections::HashSet;

use chrono::Duration;
use lotse_app::access::{May, WriteInbox};
use lotse_app::chat::{Act, News, Typing, Visitor};
use lotse_domain::ids::ConversationId;
use lotse_domain::inbox::{Author, Holder, Status};
use lotse_testkit::{TestLotse, on_both_databases};

use crate::chat::{act, agent, catalogue, chat, eyewear, kinds, say, visitor};

on_both_databases!(
    a_chat_that_lotse_holds_is_closed_exactly_when_its_visitor_was_silent_for_an_hour,
    a_chat_that_waits_for_a_person_stays_open,
    who_comes_back_after_the_chat_was_closed_goes_on_without_a_new_welcome,
    a_chat_given_back_to_lotse_is_closed_in_its_time_too,
    other_processes_hear_who_types,
);

async fn status(lotse: &TestLotse, visitor: &Visitor) -> Status {
    lotse.do_what_is_due().await.expect("jobs run");
    chat(lotse, visitor).await.0.conversation.status
}

async fn a_chat_that_lotse_holds_is_closed_exactly_when_its_visitor_was_silent_for_an_hour(
    lotse: &TestLotse,
) {
    eyewear(lotse).await;
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Nasenpads wechseln").await;
    lotse.pass(Duration::minutes(59));
    assert_eq!(status(lotse, &visitor).await, Status::Open);
    say(lotse, &visitor, "2", "Gutschein einlösen").await;
    lotse.pass(Duration::minutes(60) - Duration::milliseconds(1));
    assert_eq!(status(lotse, &visitor).await, Status::Open, "the hour counts from the last word");
    lotse.pass(Duration::milliseconds(1));
    assert_eq!(status(lotse, &visitor).await, Status::Resolved);
    let (line, messages) = chat(lotse, &visitor).await;
    assert_eq!(kinds(&messages), ["text", "answer", "text", "answer"], "nothing is said");
    assert_eq!(line.conversation.holder, Holder::Machine);
}

async fn a_chat_that_waits_for_a_person_stays_open(lotse: &TestLotse) {
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Hallo").await;
    act(lotse, &visitor, "2", Act::Person).await;
    lotse.pass(Duration::days(3));
    let status = status(lotse, &visitor).await;
    assert_ne!(status, Status::Resolved);
}

async fn who_comes_back_after_the_chat_was_closed_goes_on_without_a_new_welcome(lotse: &TestLotse) {
    eyewear(lotse).await;
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Nasenpads wechseln").await;
    lotse.pass(Duration::hours(1));
    assert_eq!(status(lotse, &visitor).await, Status::Resolved);
    let said = say(lotse, &visitor, "2", "Gutschein einlösen").await;
    assert_eq!(kinds(&said), ["text", "answer"]);
    assert!(said.iter().all(|it| !it.text.contains("automatische Hilfe")), "{said:?}");
    assert_eq!(status(lotse, &visitor).await, Status::Open);
    lotse.pass(Duration::minutes(59));
    assert_eq!(status(lotse, &visitor).await, Status::Open);
    lotse.pass(Duration::minutes(1));
    assert_eq!(status(lotse, &visitor).await, Status::Resolved, "it is minded again");
}

async fn a_chat_given_back_to_lotse_is_closed_in_its_time_too(lotse: &TestLotse) {
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Mensch").await;
    let id = chat(lotse, &visitor).await.0.conversation.id;
    let eva = agent(lotse, "eva").await;
    lotse.take(&eva, id, &catalogue()).await.expect("it works");
    lotse.pass(Duration::hours(2));
    assert_eq!(status(lotse, &visitor).await, Status::Open, "an agent has it");
    lotse.release(&eva, (id, true), &catalogue()).await.expect("it works");
    lotse.pass(Duration::minutes(59));
    assert_eq!(status(lotse, &visitor).await, Status::Open);
    lotse.pass(Duration::minutes(1));
    assert_eq!(status(lotse, &visitor).await, Status::Resolved);
    let (_, messages) = chat(lotse, &visitor).await;
    assert_eq!(messages.last().map(|it| it.author), Some(Author::Machine));
    assert_eq!(kinds(&messages).last(), Some(&"left"));
}

/// Whoever types says so again and again: the first time may be lost while the others begin to listen.
async fn type_forever(
    lotse: &TestLotse,
    visitor: &Visitor,
    (eva, id): (&May<WriteInbox>, ConversationId),
) {
    loop {
        lotse.visitor_types(visitor, true).await.expect("it works");
        lotse.agent_types(eva, id, true).await.expect("it works");
        tokio::task::yield_now().await;
    }
}

async fn other_processes_hear_who_types(lotse: &TestLotse) {
    // SQLite carries nothing that is not kept; its installations are one process.
    if lotse.store().describe().await.expect("it works").starts_with("SQLite") {
        return;
    }
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Mensch").await;
    let id = chat(lotse, &visitor).await.0.conversation.id;
    let eva = agent(lotse, "eva").await;
    let there = lotse.another().await;
    let (mut desk, mut widget) = (there.listen_at_desk(&lotse.may()), there.listen(&visitor));
    let hearing = async {
        let mut heard = HashSet::new();
        while heard.len() < 2 {
            let Some(told) = desk.hear().await else { continue };
            let News::Typing(Typing { conversation, agent_name, .. }) = &told.news else {
                continue;
            };
            assert_eq!(*conversation, id);
            heard.insert(agent_name.clone());
        }
        assert_eq!(heard, HashSet::from([None, Some("eva@example.org".to_owned())]));
        let is_agent = |it: &News| matches!(it, News::Typing(it) if it.agent_name.is_some());
        while !widget.hear().await.is_some_and(|it| is_agent(&it.news)) {}
    };
    tokio::select! {
        () = hearing => {}
        () = type_forever(lotse, &visitor, (&eva, id)) => {}
    }
    assert!(there.talk(&visitor, 0).await.expect("it works").is_typing);
    drop((desk, widget));
    there.stopped().await;
}
