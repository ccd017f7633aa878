//! Starts the servers that are measured, and stops them whatever happens.

use std::io::Write;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::data::Words;
use super::load::{self, Client};
use crate::place;

/// The account the benchmark works with.
const EMAIL: &str = "bench@example.org";
const PASSWORD: &str = "only for this run";

/// Builds Lotse for speed.
pub(super) fn build() -> Result<()> {
    release(&["-p", "lotse"])
}

/// Builds the bare server for speed.
pub(super) fn build_examples() -> Result<()> {
    release(&["-p", "lotse-web", "--example", "bare"])?;
    release(&["-p", "lotse-answer", "--example", "learn"])
}

fn release(what: &[&str]) -> Result<()> {
    let mut cargo = Command::new("cargo");
    let done = cargo.args(["build", "--release"]).args(what).current_dir(place::root()).status()?;
    ensure!(done.success(), "the release build failed");
    Ok(())
}

/// A running Lotse with its own data.
pub(super) struct Lotse {
    process: Child,
    command: Launch,
    address: String,
    started: Duration,
    cookie: String,
}

/// How to start Lotse again on the same data.
#[derive(Clone)]
struct Launch {
    program: PathBuf,
    home: PathBuf,
    database: String,
}

impl Launch {
    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(words)
            .current_dir(&self.home)
            .env("DATABASE_URL", &self.database)
            .env("LOTSE_INDEX", self.home.join("lotse.index"))
            .env("LOTSE_LOG", "error")
            .stdout(Stdio::null())
            .stderr(Stdio::inherit());
        command
    }

    fn run(&self, words: &[&str]) -> Result<()> {
        let done = self.command(words).status()?;
        ensure!(done.success(), "`lotse {}` failed", words.join(" "));
        Ok(())
    }
}

impl Lotse {
    /// Fills a fresh database and starts.
    pub(super) fn with_articles(home: &Path, size: usize, postgres: Option<&str>) -> Result<Self> {
        let file = format!("sqlite:{}", home.join("lotse.db").display());
        let command = Launch {
            program: place::target().join("release/lotse"),
            home: home.to_owned(),
            database: postgres.map_or(file, str::to_owned),
        };
        let table = home.join("articles.csv");
        Words::new().write(&table, size)?;
        command.run(&["migrate"])?;
        add_agent(&command)?;
        let table = table.display().to_string();
        let words = ["import", &table, "--source", "bench", "--locale", "de", "--publish"];
        command.run(&words)?;
        let mut lotse = Self::start(command)?;
        lotse.cookie = lotse.sign_in()?;
        Ok(lotse)
    }

    fn start(command: Launch) -> Result<Self> {
        let address = free_address()?;
        let begun = Instant::now();
        let process = command.command(&["serve", "--listen", &address]).spawn()?;
        let mut lotse =
            Self { process, command, address, started: Duration::ZERO, cookie: String::new() };
        lotse.wait_until_ready()?;
        lotse.started = begun.elapsed();
        Ok(lotse)
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_mins(2) {
            if let Some(status) = self.process.try_wait()? {
                anyhow::bail!("lotse ended with {status}");
            }
            let answer = Client::new(self.address.clone()).get("/readyz");
            if answer.is_ok() {
                return Ok(());
            }
            std::thread::yield_now();
        }
        anyhow::bail!("lotse did not become ready")
    }

    fn sign_in(&self) -> Result<String> {
        let body = format!("{{\"email\":{EMAIL:?},\"password\":{PASSWORD:?}}}");
        let client = Client::new(self.address.clone());
        let answer = client.send("POST", "/api/v1/session", &body)?;
        answer.cookie.with_context(|| format!("no session: {}", answer.body))
    }

    pub(super) fn address(&self) -> &str {
        &self.address
    }

    pub(super) fn start_ms(&self) -> f64 {
        self.started.as_secs_f64() * 1_000.0
    }

    /// A client that may write.
    pub(super) fn desk(&self) -> Client {
        Client::with_cookie(self.address.clone(), &self.cookie)
    }

    /// Stops and starts again on the same data.
    pub(super) fn restart(self) -> Result<Self> {
        let command = self.command.clone();
        self.stop()?;
        Self::start(command)
    }

    /// Asks it to stop, so that it keeps its index, and waits for that.
    pub(super) fn stop(mut self) -> Result<()> {
        let id = self.process.id().to_string();
        Command::new("kill").args(["-TERM", &id]).status()?;
        self.process.wait()?;
        Ok(())
    }

    /// The session of the account the benchmark works with, as a cookie.
    pub(super) fn cookie(&self) -> &str {
        &self.cookie
    }

