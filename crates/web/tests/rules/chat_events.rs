//! What a page says that happened on it, over the wire: kept within bounds, never a reason to refuse
//! a message, and shown to agents as it was said.

use http::StatusCode;
use serde_json::{Value, json};

use crate::served::Served;

/// What an agent sees of the visitor's conversation.
async fn seen(site: &Served, token: &str) -> Value {
    let told = site.chat(token, "conversation?after=0", &Value::Null).await.json();
    let path = format!("/conversations/{}", told["conversation"]["id"].as_str().unwrap());
    let agent = site.agent("eva").await;
    site.desk(&agent, ("GET", &path), &Value::Null).await.json()
}

#[tokio::test]
async fn an_agent_sees_what_happened_in_order_and_as_it_was_said() {
    let site = Served::new().await;
    let token = site.visitor("optician", "de").await;
    let now = site.lotse.now().timestamp_millis();
    let events = json!([
        {"name": "checkout_failed", "properties": {"reason": "<b>card</b>", "tries": 2}, "at": now},
        {"name": "add_to_cart", "properties": {"sku": "H52", "is_new": true}, "at": now - 9_000},
    ]);
    let body = json!({"key": "p", "act": "person", "events": events, "searches": ["Bügel"]});
    assert_eq!(site.chat(&token, "acts", &body).await.status, StatusCode::OK);
    let late = json!([{"name": "left_page", "at": now + 60_000}]);
    let body = json!({"key": "m", "text": "Hallo?", "events": late});
    assert_eq!(site.chat(&token, "messages", &body).await.status, StatusCode::OK);
    assert_eq!(site.chat(&token, "messages", &body).await.status, StatusCode::OK, "sent twice");
    let seen = seen(&site, &token).await;
    let all = seen["trail"]["events"].as_array().unwrap();
    let names: Vec<_> = all.iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["add_to_cart", "checkout_failed", "left_page"]);
    let of = |name: &str, value: &str| json!({"name": name, "value": value});
    assert_eq!(all[0]["properties"], json!([of("is_new", "true"), of("sku", "H52")]));
    assert_eq!(all[1]["properties"], json!([of("reason", "<b>card</b>"), of("tries", "2")]));
    assert_eq!(all[2]["at"], all[1]["at"], "nothing happens later than now");
    assert_eq!(seen["card"]["searched"], json!(["Bügel"]));
}

#[tokio::test]
async fn whatever_a_page_says_the_message_is_taken() {
    let site = Served::new().await;
    let token = site.visitor("optician", "de").await;
    let many: Vec<Value> = (0..300).map(|it| json!({"name": format!("e{it}")})).collect();
    for (at, events) in [
        json!([null, 7, "x", [], {}, {"name": null}, {"name": " "}, {"name": {"a": 1}}]),
        json!([{"name": "n".repeat(900), "properties": {"deep": {"a": [1]}, "k".repeat(900): "v"}}]),
        json!([{"name": "flat", "properties": "x".repeat(9_000), "at": "soon"}]),
        Value::Array(many),
    ]
    .into_iter()
    .enumerate()
    {
        let body = json!({"key": at.to_string(), "text": "Hallo", "events": events});
        let answer = site.chat(&token, "messages", &body).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        assert_eq!(answer.json()["messages"][0]["text"], "Hallo");
        if at == 2 {
            let seen = seen(&site, &token).await;
            let all = seen["trail"]["events"].as_array().unwrap();
            assert_eq!(all.len(), 2, "{all:?}");
            assert_eq!(all[0]["name"], "n".repeat(64));
            assert_eq!(all[0]["properties"], json!([{"name": "k".repeat(64), "value": "v"}]));
            assert_eq!(all[1]["properties"][0]["value"], "x".repeat(300));
        }
    }
    let told = site.chat(&token, "conversation?after=0", &Value::Null).await;
    assert!(!told.text.contains("e299"), "visitors are not told what is kept of them");
}

#[tokio::test]
async fn what_is_no_list_or_too_much_is_refused() {
    let site = Served::new().await;
    let token = site.visitor("optician", "de").await;
    for (events, status, code) in [
        (json!("x"), StatusCode::UNPROCESSABLE_ENTITY, "body_wrong"),
        (json!({"name": "x"}), StatusCode::UNPROCESSABLE_ENTITY, "body_wrong"),
        (json!([{"name": "x".repeat(70_000)}]), StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
    ] {
        for (path, mut body) in [
            ("messages", json!({"key": "k", "text": "Hallo"})),
            ("acts", json!({"key": "k", "act": "person"})),
        ] {
            body["events"] = events.clone();
            let refused = site.chat(&token, path, &body).await;
            assert_eq!((refused.status, &refused.json()["code"]), (status, &json!(code)), "{path}");
        }
    }
    let told = site.chat(&token, "conversation?after=0", &Value::Null).await;
    assert_eq!(told.json()["conversation"], Value::Null);
}
