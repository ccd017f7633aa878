//! The chat: visitors ask, Lotse answers or fetches a person, and nobody is answered twice.

use std::time::Duration;

use lotse_app::access::{May, WriteInbox};
use lotse_app::chat::{Act, CardChange, ChatError, News, Saying, Visitor};
use lotse_app::{App, ConversationLine};
use lotse_domain::access::Role;
use lotse_domain::answers::{Mode, Surface};
use lotse_domain::ids::{ArticleId, CategoryId};
use lotse_domain::inbox::{Author, Content, HandOverReason, Holder, Message, Mood, Status};
use lotse_domain::knowledge::{Audience, Facts, Visibility};
use lotse_testkit::{TestLotse, on_both_databases};
use lotse_text::catalogue::Catalogue;

on_both_databases!(
    a_question_gets_the_answer_with_its_source_and_says_that_it_is_automatic,
    what_is_sent_twice_is_stored_and_answered_once,
    a_reply_that_was_cut_off_is_made_up_for,
    who_asks_for_a_person_gets_one_and_lotse_falls_silent,
    the_button_for_a_person_works_before_a_word_was_said,
    a_greeting_is_answered_and_counts_as_no_question,
    the_second_miss_and_an_upset_word_bring_a_person,
    an_answer_that_helped_teaches_and_ends_the_conversation,
    an_answer_that_did_not_help_leads_to_others_or_a_person,
    a_chosen_suggestion_becomes_the_answer,
    of_two_that_are_as_likely_it_asks_which_is_meant,
    who_means_none_of_what_is_offered_gets_others_or_a_person,
    a_brand_may_leave_everything_to_people,
    what_is_left_to_people_is_handed_over_at_once,
    internal_articles_are_never_said,
    a_token_opens_only_its_own_conversation_and_no_restricted_article,
    empty_and_endless_messages_are_refused_and_leave_nothing,
    the_card_can_be_corrected_until_it_is_read,
    a_resolved_chat_begins_anew_with_lotse,
    who_listens_hears_of_their_own_chat_in_order,
    another_process_hears_of_messages,
    waiting_ends_with_the_news,
);

/// The sentences of the program that chats use.
pub(crate) fn catalogue() -> Catalogue {
    Catalogue::parse(&[
        ("de", include_str!("../../../../locales/parts/bot.de.json")),
        ("en", include_str!("../../../../locales/parts/bot.en.json")),
        ("pl", include_str!("../../../../locales/parts/bot.pl.json")),
        ("de", include_str!("../../../../locales/parts/mail.de.json")),
        ("en", include_str!("../../../../locales/parts/mail.en.json")),
        ("pl", include_str!("../../../../locales/parts/mail.pl.json")),
    ])
    .unwrap()
}

pub(crate) async fn eyewear(lotse: &TestLotse) -> ArticleId {
    for (title, body) in [
        ("Lieferadresse ändern", "In der Bestellung steht ein Knopf dafür."),
        ("Gutschein einlösen", "Den Code gibst du im Warenkorb ein."),
        ("Sehtest vereinbaren", "Einen Termin gibt es im Laden und im Netz."),
    ] {
        lotse.published(title, body).await;
    }
    lotse.published("Nasenpads wechseln", "Mit einem kleinen Schraubendreher.").await
}

pub(crate) async fn visitor(lotse: &TestLotse, locale: &str) -> Visitor {
    let token = lotse.new_visitor(lotse.brand().id, &locale.parse().unwrap()).await.unwrap();
    lotse.visitor_with(token.0.reveal()).await.unwrap().unwrap()
}

pub(crate) async fn say(lotse: &App, visitor: &Visitor, key: &str, text: &str) -> Vec<Message> {
    let saying = Saying { key: key.to_owned(), text: text.to_owned(), ..Saying::default() };
    lotse.say(visitor, saying, &catalogue()).await.unwrap()
}

