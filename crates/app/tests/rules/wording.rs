//! How a brand has Lotse speak: in its own words, and always as what it is.

use std::collections::BTreeMap;

use lotse_app::chat::{Act, WordingError};
use lotse_domain::inbox::WordingFlaw;
use lotse_domain::locale::Locale;
use lotse_testkit::{TestLotse, on_both_databases};

use crate::chat::{act, agent, catalogue, chat, eyewear, say, visitor};

on_both_databases!(
    lotse_speaks_in_the_brands_words_in_that_language_only,
    an_empty_sentence_gives_way_to_the_shipped_one,
    nothing_is_kept_when_one_sentence_is_not_taken,
    lotse_stays_automatic_and_bears_nobodys_name,
    another_brand_keeps_the_shipped_sentences,
);

fn locale(tag: &str) -> Locale {
    tag.parse().unwrap()
}

async fn word(lotse: &TestLotse, tag: &str, texts: &[(&str, &str)]) -> Result<(), WordingError> {
    let texts: BTreeMap<_, _> =
        texts.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
    let of = (lotse.brand().id, &locale(tag));
    lotse.save_wording(&lotse.may(), of, &texts, &catalogue()).await
}

async fn flaws(lotse: &TestLotse, key: &str, text: &str) -> Vec<WordingFlaw> {
    match word(lotse, "de", &[(key, text)]).await {
        Ok(()) => Vec::new(),
        Err(WordingError::Flaws(flaws)) => flaws.into_iter().map(|(_, flaw)| flaw).collect(),
        Err(error) => panic!("{error:?}"),
    }
}

async fn lotse_speaks_in_the_brands_words_in_that_language_only(lotse: &TestLotse) {
    eyewear(lotse).await;
    let other = lotse.another().await;
    let own = [
        ("chat.bot.first", "  Moin! Hier schreibt die automatische Hilfe von {brand}. "),
        ("chat.bot.unknown", "Da muss ich passen."),
        ("chat.bot.handed_over", "Ich hole jemanden dazu."),
        ("chat.bot.taken", "{name} ist da."),
        ("chat.bot.ended", "Bis bald."),
    ];
    word(lotse, "de", &own).await.unwrap();
    let de = visitor(lotse, "de").await;
    let said = say(lotse, &de, "1", "Wie wird das Wetter?").await;
    let brand = &lotse.brand().name;
    let first = format!("Moin! Hier schreibt die automatische Hilfe von {brand}.");
    assert_eq!(said[1].text, format!("{first}\n\nDa muss ich passen."));
    let said = act(lotse, &de, "2", Act::Person).await;
    assert_eq!(said.last().unwrap().text, "Ich hole jemanden dazu.");
    let id = chat(lotse, &de).await.0.conversation.id;
    lotse.take(&agent(lotse, "eva").await, id, &catalogue()).await.unwrap();
    assert_eq!(chat(lotse, &de).await.1.last().unwrap().text, "eva@example.org ist da.");
    let said = act(lotse, &de, "3", Act::End).await;
    assert_eq!(said.last().unwrap().text, "Bis bald.");
    let en = visitor(lotse, "en").await;
    let said = say(lotse, &en, "1", "How will the weather be?").await;
    assert!(said[1].text.contains("I do not know the answer"), "{}", said[1].text);
    let of = (lotse.brand().id, &locale("de"));
    let sees = async |app: &lotse_app::App| {
        let current = app.current();
        let wording = current.brand_of(of.0).map(|it| it.wording.clone()).unwrap_or_default();
        wording.sentence(of.1, "chat.bot.ended") == Some("Bis bald.")
    };
    other.until(sees).await;
    other.stopped().await;
}

