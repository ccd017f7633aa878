//! `lotse doctor`: looks at everything an operator can get wrong and says it in words.

mod encoder;
mod mail;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use chrono::{DateTime, Datelike as _, TimeDelta, Utc};
use clap::Args;
use lotse_app::{KeyPlace, SealError, SecretKeys};
use lotse_domain::clock::Clock as _;
use lotse_store::Store;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::config::{Environment, Place, Settings, unknown_variables};
use crate::console;
use crate::wire::SystemClock;

/// With less room than this a busy day fills the disk.
const ROOM_BYTES: u64 = 500 * 1024 * 1024;
/// A clock that says an earlier year was never set.
const YEAR: i32 = 2025;
/// How far the clock may be behind a file written just now.
const SLACK: TimeDelta = TimeDelta::minutes(1);
/// How long another Lotse on our port may take to say that it is one.
const PATIENCE: Duration = Duration::from_secs(2);

/// Say in words what is wrong with this installation.
#[derive(Debug, Args)]
pub(super) struct Doctor {
    #[command(flatten)]
    place: Place,
}

/// What was found, in the order it was looked at.
#[derive(Debug, Default)]
struct Findings {
    lines: Vec<String>,
    wrong: usize,
}

impl Findings {
    fn fine(&mut self, text: impl AsRef<str>) {
        self.lines.push(format!("fine   {}", text.as_ref()));
    }

    fn note(&mut self, text: impl AsRef<str>) {
        self.lines.push(format!("note   {}", text.as_ref()));
    }

    fn wrong(&mut self, text: impl AsRef<str>) {
        self.lines.push(format!("WRONG  {}", text.as_ref()));
        self.wrong += 1;
    }
}

