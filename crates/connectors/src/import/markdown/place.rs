//! What the path of a page says: its language, its topics and its id.

use std::collections::{BTreeMap, HashMap};

use lotse_domain::locale::Locale;

use crate::import::locales::known_locale;
use crate::import::tree::Tree;

/// Folders that hold the pages but are no topic.
const ROOTS: [&str; 3] = ["docs", "content", "articles"];

/// What the path of a page says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) locale: Option<Locale>,
    /// The folders as written, without those that are no topic.
    pub(super) folders: Vec<String>,
    /// The file's name without ending, language and number.
    pub(super) stem: String,
    /// `_index`: the page of a topic itself.
    pub(super) is_topic: bool,
    /// `index` or `README`: the first page of a folder.
    pub(super) is_first: bool,
}

impl Place {
    /// The id of the page, the same in all languages.
    pub(super) fn id(&self) -> String {
        let folders: Vec<&str> = self.folders.iter().map(|it| without_number(it)).collect();
        match (self.is_first, folders.is_empty()) {
            (true, false) => folders.join("/"),
            (_, true) => self.stem.clone(),
            (false, false) => format!("{}/{}", folders.join("/"), self.stem),
        }
    }
}

/// What holds for all paths of one source.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// Pages outside the known roots are the project's own papers.
    has_roots: bool,
    /// By root: whether all folders in it are languages.
    languages_first: BTreeMap<String, bool>,
    /// Angle brackets can be components everywhere.
    pub(super) is_mdx: bool,
    /// By folder: how many pages lie in and below it, its own first pages aside.
    others: HashMap<String, usize>,
}

impl Shape {
    pub(super) fn of(tree: &Tree) -> Self {
        let mut shape = Self {
            has_roots: tree.paths().any(|it| is_page(it) && split_root(it).0.is_some()),
            is_mdx: tree.paths().any(|it| {
                let file = it.rsplit('/').next().unwrap_or_default();
                file.starts_with("_category_.")
                    || file.starts_with("docusaurus.config.")
                    || it.contains("docusaurus-plugin-content-docs/")
            }),
            ..Self::default()
        };
        for path in tree.paths().filter(|it| is_page(it)) {
            let (root, rest) = split_root(path);
            let Some((first, _)) = rest.split_once('/') else { continue };
            let all = shape.languages_first.entry(root.unwrap_or_default()).or_insert(true);
            *all &= known_locale(first).is_some();
        }
        let places: Vec<Place> = tree.paths().filter_map(|it| shape.place(it)).collect();
        for place in places {
            let own = place.folders.join("/");
            let mut folder = String::new();
            for part in &place.folders {
                if !folder.is_empty() {
                    folder.push('/');
                }
                folder.push_str(part);
                if !((place.is_first || place.is_topic) && folder == own) {
                    *shape.others.entry(folder.clone()).or_default() += 1;
                }
            }
        }
        shape
    }

    /// Whether a folder holds nothing but its first page and that page's pictures.
    pub(super) fn is_bundle(&self, place: &Place) -> bool {
        place.is_first && !self.others.contains_key(&place.folders.join("/"))
    }

    /// The place of a page; `None` for files that are no page of the source.
    pub(super) fn place(&self, path: &str) -> Option<Place> {
        let (root, rest) = split_root(path);
        let hidden = |it: &str| it.starts_with('_') && !it.starts_with("_index.");
        if !is_page(path) || rest.split('/').any(hidden) || (self.has_roots && root.is_none()) {
            return None;
        }
        Some(self.place_of_file(path))
    }

    /// The place of any file, as if it were a page.
    pub(super) fn place_of_file(&self, path: &str) -> Place {
        let (root, rest) = split_root(path);
        let root = root.unwrap_or_default();
        let mut folders: Vec<String> = rest.split('/').map(str::to_owned).collect();
        let file = folders.pop().unwrap_or_default();
        let mut locale = root.strip_prefix("i18n/").and_then(known_locale);
        let first = folders.first().and_then(|it| known_locale(it));
        let means_language = matches!(root.as_str(), "content" | "articles")
            || self.languages_first.get(&root) == Some(&true);
        if locale.is_none() && first.is_some() && means_language {
            locale = first;
            folders.remove(0);
        }
        let mut stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
        if let Some((name, suffix)) = stem.rsplit_once('.')
            && let Some(language) = known_locale(suffix)
        {
            locale = Some(language);
            stem = name;
        }
        Place {
            locale,
            folders,
            stem: without_number(stem).to_owned(),
            is_topic: stem == "_index",
            is_first: matches!(stem.to_ascii_lowercase().as_str(), "index" | "readme"),
        }
    }
}

