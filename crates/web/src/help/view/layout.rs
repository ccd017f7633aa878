//! What every page has: head, top bar, search, foot.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::icon::icon;
use super::{Frame, Language, Link};

/// What a page says about itself.
#[derive(Debug, Clone, Default)]
pub(crate) struct Head {
    /// Its title without the brand; empty for the front page.
    pub(crate) title: String,
    /// One or two sentences for search engines, may be empty.
    pub(crate) description: String,
    /// What follows the language in its address, for the canonical link; `None` for pages that
    /// have no lasting address.
    pub(crate) path: Option<String>,
    /// Whether search engines may list it.
    pub(crate) is_indexed: bool,
    /// What it says in the vocabulary of schema.org, ready for the page.
    pub(crate) data: Option<PreEscaped<String>>,
    /// The part of the help centre it belongs to.
    pub(crate) place: Place,
    /// The search box in the top of the page.
    pub(crate) search: SearchBox,
}

/// The entry of the top bar a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Place {
    /// Questions and answers.
    #[default]
    Questions,
    /// Shops and opening hours.
    Locations,
    /// The contact form.
    Contact,
    /// None of them.
    Elsewhere,
}

/// Whether a page has the search box in a bar below its top.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum SearchBox {
    /// It brings its own or has none.
    #[default]
    None,
    /// With these words in it.
    With(String),
    /// With these words in it, whose results the page shows; asking again tells that it follows
    /// this question.
    After(String, String),
}

/// A whole page around its content.
#[must_use]
pub(crate) fn document(frame: &Frame<'_>, head: &Head, content: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(frame.text.locale) {
            (head_element(frame, head))
            body {
                a.skip href="#content" { (frame.text.t("help.skip")) }
                (top_bar(frame, head.place))
                @match &head.search {
                    SearchBox::None => {}
                    SearchBox::With(words) =>
                        div.searchbar { (search_form(frame, (words, None), false)) },
                    SearchBox::After(words, question) =>
                        div.searchbar { (search_form(frame, (words, Some(question)), false)) },
                }
                main #content tabindex="-1" { (content) }
                (foot(frame))
            }
        }
    }
}

fn head_element(frame: &Frame<'_>, head: &Head) -> Markup {
    let help = frame.text.ta("help.title", &[("brand", frame.brand.name)]);
    let title =
        if head.title.is_empty() { help.clone() } else { format!("{} – {help}", head.title) };
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            title { (title) }
            @if !head.description.is_empty() {
                meta name="description" content=(head.description);
            }
            @if !head.is_indexed { meta name="robots" content="noindex"; }
            meta name="color-scheme" content="light dark";
            script src=(frame.assets.theme) {}
            link rel="preload" href=(frame.assets.font) as="font" type="font/woff2" crossorigin;
            link rel="icon" href=(frame.assets.icon) type="image/svg+xml";
            link rel="stylesheet" href=(frame.assets.css);
            @if let Some(accent) = &frame.brand.accent_css { link rel="stylesheet" href=(accent); }
            script src=(frame.assets.js) defer {}
            (addresses(frame, head))
            meta property="og:title" content=(if head.title.is_empty() { &help } else { &head.title });
            meta property="og:site_name" content=(help);
            meta property="og:type" content="website";
            @if !head.description.is_empty() {
                meta property="og:description" content=(head.description);
            }
            @if let Some(data) = &head.data { script type="application/ld+json" { (data) } }
        }
    }
}

/// Links for machines: the lasting address, the other languages, feed and search.
fn addresses(frame: &Frame<'_>, head: &Head) -> Markup {
    let help = frame.text.ta("help.title", &[("brand", frame.brand.name)]);
    html! {
        @if let Some(path) = &head.path {
            link rel="canonical" href=(frame.full_url(path));
            @if 1 < frame.languages.iter().filter(|it| it.is_same_page).count() {
                @for it in frame.languages.iter().filter(|it| it.is_same_page) {
                    link rel="alternate" hreflang=(it.locale)
                        href=(format!("{}{}", frame.origin, it.href));
                }
            }
        }
        link rel="alternate" type="application/atom+xml" title=(help) href=(frame.url("feed.xml"));
        link rel="search" type="application/opensearchdescription+xml" title=(help)
            href=(frame.url("opensearch.xml"));
    }
}

