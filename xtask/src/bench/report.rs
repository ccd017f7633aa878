//! The tables of a run and the conditions they were measured under.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;

use super::load::Latencies;
use crate::place;

const HEAD: &str = "# Benchmark\n\nWritten by `cargo xtask bench`, a part at a time. Times are those of \
a client on the same machine and include HTTP over loopback. Absolute figures change with the machine.\n";

/// One part of the file: rows in the order they were measured.
pub(super) struct Report {
    heading: &'static str,
    /// What else a reader must know, a line each.
    conditions: Vec<String>,
    /// What the first column says.
    of: &'static str,
    rows: Vec<[String; 3]>,
    load_before: String,
}

impl Report {
    pub(super) fn new(heading: &'static str, of: &'static str, conditions: &[&str]) -> Self {
        let conditions = conditions.iter().map(|it| (*it).to_owned()).collect();
        Self { heading, conditions, of, rows: Vec::new(), load_before: load() }
    }

    pub(super) fn condition(&mut self, line: String) {
        self.conditions.push(line);
    }

    pub(super) fn note(&mut self, of: &impl ToString, what: &str, value: impl Into<String>) {
        let value = value.into();
        eprintln!("{what}: {value}");
        self.rows.push([of.to_string(), what.to_owned(), value]);
    }

    pub(super) fn latencies(&mut self, of: &impl ToString, what: &str, times: &mut Latencies) {
        let value = format!("p50 {:.2}, p99 {:.2}", times.at(50), times.at(99));
        self.note(of, what, value);
    }

    /// Puts this part into the file in place of what it said before.
    pub(super) fn write(&self, path: &Path) -> Result<()> {
        let before = std::fs::read_to_string(path).unwrap_or_default();
        let parts = before.split("\n## ").skip(1).map(|it| it.trim_end().to_owned());
        let mut parts: Vec<String> = parts.collect();
        let ours = self.text()?;
        let heading = format!("{}\n", self.heading);
        match parts.iter_mut().find(|it| it.starts_with(&heading)) {
            Some(part) => *part = ours,
            None => parts.push(ours),
        }
        let parts = parts.iter().fold(String::new(), |all, it| format!("{all}\n## {it}\n"));
        Ok(std::fs::write(path, format!("{HEAD}{parts}"))?)
    }

    fn text(&self) -> Result<String> {
        let mut text = format!("{}\n\n- machine: {}\n", self.heading, place::machine());
        writeln!(text, "- load average before and after: {} / {}", self.load_before, load())?;
        for line in &self.conditions {
            writeln!(text, "- {line}")?;
        }
        let side = if self.of == "articles" { "---:" } else { "---" };
        writeln!(text, "\n| {} | what | value |\n| {side} | --- | ---: |", self.of)?;
        for [of, what, value] in &self.rows {
            writeln!(text, "| {of} | {what} | {value} |")?;
        }
        Ok(text.trim_end().to_owned())
    }
}

fn load() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or("unknown").to_owned()
}
