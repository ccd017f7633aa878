//! What becomes of a description, and what is said of the rest.

use serde_json::{Value, json};

use super::*;

fn api(paths: &Value, schemas: &Value) -> Api {
    let all = json!({
        "openapi": "3.0.3", "info": {"title": "Shop", "version": "1"}, "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": {
            "token": {"type": "http", "scheme": "bearer"},
            "query": {"type": "apiKey", "in": "query", "name": "key"}}},
    });
    Api::read(&all.to_string()).expect("a description")
}

fn posting(schema: &Value, schemas: &Value) -> Operation {
    let operation = json!({"requestBody": {"required": true,
        "content": {"application/json": {"schema": schema}}}});
    let api = api(&json!({"/things": {"post": operation}}), schemas);
    api.operation("POST", "/things").expect("the operation")
}

fn left(it: &Operation) -> Vec<(&str, &str)> {
    it.left_out.iter().map(|it| (it.name.as_str(), it.why.as_str())).collect()
}

fn keys(it: &Operation) -> Vec<(&str, bool)> {
    it.inputs.iter().map(|it| (it.key.as_str(), it.is_required)).collect()
}

const YAML: &str = "\
openapi: 3.1.0
info: {title: Lager, version: '2'}
servers:
  - url: https://lager.example/api
paths:
  /orders/{orderNumber}/address:
    parameters:
      - {name: orderNumber, in: path, required: true, description: As on the invoice,
         schema: {type: string, pattern: '^BW-[0-9]+$'}}
    put:
      operationId: changeAddress
      summary: Change the delivery address
      parameters:
        - {name: notify, in: query, required: true, schema: {type: boolean}}
        - {name: page, in: query, schema: {type: integer}}
        - {name: X-Trace, in: header, required: true, schema: {type: string}}
      requestBody:
        $ref: '#/components/requestBodies/Address'
      responses:
        200: {description: done}
  /orders:
    get: {deprecated: true, description: All orders}
components:
  requestBodies:
    Address:
      required: true
      content:
        application/json; charset=utf-8:
          schema: {$ref: '#/components/schemas/Address'}
  schemas:
    Address:
      type: object
      required: [street, city]
      properties:
        street: {type: string, maxLength: 80, title: Street and number}
        city: {type: [string, 'null'], minLength: 2}
        country: {type: string, enum: [DE, PL]}
        contact: {type: object, required: [mail], properties: {mail: {type: string, format: email}}}
        id: {type: string, readOnly: true}
";

#[test]
fn an_operation_becomes_a_call_with_inputs_and_says_what_was_left_out() {
    let api = Api::read(YAML).expect("a description");
    assert_eq!(
        (api.title(), api.servers()),
        ("Lager".into(), vec!["https://lager.example/api".into()])
    );
    let (lines, is_cut) = api.operations();
    let named: Vec<_> = lines.iter().map(|it| (it.method.as_str(), it.summary.as_str())).collect();
    assert_eq!(named, [("GET", "All orders"), ("PUT", "Change the delivery address")]);
    assert!(!is_cut && lines[0].is_deprecated && !lines[1].is_deprecated);
    let it = api.operation("put", "/orders/{orderNumber}/address").expect("the operation");
    assert_eq!(it.id, "changeAddress");
    assert_eq!(it.path, "/orders/{order_number}/address?notify={notify}");
    assert_eq!(
        it.body,
        Some(json!({"street": "{street}", "city": "{city}", "country": "{country}",
            "contact": {"mail": "{contact_mail}"}}))
    );
    let needed = ["notify", "order_number", "city", "street"].map(|it| (it, true));
    let more = [("contact_mail", false), ("country", false)];
    assert_eq!(keys(&it), [needed.as_slice(), &more].concat());
    let of = |key: &str| it.inputs.iter().find(|it| it.key == key).expect("an input");
    assert_eq!(of("order_number").rule.pattern.as_deref(), Some("^BW-[0-9]+$"));
    assert_eq!(of("order_number").label, "Order number");
    assert_eq!(of("order_number").hint, "As on the invoice");
    assert_eq!(of("street").label, "Street and number");
    assert_eq!((of("street").rule.max_length, of("city").rule.min_length), (Some(80), Some(2)));
    assert_eq!(of("country").rule.options, ["DE", "PL"]);
    assert_eq!(of("notify").rule.options, ["true", "false"]);
    assert_eq!(of("contact_mail").rule.format, Some("email"));
    assert_eq!(left(&it), [("page", "optional"), ("X-Trace", "place")]);
    assert!(it.left_out[1].is_required, "the system wants the header");
    assert_eq!(api.operation("DELETE", "/orders"), None);
    assert_eq!(api.operation("parameters", "/orders/{orderNumber}/address"), None);
}

#[test]
fn what_cannot_be_read_says_where_and_why() {
    let check = |text: &str, expect: OpenApiError| assert_eq!(Api::read(text), Err(expect));
    let version = |it: &str| OpenApiError::Version(it.to_owned());
    check("{\"openapi\": \"2.9\"}", version("2.9"));
    check("swagger: '2.0'", version("2.0"));
    check("openapi: 3.2.0", version("3.2.0"));
    check("title: x", OpenApiError::NotOpenApi);
    check("", OpenApiError::NotOpenApi);
    check("just words", OpenApiError::NotOpenApi);
    check(&" ".repeat(MOST_BYTES + 1), OpenApiError::TooLong);
    for (text, expect) in [("{\n\"openapi\": }", 2), ("openapi: 3.1.0\npaths: [1, {", 2)] {
        let Err(OpenApiError::NotReadable { line, what }) = Api::read(text) else {
            panic!("{text}")
        };
        assert!(line >= expect && !what.is_empty() && !what.contains('\n'), "{line}: {what}");
    }
}

