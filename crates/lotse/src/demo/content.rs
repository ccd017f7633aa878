//! The demo's content: inside the program, and as files in the demo's folder.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use rust_embed::Embed;

use super::brand::BrandFile;

/// Articles, pictures and the shop itself.
#[derive(Embed)]
#[folder = "$CARGO_MANIFEST_DIR/../../fixtures/demo"]
struct Content;

/// The shop itself.
const BRAND: &str = "brand.json";
/// What Lotse can do in the shop.
const ACTIONS: &str = "actions/";

/// Everything of the shop but its articles.
pub(super) fn brand() -> anyhow::Result<BrandFile> {
    let file = Content::get(BRAND).context("the demo's brand is not in the program")?;
    serde_json::from_slice(&file.data).context("the demo's brand is not readable")
}

/// What Lotse can do in the shop: names and JSON documents.
pub(super) fn actions() -> anyhow::Result<Vec<(String, String)>> {
    let mut all = Vec::new();
    for path in Content::iter().filter(|it| it.starts_with(ACTIONS)) {
        let file = Content::get(&path).context("an action of the demo is not in the program")?;
        let text = String::from_utf8(file.data.into_owned())?;
        let name = path.trim_start_matches(ACTIONS).trim_end_matches(".json");
        all.push((name.to_owned(), text));
    }
    Ok(all)
}

/// Writes articles and pictures below `folder`, where they can be read, changed and imported
/// again. Files that are there stay as they are.
pub(super) fn write(folder: &Path) -> anyhow::Result<PathBuf> {
    let top = folder.join("content");
    let is_knowledge = |it: &str| it != BRAND && !it.starts_with(ACTIONS);
    for name in Content::iter().filter(|it| is_knowledge(it)) {
        // Articles name their pictures from the top of the folder.
        let path = top.join(name.strip_prefix("media/").unwrap_or(&name));
        if path.exists() {
            continue;
        }
        let file = Content::get(&name).context("a file of the demo is not in the program")?;
        put(&path, &file.data).with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    Ok(top)
}

/// Writes a file as a whole or not at all, so that an interrupted start leaves no half one.
fn put(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(above) = path.parent() {
        std::fs::create_dir_all(above)?;
    }
    let beside = path.with_extension("part");
    std::fs::write(&beside, bytes)?;
    std::fs::rename(&beside, path)
}
