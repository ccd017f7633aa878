//! What is exported can be imported, and is the same.

use std::collections::BTreeMap;

use lotse_app::knowledge::{ExportFormat, ImportOrder, Origin, Text};
use lotse_app::{ArticleFilter, GoldenFilter};
use lotse_domain::answers::golden::Golden;
use lotse_domain::ids::{ArticleId, BrandId, CategoryId, GoldenId};
use lotse_domain::knowledge::{
    Article, Care, Category, CategoryName, Content, Kind, State, Validity, Visibility,
};
use lotse_testkit::{TestLotse, on_both_databases};
use uuid::Uuid;

on_both_databases!(
    a_zip_of_markdown_brings_everything_into_another_brand,
    json_lines_bring_everything_into_another_brand,
    an_export_brings_everything_into_another_installation,
    an_imported_export_is_unchanged_the_second_time,
    what_is_settled_here_stays_when_an_export_comes,
);

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n a picture";

/// Two topics, and articles in every state, of every sort, with all that an article can have.
async fn fill(lotse: &TestLotse) {
    let top = topic(lotse, "pflege", None, 3).await;
    let low = topic(lotse, "gestell", Some(top), 1).await;
    topic(lotse, "leer", None, 2).await;
    let picture = lotse.add_media(&lotse.may(), "Bild 1.png", PNG.to_vec()).await.unwrap();
    let target =
        lotse.write("Brille reinigen", "Mit Wasser.\n\n## Seife\n\nWenig.\n").saved().await;
    let body = format!(
        "  Anfang mit Blanks\n\n[Reinigen](article:{target}#seife), ![Bild](/media/{}/Bild-1.png)\n\n\
         ```\n---\nkey: x\n```\n\n| a | b |\n|---|---|\n| \u{201e}x\u{201c} | \\| |\n\n\u{2028}Ende: \"ja\"  \n",
        picture.id
    );
    let full = lotse
        .write("Nasenpads: wechseln? #1", &body)
        .phrasings(&["Meine Brille hat keine \"Gummis\" mehr", "- pads", "ja", "2027-01-01"])
        .content(|it| {
            it.short = "Kurz: so geht's.".to_owned();
            it.words = vec!["Nupsi".to_owned(), "null".to_owned(), "07".to_owned()];
        })
        .facts(|it| {
            it.category = Some(low);
            it.kind = Kind::Guide;
            it.access.visibility = Visibility::Segment("business".to_owned());
            it.access.validity = Validity {
                from: Some(lotse.now()),
                until: Some(lotse.now() + chrono::Duration::milliseconds(86_400_001)),
            };
            it.review_on = Some("2027-03-01".parse().unwrap());
            it.products = vec!["Halden 52".to_owned()];
            it.codes = vec!["E03".to_owned(), "1".to_owned()];
            it.is_for_people = true;
        })
        .published()
        .await;
    let polish = Content { title: "Noski".into(), body: "Śrubka.".into(), ..Content::default() };
    let text = Text { locale: "pl".parse().unwrap(), content: polish, slug: None, base_version: 0 };
    lotse.save_text(&lotse.may(), full, text).await.unwrap();
    lotse.put(full, "pl", State::InReview).await;
    settle(lotse, "de", "Wie: \"wechseln\"?", Some(full)).await;
    settle(lotse, "pl", "Noski?", Some(full)).await;
    settle(lotse, "pl", "Pogoda", None).await;
    let old = lotse.write("Alt", "Weg.").facts(|it| it.category = Some(top)).saved().await;
    lotse.put(old, "de", State::Archived).await;
}

async fn settle(lotse: &TestLotse, tag: &str, text: &str, article: Option<ArticleId>) {
    let (id, brand) = (GoldenId(lotse.new_id()), lotse.brand().id);
    let golden = Golden { id, brand, locale: tag.parse().unwrap(), text: text.to_owned(), article };
    lotse.keep_golden(&lotse.may(), golden).await.unwrap();
}

/// The golden questions of a brand, with the titles of their articles.
async fn golden(lotse: &TestLotse, brand: BrandId) -> Vec<(String, String, Option<String>)> {
    let of = GoldenFilter { brand, locale: None, article: None };
    let rows = lotse.golden(&lotse.may(), of, None, 100).await.unwrap();
    let told = rows.into_iter().map(|it| {
        let Golden { locale, text, .. } = it.golden;
        (locale.to_string(), text, it.title)
    });
    told.collect()
}

