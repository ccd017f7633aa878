//! A publish is tried on the questions of the past before it happens.

use lotse_app::knowledge::PublishError;
use lotse_domain::ids::ArticleId;
use lotse_testkit::{TestLotse, on_both_databases};

use crate::chat::eyewear;

on_both_databases!(
    a_new_text_shows_what_it_would_answer_and_nothing_of_it_is_live,
    a_text_that_takes_a_confirmed_question_from_another_is_a_collision,
    a_change_that_changes_no_answer_says_so,
    a_text_without_words_cannot_be_rehearsed,
);

async fn asked(lotse: &TestLotse, text: &str, times: usize) {
    for _ in 0..times {
        lotse.asked(&lotse.reader("de"), text).await;
    }
    lotse.keep_questions().await;
}

async fn confirmed(lotse: &TestLotse, text: &str, article: ArticleId) {
    let reader = lotse.reader("de");
    let question = lotse.asked(&reader, text).await.question;
    lotse.keep_questions().await;
    lotse.solved(&reader, question, article).await.unwrap();
    lotse.catch_up().await.unwrap();
}

async fn a_new_text_shows_what_it_would_answer_and_nothing_of_it_is_live(lotse: &TestLotse) {
    eyewear(lotse).await;
    asked(lotse, "Lesezeichen bestellen", 3).await;
    asked(lotse, "Sehtest vereinbaren", 1).await;
    let draft = lotse.write("Lesezeichen bestellen", "Im Warenkorb.").saved().await;
    let german = "de".parse().unwrap();
    let rehearsal = lotse.rehearse(&lotse.may(), (draft, &german)).await.unwrap();
    assert_eq!((rehearsal.asked, rehearsal.changed, rehearsal.collisions), (2, 1, 0));
    let shifted = &rehearsal.shifted[0];
    assert_eq!((shifted.text.as_str(), shifted.count), ("Lesezeichen bestellen", 3));
    let after = shifted.after.as_ref().unwrap();
    assert_eq!((after.article, after.title.as_str()), (draft, "Lesezeichen bestellen"));
    assert_eq!((&shifted.before, &shifted.confirmed, shifted.is_collision), (&None, &None, false));
    let now = lotse.asked(&lotse.reader("de"), "Lesezeichen bestellen").await;
    assert!(now.answer.is_none());
}

async fn a_text_that_takes_a_confirmed_question_from_another_is_a_collision(lotse: &TestLotse) {
    let pads = eyewear(lotse).await;
    confirmed(lotse, "Polster erneuern", pads).await;
    let draft = lotse
        .write("Polster erneuern", "Polster erneuern wir im Laden.")
        .phrasings(&["Polster erneuern", "Die Polster erneuern", "Wie Polster erneuern?"])
        .saved()
        .await;
    let german = "de".parse().unwrap();
    let rehearsal = lotse.rehearse(&lotse.may(), (draft, &german)).await.unwrap();
    assert_eq!((rehearsal.asked, rehearsal.collisions), (1, 1), "{rehearsal:?}");
    let shifted = &rehearsal.shifted[0];
    let right = shifted.confirmed.as_ref().unwrap();
    assert_eq!((right.article, right.title.as_str()), (pads, "Nasenpads wechseln"));
    assert!(shifted.is_collision);
}

async fn a_change_that_changes_no_answer_says_so(lotse: &TestLotse) {
    let pads = eyewear(lotse).await;
    confirmed(lotse, "Nasenpads wechseln", pads).await;
    let german = "de".parse().unwrap();
    let rehearsal = lotse.rehearse(&lotse.may(), (pads, &german)).await.unwrap();
    assert_eq!((rehearsal.asked, rehearsal.changed, rehearsal.collisions), (1, 0, 0));
    assert!(rehearsal.shifted.is_empty());
}

async fn a_text_without_words_cannot_be_rehearsed(lotse: &TestLotse) {
    let draft = lotse.write("Leer", "").saved().await;
    let (german, polish) = ("de".parse().unwrap(), "pl".parse().unwrap());
    let refused = lotse.rehearse(&lotse.may(), (draft, &german)).await;
    assert!(matches!(refused, Err(PublishError::NoText(_))), "{refused:?}");
    let refused = lotse.rehearse(&lotse.may(), (draft, &polish)).await;
    assert!(matches!(refused, Err(PublishError::NotFound)), "{refused:?}");
}
