//! Questions of the past, asked again to see what would be said.

use lotse_app::answers::PastQuestion;
use lotse_domain::answers::Decision;
use lotse_domain::answers::share::Share;
use lotse_testkit::{TestLotse, on_both_databases};

use crate::chat::eyewear;

on_both_databases!(
    answers_are_counted_and_those_that_are_known_are_judged,
    what_nobody_answers_is_not_estimated,
    replayed_questions_leave_nothing_behind,
);

fn past(text: &str, expected: Option<&[&str]>) -> PastQuestion {
    let expected = expected.map(|it| it.iter().map(|it| (*it).to_owned()).collect());
    PastQuestion { text: text.to_owned(), locale: Some("de".parse().unwrap()), expected }
}

async fn answers_are_counted_and_those_that_are_known_are_judged(lotse: &TestLotse) {
    let pads = eyewear(lotse).await.to_string();
    let questions = [
        past("Nasenpads wechseln", Some(&[&pads])),
        past("Gutschein einlösen", Some(&["gutschein-einloesen"])),
        past("Sehtest vereinbaren", Some(&["gutschein-einloesen"])),
        past("Lieferadresse ändern", Some(&["nirgends", "nirgends"])),
        past("Nasenpads wechseln", Some(&[])),
        past("Gutschein einlösen", None),
        past("Qwrtz", Some(&[])),
    ];
    let mut replaying = lotse.replay(lotse.brand().id).await.unwrap();
    let mut lines = Vec::new();
    for it in &questions {
        lines.push(replaying.ask(it).await.unwrap());
    }
    let replay = replaying.end();
    assert_eq!(replay.questions, 7);
    assert_eq!(replay.answered, Share { count: 6, of: 7 }, "{lines:?}");
    assert_eq!(replay.wrong, Share { count: 3, of: 5 });
    assert_eq!(replay.strangers, ["nirgends"]);
    assert_eq!((replay.count(Decision::Answer), replay.count(Decision::Unknown)), (6, 1));
    let right: Vec<Option<bool>> = lines.iter().map(|it| it.is_right).collect();
    let (yes, no) = (Some(true), Some(false));
    assert_eq!(right, [yes, yes, no, no, no, None, None]);
    // Of the one answer that nobody judges only the engine's own doubt is known.
    assert_eq!(replay.unjudged, 1);
    let doubt = f64::from(1.0 - lines[5].confidence);
    assert!((replay.estimated_wrong().unwrap() - doubt).abs() < 1e-6);
}

async fn what_nobody_answers_is_not_estimated(lotse: &TestLotse) {
    eyewear(lotse).await;
    let mut replaying = lotse.replay(lotse.brand().id).await.unwrap();
    replaying.ask(&past("Qwrtz", None)).await.unwrap();
    assert_eq!(replaying.end().estimated_wrong(), None);
}

async fn replayed_questions_leave_nothing_behind(lotse: &TestLotse) {
    eyewear(lotse).await;
    let brand = lotse.brand().id;
    lotse.replay(brand).await.unwrap().ask(&past("Qwrtz", None)).await.unwrap();
    lotse.keep_questions().await;
    assert_eq!(lotse.asked_lately(&lotse.may(), brand).await.unwrap(), (0, 0, 0));
    assert!(lotse.gaps(&lotse.may(), (brand, None), None, 9).await.unwrap().is_empty());
}
