//! `cargo xtask bench`: how fast Lotse is on this machine, against a bare server in the same run,
//! written as a table into `docs/benchmark.md`. Nothing fails on a slow machine.

mod chat;
mod data;
mod load;
mod report;
mod server;
mod wire;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use self::data::Words;
use self::load::{Client, Latencies};
use self::report::Report;
use self::server::{Bare, Lotse};
use crate::place;
use crate::postgres::Postgres;

/// Sizes of the knowledge base.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// Confirmed questions that are known when one more is learned.
const LEARNED: [usize; 2] = [10_000, 100_000];
/// Interleaved rounds of the comparison with the bare server.
const ROUNDS: usize = 5;
/// What the knowledge is like that is measured.
const KNOWLEDGE: [&str; 4] = [
    "data: made-up German articles of about 150 words with two ways of asking each, from 60,000 words \
     used as often as words are (Zipf), see `xtask/src/bench/data.rs`; questions: a third with a \
     typing error",
    "SQLite in WAL mode with synchronous=FULL; PostgreSQL with synchronous_commit=on",
    "release build; client and server share all cores",
    "the help page and a bare axum server that sends the same bytes take turns; their ratio counts",
];
/// How long one round of one server takes.
const ROUND: Duration = Duration::from_secs(4);
/// Requests at a time in the comparison.
const CONNECTIONS: usize = 16;

/// Runs everything on SQLite, and publishing on PostgreSQL too where there is one; or only those
/// sizes, and then writes nothing.
pub(crate) fn run(sizes: &[&str]) -> Result<()> {
    let given = sizes.iter().map(|it| it.parse()).collect::<Result<Vec<usize>, _>>();
    let given = given.context("the sizes are numbers of articles")?;
    let is_whole = given.is_empty();
    let sizes = if is_whole { SIZES.to_vec() } else { given };
    let (folder, table) = prepared()?;
    server::build_examples()?;
    let mut report = Report::new("Knowledge", "articles", &KNOWLEDGE);
    for size in sizes {
        eprintln!("# {size} articles");
        let home = folder.join(size.to_string());
        std::fs::create_dir_all(&home)?;
        let begun = Instant::now();
        let lotse = Lotse::with_articles(&home, size, None)?;
        report.note(&size, "import, articles per second", rate(size, begun.elapsed()));
        measure(&mut report, &home, lotse, size)?;
        // A run that is broken off keeps what it has.
        if is_whole {
            report.write(&table)?;
        }
    }
    if !is_whole {
        return Ok(());
    }
    let mut postgres = Postgres::default();
    if let Ok(url) = postgres.url() {
        eprintln!("# 1000 articles on PostgreSQL");
        let home = folder.join("postgres");
        std::fs::create_dir_all(&home)?;
        let lotse = Lotse::with_articles(&home, 1_000, Some(&url))?;
        publish(&mut report, &lotse, 1_000, "publish to live on PostgreSQL, ms")?;
    }
    report.write(&table)?;
    drop(postgres);
    run_chat(None)
}

/// The chat only, on SQLite, and on PostgreSQL where there is one; or only on SQLite with so many
/// widgets, and then writes nothing.
pub(crate) fn run_chat(widgets: Option<&str>) -> Result<()> {
    let given = widgets.map(str::parse).transpose().context("how many widgets is a number")?;
    let (folder, table) = prepared()?;
    let mut report = Report::new("Chat", "database", &chat::CONDITIONS);
    let mut postgres = Postgres::default();
    for (name, url) in [("SQLite", None), ("PostgreSQL", postgres.url().ok())] {
        if name == "PostgreSQL" && (url.is_none() || given.is_some()) {
            break;
        }
        let home = folder.join(name);
        std::fs::create_dir_all(&home)?;
        let lotse = Lotse::with_articles(&home, 1_000, url.as_deref())?;
        report.condition(format!("{name}: {}", lotse.database()?));
        chat::measure(&mut report, name, &lotse, given.unwrap_or(chat::WIDGETS))?;
        lotse.stop()?;
    }
    if given.is_some() { Ok(()) } else { report.write(&table) }
}

/// Builds what is measured; an empty folder for its data, and the file of the tables.
fn prepared() -> Result<(PathBuf, PathBuf)> {
    server::build()?;
    let folder = place::target().join("bench");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).context("the target folder is writable")?;
    Ok((folder, place::root().join("docs/benchmark.md")))
}

