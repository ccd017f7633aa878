//! Agents in the chat: exactly one takes a conversation, answers it, gives it back.

use lotse_app::View;
use lotse_app::access::{AgentChange, May, ReadInbox, WriteInbox};
use lotse_app::chat::{Act, CardChange, Doing, News};
use lotse_app::inbox::{InboxCounts, InboxError, Standing};
use lotse_domain::hours::Hours;
use lotse_domain::ids::ConversationId;
use lotse_domain::inbox::{Author, DraftKind, Place, Status};
use lotse_testkit::{TestLotse, on_both_databases};

use crate::chat::{act, agent, catalogue, chat, eyewear, kinds, say, visitor};

on_both_databases!(
    exactly_one_agent_gets_a_conversation,
    a_conversation_goes_to_a_colleague_from_whom_it_was_seen_with,
    the_desk_counts_what_stands_where,
    who_writes_the_next_day_is_in_the_same_conversation,
    an_agent_answers_gives_back_and_ends,
    requests_by_the_form_are_taken_but_not_answered_here,
    a_snoozed_conversation_comes_back,
    a_draft_is_there_on_every_device_until_it_was_sent,
    a_colleague_named_in_a_note_finds_it_until_they_look,
    who_opens_a_conversation_hears_who_else_is_there,
    two_who_take_the_next_one_get_two,
    whoever_waits_too_long_is_told_so_once,
    nobody_is_told_to_wait_once_somebody_came,
    out_of_hours_nobody_is_asked_for_an_address_that_is_known,
    an_agent_is_told_what_lotse_would_answer,
);

async fn listed(lotse: &TestLotse, place: Place) -> Vec<ConversationId> {
    let of = (lotse.brand().id, View::At(place));
    let lines = lotse.conversations(&lotse.may(), of, None, 9).await.unwrap();
    lines.iter().map(|it| it.conversation.id).collect()
}

async fn exactly_one_agent_gets_a_conversation(lotse: &TestLotse) {
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Mensch").await;
    let id = chat(lotse, &visitor).await.0.conversation.id;
    let (eva, tom) = (agent(lotse, "eva").await, agent(lotse, "tom").await);
    let sentences = catalogue();
    let (one, other) =
        tokio::join!(lotse.take(&eva, id, &sentences), lotse.take(&tom, id, &sentences));
    let (winner, loser) = match (one, other) {
        (Ok(_), Err(InboxError::Taken(name))) => ("eva@example.org", (tom, name)),
        (Err(InboxError::Taken(name)), Ok(_)) => ("tom@example.org", (eva, name)),
        other => panic!("{other:?}"),
    };
    assert_eq!(loser.1, winner);
    let refused = lotse.answer(&loser.0, id, ("k", "Hallo"), &sentences).await;
    assert!(matches!(refused, Err(InboxError::Taken(name)) if name == winner));
    let (line, messages) = chat(lotse, &visitor).await;
    assert_eq!(line.agent_name.as_deref(), Some(winner));
    assert_eq!(kinds(&messages), ["text", "handed_over", "taken"]);
    assert_eq!(messages[2].text, format!("{winner} ist jetzt im Gespräch."));
}

async fn a_conversation_goes_to_a_colleague_from_whom_it_was_seen_with(lotse: &TestLotse) {
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Mensch").await;
    let id = chat(lotse, &visitor).await.0.conversation.id;
    let (eva, tom) = (agent(lotse, "eva").await, agent(lotse, "tom").await);
    let (her, him) = (eva.agent_id().unwrap(), tom.agent_id().unwrap());
    let sentences = catalogue();
    lotse.assign(&eva, id, (None, him), &sentences).await.unwrap();
    lotse.assign(&eva, id, (None, him), &sentences).await.unwrap();
    assert_eq!(listed(lotse, Place::Of(him)).await, [id]);
    let refused = lotse.assign(&eva, id, (None, her), &sentences).await;
    assert!(matches!(refused, Err(InboxError::Taken(name)) if name == "tom@example.org"));
    lotse.assign(&eva, id, (Some(him), her), &sentences).await.unwrap();
    assert_eq!(listed(lotse, Place::Of(her)).await, [id]);
    let (_, messages) = chat(lotse, &visitor).await;
    assert_eq!(kinds(&messages), ["text", "handed_over", "taken", "taken"]);
    assert_eq!(messages[3].text, "eva@example.org ist jetzt im Gespräch.");
    lotse.administrator().await;
    let gone = AgentChange { is_active: Some(false), ..AgentChange::default() };
    lotse.change_agent(&lotse.may(), him, gone).await.unwrap();
    let refused = lotse.assign(&eva, id, (Some(her), him), &sentences).await;
    assert!(matches!(refused, Err(InboxError::NoColleague)));
    let names: Vec<_> = lotse.colleagues(&lotse.may()).await.unwrap();
    assert!(names.iter().any(|it| it.id == her) && names.iter().all(|it| it.id != him));
}

