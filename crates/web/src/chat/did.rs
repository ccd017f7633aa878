//! What a visitor did on the page, as it comes along with messages and acts.

use chrono::{DateTime, TimeDelta, Utc};
use lotse_app::chat::Did;
use lotse_domain::inbox::PageEvent;
use serde::Deserialize;
use serde_json::Value;

/// Clocks of devices are wrong, and tabs stay open: what is said to be older happened so long ago.
const OLDEST: TimeDelta = TimeDelta::days(1);

/// Whatever pages say; nothing in it is a reason to refuse a message.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct DidJson {
    searches: Vec<String>,
    /// Ids of articles, or their titles.
    read: Vec<String>,
    /// Each `{name, properties, at}`.
    events: Vec<Value>,
}

impl DidJson {
    pub(super) fn at(self, now: DateTime<Utc>) -> Did {
        let events = self.events.iter().filter_map(|it| event(it, now)).collect();
        Did { searches: self.searches, read: self.read, events }
    }
}

/// What is no event and what is no flat property is left out.
fn event(it: &Value, now: DateTime<Utc>) -> Option<PageEvent> {
    let said = it.get("at").and_then(Value::as_i64).and_then(DateTime::from_timestamp_millis);
    let at = said.unwrap_or(now).clamp(now - OLDEST, now);
    let properties = match it.get("properties") {
        Some(Value::Object(all)) => {
            let flat = |(key, it): (&String, &Value)| Some((key.clone(), text(it)?));
            all.iter().filter_map(flat).collect()
        }
        Some(one) => text(one).map(|it| ("value".to_owned(), it)).into_iter().collect(),
        None => Vec::new(),
    };
    PageEvent::new(&text(it.get("name")?)?, properties, at)
}

fn text(it: &Value) -> Option<String> {
    match it {
        Value::String(it) => Some(it.clone()),
        Value::Number(it) => Some(it.to_string()),
        Value::Bool(it) => Some(it.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp_millis(1_800_000_000_000).unwrap()
    }

    #[track_caller]
    fn check(said: &Value, expect: &[(&str, &str)]) {
        let it = event(&json!({"name": "a", "properties": said}), now()).unwrap();
        let read: Vec<_> =
            it.properties().iter().map(|(key, it)| (key.as_str(), it.as_str())).collect();
        assert_eq!(read, expect);
    }

    #[test]
    fn flat_properties_stay_and_the_rest_is_left_out() {
        check(&json!({"a": "x", "b": 1.5, "c": true}), &[("a", "x"), ("b", "1.5"), ("c", "true")]);
        check(&json!({"a": {"b": 1}, "c": [1], "d": null, "e": 0}), &[("e", "0")]);
        check(&json!("x"), &[("value", "x")]);
        check(&json!([1]), &[]);
        check(&Value::Null, &[]);
    }

    #[test]
    fn what_has_no_name_is_no_event() {
        for it in [
            json!({}),
            json!("a"),
            json!(null),
            json!([]),
            json!({"name": {}}),
            json!({"name": " "}),
        ] {
            assert_eq!(event(&it, now()), None, "{it}");
        }
        assert_eq!(event(&json!({"name": 7}), now()).unwrap().name(), "7");
    }

    #[test]
    fn a_clock_that_is_wrong_is_not_believed() {
        let at = |said: &Value| event(&json!({"name": "a", "at": said}), now()).unwrap().at();
        let ms = now().timestamp_millis();
        assert_eq!(at(&json!(ms - 5_000)), now() - TimeDelta::seconds(5));
        assert_eq!(at(&json!(ms + 5_000)), now());
        assert_eq!(at(&json!(0)), now() - OLDEST);
        assert_eq!(at(&json!(i64::MAX)), now());
        assert_eq!(at(&json!("yesterday")), now());
    }
}