async fn topic(lotse: &TestLotse, slug: &str, parent: Option<CategoryId>, at: i32) -> CategoryId {
    let name = |tag: &str| CategoryName {
        locale: tag.parse().unwrap(),
        title: format!("{slug} in {tag}"),
        description: format!("Alles: {slug}"),
    };
    let category = Category {
        id: CategoryId(lotse.new_id()),
        brand: lotse.brand().id,
        parent,
        slug: slug.to_owned(),
        icon: if slug == "leer" { String::new() } else { format!("icon-{slug}") },
        position: at,
        names: vec![name("de"), name("pl")],
        care: Care {
            is_for_people: slug == "leer",
            skill: (slug == "gestell").then(|| "Werkstatt".to_owned()),
        },
    };
    lotse.save_category(&lotse.may(), category).await.unwrap().id
}

/// An article without what is its own here: ids, times and versions.
#[derive(Debug, PartialEq)]
struct Portable {
    /// The category by its path, the rest of the facts as they print.
    facts: String,
    texts: BTreeMap<String, (String, Content, State, bool)>,
}

/// The articles of a brand by their German titles.
async fn portable(lotse: &TestLotse, brand: BrandId) -> BTreeMap<String, Portable> {
    let filter = ArticleFilter::default();
    let lines = lotse.article_lines(&lotse.may(), brand, &filter, 100).await.unwrap();
    let mut all = Vec::new();
    for line in lines {
        all.push(lotse.article(&lotse.may(), line.article).await.unwrap().unwrap());
    }
    let named: Vec<(String, String)> =
        all.iter().map(|it| (it.id.to_string(), title(it))).collect();
    let current = lotse.current();
    let categories = &current.brand_of(brand).unwrap().categories;
    let mut found = BTreeMap::new();
    for article in all {
        let path = article.facts.category.map(|id| path(categories, id));
        let mut facts = article.facts.clone();
        facts.category = None;
        let mut texts = BTreeMap::new();
        for text in &article.translations {
            let mut content = text.content.clone();
            for (id, title) in &named {
                content.body = content.body.replace(id, title);
            }
            content.body = with_pictures(lotse, &content.body).await;
            let is_live = text.live_version.is_some();
            texts
                .insert(text.locale.to_string(), (text.slug.clone(), content, text.state, is_live));
        }
        found.insert(title(&article), Portable { facts: format!("{path:?} {facts:?}"), texts });
    }
    found
}

fn title(article: &Article) -> String {
    let german = article.translations.iter().find(|it| it.locale.as_str() == "de");
    german.unwrap().content.title.clone()
}

/// A body in which ids of pictures stand as what they show.
async fn with_pictures(lotse: &TestLotse, body: &str) -> String {
    let Some((before, rest)) = body.split_once("/media/") else { return body.to_owned() };
    let (id, after) = rest.split_once('/').unwrap();
    let file = lotse.public_file(id.parse().unwrap()).await.unwrap().unwrap();
    format!("{before}/media/{:?}/{after}", file.bytes)
}

fn path(categories: &[Category], id: CategoryId) -> Vec<String> {
    let category = categories.iter().find(|it| it.id == id).unwrap();
    let mut steps = category.parent.map_or_else(Vec::new, |it| path(categories, it));
    steps.push(category.slug.clone());
    steps
}

/// The topics of a brand by path, without what is their own here.
fn topics(lotse: &TestLotse, brand: BrandId) -> Vec<(Vec<String>, Category)> {
    let current = lotse.current();
    let all = &current.brand_of(brand).unwrap().categories;
    let mut topics: Vec<_> = all.iter().map(|it| (path(all, it.id), without_ids(it))).collect();
    topics.sort_by(|a, b| a.0.cmp(&b.0));
    topics
}

fn without_ids(it: &Category) -> Category {
    let (id, brand) = (CategoryId(Uuid::nil()), BrandId(Uuid::nil()));
    Category { id, brand, parent: None, ..it.clone() }
}

