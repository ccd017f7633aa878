//! Golden questions and the gate over HTTP.

use http::{Method, StatusCode};
use lotse_domain::access::Role;
use lotse_domain::ids::ArticleId;
use serde_json::{Value, json};

use crate::site::{Reply, Site, from_desk, json_to};

const QUESTION: &str = "Nasenpads wechseln";

/// A site with an editor at its desk, and an article that answers the question.
struct Desk {
    site: Site,
    cookie: String,
    pads: ArticleId,
}

impl Desk {
    async fn new() -> Self {
        let site = Site::new().await;
        for role in [Role::Editor, Role::Administrator] {
            site.lotse.add(&format!("{}@example.org", role.as_str()), role).await;
        }
        let cookie = site.cookie(Role::Editor).await;
        for title in ["Lieferadresse ändern", "Gutschein einlösen", "Sehtest vereinbaren"] {
            site.lotse.published(title, "Es gibt einen Knopf dafür.").await;
        }
        let pads = site.lotse.published(QUESTION, "Mit einem Schraubendreher.").await;
        Self { site, cookie, pads }
    }

    async fn send(&self, method: Method, path: &str, body: &Value) -> Reply {
        let path = format!("/api/v1{path}");
        self.site.send(from_desk(json_to(&method, &path, body), &self.cookie)).await
    }

    async fn settle(&self, text: &str, article: Option<ArticleId>) -> Reply {
        let brand = self.site.lotse.brand().id.to_string();
        let article = article.map(|it| it.to_string());
        let new = json!({"brand_id": brand, "locale": "de", "text": text, "article_id": article});
        self.send(Method::POST, "/golden-questions", &new).await
    }

    async fn list(&self, more: &str) -> Value {
        let brand = self.site.lotse.brand().id;
        let path = format!("/golden-questions?brand={brand}{more}");
        self.send(Method::GET, &path, &Value::Null).await.json()
    }

    /// A draft that would take the question away.
    async fn rival(&self) -> ArticleId {
        let ways = [QUESTION, "Die Nasenpads wechseln", "Wie Nasenpads wechseln?"];
        let text = "Nasenpads wechseln wir im Laden.";
        let draft = self.site.lotse.write("Nasenpads wechseln im Laden", text).phrasings(&ways);
        draft.saved().await
    }

    async fn publish(&self, id: ArticleId, wanted: &Value) -> Reply {
        self.send(Method::POST, &format!("/articles/{id}/translations/de/state"), wanted).await
    }

    async fn gate(&self, is_on: bool) {
        let administrator = self.site.cookie(Role::Administrator).await;
        let path = format!("/api/v1/brands/{}", self.site.lotse.brand().id);
        let change = json_to(&Method::PATCH, &path, &json!({"golden_gate": is_on}));
        let reply = self.site.send(from_desk(change, &administrator)).await;
        assert_eq!(reply.json()["golden_gate"], is_on, "{}", reply.text);
    }
}

#[tokio::test]
async fn golden_questions_are_listed_by_page_and_by_article() {
    let desk = Desk::new().await;
    let made = desk.settle("Was kostet das?", Some(desk.pads)).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    assert_eq!(made.json()["article_title"], QUESTION);
    desk.settle("Wetter?", None).await;
    desk.settle("Arzt", None).await;
    let first = desk.list("&limit=2").await;
    let texts = |list: &Value| -> Vec<String> {
        let items = list["items"].as_array().unwrap().iter();
        items.map(|it| it["text"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(texts(&first), ["Arzt", "Was kostet das?"]);
    let cursor = crate::site::percent(first["next_cursor"].as_str().unwrap());
    let second = desk.list(&format!("&limit=2&cursor={cursor}")).await;
    assert_eq!(
        (texts(&second), &second["next_cursor"]),
        (vec!["Wetter?".to_owned()], &Value::Null)
    );
    assert_eq!(texts(&desk.list(&format!("&article={}", desk.pads)).await), ["Was kostet das?"]);
    assert_eq!(texts(&desk.list("&locale=pl").await), Vec::<String>::new());
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let path = format!("/golden-questions/{id}?brand={}", desk.site.lotse.brand().id);
    for status in [StatusCode::NO_CONTENT, StatusCode::NOT_FOUND] {
        assert_eq!(desk.send(Method::DELETE, &path, &Value::Null).await.status, status);
    }
    assert_eq!(texts(&desk.list("").await), ["Arzt", "Wetter?"]);
}

#[tokio::test]
async fn what_cannot_be_settled_names_its_field() {
    let desk = Desk::new().await;
    for (text, article, field, code) in [
        (" ", None, "text", "empty"),
        (&*"x".repeat(501), None, "text", "too_long"),
        ("Wo?", Some(ArticleId(desk.site.lotse.new_id())), "article_id", "unknown"),
    ] {
        let reply = desk.settle(text, article).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", reply.text);
        assert_eq!(reply.json()["fields"], json!([{"name": field, "code": code}]));
    }
}

#[tokio::test]
async fn a_rehearsal_tells_broken_golden_questions_first() {
    let desk = Desk::new().await;
    desk.settle("Arzt", None).await;
    desk.settle(QUESTION, Some(desk.pads)).await;
    let draft = desk.rival().await;
    let path = format!("/articles/{draft}/translations/de/rehearsal");
    let told = desk.send(Method::POST, &path, &Value::Null).await.json();
    let first = &told["golden"][0];
    assert_eq!((&first["text"], &first["broken"]), (&json!(QUESTION), &json!(true)), "{told}");
    assert_eq!((&first["passes_now"], &first["passes_then"]), (&json!(true), &json!(false)));
    assert_eq!(first["wanted"]["article_id"], desk.pads.to_string());
    assert_eq!(first["found"]["article_id"], draft.to_string());
    let second = &told["golden"][1];
    assert_eq!((&second["text"], &second["after"]), (&json!("Arzt"), &json!("kept")));
    assert_eq!(told["contradictions"], json!([]));
}

#[tokio::test]
async fn a_gated_brand_refuses_a_text_that_breaks_a_question_until_somebody_insists() {
    let desk = Desk::new().await;
    desk.settle(QUESTION, Some(desk.pads)).await;
    let draft = desk.rival().await;
    desk.gate(true).await;
    let wanted = json!({"state": "published", "version": 1});
    let refused = desk.publish(draft, &wanted).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
    assert_eq!(refused.code(), "golden_broken");
    assert_eq!(refused.json()["questions"], json!([QUESTION]));
    let detail = refused.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains(QUESTION) && detail.contains("`anyway`"), "{detail}");
    let versions = format!("/articles/{draft}/translations/de/versions");
    let list = desk.send(Method::GET, &versions, &Value::Null).await.json();
    assert_eq!(
        (&list["items"][0]["is_live"], &list["items"][0]["overridden"]),
        (&json!(false), &Value::Null)
    );
    let anyway = json!({"state": "published", "version": 1, "anyway": true});
    let done = desk.publish(draft, &anyway).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
    let list = desk.send(Method::GET, &versions, &Value::Null).await.json();
    let noted = &list["items"][0]["overridden"];
    assert_eq!(noted["by"], "editor@example.org", "{list}");
    assert_eq!(noted["questions"], json!([QUESTION]));
}

#[tokio::test]
async fn the_gate_is_off_until_an_administrator_closes_it() {
    let desk = Desk::new().await;
    desk.settle(QUESTION, Some(desk.pads)).await;
    desk.gate(true).await;
    desk.gate(false).await;
    let draft = desk.rival().await;
    let done = desk.publish(draft, &json!({"state": "published"})).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
}
