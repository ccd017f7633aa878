//! Who waits for an agent, and how much an agent has already.

use chrono::{DateTime, Utc};
use lotse_domain::access::Abilities;
use lotse_domain::ids::{AgentId, BrandId};
use lotse_domain::inbox::{Channel, Place};

use super::{ConversationLine, LINES, stored};
use crate::dialect::Value;
use crate::error::StoreError;
use crate::row::values;
use crate::tx::Tx;

impl Tx {
    /// Conversations of a brand that wait for an agent with these abilities, those longest without
    /// a change first. What is kept for others is not among them.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn waiting_longest(
        &mut self,
        of: BrandId,
        abilities: &Abilities,
        limit: i64,
    ) -> Result<Vec<ConversationLine>, StoreError> {
        let mut values = values![of, stored::place(Place::Queue), limit];
        let mut number = |value: Value| {
            values.push(value);
            format!("${}", values.len())
        };
        let skills: Vec<String> =
            abilities.skills.iter().map(|it| number(it.as_str().into())).collect();
        let has_skill = match skills.as_slice() {
            [] => "c.skill is null".to_owned(),
            all => format!("(c.skill is null or c.skill in ({}))", all.join(", ")),
        };
        let languages: Vec<String> = abilities
            .languages
            .iter()
            .map(|it| {
                let (whole, beginning) =
                    (number(it.language().into()), number(format!("{}-%", it.language()).into()));
                format!("c.locale = {whole} or c.locale like {beginning}")
            })
            .collect();
        let speaks = match languages.as_slice() {
            [] => "1 = 1".to_owned(),
            all => format!("({})", all.join(" or ")),
        };
        let sql = format!(
            "{LINES} where c.brand = $1 and c.place = $2
             and (c.reserved_until is null or ({has_skill} and {speaks}))
             order by c.updated_at, c.id limit $3"
        );
        let rows = self.all(&sql, values).await?;
        rows.iter().map(stored::line).collect()
    }

    /// Says that an agent sits at the desk until then.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn at_desk_until(
        &mut self,
        agent: AgentId,
        until: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let values = values![agent, until];
        self.run("update agents set at_desk_until = $2 where id = $1", values).await?;
        Ok(())
    }

    /// Who sits at the desk.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn at_desk(&mut self, now: DateTime<Utc>) -> Result<Vec<AgentId>, StoreError> {
        let sql = "select id from agents where $1 < at_desk_until";
        self.all(sql, values![now]).await?.iter().map(|it| it.parsed("id")).collect()
    }

    /// How many chats an agent has open at all brands; what is out of the way does not count.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn open_chats(&mut self, of: AgentId) -> Result<i64, StoreError> {
        let row = self
            .one(
                "select count(*) as count from conversations c join brands b on b.id = c.brand
                 where c.place = $1 and c.channel = $2",
                values![stored::place(Place::Of(of)), Channel::Chat.as_str()],
            )
            .await?;
        row.map_or(Ok(0), |it| it.int("count"))
    }
}
