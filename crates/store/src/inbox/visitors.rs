//! Devices that chat: their tokens, and what each may find.

use chrono::{DateTime, Utc};
use lotse_domain::ids::{BrandId, ContactId};
use lotse_domain::locale::Locale;

use super::{ConversationLine, LINES, stored};
use crate::error::StoreError;
use crate::row::values;
use crate::tx::Tx;

/// Somebody who chats, known by a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    /// Who it is, for all we know.
    pub contact: ContactId,
    /// The brand the token is for.
    pub brand: BrandId,
    /// The language of the chat.
    pub locale: Locale,
}

impl Tx {
    /// Keeps a device that chats; only the token's hash is kept.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn add_visitor(
        &mut self,
        token_hash: &str,
        it: &Visitor,
        now: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.run(
            "insert into visitors (token_hash, contact, brand, locale, created_at, expires_at)
             values ($1, $2, $3, $4, $5, $6)",
            values![token_hash, it.contact, it.brand, &it.locale, now, expires_at],
        )
        .await?;
        Ok(())
    }

    /// Whose token it is at `now`.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn visitor(
        &mut self,
        token_hash: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<Visitor>, StoreError> {
        let row = self
            .one(
                "select contact, brand, locale from visitors
                 where token_hash = $1 and expires_at > $2",
                values![token_hash, now],
            )
            .await?;
        row.map(|it| {
            Ok(Visitor {
                contact: it.parsed("contact")?,
                brand: it.parsed("brand")?,
                locale: it.parsed("locale")?,
            })
        })
        .transpose()
    }

    /// Lets one unit of work at a time open a chat for this contact.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn lock_contact(&mut self, id: ContactId) -> Result<(), StoreError> {
        self.conn()?.lock_name(&format!("chat:{id}")).await
    }

    /// The chat of a contact; there is at most one.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn conversation_of(
        &mut self,
        contact: ContactId,
    ) -> Result<Option<ConversationLine>, StoreError> {
        let sql = format!(
            "{LINES} where c.contact = $1 and c.channel = 'chat' order by c.reference limit 1"
        );
        let row = self.one(&sql, values![contact]).await?;
        row.as_ref().map(stored::line).transpose()
    }
}