pub(crate) async fn act(lotse: &App, visitor: &Visitor, key: &str, act: Act) -> Vec<Message> {
    lotse.act(visitor, (key, act), &catalogue()).await.unwrap()
}

pub(crate) async fn chat(lotse: &App, visitor: &Visitor) -> (ConversationLine, Vec<Message>) {
    let now = lotse.talk(visitor, 0).await.unwrap();
    (now.line.unwrap(), now.messages)
}

pub(crate) async fn agent(lotse: &TestLotse, name: &str) -> May<WriteInbox> {
    let email = format!("{name}@example.org");
    lotse.add(&email, Role::Agent).await;
    let session = lotse.signed_in(&email).await;
    lotse.actor(&session).await.may().unwrap()
}

pub(crate) fn kinds(messages: &[Message]) -> Vec<&str> {
    messages.iter().map(|it| it.content.as_str()).collect()
}

async fn a_question_gets_the_answer_with_its_source_and_says_that_it_is_automatic(
    lotse: &TestLotse,
) {
    let pads = eyewear(lotse).await;
    let visitor = visitor(lotse, "de").await;
    let said = say(lotse, &visitor, "1", "Nasenpads wechseln").await;
    assert_eq!(kinds(&said), ["text", "answer"]);
    let Content::Answer { shown, is_sure, .. } = &said[1].content else { panic!("{said:?}") };
    assert_eq!((shown.article, shown.title.as_str()), (pads, "Nasenpads wechseln"));
    assert!(is_sure);
    assert_eq!(said[1].author, Author::Machine);
    assert!(said[1].text.starts_with("Ich bin die automatische Hilfe"), "{}", said[1].text);
    assert!(said[1].text.contains("Schraubendreher"), "{}", said[1].text);
    let again = say(lotse, &visitor, "2", "Gutschein einlösen").await;
    assert!(!again[1].text.contains("automatische Hilfe"), "said once: {}", again[1].text);
    assert_eq!(again.iter().map(|it| it.seq).collect::<Vec<_>>(), [3, 4]);
    let (asked, answered, _) = lotse.asked_lately(&lotse.may(), lotse.brand().id).await.unwrap();
    assert_eq!((asked, answered), (2, 2), "questions in the chat count like others");
}

async fn what_is_sent_twice_is_stored_and_answered_once(lotse: &TestLotse) {
    eyewear(lotse).await;
    let visitor = visitor(lotse, "de").await;
    let first = say(lotse, &visitor, "k", "Nasenpads wechseln").await;
    assert_eq!(say(lotse, &visitor, "k", "Nasenpads wechseln").await, first);
    let at_once = tokio::join!(
        say(lotse, &visitor, "m", "Gutschein einlösen"),
        say(lotse, &visitor, "m", "Gutschein einlösen"),
    );
    assert_eq!(at_once.0[0], at_once.1[0]);
    let (_, messages) = chat(lotse, &visitor).await;
    let texts: Vec<_> = messages.iter().filter(|it| it.author == Author::Contact).collect();
    assert_eq!(texts.len(), 2);
    let first = act(lotse, &visitor, "p", Act::Person).await;
    assert_eq!(act(lotse, &visitor, "p", Act::Person).await, first);
}

async fn a_reply_that_was_cut_off_is_made_up_for(lotse: &TestLotse) {
    eyewear(lotse).await;
    let visitor = visitor(lotse, "de").await;
    let saying =
        Saying { key: "k".to_owned(), text: "Nasenpads wechseln".to_owned(), ..Saying::default() };
    // Dropped at its first pauses, as when the program is killed in the middle.
    for steps in 1..40 {
        let catalogue = catalogue();
        let mut call = Box::pin(lotse.say(&visitor, saying.clone(), &catalogue));
        for _ in 0..steps {
            tokio::select! {
                biased;
                _ = &mut call => break,
                () = tokio::task::yield_now() => {}
            }
        }
    }
    let said = lotse.say(&visitor, saying, &catalogue()).await.unwrap();
    assert_eq!(kinds(&said), ["text", "answer"]);
    let (_, messages) = chat(lotse, &visitor).await;
    let theirs = messages.iter().filter(|it| it.author == Author::Contact).count();
    assert_eq!(theirs, 1, "{messages:?}");
}

