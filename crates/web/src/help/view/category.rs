//! A topic: what lies below it and its articles.

use maud::{Markup, html};

use super::home::{Topic, row, tile};
use super::layout::{Head, Place, SearchBox, crumbs, document};
use super::{Frame, Link, Teaser, structured};

/// A topic's page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Category {
    /// Its name.
    pub(crate) title: String,
    /// One line, may be empty.
    pub(crate) description: String,
    /// Its name in addresses.
    pub(crate) slug: String,
    /// The topics above it, the highest first.
    pub(crate) above: Vec<Link>,
    /// The topics below it.
    pub(crate) below: Vec<Topic>,
    /// Its articles on this page.
    pub(crate) articles: Vec<Teaser>,
    /// Whether this is its first page; the others are not listed by search engines.
    pub(crate) is_first: bool,
    /// Where the first page is, on the others.
    pub(crate) first: Option<String>,
    /// Where the next page is.
    pub(crate) next: Option<String>,
}

/// A topic's page.
#[must_use]
pub(crate) fn page(frame: &Frame<'_>, category: &Category) -> Markup {
    let path = format!("c/{}", category.slug);
    let head = Head {
        title: category.title.clone(),
        description: category.description.clone(),
        data: Some(structured::crumbs(frame, &category.above, (&category.title, &path))),
        path: Some(path),
        is_indexed: category.is_first,
        place: Place::Questions,
        search: SearchBox::With(String::new()),
    };
    let text = &frame.text;
    document(
        frame,
        &head,
        &html! {
            div.wrap.page.category {
                (crumbs(frame, &category.above))
                h1 { (category.title) }
                @if !category.description.is_empty() { p.lead { (category.description) } }
                @if !category.below.is_empty() {
                    h2.sr { (text.t("help.category.below")) }
                    ul.tiles { @for it in &category.below { li { (tile(frame, it)) } } }
                }
                @if !category.articles.is_empty() {
                    h2.sr { (text.t("help.category.articles")) }
                    ul.rows { @for it in &category.articles { li { (row(frame, it)) } } }
                } @else if category.below.is_empty() {
                    p.empty { (text.t("help.category.empty")) }
                }
                (paging(frame, category))
                p.person {
                    (text.t("help.search.not_there")) " "
                    a href=(frame.url("contact")) { (text.t("help.search.person")) }
                }
            }
        },
    )
}

fn paging(frame: &Frame<'_>, category: &Category) -> Markup {
    html! {
        @if category.first.is_some() || category.next.is_some() {
            nav.paging aria-label=(frame.text.t("help.paging")) {
                @if let Some(first) = &category.first {
                    a.btn href=(first) { (frame.text.t("help.paging.first")) }
                }
                @if let Some(next) = &category.next {
                    a.btn href=(next) rel="next" { (frame.text.t("help.paging.next")) }
                }
            }
        }
    }
}
