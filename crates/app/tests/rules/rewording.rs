//! What people call things is learned from how they ask again.

use chrono::Duration;
use lotse_app::answers::{Asking, Opened, WordProposal, Words};
use lotse_app::chat::Act;
use lotse_app::knowledge::Reader;
use lotse_domain::answers::Surface;
use lotse_domain::answers::rewording::Verdict;
use lotse_domain::ids::{ArticleId, QuestionId, SynonymId};
use lotse_domain::knowledge::Synonym;
use lotse_domain::locale::Locale;
use lotse_testkit::{TestLotse, on_both_databases};

use crate::chat::{act, eyewear, say, visitor};

on_both_databases!(
    thirty_who_ask_again_propose_a_word_and_two_do_not,
    a_ticked_word_finds_the_article_at_once_until_that_is_undone,
    a_rejected_word_stays_rejected,
    one_visitor_counts_once_a_day,
    a_word_that_everybody_searches_for_is_not_what_another_means,
    what_a_lay_word_says_already_is_not_proposed,
    questions_far_apart_or_of_another_brand_say_nothing,
    asking_again_in_the_chat_counts_once_the_answer_helped,
);

fn german() -> Locale {
    "de".parse().unwrap()
}

async fn asked(lotse: &TestLotse, reader: &Reader, text: &str, is_rewording: bool) -> QuestionId {
    let asking = Asking {
        text,
        brand: reader.brand,
        locale: Some(&reader.locale),
        audience: &reader.audience,
        page: None,
        surface: Surface::Search,
        is_rewording,
    };
    lotse.ask(&asking).await.unwrap().question
}

/// Searches, searches again, and opens the article.
async fn reword(
    lotse: &TestLotse,
    (first, second): (&str, &str),
    (article, visitor): (ArticleId, &str),
) {
    let reader = lotse.reader("de");
    let questions =
        (asked(lotse, &reader, first, false).await, asked(lotse, &reader, second, true).await);
    lotse.keep_questions().await;
    lotse.opened_after(&reader, questions, Opened { article, visitor }).await.unwrap();
}

async fn many(lotse: &TestLotse, count: usize, texts: (&str, &str), article: ArticleId) {
    for n in 0..count {
        reword(lotse, texts, (article, &format!("visitor {n}"))).await;
    }
}

pub(crate) async fn proposed(lotse: &TestLotse) -> Vec<WordProposal> {
    lotse.word_proposals(&lotse.may(), (lotse.brand().id, None)).await.unwrap()
}

pub(crate) fn texts(proposals: &[WordProposal]) -> Vec<(&str, &str)> {
    proposals.iter().map(|it| (it.pair.said_text.as_str(), it.pair.means_text.as_str())).collect()
}

pub(crate) async fn decide(lotse: &TestLotse, it: &WordProposal, verdict: Verdict) {
    let words = Words { locale: &it.pair.locale, said: &it.pair.said, means: &it.pair.means };
    lotse.decide_words(&lotse.may(), lotse.brand().id, words, verdict).await.unwrap();
}

pub(crate) async fn best(lotse: &TestLotse, text: &str) -> Option<ArticleId> {
    let answered = lotse.asked(&lotse.reader("de"), text).await;
    answered.answer.or(answered.suggestions.into_iter().next()).map(|it| it.line.article)
}

async fn thirty_who_ask_again_propose_a_word_and_two_do_not(lotse: &TestLotse) {
    let pads = eyewear(lotse).await;
    many(lotse, 2, ("Bommel ab", "Nasenpad"), pads).await;
    assert!(proposed(lotse).await.is_empty());
    many(lotse, 30, ("Wuppi kaputt", "Nasenpad kaputt"), pads).await;
    let proposals = proposed(lotse).await;
    assert_eq!(texts(&proposals), [("Wuppi", "Nasenpads")], "as the article writes it");
    assert_eq!((proposals[0].pair.count, proposals[0].pair.locale.clone()), (30, german()));
    assert!((proposals[0].together.share() - 1.0).abs() < 1e-9);
    let polish: Locale = "pl".parse().unwrap();
    let of = (lotse.brand().id, Some(&polish));
    assert!(lotse.word_proposals(&lotse.may(), of).await.unwrap().is_empty());
}

async fn a_ticked_word_finds_the_article_at_once_until_that_is_undone(lotse: &TestLotse) {
    let pads = eyewear(lotse).await;
    many(lotse, 12, ("Wuppi", "Nasenpad"), pads).await;
    assert_ne!(best(lotse, "Wuppi").await, Some(pads));
    let proposals = proposed(lotse).await;
    for _ in 0..2 {
        decide(lotse, &proposals[0], Verdict::Ticked).await;
    }
    assert_eq!(best(lotse, "Wuppi").await, Some(pads));
    assert!(proposed(lotse).await.is_empty());
    let (of, may) = ((lotse.brand().id, None), lotse.may());
    let ticked = lotse.decided_words(&may, of, Verdict::Ticked).await.unwrap();
    let words = lotse.synonyms(&may, of, None, 9).await.unwrap();
    assert_eq!(words[0].means, ["Nasenpads"]);
    let origin = &ticked[0];
    assert_eq!((origin.synonym, origin.count), (Some(words[0].id), 12));
    assert_eq!(origin.decided_at, Some(lotse.now()));
    decide(lotse, &proposals[0], Verdict::Open).await;
    assert_ne!(best(lotse, "Wuppi").await, Some(pads));
    assert!(lotse.synonyms(&may, of, None, 9).await.unwrap().is_empty());
    assert_eq!(texts(&proposed(lotse).await), [("Wuppi", "Nasenpads")]);
}

