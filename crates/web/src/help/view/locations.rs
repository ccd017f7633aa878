//! Shops: where they are and when somebody is there.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::icon::icon;
use super::layout::{Head, Place, SearchBox, crumbs, document};
use super::{Frame, Texts, structured};

/// Whether somebody is there. Times are local to the shop, as `18:00`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Now {
    /// Open until this time today.
    OpenUntil(String),
    /// Opens at this time today.
    OpensAt(String),
    /// Opens on this weekday (1 is Monday) at this time.
    OpensOn(u32, String),
    /// Opens on this day at this time.
    OpensLater(NaiveDate, String),
    /// Closed, and nobody knows until when.
    Closed,
}

/// A shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Location {
    /// What follows `#` in its address.
    pub(crate) anchor: String,
    /// Its name.
    pub(crate) name: String,
    /// Street and number.
    pub(crate) street: String,
    /// Postal code and town.
    pub(crate) town: String,
    /// Two letters.
    pub(crate) country: String,
    /// As written by people, may be empty.
    pub(crate) phone: String,
    /// Whether somebody is there.
    pub(crate) now: Now,
    /// Days of the week with equal hours together, from Monday: first day, last day, hours.
    pub(crate) week: Vec<(u32, u32, Times)>,
    /// Coming days with other hours: the day, its name, its hours.
    pub(crate) special: Vec<(NaiveDate, String, Times)>,
}

/// Spans of one day, as `10:00` and `18:00`; none when closed.
pub(crate) type Times = Vec<(String, String)>;

impl Now {
    /// The state in words, with a dot whose colour only repeats them.
    #[must_use]
    pub(crate) fn show(&self, text: &Texts<'_>) -> Markup {
        let is_open = matches!(self, Self::OpenUntil(_));
        html! { span.now.open[is_open] { (self.words(text)) } }
    }

    /// The state in words.
    #[must_use]
    pub(crate) fn words(&self, text: &Texts<'_>) -> String {
        match self {
            Self::OpenUntil(time) => text.ta("help.open_until", &[("time", time)]),
            Self::OpensAt(time) => text.ta("help.opens_at", &[("time", time)]),
            Self::OpensOn(day, time) => {
                let day = text.t(&format!("help.on_day.{day}"));
                text.ta("help.opens_on", &[("day", &day), ("time", time)])
            }
            Self::OpensLater(date, time) => {
                let day = text.date(*date);
                text.ta("help.opens_later", &[("day", &day), ("time", time)])
            }
            Self::Closed => text.t("help.closed_now"),
        }
    }
}

/// All shops on one page.
#[must_use]
pub(crate) fn page(frame: &Frame<'_>, locations: &[Location]) -> Markup {
    let title = frame.text.t("help.locations.title");
    let head = Head {
        title: title.clone(),
        description: frame.text.ta("help.locations.description", &[("brand", frame.brand.name)]),
        path: Some("locations".to_owned()),
        is_indexed: true,
        data: Some(structured::shops(frame, locations)),
        place: Place::Locations,
        search: SearchBox::With(String::new()),
    };
    document(
        frame,
        &head,
        &html! {
            div.wrap.page {
                (crumbs(frame, &[]))
                h1 { (title) }
                ul.shops { @for it in locations { li #(it.anchor) { (shop(&frame.text, it)) } } }
            }
        },
    )
}

fn shop(text: &Texts<'_>, shop: &Location) -> Markup {
    let digits: String =
        shop.phone.chars().filter(|it| it.is_ascii_digit() || *it == '+').collect();
    html! {
        h2 { (shop.name) }
        p { (shop.now.show(text)) }
        @if !shop.street.is_empty() || !shop.town.is_empty() {
            p.contact-line {
                (icon("pin"))
                span {
                    (shop.street)
                    @if !shop.street.is_empty() && !shop.town.is_empty() { br; }
                    (shop.town)
                }
            }
        }
        @if !shop.phone.is_empty() {
            p.contact-line { (icon("phone")) a href=(format!("tel:{digits}")) { (shop.phone) } }
        }
        table.hours {
            caption.sr { (text.ta("help.locations.hours_of", &[("name", &shop.name)])) }
            @for (first, last, times) in &shop.week {
                tr { th scope="row" { (days(text, *first, *last)) } td { (spans(text, times)) } }
            }
        }
        @if !shop.special.is_empty() {
            h3 { (text.t("help.locations.special")) }
            table.hours {
                @for (date, name, times) in &shop.special {
                    tr {
                        th scope="row" {
                            (text.date(*date))
                            @if !name.is_empty() { span.day-name { (name) } }
                        }
                        td { (spans(text, times)) }
                    }
                }
            }
        }
    }
}

fn days(text: &Texts<'_>, first: u32, last: u32) -> String {
    let from = text.t(&format!("help.day.{first}"));
    if first == last {
        return from;
    }
    format!("{from} – {}", text.t(&format!("help.day.{last}")))
}

fn spans(text: &Texts<'_>, times: &Times) -> Markup {
    html! {
        @if times.is_empty() { (text.t("help.closed")) }
        @for (opens, closes) in times { span.span { (opens) " – " (closes) } }
    }
}
