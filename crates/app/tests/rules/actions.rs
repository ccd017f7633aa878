//! Actions: what Lotse does in the shop for whoever proves who they are, once and with a receipt.

use std::collections::BTreeMap;

use lotse_app::Secret;
use lotse_app::actions::{ActionError, ActionToAdd, Document, SystemToAdd, TaskChange, TaskMoved};
use lotse_app::chat::{Act, ChatError, Visitor};
use lotse_domain::actions::{Outcome, Step, Task};
use lotse_domain::ids::{ActionId, ArticleId};
use lotse_domain::inbox::{Author, Content, HandOverReason, Holder, Message, Receipt};
use lotse_shop::{Address, Order, Status};
use lotse_testkit::{ServedShop, TestLotse, on_both_databases};
use serde_json::Value;

use super::chat::{act, agent, catalogue, chat, kinds, say, visitor};

on_both_databases!(
    an_address_is_changed_in_the_shop_with_a_receipt_and_can_be_undone,
    it_can_all_be_said_in_words,
    what_is_wrong_is_said_at_its_field_and_nothing_is_sent,
    what_the_shop_finds_wrong_is_asked_once_more,
    an_order_that_cannot_be_changed_goes_to_a_person_with_the_reason,
    an_answer_that_is_lost_is_asked_for_again_and_done_once,
    where_nobody_knows_a_person_settles_it,
    what_a_lost_process_began_is_settled_by_a_person,
    a_system_that_is_away_changes_nothing_and_brings_a_person,
    two_clicks_are_one_change,
    others_can_neither_carry_on_nor_undo,
    a_person_is_told_what_was_entered,
    reading_needs_no_yes,
    a_document_is_checked_where_it_is_wrong,
    a_secret_is_sealed_and_never_shown,
);

const EMAIL: &str = "maja@example.org";

/// A Lotse whose shop can be called, with the demo's action of that name at an article.
struct Stage {
    shop: ServedShop,
    action: ActionId,
}

fn document(name: &str, article: ArticleId) -> Document {
    let text = match name {
        "change_address" => include_str!("../../../../fixtures/demo/actions/change_address.json"),
        _ => include_str!("../../../../fixtures/demo/actions/order_status.json"),
    };
    let mut document: Document = serde_json::from_str(text).unwrap();
    document.articles = vec![article.to_string()];
    document
}

async fn system(lotse: &TestLotse, shop: &ServedShop, secret: &str) {
    let system = SystemToAdd {
        name: "shop".to_owned(),
        base_url: format!("http://{}/api/v1", shop.address),
        header: "Authorization".to_owned(),
        secret: Secret::new(secret),
        timeout_ms: 500,
    };
    lotse.add_system(&lotse.may(), system).await.unwrap();
}

async fn stage(lotse: &TestLotse, name: &str) -> Stage {
    let shop = lotse.shop().await;
    for (title, body) in [
        ("Gutschein einlösen", "Den Code gibst du im Warenkorb ein."),
        ("Nasenpads wechseln", "Mit einem kleinen Schraubendreher."),
    ] {
        lotse.published(title, body).await;
    }
    let article = lotse.published("Lieferadresse ändern", "In der Bestellung geht das.").await;
    system(lotse, &shop, &format!("Bearer {}", lotse_shop::API_KEY)).await;
    let new = ActionToAdd {
        brand: lotse.brand().id,
        name: name.to_owned(),
        is_enabled: true,
        document: document(name, article),
    };
    let action = lotse.add_action(&lotse.may(), new).await.unwrap().id;
    Stage { shop, action }
}

async fn task(lotse: &TestLotse, visitor: &Visitor) -> Option<Task> {
    chat(lotse, visitor).await.0.conversation.task
}

fn values(all: &[(&str, &str)]) -> TaskChange {
    let all = all.iter().map(|(key, it)| ((*key).to_owned(), (*it).to_owned()));
    TaskChange::Enter(all.collect::<BTreeMap<_, _>>())
}

