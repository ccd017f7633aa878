//! What a thesaurus says of customers' words is proposed, and counts only when an editor says so.

use lotse_app::answers::{Asking, ReadThesaurusError, ThesaurusRead};
use lotse_domain::answers::Surface;
use lotse_domain::answers::rewording::Verdict;
use lotse_domain::knowledge::Synonym;
use lotse_domain::locale::Locale;
use lotse_testkit::{TestLotse, on_both_databases};

use crate::chat::eyewear;
use crate::rewording::{best, decide, proposed, texts};

on_both_databases!(
    words_of_several_questions_are_proposed_and_count_once_confirmed,
    what_was_forbidden_stays_forbidden,
    words_that_articles_or_lay_words_know_need_no_thesaurus,
    a_file_that_is_no_thesaurus_changes_nothing,
    a_thesaurus_read_again_replaces_what_it_said,
);

const THESAURUS: &str = "UTF-8
Voucher|2
-|Gutschein|Coupon|Bon
-|Beleg (Oberbegriff)|Warenkorb (Antonym)
Bestellung|1
-|Gutschein
Coupon|1
-|Gutschein
";

fn german() -> Locale {
    "de".parse().unwrap()
}

async fn ask(lotse: &TestLotse, texts: &[&str]) {
    for text in texts {
        let asking = Asking {
            text,
            brand: lotse.brand().id,
            locale: Some(&german()),
            audience: &lotse.reader("de").audience,
            page: None,
            surface: Surface::Search,
            is_rewording: false,
        };
        lotse.ask(&asking).await.unwrap();
    }
    lotse.keep_questions().await;
}

const VOUCHERS: [&str; 4] =
    ["Voucher verloren", "Wo gebe ich den Voucher ein?", "Vouchers", "Vouchers"];

async fn read(lotse: &TestLotse, text: &str) -> Result<ThesaurusRead, ReadThesaurusError> {
    let (brand, bytes) = (lotse.brand().id, text.as_bytes());
    lotse.read_thesaurus(&lotse.may(), (brand, &german()), ("th_de.dat", bytes)).await
}

async fn words_of_several_questions_are_proposed_and_count_once_confirmed(lotse: &TestLotse) {
    eyewear(lotse).await;
    let vouchers = best(lotse, "Gutschein einlösen").await;
    ask(lotse, &VOUCHERS[..2]).await;
    ask(lotse, &VOUCHERS[..2]).await;
    let two = ThesaurusRead { entries: 3, strange: 0, pairs: 0 };
    assert_eq!(read(lotse, THESAURUS).await.unwrap(), two, "in two different questions only");
    ask(lotse, &VOUCHERS).await;
    let all = ThesaurusRead { entries: 3, strange: 1, pairs: 1 };
    assert_eq!(read(lotse, THESAURUS).await.unwrap(), all);
    let proposals = proposed(lotse).await;
    assert_eq!(texts(&proposals), [("Voucher", "Gutschein")]);
    let pair = &proposals[0].pair;
    assert_eq!((pair.thesaurus.as_deref(), pair.questions, pair.count), (Some("th_de.dat"), 3, 0));
    assert_ne!(best(lotse, "Voucher").await, vouchers, "nothing counts yet");
    decide(lotse, &proposals[0], Verdict::Ticked).await;
    assert_eq!(best(lotse, "Voucher").await, vouchers);
    assert!(proposed(lotse).await.is_empty());
    decide(lotse, &proposals[0], Verdict::Open).await;
    assert_eq!(proposed(lotse).await.len(), 1);
}

async fn what_was_forbidden_stays_forbidden(lotse: &TestLotse) {
    eyewear(lotse).await;
    ask(lotse, &VOUCHERS).await;
    read(lotse, THESAURUS).await.unwrap();
    decide(lotse, &proposed(lotse).await[0], Verdict::Rejected).await;
    read(lotse, THESAURUS).await.unwrap();
    assert!(proposed(lotse).await.is_empty());
    let of = (lotse.brand().id, None);
    let rejected = lotse.decided_words(&lotse.may(), of, Verdict::Rejected).await.unwrap();
    assert_eq!(rejected.len(), 1);
}

async fn words_that_articles_or_lay_words_know_need_no_thesaurus(lotse: &TestLotse) {
    eyewear(lotse).await;
    ask(lotse, &["Bestellung weg", "Bestellung da", "Bestellungen", "Meine Bestellung"]).await;
    ask(lotse, &VOUCHERS).await;
    let word = Synonym {
        id: lotse_domain::ids::SynonymId(lotse.new_id()),
        brand: lotse.brand().id,
        locale: german(),
        word: "Voucher".to_owned(),
        means: vec!["Gutschein".to_owned()],
    };
    lotse.save_synonyms(&lotse.may(), vec![word]).await.unwrap();
    assert_eq!(read(lotse, THESAURUS).await.unwrap().pairs, 0);
    assert!(proposed(lotse).await.is_empty());
}

async fn a_file_that_is_no_thesaurus_changes_nothing(lotse: &TestLotse) {
    eyewear(lotse).await;
    ask(lotse, &VOUCHERS).await;
    read(lotse, THESAURUS).await.unwrap();
    for text in ["", "Voucher|1\n-|Gutschein", "UTF-8\nCoupon|1\n-|Bon\nVoucher"] {
        let refused = read(lotse, text).await;
        assert!(matches!(refused, Err(ReadThesaurusError::Format(_))), "{text}: {refused:?}");
    }
    assert_eq!(texts(&proposed(lotse).await), [("Voucher", "Gutschein")]);
}

async fn a_thesaurus_read_again_replaces_what_it_said(lotse: &TestLotse) {
    eyewear(lotse).await;
    ask(lotse, &VOUCHERS).await;
    read(lotse, THESAURUS).await.unwrap();
    let other = "UTF-8\nVoucher|1\n-|Code|Termin|Laden|Netz|Knopf|Warenkorb\n";
    assert_eq!(read(lotse, other).await.unwrap().pairs, 5, "an editor picks from a few");
    let proposals = proposed(lotse).await;
    assert!(
        texts(&proposals).iter().all(|(_, means)| *means != "Gutschein" && *means != "Warenkorb")
    );
}
