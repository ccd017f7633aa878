//! Knowledge comes in again and again, whole or not at all.

use std::path::Path;

use lotse_app::Slug;
use lotse_app::knowledge::{ImportFailure, ImportOrder, ImportReport, Origin, Why};
use lotse_domain::knowledge::State;
use lotse_testkit::{TestLotse, on_both_databases};

on_both_databases!(
    a_folder_is_taken_over_with_links_and_pictures,
    the_second_run_of_an_import_changes_nothing,
    one_changed_file_changes_one_article,
    a_dry_run_says_all_and_does_nothing,
    of_an_unusable_source_nothing_is_kept,
    an_id_that_stands_twice_is_refused,
    a_picture_that_comes_twice_is_kept_once,
    without_publishing_everything_comes_in_as_a_draft,
    what_an_editor_took_down_is_not_put_back_unless_it_changed,
    two_sources_with_the_same_ids_are_told_apart,
    a_language_the_brand_does_not_offer_is_named,
    an_import_can_be_asked_after,
);

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n a picture";

/// A folder as somebody would bring it: two articles that link each other, one topic, a picture.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    std::fs::create_dir_all(folder.path().join("pflege")).unwrap();
    write("pflege/pads.md", PADS.as_bytes());
    write("pflege/reinigen.md", b"# Brille reinigen\n\nMit lauwarmem Wasser.\n");
    write("pflege/pads.png", PNG);
    write("versand.md", b"---\nkey: versand\ntitle: Was kostet der Versand?\n---\nVier Euro.\n");
    folder
}

const PADS: &str = "---\nkey: pads\ntitle: Nasenpads wechseln\nphrasings:\n  \
    - Meine Brille hat keine Gummis mehr\nproducts: [Halden 52]\n---\n\
    Erst [reinigen](reinigen.md), dann wechseln.\n\n![Pads](pads.png)\n";

fn order(lotse: &TestLotse, origin: Origin) -> ImportOrder {
    ImportOrder {
        brand: lotse.brand().id,
        source: "wiki".to_owned(),
        locale: "de".parse().unwrap(),
        is_dry: false,
        publishes: true,
        origin,
    }
}

async fn run(lotse: &TestLotse, order: &ImportOrder) -> Result<ImportReport, ImportFailure> {
    lotse.import(&lotse.may(), order, &|_, _| {}).await
}

fn from(path: &Path) -> Origin {
    Origin::Folder(path.to_owned())
}

fn csv(text: &str) -> Origin {
    Origin::File { name: "faq.csv".to_owned(), bytes: text.as_bytes().to_vec(), mapping: None }
}

fn counts(report: &ImportReport) -> (usize, usize, usize) {
    (report.created, report.updated, report.unchanged)
}

async fn titles(lotse: &TestLotse) -> Vec<String> {
    let (lines, _) = lotse.live_lines(&lotse.reader("de"), None, None, 50).await.unwrap();
    lines.into_iter().map(|it| it.title).collect()
}

async fn a_folder_is_taken_over_with_links_and_pictures(lotse: &TestLotse) {
    let reader = lotse.reader("de");
    let folder = folder();
    let report = run(lotse, &order(lotse, from(folder.path()))).await.unwrap();
    assert_eq!(counts(&report), (3, 0, 0), "{report:?}");
    let all = ["Brille reinigen", "Nasenpads wechseln", "Was kostet der Versand?"];
    assert_eq!(titles(lotse).await, all);
    let Slug::Here(row) = lotse.article_at(&reader, "nasenpads-wechseln").await.unwrap() else {
        panic!("not there")
    };
    let current = lotse.current();
    let topics = &current.brand(None).unwrap().categories;
    let topic = topics.iter().find(|it| Some(it.id) == row.article.facts.category).unwrap();
    assert_eq!((topics.len(), topic.slug.as_str()), (1, "pflege"));
    assert_eq!(row.article.facts.products, ["Halden 52"]);
    let body = &row.article.content.body;
    let (_, link) = body.split_once("(article:").unwrap();
    let linked = link.split_once(')').unwrap().0.parse().unwrap();
    let address = lotse.address_of(&reader, linked).await.unwrap().unwrap();
    assert_eq!(address.1, "brille-reinigen");
    let (_, picture) = body.split_once("(/media/").unwrap();
    let file = picture.split_once('/').unwrap().0.parse().unwrap();
    assert_eq!(lotse.public_file(file).await.unwrap().unwrap().bytes, PNG);
    let answered = lotse.asked(&reader, "Meine Brille hat keine Gummis mehr").await;
    assert_eq!(answered.answer.unwrap().line.title, "Nasenpads wechseln");
}

