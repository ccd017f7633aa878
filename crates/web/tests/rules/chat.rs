//! The chat for visitors, over the wire: answers, limits, and which pages may use it.

use http::StatusCode;
use lotse_app::knowledge::BrandChange;
use lotse_domain::knowledge::Visibility;
use serde_json::{Value, json};

use crate::served::Served;

const SHOP: &str = "https://shop.example";

/// One article per language.
async fn knowledge(site: &Served) {
    for (locale, title, body) in [
        ("de", "Nasenpads wechseln", "Mit einem kleinen Schraubendreher."),
        ("en", "Where is my parcel?", "The tracking number is in the mail."),
        ("pl", "Jak zwrócić okulary?", "Wyślij je do nas w ciągu 30 dni."),
    ] {
        site.lotse.write(title, body).locale(locale).published().await;
    }
}

/// Lets pages of the shop chat with the first brand.
async fn open_to_the_shop(site: &Served) {
    let chat_origins = Some(vec![SHOP.to_owned()]);
    let change = BrandChange { chat_origins, ..BrandChange::default() };
    site.lotse.change_brand(&site.lotse.may(), site.lotse.brand().id, change).await.unwrap();
}

#[tokio::test]
async fn a_visitor_is_answered_in_three_languages_with_the_source() {
    let site = Served::new().await;
    knowledge(&site).await;
    for (locale, question, title, says) in [
        ("de", "Nasenpads wechseln", "Nasenpads wechseln", "Ich bin die automatische Hilfe"),
        ("en", "where is my parcel", "Where is my parcel?", "I am the automatic assistant"),
        ("pl", "jak zwrocic okulary", "Jak zwrócić okulary?", "Jestem automatycznym asystentem"),
    ] {
        let token = site.visitor("optician", locale).await;
        let said = site.say(&token, "k", question).await;
        assert_eq!((&said[0]["kind"], &said[0]["key"]), (&json!("text"), &json!("k")));
        let answer = &said[1];
        assert_eq!(answer["kind"], "answer", "{answer}");
        assert_eq!((&answer["author"], &answer["is_automatic"]), (&json!("machine"), &json!(true)));
        assert_eq!(answer["article"]["title"], title);
        let url = answer["article"]["url"].as_str().unwrap();
        assert!(url.starts_with(&format!("http://{}/{locale}/a/", site.address)), "{url}");
        assert!(answer["text"].as_str().unwrap().starts_with(says), "{answer}");
        assert_eq!(site.say(&token, "k", question).await, said, "the same again is the same");
    }
}

#[tokio::test]
async fn a_script_in_a_message_is_kept_as_text() {
    let site = Served::new().await;
    let token = site.visitor("optician", "de").await;
    let text = "<script>alert(1)</script><img src=x onerror=alert(1)> \u{202e}";
    assert_eq!(site.say(&token, "k", text).await[0]["text"], text.trim());
    let pulled = site.chat(&token, "conversation?after=0", &Value::Null).await;
    assert_eq!(pulled.json()["messages"][0]["text"], text.trim());
    assert_eq!(pulled.header("content-type"), Some("application/json"));
    assert_eq!(pulled.header("x-content-type-options"), Some("nosniff"));
}

