//! What goes on in a conversation: messages in their order, and changes by whoever saw the newest
//! state. A change is told by [`Tx::tell`], last in its unit of work.

use chrono::{DateTime, Utc};
use lotse_domain::ids::{ContactId, ConversationId};
use lotse_domain::inbox::{Author, Content, Conversation, Message, Status, terms_of};

use super::found::about;
use super::{ConversationLine, NewMessage, stored, task};
use crate::dialect::Value;
use crate::error::StoreError;
use crate::row::{Row, values};
use crate::tx::Tx;

/// Messages with the names of agents.
const MESSAGES: &str = "select m.*, a.name as agent_name from messages m
    left join agents a on a.id = m.agent";

/// What a contact first wrote is among so many messages; others may have spoken before.
const EARLY: i64 = 10;
/// Makes room for a message; see [`advance`] for its values.
const ADVANCE: &str = "update conversations set updated_at = $2, preview = coalesce($3, preview),
    has_files = case when $4 = 1 then 1 else has_files end,
    last_seq = last_seq + $5, version = version + $5,
    seen_by_contact = case when $6 = 'contact' then last_seq + 1 else seen_by_contact end,
    seen_by_agent = case when $6 = 'agent' then last_seq + 1 else seen_by_agent end";
/// The number of a message the contact wrote before, if there is one.
const SPOKEN: &str = "(select seq from messages m where m.conversation = conversations.id
    and m.author = 'contact' limit 1) as spoken";
/// Who is in a conversation that was changed.
const NAMES: &str = "(select name from contacts p where p.id = conversations.contact) as name,
    (select email from contacts p where p.id = conversations.contact) as email,
    (select proof from contacts p where p.id = conversations.contact) as proof,
    (select name from agents a where a.id = conversations.agent) as agent_name";

impl Tx {
    /// Adds a message to a conversation and says its number; see [`Tx::keep_message`].
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the author's key was used in this conversation.
    pub async fn add_message(
        &mut self,
        to: ConversationId,
        it: &NewMessage,
        now: DateTime<Utc>,
    ) -> Result<i64, StoreError> {
        Ok(self.keep_message(to, it, now).await?.seq)
    }

    /// Adds a message to a conversation and returns it as it was kept; whoever wrote it has seen
    /// the conversation up to there. From then on nobody else changes the conversation before this
    /// unit of work ends.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the author's key was used in this conversation.
    pub async fn keep_message(
        &mut self,
        to: ConversationId,
        it: &NewMessage,
        now: DateTime<Utc>,
    ) -> Result<Message, StoreError> {
        let sql = format!("{ADVANCE} where id = $1 returning *, {SPOKEN}");
        let row = self.one(&sql, advance(to, it, now)).await?;
        self.put_message(&row.ok_or(StoreError::Corrupt("conversation"))?, it, now).await
    }

    /// As [`Tx::keep_message`], and tells of it as [`Tx::tell`] does.
    ///
    /// # Errors
    /// See [`Tx::keep_message`].
    pub async fn say_message(
        &mut self,
        to: ConversationId,
        it: &NewMessage,
        now: DateTime<Utc>,
    ) -> Result<(Message, ConversationLine), StoreError> {
        let (change, process) = self.next_change().await?;
        let sql = format!(
            "{ADVANCE}, change = $7, told = told + 1, told_by = $8
             where id = $1 returning *, {NAMES}, {SPOKEN}"
        );
        let mut values = advance(to, it, now);
        values.extend(values![change, process]);
        let row = self.one(&sql, values).await?.ok_or(StoreError::Corrupt("conversation"))?;
        Ok((self.put_message(&row, it, now).await?, stored::line(&row)?))
    }

