//! Golden questions are kept, rehearsed, and guard a publish where the brand wants it.

use chrono::Duration;
use lotse_app::GoldenFilter;
use lotse_app::access::{Actor, WriteKnowledge};
use lotse_app::knowledge::{
    BrandChange, ExportFormat, GoldenError, GoldenTrial, ImportOrder, Origin, PublishError,
};
use lotse_domain::answers::golden::{Golden, MOST_GOLDEN, Standing};
use lotse_domain::ids::{ArticleId, BrandId, GoldenId};
use lotse_domain::knowledge::{State, Validity, Visibility};
use lotse_testkit::{TestLotse, on_both_databases};

use crate::chat::eyewear;

on_both_databases!(
    a_question_is_kept_once_and_forgotten_on_request,
    a_question_needs_words_a_language_and_an_article_of_the_brand,
    there_is_room_for_so_many_questions,
    a_rehearsal_says_of_each_golden_question_how_it_stands_and_would,
    a_question_that_nothing_must_answer_is_broken_by_an_answer,
    a_question_is_asked_as_somebody_who_may_read_its_article,
    a_text_that_begins_later_is_rehearsed_as_of_then,
    without_the_gate_a_publish_is_not_held_up,
    with_the_gate_a_text_that_breaks_a_question_is_not_published,
    who_publishes_anyway_stands_with_the_version,
    taking_down_is_never_held_up,
    a_text_saved_while_the_gate_asked_is_not_published_unseen,
    an_import_says_which_questions_it_broke,
    another_article_that_states_otherwise_is_shown,
);

async fn keep(lotse: &TestLotse, text: &str, article: Option<ArticleId>) -> Golden {
    let golden = golden(lotse, text, article);
    lotse.keep_golden(&lotse.may(), golden).await.unwrap().0
}

fn golden(lotse: &TestLotse, text: &str, article: Option<ArticleId>) -> Golden {
    Golden {
        id: GoldenId(lotse.new_id()),
        brand: lotse.brand().id,
        locale: "de".parse().unwrap(),
        text: text.to_owned(),
        article,
    }
}

async fn kept(lotse: &TestLotse, brand: BrandId) -> Vec<(String, Option<String>)> {
    let of = GoldenFilter { brand, locale: None, article: None };
    let rows = lotse.golden(&lotse.may(), of, None, 1_000).await.unwrap();
    rows.into_iter().map(|it| (it.golden.text, it.title)).collect()
}

async fn gated(lotse: &TestLotse) {
    let change = BrandChange { is_gated: Some(true), ..BrandChange::default() };
    lotse.change_brand(&lotse.may(), lotse.brand().id, change).await.unwrap();
}

/// An article on nose pads, the question it must answer, and a draft that takes it away.
async fn rivals(lotse: &TestLotse) -> (ArticleId, ArticleId) {
    let pads = eyewear(lotse).await;
    keep(lotse, "Nasenpads wechseln", Some(pads)).await;
    (pads, rival(lotse).saved().await)
}

fn rival(lotse: &TestLotse) -> lotse_testkit::Draft<'_> {
    let ways = ["Nasenpads wechseln", "Die Nasenpads wechseln", "Wie Nasenpads wechseln?"];
    lotse.write("Nasenpads wechseln im Laden", "Nasenpads wechseln wir im Laden.").phrasings(&ways)
}

async fn rehearsed(lotse: &TestLotse, draft: ArticleId) -> Vec<GoldenTrial> {
    let german = "de".parse().unwrap();
    lotse.rehearse(&lotse.may(), (draft, &german)).await.unwrap().golden
}

async fn publish(lotse: &TestLotse, id: ArticleId) -> Result<(), PublishError> {
    let german = "de".parse().unwrap();
    let done = lotse.set_state(&lotse.may(), (id, &german), State::Published, None).await;
    done.map(|_| ())
}

