//! Links between the pages of one source, and to the files they show.

use std::collections::HashMap;

use super::Draft;
use super::place::is_page;
use crate::import::links::{link_to_article, link_to_media, resolve, rewrite_links};
use crate::import::tree::Tree;
use crate::import::{ImportedArticle, LinkTarget, SkipReason, Skipped, link_target};

/// Folders that a site serves from its top.
const STATIC: [&str; 5] = ["static", "website/static", "public", "assets", "content"];

/// What a link's path can lack to be a file's path.
const ENDINGS: [&str; 8] =
    ["", ".md", ".mdx", "/index.md", "/index.mdx", "/_index.md", "/README.md", ".markdown"];

/// All pages of a source by path and by address.
pub(super) struct Pages {
    by_path: HashMap<String, String>,
    by_address: HashMap<String, String>,
}

impl Pages {
    pub(super) fn of(drafts: &[Draft]) -> Self {
        let mut pages = Self { by_path: HashMap::new(), by_address: HashMap::new() };
        for draft in drafts {
            let id = draft.article.shared_id().to_owned();
            let address = draft.place.id();
            if let Some(slug) = &draft.article.slug {
                let above = address.rsplit_once('/').map(|(above, _)| format!("{above}/"));
                let address = format!("{}{slug}", above.unwrap_or_default());
                pages.by_address.entry(address).or_insert_with(|| id.clone());
            }
            pages.by_address.entry(address).or_insert_with(|| id.clone());
            pages.by_path.insert(draft.path.clone(), id);
        }
        pages
    }

    /// Makes the links of one page mean parts of the import, and lists the files it shows.
    pub(super) fn relink(&self, tree: &Tree, draft: &mut Draft, notes: &mut Vec<Skipped>) {
        let Draft { path, article, .. } = draft;
        let mut media: Vec<String> = Vec::new();
        let body = rewrite_links(&article.body, &mut |link, is_image| {
            if let Some(LinkTarget::Media(name)) = link_target(link) {
                if media_file(tree, &name).is_none() {
                    notes.push(missing(article, link, true));
                } else if !media.contains(&name) {
                    media.push(name);
                }
                return None;
            }
            let link = link.strip_prefix("@site").unwrap_or(link);
            let (target, fragment) = resolve(path, link)?;
            if let Some(id) = self.page(path, link, &target) {
                return Some(link_to_article(id, fragment.as_deref()));
            }
            let Some(file) = file(tree, link, &target) else {
                notes.push(missing(article, link, is_image));
                return None;
            };
            let new = link_to_media(&file);
            if !media.contains(&file) {
                media.push(file);
            }
            Some(new)
        });
        article.body = body;
        article.media = media;
    }

    fn page(&self, from: &str, link: &str, target: &str) -> Option<&str> {
        let found = ENDINGS.iter().find_map(|it| self.by_path.get(&format!("{target}{it}")));
        if let Some(id) = found {
            return Some(id);
        }
        // As an address: below its own page for relative links, without root and numbers.
        let below = resolve(&format!("{from}/page"), link).map(|(it, _)| it);
        [Some(target.to_owned()), below]
            .into_iter()
            .flatten()
            .find_map(|it| {
                let plain =
                    it.rsplit_once('.').filter(|_| is_page(&it)).map_or(it.as_str(), |it| it.0);
                let plain = ["docs/", "content/", "articles/"]
                    .iter()
                    .find_map(|root| plain.strip_prefix(root))
                    .unwrap_or(plain);
                let parts: Vec<&str> = plain.split('/').map(super::place::without_number).collect();
                let whole = parts.join("/");
                let without_language = parts.get(1..).unwrap_or_default().join("/");
                self.by_address.get(&whole).or_else(|| self.by_address.get(&without_language))
            })
            .map(String::as_str)
    }
}

/// The content of a file by the name its links use: its path, or its name in the folder `media`.
pub(super) fn media_file<'a>(tree: &'a Tree, name: &str) -> Option<&'a [u8]> {
    tree.get(name).or_else(|| tree.get(&format!("media/{name}")))
}

fn missing(article: &ImportedArticle, link: &str, is_image: bool) -> Skipped {
    let link = link.to_owned();
    let reason =
        if is_image { SkipReason::MissingMedia(link) } else { SkipReason::MissingPage(link) };
    Skipped { origin: article.origin.clone(), reason }
}

fn file(tree: &Tree, link: &str, target: &str) -> Option<String> {
    if is_page(target) {
        return None;
    }
    if tree.get(target).is_some() {
        return Some(target.to_owned());
    }
    if !link.starts_with('/') {
        return None;
    }
    STATIC.iter().map(|it| format!("{it}/{target}")).find(|it| tree.get(it).is_some())
}
