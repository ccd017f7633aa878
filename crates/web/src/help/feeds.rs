//! Site map, feed and the like: only what anybody may read.

use std::collections::BTreeMap;

use axum::extract::{OriginalUri, Path, State};
use axum::response::{IntoResponse, Response};
use chrono::SecondsFormat;
use http::header;
use lotse_app::LiveLine;
use lotse_app::knowledge::Reader;
use lotse_domain::knowledge::Audience;
use lotse_domain::locale::Locale;
use serde::Deserialize;

use super::frame::{Elsewhere, around, kept_text};
use super::topics;
use super::view::Frame;
use super::view::feeds::{self, Entry, SITEMAP_SIZE};
use crate::Web;
use crate::error::Problem;
use crate::place::Place;

const XML: &str = "application/xml; charset=utf-8";
const PLAIN: &str = "text/plain; charset=utf-8";
/// So many articles are read from the store at a time.
const BATCH: usize = 1_000;
/// The feed shows what is newest among so many articles at most.
const FEED_SEEN: usize = 5_000;
/// So many entries has the feed.
const FEED: usize = 30;
/// More articles make the list for language models too long to be read.
const LLMS: usize = 2_000;

/// Every article that anybody may read in one language, at most `limit`.
async fn lines(
    web: &Web,
    place: &Place,
    locale: &Locale,
    limit: usize,
) -> Result<Vec<LiveLine>, Problem> {
    let reader =
        Reader { brand: place.reader.brand, locale: locale.clone(), audience: Audience::Anyone };
    let mut all = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let (batch, more) = web.app.live_lines(&reader, None, after.as_deref(), BATCH).await?;
        all.extend(batch);
        if more.is_none() || limit <= all.len() {
            all.truncate(limit);
            return Ok(all);
        }
        after = more;
    }
}

fn entry(frame: &Frame<'_>, line: &LiveLine) -> Entry {
    Entry {
        title: line.title.clone(),
        short: line.short.clone(),
        url: format!("{}{}/{}/a/{}", frame.origin, frame.base, line.locale, line.slug),
        changed_at: line.published_at.to_rfc3339_opts(SecondsFormat::Secs, true),
        languages: Vec::new(),
    }
}

/// The site map, or the list of its parts when there are many pages.
pub(super) async fn sitemap(
    State(web): State<Web>,
    OriginalUri(uri): OriginalUri,
    place: Place,
) -> Result<Response, Problem> {
    let text = async {
        let pages = all_pages(&web, &place).await?;
        if pages.len() <= SITEMAP_SIZE {
            return Ok(feeds::sitemap(&pages));
        }
        let frame = around(&web, &place, Elsewhere::Nowhere).await?;
        let parts = pages.len().div_ceil(SITEMAP_SIZE);
        let address = |n| format!("{}{}/sitemap/{n}.xml", frame.origin, frame.base);
        Ok(feeds::sitemap_index(&(1..=parts).map(address).collect::<Vec<_>>()))
    };
    kept_text(&web, &place, (&uri, XML), text).await
}

/// One part of the site map.
#[derive(Debug, Deserialize)]
pub(super) struct Part {
    part: String,
}

/// One part of a large site map, counted from 1.
pub(super) async fn sitemap_part(
    State(web): State<Web>,
    OriginalUri(uri): OriginalUri,
    Path(it): Path<Part>,
    place: Place,
) -> Result<Response, Problem> {
    let number: usize = it
        .part
        .strip_suffix(".xml")
        .and_then(|it| it.parse().ok())
        .filter(|it| *it != 0)
        .ok_or_else(Problem::not_found)?;
    let text = async {
        let pages = all_pages(&web, &place).await?;
        let part = pages.chunks(SITEMAP_SIZE).nth(number - 1).ok_or_else(Problem::not_found)?;
        Ok(feeds::sitemap(part))
    };
    kept_text(&web, &place, (&uri, XML), text).await
}

