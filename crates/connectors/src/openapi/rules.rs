//! What a schema asks of a single text.

use serde_json::Value;

use super::refs::{Found, resolved};
use super::{Made, Rule, Why};

/// The longest text that an action asks for.
const LONGEST: u64 = 1_000;
/// So many options are offered.
const OPTIONS: usize = 100;
/// Whole numbers, as they are typed.
const WHOLE: &str = "^-?[0-9]{1,18}$";
/// Numbers, as they are typed.
const NUMBER: &str = r"^-?[0-9]{1,18}(\.[0-9]{1,9})?$";

/// The kind of a schema without "or nothing"; empty where it does not say.
pub(super) fn kind_of(schema: &Value) -> &str {
    match schema.get("type") {
        Some(Value::String(kind)) => kind,
        Some(Value::Array(all)) => {
            let mut kinds = all.iter().filter_map(Value::as_str).filter(|it| *it != "null");
            match (kinds.next(), kinds.next()) {
                (Some(kind), None) => kind,
                _ => "",
            }
        }
        _ if schema.get("properties").is_some() => "object",
        _ if schema.get("enum").is_some() || schema.get("const").is_some() => "string",
        _ => "",
    }
}

/// A schema that is one of several, where all but one mean "nothing".
pub(super) fn only_choice<'a>(root: &'a Value, schema: &'a Value) -> Option<&'a Value> {
    let all = ["oneOf", "anyOf"].into_iter().find_map(|it| schema.get(it)?.as_array())?;
    let mut real = all.iter().filter_map(|it| match resolved(root, it) {
        Found::Here(it) if it.get("type").and_then(Value::as_str) != Some("null") => Some(it),
        _ => None,
    });
    match (real.next(), real.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

/// What a text must be like that a schema describes; `None`, and a word on why, when it is no text.
/// In an address everything is a text.
pub(super) fn rule(
    root: &Value,
    schema: &Value,
    (name, in_address): (&str, bool),
    made: &mut Made,
) -> Option<Rule> {
    let is_choice = ["oneOf", "anyOf", "allOf"].iter().any(|it| schema.get(it).is_some());
    if is_choice && schema.get("type").is_none() {
        let only = only_choice(root, schema).or_else(|| only_part(root, schema));
        let Some(only) = only else {
            made.leave(name, Why::Choice, true);
            return None;
        };
        // One level: a choice within a choice is none that people could be asked.
        let is_nested = ["oneOf", "anyOf", "allOf"].iter().any(|it| only.get(it).is_some());
        if is_nested {
            made.leave(name, Why::Choice, true);
            return None;
        }
        return rule(root, only, (name, in_address), made);
    }
    let kind = kind_of(schema);
    let why = match kind {
        "string" | "integer" | "number" | "boolean" => None,
        "array" => Some(Why::List),
        "object" => Some(Why::Open),
        _ => Some(Why::Choice),
    };
    if let Some(why) = why {
        made.leave(name, why, true);
        return None;
    }
    if kind != "string" && !in_address {
        made.leave(name, Why::SentAsText, false);
    }
    if ["not", "if", "multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]
        .iter()
        .any(|it| schema.get(it).is_some())
    {
        made.leave(name, Why::Rule, false);
    }
    Some(read(schema, kind, name, made))
}

fn read(schema: &Value, kind: &str, name: &str, made: &mut Made) -> Rule {
    let mut it = Rule { options: options(schema, kind), ..Rule::default() };
    if OPTIONS < it.options.len() {
        it.options.clear();
        made.leave(name, Why::Many, false);
    }
    let length = |key: &str| schema.get(key).and_then(Value::as_u64).map(|it| it.min(LONGEST));
    let as_size = |it: u64| usize::try_from(it).ok();
    if kind == "string" {
        it.format = match schema.get("format").and_then(Value::as_str) {
            Some("email" | "idn-email") => Some("email"),
            Some("date") => Some("date"),
            Some("binary" | "byte" | "date-time" | "time") => {
                made.leave(name, Why::Rule, false);
                None
            }
            _ => None,
        };
        it.min_length = length("minLength").filter(|it| 0 < *it).and_then(as_size);
        it.max_length = length("maxLength").filter(|it| 0 < *it).and_then(as_size);
        it.pattern = schema.get("pattern").and_then(Value::as_str).map(str::to_owned);
    } else if it.options.is_empty() {
        it.pattern = Some(if kind == "integer" { WHOLE } else { NUMBER }.to_owned());
    }
    it
}

fn options(schema: &Value, kind: &str) -> Vec<String> {
    if kind == "boolean" {
        return vec!["true".to_owned(), "false".to_owned()];
    }
    let listed = schema.get("enum").and_then(Value::as_array);
    let one = schema.get("const");
    let all = listed.into_iter().flatten().chain(one).filter(|it| !it.is_null());
    all.map(|it| it.as_str().map_or_else(|| it.to_string(), str::to_owned)).collect()
}

/// A schema that is made of one part.
fn only_part<'a>(root: &'a Value, schema: &'a Value) -> Option<&'a Value> {
    match schema.get("allOf")?.as_array()?.as_slice() {
        [only] => match resolved(root, only) {
            Found::Here(it) => Some(it),
            Found::Circular | Found::Elsewhere => None,
        },
        _ => None,
    }
}
