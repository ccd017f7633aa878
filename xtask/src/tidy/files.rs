//! What every file keeps to: length, header, words, and where SQL may stand.

use std::path::Path;

use crate::place;

/// A file longer than this holds two ideas.
const LINES: usize = 500;
/// Kinds of files that are code.
const CODE: [&str; 5] = ["rs", "ts", "svelte", "css", "js"];
/// Kinds of files whose words are looked at.
const WRITTEN: [&str; 13] = [
    "rs", "ts", "svelte", "css", "js", "mjs", "md", "toml", "json", "html", "sql", "npmrc", "lock",
];
/// Names that attract everything.
const VAGUE: [&str; 7] = ["utils", "util", "helpers", "helper", "common", "manager", "service"];

/// What may stand nowhere, in two halves so that it does not stand here, with the reason.
const NOWHERE: [(&str, &str, &str); 13] = [
    ("#[", "allow(", "use `#[expect(…, reason = \"…\")]`"),
    ("#![", "allow(", "use `#![expect(…, reason = \"…\")]`"),
    ("#[", "ignore", "a test runs or is deleted"),
    ("TO", "DO", "finish it or leave it out"),
    ("FIX", "ME", "finish it or leave it out"),
    ("test", ".only(", "all tests run"),
    ("test", ".skip(", "a test runs or is deleted"),
    ("waitFor", "Timeout", "wait for what should happen"),
    ("/wo", "rk/", "a path of one machine"),
    ("/tmp/", "plan", "a path of one machine"),
    ("registry.", "npmjs", "the host of a package registry"),
    ("static.", "crates.io", "the host of a package registry"),
    ("\"reso", "lved\": \"http", "the host of a package registry"),
];

/// How a statement begins in a Rust string, and what follows in the same line.
const SQL: [(&str, &str); 5] = [
    ("\"select ", " from "),
    ("\"insert into ", ""),
    ("\"delete from ", ""),
    ("\"update ", " set "),
    ("\"create table ", ""),
];

pub(super) fn check(found: &mut Vec<String>) -> anyhow::Result<()> {
    for path in place::files("")? {
        let extension = place::extension(&path);
        let is_dotfile = path.file_name().is_some_and(|it| it == ".npmrc");
        if !is_dotfile && !WRITTEN.contains(&extension) {
            continue;
        }
        let Ok(text) = place::text(&path) else {
            found.push(format!("{}: is not UTF-8", path.display()));
            continue;
        };
        words(&path, &text, found);
        let is_generated = path.to_string_lossy().ends_with(".gen.ts");
        if CODE.contains(&extension) && !is_generated {
            shape(&path, &text, found);
        }
        if extension == "rs" {
            rust(&path, &text, found);
        }
    }
    Ok(())
}

fn words(path: &Path, text: &str, found: &mut Vec<String>) {
    for (line, content) in (1..).zip(text.lines()) {
        for (start, end, why) in NOWHERE {
            let is_there = content
                .match_indices(start)
                .any(|(at, it)| content.get(at + it.len()..).is_some_and(|it| it.starts_with(end)));
            if is_there {
                found.push(format!("{}:{line}: `{start}{end}`: {why}", path.display()));
            }
        }
    }
}

fn shape(path: &Path, text: &str, found: &mut Vec<String>) {
    let lines = text.lines().count();
    if LINES < lines {
        found.push(format!("{}: {lines} lines are more than {LINES}", path.display()));
    }
    let name = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    if VAGUE.contains(&name.as_str()) {
        found.push(format!("{}: the name says nothing", path.display()));
    }
}

fn rust(path: &Path, text: &str, found: &mut Vec<String>) {
    if !text.starts_with("//!") {
        found.push(format!("{}: begins without `//!`", path.display()));
    }
    let is_store = path.starts_with("crates/store");
    let is_dialect = path.ends_with("dialect.rs")
        || path.parent().is_some_and(|folder| folder.ends_with("dialect"));
    let is_test = path.components().any(|it| it.as_os_str() == "tests")
        || path.file_stem().is_some_and(|it| it == "tests");
    for (line, content) in (1..).zip(text.lines()) {
        let is_comment = content.trim_start().starts_with("//");
        if is_comment || path.starts_with("xtask") {
            continue;
        }
        let is_sql = SQL.iter().any(|(start, then)| {
            content.split_once(start).is_some_and(|(_, rest)| rest.contains(then))
        });
        if !is_store && is_sql {
            found.push(format!("{}:{line}: only `store` knows SQL", path.display()));
        }
        let names_one = content.contains("Sqlite") || content.contains("Postgres");
        if is_store && !is_dialect && !is_test && names_one {
            let why = "only `dialect.rs` knows which database it is";
            found.push(format!("{}:{line}: {why}", path.display()));
        }
    }
}
