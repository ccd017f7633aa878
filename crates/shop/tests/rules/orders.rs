//! What may be done to an order, in which state and by whom.

use chrono::Duration;
use http::Method;
use lotse_shop::Status;
use serde_json::json;

use crate::caller::{Caller, KARLA, MAJA, ORDERED};

fn new_address(email: &str) -> serde_json::Value {
    json!({ "email": email, "street": "ul. Nowa 5", "postcode": "61-001", "city": "Poznań" })
}

async fn change(caller: &Caller, number: &str, email: &str) -> crate::caller::Said {
    let path = format!("/orders/{number}/address");
    caller.send(Method::PUT, &path, None, Some(new_address(email))).await
}

#[tokio::test]
async fn orders_come_newest_first_and_those_of_nobody_else() {
    let caller = Caller::new();
    let all = caller.get("/orders?email=MAJA@example.org").await.well();
    let all = all["orders"].as_array().unwrap().clone();
    let numbers: Vec<&str> = all.iter().filter_map(|it| it["number"].as_str()).collect();
    assert_eq!(numbers, ["BW-104201", "BW-104181", "BW-104077", "BW-103912"]);
    let first = &all[0];
    assert_eq!(first["status"], "ordered");
    assert_eq!((&first["total_cents"], &first["currency"]), (&json!(57_400), &json!("PLN")));
    assert_eq!(first["address"]["postcode"], "60-101");
    assert_eq!(first["can"], json!({ "change_address": true, "cancel": true, "return": false }));
    assert!(first["tracking"].is_null() && first["expected_on"].is_string(), "{first}");
    assert_eq!(all[1]["tracking"]["carrier"], "InPost");
    let nobody = caller.get("/orders?email=nobody@example.org").await.well();
    assert_eq!(nobody, json!({ "orders": [] }));
}

#[tokio::test]
async fn orders_can_be_asked_for_by_what_is_possible() {
    let caller = Caller::new();
    for (can, expect) in [
        ("change_address", vec!["BW-104199"]),
        ("cancel", vec!["BW-104199", "BW-104190"]),
        ("return", vec!["BW-104102"]),
    ] {
        let found = caller.get(&format!("/orders?email={KARLA}&can={can}")).await.well();
        let found = found["orders"].as_array().unwrap().clone();
        let numbers: Vec<&str> = found.iter().filter_map(|it| it["number"].as_str()).collect();
        assert_eq!(numbers, expect, "{can}");
    }
    caller.get(&format!("/orders?email={KARLA}&can=fly")).await.refused(422, "query_wrong");
    caller.get("/orders").await.refused(422, "query_wrong");
}

#[tokio::test]
async fn an_order_of_somebody_else_is_not_there() {
    let caller = Caller::new();
    let by = json!({ "email": KARLA });
    let reason = json!({ "email": KARLA, "reason": "zu groß" });
    caller.get(&format!("/orders/{ORDERED}?email={KARLA}")).await.refused(404, "not_found");
    caller.get(&format!("/orders/{ORDERED}/invoice?email={KARLA}")).await.refused(404, "not_found");
    change(&caller, ORDERED, KARLA).await.refused(404, "not_found");
    for (path, body) in [
        ("cancellation", &by),
        ("cancellation/undo", &by),
        ("address-changes/1/undo", &by),
        ("returns", &reason),
    ] {
        let path = format!("/orders/{ORDERED}/{path}");
        caller.post(&path, body.clone()).await.refused(404, "not_found");
    }
    assert_eq!(caller.shop.order(ORDERED).unwrap().status, Status::Ordered);
}

#[tokio::test]
async fn an_address_changes_until_the_order_is_packed_and_can_be_taken_back() {
    let caller = Caller::new();
    let changed = change(&caller, ORDERED, MAJA).await.well();
    assert_eq!(changed["order"]["address"]["street"], "ul. Nowa 5");
    assert_eq!(changed["order"]["address"]["name"], "Maja Nowak");
    let undo = |it: &serde_json::Value| {
        format!("/orders/{ORDERED}/address-changes/{}/undo", it["change"]["id"].as_str().unwrap())
    };
    let again = change(&caller, ORDERED, MAJA).await.well();
    let by = json!({ "email": MAJA });
    caller.post(&undo(&changed), by.clone()).await.refused(409, "changed_since");
    let undone = caller.post(&undo(&again), by.clone()).await.well();
    assert_eq!(undone["order"]["address"]["street"], "ul. Nowa 5");
    let undone = caller.post(&undo(&changed), by.clone()).await.well();
    assert_eq!(undone["order"]["address"]["street"], "ul. Latarniana 21");
    caller.post(&undo(&changed), by.clone()).await.refused(409, "already_undone");

    let changed = change(&caller, ORDERED, MAJA).await.well();
    caller.shop.move_on(ORDERED, Status::Packed).await.unwrap();
    change(&caller, ORDERED, MAJA).await.refused(409, "already_packed");
    caller.post(&undo(&changed), by).await.refused(409, "already_packed");
    assert_eq!(caller.order(ORDERED, MAJA).await["can"]["change_address"], false);
}