async fn who_asks_for_a_person_gets_one_and_lotse_falls_silent(lotse: &TestLotse) {
    eyewear(lotse).await;
    let visitor = visitor(lotse, "pl").await;
    let said = say(lotse, &visitor, "1", "Chcę rozmawiać z człowiekiem").await;
    assert_eq!(said[1].content, Content::HandedOver(HandOverReason::Asked));
    assert!(said[1].text.contains("człowiek"), "{}", said[1].text);
    let (line, _) = chat(lotse, &visitor).await;
    assert_eq!(line.conversation.holder, Holder::Queue);
    let card = line.conversation.card.unwrap();
    assert_eq!((card.reason, card.mood), (HandOverReason::Asked, Mood::Neutral));
    assert_eq!(card.wish, "Chcę rozmawiać z człowiekiem");
    let said = say(lotse, &visitor, "2", "Nasenpads wechseln").await;
    assert_eq!(kinds(&said), ["text"]);
    let count = lotse.open_conversations(&lotse.may(), lotse.brand().id).await.unwrap();
    assert_eq!(count, 1);
}

async fn the_button_for_a_person_works_before_a_word_was_said(lotse: &TestLotse) {
    let visitor = visitor(lotse, "en").await;
    let said = act(lotse, &visitor, "1", Act::Person).await;
    assert_eq!(kinds(&said), ["handed_over"]);
    assert!(said[0].text.starts_with("I am the automatic assistant"), "{}", said[0].text);
    assert_eq!(chat(lotse, &visitor).await.0.conversation.holder, Holder::Queue);
}

async fn a_greeting_is_answered_and_counts_as_no_question(lotse: &TestLotse) {
    eyewear(lotse).await;
    let visitor = visitor(lotse, "de").await;
    for (key, text) in [("1", "Hallo"), ("2", "Guten Tag"), ("3", "Danke")] {
        assert_eq!(kinds(&say(lotse, &visitor, key, text).await), ["text", "text"]);
    }
    let said = say(lotse, &visitor, "4", "qwrtz xkcd vvv").await;
    assert_eq!(said[1].content, Content::Unknown, "greetings were no misses");
    let (asked, ..) = lotse.asked_lately(&lotse.may(), lotse.brand().id).await.unwrap();
    assert_eq!(asked, 1);
}

async fn the_second_miss_and_an_upset_word_bring_a_person(lotse: &TestLotse) {
    let first = visitor(lotse, "de").await;
    let said = say(lotse, &first, "1", "qwrtz xkcd vvv").await;
    assert_eq!(kinds(&said), ["text", "unknown"]);
    let said = say(lotse, &first, "2", "hjkl xkcd vvv").await;
    assert_eq!(said[1].content, Content::HandedOver(HandOverReason::TwoMisses));
    let second = visitor(lotse, "de").await;
    let said = say(lotse, &second, "1", "So ein Saftladen!").await;
    assert_eq!(said[1].content, Content::HandedOver(HandOverReason::Rage));
    let card = chat(lotse, &second).await.0.conversation.card.unwrap();
    assert_eq!(card.mood, Mood::Upset);
}

