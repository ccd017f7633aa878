//! The contact form: the question first, answers before anything is sent, then only what is
//! needed to reply.
//!
//! Without a script it is two pages: the first takes the message, the second shows what may
//! answer it already and asks for name and address. With a script both are one.

use maud::{Markup, html};

use super::icon::icon;
use super::layout::{Head, Place, SearchBox, document};
use super::marked::Marked;
use super::{Frame, Texts};

/// What the form shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    /// What was typed so far.
    pub(crate) typed: Typed,
    /// What is wrong: the field's name and the flaw's, in the order of the form.
    pub(crate) flaws: Vec<(String, String)>,
    /// What may answer the message, best first; only on the second page.
    pub(crate) answers: Vec<Answer>,
    /// Whether the message was given and name and address are next.
    pub(crate) is_second: bool,
    /// The question that `answers` belong to, for "that solves it".
    pub(crate) question: Option<String>,
    /// Other ways to reach people.
    pub(crate) ways: Vec<Way>,
}

/// What was typed so far. All of it comes back when something is wrong, but the files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Typed {
    /// The message.
    pub(crate) message: String,
    /// The name.
    pub(crate) name: String,
    /// The address for the reply.
    pub(crate) email: String,
    /// The page the person came from.
    pub(crate) page: String,
    /// What they searched for before, one per line.
    pub(crate) searches: String,
    /// The articles they were shown while writing, as ids, one per line.
    pub(crate) answers: String,
}

/// An article that may answer the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    /// The article.
    pub(crate) id: String,
    /// Its title.
    pub(crate) title: String,
    /// The passage that fits best.
    pub(crate) passage: Marked,
    /// Where it is.
    pub(crate) href: String,
}

/// Another way to reach people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Way {
    /// The name of its icon.
    pub(crate) icon: String,
    /// What it is.
    pub(crate) title: String,
    /// When or how.
    pub(crate) text: String,
    /// Where it leads, if anywhere.
    pub(crate) href: Option<String>,
}

/// The form, first or second page.
#[must_use]
pub(crate) fn page(frame: &Frame<'_>, form: &Form) -> Markup {
    let text = &frame.text;
    let title = text.t("contact.title");
    let head = Head {
        title: text.t("help.nav.contact"),
        description: text.t("contact.how"),
        path: Some("contact".to_owned()),
        is_indexed: !form.is_second && form.flaws.is_empty(),
        place: Place::Contact,
        ..Head::default()
    };
    let content = html! {
        div.wrap.page.asking {
            div {
                h1 { (title) }
                p.lead { (text.t("contact.how")) }
                (flaws(text, &form.flaws))
                (fields(frame, form))
            }
            (other_ways(frame, &form.ways))
        }
    };
    document(frame, &head, &content)
}

/// All that is wrong in one place, each leading to its field.
fn flaws(text: &Texts<'_>, flaws: &[(String, String)]) -> Markup {
    html! {
        @if !flaws.is_empty() {
            div.flaws role="alert" tabindex="-1" data-focus {
                p { strong { (text.tn("contact.flaws", flaws.len())) } }
                ul {
                    @for (field, flaw) in flaws {
                        li { a href=(format!("#{field}")) { (flaw_text(text, field, flaw)) } }
                    }
                }
            }
        }
    }
}

fn flaw_text(text: &Texts<'_>, field: &str, flaw: &str) -> String {
    text.t(&format!("contact.flaw.{field}.{flaw}"))
}

/// How a field says what is wrong with it.
struct Marks<'a> {
    text: &'a Texts<'a>,
    flaws: &'a [(String, String)],
}

impl Marks<'_> {
    fn flaw_of(&self, field: &str) -> Option<&str> {
        self.flaws.iter().find(|(name, _)| name == field).map(|(_, flaw)| flaw.as_str())
    }

    fn invalid(&self, field: &str) -> Option<&'static str> {
        self.flaw_of(field).map(|_| "true")
    }

    fn described(&self, field: &str) -> Option<String> {
        self.flaw_of(field).map(|_| format!("{field}-flaw"))
    }

    fn shown(&self, field: &str) -> Markup {
        html! {
            @if let Some(flaw) = self.flaw_of(field) {
                p.flaw id=(format!("{field}-flaw")) {
                    (icon("alert")) (flaw_text(self.text, field, flaw))
                }
            }
        }
    }
}

fn fields(frame: &Frame<'_>, form: &Form) -> Markup {
    let text = &frame.text;
    let marks = Marks { text, flaws: &form.flaws };
    let step = if form.is_second { "send" } else { "look" };
    html! {
        form.ask method="post" action=(frame.url("contact")) enctype="multipart/form-data"
            data-contact data-answers=(frame.url("contact/answers")) novalidate
        {
            // The Enter key presses the first button of a form: it must never be "that solves it".
            button.sr type="submit" name="step" value=(step) tabindex="-1" aria-hidden="true"
                data-default {}
            label for="message" { (text.t("contact.message")) }
            textarea #message name="message" rows="6" maxlength="20000" required
                aria-invalid=[marks.invalid("message")]
                aria-describedby=[marks.described("message")]
                { "\n" (form.typed.message) }
            (marks.shown("message"))
            div.live data-live aria-live="polite" { (answers(frame, form)) }
            @if !form.is_second {
                p.next data-next {
                    button.btn.primary type="submit" name="step" value="look"
                        { (text.t("contact.next")) }
                    span.hint { (text.t("contact.next_how")) }
                }
            }
            (second(text, form, &marks))
            (carried(text, &form.typed))
        }
    }
}

