//! What Lotse can do in other systems, those systems, and the ledger of what was done.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use lotse_domain::actions::{Outcome, Run};
use lotse_domain::ids::{ActionId, BrandId, RunId, SystemId};
use lotse_domain::inbox::Channel;

use crate::error::StoreError;
use crate::row::{Row, json, values};
use crate::tx::Tx;

/// Another system that may be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SystemRow {
    /// Identifies it for good.
    pub id: SystemId,
    /// Its name, by which actions call it; unique.
    pub name: String,
    /// What all its addresses begin with.
    pub base_url: String,
    /// The header its secret is sent in.
    pub header: String,
    /// The header's value, sealed; `None` sends none.
    pub secret: Option<String>,
    /// How long one call may take, in milliseconds.
    pub timeout_ms: i64,
}

/// Something Lotse can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionRow {
    /// Identifies it for good.
    pub id: ActionId,
    /// The brand that offers it.
    pub brand: BrandId,
    /// Its name among programs, unique in the brand.
    pub name: String,
    /// Whether it is offered.
    pub is_enabled: bool,
    /// How it is done, as JSON.
    pub document: String,
    /// Counts its changes.
    pub version: i64,
}

/// How often something came of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionCount {
    /// How the contacts wrote.
    pub channel: Channel,
    /// What came of it.
    pub outcome: Outcome,
    /// How often.
    pub count: i64,
}

impl Tx {
    /// All systems by name.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn systems(&mut self) -> Result<Vec<SystemRow>, StoreError> {
        let rows = self.all("select * from systems order by name", values![]).await?;
        rows.iter().map(system).collect()
    }

    /// Keeps a system, new or changed.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when another system has the name.
    pub async fn save_system(
        &mut self,
        it: &SystemRow,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.run(
            "insert into systems (id, name, base_url, header, secret, timeout_ms, updated_at)
             values ($1, $2, $3, $4, $5, $6, $7)
             on conflict (id) do update set name = excluded.name, base_url = excluded.base_url,
             header = excluded.header, secret = excluded.secret,
             timeout_ms = excluded.timeout_ms, updated_at = excluded.updated_at",
            values![
                it.id,
                &it.name,
                &it.base_url,
                &it.header,
                it.secret.clone(),
                it.timeout_ms,
                now
            ],
        )
        .await?;
        self.next_revision().await.map(|_| ())
    }

    /// Forgets a system; `false` when there is none.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn delete_system(&mut self, id: SystemId) -> Result<bool, StoreError> {
        let gone = self.run("delete from systems where id = $1", values![id]).await?;
        self.next_revision().await?;
        Ok(gone == 1)
    }

    /// All actions of all brands, by name.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn actions(&mut self) -> Result<Vec<ActionRow>, StoreError> {
        let rows = self.all("select * from actions order by name", values![]).await?;
        rows.iter().map(action).collect()
    }

    /// Adds an action.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when another action of the brand has the name.
    pub async fn add_action(
        &mut self,
        it: &ActionRow,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.run(
            "insert into actions (id, brand, name, is_enabled, document, version, updated_at)
             values ($1, $2, $3, $4, $5, $6, $7)",
            values![it.id, it.brand, &it.name, it.is_enabled, &it.document, it.version, now],
        )
        .await?;
        self.next_revision().await.map(|_| ())
    }

    /// Keeps a changed action with the next version; `false` when it is not at the version
    /// `it` names any more.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when another action of the brand has the name.
    pub async fn save_action(
        &mut self,
        it: &ActionRow,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let changed = self
            .run(
                "update actions set name = $3, is_enabled = $4, document = $5,
                 version = version + 1, updated_at = $6 where id = $1 and version = $2",
                values![it.id, it.version, &it.name, it.is_enabled, &it.document, now],
            )
            .await?;
        self.next_revision().await?;
        Ok(changed == 1)
    }

    /// Forgets an action; what was done by it stays in the ledger. `false` when there is none.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn delete_action(&mut self, id: ActionId) -> Result<bool, StoreError> {
        let gone = self.run("delete from actions where id = $1", values![id]).await?;
        self.next_revision().await?;
        Ok(gone == 1)
    }

    /// Writes an attempt into the ledger.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it is there: it was begun before.
    pub async fn add_run(&mut self, it: &Run) -> Result<(), StoreError> {
        let mut values = values![it.id, it.action, &it.name, it.brand, it.conversation, it.contact];
        values.extend([
            it.channel.as_str().into(),
            it.outcome.as_str().into(),
            json(&it.values),
            it.result.as_str().into(),
            it.code.as_str().into(),
            it.started_at.into(),
        ]);
        self.run(
            "insert into action_runs (id, action, name, brand, conversation, contact, channel,
             outcome, entered, result, code, started_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            values,
        )
        .await?;
        self.count_run(it, it.outcome, 1).await
    }

    /// Notes what came of an attempt; `false` when it is not in the state `from` any more.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn end_run(&mut self, from: Outcome, it: &Run) -> Result<bool, StoreError> {
        let changed = self
            .run(
                "update action_runs set outcome = $3, result = $4, code = $5, ended_at = $6,
                 undo_until = $7 where id = $1 and outcome = $2",
                values![
                    it.id,
                    from.as_str(),
                    it.outcome.as_str(),
                    &it.result,
                    &it.code,
                    it.ended_at,
                    it.undo_until
                ],
            )
            .await?;
        if changed == 1 {
            self.count_run(it, from, -1).await?;
            self.count_run(it, it.outcome, 1).await?;
        }
        Ok(changed == 1)
    }

    /// An attempt.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn action_run(&mut self, id: RunId) -> Result<Option<Run>, StoreError> {
        let row = self.one("select * from action_runs where id = $1", values![id]).await?;
        row.as_ref().map(run).transpose()
    }

    /// The newest attempts of an action, those before `before` where it is given.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn runs_of(
        &mut self,
        of: ActionId,
        before: Option<(DateTime<Utc>, RunId)>,
        limit: i64,
    ) -> Result<Vec<Run>, StoreError> {
        let (at, id) = before
            .map_or((i64::MAX, String::new()), |(at, id)| (at.timestamp_millis(), id.to_string()));
        let rows = self
            .all(
                "select * from action_runs where action = $1
                 and (started_at < $2 or (started_at = $2 and id < $3))
                 order by started_at desc, id desc limit $4",
                values![of, at, id.as_str(), limit],
            )
            .await?;
        rows.iter().map(run).collect()
    }

    /// How often what came of an action, counted along.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn action_counts(&mut self, of: ActionId) -> Result<Vec<ActionCount>, StoreError> {
        let rows = self
            .all(
                "select * from action_counts where action = $1 and count > 0
                 order by channel, outcome",
                values![of],
            )
            .await?;
        let read = |it: &Row| {
            Ok(ActionCount {
                channel: it.named("channel", Channel::from_name)?,
                outcome: it.named("outcome", Outcome::from_name)?,
                count: it.int("count")?,
            })
        };
        rows.iter().map(read).collect()
    }

    async fn count_run(&mut self, it: &Run, outcome: Outcome, by: i64) -> Result<(), StoreError> {
        self.run(
            "insert into action_counts (action, channel, outcome, count) values ($1, $2, $3, $4)
             on conflict (action, channel, outcome) do update set
             count = action_counts.count + excluded.count",
            values![it.action, it.channel.as_str(), outcome.as_str(), by],
        )
        .await?;
        Ok(())
    }
}