async fn bring(
    lotse: &TestLotse,
    brand: BrandId,
    (name, bytes): (&str, Vec<u8>),
) -> (usize, usize, usize) {
    let order = ImportOrder {
        brand,
        source: "export".to_owned(),
        locale: "de".parse().unwrap(),
        is_dry: false,
        publishes: true,
        origin: Origin::File { name: name.to_owned(), bytes, mapping: None },
    };
    let report = lotse.import(&lotse.may(), &order, &|_, _| {}).await.unwrap();
    assert_eq!(report.skipped, []);
    (report.created, report.updated, report.unchanged)
}

async fn round(lotse: &TestLotse, there: &TestLotse, name: &str, format: ExportFormat) {
    fill(lotse).await;
    let bytes = lotse.export(&lotse.may(), lotse.brand().id, format).await.unwrap();
    let target = there.second_brand("copy", &["de", "pl"]).await.id;
    assert_eq!(bring(there, target, (name, bytes)).await, (4, 0, 0));
    let here = portable(lotse, lotse.brand().id).await;
    assert_eq!(here.len(), 3);
    assert_eq!(portable(there, target).await, here);
    assert_eq!(topics(there, target), topics(lotse, lotse.brand().id));
    let questions = golden(lotse, lotse.brand().id).await;
    assert_eq!(questions.len(), 3);
    assert_eq!(golden(there, target).await, questions);
}

async fn a_zip_of_markdown_brings_everything_into_another_brand(lotse: &TestLotse) {
    round(lotse, lotse, "export.zip", ExportFormat::MarkdownZip).await;
}

async fn json_lines_bring_everything_into_another_brand(lotse: &TestLotse) {
    round(lotse, lotse, "export.jsonl", ExportFormat::JsonLines).await;
}

async fn an_export_brings_everything_into_another_installation(lotse: &TestLotse) {
    let there = TestLotse::on_sqlite().await;
    round(lotse, &there, "export.zip", ExportFormat::MarkdownZip).await;
}

async fn an_imported_export_is_unchanged_the_second_time(lotse: &TestLotse) {
    fill(lotse).await;
    let brand = lotse.brand().id;
    let bytes = lotse.export(&lotse.may(), brand, ExportFormat::JsonLines).await.unwrap();
    let target = lotse.second_brand("copy", &["de", "pl"]).await.id;
    bring(lotse, target, ("a.jsonl", bytes.clone())).await;
    assert_eq!(bring(lotse, target, ("a.jsonl", bytes)).await, (0, 0, 4));
    let again = lotse.export(&lotse.may(), target, ExportFormat::JsonLines).await.unwrap();
    assert_eq!(bring(lotse, target, ("a.jsonl", again)).await, (0, 0, 4));
    assert_eq!(golden(lotse, target).await, golden(lotse, brand).await);
}

async fn what_is_settled_here_stays_when_an_export_comes(lotse: &TestLotse) {
    fill(lotse).await;
    let bytes =
        lotse.export(&lotse.may(), lotse.brand().id, ExportFormat::JsonLines).await.unwrap();
    let target = lotse.second_brand("copy", &["de", "pl"]).await.id;
    let own = lotse.write("Eigenes", "Eigenes.").brand(target).locale("pl").saved().await;
    let (id, locale) = (GoldenId(lotse.new_id()), "pl".parse().unwrap());
    let text = "pogoda?".to_owned();
    let question = Golden { id, brand: target, locale, text, article: Some(own) };
    lotse.keep_golden(&lotse.may(), question).await.unwrap();
    let order = ImportOrder {
        brand: target,
        source: "export".to_owned(),
        locale: "de".parse().unwrap(),
        is_dry: false,
        publishes: true,
        origin: Origin::File { name: "a.jsonl".to_owned(), bytes, mapping: None },
    };
    let report = lotse.import(&lotse.may(), &order, &|_, _| {}).await.unwrap();
    assert_eq!(report.golden, 2);
    let codes: Vec<&str> = report.skipped.iter().map(|(_, why)| why.code.as_str()).collect();
    assert_eq!(codes, ["golden_settled"]);
    let kept = golden(lotse, target).await;
    assert!(kept.contains(&("pl".to_owned(), "pogoda?".to_owned(), Some("Eigenes".to_owned()))));
}
