//! Appointments: no time is given twice, and the ledger knows what happened.

use chrono::Duration;
use http::Method;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::caller::{Caller, KARLA, MAJA, request, send};

const SLOTS: &str = "/appointments/slots?service=eye_test&shop=hamburg";

async fn slots(caller: &Caller, path: &str) -> Vec<Value> {
    let said = caller.get(path).await.well();
    said.get("slots").and_then(Value::as_array).expect("slots are listed").clone()
}

async fn free(caller: &Caller, at: usize) -> String {
    let all = slots(caller, SLOTS).await;
    let id = all.get(at).and_then(|it| it.get("id")).and_then(Value::as_str);
    id.expect("so many times are free").to_owned()
}

fn booking(slot: &str) -> Value {
    json!({ "email": MAJA, "name": "Maja Nowak", "slot": slot, "channel": "chat", "locale": "en" })
}

async fn book(caller: &Caller, slot: &str) -> Value {
    let said = caller.post("/appointments", booking(slot)).await.well();
    said.get("appointment").expect("an appointment is made").clone()
}

#[tokio::test]
async fn the_next_free_times_are_in_opening_hours_and_at_most_twenty() {
    let caller = Caller::new();
    let all = slots(&caller, &format!("{SLOTS}&locale=en")).await;
    assert_eq!(all.len(), 20);
    assert!(all[0]["starts_at"].as_str().unwrap() >= "2027-01-04T09:00:00Z", "{}", all[0]);
    let label = all[0]["label"].as_str().unwrap();
    assert!(label.starts_with("Monday, 4 January 2027, 1"), "{label}");
    let mut sorted = all.clone();
    sorted.sort_by_key(|it| it["starts_at"].as_str().unwrap().to_owned());
    assert_eq!(all, sorted);
    let sunday = slots(&caller, &format!("{SLOTS}&from=2027-01-10")).await;
    assert!(sunday[0]["starts_at"].as_str().unwrap().starts_with("2027-01-11"), "{}", sunday[0]);
    assert_eq!(slots(&caller, &format!("{SLOTS}&from=2028-01-10")).await, Vec::<Value>::new());
    let past = slots(&caller, &format!("{SLOTS}&from=2020-01-01")).await;
    assert_eq!(past.len(), 20);
    caller.get("/appointments/slots?service=nails&shop=hamburg").await.refused(422, "query_wrong");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_who_want_one_time_one_gets_it() {
    let caller = Caller::new();
    let slot = free(&caller, 3).await;
    let mut calls = JoinSet::new();
    for _ in 0..8 {
        let call = request(Method::POST, "/appointments", None, Some(booking(&slot)));
        let shop = caller.shop.clone();
        calls.spawn(async move { send(&shop, call).await });
    }
    let said = calls.join_all().await;
    let got = said.iter().filter(|it| it.status == 200).count();
    assert_eq!(got, 1);
    for it in said.iter().filter(|it| it.status != 200) {
        it.refused(409, "slot_taken");
    }
    assert!(slots(&caller, SLOTS).await.iter().all(|it| it["id"] != slot.as_str()));
}

#[tokio::test]
async fn an_appointment_is_listed_moved_and_cancelled_by_its_customer_alone() {
    let caller = Caller::new();
    let before = free(&caller, 0).await;
    let made = book(&caller, &before).await;
    assert!(made["label"].as_str().unwrap().starts_with("Eye test, Monday"), "{made}");
    let path = format!("/appointments/{}", made["id"].as_str().unwrap());
    let after = free(&caller, 4).await;
    let to = |email: &str| json!({ "email": email, "slot": after, "channel": "chat" });
    let said = caller.send(Method::PATCH, &path, None, Some(to(KARLA))).await;
    said.refused(404, "not_found");
    let moved = caller.send(Method::PATCH, &path, None, Some(to(MAJA))).await.well();
    assert_ne!(moved["appointment"]["starts_at"], made["starts_at"]);
    assert_eq!(free(&caller, 0).await, before, "the first time is free again");

    let listed = caller.get(&format!("/appointments?email={MAJA}")).await.well();
    let ids: Vec<&Value> =
        listed["appointments"].as_array().unwrap().iter().map(|it| &it["id"]).collect();
    assert_eq!(ids[0], &made["id"]);
    assert_eq!(ids.len(), 2, "the seeded one is later");

    let cancel = |email: &str| format!("{path}?email={email}&channel=chat");
    let said = caller.send(Method::DELETE, &cancel(KARLA), None, None).await;
    said.refused(404, "not_found");
    let cancelled = caller.send(Method::DELETE, &cancel(MAJA), None, None).await.well();
    assert_eq!(cancelled["appointment"]["status"], "cancelled");
    let said = caller.send(Method::DELETE, &cancel(MAJA), None, None).await;
    said.refused(409, "appointment_over");
    assert!(slots(&caller, SLOTS).await.iter().any(|it| it["id"] == after.as_str()));
}

#[tokio::test]
async fn times_that_are_over_taken_or_made_up_cannot_be_booked() {
    let caller = Caller::new();
    let slot = free(&caller, 0).await;
    for made_up in
        ["", "hamburg", "hamburg.eye_test.20270104T0907Z", "paris.eye_test.20270104T0900Z"]
    {
        let said = caller.post("/appointments", booking(made_up)).await;
        said.refused(422, "field_wrong");
    }
    let mut body = booking(&slot);
    body["channel"] = json!("by phone");
    caller.post("/appointments", body).await.refused(422, "field_wrong");
    let made = book(&caller, &slot).await;
    caller.pass(Duration::days(1));
    caller.post("/appointments", booking(&slot)).await.refused(409, "slot_over");
    let path = format!("/appointments/{}", made["id"].as_str().unwrap());
    let to = json!({ "email": MAJA, "slot": free(&caller, 0).await, "channel": "chat" });
    let said = caller.send(Method::PATCH, &path, None, Some(to)).await;
    said.refused(409, "appointment_over");
}

#[tokio::test]
async fn an_appointment_moves_within_its_service() {
    let caller = Caller::new();
    let made = book(&caller, &free(&caller, 0).await).await;
    let path = format!("/appointments/{}", made["id"].as_str().unwrap());
    let other = slots(&caller, "/appointments/slots?service=repair&shop=hamburg").await;
    let to = json!({ "email": MAJA, "slot": other[9]["id"], "channel": "chat" });
    let said = caller.send(Method::PATCH, &path, None, Some(to)).await;
    said.refused(422, "field_wrong");
    let berlin = slots(&caller, "/appointments/slots?service=eye_test&shop=berlin").await;
    let to = json!({ "email": MAJA, "slot": berlin[9]["id"], "channel": "chat" });
    let moved = caller.send(Method::PATCH, &path, None, Some(to)).await.well();
    assert_eq!(moved["appointment"]["shop"], "berlin");
}

#[tokio::test]
async fn the_ledger_counts_what_happened_by_channel() {
    let caller = Caller::new();
    let of = |ledger: &Value, channel: &str| {
        let channels = ledger["channels"].as_array().unwrap();
        channels.iter().find(|it| it["channel"] == channel).cloned()
    };
    let first = caller.get("/appointments/ledger").await.well();
    assert_eq!(
        of(&first, "phone").unwrap()["no_show"],
        json!({ "count": 2, "value_cents": 21_400 })
    );
    assert!(of(&first, "chat").is_none());
    let made = book(&caller, &free(&caller, 0).await).await;
    let path = format!("/appointments/{}", made["id"].as_str().unwrap());
    let to = json!({ "email": MAJA, "slot": free(&caller, 2).await, "channel": "chat" });
    caller.send(Method::PATCH, &path, None, Some(to.clone())).await.well();
    // The same time again moves nothing.
    caller.send(Method::PATCH, &path, None, Some(to)).await.well();
    let cancel = format!("{path}?email={MAJA}&channel=desk");
    caller.send(Method::DELETE, &cancel, None, None).await.well();
    let now = caller.get("/appointments/ledger").await.well();
    let once = json!({ "count": 1, "value_cents": 18_900 });
    let none = json!({ "count": 0, "value_cents": 0 });
    let chat = of(&now, "chat").unwrap();
    assert_eq!((&chat["booked"], &chat["moved"], &chat["cancelled"]), (&once, &once, &none));
    assert_eq!(of(&now, "desk").unwrap()["cancelled"], once);
    assert_eq!(of(&now, "phone"), of(&first, "phone"));
}

#[tokio::test]
async fn services_and_shops_are_listed_in_the_language_asked_for() {
    let caller = Caller::new();
    let services = caller.get("/services?locale=pl").await.well();
    let first = json!({ "id": "eye_test", "label": "Badanie wzroku", "minutes": 30 });
    assert_eq!(services["services"][0], first);
    let shops = caller.get("/shops").await.well();
    let ids: Vec<&Value> = shops["shops"].as_array().unwrap().iter().map(|it| &it["id"]).collect();
    assert_eq!(ids, ["hamburg", "berlin", "poznan", "wroclaw"]);
}
