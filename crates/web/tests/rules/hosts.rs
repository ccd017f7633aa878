//! A brand on a host of its own, and hosts nobody has.

use axum::body::Body;
use chrono::Duration;
use http::{Method, Request, StatusCode, header};
use lotse_domain::knowledge::Brand;
use serde_json::json;

use crate::site::{Reply, Site, json_to};

const HOST: &str = "hilfe.baker.example";
/// Scheme and port are those of the installation's public address.
const ORIGIN: &str = "http://hilfe.baker.example:8080";

/// A site whose second brand has a host of its own.
async fn two_brands() -> (Site, Brand) {
    let site = Site::new().await;
    let mut baker = site.lotse.second_brand("baker", &["de", "pl"]).await;
    baker.hosts = vec![HOST.parse().unwrap(), "pomoc.baker.example".parse().unwrap()];
    site.lotse.save_brand(&site.lotse.may(), &baker).await.unwrap();
    site.lotse.pass(Duration::milliseconds(1));
    (site, baker)
}

async fn at(site: &Site, host: &str, path: &str) -> Reply {
    let request = Request::get(path).header(header::HOST, host).body(Body::empty()).unwrap();
    site.send(request).await
}

async fn text_at(site: &Site, host: &str, path: &str) -> String {
    let reply = at(site, host, path).await;
    assert_eq!(reply.status, StatusCode::OK, "{host} {path}");
    reply.text
}

#[tokio::test]
async fn a_brand_stands_at_the_root_of_its_host() {
    let (site, baker) = two_brands().await;
    let id = site.lotse.write("Brot frisch halten", "Im Topf.").brand(baker.id).published().await;
    for host in [HOST, "HILFE.baker.example:8443", "hilfe.baker.example."] {
        let door = at(&site, host, "/").await;
        assert_eq!(door.headers[header::LOCATION], "/de/", "{host}");
        let page = text_at(&site, host, "/de/").await;
        assert!(page.contains("action=\"/de/search\"") && !page.contains("/b/baker"), "{page}");
    }
    let way = at(&site, HOST, &format!("/de/id/{id}")).await;
    assert_eq!(way.headers[header::LOCATION], "/de/a/brot-frisch-halten");
    let page = text_at(&site, HOST, "/de/a/brot-frisch-halten").await;
    let lasting = format!("rel=\"canonical\" href=\"{ORIGIN}/de/a/brot-frisch-halten\"");
    assert!(page.contains(&lasting), "{page}");
    assert!(!page.contains("127.0.0.1"), "{page}");
}

#[tokio::test]
async fn a_host_in_the_address_counts_as_one_in_the_header() {
    let (site, _) = two_brands().await;
    for path in ["/de/", "/b/baker/de/"] {
        let page = site.get(&format!("http://{HOST}{path}")).await.text;
        assert!(page.contains(&format!("rel=\"canonical\" href=\"{ORIGIN}/de/\"")), "{page}");
    }
}

#[tokio::test]
async fn what_machines_read_names_the_host() {
    let (site, baker) = two_brands().await;
    site.lotse.write("Brot frisch halten", "Im Topf.").brand(baker.id).published().await;
    let article = format!("{ORIGIN}/de/a/brot-frisch-halten");
    for (path, expect) in [
        ("/sitemap.xml", format!("<loc>{article}</loc>")),
        ("/sitemap.xml", format!("hreflang=\"pl\" href=\"{ORIGIN}/pl/\"")),
        ("/sitemap/1.xml", format!("<loc>{article}</loc>")),
        ("/de/feed.xml", format!("<id>{article}</id>")),
        ("/de/feed.xml", format!("rel=\"self\" href=\"{ORIGIN}/de/feed.xml\"")),
        ("/llms.txt", format!("]({article}.md)")),
        ("/robots.txt", format!("Sitemap: {ORIGIN}/sitemap.xml")),
        ("/de/opensearch.xml", format!("template=\"{ORIGIN}/de/search?q={{searchTerms}}\"")),
        ("/de/a/brot-frisch-halten.md", article.clone()),
        ("/de/", format!("hreflang=\"pl\" href=\"{ORIGIN}/pl/\"")),
    ] {
        let text = text_at(&site, HOST, path).await;
        assert!(text.contains(&expect), "{path} lacks {expect}: {text}");
        assert!(!text.contains("/b/baker") && !text.contains("127.0.0.1"), "{path}: {text}");
    }
}

