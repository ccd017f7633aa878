//! What the person at the terminal reads: results on standard output, remarks on standard error.

use std::io::{self, ErrorKind, Write};

/// Writes one or more lines of a result. A reader that went away, as `head` does, is no error.
pub(crate) fn say(text: &str) -> io::Result<()> {
    calm(writeln!(io::stdout().lock(), "{text}"))
}

/// Writes a remark beside the result, so that a program reading the result does not see it.
pub(crate) fn remark(text: &str) -> io::Result<()> {
    calm(writeln!(io::stderr().lock(), "{text}"))
}

/// Writes bytes of a result as they are.
pub(crate) fn pour(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    calm(out.write_all(bytes).and_then(|()| out.flush()))
}

fn calm(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
