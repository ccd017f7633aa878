//! Out of hours a visitor chooses when to be called: nobody is bothered before, and nobody forgets.

use chrono::{DateTime, Duration, NaiveTime, Utc};
use lotse_app::App;
use lotse_app::chat::{CallWish, CardChange, ChatError, Visitor};
use lotse_domain::hours::{Hours, Span};
use lotse_domain::inbox::{Author, Callback, Card, Conversation, Holder, Message};
use lotse_testkit::{TestLotse, on_both_databases};

use crate::chat::{agent, catalogue, chat, say, visitor};
use crate::routing::{calling, knows, next, repairs};

on_both_databases!(
    whoever_is_to_be_called_waits_from_that_time_on_and_not_before,
    what_is_written_meanwhile_does_not_bring_it_up_earlier,
    another_time_and_no_call_at_all_can_be_chosen,
    nonsense_and_times_nobody_offers_change_nothing,
    a_time_that_was_promised_can_be_kept_when_the_hours_change,
    a_choice_that_is_sent_twice_is_made_once,
    of_two_devices_one_chooses,
    before_the_hand_over_and_once_an_agent_has_it_nothing_is_chosen,
    what_an_agent_gives_back_before_the_call_waits_for_it_again,
    it_is_kept_for_those_who_can_from_the_time_of_the_call,
    who_signs_in_is_called_all_the_same,
);

/// Somebody is there tomorrow from 9 to 17; the zone is that of the clock.
async fn there_tomorrow(lotse: &TestLotse) -> DateTime<Utc> {
    let tomorrow = (lotse.now() + Duration::days(1)).date_naive();
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let day = chrono::Datelike::weekday(&tomorrow);
    let span = Span { day, opens: time(9), closes: time(17) };
    let hours = Hours { zone: chrono_tz::UTC, week: vec![span], holidays: Vec::new() };
    lotse.set_service_hours(&lotse.may(), lotse.brand().id, Some(hours)).await.unwrap();
    tomorrow.and_time(time(9)).and_utc()
}

async fn waiting(lotse: &TestLotse) -> Visitor {
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Mensch").await;
    visitor
}

async fn choose(
    lotse: &App,
    visitor: &Visitor,
    seen: Option<DateTime<Utc>>,
    wish: Option<(&str, DateTime<Utc>)>,
) -> Result<(Card, Vec<Message>), ChatError> {
    let wish = wish.map(|(phone, from)| CallWish { phone: phone.to_owned(), from });
    lotse.choose_call(visitor, (seen, wish), &catalogue()).await
}

async fn chosen(lotse: &TestLotse, visitor: &Visitor, from: DateTime<Utc>) -> Callback {
    let (card, _) = choose(lotse, visitor, None, Some(("030 1234567", from))).await.unwrap();
    card.callback.unwrap()
}

async fn now(lotse: &TestLotse, visitor: &Visitor) -> Conversation {
    chat(lotse, visitor).await.0.conversation
}

async fn pass_to(lotse: &TestLotse, time: DateTime<Utc>) {
    lotse.pass(time - lotse.now());
    lotse.do_what_is_due().await.unwrap();
}

async fn whoever_is_to_be_called_waits_from_that_time_on_and_not_before(lotse: &TestLotse) {
    let opens = there_tomorrow(lotse).await;
    let eva = agent(lotse, "eva").await;
    let visitor = waiting(lotse).await;
    let offered = lotse.call_times(&visitor).await.unwrap();
    assert_eq!((offered.country_code, offered.chosen), ("+49", None));
    let from = offered.windows[1].from;
    assert!(opens < from);
    let (card, said) =
        choose(lotse, &visitor, None, Some(("(030) 12 34-567", from))).await.unwrap();
    let call = card.callback.unwrap();
    assert_eq!((call.phone.as_str(), call.window), ("+49301234567", offered.windows[1]));
    assert_eq!((said.len(), said[0].author), (1, Author::Machine));
    assert!(said[0].text.contains("+49301234567"), "{}", said[0].text);
    assert_eq!(lotse.call_times(&visitor).await.unwrap().chosen, Some(call));
    pass_to(lotse, from - Duration::milliseconds(1)).await;
    assert_eq!((calling(lotse, &eva).await, next(lotse, &eva).await), (0, None));
    pass_to(lotse, from).await;
    assert_eq!(calling(lotse, &eva).await, 1, "the desk notifies by this");
    let id = now(lotse, &visitor).await.id;
    assert_eq!(next(lotse, &eva).await, Some(id));
    assert!(now(lotse, &visitor).await.card.unwrap().callback.is_some(), "the number stays");
}