async fn go_on(lotse: &TestLotse, visitor: &Visitor, change: TaskChange) -> TaskMoved {
    let task = task(lotse, visitor).await.unwrap();
    lotse.move_task(visitor, (task.run, change), &catalogue()).await.unwrap()
}

/// Proves the address in the task and says who the visitor is from then on.
async fn prove(lotse: &TestLotse, visitor: &Visitor, email: &str) -> Visitor {
    go_on(lotse, visitor, values(&[("email", email)])).await;
    let mail = lotse.waiting_mails(1).await.unwrap().remove(0).mail.text;
    let code: String = mail.chars().filter(char::is_ascii_digit).take(6).collect();
    let moved = go_on(lotse, visitor, values(&[("code", &code)])).await;
    lotse.visitor_with(moved.token.unwrap().reveal()).await.unwrap().unwrap()
}

/// A visitor who has asked, has proven the address and is asked for the fields.
async fn proven(lotse: &TestLotse) -> Visitor {
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Lieferadresse ändern").await;
    prove(lotse, &visitor, EMAIL).await
}

/// An order of the customer that can still be changed, and only one.
fn open_order(shop: &ServedShop) -> (String, Order) {
    let books = shop.shop.books();
    let mut theirs = books.orders.iter().filter(|it| it.email == EMAIL);
    let open = theirs.find(|it| it.status == Status::Ordered).expect("the demo has an open order");
    (open.number.clone(), open.clone())
}

const NEW: [(&str, &str); 3] =
    [("street", "Lotsenweg 5"), ("postcode", "00-950"), ("city", "Warszawa")];

async fn fill_in(lotse: &TestLotse, visitor: &Visitor, order: &str) {
    let mut all = NEW.to_vec();
    let asks = task(lotse, visitor).await.unwrap();
    if asks.fields.iter().any(|it| it.key == "order") {
        all.push(("order", order));
    }
    go_on(lotse, visitor, values(&all)).await;
}

fn street(shop: &ServedShop, number: &str) -> String {
    let Address { street, .. } = shop.shop.order(number).unwrap().address;
    street
}

fn receipt(messages: &[Message]) -> (i64, Receipt) {
    let found = messages.iter().rev().find_map(|it| match &it.content {
        Content::Receipt(receipt) => Some((it.seq, receipt.clone())),
        _ => None,
    });
    found.unwrap()
}

async fn an_address_is_changed_in_the_shop_with_a_receipt_and_can_be_undone(lotse: &TestLotse) {
    let stage = stage(lotse, "change_address").await;
    let (number, before) = open_order(&stage.shop);
    let anybody = visitor(lotse, "de").await;
    let said = say(lotse, &anybody, "1", "Lieferadresse ändern").await;
    assert_eq!(kinds(&said), ["text", "answer"]);
    let asks = task(lotse, &anybody).await.unwrap();
    assert_eq!((asks.step, asks.fields[0].key.as_str()), (Step::Prove, "email"));
    let visitor = prove(lotse, &anybody, EMAIL).await;
    fill_in(lotse, &visitor, &number).await;
    let asks = task(lotse, &visitor).await.unwrap();
    assert_eq!(asks.step, Step::Confirm);
    let lines: Vec<&str> = asks.summary.iter().map(|it| it.1.as_str()).collect();
    assert!(
        lines[0].starts_with(&number) && lines[1..] == ["Lotsenweg 5", "00-950", "Warszawa"],
        "{lines:?}"
    );
    assert_eq!(street(&stage.shop, &number), before.address.street, "nothing without a yes");
    let done = go_on(lotse, &visitor, TaskChange::Confirm).await.messages;
    assert_eq!(kinds(&done), ["receipt"]);
    assert!(done[0].text.contains("Lotsenweg 5, 00-950 Warszawa"), "{}", done[0].text);
    assert_eq!(street(&stage.shop, &number), "Lotsenweg 5");
    assert_eq!(task(lotse, &visitor).await, None);
    let (seq, it) = receipt(&done);
    assert_eq!((it.reference.as_str(), it.is_undone), (number.as_str(), false));
    assert!(it.undo_until.is_some());
    let undone = act(lotse, &visitor, "u", Act::Undo(seq)).await;
    assert!(undone[0].text.contains("alte Adresse"), "{undone:?}");
    assert_eq!(street(&stage.shop, &number), before.address.street);
    assert!(receipt(&chat(lotse, &visitor).await.1).1.is_undone);
    assert!(act(lotse, &visitor, "u2", Act::Undo(seq)).await.is_empty(), "undone once");
    let (runs, counts) =
        lotse.runs_of_action(&lotse.may(), stage.action, (None, 10)).await.unwrap();
    assert_eq!(runs.iter().map(|it| it.outcome).collect::<Vec<_>>(), [Outcome::Undone]);
    assert_eq!(
        counts.iter().map(|it| (it.outcome, it.count)).collect::<Vec<_>>(),
        [(Outcome::Undone, 1)]
    );
}

