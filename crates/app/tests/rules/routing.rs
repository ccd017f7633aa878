//! Who is asked to help whom: by language, by skill, by how much somebody has already.

use chrono::Duration;
use lotse_app::access::{AgentChange, May, ReadInbox, WriteInbox};
use lotse_app::inbox::InboxError;
use lotse_app::knowledge::BrandChange;
use lotse_channels::form::Form;
use lotse_domain::hours::Hours;
use lotse_domain::ids::{CategoryId, ConversationId};
use lotse_domain::knowledge::{Care, Facts};
use lotse_testkit::{TestLotse, on_both_databases};

use crate::chat::{agent, catalogue, chat, eyewear, say, visitor};

on_both_databases!(
    a_topics_skill_keeps_a_conversation_for_those_who_have_it_until_the_promise,
    an_own_language_keeps_a_conversation_for_those_who_write_it,
    nothing_is_kept_where_nobody_or_everybody_can,
    out_of_hours_the_promise_counts_from_the_morning,
    what_is_given_back_is_kept_anew_and_an_old_timer_changes_nothing,
    whoever_has_enough_chats_is_not_asked_for_more,
    two_calls_of_one_agent_do_not_pass_the_bound,
    of_two_who_can_exactly_one_gets_it,
    a_request_by_the_form_needs_the_skill_of_its_topic,
    who_sits_at_the_desk_is_asked_first,
    skills_are_spelled_one_way,
);

async fn change(lotse: &TestLotse, who: &May<WriteInbox>, change: AgentChange) {
    let id = who.agent_id().unwrap();
    if lotse.agents(&lotse.may()).await.unwrap().iter().all(|it| it.role != administrator()) {
        lotse.administrator().await;
    }
    lotse.change_agent(&lotse.may(), id, change).await.unwrap();
}

fn administrator() -> lotse_domain::access::Role {
    lotse_domain::access::Role::Administrator
}

pub(crate) async fn knows(lotse: &TestLotse, who: &May<WriteInbox>, skills: &[&str]) {
    let skills = Some(skills.iter().map(|it| (*it).to_owned()).collect());
    change(lotse, who, AgentChange { skills, ..AgentChange::default() }).await;
}

async fn has_room_for(lotse: &TestLotse, who: &May<WriteInbox>, most: i64) {
    let most_chats = Some(most);
    change(lotse, who, AgentChange { most_chats, ..AgentChange::default() }).await;
}

/// Questions about nose pads need somebody who repairs.
pub(crate) async fn repairs(lotse: &TestLotse) -> CategoryId {
    let pads = eyewear(lotse).await;
    let topic = crate::surfaces::category(lotse, "Reparatur").await;
    let mut category = lotse.current().brands[0].categories[0].clone();
    category.care = Care { skill: Some("Reparatur".to_owned()), ..Care::default() };
    lotse.save_category(&lotse.may(), category).await.unwrap();
    let facts = Facts { category: Some(topic), ..Facts::default() };
    lotse.change_facts(&lotse.may(), pads, facts).await.unwrap();
    topic
}

/// Asks about nose pads and then for a person.
async fn waits(lotse: &TestLotse, locale: &str) -> ConversationId {
    let visitor = visitor(lotse, locale).await;
    say(lotse, &visitor, "1", "Nasenpads wechseln").await;
    say(lotse, &visitor, "2", "Mensch").await;
    chat(lotse, &visitor).await.0.conversation.id
}

pub(crate) async fn next(lotse: &TestLotse, who: &May<WriteInbox>) -> Option<ConversationId> {
    let line = lotse.take_next(who, lotse.brand().id, &catalogue()).await.unwrap();
    line.map(|it| it.conversation.id)
}

/// The same agent, who only looks.
async fn looking(lotse: &TestLotse, who: &May<WriteInbox>) -> May<ReadInbox> {
    let team = lotse.agents(&lotse.may()).await.unwrap();
    let who = team.iter().find(|it| Some(it.id) == who.agent_id()).unwrap();
    let session = lotse.signed_in(who.email.as_str()).await;
    lotse.actor(&session).await.may().unwrap()
}

pub(crate) async fn calling(lotse: &TestLotse, who: &May<WriteInbox>) -> usize {
    let may = looking(lotse, who).await;
    lotse.inbox_counts(&may, lotse.brand().id).await.unwrap().calling
}

