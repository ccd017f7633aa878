//! What people ask and confirm changes what others are told.

use chrono::Duration;
use lotse_app::answers::{Asking, FeedbackError};
use lotse_app::knowledge::Reader;
use lotse_domain::answers::{Decision, Surface};
use lotse_domain::ids::{ArticleId, QuestionId, SynonymId};
use lotse_domain::knowledge::{State, Synonym, Visibility};
use lotse_testkit::{TestLotse, on_both_databases};

on_both_databases!(
    a_lay_word_is_understood_at_once_and_forgotten_at_once,
    lay_words_of_another_brand_or_language_mean_nothing,
    a_wording_that_was_confirmed_finds_the_article_the_next_time,
    what_was_learned_wrongly_is_forgotten_at_once_and_can_come_back,
    saying_twice_that_it_was_solved_counts_once,
    only_what_the_reader_may_read_can_have_solved_it,
    questions_without_an_answer_are_counted_together,
    a_question_that_was_answered_is_no_gap,
    a_gap_that_was_dismissed_is_gone_until_it_is_shown_again,
    what_is_asked_for_more_stands_higher,
    a_page_offers_first_what_is_asked_there,
    old_demand_fades,
    what_readers_say_of_an_article_is_counted,
    unasked_questions_are_not_kept_while_writing,
    a_question_of_any_length_is_answered,
);

async fn eyewear(lotse: &TestLotse) -> ArticleId {
    for (title, body) in [
        ("Lieferadresse ändern", "In der Bestellung steht ein Knopf dafür."),
        ("Gutschein einlösen", "Den Code gibst du im Warenkorb ein."),
        ("Sehtest vereinbaren", "Einen Termin gibt es im Laden und im Netz."),
    ] {
        lotse.published(title, body).await;
    }
    lotse.published("Nasenpad wechseln", "Das Nasenpad lässt sich abschrauben.").await
}

async fn best(lotse: &TestLotse, reader: &Reader, text: &str) -> Option<ArticleId> {
    let answered = lotse.asked(reader, text).await;
    answered.answer.or(answered.suggestions.into_iter().next()).map(|it| it.line.article)
}

fn synonym(lotse: &TestLotse, word: &str, means: &str) -> Synonym {
    Synonym {
        id: SynonymId(lotse.new_id()),
        brand: lotse.brand().id,
        locale: "de".parse().unwrap(),
        word: word.to_owned(),
        means: vec![means.to_owned()],
    }
}

async fn a_lay_word_is_understood_at_once_and_forgotten_at_once(lotse: &TestLotse) {
    let reader = lotse.reader("de");
    let pads = eyewear(lotse).await;
    assert_ne!(best(lotse, &reader, "Nupsi").await, Some(pads));
    let saved = lotse.save_synonyms(&lotse.may(), vec![synonym(lotse, "Nupsi", "Nasenpad")]).await;
    let id = saved.unwrap()[0].id;
    assert_eq!(best(lotse, &reader, "Nupsi").await, Some(pads));
    lotse.delete_synonym(&lotse.may(), reader.brand, id).await.unwrap();
    assert_ne!(best(lotse, &reader, "Nupsi").await, Some(pads));
}

async fn lay_words_of_another_brand_or_language_mean_nothing(lotse: &TestLotse) {
    let reader = lotse.reader("de");
    let pads = eyewear(lotse).await;
    let other = lotse.second_brand("baker", &["de"]).await;
    let mut elsewhere = synonym(lotse, "Nupsi", "Nasenpad");
    elsewhere.brand = other.id;
    let mut english = synonym(lotse, "Nupsi", "Nasenpad");
    english.locale = "en".parse().unwrap();
    lotse.save_synonyms(&lotse.may(), vec![elsewhere, english]).await.unwrap();
    assert_ne!(best(lotse, &reader, "Nupsi").await, Some(pads));
}

