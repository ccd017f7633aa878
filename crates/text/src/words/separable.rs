//! German verbs whose first part stands at the end of the sentence: "Ich melde mich ab".
//!
//! The little word at the end gets the whole verb as its part, so that "abmelden" and "Abmeldung"
//! find the sentence and the other way round.

use super::{Word, WordKind};
use crate::stem::{german_root, stem};

/// Little words that belong to a verb when they end a clause, folded.
const PARTICLES: [&str; 24] = [
    "ab", "an", "auf", "aus", "bei", "ein", "fest", "frei", "her", "hin", "hoch", "los", "mit",
    "nach", "um", "vor", "weg", "weiter", "zu", "zurueck", "zuruck", "zusammen", "durch", "raus",
];

/// Words that begin a new clause without a sign before them, folded.
const JOINTS: [&str; 5] = ["und", "oder", "aber", "wenn", "dass"];

/// Words looked back for the verb; clauses of questions are shorter.
const LONGEST_CLAUSE: usize = 14;

/// Gives each little word that ends a clause, or stands right before its verb, the whole verb.
pub(super) fn complete(text: &str, words: &mut [Word]) {
    for at in 0..words.len() {
        let Some(verb) = whole_verb(text, words, at) else { continue };
        if let Some(word) = words.get_mut(at) {
            word.parts = vec![verb];
        }
    }
}

fn whole_verb(text: &str, words: &[Word], at: usize) -> Option<String> {
    let particle = words.get(at)?;
    if !PARTICLES.contains(&particle.folded.as_str()) {
        return None;
    }
    let next = words.get(at + 1).filter(|next| !is_border(text, particle, next));
    let verb = match next {
        Some(next) if !JOINTS.contains(&next.folded.as_str()) => infinitive(next)?,
        _ => verb_before(text, words, at)?,
    };
    let joined = format!("{}{}", particle.folded, verb.folded);
    Some(stem(crate::language::Language::German, &joined))
}

/// The word if it is the verb itself, as in "zurück geben".
fn infinitive(word: &Word) -> Option<&Word> {
    let ends_so = word.folded.ends_with('n') || word.folded.starts_with("ge");
    (ends_so && is_verb(word)).then_some(word)
}

/// The first verb of the clause that ends at a position.
fn verb_before<'a>(text: &str, words: &'a [Word], at: usize) -> Option<&'a Word> {
    let clause = words.get(at.saturating_sub(LONGEST_CLAUSE)..=at)?;
    let begins = clause.windows(2).rposition(|pair| match pair {
        [before, after] => {
            is_border(text, before, after) || JOINTS.contains(&before.folded.as_str())
        }
        _ => false,
    });
    let own = clause.get(begins.map_or(0, |begin| begin + 1)..clause.len() - 1)?;
    own.iter().find(|word| is_verb(word))
}

fn is_verb(word: &Word) -> bool {
    word.kind == WordKind::Plain
        && !word.folded.ends_with("ung")
        && !word.folded.ends_with("ungen")
        && german_root(&word.folded).is_some()
}

/// Whether a sign between two words ends a clause.
fn is_border(text: &str, before: &Word, after: &Word) -> bool {
    text.get(before.end..after.start)
        .is_some_and(|gap| gap.contains(['.', ',', '?', '!', ';', ':', '\n']))
}

#[cfg(test)]
mod tests {
    use super::super::Analyzer;
    use super::*;
    use crate::language::Language;

    fn check(text: &str, particle: &str, whole: &str) {
        let words = Analyzer::new(Language::German).words(text);
        let word = words.iter().rfind(|word| word.folded == particle).expect(text);
        let expected = stem(Language::German, whole);
        assert_eq!(word.parts, [expected], "{text}");
    }

    #[test]
    fn the_end_of_the_clause_completes_the_verb() {
        check("Wie melde ich mich ab?", "ab", "abmelden");
        check("Ich schicke das Paket morgen zurück, wohin?", "zurueck", "zurueckschicken");
        check("Wann kommt die Sendung an", "an", "ankommen");
        check("Das Gerät schaltet sich dauernd aus und piept", "aus", "ausschalten");
        check("Kann ich das zurück geben?", "zurueck", "rueckgabe");
    }

    #[test]
    fn prepositions_are_left_alone() {
        for text in [
            "Ich warte auf mein Paket",
            "Paket an Nachbarn",
            "Das Haus, bei dem",
            "Licht an",
            "Wo ist die Lieferung? Bitte an",
        ] {
            let words = Analyzer::new(Language::German).words(text);
            assert!(words.iter().all(|word| word.parts.is_empty()), "{text}");
        }
    }
}