fn measure(report: &mut Report, home: &Path, lotse: Lotse, size: usize) -> Result<()> {
    report.note(&size, "idle memory (PSS), MB", format!("{:.1}", lotse.memory_mb()?));
    let client = lotse.client();
    let words = Words::new();
    let mut typed = Latencies::default();
    let mut asked = Latencies::default();
    for number in 0..2_000 {
        let text = words.question(number, size);
        let cut: String = text.chars().take(4 + number % 12).collect();
        typed
            .time(|| client.get(&format!("/api/v1/suggest?locale=de&q={}", load::escaped(&cut))))?;
        let body = format!("{{\"text\":{text:?},\"locale\":\"de\"}}");
        asked.time(|| client.post("/api/v1/ask", &body))?;
    }
    report.latencies(&size, "autocomplete, ms", &mut typed);
    report.latencies(&size, "full answer, ms", &mut asked);
    publish(report, &lotse, size, "publish to live, ms")?;
    confirm(report, &lotse, size)?;
    if size == 10_000 {
        learn(report, size)?;
        compare(report, home, &lotse, size)?;
    }
    let lotse = lotse.restart()?;
    report.note(&size, "cold start to ready, ms", format!("{:.0}", lotse.start_ms()));
    lotse.stop()
}

/// From the answer to "publish" until the word that only the new article has is found.
fn publish(report: &mut Report, lotse: &Lotse, size: usize, name: &str) -> Result<()> {
    let client = lotse.client();
    let mut live = Latencies::default();
    for number in 0..100 {
        let word = format!("zaubermerkwort{number}");
        lotse.publish(&word)?;
        let address = format!("/api/v1/suggest?locale=de&q={word}");
        live.add(until(|| Ok(client.get(&address)?.contains(&word)))?);
    }
    report.latencies(&size, name, &mut live);
    Ok(())
}

/// From the answer to "this solved it" until the same question finds the article, with which it has no
/// word in common.
fn confirm(report: &mut Report, lotse: &Lotse, size: usize) -> Result<()> {
    let client = lotse.client();
    let title = "wunderbarermerkvers";
    let article = lotse.publish(title)?;
    let mut live = Latencies::default();
    for number in 0..100 {
        let body = format!("{{\"text\":\"zauberfrage{number}\",\"locale\":\"de\"}}");
        let question = server::after(&client.post("/api/v1/ask", &body)?, "\"question_id\":\"")?;
        let solved = format!("{{\"question_id\":{question:?},\"article_id\":{article:?}}}");
        // A question is stored a moment after it was answered.
        until(|| Ok(client.post("/api/v1/solved", &solved).is_ok()))?;
        live.add(until(|| Ok(client.post("/api/v1/ask", &body)?.contains(title)))?);
    }
    report.latencies(&size, "confirmed to found, ms", &mut live);
    Ok(())
}

/// How long it takes until something holds.
fn until(holds: impl Fn() -> Result<bool>) -> Result<Duration> {
    let begun = Instant::now();
    while !holds()? {
        anyhow::ensure!(begun.elapsed() < Duration::from_secs(10), "it never went live");
    }
    Ok(begun.elapsed())
}

/// The engine alone, on one core: learning one more confirmed question where many are known, and
/// answering another.
fn learn(report: &mut Report, size: usize) -> Result<()> {
    for known in LEARNED {
        let program = place::target().join("release/examples/learn");
        let words = [size.to_string(), known.to_string(), "1000".to_owned()];
        let said = Command::new(program).args(words).output()?;
        anyhow::ensure!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        let (mut learned, mut answered) = (Latencies::default(), Latencies::default());
        for line in String::from_utf8_lossy(&said.stdout).lines() {
            let (one, other) = line.split_once(' ').context("two times a line")?;
            for (list, ms) in [(&mut learned, one), (&mut answered, other)] {
                list.add(Duration::from_secs_f64(ms.parse::<f64>()? / 1_000.0));
            }
        }
        let alone = |what: &str| format!("{what}, {known} confirmed, engine alone, ms");
        report.latencies(&size, &alone("learn one more"), &mut learned);
        report.latencies(&size, &alone("answer"), &mut answered);
    }
    Ok(())
}

/// The help page and a bare server that sends the same bytes, in turns.
fn compare(report: &mut Report, home: &Path, lotse: &Lotse, size: usize) -> Result<()> {
    let path = lotse.some_article()?;
    let page = lotse.client().get(&path)?;
    let file = home.join("page.html");
    std::fs::write(&file, &page)?;
    let bare = Bare::start(&file)?;
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        let ours = load::throughput(lotse.address(), &path, CONNECTIONS, ROUND)?;
        let theirs = load::throughput(bare.address(), "/", CONNECTIONS, ROUND)?;
        ratios.push((ours / theirs, ours, theirs));
    }
    ratios.sort_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((ratio, ours, theirs)) = ratios.get(ratios.len() / 2) {
        report.note(&size, "help page, requests per second", format!("{ours:.0}"));
        report.note(&size, "bare axum with the same page", format!("{theirs:.0}"));
        report.note(&size, "ratio (median of the rounds)", format!("{ratio:.2}"));
    }
    Ok(())
}

fn rate(count: usize, time: Duration) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a rate is read to three digits")]
    let rate = count as f64 / time.as_secs_f64();
    format!("{rate:.0}")
}

impl Lotse {
    fn client(&self) -> Client {
        Client::new(self.address().to_owned())
    }
}
