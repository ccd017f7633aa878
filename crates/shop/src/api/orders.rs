//! Calls about orders.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use utoipa::IntoParams;

use super::problem::Problem;
use super::shapes::{
    By, CancellationJson, Cancelled, Change, Changed, InvoiceJson, NewAddress, OneInvoice,
    OneOrder, OrderJson, Orders, ReturnJson, Returned, ToCancel, ToReturn, Whose, document,
};
use super::write::Write;
use super::{Answer, Asked};
use crate::Shop;
use crate::books::Order;
use crate::documents;
use crate::rules::required;

/// What orders to list.
#[derive(Debug, Clone, Copy, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
enum Possible {
    ChangeAddress,
    Cancel,
    Return,
}

impl Possible {
    fn is_so(self, it: &Order, now: DateTime<Utc>) -> bool {
        match self {
            Self::ChangeAddress => it.can_change_address(),
            Self::Cancel => it.can_cancel(),
            Self::Return => it.can_return(now),
        }
    }
}

/// Which orders.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// The customer's e-mail.
    email: String,
    /// Only orders this can be done with now.
    #[param(inline)]
    can: Option<Possible>,
}

/// A customer's orders, newest first.
#[utoipa::path(get, path = "/orders", tag = "orders", params(Filter),
    responses((status = 200, body = Orders), (status = 401, body = Problem)))]
pub(super) async fn list_orders(
    State(shop): State<Shop>,
    Asked(filter): Asked<Filter>,
) -> Answer<Orders> {
    let (books, now) = (shop.books(), shop.now());
    let found = books.orders_of(&filter.email);
    let wanted = found.into_iter().filter(|it| filter.can.is_none_or(|can| can.is_so(it, now)));
    Ok(Json(Orders { orders: wanted.map(|it| OrderJson::of(it, now)).collect() }))
}

/// One order.
#[utoipa::path(get, path = "/orders/{number}", tag = "orders",
    params(("number" = String, Path, description = "The order's number"), Whose),
    responses((status = 200, body = OneOrder), (status = 404, body = Problem)))]
pub(super) async fn order(
    State(shop): State<Shop>,
    Path(number): Path<String>,
    Asked(whose): Asked<Whose>,
) -> Answer<OneOrder> {
    let books = shop.books();
    let order = OrderJson::of(books.order_of(&number, &whose.email)?, shop.now());
    Ok(Json(OneOrder { order }))
}

