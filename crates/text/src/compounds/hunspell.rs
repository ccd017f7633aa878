//! Reading a hunspell dictionary lightly: stems, and forms made by adding letters to them.

use std::collections::HashMap;

/// A rule that adds letters to the end of words.
struct Suffix {
    added: String,
    condition: Vec<Class>,
}

/// What one letter of a condition allows.
struct Class {
    letters: Vec<char>,
    negated: bool,
}

/// All forms the two files name.
pub(super) fn forms(dic_text: &str, aff_text: &str) -> Vec<String> {
    let suffixes = suffixes(aff_text);
    let mut forms = Vec::new();
    for line in dic_text.lines().skip(1) {
        let entry = line.split_whitespace().next().unwrap_or_default();
        let (stem, flags) = entry.split_once('/').unwrap_or((entry, ""));
        if stem.is_empty() || stem.starts_with('#') {
            continue;
        }
        for suffix in flags.chars().filter_map(|flag| suffixes.get(&flag)).flatten() {
            if suffix.fits(stem) {
                forms.push(format!("{stem}{}", suffix.added));
            }
        }
        forms.push(stem.to_owned());
    }
    forms
}

/// Rules of the form `SFX flag 0 letters condition`; those that take letters away are passed over.
fn suffixes(aff_text: &str) -> HashMap<char, Vec<Suffix>> {
    let mut suffixes: HashMap<char, Vec<Suffix>> = HashMap::new();
    for line in aff_text.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let ["SFX", flag, "0", added, condition, ..] = fields.as_slice() else { continue };
        let Some(flag) = flag.chars().next() else { continue };
        let added = added.split('/').next().unwrap_or_default().to_owned();
        suffixes.entry(flag).or_default().push(Suffix { added, condition: classes(condition) });
    }
    suffixes
}

impl Suffix {
    fn fits(&self, stem: &str) -> bool {
        let mut letters = stem.chars().rev();
        self.condition.iter().rev().all(|class| {
            letters.next().is_some_and(|letter| class.letters.contains(&letter) != class.negated)
        })
    }
}

/// `[^aou]s` as one class a letter; a dot allows everything.
fn classes(condition: &str) -> Vec<Class> {
    let mut classes = Vec::new();
    let mut signs = condition.chars();
    while let Some(sign) = signs.next() {
        classes.push(match sign {
            '.' => Class { letters: Vec::new(), negated: true },
            '[' => {
                let inside: Vec<char> = signs.by_ref().take_while(|sign| *sign != ']').collect();
                let negated = inside.first() == Some(&'^');
                let letters = inside.into_iter().filter(|sign| *sign != '^').collect();
                Class { letters, negated }
            }
            letter => Class { letters: vec![letter], negated: false },
        });
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_stems_and_added_letters() {
        let aff = "SET UTF-8\nSFX N Y 2\nSFX N 0 n e\nSFX N 0 en [^e]\nSFX X en t en\n";
        let dic = "3\nKarte/N\nFrau/NX\nHund\n";
        assert_eq!(forms(dic, aff), ["Karten", "Karte", "Frauen", "Frau", "Hund"]);
    }

    #[test]
    fn nonsense_is_passed_over() {
        assert!(forms("", "").is_empty());
        assert_eq!(forms("x\n/\n[/[\n", "SFX [ 0 a [^\nSFX"), ["[a", "["]);
    }
}
