//! Questions: counted once, gaps folded, demand by age.

use lotse_domain::answers::{Surface, demand_after};
use lotse_domain::ids::QuestionId;
use uuid::Uuid;

use super::{Home, article_id, both_dbs, brand_id, locale, minutes, noon};
use crate::{Asked, Ending, Feedback, NewConfirmed, SurfaceSum};

both_dbs!(
    past_questions_come_once_with_what_was_confirmed_first,
    questions_without_an_answer_fold_into_gaps,
    a_dismissed_gap_is_hidden_and_can_come_back,
    answered_questions_count_for_the_day_and_the_article,
    demand_decays_so_that_news_comes_first,
    only_the_first_word_about_a_question_counts,
    what_customers_say_of_promised_answers_is_counted_by_surface,
    a_confirmed_wording_is_kept_once_and_handed_on_in_order,
    a_revoked_wording_is_handed_on_and_not_confirmed_again,
    judgements_of_all_languages_add_up,
);

pub(super) fn asked(n: u128, text: &str, key: &str) -> Asked {
    Asked {
        id: QuestionId(Uuid::from_u128(n)),
        brand: brand_id(),
        locale: locale("de"),
        surface: Surface::Search,
        text: text.to_owned(),
        page: None,
        page_key: None,
        article: None,
        confidence: 0.1,
        decision: "unknown",
        key: key.to_owned(),
        is_rewording: false,
        is_promised: false,
    }
}

fn answered(n: u128, article: u128) -> Asked {
    let asked = asked(n, "Wo?", "wo");
    let (article, decision) = (Some(article_id(article)), "answer");
    Asked { article, decision, confidence: 0.9, is_promised: true, ..asked }
}

async fn questions_without_an_answer_fold_into_gaps(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let texts = ["Habt ihr Parkplätze?", "habt ihr parkplätze", "Parkplätze?", "Parkplätze?"];
    for (n, text) in (1..).zip(texts) {
        let at = noon() + minutes(i64::try_from(n).unwrap());
        tx.log_question(&asked(n, text, "parkplatz"), at).await.unwrap();
    }
    tx.log_question(&asked(9, "Hunde?", "hund"), noon()).await.unwrap();
    tx.log_question(&asked(10, "?", ""), noon()).await.unwrap();
    tx.log_question(&answered(11, 7), noon()).await.unwrap();
    let gaps = tx.gaps(brand_id(), None, None, 9).await.unwrap();
    let seen: Vec<_> = gaps.iter().map(|it| (it.key.as_str(), it.count)).collect();
    assert_eq!(seen, [("parkplatz", 4), ("hund", 1)]);
    assert_eq!(gaps[0].examples, ["Parkplätze?", "habt ihr parkplätze", "Habt ihr Parkplätze?"]);
    assert_eq!(
        (gaps[0].text.as_str(), gaps[0].last_asked_at),
        ("Parkplätze?", noon() + minutes(4))
    );
    let rest = tx.gaps(brand_id(), None, Some((4, "parkplatz")), 9).await.unwrap();
    assert_eq!(rest.iter().map(|it| it.key.as_str()).collect::<Vec<_>>(), ["hund"]);
    assert_eq!(tx.gaps(brand_id(), Some(&locale("pl")), None, 9).await.unwrap().len(), 0);
}

async fn a_dismissed_gap_is_hidden_and_can_come_back(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    tx.log_question(&asked(1, "Hunde?", "hund"), noon()).await.unwrap();
    let de = locale("de");
    assert!(tx.dismiss_gap(brand_id(), (&de, "hund"), Some(noon())).await.unwrap());
    assert_eq!(tx.gaps(brand_id(), None, None, 9).await.unwrap().len(), 0);
    assert!(tx.dismiss_gap(brand_id(), (&de, "hund"), None).await.unwrap());
    assert_eq!(tx.gaps(brand_id(), None, None, 9).await.unwrap().len(), 1);
    assert!(!tx.dismiss_gap(brand_id(), (&de, "katze"), Some(noon())).await.unwrap());
}

