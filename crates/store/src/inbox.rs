//! Conversations and messages. Counters are kept in the same unit of work, so that no list ever
//! counts rows.

use chrono::{DateTime, Utc};
use lotse_domain::ids::{AgentId, BrandId, ContactId, ConversationId, FileId, MessageId};
use lotse_domain::inbox::{Attachment, Author, Conversation, Message, Status, Trail};
use lotse_domain::locale::Locale;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::row::{Row, json, values};
use crate::tx::Tx;

/// A conversation to open.
#[derive(Debug, Clone)]
pub struct NewConversation {
    /// Its id.
    pub id: ConversationId,
    /// The brand.
    pub brand: BrandId,
    /// Who asks.
    pub contact: ContactId,
    /// The language.
    pub locale: Locale,
    /// What was done before.
    pub trail: Trail,
}

/// A message to add.
#[derive(Debug, Clone)]
pub struct NewMessage {
    /// Its id.
    pub id: MessageId,
    /// Who writes.
    pub author: Author,
    /// The agent who writes, if one does.
    pub agent: Option<AgentId>,
    /// Plain text.
    pub text: String,
    /// Files, kept before.
    pub files: Vec<Attachment>,
}

/// A conversation in a list.
#[derive(Debug, Clone)]
pub struct ConversationLine {
    /// The conversation.
    pub conversation: Conversation,
    /// The contact's name and address.
    pub contact: (String, Option<String>),
    /// The beginning of the newest message.
    pub preview: String,
    /// Whether a file came with it.
    pub has_files: bool,
}