async fn a_wording_that_was_confirmed_finds_the_article_the_next_time(lotse: &TestLotse) {
    let reader = lotse.reader("de");
    let pads = eyewear(lotse).await;
    let wording = "Die weichen Dinger drücken so komisch";
    let first = lotse.asked(&reader, wording).await;
    assert_ne!(first.decision, Decision::Answer);
    lotse.keep_questions().await;
    lotse.solved(&reader, first.question, pads).await.unwrap();
    lotse.catch_up().await.unwrap();
    let second = lotse.asked(&reader, wording).await;
    assert_eq!(second.answer.map(|it| it.line.article), Some(pads), "{}", second.confidence);
    lotse.put(pads, "de", State::Archived).await;
    assert_ne!(best(lotse, &reader, wording).await, Some(pads), "learned or not, it is gone");
}

async fn what_was_learned_wrongly_is_forgotten_at_once_and_can_come_back(lotse: &TestLotse) {
    let reader = lotse.reader("de");
    let pads = eyewear(lotse).await;
    let wording = "Die weichen Dinger drücken so komisch";
    let first = lotse.asked(&reader, wording).await;
    lotse.keep_questions().await;
    lotse.solved(&reader, first.question, pads).await.unwrap();
    lotse.catch_up().await.unwrap();
    assert_eq!(best(lotse, &reader, wording).await, Some(pads));
    let learned = lotse.learned(&lotse.may(), (pads, &reader.locale), None, 9).await.unwrap();
    assert_eq!(learned.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), [wording]);
    lotse.judge_learned(&lotse.may(), pads, learned[0].id, false).await.unwrap();
    assert_ne!(best(lotse, &reader, wording).await, Some(pads));
    let left = lotse.learned(&lotse.may(), (pads, &reader.locale), None, 9).await.unwrap();
    assert!(left.is_empty());
    lotse.judge_learned(&lotse.may(), pads, learned[0].id, true).await.unwrap();
    assert_eq!(best(lotse, &reader, wording).await, Some(pads));
    let unknown = QuestionId(lotse.new_id());
    let refused = lotse.judge_learned(&lotse.may(), pads, unknown, false).await;
    assert!(matches!(refused, Err(FeedbackError::NotFound)));
}

async fn saying_twice_that_it_was_solved_counts_once(lotse: &TestLotse) {
    let reader = lotse.reader("de");
    let pads = eyewear(lotse).await;
    let asked = lotse.asked(&reader, "Die weichen Dinger drücken").await;
    lotse.keep_questions().await;
    for _ in 0..2 {
        lotse.solved(&reader, asked.question, pads).await.unwrap();
    }
    let (feedback, asked) = lotse.judgement(&lotse.may(), pads).await.unwrap();
    assert_eq!((feedback.yes, feedback.no, asked), (1, 0, 1));
    let (asked, _, solved) = lotse.asked_lately(&lotse.may(), reader.brand).await.unwrap();
    assert_eq!((asked, solved), (1, 1));
}

async fn only_what_the_reader_may_read_can_have_solved_it(lotse: &TestLotse) {
    let reader = lotse.reader("de");
    let hidden = lotse.write("Geheim", "Text").visible_to(Visibility::Internal).published().await;
    let open = lotse.published("Offen", "Text").await;
    let asked = lotse.asked(&reader, "Was ist das?").await.question;
    let unknown = QuestionId(lotse.new_id());
    lotse.keep_questions().await;
    let refused = lotse.solved(&reader, asked, hidden).await;
    assert!(matches!(refused, Err(FeedbackError::NotFound)));
    let refused = lotse.solved(&reader, unknown, open).await;
    assert!(matches!(refused, Err(FeedbackError::NotFound)));
    let other = lotse.second_brand("baker", &["de"]).await;
    let mut elsewhere = reader.clone();
    elsewhere.brand = other.id;
    let refused = lotse.solved(&elsewhere, asked, open).await;
    assert!(matches!(refused, Err(FeedbackError::NotFound)));
    assert_eq!(lotse.asked_lately(&lotse.may(), reader.brand).await.unwrap().2, 0);
    let refused = lotse.judge(&reader, hidden, false, None).await;
    assert!(matches!(refused, Err(FeedbackError::NotFound)));
}