async fn a_rejected_word_stays_rejected(lotse: &TestLotse) {
    let pads = eyewear(lotse).await;
    many(lotse, 12, ("Wuppi", "Nasenpad"), pads).await;
    decide(lotse, &proposed(lotse).await[0], Verdict::Rejected).await;
    for n in 0..40 {
        reword(lotse, ("Wuppi", "Nasenpad"), (pads, &format!("later {n}"))).await;
    }
    assert!(proposed(lotse).await.is_empty());
    let of = (lotse.brand().id, None);
    let rejected = lotse.decided_words(&lotse.may(), of, Verdict::Rejected).await.unwrap();
    assert_eq!(rejected.iter().map(|it| it.count).collect::<Vec<_>>(), [52]);
    assert_ne!(best(lotse, "Wuppi").await, Some(pads));
}

async fn one_visitor_counts_once_a_day(lotse: &TestLotse) {
    let pads = eyewear(lotse).await;
    for _ in 0..30 {
        reword(lotse, ("Wuppi", "Nasenpad"), (pads, "busy")).await;
    }
    assert!(proposed(lotse).await.is_empty());
    lotse.pass(Duration::days(1));
    reword(lotse, ("Wuppi", "Nasenpad"), (pads, "busy")).await;
    many(lotse, 9, ("Wuppi", "Nasenpad"), pads).await;
    let proposals = proposed(lotse).await;
    assert_eq!(proposals.iter().map(|it| it.pair.count).collect::<Vec<_>>(), [11]);
}

async fn a_word_that_everybody_searches_for_is_not_what_another_means(lotse: &TestLotse) {
    let pads = lotse.published("Brille pflegen", "Das Nasenpad der Brille abschrauben.").await;
    eyewear(lotse).await;
    let reader = lotse.reader("de");
    for _ in 0..60 {
        asked(lotse, &reader, "Brille", false).await;
    }
    many(lotse, 30, ("Wuppi", "Nasenpad Brille"), pads).await;
    assert_eq!(texts(&proposed(lotse).await), [("Wuppi", "Nasenpad")]);
}

async fn what_a_lay_word_says_already_is_not_proposed(lotse: &TestLotse) {
    let pads = eyewear(lotse).await;
    many(lotse, 12, ("Wuppi", "Nasenpad"), pads).await;
    let word = Synonym {
        id: SynonymId(lotse.new_id()),
        brand: lotse.brand().id,
        locale: german(),
        word: "wuppi".to_owned(),
        means: vec!["Nasenpad".to_owned()],
    };
    lotse.save_synonyms(&lotse.may(), vec![word]).await.unwrap();
    assert!(proposed(lotse).await.is_empty());
}

async fn questions_far_apart_or_of_another_brand_say_nothing(lotse: &TestLotse) {
    let pads = eyewear(lotse).await;
    let reader = lotse.reader("de");
    let other = lotse.second_brand("baker", &["de"]).await;
    let elsewhere = Reader { brand: other.id, ..reader.clone() };
    for n in 0..12 {
        let far = asked(lotse, &reader, "Wuppi", false).await;
        let foreign = asked(lotse, &elsewhere, "Wuppi", false).await;
        lotse.keep_questions().await;
        lotse.pass(Duration::minutes(31));
        let second = asked(lotse, &reader, "Nasenpad", true).await;
        lotse.keep_questions().await;
        let visitor = format!("visitor {n}");
        let opened = Opened { article: pads, visitor: &visitor };
        for first in [far, foreign, second, QuestionId(lotse.new_id())] {
            lotse.opened_after(&reader, (first, second), opened).await.unwrap();
        }
    }
    assert!(proposed(lotse).await.is_empty());
}

async fn asking_again_in_the_chat_counts_once_the_answer_helped(lotse: &TestLotse) {
    let pads = eyewear(lotse).await;
    for _ in 0..30 {
        asked(lotse, &lotse.reader("de"), "Batterie wechseln", false).await;
    }
    lotse.keep_questions().await;
    for n in 0..12 {
        let visitor = visitor(lotse, "de").await;
        say(lotse, &visitor, &format!("a{n}"), "Wuppi?").await;
        say(lotse, &visitor, &format!("b{n}"), "Nasenpads wechseln").await;
        if n == 11 {
            assert_eq!(proposed(lotse).await.len(), 1);
        }
        act(lotse, &visitor, &format!("c{n}"), Act::Helped(None)).await;
    }
    let proposals = proposed(lotse).await;
    assert_eq!(texts(&proposals), [("Wuppi", "Nasenpads")]);
    assert_eq!(proposals[0].pair.count, 12);
    decide(lotse, &proposals[0], Verdict::Ticked).await;
    assert_eq!(best(lotse, "Wuppi").await, Some(pads));
}