async fn a_question_is_kept_once_and_forgotten_on_request(lotse: &TestLotse) {
    let pads = eyewear(lotse).await;
    let brand = lotse.brand().id;
    let first = keep(lotse, "  Wo sind  Pads? ", Some(pads)).await;
    let second = keep(lotse, "wo sind pads", None).await;
    assert_eq!(second.id, first.id);
    assert_eq!(kept(lotse, brand).await, [("wo sind pads".to_owned(), None)]);
    keep(lotse, "Anders", Some(pads)).await;
    let title = Some("Nasenpads wechseln".to_owned());
    let of = GoldenFilter { brand, locale: None, article: Some(pads) };
    let of_article = lotse.golden(&lotse.may(), of, None, 9).await.unwrap();
    assert_eq!(of_article.iter().map(|it| &it.title).collect::<Vec<_>>(), [&title]);
    lotse.delete_golden(&lotse.may(), brand, first.id).await.unwrap();
    assert_eq!(kept(lotse, brand).await, [("Anders".to_owned(), title)]);
    let again = lotse.delete_golden(&lotse.may(), brand, first.id).await;
    assert!(matches!(again, Err(GoldenError::NotFound)), "{again:?}");
    lotse.put(pads, "de", State::Archived).await;
    lotse.delete_article(&lotse.may(), pads).await.unwrap();
    assert_eq!(kept(lotse, brand).await, [], "a question goes with its article");
}

async fn a_question_needs_words_a_language_and_an_article_of_the_brand(lotse: &TestLotse) {
    let other = lotse.second_brand("other", &["de"]).await.id;
    let strange = lotse.write("Fremd", "Fremd.").brand(other).saved().await;
    let german = lotse.write("Deutsch", "Nur deutsch.").saved().await;
    let refused = async |change: &dyn Fn(&mut Golden)| {
        let mut it = golden(lotse, "Wo?", Some(german));
        change(&mut it);
        lotse.keep_golden(&lotse.may(), it).await.unwrap_err()
    };
    let error = refused(&|it| it.text = " ? ".to_owned()).await;
    assert!(matches!(error, GoldenError::Flaw(_)), "{error:?}");
    let error = refused(&|it| it.locale = "fr".parse().unwrap()).await;
    assert!(matches!(error, GoldenError::UnknownLocale(_)), "{error:?}");
    for (article, tag) in [(strange, "de"), (ArticleId(lotse.new_id()), "de"), (german, "pl")] {
        let change = |it: &mut Golden| {
            (it.article, it.locale) = (Some(article), tag.parse().unwrap());
        };
        let error = refused(&change).await;
        assert!(matches!(error, GoldenError::NoArticle), "{error:?}");
    }
    let error = refused(&|it| it.brand = BrandId(lotse.new_id())).await;
    assert!(matches!(error, GoldenError::NotFound), "{error:?}");
    assert_eq!(kept(lotse, lotse.brand().id).await, []);
}

async fn there_is_room_for_so_many_questions(lotse: &TestLotse) {
    for number in 0..MOST_GOLDEN {
        keep(lotse, &format!("Frage {number}"), None).await;
    }
    let more = lotse.keep_golden(&lotse.may(), golden(lotse, "Noch eine", None)).await;
    assert!(matches!(more, Err(GoldenError::Full)), "{more:?}");
    keep(lotse, "FRAGE 7", None).await;
    let english = Golden { locale: "en".parse().unwrap(), ..golden(lotse, "Question", None) };
    lotse.keep_golden(&lotse.may(), english).await.unwrap();
}

async fn a_rehearsal_says_of_each_golden_question_how_it_stands_and_would(lotse: &TestLotse) {
    let (pads, draft) = rivals(lotse).await;
    let fitting = keep(lotse, "Gutschein einlösen", None).await;
    let told = rehearsed(lotse, draft).await;
    assert_eq!(told.len(), 2);
    let broken = &told[0];
    assert!(broken.is_broken(), "{told:?}");
    assert_eq!(broken.text, "Nasenpads wechseln");
    assert!(broken.before.passes(), "{broken:?}");
    assert_eq!(broken.after, Standing::Missed);
    let wanted = broken.wanted.as_ref().unwrap();
    assert_eq!((wanted.article, wanted.title.as_str()), (pads, "Nasenpads wechseln"));
    let found = broken.found.as_ref().unwrap();
    assert_eq!((found.article, found.title.as_str()), (draft, "Nasenpads wechseln im Laden"));
    // It is answered today although nothing should: wrong before and after, and not by this text.
    assert_eq!((told[1].id, told[1].is_broken()), (fitting.id, false));
    assert_eq!((told[1].before, told[1].after), (Standing::Missed, Standing::Missed));
}

