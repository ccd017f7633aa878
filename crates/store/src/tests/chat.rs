//! Chats: messages in their order, exactly one taker, and no late word from Lotse.

use lotse_domain::access::{Abilities, Agent, Role};
use lotse_domain::contacts::{Contact, Proof, Proven};
use lotse_domain::hours::Window;
use lotse_domain::ids::{AgentId, ArticleId, ContactId, ConversationId, MessageId, QuestionId};
use lotse_domain::inbox::{
    Attempt, Author, Callback, Card, Channel, Content, Conversation, HandOverReason, Holder, Mood,
    PageEvent, Place, Shown, Status, Trail, Tried,
};
use uuid::Uuid;

use super::{Home, both_dbs, brand_id, locale, minutes, noon};
use crate::{NewAgent, NewConversation, NewMessage, Store, StoreError, Tx, View, Visitor};

both_dbs!(
    messages_are_numbered_without_a_gap_however_many_write,
    a_note_takes_no_number_and_stays_with_the_team,
    the_same_key_is_kept_once,
    of_two_takers_one_wins,
    lotse_is_silent_once_an_agent_has_taken_over,
    lists_and_counts_follow_every_move,
    what_a_message_is_about_reads_back,
    a_card_reads_back,
    a_token_opens_one_chat_until_it_ends,
    changes_are_told_in_order_and_none_is_missed,
    what_nobody_has_seen_is_counted_up_to_a_bound,
    seeing_goes_forward_only,
);

pub(super) const CHAT: ConversationId = ConversationId(Uuid::from_u128(1));

fn contact_id(n: u128) -> ContactId {
    ContactId(Uuid::from_u128(n))
}

pub(super) fn agent_id(n: u128) -> AgentId {
    AgentId(Uuid::from_u128(n))
}

/// A store with two agents and a chat that Lotse holds.
pub(super) async fn store_with_chat(home: &Home) -> Store {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    for n in 1..=2 {
        let agent = Agent {
            id: agent_id(n),
            name: format!("Agent {n}"),
            email: format!("{n}@example.org").parse().unwrap(),
            role: Role::Agent,
            locale: locale("de"),
            has_totp: false,
            abilities: Abilities::default(),
            is_active: true,
        };
        tx.add_agent(&NewAgent { agent, password_hash: String::new() }, noon()).await.unwrap();
    }
    open(&mut tx, CHAT, contact_id(1)).await;
    tx.commit().await.unwrap();
    store
}

async fn open(tx: &mut Tx, id: ConversationId, contact: ContactId) {
    let person = Contact {
        id: contact,
        name: String::new(),
        email: None,
        proof: Proof::Device,
        segments: Vec::new(),
    };
    tx.save_contact(&person, noon()).await.unwrap();
    let new = NewConversation {
        id,
        brand: brand_id(),
        contact,
        locale: locale("de"),
        trail: Trail::default(),
        channel: Channel::Chat,
        holder: Holder::Machine,
        need: lotse_domain::inbox::Need::default(),
    };
    tx.open_conversation(&new, noon()).await.unwrap();
}

fn message(author: Author, text: &str, key: Option<&str>) -> NewMessage {
    NewMessage {
        id: MessageId(Uuid::new_v4()),
        author,
        agent: None,
        text: text.to_owned(),
        files: Vec::new(),
        key: key.map(str::to_owned),
        content: Content::Text,
    }
}

pub(super) async fn chat(tx: &mut Tx) -> Conversation {
    tx.conversation(CHAT).await.unwrap().unwrap().conversation
}

pub(super) async fn texts(store: &Store, after: i64) -> Vec<(i64, String)> {
    let mut tx = store.read().await.unwrap();
    let messages = tx.messages_after(CHAT, after, 10_000).await.unwrap();
    messages.into_iter().map(|it| (it.seq, it.text)).collect()
}

async fn messages_are_numbered_without_a_gap_however_many_write(home: &Home) {
    let store = store_with_chat(home).await;
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..4 {
        let store = home.store().await;
        writers.spawn(async move {
            for round in 0..10 {
                let mut tx = store.begin().await.unwrap();
                let text = message(Author::Contact, &format!("{writer} {round}"), None);
                tx.add_message(CHAT, &text, noon()).await.unwrap();
                // Every third unit of work comes to nothing and must leave no gap.
                if round % 3 != 0 {
                    tx.commit().await.unwrap();
                }
            }
        });
    }
    writers.join_all().await;
    let seqs: Vec<i64> = texts(&store, 0).await.into_iter().map(|(seq, _)| seq).collect();
    assert_eq!(seqs, (1..=24).collect::<Vec<_>>());
    let mut tx = store.read().await.unwrap();
    assert_eq!(chat(&mut tx).await.last_seq, 24);
}