async fn it_can_all_be_said_in_words(lotse: &TestLotse) {
    let stage = stage(lotse, "change_address").await;
    let (number, _) = open_order(&stage.shop);
    let visitor = proven(lotse).await;
    if task(lotse, &visitor).await.unwrap().fields[0].key == "order" {
        say(lotse, &visitor, "o", &number).await;
    }
    let said = say(lotse, &visitor, "2", "Lotsenweg 5, 00-950 Warszawa").await;
    assert!(said[1].text.contains("Lotsenweg 5"), "it says what it understood: {}", said[1].text);
    assert_eq!(task(lotse, &visitor).await.unwrap().step, Step::Confirm);
    let said = say(lotse, &visitor, "3", "Wie lange dauert die Lieferung?").await;
    assert_ne!(said[1].content.as_str(), "receipt", "a question is no yes");
    assert!(task(lotse, &visitor).await.is_some(), "and leaves the task where it is");
    let said = say(lotse, &visitor, "4", "Ja, stimmt").await;
    assert_eq!(kinds(&said), ["text", "receipt"]);
    assert_eq!(street(&stage.shop, &number), "Lotsenweg 5");
    say(lotse, &visitor, "5", "Lieferadresse ändern").await;
    assert!(task(lotse, &visitor).await.is_some());
    say(lotse, &visitor, "6", "abbrechen").await;
    assert_eq!(task(lotse, &visitor).await, None);
}

async fn what_is_wrong_is_said_at_its_field_and_nothing_is_sent(lotse: &TestLotse) {
    let stage = stage(lotse, "change_address").await;
    let (number, before) = open_order(&stage.shop);
    let visitor = visitor(lotse, "de").await;
    say(lotse, &visitor, "1", "Lieferadresse ändern").await;
    go_on(lotse, &visitor, values(&[("email", "maja@")])).await;
    let asks = task(lotse, &visitor).await.unwrap();
    assert_eq!(asks.fields[0].error.as_deref(), Some("Das ist keine E-Mail-Adresse."));
    go_on(lotse, &visitor, values(&[("email", EMAIL)])).await;
    go_on(lotse, &visitor, values(&[("code", "000000")])).await;
    let asks = task(lotse, &visitor).await.unwrap();
    assert_eq!(asks.step, Step::Prove);
    assert!(asks.fields[0].error.is_some(), "{asks:?}");
    let visitor = {
        let mail = lotse.waiting_mails(1).await.unwrap().remove(0).mail.text;
        let code: String = mail.chars().filter(char::is_ascii_digit).take(6).collect();
        let moved = go_on(lotse, &visitor, values(&[("code", &code)])).await;
        lotse.visitor_with(moved.token.unwrap().reveal()).await.unwrap().unwrap()
    };
    go_on(
        lotse,
        &visitor,
        values(&[("order", "BW-1"), ("street", "L"), ("postcode", "ABC"), ("city", "Hamburg")]),
    )
    .await;
    let asks = task(lotse, &visitor).await.unwrap();
    assert_eq!(asks.step, Step::Fields);
    let wrong: Vec<&str> =
        asks.fields.iter().filter(|it| it.error.is_some()).map(|it| it.key.as_str()).collect();
    assert!(wrong.ends_with(&["street", "postcode"]), "{wrong:?}");
    assert!(asks.fields.iter().all(|it| it.key != "city"), "what is right is not asked again");
    assert_eq!(stage.shop.shop.order(&number).unwrap(), before);
}

