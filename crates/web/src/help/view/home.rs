//! The front page: search first, then what is asked most, topics, and people.

use maud::{Markup, html};

use super::icon::icon;
use super::layout::{Head, Place, SearchBox, document, search_form};
use super::locations::Now;
use super::structured;
use super::{Frame, Teaser};

/// What the front page shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Home {
    /// Words asked a lot just now; at most a handful.
    pub(crate) asked_now: Vec<String>,
    /// What everybody should know now, most important first.
    pub(crate) notices: Vec<Notice>,
    /// The articles asked for most, best first; six fill the page.
    pub(crate) most_asked: Vec<Teaser>,
    /// The topics.
    pub(crate) topics: Vec<Topic>,
    /// Shops with their state now.
    pub(crate) shops: Vec<Shop>,
}

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Notice {
    /// One or two sentences.
    pub(crate) text: String,
    /// Where there is more.
    pub(crate) href: Option<String>,
}

/// A topic as a tile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Topic {
    /// Its name.
    pub(crate) title: String,
    /// One line, may be empty.
    pub(crate) description: String,
    /// The name of its icon.
    pub(crate) icon: String,
    /// How many answers it has; `None` when nobody counted.
    pub(crate) count: Option<usize>,
    /// Where it is.
    pub(crate) href: String,
}

/// A shop in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shop {
    /// Its name.
    pub(crate) name: String,
    /// Whether somebody is there.
    pub(crate) now: Now,
}

/// The front page.
#[must_use]
pub(crate) fn page(frame: &Frame<'_>, home: &Home) -> Markup {
    let head = Head {
        description: frame.text.ta("help.home.description", &[("brand", frame.brand.name)]),
        path: Some(String::new()),
        is_indexed: true,
        data: Some(structured::site(frame)),
        place: Place::Questions,
        search: SearchBox::None,
        ..Head::default()
    };
    document(
        frame,
        &head,
        &html! {
            (hero(frame, home))
            div.wrap.front {
                (notices(frame, &home.notices))
                (most_asked(frame, &home.most_asked))
                (topics(frame, &home.topics))
                (people(frame, &home.shops))
            }
        },
    )
}

fn hero(frame: &Frame<'_>, home: &Home) -> Markup {
    html! {
        div.hero {
            div.wrap {
                h1 { (frame.text.t("help.home.question")) }
                (search_form(frame, ("", None), true))
                @if !home.asked_now.is_empty() {
                    div.asked {
                        h2 #asked-now { (frame.text.t("help.home.asked_now")) }
                        ul aria-labelledby="asked-now" {
                            @for words in &home.asked_now {
                                li { a.pill href=(frame.search_for(words)) { (words) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn notices(frame: &Frame<'_>, notices: &[Notice]) -> Markup {
    html! {
        @if !notices.is_empty() {
            section.notices aria-label=(frame.text.t("help.home.notices")) {
                @for it in notices {
                    p.notice {
                        (icon("megaphone"))
                        span {
                            (it.text)
                            @if let Some(href) = &it.href {
                                " " a href=(href) { (frame.text.t("help.home.more")) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn most_asked(frame: &Frame<'_>, articles: &[Teaser]) -> Markup {
    html! {
        @if !articles.is_empty() {
            section aria-labelledby="most-asked" {
                h2 #most-asked { (frame.text.t("help.home.most_asked")) }
                ul.asked-most { @for it in articles { li { (row(frame, it)) } } }
            }
        }
    }
}

/// An article as a row that leads to it.
#[must_use]
pub(crate) fn row(frame: &Frame<'_>, article: &Teaser) -> Markup {
    html! {
        a.row href=(article.href) {
            span.text {
                strong {
                    (article.title)
                    @if article.is_restricted {
                        span.for-you title=(frame.text.t("help.restricted")) {
                            (icon("lock")) span.sr { " (" (frame.text.t("help.restricted")) ")" }
                        }
                    }
                }
                @if !article.short.is_empty() { span { (article.short) } }
            }
            (icon("chevron"))
        }
    }
}

fn topics(frame: &Frame<'_>, topics: &[Topic]) -> Markup {
    html! {
        @if !topics.is_empty() {
            section aria-labelledby="topics" {
                h2 #topics { (frame.text.t("help.home.topics")) }
                ul.tiles { @for it in topics { li { (tile(frame, it)) } } }
            }
        }
    }
}

/// A topic as a tile that leads to it.
#[must_use]
pub(crate) fn tile(frame: &Frame<'_>, topic: &Topic) -> Markup {
    html! {
        a.tile href=(topic.href) {
            span.picture { (icon(&topic.icon)) }
            span.text {
                strong { (topic.title) }
                @if !topic.description.is_empty() { span { (topic.description) } }
                @if let Some(count) = topic.count {
                    small { (frame.text.tn("help.topic.count", count)) }
                }
            }
        }
    }
}

fn people(frame: &Frame<'_>, shops: &[Shop]) -> Markup {
    let text = &frame.text;
    html! {
        section.people aria-labelledby="people" {
            h2 #people { (text.t("help.home.people")) }
            ul.tiles {
                li {
                    a.tile href=(frame.url("contact")) {
                        span.picture { (icon("message")) }
                        span.text {
                            strong { (text.t("help.home.write")) }
                            span { (text.t("help.home.write_how")) }
                        }
                    }
                }
                @for it in shops {
                    li {
                        a.tile href=(frame.url("locations")) {
                            span.picture { (icon("store")) }
                            span.text {
                                strong { (it.name) }
                                (it.now.show(text))
                            }
                        }
                    }
                }
            }
        }
    }
}
