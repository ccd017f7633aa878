//! Several processes on one database say the same.

use lotse_app::answers::Asking;
use lotse_app::{App, Slug};
use lotse_domain::answers::Surface;
use lotse_domain::ids::ArticleId;
use lotse_domain::knowledge::{Audience, State};
use lotse_testkit::{TestLotse, on_both_databases};

on_both_databases!(
    another_process_hears_of_what_is_published_and_taken_down,
    another_process_hears_of_new_topics,
    what_another_process_took_down_is_never_shown_nor_replaced_by_a_guess,
    questions_that_wait_are_kept_when_the_process_stops,
);

async fn found(app: &App, lotse: &TestLotse, text: &str) -> Vec<ArticleId> {
    let locale = "de".parse().unwrap();
    let asking = Asking {
        text,
        brand: lotse.brand().id,
        locale: Some(&locale),
        audience: &Audience::Anyone,
        page: None,
        surface: Surface::Search,
        is_rewording: false,
    };
    let answered = app.look_up(&asking).await.unwrap();
    let hits = answered.answer.into_iter().chain(answered.suggestions);
    hits.map(|it| it.line.article).collect()
}

async fn another_process_hears_of_what_is_published_and_taken_down(lotse: &TestLotse) {
    let other = lotse.another().await;
    let id = lotse.published("Nasenpads wechseln", "Mit einem Schraubendreher.").await;
    let sees = async |app: &App| found(app, lotse, "Nasenpads wechseln").await.contains(&id);
    other.until(sees).await;
    lotse.put(id, "de", State::Archived).await;
    other.until(async |app: &App| !sees(app).await).await;
    other.stopped().await;
}

async fn another_process_hears_of_new_topics(lotse: &TestLotse) {
    let other = lotse.another().await;
    let id = crate::surfaces::category(lotse, "Pflege").await;
    let sees = async |app: &App| {
        app.current().brand(None).unwrap().categories.iter().any(|it| it.id == id)
    };
    other.until(sees).await;
    other.stopped().await;
}

async fn what_another_process_took_down_is_never_shown_nor_replaced_by_a_guess(lotse: &TestLotse) {
    let id = lotse.published("Nasenpads wechseln", "Mit einem Schraubendreher.").await;
    lotse.published("Nasenpads bestellen", "Im Laden.").await;
    let late = lotse.deaf().await;
    lotse.put(id, "de", State::Archived).await;
    let (reader, locale) = (lotse.reader("de"), "de".parse().unwrap());
    let asking = Asking {
        text: "Nasenpads wechseln",
        brand: reader.brand,
        locale: Some(&locale),
        audience: &reader.audience,
        page: None,
        surface: Surface::Search,
        is_rewording: false,
    };
    let answered = late.look_up(&asking).await.unwrap();
    assert_eq!(answered.answer.map(|it| it.line.title), None, "the second best is no answer");
    assert!(answered.suggestions.iter().all(|it| it.line.article != id));
    assert!(late.suggest(&asking).await.unwrap().iter().all(|it| it.line.article != id));
    let slug = late.article_at(&reader, "nasenpads-wechseln").await.unwrap();
    assert!(matches!(slug, Slug::Nowhere));
    late.store().close().await;
}

async fn questions_that_wait_are_kept_when_the_process_stops(lotse: &TestLotse) {
    let other = lotse.another().await;
    let locale = "de".parse().unwrap();
    for text in ["Eins?", "Zwei?", "Drei?"] {
        let asking = Asking {
            text,
            brand: lotse.brand().id,
            locale: Some(&locale),
            audience: &Audience::Anyone,
            page: None,
            surface: Surface::Search,
            is_rewording: false,
        };
        other.ask(&asking).await.unwrap();
    }
    other.stopped().await;
    let asked = lotse.asked_lately(&lotse.may(), lotse.brand().id).await.unwrap().0;
    assert_eq!(asked, 3);
}
