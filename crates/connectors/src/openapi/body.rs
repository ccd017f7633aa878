//! The JSON body of an operation, as a template with names where people's words go.

use serde_json::{Map, Value};

use super::refs::{Found, reference, resolved};
use super::rules::{kind_of, only_choice, rule};
use super::{Made, Why, label};

/// Deeper bodies are not asked for field by field.
const DEPTH: usize = 4;
/// So many members of all objects are looked at: a small description can unfold into a large one.
const MEMBERS: usize = 500;

/// The template of a request's body; `None` where none is sent, or none could be made.
pub(super) fn body(root: &Value, it: &Value, made: &mut Made) -> Option<Value> {
    let described = made.found(resolved(root, it), "body")?;
    let is_required = described.get("required").and_then(Value::as_bool).unwrap_or(false);
    let content = described.get("content").and_then(Value::as_object)?;
    let json = content.iter().find(|(media, _)| is_json(media));
    let Some((_, media)) = json else {
        let names: Vec<&str> = content.keys().map(String::as_str).take(5).collect();
        made.leave(&names.join(", "), Why::Media, is_required);
        return None;
    };
    let schema = media.get("schema")?;
    let mut walk = Walk { root, made, within: Vec::new(), members: 0 };
    let template = walk.value(schema, ("body", "", is_required))?;
    match &template {
        Value::Object(all) if all.is_empty() => None,
        _ => Some(template),
    }
}

fn is_json(media: &str) -> bool {
    let media = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    media == "application/json" || media.ends_with("+json") || media == "*/*"
}

/// A way through a schema, and the references it came by.
struct Walk<'a, 'b> {
    root: &'a Value,
    made: &'b mut Made,
    within: Vec<&'a str>,
    members: usize,
}

impl<'a> Walk<'a, '_> {
    /// The template of what a schema describes. `name` is for people, `path` makes the key.
    fn value(
        &mut self,
        schema: &'a Value,
        (name, path, is_required): (&str, &str, bool),
    ) -> Option<Value> {
        if let Some(reference) = reference(schema) {
            if self.within.contains(&reference) {
                self.made.leave(name, Why::Circular, is_required);
                return None;
            }
            let next = match resolved(self.root, schema) {
                Found::Here(it) => it,
                Found::Circular => {
                    self.made.leave(name, Why::Circular, is_required);
                    return None;
                }
                Found::Elsewhere => {
                    self.made.leave(name, Why::Elsewhere, is_required);
                    return None;
                }
            };
            self.within.push(reference);
            let value = self.value(next, (name, path, is_required));
            self.within.pop();
            return value;
        }
        if schema.get("type").is_none()
            && schema.get("allOf").is_none()
            && let Some(only) = only_choice(self.root, schema)
        {
            return self.value(only, (name, path, is_required));
        }
        if kind_of(schema) == "object" || schema.get("allOf").is_some() {
            return self.object(schema, (name, path, is_required));
        }
        self.leaf(schema, (name, path, is_required))
    }

    fn leaf(
        &mut self,
        schema: &'a Value,
        (name, path, is_required): (&str, &str, bool),
    ) -> Option<Value> {
        let one = schema.get("const").or_else(|| only(schema.get("enum")));
        if let Some(one) = one.filter(|_| is_required) {
            return Some(one.clone());
        }
        let before = self.made.left_out.len();
        let rule = rule(self.root, schema, (name, false), self.made);
        // What was left out of something that need not be there is not missed.
        for left in self.made.left_out.iter_mut().skip(before) {
            left.is_required &= is_required;
        }
        let label = label(schema.get("description"), schema, name);
        let key = if path.is_empty() { name } else { path };
        let key = self.made.input(key, (is_required, rule?), label);
        Some(Value::String(format!("{{{key}}}")))
    }

    fn object(
        &mut self,
        schema: &'a Value,
        (name, path, is_required): (&str, &str, bool),
    ) -> Option<Value> {
        if DEPTH <= path.matches('.').count() + usize::from(!path.is_empty()) {
            self.made.leave(name, Why::Deep, is_required);
            return None;
        }
        let parts = self.parts(schema, (name, is_required));
        let (members, required) = (members(&parts), required(&parts));
        if members.is_empty() {
            self.made.leave(name, Why::Open, is_required);
            return None;
        }
        let mut all = Map::new();
        for (key, member) in members {
            self.members += 1;
            if MEMBERS < self.members {
                self.made.leave(name, Why::Many, is_required);
                break;
            }
            if member.get("readOnly").and_then(Value::as_bool).unwrap_or(false) {
                continue;
            }
            let is_needed = is_required && required.contains(&key);
            let path = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
            if let Some(value) = self.value(member, (key, &path, is_needed)) {
                all.insert(key.to_owned(), value);
            }
        }
        Some(Value::Object(all))
    }

    /// A schema and what it is made of, each once.
    fn parts(&mut self, schema: &'a Value, (name, is_required): (&str, bool)) -> Vec<&'a Value> {
        let mut parts: Vec<&'a Value> = vec![schema];
        let mut at = 0;
        while let Some(part) = parts.get(at).copied() {
            at += 1;
            for inner in part.get("allOf").and_then(Value::as_array).into_iter().flatten() {
                match resolved(self.root, inner) {
                    Found::Here(it) if !parts.iter().any(|known| std::ptr::eq(*known, it)) => {
                        parts.push(it);
                    }
                    Found::Here(_) => {}
                    Found::Circular => self.made.leave(name, Why::Circular, is_required),
                    Found::Elsewhere => self.made.leave(name, Why::Elsewhere, is_required),
                }
            }
        }
        parts
    }
}

/// The members of an object, those of all its parts.
fn members<'a>(parts: &[&'a Value]) -> Vec<(&'a str, &'a Value)> {
    let mut all: Vec<(&str, &Value)> = Vec::new();
    let own = parts.iter().filter_map(|it| it.get("properties")?.as_object());
    for (key, member) in own.flatten() {
        if !all.iter().any(|(known, _)| known == key) {
            all.push((key, member));
        }
    }
    all
}

fn required<'a>(parts: &[&'a Value]) -> Vec<&'a str> {
    let lists = parts.iter().filter_map(|it| it.get("required")?.as_array());
    lists.flatten().filter_map(Value::as_str).collect()
}

/// The only one of a list.
fn only(list: Option<&Value>) -> Option<&Value> {
    match list?.as_array()?.as_slice() {
        [only] => Some(only),
        _ => None,
    }
}
