//! How far Lotse goes is for each surface to say, and ends where its answers are worse than promised.

use lotse_app::answers::{Answered, Asking};
use lotse_app::knowledge::{BrandChange, BrandError, PolicyChange};
use lotse_domain::answers::{Decision, Mode, Policy, Promise, Surface};
use lotse_domain::ids::ArticleId;
use lotse_domain::knowledge::BrandFlaw;
use lotse_testkit::{TestLotse, on_both_databases};

on_both_databases!(
    each_surface_goes_as_far_as_it_may,
    the_search_cannot_be_switched_off,
    answers_stop_where_customers_find_too_many_wrong_and_go_on_when_they_are_right_again,
    an_administrator_lets_it_answer_again,
    what_would_be_answered_is_no_gap_where_it_may_only_suggest,
);

const QUESTION: &str = "Nasenpads wechseln";

async fn eyewear(lotse: &TestLotse) -> ArticleId {
    for title in ["Lieferadresse ändern", "Gutschein einlösen", "Sehtest vereinbaren"] {
        lotse.published(title, "Das geht in jedem Laden.").await;
    }
    lotse.published(QUESTION, "Das Nasenpad lässt sich abschrauben.").await
}

async fn asked(lotse: &TestLotse, surface: Surface) -> Answered {
    asked_so(lotse, surface, QUESTION).await
}

async fn asked_so(lotse: &TestLotse, surface: Surface, text: &str) -> Answered {
    let reader = lotse.reader("de");
    let asking = Asking {
        text,
        brand: reader.brand,
        locale: Some(&reader.locale),
        audience: &reader.audience,
        page: None,
        surface,
        is_rewording: false,
    };
    let answered = lotse.ask(&asking).await.unwrap();
    lotse.keep_questions().await;
    answered
}

fn policy(lotse: &TestLotse, surface: Surface) -> Policy {
    lotse.current().brand_of(lotse.brand().id).unwrap().brand.policies.of(surface)
}

async fn each_surface_goes_as_far_as_it_may(lotse: &TestLotse) {
    let pads = eyewear(lotse).await;
    lotse.goes(Surface::Form, Mode::SuggestOnly).await;
    lotse.goes(Surface::Chat, Mode::Off).await;
    let (search, form) = (asked(lotse, Surface::Search).await, asked(lotse, Surface::Form).await);
    assert_eq!(search.answer.map(|it| it.line.article), Some(pads));
    assert_eq!((form.decision, form.answer.is_none()), (Decision::Suggest, true));
    assert_eq!(form.suggestions[0].line.article, pads);
    let chat = asked(lotse, Surface::Chat).await;
    assert_eq!((chat.decision, chat.suggestions.len()), (Decision::Unknown, 0));
    assert_eq!(asked(lotse, Surface::Desk).await.decision, Decision::Answer);
}

async fn the_search_cannot_be_switched_off(lotse: &TestLotse) {
    let off = PolicyChange { mode: Some(Mode::Off), ..PolicyChange::of(Surface::Search) };
    let change = BrandChange { policies: vec![off], ..BrandChange::default() };
    let refused = lotse.change_brand(&lotse.may(), lotse.brand().id, change).await;
    assert!(matches!(refused, Err(BrandError::Flaw(BrandFlaw::SearchOff))));
    assert_eq!(policy(lotse, Surface::Search), Policy::default());
}

async fn answers_stop_where_customers_find_too_many_wrong_and_go_on_when_they_are_right_again(
    lotse: &TestLotse,
) {
    let pads = eyewear(lotse).await;
    let reader = lotse.reader("de");
    for n in 0..3 {
        let search = asked(lotse, Surface::Search).await;
        assert!(search.answer.is_some(), "{n}");
        lotse.unsolved(reader.brand, search.question, Some(pads)).await.unwrap();
    }
    let stopped = asked(lotse, Surface::Search).await;
    assert_eq!((stopped.decision, stopped.is_promised), (Decision::Suggest, true));
    assert_eq!(asked(lotse, Surface::Form).await.decision, Decision::Answer, "only there");
    let reports = lotse.surface_reports(&lotse.may(), reader.brand).await.unwrap();
    let search = &reports[0];
    assert_eq!((search.surface, search.judged.right, search.judged.wrong), (Surface::Search, 0, 3));
    assert_eq!((search.sum.asked, search.sum.answered), (4, 3));
    assert!(search.policy.broken_since.is_some());
    // What it only suggests now is judged all the same: 57 right beside 3 wrong is one in twenty.
    for n in 0..57 {
        let search = asked(lotse, Surface::Search).await;
        assert_eq!(search.decision, Decision::Suggest, "{n}");
        lotse.solved(&reader, search.question, pads).await.unwrap();
    }
    assert_eq!(policy(lotse, Surface::Search), Policy::default());
    let other = asked_so(lotse, Surface::Search, "Gutschein einlösen").await;
    assert_eq!(other.decision, Decision::Answer);
}

async fn an_administrator_lets_it_answer_again(lotse: &TestLotse) {
    eyewear(lotse).await;
    for _ in 0..3 {
        let chat = asked(lotse, Surface::Chat).await;
        lotse.unsolved(lotse.brand().id, chat.question, None).await.unwrap();
    }
    assert!(policy(lotse, Surface::Chat).broken_since.is_some());
    lotse.pass(chrono::Duration::minutes(1));
    let promise = Some(Promise::OneInTen);
    let anew = PolicyChange { promise, starts_anew: true, ..PolicyChange::of(Surface::Chat) };
    let change = BrandChange { policies: vec![anew], ..BrandChange::default() };
    lotse.change_brand(&lotse.may(), lotse.brand().id, change).await.unwrap();
    let chat = asked(lotse, Surface::Chat).await;
    assert_eq!(chat.decision, Decision::Answer);
    lotse.unsolved(lotse.brand().id, chat.question, None).await.unwrap();
    assert_eq!(policy(lotse, Surface::Chat).broken_since, None, "what was said before is past");
    let reports = lotse.surface_reports(&lotse.may(), lotse.brand().id).await.unwrap();
    assert_eq!((reports[2].judged.right, reports[2].judged.wrong), (0, 1));
    assert_eq!(reports[2].policy.promise, Promise::OneInTen);
}

async fn what_would_be_answered_is_no_gap_where_it_may_only_suggest(lotse: &TestLotse) {
    eyewear(lotse).await;
    lotse.goes(Surface::Search, Mode::SuggestOnly).await;
    asked(lotse, Surface::Search).await;
    let brand = (lotse.brand().id, None);
    assert_eq!(lotse.gaps(&lotse.may(), brand, None, 9).await.unwrap().len(), 0);
    let (asked, answered, _) = lotse.asked_lately(&lotse.may(), brand.0).await.unwrap();
    assert_eq!((asked, answered), (1, 0));
}
