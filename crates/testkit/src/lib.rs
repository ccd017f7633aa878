//! A whole Lotse in a test: own database, own clock, and a name for everything a test needs first.
//!
//! The PostgreSQL half of a test needs `LOTSE_TEST_POSTGRES`, the address of somebody who may make
//! databases, and the program `psql`. Without the address it says that it was skipped; where `CI`
//! is set it fails.

#![expect(clippy::missing_panics_doc, reason = "where a test cannot go on, it panics and says why")]

mod clock;
mod home;
mod lotse;
mod mail;
mod model;
mod people;
mod process;
mod shop;
mod writing;

pub use clock::SetClock;
pub use lotse::TestLotse;
pub use mail::MailServer;
pub use model::{Saying, ServedModel, said};
pub use people::PASSWORD;
pub use process::Process;
pub use shop::ServedShop;
pub use writing::Draft;

/// Turns functions that take a [`TestLotse`] into one test for each database.
///
/// The functions are `async fn rule(lotse: &TestLotse)`; the tests are called
/// `on_sqlite::rule` and `on_postgres::rule`.
#[macro_export]
macro_rules! on_both_databases {
    ($($rule:ident),* $(,)?) => {
        mod on_sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $rule() {
                    super::$rule(&$crate::TestLotse::on_sqlite().await).await;
                }
            )*
        }

        mod on_postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $rule() {
                    if let Some(lotse) = $crate::TestLotse::on_postgres(stringify!($rule)).await {
                        super::$rule(&lotse).await;
                        lotse.close().await;
                    }
                }
            )*
        }
    };
}