async fn the_desk_counts_what_stands_where(lotse: &TestLotse) {
    let eva = agent(lotse, "eva").await;
    let reader = eva.actor().may().unwrap();
    for name in ["1", "2", "3"] {
        let visitor = visitor(lotse, "de").await;
        say(lotse, &visitor, name, "Mensch").await;
        if name == "3" {
            let id = chat(lotse, &visitor).await.0.conversation.id;
            lotse.take(&eva, id, &catalogue()).await.unwrap();
        }
    }
    let brand = lotse.brand().id;
    let counts = lotse.inbox_counts(&reader, brand).await.unwrap();
    let (queue, calling) = (2, 2);
    let expect =
        InboxCounts { mine: 1, unread: 1, queue, calling, unresolved: 3, ..Default::default() };
    assert_eq!(counts, expect);
    let all = lotse.inbox_counts(&lotse.may(), brand).await.unwrap();
    assert_eq!(
        all,
        InboxCounts { mine: 0, unread: 0, calling: 0, ..expect },
        "the operator has none"
    );
}

async fn who_writes_the_next_day_is_in_the_same_conversation(lotse: &TestLotse) {
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Mensch").await;
    let before = chat(lotse, &visitor).await.0.conversation;
    let eva = agent(lotse, "eva").await;
    lotse.answer(&eva, before.id, ("k", "Guten Tag"), &catalogue()).await.unwrap();
    let done = Standing::In(Status::Resolved);
    lotse.set_standing(&eva, before.id, done, &catalogue()).await.unwrap();
    lotse.pass(chrono::Duration::days(1));
    say(lotse, &visitor, "2", "Mensch bitte").await;
    let (line, messages) = chat(lotse, &visitor).await;
    let after = line.conversation;
    assert_eq!((after.id, after.reference), (before.id, before.reference));
    assert_eq!(listed(lotse, Place::Queue).await, [before.id], "and waits for an agent again");
    let all = kinds(&messages);
    assert_eq!(all.last(), Some(&"handed_over"));
    assert!(all.contains(&"resolved"), "{all:?}: all that was said is still there");
}

async fn an_agent_answers_gives_back_and_ends(lotse: &TestLotse) {
    eyewear(lotse).await;
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Nasenpads wechseln").await;
    let id = chat(lotse, &visitor).await.0.conversation.id;
    assert_eq!(listed(lotse, Place::Bot).await, [id]);
    let eva = agent(lotse, "eva").await;
    let sentences = catalogue();
    let said = lotse.answer(&eva, id, ("k", " Guten Tag "), &sentences).await.unwrap();
    assert_eq!((said.text.as_str(), said.seq), ("Guten Tag", 4), "taken, then said");
    let again = lotse.answer(&eva, id, ("k", "Guten Tag"), &sentences).await.unwrap();
    assert_eq!(again, said);
    assert_eq!(listed(lotse, Place::Of(eva.agent_id().unwrap())).await, [id]);
    assert_eq!(say(lotse, &visitor, "2", "Gutschein einlösen").await.len(), 1, "Lotse is silent");
    lotse.release(&eva, (id, true), &sentences).await.unwrap();
    assert_eq!(kinds(&say(lotse, &visitor, "3", "Gutschein einlösen").await), ["text", "answer"]);
    lotse.set_standing(&eva, id, Standing::In(Status::Resolved), &sentences).await.unwrap();
    let (_, messages) = chat(lotse, &visitor).await;
    let expect = ["text", "answer", "taken", "text", "text", "left", "text", "answer", "resolved"];
    assert_eq!(kinds(&messages), expect);
    assert_eq!(listed(lotse, Place::Resolved).await, [id]);
    let refused = lotse.answer(&eva, id, ("l", "  "), &sentences).await;
    assert!(matches!(refused, Err(InboxError::Empty)));
    let refused = lotse.take(&lotse.may(), id, &sentences).await;
    assert!(matches!(refused, Err(InboxError::AgentsOnly)), "the operator is no agent");
}

async fn requests_by_the_form_are_taken_but_not_answered_here(lotse: &TestLotse) {
    let form = lotse_channels::form::Form {
        message: "Wo ist mein Paket?".to_owned(),
        name: "Emil".to_owned(),
        email: "emil@example.org".to_owned(),
        ..Default::default()
    };
    let at = (lotse.brand().id, &"de".parse().unwrap());
    let id = lotse.receive(at, form.check().unwrap(), &catalogue()).await.unwrap().conversation;
    assert_eq!(listed(lotse, Place::Queue).await, [id]);
    let eva = agent(lotse, "eva").await;
    lotse.take(&eva, id, &catalogue()).await.unwrap();
    let refused = lotse.answer(&eva, id, ("k", "Hallo"), &catalogue()).await;
    assert!(matches!(refused, Err(InboxError::NotAChat)));
    let opened = lotse.conversation(&lotse.may(), id).await.unwrap().unwrap();
    assert_eq!((opened.messages.len(), opened.messages[0].seq), (1, 1), "no events");
}

