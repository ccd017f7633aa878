//! Folders and archives of Markdown pages: Docusaurus, Hugo, plain folders, our own export.

use std::collections::HashSet;
use std::path::Path;

use super::archive::unpack;
use super::article_files::{self, MANIFEST, mime_of};
use super::categories::Topics;
use super::fields::{Fields, article_of, step_of, title_from_slug};
use super::front_matter::{self, Page};
use super::ids::check_unique;
use super::tree::{Tree, read_folder};
use super::{ImportError, ImportedArticle, Limits, Media, Progress, Reading, SkipReason, Skipped};
use clean::{Removed, clean};
pub(super) use place::is_page;
use place::{Place, Shape};
use relink::{Pages, media_file};

mod clean;
pub(super) mod code;
mod place;
mod relink;

/// A page between being read and being linked.
struct Draft {
    path: String,
    place: Place,
    article: ImportedArticle,
}

/// Reads a zip archive of Markdown pages, or our own export.
///
/// Folders become topics, pictures in the archive come along, links between pages become
/// `article:ID` links.
///
/// # Errors
/// When the archive as a whole is unusable: too big, damaged, tricks in paths, two pages with one
/// id and language.
pub fn read_markdown_zip(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    progress: Progress<'_>,
) -> Result<Reading, ImportError> {
    let mut skipped = Vec::new();
    let tree = unpack(name, bytes, limits, &mut skipped)?.without_wrapper(is_top);
    let mut reading = read_tree(&tree, limits, progress)?;
    reading.skipped.splice(..0, skipped);
    Ok(reading)
}

/// Reads a folder of Markdown pages, or our own export unpacked.
///
/// # Errors
/// As [`read_markdown_zip`]; links out of the folder are refused.
pub fn read_markdown_folder(
    folder: &Path,
    limits: &Limits,
    progress: Progress<'_>,
) -> Result<Reading, ImportError> {
    read_tree(&read_folder(folder, limits)?, limits, progress)
}

/// What lies on top of a project, never inside a topic.
fn is_top(tree: &Tree) -> bool {
    const MARKS: [&str; 9] = [
        MANIFEST,
        "docs",
        "content",
        "articles",
        "i18n",
        "website",
        "README.md",
        "package.json",
        "mkdocs.yml",
    ];
    tree.paths().any(|it| MARKS.contains(&it.split('/').next().unwrap_or_default()))
}

fn read_tree(tree: &Tree, limits: &Limits, progress: Progress<'_>) -> Result<Reading, ImportError> {
    if tree.get(MANIFEST).is_some() {
        return article_files::read_export(tree, limits, progress);
    }
    let mut reading = Reading::default();
    let shape = Shape::of(tree);
    let mut topics = Topics::default();
    for path in tree.paths().filter(|it| it.rsplit('/').next().is_some_and(is_category_file)) {
        let place = shape.place_of_file(path);
        let content = tree.get(path).unwrap_or_default();
        if let Err(problem) = topics.describe(&place.folders, place.locale, content) {
            reading.skip(tree.origin(path), SkipReason::BadCategoryFile(problem));
        }
    }
    let paths: Vec<(&str, Place)> =
        tree.paths().filter_map(|it| Some((it, shape.place(it)?))).collect();
    let total = paths.len();
    limits.check_articles(&tree.name, paths.len())?;
    let mut drafts = Vec::new();
    for (done, page) in paths.into_iter().enumerate() {
        progress(done, total);
        drafts.extend(read_page(tree, page, &shape, &mut topics, &mut reading));
    }
    progress(total, total);
    let pages = Pages::of(&drafts);
    let mut names = HashSet::new();
    for mut draft in drafts {
        pages.relink(tree, &mut draft, &mut reading.skipped);
        topics.name_steps(&mut draft.article);
        for name in &draft.article.media {
            if names.insert(name.clone())
                && let Some(bytes) = media_file(tree, name)
            {
                let mime = mime_of(name);
                reading.media.push(Media { name: name.clone(), bytes: bytes.to_vec(), mime });
            }
        }
        reading.articles.push(draft.article);
    }
    reading.categories = topics.into_categories();
    check_unique(&reading.articles)?;
    Ok(reading)
}

fn is_category_file(file: &str) -> bool {
    matches!(file, "_category_.json" | "_category_.yml" | "_category_.yaml")
}

