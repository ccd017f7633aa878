//! What a page says that happened on it, kept within bounds however much a page says.

use chrono::{DateTime, Utc};

/// So many are kept of one conversation, the newest.
const EVENTS: usize = 50;
/// So many characters a name has.
const NAME_CHARS: usize = 64;
/// So many properties one has.
const PROPERTIES: usize = 20;
/// So many characters the value of one property has.
const VALUE_CHARS: usize = 300;
/// So many characters all properties of one have together.
const EVENT_CHARS: usize = 2_000;
/// So many characters all of one conversation have together: they are read whenever it is.
const ALL_CHARS: usize = 8_000;

/// Something that happened on a page, in the page's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageEvent {
    name: String,
    properties: Vec<(String, String)>,
    at: DateTime<Utc>,
}

impl PageEvent {
    /// An event within its bounds: what is too long is cut, what is too much is left out. `None`
    /// when it has no name.
    #[must_use]
    pub fn new(
        name: &str,
        properties: impl IntoIterator<Item = (String, String)>,
        at: DateTime<Utc>,
    ) -> Option<Self> {
        let name = cut(name, NAME_CHARS);
        if name.is_empty() {
            return None;
        }
        let mut left = EVENT_CHARS;
        let cut = properties.into_iter().map(|(key, it)| (cut(&key, NAME_CHARS), it));
        let named = cut.filter(|(key, _)| !key.is_empty());
        let bounded = named.map(|(key, value)| (key, self::cut(&value, VALUE_CHARS)));
        let fits = |(key, value): &(String, String)| {
            let rest = left.checked_sub(key.chars().count() + value.chars().count());
            left = rest.unwrap_or(left);
            rest.is_some()
        };
        let properties = bounded.take(PROPERTIES).filter(fits).collect();
        Some(Self { name, properties, at })
    }

    /// What happened; 1 to 64 characters.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What belongs to it, as names and values.
    #[must_use]
    pub fn properties(&self) -> &[(String, String)] {
        &self.properties
    }

    /// When, by our clock.
    #[must_use]
    pub fn at(&self) -> DateTime<Utc> {
        self.at
    }

    fn chars(&self) -> usize {
        let all = self.properties.iter().flat_map(|(key, value)| [key, value]);
        all.chain([&self.name]).map(|it| it.chars().count()).sum()
    }
}

/// Both in the order of time, oldest first; the newest that fit. What is told twice is kept once.
#[must_use]
pub fn with_events(known: &[PageEvent], news: &[PageEvent]) -> Vec<PageEvent> {
    let news = news.iter().filter(|it| !known.contains(it));
    let mut all: Vec<_> = known.iter().chain(news).cloned().collect();
    all.sort_by_key(PageEvent::at);
    let mut left = ALL_CHARS;
    let fits = |it: &PageEvent| {
        let rest = left.checked_sub(it.chars());
        left = rest.unwrap_or_default();
        rest.is_some()
    };
    let mut newest: Vec<_> = all.into_iter().rev().take(EVENTS).take_while(fits).collect();
    newest.reverse();
    newest
}

/// Trimmed, without what nobody sees, and not longer.
fn cut(text: &str, chars: usize) -> String {
    let visible = text.trim().chars().filter(|it| !it.is_control());
    visible.take(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(second)
    }

    fn named(name: &str, second: i64) -> PageEvent {
        PageEvent::new(name, [], at(second)).unwrap()
    }

    #[test]
    fn an_event_is_bounded() {
        let many = (0..40).map(|it| (format!("key {it}"), "x".repeat(900)));
        let long = PageEvent::new(&"n".repeat(100), many, at(0)).unwrap();
        assert_eq!(long.name().len(), 64);
        assert!(long.properties().iter().all(|(_, value)| value.len() == 300));
        assert_eq!(long.properties().len(), 6, "more than 2,000 characters are left out");
        let many = (0..40).map(|it| (it.to_string(), String::new()));
        assert_eq!(PageEvent::new("a", many, at(0)).unwrap().properties().len(), 20);
    }

    #[test]
    fn an_event_has_a_name_and_so_has_each_property() {
        assert_eq!(PageEvent::new(" \n\u{0} ", [], at(0)), None);
        let odd = [(" ".to_owned(), "x".to_owned()), ("a\u{7}".to_owned(), " b\n".to_owned())];
        let it = PageEvent::new(" add\tto cart ", odd, at(0)).unwrap();
        assert_eq!(
            (it.name(), it.properties()),
            ("addto cart", [("a".into(), "b".into())].as_slice())
        );
    }

    #[test]
    fn the_newest_fifty_stay_in_their_order() {
        let known: Vec<_> = (0..50).map(|it| named(&it.to_string(), it * 2)).collect();
        let all = with_events(&known, &[named("late", 200), named("between", 51)]);
        assert_eq!(all.len(), 50);
        assert_eq!(all.last().map(PageEvent::name), Some("late"));
        assert_eq!(all.first().map(PageEvent::name), Some("2"));
        assert!(all.is_sorted_by_key(PageEvent::at));
        assert!(all.iter().any(|it| it.name() == "between"));
    }

    #[test]
    fn what_is_told_twice_is_kept_once() {
        let known = [named("a", 1), named("b", 1)];
        let news = [named("a", 1), named("b", 1), named("b", 2)];
        assert_eq!(with_events(&known, &news), [named("a", 1), named("b", 1), named("b", 2)]);
    }

    #[test]
    fn all_together_do_not_grow_without_end() {
        let large = |it: i64| {
            let value = (0..6).map(|key| (key.to_string(), "x".repeat(300)));
            PageEvent::new("large", value, at(it)).unwrap()
        };
        let all = with_events(&[named("small", 0)], &(1..=9).map(large).collect::<Vec<_>>());
        assert_eq!(all.len(), 4);
        assert_eq!(all.last().map(PageEvent::at), Some(at(9)));
    }
}