fn system(row: &Row) -> Result<SystemRow, StoreError> {
    Ok(SystemRow {
        id: row.parsed::<SystemId>("id")?,
        name: row.text("name")?,
        base_url: row.text("base_url")?,
        header: row.text("header")?,
        secret: row.opt_text("secret")?,
        timeout_ms: row.int("timeout_ms")?,
    })
}

fn action(row: &Row) -> Result<ActionRow, StoreError> {
    Ok(ActionRow {
        id: row.parsed("id")?,
        brand: row.parsed::<BrandId>("brand")?,
        name: row.text("name")?,
        is_enabled: row.is("is_enabled")?,
        document: row.text("document")?,
        version: row.int("version")?,
    })
}

fn run(row: &Row) -> Result<Run, StoreError> {
    let values: BTreeMap<String, String> = row.json("entered")?;
    Ok(Run {
        id: row.parsed("id")?,
        action: row.parsed("action")?,
        name: row.text("name")?,
        brand: row.parsed("brand")?,
        conversation: row.parsed("conversation")?,
        contact: row.parsed("contact")?,
        channel: row.named("channel", Channel::from_name)?,
        outcome: row.named("outcome", Outcome::from_name)?,
        values,
        result: row.text("result")?,
        code: row.text("code")?,
        started_at: row.time("started_at")?,
        ended_at: row.opt_time("ended_at")?,
        undo_until: row.opt_time("undo_until")?,
    })
}