async fn answered_questions_count_for_the_day_and_the_article(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    tx.log_question(&answered(1, 7), noon()).await.unwrap();
    tx.log_question(&answered(2, 7), noon() - minutes(3 * 24 * 60)).await.unwrap();
    tx.log_question(&asked(3, "Hunde?", "hund"), noon()).await.unwrap();
    let solved = Ending::Solved(article_id(7));
    assert!(tx.end_question(answered(1, 7).id, solved, noon()).await.unwrap().is_some());
    let today = noon().date_naive().to_string();
    assert_eq!(tx.asked_since(brand_id(), &today).await.unwrap(), (2, 1, 1));
    assert_eq!(tx.asked_since(brand_id(), "2020-01-01").await.unwrap(), (3, 2, 1));
    assert_eq!(tx.judgement(article_id(7)).await.unwrap(), (Feedback::default(), 2));
    let known = tx.question(asked(3, "", "").id).await.unwrap();
    assert_eq!(known, Some((brand_id(), locale("de"), "Hunde?".to_owned())));
}

async fn demand_decays_so_that_news_comes_first(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let day = minutes(24 * 60);
    for n in 0..3 {
        tx.log_question(&answered(n, 7), noon() - day * 60).await.unwrap();
    }
    tx.log_question(&answered(8, 8), noon() - day).await.unwrap();
    let top = tx.top_articles(brand_id(), noon(), 9).await.unwrap();
    let seen: Vec<_> = top.iter().map(|it| (it.article, it.asked)).collect();
    assert_eq!(seen, [(article_id(8), 1), (article_id(7), 3)]);
    assert!((top[0].score - demand_after(1.0)).abs() < 1e-9);
    assert!((top[1].score - 3.0 * demand_after(60.0)).abs() < 1e-9);
    assert_eq!(tx.top_articles(brand_id(), noon(), 1).await.unwrap().len(), 1);
}

async fn only_the_first_word_about_a_question_counts(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    tx.log_question(&answered(1, 7), noon()).await.unwrap();
    let id = answered(1, 7).id;
    let mut end = async |id, ending| tx.end_question(id, ending, noon()).await.unwrap().is_some();
    let solved = Ending::Solved(article_id(7));
    assert!(!end(id, Ending::NotHelped(Some(article_id(8)))).await, "it was not the answer");
    assert!(end(id, Ending::NotHelped(Some(article_id(7)))).await);
    assert!(!end(id, Ending::NotHelped(None)).await);
    assert!(end(id, solved).await, "it helped after all");
    assert!(!end(id, solved).await);
    assert!(!end(id, Ending::NotHelped(None)).await);
    assert!(!end(QuestionId(Uuid::from_u128(99)), solved).await);
    assert_eq!(tx.asked_since(brand_id(), "2020-01-01").await.unwrap(), (1, 1, 1));
}

async fn what_customers_say_of_promised_answers_is_counted_by_surface(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let promised = |n| Asked { surface: Surface::Chat, is_promised: true, ..answered(n, 7) };
    let endings = [
        Ending::Solved(article_id(7)),
        Ending::Solved(article_id(8)),
        Ending::NotHelped(None),
        Ending::NotHelped(Some(article_id(7))),
    ];
    for (n, ending) in (1..).zip(endings) {
        tx.log_question(&promised(n), noon()).await.unwrap();
        let at = noon() + minutes(i64::try_from(n).unwrap());
        let ended = tx.end_question(promised(n).id, ending, at).await.unwrap().unwrap();
        assert_eq!((ended.surface, ended.is_judgement), (Some(Surface::Chat), true));
    }
    let unsure = Asked { is_promised: false, ..promised(9) };
    tx.log_question(&unsure, noon()).await.unwrap();
    let ended = tx.end_question(unsure.id, Ending::NotHelped(None), noon()).await.unwrap();
    assert!(!ended.unwrap().is_judgement, "nothing was promised");
    let mut judged = async |surface, from| {
        let it = tx.judged_lately((brand_id(), surface), from).await.unwrap();
        (it.right, it.wrong)
    };
    assert_eq!(judged(Surface::Chat, noon()).await, (1, 3));
    assert_eq!(judged(Surface::Chat, noon() + minutes(3)).await, (0, 2));
    assert_eq!(judged(Surface::Search, noon()).await, (0, 0));
    let day = noon().date_naive().to_string();
    let sum = tx.surface_since((brand_id(), Surface::Chat), &day).await.unwrap();
    assert_eq!((sum.asked, sum.answered), (5, 5));
    let sum = tx.surface_since((brand_id(), Surface::Chat), "2999-01-01").await.unwrap();
    assert_eq!(sum, SurfaceSum::default());
}

