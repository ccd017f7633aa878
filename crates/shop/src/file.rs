//! Where the books lie: one JSON file, replaced as a whole, so that it is either old or new.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use crate::books::Books;

/// The books.
const NAME: &str = "books.json";
/// The books while they are being written.
const FRESH: &str = "books.json.new";
/// Held by the program that has the books open.
const LOCK: &str = "books.lock";

/// Why the shop did not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another program has the books open.
    #[error("another program has the shop open")]
    InUse,
    /// The file holds something else.
    #[error("`{0}` does not hold the shop's books")]
    Damaged(PathBuf, #[source] serde_json::Error),
    /// The folder cannot be read or written.
    #[error("the shop's folder cannot be read or written")]
    Disk(#[from] io::Error),
}

/// The folder of the books; nobody else has it while this lives.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    _lock: File,
}

impl Folder {
    /// Opens the folder, and makes it when it is not there.
    ///
    /// # Errors
    /// When another program has it open, or it cannot be made.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        fs::create_dir_all(path)?;
        let lock = File::options().create(true).append(true).open(path.join(LOCK))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(OpenError::InUse),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// The books; `None` when none were written yet.
    pub(crate) fn read(&self) -> Result<Option<Books>, OpenError> {
        let path = self.path.join(NAME);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        serde_json::from_slice(&text).map(Some).map_err(|error| OpenError::Damaged(path, error))
    }

    /// Replaces the books. They survive a power cut once this returns.
    pub(crate) fn write(&self, books: &Books) -> io::Result<()> {
        let fresh = self.path.join(FRESH);
        let mut file = File::create(&fresh)?;
        file.write_all(&serde_json::to_vec(books)?)?;
        file.sync_all()?;
        fs::rename(&fresh, self.path.join(NAME))?;
        // The new name is on the disk too; elsewhere a folder cannot be opened as a file.
        #[cfg(unix)]
        File::open(&self.path)?.sync_all()?;
        Ok(())
    }
}
