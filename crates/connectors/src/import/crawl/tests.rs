//! A crawl of a small site on this machine.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use super::*;
use crate::http::EgressPolicy;

type Requests = Arc<Mutex<Vec<String>>>;

/// Serves each path's body; unknown paths are 404. `SITE` in a body is the site's address.
fn site(pages: Vec<(&'static str, &'static str, &'static str)>) -> (Url, Requests) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://127.0.0.1:{}", listener.local_addr().unwrap().port());
    let base = address.clone();
    let requests = Requests::default();
    let seen = requests.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            let mut buffer = [0; 4096];
            let length = stream.read(&mut buffer).unwrap_or(0);
            let request = String::from_utf8_lossy(&buffer[..length]).into_owned();
            let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
            let page = pages.iter().find(|it| it.0 == path);
            let (status, mime, body) = page.map_or((404, "text/html", ""), |it| (200, it.1, it.2));
            let body = body.replace("SITE", &base);
            let _ = write!(
                stream,
                "HTTP/1.1 {status} X\r\ncontent-type: {mime}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
                body.len()
            );
            seen.lock().unwrap().push(path);
        }
    });
    (Url::parse(&address).unwrap(), requests)
}

async fn run(start: &Url, max_pages: usize) -> Crawl {
    let client = Egress::new(EgressPolicy {
        allow_private: vec!["127.0.0.1".parse().unwrap()],
        ports: vec![start.port().unwrap()],
        ..EgressPolicy::default()
    });
    let options = CrawlOptions { max_pages, delay: Duration::ZERO, ..CrawlOptions::default() };
    crawl(&client.unwrap(), start, &options, &mut |_, _| {}).await.unwrap()
}

fn paths(crawl: &Crawl) -> Vec<&str> {
    crawl.pages.iter().map(|it| it.page.url.path()).collect()
}

const MAP: &str = "<urlset><url><loc>SITE/a</loc></url><url><loc>SITE/b</loc></url>\
    <url><loc>SITE/same</loc></url><url><loc>SITE/private</loc></url><url><loc>SITE/gone</loc></url>\
    <url><loc>SITE/doc.pdf</loc></url><url><loc>https://other.example/x</loc></url></urlset>";

fn mapped() -> Vec<(&'static str, &'static str, &'static str)> {
    vec![
        (
            "/robots.txt",
            "text/plain",
            "User-agent: *\nDisallow: /private\nSitemap: SITE/index.xml\n",
        ),
        (
            "/index.xml",
            "text/xml",
            "<sitemapindex><sitemap><loc>SITE/map.xml</loc></sitemap></sitemapindex>",
        ),
        ("/map.xml", "application/xml", MAP),
        ("/", "text/html", "<main>home <a href='/linked'>x</a></main>"),
        ("/a", "text/html", "<main>a</main>"),
        ("/b", "text/html; charset=utf-8", "<main>b</main>"),
        ("/same", "text/html", "<main>a</main>"),
        ("/private", "text/html", "<main>p</main>"),
        ("/doc.pdf", "application/pdf", "%PDF"),
        ("/linked", "text/html", "<main>l</main>"),
    ]
}

#[tokio::test]
async fn fetches_what_the_sitemap_names_and_robots_allow() {
    let (start, requests) = site(mapped());
    let crawl = run(&start, 100).await;
    assert_eq!(paths(&crawl), ["/", "/a", "/b"]);
    let problems: Vec<&str> = crawl.problems.iter().map(|it| it.reason.as_str()).collect();
    assert_eq!(
        problems,
        [
            "it belongs to another site",
            "robots.txt does not allow it",
            "the server answered with status 404",
            "it is no web page but application/pdf",
        ]
    );
    let requests = requests.lock().unwrap();
    assert!(!requests.contains(&"/private".to_owned()), "{requests:?}");
    assert!(!requests.contains(&"/linked".to_owned()), "{requests:?}");
    // Equal content has an equal hash on the next run.
    assert_eq!(crawl.pages[1].hash, content_hash(b"<main>a</main>"));
}

#[tokio::test]
async fn starts_from_a_sitemap_and_stops_at_the_page_limit() {
    let (start, _) = site(mapped());
    let crawl = run(&start.join("/map.xml").unwrap(), 1).await;
    assert_eq!(paths(&crawl), ["/a"]);
}

#[tokio::test]
async fn follows_links_below_the_start_when_there_is_no_sitemap() {
    let (start, _) = site(vec![
        (
            "/help/",
            "text/html",
            "<a href='a'>a</a> <a href='/shop'>s</a> <a href='a#x'>a</a> <a href='https://other.example/help/'>o</a>",
        ),
        ("/help/a", "text/html", "<a href='/help/'>back</a> <a href='b'>b</a>"),
        ("/help/b", "text/html", "b"),
        ("/shop", "text/html", "shop"),
    ]);
    let crawl = run(&start.join("/help/").unwrap(), 100).await;
    assert_eq!(paths(&crawl), ["/help/", "/help/a", "/help/b"]);
    assert_eq!(crawl.problems, []);
}