#[test]
fn circles_end_and_are_told() {
    let schemas = json!({
        "Person": {"type": "object", "required": ["name", "boss"], "properties": {
            "name": {"type": "string"}, "boss": {"$ref": "#/components/schemas/Person"},
            "self": {"$ref": "#/components/schemas/Loop"},
            "elsewhere": {"$ref": "other.yaml#/Thing"},
            "nowhere": {"$ref": "#/components/schemas/Nothing"}}},
        "Loop": {"$ref": "#/components/schemas/Loop"},
        "Both": {"allOf": [{"$ref": "#/components/schemas/Both"},
            {"properties": {"a": {"type": "string"}}}]},
    });
    let it = posting(&json!({"$ref": "#/components/schemas/Person"}), &schemas);
    assert_eq!(it.body, Some(json!({"name": "{name}"})));
    let mut told = left(&it);
    told.sort_unstable();
    let expect = [
        ("boss", "circular"),
        ("elsewhere", "elsewhere"),
        ("nowhere", "elsewhere"),
        ("self", "circular"),
    ];
    assert_eq!(told, expect);
    let it = posting(&json!({"$ref": "#/components/schemas/Both"}), &schemas);
    assert_eq!(it.body, Some(json!({"a": "{a}"})));
}

#[test]
fn what_is_no_text_is_left_out_or_told() {
    let it = posting(
        &json!({"type": "object", "required": ["count", "tags", "kind", "fixed"], "properties": {
            "count": {"type": "integer", "minimum": 1},
            "tags": {"type": "array", "items": {"type": "string"}},
            "kind": {"oneOf": [{"type": "string"}, {"type": "object"}]},
            "note": {"anyOf": [{"type": "string", "maxLength": 9}, {"type": "null"}]},
            "extra": {"type": "object", "additionalProperties": true},
            "fixed": {"type": "string", "enum": ["web"]},
        }}),
        &json!({}),
    );
    assert_eq!(it.body, Some(json!({"count": "{count}", "note": "{note}", "fixed": "web"})));
    let mut told = left(&it);
    told.sort_unstable();
    let expect = [
        ("count", "rule"),
        ("count", "sent_as_text"),
        ("extra", "open"),
        ("kind", "choice"),
        ("tags", "list"),
    ];
    assert_eq!(told, expect);
    let needed: Vec<_> = it.left_out.iter().filter(|it| it.is_required).collect();
    assert_eq!(needed.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["kind", "tags"]);
    let note = it.inputs.iter().find(|it| it.key == "note").expect("the note");
    assert_eq!(note.rule.max_length, Some(9));
}

#[test]
fn parts_are_put_together_and_a_deep_body_ends() {
    let mut deep = json!({"type": "string"});
    for _ in 0..9 {
        deep = json!({"type": "object", "required": ["in"], "properties": {"in": deep}});
    }
    let it = posting(
        &json!({"allOf": [
            {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}},
            {"type": "object", "properties": {"b": {"type": "string"}, "c": deep}}]}),
        &json!({}),
    );
    assert_eq!(keys(&it), [("a", true), ("b", false)]);
    assert_eq!(left(&it), [("in", "deep")]);
}

#[test]
fn a_small_description_does_not_unfold_into_an_endless_one() {
    let names: Vec<String> = (0..60).map(|it| format!("m{it}")).collect();
    let mut schemas = serde_json::Map::new();
    for level in 0..5 {
        let next = format!("#/components/schemas/L{}", level + 1);
        let members = names.iter().map(|it| (it.clone(), json!({"$ref": next})));
        let all: serde_json::Map<_, _> = members.collect();
        schemas.insert(format!("L{level}"), json!({"type": "object", "properties": all}));
    }
    schemas.insert("L5".to_owned(), json!({"type": "string"}));
    let it = posting(&json!({"$ref": "#/components/schemas/L0"}), &schemas.into());
    assert!(it.inputs.len() <= 500, "{}", it.inputs.len());
    assert!(left(&it).iter().any(|(_, why)| *why == "many"), "{:?}", left(&it));
}

#[test]
fn bodies_that_are_no_json_and_secrets_that_are_no_header_are_told() {
    let form = json!({"requestBody": {"required": true, "content": {"multipart/form-data": {}}},
        "security": [{"query": []}]});
    let open = json!({"security": [{"token": []}]});
    let api = api(&json!({"/a": {"post": form, "get": open}}), &json!({}));
    let it = api.operation("POST", "/a").expect("the operation");
    assert_eq!(left(&it), [("multipart/form-data", "media"), ("query", "security")]);
    assert_eq!(it.body, None);
    let it = api.operation("GET", "/a").expect("the operation");
    assert!(it.left_out.is_empty(), "{it:?}");
}

#[test]
fn names_become_keys() {
    for (name, key) in [
        ("orderNumber", "order_number"),
        ("Order-Number", "order_number"),
        ("a.b", "a_b"),
        ("straße", "stra_e"),
        ("ÄÖÜ", "field"),
        ("locale", "the_locale"),
        ("ID", "id"),
    ] {
        assert_eq!(key_of(name), key, "{name}");
    }
    assert!(key_of(&"x".repeat(99)).len() <= 40);
}
