//! Finding conversations: by their number, by who asks, by what it is about.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use lotse_domain::ids::{BrandId, ContactId, ConversationId};
use lotse_domain::inbox::{Card, terms_of};

use super::{ConversationLine, LINES, stored};
use crate::dialect::Value;
use crate::error::StoreError;
use crate::row::values;
use crate::tx::Tx;

/// The last letter there is: no word that begins alike comes after it.
const LAST: char = '\u{10ffff}';

impl Tx {
    /// Conversations of a brand with all these words at the beginning of one of theirs, newest change
    /// first.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn conversations_about(
        &mut self,
        of: BrandId,
        terms: &[String],
        before: Option<(DateTime<Utc>, ConversationId)>,
        limit: i64,
    ) -> Result<Vec<ConversationLine>, StoreError> {
        if terms.is_empty() {
            return Ok(Vec::new());
        }
        let (at, id) = before.map_or((None, None), |(at, id)| (Some(at), Some(id)));
        let mut values = values![of, at, id, limit];
        let mut number = |value: String| {
            values.push(Value::from(value));
            format!("${}", values.len())
        };
        let has = |term: &String| {
            let (from, to) = (number(term.clone()), number(format!("{term}{LAST}")));
            format!(
                " and c.id in (select t.conversation from conversation_terms t
                 where t.brand = $1 and t.term >= {from} and t.term < {to})"
            )
        };
        let which: String = terms.iter().map(has).collect();
        let sql = format!(
            "{LINES} where c.brand = $1 and ($2 is null or c.updated_at < $2
             or (c.updated_at = $2 and c.id < $3)){which}
             order by c.updated_at desc, c.id desc limit $4"
        );
        let rows = self.all(&sql, values).await?;
        rows.iter().map(stored::line).collect()
    }

    /// The conversation of a brand with this reference number.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn conversation_numbered(
        &mut self,
        of: BrandId,
        reference: i64,
    ) -> Result<Option<ConversationLine>, StoreError> {
        let sql = format!("{LINES} where c.brand = $1 and c.reference = $2");
        let row = self.one(&sql, values![of, reference]).await?;
        row.as_ref().map(stored::line).transpose()
    }

    /// Takes up the words of the conversations after `after`, by id; the last one taken up, `None`
    /// when there are no more.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn find_again(
        &mut self,
        after: Option<ConversationId>,
        limit: i64,
    ) -> Result<Option<ConversationId>, StoreError> {
        let sql = format!("{LINES} where $1 is null or c.id > $1 order by c.id limit $2");
        let rows = self.all(&sql, values![after, limit]).await?;
        let lines: Vec<_> = rows.iter().map(stored::line).collect::<Result<_, _>>()?;
        for line in &lines {
            let it = &line.conversation;
            let mut terms = terms_of(&line.contact.0);
            terms.extend(it.card.as_ref().map(about).unwrap_or_default());
            let first = self
                .one(
                    "select text from messages where conversation = $1 and author = 'contact'
                     order by seq, at, id limit 1",
                    values![it.id],
                )
                .await?;
            if let Some(first) = first {
                terms.extend(terms_of(&first.text("text")?));
            }
            self.keep_terms((it.brand, it.id), &terms).await?;
        }
        Ok(lines.last().map(|it| it.conversation.id))
    }

    /// Forgets the words of all conversations; [`Tx::find_again`] takes them up anew.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn forget_terms(&mut self) -> Result<(), StoreError> {
        self.run("delete from conversation_terms", values![]).await?;
        Ok(())
    }

    /// A conversation is found by these words too.
    pub(super) async fn keep_terms(
        &mut self,
        (brand, id): (BrandId, ConversationId),
        terms: &BTreeSet<String>,
    ) -> Result<(), StoreError> {
        if terms.is_empty() {
            return Ok(());
        }
        // In one statement: whoever writes waits for it.
        let mut values = values![brand, id];
        let mut rows = Vec::new();
        for term in terms {
            values.push(Value::from(term.clone()));
            rows.push(format!("($1, ${}, $2)", values.len()));
        }
        let sql = format!(
            "insert into conversation_terms (brand, term, conversation) values {}
             on conflict (brand, term, conversation) do nothing",
            rows.join(", ")
        );
        self.run(&sql, values).await?;
        Ok(())
    }

    /// A conversation is found by the name of its contact.
    pub(super) async fn keep_name(
        &mut self,
        (brand, id): (BrandId, ConversationId),
        contact: ContactId,
    ) -> Result<(), StoreError> {
        let row = self.one("select name from contacts where id = $1", values![contact]).await?;
        let name = row.map(|it| it.text("name")).transpose()?.unwrap_or_default();
        self.keep_terms((brand, id), &terms_of(&name)).await
    }

    /// All conversations of a contact are found by this name.
    pub(crate) async fn keep_name_of(
        &mut self,
        contact: ContactId,
        name: &str,
    ) -> Result<(), StoreError> {
        let terms = terms_of(name);
        if terms.is_empty() {
            return Ok(());
        }
        let sql = "select id, brand from conversations where contact = $1";
        for row in self.all(sql, values![contact]).await? {
            self.keep_terms((row.parsed("brand")?, row.parsed("id")?), &terms).await?;
        }
        Ok(())
    }
}

/// The words of what an agent is told.
pub(super) fn about(it: &Card) -> BTreeSet<String> {
    let mut terms = terms_of(&it.wish);
    terms.extend(terms_of(&it.name));
    terms
}
