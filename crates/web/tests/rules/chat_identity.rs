//! Who a visitor is, over the wire: tokens of the shop, codes, and what the desk is told.

use http::StatusCode;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use lotse_domain::access::Role;
use lotse_testkit::PASSWORD;
use serde_json::{Value, json};

use crate::served::Served;

/// An administrator who has signed in, by the cookie.
async fn administrator(site: &Served) -> String {
    site.lotse.add("admin@example.org", Role::Administrator).await;
    let typed = json!({"email": "admin@example.org", "password": PASSWORD}).to_string();
    let answer = site.send(("POST", "/api/v1/session"), &[], &typed).await;
    answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned()
}

/// Makes a key for the first brand: its id and secret.
async fn key(site: &Served, cookie: &str) -> (String, String) {
    let brand = site.lotse.brand().id.to_string();
    let new = json!({"brand": brand, "name": "shop", "algorithm": "HS256"});
    let answer = site.desk(cookie, ("POST", "/identity-keys"), &new).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    let text = |name: &str| answer.json()[name].as_str().unwrap().to_owned();
    (text("id"), text("secret"))
}

/// What a shop signs of a customer.
fn signed(site: &Served, secret: &str, sub: &str) -> String {
    let now = site.lotse.now().timestamp();
    let jti = site.lotse.new_id().to_string();
    let claims = json!({
        "sub": sub, "aud": "optician", "iat": now, "exp": now + 60, "jti": jti,
        "name": "Ada Winter", "email": "ada@example.org", "email_verified": true,
    });
    encode(&Header::new(Algorithm::HS256), &claims, &EncodingKey::from_secret(secret.as_bytes()))
        .unwrap()
}

async fn identify(site: &Served, visitor: &str, token: &str) -> (StatusCode, Value) {
    let answer = site.chat(visitor, "identity", &json!({"token": token})).await;
    (answer.status, answer.json())
}

#[tokio::test]
async fn a_signed_token_says_who_is_here_at_the_desk_and_on_every_device() {
    let site = Served::new().await;
    let cookie = administrator(&site).await;
    let (_, secret) = key(&site, &cookie).await;
    let phone = site.visitor("optician", "de").await;
    site.say(&phone, "1", "Ich möchte einen Menschen sprechen").await;
    let token = signed(&site, &secret, "4711");
    let (status, body) = identify(&site, &phone, &token).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    assert_eq!((&body["level"], &body["name"]), (&json!("signed_in"), &json!("Ada Winter")));
    assert_eq!(body["email"], "ada@example.org");
    let fresh = body["token"].as_str().unwrap();
    let old = site.chat(&phone, "conversation", &Value::Null).await;
    assert_eq!(old.status, StatusCode::UNAUTHORIZED, "the token before has ended");
    let brand = site.lotse.brand().id.to_string();
    let path = format!("/conversations?brand={brand}");
    let listed = site.desk(&cookie, ("GET", &path), &Value::Null).await;
    let contact = listed.json()["items"][0]["contact"].clone();
    assert_eq!(contact["name"], "Ada Winter");
    assert_eq!(
        (&contact["proof"], &contact["is_email_proven"]),
        (&json!("signed_in"), &json!(true))
    );
    let laptop = site.visitor("optician", "de").await;
    let (status, body) = identify(&site, &laptop, &token).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(body["fields"][0], json!({"name": "token", "code": "used"}));
    let (_, body) = identify(&site, &laptop, &signed(&site, &secret, "4711")).await;
    let laptop = body["token"].as_str().unwrap();
    let there = site.chat(laptop, "conversation", &Value::Null).await.json();
    let here = site.chat(fresh, "conversation", &Value::Null).await.json();
    assert_eq!(there, here);
    let (_, body) = identify(&site, laptop, &signed(&site, &secret, "4711")).await;
    assert_eq!(body["token"], Value::Null, "the same contact goes on with the same token");
}

#[tokio::test]
async fn a_live_connection_ends_when_somebody_else_signs_in_on_the_device() {
    let site = Served::new().await;
    let cookie = administrator(&site).await;
    let (_, secret) = key(&site, &cookie).await;
    let device = site.visitor("optician", "de").await;
    let (_, body) = identify(&site, &device, &signed(&site, &secret, "ada")).await;
    let ada = body["token"].as_str().unwrap().to_owned();
    site.say(&ada, "1", "Ich möchte einen Menschen sprechen").await;
    let mut window = site.live(&ada, 0).await;
    window.frame_of("state").await;
    let said = site.chat(&ada, "conversation", &Value::Null).await.json();
    let (status, _) = identify(&site, &ada, &signed(&site, &secret, "ben")).await;
    assert_eq!(status, StatusCode::OK);
    // An agent answers Ada; the window that Ben sits at now hears nothing of it.
    let agent = site.agent("eva").await;
    let id = said["conversation"]["id"].as_str().unwrap();
    let path = format!("/conversations/{id}");
    site.desk(&agent, ("POST", &format!("{path}/take")), &json!({})).await;
    assert_eq!(window.end().await, (4401, "not_signed_in".to_owned()));
}

