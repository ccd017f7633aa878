//! Shops and the hours of the service team over HTTP, as an editor enters them.

use http::{Method, StatusCode};
use lotse_domain::access::Role;
use serde_json::{Value, json};

use crate::site::{Reply, Site, from_desk, json_to};

/// A site with an editor at its desk.
struct Desk {
    site: Site,
    cookie: String,
    brand: String,
}

impl Desk {
    async fn new() -> Self {
        let site = Site::new().await;
        site.lotse.add("editor@example.org", Role::Editor).await;
        let cookie = site.cookie(Role::Editor).await;
        let brand = site.lotse.brand().id.to_string();
        Self { site, cookie, brand }
    }

    async fn send(&self, method: Method, path: &str, body: &Value) -> Reply {
        let request = json_to(&method, &format!("/api/v1{path}"), body);
        self.site.send(from_desk(request, &self.cookie)).await
    }

    /// A shop that is complete, with `change` on top.
    fn shop(&self, change: &Value) -> Value {
        let mut shop = json!({
            "brand_id": self.brand, "name": "Laden Mitte", "street": "Linsenweg 3",
            "postal_code": "10115", "city": "Berlin", "country": "de", "phone": "030 123",
            "hours": hours(),
        });
        for (field, value) in change.as_object().unwrap() {
            shop[field] = value.clone();
        }
        shop
    }

    async fn add(&self, change: &Value) -> Value {
        let reply = self.send(Method::POST, "/locations", &self.shop(change)).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
        reply.json()
    }

    async fn names(&self) -> Vec<Value> {
        let path = format!("/locations?brand={}", self.brand);
        let list = self.send(Method::GET, &path, &json!({})).await.json();
        list["items"].as_array().unwrap().iter().map(|it| it["name"].clone()).collect()
    }
}

/// Open all week and at all hours but for one minute, so that no clock matters, with a holiday
/// long ago and one in a year nobody waits for.
fn hours() -> Value {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let week: Vec<_> =
        days.iter().map(|it| json!({"day": it, "opens": "00:00", "closes": "23:59"})).collect();
    json!({
        "time_zone": "Europe/Berlin",
        "week": week,
        "holidays": [
            {"date": "2000-01-01", "opens": "10:00", "closes": "14:00", "names": {}},
            {"date": "2200-12-24", "opens": null, "closes": null, "names": {"de": "Heiligabend"}},
        ],
    })
}

