//! How much an import may hold before it is refused.

use super::error::ImportError;

/// Ceilings that keep one import from eating the machine. All sizes are in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The whole file or folder as it arrives.
    pub max_file_bytes: u64,
    /// One file inside an archive or folder, unpacked.
    pub max_entry_bytes: u64,
    /// All files of an archive together, unpacked.
    pub max_total_unpacked: u64,
    /// Files in an archive or folder.
    pub max_entries: usize,
    /// Articles of one import.
    pub max_articles: usize,
    /// How many times bigger than packed an archive may unpack, once past one megabyte.
    pub max_ratio: u64,
}

impl Default for Limits {
    /// Room for the largest help centres we know of, with pictures.
    fn default() -> Self {
        Self {
            max_file_bytes: 200 * 1024 * 1024,
            max_entry_bytes: 50 * 1024 * 1024,
            max_total_unpacked: 500 * 1024 * 1024,
            max_entries: 200_000,
            max_articles: 200_000,
            max_ratio: 200,
        }
    }
}

impl Limits {
    pub(super) fn check_file(&self, name: &str, bytes: &[u8]) -> Result<(), ImportError> {
        let size = bytes.len() as u64;
        if size <= self.max_file_bytes {
            return Ok(());
        }
        Err(ImportError::FileTooBig { file: name.into(), size, limit: self.max_file_bytes })
    }

    pub(super) fn check_articles(&self, name: &str, count: usize) -> Result<(), ImportError> {
        if count <= self.max_articles {
            return Ok(());
        }
        Err(ImportError::TooManyArticles { file: name.into(), limit: self.max_articles })
    }
}