#[tokio::test]
async fn the_same_address_is_another_page_on_another_host() {
    let (site, _) = two_brands().await;
    let title =
        |page: &str| page.split_once("<title>").unwrap().1.split_once('<').unwrap().0.to_owned();
    for _ in 0..3 {
        let (own, other) = (text_at(&site, HOST, "/de/").await, text_at(&site, "x", "/de/").await);
        assert!(title(&own).contains("baker") && title(&other).contains("optician"));
        let (own, other) =
            (text_at(&site, HOST, "/llms.txt").await, text_at(&site, "x", "/llms.txt").await);
        assert!(own.contains("baker") && other.contains("optician"));
        let second = text_at(&site, "pomoc.baker.example", "/de/").await;
        assert!(second.contains("http://pomoc.baker.example:8080/de/"), "{second}");
    }
}

#[tokio::test]
async fn a_host_nobody_has_changes_nothing() {
    let (site, _) = two_brands().await;
    for host in [
        "evil.example",
        "baker.example",
        "x.hilfe.baker.example",
        "hilfe.baker.example.evil.example",
        "hilfe.baker.example@evil.example",
        "evil.example/hilfe.baker.example",
        "\"><script>alert(1)</script>",
        "",
    ] {
        let page = text_at(&site, host, "/de/").await;
        assert!(page.contains("href=\"http://127.0.0.1:8080/de/\""), "{host}: {page}");
        assert!(!page.contains("evil") && !page.contains("alert"), "{host}: {page}");
        let page = text_at(&site, host, "/b/baker/de/").await;
        assert!(page.contains("href=\"http://127.0.0.1:8080/b/baker/de/\""), "{host}: {page}");
    }
    assert_eq!(site.get("/de/").await.status, StatusCode::OK, "no host at all");
    let odd =
        Request::get("/de/").header(header::HOST, &b"\xff\xfe"[..]).body(Body::empty()).unwrap();
    assert_eq!(site.send(odd).await.status, StatusCode::OK);
}

#[tokio::test]
async fn every_brand_has_its_path_on_every_host() {
    let (site, _) = two_brands().await;
    let own = text_at(&site, HOST, "/b/baker/de/").await;
    assert!(own.contains(&format!("rel=\"canonical\" href=\"{ORIGIN}/de/\"")), "{own}");
    let first = text_at(&site, HOST, "/b/optician/de/").await;
    assert!(first.contains("action=\"/b/optician/de/search\""), "{first}");
    let missing = at(&site, HOST, "/de/a/nix").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(missing.text.contains("baker") && missing.text.contains("href=\"/de/contact"));
    assert_eq!(at(&site, HOST, "/en/").await.status, StatusCode::NOT_FOUND, "not its language");
}

#[tokio::test]
async fn the_api_on_a_brands_host_is_about_that_brand() {
    let (site, baker) = two_brands().await;
    site.lotse.write("Brot frisch halten", "Im Topf.").brand(baker.id).published().await;
    let suggested = text_at(&site, HOST, "/api/v1/suggest?q=brot&locale=de").await;
    assert!(suggested.contains("\"/de/a/brot-frisch-halten\""), "{suggested}");
    let asked = async |host: &str, body: serde_json::Value| {
        let mut request = json_to(&Method::POST, "/api/v1/ask", &body);
        request.headers_mut().insert(header::HOST, host.parse().unwrap());
        site.send(request).await.text
    };
    let text = "Wie kann ich Brot frisch halten?";
    let own = asked(HOST, json!({"text": text})).await;
    assert!(own.contains("\"/de/a/brot-frisch-halten\""), "{own}");
    let named = asked("x", json!({"text": text, "brand": "baker"})).await;
    assert!(named.contains("\"/b/baker/de/a/brot-frisch-halten\""), "{named}");
    assert!(!asked("x", json!({"text": text})).await.contains("brot-frisch-halten"));
}