async fn a_topics_skill_keeps_a_conversation_for_those_who_have_it_until_the_promise(
    lotse: &TestLotse,
) {
    repairs(lotse).await;
    let (eva, tom) = (agent(lotse, "eva").await, agent(lotse, "tom").await);
    knows(lotse, &eva, &["reparatur"]).await;
    let promise = BrandChange { chat_promise_minutes: Some(5), ..BrandChange::default() };
    lotse.change_brand(&lotse.may(), lotse.brand().id, promise).await.unwrap();
    let first = waits(lotse, "de").await;
    let second = waits(lotse, "de").await;
    let line = lotse.conversation(&lotse.may(), first).await.unwrap().unwrap().line;
    assert_eq!(line.conversation.need.skill.as_deref(), Some("Reparatur"));
    assert_eq!(line.conversation.need.reserved_until, Some(lotse.now() + Duration::minutes(5)));
    assert_eq!((calling(lotse, &eva).await, calling(lotse, &tom).await), (2, 0));
    assert_eq!(next(lotse, &tom).await, None);
    assert_eq!(next(lotse, &eva).await, Some(first));
    lotse.pass(Duration::minutes(5) - Duration::milliseconds(1));
    lotse.do_what_is_due().await.unwrap();
    assert_eq!(next(lotse, &tom).await, None);
    lotse.pass(Duration::milliseconds(1));
    lotse.do_what_is_due().await.unwrap();
    assert_eq!(calling(lotse, &tom).await, 1);
    let line = lotse.conversation(&lotse.may(), second).await.unwrap().unwrap().line;
    assert_eq!(line.conversation.need.skill.as_deref(), Some("Reparatur"), "it is still said");
    assert_eq!(next(lotse, &tom).await, Some(second));
}

async fn an_own_language_keeps_a_conversation_for_those_who_write_it(lotse: &TestLotse) {
    let (eva, tom) = (agent(lotse, "eva").await, agent(lotse, "tom").await);
    let languages = Some(vec!["pl".parse().unwrap()]);
    change(lotse, &tom, AgentChange { languages, ..AgentChange::default() }).await;
    let german = waits(lotse, "de").await;
    let polish = waits(lotse, "pl").await;
    assert_eq!(next(lotse, &tom).await, Some(polish));
    assert_eq!(next(lotse, &tom).await, None, "Eva writes German, and there is time");
    assert_eq!(next(lotse, &eva).await, Some(german));
    let late = waits(lotse, "de").await;
    lotse.pass(Duration::minutes(3));
    lotse.do_what_is_due().await.unwrap();
    assert_eq!(next(lotse, &tom).await, Some(late));
}

async fn nothing_is_kept_where_nobody_or_everybody_can(lotse: &TestLotse) {
    repairs(lotse).await;
    let (eva, tom) = (agent(lotse, "eva").await, agent(lotse, "tom").await);
    let first = waits(lotse, "de").await;
    assert_eq!(next(lotse, &tom).await, Some(first), "nobody has the skill");
    for who in [&eva, &tom] {
        knows(lotse, who, &["Reparatur"]).await;
    }
    let session = lotse.agents(&lotse.may()).await.unwrap();
    let others = session.iter().filter(|it| it.role == administrator());
    for it in others {
        let skills = Some(vec!["Reparatur".to_owned()]);
        let change = AgentChange { skills, ..AgentChange::default() };
        lotse.change_agent(&lotse.may(), it.id, change).await.unwrap();
    }
    let second = waits(lotse, "de").await;
    let line = lotse.conversation(&lotse.may(), second).await.unwrap().unwrap().line;
    assert_eq!(line.conversation.need.reserved_until, None);
}

async fn out_of_hours_the_promise_counts_from_the_morning(lotse: &TestLotse) {
    repairs(lotse).await;
    let eva = agent(lotse, "eva").await;
    agent(lotse, "tom").await;
    knows(lotse, &eva, &["Reparatur"]).await;
    let tomorrow = (lotse.now() + Duration::days(1)).date_naive();
    let time = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let span = lotse_domain::hours::Span {
        day: chrono::Datelike::weekday(&tomorrow),
        opens: time(9),
        closes: time(17),
    };
    let hours = Hours { zone: chrono_tz::UTC, week: vec![span], holidays: Vec::new() };
    lotse.set_service_hours(&lotse.may(), lotse.brand().id, Some(hours)).await.unwrap();
    let id = waits(lotse, "de").await;
    let need = lotse.conversation(&lotse.may(), id).await.unwrap().unwrap().line.conversation.need;
    let opens = tomorrow.and_time(time(9)).and_utc();
    assert_eq!(need.reserved_until, Some(opens + Duration::minutes(3)));
}

async fn what_is_given_back_is_kept_anew_and_an_old_timer_changes_nothing(lotse: &TestLotse) {
    repairs(lotse).await;
    let (eva, tom) = (agent(lotse, "eva").await, agent(lotse, "tom").await);
    knows(lotse, &eva, &["Reparatur"]).await;
    let id = waits(lotse, "de").await;
    assert_eq!(next(lotse, &eva).await, Some(id));
    lotse.pass(Duration::minutes(2));
    lotse.release(&eva, (id, false), &catalogue()).await.unwrap();
    lotse.pass(Duration::minutes(1));
    lotse.do_what_is_due().await.unwrap();
    assert_eq!(next(lotse, &tom).await, None, "the first timer is not the one that counts");
    lotse.pass(Duration::minutes(2));
    lotse.do_what_is_due().await.unwrap();
    assert_eq!(next(lotse, &tom).await, Some(id));
}

