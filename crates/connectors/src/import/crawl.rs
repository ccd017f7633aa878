//! Fetches the pages of one site, politely: one at a time, with pauses, as far as `robots.txt`
//! allows.

use std::collections::{HashSet, VecDeque};
use std::time::Duration;

use scraper::{Html, Selector};
use url::Url;

use super::ids::content_hash;
use super::sitemap::{Robots, SitemapFile, parse_robots, parse_sitemap};
use super::{HtmlPage, Progress};
use crate::http::{Answer, Egress, EgressError};

/// How far a crawl goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrawlOptions {
    /// At most this many pages are fetched.
    pub max_pages: usize,
    /// At most this many bytes are kept, over all pages.
    pub max_total_bytes: usize,
    /// The pause between two requests.
    pub delay: Duration,
    /// Whether to follow links of the pages when the site names no sitemap.
    pub follow_links: bool,
}

impl Default for CrawlOptions {
    fn default() -> Self {
        Self {
            max_pages: 500,
            max_total_bytes: 200 * 1024 * 1024,
            delay: Duration::from_secs(1),
            follow_links: true,
        }
    }
}

/// A page that was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrawledPage {
    /// The page, as the HTML reader takes it.
    pub page: HtmlPage,
    /// The SHA-256 of its content, in hexadecimal: equal means unchanged since last time.
    pub hash: String,
}

/// What a crawl brought.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Crawl {
    /// The pages, in the order of the sitemap; of pages with one content only the first.
    pub pages: Vec<CrawledPage>,
    /// Addresses that brought nothing, and why.
    pub problems: Vec<CrawlProblem>,
}

/// An address that brought nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrawlProblem {
    /// The address.
    pub address: String,
    /// Why, in English.
    pub reason: String,
}

/// Fetches the pages below `start`: a page, a sitemap, or an index of sitemaps.
///
/// Without a sitemap in `start`, the ones `robots.txt` names and `/sitemap.xml` are tried; then
/// links are followed below the folder of `start`. Other hosts are never visited.
///
/// # Errors
/// Only when `start` itself cannot be fetched; other failures are among the problems.
pub async fn crawl(
    client: &Egress,
    start: &Url,
    options: &CrawlOptions,
    progress: Progress<'_>,
) -> Result<Crawl, EgressError> {
    let first = client.get(start.as_str()).await?;
    let mut crawler = Crawler::new(client, options, &first.url);
    crawler.read_robots().await;
    if let Ok(list) = parse_sitemap(first.url.as_str(), &first.body)
        && is_xml(&first)
    {
        crawler.take_sitemap(list).await;
    } else {
        crawler.known.insert(address_of(&first.url));
        crawler.find_sitemaps().await;
        crawler.follows = crawler.queue.is_empty() && options.follow_links;
        crawler.keep(first);
    }
    while let Some(url) = crawler.queue.pop_front() {
        let known = crawler.crawl.pages.len() + crawler.queue.len() + 1;
        progress(crawler.crawl.pages.len(), known.min(options.max_pages));
        if crawler.is_full() {
            break;
        }
        crawler.visit(url).await;
    }
    let count = crawler.crawl.pages.len();
    progress(count, count);
    Ok(crawler.crawl)
}

struct Crawler<'a> {
    client: &'a Egress,
    options: &'a CrawlOptions,
    site: Url,
    robots: Robots,
    queue: VecDeque<Url>,
    known: HashSet<String>,
    hashes: HashSet<String>,
    bytes: usize,
    follows: bool,
    crawl: Crawl,
}

impl<'a> Crawler<'a> {
    fn new(client: &'a Egress, options: &'a CrawlOptions, site: &Url) -> Self {
        Self {
            client,
            options,
            site: site.clone(),
            robots: Robots::default(),
            queue: VecDeque::new(),
            known: HashSet::new(),
            hashes: HashSet::new(),
            bytes: 0,
            follows: false,
            crawl: Crawl::default(),
        }
    }

    fn is_full(&self) -> bool {
        self.options.max_pages <= self.crawl.pages.len()
            || self.options.max_total_bytes <= self.bytes
    }

    async fn fetch(&self, url: &Url) -> Result<Answer, EgressError> {
        tokio::time::sleep(self.options.delay).await;
        self.client.get(url.as_str()).await
    }

    async fn read_robots(&mut self) {
        let Ok(url) = self.site.join("/robots.txt") else { return };
        if let Ok(answer) = self.fetch(&url).await
            && answer.status.is_success()
        {
            self.robots = parse_robots(&String::from_utf8_lossy(&answer.body), "lotse");
        }
    }

    async fn find_sitemaps(&mut self) {
        let mut addresses = self.robots.sitemaps.clone();
        addresses.push("/sitemap.xml".to_owned());
        for address in addresses {
            let Ok(url) = self.site.join(&address) else { continue };
            if let Some(list) = self.fetch_sitemap(&url).await {
                self.take_sitemap(list).await;
            }
        }
    }