#[tokio::test]
async fn after_half_an_hour_nothing_can_be_taken_back() {
    let caller = Caller::new();
    let by = json!({ "email": MAJA });
    let changed = change(&caller, ORDERED, MAJA).await.well();
    let id = changed["change"]["id"].as_str().unwrap();
    caller.post(&format!("/orders/{ORDERED}/cancellation"), by.clone()).await.well();
    caller.pass(Duration::minutes(31));
    let undo = format!("/orders/{ORDERED}/cancellation/undo");
    caller.post(&undo, by.clone()).await.refused(409, "undo_over");
    let karla =
        json!({ "email": KARLA, "street": "Elbweg 1", "postcode": "20457", "city": "Hamburg" });
    let path = "/orders/BW-104199/address";
    let other = caller.send(Method::PUT, path, None, Some(karla)).await.well();
    caller.pass(Duration::minutes(31));
    let undo = other["change"]["id"].as_str().unwrap();
    let undo = format!("/orders/BW-104199/address-changes/{undo}/undo");
    caller.post(&undo, json!({ "email": KARLA })).await.refused(409, "undo_over");
    let undo = format!("/orders/{ORDERED}/address-changes/{id}/undo");
    caller.post(&undo, by).await.refused(409, "already_cancelled");
}

#[tokio::test]
async fn an_address_must_be_one_of_the_country() {
    let caller = Caller::new();
    for (field, value, code) in [
        ("postcode", "20457", "format"),
        ("postcode", "61_001", "format"),
        ("street", "  ", "missing"),
        ("city", "a\nb", "too_long"),
    ] {
        let mut body = new_address(MAJA);
        body[field] = json!(value);
        let path = format!("/orders/{ORDERED}/address");
        let said = caller.send(Method::PUT, &path, None, Some(body)).await;
        said.refused(422, "field_wrong");
        assert_eq!(said.json["fields"], json!([{ "name": field, "code": code }]));
    }
    let path = format!("/orders/{ORDERED}/address");
    let said = caller.send(Method::PUT, &path, None, Some(json!({ "email": MAJA }))).await;
    said.refused(422, "body_wrong");
    assert_eq!(caller.order(ORDERED, MAJA).await["address"]["street"], "ul. Latarniana 21");
}

#[tokio::test]
async fn an_order_is_cancelled_until_it_is_sent_and_goes_on_where_it_was() {
    let caller = Caller::new();
    let packed = "/orders/BW-104190/cancellation";
    let by = json!({ "email": KARLA });
    let cancelled =
        caller.post(packed, json!({ "email": KARLA, "reason": "doppelt" })).await.well();
    assert_eq!(cancelled["order"]["status"], "cancelled");
    assert_eq!(cancelled["cancellation"]["refund_cents"], 12_900);
    caller.post(packed, by.clone()).await.refused(409, "already_cancelled");
    let back = caller.post(&format!("{packed}/undo"), by.clone()).await.well();
    assert_eq!(back["order"]["status"], "packed");
    caller.post(&format!("{packed}/undo"), by.clone()).await.refused(409, "not_cancelled");
    let said = caller.post("/orders/BW-104177/cancellation", by.clone()).await;
    said.refused(409, "already_shipped");
    caller.post("/orders/BW-104102/cancellation", by).await.refused(409, "already_shipped");
}

#[tokio::test]
async fn what_arrived_is_sent_back_within_thirty_days_and_once() {
    let caller = Caller::new();
    let send_back = |number: &str| {
        let path = format!("/orders/{number}/returns");
        let body = json!({ "email": KARLA, "reason": "zu groß" });
        (path, body)
    };
    for (number, code) in [("BW-104199", "not_delivered"), ("BW-103870", "return_period_over")] {
        let (path, body) = send_back(number);
        caller.post(&path, body).await.refused(409, code);
    }
    let (path, body) = send_back("BW-104102");
    let said = caller.post(&path, body.clone()).await.well();
    assert_eq!(said["return"]["send_until"], "2027-01-18");
    caller.post(&path, body).await.refused(409, "already_returned");
    let (path, _) = send_back("BW-104102");
    caller.post(&path, json!({ "email": KARLA })).await.refused(422, "body_wrong");
}

#[tokio::test]
async fn an_order_goes_through_its_steps_in_their_order() {
    let caller = Caller::new();
    assert!(caller.shop.move_on(ORDERED, Status::Shipped).await.is_err());
    for step in [Status::Packed, Status::Shipped, Status::Delivered] {
        caller.shop.move_on(ORDERED, step).await.unwrap();
    }
    let order = caller.order(ORDERED, MAJA).await;
    assert_eq!(order["can"], json!({ "change_address": false, "cancel": false, "return": true }));
    assert!(order["expected_on"].is_null() && order["tracking"].is_object(), "{order}");
    assert!(caller.shop.move_on(ORDERED, Status::Delivered).await.is_err());
}