async fn an_answer_that_helped_teaches_and_ends_the_conversation(lotse: &TestLotse) {
    let pads = eyewear(lotse).await;
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Nasenpads wechseln").await;
    let done = act(lotse, &visitor, "2", Act::Helped(Some(2))).await;
    assert_eq!(kinds(&done), ["resolved"]);
    assert_eq!(act(lotse, &visitor, "2", Act::Helped(Some(2))).await, done);
    let (line, messages) = chat(lotse, &visitor).await;
    assert_eq!(line.conversation.status, Status::Resolved);
    assert!(matches!(messages[1].content, Content::Answer { helped: Some(true), .. }));
    let (.., solved) = lotse.asked_lately(&lotse.may(), lotse.brand().id).await.unwrap();
    assert_eq!(solved, 1);
    let article = lotse.article(&lotse.may(), pads).await.unwrap().unwrap();
    assert_eq!(article.id, pads);
}

async fn an_answer_that_did_not_help_leads_to_others_or_a_person(lotse: &TestLotse) {
    eyewear(lotse).await;
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Nasenpads wechseln").await;
    let said = act(lotse, &visitor, "2", Act::NotHelped(None)).await;
    let (line, messages) = chat(lotse, &visitor).await;
    assert!(matches!(messages[1].content, Content::Answer { helped: Some(false), .. }));
    match &said[0].content {
        Content::HandedOver(HandOverReason::Rejected) => {
            let card = line.conversation.card.unwrap();
            assert_eq!(card.tried[0].helped, Some(false));
        }
        Content::Suggestions { items, .. } => {
            assert!(items.iter().all(|it| it.title != "Nasenpads wechseln"));
        }
        other => panic!("{other:?}"),
    }
}

async fn a_chosen_suggestion_becomes_the_answer(lotse: &TestLotse) {
    eyewear(lotse).await;
    lotse.goes(Surface::Chat, Mode::SuggestOnly).await;
    let visitor = visitor(lotse, "de").await;
    let said = say(lotse, &visitor, "1", "Nasenpads wechseln").await;
    let Content::Suggestions { items, .. } = &said[1].content else { panic!("{said:?}") };
    let chosen = act(lotse, &visitor, "2", Act::Chose(items[0].article)).await;
    assert!(matches!(&chosen[0].content, Content::Answer { is_sure: false, .. }));
    assert_eq!(act(lotse, &visitor, "3", Act::Helped(None)).await.len(), 1);
    let (.., solved) = lotse.asked_lately(&lotse.may(), lotse.brand().id).await.unwrap();
    assert_eq!(solved, 1, "it teaches the question it was suggested for");
    let other = ArticleId(lotse.new_id());
    let refused = lotse.act(&visitor, ("4", Act::Chose(other)), &catalogue()).await;
    assert!(matches!(refused, Err(ChatError::NotFound)));
}

async fn of_two_that_are_as_likely_it_asks_which_is_meant(lotse: &TestLotse) {
    eyewear(lotse).await;
    for model in ["Aurora", "Bora"] {
        let title = format!("Ersatzteile der {model} bestellen");
        lotse.published(&title, "Ersatzteile kosten vier Euro.").await;
    }
    let visitor = visitor(lotse, "de").await;
    let said = say(lotse, &visitor, "1", "Ersatzteile der Aurora oder Bora bestellen").await;
    let Content::Suggestions { items, .. } = &said[1].content else { panic!("{said:?}") };
    let mut titles: Vec<&str> = items.iter().map(|it| it.title.as_str()).collect();
    titles.sort_unstable();
    assert_eq!(titles, ["Ersatzteile der Aurora bestellen", "Ersatzteile der Bora bestellen"]);
    assert!(said[1].text.ends_with("Welche dieser beiden Fragen meinen Sie?"), "{}", said[1].text);
    let chosen = act(lotse, &visitor, "2", Act::Chose(items[1].article)).await;
    assert!(matches!(&chosen[0].content, Content::Answer { is_sure: false, .. }));
}

