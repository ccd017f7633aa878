//! Whoever sends requests faster than people write has to wait, and nobody else.

use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use http::{Method, StatusCode};
use lotse_web::Config;
use serde_json::json;

use crate::site::{Site, json_to};

/// Sends one request that came through `peer`, which says it came from `from`.
async fn send(site: &Site, peer: &str, from: &str) -> StatusCode {
    let body = json!({"message": "Wo ist mein Paket?", "name": "Ida", "email": "ida@example.org"});
    let mut request = json_to(&Method::POST, "/api/v1/requests", &body);
    let peer: SocketAddr = format!("{peer}:4711").parse().expect("an address");
    request.extensions_mut().insert(ConnectInfo(peer));
    request.headers_mut().insert("x-forwarded-for", from.parse().expect("ASCII"));
    site.send(request).await.status
}

async fn sent_until_slowed(site: &Site, peer: &str, from: &str) -> bool {
    for _ in 0..40 {
        if send(site, peer, from).await == StatusCode::TOO_MANY_REQUESTS {
            return true;
        }
    }
    false
}

#[tokio::test]
async fn customers_behind_one_proxy_do_not_slow_each_other() {
    let trusted_proxies = vec!["127.0.0.1".parse().unwrap()];
    let site = Site::with(Config { trusted_proxies, ..Config::default() }).await;
    assert!(sent_until_slowed(&site, "127.0.0.1", "203.0.113.7").await);
    assert_eq!(send(&site, "127.0.0.1", "203.0.113.8").await, StatusCode::CREATED);
}

#[tokio::test]
async fn a_made_up_sender_is_slowed_all_the_same() {
    let site = Site::new().await;
    assert!(sent_until_slowed(&site, "203.0.113.9", "203.0.113.7").await);
    assert_eq!(send(&site, "203.0.113.9", "203.0.113.8").await, StatusCode::TOO_MANY_REQUESTS);
}
