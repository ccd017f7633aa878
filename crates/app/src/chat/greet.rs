//! How somebody is greeted who opens the chat.

use lotse_domain::inbox::{Situation, Status, Welcome, decide_welcome, is_about_orders};
use lotse_store::{ConversationLine, StoreError, Visitor};

use super::voice::is_open;
use crate::{App, BrandNow};

/// How the chat begins for somebody.
#[derive(Debug, Clone)]
pub struct Greeted {
    /// The greeting, and whether something may be offered.
    pub welcome: Welcome,
    /// As they want to be called; may be empty.
    pub name: String,
    /// Their conversation, while it is not resolved.
    pub case: Option<ConversationLine>,
}

impl App {
    /// How the chat of a brand begins for a visitor, or for somebody we know nothing of, on this
    /// page.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn greet(
        &self,
        visitor: Option<&Visitor>,
        brand: &BrandNow,
        page: &str,
    ) -> Result<Greeted, StoreError> {
        let visitor = visitor.filter(|it| it.brand == brand.brand.id);
        let (mut line, mut name) = (None, String::new());
        if let Some(visitor) = visitor {
            let mut tx = self.store.read().await?;
            line = tx.conversation_of(visitor.contact, visitor.brand).await?;
            name = tx.contact(visitor.contact).await?.map(|it| it.name).unwrap_or_default();
        }
        let is_known = line.is_some() || visitor.is_some_and(|it| it.proven.is_some());
        let is_running = |it: &ConversationLine| {
            it.conversation.status != Status::Resolved && 0 < it.conversation.last_seq
        };
        let case = line.filter(is_running);
        let welcome = decide_welcome(&Situation {
            is_known,
            has_open_case: case.is_some(),
            // No shop tells us of orders yet.
            has_open_order: false,
            is_about_orders: is_about_orders(page),
            is_open: is_open(brand, self.now()),
        });
        Ok(Greeted { welcome, name, case })
    }
}