async fn who_means_none_of_what_is_offered_gets_others_or_a_person(lotse: &TestLotse) {
    eyewear(lotse).await;
    lotse.goes(Surface::Chat, Mode::SuggestOnly).await;
    let visitor = visitor(lotse, "de").await;
    let said = say(lotse, &visitor, "1", "Nasenpads wechseln").await;
    let Content::Suggestions { items, .. } = &said[1].content else { panic!("{said:?}") };
    let refused = lotse.act(&visitor, ("2", Act::Helped(Some(2))), &catalogue()).await;
    assert!(matches!(refused, Err(ChatError::NotFound)), "a list is no answer");
    let next = act(lotse, &visitor, "3", Act::NotHelped(Some(2))).await;
    match &next[0].content {
        Content::HandedOver(HandOverReason::Rejected) => {}
        Content::Suggestions { items: others, .. } => {
            assert!(others.iter().all(|it| items.iter().all(|was| was.article != it.article)));
        }
        other => panic!("{other:?}"),
    }
}

async fn a_brand_may_leave_everything_to_people(lotse: &TestLotse) {
    eyewear(lotse).await;
    lotse.goes(Surface::Chat, Mode::Off).await;
    let visitor = visitor(lotse, "de").await;
    let said = say(lotse, &visitor, "1", "Nasenpads wechseln").await;
    assert_eq!(said[1].content, Content::HandedOver(HandOverReason::TopicForPeople));
}

async fn what_is_left_to_people_is_handed_over_at_once(lotse: &TestLotse) {
    let pads = eyewear(lotse).await;
    let chosen = visitor(lotse, "de").await;
    lotse.goes(Surface::Chat, Mode::SuggestOnly).await;
    say(lotse, &chosen, "1", "Nasenpads wechseln").await;
    lotse.goes(Surface::Chat, Mode::Answer).await;
    let handed_over = async |text: &str| {
        let said = say(lotse, &visitor(lotse, "de").await, "1", text).await;
        match said.last().map(|it| it.content.clone()) {
            Some(Content::HandedOver(reason)) => Some(reason),
            _ => None,
        }
    };
    assert_eq!(handed_over("Nasenpads wechseln").await, None);
    let leave = async |is_for_people| {
        let facts = Facts { is_for_people, ..Facts::default() };
        lotse.change_facts(&lotse.may(), pads, facts).await.unwrap();
    };
    leave(true).await;
    let expect = Some(HandOverReason::TopicForPeople);
    assert_eq!(handed_over("Nasenpads wechseln").await, expect);
    assert_eq!(handed_over("Gutschein einlösen").await, None, "others are answered");
    let (asked, ..) = lotse.asked_lately(&lotse.may(), lotse.brand().id).await.unwrap();
    assert_eq!(asked, 3, "it was not for Lotse to answer");
    let said = act(lotse, &chosen, "2", Act::Chose(pads)).await;
    assert_eq!(kinds(&said), ["handed_over"]);
    let (line, _) = chat(lotse, &chosen).await;
    assert_eq!(line.conversation.card.unwrap().reason, HandOverReason::TopicForPeople);
    leave(false).await;
    assert_eq!(handed_over("Nasenpads wechseln").await, None);
    // A topic leaves what stands below it too.
    let top = crate::surfaces::category(lotse, "Reparatur").await;
    let mut below = lotse.current().brands[0].categories[0].clone();
    (below.id, below.parent) = (CategoryId(lotse.new_id()), Some(top));
    "unten".clone_into(&mut below.slug);
    let below = lotse.save_category(&lotse.may(), below).await.unwrap().id;
    let facts = Facts { category: Some(below), ..Facts::default() };
    lotse.change_facts(&lotse.may(), pads, facts).await.unwrap();
    assert_eq!(handed_over("Nasenpads wechseln").await, None);
    let mut marked = lotse.current().brands[0].categories.clone();
    let mut marked = marked.swap_remove(marked.iter().position(|it| it.id == top).unwrap());
    marked.care.is_for_people = true;
    lotse.save_category(&lotse.may(), marked).await.unwrap();
    assert_eq!(handed_over("Nasenpads wechseln").await, expect);
}

