//! One command of a part, and how a part can end.

use std::path::Path;
use std::process::Command;

use crate::place;

/// Why a part did not pass.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Something does not hold.
    Failed(anyhow::Error),
    /// It could not be looked at; says what is missing.
    Missing(String),
}

impl<E: Into<anyhow::Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// A command in the project's folder.
pub(crate) fn command(program: impl AsRef<Path>, arguments: &[&str]) -> Command {
    let mut command = Command::new(program.as_ref());
    command.args(arguments).current_dir(place::root());
    command
}

/// The cargo that started us.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    command(Path::new(&cargo), arguments)
}

/// Runs a command to its end, its output shown, and fails when it fails.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<()> {
    let line = shown(command);
    eprintln!("$ {line}");
    let status = command.status().map_err(|error| anyhow::anyhow!("`{line}`: {error}"))?;
    anyhow::ensure!(status.success(), "`{line}` ended with {status}");
    Ok(())
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program());
    std::iter::once(name)
        .chain(command.get_args())
        .map(|it| it.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}
