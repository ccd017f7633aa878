//! Line icons, put into the page as they are so that they take its colours.

use maud::{Markup, PreEscaped, html};

/// An icon that says nothing to a screen reader; an unknown name shows a book.
#[must_use]
pub(crate) fn icon(name: &str) -> Markup {
    html! { span.icon aria-hidden="true" { (PreEscaped(drawing(name))) } }
}

macro_rules! drawings {
    ($($name:literal)+) => {
        fn drawing(name: &str) -> &'static str {
            match name {
                $($name => include_str!(concat!("../../../../../ui/shared/icons/", $name, ".svg")),)+
                _ => include_str!("../../../../../ui/shared/icons/book.svg"),
            }
        }
    };
}

drawings! {
    "alert" "bolt" "bot" "box" "calendar" "card" "check" "chevron" "chevron-down" "clock" "close"
    "code" "droplet" "euro" "eye" "feed" "file" "gift" "glasses" "globe" "heart" "help" "home"
    "leave" "lock" "mail" "megaphone" "message" "moon" "phone" "pin" "play" "plug" "print" "search"
    "shield" "store" "sun" "tag" "truck" "undo" "user" "users" "wheel" "wrench"
}
