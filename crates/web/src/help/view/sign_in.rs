//! Signing in by a code in an e-mail: no password to remember, no puzzle to solve.

use maud::{Markup, html};

use super::Frame;
use super::icon::icon;
use super::layout::{Head, Place, document};

/// What the page asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// The address.
    Address {
        /// What was typed before.
        typed: String,
        /// Whether that was no address.
        is_wrong: bool,
    },
    /// The code that was sent.
    Code {
        /// Where it was sent.
        email: String,
        /// Whether the one typed was wrong or too old.
        is_wrong: bool,
    },
}

/// The page that asks for the address, then for the code. `back` is where the reader wanted to
/// go: a path of ours, may be empty.
#[must_use]
pub(crate) fn page(frame: &Frame<'_>, step: &Step, back: &str) -> Markup {
    let head =
        Head { title: frame.text.t("signin.in"), place: Place::Elsewhere, ..Head::default() };
    let content = html! {
        div.wrap.page.narrow {
            @match step {
                Step::Address { typed, is_wrong } => (address(frame, typed, *is_wrong, back)),
                Step::Code { email, is_wrong } => (code(frame, email, *is_wrong, back)),
            }
        }
    };
    document(frame, &head, &content)
}

fn address(frame: &Frame<'_>, typed: &str, is_wrong: bool, back: &str) -> Markup {
    let text = &frame.text;
    html! {
        h1 { (text.t("signin.title")) }
        p.lead { (text.t("signin.how")) }
        form.stack method="post" action=(frame.url("sign-in")) novalidate {
            input type="hidden" name="back" value=(back);
            label for="email" { (text.t("contact.email")) }
            input.field #email name="email" type="email" autocomplete="email" inputmode="email"
                maxlength="254" required value=(typed) autofocus[is_wrong]
                aria-invalid=[is_wrong.then_some("true")]
                aria-describedby=[is_wrong.then_some("email-flaw")];
            @if is_wrong {
                p.flaw #email-flaw role="alert" {
                    (icon("alert")) (text.t("contact.flaw.email.not_an_email"))
                }
            }
            button.btn.primary type="submit" { (text.t("signin.send")) }
        }
    }
}

fn code(frame: &Frame<'_>, email: &str, is_wrong: bool, back: &str) -> Markup {
    let text = &frame.text;
    html! {
        h1 { (text.t("signin.code_title")) }
        p.lead { (text.ta("signin.code_how", &[("email", email)])) }
        form.stack method="post" action=(frame.url("sign-in/code")) {
            input type="hidden" name="email" value=(email);
            input type="hidden" name="back" value=(back);
            label for="code" { (text.t("signin.code")) }
            input.field.code #code name="code" inputmode="numeric" autocomplete="one-time-code"
                maxlength="12" required autofocus
                aria-invalid=[is_wrong.then_some("true")]
                aria-describedby=[is_wrong.then_some("code-flaw")];
            @if is_wrong {
                p.flaw #code-flaw role="alert" { (icon("alert")) (text.t("signin.wrong")) }
            }
            button.btn.primary type="submit" { (text.t("signin.in")) }
        }
        form method="get" action=(frame.url("sign-in")) {
            input type="hidden" name="back" value=(back);
            button.link type="submit" { (text.t("signin.again")) }
        }
    }
}
