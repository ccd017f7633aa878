//! Where things are: the project's folder, its files, programs on this machine.

use std::ffi::OsStr;
use std::net::TcpListener;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

/// Folders that hold nothing written by hand.
const MADE: [&str; 6] = ["target", "node_modules", "dist", ".git", "results", "lotse-demo"];

/// The project's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    root().join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// All files below `folder` that people wrote, sorted, relative to the project's folder.
pub(crate) fn files(folder: &str) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![root().join(folder)];
    while let Some(folder) = waiting.pop() {
        let entries =
            std::fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            let is_made =
                path.file_name().and_then(OsStr::to_str).is_some_and(|it| MADE.contains(&it));
            if is_made {
                continue;
            }
            if path.is_dir() {
                waiting.push(path);
            } else {
                found.push(path.strip_prefix(root()).map(Path::to_path_buf)?);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// A file's text by its path in the project.
pub(crate) fn text(path: impl AsRef<Path>) -> anyhow::Result<String> {
    let path = path.as_ref();
    std::fs::read_to_string(root().join(path))
        .with_context(|| format!("reading {}", path.display()))
}

/// What a path ends with, without the dot; empty if nothing.
pub(crate) fn extension(path: &Path) -> &str {
    path.extension().and_then(OsStr::to_str).unwrap_or_default()
}

/// The first of `names` that is a program on the search path.
pub(crate) fn program(names: &[&str]) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&folders).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|it| it.is_file())
}

/// So many different ports that were free a moment ago.
pub(crate) fn free_ports(n: usize) -> anyhow::Result<Vec<u16>> {
    // All are held until the last one is found.
    let held = (0..n).map(|_| TcpListener::bind(("127.0.0.1", 0)));
    let held = held.collect::<Result<Vec<_>, _>>()?;
    held.iter().map(|it| Ok(it.local_addr()?.port())).collect()
}

/// Whether somebody set `CI`: nothing may then be left out.
pub(crate) fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|it| !it.is_empty())
}

/// Whether we may do everything on this machine.
pub(crate) fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata("/proc/self").is_ok_and(|it| it.uid() == 0)
}

/// Cores and processor of this machine, as conditions of a measurement.
pub(crate) fn machine() -> String {
    let text = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = text
        .lines()
        .find_map(|it| it.strip_prefix("model name"))
        .map(|it| it.trim_start_matches([' ', '\t', ':']).to_owned());
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!("{} × {}", cores, model.unwrap_or_else(|| "unknown processor".to_owned()))
}
