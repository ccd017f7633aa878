//! Zip archives, unpacked in memory with every trick counted while it happens.
//!
//! Sizes an archive claims for itself are not believed; what comes out is counted.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::tree::{Tree, safe_path};
use super::{ImportError, Limits, SkipReason, Skipped};

/// Below one megabyte any ratio is fine: a page of blanks packs a thousandfold.
const RATIO_COUNTS_FROM: u64 = 1024 * 1024;

/// Unpacks an archive; archives inside it are left out with a reason.
pub(super) fn unpack(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    skipped: &mut Vec<Skipped>,
) -> Result<Tree, ImportError> {
    let mut tree = Tree::new(name);
    walk(name, bytes, limits, |path, content| {
        if is_archive(&path) {
            let origin = format!("{name}/{path}");
            skipped.push(Skipped { origin, reason: SkipReason::NestedArchive });
            return Ok(());
        }
        tree.insert(path, content)
    })?;
    Ok(tree)
}

fn is_archive(path: &str) -> bool {
    let extension = path.rsplit_once('.').map(|(_, it)| it.to_ascii_lowercase());
    matches!(extension.as_deref(), Some("zip" | "tar" | "gz" | "tgz" | "bz2" | "xz" | "7z" | "rar"))
}

/// Counts what an archive unpacks to, without keeping it.
pub(super) fn check_zip(name: &str, bytes: &[u8], limits: &Limits) -> Result<(), ImportError> {
    walk(name, bytes, limits, |_, _| Ok(()))
}

fn walk(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    mut take: impl FnMut(String, Vec<u8>) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    limits.check_file(name, bytes)?;
    let bad = |error: &dyn std::error::Error| ImportError::BadArchive {
        file: name.into(),
        problem: error.to_string(),
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| bad(&error))?;
    if limits.max_entries < archive.len() {
        return Err(ImportError::TooManyFiles { file: name.into(), limit: limits.max_entries });
    }
    let most = limits
        .max_total_unpacked
        .min((bytes.len() as u64).saturating_mul(limits.max_ratio).max(RATIO_COUNTS_FROM));
    let mut left = most;
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).map_err(|error| bad(&error))?;
        let raw = entry.name().map_err(|error| bad(&error))?.into_owned();
        if entry.is_symlink() {
            return Err(ImportError::UnsafePath { file: name.into(), path: raw });
        }
        let path = safe_path(name, &raw)?;
        if entry.is_dir() || raw.ends_with('/') {
            continue;
        }
        let limit = limits.max_entry_bytes.min(left);
        let content = inflate(&mut entry, limit).map_err(|error| bad(&error))?;
        let size = content.len() as u64;
        if limit < size {
            let limit = if limits.max_entry_bytes < size { limits.max_entry_bytes } else { most };
            return Err(ImportError::UnpacksTooBig { file: name.into(), entry: raw, limit });
        }
        left -= size;
        take(path, content)?;
    }
    Ok(())
}

/// At most one byte more than `limit`, so that the caller sees that there was more.
fn inflate(entry: &mut impl Read, limit: u64) -> std::io::Result<Vec<u8>> {
    let mut content = Vec::new();
    entry.take(limit.saturating_add(1)).read_to_end(&mut content)?;
    Ok(content)
}

#[cfg(test)]
mod tests;
