//! Web pages: questions and answers marked up as such, else the main text.

use std::collections::HashSet;
use std::path::Path;

use lotse_domain::locale::Locale;
use scraper::{Html, Selector};
use url::Url;

use super::archive::unpack;
use super::encoding::decode;
use super::ids::{check_unique, stable_id};
use super::links::{
    LinkTarget, link_target, link_to_article, link_to_media, resolve, rewrite_links,
};
use super::tree::{Tree, read_folder};
use super::{ImportError, ImportedArticle, Limits, Media, Progress, Reading, SkipReason, Skipped};
use to_markdown::Converter;

mod inline;
mod json_ld;
mod main_text;
mod microdata;
mod to_markdown;

pub use to_markdown::html_to_markdown;
pub(super) use to_markdown::looks_like_html;

/// A page that was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlPage {
    /// Its address after redirects.
    pub url: Url,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A question with its answer in Markdown, found in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Question {
    title: String,
    answer: String,
    locale: Option<Locale>,
}

/// What is known of a page before it is read.
struct Page<'a> {
    /// For messages.
    origin: String,
    /// Where it was fetched.
    base: Option<&'a Url>,
    /// The id of its main text.
    id: String,
}

/// Reads one web page.
///
/// Questions marked up as `FAQPage` or `QAPage` become one article each; a page without becomes
/// one article of its main text. `base_url` makes links absolute and belongs to the ids.
///
/// # Errors
/// When the file is too big or its text broken.
pub fn read_html(
    name: &str,
    bytes: &[u8],
    base_url: Option<&Url>,
    limits: &Limits,
) -> Result<Reading, ImportError> {
    limits.check_file(name, bytes)?;
    let mut reading = Reading::default();
    let id = base_url.map_or_else(|| name.to_owned(), page_id);
    let page = Page { origin: name.to_owned(), base: base_url, id };
    read_page(&page, bytes, &mut reading)?;
    Ok(reading)
}

/// Reads many fetched pages; a question that stands on several of them is taken once.
///
/// # Errors
/// When one page is too big, its text broken, or there are too many articles.
pub fn read_html_pages(
    pages: &[HtmlPage],
    limits: &Limits,
    progress: Progress<'_>,
) -> Result<Reading, ImportError> {
    let mut reading = Reading::default();
    for (done, page) in pages.iter().enumerate() {
        progress(done, pages.len());
        let name = page.url.as_str();
        limits.check_file(name, &page.bytes)?;
        let page_facts =
            Page { origin: name.to_owned(), base: Some(&page.url), id: page_id(&page.url) };
        read_page(&page_facts, &page.bytes, &mut reading)?;
        limits.check_articles(name, reading.articles.len())?;
    }
    progress(pages.len(), pages.len());
    let mut seen = HashSet::new();
    reading
        .articles
        .retain(|it| seen.insert((it.locale.clone(), it.title.clone(), it.body.clone())));
    let mut ids = HashSet::new();
    reading.articles.retain(|it| ids.insert((it.source_id.clone(), it.locale.clone())));
    Ok(reading)
}

/// Reads the web pages of a zip archive; pictures in it are taken along.
///
/// # Errors
/// When the archive as a whole is unusable.
pub fn read_html_zip(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    progress: Progress<'_>,
) -> Result<Reading, ImportError> {
    let mut skipped = Vec::new();
    let tree = unpack(name, bytes, limits, &mut skipped)?;
    let mut reading = read_tree(&tree, limits, progress)?;
    reading.skipped.splice(..0, skipped);
    Ok(reading)
}

/// Reads the web pages of a folder; pictures in it are taken along.
///
/// # Errors
/// When the folder as a whole is unusable.
pub fn read_html_folder(
    folder: &Path,
    limits: &Limits,
    progress: Progress<'_>,
) -> Result<Reading, ImportError> {
    read_tree(&read_folder(folder, limits)?, limits, progress)
}

fn page_id(url: &Url) -> String {
    let mut url = url.clone();
    url.set_fragment(None);
    url.to_string()
}

fn is_page(path: &str) -> bool {
    let extension = path.rsplit_once('.').map(|(_, it)| it.to_ascii_lowercase());
    matches!(extension.as_deref(), Some("html" | "htm" | "xhtml"))
}

