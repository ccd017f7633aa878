//! Calls the HTTP APIs of other systems: fills in a request, sends it, and says what came of it.
//!
//! A template is text with names in braces, `/orders/{order}/address`; a name is a path into a JSON
//! object, `{contact.email}`. What is not there is filled in as nothing.

use std::time::Duration;

use reqwest::Method;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;
use url::Url;

use crate::http::{Answer, Egress, EgressError, Outgoing};

/// So many fields of a refusal are looked at.
const FIELDS: usize = 40;

/// What every call to a system has in common.
#[derive(Debug, Clone)]
pub struct Endpoint {
    /// What all addresses begin with.
    pub base: Url,
    /// The header that proves who calls; its value is not printed.
    pub header: Option<(HeaderName, HeaderValue)>,
    /// How long one attempt may take.
    pub timeout: Duration,
}

/// A request, filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The whole address.
    pub url: Url,
    /// The body, if one is sent.
    pub body: Option<Value>,
}

/// Why a call did not do what it should.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The system says no; nothing was changed.
    #[error("refused with {status} {code}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The member `code` of its problem details (RFC 9457); empty where there is none.
        code: String,
        /// The names in its member `fields`: what was wrong with the values.
        fields: Vec<String>,
    },
    /// It could not be asked, or its answer cannot be read; nothing was changed.
    #[error("not reachable: {0}")]
    Unreachable(String),
    /// It was asked to change something, and nobody knows whether it did.
    #[error("uncertain: {0}")]
    Uncertain(String),
}

/// The names in braces of a template, in their order.
#[must_use]
pub fn names(template: &str) -> Vec<&str> {
    pieces(template)
        .filter_map(|it| if let Piece::Name(name) = it { Some(name) } else { None })
        .collect()
}

/// A text with its names filled in.
#[must_use]
pub fn fill(template: &str, scope: &Value) -> String {
    pieces(template)
        .map(|it| match it {
            Piece::Text(text) => text.to_owned(),
            Piece::Name(name) => shown(look_up(scope, name)),
        })
        .collect()
}

/// A JSON body with the names in its texts filled in. A text that is one name and nothing else
/// becomes what stands there, with its type.
#[must_use]
pub fn fill_body(template: &Value, scope: &Value) -> Value {
    match template {
        Value::String(text) => match pieces(text).collect::<Vec<_>>().as_slice() {
            [Piece::Name(name)] => look_up(scope, name).cloned().unwrap_or(Value::Null),
            _ => Value::String(fill(text, scope)),
        },
        Value::Array(all) => all.iter().map(|it| fill_body(it, scope)).collect(),
        Value::Object(all) => {
            all.iter().map(|(key, it)| (key.clone(), fill_body(it, scope))).collect()
        }
        other => other.clone(),
    }
}

impl Endpoint {
    /// A request to a path of this system. Values cannot leave the place they are filled into;
    /// `None` when the address could not be made or would lead out of the system.
    #[must_use]
    pub fn request(
        &self,
        method: Method,
        path: &str,
        (body, scope): (Option<&Value>, &Value),
    ) -> Option<Request> {
        if !path.starts_with('/') {
            return None;
        }
        let mut address = self.base.as_str().trim_end_matches('/').to_owned();
        for piece in pieces(path) {
            match piece {
                Piece::Text(text) => address.push_str(text),
                Piece::Name(name) => {
                    let value = shown(look_up(scope, name));
                    // `.` and `..` are steps in a path, encoded or not.
                    if matches!(value.as_str(), "." | "..") {
                        return None;
                    }
                    encode(&mut address, &value);
                }
            }
        }
        let url = Url::parse(&address).ok()?;
        let is_inside = url.origin() == self.base.origin()
            && url.path().starts_with(self.base.path().trim_end_matches('/'));
        let body = body.map(|it| fill_body(it, scope));
        is_inside.then_some(Request { method, url, body })
    }

    /// Sends a request. With a `key`, which the system hears as `Idempotency-Key`, it is sent a
    /// second time when the first attempt got no answer.
    ///
    /// # Errors
    /// See [`Failure`].
    pub async fn call(
        &self,
        egress: &Egress,
        request: &Request,
        key: Option<&str>,
    ) -> Result<Value, Failure> {
        let first = self.attempt(egress, request, key).await;
        match first {
            Err(Failure::Uncertain(_)) if key.is_some() => self.attempt(egress, request, key).await,
            other => other,
        }
    }

