//! What people write is shown as written, and never acts.

use http::header;
use lotse_domain::ids::{CategoryId, NoticeId};
use lotse_domain::knowledge::{Care, Category, CategoryName, Notice, Validity};
use serde_json::{Value, json};

use crate::site::{Site, percent};

const EVIL: &str = "<script>alert(\"1\")</script>'\"&<img src=x onerror=alert(2)></title>";

/// A site on which every text that somebody can write is a script.
async fn site() -> Site {
    let site = Site::new().await;
    let lotse = &site.lotse;
    let mut brand = lotse.brand().clone();
    brand.name = format!("Marke {EVIL}");
    lotse.save_brand(&lotse.may(), &brand).await.unwrap();
    let category = Category {
        id: CategoryId(lotse.new_id()),
        brand: brand.id,
        parent: None,
        slug: "pflege".to_owned(),
        icon: EVIL.to_owned(),
        position: 0,
        names: vec![CategoryName {
            locale: "de".parse().unwrap(),
            title: format!("Thema {EVIL}"),
            description: format!("Darum geht es {EVIL}"),
        }],
        care: Care::default(),
    };
    let category = lotse.save_category(&lotse.may(), category).await.unwrap().id;
    let article = lotse
        .write(&format!("Nasenpads {EVIL}"), &format!("Text {EVIL}\n\n## Kopf {EVIL}\n\nMehr."))
        .phrasings(&[&format!("Gummis {EVIL}")])
        .content(|it| {
            it.short = format!("Kurz {EVIL}");
            it.words = vec![format!("Wort {EVIL}")];
        })
        .facts(|it| {
            it.category = Some(category);
            it.products = vec![format!("Halden {EVIL}")];
            it.codes = vec![format!("E03 {EVIL}")];
        })
        .published()
        .await;
    let notice = Notice {
        id: NoticeId(lotse.new_id()),
        brand: brand.id,
        texts: vec![("de".parse().unwrap(), format!("Hinweis {EVIL}"))],
        validity: Validity::default(),
        article: Some(article),
    };
    lotse.save_notice(&lotse.may(), notice).await.unwrap();
    site
}

async fn address(site: &Site) -> String {
    let (lines, _) = site.lotse.live_lines(&site.lotse.reader("de"), None, None, 9).await.unwrap();
    format!("/de/a/{}", lines[0].slug)
}

#[tokio::test]
async fn no_page_runs_what_people_wrote() {
    let site = site().await;
    let coded = percent(EVIL);
    let pages = [
        "/de/".to_owned(),
        "/de/c/pflege".to_owned(),
        address(&site).await,
        "/de/search?q=Nasenpads".to_owned(),
        format!("/de/search?q={coded}"),
        "/de/contact".to_owned(),
        format!("/de/contact?q={coded}"),
        "/de/sign-in".to_owned(),
        "/de/locations".to_owned(),
        format!("/de/a/{coded}"),
    ];
    for page in pages {
        let reply = site.get(&page).await;
        let kind = reply.headers[header::CONTENT_TYPE].to_str().unwrap();
        assert!(kind.starts_with("text/html"), "{page}: {kind}");
        assert!(reply.text.contains("Marke"), "{page} shows the brand");
        let html = reply.text.to_lowercase();
        for bad in ["<script>", "<img src=x", "alert(\"1\")</script>", "'\"&<"] {
            assert!(!html.contains(bad), "{page} holds {bad}");
        }
        let policy = reply.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("script-src 'self';"), "{page}: {policy}");
    }
}

#[tokio::test]
async fn structured_data_holds_what_was_written_and_ends_where_it_should() {
    let site = site().await;
    let page = address(&site).await;
    let html = site.get(&page).await.text;
    let mut titles = 0;
    for part in html.split("<script type=\"application/ld+json\">").skip(1) {
        let (data, _) = part.split_once("</script>").unwrap();
        let data: Value = serde_json::from_str(data).unwrap_or_else(|it| panic!("{it}: {data}"));
        titles += usize::from(texts(&data).iter().any(|it| *it == format!("Nasenpads {EVIL}")));
    }
    assert!(0 < titles, "the title stands in the structured data");
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(it) => vec![it.clone()],
        Value::Array(all) => all.iter().flat_map(texts).collect(),
        Value::Object(all) => all.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

#[tokio::test]
async fn feeds_and_lists_for_machines_hold_no_markup_of_others() {
    let site = site().await;
    for (path, kind) in [
        ("/de/feed.xml", "xml"),
        ("/sitemap.xml", "xml"),
        ("/de/opensearch.xml", "xml"),
        ("/llms.txt", "text/plain"),
        ("/robots.txt", "text/plain"),
    ] {
        let reply = site.get(path).await;
        assert!(reply.status.is_success(), "{path}: {}", reply.status);
        let found = reply.headers[header::CONTENT_TYPE].to_str().unwrap();
        assert!(found.contains(kind), "{path}: {found}");
        assert_eq!(reply.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
        if kind == "xml" {
            assert!(!reply.text.contains("<script>"), "{path}");
            assert!(!reply.text.contains("<img src=x"), "{path}");
        }
    }
    assert!(site.get("/de/feed.xml").await.text.contains("Nasenpads &lt;script&gt;"));
    assert!(site.get("/llms.txt").await.text.contains("Nasenpads"));
}

#[tokio::test]
async fn the_api_gives_back_what_was_written_as_json() {
    let site = site().await;
    let reply = site.get("/api/v1/suggest?q=Nasenpads&locale=de").await;
    assert_eq!(reply.headers[header::CONTENT_TYPE], "application/json");
    assert_eq!(reply.json()["items"][0]["title"], format!("Nasenpads {EVIL}"));
    assert_eq!(reply.json()["items"][0]["text"], format!("Kurz {EVIL}"));
    let asked = site.post("/api/v1/ask", &json!({"text": "Nasenpads", "locale": "de"})).await;
    assert_eq!(asked.headers[header::CONTENT_TYPE], "application/json");
    assert!(texts(&asked.json()).contains(&format!("Nasenpads {EVIL}")));
}