fn read_page(
    tree: &Tree,
    (path, place): (&str, Place),
    shape: &Shape,
    topics: &mut Topics,
    reading: &mut Reading,
) -> Option<Draft> {
    let origin = tree.origin(path);
    let Ok(text) = std::str::from_utf8(tree.get(path)?) else {
        reading.skip(origin, SkipReason::NotText);
        return None;
    };
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let page = match front_matter::split(&text) {
        Ok(page) => page,
        Err(problem) => {
            let origin = format!("{origin}:{}", problem.line);
            reading.skip(origin, SkipReason::BadFrontMatter(problem.text));
            return None;
        }
    };
    let Page { values, body } = page;
    let fields = Fields::foreign(values);
    let mut article = match article_of(&fields, &origin, &mut reading.skipped) {
        Ok(article) => article,
        Err(reason) => {
            reading.skip(origin, reason);
            return None;
        }
    };
    article.locale = article.locale.or_else(|| place.locale.clone());
    let mut removed = Removed::default();
    let is_mdx = shape.is_mdx || path.to_ascii_lowercase().ends_with(".mdx");
    let body = clean(body, is_mdx, &mut removed);
    note_removed(&origin, removed, &mut reading.skipped);
    set_title_and_body(&mut article, &body, &fields, &place);
    if place.is_topic {
        let position = fields.text(&["weight", "sidebar_position"]).and_then(|it| it.parse().ok());
        topics.name(
            &place.folders,
            (article.locale.clone(), article.title.clone(), article.short.clone()),
            position,
        );
        if article.body.is_empty() {
            return None;
        }
    } else if article.body.is_empty() {
        reading.skip(origin, SkipReason::NoAnswer);
        return None;
    }
    if article.source_id.is_empty() {
        article.source_id = id_of(&fields, &place);
    }
    if fields.value(&["category", "categories"]).is_none() {
        article.category = folder_steps(shape, &place);
    }
    Some(Draft { path: path.to_owned(), place, article })
}

fn note_removed(origin: &str, removed: Removed, notes: &mut Vec<Skipped>) {
    let list =
        |it: std::collections::BTreeSet<String>| it.into_iter().collect::<Vec<_>>().join(", ");
    if !removed.components.is_empty() {
        let reason = SkipReason::RemovedComponents(list(removed.components));
        notes.push(Skipped { origin: origin.to_owned(), reason });
    }
    if !removed.shortcodes.is_empty() {
        let reason = SkipReason::RemovedShortcodes(list(removed.shortcodes));
        notes.push(Skipped { origin: origin.to_owned(), reason });
    }
}

/// The title comes from the front matter, the first heading, or the file's name; a first heading
/// that is the title leaves the body.
fn set_title_and_body(article: &mut ImportedArticle, body: &str, fields: &Fields, place: &Place) {
    let body = body.trim();
    let (first, rest) = body.split_once('\n').unwrap_or((body, ""));
    let heading = first.strip_prefix("# ").map(|it| it.trim().trim_end_matches('#').trim());
    let body = match heading {
        Some(heading) if article.title.is_empty() || article.title == heading => {
            heading.clone_into(&mut article.title);
            rest
        }
        _ => body,
    };
    body.trim_matches('\n').trim_end().clone_into(&mut article.body);
    if article.title.is_empty() {
        let label = fields.text(&["sidebar_label", "linktitle"]);
        let last_folder = place.folders.last().filter(|_| place.is_first || place.is_topic);
        let file = last_folder.map_or(place.stem.as_str(), |it| place::without_number(it));
        article.title = label.unwrap_or_else(|| title_from_slug(file));
    }
}

fn id_of(fields: &Fields, place: &Place) -> String {
    match fields.text(&["id"]) {
        Some(id) => Place { stem: id, is_first: false, ..place.clone() }.id(),
        None => place.id(),
    }
}

fn folder_steps(shape: &Shape, place: &Place) -> Vec<super::CategoryStep> {
    let mut folders = place.folders.as_slice();
    if shape.is_bundle(place)
        && let Some((_, above)) = folders.split_last()
    {
        folders = above;
    }
    folders.iter().filter_map(|it| step_of(&folder_name(it))).collect()
}

/// A folder's name as the name of its topic.
pub(super) fn folder_name(folder: &str) -> String {
    place::without_number(folder).to_owned()
}

#[cfg(test)]
mod tests;