fn without_extension(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

fn read_tree(tree: &Tree, limits: &Limits, progress: Progress<'_>) -> Result<Reading, ImportError> {
    let mut reading = Reading::default();
    let pages: Vec<&str> = tree.paths().filter(|it| is_page(it)).collect();
    for (done, path) in pages.iter().enumerate() {
        progress(done, pages.len());
        let page =
            Page { origin: tree.origin(path), base: None, id: without_extension(path).to_owned() };
        let before = reading.articles.len();
        read_page(&page, tree.get(path).unwrap_or_default(), &mut reading)?;
        for article in reading.articles.iter_mut().skip(before) {
            relink(tree, path, article, &mut reading.skipped);
        }
        limits.check_articles(&tree.name, reading.articles.len())?;
    }
    progress(pages.len(), pages.len());
    check_unique(&reading.articles)?;
    let whole_pages: HashSet<String> =
        reading.articles.iter().map(|it| it.source_id.clone()).collect();
    for article in &mut reading.articles {
        // A page of many questions is no article by itself, so a link to it has no target.
        article.body = rewrite_links(&article.body, &mut |link, _| match link_target(link)? {
            LinkTarget::Article { id, .. } if !whole_pages.contains(&id) => Some(id + ".html"),
            _ => None,
        });
    }
    add_media(tree, &mut reading);
    Ok(reading)
}

fn relink(tree: &Tree, path: &str, article: &mut ImportedArticle, notes: &mut Vec<Skipped>) {
    let mut media = Vec::new();
    let body = rewrite_links(&article.body, &mut |link, is_image| {
        let (file, fragment) = resolve(path, link)?;
        if tree.get(&file).is_none() {
            if is_image {
                let reason = SkipReason::MissingMedia(link.to_owned());
                notes.push(Skipped { origin: article.origin.clone(), reason });
            }
            return None;
        }
        if is_page(&file) {
            return Some(link_to_article(without_extension(&file), fragment.as_deref()));
        }
        let target = link_to_media(&file);
        if !media.contains(&file) {
            media.push(file);
        }
        Some(target)
    });
    article.body = body;
    article.media = media;
}

fn add_media(tree: &Tree, reading: &mut Reading) {
    let mut names: Vec<&String> = reading.articles.iter().flat_map(|it| &it.media).collect();
    names.sort();
    names.dedup();
    for name in names {
        let Some(bytes) = tree.get(name) else { continue };
        reading.media.push(Media {
            name: name.clone(),
            bytes: bytes.to_vec(),
            mime: super::article_files::mime_of(name),
        });
    }
}

fn read_page(page: &Page<'_>, bytes: &[u8], reading: &mut Reading) -> Result<(), ImportError> {
    let text = page_text(&page.origin, bytes)?;
    if to_markdown::is_too_deep(&text) {
        reading.skip(&page.origin, SkipReason::TooDeepToRead);
        return Ok(());
    }
    let html = Html::parse_document(&text);
    let locale = page_locale(&html);
    let mut problems = Vec::new();
    let mut questions = json_ld::questions(&html, page.base, &mut problems);
    for problem in problems {
        reading.skip(&page.origin, SkipReason::BadJsonLd(problem));
    }
    if questions.is_empty() {
        questions = microdata::questions(&html, page.base);
    }
    if questions.is_empty() {
        read_main_text(page, &html, locale, reading);
        return Ok(());
    }
    let address = page.base.map(page_id).unwrap_or_default();
    let mut seen = HashSet::new();
    for question in questions {
        if question.answer.is_empty() {
            let origin = format!("{} ({})", page.origin, question.title);
            reading.skip(origin, SkipReason::NoAnswer);
        } else if seen.insert(question.title.clone()) {
            reading.articles.push(ImportedArticle {
                source_id: stable_id(&[&address, &question.title]),
                locale: question.locale.or_else(|| locale.clone()),
                title: question.title,
                body: question.answer,
                origin: page.origin.clone(),
                ..ImportedArticle::default()
            });
        }
    }
    Ok(())
}

fn read_main_text(page: &Page<'_>, html: &Html, locale: Option<Locale>, reading: &mut Reading) {
    let Some(main) = main_text::find(html) else {
        reading.skip(&page.origin, SkipReason::NoText);
        return;
    };
    let mut converter = Converter::new(page.base);
    converter.is_dropped = main_text::is_furniture;
    let body = converter.markdown(main);
    if converter.was_too_deep {
        reading.skip(&page.origin, SkipReason::TooDeep);
    }
    let (title, body) = main_text::title_and_body(html, body);
    if body.trim().is_empty() {
        reading.skip(&page.origin, SkipReason::NoText);
    } else if title.is_empty() {
        reading.skip(&page.origin, SkipReason::NoTitle);
    } else {
        reading.articles.push(ImportedArticle {
            source_id: page.id.clone(),
            locale,
            title,
            body,
            short: String::new(),
            origin: page.origin.clone(),
            ..ImportedArticle::default()
        });
    }
}

/// The page's text; pages of the old web name their code page in a `meta` tag.
fn page_text(origin: &str, bytes: &[u8]) -> Result<String, ImportError> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(2048)).unwrap_or_default());
    let lower = head.to_ascii_lowercase();
    let named = lower.split_once("charset=").map(|(_, rest)| {
        let label = rest.trim_start_matches(['"', '\'']);
        label.split(['"', '\'', ' ', ';', '/', '>']).next().unwrap_or_default().to_owned()
    });
    let encoding = named.and_then(|it| encoding_rs::Encoding::for_label(it.as_bytes()));
    match encoding {
        Some(encoding) if encoding != encoding_rs::UTF_8 && std::str::from_utf8(bytes).is_err() => {
            Ok(encoding.decode(bytes).0.into_owned())
        }
        _ => Ok(decode(origin, bytes)?.text),
    }
}

fn page_locale(html: &Html) -> Option<Locale> {
    let root = html.root_element().value();
    root.attr("lang").or_else(|| root.attr("xml:lang"))?.parse().ok()
}

fn selector(text: &str) -> Option<Selector> {
    Selector::parse(text).ok()
}

#[cfg(test)]
mod tests;
