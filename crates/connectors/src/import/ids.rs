//! Ids for articles whose source has none, and the check that no two are the same.

use std::collections::HashMap;
use std::fmt::Write as _;

use lotse_domain::locale::Locale;
use sha2::{Digest, Sha256};

use super::{ImportError, ImportedArticle};

/// 16 hexadecimal digits, always the same for the same parts.
pub(super) fn stable_id(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hex(&hash.finalize(), 8)
}

/// All 64 hexadecimal digits of the content's SHA-256.
pub(super) fn content_hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes), 32)
}

fn hex(bytes: &[u8], count: usize) -> String {
    let mut text = String::with_capacity(2 * count);
    for byte in bytes.iter().take(count) {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// # Errors
/// When two articles have one id in one language, naming both places.
pub(super) fn check_unique(articles: &[ImportedArticle]) -> Result<(), ImportError> {
    let mut seen: HashMap<(&str, Option<&Locale>), &str> = HashMap::new();
    for article in articles {
        let key = (article.source_id.as_str(), article.locale.as_ref());
        if let Some(first) = seen.insert(key, &article.origin) {
            return Err(ImportError::DuplicateId {
                id: article.source_id.clone(),
                first: first.to_owned(),
                second: article.origin.clone(),
            });
        }
    }
    Ok(())
}
