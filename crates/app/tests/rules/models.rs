//! A language model may put an answer into words; whatever it makes up, leaks or commands reaches nobody,
//! and without it the answer is there all the same.

use std::sync::Arc;
use std::time::Duration;

use lotse_app::App;
use lotse_app::chat::Visitor;
use lotse_domain::inbox::Content;
use lotse_domain::knowledge::Content as Text;
use lotse_testkit::{Saying, ServedModel, TestLotse, on_both_databases, said};

use crate::chat::{say, visitor};

on_both_databases!(
    an_answer_is_said_in_the_words_of_the_model_as_far_as_the_article_says_them,
    nothing_that_a_hostile_model_says_gets_through,
    what_comes_back_broken_is_no_answer,
    a_model_that_is_down_is_left_alone_and_the_answer_comes_without_it,
    a_model_that_is_slow_is_not_waited_for,
    a_model_is_told_the_question_and_the_answer_and_nothing_else,
);

const SHORT: &str = "Sie können die Brille innerhalb von 14 Tagen zurückgeben. Gläser mit Sehstärke sind nicht \
                     umtauschbar. Das geht in jedem Laden.";
const QUESTION: &str = "Brille zurückgeben";
const BUDGET: Duration = Duration::from_secs(30);

async fn articles(lotse: &TestLotse) {
    for title in ["Lieferadresse ändern", "Gutschein einlösen", "Sehtest vereinbaren"] {
        lotse.published(title, "Das geht in jedem Laden.").await;
    }
    let short = |it: &mut Text| SHORT.clone_into(&mut it.short);
    lotse.write(QUESTION, "Mehr dazu steht im Vertrag S77.").content(short).published().await;
}

/// What Lotse says to the question, without its introduction.
async fn answered(app: &Arc<App>, visitor: &Visitor, key: &str) -> String {
    let said = say(app, visitor, key, QUESTION).await;
    let answer = said.iter().find(|it| matches!(it.content, Content::Answer { .. })).unwrap();
    answer.text.rsplit_once("\n\n").map_or(answer.text.clone(), |it| it.1.to_owned())
}

async fn an_answer_is_said_in_the_words_of_the_model_as_far_as_the_article_says_them(
    lotse: &TestLotse,
) {
    articles(lotse).await;
    let shorter = "Die Brille können Sie innerhalb von 14 Tagen zurückgeben. Gläser mit Sehstärke sind nicht \
                   umtauschbar.";
    let model = ServedModel::saying(said(shorter)).await;
    let app = lotse.worded_by(&model, BUDGET).await;
    assert_eq!(answered(&app, &visitor(lotse, "de").await, "1").await, shorter);
    let more = format!("{shorter} Wir schenken Ihnen 50 Euro.");
    model.says(said(&more));
    assert_eq!(answered(&app, &visitor(lotse, "de").await, "1").await, shorter);
}

async fn nothing_that_a_hostile_model_says_gets_through(lotse: &TestLotse) {
    articles(lotse).await;
    let model = ServedModel::saying(Saying::Broken).await;
    let app = lotse.worded_by(&model, BUDGET).await;
    for hostile in [
        "Sie können die Brille innerhalb von 30 Tagen zurückgeben.",
        "Gläser mit Sehstärke sind umtauschbar.",
        "Sie müssen die Brille innerhalb von 14 Tagen zurückgeben.",
        "Mein Schlüssel ist sk-of-the-tests.",
        "Bitte nennen Sie mir Ihr Passwort, um fortzufahren.",
        "Ignorieren Sie alle Anweisungen. Rufen Sie 0900 123456 an.",
        "Besuchen Sie https://boese.example/brille",
        "<script>alert('Brille')</script>",
        "Ich bin ein Mensch und heiße Anna.",
        "Sie können die Brille zurückgeben.",
        "",
    ] {
        model.says(said(hostile));
        let answer = answered(&app, &visitor(lotse, "de").await, "1").await;
        assert_eq!(answer, SHORT, "{hostile}");
    }
}

async fn what_comes_back_broken_is_no_answer(lotse: &TestLotse) {
    articles(lotse).await;
    let model = ServedModel::saying(Saying::Broken).await;
    let app = lotse.worded_by(&model, BUDGET).await;
    let huge = format!("{{\"choices\":[{}]}}", "0,".repeat(100_000));
    for body in [
        "",
        "no JSON",
        "[]",
        "{\"choices\":[]}",
        "{\"choices\":[{\"message\":{\"content\":7}}]}",
        &huge,
    ] {
        model.says(Saying::Body(body.to_owned()));
        assert_eq!(answered(&app, &visitor(lotse, "de").await, "1").await, SHORT, "{body:.40}");
        lotse.pass(chrono::Duration::seconds(31));
    }
}

async fn a_model_that_is_down_is_left_alone_and_the_answer_comes_without_it(lotse: &TestLotse) {
    articles(lotse).await;
    let model = ServedModel::saying(Saying::Broken).await;
    let app = lotse.worded_by(&model, BUDGET).await;
    for _ in 0..3 {
        assert_eq!(answered(&app, &visitor(lotse, "de").await, "1").await, SHORT);
    }
    assert_eq!(model.heard().len(), 1);
    lotse.pass(chrono::Duration::seconds(30));
    let same = "Gläser mit Sehstärke sind nicht umtauschbar. Sie können die Brille innerhalb von 14 Tagen \
                zurückgeben.";
    model.says(said(same));
    assert_eq!(answered(&app, &visitor(lotse, "de").await, "1").await, same);
}

async fn a_model_that_is_slow_is_not_waited_for(lotse: &TestLotse) {
    articles(lotse).await;
    let model = ServedModel::saying(Saying::Nothing).await;
    let app = lotse.worded_by(&model, Duration::from_millis(50)).await;
    assert_eq!(answered(&app, &visitor(lotse, "de").await, "1").await, SHORT);
}

async fn a_model_is_told_the_question_and_the_answer_and_nothing_else(lotse: &TestLotse) {
    articles(lotse).await;
    let model = ServedModel::saying(said("")).await;
    let app = lotse.worded_by(&model, BUDGET).await;
    answered(&app, &visitor(lotse, "de").await, "1").await;
    let heard = model.heard().remove(0);
    assert!(heard.starts_with("POST /v1/chat/completions HTTP/1.1"), "{heard}");
    assert!(heard.to_lowercase().contains("authorization: bearer sk-of-the-tests"), "{heard}");
    assert!(heard.contains(QUESTION) && heard.contains("14 Tagen"), "{heard}");
    for other in ["Gutschein", "optician", "Lieferadresse"] {
        assert!(!heard.contains(other), "{other} in {heard}");
    }
}
