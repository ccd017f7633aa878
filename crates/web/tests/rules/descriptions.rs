//! Drafts of actions out of OpenAPI: what is read, what is refused, what is said of the rest.

use http::{Method, StatusCode};
use lotse_domain::access::Role;
use serde_json::{Value, json};

use crate::site::{Reply, Site, from_desk, json_to};

const YAML: &str = "\
openapi: 3.0.0
info: {title: Shop}
servers: [{url: 'https://api.shop.example/v2'}]
paths:
  /orders/{orderNumber}:
    patch:
      summary: Change an order
      operationId: changeOrder
      parameters:
        - {name: orderNumber, in: path, required: true, schema: {type: string}}
        - {name: X-Tenant, in: header, required: true, schema: {type: string}}
      requestBody:
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Change'}
components:
  schemas:
    Change:
      type: object
      properties:
        note: {type: string}
        parent: {$ref: '#/components/schemas/Change'}
";

async fn desk() -> (Site, String) {
    let site = Site::new().await;
    site.lotse.add("administrator@example.org", Role::Administrator).await;
    let cookie = site.cookie(Role::Administrator).await;
    (site, cookie)
}

async fn post(desk: &(Site, String), path: &str, body: &Value) -> Reply {
    let request = json_to(&Method::POST, &format!("/api/v1{path}"), body);
    desk.0.send(from_desk(request, &desk.1)).await
}

#[tokio::test]
async fn an_operation_becomes_a_draft_that_says_what_was_left_out() {
    let desk = desk().await;
    let listed = post(&desk, "/actions/openapi", &json!({"text": YAML})).await.json();
    assert_eq!(listed["title"], "Shop");
    assert_eq!(listed["servers"], json!(["https://api.shop.example/v2"]));
    assert_eq!(
        listed["operations"],
        json!([{"method": "PATCH", "path": "/orders/{orderNumber}", "summary": "Change an order",
            "is_deprecated": false}])
    );
    let system = json!({"name": "shop", "base_url": "https://shop.example/api",
        "header": "Authorization", "timeout_ms": 5000});
    let made = post(&desk, "/systems", &system).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let brand = desk.0.lotse.brand().id.to_string();
    let order = |method: &str, system: &str| {
        json!({"from": {"text": YAML}, "method": method, "path": "/orders/{orderNumber}",
            "system": system, "brand": brand})
    };
    let drafted = post(&desk, "/actions/openapi/draft", &order("PATCH", "shop")).await.json();
    assert_eq!(drafted["name"], "change_order");
    assert_eq!(drafted["other_base"], "https://api.shop.example/v2");
    let call = json!({"method": "PATCH", "path": "/orders/{order_number}",
        "body": {"note": "{note}"}});
    assert_eq!(drafted["document"]["call"], call);
    assert_eq!(drafted["document"]["form"]["required"], json!(["order_number"]));
    assert_eq!(
        drafted["left_out"],
        json!([{"name": "X-Tenant", "why": "place", "is_required": true},
            {"name": "parent", "why": "circular", "is_required": false}])
    );
    let none = post(&desk, "/actions/openapi/draft", &order("DELETE", "shop")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    let nowhere = post(&desk, "/actions/openapi/draft", &order("PATCH", "other")).await;
    assert_eq!(nowhere.json()["fields"], json!([{"name": "system", "code": "unknown"}]));
}

#[tokio::test]
async fn what_cannot_be_used_is_refused_with_a_reason() {
    let desk = desk().await;
    for (body, status, code) in [
        (json!({"text": "openapi: 3.0.0\npaths: [1, {"}), 422, "openapi_not_readable"),
        (json!({"text": "{\"openapi\": "}), 422, "openapi_not_readable"),
        (json!({"text": "swagger: '2.0'"}), 422, "openapi_version"),
        (json!({"text": "name: x"}), 422, "openapi_none"),
        (json!({"text": " "}), 422, "field_wrong"),
        (json!({"text": "x".repeat(2 * 1024 * 1024 + 1)}), 413, "too_large"),
        // The one client that reaches out stays out of the operator's own network.
        (json!({"url": "http://127.0.0.1:1/openapi.json"}), 422, "openapi_not_fetched"),
        (json!({"url": "file:///etc/passwd"}), 422, "openapi_not_fetched"),
    ] {
        let refused = post(&desk, "/actions/openapi", &body).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (status, code));
    }
    let long = post(&desk, "/actions/openapi", &json!({"text": "x".repeat(7_000_000)})).await;
    assert_eq!(long.status, StatusCode::PAYLOAD_TOO_LARGE);
}