#[derive(Serialize, Deserialize)]
struct StoredTrail {
    page: Option<String>,
    searches: Vec<String>,
    answers: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct StoredAttachment {
    file: String,
    name: String,
    size_bytes: i64,
}

impl Tx {
    /// Opens a conversation and says its reference number.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn open_conversation(
        &mut self,
        it: &NewConversation,
        now: DateTime<Utc>,
    ) -> Result<i64, StoreError> {
        let reference = self.count_up("reference").await?;
        let trail = StoredTrail {
            page: it.trail.page.clone(),
            searches: it.trail.searches.clone(),
            answers: it.trail.answers.clone(),
        };
        let mut values = values![it.id, reference, it.brand, it.contact, &it.locale, now];
        values.push(json(&trail));
        self.run(
            "insert into conversations (id, reference, brand, contact, locale, opened_at,
             trail, updated_at, status, preview, has_files)
             values ($1, $2, $3, $4, $5, $6, $7, $6, 'open', '', 0)",
            values,
        )
        .await?;
        self.count_conversation(it.brand, Status::Open, 1).await?;
        Ok(reference)
    }

    /// Adds a message to a conversation.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn add_message(
        &mut self,
        to: ConversationId,
        it: &NewMessage,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let files: Vec<StoredAttachment> = it
            .files
            .iter()
            .map(|file| StoredAttachment {
                file: file.file.to_string(),
                name: file.name.clone(),
                size_bytes: file.size_bytes,
            })
            .collect();
        let mut values = values![it.id, to, it.author.as_str(), it.agent, &it.text, now];
        values.push(json(&files));
        self.run(
            "insert into messages (id, conversation, author, agent, text, at, files)
             values ($1, $2, $3, $4, $5, $6, $7)",
            values,
        )
        .await?;
        let preview: String = it.text.chars().take(160).collect();
        let preview = (it.author != Author::Note).then_some(preview);
        self.run(
            "update conversations set updated_at = $2, preview = coalesce($3, preview),
             has_files = case when $4 = 1 then 1 else has_files end where id = $1",
            values![to, now, preview, !it.files.is_empty()],
        )
        .await?;
        Ok(())
    }

    /// Conversations of a brand in one status, newest change first.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn conversations(
        &mut self,
        of: BrandId,
        status: Status,
        before: Option<(DateTime<Utc>, ConversationId)>,
        limit: i64,
    ) -> Result<Vec<ConversationLine>, StoreError> {
        let (at, id) = before.map_or((None, None), |(at, id)| (Some(at), Some(id)));
        let rows = self
            .all(
                "select c.*, p.name, p.email from conversations c
                 join contacts p on p.id = c.contact
                 where c.brand = $1 and c.status = $2 and ($3 is null or c.updated_at < $3
                 or (c.updated_at = $3 and c.id < $4))
                 order by c.updated_at desc, c.id desc limit $5",
                values![of, status.as_str(), at, id, limit],
            )
            .await?;
        rows.iter().map(line).collect()
    }

    /// One conversation with its contact's name and address.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn conversation(
        &mut self,
        id: ConversationId,
    ) -> Result<Option<ConversationLine>, StoreError> {
        let row = self
            .one(
                "select c.*, p.name, p.email from conversations c
                 join contacts p on p.id = c.contact where c.id = $1",
                values![id],
            )
            .await?;
        row.as_ref().map(line).transpose()
    }

    /// The newest messages of a conversation, oldest first, at most `limit`.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn messages(
        &mut self,
        of: ConversationId,
        limit: i64,
    ) -> Result<Vec<Message>, StoreError> {
        let rows = self
            .all(
                "select * from messages where conversation = $1 order by at desc, id desc
                 limit $2",
                values![of, limit],
            )
            .await?;
        rows.iter().rev().map(message).collect()
    }

    /// Changes where a conversation stands; `false` when it stood there already.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn set_status(
        &mut self,
        conversation: &Conversation,
        status: Status,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let changed = self
            .run(
                "update conversations set status = $3, updated_at = $4
                 where id = $1 and status = $2 and status <> $3",
                values![conversation.id, conversation.status.as_str(), status.as_str(), now],
            )
            .await?;
        if changed == 1 {
            // Always in one order: two who count against each other would wait for each other.
            let mut steps = [(conversation.status, -1), (status, 1)];
            steps.sort_unstable_by_key(|(status, _)| status.as_str());
            for (status, by) in steps {
                self.count_conversation(conversation.brand, status, by).await?;
            }
        }
        Ok(changed == 1)
    }

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

    async fn count_conversation(
        &mut self,
        of: BrandId,
        status: Status,
        by: i64,
    ) -> Result<(), StoreError> {
        self.run(
            "insert into conversation_counts (brand, status, count) values ($1, $2, $3)
             on conflict (brand, status) do update set
             count = conversation_counts.count + excluded.count",
            values![of, status.as_str(), by],
        )
        .await?;
        Ok(())
    }
}

fn line(row: &Row) -> Result<ConversationLine, StoreError> {
    let trail: StoredTrail = row.json("trail")?;
    Ok(ConversationLine {
        conversation: Conversation {
            id: row.parsed("id")?,
            reference: row.int("reference")?,
            brand: row.parsed("brand")?,
            contact: row.parsed("contact")?,
            locale: row.parsed("locale")?,
            trail: Trail { page: trail.page, searches: trail.searches, answers: trail.answers },
            status: row.named("status", Status::from_name)?,
            opened_at: row.time("opened_at")?,
            updated_at: row.time("updated_at")?,
        },
        contact: (row.text("name")?, row.opt_text("email")?),
        preview: row.text("preview")?,
        has_files: row.is("has_files")?,
    })
}

fn message(row: &Row) -> Result<Message, StoreError> {
    let files: Vec<StoredAttachment> = row.json("files")?;
    let files = files.into_iter().map(|it| {
        let file: FileId = it.file.parse().or(Err(StoreError::Corrupt("files")))?;
        Ok(Attachment { file, name: it.name, size_bytes: it.size_bytes })
    });
    Ok(Message {
        id: row.parsed("id")?,
        conversation: row.parsed("conversation")?,
        author: Author::from_name(&row.text("author")?),
        text: row.text("text")?,
        files: files.collect::<Result<_, StoreError>>()?,
        at: row.time("at")?,
    })
}
