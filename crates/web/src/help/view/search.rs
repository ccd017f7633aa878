//! The page of results. It has an address of its own and never ends without a way on.

use maud::{Markup, html};

use super::icon::icon;
use super::layout::{Head, Place, SearchBox, document};
use super::marked::Marked;
use super::{Frame, Link};

/// What was found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Results {
    /// The words as typed, trimmed.
    pub(crate) words: String,
    /// The answer, only when Lotse is sure.
    pub(crate) answer: Option<Hit>,
    /// Others that may fit, best first; without the answer.
    pub(crate) hits: Vec<Hit>,
    /// The language the words were taken for, when it is not the page's own; its own name.
    pub(crate) other_language: Option<String>,
    /// The question these are the results of, so that asking again can be told.
    pub(crate) question: Option<String>,
    /// Topics, for when nothing was found.
    pub(crate) topics: Vec<Link>,
}

/// A result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    /// The title.
    pub(crate) title: Marked,
    /// The passage that fits best.
    pub(crate) passage: Marked,
    /// Where it is, with the heading if one fits.
    pub(crate) href: String,
    /// The topic it stands under, may be empty.
    pub(crate) topic: String,
    /// The language of its text.
    pub(crate) locale: String,
}

/// The page of results.
#[must_use]
pub(crate) fn page(frame: &Frame<'_>, results: &Results) -> Markup {
    let found = results.hits.len() + usize::from(results.answer.is_some());
    let title = frame.text.ta("help.search.title", &[("words", &results.words)]);
    let head = Head {
        title,
        place: Place::Questions,
        search: match &results.question {
            Some(question) => SearchBox::After(results.words.clone(), question.clone()),
            None => SearchBox::With(results.words.clone()),
        },
        ..Head::default()
    };
    document(
        frame,
        &head,
        &html! {
            div.wrap.page.results {
                @if results.words.is_empty() {
                    h1 { (frame.text.t("help.search.empty")) }
                    (topics(frame, &results.topics))
                } @else if found == 0 {
                    (nothing(frame, results))
                } @else {
                    (something(frame, results, found))
                }
            }
        },
    )
}

fn something(frame: &Frame<'_>, results: &Results, found: usize) -> Markup {
    let text = &frame.text;
    html! {
        h1 { (text.ta("help.search.for", &[("words", &results.words)])) }
        p.count {
            (text.tn("help.search.count", found))
            @if let Some(language) = &results.other_language {
                " · " (text.ta("help.search.other_language", &[("language", language)]))
            }
        }
        @if let Some(answer) = &results.answer { (answer_box(frame, answer)) }
        @if !results.hits.is_empty() {
            h2.sr[results.answer.is_none()] { (text.t("help.search.more")) }
            ol.hits { @for it in &results.hits { li { (hit(frame, it)) } } }
        }
        (ask_a_person(frame, &results.words))
    }
}

/// The answer in full sight. It says that it was chosen by a machine and written by people.
fn answer_box(frame: &Frame<'_>, answer: &Hit) -> Markup {
    html! {
        section.answer aria-labelledby="answer" {
            p.automatic { (icon("bot")) (frame.text.t("help.answer.automatic")) }
            div lang=[other(frame, answer)] {
                h2 #answer { a href=(answer.href) { (answer.title.show()) } }
                p.passage { (answer.passage.show()) }
            }
            a.btn href=(answer.href) { (frame.text.t("help.answer.read")) (icon("chevron")) }
        }
    }
}

fn hit(frame: &Frame<'_>, hit: &Hit) -> Markup {
    html! {
        article lang=[other(frame, hit)] {
            h3 { a href=(hit.href) { (hit.title.show()) } }
            @if !hit.passage.is_empty() { p { (hit.passage.show()) } }
            @if !hit.topic.is_empty() { p.topic { (hit.topic) } }
        }
    }
}

fn other<'a>(frame: &Frame<'_>, hit: &'a Hit) -> Option<&'a str> {
    (hit.locale != frame.text.locale).then_some(hit.locale.as_str())
}

fn nothing(frame: &Frame<'_>, results: &Results) -> Markup {
    let text = &frame.text;
    html! {
        h1 { (text.ta("help.none.title", &[("words", &results.words)])) }
        div.note {
            p { strong { (text.t("help.none.noted")) } " " (text.t("help.none.meanwhile")) }
            a.btn.primary href=(frame.contact_with(&results.words)) { (text.t("help.none.ask")) }
        }
        p.tips { (text.t("help.none.tips")) }
        (topics(frame, &results.topics))
    }
}

fn topics(frame: &Frame<'_>, topics: &[Link]) -> Markup {
    html! {
        @if !topics.is_empty() {
            h2 { (frame.text.t("help.home.topics")) }
            ul.pills { @for it in topics { li { a.pill href=(it.href) { (it.title) } } } }
        }
    }
}

fn ask_a_person(frame: &Frame<'_>, words: &str) -> Markup {
    html! {
        p.person {
            (frame.text.t("help.search.not_there")) " "
            a href=(frame.contact_with(words)) { (frame.text.t("help.search.person")) }
        }
    }
}