async fn questions_without_an_answer_are_counted_together(lotse: &TestLotse) {
    let reader = lotse.reader("de");
    for text in
        ["Gibt es Hörgeräte?", "gibt es bei euch auch hörgeräte", "HÖRGERÄTE!!!", "Habt ihr Lupen?"]
    {
        lotse.asked(&reader, text).await;
        lotse.pass(Duration::seconds(1));
    }
    lotse.keep_questions().await;
    let of = (reader.brand, Some(&reader.locale));
    let gaps = lotse.gaps(&lotse.may(), of, None, 10).await.unwrap();
    let counts: Vec<_> = gaps.iter().map(|it| (it.text.as_str(), it.count)).collect();
    assert_eq!(counts, [("HÖRGERÄTE!!!", 3), ("Habt ihr Lupen?", 1)]);
    assert_eq!(gaps[0].examples.len(), 3);
    let page = lotse.gaps(&lotse.may(), of, None, 1).await.unwrap();
    let after = (page[0].count, page[0].key.as_str());
    let rest = lotse.gaps(&lotse.may(), of, Some(after), 10).await.unwrap();
    assert_eq!(rest.iter().map(|it| it.count).collect::<Vec<_>>(), [1]);
}

async fn a_question_that_was_answered_is_no_gap(lotse: &TestLotse) {
    let reader = lotse.reader("de");
    let pads = eyewear(lotse).await;
    let answered = lotse.asked(&reader, "Nasenpad wechseln").await;
    assert_eq!(answered.answer.map(|it| it.line.article), Some(pads));
    lotse.asked(&reader, "???").await;
    lotse.keep_questions().await;
    let gaps = lotse.gaps(&lotse.may(), (reader.brand, None), None, 10).await.unwrap();
    assert!(gaps.is_empty(), "{gaps:?}");
    let lately = lotse.asked_lately(&lotse.may(), reader.brand).await.unwrap();
    assert_eq!(lately, (2, 1, 0));
}

async fn a_gap_that_was_dismissed_is_gone_until_it_is_shown_again(lotse: &TestLotse) {
    let reader = lotse.reader("de");
    lotse.asked(&reader, "Gibt es Hörgeräte?").await;
    lotse.keep_questions().await;
    let gaps = async || lotse.gaps(&lotse.may(), (reader.brand, None), None, 9).await.unwrap();
    let key = gaps().await.remove(0).key;
    let gap = (&reader.locale, key.as_str());
    lotse.dismiss_gap(&lotse.may(), reader.brand, gap, true).await.unwrap();
    assert!(gaps().await.is_empty());
    lotse.asked(&reader, "Gibt es Hörgeräte?").await;
    lotse.keep_questions().await;
    assert!(gaps().await.is_empty(), "who dismissed it does not want to see it again");
    lotse.dismiss_gap(&lotse.may(), reader.brand, gap, false).await.unwrap();
    assert_eq!(gaps().await[0].count, 2);
    let unknown = (&reader.locale, "lup");
    let refused = lotse.dismiss_gap(&lotse.may(), reader.brand, unknown, true).await;
    assert!(matches!(refused, Err(FeedbackError::NotFound)));
}

async fn top(lotse: &TestLotse, reader: &Reader, count: usize) -> Vec<String> {
    let lines = lotse.most_asked((reader, None), count).await.unwrap();
    lines.into_iter().map(|it| it.title).collect()
}

async fn ask_often(lotse: &TestLotse, reader: &Reader, text: &str, times: usize) {
    for _ in 0..times {
        let answered = lotse.asked(reader, text).await;
        assert_eq!(answered.answer.map(|it| it.line.title).as_deref(), Some(text));
    }
    lotse.keep_questions().await;
}