async fn the_second_run_of_an_import_changes_nothing(lotse: &TestLotse) {
    let folder = folder();
    let order = order(lotse, from(folder.path()));
    run(lotse, &order).await.unwrap();
    let revision = lotse.current().revision;
    let report = run(lotse, &order).await.unwrap();
    assert_eq!(counts(&report), (0, 0, 3), "{report:?}");
    assert!(report.changes.is_empty());
    assert_eq!(lotse.current().revision, revision, "no page has to be made anew");
}

async fn one_changed_file_changes_one_article(lotse: &TestLotse) {
    let folder = folder();
    let order = order(lotse, from(folder.path()));
    run(lotse, &order).await.unwrap();
    let changed = PADS.replace("dann wechseln", "dann tauschen");
    std::fs::write(folder.path().join("pflege/pads.md"), changed).unwrap();
    let report = run(lotse, &order).await.unwrap();
    assert_eq!(counts(&report), (0, 1, 2), "{report:?}");
    assert_eq!(report.changes[0].title, "Nasenpads wechseln");
    let found = lotse.article_at(&lotse.reader("de"), "nasenpads-wechseln").await.unwrap();
    assert!(matches!(found, Slug::Here(it) if it.article.content.body.contains("tauschen")));
}

async fn a_dry_run_says_all_and_does_nothing(lotse: &TestLotse) {
    let folder = folder();
    let mut order = order(lotse, from(folder.path()));
    order.is_dry = true;
    let report = run(lotse, &order).await.unwrap();
    assert_eq!((counts(&report), report.changes.len()), ((3, 0, 0), 3));
    assert!(titles(lotse).await.is_empty());
    let filter = lotse_app::ArticleFilter::default();
    let lines = lotse.article_lines(&lotse.may(), order.brand, &filter, 10).await.unwrap();
    assert!(lines.is_empty());
    lotse.catch_up().await.unwrap();
    assert!(lotse.current().brand(None).unwrap().categories.is_empty());
    order.is_dry = false;
    run(lotse, &order).await.unwrap();
    order.is_dry = true;
    let report = run(lotse, &order).await.unwrap();
    assert_eq!(counts(&report), (0, 0, 3));
}

async fn of_an_unusable_source_nothing_is_kept(lotse: &TestLotse) {
    let long = "x".repeat(301);
    let one_bad = format!("id,Frage,Antwort\n1,Gut,Ja\n2,{long},Nein\n");
    let refused = run(lotse, &order(lotse, csv(&one_bad))).await;
    assert!(matches!(refused, Err(ImportFailure::Article(..))), "{refused:?}");
    let no_columns = "eins,zwei\n1,2\n";
    let refused = run(lotse, &order(lotse, csv(no_columns))).await;
    assert!(matches!(refused, Err(ImportFailure::Source(_))), "{refused:?}");
    let bytes = vec![0, 159, 146, 150];
    let odd = Origin::File { name: "bild.xyz".to_owned(), bytes, mapping: None };
    let refused = run(lotse, &order(lotse, odd)).await;
    assert!(matches!(refused, Err(ImportFailure::UnknownFormat(_))), "{refused:?}");
    let broken =
        Origin::File { name: "a.zip".to_owned(), bytes: b"PK\x03\x04x".to_vec(), mapping: None };
    assert!(run(lotse, &order(lotse, broken)).await.is_err());
    let mut elsewhere = order(lotse, csv("id,Frage,Antwort\n1,Gut,Ja\n"));
    elsewhere.brand = lotse_domain::ids::BrandId(lotse.new_id());
    let refused = run(lotse, &elsewhere).await;
    assert!(matches!(refused, Err(ImportFailure::NoBrand)), "{refused:?}");
    assert!(titles(lotse).await.is_empty());
}

async fn an_id_that_stands_twice_is_refused(lotse: &TestLotse) {
    let twice = "id,Frage,Antwort\n1,Eins,Ja\n1,Zwei,Nein\n";
    let refused = run(lotse, &order(lotse, csv(twice))).await.unwrap_err();
    let sentence = refused.to_string();
    assert!(sentence.contains("faq.csv:2") && sentence.contains("faq.csv:3"), "{sentence}");
    assert!(titles(lotse).await.is_empty());
}

