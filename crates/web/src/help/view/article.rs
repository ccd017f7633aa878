//! An article's page.

use chrono::NaiveDate;
use maud::{Markup, PreEscaped, html};

use super::icon::icon;
use super::layout::{Head, Place, SearchBox, crumbs, document};
use super::{Frame, Link, structured, video};

/// Why an article did not help, in the order they are offered; each has a sentence
/// `help.reason.NAME`.
pub(crate) const REASONS: [&str; 4] = ["incomplete", "wrong", "unclear", "other"];

/// What an article's page shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Article {
    /// The question or matter.
    pub(crate) title: String,
    /// The answer in one or two sentences, may be empty.
    pub(crate) short: String,
    /// Its body as HTML that was cleaned when it was published.
    pub(crate) html: String,
    /// Its body as plain text, for machines.
    pub(crate) plain: String,
    /// Its name in addresses.
    pub(crate) slug: String,
    /// The topics it stands under, the highest first.
    pub(crate) above: Vec<Link>,
    /// Its headings: what follows `#`, and the words; only those worth a list.
    pub(crate) headings: Vec<Link>,
    /// Articles about the same.
    pub(crate) related: Vec<Link>,
    /// When this text went live.
    pub(crate) changed_on: Option<NaiveDate>,
    /// When somebody last said that it is right.
    pub(crate) checked_on: Option<NaiveDate>,
    /// Whether it is a question with one answer.
    pub(crate) is_answer: bool,
    /// Whether only signed-in contacts see it; search engines then never hear of it.
    pub(crate) is_restricted: bool,
    /// The question that led here, for feedback.
    pub(crate) question: Option<String>,
    /// Whether the reader has just said what they think of it.
    pub(crate) is_judged: bool,
}

/// An article's page.
#[must_use]
pub(crate) fn page(frame: &Frame<'_>, article: &Article) -> Markup {
    let path = format!("a/{}", article.slug);
    let head = Head {
        title: article.title.clone(),
        description: article.short.clone(),
        data: (!article.is_restricted).then(|| structured::article(frame, article)),
        path: Some(path),
        is_indexed: !article.is_restricted,
        place: Place::Questions,
        search: SearchBox::With(String::new()),
    };
    let content = html! {
        div.wrap.page.reading {
            article {
                (crumbs(frame, &article.above))
                h1 { (article.title) }
                @if article.is_restricted {
                    p.for-you { (icon("lock")) (frame.text.t("help.restricted")) }
                }
                @if !article.short.is_empty() { p.lead { (article.short) } }
                div.body { (PreEscaped(video::boxed(&frame.text, &article.html))) }
                (facts(frame, article))
                (feedback(frame, article))
            }
            (aside(frame, article))
        }
    };
    document(frame, &head, &content)
}

fn aside(frame: &Frame<'_>, article: &Article) -> Markup {
    let text = &frame.text;
    html! {
        aside {
            @if 1 < article.headings.len() {
                nav aria-labelledby="on-this-page" {
                    h2 #on-this-page { (text.t("help.article.on_this_page")) }
                    ul { @for it in &article.headings { li { a href=(it.href) { (it.title) } } } }
                }
            }
            @if !article.related.is_empty() {
                nav aria-labelledby="related" {
                    h2 #related { (text.t("help.article.related")) }
                    ul { @for it in &article.related { li { a href=(it.href) { (it.title) } } } }
                }
            }
            nav aria-labelledby="person" {
                h2 #person { (text.t("help.article.person")) }
                ul { li { a href=(frame.contact_with(&article.title)) { (text.t("help.none.ask")) } } }
            }
        }
    }
}

fn facts(frame: &Frame<'_>, article: &Article) -> Markup {
    html! {
        p.facts {
            @if let Some(day) = article.checked_on {
                span {
                    (icon("check"))
                    (frame.text.ta("help.article.checked", &[("day", &frame.text.date(day))]))
                }
            }
            button.link type="button" data-print hidden {
                (icon("print")) (frame.text.t("help.article.print"))
            }
        }
    }
}

/// Works without a script: "Yes" sends at once, "No" opens the reasons.
fn feedback(frame: &Frame<'_>, article: &Article) -> Markup {
    let text = &frame.text;
    let action = frame.url(&format!("a/{}/feedback", article.slug));
    let question = html! {
        @if let Some(question) = &article.question {
            input type="hidden" name="question" value=(question);
        }
    };
    html! {
        section.feedback #feedback aria-labelledby="helped" {
            @if article.is_judged {
                p.thanks role="status" { (icon("check")) (text.t("help.feedback.thanks")) }
            } @else {
                h2 #helped { (text.t("help.feedback.title")) }
                form method="post" action=(action) data-feedback {
                    (question)
                    button.btn type="submit" name="helpful" value="yes" { (text.t("help.yes")) }
                }
                details {
                    summary.btn { (text.t("help.no")) }
                    form.why method="post" action=(action) data-feedback {
                        (question)
                        input type="hidden" name="helpful" value="no";
                        fieldset {
                            legend { (text.t("help.feedback.why")) }
                            @for reason in REASONS {
                                label {
                                    input type="radio" name="reason" value=(reason);
                                    (text.t(&format!("help.reason.{reason}")))
                                }
                            }
                        }
                        label for="feedback-text" { (text.t("help.feedback.text")) }
                        textarea #feedback-text name="text" rows="3" maxlength="1000" {}
                        p.hint { (text.t("help.feedback.hint")) }
                        button.btn.primary type="submit" { (text.t("help.feedback.send")) }
                    }
                }
                p.thanks data-thanks hidden role="status"
                    { (icon("check")) (text.t("help.feedback.thanks")) }
            }
        }
    }
}
