//! Files people send, whatever the channel: how many, how large, under which names.

use lotse_domain::inbox::safe_file_name;

/// 10 MB for each file: a photo, a scan.
pub const MAX_FILE_BYTES: usize = 10 * 1024 * 1024;
/// More files than a claim needs.
pub const MAX_FILES: usize = 5;

/// Files by the names their senders gave them, which are made harmless by [`check`].
pub type Files = Vec<(String, Vec<u8>)>;

/// What is wrong with files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FilesFlaw {
    /// One has nothing in it.
    #[error("a file is empty")]
    Empty,
    /// More than five.
    #[error("at most {MAX_FILES} files at once")]
    TooMany,
    /// One is larger than 10 MB.
    #[error("a file has at most {} MB", MAX_FILE_BYTES / 1024 / 1024)]
    TooLarge,
}

/// Checks files that came with a message and makes their names harmless. What they are is told by
/// their content when they are kept.
///
/// # Errors
/// The first thing that is wrong.
pub fn check(files: Files) -> Result<Files, FilesFlaw> {
    if MAX_FILES < files.len() {
        return Err(FilesFlaw::TooMany);
    }
    if files.iter().any(|(_, bytes)| MAX_FILE_BYTES < bytes.len()) {
        return Err(FilesFlaw::TooLarge);
    }
    if files.iter().any(|(_, bytes)| bytes.is_empty()) {
        return Err(FilesFlaw::Empty);
    }
    Ok(files.into_iter().map(|(name, bytes)| (safe_file_name(&name), bytes)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(bytes: usize) -> (String, Vec<u8>) {
        ("../a\u{202e}gpj.exe".to_owned(), vec![1; bytes])
    }

    #[test]
    fn too_many_too_large_and_empty_files_are_refused() {
        assert_eq!(check(vec![file(1); MAX_FILES + 1]), Err(FilesFlaw::TooMany));
        assert_eq!(check(vec![file(1), file(MAX_FILE_BYTES + 1)]), Err(FilesFlaw::TooLarge));
        assert_eq!(check(vec![file(1), file(0)]), Err(FilesFlaw::Empty));
    }

    #[test]
    fn names_are_made_harmless() {
        let checked = check(vec![file(1); MAX_FILES]).unwrap();
        assert!(checked.iter().all(|(name, _)| name == "agpj.exe"), "{checked:?}");
    }
}
