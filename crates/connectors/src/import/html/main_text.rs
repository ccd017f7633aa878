//! Which part of a page is its text, and which is furniture.

use std::collections::HashMap;

use ego_tree::NodeId;
use scraper::{ElementRef, Html};

use super::selector;

/// Text deeper down is nobody's main text, and looking at it from every level above costs time.
const MAX_DEPTH: usize = 100;

/// Words in a class or id that mean furniture. Whole words only: `header` must not hit
/// `article-headers`.
const FURNITURE: [&str; 19] = [
    "nav",
    "navbar",
    "navigation",
    "menu",
    "sidebar",
    "breadcrumb",
    "breadcrumbs",
    "footer",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "banner",
    "newsletter",
    "share",
    "social",
    "pagination",
    "toc",
    "skip",
];

/// The element that holds the page's text; `None` for a page without any.
pub(super) fn find(html: &Html) -> Option<ElementRef<'_>> {
    for marked in ["article", "main", r#"[role="main"]"#] {
        let Some(marked) = selector(marked) else { continue };
        let mut found: Vec<(usize, ElementRef<'_>)> = html
            .select(&marked)
            .filter(|it| it.ancestors().nth(MAX_DEPTH).is_none() && !is_in_furniture(*it))
            .map(|it| (text_length(it), it))
            .filter(|(length, _)| *length > 0)
            .collect();
        found.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
        match found.as_slice() {
            [(_, only)] => return Some(*only),
            // A list of teasers: all of them together, which `main` holds.
            [(most, first), rest @ ..] if rest.iter().map(|it| it.0).sum::<usize>() < *most => {
                return Some(*first);
            }
            _ => {}
        }
    }
    densest(html)
}

/// Whether an element is there for the site, not for the text.
pub(super) fn is_furniture(element: ElementRef<'_>) -> bool {
    let value = element.value();
    if matches!(value.name(), "nav" | "aside" | "footer" | "dialog")
        || value.attr("hidden").is_some()
        || value.attr("aria-hidden") == Some("true")
        || value.attr("aria-modal") == Some("true")
    {
        return true;
    }
    let role = value.attr("role").unwrap_or_default();
    if matches!(role, "navigation" | "banner" | "contentinfo" | "search" | "dialog" | "menu") {
        return true;
    }
    if matches!(value.name(), "html" | "body" | "main" | "article") {
        return false;
    }
    let names = value.attr("class").into_iter().chain(value.attr("id"));
    names
        .flat_map(|it| it.split([' ', '-', '_']))
        .any(|word| FURNITURE.contains(&word.to_ascii_lowercase().as_str()))
}

fn is_in_furniture(element: ElementRef<'_>) -> bool {
    element.ancestors().take(MAX_DEPTH).filter_map(ElementRef::wrap).any(is_furniture)
}

fn text_length(element: ElementRef<'_>) -> usize {
    element.text().map(|it| it.trim().len()).sum()
}

/// The element whose paragraphs hold most text; links count against it.
fn densest(html: &Html) -> Option<ElementRef<'_>> {
    let paragraphs = selector("p, li, pre, blockquote, td, dd, h2, h3")?;
    let links = selector("a")?;
    let mut scores: HashMap<NodeId, usize> = HashMap::new();
    for paragraph in html.select(&paragraphs) {
        let is_deep = paragraph.ancestors().nth(MAX_DEPTH).is_some();
        if is_deep || is_in_furniture(paragraph) || is_furniture(paragraph) {
            continue;
        }
        let linked: usize = paragraph.select(&links).map(text_length).sum();
        let score = text_length(paragraph).saturating_sub(2 * linked);
        let mut part = score;
        for above in paragraph.ancestors().filter_map(ElementRef::wrap).take(3) {
            if !matches!(above.value().name(), "ul" | "ol" | "tr" | "tbody" | "table" | "dl") {
                *scores.entry(above.id()).or_default() += part;
                part /= 2;
            }
        }
    }
    let best = scores.into_iter().max_by_key(|(id, score)| (*score, std::cmp::Reverse(*id)));
    match best {
        Some((id, score)) if 0 < score => html.tree.get(id).and_then(ElementRef::wrap),
        _ => {
            let body = html.select(&selector("body")?).next()?;
            (0 < text_length(body)).then_some(body)
        }
    }
}

/// The title: the first heading of the text, which then leaves the text, else the page's own.
pub(super) fn title_and_body(html: &Html, body: String) -> (String, String) {
    let mut blocks = body.splitn(2, "\n\n");
    let first = blocks.next().unwrap_or_default();
    if let Some(title) = first.strip_prefix("# ") {
        return (plain(title), blocks.next().unwrap_or_default().to_owned());
    }
    for place in ["h1", r#"meta[property="og:title"]"#, "title"] {
        let found = selector(place).and_then(|it| html.select(&it).next());
        let Some(element) = found else { continue };
        let text = match element.value().attr("content") {
            Some(text) => text.to_owned(),
            None => element.text().collect(),
        };
        let text = if place == "h1" { text.as_str() } else { without_site_name(&text) };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            return (text, body);
        }
    }
    (String::new(), body)
}

/// `Delivery | Example Ltd` without the part all pages of a site share.
fn without_site_name(title: &str) -> &str {
    let cut = [" | ", " – ", " — ", " :: "].iter().find_map(|it| title.split_once(it));
    cut.map_or(title, |(title, _)| title)
}

/// The text of a heading without its escapes and mark-up.
fn plain(markdown: &str) -> String {
    let mut text = String::new();
    let mut letters = markdown.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => text.extend(letters.next()),
            '*' | '`' => {}
            other => text.push(other),
        }
    }
    text
}