#[tokio::test]
async fn a_shop_is_read_back_as_it_was_sent_and_stands_on_its_page_at_once() {
    let desk = Desk::new().await;
    assert_eq!(desk.site.get("/de/locations").await.status, StatusCode::NOT_FOUND);
    let made = desk.add(&json!({})).await;
    assert_eq!((&made["slug"], &made["country"]), (&json!("laden-mitte"), &json!("DE")));
    assert_eq!(made["hours"], hours());
    assert_eq!(made["opening"]["is_open"], json!(true));
    let page = desk.site.get("/de/locations").await;
    assert_eq!(page.status, StatusCode::OK);
    for expect in ["Laden Mitte", "Linsenweg 3", "10115 Berlin", "Geöffnet bis 23:59\u{a0}Uhr"] {
        assert!(page.text.contains(expect), "{expect}");
    }
    let path = format!("/locations/{}", made["id"].as_str().unwrap());
    let renamed = desk.send(Method::PATCH, &path, &json!({"name": "Laden Ost", "phone": ""})).await;
    assert_eq!(renamed.status, StatusCode::OK, "{}", renamed.text);
    let renamed = renamed.json();
    assert_eq!((&renamed["slug"], &renamed["phone"]), (&json!("laden-mitte"), &json!("")));
    assert_eq!(renamed["hours"], hours(), "what is left out stays");
    let page = desk.site.get("/de/locations").await;
    assert!(page.text.contains("Laden Ost") && !page.text.contains("Laden Mitte"));
    let gone = desk.send(Method::DELETE, &path, &json!({})).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    assert_eq!(desk.site.get("/de/locations").await.status, StatusCode::NOT_FOUND);
    let again = desk.send(Method::DELETE, &path, &json!({})).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_shop_without_an_address_has_no_empty_lines() {
    let desk = Desk::new().await;
    desk.add(&json!({"street": "", "postal_code": "", "city": "", "phone": ""})).await;
    let page = desk.site.get("/de/locations").await;
    assert!(page.text.contains("Laden Mitte") && !page.text.contains("contact-line"));
}

#[tokio::test]
async fn shops_are_put_where_they_belong() {
    let desk = Desk::new().await;
    let mut ids = Vec::new();
    for name in ["A", "B", "C"] {
        let made = desk.add(&json!({"name": name})).await;
        ids.push(made["id"].as_str().unwrap().to_owned());
    }
    let path = format!("/locations/{}", ids[2]);
    desk.send(Method::PATCH, &path, &json!({"position": 0})).await;
    assert_eq!(desk.names().await, ["C", "A", "B"]);
    desk.add(&json!({"name": "D", "position": 1})).await;
    assert_eq!(desk.names().await, ["C", "D", "A", "B"]);
}

#[tokio::test]
async fn what_is_wrong_with_a_shop_is_told_by_field() {
    let desk = Desk::new().await;
    let with = |change: Value| {
        let mut hours = hours();
        for (field, value) in change.as_object().unwrap() {
            hours[field] = value.clone();
        }
        json!({"hours": hours})
    };
    let span = |day, opens, closes| json!({"day": day, "opens": opens, "closes": closes});
    let day = |date, opens: Value, closes: Value| json!({"date": date, "opens": opens, "closes": closes, "names": {}});
    let null = Value::Null;
    let cases = [
        (json!({"name": " "}), "name", "empty"),
        (json!({"name": "x".repeat(101)}), "name", "too_long"),
        (json!({"street": "x".repeat(201)}), "street", "too_long"),
        (json!({"country": "Deutschland"}), "country", "not_a_country"),
        (json!({"phone": "none"}), "phone", "not_a_phone"),
        (json!({"brand_id": desk.site.lotse.new_id().to_string()}), "brand_id", "unknown"),
        (with(json!({"time_zone": "Europe/Brillenwerk"})), "hours.time_zone", "unknown"),
        (with(json!({"week": [span("someday", "1:00", "2:00")]})), "hours.week", "unknown"),
        (with(json!({"week": [span("mon", "25:00", "26:00")]})), "hours.week.mon", "not_a_time"),
        (with(json!({"week": [span("sat", "18:00", "10:00")]})), "hours.week.sat", "closes_early"),
        (
            with(json!({"week": [span("sun", "9:00", "12:00"), span("sun", "11:00", "14:00")]})),
            "hours.week.sun",
            "overlaps",
        ),
        (
            with(json!({"holidays": [day("2026-12-24", json!("10:00"), null.clone())]})),
            "hours.holidays.2026-12-24",
            "empty",
        ),
        (
            with(json!({"holidays": [day("2026-12-24", json!("14:00"), json!("10:00"))]})),
            "hours.holidays.2026-12-24",
            "closes_early",
        ),
        (
            with(json!({"holidays": [day("2026-12-25", null.clone(), null.clone()),
                day("2026-12-25", null.clone(), null)]})),
            "hours.holidays.2026-12-25",
            "twice",
        ),
    ];
    for (change, field, code) in cases {
        let body = desk.shop(&change);
        let reply = desk.send(Method::POST, "/locations", &body).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}: {}", reply.text);
        let wrong = &reply.json()["fields"][0];
        assert_eq!((&wrong["name"], &wrong["code"]), (&json!(field), &json!(code)), "{body}");
    }
    assert!(desk.names().await.is_empty(), "nothing was kept");
    desk.add(&json!({})).await;
    let body = desk.shop(&json!({"slug": "laden-mitte"}));
    let taken = desk.send(Method::POST, "/locations", &body).await;
    assert_eq!((taken.status, taken.code()), (StatusCode::CONFLICT, "name_taken".into()));
    assert_eq!(taken.json()["fields"][0], json!({"name": "slug", "code": "taken"}));
}

#[tokio::test]
async fn service_hours_are_entered_shown_and_taken_away() {
    let desk = Desk::new().await;
    let path = format!("/service-hours?brand={}", desk.brand);
    let nothing = desk.send(Method::GET, &path, &json!({})).await.json();
    assert_eq!(nothing, json!({"hours": null, "opening": null}));
    let here = "Da bis 23:59\u{a0}Uhr";
    assert!(!desk.site.get("/de/contact").await.text.contains(here));
    let reply = desk.send(Method::PUT, &path, &json!({"hours": hours()})).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    assert_eq!(desk.send(Method::GET, &path, &json!({})).await.json()["hours"], hours());
    assert!(desk.site.get("/de/contact").await.text.contains(here));
    let mut backwards = hours();
    backwards["week"] = json!([{"day": "fri", "opens": "12:00", "closes": "11:00"}]);
    let refused = desk.send(Method::PUT, &path, &json!({"hours": backwards})).await;
    let wrong = &refused.json()["fields"][0];
    assert_eq!(wrong, &json!({"name": "hours.week.fri", "code": "closes_early"}));
    let unsaid = desk.send(Method::PUT, &path, &json!({})).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY, "leaving out takes nothing away");
    assert_eq!(desk.send(Method::GET, &path, &json!({})).await.json()["hours"], hours());
    desk.send(Method::PUT, &path, &json!({"hours": null})).await;
    assert_eq!(desk.send(Method::GET, &path, &json!({})).await.json(), nothing);
    assert!(!desk.site.get("/de/contact").await.text.contains(here));
    let nobody = format!("/service-hours?brand={}", desk.site.lotse.new_id());
    let missing = desk.send(Method::PUT, &nobody, &json!({"hours": null})).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}