async fn what_is_asked_for_more_stands_higher(lotse: &TestLotse) {
    let reader = lotse.reader("de");
    eyewear(lotse).await;
    assert_eq!(top(lotse, &reader, 1).await, ["Gutschein einlösen"], "by address at first");
    ask_often(lotse, &reader, "Sehtest vereinbaren", 1).await;
    assert_eq!(top(lotse, &reader, 1).await, ["Sehtest vereinbaren"]);
    ask_often(lotse, &reader, "Nasenpad wechseln", 2).await;
    assert_eq!(top(lotse, &reader, 2).await, ["Nasenpad wechseln", "Sehtest vereinbaren"]);
    assert_eq!(top(lotse, &reader, 10).await.len(), 4, "filled up, each once");
    let counted = lotse.most_asked_for(&reader, 10).await.unwrap();
    let counted: Vec<_> = counted.iter().map(|(line, n)| (line.title.as_str(), *n)).collect();
    assert_eq!(counted, [("Nasenpad wechseln", 2), ("Sehtest vereinbaren", 1)]);
}

async fn a_page_offers_first_what_is_asked_there(lotse: &TestLotse) {
    let reader = lotse.reader("de");
    eyewear(lotse).await;
    ask_often(lotse, &reader, "Nasenpad wechseln", 3).await;
    let on_page = async |text: &str, page| {
        let asking = Asking {
            text,
            brand: reader.brand,
            locale: Some(&reader.locale),
            audience: &reader.audience,
            page: Some(page),
            surface: Surface::Chat,
            is_rewording: false,
        };
        lotse.ask(&asking).await.unwrap();
        lotse.keep_questions().await;
    };
    on_page("Gutschein einlösen", "https://shop.example/kasse?korb=7").await;
    on_page("Sehtest vereinbaren", "https://shop.example/kasse/").await;
    on_page("Gutschein einlösen", "https://shop.example/kasse#unten").await;
    let offered = async |page| {
        let lines = lotse.most_asked((&reader, page), 3).await.unwrap();
        lines.into_iter().map(|it| it.title).collect::<Vec<_>>()
    };
    let there = offered(Some("https://shop.example/kasse")).await;
    assert_eq!(there, ["Gutschein einlösen", "Sehtest vereinbaren", "Nasenpad wechseln"]);
    for elsewhere in [Some("https://shop.example/"), Some("no address"), None] {
        assert_eq!(offered(elsewhere).await[0], "Nasenpad wechseln");
    }
}

async fn old_demand_fades(lotse: &TestLotse) {
    let reader = lotse.reader("de");
    eyewear(lotse).await;
    ask_often(lotse, &reader, "Sehtest vereinbaren", 3).await;
    lotse.pass(Duration::days(60));
    ask_often(lotse, &reader, "Nasenpad wechseln", 1).await;
    assert_eq!(top(lotse, &reader, 2).await, ["Nasenpad wechseln", "Sehtest vereinbaren"]);
}

async fn what_readers_say_of_an_article_is_counted(lotse: &TestLotse) {
    let reader = lotse.reader("de");
    let pads = eyewear(lotse).await;
    lotse.judge(&reader, pads, true, None).await.unwrap();
    lotse.judge(&reader, pads, false, Some(("unclear", "Welche Schraube?"))).await.unwrap();
    lotse.judge(&reader, pads, false, Some(("", " "))).await.unwrap();
    let (feedback, _) = lotse.judgement(&lotse.may(), pads).await.unwrap();
    assert_eq!((feedback.yes, feedback.no), (1, 2));
}

async fn unasked_questions_are_not_kept_while_writing(lotse: &TestLotse) {
    let reader = lotse.reader("de");
    eyewear(lotse).await;
    lotse.typed(&reader, "Nasenpad").await;
    lotse.keep_questions().await;
    assert_eq!(lotse.asked_lately(&lotse.may(), reader.brand).await.unwrap(), (0, 0, 0));
}

async fn a_question_of_any_length_is_answered(lotse: &TestLotse) {
    let reader = lotse.reader("de");
    eyewear(lotse).await;
    let long = "Nasenpad wechseln ".repeat(200_000);
    for text in ["", " \n", "\0", "'; drop table live; --", "🙈🙉🙊", "%_\\\"", &long] {
        lotse.asked(&reader, text).await;
        lotse.typed(&reader, text).await;
    }
    lotse.keep_questions().await;
    assert_eq!(lotse.asked_lately(&lotse.may(), reader.brand).await.unwrap().0, 7);
}
