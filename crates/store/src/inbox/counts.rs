//! How many conversations stand where, counted along in the unit of work that moves them.

use std::collections::BTreeMap;

use lotse_domain::ids::{AgentId, BrandId};
use lotse_domain::inbox::{Conversation, Place, Status};

use super::stored::place;
use crate::error::StoreError;
use crate::row::values;
use crate::tx::Tx;

impl Tx {
    /// How many conversations of a brand are in `status`, as counted along.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn conversations_in(
        &mut self,
        of: BrandId,
        status: Status,
    ) -> Result<i64, StoreError> {
        let row = self
            .one(
                "select count from conversation_counts where brand = $1 and status = $2",
                values![of, status.as_str()],
            )
            .await?;
        row.map_or(Ok(0), |it| it.int("count"))
    }

    /// How many conversations of a brand stand in a list of the desk, as counted along.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn conversations_at(&mut self, of: BrandId, at: Place) -> Result<i64, StoreError> {
        let row = self
            .one(
                "select count from place_counts where brand = $1 and place = $2",
                values![of, place(at)],
            )
            .await?;
        row.map_or(Ok(0), |it| it.int("count"))
    }

    /// How many conversations of a brand are not resolved, as counted along.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn unresolved_conversations(&mut self, of: BrandId) -> Result<i64, StoreError> {
        let open = self.conversations_in(of, Status::Open).await?;
        Ok(open + self.conversations_in(of, Status::Waiting).await?)
    }

    /// How many conversations of a list have messages no agent has seen; never more than `most`.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn unread_at(
        &mut self,
        of: BrandId,
        at: Place,
        most: i64,
    ) -> Result<usize, StoreError> {
        let rows = self
            .all(
                "select id from conversations
                 where brand = $1 and place = $2 and seen_by_agent < last_seq limit $3",
                values![of, place(at), most],
            )
            .await?;
        Ok(rows.len())
    }

    /// In how many conversations of a brand an agent was named and has not looked, as counted along.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn unseen_mentions(
        &mut self,
        agent: AgentId,
        of: BrandId,
    ) -> Result<i64, StoreError> {
        let row = self
            .one(
                "select count from place_counts where brand = $1 and place = $2",
                values![of, format!("named:{agent}")],
            )
            .await?;
        row.map_or(Ok(0), |it| it.int("count"))
    }

    /// Counts a mention that is new, or was seen.
    pub(super) async fn count_mention(
        &mut self,
        (agent, of): (AgentId, BrandId),
        by: i64,
    ) -> Result<(), StoreError> {
        self.add_to_place(of, format!("named:{agent}"), by).await
    }

    async fn add_to_place(
        &mut self,
        of: BrandId,
        place: String,
        by: i64,
    ) -> Result<(), StoreError> {
        self.run(
            "insert into place_counts (brand, place, count) values ($1, $2, $3)
             on conflict (brand, place) do update set
             count = place_counts.count + excluded.count",
            values![of, place, by],
        )
        .await?;
        Ok(())
    }

    /// Counts a conversation that is new or moved; the row itself is locked by whoever moves it.
    pub(super) async fn count_move(
        &mut self,
        before: Option<&Conversation>,
        after: &Conversation,
    ) -> Result<(), StoreError> {
        // Always in one order: two who count against each other would wait for each other.
        let mut statuses = BTreeMap::from([(after.status.as_str(), 1)]);
        let mut places = BTreeMap::from([(place(after.place()), 1)]);
        if let Some(before) = before {
            *statuses.entry(before.status.as_str()).or_insert(0) -= 1;
            *places.entry(place(before.place())).or_insert(0) -= 1;
        }
        for (status, by) in statuses.into_iter().filter(|(_, by)| *by != 0) {
            self.run(
                "insert into conversation_counts (brand, status, count) values ($1, $2, $3)
                 on conflict (brand, status) do update set
                 count = conversation_counts.count + excluded.count",
                values![after.brand, status, by],
            )
            .await?;
        }
        for (place, by) in places.into_iter().filter(|(_, by)| *by != 0) {
            self.add_to_place(after.brand, place, by).await?;
        }
        Ok(())
    }
}