async fn a_question_that_nothing_must_answer_is_broken_by_an_answer(lotse: &TestLotse) {
    eyewear(lotse).await;
    keep(lotse, "Nasenpads wechseln im Laden", None).await;
    keep(lotse, "Wetter am Nordpol", None).await;
    let draft = rival(lotse).saved().await;
    let told = rehearsed(lotse, draft).await;
    let of = |text: &str| told.iter().find(|it| it.text == text).unwrap();
    assert_eq!(of("Wetter am Nordpol").after, Standing::Kept);
    let broken = of("Nasenpads wechseln im Laden");
    assert_eq!(broken.after, Standing::Missed, "{broken:?}");
    assert_eq!(broken.found.as_ref().map(|it| it.article), Some(draft));
}

async fn a_question_is_asked_as_somebody_who_may_read_its_article(lotse: &TestLotse) {
    eyewear(lotse).await;
    for (word, visibility) in [
        ("Geschäftskonto", Visibility::Segment("business".to_owned())),
        ("Bonuspunkte", Visibility::SignedIn),
        ("Kassensturz", Visibility::Internal),
    ] {
        let title = format!("{word} einrichten");
        let id = lotse.write(&title, "So geht es.").visible_to(visibility).published().await;
        keep(lotse, &title, Some(id)).await;
    }
    let draft = lotse.write("Wischtuch", "Ein Tuch.").saved().await;
    let told = rehearsed(lotse, draft).await;
    assert_eq!(told.len(), 3);
    assert!(told.iter().all(|it| it.before.passes() && it.after.passes()), "{told:?}");
}

async fn a_text_that_begins_later_is_rehearsed_as_of_then(lotse: &TestLotse) {
    let pads = eyewear(lotse).await;
    keep(lotse, "Nasenpads wechseln", Some(pads)).await;
    let from = Some(lotse.now() + Duration::days(3));
    let later = rival(lotse).facts(|it| it.access.validity = Validity { from, until: None });
    let draft = later.saved().await;
    assert!(rehearsed(lotse, draft).await[0].is_broken());
    gated(lotse).await;
    let refused = publish(lotse, draft).await;
    assert!(matches!(refused, Err(PublishError::Broken(_))), "{refused:?}");
}

async fn without_the_gate_a_publish_is_not_held_up(lotse: &TestLotse) {
    let (_, draft) = rivals(lotse).await;
    publish(lotse, draft).await.unwrap();
}

async fn with_the_gate_a_text_that_breaks_a_question_is_not_published(lotse: &TestLotse) {
    let (pads, draft) = rivals(lotse).await;
    gated(lotse).await;
    let refused = publish(lotse, draft).await;
    let Err(PublishError::Broken(broken)) = &refused else { panic!("{refused:?}") };
    assert_eq!(broken.len(), 1);
    assert_eq!(broken[0].text, "Nasenpads wechseln");
    assert!(refused.unwrap_err().to_string().contains("“Nasenpads wechseln”"));
    let article = lotse.article(&lotse.may(), draft).await.unwrap().unwrap();
    assert_eq!(article.translations[0].state, State::Draft);
    assert_eq!(article.translations[0].live_version, None);
    // What breaks nothing goes out: the same text again, and one on something else.
    publish(lotse, pads).await.unwrap();
    let other = lotse.write("Wischtuch", "Ein Tuch für Gläser.").saved().await;
    publish(lotse, other).await.unwrap();
    // Neither do questions of other brands and languages hold anything up.
    let of = GoldenFilter { brand: lotse.brand().id, locale: None, article: None };
    let row = lotse.golden(&lotse.may(), of, None, 1).await.unwrap().remove(0);
    lotse.delete_golden(&lotse.may(), lotse.brand().id, row.golden.id).await.unwrap();
    publish(lotse, draft).await.unwrap();
}

