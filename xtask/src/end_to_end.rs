//! The demo in a browser, as people and search engines meet it.

use std::path::PathBuf;

use crate::step::{Stop, cargo, command, run};
use crate::{debian, place, ui};

/// Builds the program and runs the Playwright specs against its demo.
pub(crate) fn check() -> Result<(), Stop> {
    let node = place::program(&["node"])
        .ok_or_else(|| Stop::Missing("Node.js is not installed".to_owned()))?;
    let chromium = chromium()?;
    ui::install_once()?;
    let modules = place::root().join("ui/node_modules");
    let tool = |path: &str| command(&node, &[&modules.join(path).to_string_lossy()]);
    let mut prettier = tool("prettier/bin/prettier.cjs");
    prettier.args(["--config", ".prettierrc.json", "--check", "../e2e/*.ts", "../e2e/specs"]);
    run(prettier.current_dir(place::root().join("ui")))?;
    run(tool("typescript/bin/tsc").args(["--project", "e2e"]))?;
    run(&mut cargo(&["build", "--package", "lotse"]))?;
    let ports: Vec<String> = place::free_ports(4)?.iter().map(u16::to_string).collect();
    let ports = ports.join(",");
    let folder = std::env::temp_dir().join(format!("lotse-e2e-{ports}"));
    std::fs::create_dir(&folder)?;
    let mut playwright = tool("@playwright/test/cli.js");
    playwright
        .args(["test", "--config", "e2e/playwright.config.ts"])
        .env("CHROMIUM", chromium)
        .env("LOTSE_PROGRAM", place::target().join("debug/lotse"))
        .env("LOTSE_E2E_PORTS", ports)
        .env("LOTSE_E2E_FOLDER", &folder);
    let outcome = run(&mut playwright);
    std::fs::remove_dir_all(&folder)?;
    Ok(outcome?)
}

fn chromium() -> Result<PathBuf, Stop> {
    if let Some(path) = std::env::var_os("CHROMIUM") {
        return Ok(path.into());
    }
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let missing = || Stop::Missing("Chromium is not installed".to_owned());
    match place::program(&names) {
        Some(path) => Ok(path),
        None if debian::install(&["chromium", "fonts-dejavu-core"])? => {
            place::program(&names).ok_or_else(missing)
        }
        None => Err(missing()),
    }
}
