//! Where the database of one test lives, and that nothing of it stays.

use std::process::Command;

use lotse_store::Config;
use tempfile::TempDir;
use uuid::Uuid;

/// The place of one test's database; deleted when dropped.
#[derive(Debug)]
pub(crate) enum Home {
    /// A file in a folder of its own.
    Folder(TempDir),
    /// A database of its own on a PostgreSQL server.
    Server {
        /// The address the database is made and dropped through.
        server: String,
        /// Its name there.
        database: String,
    },
}

impl Home {
    pub(crate) fn sqlite() -> Self {
        Self::Folder(tempfile::tempdir().expect("a temporary folder can be made"))
    }

    /// `None` where no server is named and nobody insists on one.
    pub(crate) fn postgres(rule: &str) -> Option<Self> {
        let Some(server) = std::env::var_os("LOTSE_TEST_POSTGRES") else {
            assert!(std::env::var_os("CI").is_none(), "LOTSE_TEST_POSTGRES is not set");
            say_skipped(rule);
            return None;
        };
        let server = server.into_string().expect("LOTSE_TEST_POSTGRES is an address");
        let database = format!("lotse_test_{}", Uuid::new_v4().simple());
        on_server(&server, &format!("create database {database} template template0"));
        Some(Self::Server { server, database })
    }

    pub(crate) fn config(&self) -> Config {
        let url = match self {
            Self::Folder(folder) => format!("sqlite:{}", folder.path().join("a.db").display()),
            Self::Server { server, database } => {
                let (before, _) = server.rsplit_once('/').expect("the address names a database");
                format!("{before}/{database}")
            }
        };
        Config { url, connections: 4 }
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if let Self::Server { server, database } = self {
            on_server(server, &format!("drop database if exists {database} with (force)"));
        }
    }
}

#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn say_skipped(rule: &str) {
    eprintln!("skipped: {rule} on PostgreSQL (LOTSE_TEST_POSTGRES is not set)");
}

fn on_server(server: &str, statement: &str) {
    let ran = Command::new("psql")
        .args([server, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--command", statement])
        .output()
        .expect("`psql` is installed where LOTSE_TEST_POSTGRES is set");
    // A second panic while a test fails would hide why it failed.
    if !std::thread::panicking() {
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    }
}
