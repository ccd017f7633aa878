//! Measures typo correction: `cargo run --release -p lotse-text --example typos -- words.txt`.
//!
//! The file has one word a line (flags behind a `/` are cut off). Every 37th word is typed with one
//! or two errors; printed are how often it is found first, among five, and the time per word.

use std::io::Write;
use std::time::Instant;

use lotse_text::fold::fold;
use lotse_text::language::Language;
use lotse_text::typos::Vocabulary;

fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_default();
    let lines = std::fs::read(path)?;
    let lines = String::from_utf8_lossy(&lines).into_owned();
    let words: Vec<String> =
        lines.lines().filter_map(|line| line.split('/').next()).map(fold).collect();
    let mut out = std::io::stdout().lock();

    let begun = Instant::now();
    let mut vocabulary = Vocabulary::new(Language::German);
    vocabulary.extend(words.iter().map(|word| (word.as_str(), 1)));
    writeln!(out, "{} words taken in within {:?}", vocabulary.len(), begun.elapsed())?;

    let (mut tried, mut first, mut five) = (0_u32, 0_u32, 0_u32);
    let begun = Instant::now();
    for word in words.iter().step_by(37).filter(|word| 5 < word.len()) {
        let typed = with_errors(word, tried);
        let found = vocabulary.correct(&typed, 5);
        tried += 1;
        first += u32::from(found.first().is_some_and(|found| &found.word == word));
        five += u32::from(found.iter().any(|found| &found.word == word));
    }
    let each = begun.elapsed() / tried.max(1);
    writeln!(out, "{tried} typed, found first {first}, among five {five}, {each:?} each")
}

/// Swaps, drops, doubles or changes a letter; every other word gets two errors.
fn with_errors(word: &str, seed: u32) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    for round in 0..=seed % 2 {
        let dice = seed.wrapping_mul(2_654_435_761).wrapping_add(round * 40_503) >> 7;
        let at = 1 + dice as usize % (letters.len() - 2);
        match dice % 4 {
            0 => letters.swap(at, at + 1),
            1 => drop(letters.remove(at)),
            2 => letters.insert(at, letters.get(at).copied().unwrap_or('e')),
            _ => letters.splice(at..=at, ['e']).for_each(drop),
        }
    }
    letters.into_iter().collect()
}
