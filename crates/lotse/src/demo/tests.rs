//! The demo is complete, and a second start changes nothing.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use lotse_app::knowledge::Reader;
use lotse_domain::clock::Clock;
use lotse_domain::locale::Locale;

use super::*;
use crate::config::{Environment, in_folder};
use crate::wire;

/// A day on which every article of the demo holds.
#[derive(Debug)]
struct Autumn;

impl Clock for Autumn {
    fn now(&self) -> DateTime<Utc> {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }
}

/// What can be counted of a demo.
#[derive(Debug, PartialEq, Eq)]
struct Counts {
    live: Vec<usize>,
    categories: usize,
    locations: usize,
    notices: usize,
    words: usize,
    agents: usize,
    asked: i64,
    gaps: usize,
}

async fn counts(app: &App) -> Counts {
    let operator = Actor::operator();
    let read: May<ReadKnowledge> = operator.may().unwrap();
    let made = made(app, "brillenwerk").unwrap();
    let mut live = Vec::new();
    for locale in &made.brand.locales {
        let reader =
            Reader { brand: made.brand.id, locale: locale.clone(), audience: Audience::Team };
        live.push(app.live_lines(&reader, None, None, 1_000).await.unwrap().0.len());
    }
    let id = made.brand.id;
    Counts {
        live,
        categories: made.categories.len(),
        locations: made.locations.len(),
        notices: made.notices.len(),
        words: app.synonyms(&read, (id, None), None, 10_000).await.unwrap().len(),
        agents: app.agents(&operator.may().unwrap()).await.unwrap().len(),
        asked: app.asked_lately(&read, id).await.unwrap().0,
        gaps: app.gaps(&read, (id, None), None, 100).await.unwrap().len(),
    }
}

/// Starts the demo once as the program does and ends it.
async fn start(folder: &Path) -> (Option<ImportReport>, Counts, Arc<App>) {
    let settings = in_folder(folder, &Environment::new()).unwrap();
    let mut parts = wire::start(&settings, Arc::new(Autumn)).await.unwrap();
    let report = set_up(&parts.app, &mut parts.log, folder).await.unwrap();
    let counts = counts(&parts.app).await;
    (report, counts, parts.app)
}

#[tokio::test]
async fn a_second_start_of_the_demo_finds_everything_and_adds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (report, first, app) = start(folder.path()).await;
    let report = report.unwrap();
    assert_eq!(report.skipped, [], "every article and picture comes in");
    assert_eq!((report.created, report.updated, report.unchanged), (3 * 66, 0, 0));
    assert_eq!(first.live, [66, 66, 66]);
    assert_eq!((first.categories, first.locations, first.notices), (12, 4, 3));
    assert_eq!(first.agents, 3);
    assert!(3 * 30 < first.words, "{first:?}");
    assert!(36 < first.asked, "{first:?}");
    assert!(0 < first.gaps, "{first:?}");
    app.store().close().await;
    let (again, second, app) = start(folder.path()).await;
    assert_eq!(again, None);
    assert_eq!(second, first);
    app.store().close().await;
}

#[tokio::test]
async fn an_interrupted_set_up_is_finished_by_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let settings = in_folder(folder.path(), &Environment::new()).unwrap();
    let parts = wire::start(&settings, Arc::new(Autumn)).await.unwrap();
    let operator = Actor::operator();
    let rights = Rights {
        administer: operator.may().unwrap(),
        write: operator.may().unwrap(),
        read: operator.may().unwrap(),
    };
    let file = content::brand().unwrap();
    let brand = make_brand(&parts.app, &rights, &file).await.unwrap();
    make_categories(&parts.app, &rights, &file, &brand.slug).await.unwrap();
    make_words(&parts.app, &rights, &file, &brand).await.unwrap();
    make_agent(&parts.app, &rights, &AGENTS[0], &brand).await.unwrap();
    parts.app.store().close().await;
    let (report, counts, app) = start(folder.path()).await;
    assert_eq!(report.unwrap().created, 3 * 66);
    assert_eq!((counts.categories, counts.notices, counts.agents), (12, 3, 3));
    let (again, same, _) = start(folder.path()).await;
    assert_eq!((again, same), (None, counts));
    app.store().close().await;
}

#[tokio::test]
async fn pictures_of_the_demo_end_up_under_media_and_notices_lead_to_articles() {
    let folder = tempfile::tempdir().unwrap();
    let (_, _, app) = start(folder.path()).await;
    let german: Locale = "de".parse().unwrap();
    let brand = made(&app, "brillenwerk").unwrap();
    let reader =
        Reader { brand: brand.brand.id, locale: german.clone(), audience: Audience::Anyone };
    let source = Source { name: SOURCE.to_owned(), id: "replace-nose-pads".to_owned() };
    let mut tx = app.store().read().await.unwrap();
    let article = tx.article_from(brand.brand.id, &source).await.unwrap().unwrap();
    drop(tx);
    let row = app.live_rows(&reader, &[article.id]).await.unwrap().remove(0);
    let link = row.html.split("src=\"/media/").nth(1).expect("a picture under /media/");
    let id = link.split('/').next().unwrap().parse().unwrap();
    let picture = app.public_file(id).await.unwrap().unwrap();
    assert_eq!(picture.mime, "image/svg+xml");
    assert!(!row.html.contains("media:"), "{}", row.html);
    assert!(brand.notices.iter().all(|it| it.article.is_some()));
    assert!(folder.path().join("content/articles/pl/replace-nose-pads.md").exists());
    app.store().close().await;
}

#[tokio::test]
async fn the_pages_of_the_shop_may_chat_and_a_second_start_adds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (_, _, app) = start(folder.path()).await;
    let url = "http://127.0.0.1:8081";
    shop::admit(&app, url).await.unwrap();
    let origins = || made(&app, "brillenwerk").unwrap().brand.chat.origins;
    assert_eq!(origins(), [url, "http://localhost:8081"]);
    shop::admit(&app, url).await.unwrap();
    assert_eq!(origins().len(), 2);
    app.store().close().await;
}

#[tokio::test]
async fn of_several_programs_on_one_demo_the_first_opens_the_shop() {
    let folder = tempfile::tempdir().unwrap();
    let lotse = ("127.0.0.1:0".parse().unwrap(), "http://127.0.0.1:1");
    let first = shop::open(folder.path(), None, lotse).await.unwrap();
    assert!(first.unwrap().url.starts_with("http://127.0.0.1:"));
    let first = shop::open(folder.path(), Some("127.0.0.1:0"), lotse).await.unwrap();
    assert!(first.is_some(), "it was closed");
    assert!(shop::open(folder.path(), None, lotse).await.unwrap().is_none());
}
