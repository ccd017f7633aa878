//! Sets other than the demo, in a folder on this machine.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::measure::{self, Measured};

/// Typing errors made in each question of the second measurement.
pub(super) const TYPOS: usize = 2;

/// A set with one of its files of examples, or none.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) name: String,
    pub(super) folder: PathBuf,
    /// The name of the file of examples without its beginning and end, such as `10`.
    pub(super) examples: Option<String>,
}

impl Case {
    /// The name of the file of examples without its end.
    pub(super) fn file(&self) -> Option<String> {
        self.examples.as_ref().map(|it| format!("examples_{it}"))
    }

    /// How a person calls it.
    pub(super) fn told(&self) -> String {
        format!("{}, {}", self.name, self.file().as_deref().unwrap_or("no examples"))
    }
}

/// A case with what was measured.
pub(super) struct Set {
    pub(super) case: Case,
    pub(super) clean: Measured,
    pub(super) with_typos: Measured,
}

/// Every set in `folder` with each of its files of examples.
pub(super) fn cases(folder: &Path) -> Result<Vec<Case>> {
    let mut cases = Vec::new();
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
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        cases.extend(examples.into_iter().map(|examples| Case {
            name: name.clone(),
            folder: path.clone(),
            examples,
        }));
    }
    Ok(cases)
}

/// Measures every case as it is and with typing errors.
pub(super) fn all(cases: &[Case]) -> Result<Vec<Set>> {
    let measured = |case: &Case| -> Result<Set> {
        eprintln!("{}", case.told());
        let file = case.file();
        Ok(Set {
            case: case.clone(),
            clean: measure::measure(&case.folder, file.as_deref(), 0, None)?,
            with_typos: measure::measure(&case.folder, file.as_deref(), TYPOS, None)?,
        })
    };
    cases.iter().map(measured).collect()
}

/// One file of a set.
pub(super) fn text(folder: &Path, name: &str) -> Result<String> {
    let path = folder.join(format!("{name}.jsonl"));
    std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
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