    /// The database and how safely it writes, as Lotse itself sees it.
    pub(super) fn database(&self) -> Result<String> {
        let said = self.command.command(&["doctor"]).stdout(Stdio::piped()).output()?;
        let text = String::from_utf8_lossy(&said.stdout).into_owned();
        let line = text.lines().find(|it| it.contains("synchronous")).context("no database")?;
        let (_, described) = line.split_once("answers: ").context("no description")?;
        Ok(described.trim_end_matches('.').to_owned())
    }

    /// What the process holds for itself, shared pages counted by their share.
    pub(super) fn memory_mb(&self) -> Result<f64> {
        Ok(self.memory_kb()? / 1_024.0)
    }

    /// The same in kilobytes.
    pub(super) fn memory_kb(&self) -> Result<f64> {
        let path = format!("/proc/{}/smaps_rollup", self.process.id());
        let text = std::fs::read_to_string(path)?;
        let line = text.lines().find_map(|it| it.strip_prefix("Pss:")).context("no Pss")?;
        Ok(line.trim().trim_end_matches(" kB").trim().parse()?)
    }

    /// The processor time it has used so far.
    pub(super) fn cpu(&self) -> Result<Duration> {
        let text = std::fs::read_to_string(format!("/proc/{}/stat", self.process.id()))?;
        // After the name, which may hold anything: user and system time, in hundredths of a second.
        let (_, rest) = text.rsplit_once(')').context("no name")?;
        let ticks = rest.split_whitespace().skip(11).take(2).map(str::parse::<u64>);
        let ticks: u64 = ticks.collect::<Result<Vec<_>, _>>()?.iter().sum();
        Ok(Duration::from_millis(ticks * 10))
    }

    /// The address of some article's page.
    pub(super) fn some_article(&self) -> Result<String> {
        let client = Client::new(self.address.clone());
        let question = load::escaped(&Words::new().question(1, 1));
        let found = client.get(&format!("/api/v1/suggest?locale=de&q={question}"))?;
        let rest = found.split("\"url\":\"").nth(1).context("nothing is found")?;
        let url = rest.split('"').next().unwrap_or_default();
        Ok(url.split('#').next().unwrap_or_default().to_owned())
    }

    /// Publishes an article that only `word` finds; its id. Returns with the answer, whether or not it
    /// is live.
    pub(super) fn publish(&self, word: &str) -> Result<String> {
        let brands = self.desk().get("/api/v1/brands")?;
        let brand = after(&brands, "\"id\":\"")?;
        let body = format!(
            "{{\"brand_id\":{brand:?},\"locale\":\"de\",\
             \"facts\":{{\"kind\":\"answer\",\"visibility\":\"public\"}},\
             \"content\":{{\"title\":{word:?},\"body\":\"Eine neue Antwort.\"}}}}"
        );
        let made = self.desk().post("/api/v1/articles", &body)?;
        let id = after(&made, "\"id\":\"")?;
        let address = format!("/api/v1/articles/{id}/translations/de/state");
        self.desk().post(&address, "{\"state\":\"published\",\"version\":1}")?;
        Ok(id)
    }
}

impl Drop for Lotse {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn add_agent(command: &Launch) -> Result<()> {
    let words = [
        "agent",
        "add",
        "--email",
        EMAIL,
        "--name",
        "Bench",
        "--role",
        "administrator",
        "--password-stdin",
    ];
    let mut process = command.command(&words).stdin(Stdio::piped()).spawn()?;
    let mut stdin = process.stdin.take().context("standard input is a pipe")?;
    writeln!(stdin, "{PASSWORD}")?;
    drop(stdin);
    ensure!(process.wait()?.success(), "the agent was not added");
    Ok(())
}

/// What stands behind `mark`, up to the next quotation mark.
pub(super) fn after(text: &str, mark: &str) -> Result<String> {
    let rest = text.split(mark).nth(1).with_context(|| format!("no {mark} in {text}"))?;
    Ok(rest.split('"').next().unwrap_or_default().to_owned())
}

fn free_address() -> Result<String> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string())
}

/// The bare server to measure against.
pub(super) struct Bare {
    process: Child,
    address: String,
}

impl Bare {
    pub(super) fn start(file: &Path) -> Result<Self> {
        let address = free_address()?;
        let program = place::target().join("release/examples/bare");
        let process = Command::new(program).arg(&address).arg(file).spawn()?;
        let bare = Self { process, address };
        let begun = Instant::now();
        while Client::new(bare.address.clone()).get("/").is_err() {
            ensure!(begun.elapsed() < Duration::from_secs(10), "the bare server did not start");
            std::thread::yield_now();
        }
        Ok(bare)
    }

    pub(super) fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
