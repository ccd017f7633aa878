//! The project's own rules that no ready-made tool checks. Each check adds one line per place
//! where something does not hold.

mod crates;
mod files;
mod sentences;

use crate::step::Stop;

/// Checks all of them and lists everything that has to be mended.
pub(crate) fn check() -> Result<(), Stop> {
    let mut found = Vec::new();
    crates::check(&mut found)?;
    files::check(&mut found)?;
    sentences::check(&mut found)?;
    for line in &found {
        eprintln!("{line}");
    }
    if found.is_empty() {
        Ok(())
    } else {
        Err(Stop::Failed(anyhow::anyhow!("{} things are untidy", found.len())))
    }
}