async fn a_snoozed_conversation_comes_back(lotse: &TestLotse) {
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Mensch").await;
    let id = chat(lotse, &visitor).await.0.conversation.id;
    let until = Standing::SnoozedUntil(lotse.now() + chrono::Duration::hours(1));
    lotse.set_standing(&lotse.may(), id, until, &catalogue()).await.unwrap();
    assert_eq!(listed(lotse, Place::Snoozed).await, [id]);
    lotse.do_what_is_due().await.unwrap();
    assert_eq!(listed(lotse, Place::Snoozed).await, [id]);
    lotse.pass(chrono::Duration::hours(1));
    lotse.do_what_is_due().await.unwrap();
    assert_eq!(listed(lotse, Place::Queue).await, [id]);
    lotse.set_standing(&lotse.may(), id, until, &catalogue()).await.unwrap();
    assert_eq!(listed(lotse, Place::Queue).await, [id], "a time that is over is none");
}

async fn an_agent_is_told_what_lotse_would_answer(lotse: &TestLotse) {
    let pads = eyewear(lotse).await;
    let visitor = visitor(lotse, "de").await;
    act(lotse, &visitor, "1", Act::Person).await;
    let id = chat(lotse, &visitor).await.0.conversation.id;
    assert!(lotse.suggestion(&lotse.may(), id).await.unwrap().is_none());
    say(lotse, &visitor, "2", "Nasenpads wechseln").await;
    let (brand, it) = lotse.suggestion(&lotse.may(), id).await.unwrap().unwrap();
    assert_eq!((brand, it.found.line.article, it.is_sure), (lotse.brand().id, pads, true));
}

async fn a_draft_is_there_on_every_device_until_it_was_sent(lotse: &TestLotse) {
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Mensch").await;
    let id = chat(lotse, &visitor).await.0.conversation.id;
    let (eva, tom) = (agent(lotse, "eva").await, agent(lotse, "tom").await);
    let keep = async |text, seen| lotse.keep_draft(&eva, id, (DraftKind::Reply, text), seen).await;
    assert_eq!(keep("Guten", 0).await.unwrap(), 1);
    assert!(matches!(keep("Hallo", 0).await, Err(InboxError::Meanwhile)));
    assert_eq!(keep("Guten Tag ", 1).await.unwrap(), 2);
    assert!(matches!(keep(&"x".repeat(10_001), 2).await, Err(InboxError::TooLong)));
    let texts = async |who: &May<WriteInbox>| {
        let opened = lotse.conversation(&who.actor().may().unwrap(), id).await.unwrap().unwrap();
        opened.drafts.into_iter().map(|it| it.text).collect::<Vec<_>>()
    };
    assert_eq!(texts(&eva).await, ["Guten Tag "]);
    assert!(texts(&tom).await.is_empty(), "a colleague has their own");
    lotse.answer(&eva, id, ("k", "Guten Tag"), &catalogue()).await.unwrap();
    assert_eq!(texts(&eva).await, [""]);
}

async fn a_colleague_named_in_a_note_finds_it_until_they_look(lotse: &TestLotse) {
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Mensch").await;
    let id = chat(lotse, &visitor).await.0.conversation.id;
    let (eva, tom) = (agent(lotse, "eva").await, agent(lotse, "tom").await);
    let him: May<ReadInbox> = tom.actor().may().unwrap();
    let her: May<ReadInbox> = eva.actor().may().unwrap();
    let brand = lotse.brand().id;
    lotse.add_note(&eva, id, "@tom@example.org und @eva@example.org, bitte").await.unwrap();
    let counted = async |may| lotse.inbox_counts(may, brand).await.unwrap().mentions;
    assert_eq!(counted(&him).await, 1);
    assert_eq!(counted(&her).await, 0, "nobody names themselves");
    let listed = lotse.mentions(&him, brand, None, 9).await.unwrap();
    assert_eq!(listed.iter().map(|(_, it)| it.conversation.id).collect::<Vec<_>>(), [id]);
    assert!(lotse.conversation(&him, id).await.unwrap().unwrap().is_mentioned);
    lotse.see(&tom, id, 0).await.unwrap();
    assert_eq!(counted(&him).await, 0);
    assert!(!lotse.conversation(&him, id).await.unwrap().unwrap().is_mentioned);
}