async fn what_is_written_meanwhile_does_not_bring_it_up_earlier(lotse: &TestLotse) {
    let opens = there_tomorrow(lotse).await;
    let visitor = waiting(lotse).await;
    chosen(lotse, &visitor, opens).await;
    say(lotse, &visitor, "2", "Die Bestellung ist BW-1").await;
    let name = CardChange { name: Some("Ada".to_owned()), ..CardChange::default() };
    lotse.change_card(&visitor, name).await.unwrap();
    assert_eq!(now(lotse, &visitor).await.snoozed_until, Some(opens));
    pass_to(lotse, opens).await;
    assert_eq!(now(lotse, &visitor).await.snoozed_until, None);
}

async fn another_time_and_no_call_at_all_can_be_chosen(lotse: &TestLotse) {
    let opens = there_tomorrow(lotse).await;
    let eva = agent(lotse, "eva").await;
    let visitor = waiting(lotse).await;
    let first = chosen(lotse, &visitor, opens).await;
    let later = lotse.call_times(&visitor).await.unwrap().windows[1].from;
    lotse.pass(Duration::minutes(1));
    let wish = Some(("+48 601 234 567", later));
    let (card, _) = choose(lotse, &visitor, Some(first.asked_at), wish).await.unwrap();
    let second = card.callback.unwrap();
    assert_eq!(second.phone.as_str(), "+48601234567");
    pass_to(lotse, opens).await;
    assert_eq!(next(lotse, &eva).await, None, "the first timer is not the one that counts");
    let (card, said) = choose(lotse, &visitor, Some(second.asked_at), None).await.unwrap();
    assert_eq!((card.callback, said.len()), (None, 1));
    let it = now(lotse, &visitor).await;
    assert_eq!((it.holder, it.snoozed_until), (Holder::Queue, None));
    assert_eq!(next(lotse, &eva).await, Some(it.id), "it waits like any other");
}

async fn nonsense_and_times_nobody_offers_change_nothing(lotse: &TestLotse) {
    let opens = there_tomorrow(lotse).await;
    let visitor = waiting(lotse).await;
    let before = now(lotse, &visitor).await;
    let refused = choose(lotse, &visitor, None, Some(("ruf an!", opens))).await;
    assert!(matches!(refused, Err(ChatError::NotAPhone)), "{refused:?}");
    let between = opens + Duration::minutes(1);
    let refused = choose(lotse, &visitor, None, Some(("030 1234567", between))).await;
    assert!(matches!(refused, Err(ChatError::TimeIsGone)), "{refused:?}");
    pass_to(lotse, opens).await;
    let refused = choose(lotse, &visitor, None, Some(("030 1234567", opens))).await;
    assert!(matches!(refused, Err(ChatError::TimeIsGone)), "it has begun: {refused:?}");
    lotse.set_service_hours(&lotse.may(), lotse.brand().id, None).await.unwrap();
    assert!(lotse.call_times(&visitor).await.unwrap().windows.is_empty());
    assert_eq!(now(lotse, &visitor).await, before);
}

async fn a_time_that_was_promised_can_be_kept_when_the_hours_change(lotse: &TestLotse) {
    let opens = there_tomorrow(lotse).await;
    let visitor = waiting(lotse).await;
    let first = chosen(lotse, &visitor, opens).await;
    lotse.set_service_hours(&lotse.may(), lotse.brand().id, None).await.unwrap();
    lotse.pass(Duration::minutes(1));
    let wish = Some(("030 7654321", opens));
    let (card, _) = choose(lotse, &visitor, Some(first.asked_at), wish).await.unwrap();
    let call = card.callback.unwrap();
    assert_eq!((call.phone.as_str(), call.window), ("+49307654321", first.window));
}

async fn a_choice_that_is_sent_twice_is_made_once(lotse: &TestLotse) {
    let opens = there_tomorrow(lotse).await;
    let visitor = waiting(lotse).await;
    let call = chosen(lotse, &visitor, opens).await;
    let (card, said) =
        choose(lotse, &visitor, None, Some(("+49 30 1234567", opens))).await.unwrap();
    assert_eq!((card.callback, said.len()), (Some(call.clone()), 0));
    choose(lotse, &visitor, Some(call.asked_at), None).await.unwrap();
    let (card, said) = choose(lotse, &visitor, Some(call.asked_at), None).await.unwrap();
    assert_eq!((card.callback, said.len()), (None, 0));
}