#[tokio::test]
async fn a_secret_is_shown_once_and_a_disabled_key_is_refused() {
    let site = Served::new().await;
    let cookie = administrator(&site).await;
    let (id, secret) = key(&site, &cookie).await;
    let brand = site.lotse.brand().id.to_string();
    let path = format!("/identity-keys?brand={brand}");
    let listed = site.desk(&cookie, ("GET", &path), &Value::Null).await;
    assert!(!listed.text.contains(&secret));
    assert_eq!(listed.json()["items"][0]["last_used_at"], Value::Null);
    let path = format!("/identity-keys/{id}");
    let off = json!({"is_active": false});
    assert_eq!(site.desk(&cookie, ("PATCH", &path), &off).await.status, StatusCode::OK);
    let visitor = site.visitor("optician", "de").await;
    let (status, body) = identify(&site, &visitor, &signed(&site, &secret, "1")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(body["fields"][0]["code"], "signature");
    let new = json!({"brand": brand, "name": "x", "algorithm": "none"});
    let answer = site.desk(&cookie, ("POST", "/identity-keys"), &new).await;
    assert_eq!(answer.json()["fields"][0]["name"], "algorithm");
}

#[tokio::test]
async fn a_code_in_a_mail_proves_an_address() {
    let site = Served::new().await;
    let visitor = site.visitor("optician", "de").await;
    let sent = site.chat(&visitor, "codes", &json!({"email": "ada@example.org"})).await;
    assert_eq!(sent.status, StatusCode::NO_CONTENT, "{}", sent.text);
    let mail = site.lotse.waiting_mails(1).await.unwrap().remove(0).mail;
    let (subject, text) = (mail.subject, mail.text);
    assert_eq!(mail.to.as_str(), "ada@example.org");
    let code: String = subject.chars().filter(char::is_ascii_digit).collect();
    assert!(code.len() == 6 && text.contains(&code), "{subject}: {text}");
    let wrong = site.chat(&visitor, "codes/check", &json!({"code": "x"})).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.json()["fields"][0]["code"], "code_wrong");
    let right = site.chat(&visitor, "codes/check", &json!({"code": code})).await.json();
    assert_eq!(
        (&right["level"], &right["email"]),
        (&json!("possession"), &json!("ada@example.org"))
    );
    let token = right["token"].as_str().unwrap();
    let bad = site.chat(token, "codes", &json!({"email": "nobody"})).await;
    assert_eq!(bad.json()["fields"][0]["code"], "not_an_email");
    let ended = site.chat(token, "end", &json!({})).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    let after = site.chat(token, "conversation", &Value::Null).await;
    assert_eq!(after.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_returning_contact_is_greeted_with_the_open_case_and_nobody_is_sold_anything() {
    let site = Served::new().await;
    let greeting = async |token: &str, page: &str| {
        let path = format!("config?brand=optician&locale=de&page={page}");
        site.chat(token, &path, &Value::Null).await.json()["greeting"].clone()
    };
    let fresh = greeting("", "https://shop.example/").await;
    assert_eq!((&fresh["key"], &fresh["may_promote"]), (&json!("new"), &json!(true)));
    let orders = greeting("", "https://shop.example/orders/4711").await;
    assert_eq!((&orders["key"], &orders["may_promote"]), (&json!("order"), &json!(false)));
    let token = site.visitor("optician", "de").await;
    site.say(&token, "1", "Ich möchte einen Menschen sprechen").await;
    let back = greeting(&token, "https://shop.example/").await;
    assert_eq!((&back["key"], &back["may_promote"]), (&json!("case"), &json!(false)));
    let pulled = site.chat(&token, "conversation", &Value::Null).await.json();
    assert_eq!(back["case"]["reference"], pulled["conversation"]["reference"]);
    assert_eq!(back["case"]["holder"], "queue");
    let end = site.chat(&token, "acts", &json!({"key": "2", "act": "end"})).await;
    assert_eq!(end.status, StatusCode::OK);
    let again = greeting(&token, "https://shop.example/").await;
    assert_eq!((&again["key"], &again["case"]), (&json!("again"), &Value::Null));
    // At another brand the same token says nothing.
    site.lotse.second_brand("bikes", &["de"]).await;
    let other = site.chat(&token, "config?brand=bikes&locale=de", &Value::Null).await.json();
    assert_eq!(other["greeting"]["key"], "new");
}