async fn internal_articles_are_never_said(lotse: &TestLotse) {
    let draft = lotse.write("Nasenpads wechseln", "Nur für uns: Fach 7.");
    let secret = draft.visible_to(Visibility::Internal).published().await;
    let restricted = lotse.write("Gutschein einlösen", "Nur für Kunden: X1.");
    restricted.visible_to(Visibility::SignedIn).published().await;
    let visitor = visitor(lotse, "de").await;
    for (key, text) in [("1", "Nasenpads wechseln"), ("2", "Gutschein einlösen")] {
        for it in say(lotse, &visitor, key, text).await.iter().skip(1) {
            assert!(!matches!(it.content, Content::Answer { .. } | Content::Suggestions { .. }));
        }
    }
    let refused = lotse.act(&visitor, ("3", Act::Read(secret)), &catalogue()).await;
    assert!(matches!(refused, Err(ChatError::NotFound)));
}

async fn a_token_opens_only_its_own_conversation_and_no_restricted_article(lotse: &TestLotse) {
    let token = lotse.new_visitor(lotse.brand().id, &"de".parse().unwrap()).await.unwrap();
    let audience = lotse.audience_with(Some(token.0.reveal())).await.unwrap();
    assert_eq!(audience, Audience::Anyone);
    assert!(lotse.actor_with_session(token.0.reveal()).await.unwrap().is_none());
    let (one, other) = (visitor(lotse, "de").await, visitor(lotse, "de").await);
    say(lotse, &one, "1", "Hallo?").await;
    assert!(lotse.talk(&other, 0).await.unwrap().line.is_none());
    let refused = lotse.act(&other, ("1", Act::End), &catalogue()).await;
    assert!(matches!(refused, Err(ChatError::NotFound)));
    assert!(lotse.visitor_with("made up").await.unwrap().is_none());
    lotse.pass(chrono::Duration::days(180));
    assert!(lotse.visitor_with(token.0.reveal()).await.unwrap().is_none());
}

async fn empty_and_endless_messages_are_refused_and_leave_nothing(lotse: &TestLotse) {
    let visitor = visitor(lotse, "de").await;
    let try_it = async |key: &str, text: &str| {
        let saying = Saying { key: key.to_owned(), text: text.to_owned(), ..Saying::default() };
        lotse.say(&visitor, saying, &catalogue()).await
    };
    assert!(matches!(try_it("1", " \n ").await, Err(ChatError::Empty)));
    assert!(matches!(try_it("1", &"ä".repeat(4_001)).await, Err(ChatError::TooLong)));
    assert!(matches!(try_it("", "Hallo").await, Err(ChatError::Key)));
    assert!(matches!(try_it(&"k".repeat(101), "Hallo").await, Err(ChatError::Key)));
    assert!(lotse.talk(&visitor, 0).await.unwrap().line.is_none());
    assert!(try_it("1", &"ä".repeat(4_000)).await.is_ok());
}

async fn the_card_can_be_corrected_until_it_is_read(lotse: &TestLotse) {
    let visitor = visitor(lotse, "de").await;
    let change = |wish: Option<&str>, email: &str| CardChange {
        wish: wish.map(str::to_owned),
        name: Some(" Ada ".to_owned()),
        email: Some(email.to_owned()),
    };
    let refused = lotse.change_card(&visitor, change(None, "")).await;
    assert!(matches!(refused, Err(ChatError::NoCard)));
    say(lotse, &visitor, "1", "Mensch bitte").await;
    let card = lotse.change_card(&visitor, change(Some("Brille kaputt"), "ada@example.org")).await;
    let card = card.unwrap();
    assert_eq!((card.wish.as_str(), card.name.as_str()), ("Brille kaputt", "Ada"));
    let refused = lotse.change_card(&visitor, change(None, "ada")).await;
    assert!(matches!(refused, Err(ChatError::NotAnEmail)));
    let (line, _) = chat(lotse, &visitor).await;
    assert_eq!(line.contact, ("Ada".to_owned(), Some("ada@example.org".to_owned())));
    let eva = agent(lotse, "eva").await;
    lotse.take(&eva, line.conversation.id, &catalogue()).await.unwrap();
    let refused = lotse.change_card(&visitor, change(Some("anders"), "")).await;
    assert!(matches!(refused, Err(ChatError::CardIsRead)));
    let card = lotse.change_card(&visitor, change(None, "")).await.unwrap();
    assert_eq!((card.wish.as_str(), card.email), ("Brille kaputt", None));
}

