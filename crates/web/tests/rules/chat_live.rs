//! Live connections, over the wire: every message once and in order, and nothing to strangers.

use http::StatusCode;
use serde_json::{Value, json};

use crate::served::Served;

async fn conversation(site: &Served, token: &str) -> Value {
    let pulled = site.chat(token, "conversation?after=0", &Value::Null).await;
    pulled.json()["conversation"].clone()
}

#[tokio::test]
async fn a_hundred_broken_connections_lose_and_double_nothing() {
    let site = Served::new().await;
    let token = site.visitor("optician", "de").await;
    let said = site.say(&token, "k", "Ich möchte mit einem Menschen sprechen").await;
    assert_eq!(said[1]["kind"], "handed_over");
    let id = conversation(&site, &token).await["id"].as_str().unwrap().to_owned();
    let eva = site.agent("eva").await;
    let taken = site.desk(&eva, ("POST", &format!("/conversations/{id}/take")), &json!({})).await;
    assert_eq!(taken.status, StatusCode::OK);
    let messages = format!("/conversations/{id}/messages");
    let mut got: Vec<(i64, String)> = Vec::new();
    for n in 0..100 {
        let resume = got.last().map_or(0, |(seq, _)| *seq);
        let mut socket = site.live(&token, resume).await;
        // One arrives while nobody may be listening yet, the other surely live or missed.
        let body = json!({"key": n.to_string(), "text": format!("Nummer {n}")});
        let sent = site.desk(&eva, ("POST", &messages), &body).await;
        assert_eq!(sent.status, StatusCode::OK);
        let wanted = if n % 3 == 0 { resume } else { sent.json()["seq"].as_i64().unwrap() };
        while got.last().map_or(0, |(seq, _)| *seq) < wanted {
            let message = socket.frame_of("message").await["message"].clone();
            let text = message["text"].as_str().unwrap().to_owned();
            got.push((message["seq"].as_i64().unwrap(), text));
        }
        // Every third time the connection breaks before the message was read.
        drop(socket);
    }
    let mut socket = site.live(&token, got.last().unwrap().0).await;
    while got.len() < 103 {
        let message = socket.frame_of("message").await["message"].clone();
        got.push((message["seq"].as_i64().unwrap(), message["text"].as_str().unwrap().to_owned()));
    }
    let seqs: Vec<i64> = got.iter().map(|(seq, _)| *seq).collect();
    assert_eq!(seqs, (1..=103).collect::<Vec<_>>());
    let texts: Vec<String> = got.into_iter().skip(3).map(|(_, text)| text).collect();
    assert_eq!(texts, (0..100).map(|n| format!("Nummer {n}")).collect::<Vec<_>>());
}

#[tokio::test]
async fn both_sides_see_the_other_at_once() {
    let site = Served::new().await;
    let eva = site.agent("eva").await;
    let mut desk = site.socket("/api/v1/live", &[("cookie", &eva)]).await.unwrap();
    assert_eq!(desk.frame().await, json!({"type": "hello"}));
    let token = site.visitor("optician", "de").await;
    let mut visitor = site.live(&token, 0).await;
    site.say(&token, "k", "Mensch").await;
    assert_eq!(visitor.frame_of("message").await["message"]["key"], "k");
    assert_eq!(visitor.frame_of("message").await["message"]["kind"], "handed_over");
    assert_eq!(visitor.frame_of("state").await["conversation"]["holder"], "queue");
    let told = desk.frame_of("conversation").await;
    let id = told["id"].as_str().unwrap().to_owned();
    assert_eq!(told["last_seq"], 1);
    assert!(told.get("text").is_none() && told.get("preview").is_none(), "{told}");
    site.chat(&token, "typing", &json!({"is_typing": true})).await;
    let typing = desk.frame_of("typing").await;
    assert_eq!((&typing["id"], &typing["name"]), (&json!(id), &Value::Null));
    let path = format!("/conversations/{id}/typing");
    site.desk(&eva, ("POST", &path), &json!({"is_typing": true})).await;
    assert_eq!(visitor.frame_of("typing").await["name"], "eva@example.org");
    let path = format!("/conversations/{id}/messages");
    site.desk(&eva, ("POST", &path), &json!({"key": "a", "text": "Guten Tag"})).await;
    assert_eq!(visitor.frame_of("message").await["message"]["kind"], "taken");
    let said = visitor.frame_of("message").await["message"].clone();
    assert_eq!((&said["author"], &said["text"]), (&json!("agent"), &json!("Guten Tag")));
    assert_eq!((&said["key"], &said["is_automatic"]), (&Value::Null, &json!(false)));
    let state = visitor.frame_of("state").await["conversation"].clone();
    assert_eq!(
        (&state["holder"], &state["agent_name"]),
        (&json!("agent"), &json!("eva@example.org"))
    );
    assert_eq!(site.say(&token, "l", "Und jetzt?").await.len(), 1, "Lotse is silent");
    let path = format!("/conversations/{id}/seen");
    site.desk(&eva, ("POST", &path), &json!({"seq": 5})).await;
    loop {
        let state = visitor.frame_of("state").await;
        if state["conversation"]["seen_by_agent"] == 5 {
            break;
        }
    }
}

