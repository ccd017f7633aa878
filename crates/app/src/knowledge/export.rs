//! Writes a brand's knowledge so that others, and Lotse itself, can read it.

use std::collections::HashMap;

use lotse_connectors::export::{ExportError, write_jsonl, write_markdown_zip};
use lotse_connectors::import::{
    CategoryStep, ImportedArticle, ImportedCategory, ImportedCategoryName, ImportedGolden, Media,
    link_to_article, link_to_media, rewrite_links,
};
use lotse_domain::answers::golden::Golden;
use lotse_domain::ids::{ArticleId, BrandId, CategoryId, FileId};
use lotse_domain::knowledge::{Article, Category, Translation};
use lotse_store::{GoldenFilter, StoreError, Tx};

use crate::App;
use crate::access::{May, ReadKnowledge};

/// So many articles are read at a time.
const PAGE: i64 = 500;

/// How to write an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// A zip with a Markdown file per text, and the files they show.
    MarkdownZip,
    /// One JSON object a line.
    JsonLines,
}

/// Why there is no export.
#[derive(Debug, thiserror::Error)]
pub enum ExportFailure {
    /// It could not be written.
    #[error("the export could not be written")]
    Write(#[from] ExportError),
    /// The store failed.
    #[error("could not read the knowledge")]
    Store(#[from] StoreError),
}

impl App {
    /// Exports all articles of a brand in all languages, drafts included, as saved last, and the
    /// golden questions.
    ///
    /// An import of the export into an empty brand makes the same articles.
    ///
    /// # Errors
    /// See [`ExportFailure`].
    pub async fn export(
        &self,
        _may: &May<ReadKnowledge>,
        brand: BrandId,
        format: ExportFormat,
    ) -> Result<Vec<u8>, ExportFailure> {
        let mut tx = self.store.read().await?;
        let categories = tx.categories(brand).await?;
        let mut articles = Vec::new();
        let mut after = None;
        loop {
            let page = tx.articles_after(brand, after, PAGE).await?;
            after = page.last().map(|it| it.id);
            articles.extend(page);
            if after.is_none() {
                break;
            }
        }
        let shared: HashMap<ArticleId, String> =
            articles.iter().map(|it| (it.id, shared_id(it))).collect();
        let mut files = HashMap::new();
        let mut imported = Vec::new();
        for article in &articles {
            for text in &article.translations {
                let (body, used) = portable(&text.content.body, &shared);
                files.extend(used.iter().cloned());
                let media = used.into_iter().map(|(name, _)| name).collect();
                imported.push(portable_text(article, text, &categories, (body, media)));
            }
        }
        let mut media = Vec::new();
        for (name, id) in files {
            if let Some(file) = tx.file(id).await? {
                media.push(Media { name, bytes: file.bytes, mime: file.mime });
            }
        }
        media.sort_by(|a, b| a.name.cmp(&b.name));
        let categories: Vec<ImportedCategory> =
            categories.iter().map(|it| portable_category(it, &categories)).collect();
        let golden = portable_golden(&mut tx, brand, &shared).await?;
        Ok(match format {
            ExportFormat::MarkdownZip => {
                write_markdown_zip(&imported, &categories, &media, &golden)?
            }
            ExportFormat::JsonLines => write_jsonl(&imported, &categories, &media, &golden)?,
        })
    }
}

async fn portable_golden(
    tx: &mut Tx,
    brand: BrandId,
    shared: &HashMap<ArticleId, String>,
) -> Result<Vec<ImportedGolden>, StoreError> {
    let of = GoldenFilter { brand, locale: None, article: None };
    let rows = tx.golden(of, None, usize::MAX).await?;
    let portable = |it: Golden| ImportedGolden {
        text: it.text,
        locale: Some(it.locale),
        article: it.article.and_then(|id| shared.get(&id)).cloned(),
        origin: String::new(),
    };
    Ok(rows.into_iter().map(|it| portable(it.golden)).collect())
}

/// The id that an article keeps outside: its source's, else its own.
fn shared_id(article: &Article) -> String {
    article.source.as_ref().map_or_else(|| article.id.to_string(), |it| it.id.clone())
}

/// A body whose links mean parts of the export, and the files it shows by name.
fn portable(body: &str, shared: &HashMap<ArticleId, String>) -> (String, Vec<(String, FileId)>) {
    let mut used = Vec::new();
    let body = rewrite_links(body, &mut |link, _| {
        if let Some(rest) = link.strip_prefix("article:") {
            let (id, fragment) = match rest.split_once('#') {
                Some((id, fragment)) => (id, Some(fragment)),
                None => (rest, None),
            };
            let outside = shared.get(&id.parse::<ArticleId>().ok()?)?;
            return Some(link_to_article(outside, fragment));
        }
        let (id, name) = link.strip_prefix("/media/")?.split_once('/')?;
        let file: FileId = id.parse().ok()?;
        // Two files may have one name; the id keeps them apart.
        let name = format!("{id}/{name}");
        used.push((name.clone(), file));
        Some(link_to_media(&name))
    });
    used.dedup();
    (body, used)
}

fn portable_text(
    article: &Article,
    text: &Translation,
    categories: &[Category],
    (body, media): (String, Vec<String>),
) -> ImportedArticle {
    let facts = &article.facts;
    ImportedArticle {
        source_id: shared_id(article),
        locale: Some(text.locale.clone()),
        title: text.content.title.clone(),
        body,
        short: text.content.short.clone(),
        phrasings: text.content.phrasings.clone(),
        words: text.content.words.clone(),
        category: path(facts.category, categories)
            .into_iter()
            .map(|it| CategoryStep { slug: it.slug.clone(), title: title(it) })
            .collect(),
        kind: Some(facts.kind),
        visibility: Some(facts.access.visibility.clone()),
        state: Some(text.state),
        validity: facts.access.validity,
        review_on: facts.review_on,
        products: facts.products.clone(),
        codes: facts.codes.clone(),
        is_for_people: facts.is_for_people.then_some(true),
        slug: Some(text.slug.clone()),
        translation_of: None,
        media,
        origin: String::new(),
    }
}

fn portable_category(it: &Category, all: &[Category]) -> ImportedCategory {
    ImportedCategory {
        path: path(Some(it.id), all).into_iter().map(|it| it.slug.clone()).collect(),
        names: it
            .names
            .iter()
            .map(|name| ImportedCategoryName {
                locale: Some(name.locale.clone()),
                title: name.title.clone(),
                description: name.description.clone(),
            })
            .collect(),
        position: Some(it.position),
        icon: Some(it.icon.clone()),
        is_for_people: it.care.is_for_people.then_some(true),
        skill: it.care.skill.clone(),
    }
}

/// The topics from the top down to `id`.
fn path(id: Option<CategoryId>, all: &[Category]) -> Vec<&Category> {
    let mut steps = Vec::new();
    let mut at = id;
    while let Some(category) = at.and_then(|id| all.iter().find(|it| it.id == id)) {
        if all.len() <= steps.len() {
            break;
        }
        steps.push(category);
        at = category.parent;
    }
    steps.reverse();
    steps
}

fn title(it: &Category) -> String {
    it.names.first().map_or_else(|| it.slug.clone(), |name| name.title.clone())
}
