//! An encoder finds articles by what they mean, and everything goes on without it.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use lotse_answer::{Encode, NotEncoded, Reason};
use lotse_app::App;
use lotse_app::answers::{Answered, Asking, Encoding, Waiting, waiting_texts};
use lotse_domain::answers::{Decision, Surface};
use lotse_domain::ids::ArticleId;
use lotse_domain::knowledge::{Audience, Content, Visibility};
use lotse_domain::locale::Locale;
use lotse_testkit::{TestLotse, on_both_databases};

on_both_databases!(
    a_question_in_words_no_article_uses_finds_the_article,
    what_only_the_encoder_finds_is_suggested_and_never_given_as_the_answer,
    what_may_not_be_read_is_not_found_by_what_it_means_either,
    an_article_is_found_by_its_words_at_once_and_by_its_meaning_later,
    a_text_is_read_once_whatever_process_needs_it,
    who_is_stopped_in_between_goes_on_where_it_was,
    another_model_reads_everything_anew_and_what_nobody_needs_is_forgotten,
    an_encoder_that_fails_is_left_alone_and_the_answer_comes_without_it,
    an_encoder_that_never_answers_is_not_waited_for,
    articles_an_encoder_cannot_read_are_found_by_their_words,
    a_running_lotse_gives_articles_their_vectors_by_itself,
    it_is_known_how_many_texts_wait,
);

/// No test waits so long unless something is broken.
const BUDGET: Duration = Duration::from_mins(1);
const QUESTION: &str = "Flitzer";

/// Knows some words, of which "Flitzer" and "Auto" mean the same.
#[derive(Debug, Default)]
struct Words {
    mark: &'static str,
    /// The texts it has read.
    read: Mutex<Vec<String>>,
    /// How many questions it was asked.
    asked: AtomicUsize,
    fails: AtomicBool,
    hangs: AtomicBool,
}

impl Words {
    fn new(mark: &'static str) -> Arc<Self> {
        Arc::new(Self { mark, ..Self::default() })
    }

    fn encoding(self: &Arc<Self>) -> Encoding {
        Encoding { encoder: Arc::<Self>::clone(self), budget: BUDGET }
    }

    fn vector(&self, text: &str) -> Result<Vec<f32>, NotEncoded> {
        if self.fails.load(Ordering::SeqCst) {
            return Err(NotEncoded("out of order".to_owned()));
        }
        let has = |words: &[&str]| f32::from(u8::from(words.iter().any(|it| text.contains(it))));
        Ok(vec![has(&["Auto", "Flitzer"]), has(&["Rechnung"]), has(&["Paket"]), 0.1])
    }

    /// How many texts it has read since it was asked last.
    fn texts(&self) -> usize {
        std::mem::take(&mut *self.read.lock().unwrap()).len()
    }
}

impl Encode for Words {
    fn mark(&self) -> &str {
        self.mark
    }

    fn dimension(&self) -> usize {
        4
    }

    fn question(&self, text: &str) -> Result<Vec<f32>, NotEncoded> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        while self.hangs.load(Ordering::SeqCst) {
            std::thread::park();
        }
        self.vector(text)
    }

    fn passages(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, NotEncoded> {
        let vectors = texts.iter().map(|it| self.vector(it)).collect::<Result<_, _>>()?;
        self.read.lock().unwrap().extend(texts.iter().map(|it| (*it).to_owned()));
        Ok(vectors)
    }
}

/// The article about cars, among others.
async fn articles(lotse: &TestLotse) -> ArticleId {
    for title in ["Rechnung herunterladen", "Paket verfolgen", "Sehtest vereinbaren"] {
        lotse.published(title, "Das geht in jedem Laden.").await;
    }
    lotse.published("Mit dem Auto kommen", "Hinter dem Haus ist Platz.").await
}

async fn embed_all(app: &App) {
    while app.embed().await.unwrap() {}
}

/// Lets a Lotse that has just begun give all articles their vectors.
async fn embed_anew(lotse: &TestLotse, words: &Arc<Words>) {
    embed_all(&*lotse.encoded_by(words.encoding()).await).await;
}

async fn answered(app: &App, lotse: &TestLotse, text: &str, audience: &Audience) -> Answered {
    let locale: Locale = "de".parse().unwrap();
    let asking = Asking {
        text,
        brand: lotse.brand().id,
        locale: Some(&locale),
        audience,
        page: None,
        surface: Surface::Search,
        is_rewording: false,
    };
    app.look_up(&asking).await.unwrap()
}

