//! Pairs of words that people came to one after the other.

use chrono::{Days, NaiveDate};
use lotse_domain::answers::rewording::Verdict;
use lotse_domain::ids::SynonymId;
use uuid::Uuid;

use super::questions::asked;
use super::{Home, both_dbs, brand_id, locale, noon};
use crate::{Asked, Seen, Tx, WordPair};

both_dbs!(
    pairs_are_counted_and_older_ones_count_less,
    a_verdict_takes_a_pair_out_of_the_list_and_survives_new_counts,
    what_counts_next_to_nothing_is_forgotten_but_for_what_was_decided,
    there_is_room_for_so_many_pairs,
    searches_that_reworded_nothing_are_told_apart,
    what_a_thesaurus_says_stays_until_it_is_read_again_or_decided,
);

fn day(after: u64) -> NaiveDate {
    noon().date_naive() + Days::new(after)
}

fn word(text: &str) -> Seen<'_> {
    Seen { stem: text, text }
}

async fn count(tx: &mut Tx, (said, means): (&str, &str), on: NaiveDate) {
    let of = (brand_id(), &locale("de"));
    tx.count_reworded(of, said, on).await.unwrap();
    tx.count_rewording(of, (word(said), word(means)), on).await.unwrap();
}

async fn open(tx: &mut Tx, today: NaiveDate) -> Vec<WordPair> {
    tx.rewordings((brand_id(), None), Verdict::Open, today, 9_999).await.unwrap()
}

fn said(pairs: &[WordPair]) -> Vec<&str> {
    pairs.iter().map(|it| it.said.as_str()).collect()
}

async fn pairs_are_counted_and_older_ones_count_less(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    for _ in 0..4 {
        count(&mut tx, ("gummi", "nasenpad"), day(0)).await;
    }
    count(&mut tx, ("gummi", "bugel"), day(0)).await;
    for on in [90, 90, 91] {
        count(&mut tx, ("nupsi", "nasenpad"), day(on)).await;
    }
    let pairs = open(&mut tx, day(90)).await;
    assert_eq!(said(&pairs), ["nupsi", "gummi", "gummi"]);
    let gummi = &pairs[1];
    assert_eq!((gummi.means.as_str(), gummi.count, gummi.last_day), ("nasenpad", 4, day(0)));
    assert!((gummi.both - 2.0).abs() < 1e-9 && (gummi.first - 2.5).abs() < 1e-9, "{gummi:?}");
    let here = (brand_id(), Some(&locale("pl")));
    assert!(tx.rewordings(here, Verdict::Open, day(90), 9).await.unwrap().is_empty());
}

async fn a_verdict_takes_a_pair_out_of_the_list_and_survives_new_counts(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    count(&mut tx, ("gummi", "nasenpad"), day(0)).await;
    let (of, words) = ((brand_id(), &locale("de")), ("gummi", "nasenpad"));
    let who = (noon(), None);
    let synonym = Some(SynonymId(Uuid::from_u128(5)));
    let ticked = (Verdict::Ticked, synonym);
    assert!(tx.decide_rewording(of, words, ticked, who).await.unwrap());
    assert!(!tx.decide_rewording(of, words, ticked, who).await.unwrap(), "only the first counts");
    let unknown = tx.decide_rewording(of, ("gummi", "x"), ticked, who).await.unwrap();
    assert!(!unknown);
    count(&mut tx, words, day(1)).await;
    assert!(open(&mut tx, day(1)).await.is_empty());
    let kept = tx.rewording(of, words, day(1)).await.unwrap().unwrap();
    assert_eq!((kept.verdict, kept.synonym, kept.count), (Verdict::Ticked, synonym, 2));
    assert_eq!(kept.decided_at, Some(noon()));
    assert!(tx.decide_rewording(of, words, (Verdict::Open, None), who).await.unwrap());
    let again = open(&mut tx, day(1)).await;
    assert_eq!((again.len(), again[0].decided_at, again[0].synonym), (1, None, None));
}