async fn what_the_shop_finds_wrong_is_asked_once_more(lotse: &TestLotse) {
    let stage = stage(lotse, "change_address").await;
    let (number, _) = open_order(&stage.shop);
    let visitor = proven(lotse).await;
    // A Polish order cannot go to a German postal code.
    let german = [("street", "Lotsenweg 5"), ("postcode", "20095"), ("city", "Hamburg")];
    go_on(lotse, &visitor, values(&german)).await;
    let said = go_on(lotse, &visitor, TaskChange::Confirm).await.messages;
    assert_eq!(kinds(&said), [""; 0]);
    let asks = task(lotse, &visitor).await.unwrap();
    assert_eq!(asks.step, Step::Fields);
    assert_eq!((asks.fields[0].key.as_str(), asks.fields[0].value.as_str()), ("postcode", "20095"));
    assert!(asks.fields[0].error.is_some());
    go_on(lotse, &visitor, values(&[("postcode", "00-950")])).await;
    let done = go_on(lotse, &visitor, TaskChange::Confirm).await.messages;
    assert_eq!(kinds(&done), ["receipt"]);
    assert_eq!(street(&stage.shop, &number), "Lotsenweg 5");
}

async fn an_order_that_cannot_be_changed_goes_to_a_person_with_the_reason(lotse: &TestLotse) {
    let stage = stage(lotse, "change_address").await;
    let (number, _) = open_order(&stage.shop);
    let visitor = proven(lotse).await;
    fill_in(lotse, &visitor, &number).await;
    stage.shop.shop.move_on(&number, Status::Packed).await.unwrap();
    let said = go_on(lotse, &visitor, TaskChange::Confirm).await.messages;
    let Content::HandedOver(reason) = said[0].content else { panic!("{said:?}") };
    assert_eq!(reason, HandOverReason::ActionRefused);
    assert!(said[0].text.contains("schon gepackt"), "{}", said[0].text);
    let it = chat(lotse, &visitor).await.0.conversation;
    assert_eq!((it.holder, it.task), (Holder::Queue, None));
    let attempt = it.card.unwrap().attempt.unwrap();
    assert_eq!(attempt.title, "Lieferadresse ändern");
    assert!(attempt.values.iter().any(|it| it.1 == "Lotsenweg 5"), "{attempt:?}");
}

async fn an_answer_that_is_lost_is_asked_for_again_and_done_once(lotse: &TestLotse) {
    let stage = stage(lotse, "change_address").await;
    let (number, before) = open_order(&stage.shop);
    let visitor = proven(lotse).await;
    fill_in(lotse, &visitor, &number).await;
    stage.shop.shop.faults().hang(1);
    let said = go_on(lotse, &visitor, TaskChange::Confirm).await.messages;
    assert_eq!(kinds(&said), ["receipt"]);
    let changes = stage.shop.shop.order(&number).unwrap().address_changes.len();
    assert_eq!(changes, before.address_changes.len() + 1);
}

async fn where_nobody_knows_a_person_settles_it(lotse: &TestLotse) {
    let stage = stage(lotse, "change_address").await;
    let (number, _) = open_order(&stage.shop);
    let visitor = proven(lotse).await;
    fill_in(lotse, &visitor, &number).await;
    stage.shop.shop.faults().hang(2);
    let said = go_on(lotse, &visitor, TaskChange::Confirm).await.messages;
    assert!(
        matches!(said[0].content, Content::HandedOver(HandOverReason::ActionUncertain)),
        "{said:?}"
    );
    assert!(said[0].text.contains("weiß ich nicht"), "{}", said[0].text);
    let (runs, _) = lotse.runs_of_action(&lotse.may(), stage.action, (None, 10)).await.unwrap();
    assert_eq!(runs[0].outcome, Outcome::Uncertain);
}