fn top_bar(frame: &Frame<'_>, place: Place) -> Markup {
    let entry = |here: Place, key: &str, rest: &str| {
        let current = (here == place).then_some("true");
        html! { a href=(frame.url(rest)) aria-current=[current] { (frame.text.t(key)) } }
    };
    html! {
        header.top {
            div.wrap {
                a.brand href=(frame.url("")) {
                    (mark(frame))
                    span.name { (frame.brand.name) }
                    span.help { (frame.text.t("help.nav.help")) }
                }
                nav.places aria-label=(frame.text.t("help.nav.main")) {
                    (entry(Place::Questions, "help.nav.questions", ""))
                    @if frame.has_locations {
                        (entry(Place::Locations, "help.nav.locations", "locations"))
                    }
                    (entry(Place::Contact, "help.nav.contact", "contact"))
                }
                div.own {
                    (theme_switch(frame))
                    (language_switch(frame))
                    (sign_in(frame))
                }
            }
        }
    }
}

fn mark(frame: &Frame<'_>) -> Markup {
    let first: String = frame.brand.name.chars().take(1).collect();
    html! { span.mark aria-hidden="true" { (first) } }
}

/// Hidden until the script that serves it is there.
fn theme_switch(frame: &Frame<'_>) -> Markup {
    html! {
        button.icon-btn.theme type="button" data-theme-switch hidden
            aria-label=(frame.text.t("help.theme")) title=(frame.text.t("help.theme"))
            { span.to-dark { (icon("moon")) } span.to-light { (icon("sun")) } }
    }
}

fn language_switch(frame: &Frame<'_>) -> Markup {
    let here = |it: &&Language| it.locale == frame.text.locale;
    html! {
        @if 1 < frame.languages.len() {
            details.languages data-menu {
                summary {
                    (icon("globe"))
                    span.sr { (frame.text.t("help.language")) ": " }
                    span.label { @if let Some(it) = frame.languages.iter().find(here) { (it.name) } }
                }
                ul {
                    @for it in &frame.languages {
                        li {
                            a href=(it.href) hreflang=(it.locale) lang=(it.locale) rel="alternate"
                                aria-current=[here(&it).then_some("true")]
                                { (it.name) @if here(&it) { (icon("check")) } }
                        }
                    }
                }
            }
        }
    }
}

/// A word where there is room for it, a sign on the smallest screens.
fn sign_in(frame: &Frame<'_>) -> Markup {
    let inside = |sign: &str, key: &str| {
        html! { (icon(sign)) span.label { (frame.text.t(key)) } }
    };
    html! {
        @if frame.is_signed_in {
            form method="post" action=(frame.url("sign-out")) {
                button.btn type="submit" { (inside("leave", "signin.out")) }
            }
        } @else if frame.has_restricted {
            a.btn href=(frame.url("sign-in")) { (inside("user", "signin.in")) }
        }
    }
}

fn foot(frame: &Frame<'_>) -> Markup {
    html! {
        footer.foot {
            div.wrap {
                nav aria-label=(frame.text.t("help.foot")) {
                    @for it in &frame.legal { a href=(it.href) { (it.title) } }
                    a href=(frame.url("contact")) { (frame.text.t("help.nav.contact")) }
                }
                p { (frame.text.t("help.honest")) }
            }
        }
    }
}

/// The search box. It works as a plain form; the script adds results while typing.
#[must_use]
pub(crate) fn search_form(
    frame: &Frame<'_>,
    (words, question): (&str, Option<&str>),
    is_large: bool,
) -> Markup {
    let text = &frame.text;
    let suggest = format!(
        "/api/v1/suggest?brand={}&locale={}",
        super::encoded(frame.brand.slug),
        super::encoded(text.locale)
    );
    let counts: Vec<String> = (0..=8).map(|n| text.tn("help.search.count", n)).collect();
    html! {
        search {
            form.search.large[is_large] action=(frame.url("search")) method="get"
                data-suggest=(suggest) data-counts=(counts.join("|"))
                data-all=(text.t("help.search.all")) data-list=(text.t("help.search.list"))
            {
                label.sr for="q" { (text.t("help.search.label")) }
                (icon("search"))
                input #q type="search" name="q" value=(words) maxlength="500" required
                    autocomplete="off" spellcheck="false" enterkeyhint="search"
                    placeholder=(text.t("help.search.placeholder"));
                @if let Some(question) = question {
                    input type="hidden" name="after" value=(question);
                }
                button.btn.primary type="submit" { (text.t("help.search.button")) }
            }
        }
    }
}

/// The way from the front page to here, without the page itself.
#[must_use]
pub(crate) fn crumbs(frame: &Frame<'_>, way: &[Link]) -> Markup {
    html! {
        nav.crumbs aria-label=(frame.text.t("help.crumbs")) {
            ol {
                li { a href=(frame.url("")) { (frame.text.t("help.nav.help")) } }
                @for it in way { li { (icon("chevron")) a href=(it.href) { (it.title) } } }
            }
        }
    }
}
