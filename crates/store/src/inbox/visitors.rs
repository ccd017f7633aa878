//! Devices that chat: their tokens, and what each may find.

use chrono::{DateTime, Utc};
use lotse_domain::contacts::{Email, Proof, Proven};
use lotse_domain::ids::{BrandId, ContactId};
use lotse_domain::locale::Locale;

use super::{ConversationLine, LINES, stored};
use crate::error::StoreError;
use crate::row::values;
use crate::tx::Tx;

/// Somebody who chats, known by a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    /// The hash of the token.
    pub token_hash: String,
    /// Who it is, for all we know.
    pub contact: ContactId,
    /// The brand the token is for.
    pub brand: BrandId,
    /// The language of the chat.
    pub locale: Locale,
    /// What was proven with this token, and when.
    pub proven: Option<Proven>,
}

/// How things stand for a visitor who says something.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Their chat, if there is one.
    pub line: Option<ConversationLine>,
    /// Whether they have said something under this key before.
    pub is_said: bool,
}

impl Tx {
    /// Keeps a device that chats; only the token's hash is kept.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn add_visitor(
        &mut self,
        it: &Visitor,
        now: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let proven = it.proven.as_ref();
        let mut values = values![&it.token_hash, it.contact, it.brand, &it.locale, now, expires_at];
        values.extend(values![
            proven.map_or(Proof::Device, |it| it.proof).level(),
            proven.and_then(|it| it.email.as_ref()).map(Email::as_str),
            proven.and_then(|it| it.subject.as_deref()),
            proven.map(|it| it.at),
        ]);
        self.run(
            "insert into visitors (token_hash, contact, brand, locale, created_at, expires_at,
             proof, email, subject, proven_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            values,
        )
        .await?;
        Ok(())
    }

    /// Ends a token; `false` when it had ended.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn end_visitor(&mut self, token_hash: &str) -> Result<bool, StoreError> {
        let statement = "delete from visitors where token_hash = $1";
        Ok(self.run(statement, values![token_hash]).await? == 1)
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
                "select * from visitors where token_hash = $1 and expires_at > $2",
                values![token_hash, now],
            )
            .await?;
        row.map(|it| {
            let proven = it.opt_time("proven_at")?.map(|at| {
                Ok::<_, StoreError>(Proven {
                    proof: Proof::from_level(it.int("proof")?),
                    email: it.opt_parsed("email")?,
                    subject: it.opt_text("subject")?,
                    at,
                })
            });
            Ok(Visitor {
                token_hash: token_hash.to_owned(),
                contact: it.parsed("contact")?,
                brand: it.parsed("brand")?,
                locale: it.parsed("locale")?,
                proven: proven.transpose()?,
            })
        })
        .transpose()
    }

    /// Notes the address a visitor asked a code for; the one before no longer counts.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn note_code_email(
        &mut self,
        token_hash: &str,
        email: &Email,
    ) -> Result<(), StoreError> {
        self.run(
            "update visitors set code_email = $2 where token_hash = $1",
            values![token_hash, email.as_str()],
        )
        .await?;
        Ok(())
    }

    /// The address a visitor asked a code for.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn code_email(&mut self, token_hash: &str) -> Result<Option<Email>, StoreError> {
        let statement = "select code_email from visitors where token_hash = $1";
        let row = self.one(statement, values![token_hash]).await?;
        row.map_or(Ok(None), |it| it.opt_parsed("code_email"))
    }

    /// How things stand for a visitor who says something under a key of their own; `None` when the
    /// token has ended or is another contact's by now.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn standing(
        &mut self,
        of: &Visitor,
        key: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<Standing>, StoreError> {
        let row = self
            .one(
                "select c.*, p.name, p.email, p.proof, a.name as agent_name,
                 (select m.id from messages m join conversations k on k.id = m.conversation
                  where k.contact = v.contact and m.author = 'contact' and m.key = $4 limit 1)
                 as said
                 from visitors v
                 left join conversations c on c.contact = v.contact and c.brand = v.brand
                 and c.channel = 'chat'
                 left join contacts p on p.id = c.contact
                 left join agents a on a.id = c.agent
                 where v.token_hash = $1 and v.expires_at > $2 and v.contact = $3
                 order by c.reference limit 1",
                values![&of.token_hash, now, of.contact, key],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        let line = match row.opt_text("id")? {
            Some(_) => Some(stored::line(&row)?),
            None => None,
        };
        Ok(Some(Standing { line, is_said: row.opt_text("said")?.is_some() }))
    }

    /// Lets one unit of work at a time open a chat for this contact.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn lock_contact(&mut self, id: ContactId) -> Result<(), StoreError> {
        self.conn()?.lock_name(&chat_lock(id)).await
    }

    /// The chat of a contact with a brand; there is at most one.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn conversation_of(
        &mut self,
        contact: ContactId,
        brand: BrandId,
    ) -> Result<Option<ConversationLine>, StoreError> {
        let sql = format!(
            "{LINES} where c.contact = $1 and c.brand = $2 and c.channel = 'chat'
             order by c.reference limit 1"
        );
        let row = self.one(&sql, values![contact, brand]).await?;
        row.as_ref().map(stored::line).transpose()
    }
}

/// What is locked while somebody opens a chat for this contact.
pub(crate) fn chat_lock(id: ContactId) -> String {
    format!("chat:{id}")
}