async fn what_a_lost_process_began_is_settled_by_a_person(lotse: &TestLotse) {
    let stage = stage(lotse, "change_address").await;
    let (number, _) = open_order(&stage.shop);
    let visitor = proven(lotse).await;
    fill_in(lotse, &visitor, &number).await;
    let run = task(lotse, &visitor).await.unwrap().run;
    stage.shop.shop.faults().hang(1);
    let confirm = (run, TaskChange::Confirm);
    let sentences = catalogue();
    let calling = lotse.move_task(&visitor, confirm, &sentences);
    // The process is lost while the shop is at it.
    assert!(tokio::time::timeout(std::time::Duration::from_millis(300), calling).await.is_err());
    assert_eq!(task(lotse, &visitor).await.unwrap().step, Step::Running);
    lotse.do_what_is_due().await.unwrap();
    assert_eq!(task(lotse, &visitor).await.unwrap().step, Step::Running, "it is waited for");
    lotse.pass(chrono::Duration::minutes(1));
    lotse.do_what_is_due().await.unwrap();
    let (line, messages) = chat(lotse, &visitor).await;
    assert_eq!((line.conversation.holder, line.conversation.task), (Holder::Queue, None));
    let last = messages.last().unwrap();
    assert!(matches!(last.content, Content::HandedOver(HandOverReason::ActionUncertain)));
    lotse.do_what_is_due().await.unwrap();
    assert_eq!(chat(lotse, &visitor).await.1.len(), messages.len(), "said once");
}

async fn a_system_that_is_away_changes_nothing_and_brings_a_person(lotse: &TestLotse) {
    let stage = stage(lotse, "change_address").await;
    let (number, before) = open_order(&stage.shop);
    let visitor = proven(lotse).await;
    fill_in(lotse, &visitor, &number).await;
    stage.shop.shop.faults().refuse(1);
    let said = go_on(lotse, &visitor, TaskChange::Confirm).await.messages;
    assert!(
        matches!(said[0].content, Content::HandedOver(HandOverReason::ActionUnreachable)),
        "{said:?}"
    );
    assert_eq!(stage.shop.shop.order(&number).unwrap(), before);
}

async fn two_clicks_are_one_change(lotse: &TestLotse) {
    let stage = stage(lotse, "change_address").await;
    let (number, before) = open_order(&stage.shop);
    let visitor = proven(lotse).await;
    fill_in(lotse, &visitor, &number).await;
    let run = task(lotse, &visitor).await.unwrap().run;
    let sentences = catalogue();
    let click = || lotse.move_task(&visitor, (run, TaskChange::Confirm), &sentences);
    let (one, two) = tokio::join!(click(), click());
    let said = one.unwrap().messages.len() + two.unwrap().messages.len();
    assert_eq!(said, 1);
    let again = click().await.unwrap();
    assert!(again.messages.is_empty(), "a repeated call does nothing more");
    let changes = stage.shop.shop.order(&number).unwrap().address_changes.len();
    assert_eq!(changes, before.address_changes.len() + 1);
    assert_eq!(
        kinds(&chat(lotse, &visitor).await.1).iter().filter(|it| **it == "receipt").count(),
        1
    );
}

async fn others_can_neither_carry_on_nor_undo(lotse: &TestLotse) {
    let stage = stage(lotse, "change_address").await;
    let (number, _) = open_order(&stage.shop);
    let visitor = proven(lotse).await;
    let run = task(lotse, &visitor).await.unwrap().run;
    let stranger = super::chat::visitor(lotse, "de").await;
    say(lotse, &stranger, "1", "Hallo").await;
    let sentences = catalogue();
    let refused = lotse.move_task(&stranger, (run, TaskChange::Confirm), &sentences).await;
    assert!(matches!(refused, Err(ChatError::TaskOver)), "{refused:?}");
    fill_in(lotse, &visitor, &number).await;
    let done = go_on(lotse, &visitor, TaskChange::Confirm).await.messages;
    let (seq, _) = receipt(&done);
    let refused = lotse.act(&stranger, ("u", Act::Undo(seq)), &sentences).await;
    assert!(matches!(refused, Err(ChatError::NotFound)), "{refused:?}");
    assert_eq!(street(&stage.shop, &number), "Lotsenweg 5");
}

