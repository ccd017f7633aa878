//! Topics a source describes in files of their own (`_category_.json`, `_index.md`).

use std::collections::BTreeMap;

use lotse_domain::locale::Locale;
use serde_json::Value;

use super::fields::step_of;
use super::markdown::folder_name;
use super::{ImportedArticle, ImportedCategory, ImportedCategoryName};

/// The topics found so far, by their path of slugs.
#[derive(Debug, Default)]
pub(super) struct Topics(BTreeMap<Vec<String>, ImportedCategory>);

impl Topics {
    /// Takes in a `_category_` file of the folder at `folders`.
    ///
    /// # Errors
    /// With what the reader said when the file is no JSON or YAML object.
    pub(super) fn describe(
        &mut self,
        folders: &[String],
        locale: Option<Locale>,
        content: &[u8],
    ) -> Result<(), String> {
        // YAML reads JSON too.
        let value: Value = serde_saphyr::from_slice(content)
            .map_err(|error| error.to_string().lines().next().unwrap_or_default().to_owned())?;
        if !value.is_object() {
            return Err("it holds no names and values".to_owned());
        }
        let text = |value: &Value, name: &str| {
            value.get(name).and_then(Value::as_str).unwrap_or_default().trim().to_owned()
        };
        let mut description = text(&value, "description");
        if description.is_empty() {
            description = value.get("link").map(|it| text(it, "description")).unwrap_or_default();
        }
        let position = value.get("position").and_then(Value::as_f64);
        // Docusaurus allows halves; whole places are near enough.
        let position = position.and_then(|it| format!("{it:.0}").parse().ok());
        self.name(folders, (locale, text(&value, "label"), description), position);
        Ok(())
    }

    /// Names a topic in one language; an empty title only says where it stands.
    pub(super) fn name(
        &mut self,
        folders: &[String],
        (locale, title, description): (Option<Locale>, String, String),
        position: Option<i32>,
    ) {
        let path = path_of(folders);
        if path.is_empty() {
            return;
        }
        let topic = self.0.entry(path.clone()).or_default();
        topic.path = path;
        topic.position = topic.position.or(position);
        if !title.is_empty() && topic.names.iter().all(|it| it.locale != locale) {
            topic.names.push(ImportedCategoryName { locale, title, description });
        }
    }

    /// Gives the steps above an article the titles their topics have in its language.
    pub(super) fn name_steps(&self, article: &mut ImportedArticle) {
        let mut path = Vec::new();
        for step in &mut article.category {
            path.push(step.slug.clone());
            let Some(topic) = self.0.get(&path) else { continue };
            let name = topic
                .names
                .iter()
                .find(|it| it.locale == article.locale)
                .or_else(|| topic.names.first());
            if let Some(name) = name {
                step.title.clone_from(&name.title);
            }
        }
    }

    pub(super) fn into_categories(self) -> Vec<ImportedCategory> {
        self.0.into_values().collect()
    }
}

fn path_of(folders: &[String]) -> Vec<String> {
    folders.iter().filter_map(|it| step_of(&folder_name(it))).map(|it| it.slug).collect()
}