async fn of_two_devices_one_chooses(lotse: &TestLotse) {
    let opens = there_tomorrow(lotse).await;
    let visitor = waiting(lotse).await;
    let (one, other) = tokio::join!(
        choose(lotse, &visitor, None, Some(("030 1234567", opens))),
        choose(lotse, &visitor, None, Some(("030 7654321", opens))),
    );
    let there = now(lotse, &visitor).await.card.unwrap().callback;
    let (won, lost) = if one.is_ok() { (one, other) } else { (other, one) };
    assert_eq!(won.unwrap().0.callback, there);
    assert!(matches!(lost, Err(ChatError::Meanwhile)), "{lost:?}");
    let (_, messages) = chat(lotse, &visitor).await;
    let told =
        messages.iter().filter(|it| it.text.contains("+49307") || it.text.contains("+49301"));
    assert_eq!(told.count(), 1, "who lost is promised nothing");
}

async fn before_the_hand_over_and_once_an_agent_has_it_nothing_is_chosen(lotse: &TestLotse) {
    let opens = there_tomorrow(lotse).await;
    let visitor = visitor(lotse, "de").await;
    let wish = Some(("030 1234567", opens));
    let refused = choose(lotse, &visitor, None, wish).await;
    assert!(matches!(refused, Err(ChatError::NoCard)), "{refused:?}");
    say(lotse, &visitor, "1", "Hallo").await;
    let refused = lotse.call_times(&visitor).await;
    assert!(matches!(refused, Err(ChatError::NoCard)), "{refused:?}");
    say(lotse, &visitor, "2", "Mensch").await;
    let eva = agent(lotse, "eva").await;
    lotse.take(&eva, now(lotse, &visitor).await.id, &catalogue()).await.unwrap();
    let refused = choose(lotse, &visitor, None, wish).await;
    assert!(matches!(refused, Err(ChatError::CardIsRead)), "{refused:?}");
    let refused = lotse.call_times(&visitor).await;
    assert!(matches!(refused, Err(ChatError::CardIsRead)), "{refused:?}");
}

async fn what_an_agent_gives_back_before_the_call_waits_for_it_again(lotse: &TestLotse) {
    let opens = there_tomorrow(lotse).await;
    let (eva, tom) = (agent(lotse, "eva").await, agent(lotse, "tom").await);
    let visitor = waiting(lotse).await;
    chosen(lotse, &visitor, opens).await;
    let id = now(lotse, &visitor).await.id;
    lotse.take(&eva, id, &catalogue()).await.unwrap();
    lotse.release(&eva, (id, false), &catalogue()).await.unwrap();
    assert_eq!(next(lotse, &tom).await, None);
    pass_to(lotse, opens).await;
    assert_eq!(next(lotse, &tom).await, Some(id));
}

async fn it_is_kept_for_those_who_can_from_the_time_of_the_call(lotse: &TestLotse) {
    let opens = there_tomorrow(lotse).await;
    repairs(lotse).await;
    let (eva, tom) = (agent(lotse, "eva").await, agent(lotse, "tom").await);
    knows(lotse, &eva, &["Reparatur"]).await;
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Nasenpads wechseln").await;
    say(lotse, &visitor, "2", "Mensch").await;
    let later = lotse.call_times(&visitor).await.unwrap().windows[1].from;
    chosen(lotse, &visitor, later).await;
    pass_to(lotse, opens + Duration::minutes(3)).await;
    pass_to(lotse, later).await;
    assert_eq!((calling(lotse, &eva).await, calling(lotse, &tom).await), (1, 0));
    pass_to(lotse, later + Duration::minutes(3)).await;
    assert_eq!(calling(lotse, &tom).await, 1);
}

async fn who_signs_in_is_called_all_the_same(lotse: &TestLotse) {
    let opens = there_tomorrow(lotse).await;
    let eva = agent(lotse, "eva").await;
    let known = visitor(lotse, "de").await;
    let known = crate::identity::proven(lotse, &known, "ada@example.org").await;
    say(lotse, &known, "a", "Hallo").await;
    let device = waiting(lotse).await;
    chosen(lotse, &device, opens).await;
    let known = crate::identity::proven(lotse, &device, "ada@example.org").await;
    assert_eq!(now(lotse, &known).await.snoozed_until, Some(opens));
    assert_eq!(next(lotse, &eva).await, None);
    pass_to(lotse, opens).await;
    assert_eq!(next(lotse, &eva).await, Some(now(lotse, &known).await.id));
}
