//! The storefront as a browser without a script meets it.

use std::collections::BTreeMap;

use axum::body::{Body, to_bytes};
use http::{HeaderMap, Method, Request, header};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use lotse_shop::Status;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::caller::{Caller, MAJA, ORDERED, SECRET};

/// A browser with its cookies.
struct Browser {
    caller: Caller,
    cookies: BTreeMap<String, String>,
}

/// What it was sent.
struct Shown {
    status: u16,
    headers: HeaderMap,
    text: String,
}

impl Browser {
    fn new() -> Self {
        Self { caller: Caller::new(), cookies: BTreeMap::new() }
    }

    async fn open(&mut self, path: &str) -> Shown {
        self.send(Method::GET, path, "").await
    }

    /// Sends a form and follows where it leads.
    async fn submit(&mut self, path: &str, form: &str) -> Shown {
        let shown = self.send(Method::POST, path, form).await;
        match shown.headers.get(header::LOCATION) {
            Some(to) => {
                let to = to.to_str().expect("addresses are text").to_owned();
                self.open(&to).await
            }
            None => shown,
        }
    }

    async fn send(&mut self, method: Method, path: &str, form: &str) -> Shown {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::COOKIE, cookies.join("; "))
            .header(header::ACCEPT_LANGUAGE, "fr-FR, pl;q=0.8, en")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()))
            .expect("this is a request");
        let response = self.caller.shop.router().oneshot(request).await.expect("routers answer");
        for it in response.headers().get_all(header::SET_COOKIE) {
            let cookie = it.to_str().expect("cookies are text");
            let (name, rest) = cookie.split_once('=').expect("cookies have names");
            let value = rest.split(';').next().unwrap_or_default();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let body = to_bytes(response.into_body(), 1_000_000).await.expect("answers end");
        Shown { status, headers, text: String::from_utf8_lossy(&body).into_owned() }
    }

    async fn sign_in(&mut self) {
        let shown = self.submit("/en/sign-in", "customer=C-1002").await;
        assert!(shown.text.contains("Hello, Maja Nowak"), "{}", shown.text);
    }
}

const PAGES: [&str; 8] = [
    "",
    "p/halden-52",
    "p/fjord?colour=pine",
    "cart",
    "sign-in",
    "appointments?service=fitting&shop=berlin",
    "account",
    "account/orders/BW-104201",
];

#[tokio::test]
async fn every_page_has_the_chat_and_a_policy_and_nothing_inline() {
    let mut browser = Browser::new();
    browser.sign_in().await;
    for locale in ["de", "pl", "en"] {
        for page in PAGES {
            let shown = browser.open(&format!("/{locale}/{page}")).await;
            assert_eq!(shown.status, 200, "{locale} {page}");
            let text = &shown.text;
            assert!(text.contains(&format!("<html lang=\"{locale}\">")), "{locale} {page}");
            let tag = format!(
                "<script async src=\"http://help.example/w/w.js\" data-brand=\"optician\" data-lang=\"{locale}\""
            );
            assert!(text.contains(&tag), "{locale} {page}");
            assert!(text.contains("data-customer=\"C-1002\""), "{locale} {page}");
            for inline in [" style=", " onclick=", "<style", "<script>"] {
                assert!(!text.contains(inline), "{locale} {page}: {inline}");
            }
            // A sentence that is missing is empty.
            for empty in ["<h1></h1>", "<h2></h2>", "<p></p>", "<strong></strong>", "<dt></dt>"] {
                assert!(!text.contains(empty), "{locale} {page}: {empty}");
            }
            let policy = shown.headers.get(header::CONTENT_SECURITY_POLICY).unwrap();
            let policy = policy.to_str().unwrap();
            assert!(
                policy.starts_with("default-src 'none'; script-src 'self' http://help.example;")
            );
            assert!(policy.contains("connect-src 'self' http://help.example ws://help.example;"));
            assert!(!policy.contains("unsafe"), "{policy}");
        }
    }
}