/// Sends an order elsewhere in the same country. 409 `already_packed`, `already_cancelled`.
#[utoipa::path(put, path = "/orders/{number}/address", tag = "orders",
    params(("number" = String, Path, description = "The order's number"),
        ("Idempotency-Key" = Option<String>, Header, description = "Done once per key")),
    request_body = NewAddress,
    responses((status = 200, body = Changed), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn change_address(
    State(shop): State<Shop>,
    Path(number): Path<String>,
    write: Write,
) -> Result<Response, Problem> {
    let it: NewAddress = write.body()?;
    Ok(write
        .answer(&shop, move |books, now| {
            let of = (number.as_str(), it.email.as_str());
            let (order, change) =
                books.change_address(of, (it.street, it.postcode, it.city), now)?;
            let change = Change { id: change.id, undo_until: change.undo_until };
            Ok(Changed { order: OrderJson::of(&order, now), change })
        })
        .await)
}

/// Lets an order go where it went before its last change. 409 `already_packed`, `undo_over`,
/// `already_undone`, `changed_since`, `already_cancelled`.
#[utoipa::path(post, path = "/orders/{number}/address-changes/{id}/undo", tag = "orders",
    params(("number" = String, Path, description = "The order's number"),
        ("id" = String, Path, description = "The change's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "Done once per key")),
    request_body = By,
    responses((status = 200, body = OneOrder), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn undo_address_change(
    State(shop): State<Shop>,
    Path((number, id)): Path<(String, String)>,
    write: Write,
) -> Result<Response, Problem> {
    let By { email } = write.body()?;
    Ok(write
        .answer(&shop, move |books, now| {
            let order = books.undo_address_change((&number, &email), &id, now)?;
            Ok(OneOrder { order: OrderJson::of(&order, now) })
        })
        .await)
}

/// Keeps an order from being sent. 409 `already_shipped`, `already_cancelled`.
#[utoipa::path(post, path = "/orders/{number}/cancellation", tag = "orders",
    params(("number" = String, Path, description = "The order's number"),
        ("Idempotency-Key" = Option<String>, Header, description = "Done once per key")),
    request_body = ToCancel,
    responses((status = 200, body = Cancelled), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn cancel_order(
    State(shop): State<Shop>,
    Path(number): Path<String>,
    write: Write,
) -> Result<Response, Problem> {
    let ToCancel { email, reason } = write.body()?;
    Ok(write
        .answer(&shop, move |books, now| {
            let reason = reason.filter(|it| !it.trim().is_empty());
            let (order, it) = books.cancel((&number, &email), reason, now)?;
            let refund_cents = order.total_cents();
            let cancellation =
                CancellationJson { id: it.id, refund_cents, undo_until: it.undo_until };
            Ok(Cancelled { order: OrderJson::of(&order, now), cancellation })
        })
        .await)
}

/// Lets a cancelled order go on. 409 `not_cancelled`, `undo_over`.
#[utoipa::path(post, path = "/orders/{number}/cancellation/undo", tag = "orders",
    params(("number" = String, Path, description = "The order's number"),
        ("Idempotency-Key" = Option<String>, Header, description = "Done once per key")),
    request_body = By,
    responses((status = 200, body = OneOrder), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn undo_cancellation(
    State(shop): State<Shop>,
    Path(number): Path<String>,
    write: Write,
) -> Result<Response, Problem> {
    let By { email } = write.body()?;
    Ok(write
        .answer(&shop, move |books, now| {
            let order = books.undo_cancellation((&number, &email), now)?;
            Ok(OneOrder { order: OrderJson::of(&order, now) })
        })
        .await)
}

/// Gives out a label for sending an order back. 409 `not_delivered`, `return_period_over`,
/// `already_returned`.
#[utoipa::path(post, path = "/orders/{number}/returns", tag = "orders",
    params(("number" = String, Path, description = "The order's number"),
        ("Idempotency-Key" = Option<String>, Header, description = "Done once per key")),
    request_body = ToReturn,
    responses((status = 200, body = Returned), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn return_order(
    State(shop): State<Shop>,
    Path(number): Path<String>,
    write: Write,
) -> Result<Response, Problem> {
    let ToReturn { email, reason } = write.body()?;
    let at = shop.clone();
    Ok(write
        .answer(&shop, move |books, now| {
            let reason = required("reason", &reason)?;
            let it = books.announce_return((&number, &email), reason, now)?;
            let label_url = document(&at, "returns", &it.secret);
            Ok(Returned { it: ReturnJson { id: it.id, label_url, send_until: it.send_until } })
        })
        .await)
}

/// The invoice of an order.
#[utoipa::path(get, path = "/orders/{number}/invoice", tag = "orders",
    params(("number" = String, Path, description = "The order's number"), Whose),
    responses((status = 200, body = OneInvoice), (status = 404, body = Problem)))]
pub(super) async fn invoice(
    State(shop): State<Shop>,
    Path(number): Path<String>,
    Asked(whose): Asked<Whose>,
) -> Response {
    let books = shop.books();
    match books.order_of(&number, &whose.email) {
        Ok(order) => {
            let number = documents::invoice_number(order);
            let url = document(&shop, "invoices", &order.invoice_secret);
            Json(OneInvoice { invoice: InvoiceJson { number, url } }).into_response()
        }
        Err(refusal) => Problem::from(refusal).into_response(),
    }
}