async fn what_counts_next_to_nothing_is_forgotten_but_for_what_was_decided(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let of = (brand_id(), &locale("de"));
    for said in ["alt", "verworfen"] {
        count(&mut tx, (said, "nasenpad"), day(0)).await;
    }
    count(&mut tx, ("neu", "nasenpad"), day(100)).await;
    let words = ("verworfen", "nasenpad");
    let rejected = (Verdict::Rejected, None);
    tx.decide_rewording(of, words, rejected, (noon(), None)).await.unwrap();
    tx.forget_old_rewordings(of, day(170)).await.unwrap();
    assert_eq!(said(&open(&mut tx, day(170)).await), ["neu", "alt"]);
    tx.forget_old_rewordings(of, day(190)).await.unwrap();
    assert_eq!(said(&open(&mut tx, day(190)).await), ["neu"]);
    let kept = tx.rewording(of, words, day(190)).await.unwrap();
    assert_eq!(kept.map(|it| it.verdict), Some(Verdict::Rejected));
}

async fn there_is_room_for_so_many_pairs(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let of = (brand_id(), &locale("de"));
    for _ in 0..2 {
        count(&mut tx, ("oft", "nasenpad"), day(0)).await;
    }
    for n in 0..5_005 {
        let text = format!("wort{n}");
        tx.count_rewording(of, (word(&text), word("nasenpad")), day(0)).await.unwrap();
    }
    tx.forget_old_rewordings(of, day(0)).await.unwrap();
    let pairs = open(&mut tx, day(0)).await;
    assert_eq!((pairs.len(), pairs[0].said.as_str()), (5_000, "oft"));
}

async fn searches_that_reworded_nothing_are_told_apart(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    tx.log_question(&asked(1, "Gummi", "gummi"), noon()).await.unwrap();
    let second = Asked { is_rewording: true, ..asked(2, "Nasenpad", "nasenpad") };
    tx.log_question(&second, noon()).await.unwrap();
    let of = (brand_id(), &locale("de"));
    assert_eq!(tx.first_questions(of, 9).await.unwrap(), ["Gummi"]);
    let here = (brand_id(), &locale("pl"));
    assert!(tx.first_questions(here, 9).await.unwrap().is_empty());
    assert_eq!(tx.question_time(second.id).await.unwrap(), Some(noon()));
}

async fn what_a_thesaurus_says_stays_until_it_is_read_again_or_decided(home: &Home) {
    let store = home.store_with_brand().await;
    let mut tx = store.begin().await.unwrap();
    let of = (brand_id(), &locale("de"));
    count(&mut tx, ("lift", "aufzug"), day(0)).await;
    for (said, means, questions) in
        [("lift", "aufzug", 4), ("bon", "gutschein", 7), ("bon", "beleg", 7)]
    {
        let words = (word(said), word(means));
        tx.keep_thesaurus_pair(of, words, ("th.dat", questions), day(0)).await.unwrap();
    }
    let rejected = (Verdict::Rejected, None);
    assert!(tx.decide_rewording(of, ("bon", "beleg"), rejected, (noon(), None)).await.unwrap());
    // Counts for nothing, is old, and is kept all the same.
    tx.forget_old_rewordings(of, day(999)).await.unwrap();
    let here = (brand_id(), None);
    let pairs = tx.thesaurus_pairs(here, day(0), 9).await.unwrap();
    let told = |it: &WordPair| (it.means.clone(), it.questions, it.count, it.thesaurus.clone());
    let name = || Some("th.dat".to_owned());
    let expect = [("gutschein".to_owned(), 7, 0, name()), ("aufzug".to_owned(), 4, 1, name())];
    assert_eq!(pairs.iter().map(told).collect::<Vec<_>>(), expect);
    let polish = (brand_id(), Some(&locale("pl")));
    assert!(tx.thesaurus_pairs(polish, day(0), 9).await.unwrap().is_empty());

    tx.forget_thesaurus(of).await.unwrap();
    assert!(tx.thesaurus_pairs(here, day(0), 9).await.unwrap().is_empty());
    assert_eq!(said(&open(&mut tx, day(0)).await), ["lift"], "people said that too");
    let again = (word("bon"), word("beleg"));
    tx.keep_thesaurus_pair(of, again, ("th.dat", 9), day(1)).await.unwrap();
    let still = tx.rewordings(here, Verdict::Rejected, day(1), 9).await.unwrap();
    assert_eq!((said(&still), still[0].questions), (vec!["bon"], 9));
}