#[tokio::test]
async fn who_knows_another_conversation_begins_again() {
    let site = Served::new().await;
    let token = site.visitor("optician", "de").await;
    site.say(&token, "k", "Mensch").await;
    let mut socket = site.live(&token, 99).await;
    assert_eq!(socket.frame().await, json!({"type": "reset"}));
    assert_eq!(socket.frame().await["message"]["seq"], 1);
    assert_eq!(socket.frame().await["message"]["seq"], 2);
    assert_eq!(socket.frame().await["type"], "state");
}

#[tokio::test]
async fn a_wrong_first_word_ends_a_connection_with_a_code_and_nothing_more() {
    let site = Served::new().await;
    let token = site.visitor("optician", "de").await;
    for (first, code, reason) in [
        ("hello", 4400, "malformed"),
        ("{\"token\":7}", 4400, "malformed"),
        ("{\"token\":\"made-up\"}", 4401, "not_signed_in"),
    ] {
        let mut socket = site.socket("/chat/v1/live", &[]).await.unwrap();
        socket.send(first).await;
        assert_eq!(socket.end().await, (code, reason.to_owned()), "{first}");
    }
    let mut socket = site.live(&token, 0).await;
    socket.send("{\"type\":\"later\"}").await;
    socket.send("not json").await;
    assert_eq!(socket.end().await, (4400, "malformed".to_owned()));
    let mut socket = site.live(&token, 0).await;
    socket.send(&"x".repeat(100_000)).await;
    assert_eq!(socket.end().await.0, 4400, "no frame is that long");
}

#[tokio::test]
async fn pages_of_strangers_get_no_connection() {
    let site = Served::new().await;
    let own = format!("http://{}", site.address);
    for (origin, expect) in [
        ("https://evil.example", Err(StatusCode::FORBIDDEN)),
        ("null", Err(StatusCode::FORBIDDEN)),
        (own.as_str(), Ok(())),
    ] {
        let opened = site.socket("/chat/v1/live", &[("origin", origin)]).await.map(|_| ());
        assert_eq!(opened, expect, "{origin}");
    }
    let eva = site.agent("eva").await;
    for (origin, expect) in
        [("https://evil.example", Err(StatusCode::FORBIDDEN)), (own.as_str(), Ok(()))]
    {
        let headers = [("origin", origin), ("cookie", eva.as_str())];
        let opened = site.socket("/api/v1/live", &headers).await.map(|_| ());
        assert_eq!(opened, expect, "{origin}");
    }
    let opened = site.socket("/api/v1/live", &[]).await.map(|_| ());
    assert_eq!(opened, Err(StatusCode::UNAUTHORIZED));
}

#[tokio::test]
async fn of_two_agents_the_second_is_told_who_was_quicker() {
    let site = Served::new().await;
    let token = site.visitor("optician", "de").await;
    site.say(&token, "k", "Mensch").await;
    let id = conversation(&site, &token).await["id"].as_str().unwrap().to_owned();
    let (eva, tom) = (site.agent("eva").await, site.agent("tom").await);
    let take = format!("/conversations/{id}/take");
    assert_eq!(site.desk(&eva, ("POST", &take), &json!({})).await.status, StatusCode::OK);
    let refused = site.desk(&tom, ("POST", &take), &json!({})).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(refused.json()["code"], "taken");
    assert_eq!(refused.json()["agent_name"], "eva@example.org");
    let list = format!("/conversations?brand={}&view=mine", site.lotse.brand().id);
    let mine = site.desk(&eva, ("GET", &list), &Value::Null).await.json();
    assert_eq!(
        (&mine["items"][0]["id"], &mine["items"][0]["channel"]),
        (&json!(id), &json!("chat"))
    );
    assert_eq!(site.desk(&tom, ("GET", &list), &Value::Null).await.json()["items"], json!([]));
    let counts = format!("/conversations/counts?brand={}", site.lotse.brand().id);
    let counts = site.desk(&eva, ("GET", &counts), &Value::Null).await.json();
    let expect = json!({
        "mine": 1, "unread": 1, "mentions": 0, "queue": 0, "calling": 0, "bot": 0, "snoozed": 0,
        "resolved": 0, "all": 1
    });
    assert_eq!(counts, expect);
    let opened =
        site.desk(&eva, ("GET", &format!("/conversations/{id}")), &Value::Null).await.json();
    assert_eq!(
        (&opened["card"]["wish"], &opened["card"]["reason"]),
        (&json!("Mensch"), &json!("asked"))
    );
    assert_eq!(opened["messages"][2]["kind"], "taken");
}