async fn whoever_has_enough_chats_is_not_asked_for_more(lotse: &TestLotse) {
    let eva = agent(lotse, "eva").await;
    has_room_for(lotse, &eva, 1).await;
    let first = waits(lotse, "de").await;
    let second = waits(lotse, "de").await;
    assert_eq!(next(lotse, &eva).await, Some(first));
    assert_eq!(calling(lotse, &eva).await, 0);
    let refused = lotse.take_next(&eva, lotse.brand().id, &catalogue()).await;
    assert!(matches!(refused, Err(InboxError::Full(1))), "{refused:?}");
    lotse
        .take(&eva, second, &catalogue())
        .await
        .expect("what somebody chooses is theirs to choose");
    let any = AgentChange { most_chats: Some(0), ..AgentChange::default() };
    change(lotse, &eva, any).await;
    let third = waits(lotse, "de").await;
    assert_eq!(next(lotse, &eva).await, Some(third));
}

async fn two_calls_of_one_agent_do_not_pass_the_bound(lotse: &TestLotse) {
    let eva = agent(lotse, "eva").await;
    has_room_for(lotse, &eva, 1).await;
    waits(lotse, "de").await;
    waits(lotse, "de").await;
    let (brand, sentences) = (lotse.brand().id, catalogue());
    let (one, other) = tokio::join!(
        lotse.take_next(&eva, brand, &sentences),
        lotse.take_next(&eva, brand, &sentences)
    );
    let taken = [&one, &other].into_iter().filter(|it| matches!(it, Ok(Some(_)))).count();
    let full = [&one, &other].into_iter().filter(|it| matches!(it, Err(InboxError::Full(1))));
    assert_eq!((taken, full.count()), (1, 1), "{one:?} {other:?}");
}

async fn of_two_who_can_exactly_one_gets_it(lotse: &TestLotse) {
    repairs(lotse).await;
    let (eva, tom) = (agent(lotse, "eva").await, agent(lotse, "tom").await);
    agent(lotse, "ola").await;
    knows(lotse, &eva, &["Reparatur"]).await;
    knows(lotse, &tom, &["Reparatur"]).await;
    let id = waits(lotse, "de").await;
    let (one, other) = tokio::join!(next(lotse, &eva), next(lotse, &tom));
    let mut got = [one, other];
    got.sort();
    assert_eq!(got, [None, Some(id)]);
}

async fn a_request_by_the_form_needs_the_skill_of_its_topic(lotse: &TestLotse) {
    repairs(lotse).await;
    let (eva, tom) = (agent(lotse, "eva").await, agent(lotse, "tom").await);
    knows(lotse, &eva, &["Reparatur"]).await;
    let form = Form {
        name: "Ada".to_owned(),
        email: "ada@example.org".to_owned(),
        message: "Nasenpads wechseln".to_owned(),
        ..Form::default()
    };
    let of = (lotse.brand().id, &"de".parse().unwrap());
    let received = lotse.receive(of, form.check().unwrap(), &catalogue()).await.unwrap();
    assert_eq!(next(lotse, &tom).await, None);
    assert_eq!(next(lotse, &eva).await, Some(received.conversation));
}

async fn who_sits_at_the_desk_is_asked_first(lotse: &TestLotse) {
    repairs(lotse).await;
    let (eva, tom) = (agent(lotse, "eva").await, agent(lotse, "tom").await);
    knows(lotse, &eva, &["Reparatur"]).await;
    let (eva, tom) = (looking(lotse, &eva).await, looking(lotse, &tom).await);
    let sits = async |who: &May<ReadInbox>| lotse.sits_at_desk(who).await.unwrap();
    let is_kept = async |id| {
        let line = lotse.conversation(&lotse.may(), id).await.unwrap().unwrap().line;
        line.conversation.need.reserved_until.is_some()
    };
    assert!(
        is_kept(waits(lotse, "de").await).await,
        "nobody is there: whoever comes is of the team"
    );
    sits(&tom).await;
    let alone = waits(lotse, "de").await;
    assert!(!is_kept(alone).await, "Eva could, and is not there");
    sits(&eva).await;
    assert!(is_kept(waits(lotse, "de").await).await);
    lotse.pass(Duration::seconds(44));
    sits(&tom).await;
    assert!(is_kept(waits(lotse, "de").await).await, "she was there a moment ago");
    lotse.pass(Duration::seconds(1));
    assert!(!is_kept(waits(lotse, "de").await).await, "she has gone");
}

async fn skills_are_spelled_one_way(lotse: &TestLotse) {
    repairs(lotse).await;
    let eva = agent(lotse, "eva").await;
    knows(lotse, &eva, &[" REPARATUR ", "reparatur", "Zoll"]).await;
    let all = lotse.agents(&lotse.may()).await.unwrap();
    let found = all.into_iter().find(|it| Some(it.id) == eva.agent_id()).unwrap();
    assert_eq!(found.abilities.skills, ["Reparatur", "Zoll"]);
}