async fn found(app: &App, lotse: &TestLotse, text: &str) -> Vec<ArticleId> {
    let answered = answered(app, lotse, text, &Audience::Anyone).await;
    answered.answer.iter().chain(&answered.suggestions).map(|it| it.line.article).collect()
}

async fn a_question_in_words_no_article_uses_finds_the_article(lotse: &TestLotse) {
    let car = articles(lotse).await;
    let app = lotse.encoded_by(Words::new("m").encoding()).await;
    assert_eq!(found(&app, lotse, QUESTION).await, [], "nothing is read yet");
    embed_all(&app).await;
    assert_eq!(found(&app, lotse, QUESTION).await, [car]);
    assert_eq!(found(lotse, lotse, QUESTION).await, [], "without an encoder");
}

async fn what_only_the_encoder_finds_is_suggested_and_never_given_as_the_answer(lotse: &TestLotse) {
    let car = articles(lotse).await;
    let app = lotse.encoded_by(Words::new("m").encoding()).await;
    embed_all(&app).await;
    let answered = answered(&app, lotse, QUESTION, &Audience::Anyone).await;
    assert_eq!(answered.decision, Decision::Suggest, "{answered:?}");
    assert!(!answered.is_promised);
    assert_eq!(answered.suggestions[0].line.article, car);
    assert_eq!(answered.suggestions[0].reasons, [Reason::Meaning]);
}

async fn what_may_not_be_read_is_not_found_by_what_it_means_either(lotse: &TestLotse) {
    articles(lotse).await;
    let inside = lotse.write("Unser Auto", "Der Schlüssel hängt am Brett.");
    let inside = inside.visible_to(Visibility::Internal).published().await;
    let other = lotse.second_brand("ohren", &["de"]).await;
    let other = lotse.write("Auto der anderen", "Dort.").brand(other.id).published().await;
    let app = lotse.encoded_by(Words::new("m").encoding()).await;
    embed_all(&app).await;
    let found = found(&app, lotse, QUESTION).await;
    assert!(!found.is_empty() && !found.contains(&inside) && !found.contains(&other), "{found:?}");
    let agent = answered(&app, lotse, QUESTION, &Audience::Team).await;
    assert!(agent.suggestions.iter().any(|it| it.line.article == inside), "{agent:?}");
    assert!(agent.suggestions.iter().all(|it| it.line.article != other), "{agent:?}");
}

async fn an_article_is_found_by_its_words_at_once_and_by_its_meaning_later(lotse: &TestLotse) {
    articles(lotse).await;
    let words = Words::new("m");
    let app = lotse.encoded_by(words.encoding()).await;
    embed_all(&app).await;
    assert_eq!(words.texts(), 4);
    let id = lotse.write("Fahrzeug abstellen", "Auto bitte abschließen.");
    let id = id.content(|it: &mut Content| it.phrasings = vec!["Auto parken".into()]);
    let id = id.published().await;
    app.catch_up().await.unwrap();
    assert!(found(&app, lotse, "Fahrzeug abstellen").await.contains(&id));
    assert!(!found(&app, lotse, QUESTION).await.contains(&id));
    embed_all(&app).await;
    assert!(found(&app, lotse, QUESTION).await.contains(&id));
    let read: BTreeSet<String> = words.read.lock().unwrap().iter().cloned().collect();
    let wanted = ["Auto parken", "Fahrzeug abstellen\nAuto bitte abschließen."];
    assert_eq!(read, wanted.map(str::to_owned).into(), "nothing else is read again");
}

async fn a_text_is_read_once_whatever_process_needs_it(lotse: &TestLotse) {
    let car = articles(lotse).await;
    embed_anew(lotse, &Words::new("m")).await;
    let words = Words::new("m");
    let next = lotse.encoded_by(words.encoding()).await;
    embed_all(&next).await;
    assert_eq!(words.texts(), 0);
    assert_eq!(found(&next, lotse, QUESTION).await, [car]);
}

async fn who_is_stopped_in_between_goes_on_where_it_was(lotse: &TestLotse) {
    for at in 0..20 {
        lotse.published(&format!("Sache {at}"), &format!("Text {at}.")).await;
    }
    let words = Words::new("m");
    let stopped = lotse.encoded_by(words.encoding()).await;
    assert!(stopped.embed().await.unwrap());
    let done = words.texts();
    assert!(0 < done && done < 20, "a step is a small one: {done}");
    drop(stopped);
    embed_anew(lotse, &words).await;
    assert_eq!(words.texts(), 20 - done);
}

