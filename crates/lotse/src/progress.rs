//! Shows how far long work is, on standard error: a moving line on a terminal, else a line per ten
//! percent.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

/// How far one piece of work is.
#[derive(Debug)]
pub(crate) struct Progress {
    what: &'static str,
    /// What is counted, with a space before it; empty when that is clear.
    unit: &'static str,
    /// Percent between two lines.
    step: usize,
    is_terminal: bool,
    /// The last step shown, counted from 1; 0 is none.
    shown: AtomicUsize,
}

impl Progress {
    /// Begins; `what` is what is being done, for example "importing".
    pub(crate) fn new(what: &'static str) -> Self {
        Self::of("", what)
    }

    /// Begins what is counted in a unit, such as " kB".
    pub(crate) fn of(unit: &'static str, what: &'static str) -> Self {
        let is_terminal = io::stderr().is_terminal();
        let step = if is_terminal { 1 } else { 10 };
        Self { what, unit, step, is_terminal, shown: AtomicUsize::new(0) }
    }

    /// So much is done of so much.
    pub(crate) fn at(&self, done: usize, total: usize) {
        let Some(line) = self.line(done, total) else { return };
        let mut err = io::stderr().lock();
        let end = if !self.is_terminal || done == total { "\n" } else { "" };
        let start = if self.is_terminal { "\r" } else { "" };
        // That progress cannot be shown is no reason to stop.
        let _ = write!(err, "{start}{line}{end}").and_then(|()| err.flush());
    }

    /// What to show now; `None` while the last line still says enough.
    fn line(&self, done: usize, total: usize) -> Option<String> {
        if total == 0 {
            return None;
        }
        let percent = done * 100 / total;
        let step = percent / self.step + 1;
        let before = self.shown.fetch_max(step, Ordering::Relaxed);
        (before < step)
            .then(|| format!("{}: {done} of {total}{} ({percent} %)", self.what, self.unit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_terminal_a_line_is_shown_per_ten_percent_and_the_end_once() {
        let progress = Progress {
            what: "importing",
            unit: "",
            step: 10,
            is_terminal: false,
            shown: AtomicUsize::new(0),
        };
        let lines: Vec<String> = (0..=200).filter_map(|it| progress.line(it, 200)).collect();
        assert_eq!(lines.len(), 11);
        assert_eq!(lines.first().unwrap(), "importing: 0 of 200 (0 %)");
        assert_eq!(lines.last().unwrap(), "importing: 200 of 200 (100 %)");
        assert_eq!(progress.line(200, 200), None);
        assert_eq!(Progress::new("x").line(0, 0), None);
    }
}
