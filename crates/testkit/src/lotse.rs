//! The Lotse of one test.

use std::ops::Deref;
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use lotse_app::access::{Actor, May, Right};
use lotse_app::answers::{Answered, Asking, Encoding, Model, QuestionLog, Suggested};
use lotse_app::knowledge::{BrandChange, PolicyChange, Reader};
use lotse_app::mail::Post;
use lotse_app::{App, Config, SecretKeys};
use lotse_connectors::http::{Egress, EgressPolicy};
use lotse_domain::answers::{Mode, Policies, Surface};
use lotse_domain::ids::BrandId;
use lotse_domain::knowledge::{Audience, Brand, ChatRules};
use lotse_domain::locale::Locale;
use lotse_store::Store;
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::clock::SetClock;
use crate::home::Home;
use crate::process::Process;

/// A Lotse with an empty database, one brand, and a clock that stands still.
///
/// It is an [`App`] with more to it; nothing runs beside it unless the test says so: questions are
/// kept by [`TestLotse::keep_questions`].
#[derive(Debug)]
pub struct TestLotse {
    // Closed before the database goes, since fields are dropped in order.
    app: Arc<App>,
    clock: Arc<SetClock>,
    log: Mutex<QuestionLog>,
    brand: Brand,
    home: Home,
}

impl Deref for TestLotse {
    type Target = App;

    fn deref(&self) -> &App {
        &self.app
    }
}

impl TestLotse {
    /// A Lotse on a SQLite file of its own.
    pub async fn on_sqlite() -> Self {
        Self::at(Home::sqlite()).await
    }

    /// A Lotse on a PostgreSQL database of its own; `None` where no server is named. `rule` is
    /// what the message about it calls the test.
    pub async fn on_postgres(rule: &str) -> Option<Self> {
        Some(Self::at(Home::postgres(rule)?).await)
    }

    async fn at(home: Home) -> Self {
        let clock = Arc::new(SetClock::at(morning()));
        let (app, log) = started(&home, &clock, Post::Shown).await;
        let brand = brand("optician", &["de", "en", "pl"]);
        let may = Actor::operator().may().expect("the operator may");
        app.save_brand(&may, &brand).await.expect("the brand is kept");
        Self { app, clock, log: Mutex::new(log), brand, home }
    }

    /// Closes the database's connections, so that the database can go.
    pub async fn close(&self) {
        self.app.store().close().await;
    }

    /// The app itself, to be shared.
    #[must_use]
    pub fn app(&self) -> &Arc<App> {
        &self.app
    }

    pub(crate) fn clock(&self) -> &Arc<SetClock> {
        &self.clock
    }

    /// The first brand: an optician in German, English and Polish.
    #[must_use]
    pub fn brand(&self) -> &Brand {
        &self.brand
    }

    /// A further brand with these languages, the first one by default.
    pub async fn second_brand(&self, slug: &str, locales: &[&str]) -> Brand {
        let brand = brand(slug, locales);
        // Brands stand in the order they were made.
        self.pass(Duration::milliseconds(1));
        self.app.save_brand(&self.may(), &brand).await.expect("the brand is kept");
        brand
    }

    /// Proof that the operator may do anything.
    #[must_use]
    pub fn may<R: Right>(&self) -> May<R> {
        Actor::operator().may().expect("the operator may")
    }

    /// Lets time pass, or go back when `by` is negative.
    pub fn pass(&self, by: Duration) {
        self.clock.pass(by);
    }

    /// Somebody we know nothing of, who reads the first brand in this language.
    #[must_use]
    pub fn reader(&self, locale: &str) -> Reader {
        self.reader_as(locale, Audience::Anyone)
    }

    /// A reader of the first brand in this language.
    #[must_use]
    pub fn reader_as(&self, locale: &str, audience: Audience) -> Reader {
        Reader { brand: self.brand.id, locale: self::locale(locale), audience }
    }

    /// Lets Lotse go so far in that place of the first brand.
    pub async fn goes(&self, surface: Surface, mode: Mode) {
        let policy = PolicyChange { mode: Some(mode), ..PolicyChange::of(surface) };
        let change = BrandChange { policies: vec![policy], ..BrandChange::default() };
        let saved = self.app.change_brand(&self.may(), self.brand.id, change).await;
        saved.expect("the policy can be changed");
    }