async fn a_person_is_told_what_was_entered(lotse: &TestLotse) {
    let stage = stage(lotse, "change_address").await;
    let (number, _) = open_order(&stage.shop);
    let visitor = proven(lotse).await;
    fill_in(lotse, &visitor, &number).await;
    let said = say(lotse, &visitor, "2", "Ich will mit einem Menschen sprechen").await;
    assert_eq!(kinds(&said), ["text", "handed_over"]);
    let it = chat(lotse, &visitor).await.0.conversation;
    assert_eq!(it.task, None);
    let attempt = it.card.unwrap().attempt.unwrap();
    assert!(attempt.values.iter().any(|it| it.1 == "Lotsenweg 5"), "{attempt:?}");
    let eva = agent(lotse, "eva").await;
    lotse.take(&eva, it.id, &catalogue()).await.unwrap();
    let (_, messages) = chat(lotse, &visitor).await;
    assert_eq!(messages.last().unwrap().author, Author::Machine, "only that she is there");
}

async fn reading_needs_no_yes(lotse: &TestLotse) {
    let stage = stage(lotse, "order_status").await;
    let (number, _) = open_order(&stage.shop);
    let visitor = proven(lotse).await;
    let (line, messages) = chat(lotse, &visitor).await;
    if let Some(asks) = line.conversation.task {
        assert_eq!(asks.fields[0].key, "order");
        let done = go_on(lotse, &visitor, values(&[("order", &number)])).await.messages;
        assert_eq!(kinds(&done), ["receipt"]);
        assert!(done[0].text.contains("bestellt"), "in people's words: {}", done[0].text);
        return;
    }
    assert_eq!(kinds(&messages).last(), Some(&"receipt"));
}

async fn a_document_is_checked_where_it_is_wrong(lotse: &TestLotse) {
    let stage = stage(lotse, "change_address").await;
    let article = lotse.published("Anderes", "Text.").await;
    let mut wrong = document("change_address", article);
    wrong.system = "nowhere".to_owned();
    wrong.level = "device".to_owned();
    wrong.call.path = "orders/{oder}".to_owned();
    wrong.call.body = Some(serde_json::json!({ "a": [{ "b": "{result.x}" }] }));
    wrong.texts.remove("pl");
    let flaws = lotse_app::actions::flaws(&wrong, &lotse.brand().locales, &[]);
    let at: Vec<&str> = flaws.iter().map(|it| it.at.as_str()).collect();
    for expected in
        ["/system", "/form/properties/order/x-options/path", "/call/path", "/call/body/a/0/b"]
    {
        assert!(at.contains(&expected), "{expected} in {at:?}");
    }
    let new = ActionToAdd {
        brand: lotse.brand().id,
        name: "other".to_owned(),
        is_enabled: true,
        document: wrong,
    };
    let refused = lotse.add_action(&lotse.may(), new).await;
    assert!(matches!(refused, Err(ActionError::Flaws(_))), "{refused:?}");
    let names: Vec<String> =
        lotse.actions(&lotse.may(), None).into_iter().map(|it| it.name).collect();
    assert_eq!(names, ["change_address"]);
    drop(stage);
}

async fn a_secret_is_sealed_and_never_shown(lotse: &TestLotse) {
    let stage = stage(lotse, "change_address").await;
    let known = lotse.systems(&lotse.may()).remove(0);
    let sealed = known.secret.unwrap();
    assert!(!sealed.contains(lotse_shop::API_KEY), "{sealed}");
    let values =
        serde_json::json!({ "order": "BW-1", "street": "a", "postcode": "b", "city": "c" });
    let tried = lotse.try_action(&lotse.may(), (stage.action, EMAIL), &values).unwrap();
    assert_eq!(
        (tried.method.as_str(), tried.body.as_ref().map(|it| &it["street"])),
        ("PUT", Some(&Value::from("a")))
    );
    assert!(!format!("{tried:?}").contains(lotse_shop::API_KEY));
}
