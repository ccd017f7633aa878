//! Articles of a test: written in one line, published in one word.

use lotse_app::knowledge::{NewArticle, Text};
use lotse_domain::ids::{ArticleId, BrandId};
use lotse_domain::knowledge::{Content, Facts, State, Visibility};
use lotse_domain::locale::Locale;

use crate::lotse::{TestLotse, locale};

/// An article being written; German and public unless it says otherwise.
#[derive(Debug)]
#[must_use = "an article is kept by `saved` or `published`"]
pub struct Draft<'a> {
    lotse: &'a TestLotse,
    brand: BrandId,
    locale: Locale,
    content: Content,
    facts: Facts,
}

impl TestLotse {
    /// Begins an article of the first brand.
    pub fn write(&self, title: &str, body: &str) -> Draft<'_> {
        Draft {
            lotse: self,
            brand: self.brand().id,
            locale: locale("de"),
            content: Content {
                title: title.to_owned(),
                body: body.to_owned(),
                ..Content::default()
            },
            facts: Facts::default(),
        }
    }

    /// A public German article that is live.
    pub async fn published(&self, title: &str, body: &str) -> ArticleId {
        self.write(title, body).published().await
    }

    /// Changes the state of a text.
    pub async fn put(&self, id: ArticleId, tag: &str, state: State) {
        let text = (id, &locale(tag));
        self.set_state(&self.may(), text, state, None).await.expect("the state changes");
    }
}

impl Draft<'_> {
    /// Writes it in this language.
    pub fn locale(mut self, tag: &str) -> Self {
        self.locale = locale(tag);
        self
    }

    /// Writes it for this brand.
    pub fn brand(mut self, brand: BrandId) -> Self {
        self.brand = brand;
        self
    }

    /// Adds ways to ask for it.
    pub fn phrasings(mut self, phrasings: &[&str]) -> Self {
        self.content.phrasings = phrasings.iter().map(|it| (*it).to_owned()).collect();
        self
    }

    /// Keeps it for these readers.
    pub fn visible_to(mut self, visibility: Visibility) -> Self {
        self.facts.access.visibility = visibility;
        self
    }

    /// Changes what holds for all its languages.
    pub fn facts(mut self, change: impl FnOnce(&mut Facts)) -> Self {
        change(&mut self.facts);
        self
    }

    /// Changes its words.
    pub fn content(mut self, change: impl FnOnce(&mut Content)) -> Self {
        change(&mut self.content);
        self
    }

    /// Keeps it as a draft.
    pub async fn saved(self) -> ArticleId {
        let text = Text { locale: self.locale, content: self.content, slug: None, base_version: 0 };
        let new = NewArticle { brand: self.brand, facts: self.facts, source: None, text };
        self.lotse.add_article(&self.lotse.may(), new).await.expect("the article is kept").id
    }

    /// Keeps it and makes it live.
    pub async fn published(self) -> ArticleId {
        let (lotse, tag) = (self.lotse, self.locale.to_string());
        let id = self.saved().await;
        lotse.put(id, &tag, State::Published).await;
        id
    }
}
