//! What the shop does wrong when a test wants it.

use http::Method;
use lotse_shop::Status;
use serde_json::json;

use crate::caller::{Caller, MAJA, ORDERED, request, send};

fn path() -> String {
    format!("/orders/{ORDERED}/cancellation")
}

#[tokio::test]
async fn a_call_that_hangs_is_carried_out_and_the_next_one_hears_what_came_of_it() {
    let caller = Caller::new();
    caller.shop.faults().hang(1);
    let body = json!({ "email": MAJA });
    let call = request(Method::POST, &path(), Some("k"), Some(body.clone()));
    let shop = caller.shop.clone();
    let hanging = tokio::spawn(async move { send(&shop, call).await.status });
    while caller.shop.order(ORDERED).unwrap().status == Status::Ordered {
        tokio::task::yield_now().await;
    }
    assert!(!hanging.is_finished());
    hanging.abort();
    let again = caller.send(Method::POST, &path(), Some("k"), Some(body)).await.well();
    assert_eq!(again["order"]["status"], "cancelled");
    assert_eq!(caller.shop.order(ORDERED).unwrap().cancellations.len(), 1);
}

#[tokio::test]
async fn calls_that_fail_or_are_refused_change_nothing_and_reading_goes_on() {
    let caller = Caller::new();
    caller.shop.faults().fail(1);
    caller.shop.faults().refuse(2);
    let body = json!({ "email": MAJA });
    caller.post(&path(), body.clone()).await.refused(500, "internal");
    caller.post(&path(), body.clone()).await.refused(503, "closed");
    assert_eq!(caller.order(ORDERED, MAJA).await["status"], "ordered");
    caller.shop.faults().clear();
    caller.post(&path(), body).await.well();
}
