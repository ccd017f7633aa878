//! The chat's edges: floods, broken frames, scripts and invisible words do no harm, and no answer
//! tells of the inside.

use http::StatusCode;
use lotse_web::Config;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::served::{Answer, Served};

const SCRIPT: &str = "\"><script>alert(1)</script>";

/// Fails when an answer names what only we should know.
#[track_caller]
fn says_nothing_of_the_inside(whole: &str) {
    let lower = whole.to_lowercase();
    for word in ["panick", "sqlx", "sqlite", "postgres", "tungstenite", "src/", ".rs", "select "] {
        assert!(!lower.contains(word), "{word}: {whole}");
    }
}

#[track_caller]
fn refused(answer: &Answer, expect: StatusCode) {
    assert_eq!(answer.status, expect, "{}", answer.whole());
    assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    says_nothing_of_the_inside(&answer.whole());
}

#[tokio::test]
async fn a_script_in_any_field_is_text_or_is_refused() {
    let site = Served::new().await;
    let token = site.visitor("optician", "de").await;
    let said = json!({"key": SCRIPT, "text": SCRIPT, "page": SCRIPT, "searches": [SCRIPT],
        "read": [SCRIPT]});
    let answer = site.chat(&token, "messages", &said).await;
    assert_eq!(answer.status, StatusCode::OK);
    let message = answer.json()["messages"][0].clone();
    assert_eq!((&message["text"], &message["key"]), (&json!(SCRIPT), &json!(SCRIPT)));
    site.chat(&token, "acts", &json!({"key": "p", "act": "person"})).await;
    let card = json!({"name": SCRIPT, "wish": SCRIPT});
    let answer = site.chat(&token, "card", &card).await;
    assert_eq!(answer.status, StatusCode::OK);
    let card = answer.json();
    assert_eq!((&card["name"], &card["wish"]), (&json!(SCRIPT), &json!(SCRIPT)));
    assert_eq!((&card["page"], &card["read"]), (&json!(SCRIPT), &json!([SCRIPT])));
    for (path, body) in [
        ("card", json!({"email": SCRIPT})),
        ("acts", json!({"key": "a", "act": SCRIPT})),
        ("acts", json!({"key": "a", "act": "chose", "article": SCRIPT})),
        ("acts", json!({"key": "a", "act": "seen", "seq": SCRIPT})),
        ("typing", json!({"is_typing": SCRIPT})),
    ] {
        refused(&site.chat(&token, path, &body).await, StatusCode::UNPROCESSABLE_ENTITY);
    }
    refused(
        &site.chat(SCRIPT, "typing", &json!({"is_typing": true})).await,
        StatusCode::UNAUTHORIZED,
    );
    let visitor = json!({"brand": SCRIPT, "locale": SCRIPT}).to_string();
    let answer = site.send(("POST", "/chat/v1/visitors"), &[], &visitor).await;
    refused(&answer, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_cannot_be_seen_is_no_message() {
    let site = Served::new().await;
    let token = site.visitor("optician", "de").await;
    for text in ["", " \n\t", "\u{200b}", "\u{feff}\u{200d} \u{2060}", "\u{202e}\u{00ad}", "\u{0}"]
    {
        let body = json!({"key": "k", "text": text});
        refused(&site.chat(&token, "messages", &body).await, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let pulled = site.chat(&token, "conversation", &Value::Null).await;
    assert_eq!(pulled.json()["conversation"], Value::Null);
    // Invisible signs between visible ones stay: some scripts and families of emoji need them.
    let family = "\u{1f468}\u{200d}\u{1f469}";
    assert_eq!(site.say(&token, "k", family).await[0]["text"], family);
}

#[tokio::test]
async fn a_megabyte_and_broken_json_are_refused_with_a_code() {
    let site = Served::new().await;
    let token = site.visitor("optician", "de").await;
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str())];
    let giant = json!({"key": "k", "text": "x".repeat(1_000_000)}).to_string();
    let deep = format!("{}{}", "[".repeat(30_000), "]".repeat(30_000));
    let broken = [StatusCode::BAD_REQUEST, StatusCode::UNPROCESSABLE_ENTITY];
    for (body, expect) in [
        (giant.as_str(), &[StatusCode::PAYLOAD_TOO_LARGE][..]),
        ("{\"key\":", &broken),
        ("", &broken),
        ("null", &broken),
        (deep.as_str(), &broken),
        ("{\"key\":1,\"text\":2}", &broken),
        ("{\"key\":\"k\",\"text\":\"\\ud800\"}", &broken),
    ] {
        let answer = site.send(("POST", "/chat/v1/messages"), &headers, body).await;
        let start: String = body.chars().take(40).collect();
        assert!(expect.contains(&answer.status), "{start}: {}", answer.whole());
        says_nothing_of_the_inside(&answer.whole());
    }
}

/// What a client gets that opens a live connection and then sends these bytes.
async fn after_raw(site: &Served, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(site.address).await.unwrap();
    let request = format!(
        "GET /chat/v1/live HTTP/1.1\r\nhost: {}\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
         sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        site.address
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut got = Vec::new();
    let _ = stream.read_to_end(&mut got).await;
    got
}

#[tokio::test]
async fn broken_frames_end_their_connection_and_nothing_else() {
    let site = Served::new().await;
    let token = site.visitor("optician", "de").await;
    let mut good = site.live(&token, 0).await;
    for bytes in [
        &b"\x81\x05hello"[..],                               // not masked
        b"\x83\x80\0\0\0\0",                                 // an opcode nobody has
        b"\xf1\x80\0\0\0\0",                                 // bits nobody may set
        b"\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff\0\0\0\0", // a giant
        b"\x81\x82\0\0\0\0\xff\xfe",                         // no UTF-8
        b"\x89\xfe\x01\x00\0\0\0\0",                         // a ping that is too long
        b"\x80\x80\0\0\0\0",                                 // goes on with nothing
        b"GET / HTTP/1.1\r\n\r\n",
        b"",
    ] {
        let got = after_raw(&site, bytes).await;
        let text = String::from_utf8_lossy(&got);
        assert!(text.starts_with("HTTP/1.1 101"), "{text}");
        says_nothing_of_the_inside(&text);
    }
    site.say(&token, "k", "Mensch").await;
    assert_eq!(good.frame_of("message").await["message"]["key"], "k");
}

#[tokio::test]
async fn a_flood_of_one_device_is_slowed_and_told_for_how_long() {
    let site = Served::new().await;
    let token = site.visitor("optician", "de").await;
    site.say(&token, "k", "Mensch").await;
    let flooded = async |path: &str, body: Value, most: u32, longest: i64| {
        for _ in 0..most {
            let answer = site.chat(&token, path, &body).await;
            if answer.status == StatusCode::TOO_MANY_REQUESTS {
                let seconds: i64 = answer.header("retry-after").unwrap().parse().unwrap();
                assert!((1..=longest).contains(&seconds), "{path}: {seconds}");
                return says_nothing_of_the_inside(&answer.whole());
            }
        }
        panic!("{path} is not slowed");
    };
    flooded("typing", json!({"is_typing": true}), 2_000, 1).await;
    flooded("acts", json!({"key": "s", "act": "seen", "seq": 1}), 2_000, 1).await;
    flooded("acts", json!({"key": "p", "act": "person"}), 2_000, 3).await;
    let mut seen = None;
    for _ in 0..2_000 {
        let answer = site.send(("POST", "/chat/v1/visitors"), &[], "{}").await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            seen = answer.header("retry-after").map(str::to_owned);
            break;
        }
    }
    assert!(seen.is_some_and(|it| (1..=5).contains(&it.parse::<i64>().unwrap())));
}

#[tokio::test]
async fn both_tabs_of_a_visitor_get_each_message_once_and_in_order() {
    let site = Served::new().await;
    let token = site.visitor("optician", "de").await;
    let (mut one, mut other) = (site.live(&token, 0).await, site.live(&token, 0).await);
    let mut sent = Vec::new();
    for n in 0..8 {
        for message in site.say(&token, &n.to_string(), "Mensch").await {
            sent.push(message["seq"].as_i64().unwrap());
        }
    }
    for tab in [&mut one, &mut other] {
        for seq in &sent {
            assert_eq!(tab.frame_of("message").await["message"]["seq"], *seq);
        }
    }
}

#[tokio::test]
async fn who_slept_for_an_hour_gets_what_came_meanwhile_once() {
    let site = Served::new().await;
    let token = site.visitor("optician", "de").await;
    site.say(&token, "1", "Hallo").await;
    let mut before = site.live(&token, 0).await;
    assert_eq!(before.frame_of("message").await["message"]["seq"], 1);
    assert_eq!(before.frame_of("message").await["message"]["seq"], 2);
    drop(before);
    // The notebook is closed; the chat is given up meanwhile.
    site.lotse.pass(chrono::Duration::hours(1));
    site.lotse.do_what_is_due().await.unwrap();
    let mut after = site.live(&token, 2).await;
    let state = after.frame().await;
    assert_eq!(state["type"], "state", "nothing was said: {state}");
    assert_eq!(state["conversation"]["status"], "resolved");
    let said = site.say(&token, "2", "Mensch").await;
    assert_eq!(said[1]["kind"], "handed_over");
    for seq in [3, 4] {
        assert_eq!(after.frame_of("message").await["message"]["seq"], seq);
    }
}

#[tokio::test]
async fn who_finds_no_place_to_listen_is_told_when_to_come_back() {
    let config = Config { live_connections: 1, ..Config::default() };
    let site = Served::with(config).await;
    let token = site.visitor("optician", "de").await;
    let first = site.live(&token, 0).await;
    let refused_socket = site.socket("/chat/v1/live", &[]).await.map(|_| ());
    assert_eq!(refused_socket, Err(StatusCode::SERVICE_UNAVAILABLE));
    let waiting = site.chat(&token, "conversation?after=0&wait=1", &Value::Null).await;
    refused(&waiting, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(waiting.json()["code"], "full");
    assert_eq!(waiting.header("retry-after"), Some("30"));
    // Whoever does not listen is served as ever.
    let pulled = site.chat(&token, "conversation?after=0", &Value::Null).await;
    assert_eq!(pulled.status, StatusCode::OK);
    site.say(&token, "k", "Hallo").await;
    drop(first);
    while site.socket("/chat/v1/live", &[]).await.is_err() {
        tokio::task::yield_now().await;
    }
}
