//! What a page says that happened on it comes along with messages and acts, and stays within bounds.

use chrono::{DateTime, Duration, Utc};
use lotse_app::chat::{Act, ChatError, Did, Saying, Visitor};
use lotse_domain::inbox::{PageEvent, Status};
use lotse_testkit::{TestLotse, on_both_databases};

use crate::chat::{act, agent, catalogue, chat, say, visitor};

on_both_databases!(
    events_come_with_a_message_in_the_order_of_time,
    what_happened_before_somebody_asks_for_a_person_is_on_the_card,
    what_is_told_again_is_kept_once,
    nothing_is_opened_or_opened_again_for_what_happened,
    only_the_newest_fifty_stay,
    what_happened_goes_along_when_two_conversations_become_one,
);

fn event(name: &str, at: DateTime<Utc>) -> PageEvent {
    PageEvent::new(name, [("sku".to_owned(), "H52".to_owned())], at).unwrap()
}

async fn tell(
    lotse: &TestLotse,
    visitor: &Visitor,
    events: Vec<PageEvent>,
    begins: bool,
) -> Result<(), ChatError> {
    let did = Did { events, ..Did::default() };
    lotse.note_did(visitor, ("k", did), begins).await
}

async fn names(lotse: &TestLotse, visitor: &Visitor) -> Vec<String> {
    let trail = chat(lotse, visitor).await.0.conversation.trail;
    trail.events.iter().map(|it| it.name().to_owned()).collect()
}

async fn events_come_with_a_message_in_the_order_of_time(lotse: &TestLotse) {
    let visitor = visitor(lotse, "de").await;
    let now = lotse.now();
    let events = vec![event("second", now), event("first", now - Duration::minutes(1))];
    let did = Did { events, ..Did::default() };
    let saying = Saying { key: "1".to_owned(), text: "Hallo".to_owned(), did, ..Saying::default() };
    lotse.say(&visitor, saying, &catalogue()).await.unwrap();
    assert_eq!(names(lotse, &visitor).await, ["first", "second"]);
    tell(lotse, &visitor, vec![event("third", now)], false).await.unwrap();
    assert_eq!(names(lotse, &visitor).await, ["first", "second", "third"]);
    let it = chat(lotse, &visitor).await.0.conversation;
    assert_eq!(it.trail.events[0].properties(), [("sku".to_owned(), "H52".to_owned())]);
    assert_eq!(it.updated_at, now, "nobody has said anything since");
}

async fn what_happened_before_somebody_asks_for_a_person_is_on_the_card(lotse: &TestLotse) {
    let visitor = visitor(lotse, "de").await;
    let did = Did {
        searches: vec!["Bügel".to_owned()],
        events: vec![event("cart", lotse.now())],
        ..Did::default()
    };
    lotse.note_did(&visitor, ("p", did), true).await.unwrap();
    act(lotse, &visitor, "p", Act::Person).await;
    let it = chat(lotse, &visitor).await.0.conversation;
    assert_eq!(it.card.unwrap().searched, ["Bügel"]);
    assert_eq!(it.trail.events, [event("cart", lotse.now())]);
}

async fn what_is_told_again_is_kept_once(lotse: &TestLotse) {
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Hallo").await;
    let version = chat(lotse, &visitor).await.0.conversation.version;
    let both = || vec![event("a", lotse.now()), event("b", lotse.now())];
    tell(lotse, &visitor, both(), false).await.unwrap();
    tell(lotse, &visitor, both(), false).await.unwrap();
    assert_eq!(names(lotse, &visitor).await, ["a", "b"]);
    assert_eq!(chat(lotse, &visitor).await.0.conversation.version, version + 1);
}

async fn nothing_is_opened_or_opened_again_for_what_happened(lotse: &TestLotse) {
    let visitor = visitor(lotse, "de").await;
    tell(lotse, &visitor, vec![event("a", lotse.now())], false).await.unwrap();
    assert!(lotse.talk(&visitor, 0).await.unwrap().line.is_none());
    let did = Did { events: vec![event("a", lotse.now())], ..Did::default() };
    let refused = lotse.note_did(&visitor, ("", did), true).await;
    assert!(matches!(refused, Err(ChatError::Key)), "{refused:?}");
    assert!(lotse.talk(&visitor, 0).await.unwrap().line.is_none());
    say(lotse, &visitor, "1", "Hallo").await;
    act(lotse, &visitor, "2", Act::End).await;
    tell(lotse, &visitor, vec![event("a", lotse.now())], false).await.unwrap();
    let it = chat(lotse, &visitor).await.0.conversation;
    assert_eq!((it.status, it.trail.events.len()), (Status::Resolved, 0));
}

async fn only_the_newest_fifty_stay(lotse: &TestLotse) {
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Hallo").await;
    let eva = agent(lotse, "eva").await;
    lotse.take(&eva, chat(lotse, &visitor).await.0.conversation.id, &catalogue()).await.unwrap();
    for part in 0..4 {
        let at = |it: i64| lotse.now() - Duration::seconds(1_000 - part * 20 - it);
        let events = (0..20).map(|it| event(&(part * 20 + it).to_string(), at(it))).collect();
        tell(lotse, &visitor, events, false).await.unwrap();
    }
    let kept = names(lotse, &visitor).await;
    assert_eq!(kept, (30..80).map(|it: i64| it.to_string()).collect::<Vec<_>>());
}

async fn what_happened_goes_along_when_two_conversations_become_one(lotse: &TestLotse) {
    let known = visitor(lotse, "de").await;
    let known = crate::identity::proven(lotse, &known, "ada@example.org").await;
    say(lotse, &known, "a", "Hallo").await;
    tell(lotse, &known, vec![event("before", lotse.now())], false).await.unwrap();
    lotse.pass(Duration::minutes(1));
    let device = visitor(lotse, "de").await;
    say(lotse, &device, "b", "Hallo").await;
    tell(lotse, &device, vec![event("after", lotse.now())], false).await.unwrap();
    let known = crate::identity::proven(lotse, &device, "ada@example.org").await;
    assert_eq!(names(lotse, &known).await, ["before", "after"]);
}