async fn another_model_reads_everything_anew_and_what_nobody_needs_is_forgotten(lotse: &TestLotse) {
    let car = articles(lotse).await;
    let (first, second) = (Words::new("first"), Words::new("second"));
    embed_anew(lotse, &first).await;
    assert_eq!(first.texts(), 4);
    let app = lotse.encoded_by(second.encoding()).await;
    embed_all(&app).await;
    assert_eq!(second.texts(), 4);
    app.forget_old_vectors().await.unwrap();
    embed_anew(lotse, &second).await;
    assert_eq!(second.texts(), 0, "what is needed stays");
    embed_anew(lotse, &first).await;
    assert_eq!(first.texts(), 4, "what another model had made is gone");
    lotse.put(car, "de", lotse_domain::knowledge::State::Archived).await;
    app.catch_up().await.unwrap();
    app.forget_old_vectors().await.unwrap();
    let left = waiting_texts(lotse.store(), &*second).await.unwrap();
    assert_eq!(left, Waiting { all: 3, waiting: 0 });
    lotse.put(car, "de", lotse_domain::knowledge::State::Published).await;
    let left = waiting_texts(lotse.store(), &*second).await.unwrap();
    assert_eq!(left, Waiting { all: 4, waiting: 1 }, "that of the article that went is gone");
}

async fn an_encoder_that_fails_is_left_alone_and_the_answer_comes_without_it(lotse: &TestLotse) {
    let car = articles(lotse).await;
    let words = Words::new("m");
    let app = lotse.encoded_by(words.encoding()).await;
    embed_all(&app).await;
    words.fails.store(true, Ordering::SeqCst);
    for _ in 0..3 {
        assert_eq!(found(&app, lotse, "Mit dem Auto kommen").await, [car]);
        assert_eq!(found(&app, lotse, QUESTION).await, []);
    }
    assert_eq!(words.asked.load(Ordering::SeqCst), 1, "it is left alone");
    words.fails.store(false, Ordering::SeqCst);
    lotse.pass(chrono::Duration::seconds(30));
    assert_eq!(found(&app, lotse, QUESTION).await, [car]);
}

async fn an_encoder_that_never_answers_is_not_waited_for(lotse: &TestLotse) {
    let car = articles(lotse).await;
    let words = Words::new("m");
    let encoding = Encoding { budget: Duration::from_millis(1), ..words.encoding() };
    let app = lotse.encoded_by(encoding).await;
    embed_all(&app).await;
    words.hangs.store(true, Ordering::SeqCst);
    for _ in 0..40 {
        assert_eq!(found(&app, lotse, "Mit dem Auto kommen").await, [car]);
        assert_eq!(found(&app, lotse, QUESTION).await, []);
        lotse.pass(chrono::Duration::seconds(31));
    }
}

async fn articles_an_encoder_cannot_read_are_found_by_their_words(lotse: &TestLotse) {
    let car = articles(lotse).await;
    let words = Words::new("m");
    let app = lotse.encoded_by(words.encoding()).await;
    words.fails.store(true, Ordering::SeqCst);
    assert!(app.embed().await.is_err());
    words.fails.store(false, Ordering::SeqCst);
    assert_eq!(found(&app, lotse, "Mit dem Auto kommen").await, [car]);
    embed_all(&app).await;
    assert_eq!(found(&app, lotse, QUESTION).await, [car]);
}

/// Waits until it is so, however slow the machine is.
async fn until(is_so: impl AsyncFn() -> bool) {
    let hold = async {
        while !is_so().await {
            tokio::task::yield_now().await;
        }
    };
    assert!(tokio::time::timeout(BUDGET, hold).await.is_ok(), "it has not come to it");
}

async fn a_running_lotse_gives_articles_their_vectors_by_itself(lotse: &TestLotse) {
    let car = articles(lotse).await;
    let running = lotse.another_encoded_by(Words::new("m").encoding()).await;
    let finds = async |app: &App, id| found(app, lotse, QUESTION).await.contains(&id);
    until(async || finds(&running, car).await).await;
    let id = lotse.published("Auto laden", "An der Säule.").await;
    until(async || finds(&running, id).await).await;
    running.stopped().await;
}

async fn it_is_known_how_many_texts_wait(lotse: &TestLotse) {
    articles(lotse).await;
    let words = Words::new("m");
    let waiting = async || waiting_texts(lotse.store(), &*words).await.unwrap();
    assert_eq!(waiting().await, Waiting { all: 4, waiting: 4 });
    embed_anew(lotse, &words).await;
    assert_eq!(waiting().await, Waiting { all: 4, waiting: 0 });
    lotse.published("Noch etwas", "Neu.").await;
    assert_eq!(waiting().await, Waiting { all: 5, waiting: 1 });
}
