//! Storage tests, each on both databases, each on a database of its own.
//!
//! The PostgreSQL half needs `LOTSE_TEST_POSTGRES`, the address of somebody who may create
//! databases. Without it that half says that it was skipped; where `CI` is set it fails.

mod access;
mod bell;
mod chat;
mod database;
mod drafts;
mod golden;
mod inbox;
mod jobs;
mod knowledge;
mod live;
mod outbox;
mod places;
mod questions;
mod rewordings;
mod structure;
mod together;
mod vectors;

use chrono::{DateTime, Duration, Utc};
use lotse_domain::answers::Policies;
use lotse_domain::ids::{ArticleId, BrandId};
use lotse_domain::knowledge::{
    Article, Brand, ChatRules, Content, Facts, LiveArticle, State, Translation,
};
use lotse_domain::locale::Locale;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, Connection as _};
use uuid::Uuid;

use crate::{Config, Store};

/// Turns functions that take a [`Home`] into one test for each database.
macro_rules! both_dbs {
    ($($rule:ident),* $(,)?) => {
        mod on_sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $rule() {
                    let home = crate::tests::Home::sqlite();
                    super::$rule(&home).await;
                }
            )*
        }

        mod on_postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $rule() {
                    let Some(home) = crate::tests::Home::postgres(stringify!($rule)).await else {
                        return;
                    };
                    super::$rule(&home).await;
                    home.delete().await;
                }
            )*
        }
    };
}

pub(crate) use both_dbs;

/// Where one test's database lives.
pub(crate) enum Home {
    /// In a file of a folder that is deleted afterwards.
    Sqlite(tempfile::TempDir),
    /// In a database of its own, made and dropped through `server`.
    Postgres { server: Box<PgConnectOptions>, address: String, database: String },
}

impl Home {
    fn sqlite() -> Self {
        Self::Sqlite(tempfile::tempdir().unwrap())
    }

    async fn postgres(rule: &str) -> Option<Self> {
        let Some(address) = std::env::var_os("LOTSE_TEST_POSTGRES") else {
            assert!(std::env::var_os("CI").is_none(), "LOTSE_TEST_POSTGRES is not set");
            eprintln!("skipped: {rule} on PostgreSQL (LOTSE_TEST_POSTGRES is not set)");
            return None;
        };
        let address = address.into_string().unwrap();
        let server: Box<PgConnectOptions> = Box::new(address.parse().unwrap());
        let database = format!("lotse_test_{}", Uuid::new_v4().simple());
        on_server(&server, format!("create database {database} template template0")).await;
        Some(Self::Postgres { server, address, database })
    }

    async fn delete(&self) {
        if let Self::Postgres { server, database, .. } = self {
            on_server(server, format!("drop database {database} with (force)")).await;
        }
    }

    fn is_sqlite(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }

    fn config(&self) -> Config {
        let url = match self {
            Self::Sqlite(folder) => format!("sqlite:{}", folder.path().join("a.db").display()),
            Self::Postgres { address, database, .. } => {
                let (server, _) = address.rsplit_once('/').unwrap();
                format!("{server}/{database}")
            }
        };
        Config { url, connections: 4 }
    }

    /// Another process, as far as the database can tell.
    async fn store(&self) -> Store {
        Store::open(&self.config()).await.unwrap()
    }

    /// A store with one brand.
    async fn store_with_brand(&self) -> Store {
        let store = self.store().await;
        let mut tx = store.begin().await.unwrap();
        tx.save_brand(&brand(), noon()).await.unwrap();
        tx.commit().await.unwrap();
        store
    }
}

async fn on_server(server: &PgConnectOptions, statement: String) {
    let mut connection = PgConnection::connect_with(server).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

fn minutes(n: i64) -> Duration {
    Duration::minutes(n)
}

fn locale(tag: &str) -> Locale {
    tag.parse().unwrap()
}

fn brand_id() -> BrandId {
    BrandId(Uuid::from_u128(1))
}

fn brand() -> Brand {
    Brand {
        id: brand_id(),
        slug: "optician".to_owned(),
        name: "Optician".to_owned(),
        default_locale: locale("de"),
        locales: vec![locale("de"), locale("pl")],
        accent: None,
        hosts: Vec::new(),
        chat: ChatRules::default(),
        policies: Policies::default(),
        is_gated: false,
    }
}

fn article_id(n: u128) -> ArticleId {
    ArticleId(Uuid::from_u128(n))
}

fn article(n: u128) -> Article {
    Article {
        id: article_id(n),
        brand: brand_id(),
        facts: Facts::default(),
        source: None,
        translations: Vec::new(),
        created_at: noon(),
        updated_at: noon(),
    }
}

/// A text on top of version `base`.
fn text(tag: &str, slug: &str, base: i64) -> Translation {
    Translation {
        locale: locale(tag),
        slug: slug.to_owned(),
        content: Content {
            title: format!("Title {slug}"),
            body: format!("Body {slug}"),
            ..Content::default()
        },
        state: State::Draft,
        version: base,
        live_version: None,
        updated_at: noon(),
        checked_at: None,
    }
}

fn live(n: u128, tag: &str, slug: &str) -> LiveArticle {
    LiveArticle {
        article: article_id(n),
        brand: brand_id(),
        locale: locale(tag),
        slug: slug.to_owned(),
        facts: Facts::default(),
        content: text(tag, slug, 0).content,
        published_at: noon(),
        checked_at: noon(),
        revision: 0,
    }
}
