//! What the shop keeps, over restarts and beside others.

use std::path::Path;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use http::Method;
use lotse_shop::{Folder, OpenError, Setting, Shop, Status};
use serde_json::json;

use crate::caller::{KARLA, MAJA, ORDERED, request, send, setting};

fn opened(path: &Path, setting: Setting) -> Result<Shop, OpenError> {
    Shop::open(Folder::open(path)?, setting)
}

#[tokio::test]
async fn a_shop_opened_again_knows_everything_even_what_it_answered() {
    let folder = tempfile::tempdir().unwrap();
    let time: DateTime<Utc> = "2027-01-04T08:00:00Z".parse().unwrap();
    let clock = Arc::new(Mutex::new(time));
    let call = || {
        let path = format!("/orders/{ORDERED}/cancellation");
        request(Method::POST, &path, Some("k"), Some(json!({ "email": MAJA })))
    };
    let shop = opened(folder.path(), setting(&clock)).unwrap();
    let first = send(&shop, call()).await.well();
    shop.move_on("BW-104199", Status::Packed).await.unwrap();
    let books = shop.books();
    drop(shop);
    // The demo's days are counted from the first start, not from this one.
    *clock.lock().unwrap() += chrono::Duration::hours(20);
    let shop = opened(folder.path(), setting(&clock)).unwrap();
    assert_eq!(shop.books(), books);
    assert_eq!(send(&shop, call()).await.well(), first);
    assert_eq!(shop.order("BW-104199").unwrap().email, KARLA);
}

#[tokio::test]
async fn the_books_are_open_in_one_place_only() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(Mutex::new(DateTime::UNIX_EPOCH));
    let shop = opened(folder.path(), setting(&clock)).unwrap();
    assert!(matches!(opened(folder.path(), setting(&clock)), Err(OpenError::InUse)));
    drop(shop);
    assert!(opened(folder.path(), setting(&clock)).is_ok());
}

#[tokio::test]
async fn books_that_are_none_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("books.json");
    std::fs::write(&file, "{\"orders\": 1").unwrap();
    let clock = Arc::new(Mutex::new(DateTime::UNIX_EPOCH));
    assert!(matches!(opened(folder.path(), setting(&clock)), Err(OpenError::Damaged(..))));
    assert_eq!(std::fs::read_to_string(file).unwrap(), "{\"orders\": 1");
}

#[tokio::test]
async fn what_cannot_be_written_is_not_done() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(Mutex::new(DateTime::UNIX_EPOCH));
    let shop = opened(folder.path(), setting(&clock)).unwrap();
    // Where the new books would be written there is a folder.
    std::fs::create_dir(folder.path().join("books.json.new")).unwrap();
    let path = format!("/orders/{ORDERED}/cancellation");
    let call = request(Method::POST, &path, None, Some(json!({ "email": MAJA })));
    send(&shop, call).await.refused(500, "internal");
    assert_eq!(shop.order(ORDERED).unwrap().status, Status::Ordered);
}