async fn who_opens_a_conversation_hears_who_else_is_there(lotse: &TestLotse) {
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Mensch").await;
    let id = chat(lotse, &visitor).await.0.conversation.id;
    let (eva, tom) = (agent(lotse, "eva").await, agent(lotse, "tom").await);
    let mut desk = lotse.listen_at_desk(&lotse.may());
    assert!(lotse.be_present(&eva, id, Doing::Writes).await.unwrap().is_empty());
    let told = desk.hear().await.unwrap();
    assert!(matches!(&told.news, News::Presence(it) if it.name == "eva@example.org"));
    let others = lotse.be_present(&tom, id, Doing::Reads).await.unwrap();
    let seen: Vec<_> = others.iter().map(|it| (it.name.as_str(), it.doing)).collect();
    assert_eq!(seen, [("eva@example.org", Doing::Writes)]);
    lotse.be_present(&eva, id, Doing::Left).await.unwrap();
    assert!(lotse.be_present(&tom, id, Doing::Reads).await.unwrap().is_empty());
}

async fn whoever_waits_too_long_is_told_so_once(lotse: &TestLotse) {
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Mensch").await;
    lotse.pass(chrono::Duration::minutes(3) - chrono::Duration::milliseconds(1));
    lotse.do_what_is_due().await.unwrap();
    assert_eq!(kinds(&chat(lotse, &visitor).await.1), ["text", "handed_over"]);
    lotse.pass(chrono::Duration::milliseconds(1));
    lotse.do_what_is_due().await.unwrap();
    let (line, messages) = chat(lotse, &visitor).await;
    assert_eq!(kinds(&messages), ["text", "handed_over", "text"]);
    assert_eq!(messages[2].author, Author::Machine);
    let text = &messages[2].text;
    assert!(text.starts_with("Gerade sind alle im Gespräch."), "{text}");
    assert!(text.contains("E-Mail-Adresse"), "nobody knows where to write: {text}");
    assert_eq!(listed(lotse, Place::Queue).await, [line.conversation.id], "it still waits");
    lotse.pass(chrono::Duration::hours(1));
    lotse.do_what_is_due().await.unwrap();
    assert_eq!(chat(lotse, &visitor).await.1.len(), 3, "said once");
}

async fn out_of_hours_nobody_is_asked_for_an_address_that_is_known(lotse: &TestLotse) {
    let never = Hours { zone: "Europe/Berlin".parse().unwrap(), week: vec![], holidays: vec![] };
    let brand = lotse.brand().id;
    lotse.set_service_hours(&lotse.may(), brand, Some(never)).await.unwrap();
    let visitor = visitor(lotse, "de").await;
    let asked = say(lotse, &visitor, "1", "Mensch").await;
    assert!(asked[1].text.contains("E-Mail-Adresse"), "{}", asked[1].text);
    let email = Some("ada@example.org".to_owned());
    let change = CardChange { email, ..CardChange::default() };
    lotse.change_card(&visitor, change).await.unwrap();
    let id = chat(lotse, &visitor).await.0.conversation.id;
    let eva = agent(lotse, "eva").await;
    lotse.take(&eva, id, &catalogue()).await.unwrap();
    lotse.release(&eva, (id, true), &catalogue()).await.unwrap();
    let told = say(lotse, &visitor, "2", "Mensch").await;
    assert!(!told[1].text.contains("E-Mail-Adresse"), "{}", told[1].text);
}

async fn nobody_is_told_to_wait_once_somebody_came(lotse: &TestLotse) {
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Mensch").await;
    let id = chat(lotse, &visitor).await.0.conversation.id;
    let eva = agent(lotse, "eva").await;
    lotse.take(&eva, id, &catalogue()).await.unwrap();
    lotse.release(&eva, (id, false), &catalogue()).await.unwrap();
    lotse.pass(chrono::Duration::minutes(3));
    lotse.do_what_is_due().await.unwrap();
    let expect = ["text", "handed_over", "taken", "left"];
    assert_eq!(kinds(&chat(lotse, &visitor).await.1), expect);
}

async fn two_who_take_the_next_one_get_two(lotse: &TestLotse) {
    let mut waiting = Vec::new();
    for _ in 0..2 {
        let visitor = visitor(lotse, "de").await;
        say(lotse, &visitor, "1", "Mensch").await;
        waiting.push(chat(lotse, &visitor).await.0.conversation.id);
    }
    let (eva, tom) = (agent(lotse, "eva").await, agent(lotse, "tom").await);
    let (brand, sentences) = (lotse.brand().id, catalogue());
    let (one, other) = tokio::join!(
        lotse.take_next(&eva, brand, &sentences),
        lotse.take_next(&tom, brand, &sentences)
    );
    let mut taken: Vec<_> =
        [one, other].into_iter().map(|it| it.unwrap().unwrap().conversation.id).collect();
    taken.sort_unstable();
    waiting.sort_unstable();
    assert_eq!(taken, waiting);
    assert!(lotse.take_next(&eva, brand, &sentences).await.unwrap().is_none());
}
