//! What agents have not sent yet, and who was named in a note.

use chrono::{DateTime, Utc};
use lotse_domain::ids::{AgentId, BrandId, ConversationId};
use lotse_domain::inbox::{Conversation, Draft, DraftKind};

use super::{ConversationLine, stored};
use crate::error::StoreError;
use crate::row::values;
use crate::tx::Tx;

impl Tx {
    /// What an agent has not sent yet in a conversation.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn drafts(
        &mut self,
        agent: AgentId,
        of: ConversationId,
    ) -> Result<Vec<Draft>, StoreError> {
        let rows = self
            .all(
                "select kind, text, version from drafts where agent = $1 and conversation = $2
                 order by kind",
                values![agent, of],
            )
            .await?;
        rows.iter()
            .map(|it| {
                Ok(Draft {
                    kind: it.named("kind", DraftKind::from_name)?,
                    text: it.text("text")?,
                    version: it.int("version")?,
                })
            })
            .collect()
    }

    /// Keeps a draft over the version that was seen, 0 for none, and says its new version; `None`
    /// when another device kept one meanwhile, and nothing is changed.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn save_draft(
        &mut self,
        (agent, of): (AgentId, ConversationId),
        (kind, text): (DraftKind, &str),
        seen: i64,
        now: DateTime<Utc>,
    ) -> Result<Option<i64>, StoreError> {
        let row = self
            .one(
                "insert into drafts (agent, conversation, kind, text, version, updated_at)
                 values ($1, $2, $3, $4, 1, $5)
                 on conflict (agent, conversation, kind) do update set text = excluded.text,
                 version = drafts.version + 1, updated_at = excluded.updated_at
                 where drafts.version = $6 returning version",
                values![agent, of, kind.as_str(), text, now, seen],
            )
            .await?;
        row.map(|it| it.int("version")).transpose()
    }

    /// Empties the draft of what was sent; one that goes on with something else stays.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn empty_draft(
        &mut self,
        at: (AgentId, ConversationId),
        kind: DraftKind,
        sent: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let all = self.drafts(at.0, at.1).await?;
        let of_it = |it: &&Draft| it.kind == kind && !it.text.is_empty() && it.text.trim() == sent;
        if let Some(draft) = all.iter().find(of_it) {
            self.save_draft(at, (kind, ""), draft.version, now).await?;
        }
        Ok(())
    }

    /// Notes that an agent was named in a conversation; counted until they have seen it.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn mention(
        &mut self,
        agent: AgentId,
        of: &Conversation,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let again = self
            .run(
                "update mentions set at = $3
                 where agent = $1 and conversation = $2 and is_seen = 0",
                values![agent, of.id, now],
            )
            .await?;
        if again == 0 {
            self.run(
                "insert into mentions (agent, brand, conversation, at, is_seen)
                 values ($1, $2, $3, $4, 0) on conflict (agent, conversation) do update set
                 at = excluded.at, is_seen = 0",
                values![agent, of.brand, of.id, now],
            )
            .await?;
            self.count_mention((agent, of.brand), 1).await?;
        }
        Ok(())
    }

    /// An agent has seen where they were named; `false` when there was nothing to see.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn see_mention(
        &mut self,
        agent: AgentId,
        of: &Conversation,
    ) -> Result<bool, StoreError> {
        let changed = self
            .run(
                "update mentions set is_seen = 1
                 where agent = $1 and conversation = $2 and is_seen = 0",
                values![agent, of.id],
            )
            .await?;
        if changed == 1 {
            self.count_mention((agent, of.brand), -1).await?;
        }
        Ok(changed == 1)
    }

    /// Whether an agent was named in a conversation and has not seen it.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn is_mentioned(
        &mut self,
        agent: AgentId,
        of: ConversationId,
    ) -> Result<bool, StoreError> {
        let row = self
            .one(
                "select is_seen from mentions
                 where agent = $1 and conversation = $2 and is_seen = 0",
                values![agent, of],
            )
            .await?;
        Ok(row.is_some())
    }

    /// Conversations of a brand an agent was named in, newest first, with when.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn mentions(
        &mut self,
        (agent, brand): (AgentId, BrandId),
        before: Option<(DateTime<Utc>, ConversationId)>,
        limit: i64,
    ) -> Result<Vec<(DateTime<Utc>, ConversationLine)>, StoreError> {
        let (at, id) = before.map_or((None, None), |(at, id)| (Some(at), Some(id)));
        let rows = self
            .all(
                "select c.*, p.name, p.email, p.proof, a.name as agent_name, m.at as mentioned_at
                 from mentions m join conversations c on c.id = m.conversation
                 join contacts p on p.id = c.contact left join agents a on a.id = c.agent
                 where m.agent = $1 and m.brand = $2 and ($3 is null or m.at < $3
                 or (m.at = $3 and m.conversation < $4))
                 order by m.at desc, m.conversation desc limit $5",
                values![agent, brand, at, id, limit],
            )
            .await?;
        rows.iter().map(|it| Ok((it.time("mentioned_at")?, stored::line(it)?))).collect()
    }
}
