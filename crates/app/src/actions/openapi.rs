//! Drafts of actions out of what a system says of itself (OpenAPI).

use std::collections::BTreeMap;

use lotse_connectors::http::EgressError;
use lotse_connectors::openapi::{Api, Input, LeftOut, OpenApiError, Operation, Why, key_of};
use lotse_domain::contacts::Proof;
use lotse_domain::ids::BrandId;
use regex::Regex;
use serde_json::Value;

use super::check::FIELDS;
use super::document::{Call, Document, FieldTexts, Property, Schema, Texts};
use crate::App;
use crate::access::{Administer, May};

/// Where a description is.
#[derive(Debug, Clone)]
pub enum Described {
    /// Here, as JSON or YAML.
    Text(String),
    /// At this address.
    At(String),
}

/// A draft of an action; it is not kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Drafted {
    /// Its name among programs.
    pub name: String,
    /// How it would be done; what people read is to be completed.
    pub document: Document,
    /// What could not be taken over.
    pub left_out: Vec<LeftOut>,
    /// The address the description is about, where the system has another one.
    pub other_base: Option<String>,
}

/// Why nothing came of a description.
#[derive(Debug, thiserror::Error)]
pub enum OpenApiFailure {
    /// It could not be fetched.
    #[error(transparent)]
    NotFetched(#[from] EgressError),
    /// The address answered with an error.
    #[error("the address answered {0}")]
    Answered(u16),
    /// It cannot be used.
    #[error(transparent)]
    Unusable(#[from] OpenApiError),
    /// There is no such operation, brand or system.
    #[error("no such {0}")]
    NotFound(&'static str),
}

impl App {
    /// Reads a description. An address is fetched by the one client that reaches out, within what
    /// the operator allows.
    ///
    /// # Errors
    /// See [`OpenApiFailure`].
    pub async fn read_api(
        &self,
        _may: &May<Administer>,
        from: Described,
    ) -> Result<Api, OpenApiFailure> {
        let text = match from {
            Described::Text(text) => text,
            Described::At(url) => {
                let answer = self.egress.get(url.trim()).await?;
                if !answer.status.is_success() {
                    return Err(OpenApiFailure::Answered(answer.status.as_u16()));
                }
                String::from_utf8_lossy(&answer.body).into_owned()
            }
        };
        // Large descriptions take their time.
        let read = tokio::task::spawn_blocking(move || Api::read(&text)).await;
        Ok(read.unwrap_or(Err(OpenApiError::NotOpenApi))?)
    }

    /// The draft of an action that calls an operation of a system. Nothing is kept.
    ///
    /// # Errors
    /// [`OpenApiFailure::NotFound`] only.
    pub fn draft_action(
        &self,
        _may: &May<Administer>,
        (api, method, path): (&Api, &str, &str),
        (brand, system): (BrandId, &str),
    ) -> Result<Drafted, OpenApiFailure> {
        let current = self.current();
        let brand = current.brand_of(brand).ok_or(OpenApiFailure::NotFound("brand"))?;
        let known = current.systems.iter().find(|it| it.name == system);
        let base = known.ok_or(OpenApiFailure::NotFound("system"))?.base_url.clone();
        let operation = api.operation(method, path).ok_or(OpenApiFailure::NotFound("operation"))?;
        let locales: Vec<String> = brand.brand.locales.iter().map(ToString::to_string).collect();
        let (name, summary) = (name_of(&operation), operation.line.summary.clone());
        let (document, left_out) = document(operation, (system, &summary), &locales);
        Ok(Drafted { name, document, left_out, other_base: other_base(api, &base) })
    }
}

/// The address a description is about, unless it is the system's, or only a path.
fn other_base(api: &Api, base: &str) -> Option<String> {
    let plain = |it: &str| it.trim_end_matches('/').to_lowercase();
    let whole: Vec<String> = api.servers().into_iter().filter(|it| it.contains("://")).collect();
    let is_known = whole.iter().any(|it| plain(it) == plain(base));
    whole.into_iter().next().filter(|_| !is_known)
}

/// The operation's own name, else one made of its method and path.
fn name_of(it: &Operation) -> String {
    if it.id.is_empty() {
        key_of(&format!("{} {}", it.line.method.to_lowercase(), it.line.path))
    } else {
        key_of(&it.id)
    }
}

fn document(
    mut it: Operation,
    (system, summary): (&str, &str),
    locales: &[String],
) -> (Document, Vec<LeftOut>) {
    let mut left_out = std::mem::take(&mut it.left_out);
    let mut body = it.body.take();
    let mut form = Schema { kind: "object".to_owned(), ..Schema::default() };
    let mut fields = BTreeMap::new();
    for (at, input) in it.inputs.into_iter().enumerate() {
        if FIELDS <= at {
            let Input { key, is_required, .. } = input;
            body = body.and_then(|it| without(it, &format!("{{{key}}}")));
            left_out.push(LeftOut { name: key, why: Why::Many, is_required });
            continue;
        }
        let Input { key, label, hint, is_required, rule } = input;
        // Other programs know patterns that are not known here.
        let pattern = rule.pattern.filter(|it| {
            let fits = Regex::new(it).is_ok();
            if !fits {
                left_out.push(LeftOut { name: key.clone(), why: Why::Rule, is_required: false });
            }
            fits
        });
        let longest = rule.max_length;
        let property = Property {
            kind: "string".to_owned(),
            format: rule.format.map(str::to_owned),
            options: rule.options,
            pattern,
            min_length: rule.min_length.filter(|it| longest.is_none_or(|most| *it <= most)),
            max_length: longest,
            ..Property::default()
        };
        if is_required {
            form.required.push(key.clone());
        }
        form.order.push(key.clone());
        form.properties.insert(key.clone(), property);
        fields.insert(key, FieldTexts { label, hint });
    }
    let said =
        Texts { title: summary.to_owned(), start: summary.to_owned(), fields, ..Texts::default() };
    let document = Document {
        system: system.to_owned(),
        level: Proof::Possession.as_str().to_owned(),
        articles: Vec::new(),
        form,
        call: Call { method: it.line.method, path: it.path, body },
        undo: None,
        undo_until: String::new(),
        reference: String::new(),
        links: Vec::new(),
        texts: locales.iter().map(|it| (it.clone(), said.clone())).collect(),
    };
    (document, left_out)
}

/// A body without the places where a name stands; `None` when nothing is left.
fn without(body: Value, name: &str) -> Option<Value> {
    match body {
        Value::String(text) if text == name => None,
        Value::Object(all) => {
            let left = all.into_iter().filter_map(|(key, it)| Some((key, without(it, name)?)));
            let left: serde_json::Map<String, Value> = left.collect();
            (!left.is_empty()).then_some(Value::Object(left))
        }
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn drafted(members: usize, pattern: &str) -> (Document, Vec<LeftOut>) {
        let names: Vec<String> = (0..members).map(|it| format!("m{it:02}")).collect();
        let property = json!({"type": "string", "pattern": pattern});
        let properties: serde_json::Map<_, _> =
            names.iter().map(|it| (it.clone(), property.clone())).collect();
        let schema = json!({"type": "object", "required": ["m00"], "properties": properties});
        let api = json!({"openapi": "3.1.0", "paths": {"/a": {"post": {"summary": "Do it",
            "requestBody": {"required": true, "content": {"application/json": {"schema": schema}}}}}}});
        let api = Api::read(&api.to_string()).unwrap();
        let operation = api.operation("POST", "/a").unwrap();
        assert_eq!(name_of(&operation), "post_a");
        document(operation, ("shop", "Do it"), &["de".to_owned(), "pl".to_owned()])
    }

    #[test]
    fn a_draft_has_all_but_what_people_are_asked_and_told() {
        let (it, left_out) = drafted(2, "^[a-z]+$");
        assert!(left_out.is_empty(), "{left_out:?}");
        assert_eq!(it.call.body, Some(json!({"m00": "{m00}", "m01": "{m01}"})));
        assert_eq!(it.form.required, ["m00"]);
        assert_eq!(it.texts["pl"].fields["m01"].label, "M01");
        assert_eq!(it.texts["de"].title, "Do it");
        let locales = ["de".parse().unwrap()];
        let flaws = super::super::flaws(&it, &locales, &["shop".to_owned()]);
        let at: Vec<_> = flaws.iter().map(|it| it.at.as_str()).collect();
        assert_eq!(at, ["/texts/de/done", "/texts/de/confirm"], "the rest can be kept as it is");
    }

    #[test]
    fn a_form_has_as_many_fields_as_an_action_may_have() {
        let (it, left_out) = drafted(FIELDS + 2, "^x$");
        assert_eq!(it.form.properties.len(), FIELDS);
        assert_eq!(left_out.len(), 2);
        assert!(left_out.iter().all(|it| it.why == Why::Many && !it.is_required));
        assert_eq!(it.call.body.unwrap().as_object().unwrap().len(), FIELDS);
    }

    #[test]
    fn a_pattern_that_is_not_known_here_is_left_out_and_told() {
        let (it, left_out) = drafted(1, "^(?!x).+$");
        assert_eq!(it.form.properties["m00"].pattern, None);
        assert_eq!(left_out, [LeftOut { name: "m00".into(), why: Why::Rule, is_required: false }]);
    }
}