    /// Puts a message at the end of the conversation that `row` is of.
    async fn put_message(
        &mut self,
        row: &Row,
        it: &NewMessage,
        now: DateTime<Utc>,
    ) -> Result<Message, StoreError> {
        let (to, seq): (ConversationId, _) = (row.parsed("id")?, row.int("last_seq")?);
        let is_early = it.author == Author::Contact && seq <= EARLY;
        if is_early && row.opt_int("spoken")?.is_none() {
            self.keep_terms((row.parsed("brand")?, to), &terms_of(&it.text)).await?;
        }
        let mut values = values![it.id, to, it.author.as_str(), it.agent, &it.text, now, seq];
        values.extend([
            it.key.clone().into(),
            stored::files(&it.files),
            stored::content(&it.content),
        ]);
        for file in &it.files {
            self.run(
                "insert into attachments (conversation, file) values ($1, $2)
                 on conflict (conversation, file) do nothing",
                values![to, file.file],
            )
            .await?;
        }
        let row = self
            .one(
                "insert into messages (id, conversation, author, agent, text, at, seq, key, files,
                 content) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                 returning *, (select name from agents a where a.id = messages.agent) as agent_name",
                values,
            )
            .await?;
        stored::message(&row.ok_or(StoreError::Corrupt("message"))?)
    }

    /// The newest messages of a conversation, notes among them, oldest first, at most `limit`.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn messages(
        &mut self,
        of: ConversationId,
        limit: i64,
    ) -> Result<Vec<Message>, StoreError> {
        let sql = format!(
            "{MESSAGES} where m.conversation = $1 order by m.seq desc,
             case when m.author = 'note' then 1 else 0 end desc, m.at desc, m.id desc limit $2"
        );
        let rows = self.all(&sql, values![of, limit]).await?;
        rows.iter().rev().map(stored::message).collect()
    }

    /// What the contact may see of a conversation after the message `seq`: no notes, in order,
    /// at most `limit`.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn messages_after(
        &mut self,
        of: ConversationId,
        seq: i64,
        limit: i64,
    ) -> Result<Vec<Message>, StoreError> {
        let sql = format!(
            "{MESSAGES} where m.conversation = $1 and m.author <> 'note' and m.seq > $2
             order by m.seq limit $3"
        );
        let rows = self.all(&sql, values![of, seq, limit]).await?;
        rows.iter().map(stored::message).collect()
    }

    /// The message an author sent with this key in any conversation of the contact.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn message_with_key(
        &mut self,
        of: ContactId,
        author: Author,
        key: &str,
    ) -> Result<Option<Message>, StoreError> {
        let sql = format!(
            "{MESSAGES} join conversations c on c.id = m.conversation
             where c.contact = $1 and m.author = $2 and m.key = $3"
        );
        let row = self.one(&sql, values![of, author.as_str(), key]).await?;
        row.as_ref().map(stored::message).transpose()
    }

    /// Changes what a message is about: an answer learns whether it helped.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn save_content(
        &mut self,
        (conversation, seq): (ConversationId, i64),
        content: &Content,
    ) -> Result<(), StoreError> {
        let mut values = values![conversation, seq];
        values.push(stored::content(content));
        self.run(
            "update messages set content = $3
             where conversation = $1 and seq = $2 and author <> 'note'",
            values,
        )
        .await?;
        Ok(())
    }

    /// Changes who holds a conversation, where it stands, its misses, card and trail, if it is
    /// still as `seen`; `false` when somebody was quicker, and nothing is changed.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn save_conversation(
        &mut self,
        seen: &Conversation,
        after: &Conversation,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let mut values = values![
            seen.id,
            seen.version,
            after.status.as_str(),
            after.holder.as_str(),
            after.holder.agent(),
            after.misses,
            after.snoozed_until,
            stored::place(after.place()),
            now
        ];
        values.extend([
            stored::card(after.card.as_ref()),
            stored::trail(&after.trail),
            task::stored(after.task.as_ref()),
            after.need.skill.clone().into(),
            after.need.reserved_until.into(),
        ]);
        let changed = self
            .run(
                "update conversations set version = version + 1, status = $3, holder = $4,
                 agent = $5, misses = $6, snoozed_until = $7, place = $8, updated_at = $9,
                 card = $10, trail = $11, task = $12, skill = $13, reserved_until = $14
                 where id = $1 and version = $2",
                values,
            )
            .await?;
        if changed == 1 {
            self.count_move(Some(seen), after).await?;
            if let Some(card) = after.card.as_ref().filter(|it| Some(*it) != seen.card.as_ref()) {
                self.keep_terms((seen.brand, seen.id), &about(card)).await?;
            }
        }
        Ok(changed == 1)
    }

    /// Changes where a conversation stands; `false` when it stood there already or somebody was
    /// quicker.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn set_status(
        &mut self,
        seen: &Conversation,
        status: Status,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let after = Conversation { status, snoozed_until: None, ..seen.clone() };
        let is_other = seen.status != status;
        Ok(is_other && self.save_conversation(seen, &after, now).await?)
    }

    /// Gives a chat to another contact, who turned out to be the same person.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn give_conversation(
        &mut self,
        id: ConversationId,
        to: ContactId,
    ) -> Result<(), StoreError> {
        self.run(
            "update conversations set contact = $2, version = version + 1 where id = $1",
            values![id, to],
        )
        .await?;
        if let Some(line) = self.conversation(id).await? {
            self.keep_name((line.conversation.brand, id), to).await?;
        }
        Ok(())
    }

    /// Notes up to which message somebody has seen a conversation; `false` when they had before.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn see(
        &mut self,
        id: ConversationId,
        by: Author,
        seq: i64,
    ) -> Result<bool, StoreError> {
        let statement = if by == Author::Contact {
            "update conversations set seen_by_contact = $2
             where id = $1 and seen_by_contact < $2 and $2 <= last_seq"
        } else {
            "update conversations set seen_by_agent = $2
             where id = $1 and seen_by_agent < $2 and $2 <= last_seq"
        };
        Ok(self.run(statement, values![id, seq]).await? == 1)
    }

    /// Gives a conversation that changed the next number of all changes, so that every process
    /// hears of it, and says how it stands now. Comes last: where it is counted at once, whoever
    /// counts waits for the one before, so that numbers become visible in their order.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn tell(&mut self, id: ConversationId) -> Result<ConversationLine, StoreError> {
        let (change, process) = self.next_change().await?;
        let sql = format!(
            "update conversations set change = $2, told = told + 1, told_by = $3
             where id = $1 returning *, {NAMES}"
        );
        let row = self.one(&sql, values![id, change, process]).await?;
        stored::line(&row.ok_or(StoreError::Corrupt("conversation"))?)
    }

    /// The number of the newest change of any conversation.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn last_change(&mut self) -> Result<i64, StoreError> {
        let row = self.one("select value from counters where name = 'change'", values![]).await?;
        row.map_or(Ok(0), |it: Row| it.int("value"))
    }
}

fn advance(to: ConversationId, it: &NewMessage, now: DateTime<Utc>) -> Vec<Value> {
    let first = it.files.first().map(|file| file.name.as_str()).filter(|_| it.text.is_empty());
    let preview: String = first.unwrap_or(&it.text).chars().take(160).collect();
    // In lists people look for what people wrote.
    let is_said = matches!(it.author, Author::Contact | Author::Agent);
    let preview = is_said.then_some(preview);
    let is_note = it.author == Author::Note;
    values![to, now, preview, !it.files.is_empty(), !is_note, it.author.as_str()]
}