impl Doctor {
    pub(super) async fn run(self, environment: &Environment) -> anyhow::Result<ExitCode> {
        let mut found = Findings::default();
        match self.place.or_demo(environment) {
            Err(error) => found.wrong(super::sentence(&error)),
            Ok((settings, demo)) => {
                let folder = demo.or(self.place.dir.as_deref()).map(Path::display);
                found.fine(match folder {
                    Some(folder) => format!("The settings are those of the demo in `{folder}`."),
                    None => "The settings are right.".to_owned(),
                });
                for name in unknown_variables(environment) {
                    found.note(format!(
                        "The variable {name} means nothing to Lotse; is it misspelt?"
                    ));
                }
                database(&settings, &mut found).await;
                secrets(&settings.secret_keys(), &mut found);
                index(&settings, &mut found);
                encoder::loaded(&settings, &mut found).await;
                port(&settings, &mut found).await;
                mail::server(&settings, &mut found).await;
                mail::outbox(&settings, &mut found).await;
                room(&settings, &mut found);
                clock(&settings, SystemClock.now(), &mut found);
            }
        }
        let end = match found.wrong {
            0 => "Nothing is wrong.".to_owned(),
            1 => "One thing is wrong.".to_owned(),
            wrong => format!("{wrong} things are wrong."),
        };
        console::say(&format!("{}\n\n{end}", found.lines.join("\n")))?;
        Ok(if found.wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

async fn database(settings: &Settings, found: &mut Findings) {
    let shown = settings.database.shown_url();
    if let Some(file) = settings.database.file().filter(|it| !it.exists()) {
        found.note(format!(
            "There is no database at `{}` yet; `lotse serve` makes it.",
            file.display()
        ));
        writable(&folder_of(file), "the database", found);
        return;
    }
    let state = async {
        let store = Store::connect(&settings.store_config()).await?;
        let described = store.describe().await?;
        let migrations = store.migrations().await;
        store.close().await;
        migrations.map(|it| (described, it))
    };
    match state.await {
        Err(error) => {
            let error = super::sentence(&anyhow::Error::from(error));
            found.wrong(format!("The database {shown} cannot be used: {error}."));
        }
        Ok((described, (applied, waiting))) => {
            found.fine(format!("The database {shown} answers: {described}."));
            safety(&described, found);
            match waiting.len() {
                0 => found.fine(format!("All {} migrations are applied.", applied.len())),
                _ => found.note(format!(
                    "Migrations wait: {}. `lotse migrate` or the next start applies them.",
                    waiting.join(", ")
                )),
            }
        }
    }
    if let Some(file) = settings.database.file() {
        writable(&folder_of(file), "the database", found);
    }
}

/// Whether what was acknowledged survives a power cut.
fn safety(described: &str, found: &mut Findings) {
    let is_postgres = described.starts_with("PostgreSQL");
    let wanted: &[&str] = if is_postgres {
        &["synchronous_commit=on"]
    } else {
        &["journal_mode=wal", "synchronous=2"]
    };
    let missing: Vec<&str> = wanted.iter().copied().filter(|it| !described.contains(*it)).collect();
    // PostgreSQL has two values that promise even more.
    let is_more = is_postgres && described.contains("synchronous_commit=remote_apply");
    if missing.is_empty() || is_more {
        found.fine("It writes safely: what was acknowledged survives a power cut.");
    } else {
        found.wrong(format!(
            "It may forget what was acknowledged when the power fails: {} is needed.",
            missing.join(" and ")
        ));
    }
}

/// Whether secrets can be sealed, and whether the key is ours alone.
fn secrets(keys: &SecretKeys, found: &mut Findings) {
    match keys.place() {
        Ok(KeyPlace::Settings) => found.fine("Stored secrets are sealed with the key that is set."),
        Ok(KeyPlace::File(file)) => {
            let file = file.display();
            found.fine(format!(
                "Stored secrets are sealed with the key in `{file}`; without it they are lost."
            ));
        }
        Ok(KeyPlace::FileToCome(file)) => found
            .note(format!("The first secret to be stored makes a key in `{}`.", file.display())),
        Ok(KeyPlace::Nowhere) => {
            found.note(format!("No secrets can be stored: {}.", SealError::NoKey));
        }
        Err(error) => found.wrong(format!("Stored secrets do not open: {error}.")),
    }
    if let Some(file) = keys.file.as_deref().filter(|it| is_open(it)) {
        let file = file.display();
        found.wrong(format!("Others can read the key in `{file}`: `chmod 600 {file}`."));
    }
}

#[cfg(unix)]
fn is_open(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(file).is_ok_and(|it| it.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open(_file: &Path) -> bool {
    false
}

fn index(settings: &Settings, found: &mut Findings) {
    let path = &settings.index.path;
    if path.as_os_str().is_empty() {
        found.note("The search index is not kept; each start builds it anew.");
        return;
    }
    writable(&folder_of(path), "the search index", found);
}

fn folder_of(file: &Path) -> PathBuf {
    let folder = file.parent().filter(|it| !it.as_os_str().is_empty());
    folder.map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// Tries it, because rights alone do not tell of full and read-only disks.
fn writable(folder: &Path, what: &str, found: &mut Findings) {
    let probe = folder.join(format!(".lotse-doctor-{}", std::process::id()));
    let tried = std::fs::write(&probe, b"probe").and_then(|()| std::fs::remove_file(&probe));
    let folder = folder.display();
    match tried {
        Ok(()) => found.fine(format!("The folder of {what}, `{folder}`, can be written.")),
        Err(error) => {
            found.wrong(format!("The folder of {what}, `{folder}`, cannot be written: {error}."));
        }
    }
}

async fn port(settings: &Settings, found: &mut Findings) {
    let listen = &settings.server.listen;
    match TcpListener::bind(listen).await {
        Ok(_) => found.fine(format!("{listen} is free to listen on.")),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            if tokio::time::timeout(PATIENCE, is_lotse(listen)).await.unwrap_or(false) {
                found.fine(format!("A Lotse listens on {listen} already."));
            } else {
                found.wrong(format!(
                    "{listen} is taken by another program: end it, or choose another port."
                ));
            }
        }
        Err(error) => found.wrong(format!("{listen} cannot be listened on: {error}.")),
    }
}

async fn is_lotse(listen: &str) -> bool {
    let ask = async {
        let mut stream = TcpStream::connect(listen).await?;
        let request = "GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
        stream.write_all(request.as_bytes()).await?;
        let mut answer = String::new();
        stream.take(4_096).read_to_string(&mut answer).await?;
        std::io::Result::Ok(answer)
    };
    ask.await.is_ok_and(|it| it.starts_with("HTTP/1.1 200") && it.ends_with("\r\n\r\nok"))
}

#[cfg(unix)]
fn room(settings: &Settings, found: &mut Findings) {
    let file = settings.database.file().unwrap_or(&settings.index.path);
    let folder = folder_of(file);
    let Ok(about) = rustix::fs::statvfs(&folder) else {
        found.note(format!("Nobody can say how much room `{}` has.", folder.display()));
        return;
    };
    let free = about.f_bavail.saturating_mul(about.f_frsize);
    let text = format!("`{}` has {} MB of room.", folder.display(), free / 1024 / 1024);
    if free < ROOM_BYTES {
        found.wrong(format!("{text} Make more, or writing will fail soon."));
    } else {
        found.fine(text);
    }
}

#[cfg(not(unix))]
fn room(_settings: &Settings, found: &mut Findings) {
    found.note("Look yourself whether the disk has room; this system does not tell.");
}

fn clock(settings: &Settings, now: DateTime<Utc>, found: &mut Findings) {
    let written = settings.database.file().and_then(|it| std::fs::metadata(it).ok());
    let written = written.and_then(|it| it.modified().ok()).map(DateTime::<Utc>::from);
    let shown = now.format("%Y-%m-%d %H:%M:%S UTC");
    if now.year() < YEAR {
        found.wrong(format!("The clock says {shown}: set it, or articles expire at wrong times."));
    } else if written.is_some_and(|it| now + SLACK < it) {
        found.wrong(format!(
            "The clock says {shown}, but the database was written later than that: set the clock."
        ));
    } else {
        found.fine(format!("The clock says {shown}."));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(looks: impl FnOnce(&mut Findings), wrong: usize) {
        let mut found = Findings::default();
        looks(&mut found);
        assert_eq!(found.wrong, wrong, "{found:?}");
    }

    #[test]
    fn unsafe_writing_is_wrong_and_safe_writing_is_not() {
        check(|it| safety("SQLite 3.50.0, journal_mode=wal, synchronous=2", it), 0);
        check(|it| safety("SQLite 3.50.0, journal_mode=wal, synchronous=1", it), 1);
        check(|it| safety("SQLite 3.50.0, journal_mode=delete, synchronous=2", it), 1);
        check(|it| safety("PostgreSQL 17.2, synchronous_commit=on", it), 0);
        check(|it| safety("PostgreSQL 17.2, synchronous_commit=off", it), 1);
    }

    #[test]
    fn a_clock_in_the_past_or_behind_the_database_is_wrong() {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = Settings::default();
        let file = folder.path().join("lotse.db");
        std::fs::write(&file, b"x").unwrap();
        settings.database.url = format!("sqlite:{}", file.display());
        let written: DateTime<Utc> = std::fs::metadata(&file).unwrap().modified().unwrap().into();
        check(|it| clock(&settings, written, it), 0);
        check(|it| clock(&settings, written - TimeDelta::hours(1), it), 1);
        check(|it| clock(&settings, DateTime::UNIX_EPOCH, it), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_key_that_others_can_read_or_that_is_none_is_wrong() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("lotse.key");
        let keys = SecretKeys { file: Some(file.clone()), ..SecretKeys::default() };
        check(|it| secrets(&SecretKeys::default(), it), 0);
        check(|it| secrets(&keys, it), 0);
        let put = |text: &str, mode| {
            std::fs::write(&file, text).unwrap();
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
        };
        put(&"A".repeat(43), 0o600);
        check(|it| secrets(&keys, it), 0);
        put(&"A".repeat(43), 0o640);
        check(|it| secrets(&keys, it), 1);
        put("no key", 0o600);
        check(|it| secrets(&keys, it), 1);
    }

    #[test]
    fn a_folder_that_is_not_there_cannot_be_written() {
        let folder = tempfile::tempdir().unwrap();
        check(|it| writable(folder.path(), "the index", it), 0);
        check(|it| writable(&folder.path().join("gone"), "the index", it), 1);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[tokio::test]
    async fn a_port_somebody_else_holds_is_wrong() {
        let other = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut settings = Settings::default();
        settings.server.listen = other.local_addr().unwrap().to_string();
        let silent = tokio::spawn(async move {
            // Says goodbye at once, as no Lotse does.
            drop(other.accept().await);
        });
        let mut found = Findings::default();
        port(&settings, &mut found).await;
        silent.await.unwrap();
        assert_eq!(found.wrong, 1, "{found:?}");
    }
}