    /// Asks as that reader, in the search of the help page.
    pub async fn asked(&self, reader: &Reader, text: &str) -> Answered {
        self.app.ask(&asking(reader, text)).await.expect("questions are answered")
    }

    /// What is suggested to that reader while typing.
    pub async fn typed(&self, reader: &Reader, text: &str) -> Vec<Suggested> {
        self.app.suggest(&asking(reader, text)).await.expect("suggestions are made")
    }

    /// Keeps the questions asked so far, which a running Lotse does a moment after each.
    pub async fn keep_questions(&self) {
        let mut log = self.log.lock().await;
        self.app.flush_questions(&mut log).await.expect("questions are kept");
    }

    /// Another process on the same database, caught up and listening.
    pub async fn another(&self) -> Process {
        let (app, log) = started(&self.home, &self.clock, Post::Shown).await;
        Process::listening(app, log, &self.app).await
    }

    /// Another process on the same database whose mails leave in this way; it does jobs when it is
    /// told to.
    pub async fn mailing(&self, post: Post) -> Arc<App> {
        started(&self.home, &self.clock, post).await.0
    }

    /// Another process on the same database with a language model.
    pub(crate) async fn with_model(&self, model: Model) -> Arc<App> {
        let config = Config { model: Some(model), ..config() };
        started_with(&self.home, &self.clock, (Post::Shown, config)).await.0
    }

    /// Another process on the same database with an encoder, of which nothing runs beside it.
    pub async fn encoded_by(&self, encoding: Encoding) -> Arc<App> {
        let config = Config { encoder: Some(encoding), ..config() };
        started_with(&self.home, &self.clock, (Post::Shown, config)).await.0
    }

    /// Another process on the same database with an encoder, caught up and listening.
    pub async fn another_encoded_by(&self, encoding: Encoding) -> Process {
        let config = Config { encoder: Some(encoding), ..config() };
        let (app, log) = started_with(&self.home, &self.clock, (Post::Shown, config)).await;
        Process::listening(app, log, &self.app).await
    }

    /// Another process on the same database that hears of nothing until it is told to catch up.
    pub async fn deaf(&self) -> Arc<App> {
        started(&self.home, &self.clock, Post::Shown).await.0
    }
}

/// A language tag.
#[must_use]
pub(crate) fn locale(tag: &str) -> Locale {
    tag.parse().expect("tests name languages")
}

fn asking<'a>(reader: &'a Reader, text: &'a str) -> Asking<'a> {
    Asking {
        text,
        brand: reader.brand,
        locale: Some(&reader.locale),
        audience: &reader.audience,
        page: None,
        surface: Surface::Search,
        is_rewording: false,
    }
}

async fn started(home: &Home, clock: &Arc<SetClock>, post: Post) -> (Arc<App>, QuestionLog) {
    started_with(home, clock, (post, config())).await
}

fn config() -> Config {
    let key = "A".repeat(43).parse().expect("this is a key");
    let secrets = SecretKeys { key: Some(key), ..SecretKeys::default() };
    Config { secrets, public_url: "https://help.example".to_owned(), ..Config::default() }
}

async fn started_with(
    home: &Home,
    clock: &Arc<SetClock>,
    (post, config): (Post, Config),
) -> (Arc<App>, QuestionLog) {
    let store = Store::open(&home.config()).await.expect("the database opens");
    // Systems of the tests are on ports of this machine.
    let policy = EgressPolicy {
        allow_private: vec!["127.0.0.1".parse().expect("this is an address")],
        ports: (1..=u16::MAX).collect(),
        ..EgressPolicy::default()
    };
    let egress = Egress::new(policy).expect("there is TLS");
    let clock: Arc<SetClock> = Arc::clone(clock);
    App::start(store, clock, (egress, post), config).await.expect("Lotse starts")
}

fn brand(slug: &str, locales: &[&str]) -> Brand {
    let locales: Vec<Locale> = locales.iter().map(|it| locale(it)).collect();
    Brand {
        id: BrandId(Uuid::new_v4()),
        slug: slug.to_owned(),
        name: slug.to_owned(),
        default_locale: locales.first().cloned().expect("a brand has a language"),
        locales,
        accent: None,
        hosts: Vec::new(),
        chat: ChatRules::default(),
        policies: Policies::default(),
        is_gated: false,
    }
}

/// A Friday in January 2027, 8:00 in UTC.
fn morning() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).expect("the time is in range")
}