async fn who_publishes_anyway_stands_with_the_version(lotse: &TestLotse) {
    let (_, draft) = rivals(lotse).await;
    gated(lotse).await;
    let eva = lotse.editor().await;
    let may = eva.may::<WriteKnowledge>().unwrap();
    let german = "de".parse().unwrap();
    lotse.publish_anyway(&may, (draft, &german), Some(1)).await.unwrap();
    let versions = lotse.versions(&lotse.may(), (draft, &german), None, 9).await.unwrap();
    let noted = versions[0].overridden.as_ref().unwrap();
    assert_eq!(
        (noted.at, noted.questions.as_slice()),
        (lotse.now(), &["Nasenpads wechseln".into()][..])
    );
    assert_eq!(noted.name.as_deref(), Some("editor@example.org"));
    // Nothing is noted where nothing broke.
    let other = lotse.write("Wischtuch", "Ein Tuch für Gläser.").saved().await;
    let operator = Actor::operator().may().unwrap();
    lotse.publish_anyway(&operator, (other, &german), None).await.unwrap();
    let versions = lotse.versions(&lotse.may(), (other, &german), None, 9).await.unwrap();
    assert_eq!(versions[0].overridden, None);
}

async fn taking_down_is_never_held_up(lotse: &TestLotse) {
    let (pads, _) = rivals(lotse).await;
    gated(lotse).await;
    lotse.put(pads, "de", State::Archived).await;
    assert!(lotse.asked(&lotse.reader("de"), "Nasenpads wechseln").await.answer.is_none());
}

async fn a_text_saved_while_the_gate_asked_is_not_published_unseen(lotse: &TestLotse) {
    let (_, draft) = rivals(lotse).await;
    gated(lotse).await;
    let german = "de".parse().unwrap();
    let refused = lotse.publish_anyway(&lotse.may(), (draft, &german), Some(7)).await;
    assert!(matches!(refused, Err(PublishError::Meanwhile(1))), "{refused:?}");
}

async fn an_import_says_which_questions_it_broke(lotse: &TestLotse) {
    let pads = eyewear(lotse).await;
    let there = lotse.second_brand("copy", &["de"]).await.id;
    rival(lotse).published().await;
    let bytes =
        lotse.export(&lotse.may(), lotse.brand().id, ExportFormat::JsonLines).await.unwrap();
    let mut order = ImportOrder {
        brand: there,
        source: "export".to_owned(),
        locale: "de".parse().unwrap(),
        is_dry: true,
        publishes: true,
        origin: Origin::File { name: "a.jsonl".to_owned(), bytes, mapping: None },
    };
    let own = lotse.write("Nasenpads wechseln", "Bei uns.").brand(there).published().await;
    let question = Golden { brand: there, ..golden(lotse, "Nasenpads wechseln", Some(own)) };
    lotse.keep_golden(&lotse.may(), question).await.unwrap();
    for is_dry in [true, false] {
        order.is_dry = is_dry;
        let report = lotse.import(&lotse.may(), &order, &|_, _| {}).await.unwrap();
        assert_eq!(report.broken, ["Nasenpads wechseln"], "{is_dry}");
        assert_eq!(report.created, 5);
    }
    order.brand = lotse.brand().id;
    keep(lotse, "Sehtest vereinbaren", Some(pads)).await;
    let report = lotse.import(&lotse.may(), &order, &|_, _| {}).await.unwrap();
    assert_eq!(report.broken, Vec::<String>::new(), "what was wrong before is not its doing");
}

async fn another_article_that_states_otherwise_is_shown(lotse: &TestLotse) {
    eyewear(lotse).await;
    let old = lotse.published("Ware zurückgeben", "Ware kannst du 30 Tage lang zurückgeben.").await;
    let draft =
        lotse.write("Ware zurückgeben oder tauschen", "Ware bitte binnen 14 Tagen zurückgeben.");
    let draft = draft.saved().await;
    let german = "de".parse().unwrap();
    let told = lotse.rehearse(&lotse.may(), (draft, &german)).await.unwrap().contradictions;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].other.article, old);
    assert_eq!(told[0].clash.here.figure, "14 Tagen");
    assert_eq!(told[0].clash.there.sentence, "Ware kannst du 30 Tage lang zurückgeben.");
}
