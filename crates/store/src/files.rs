//! Pictures and other files, kept in the database, once per content.

use chrono::{DateTime, Utc};
use lotse_domain::ids::{ContactId, FileId};

use crate::error::StoreError;
use crate::row::{Row, values};
use crate::tx::Tx;

/// A file to keep.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// Its id, unless the same content is kept already.
    pub id: FileId,
    /// SHA-256 of the content, in hexadecimal.
    pub sha256: String,
    /// Its media type, as recognised by us, not as claimed.
    pub mime: String,
    /// The content.
    pub bytes: Vec<u8>,
    /// Whether everybody may fetch it by its id; files of messages are not public.
    pub is_public: bool,
}

/// A file as kept.
#[derive(Debug, Clone)]
pub struct StoredFile {
    /// Its media type.
    pub mime: String,
    /// The content.
    pub bytes: Vec<u8>,
    /// Whether everybody may fetch it by its id.
    pub is_public: bool,
}

impl Tx {
    /// Keeps a file and says under which id: the one given, or that of the same content kept
    /// before for the same readers.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn keep_file(
        &mut self,
        file: NewFile,
        now: DateTime<Utc>,
    ) -> Result<FileId, StoreError> {
        // The same bytes as an article's picture and as a customer's attachment are two files.
        let key = format!("{}{}", file.sha256, if file.is_public { "" } else { "-private" });
        let size = i64::try_from(file.bytes.len()).unwrap_or(i64::MAX);
        self.run(
            "insert into files (id, sha256, mime, size_bytes, bytes, is_public, created_at)
             values ($1, $2, $3, $4, $5, $6, $7) on conflict (sha256) do nothing",
            values![file.id, &key, &file.mime, size, file.bytes, file.is_public, now],
        )
        .await?;
        let row = self.one("select id from files where sha256 = $1", values![&key]).await?;
        row.ok_or(StoreError::Corrupt("files"))?.parsed("id")
    }

    /// A file that came with a message in the chat of a contact.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn file_in_chat(
        &mut self,
        of: ContactId,
        id: FileId,
    ) -> Result<Option<StoredFile>, StoreError> {
        let row = self
            .one(
                "select f.mime, f.bytes, f.is_public from attachments a
                 join conversations c on c.id = a.conversation join files f on f.id = a.file
                 where a.file = $2 and c.contact = $1 and c.channel = 'chat' limit 1",
                values![of, id],
            )
            .await?;
        row.as_ref().map(stored).transpose()
    }

    /// A file by its id.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn file(&mut self, id: FileId) -> Result<Option<StoredFile>, StoreError> {
        let row =
            self.one("select mime, bytes, is_public from files where id = $1", values![id]).await?;
        row.as_ref().map(stored).transpose()
    }
}

fn stored(row: &Row) -> Result<StoredFile, StoreError> {
    Ok(StoredFile {
        mime: row.text("mime")?,
        bytes: row.bytes("bytes")?,
        is_public: row.is("is_public")?,
    })
}
