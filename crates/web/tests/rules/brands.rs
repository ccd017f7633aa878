//! Brands over HTTP: an administrator makes and changes them, and their pages are there at once.

use chrono::Duration;
use http::{Method, StatusCode};
use lotse_domain::access::Role;
use serde_json::{Value, json};

use crate::site::{Reply, Site, from_desk, json_to};

/// A site with an administrator at its desk.
struct Desk {
    site: Site,
    cookie: String,
}

impl Desk {
    async fn new() -> Self {
        let site = Site::new().await;
        site.lotse.add("administrator@example.org", Role::Administrator).await;
        let cookie = site.cookie(Role::Administrator).await;
        // Brands stand in the order they were made.
        site.lotse.pass(Duration::milliseconds(1));
        Self { site, cookie }
    }

    async fn send(&self, method: Method, path: &str, body: &Value) -> Reply {
        self.site.send(from_desk(json_to(&method, path, body), &self.cookie)).await
    }

    async fn add(&self, body: &Value) -> Reply {
        self.send(Method::POST, "/api/v1/brands", body).await
    }

    async fn change(&self, id: &str, body: &Value) -> Reply {
        self.send(Method::PATCH, &format!("/api/v1/brands/{id}"), body).await
    }

    async fn slugs(&self) -> Vec<Value> {
        let list = self.send(Method::GET, "/api/v1/brands", &json!({})).await.json();
        list["items"].as_array().unwrap().iter().map(|it| it["slug"].clone()).collect()
    }
}

#[tokio::test]
async fn a_new_brand_has_a_help_centre_at_once() {
    let desk = Desk::new().await;
    let reply = desk.add(&json!({"name": "Bad & Küche", "locales": ["pl", "de"]})).await;
    let made = reply.json();
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
    assert_eq!(made["default_locale"], "pl", "the first language is the one of first resort");
    assert_eq!((&made["slug"], &made["url"]), (&json!("bad-kueche"), &json!("/b/bad-kueche/")));
    assert_eq!(desk.slugs().await, ["optician", "bad-kueche"]);
    let page = desk.site.get("/b/bad-kueche/de/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Bad &amp; Küche"));
}

#[tokio::test]
async fn a_changed_brand_is_shown_at_once_and_its_old_address_still_leads_to_it() {
    let desk = Desk::new().await;
    let id = desk.add(&json!({"name": "Bad", "locales": ["de"]})).await.json()["id"].clone();
    desk.site.get("/b/bad/de/").await;
    let changed = json!({"name": "Küche", "slug": "kueche", "accent": "#aa3300",
        "locales": ["de", "pl"]});
    let reply = desk.change(id.as_str().unwrap(), &changed).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    for address in ["/b/kueche/pl/", "/b/bad/pl/"] {
        let page = desk.site.get(address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        assert!(page.text.contains("Küche") && page.text.contains("/assets/brand/kueche.css?"));
        let lasting = "rel=\"canonical\" href=\"http://127.0.0.1:8080/b/kueche/pl/\"";
        assert!(page.text.contains(lasting), "{}", page.text);
    }
    let plain = desk.change(id.as_str().unwrap(), &json!({"accent": ""})).await.json();
    assert_eq!((&plain["accent"], &plain["name"]), (&Value::Null, &json!("Küche")));
}

#[tokio::test]
async fn what_is_wrong_with_a_brand_is_told_by_field() {
    let desk = Desk::new().await;
    let cases = [
        (json!({"name": " ", "locales": ["de"]}), "name", "empty"),
        (json!({"name": "x".repeat(101), "locales": ["de"]}), "name", "too_long"),
        (json!({"name": "X", "locales": []}), "locales", "empty"),
        (json!({"name": "X", "locales": ["deutsch"]}), "locales", "unknown"),
        (
            json!({"name": "X", "locales": ["de"], "default_locale": "pl"}),
            "default_locale",
            "unknown",
        ),
        (json!({"name": "X", "locales": ["de"], "accent": "red"}), "accent", "not_a_colour"),
    ];
    for (body, field, code) in cases {
        let reply = desk.add(&body).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}: {}", reply.text);
        let wrong = &reply.json()["fields"][0];
        assert_eq!((&wrong["name"], &wrong["code"]), (&json!(field), &json!(code)), "{body}");
    }
    let taken = desk.add(&json!({"name": "X", "slug": "optician", "locales": ["de"]})).await;
    assert_eq!((taken.status, taken.code()), (StatusCode::CONFLICT, "name_taken".into()));
    let nobody = desk.site.lotse.new_id().to_string();
    assert_eq!(desk.change(&nobody, &json!({})).await.status, StatusCode::NOT_FOUND);
    assert_eq!(desk.slugs().await, ["optician"], "nothing was kept");
}

