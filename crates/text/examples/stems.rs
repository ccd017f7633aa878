//! Prints the stem of every word on standard input: `cargo run -p lotse-text --example stems de`.

use std::io::{BufRead, Write};

use lotse_text::language::Language;
use lotse_text::words::Analyzer;

fn main() -> std::io::Result<()> {
    let code = std::env::args().nth(1).unwrap_or_default();
    let analyzer = Analyzer::new(Language::from_code(&code));
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        for word in analyzer.words(&line?) {
            writeln!(out, "{}\t{}\t{}", word.text, word.stem, word.parts.join("+"))?;
        }
    }
    Ok(())
}
