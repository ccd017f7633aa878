//! The files of an archive or folder, by their path from its top.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{ImportError, Limits};

/// Files by path; paths use `/` and lead nowhere but down.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// The archive or folder, for messages.
    pub(super) name: String,
    files: BTreeMap<String, Vec<u8>>,
}

impl Tree {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), files: BTreeMap::new() }
    }

    pub(super) fn insert(&mut self, path: String, bytes: Vec<u8>) -> Result<(), ImportError> {
        if self.files.contains_key(&path) {
            return Err(ImportError::SamePathTwice { file: self.name.clone(), path });
        }
        self.files.insert(path, bytes);
        Ok(())
    }

    pub(super) fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// All paths, sorted.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    pub(super) fn origin(&self, path: &str) -> String {
        format!("{}/{path}", self.name)
    }

    /// Leaves out a single folder everything lies in, as the archives of code hosts have it,
    /// when `is_top` says that what is below looks like the real top.
    pub(super) fn without_wrapper(mut self, is_top: impl Fn(&Self) -> bool) -> Self {
        let Some(first) = self.paths().next().and_then(|it| it.split('/').next()) else {
            return self;
        };
        let prefix = format!("{first}/");
        if !self.paths().all(|it| it.starts_with(&prefix)) {
            return self;
        }
        let below = |files: BTreeMap<String, Vec<u8>>| {
            files
                .into_iter()
                .filter_map(|(path, bytes)| Some((path.strip_prefix(&prefix)?.to_owned(), bytes)))
                .collect()
        };
        let inner = Self { name: self.name.clone(), files: below(std::mem::take(&mut self.files)) };
        if is_top(&inner) {
            return inner;
        }
        let files = inner.files.into_iter().map(|(path, bytes)| (format!("{prefix}{path}"), bytes));
        Self { name: inner.name, files: files.collect() }
    }
}

/// The path with `/` and without `.`, once it is sure that it leads nowhere but down.
pub(super) fn safe_path(file: &str, raw: &str) -> Result<String, ImportError> {
    let unsafe_path = || ImportError::UnsafePath { file: file.into(), path: raw.into() };
    let path = raw.replace('\\', "/");
    let has_drive = path.chars().nth(1) == Some(':');
    if path.starts_with('/') || path.contains('\0') || has_drive {
        return Err(unsafe_path());
    }
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => return Err(unsafe_path()),
            // Windows drops blanks and dots at the end of names: `.. ` is `..` there.
            part if part.trim_end_matches([' ', '.']).is_empty() => return Err(unsafe_path()),
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

/// Reads a folder from disk; hidden files and installed packages are passed over.
pub(super) fn read_folder(folder: &Path, limits: &Limits) -> Result<Tree, ImportError> {
    let name = folder
        .file_name()
        .map_or_else(|| folder.display().to_string(), |it| it.to_string_lossy().into_owned());
    let mut tree = Tree::new(&name);
    let mut left = limits.max_file_bytes;
    let mut folders = vec![(folder.to_path_buf(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        let unreadable = |error: std::io::Error| ImportError::Unreadable {
            file: folder.display().to_string(),
            problem: error.to_string(),
        };
        for entry in fs::read_dir(&folder).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let part = entry.file_name().to_string_lossy().into_owned();
            if part.starts_with('.') || part == "node_modules" {
                continue;
            }
            let path = format!("{prefix}{part}");
            let kind = entry.file_type().map_err(unreadable)?;
            if kind.is_symlink() {
                return Err(ImportError::UnsafePath { file: name, path });
            }
            if kind.is_dir() {
                folders.push((entry.path(), format!("{path}/")));
                continue;
            }
            let bytes = read_file(&entry.path(), &path, left.min(limits.max_entry_bytes))?;
            left = left.saturating_sub(bytes.len() as u64);
            tree.insert(path, bytes)?;
            if limits.max_entries < tree.files.len() {
                return Err(ImportError::TooManyFiles { file: name, limit: limits.max_entries });
            }
        }
    }
    Ok(tree)
}

fn read_file(file: &Path, path: &str, limit: u64) -> Result<Vec<u8>, ImportError> {
    let unreadable = |error: std::io::Error| ImportError::Unreadable {
        file: path.to_owned(),
        problem: error.to_string(),
    };
    let size = fs::metadata(file).map_err(unreadable)?.len();
    if limit < size {
        return Err(ImportError::FileTooBig { file: path.to_owned(), size, limit });
    }
    fs::read(file).map_err(unreadable)
}
