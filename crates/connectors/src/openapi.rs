//! Reads what a system says of itself: OpenAPI 3.0 and 3.1, in JSON or YAML.
//!
//! Only what a call with texts can carry is taken over. The rest is not passed over in silence: each
//! operation says what was left out of it, and why.

mod body;
mod refs;
mod rules;

use serde_json::{Map, Value};

use body::body;
use refs::{Found, resolved};
use rules::rule;

/// Longer than the descriptions of large shops and payment services are.
pub const MOST_BYTES: usize = 2 * 1024 * 1024;
/// So many operations are listed.
const OPERATIONS: usize = 1_000;
/// The longest name or description that is taken over, in characters.
const TEXT_CHARS: usize = 200;
/// The methods a call may have.
const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// Why a description cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenApiError {
    /// It is longer than [`MOST_BYTES`].
    #[error("the description is longer than {MOST_BYTES} bytes")]
    TooLong,
    /// It is neither JSON nor YAML: the line, 0 where it is not known, and what the reader says.
    #[error("line {line}: {what}")]
    NotReadable {
        /// The line, from 1.
        line: usize,
        /// What the reader says.
        what: String,
    },
    /// It does not say that it is OpenAPI.
    #[error("there is no member `openapi`")]
    NotOpenApi,
    /// It is of another version.
    #[error("version `{0}` is not read; use 3.0 or 3.1")]
    Version(String),
}

/// A description, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Api {
    root: Value,
}

/// An operation in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationLine {
    /// `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
    pub method: String,
    /// From the system's base address on, names in braces.
    pub path: String,
    /// What it is for; may be empty.
    pub summary: String,
    /// Whether the system wants to be rid of it.
    pub is_deprecated: bool,
}

/// An operation, with all that a call needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// The operation.
    pub line: OperationLine,
    /// Its name among programs; may be empty.
    pub id: String,
    /// The path, its names and those of its query as templates.
    pub path: String,
    /// The body, with names in braces where inputs stand.
    pub body: Option<Value>,
    /// What it needs; what it must have comes first.
    pub inputs: Vec<Input>,
    /// What could not be taken over.
    pub left_out: Vec<LeftOut>,
}

/// Something an operation is told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Input {
    /// Its name in templates: small letters, digits and `_`.
    pub key: String,
    /// What people call it.
    pub label: String,
    /// How to fill it in; may be empty.
    pub hint: String,
    /// Whether the system wants it.
    pub is_required: bool,
    /// What it must be like.
    pub rule: Rule,
}

/// What a text must be like.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rule {
    /// `email` or `date`.
    pub format: Option<&'static str>,
    /// What can be chosen.
    pub options: Vec<String>,
    /// What it must match, a regular expression.
    pub pattern: Option<String>,
    /// The shortest, in characters.
    pub min_length: Option<usize>,
    /// The longest, in characters.
    pub max_length: Option<usize>,
}

/// A part that could not be taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// What: the name of a parameter, field or media type.
    pub name: String,
    /// Why.
    pub why: Why,
    /// Whether the operation cannot do without it.
    pub is_required: bool,
}

/// Why a part could not be taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It stands in a header or a cookie.
    Place,
    /// The operation does without it, and an empty one would be another question.
    Optional,
    /// It is a list.
    List,
    /// It is one of several shapes.
    Choice,
    /// It has members that are not named.
    Open,
    /// It is within itself.
    Circular,
    /// It is described in another file, or nowhere.
    Elsewhere,
    /// It is nested too deeply.
    Deep,
    /// It is a number or a truth and will be sent as a text.
    SentAsText,
    /// It has a rule that is not known here.
    Rule,
    /// The body is not JSON.
    Media,
    /// There are too many of them.
    Many,
    /// Who calls is not proven by a header.
    Security,
}

impl Why {
    /// Its name in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Optional => "optional",
            Self::List => "list",
            Self::Choice => "choice",
            Self::Open => "open",
            Self::Circular => "circular",
            Self::Elsewhere => "elsewhere",
            Self::Deep => "deep",
            Self::SentAsText => "sent_as_text",
            Self::Rule => "rule",
            Self::Media => "media",
            Self::Many => "many",
            Self::Security => "security",
        }
    }
}

impl Api {
    /// Reads a description.
    ///
    /// # Errors
    /// See [`OpenApiError`].
    pub fn read(text: &str) -> Result<Self, OpenApiError> {
        if MOST_BYTES < text.len() {
            return Err(OpenApiError::TooLong);
        }
        let text = text.trim_start_matches('\u{feff}');
        let root = if text.trim_start().starts_with('{') { json(text) } else { yaml(text) }?;
        let version = root.get("openapi").map(|it| match it {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        });
        match version.as_deref() {
            None => match root.get("swagger") {
                Some(version) => {
                    let version = version.to_string();
                    Err(OpenApiError::Version(version.trim_matches('"').to_owned()))
                }
                None => Err(OpenApiError::NotOpenApi),
            },
            Some("3.0" | "3.1") => Ok(Self { root }),
            Some(it) if it.starts_with("3.0.") || it.starts_with("3.1.") => Ok(Self { root }),
            Some(other) => Err(OpenApiError::Version(short(other))),
        }
    }

