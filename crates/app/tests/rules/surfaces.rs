//! Every way an article reaches a reader, so that a rule can be checked on all of them at once.

use lotse_app::Slug;
use lotse_app::knowledge::Reader;
use lotse_domain::ids::{ArticleId, CategoryId};
use lotse_domain::knowledge::{Care, Category, CategoryName};
use lotse_testkit::TestLotse;

/// The names of all surfaces, as [`Shown::on`] lists them.
pub(crate) const ALL: [&str; 9] = [
    "ask",
    "suggest",
    "article_at",
    "live_lines",
    "live_rows",
    "address_of",
    "most_asked",
    "related",
    "topic_counts",
];

/// An article that would be found on every surface, beside one about the same.
pub(crate) struct Shown {
    pub(crate) id: ArticleId,
    near: ArticleId,
    category: CategoryId,
}

impl Shown {
    /// The article as a draft; the one beside it is live for everybody.
    pub(crate) async fn drafted(lotse: &TestLotse) -> Self {
        let category = category(lotse, "pflege").await;
        let id = lotse
            .write("Nasenpads wechseln", "Die Nasenpads lassen sich mit einer Schraube lösen.")
            .phrasings(&["Meine Brille hat keine Gummis mehr"])
            .facts(|it| it.category = Some(category))
            .saved()
            .await;
        let near = lotse
            .write("Nasenpads bestellen", "Neue Nasenpads gibt es im Laden, samt Schraube.")
            .published()
            .await;
        Self { id, near, category }
    }

    /// The surfaces on which this reader meets it now.
    pub(crate) async fn on(&self, lotse: &TestLotse, reader: &Reader) -> Vec<&'static str> {
        let is = |id: ArticleId| id == self.id;
        let mut found = Vec::new();
        let answered = lotse.asked(reader, "Meine Brille hat keine Gummis mehr").await;
        let hits = answered.answer.iter().chain(&answered.suggestions);
        found.push(("ask", hits.map(|it| it.line.article).any(is)));
        let typed = lotse.typed(reader, "Nasenpads wech").await;
        found.push(("suggest", typed.iter().map(|it| it.line.article).any(is)));
        let slug = lotse.article_at(reader, "nasenpads-wechseln").await.unwrap();
        found.push(("article_at", matches!(slug, Slug::Here(it) if is(it.article.article))));
        let (lines, _) = lotse.live_lines(reader, Some(self.category), None, 50).await.unwrap();
        found.push(("live_lines", lines.iter().map(|it| it.article).any(is)));
        let rows = lotse.live_rows(reader, &[self.id]).await.unwrap();
        found.push(("live_rows", !rows.is_empty()));
        let address = lotse.address_of(reader, self.id).await.unwrap();
        found.push(("address_of", address.is_some()));
        let most_asked = lotse.most_asked((reader, None), 10).await.unwrap();
        found.push(("most_asked", most_asked.iter().map(|it| it.article).any(is)));
        let near = lotse.live_rows(reader, &[self.near]).await.unwrap().remove(0);
        let around = lotse.around(reader, near).await.unwrap();
        found.push(("related", around.related.iter().map(|it| it.article).any(is)));
        let counts = lotse.topic_counts(reader).await.unwrap().unwrap();
        found.push(("topic_counts", counts.contains_key(&self.category)));
        found.into_iter().filter_map(|(name, is_there)| is_there.then_some(name)).collect()
    }
}

/// A topic of the first brand with this title in German.
pub(crate) async fn category(lotse: &TestLotse, title: &str) -> CategoryId {
    let id = CategoryId(lotse.new_id());
    let category = Category {
        id,
        brand: lotse.brand().id,
        parent: None,
        slug: String::new(),
        icon: String::new(),
        position: 0,
        names: vec![CategoryName {
            locale: "de".parse().unwrap(),
            title: title.to_owned(),
            description: String::new(),
        }],
        care: Care::default(),
    };
    lotse.save_category(&lotse.may(), category).await.unwrap().id
}
