//! Questions of the past, asked again to see what would be said.

use lotse_app::answers::PastQuestion;
use lotse_domain::answers::Decision;
use lotse_domain::answers::share::Share;
use lotse_testkit::{TestLotse, on_both_databases};

use crate::chat::eyewear;

on_both_databases!(
    answers_are_counted_and_those_that_are_known_are_judged,
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
    let seen = std::cell::Cell::new(0);
    let replay = lotse.replay(lotse.brand().id, &questions, |it| seen.set(it)).await.unwrap();
    assert_eq!((seen.get(), replay.lines.len()), (7, 7));
    assert_eq!(replay.answered, Share { count: 6, of: 7 }, "{:?}", replay.lines);
    assert_eq!(replay.wrong, Share { count: 3, of: 5 });
    assert_eq!(replay.strangers, ["nirgends"]);
    assert_eq!(replay.count(Decision::Unknown), 1);
    let right: Vec<Option<bool>> = replay.lines.iter().map(|it| it.is_right).collect();
    let (yes, no) = (Some(true), Some(false));
    assert_eq!(right, [yes, yes, no, no, no, None, None]);
}

async fn replayed_questions_leave_nothing_behind(lotse: &TestLotse) {
    eyewear(lotse).await;
    let brand = lotse.brand().id;
    lotse.replay(brand, &[past("Qwrtz", None)], |_| ()).await.unwrap();
    lotse.keep_questions().await;
    assert_eq!(lotse.asked_lately(&lotse.may(), brand).await.unwrap(), (0, 0, 0));
    assert!(lotse.gaps(&lotse.may(), (brand, None), None, 9).await.unwrap().is_empty());
}
