//! Our own export's layout: one Markdown file per article and language, and a manifest.
//!
//! With the manifest present every character is kept; without it a folder is somebody else's.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::fields::{Fields, article_of};
use super::front_matter;
use super::ids::check_unique;
use super::markdown::is_page;
use super::tree::Tree;
use super::{
    ImportError, ImportedArticle, ImportedCategory, ImportedCategoryName, ImportedGolden, Limits,
    Media, Progress, Reading, SkipReason,
};

/// The file that marks a folder as our own export.
pub const MANIFEST: &str = "lotse-export.json";

/// What the manifest says.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// Counts changes of the layout that older readers would misread.
    pub(crate) version: u32,
    #[serde(default)]
    pub(crate) categories: Vec<CategoryRecord>,
    /// The article files, in order; files that came later follow by name.
    #[serde(default)]
    pub(crate) articles: Vec<String>,
    #[serde(default)]
    pub(crate) media: Vec<MediaRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) golden: Vec<GoldenRecord>,
}

/// A golden question as the export writes it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct GoldenRecord {
    pub(crate) text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) locale: Option<String>,
    /// The id that the languages of its article share; nothing must answer it without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) article: Option<String>,
}

impl From<&ImportedGolden> for GoldenRecord {
    fn from(it: &ImportedGolden) -> Self {
        Self {
            text: it.text.clone(),
            locale: it.locale.as_ref().map(ToString::to_string),
            article: it.article.clone(),
        }
    }
}

impl GoldenRecord {
    /// # Errors
    /// With the sentence for the message, when the language is none.
    pub(crate) fn into_golden(self, origin: String) -> Result<ImportedGolden, String> {
        let Self { text, locale, article } = self;
        let locale = match locale {
            None => None,
            Some(text) => Some(text.parse().map_err(|error| format!("{text:?} is {error}"))?),
        };
        Ok(ImportedGolden { text, locale, article, origin })
    }
}

/// A category as the export writes it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CategoryRecord {
    pub(crate) path: Vec<String>,
    #[serde(default)]
    pub(crate) names: Vec<NameRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) position: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) icon: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) for_people: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) skill: Option<String>,
}

/// A category's name as the export writes it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct NameRecord {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) locale: Option<String>,
    pub(crate) title: String,
    #[serde(default)]
    pub(crate) description: String,
}

/// Where the export put a file that articles show.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct MediaRecord {
    pub(crate) name: String,
    pub(crate) file: String,
    pub(crate) mime: String,
}

impl From<&ImportedCategory> for CategoryRecord {
    fn from(category: &ImportedCategory) -> Self {
        let name = |it: &ImportedCategoryName| NameRecord {
            locale: it.locale.as_ref().map(ToString::to_string),
            title: it.title.clone(),
            description: it.description.clone(),
        };
        Self {
            path: category.path.clone(),
            names: category.names.iter().map(name).collect(),
            position: category.position,
            icon: category.icon.clone(),
            for_people: category.is_for_people,
            skill: category.skill.clone(),
        }
    }
}

impl CategoryRecord {
    /// # Errors
    /// With the sentence for the message, when a language is none.
    pub(crate) fn into_category(self) -> Result<ImportedCategory, String> {
        let mut names = Vec::new();
        for name in self.names {
            let locale = match name.locale {
                None => None,
                Some(text) => Some(text.parse().map_err(|error| format!("{text:?} is {error}"))?),
            };
            let NameRecord { title, description, .. } = name;
            names.push(ImportedCategoryName { locale, title, description });
        }
        Ok(ImportedCategory {
            path: self.path,
            names,
            position: self.position,
            icon: self.icon,
            is_for_people: self.for_people,
            skill: self.skill,
        })
    }
}

/// The media type a file's name suggests.
pub(super) fn mime_of(name: &str) -> String {
    mime_guess::from_path(name).first_or_octet_stream().to_string()
}

/// Reads an unpacked export, word for word.
pub(super) fn read_export(
    tree: &Tree,
    limits: &Limits,
    progress: Progress<'_>,
) -> Result<Reading, ImportError> {
    let bad =
        |problem: String| ImportError::BadRecord { file: tree.origin(MANIFEST), line: 1, problem };
    let manifest: Manifest = serde_json::from_slice(tree.get(MANIFEST).unwrap_or_default())
        .map_err(|error| ImportError::BadRecord {
            file: tree.origin(MANIFEST),
            line: error.line().max(1),
            problem: error.to_string(),
        })?;
    if manifest.version != 1 {
        return Err(bad(format!("version {} is not known here", manifest.version)));
    }
    let mut reading = Reading::default();
    for category in manifest.categories {
        reading.categories.push(category.into_category().map_err(bad)?);
    }
    for golden in manifest.golden {
        reading.golden.push(golden.into_golden(tree.origin(MANIFEST)).map_err(bad)?);
    }
    for media in manifest.media {
        match tree.get(&media.file) {
            Some(bytes) => reading.media.push(Media {
                name: media.name,
                bytes: bytes.to_vec(),
                mime: media.mime,
            }),
            None => reading.skip(tree.origin(MANIFEST), SkipReason::MissingMedia(media.file)),
        }
    }
    let paths = article_paths(tree, manifest.articles);
    limits.check_articles(&tree.name, paths.len())?;
    for (done, path) in paths.iter().enumerate() {
        progress(done, paths.len());
        reading.articles.extend(read_file(tree, path, &mut reading.skipped));
    }
    progress(paths.len(), paths.len());
    check_unique(&reading.articles)?;
    Ok(reading)
}

fn article_paths(tree: &Tree, listed: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut paths: Vec<String> = listed.into_iter().filter(|it| tree.get(it).is_some()).collect();
    paths.retain(|it| seen.insert(it.clone()));
    let files = tree.paths().filter(|it| it.starts_with("articles/") && is_page(it));
    paths.extend(files.filter(|it| !seen.contains(*it)).map(str::to_owned));
    paths
}

fn read_file(
    tree: &Tree,
    path: &str,
    skipped: &mut Vec<super::Skipped>,
) -> Option<ImportedArticle> {
    let origin = tree.origin(path);
    let mut skip = |reason| {
        skipped.push(super::Skipped { origin: origin.clone(), reason });
        None
    };
    let Ok(text) = std::str::from_utf8(tree.get(path)?) else { return skip(SkipReason::NotText) };
    let page = match front_matter::split(text) {
        Ok(page) => page,
        Err(problem) => {
            let text = format!("line {}: {}", problem.line, problem.text);
            return skip(SkipReason::BadFrontMatter(text));
        }
    };
    let mut article = match article_of(&Fields::exact(page.values), &origin, skipped) {
        Ok(article) => article,
        Err(reason) => {
            skipped.push(super::Skipped { origin, reason });
            return None;
        }
    };
    page.body.clone_into(&mut article.body);
    if article.source_id.is_empty() {
        let stem = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md");
        stem.clone_into(&mut article.source_id);
    }
    Some(article)
}
