//! Missing programs from Debian's packages, where we may install them.

use std::path::Path;
use std::process::Stdio;

use crate::place;
use crate::step::{command, run};

/// Installs packages; `false` when this is no Debian or we may not.
pub(crate) fn install(packages: &[&str]) -> anyhow::Result<bool> {
    let apt = Path::new("/usr/bin/apt-get");
    if !place::is_root() || !apt.is_file() {
        return Ok(false);
    }
    run(command(apt, &["update", "-q"]).stdout(Stdio::null()))?;
    let mut install = command(apt, &["install", "-y", "-q", "--no-install-recommends"]);
    run(install.args(packages).env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null()))?;
    Ok(true)
}
