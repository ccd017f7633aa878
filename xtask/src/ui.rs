//! The TypeScript of the desk and the public pages.

use std::path::PathBuf;

use crate::generate;
use crate::place;
use crate::step::{Stop, command, run};

/// Installs what the lock file names and builds `ui/dist`.
pub(crate) fn build() -> anyhow::Result<()> {
    let npm = npm().ok_or_else(|| anyhow::anyhow!("npm is not installed"))?;
    install(&npm)?;
    script(&npm, "build")
}

/// Looks at the form, types, tests and the build.
pub(crate) fn check() -> Result<(), Stop> {
    let npm = npm().ok_or_else(|| Stop::Missing("npm is not installed".to_owned()))?;
    install(&npm)?;
    generate::check_client()?;
    // The build comes last: the program's build script repeats it when a source is newer.
    for name in ["lint", "check", "test", "build"] {
        script(&npm, name)?;
    }
    Ok(())
}

fn npm() -> Option<PathBuf> {
    place::program(&["npm"])
}

/// Installs what the lock file names, unless something is installed already.
pub(crate) fn install_once() -> Result<(), Stop> {
    if place::root().join("ui/node_modules").is_dir() {
        return Ok(());
    }
    let npm = npm().ok_or_else(|| Stop::Missing("npm is not installed".to_owned()))?;
    Ok(install(&npm)?)
}

fn install(npm: &PathBuf) -> anyhow::Result<()> {
    let quiet = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    run(command(npm, &quiet).current_dir(place::root().join("ui")))
}

/// Runs a script of `ui/package.json`.
pub(crate) fn script(npm: &PathBuf, name: &str) -> anyhow::Result<()> {
    run(command(npm, &["run", "--silent", name]).current_dir(place::root().join("ui")))
}
