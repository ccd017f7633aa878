//! Choosing a call back, over the wire: what is offered, what is refused, and what an agent sees.

use chrono::{Duration, NaiveTime};
use http::StatusCode;
use lotse_domain::hours::{Hours, Span};
use serde_json::{Value, json};

use crate::served::{Answer, Served};

/// A brand whose team is there tomorrow from 9 to 13 by the clock in Warsaw, and a visitor who waits.
async fn waiting(locale: &str) -> (Served, String) {
    let site = Served::new().await;
    let clock = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let mut hours =
        Hours { zone: "Europe/Warsaw".parse().unwrap(), week: Vec::new(), holidays: Vec::new() };
    let tomorrow = (site.lotse.now().with_timezone(&hours.zone) + Duration::days(1)).date_naive();
    let day = chrono::Datelike::weekday(&tomorrow);
    hours.week.push(Span { day, opens: clock(9), closes: clock(13) });
    let brand = site.lotse.brand().id;
    site.lotse.set_service_hours(&site.lotse.may(), brand, Some(hours)).await.unwrap();
    let token = site.visitor("optician", locale).await;
    let act = json!({"key": "p", "act": "person"});
    assert_eq!(site.chat(&token, "acts", &act).await.status, StatusCode::OK);
    (site, token)
}

async fn times(site: &Served, token: &str) -> Value {
    let answer = site.chat(token, "callback", &Value::Null).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.json()
}

async fn choose(site: &Served, token: &str, body: Value) -> Answer {
    site.chat(token, "callback", &body).await
}

#[tokio::test]
async fn a_call_is_chosen_seen_at_the_desk_and_called_off() {
    for (locale, code, says, off) in [
        ("de", "+49", "Gern. Wir rufen Sie am ", "wir rufen nicht an"),
        ("en", "+44", "All right. We will call you on ", "we will not call"),
        ("pl", "+48", "Dobrze. Zadzwonimy w", "nie zadzwonimy"),
    ] {
        let (site, token) = waiting(locale).await;
        let offered = times(&site, &token).await;
        assert_eq!((&offered["country_code"], &offered["callback"]), (&json!(code), &Value::Null));
        assert_eq!(offered["time_zone"], "Europe/Warsaw");
        assert_eq!(offered["windows"].as_array().unwrap().len(), 6);
        let first = &offered["windows"][0];
        let call = json!({"phone": "+48 (0) 601 234 567", "from": first["from"]});
        let chosen = choose(&site, &token, json!({"call": call})).await;
        assert_eq!(chosen.status, StatusCode::OK, "{}", chosen.text);
        let chosen = chosen.json();
        let said = chosen["messages"][0]["text"].as_str().unwrap();
        assert!(said.starts_with(says), "{said}");
        for part in ["09:00", "11:00", "+48601234567", "Warsaw"] {
            assert!(said.contains(part), "{said}");
        }
        let callback = &chosen["card"]["callback"];
        assert_eq!(callback["phone"], "+48601234567");
        let told = site.chat(&token, "conversation?after=0", &Value::Null).await.json();
        assert_eq!(told["conversation"]["card"]["callback"], *callback);
        assert_eq!(times(&site, &token).await["callback"], *callback);
        let agent = site.agent("eva").await;
        let path = format!("/conversations/{}", told["conversation"]["id"].as_str().unwrap());
        let seen = site.desk(&agent, ("GET", &path), &Value::Null).await.json();
        assert_eq!(
            seen["card"]["callback"],
            json!({"phone": "+48601234567", "from": first["from"], "until": first["until"],
                "time_zone": "Europe/Warsaw"})
        );
        assert_eq!(seen["snoozed_until"], first["from"]);
        let body = json!({"seen": callback["asked_at"], "call": null});
        let none = choose(&site, &token, body).await.json();
        assert_eq!(none["card"]["callback"], Value::Null);
        assert!(none["messages"][0]["text"].as_str().unwrap().contains(off), "{none}");
        let seen = site.desk(&agent, ("GET", &path), &Value::Null).await.json();
        assert_eq!(
            (&seen["snoozed_until"], &seen["card"]["callback"]),
            (&Value::Null, &Value::Null)
        );
    }
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_a_code_and_changes_nothing() {
    let (site, token) = waiting("de").await;
    let from = times(&site, &token).await["windows"][0]["from"].clone();
    let call = |phone: &str, from: &Value| json!({"call": {"phone": phone, "from": from}});
    for (body, status, code, field) in [
        (call("ruf an", &from), StatusCode::UNPROCESSABLE_ENTITY, "field_wrong", "phone"),
        (
            call("030 1234567", &json!("2001-01-01T00:00:00Z")),
            StatusCode::CONFLICT,
            "time_is_gone",
            "",
        ),
        (call("030 1234567", &json!("Montag")), StatusCode::UNPROCESSABLE_ENTITY, "body_wrong", ""),
        (
            json!({"call": {"phone": "030 1234567"}}),
            StatusCode::UNPROCESSABLE_ENTITY,
            "body_wrong",
            "",
        ),
        (json!({"call": 7}), StatusCode::UNPROCESSABLE_ENTITY, "body_wrong", ""),
    ] {
        let refused = choose(&site, &token, body.clone()).await;
        assert_eq!((refused.status, &refused.json()["code"]), (status, &json!(code)), "{body}");
        if !field.is_empty() {
            assert_eq!(refused.json()["fields"][0]["name"], field);
        }
        assert!(!refused.text.contains("1234567"), "a number is not repeated");
    }
    let chosen = choose(&site, &token, call("030 1234567", &from)).await;
    assert_eq!(chosen.status, StatusCode::OK);
    let late = choose(&site, &token, call("030 7654321", &from)).await;
    assert_eq!((late.status, &late.json()["code"]), (StatusCode::CONFLICT, &json!("call_changed")));
    assert_eq!(times(&site, &token).await["callback"]["phone"], "+49301234567");
}

#[tokio::test]
async fn who_was_not_handed_over_or_is_helped_already_chooses_nothing() {
    let (site, token) = waiting("de").await;
    let told = site.chat(&token, "conversation?after=0", &Value::Null).await.json();
    let path = format!("/conversations/{}/take", told["conversation"]["id"].as_str().unwrap());
    let agent = site.agent("eva").await;
    assert_eq!(site.desk(&agent, ("POST", &path), &Value::Null).await.status, StatusCode::OK);
    let refused = site.chat(&token, "callback", &Value::Null).await;
    assert_eq!(
        (refused.status, &refused.json()["code"]),
        (StatusCode::CONFLICT, &json!("card_is_read"))
    );
    let other = site.visitor("optician", "de").await;
    let refused = site.chat(&other, "callback", &Value::Null).await;
    assert_eq!(
        (refused.status, &refused.json()["code"]),
        (StatusCode::CONFLICT, &json!("no_card"))
    );
    let refused = site.chat("nobody", "callback", &Value::Null).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
}
