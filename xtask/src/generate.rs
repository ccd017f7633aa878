//! Files that are made from others and checked in, so that a look at a change shows what it does:
//! the OpenAPI document from the program, and the types of the desk's client from the document.

use anyhow::Context as _;

use crate::place;
use crate::step::{Stop, cargo};
use crate::ui;

/// The description of the API.
const DOCUMENT: &str = "ui/desk/openapi.json";
/// The types of the desk's client.
const CLIENT: &str = "ui/desk/src/lib/api.gen.ts";

/// Writes all of them.
pub(crate) fn write() -> anyhow::Result<()> {
    std::fs::write(place::root().join(DOCUMENT), document()?)?;
    write_client()
}

/// What the program says its API is.
fn document() -> anyhow::Result<String> {
    let output = cargo(&["run", "--quiet", "--package", "lotse", "--", "openapi"]).output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    anyhow::ensure!(output.status.success(), "`lotse openapi` failed: {said}");
    Ok(String::from_utf8(output.stdout)?)
}

fn write_client() -> anyhow::Result<()> {
    let npm = place::program(&["npm"]).context("npm is not installed")?;
    ui::script(&npm, "gen")
}

/// Fails when the desk's client does not fit the document.
pub(crate) fn check_client() -> anyhow::Result<()> {
    let before = place::text(CLIENT)?;
    write_client()?;
    anyhow::ensure!(
        place::text(CLIENT)? == before,
        "{CLIENT} was stale; it is up to date now: look at the change"
    );
    Ok(())
}

/// Fails when the document does not fit the program.
pub(crate) fn check_document() -> Result<(), Stop> {
    if place::text(DOCUMENT)?.trim_end() == document()?.trim_end() {
        Ok(())
    } else {
        Err(anyhow::anyhow!("{DOCUMENT} is stale: run `cargo xtask generate`").into())
    }
}