async fn a_note_takes_no_number_and_stays_with_the_team(home: &Home) {
    let store = store_with_chat(home).await;
    let mut tx = store.begin().await.unwrap();
    for (author, text) in [
        (Author::Contact, "Hallo"),
        (Author::Note, "kennt man"),
        (Author::Note, "freundlich bleiben"),
        (Author::Agent, "Guten Tag"),
    ] {
        tx.add_message(CHAT, &message(author, text, None), noon()).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(texts(&store, 0).await, [(1, "Hallo".to_owned()), (2, "Guten Tag".to_owned())]);
    let mut tx = store.read().await.unwrap();
    let all = tx.messages(CHAT, 9).await.unwrap();
    let seqs: Vec<i64> = all.iter().map(|it| it.seq).collect();
    assert_eq!(seqs, [1, 1, 1, 2]);
    assert_eq!(all.last().unwrap().text, "Guten Tag");
    assert_eq!(chat(&mut tx).await.version, 2, "a note does not stop Lotse's answer");
    drop(tx);
    let mut tx = store.begin().await.unwrap();
    let said = message(Author::Machine, "Ich bin die automatische Hilfe.", None);
    tx.add_message(CHAT, &said, noon()).await.unwrap();
    let line = tx.conversation(CHAT).await.unwrap().unwrap();
    assert_eq!(line.preview, "Guten Tag", "what a person wrote last");
}

async fn the_same_key_is_kept_once(home: &Home) {
    let store = store_with_chat(home).await;
    let mut tx = store.begin().await.unwrap();
    tx.add_message(CHAT, &message(Author::Contact, "Hallo", Some("k")), noon()).await.unwrap();
    tx.add_message(CHAT, &message(Author::Agent, "Tag", Some("k")), noon()).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = store.begin().await.unwrap();
    let kept = tx.message_with_key(contact_id(1), Author::Contact, "k").await.unwrap().unwrap();
    assert_eq!((kept.seq, kept.text.as_str(), kept.key.as_deref()), (1, "Hallo", Some("k")));
    let other = tx.message_with_key(contact_id(2), Author::Contact, "k").await.unwrap();
    assert_eq!(other, None, "somebody else's key");
    let again = message(Author::Contact, "Hallo", Some("k"));
    let refused = tx.add_message(CHAT, &again, noon()).await;
    assert!(matches!(refused, Err(StoreError::Conflict(_))), "{refused:?}");
    drop(tx);
    assert_eq!(texts(&store, 0).await.len(), 2);
}

/// Takes the chat for an agent; `false` when another one has it.
async fn take(store: &Store, agent: AgentId) -> bool {
    loop {
        let mut tx = store.begin().await.unwrap();
        let seen = chat(&mut tx).await;
        if matches!(seen.holder, Holder::Agent(_)) {
            return false;
        }
        let taken = Conversation { holder: Holder::Agent(agent), ..seen.clone() };
        if tx.save_conversation(&seen, &taken, noon()).await.unwrap() {
            tx.commit().await.unwrap();
            return true;
        }
    }
}

async fn of_two_takers_one_wins(home: &Home) {
    let store = store_with_chat(home).await;
    let (one, other) = (home.store().await, home.store().await);
    for _ in 0..10 {
        let (first, second) = tokio::join!(take(&one, agent_id(1)), take(&other, agent_id(2)));
        assert_ne!(first, second);
        let mut tx = store.begin().await.unwrap();
        let line = tx.conversation(CHAT).await.unwrap().unwrap();
        let winner = if first { (1, "Agent 1") } else { (2, "Agent 2") };
        assert_eq!(line.conversation.holder, Holder::Agent(agent_id(winner.0)));
        assert_eq!(line.agent_name.as_deref(), Some(winner.1));
        for (n, expect) in [(1, first), (2, second)] {
            let counted = tx.conversations_at(brand_id(), Place::Of(agent_id(n))).await.unwrap();
            assert_eq!(counted, i64::from(expect));
        }
        let free = Conversation { holder: Holder::Queue, ..line.conversation.clone() };
        assert!(tx.save_conversation(&line.conversation, &free, noon()).await.unwrap());
        tx.commit().await.unwrap();
    }
}

async fn lotse_is_silent_once_an_agent_has_taken_over(home: &Home) {
    let store = store_with_chat(home).await;
    let mut tx = store.begin().await.unwrap();
    tx.add_message(CHAT, &message(Author::Contact, "Wo?", None), noon()).await.unwrap();
    tx.commit().await.unwrap();
    let seen = chat(&mut store.read().await.unwrap()).await;
    // While Lotse looks for an answer, an agent takes the chat.
    assert!(take(&store, agent_id(1)).await);
    let mut tx = store.begin().await.unwrap();
    let answered = Conversation { misses: 1, ..seen.clone() };
    assert!(!tx.save_conversation(&seen, &answered, noon()).await.unwrap());
    drop(tx);
    let mut tx = store.read().await.unwrap();
    let now = chat(&mut tx).await;
    assert_eq!((now.holder, now.misses), (Holder::Agent(agent_id(1)), 0));
}

type Change<'a> = &'a dyn Fn(&mut Conversation);

async fn lists_and_counts_follow_every_move(home: &Home) {
    let store = store_with_chat(home).await;
    let all = [Place::Bot, Place::Queue, Place::Of(agent_id(1)), Place::Snoozed, Place::Resolved];
    let moves: [(Place, Change<'_>); 6] = [
        (Place::Queue, &|it| it.holder = Holder::Queue),
        (Place::Of(agent_id(1)), &|it| it.holder = Holder::Agent(agent_id(1))),
        (Place::Snoozed, &|it| it.snoozed_until = Some(noon())),
        (Place::Resolved, &|it| it.status = Status::Resolved),
        (Place::Snoozed, &|it| it.status = Status::Waiting),
        (Place::Bot, &|it| (it.snoozed_until, it.holder) = (None, Holder::Machine)),
    ];
    for (expect, change) in moves {
        let mut tx = store.begin().await.unwrap();
        let seen = chat(&mut tx).await;
        let mut after = seen.clone();
        change(&mut after);
        assert!(tx.save_conversation(&seen, &after, noon()).await.unwrap());
        tx.commit().await.unwrap();
        let mut tx = store.read().await.unwrap();
        for place in all {
            let is_here = place == expect;
            let listed = tx.conversations(brand_id(), View::At(place), None, 9).await.unwrap();
            let counted = tx.conversations_at(brand_id(), place).await.unwrap();
            assert_eq!((listed.len() == 1, counted), (is_here, i64::from(is_here)), "{place:?}");
        }
        let unresolved = tx.conversations(brand_id(), View::Unresolved, None, 9).await.unwrap();
        assert_eq!(unresolved.len() == 1, expect != Place::Resolved);
    }
}

fn shown(n: u128) -> Shown {
    Shown {
        article: ArticleId(Uuid::from_u128(n)),
        title: format!("Artikel {n}"),
        locale: locale("de"),
        slug: format!("artikel-{n}"),
        anchor: (n == 1).then(|| "so".to_owned()),
    }
}

async fn what_a_message_is_about_reads_back(home: &Home) {
    let store = store_with_chat(home).await;
    let question = Some(QuestionId(Uuid::from_u128(5)));
    let answer = |helped| Content::Answer {
        shown: shown(1),
        is_sure: true,
        confidence: 0.875,
        question,
        helped,
    };
    let mut all = vec![
        Content::Text,
        answer(None),
        Content::Suggestions { items: vec![shown(1), shown(2)], question },
        Content::Unknown,
        Content::Taken,
        Content::Left,
        Content::Resolved,
        Content::Reopened,
    ];
    all.extend(HandOverReason::ALL.map(Content::HandedOver));
    let mut tx = store.begin().await.unwrap();
    for content in &all {
        let new = NewMessage {
            content: content.clone(),
            agent: Some(agent_id(1)),
            ..message(Author::Machine, "…", None)
        };
        tx.add_message(CHAT, &new, noon()).await.unwrap();
    }
    tx.save_content((CHAT, 2), &answer(Some(false))).await.unwrap();
    tx.commit().await.unwrap();
    all[1] = answer(Some(false));
    let kept = store.read().await.unwrap().messages_after(CHAT, 0, 99).await.unwrap();
    assert!(kept.iter().all(|it| it.agent_name.as_deref() == Some("Agent 1")));
    assert_eq!(kept.into_iter().map(|it| it.content).collect::<Vec<_>>(), all);
}

async fn a_card_reads_back(home: &Home) {
    let store = store_with_chat(home).await;
    let card = Card {
        name: "Ada".to_owned(),
        email: Some("ada@example.org".parse().unwrap()),
        proof: Proof::Claimed,
        wish: "Wo?".to_owned(),
        asked: vec!["Wo?".to_owned()],
        tried: vec![Tried { title: "A".to_owned(), helped: Some(false) }],
        read: vec!["B".to_owned()],
        searched: vec!["C".to_owned()],
        page: Some("https://shop.example/".to_owned()),
        attempt: Some(Attempt {
            title: "Cancel".to_owned(),
            outcome: "Packed".to_owned(),
            values: vec![("Order".to_owned(), "BW-1".to_owned())],
        }),
        callback: Some(Callback {
            phone: "+49301234567".parse().unwrap(),
            window: Window { from: noon(), until: noon() + chrono::Duration::hours(2) },
            zone: chrono_tz::Europe::Berlin,
            asked_at: noon(),
        }),
        mood: Mood::Upset,
        reason: HandOverReason::Rage,
    };
    let mut tx = store.begin().await.unwrap();
    let seen = chat(&mut tx).await;
    let cart = [("price".to_owned(), "9".to_owned()), ("art".to_owned(), "ä\"".to_owned())];
    let events = vec![PageEvent::new("add to cart", cart, noon()).unwrap()];
    let trail = Trail { read: vec!["B".to_owned()], events, ..Trail::default() };
    let after = Conversation { card: Some(card.clone()), trail: trail.clone(), ..seen.clone() };
    assert!(tx.save_conversation(&seen, &after, noon()).await.unwrap());
    tx.commit().await.unwrap();
    let mut tx = store.read().await.unwrap();
    let line = tx.conversation(CHAT).await.unwrap().unwrap();
    assert_eq!(line.contact.1.as_deref(), Some("ada@example.org"), "claimed in the chat");
    assert_eq!((line.conversation.card, line.conversation.trail), (Some(card), trail));
}

async fn a_token_opens_one_chat_until_it_ends(home: &Home) {
    let store = store_with_chat(home).await;
    let mut tx = store.begin().await.unwrap();
    let proven = Proven {
        proof: Proof::SignedIn,
        email: "ada@example.org".parse().ok(),
        subject: Some("4711".to_owned()),
        at: noon(),
    };
    let visitor = Visitor {
        token_hash: "hash".to_owned(),
        contact: contact_id(1),
        brand: brand_id(),
        locale: locale("pl"),
        proven: Some(proven),
    };
    tx.add_visitor(&visitor, noon(), noon() + minutes(5)).await.unwrap();
    assert_eq!(tx.visitor("hash", noon()).await.unwrap(), Some(visitor));
    assert_eq!(tx.visitor("other", noon()).await.unwrap(), None);
    assert_eq!(tx.visitor("hash", noon() + minutes(5)).await.unwrap(), None);
    assert_eq!(tx.session("hash", noon()).await.unwrap(), None, "it is no session");
    let found = tx.conversation_of(contact_id(1), brand_id()).await.unwrap().unwrap();
    assert_eq!(found.conversation.id, CHAT);
    assert!(tx.conversation_of(contact_id(2), brand_id()).await.unwrap().is_none());
    let elsewhere = lotse_domain::ids::BrandId(uuid::Uuid::from_u128(99));
    assert!(tx.conversation_of(contact_id(1), elsewhere).await.unwrap().is_none());
    tx.forget_expired(noon() + minutes(5)).await.unwrap();
    assert_eq!(tx.visitor("hash", noon()).await.unwrap(), None);
}

async fn changes_are_told_in_order_and_none_is_missed(home: &Home) {
    let store = store_with_chat(home).await;
    let mut ear = store.bell().listen();
    let others = store.clone();
    let watch = tokio::spawn(async move { others.watch_others().await });
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..3_u128 {
        let there = home.store().await;
        writers.spawn(async move {
            let id = ConversationId(Uuid::from_u128(10 + writer));
            let mut tx = there.begin().await.unwrap();
            open(&mut tx, id, contact_id(10 + writer)).await;
            tx.tell(id).await.unwrap();
            tx.commit().await.unwrap();
            for n in 0..8 {
                let begun =
                    if n % 2 == 0 { there.begin_short().await } else { there.begin().await };
                let mut tx = begun.unwrap();
                let text = message(Author::Contact, "Hallo", None);
                tx.add_message(id, &text, noon()).await.unwrap();
                assert_eq!(tx.tell(id).await.unwrap().told, n + 2);
                tx.commit().await.unwrap();
            }
            there
        });
    }
    let (mut seen, mut newest) = (0, std::collections::HashMap::from([(CHAT, 0)]));
    while newest.values().sum::<i64>() < 24 {
        let mut tx = store.read().await.unwrap();
        let last = tx.last_change().await.unwrap();
        for line in tx.conversations_changed_after(seen, store.process(), 100).await.unwrap() {
            assert!(seen < line.change && line.change <= last);
            newest.insert(line.conversation.id, line.conversation.last_seq);
        }
        drop(tx);
        // Nothing that comes later may have a number up to here.
        seen = last;
        if newest.values().sum::<i64>() < 24 {
            assert!(ear.hear().await);
        }
    }
    watch.abort();
    for there in writers.join_all().await {
        let mut tx = there.read().await.unwrap();
        let theirs = tx.conversations_changed_after(0, there.process(), 100).await.unwrap();
        let theirs = theirs.iter().filter(|it| it.conversation.id != CHAT);
        assert_eq!(theirs.count(), 2, "their own is none of them");
    }
}

async fn what_nobody_has_seen_is_counted_up_to_a_bound(home: &Home) {
    let store = store_with_chat(home).await;
    let mut tx = store.begin().await.unwrap();
    for n in 20..23 {
        let id = ConversationId(Uuid::from_u128(n));
        open(&mut tx, id, contact_id(n)).await;
        tx.add_message(id, &message(Author::Contact, "Hallo", None), noon()).await.unwrap();
    }
    let unread = async |tx: &mut Tx, place, most| tx.unread_at(brand_id(), place, most).await;
    assert_eq!(unread(&mut tx, Place::Bot, 9).await.unwrap(), 3, "the empty one has nothing new");
    assert_eq!(unread(&mut tx, Place::Bot, 2).await.unwrap(), 2);
    assert_eq!(unread(&mut tx, Place::Queue, 9).await.unwrap(), 0);
    assert!(tx.see(ConversationId(Uuid::from_u128(20)), Author::Agent, 1).await.unwrap());
    assert_eq!(unread(&mut tx, Place::Bot, 9).await.unwrap(), 2);
    assert_eq!(tx.unresolved_conversations(brand_id()).await.unwrap(), 4);
    let seen = chat(&mut tx).await;
    assert!(tx.set_status(&seen, Status::Resolved, noon()).await.unwrap());
    assert_eq!(tx.unresolved_conversations(brand_id()).await.unwrap(), 3);
}

async fn seeing_goes_forward_only(home: &Home) {
    let store = store_with_chat(home).await;
    let mut tx = store.begin().await.unwrap();
    for _ in 0..3 {
        tx.add_message(CHAT, &message(Author::Machine, "Hallo", None), noon()).await.unwrap();
    }
    assert_eq!(chat(&mut tx).await.unread(), 3);
    assert!(tx.see(CHAT, Author::Agent, 2).await.unwrap());
    assert!(!tx.see(CHAT, Author::Agent, 1).await.unwrap());
    assert!(!tx.see(CHAT, Author::Agent, 4).await.unwrap(), "there is no such message yet");
    assert!(tx.see(CHAT, Author::Contact, 3).await.unwrap());
    let it = chat(&mut tx).await;
    assert_eq!((it.seen_by_agent, it.seen_by_contact, it.unread()), (2, 3, 1));
    // Whoever writes has seen it.
    tx.add_message(CHAT, &message(Author::Contact, "Hallo", None), noon()).await.unwrap();
    let it = chat(&mut tx).await;
    assert_eq!((it.seen_by_agent, it.seen_by_contact), (2, 4));
    tx.add_message(CHAT, &message(Author::Agent, "Hallo", None), noon()).await.unwrap();
    let it = chat(&mut tx).await;
    assert_eq!((it.seen_by_agent, it.seen_by_contact), (5, 4));
}
