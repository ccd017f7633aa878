//! Reads the mails of a mailbox file one after the other, however large it is.
//!
//! The format is mbox: each mail begins with a line such as `From ada@example.org Mon May  4 10:15:00
//! 2026`. Lines of a mail that begin with "From " were written with `>` before them, which is taken
//! off again.

use std::io::{self, BufRead, Read as _};

/// 25 MB: what mail servers take. Of a larger mail the beginning is read, where its text is.
pub const MOST_BYTES: usize = 25_000_000;

/// So much of a line is read at once.
const PIECE: u64 = 65_536;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A mailbox that is being read.
#[derive(Debug)]
pub struct Mailbox<R> {
    reader: R,
    most: usize,
    /// What was read last: a line, or a piece of a long one.
    piece: Vec<u8>,
    /// Bytes read so far.
    read: u64,
    /// Where the mail that comes next begins.
    next: Option<u64>,
    /// Whether the next piece begins a line.
    is_at_line: bool,
}

/// A mail as it stands in the mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Bytes before it in the file.
    pub at: u64,
    /// The mail, without the line that separates it from the one before.
    pub bytes: Vec<u8>,
}

/// Whether a file that begins so is a mailbox.
#[must_use]
pub fn is_mailbox(beginning: &[u8]) -> bool {
    let beginning = beginning.strip_prefix(b"\xef\xbb\xbf").unwrap_or(beginning);
    let mut lines = beginning.split(|it| *it == b'\n');
    lines.find(|it| !it.trim_ascii().is_empty()).is_some_and(separates)
}

impl<R: BufRead> Mailbox<R> {
    /// A mailbox of which at most so many bytes of each mail are kept; [`MOST_BYTES`] outside tests.
    pub fn new(reader: R, most: usize) -> Self {
        Self { reader, most, piece: Vec::new(), read: 0, next: None, is_at_line: true }
    }

    /// How many bytes were read.
    pub fn position(&self) -> u64 {
        self.read
    }

    /// Reads on to the end of the line, or to the end of what is read at once; whether there was
    /// anything.
    fn go_on(&mut self) -> io::Result<bool> {
        self.is_at_line = self.piece.is_empty() || self.piece.ends_with(b"\n");
        self.piece.clear();
        let read = (&mut self.reader).take(PIECE).read_until(b'\n', &mut self.piece)?;
        self.read += u64::try_from(read).unwrap_or(u64::MAX);
        Ok(read != 0)
    }

    /// Whether what was read last begins a mail, and where.
    fn begins(&self) -> Option<u64> {
        let beginning = self.piece.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.piece);
        let length = u64::try_from(self.piece.len()).unwrap_or_default();
        (self.is_at_line && separates(beginning)).then(|| self.read - length)
    }

    fn mail(&mut self) -> io::Result<Option<Kept>> {
        while self.next.is_none() {
            if !self.go_on()? {
                return Ok(None);
            }
            self.next = self.begins();
        }
        let Some(at) = self.next.take() else { return Ok(None) };
        let mut bytes = Vec::new();
        while self.go_on()? {
            self.next = self.begins();
            if self.next.is_some() {
                break;
            }
            let line = if self.is_at_line { unquoted(&self.piece) } else { &self.piece };
            let room = self.most.saturating_sub(bytes.len());
            bytes.extend(line.iter().take(room));
        }
        Ok(Some(Kept { at, bytes }))
    }
}

impl<R: BufRead> Iterator for Mailbox<R> {
    type Item = io::Result<Kept>;

    fn next(&mut self) -> Option<Self::Item> {
        self.mail().transpose()
    }
}

/// Whether a line separates two mails: "From ", and a month, a time and a year somewhere in it.
fn separates(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let rest = String::from_utf8_lossy(rest);
    let has = |is: fn(&str) -> bool| rest.split_whitespace().any(is);
    let is_time = |it: &str| {
        let digits = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
        it.split(':').count() >= 2 && it.split(':').all(digits)
    };
    let is_year =
        |it: &str| it.len() == 4 && it.parse().is_ok_and(|it: u16| (1970..2200).contains(&it));
    has(|it| MONTHS.contains(&it)) && has(is_time) && has(is_year)
}

/// A line without the `>` that was put before its "From ".
fn unquoted(line: &[u8]) -> &[u8] {
    let quotes = line.iter().take_while(|it| **it == b'>').count();
    let is_quoted = 0 < quotes && line.get(quotes..).is_some_and(|it| it.starts_with(b"From "));
    if is_quoted { line.get(1..).unwrap_or_default() } else { line }
}

#[cfg(test)]
mod tests;