#[tokio::test]
async fn the_front_page_speaks_the_first_language_it_knows_and_other_pages_are_not_there() {
    let mut browser = Browser::new();
    let front = browser.open("/").await;
    assert_eq!(front.headers.get(header::LOCATION).unwrap(), "/pl/");
    assert_eq!(browser.open("/de").await.headers.get(header::LOCATION).unwrap(), "/de/");
    for page in ["/fr/", "/fr", "/de/nothing", "/de/p/nothing", "/de/p/halden-52/more"] {
        let shown = browser.open(page).await;
        assert_eq!(shown.status, 404, "{page}");
        assert!(shown.text.contains("Diese Seite gibt es nicht"), "{page}");
    }
}

#[tokio::test]
async fn a_stranger_buys_and_becomes_a_customer() {
    let mut browser = Browser::new();
    let add = "slug=halden-52&colour=black&lens=progressive";
    let cart = browser.submit("/de/cart", add).await;
    assert!(cart.text.contains("Halden 52, Schwarz, Gleitsichtgläser"), "{}", cart.text);
    browser.submit("/de/cart", add).await;
    let cart = browser.submit("/de/cart", "slug=spray&colour=sea").await;
    assert!(
        cart.text.contains("561,90\u{a0}€") && cart.text.contains("kostenlos"),
        "{}",
        cart.text
    );
    browser.submit("/de/cart/change", "line=0&quantity=0").await;
    let cart = browser.open("/de/cart").await;
    assert!(cart.text.contains("10,80\u{a0}€"), "the delivery is paid for: {}", cart.text);

    let form = "email=ada%40example.org&name=Ada+Kern&street=Deichweg+2&city=Kiel&country=DE";
    let wrong = browser.submit("/de/checkout", &format!("{form}&postcode=12-345")).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text.contains("Die Postleitzahl passt nicht zum Land"), "{}", wrong.text);
    assert!(wrong.text.contains("value=\"Ada Kern\""), "nothing is typed twice");
    let order = browser.submit("/de/checkout", &format!("{form}&postcode=24103")).await;
    assert!(order.text.contains("Danke für Ihre Bestellung."), "{}", order.text);
    let told = browser.caller.get("/orders?email=ada@example.org").await.well();
    assert_eq!(told["orders"][0]["number"], "BW-104204");
    assert_eq!(told["orders"][0]["total_cents"], 1_080);
    assert!(browser.open("/de/account").await.text.contains("Ada Kern"));
    assert!(browser.open("/de/cart").await.text.contains("Ihr Warenkorb ist leer."));
}

#[tokio::test]
async fn a_basket_with_nonsense_in_it_holds_what_there_is() {
    let mut browser = Browser::new();
    let nonsense =
        "spray.sea.*3|spray.sea.*-1|car.red.*1|halden-52.black.plain*1|x|fjord.pine.sun*4000";
    browser.cookies.insert("shop_basket".to_owned(), nonsense.to_owned());
    let cart = browser.open("/en/cart").await;
    assert_eq!(cart.status, 200);
    assert_eq!(cart.text.matches("name=\"quantity\"").count(), 2, "{}", cart.text);
}

#[tokio::test]
async fn the_account_shows_what_was_changed_elsewhere_and_the_demo_moves_on() {
    let mut browser = Browser::new();
    browser.sign_in().await;
    let body =
        json!({ "email": MAJA, "street": "ul. Nowa 5", "postcode": "61-001", "city": "Poznań" });
    let path = format!("/orders/{ORDERED}/address");
    browser.caller.send(Method::PUT, &path, None, Some(body)).await.well();
    let page = format!("/en/account/orders/{ORDERED}");
    let shown = browser.open(&page).await;
    assert!(shown.text.contains("ul. Nowa 5") && shown.text.contains("Delivery address changed"));
    assert!(shown.text.contains("I want to change the delivery address of order BW-104201"));
    for (step, status) in
        [("packed", Status::Packed), ("shipped", Status::Shipped), ("delivered", Status::Delivered)]
    {
        let shown = browser.submit(&format!("/en/demo/orders/{ORDERED}/{step}"), "").await;
        assert!(shown.text.contains("The order is one step further."), "{}", shown.text);
        assert_eq!(browser.caller.shop.order(ORDERED).unwrap().status, status);
    }
    assert_eq!(browser.submit(&format!("/en/demo/orders/{ORDERED}/packed"), "").await.status, 409);
    assert_eq!(browser.open("/en/account/orders/BW-104199").await.status, 404, "Karla's");
}