pub(in crate::import) fn is_page(path: &str) -> bool {
    let extension = path.rsplit_once('.').map(|(_, it)| it.to_ascii_lowercase());
    matches!(extension.as_deref(), Some("md" | "mdx" | "markdown"))
}

/// The root a path lies in, and the path below it. For translations of Docusaurus the root is
/// `i18n/<language>`.
fn split_root(path: &str) -> (Option<String>, &str) {
    let inner = path.strip_prefix("website/").unwrap_or(path);
    let inner = inner
        .strip_prefix("src/content/")
        .map_or(inner, |rest| if rest.starts_with("docs/") { rest } else { inner });
    if let Some(rest) = inner.strip_prefix("i18n/")
        && let Some((language, rest)) = rest.split_once('/')
        && let Some(rest) = rest.strip_prefix("docusaurus-plugin-content-docs/")
        && let Some((_, rest)) = rest.split_once('/')
    {
        return (Some(format!("i18n/{language}")), rest);
    }
    match inner.split_once('/') {
        Some((root, rest)) if ROOTS.contains(&root) => (Some(root.to_owned()), rest),
        _ => (None, path),
    }
}

/// `01-intro` as `intro`; dates and version numbers stay.
pub(super) fn without_number(text: &str) -> &str {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits).unwrap_or(("", text));
    let name = rest.trim_start_matches(['-', '_', '.', ' ']);
    let is_prefix = !number.is_empty() && number.len() <= 3 && name.len() < rest.len();
    let is_plain = name.chars().next().is_some_and(|it| !it.is_ascii_digit());
    if is_prefix && is_plain { name } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(paths: &[&str]) -> Tree {
        let mut tree = Tree::new("a.zip");
        for path in paths {
            tree.insert((*path).to_owned(), Vec::new()).unwrap();
        }
        tree
    }

    #[track_caller]
    fn check(paths: &[&str], path: &str, expect: Option<(&str, &str)>) {
        let place = Shape::of(&tree(paths)).place(path);
        let place = place
            .map(|it| (it.locale.as_ref().map_or(String::new(), ToString::to_string), it.id()));
        let expect = expect.map(|(locale, id)| (locale.to_owned(), id.to_owned()));
        assert_eq!(place, expect, "{path}");
    }

    #[test]
    fn reads_language_and_id_from_the_paths_of_three_generators() {
        let docusaurus = [
            "docs/01-intro.md",
            "docs/02-guides/index.mdx",
            "docs/_partial.md",
            "README.md",
            "i18n/pl/docusaurus-plugin-content-docs/current/01-intro.md",
        ];
        check(&docusaurus, "docs/01-intro.md", Some(("", "intro")));
        check(&docusaurus, "docs/02-guides/index.mdx", Some(("", "guides")));
        check(&docusaurus, "docs/_partial.md", None);
        check(&docusaurus, "README.md", None);
        check(&docusaurus, docusaurus[4], Some(("pl", "intro")));
        let hugo = ["content/de/faq/versand.md", "content/faq/page.pl.md"];
        check(&hugo, "content/de/faq/versand.md", Some(("de", "faq/versand")));
        check(&hugo, "content/faq/page.pl.md", Some(("pl", "faq/page")));
        let own = ["articles/de/replace-nose-pads.md"];
        check(&own, own[0], Some(("de", "replace-nose-pads")));
    }

    #[test]
    fn takes_a_folder_for_a_language_only_where_all_are() {
        check(&["it/printer.md", "sales/a.md"], "it/printer.md", Some(("", "it/printer")));
        check(&["it/printer.md", "de/a.md"], "it/printer.md", Some(("it", "printer")));
    }

    #[test]
    fn keeps_dates_and_versions_in_names() {
        assert_eq!(without_number("01-intro"), "intro");
        assert_eq!(without_number("2021-08-26-welcome"), "2021-08-26-welcome");
        assert_eq!(without_number("7.0-upgrade"), "7.0-upgrade");
        assert_eq!(without_number("404"), "404");
    }
}