async fn an_empty_sentence_gives_way_to_the_shipped_one(lotse: &TestLotse) {
    word(lotse, "de", &[("chat.bot.ended", "Bis bald."), ("chat.bot.thanks", "Gern.")])
        .await
        .unwrap();
    word(lotse, "de", &[("chat.bot.ended", " ")]).await.unwrap();
    let of = (lotse.brand().id, &locale("de"));
    let all = lotse.wording(&lotse.may(), of, &catalogue()).unwrap();
    let of = |key: &str| all.iter().find(|it| it.key == key).unwrap();
    assert_eq!(of("chat.bot.ended").own, None);
    assert_eq!(of("chat.bot.thanks").own.as_deref(), Some("Gern."));
    assert_eq!(of("chat.bot.taken").blanks, ["name"]);
    assert!(of("chat.bot.taken").shipped.contains("{name}"));
    assert!(of("chat.bot.name").is_fixed && !of("chat.bot.taken").is_fixed);
    let french = (lotse.brand().id, &locale("fr"));
    let refused = lotse.wording(&lotse.may(), french, &catalogue());
    assert!(matches!(refused, Err(WordingError::Locale)));
}

async fn nothing_is_kept_when_one_sentence_is_not_taken(lotse: &TestLotse) {
    let texts = [
        ("chat.bot.ended", "Bis bald."),
        ("chat.bot.taken", "Jemand ist da."),
        ("chat.bot.left", "{name} ging um {time}."),
        ("chat.bot.thanks", "Gern {"),
        ("chat.send", "Los"),
    ];
    let Err(WordingError::Flaws(flaws)) = word(lotse, "de", &texts).await else {
        panic!("it was taken")
    };
    let flaws: Vec<_> = flaws.iter().map(|(key, flaw)| (key.as_str(), flaw.clone())).collect();
    let expect = [
        ("chat.bot.left", WordingFlaw::Unknown("time".to_owned())),
        ("chat.bot.taken", WordingFlaw::Missing("name".to_owned())),
        ("chat.bot.thanks", WordingFlaw::StrayBrace),
        ("chat.send", WordingFlaw::Fixed),
    ];
    assert_eq!(flaws, expect);
    let of = (lotse.brand().id, &locale("de"));
    let all = lotse.wording(&lotse.may(), of, &catalogue()).unwrap();
    assert!(all.iter().all(|it| it.own.is_none()));
    let refused = word(lotse, "fr", &[("chat.bot.ended", "À bientôt.")]).await;
    assert!(matches!(refused, Err(WordingError::Locale)));
}

async fn lotse_stays_automatic_and_bears_nobodys_name(lotse: &TestLotse) {
    lotse.add("mara@example.org", lotse_domain::access::Role::Agent).await;
    let ended = "chat.bot.ended";
    for (key, text, expect) in [
        ("chat.bot.name", "Mara", Some(WordingFlaw::Fixed)),
        ("chat.bot.first", "Willkommen bei {brand}!", Some(WordingFlaw::NotAutomatic)),
        ("chat.bot.first", "Kein Automat: {brand}.", Some(WordingFlaw::NotAutomatic)),
        (
            "chat.bot.first",
            "Ich bin Anna, die automatische Hilfe von {brand}.",
            Some(WordingFlaw::Named),
        ),
        ("chat.bot.first", "Automatische Hilfe von {brand}, zu Diensten.", None),
        (ended, "Ich heiße übrigens anna.", Some(WordingFlaw::Named)),
        (ended, "Bis bald, mara@example.org", Some(WordingFlaw::Named)),
        (ended, "Ich bin ein Mensch.", Some(WordingFlaw::Person)),
        (ended, &"x".repeat(501), Some(WordingFlaw::TooLong)),
        (ended, &"x".repeat(500), None),
    ] {
        assert_eq!(flaws(lotse, key, text).await, Vec::from_iter(expect), "{key}: {text}");
    }
}

async fn another_brand_keeps_the_shipped_sentences(lotse: &TestLotse) {
    let other = lotse.second_brand("baker", &["de"]).await;
    word(lotse, "de", &[("chat.bot.ended", "Bis bald.")]).await.unwrap();
    let all = lotse.wording(&lotse.may(), (other.id, &locale("de")), &catalogue()).unwrap();
    assert!(all.iter().all(|it| it.own.is_none()));
}