    async fn attempt(
        &self,
        egress: &Egress,
        request: &Request,
        key: Option<&str>,
    ) -> Result<Value, Failure> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.extend(self.header.clone());
        if let Some(key) = key.and_then(|it| HeaderValue::from_str(it).ok()) {
            headers.insert(HeaderName::from_static("idempotency-key"), key);
        }
        let body = request.body.as_ref().map(Value::to_string).unwrap_or_default();
        if request.body.is_some() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        let (method, url) = (request.method.clone(), request.url.clone());
        let is_safe = method == Method::GET;
        let outgoing = Outgoing { method, url, headers, body: body.into_bytes() };
        match tokio::time::timeout(self.timeout, egress.send(outgoing)).await {
            Ok(Ok(answer)) => read(&answer, is_safe),
            Ok(Err(error)) => Err(failed(&error, is_safe)),
            Err(_) => Err(unknown("no answer in time".to_owned(), is_safe)),
        }
    }
}

/// Where nothing can have been changed, nothing is uncertain.
fn unknown(why: String, is_safe: bool) -> Failure {
    if is_safe { Failure::Unreachable(why) } else { Failure::Uncertain(why) }
}

fn failed(error: &EgressError, is_safe: bool) -> Failure {
    let is_sent = match error {
        EgressError::TimedOut(_) | EgressError::TooBig { .. } => true,
        EgressError::Unreachable(_, error) => !error.is_connect(),
        _ => false,
    };
    unknown(error.to_string(), is_safe || !is_sent)
}

fn read(answer: &Answer, is_safe: bool) -> Result<Value, Failure> {
    let status = answer.status;
    let body = || serde_json::from_slice::<Value>(&answer.body);
    if status.is_success() {
        let is_empty = answer.body.iter().all(u8::is_ascii_whitespace);
        let read = if is_empty { Ok(Value::Null) } else { body() };
        return read.map_err(|error| unknown(format!("no JSON: {error}"), is_safe));
    }
    // Whoever may not call, or calls too often, was not listened to.
    if matches!(status.as_u16(), 401 | 403 | 407 | 429 | 503) {
        return Err(Failure::Unreachable(format!("answered {status}")));
    }
    if status.is_client_error() {
        let problem = body().unwrap_or_default();
        let code = problem
            .get("code")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .chars()
            .take(100)
            .collect();
        let named = problem.get("fields").and_then(Value::as_array);
        let named = named.map(Vec::as_slice).unwrap_or_default();
        let named = named.iter().filter_map(|it| it.get("name")?.as_str());
        let fields = named.take(FIELDS).map(str::to_owned).collect();
        return Err(Failure::Refused { status: status.as_u16(), code, fields });
    }
    Err(unknown(format!("answered {status}"), is_safe))
}

/// A part of a template.
enum Piece<'a> {
    Text(&'a str),
    Name(&'a str),
}

fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let is_name = |it: &str| {
        let plain = |it: char| it.is_ascii_alphanumeric() || it == '_' || it == '.' || it == '-';
        !it.is_empty() && it.chars().all(plain)
    };
    let mut rest = template;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let name_at = |from: usize| {
            let (name, _) = rest.get(from + 1..)?.split_once('}')?;
            is_name(name).then_some(name)
        };
        if let Some(name) = rest.starts_with('{').then(|| name_at(0)).flatten() {
            rest = rest.get(name.len() + 2..).unwrap_or_default();
            return Some(Piece::Name(name));
        }
        let braces = rest.match_indices('{').map(|(at, _)| at);
        let end = braces.filter(|at| *at != 0).find(|at| name_at(*at).is_some());
        let (text, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(Piece::Text(text))
    })
}

/// What a path such as `result.order.items.0.name` leads to.
fn look_up<'a>(scope: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(scope, |it, step| match it {
        Value::Object(all) => all.get(step),
        Value::Array(all) => all.get(step.parse::<usize>().ok()?),
        _ => None,
    })
}