/// Front pages, topics and articles in all languages.
async fn all_pages(web: &Web, place: &Place) -> Result<Vec<Entry>, Problem> {
    let frame = around(web, place, Elsewhere::Nowhere).await?;
    let brand = place.brand();
    let root = format!("{}{}", frame.origin, frame.base);
    let everywhere = |rest: &str| -> Vec<Entry> {
        let languages: Vec<(String, String)> = brand
            .brand
            .locales
            .iter()
            .map(|it| (it.to_string(), format!("{root}/{it}/{rest}")))
            .collect();
        languages
            .iter()
            .map(|(_, url)| Entry {
                url: url.clone(),
                languages: if 1 < languages.len() { languages.clone() } else { Vec::new() },
                ..Entry::default()
            })
            .collect()
    };
    let mut pages = everywhere("");
    pages.extend(everywhere("contact"));
    if !brand.locations.is_empty() {
        pages.extend(everywhere("locations"));
    }
    let mut articles: BTreeMap<_, Vec<Entry>> = BTreeMap::new();
    for locale in &brand.brand.locales {
        for line in lines(web, place, locale, usize::MAX).await? {
            articles.entry(line.article).or_default().push(entry(&frame, &line));
        }
    }
    for translations in articles.into_values() {
        let codes: Vec<(String, String)> = translations
            .iter()
            .filter_map(|it| {
                let rest = it.url.strip_prefix(&root)?.trim_start_matches('/');
                Some((rest.split('/').next()?.to_owned(), it.url.clone()))
            })
            .collect();
        let is_translated = 1 < translations.len();
        pages.extend(translations.into_iter().map(|it| Entry {
            languages: if is_translated { codes.clone() } else { Vec::new() },
            ..it
        }));
    }
    Ok(pages)
}

/// The newest articles.
pub(super) async fn atom(
    State(web): State<Web>,
    OriginalUri(uri): OriginalUri,
    place: Place,
) -> Result<Response, Problem> {
    let text = async {
        let frame = around(&web, &place, Elsewhere::Nowhere).await?;
        let mut newest = lines(&web, &place, place.locale(), FEED_SEEN).await?;
        newest.sort_by_key(|it| std::cmp::Reverse(it.published_at));
        let newest: Vec<Entry> = newest.iter().take(FEED).map(|it| entry(&frame, it)).collect();
        Ok(feeds::atom(&frame, &newest))
    };
    let kind = "application/atom+xml; charset=utf-8";
    kept_text(&web, &place, (&uri, kind), text).await
}

/// What the help centre holds, for language models, in the reader's language.
pub(super) async fn llms(
    State(web): State<Web>,
    OriginalUri(uri): OriginalUri,
    place: Place,
) -> Result<Response, Problem> {
    let text = async {
        let locale = place.brand().brand.default_locale.clone();
        let frame = around(&web, &place, Elsewhere::Nowhere).await?;
        let mut by_topic: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for line in lines(&web, &place, &locale, LLMS).await? {
            let topic = topics::title(&place, line.facts.category);
            by_topic.entry(topic).or_default().push(entry(&frame, &line));
        }
        let rest = by_topic.remove("").map(|it| (frame.text.t("help.category.articles"), it));
        let topics: Vec<_> = by_topic.into_iter().chain(rest).collect();
        let brand = [("brand", frame.brand.name)];
        let (name, about) =
            (frame.text.ta("help.title", &brand), frame.text.ta("help.home.description", &brand));
        Ok(feeds::llms(&name, &about, &topics))
    };
    kept_text(&web, &place, (&uri, PLAIN), text).await
}

/// What crawlers may read.
pub(super) async fn robots(State(web): State<Web>, place: Place) -> Result<Response, Problem> {
    let frame = around(&web, &place, Elsewhere::Nowhere).await?;
    let origin = format!("{}{}", frame.origin, frame.base);
    Ok(([(header::CONTENT_TYPE, PLAIN)], feeds::robots(&origin)).into_response())
}

/// Lets browsers offer the search.
pub(super) async fn opensearch(State(web): State<Web>, place: Place) -> Result<Response, Problem> {
    let frame = around(&web, &place, Elsewhere::Nowhere).await?;
    let kind = "application/opensearchdescription+xml; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind)], feeds::opensearch(&frame)).into_response())
}
