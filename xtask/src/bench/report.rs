//! The table of a run and the conditions it was measured under.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;

use super::load::Latencies;
use crate::place;

/// Rows in the order they were measured.
pub(super) struct Report {
    rows: Vec<(usize, String, String)>,
    load_before: String,
}

impl Report {
    pub(super) fn new() -> Self {
        Self { rows: Vec::new(), load_before: load() }
    }

    pub(super) fn note(&mut self, size: usize, what: &str, value: impl Into<String>) {
        let value = value.into();
        eprintln!("{what}: {value}");
        self.rows.push((size, what.to_owned(), value));
    }

    pub(super) fn latencies(&mut self, size: usize, what: &str, times: &mut Latencies) {
        let value = format!("p50 {:.2}, p99 {:.2}", times.at(50), times.at(99));
        self.note(size, what, value);
    }

    pub(super) fn write(&self, path: &Path) -> Result<()> {
        let mut text = String::from(
            "# Benchmark\n\nWritten by `cargo xtask bench`. Times are those of a client on the \
             same machine and include HTTP over loopback. The help page and a bare axum server \
             that sends the same bytes take turns in one run; their ratio counts, absolute \
             figures change with the machine.\n\n",
        );
        writeln!(text, "- machine: {}", place::machine())?;
        writeln!(text, "- load average before and after: {} / {}", self.load_before, load())?;
        text.push_str(
            "- data: made-up German articles of about 150 words with two ways of asking each, from \
             60,000 words used as often as words are (Zipf), see `xtask/src/bench/data.rs`; \
             questions: a third with a typing error\n\
             - SQLite in WAL mode with synchronous=FULL; PostgreSQL with synchronous_commit=on\n\
             - release build; client and server share all cores\n\n\
             | articles | what | value |\n| ---: | --- | ---: |\n",
        );
        for (size, what, value) in &self.rows {
            writeln!(text, "| {size} | {what} | {value} |")?;
        }
        Ok(std::fs::write(path, text)?)
    }
}

fn load() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or("unknown").to_owned()
}