fn shown(it: Option<&Value>) -> String {
    match it {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// Percent-encodes all but the unreserved characters of RFC 3986.
fn encode(into: &mut String, value: &str) {
    use std::fmt::Write as _;
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            into.push(char::from(byte));
        } else {
            let _ = write!(into, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn scope() -> Value {
        json!({
            "order": "BW-1",
            "odd": "a/b?c=d&e #",
            "up": "..",
            "contact": { "email": "maja@example.org" },
            "result": { "items": [{ "name": "Hafenwind", "price": 12900 }] },
        })
    }

    fn endpoint() -> Endpoint {
        Endpoint {
            base: Url::parse("https://shop.example/api/v1/").expect("an address"),
            header: None,
            timeout: Duration::from_secs(1),
        }
    }

    #[track_caller]
    fn check_address(path: &str, expect: Option<&str>) {
        let request = endpoint().request(Method::GET, path, (None, &scope()));
        assert_eq!(request.as_ref().map(|it| it.url.as_str()), expect, "{path}");
    }

    #[test]
    fn names_are_filled_in_and_other_braces_stay() {
        let check = |template: &str, expect: &str| assert_eq!(fill(template, &scope()), expect);
        check("Bestellung {order}: {result.items.0.name}", "Bestellung BW-1: Hafenwind");
        check("{result.items.0.price} Cent", "12900 Cent");
        check("{missing.thing}!", "!");
        check("{ order } {} {order", "{ order } {} {order");
        check("{{order}}", "{BW-1}");
        check("ä{order}ß", "äBW-1ß");
        assert_eq!(names("{a} und {b.c} {nicht das}"), ["a", "b.c"]);
    }

    #[test]
    fn values_stay_where_they_are_filled_in() {
        check_address("/orders/{order}", Some("https://shop.example/api/v1/orders/BW-1"));
        check_address(
            "/orders?email={contact.email}&x={odd}",
            Some(
                "https://shop.example/api/v1/orders?email=maja%40example.org&x=a%2Fb%3Fc%3Dd%26e%20%23",
            ),
        );
        check_address(
            "/orders/{odd}",
            Some("https://shop.example/api/v1/orders/a%2Fb%3Fc%3Dd%26e%20%23"),
        );
        check_address("/orders/{up}/{up}/admin", None);
        check_address("/../../admin", None);
        check_address("@evil.example/", None);
    }

    #[test]
    fn bodies_keep_the_types_of_single_names() {
        let template =
            json!({ "a": "{result.items.0.price}", "b": ["{order}!"], "c": "{nothing}", "d": 1 });
        let expect = json!({ "a": 12900, "b": ["BW-1!"], "c": null, "d": 1 });
        assert_eq!(fill_body(&template, &scope()), expect);
    }

    fn answer(status: u16, body: &str) -> Answer {
        Answer {
            url: Url::parse("https://shop.example/").expect("an address"),
            status: reqwest::StatusCode::from_u16(status).expect("a status"),
            headers: HeaderMap::new(),
            body: body.as_bytes().to_vec(),
        }
    }

    #[test]
    fn only_a_change_without_a_clear_answer_is_uncertain() {
        let check = |status, body: &str, is_safe, expect: Result<Value, Failure>| {
            let found = read(&answer(status, body), is_safe);
            let kind = |it: &Result<Value, Failure>| match it {
                Err(Failure::Unreachable(_)) => "unreachable".to_owned(),
                Err(Failure::Uncertain(_)) => "uncertain".to_owned(),
                other => format!("{other:?}"),
            };
            assert_eq!(kind(&found), kind(&expect), "{status} {body}");
        };
        let uncertain = || Err(Failure::Uncertain(String::new()));
        let unreachable = || Err(Failure::Unreachable(String::new()));
        let refused = |status, code: &str| {
            let (code, fields) = (code.to_owned(), Vec::new());
            Err(Failure::Refused { status, code, fields })
        };
        check(200, r#"{"a":1}"#, false, Ok(json!({ "a": 1 })));
        check(204, "", false, Ok(Value::Null));
        check(200, "<html>", false, uncertain());
        check(200, "<html>", true, unreachable());
        check(409, r#"{"code":"already_packed"}"#, false, refused(409, "already_packed"));
        check(404, "gone", false, refused(404, ""));
        check(500, "", false, uncertain());
        check(500, "", true, unreachable());
        check(401, "", false, unreachable());
        check(429, "", false, unreachable());
    }
}
