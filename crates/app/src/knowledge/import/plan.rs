//! What an imported text means here: our facts and our content.

use lotse_connectors::import::ImportedArticle;
use lotse_domain::ids::CategoryId;
use lotse_domain::knowledge::{Access, Content, Facts, Kind, State};
use lotse_domain::locale::Locale;

/// All languages of one article.
pub(super) struct Group {
    pub(super) shared_id: String,
    pub(super) texts: Vec<ImportedArticle>,
}

/// Puts the languages of an article together, in the order of the source.
pub(super) fn groups(articles: Vec<ImportedArticle>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for article in articles {
        let shared_id = article.shared_id().to_owned();
        let place = *places.entry(shared_id.clone()).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.texts.push(article),
            None => groups.push(Group { shared_id, texts: vec![article] }),
        }
    }
    groups
}

impl Group {
    /// The facts of an article: what its texts say, first come first served; what none of them
    /// says stays as it was.
    pub(super) fn facts(&self, before: Option<&Facts>, category: Option<CategoryId>) -> Facts {
        let before = before.cloned().unwrap_or_default();
        let first = |said: fn(&ImportedArticle) -> bool| self.texts.iter().find(|it| said(it));
        let visibility = first(|it| it.visibility.is_some()).and_then(|it| it.visibility.clone());
        let validity = first(|it| it.validity.from.is_some() || it.validity.until.is_some());
        let kind: Option<Kind> = self.texts.iter().find_map(|it| it.kind);
        let list = |said: fn(&ImportedArticle) -> &Vec<String>, kept: &Vec<String>| {
            let mut all: Vec<String> = Vec::new();
            for word in self.texts.iter().flat_map(said) {
                if !all.contains(word) {
                    all.push(word.clone());
                }
            }
            if all.is_empty() { kept.clone() } else { all }
        };
        Facts {
            category: category.or(before.category),
            kind: kind.unwrap_or(before.kind),
            access: Access {
                visibility: visibility.unwrap_or(before.access.visibility),
                validity: validity.map_or(before.access.validity, |it| it.validity),
            },
            review_on: self.texts.iter().find_map(|it| it.review_on).or(before.review_on),
            products: list(|it| &it.products, &before.products),
            codes: list(|it| &it.codes, &before.codes),
            is_for_people: self
                .texts
                .iter()
                .find_map(|it| it.is_for_people)
                .unwrap_or(before.is_for_people),
        }
    }
}

/// The words of an imported text, with `body` as its links were rewritten.
pub(super) fn content(text: &ImportedArticle, body: String) -> Content {
    Content {
        title: text.title.clone(),
        phrasings: text.phrasings.clone(),
        body,
        short: text.short.clone(),
        words: text.words.clone(),
    }
}

/// The state a text comes in with: what the source says, else live or draft by order.
pub(super) fn state(text: &ImportedArticle, publishes: bool) -> State {
    match text.state {
        Some(state) if publishes || state != State::Published => state,
        _ if publishes => State::Published,
        _ => State::Draft,
    }
}

/// The language of a text, else the order's.
pub(super) fn locale_of(text: &ImportedArticle, fallback: &Locale) -> Locale {
    text.locale.clone().unwrap_or_else(|| fallback.clone())
}