    /// What the system calls itself; may be empty.
    #[must_use]
    pub fn title(&self) -> String {
        text(self.root.get("info"), "title")
    }

    /// The addresses it can be called at, as they are written.
    #[must_use]
    pub fn servers(&self) -> Vec<String> {
        let all = self.root.get("servers").and_then(Value::as_array).into_iter().flatten();
        all.map(|it| text(Some(it), "url")).filter(|it| !it.is_empty()).take(20).collect()
    }

    /// The operations by path, and whether there are more.
    #[must_use]
    pub fn operations(&self) -> (Vec<OperationLine>, bool) {
        let paths = self.root.get("paths").and_then(Value::as_object);
        let mut all = paths.into_iter().flatten().flat_map(|(path, item)| {
            let item = self.resolved(item);
            METHODS.into_iter().filter_map(move |method| {
                let operation = item?.get(method)?.as_object()?;
                Some(line(method, path, operation))
            })
        });
        let listed: Vec<_> = all.by_ref().take(OPERATIONS).collect();
        (listed, all.next().is_some())
    }

    /// One operation; `None` when there is none such.
    #[must_use]
    pub fn operation(&self, method: &str, path: &str) -> Option<Operation> {
        let method = method.to_ascii_lowercase();
        if !METHODS.contains(&method.as_str()) {
            return None;
        }
        let item = self.resolved(self.root.get("paths")?.get(path)?)?;
        let described = item.get(&method)?.as_object()?;
        let mut made = Made { path: path.to_owned(), ..Made::default() };
        let own = described.get("parameters").and_then(Value::as_array);
        let shared = item.get("parameters").and_then(Value::as_array);
        let parameters: Vec<_> = own
            .into_iter()
            .chain(shared)
            .flatten()
            .filter_map(|it| made.found(resolved(&self.root, it), "parameters"))
            .collect();
        let mut seen: Vec<(String, String)> = Vec::new();
        for parameter in parameters {
            let named = (text(Some(parameter), "in"), text(Some(parameter), "name"));
            // The operation's own stand before those of the path, and count.
            if !seen.contains(&named) {
                self.parameter(parameter, &named, &mut made);
                seen.push(named);
            }
        }
        let sent = described.get("requestBody");
        let body = sent.and_then(|it| body(&self.root, it, &mut made));
        self.security(described, &mut made);
        let (inputs, left_out) = made.settled();
        let query = made.query.join("&");
        Some(Operation {
            id: text(item.get(&method), "operationId"),
            line: line(&method, path, described),
            path: if query.is_empty() { made.path } else { format!("{}?{query}", made.path) },
            body,
            inputs,
            left_out,
        })
    }

    fn resolved<'a>(&'a self, it: &'a Value) -> Option<&'a Value> {
        match resolved(&self.root, it) {
            Found::Here(it) => Some(it),
            Found::Circular | Found::Elsewhere => None,
        }
    }

    fn parameter(&self, it: &Value, (place, name): &(String, String), made: &mut Made) {
        let is_required = it.get("required").and_then(Value::as_bool).unwrap_or(false);
        match place.as_str() {
            "path" => {}
            "query" if is_required => {}
            "query" => return made.leave(name, Why::Optional, false),
            _ => return made.leave(name, Why::Place, is_required),
        }
        let schema = it.get("schema").map_or(Found::Elsewhere, |it| resolved(&self.root, it));
        let Some(schema) = made.found(schema, name) else { return };
        let Some(rule) = rule(&self.root, schema, (name, true), made) else { return };
        let label = label(it.get("description").or(schema.get("description")), schema, name);
        let key = made.input(name, (true, rule), label);
        if place == "path" {
            made.path = made.path.replace(&format!("{{{name}}}"), &format!("{{{key}}}"));
        } else {
            made.query.push(format!("{}={{{key}}}", encoded(name)));
        }
    }

    /// What proves who calls is the system's header; anything else is told.
    fn security(&self, described: &Map<String, Value>, made: &mut Made) {
        let asked = described.get("security").or(self.root.get("security"));
        let ways = asked.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let schemes = self.root.get("components").and_then(|it| it.get("securitySchemes"));
        let is_header = |name: &String| {
            let scheme = schemes.and_then(|it| it.get(name)).and_then(|it| self.resolved(it));
            match text(scheme, "type").as_str() {
                "http" | "oauth2" | "openIdConnect" => true,
                "apiKey" => text(scheme, "in") == "header",
                _ => false,
            }
        };
        let fits = |way: &Value| {
            way.as_object().is_none_or(|all| all.len() < 2 && all.keys().all(is_header))
        };
        if let Some(way) = ways.first().filter(|_| !ways.iter().any(fits)) {
            let names: Vec<_> = way.as_object().into_iter().flat_map(Map::keys).cloned().collect();
            made.leave(&names.join(", "), Why::Security, true);
        }
    }
}

