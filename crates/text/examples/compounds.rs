//! Measures compound splitting: `cargo run --release -p lotse-text --example compounds -- words.txt`.
//!
//! A line of the file is the right split, parts joined by ", "; a word without comma is not split.
//! Linking letters at the end of a part do not count. Further arguments: a `.dic` and an `.aff` file.

use std::io::Write;

use lotse_text::compounds::Lexicon;
use lotse_text::fold::fold;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let lines = std::fs::read_to_string(arguments.next().unwrap_or_default())?;
    let mut lexicon = Lexicon::new();
    if let (Some(dic), Some(aff)) = (arguments.next(), arguments.next()) {
        let dic = std::fs::read(dic)?;
        let aff = std::fs::read(aff)?;
        lexicon.add_hunspell(&String::from_utf8_lossy(&dic), &String::from_utf8_lossy(&aff));
    }
    let mut out = std::io::stdout().lock();
    let (mut all, mut right, mut compounds, mut right_compounds) = (0, 0, 0, 0);
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let gold: Vec<String> = line.split(", ").map(fold).collect();
        let word = gold.concat();
        let mut found = lexicon.split(&word);
        if found.is_empty() {
            found.push(word);
        }
        let is_right = without_links(&gold) == without_links(&found);
        all += 1;
        right += usize::from(is_right);
        compounds += usize::from(1 < gold.len());
        right_compounds += usize::from(is_right && 1 < gold.len());
        if !is_right {
            writeln!(out, "{}\t{}", gold.join(", "), found.join(", "))?;
        }
    }
    writeln!(out, "exact {right} of {all}, of the compounds {right_compounds} of {compounds}")
}

/// The parts without the letters that may link them; the last part has none.
fn without_links(parts: &[String]) -> Vec<String> {
    let last = parts.len().saturating_sub(1);
    let bare = |(at, part): (usize, &String)| {
        if at == last {
            return part.clone();
        }
        let links = ["es", "en", "er", "s", "n", "e"];
        links.iter().find_map(|link| part.strip_suffix(link)).unwrap_or(part).to_owned()
    };
    parts.iter().enumerate().map(bare).collect()
}