async fn a_picture_that_comes_twice_is_kept_once(lotse: &TestLotse) {
    let folder = folder();
    std::fs::write(folder.path().join("gleich.png"), PNG).unwrap();
    let second = "# Noch eins\n\n![Pads](gleich.png)\n";
    std::fs::write(folder.path().join("zwei.md"), second).unwrap();
    run(lotse, &order(lotse, from(folder.path()))).await.unwrap();
    let mut ids = Vec::new();
    for slug in ["nasenpads-wechseln", "noch-eins"] {
        let found = lotse.article_at(&lotse.reader("de"), slug).await.unwrap();
        let Slug::Here(row) = found else { panic!("{slug}: {found:?}") };
        let (_, picture) = row.article.content.body.split_once("/media/").unwrap();
        ids.push(picture.split_once('/').unwrap().0.to_owned());
    }
    assert_eq!(ids[0], ids[1]);
    let picture = lotse.add_media(&lotse.may(), "dritter.png", PNG.to_vec()).await.unwrap();
    assert_eq!(picture.id.to_string(), ids[0]);
}

async fn without_publishing_everything_comes_in_as_a_draft(lotse: &TestLotse) {
    let folder = folder();
    let mut order = order(lotse, from(folder.path()));
    order.publishes = false;
    assert_eq!(counts(&run(lotse, &order).await.unwrap()), (3, 0, 0));
    assert!(titles(lotse).await.is_empty());
    order.publishes = true;
    run(lotse, &order).await.unwrap();
    assert_eq!(titles(lotse).await.len(), 3);
    order.publishes = false;
    assert_eq!(counts(&run(lotse, &order).await.unwrap()), (0, 0, 3));
    assert_eq!(titles(lotse).await.len(), 3, "what is live stays live");
}

async fn what_an_editor_took_down_is_not_put_back_unless_it_changed(lotse: &TestLotse) {
    let table = "id,Frage,Antwort,Status\n1,Eins,Ja,draft\n";
    let order_draft = order(lotse, csv(table));
    run(lotse, &order_draft).await.unwrap();
    assert!(titles(lotse).await.is_empty());
    let filter = lotse_app::ArticleFilter::default();
    let lines = lotse.article_lines(&lotse.may(), order_draft.brand, &filter, 10).await.unwrap();
    lotse.put(lines[0].article, "de", State::Published).await;
    assert_eq!(counts(&run(lotse, &order_draft).await.unwrap()), (0, 0, 1));
    assert_eq!(titles(lotse).await, ["Eins"], "the editor's word holds");
}

async fn two_sources_with_the_same_ids_are_told_apart(lotse: &TestLotse) {
    let mut order = order(lotse, csv("id,Frage,Antwort\n1,Eins,Ja\n"));
    run(lotse, &order).await.unwrap();
    order.source = "other".to_owned();
    order.origin = csv("id,Frage,Antwort\n1,Anderes,Ja\n");
    assert_eq!(counts(&run(lotse, &order).await.unwrap()), (1, 0, 0));
    assert_eq!(titles(lotse).await, ["Anderes", "Eins"]);
}

async fn a_language_the_brand_does_not_offer_is_named(lotse: &TestLotse) {
    let table = "id,Frage,Antwort,Sprache\n1,Eins,Ja,de\n2,Deux,Oui,fr\n";
    let report = run(lotse, &order(lotse, csv(table))).await.unwrap();
    assert_eq!(counts(&report), (1, 0, 0));
    let (origin, why) = &report.skipped[0];
    assert_eq!(origin, "faq.csv:3");
    assert_eq!(why.code, "language_not_offered");
    assert_eq!(why.values.get("language").map(String::as_str), Some("fr"));
    assert!(why.text.contains("`fr`"), "{why}");
}

async fn an_import_can_be_asked_after(lotse: &TestLotse) {
    let good = order(lotse, csv("id,Frage,Antwort\n1,Eins,Ja\n"));
    let id = lotse.begin_import(&lotse.may(), &good).await.unwrap();
    let (run, report) = lotse.import_run(&lotse.may(), id).await.unwrap().unwrap();
    assert_eq!((run.state.as_str(), report), ("running", None));
    lotse.finish_import(&lotse.may(), id, &good).await.unwrap();
    let (run, report) = lotse.import_run(&lotse.may(), id).await.unwrap().unwrap();
    assert_eq!((run.state.as_str(), run.done, run.total), ("done", 1, 1));
    assert_eq!(counts(&report.unwrap()), (1, 0, 0));
    let bad = order(lotse, csv("eins\n1\n"));
    let id = lotse.begin_import(&lotse.may(), &bad).await.unwrap();
    lotse.finish_import(&lotse.may(), id, &bad).await.unwrap();
    let (run, report) = lotse.import_run(&lotse.may(), id).await.unwrap().unwrap();
    assert_eq!((run.state.as_str(), report), ("failed", None));
    let why = Why::kept(&run.error.unwrap());
    assert_eq!(why.code, "no_column");
    assert_eq!(why.values.get("file").map(String::as_str), Some("faq.csv"));
    assert_eq!(Why::kept("an older one").text, "an older one");
}