    async fn fetch_sitemap(&mut self, url: &Url) -> Option<SitemapFile> {
        if url.host() != self.site.host() || !self.known.insert(address_of(url)) {
            return None;
        }
        let answer = self.fetch(url).await.ok().filter(|it| it.status.is_success())?;
        parse_sitemap(url.as_str(), &answer.body).ok().filter(|_| is_xml(&answer))
    }

    /// Queues the pages of a sitemap, and those of the sitemaps it lists, one level down.
    async fn take_sitemap(&mut self, list: SitemapFile) {
        let lists = match list {
            SitemapFile::Pages(entries) => {
                return self.enqueue_listed(entries.into_iter().map(|it| it.address).collect());
            }
            SitemapFile::Index(entries) => entries,
        };
        for entry in lists.into_iter().take(100) {
            let Ok(url) = self.site.join(&entry.address) else { continue };
            if let Some(SitemapFile::Pages(entries)) = self.fetch_sitemap(&url).await {
                self.enqueue_listed(entries.into_iter().map(|it| it.address).collect());
            }
        }
    }

    /// Queues the pages a sitemap names; those of other sites are worth a word, because a site
    /// with and without `www` looks the same to people.
    fn enqueue_listed(&mut self, addresses: Vec<String>) {
        for address in &addresses {
            if let Ok(url) = self.site.join(address)
                && !self.is_ours(&url)
                && self.crawl.problems.len() < 100
            {
                self.problem(&url, "it belongs to another site");
            }
        }
        self.enqueue(addresses.into_iter());
    }

    /// The same host and port; http and https at their usual ports are one site.
    fn is_ours(&self, url: &Url) -> bool {
        url.host() == self.site.host() && url.port() == self.site.port()
    }

    fn enqueue(&mut self, addresses: impl Iterator<Item = String>) {
        for address in addresses {
            let Ok(url) = self.site.join(&address) else { continue };
            let is_ours = self.is_ours(&url);
            let room = self.known.len() < self.options.max_pages.saturating_mul(10);
            if is_ours && room && self.known.insert(address_of(&url)) {
                self.queue.push_back(url);
            }
        }
    }

    async fn visit(&mut self, url: Url) {
        let path = url
            .query()
            .map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
        if !self.robots.allows(&path) {
            return self.problem(&url, "robots.txt does not allow it");
        }
        match self.fetch(&url).await {
            Err(error) => self.problem(&url, &error.to_string()),
            Ok(answer) if answer.url.host() != self.site.host() => {
                self.problem(&url, "it leads to another site");
            }
            Ok(answer) if !answer.status.is_success() => {
                let status = answer.status.as_u16();
                self.problem(&url, &format!("the server answered with status {status}"));
            }
            Ok(answer) => self.keep(answer),
        }
    }

    fn keep(&mut self, answer: Answer) {
        if !matches!(answer.media_type().as_str(), "" | "text/html" | "application/xhtml+xml") {
            let reason = format!("it is no web page but {}", answer.media_type());
            return self.problem(&answer.url, &reason);
        }
        if self.follows {
            let links = links_of(&answer, &self.site);
            self.enqueue(links.into_iter());
        }
        let hash = content_hash(&answer.body);
        self.bytes += answer.body.len();
        if self.hashes.insert(hash.clone()) {
            let page = HtmlPage { url: answer.url, bytes: answer.body };
            self.crawl.pages.push(CrawledPage { page, hash });
        }
    }

    fn problem(&mut self, url: &Url, reason: &str) {
        let problem = CrawlProblem { address: url.to_string(), reason: reason.to_owned() };
        self.crawl.problems.push(problem);
    }
}

fn is_xml(answer: &Answer) -> bool {
    let text = answer.body.trim_ascii_start();
    text.starts_with(b"<?xml")
        || text.starts_with(b"\xef\xbb\xbf<?xml")
        || text.starts_with(b"<urlset")
        || text.starts_with(b"<sitemapindex")
        || answer.media_type() == "text/plain"
}

fn address_of(url: &Url) -> String {
    let mut url = url.clone();
    url.set_fragment(None);
    url.to_string()
}

/// The page's links that stay below the folder the crawl began in.
fn links_of(answer: &Answer, site: &Url) -> Vec<String> {
    let Ok(anchors) = Selector::parse("a[href]") else { return Vec::new() };
    let folder = site.path().rsplit_once('/').map_or("", |(folder, _)| folder);
    let html = Html::parse_document(&String::from_utf8_lossy(&answer.body));
    html.select(&anchors)
        .filter_map(|it| answer.url.join(it.value().attr("href")?).ok())
        .filter(|it| matches!(it.scheme(), "http" | "https"))
        .filter(|it| it.path().starts_with(folder))
        .map(|it| address_of(&it))
        .collect()
}

#[cfg(test)]
mod tests;
