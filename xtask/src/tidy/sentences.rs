//! The sentences people read: complete in every language, each used, each used one there.

use std::collections::BTreeSet;
use std::ffi::OsStr;

use lotse_text::catalogue::Catalogue;

use crate::place;

/// Ends of file and host names, which look like keys: `help.css`, `help.example`.
const OTHER_ENDS: [&str; 11] =
    ["css", "example", "html", "js", "json", "md", "mjs", "png", "rs", "svg", "ts"];

pub(super) fn check(found: &mut Vec<String>) -> anyhow::Result<()> {
    let mut parts = Vec::new();
    for path in place::files("locales/parts")? {
        // `AREA.LOCALE.json`
        let name = path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
        match name.split_once('.') {
            Some((_, locale)) => parts.push((locale.to_owned(), place::text(&path)?)),
            None => found.push(format!("{}: is not AREA.LOCALE.json", path.display())),
        }
    }
    let parts: Vec<(&str, &str)> = parts.iter().map(|it| (it.0.as_str(), it.1.as_str())).collect();
    let catalogue = Catalogue::parse(&parts)?;
    found.extend(catalogue.check().into_iter().map(|it| format!("locales: {it}")));
    uses(&catalogue, found)
}

fn uses(catalogue: &Catalogue, found: &mut Vec<String>) -> anyhow::Result<()> {
    let keys: BTreeSet<&str> = catalogue.keys("en").collect();
    let areas: BTreeSet<&str> = keys.iter().filter_map(|it| it.split('.').next()).collect();
    let mut used = BTreeSet::new();
    let mut beginnings = BTreeSet::new();
    for folder in ["crates", "ui"] {
        for path in place::files(folder)? {
            if !["rs", "ts", "svelte", "js", "mjs"].contains(&place::extension(&path)) {
                continue;
            }
            let text = place::text(&path)?;
            for (line, content) in (1..).zip(text.lines()) {
                if content.trim_start().starts_with("//") {
                    continue;
                }
                for key in keys_in(content, &areas) {
                    if !keys.contains(key) {
                        let place = path.display();
                        found.push(format!("{place}:{line}: there is no sentence `{key}`"));
                    }
                    used.insert(key.to_owned());
                }
                beginnings.extend(beginnings_in(content, &areas).map(str::to_owned));
            }
        }
    }
    let is_put_together = |key: &str| beginnings.iter().any(|it| key.starts_with(it));
    for key in keys.iter().filter(|it| !used.contains(**it) && !is_put_together(it)) {
        found.push(format!("locales: nobody says `{key}`"));
    }
    Ok(())
}

/// All whole string literals of a line that look like keys of one of `areas`.
fn keys_in<'a>(line: &'a str, areas: &BTreeSet<&str>) -> Vec<&'a str> {
    let is_key = |it: &&str| {
        let mut words = it.split('.');
        let begins = words.next().is_some_and(|it| areas.contains(it));
        let last = words.next_back();
        let plain =
            |it: &str| !it.is_empty() && it.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        begins && last.is_some_and(|it| plain(it) && !OTHER_ENDS.contains(&it)) && words.all(plain)
    };
    pieces(line).filter(is_key).collect()
}

/// What literals of a line begin with that get their end at run time: `help.day.` of
/// `"help.day.{n}"`.
fn beginnings_in<'a>(line: &'a str, areas: &BTreeSet<&str>) -> impl Iterator<Item = &'a str> {
    pieces(line)
        .filter_map(|it| it.split(['{', '$']).next())
        .filter(|it| it.ends_with(['.', '_']))
        .filter(|it| it.split('.').next().is_some_and(|it| areas.contains(it)))
}

/// The line cut at every kind of quotes, so that each literal is one of the pieces.
fn pieces(line: &str) -> impl Iterator<Item = &str> {
    ['"', '\'', '`'].into_iter().flat_map(|quote| line.split(quote))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_keys_in_every_kind_of_quotes_and_leaves_other_words_alone() {
        let areas = BTreeSet::from(["help", "desk"]);
        let line = r#"t("help.home.title") + t('desk.save') + `desk.n_hits` + "help.css" + help.x"#;
        let mut keys = keys_in(line, &areas);
        keys.sort_unstable();
        assert_eq!(keys, ["desk.n_hits", "desk.save", "help.home.title"]);
        assert_eq!(keys_in("\"error.x\" \"help.\" \"help\" \"desk.{it}\"", &areas).len(), 0);
    }

    #[test]
    fn finds_beginnings_of_keys_that_are_put_together() {
        let areas = BTreeSet::from(["help", "desk"]);
        let line = r#"t("help.day.{n}") + t(`desk.role.${it}`) + "desk." + it + "help.home""#;
        let found: BTreeSet<_> = beginnings_in(line, &areas).collect();
        assert_eq!(found, BTreeSet::from(["desk.", "desk.role.", "help.day."]));
    }
}