async fn a_resolved_chat_begins_anew_with_lotse(lotse: &TestLotse) {
    eyewear(lotse).await;
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Mensch").await;
    act(lotse, &visitor, "2", Act::End).await;
    let said = say(lotse, &visitor, "3", "Nasenpads wechseln").await;
    assert_eq!(kinds(&said), ["text", "answer"]);
    let (line, _) = chat(lotse, &visitor).await;
    let it = line.conversation;
    assert_eq!((it.status, it.holder, it.card), (Status::Open, Holder::Machine, None));
}

async fn who_listens_hears_of_their_own_chat_in_order(lotse: &TestLotse) {
    let (one, other) = (visitor(lotse, "de").await, visitor(lotse, "de").await);
    let mut mine = lotse.listen(&one);
    let mut desk = lotse.listen_at_desk(&lotse.may());
    say(lotse, &other, "1", "Mensch").await;
    say(lotse, &one, "1", "Mensch").await;
    let mut heard = Vec::new();
    while heard.len() < 2 {
        let told = mine.hear().await.unwrap();
        let News::Changed(it) = &told.news else { panic!("nobody types") };
        assert_eq!(it.line.conversation.contact, one.contact);
        heard.extend(it.messages.iter().map(|it| it.seq));
    }
    assert_eq!(heard, [1, 2]);
    for expect in [other.contact, other.contact, one.contact, one.contact] {
        let told = desk.hear().await.unwrap();
        let News::Changed(it) = &told.news else { panic!("nobody types") };
        assert_eq!(it.line.conversation.contact, expect);
    }
}

async fn another_process_hears_of_messages(lotse: &TestLotse) {
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Mensch").await;
    let there = lotse.another().await;
    let mut listener = there.listen(&visitor);
    // Says something until it is heard, since the other side may not look yet at first.
    let mut is_heard = false;
    for n in 2..1_000 {
        say(lotse, &visitor, &n.to_string(), "Hallo?").await;
        let heard = tokio::time::timeout(Duration::from_millis(200), listener.hear());
        is_heard = heard.await.is_ok();
        if is_heard {
            break;
        }
    }
    assert!(is_heard);
    let now = there.talk(&visitor, 2).await.unwrap();
    assert!(now.messages.iter().any(|it| it.text == "Hallo?"));
    drop(listener);
    there.stopped().await;
}

async fn waiting_ends_with_the_news(lotse: &TestLotse) {
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Mensch").await;
    let id = chat(lotse, &visitor).await.0.conversation.id;
    let eva = agent(lotse, "eva").await;
    let sentences = catalogue();
    let long = Duration::from_mins(10);
    let (waited, _) = tokio::join!(lotse.wait_for(&visitor, 2, long), async {
        lotse.answer(&eva, id, ("k", "Guten Tag"), &sentences).await.unwrap()
    });
    assert_eq!(waited.unwrap().messages.last().unwrap().text, "Guten Tag");
    let at_once = lotse.wait_for(&visitor, 0, long).await.unwrap();
    assert_eq!(at_once.messages.len(), 4);
    lotse.agent_types(&eva, id, true).await.unwrap();
    assert!(lotse.talk(&visitor, 0).await.unwrap().is_typing);
}