#[tokio::test]
async fn hosts_are_names_of_hosts_that_nobody_else_has() {
    let desk = Desk::new().await;
    let with = |host: &str| json!({"name": "Bad", "locales": ["de"], "hosts": [host]});
    for bad in [
        "",
        "hilfe.example:80",
        "hilfe.example/de",
        "https://hilfe.example",
        "192.168.0.1",
        "[::1]",
        "a b.example",
        "a%2eb.example",
        "a_b.example",
        "xn--a.example",
    ] {
        let reply = desk.add(&with(bad)).await;
        let wrong = &reply.json()["fields"][0];
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}: {}", reply.text);
        assert_eq!(
            (&wrong["name"], &wrong["code"]),
            (&json!("hosts"), &json!("not_a_host")),
            "{bad}"
        );
    }
    let made = desk.add(&with("Hilfe.BÄCKEREI.example")).await.json();
    assert_eq!(made["hosts"], json!(["hilfe.xn--bckerei-5wa.example"]));
    assert_eq!(made["url"], "http://hilfe.xn--bckerei-5wa.example:8080/");
    let taken = desk.add(&with("hilfe.xn--bckerei-5wa.example")).await;
    assert_eq!((taken.status, taken.code()), (StatusCode::CONFLICT, "host_taken".into()));
    let id = made["id"].as_str().unwrap();
    let none = desk.change(id, &json!({"hosts": []})).await.json();
    assert_eq!((&none["hosts"], &none["url"]), (&json!([]), &json!("/b/bad/")));
}

#[tokio::test]
async fn a_brand_is_made_once_per_idempotency_key() {
    let desk = Desk::new().await;
    let body = json!({"name": "Bad", "locales": ["de"]});
    let mut replies = Vec::new();
    for _ in 0..2 {
        let mut request = json_to(&Method::POST, "/api/v1/brands", &body);
        request.headers_mut().insert("idempotency-key", "k".parse().unwrap());
        replies.push(desk.site.send(from_desk(request, &desk.cookie)).await);
    }
    assert_eq!(replies[0].status, StatusCode::CREATED);
    assert_eq!(replies[0].text, replies[1].text);
    assert_eq!(desk.slugs().await, ["optician", "bad"]);
}

#[tokio::test]
async fn the_chat_of_a_brand_speaks_in_its_words() {
    let desk = Desk::new().await;
    let id = desk.site.lotse.brand().id;
    let path = format!("/api/v1/brands/{id}/wording");
    let change = async |texts: Value| {
        desk.send(Method::PATCH, &path, &json!({"locale": "de", "texts": texts})).await
    };
    let own = json!({"chat.hello": "Moin", "chat.hello.name": "Moin {name}",
        "chat.bot.retention": "Wir heben das auf."});
    let kept = change(own).await;
    assert_eq!(kept.status, StatusCode::OK, "{}", kept.text);
    let config = async |locale: &str| {
        desk.site.get(&format!("/chat/v1/config?locale={locale}")).await.json()
    };
    let german = config("de").await;
    assert_eq!(german["texts"]["chat.hello"], "Moin");
    assert_eq!(german["texts"]["chat.hello.name"], "Moin {name}");
    assert_eq!(german["retention"], "Wir heben das auf.");
    assert!(german["texts"].get("chat.bot.retention").is_none());
    assert_eq!(config("en").await["texts"]["chat.hello"], "Hello");
    let wrong = change(json!({"chat.bot.name": "Anna", "chat.hello.name": "Moin"})).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = json!([
        {"name": "texts.chat.bot.name", "code": "fixed_sentence"},
        {"name": "texts.chat.hello.name", "code": "placeholder_missing"},
    ]);
    assert_eq!(wrong.json()["fields"], fields);
    let listed = desk.send(Method::GET, &format!("{path}?locale=de"), &json!({})).await.json();
    let of = |key: &str| {
        let all = listed["items"].as_array().unwrap();
        all.iter().find(|it| it["key"] == key).unwrap().clone()
    };
    assert_eq!(of("chat.hello")["text"], "Moin");
    assert_eq!(of("chat.bot.name")["is_fixed"], true);
    assert_eq!(of("chat.bot.taken")["placeholders"], json!(["name"]));
    let french = desk.send(Method::GET, &format!("{path}?locale=fr"), &json!({})).await;
    assert_eq!(french.status, StatusCode::UNPROCESSABLE_ENTITY);
}
