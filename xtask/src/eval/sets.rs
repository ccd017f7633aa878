//! Sets other than the demo, in a folder on this machine.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::measure::{self, Measured};

/// Typing errors made in each question of the second measurement.
pub(super) const TYPOS: usize = 2;

/// One set with one file of examples.
pub(super) struct Set {
    pub(super) name: String,
    /// The name of the file of examples without its beginning and end, such as `10`.
    pub(super) examples: Option<String>,
    pub(super) clean: Measured,
    pub(super) with_typos: Measured,
}

/// Measures every folder in `folder` that holds a set, with each of its files of examples.
pub(super) fn all(folder: &Path) -> Result<Vec<Set>> {
    let mut sets = Vec::new();
    for path in sorted(folder)? {
        let is_set =
            ["knowledge.jsonl", "questions.jsonl"].iter().all(|it| path.join(it).is_file());
        if !is_set {
            continue;
        }
        let mut examples: Vec<Option<String>> = examples(&path)?.into_iter().map(Some).collect();
        if examples.is_empty() {
            examples.push(None);
        }
        for examples in examples {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let file = examples.as_ref().map(|it| format!("examples_{it}"));
            eprintln!("{name}, {}", file.as_deref().unwrap_or("no examples"));
            let clean = measure::measure(&path, file.as_deref(), 0)?;
            let with_typos = measure::measure(&path, file.as_deref(), TYPOS)?;
            sets.push(Set { name, examples, clean, with_typos });
        }
    }
    Ok(sets)
}

/// The sizes of a set's examples, small ones first; what is no number comes last.
fn examples(folder: &Path) -> Result<Vec<String>> {
    let size = |path: &PathBuf| {
        let name = path.file_name()?.to_str()?;
        Some(name.strip_prefix("examples_")?.strip_suffix(".jsonl")?.to_owned())
    };
    let mut sizes: Vec<String> = sorted(folder)?.iter().filter_map(size).collect();
    sizes.sort_by_key(|it| it.parse::<usize>().unwrap_or(usize::MAX));
    Ok(sizes)
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    let mut paths = entries.map(|it| Ok(it?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
