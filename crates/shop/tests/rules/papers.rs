//! Invoices and labels are real PDFs behind links nobody can guess.

use axum::body::{Body, to_bytes};
use http::Request;
use serde_json::json;
use tower::ServiceExt as _;

use crate::caller::{Caller, KARLA, MAJA, ORDERED};

async fn fetched(caller: &Caller, url: &str) -> (u16, String) {
    let path = url.strip_prefix("http://shop.example").expect("links lead to the shop");
    let request = Request::builder().uri(path).body(Body::empty()).expect("a request");
    let response = caller.shop.router().oneshot(request).await.expect("routers answer");
    let status = response.status().as_u16();
    let body = to_bytes(response.into_body(), 1_000_000).await.expect("answers end");
    (status, String::from_utf8_lossy(&body).into_owned())
}

/// Asserts that the table of the file says where its objects are.
fn is_pdf(text: &str) {
    assert!(text.starts_with("%PDF-1.7\n") && text.ends_with("%%EOF\n"), "{text}");
    let (_, table) = text.split_once("\nxref\n").expect("there is a table");
    let offsets: Vec<&str> = table.lines().filter_map(|it| it.strip_suffix(" 00000 n ")).collect();
    assert_eq!(offsets.len(), 8);
    for (number, offset) in (1..).zip(offsets) {
        assert!(from(text, offset).starts_with(&format!("{number} 0 obj\n")), "object {number}");
    }
    let start = text.rsplit("startxref\n").next().and_then(|it| it.lines().next());
    assert!(from(text, start.unwrap_or_default()).starts_with("xref\n"));
}

/// The file from that byte on.
fn from<'a>(text: &'a str, at: &str) -> &'a str {
    let at = at.parse().expect("a place is a number");
    text.get(at..).expect("the place is in the file")
}

#[tokio::test]
async fn an_invoice_is_a_pdf_for_whoever_knows_its_link() {
    let caller = Caller::new();
    let said = caller.get(&format!("/orders/{ORDERED}/invoice?email={MAJA}")).await.well();
    assert_eq!(said["invoice"]["number"], "RE-104201");
    let url = said["invoice"]["url"].as_str().unwrap();
    let (status, text) = fetched(&caller, url).await;
    assert_eq!(status, 200);
    is_pdf(&text);
    // The ń of Poznań says what it is.
    assert!(text.contains("/ActualText <FEFF0144>"), "{text}");
    let other = url.replace("/invoices/", "/returns/");
    assert_eq!(fetched(&caller, &other).await.0, 404);
    assert_eq!(fetched(&caller, "http://shop.example/documents/invoices/1.pdf").await.0, 404);
}

#[tokio::test]
async fn the_label_of_a_return_is_a_pdf() {
    let caller = Caller::new();
    let body = json!({ "email": KARLA, "reason": "zu groß" });
    let said = caller.post("/orders/BW-104102/returns", body).await.well();
    let (status, text) = fetched(&caller, said["return"]["label_url"].as_str().unwrap()).await;
    assert_eq!(status, 200);
    is_pdf(&text);
}