#[tokio::test]
async fn an_appointment_booked_here_is_in_the_ledger_and_can_be_cancelled_or_missed() {
    let mut browser = Browser::new();
    let slots = "/appointments/slots?service=repair&shop=poznan";
    let slot = browser.caller.get(slots).await.well()["slots"][0]["id"].clone();
    let form = format!("slot={}", slot.as_str().unwrap());
    let door = browser.submit("/en/appointments", &form).await;
    assert!(door.text.contains("choose who you want to be"), "{}", door.text);
    browser.sign_in().await;
    let booked = browser.submit("/en/appointments", &form).await;
    assert!(booked.text.contains("Your appointment is booked."), "{}", booked.text);
    assert!(browser.submit("/en/appointments", &form).await.text.contains("just booked this time"));
    let mine = browser.caller.get(&format!("/appointments?email={MAJA}")).await.well();
    let id = mine["appointments"][0]["id"].as_str().unwrap().to_owned();
    let early = browser.submit(&format!("/en/demo/appointments/{id}/missed"), "").await;
    assert_eq!(early.status, 409);
    let shown = browser.submit(&format!("/en/appointments/{id}/cancel"), "").await;
    assert!(shown.text.contains("Your appointment is cancelled."), "{}", shown.text);
    let other = mine["appointments"][1]["id"].as_str().unwrap().to_owned();
    browser.caller.pass(chrono::Duration::days(30));
    let shown = browser.submit(&format!("/en/demo/appointments/{other}/missed"), "").await;
    assert!(shown.text.contains("Noted: nobody came."), "{}", shown.text);
    let ledger = browser.caller.get("/appointments/ledger").await.well();
    let of = |channel: &str, turn: &str| {
        let all = ledger["channels"].as_array().unwrap();
        all.iter().find(|it| it["channel"] == channel).unwrap()[turn]["count"].clone()
    };
    assert_eq!((of("web", "cancelled"), of("phone", "no_show")), (json!(2), json!(3)));
}

#[tokio::test]
async fn the_chat_is_told_who_has_signed_in_and_of_nobody_else() {
    let mut browser = Browser::new();
    assert_eq!(browser.open("/chat-token").await.status, 401);
    browser.cookies.insert("shop_customer".to_owned(), "C-9999".to_owned());
    assert_eq!(browser.open("/chat-token").await.status, 401);
    browser.sign_in().await;
    let shown = browser.open("/chat-token").await;
    assert_eq!(shown.headers.get(header::CACHE_CONTROL).unwrap(), "no-store");
    let known: Value = serde_json::from_str(&shown.text).unwrap();
    assert_eq!((&known["id"], &known["email"]), (&json!("C-1002"), &json!(MAJA)));
    let token = known["token"].as_str().unwrap();
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_audience(&["optician"]);
    validation.validate_exp = false;
    let key = DecodingKey::from_secret(SECRET.as_bytes());
    let read = decode::<Value>(token, &key, &validation).unwrap();
    assert_eq!(read.header.kid.as_deref(), Some("k1"));
    let claims = read.claims;
    assert_eq!((&claims["sub"], &claims["name"]), (&json!("C-1002"), &json!("Maja Nowak")));
    assert_eq!((&claims["email"], &claims["email_verified"]), (&json!(MAJA), &json!(true)));
    let lasts = claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap();
    assert_eq!(lasts, 300);
    let again: Value = serde_json::from_str(&browser.open("/chat-token").await.text).unwrap();
    let again = decode::<Value>(again["token"].as_str().unwrap(), &key, &validation).unwrap();
    assert_ne!(again.claims["jti"], claims["jti"]);
    browser.submit("/en/sign-out", "").await;
    assert_eq!(browser.open("/chat-token").await.status, 401);
}
