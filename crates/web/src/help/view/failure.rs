//! Pages for what went wrong: plain words and a way on.

use maud::{Markup, html};

use super::Frame;
use super::layout::{Head, Place, SearchBox, document, search_form};

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failure {
    /// Only for others, or only after signing in.
    Forbidden,
    /// Nothing is there.
    NotFound,
    /// Something was there.
    Gone,
    /// More than fits into one message.
    TooLarge,
    /// Too many tries.
    TooMany,
    /// Our fault.
    Broken,
}

impl Failure {
    /// Its HTTP status.
    #[must_use]
    pub(crate) fn status(self) -> u16 {
        match self {
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Gone => 410,
            Self::TooLarge => 413,
            Self::TooMany => 429,
            Self::Broken => 500,
        }
    }
}

/// The page for a failure; `words` fill the search box, taken from the address perhaps.
#[must_use]
pub(crate) fn page(frame: &Frame<'_>, failure: Failure, words: &str) -> Markup {
    let text = &frame.text;
    let status = failure.status();
    let title = text.t(&format!("help.failure.{status}.title"));
    let head = Head {
        title: title.clone(),
        place: Place::Elsewhere,
        search: SearchBox::None,
        ..Head::default()
    };
    let has_search = matches!(failure, Failure::NotFound | Failure::Gone | Failure::Forbidden);
    let content = html! {
        div.wrap.page.failure {
            p.status { (status) }
            h1 { (title) }
            p.lead { (text.t(&format!("help.failure.{status}.text"))) }
            @if has_search { (search_form(frame, (words, None), false)) }
            p.ways-on {
                @if failure == Failure::Forbidden && frame.has_restricted && !frame.is_signed_in {
                    a.btn.primary href=(frame.url("sign-in")) { (text.t("signin.in")) }
                }
                a.btn href=(frame.url("")) { (text.t("help.back")) }
                a.btn href=(frame.url("contact")) { (text.t("help.none.ask")) }
            }
            @if failure == Failure::NotFound && frame.has_restricted && !frame.is_signed_in {
                p.tips {
                    (text.t("help.failure.404.others")) " "
                    a href=(frame.url("sign-in")) { (text.t("signin.in")) }
                }
            }
        }
    };
    document(frame, &head, &content)
}