#[tokio::test]
async fn what_is_too_long_wrong_or_by_nobody_is_refused_with_a_code() {
    let site = Served::new().await;
    let token = site.visitor("optician", "de").await;
    let text = |length| json!({"key": "k", "text": "x".repeat(length)});
    for (path, body, status, code) in [
        ("messages", text(1_000_000), StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
        ("messages", text(4_001), StatusCode::UNPROCESSABLE_ENTITY, "field_wrong"),
        ("messages", text(0), StatusCode::UNPROCESSABLE_ENTITY, "field_wrong"),
        ("messages", json!({"key": "k"}), StatusCode::UNPROCESSABLE_ENTITY, "body_wrong"),
        ("acts", json!({"key": "k", "act": "x"}), StatusCode::UNPROCESSABLE_ENTITY, "field_wrong"),
        ("acts", json!({"key": "k", "act": "end"}), StatusCode::NOT_FOUND, "not_found"),
        (
            "acts",
            json!({"key": "k", "act": "seen"}),
            StatusCode::UNPROCESSABLE_ENTITY,
            "field_wrong",
        ),
        ("card", json!({"name": "Ada"}), StatusCode::CONFLICT, "no_card"),
        ("nothing", json!({}), StatusCode::NOT_FOUND, "not_found"),
    ] {
        let answer = site.chat(&token, path, &body).await;
        assert_eq!((answer.status, &answer.json()["code"]), (status, &json!(code)), "{path}");
    }
    let pulled = site.chat(&token, "conversation", &Value::Null).await;
    assert_eq!(pulled.json(), json!({"conversation": null, "messages": [], "typing": false}));
    for token in ["", "made-up"] {
        let answer = site.chat(token, "messages", &text(3)).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    let unknown = json!({"brand": "nobody", "locale": "de"}).to_string();
    let answer = site.send(("POST", "/chat/v1/visitors"), &[], &unknown).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn whoever_writes_too_fast_is_told_when_to_come_back() {
    let site = Served::new().await;
    let token = site.visitor("optician", "de").await;
    let mut slowed = None;
    for n in 0..40 {
        let body = json!({"key": n.to_string(), "text": "Mensch"});
        let answer = site.chat(&token, "messages", &body).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            slowed = Some(answer);
            break;
        }
    }
    let slowed = slowed.expect("nobody writes 40 messages at once");
    let seconds: i64 = slowed.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=3).contains(&seconds), "{seconds}");
    assert_eq!(slowed.json()["retry_after_seconds"], seconds);
    let other = site.visitor("optician", "de").await;
    site.say(&other, "k", "Hallo").await;
}

