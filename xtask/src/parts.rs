//! The parts of `cargo xtask test`, quick ones first, and the table at its end.

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::{Duration, Instant};

use crate::postgres::Postgres;
use crate::smtp::MailServer;
use crate::step::{Stop, cargo, command, run};
use crate::{end_to_end, generate, place, tidy, ui};

/// One part.
struct Part {
    name: &'static str,
    run: fn(&mut Postgres) -> Result<(), Stop>,
}

const PARTS: [Part; 12] = [
    Part { name: "format", run: |_| Ok(run(&mut cargo(&["fmt", "--all", "--check"]))?) },
    Part { name: "tidy", run: |_| tidy::check() },
    Part { name: "ui", run: |_| ui::check() },
    Part { name: "clippy", run: |_| clippy() },
    Part { name: "docs", run: |_| docs() },
    Part { name: "tests", run: |_| tests() },
    Part { name: "postgres", run: tests_on_postgres },
    Part { name: "smtp", run: |_| tests_with_a_mail_server() },
    Part { name: "encoder", run: |_| tests_with_encoders() },
    Part { name: "api", run: |_| generate::check_document() },
    Part { name: "deny", run: |_| deny() },
    Part { name: "e2e", run: |_| end_to_end::check() },
];

/// Tests of this name run on PostgreSQL.
const ON_POSTGRES: &str = "on_postgres";

/// Tests of this name send mails.
const ON_SMTP: &str = "on_smtp";

/// How a part ended.
enum Ending {
    Passed,
    Failed,
    Skipped(String),
}

/// Runs all parts, or those named, to the last one whatever fails, and says whether all is well.
pub(crate) fn test(only: Option<&str>) -> anyhow::Result<bool> {
    let wanted: Option<Vec<&str>> = only.map(|it| it.split(',').collect());
    for name in wanted.iter().flatten() {
        let names = PARTS.map(|it| it.name);
        anyhow::ensure!(names.contains(name), "no part `{name}`; there are: {}", names.join(", "));
    }
    let mut postgres = Postgres::default();
    let mut endings = Vec::new();
    for part in &PARTS {
        if wanted.as_ref().is_some_and(|it| !it.contains(&part.name)) {
            continue;
        }
        eprintln!("\n== {}", part.name);
        let start = Instant::now();
        let ending = match (part.run)(&mut postgres) {
            Ok(()) => Ending::Passed,
            Err(Stop::Failed(error)) => {
                eprintln!("{error:#}");
                Ending::Failed
            }
            Err(Stop::Missing(why)) => Ending::Skipped(why),
        };
        endings.push((part, ending, start.elapsed()));
    }
    drop(postgres);
    let is_well = endings.iter().all(|(_, ending, _)| match ending {
        Ending::Passed => true,
        Ending::Failed => false,
        Ending::Skipped(_) => !place::is_ci(),
    });
    std::io::stdout().write_all(table(&endings)?.as_bytes())?;
    Ok(is_well)
}

fn table(endings: &[(&Part, Ending, Duration)]) -> anyhow::Result<String> {
    let mut table = String::from("\n");
    for (part, ending, time) in endings {
        let name = part.name;
        let verdict = match ending {
            Ending::Passed => "passed".to_owned(),
            Ending::Failed => "FAILED".to_owned(),
            Ending::Skipped(why) => format!("skipped: {name} ({why})"),
        };
        writeln!(table, "{name:<10} {:>7.1} s  {verdict}", time.as_secs_f64())?;
    }
    let all: Duration = endings.iter().map(|(_, _, time)| *time).sum();
    writeln!(table, "{:<10} {:>7.1} s", "all", all.as_secs_f64())?;
    Ok(table)
}

fn clippy() -> Result<(), Stop> {
    Ok(run(&mut cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?)
}

fn docs() -> Result<(), Stop> {
    let mut docs = cargo(&["doc", "--workspace", "--no-deps", "--document-private-items"]);
    Ok(run(docs.env("RUSTDOCFLAGS", "-D warnings"))?)
}

fn has_nextest() -> bool {
    place::program(&["cargo-nextest"]).is_some()
}

/// All tests but those that need PostgreSQL or a mail server.
fn tests() -> Result<(), Stop> {
    if has_nextest() {
        let but = format!("not (test({ON_POSTGRES}) or test({ON_SMTP}))");
        run(&mut cargo(&["nextest", "run", "--workspace", "--no-fail-fast", "-E", &but]))?;
    } else {
        let all = ["test", "--workspace", "--all-targets", "--no-fail-fast"];
        run(cargo(&all).args(["--", "--skip", ON_POSTGRES, "--skip", ON_SMTP]))?;
    }
    Ok(run(&mut cargo(&["test", "--workspace", "--doc", "--quiet"]))?)
}

fn tests_on_postgres(postgres: &mut Postgres) -> Result<(), Stop> {
    let url = postgres.url()?;
    let mut tests = if has_nextest() {
        let only = format!("test({ON_POSTGRES})");
        cargo(&["nextest", "run", "--workspace", "--no-fail-fast", "-E", &only])
    } else {
        cargo(&["test", "--workspace", "--all-targets", "--no-fail-fast", ON_POSTGRES])
    };
    Ok(run(tests.env("LOTSE_TEST_POSTGRES", url))?)
}

fn tests_with_a_mail_server() -> Result<(), Stop> {
    let server = MailServer::start()?;
    let mut tests = cargo(&["test", "-p", "lotse-channels", "--lib", ON_SMTP]);
    Ok(run(server.told(&mut tests))?)
}

/// The program built with encoders, whose own build is the long part of it: what only it has, in tiny
/// models.
fn tests_with_encoders() -> Result<(), Stop> {
    let clippy = ["clippy", "-p", "lotse-answer", "--features", "encoder", "--all-targets"];
    run(cargo(&clippy).args(["--", "-D", "warnings"]))?;
    let both = ["test", "-p", "lotse-answer", "-p", "lotse", "--features", "lotse/encoder"];
    Ok(run(cargo(&both).args(["--lib", "--test", "encoder"]))?)
}

/// The version of cargo-deny that is installed where there is none and nothing may be left out.
const CARGO_DENY: &str = "cargo-deny@0.20.2";

/// Licences and where dependencies come from. Advisories are a matter of the day, not of a commit.
fn deny() -> Result<(), Stop> {
    let checks = ["check", "bans", "licenses", "sources"];
    let folder = place::target().join("tools");
    let kept = folder.join("bin/cargo-deny");
    let program = place::program(&["cargo-deny"]).or_else(|| kept.is_file().then(|| kept.clone()));
    if let Some(program) = program {
        return Ok(run(&mut command(program, &checks))?);
    }
    if !place::is_ci() {
        return Err(Stop::Missing(format!("cargo install {CARGO_DENY} --locked")));
    }
    let into = folder.display().to_string();
    let install = ["install", CARGO_DENY, "--locked", "--no-default-features", "--root", &into];
    run(&mut cargo(&install))?;
    Ok(run(&mut command(kept, &checks))?)
}
