//! Files that came with messages: told by their content, kept once, opened by those only who may
//! read the conversation.

use lotse_channels::files::Files;
use lotse_domain::ids::FileId;
use lotse_domain::inbox::{Attachment, is_picture};
use lotse_store::{NewFile, StoreError, StoredFile, Tx, Visitor};

use crate::App;
use crate::access::{May, ReadInbox};
use crate::knowledge::kind_of;
use crate::secret::content_hash;

/// The media type of all that is not told by its content.
const ANY: &str = "application/octet-stream";

impl App {
    /// Checked files, ready to be kept: looked at before the unit of work begins, since that takes
    /// its time.
    pub(crate) fn ready_files(&self, files: Files) -> Vec<(String, NewFile)> {
        let ready = |(name, bytes): (String, Vec<u8>)| {
            let file = NewFile {
                id: FileId(self.fresh_id()),
                sha256: content_hash(&bytes),
                mime: kind_of(&bytes).unwrap_or(ANY).to_owned(),
                bytes,
                is_public: false,
            };
            (name, file)
        };
        files.into_iter().map(ready).collect()
    }

    /// Keeps files within the unit of work of their message.
    pub(crate) async fn keep_files(
        &self,
        tx: &mut Tx,
        ready: Vec<(String, NewFile)>,
    ) -> Result<Vec<Attachment>, StoreError> {
        let mut kept = Vec::with_capacity(ready.len());
        for (name, file) in ready {
            let size_bytes = i64::try_from(file.bytes.len()).unwrap_or(i64::MAX);
            let mime = file.mime.clone();
            let file = tx.keep_file(file, self.now()).await?;
            kept.push(Attachment { file, name, size_bytes, mime });
        }
        Ok(kept)
    }

    /// A file that came with a message, for agents.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn received_file(
        &self,
        _may: &May<ReadInbox>,
        id: FileId,
    ) -> Result<Option<StoredFile>, StoreError> {
        Ok(self.store.read().await?.file(id).await?.map(looked_at))
    }

    /// A file that was sent in a visitor's chat; to everybody else there is none.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn file_in_chat(
        &self,
        visitor: &Visitor,
        id: FileId,
    ) -> Result<Option<StoredFile>, StoreError> {
        let file = self.store.read().await?.file_in_chat(visitor.contact, id).await?;
        Ok(file.map(looked_at))
    }
}

/// Looks at the content once more: what is no picture that can be shown is of no type at all.
fn looked_at(file: StoredFile) -> StoredFile {
    let mime = kind_of(&file.bytes).filter(|it| is_picture(it)).unwrap_or(ANY).to_owned();
    StoredFile { mime, ..file }
}