#[tokio::test]
async fn only_pages_of_known_places_may_chat() {
    let site = Served::new().await;
    open_to_the_shop(&site).await;
    let second = site.lotse.second_brand("second", &["de"]).await;
    let body = json!({"brand": "optician", "locale": "de"}).to_string();
    let own = format!("http://{}", site.address);
    for (origin, status) in [
        (SHOP, StatusCode::CREATED),
        (own.as_str(), StatusCode::CREATED),
        ("https://shop.example.evil", StatusCode::FORBIDDEN),
        ("http://shop.example", StatusCode::FORBIDDEN),
        ("https://evil.example", StatusCode::FORBIDDEN),
        ("null", StatusCode::FORBIDDEN),
    ] {
        let headers = [("origin", origin)];
        let answer = site.send(("POST", "/chat/v1/visitors"), &headers, &body).await;
        assert_eq!(answer.status, status, "{origin}");
        let allowed = answer.header("access-control-allow-origin");
        assert_eq!(allowed, (status == StatusCode::CREATED).then_some(origin));
        let preflight = site.send(("OPTIONS", "/chat/v1/messages"), &headers, "").await;
        let is_allowed = preflight.status == StatusCode::NO_CONTENT;
        assert_eq!(is_allowed, status == StatusCode::CREATED, "{origin}");
    }
    let token = site.visitor(&second.slug, "de").await;
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str()), ("origin", SHOP)];
    let say = json!({"key": "k", "text": "Hallo"}).to_string();
    let answer = site.send(("POST", "/chat/v1/messages"), &headers, &say).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "the shop is not the second brand's");
    assert_eq!(answer.json()["code"], "origin_refused");
    let config = site.send(("GET", "/chat/v1/config?brand=second"), &headers, "").await;
    assert_eq!(config.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_preflight_allows_what_the_chat_needs_and_no_cookies() {
    let site = Served::new().await;
    open_to_the_shop(&site).await;
    let preflight = site.send(("OPTIONS", "/chat/v1/messages"), &[("origin", SHOP)], "").await;
    let methods = preflight.header("access-control-allow-methods");
    assert_eq!(methods, Some("GET, POST"));
    let headers = preflight.header("access-control-allow-headers");
    assert_eq!(headers, Some("authorization, content-type"));
    assert_eq!(preflight.header("access-control-allow-credentials"), None);
    assert_eq!(preflight.header("cross-origin-resource-policy"), Some("cross-origin"));
    let elsewhere = site.send(("GET", "/api/v1/brands"), &[("origin", SHOP)], "").await;
    assert_eq!(elsewhere.header("access-control-allow-origin"), None);
    assert_eq!(elsewhere.header("cross-origin-resource-policy"), None);
}

#[tokio::test]
async fn the_widget_is_told_all_it_needs_to_begin() {
    let site = Served::new().await;
    knowledge(&site).await;
    let accent = Some("#0a7f3c".to_owned());
    let change = BrandChange { accent, ..BrandChange::default() };
    site.lotse.change_brand(&site.lotse.may(), site.lotse.brand().id, change).await.unwrap();
    let config = site.send(("GET", "/chat/v1/config?locale=pl"), &[], "").await.json();
    assert_eq!(config["brand"]["slug"], "optician");
    assert_eq!(
        (&config["brand"]["accent"], &config["brand"]["on_accent"]),
        (&json!("#0a7f3c"), &json!("#ffffff"))
    );
    assert_eq!((&config["locale"], &config["mode"]), (&json!("pl"), &json!("answer")));
    assert_eq!(config["locales"], json!(["de", "en", "pl"]));
    assert_eq!((&config["is_open"], &config["hours"]), (&json!(true), &json!("")));
    assert_eq!(config["most_asked"][0]["title"], "Jak zwrócić okulary?");
    assert!(config["bot_name"].is_string() && config["retention"].is_string());
    let texts = config["texts"].as_object().unwrap();
    assert!(texts.keys().all(|it| it.starts_with("chat.") && !it.starts_with("chat.bot.")));
    let found = site.send(("GET", "/chat/v1/suggest?locale=de&q=nasen"), &[], "").await.json();
    assert_eq!(found["items"][0]["title"], "Nasenpads wechseln");
}

#[tokio::test]
async fn a_public_article_can_be_read_and_no_other() {
    let site = Served::new().await;
    let body = "[mehr](/de/) und ![Bild](/media/1/a.png) und `href=\"/x\"`";
    let id = site.lotse.published("Pflege", body).await;
    let secret = site.lotse.write("Intern", "Fach 7").visible_to(Visibility::Internal);
    let secret = secret.published().await;
    let read = async |id: String| {
        site.send(("GET", &format!("/chat/v1/articles/{id}?locale=pl")), &[], "").await
    };
    let article = read(id.to_string()).await.json();
    assert_eq!(article["title"], "Pflege");
    let html = article["html"].as_str().unwrap();
    let here = format!("http://{}", site.address);
    assert!(html.contains(&format!("href=\"{here}/de/\"")), "{html}");
    assert!(html.contains(&format!("src=\"{here}/media/1/a.png\"")), "{html}");
    assert!(!html.contains(&format!("href=\"{here}/x\"")), "{html}");
    assert_eq!(article["url"], format!("{here}/de/a/pflege"));
    assert_eq!(read(secret.to_string()).await.status, StatusCode::NOT_FOUND);
    assert_eq!(read("seven".to_owned()).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn scripts_of_the_widget_are_there_by_their_names_only() {
    let site = Served::new().await;
    for path in ["/w/nothing.js", "/w/..%2Fdesk%2Findex.html", "/w/"] {
        let answer = site.send(("GET", path), &[], "").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_conversation_leaves_by_mail_only_with_the_code_that_went_to_the_address() {
    let site = Served::new().await;
    let token = site.visitor("optician", "de").await;
    let ask = async |email: &str, code: Option<&str>| {
        let body = json!({"key": "k", "act": "mail", "email": email, "code": code});
        site.chat(&token, "acts", &body).await
    };
    let early = ask("ida@example.org", None).await;
    assert_eq!(early.status, StatusCode::NOT_FOUND, "there is no conversation yet");
    site.say(&token, "1", "Meine Nummer ist 7").await;
    let wrong = ask("ida", None).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.json()["fields"][0], json!({"name": "email", "code": "not_an_email"}));
    let sent = ask("ida@example.org", None).await;
    assert_eq!(sent.json(), json!({"messages": [], "mail": "code_sent"}));
    let wrong = ask("ida@example.org", Some("x")).await;
    assert_eq!(wrong.json()["fields"][0], json!({"name": "code", "code": "wrong"}));
    let subject = site.lotse.waiting_mails(1).await.unwrap().remove(0).mail.subject;
    let code: String = subject.chars().take_while(char::is_ascii_digit).collect();
    let sent = ask("ida@example.org", Some(&code)).await;
    assert_eq!(sent.json(), json!({"messages": [], "mail": "sent"}));
}
