//! What the people at the shop do, as buttons, so that a demo can go on.

use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};

use super::visit::Visit;
use crate::MoveError;
use crate::books::{Order, Status};

/// What an order becomes by each step, with the button's text.
const STEPS: [(Status, Status, &str, &str); 3] = [
    (Status::Ordered, Status::Packed, "packed", "storefront.demo.pack"),
    (Status::Packed, Status::Shipped, "shipped", "storefront.demo.ship"),
    (Status::Shipped, Status::Delivered, "delivered", "storefront.demo.deliver"),
];

/// The button for an order's next step.
pub(super) fn controls(visit: &Visit, order: &Order) -> Markup {
    let next = STEPS.iter().find(|it| it.0 == order.status);
    let Some((_, _, step, text)) = next else { return html! {} };
    html! {
        section.side.demo aria-labelledby="demo" {
            h2 #demo { (visit.say("storefront.demo.title")) }
            p.hint { (visit.say("storefront.demo.note")) }
            form method="post" action=(visit.to(&format!("demo/orders/{}/{step}", order.number))) {
                button.btn { (visit.say(text)) }
            }
        }
    }
}

pub(super) async fn move_on(
    visit: Visit,
    Path((_, number, step)): Path<(String, String, String)>,
) -> Response {
    let Some((_, to, ..)) = STEPS.iter().find(|it| it.2 == step) else {
        return visit.not_found();
    };
    match visit.shop.move_on(&number, *to).await {
        Ok(()) => visit.go(&format!("account/orders/{number}?done=moved_on")),
        Err(MoveError::Refused(refusal)) => visit.refused(&refusal),
        Err(MoveError::Books(error)) => visit.broken(&error),
    }
}

pub(super) async fn missed(visit: Visit, Path((_, id)): Path<(String, String)>) -> Response {
    match visit.shop.change(move |books, now| books.miss_appointment(&id, now)).await {
        Ok(Ok(())) => visit.go("account?done=missed"),
        Ok(Err(refusal)) => visit.refused(&refusal),
        Err(error) => visit.broken(&error),
    }
}