/// Where the reply goes. Not there for the reader before the message is.
fn second(text: &Texts<'_>, form: &Form, marks: &Marks<'_>) -> Markup {
    html! {
        fieldset.second data-second hidden[!form.is_second] disabled[!form.is_second] {
            legend { (text.t("contact.where")) }
            div.pair {
                div.item {
                    label for="name" { (text.t("contact.name")) }
                    input.field #name name="name" autocomplete="name" maxlength="120" required
                        value=(form.typed.name) aria-invalid=[marks.invalid("name")]
                        aria-describedby=[marks.described("name")];
                    (marks.shown("name"))
                }
                div.item {
                    label for="email" { (text.t("contact.email")) }
                    input.field #email name="email" type="email" autocomplete="email"
                        inputmode="email" maxlength="254" required value=(form.typed.email)
                        aria-invalid=[marks.invalid("email")]
                        aria-describedby=[marks.described("email")];
                    (marks.shown("email"))
                }
            }
            div.item {
                label for="file" {
                    (text.t("contact.file")) " " span.optional { (text.t("contact.optional")) }
                }
                input #file name="file" type="file" multiple aria-describedby="file-hint"
                    aria-invalid=[marks.invalid("file")];
                span.hint #file-hint { (text.t("contact.file_hint")) }
                (marks.shown("file"))
            }
            p.send {
                button.btn.primary type="submit" name="step" value="send"
                    { (text.t("contact.send")) }
                span.hint { (text.t("contact.send_how")) }
            }
        }
    }
}

/// What the reader did before, so that nobody asks again, and a trap for machines.
fn carried(text: &Texts<'_>, typed: &Typed) -> Markup {
    html! {
        input type="hidden" name="page" value=(typed.page);
        input type="hidden" name="searches" value=(typed.searches);
        input type="hidden" name="answers" value=(typed.answers);
        div.trap aria-hidden="true" {
            label for="website" { (text.t("contact.trap")) }
            input #website name="website" tabindex="-1" autocomplete="off";
        }
    }
}

/// What may answer the message already; also served alone, for the script.
#[must_use]
pub(crate) fn answers(frame: &Frame<'_>, form: &Form) -> Markup {
    let text = &frame.text;
    html! {
        @if !form.answers.is_empty() {
            section.answers aria-label=(text.t("contact.maybe")) {
                p.automatic { (icon("bot")) (text.t("contact.maybe")) }
                @for it in &form.answers {
                    article {
                        h2 { a href=(it.href) target="_blank" { (it.title)
                            span.sr { " " (text.t("contact.new_window")) } } }
                        p { (it.passage.show()) }
                        button.btn type="submit" name="solved" value=(it.id) formnovalidate
                            formaction=(frame.url("contact/solved"))
                            aria-label=(format!("{}: {}", text.t("contact.solves"), it.title))
                            { (text.t("contact.solves")) }
                    }
                }
                @if let Some(question) = &form.question {
                    input type="hidden" name="question" value=(question);
                }
            }
        } @else if form.question.is_some() {
            p.hint { (text.t("contact.no_answer")) }
        }
    }
}

fn other_ways(frame: &Frame<'_>, ways: &[Way]) -> Markup {
    let search = Way {
        icon: "search".to_owned(),
        title: frame.text.t("contact.way_search"),
        text: frame.text.t("contact.way_search_how"),
        href: Some(frame.url("")),
    };
    html! {
        aside aria-labelledby="ways" {
            h2 #ways { (frame.text.t("contact.ways")) }
            ul.ways {
                @for it in ways.iter().chain(std::iter::once(&search)) {
                    li {
                        @match &it.href {
                            Some(href) => a.way href=(href) { (way(it)) },
                            None => div.way { (way(it)) },
                        }
                    }
                }
            }
        }
    }
}

fn way(way: &Way) -> Markup {
    html! {
        span.picture { (icon(&way.icon)) }
        span.text { strong { (way.title) } span { (way.text) } }
    }
}

/// A message arrived.
#[must_use]
pub(crate) fn sent(frame: &Frame<'_>, reference: &str) -> Markup {
    let text = &frame.text;
    outcome(
        frame,
        &text.t("contact.sent.title"),
        &html! {
            p.lead { (text.t("contact.sent.text")) }
            p.reference { (text.t("contact.sent.reference")) " " strong { (reference) } }
            p { a.btn href=(frame.url("")) { (text.t("help.back")) } }
        },
    )
}

/// An answer made the message unnecessary; nothing was sent. The text is kept in case it was
/// the wrong button.
#[must_use]
pub(crate) fn solved(frame: &Frame<'_>, article: Option<&str>, message: &str) -> Markup {
    let text = &frame.text;
    outcome(
        frame,
        &text.t("contact.solved.title"),
        &html! {
            p.lead { (text.t("contact.solved.text")) }
            @if let Some(href) = article {
                p { a href=(href) { (text.t("contact.solved.again")) } }
            }
            form.ways-on method="get" action=(frame.url("contact")) {
                input type="hidden" name="q" value=(message);
                a.btn href=(frame.url("")) { (text.t("help.back")) }
                button.btn type="submit" { (text.t("contact.solved.not")) }
            }
        },
    )
}

fn outcome(frame: &Frame<'_>, title: &str, content: &Markup) -> Markup {
    let head = Head {
        title: title.to_owned(),
        place: Place::Contact,
        search: SearchBox::None,
        ..Head::default()
    };
    document(
        frame,
        &head,
        &html! {
            div.wrap.page.outcome {
                span.big-check { (icon("check")) }
                h1 tabindex="-1" data-focus { (title) }
                (content)
            }
        },
    )
}
