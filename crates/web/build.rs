//! Puts the front end and the language files where the program embeds them from.
//!
//! The first that fits: `LOTSE_UI=skip` leaves the front end out, for work on Rust alone;
//! `LOTSE_UI_DIST` names a finished build; `ui/dist` is newer than its sources; npm builds it from
//! the lock file. Otherwise the build stops with one sentence.

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

/// The languages of the program itself.
const LOCALES: [&str; 3] = ["en", "de", "pl"];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = fs::canonicalize(root).expect("the workspace is two folders up");
    merge_catalogues(&root);
    println!("cargo::rustc-env=LOTSE_UI_OUT={}", front_end(&root).display());
}

/// Merges `locales/parts/*.{en,de,pl}.json` into one catalogue per language.
fn merge_catalogues(root: &Path) {
    let folder = root.join("locales/parts");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut merged: BTreeMap<&str, serde_json::Map<String, serde_json::Value>> =
        LOCALES.iter().map(|it| (*it, serde_json::Map::new())).collect();
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .map(|it| it.flatten().map(|it| it.path()).collect())
        .unwrap_or_default();
    files.sort();
    for file in files {
        println!("cargo::rerun-if-changed={}", file.display());
        let name = file.file_name().and_then(|it| it.to_str()).unwrap_or_default();
        let Some(locale) = name.strip_suffix(".json").and_then(|it| it.rsplit('.').next()) else {
            continue;
        };
        let Some(all) = merged.get_mut(locale) else { continue };
        let text = fs::read_to_string(&file).expect("language files are readable");
        let part: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        for (key, value) in part {
            assert!(all.insert(key.clone(), value).is_none(), "{name}: `{key}` is there twice");
        }
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let mut code = String::from(
        "/// The language files by locale.\nstatic CATALOGUES: &[(&str, &str)] = &[\n",
    );
    for (locale, all) in merged {
        let path = out.join(format!("{locale}.json"));
        let text = serde_json::to_string(&all).expect("a map of texts is JSON");
        fs::write(&path, text).expect("OUT_DIR is writable");
        let path = path.display().to_string();
        let _ = writeln!(code, "    ({locale:?}, include_str!({path:?})),");
    }
    code.push_str("];\n");
    fs::write(out.join("catalogues.rs"), code).expect("OUT_DIR is writable");
}

fn front_end(root: &Path) -> PathBuf {
    println!("cargo::rerun-if-env-changed=LOTSE_UI");
    println!("cargo::rerun-if-env-changed=LOTSE_UI_DIST");
    let ui = root.join("ui");
    if env::var_os("LOTSE_UI").is_some_and(|it| it == "skip") {
        return PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("no-ui");
    }
    if let Some(dist) = env::var_os("LOTSE_UI_DIST") {
        return PathBuf::from(dist);
    }
    let dist = ui.join("dist");
    let sources =
        ["desk", "public", "widget", "shared", "package-lock.json", "package.json", "build.mjs"];
    let mut newest = newest_in(&root.join("locales/parts"));
    for source in sources {
        let path = ui.join(source);
        if path.exists() {
            println!("cargo::rerun-if-changed={}", path.display());
            newest = newest.max(newest_in(&path));
        }
    }
    let built = fs::metadata(dist.join("desk/index.html")).and_then(|it| it.modified()).ok();
    if built.is_none_or(|it| Some(it) < newest) {
        build(&ui);
    }
    dist
}

fn build(ui: &Path) {
    for arguments in [&["ci", "--ignore-scripts", "--no-audit", "--no-fund"][..], &["run", "build"]]
    {
        let done = Command::new("npm").args(arguments).current_dir(ui).output();
        match done {
            Ok(it) if it.status.success() => {}
            Ok(it) => panic!(
                "`npm {}` failed in ui/: {}{}",
                arguments.join(" "),
                String::from_utf8_lossy(&it.stdout),
                String::from_utf8_lossy(&it.stderr)
            ),
            Err(error) => panic!(
                "the front end needs npm (Node 20), and it did not start ({error}): install it, or set \
                 LOTSE_UI=skip to build without"
            ),
        }
    }
}

fn newest_in(path: &Path) -> Option<SystemTime> {
    if path.is_dir() {
        let entries = fs::read_dir(path).ok()?;
        return entries.flatten().filter_map(|it| newest_in(&it.path())).max();
    }
    fs::metadata(path).and_then(|it| it.modified()).ok()
}