/// What is gathered while an operation is read.
#[derive(Debug, Default)]
struct Made {
    path: String,
    query: Vec<String>,
    inputs: Vec<Input>,
    left_out: Vec<LeftOut>,
}

impl Made {
    fn leave(&mut self, name: &str, why: Why, is_required: bool) {
        let it = LeftOut { name: short(name), why, is_required };
        if !self.left_out.contains(&it) {
            self.left_out.push(it);
        }
    }

    /// What was found, or a word on why it was not.
    fn found<'a>(&mut self, it: Found<'a>, name: &str) -> Option<&'a Value> {
        match it {
            Found::Here(it) => return Some(it),
            Found::Circular => self.leave(name, Why::Circular, true),
            Found::Elsewhere => self.leave(name, Why::Elsewhere, true),
        }
        None
    }

    /// Adds an input and says its name in templates.
    fn input(
        &mut self,
        name: &str,
        (is_required, rule): (bool, Rule),
        (label, hint): (String, String),
    ) -> String {
        let base = key_of(name);
        let mut key = base.clone();
        let mut number = 2;
        while self.inputs.iter().any(|it| it.key == key) {
            key = format!("{base}_{number}");
            number += 1;
        }
        self.inputs.push(Input { key: key.clone(), label, hint, is_required, rule });
        key
    }

    /// The inputs, those that are needed first, and what was left out.
    fn settled(&mut self) -> (Vec<Input>, Vec<LeftOut>) {
        let (mut inputs, left_out) =
            (std::mem::take(&mut self.inputs), std::mem::take(&mut self.left_out));
        inputs.sort_by_key(|it| !it.is_required);
        (inputs, left_out)
    }
}

fn line(method: &str, path: &str, it: &Map<String, Value>) -> OperationLine {
    let said = |key: &str| it.get(key).and_then(Value::as_str).map(short).unwrap_or_default();
    let summary = said("summary");
    let summary = if summary.is_empty() { said("description") } else { summary };
    OperationLine {
        method: method.to_ascii_uppercase(),
        path: path.to_owned(),
        summary,
        is_deprecated: it.get("deprecated").and_then(Value::as_bool).unwrap_or(false),
    }
}

/// What people call something, and how to fill it in: its title or its name, and its description.
fn label(description: Option<&Value>, schema: &Value, name: &str) -> (String, String) {
    let title = text(Some(schema), "title");
    let label = if title.is_empty() { in_words(name) } else { title };
    (label, description.and_then(Value::as_str).map(short).unwrap_or_default())
}

/// A member that is a text, on one line and not endless; empty where there is none.
fn text(of: Option<&Value>, key: &str) -> String {
    of.and_then(|it| it.get(key)).and_then(Value::as_str).map(short).unwrap_or_default()
}

fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(TEXT_CHARS).collect()
}

/// `orderNumber` and `Order-Number` as `order_number`.
#[must_use]
pub fn key_of(name: &str) -> String {
    let mut key = String::new();
    let mut was_small = false;
    for sign in name.chars() {
        if sign.is_ascii_uppercase() && was_small {
            key.push('_');
        }
        was_small = sign.is_ascii_lowercase() || sign.is_ascii_digit();
        let plain = if sign.is_ascii_alphanumeric() { sign.to_ascii_lowercase() } else { '_' };
        if plain != '_' || !key.ends_with('_') {
            key.push(plain);
        }
    }
    let key: String = key.trim_matches('_').chars().take(36).collect();
    match key.trim_end_matches('_') {
        "" => "field".to_owned(),
        taken @ ("contact" | "locale" | "channel" | "run" | "result") => format!("the_{taken}"),
        key => key.to_owned(),
    }
}

/// `orderNumber` as "Order number".
fn in_words(name: &str) -> String {
    let words = key_of(name).replace('_', " ");
    let mut signs = words.chars();
    signs.next().map(|it| it.to_ascii_uppercase()).into_iter().chain(signs).collect()
}

/// A name as it may stand in a query.
fn encoded(name: &str) -> String {
    url::form_urlencoded::byte_serialize(name.as_bytes()).collect()
}

fn json(text: &str) -> Result<Value, OpenApiError> {
    serde_json::from_str(text).map_err(|error| OpenApiError::NotReadable {
        line: error.line(),
        what: short(&error.to_string()),
    })
}

fn yaml(text: &str) -> Result<Value, OpenApiError> {
    let options = serde_saphyr::options! {
        with_snippet: false,
        strict_booleans: true,
        alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: 100_000 },
    };
    serde_saphyr::from_str_with_options(text, options).map_err(|error| {
        let line = error.location().map_or(0, |it| it.line());
        OpenApiError::NotReadable {
            line: usize::try_from(line).unwrap_or_default(),
            what: short(&error.to_string()),
        }
    })
}

#[cfg(test)]
mod tests;