async fn a_confirmed_wording_is_kept_once_and_handed_on_in_order(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let start = tx.revision().await.unwrap();
    for (n, text) in [(1, "Gummi ab"), (2, "Bügel locker"), (3, "Gummi ab")] {
        let new = NewConfirmed {
            id: QuestionId(Uuid::from_u128(n)),
            brand: brand_id(),
            article: article_id(7),
            locale: locale("de"),
            text: text.to_owned(),
            origin: "solved",
        };
        tx.confirm(&new, noon()).await.unwrap();
    }
    let kept = tx.confirmed_after(start, 9).await.unwrap();
    let texts: Vec<_> = kept.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(texts, ["Gummi ab", "Bügel locker"]);
    let rest = tx.confirmed_after(kept[0].revision, 9).await.unwrap();
    assert_eq!(rest.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["Bügel locker"]);
}

async fn a_revoked_wording_is_handed_on_and_not_confirmed_again(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let mut new = NewConfirmed {
        id: QuestionId(Uuid::from_u128(1)),
        brand: brand_id(),
        article: article_id(7),
        locale: locale("de"),
        text: "Gummi ab".to_owned(),
        origin: "solved",
    };
    tx.confirm(&new, noon()).await.unwrap();
    let start = tx.revision().await.unwrap();
    let elsewhere = tx.set_revoked(article_id(8), new.id, Some(noon())).await.unwrap();
    assert!(!elsewhere, "it belongs to another article");
    assert!(tx.set_revoked(article_id(7), new.id, Some(noon())).await.unwrap());
    let heard = tx.confirmed_after(start, 9).await.unwrap();
    assert_eq!(heard.iter().map(|it| it.is_revoked).collect::<Vec<_>>(), [true]);
    let first = new.id;
    new.id = QuestionId(Uuid::from_u128(2));
    tx.confirm(&new, noon()).await.unwrap();
    let at = (article_id(7), &locale("de"));
    assert!(tx.confirmed_of(at, None, 9).await.unwrap().is_empty());
    assert!(tx.set_revoked(article_id(7), first, None).await.unwrap());
    let again = tx.confirmed_of(at, None, 9).await.unwrap();
    assert_eq!(again.iter().map(|it| it.id).collect::<Vec<_>>(), [first]);
}

async fn judgements_of_all_languages_add_up(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    for (tag, helpful) in [("de", true), ("de", false), ("pl", true)] {
        tx.judge((article_id(7), &locale(tag)), helpful).await.unwrap();
    }
    assert_eq!(tx.judgement(article_id(7)).await.unwrap(), (Feedback { yes: 2, no: 1 }, 0));
}

async fn past_questions_come_once_with_what_was_confirmed_first(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    for (n, text) in (1..).zip(["Gummi ab", "Wo?", "Wo?", "Bügel ab"]) {
        let at = noon() + minutes(i64::try_from(n).unwrap());
        tx.log_question(&asked(n, text, ""), at).await.unwrap();
    }
    let polish = Asked { locale: locale("pl"), ..asked(9, "Gdzie?", "") };
    tx.log_question(&polish, noon()).await.unwrap();
    let (de, mut id) = (locale("de"), 20);
    for (article, text) in [(7, "Gummi ab"), (7, "Nie gefragt"), (7, "Wo?"), (8, "Wo?")] {
        id += 1;
        let new = NewConfirmed {
            id: QuestionId(Uuid::from_u128(id)),
            brand: brand_id(),
            article: article_id(article),
            locale: de.clone(),
            text: text.to_owned(),
            origin: "solved",
        };
        tx.confirm(&new, noon()).await.unwrap();
    }
    let past = tx.past_questions((brand_id(), &de), 9).await.unwrap();
    let past: Vec<_> = past.iter().map(|it| (it.text.as_str(), it.count, it.confirmed)).collect();
    let pads = Some(article_id(7));
    let expect =
        [("Nie gefragt", 1, pads), ("Gummi ab", 1, pads), ("Bügel ab", 1, None), ("Wo?", 2, None)];
    assert_eq!(past, expect, "two articles for one question confirm neither");
    assert_eq!(tx.past_questions((brand_id(), &de), 3).await.unwrap().len(), 3);
}
