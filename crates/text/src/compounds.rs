//! Taking German compounds apart with the help of known words.
//!
//! "Rückgabefrist" is `rueckgabe` and `frist`. The cheapest way to read a word as a row of known words
//! wins, where short words, linking letters and guessed forms cost extra; a word that cannot be read
//! that way stays whole. What we ship is always known; a dictionary of the machine and what an
//! installation writes about add their words.

mod hunspell;

use std::collections::HashSet;
use std::sync::{Arc, LazyLock, OnceLock};

use crate::fold::{fold, loosen};
use crate::stem::german_form;

/// Letters between two parts that belong to neither, and what reading one costs.
const LINKS: [(&str, u32); 6] = [("s", 1), ("n", 2), ("en", 2), ("es", 2), ("er", 3), ("e", 3)];

/// Cost of a part that is a known word.
const PART: u32 = 10;

/// Extra cost of an inflected last part, as in "-kanäle".
const INFLECTED: u32 = 1;

/// Extra cost of a part that only the rules for verbs know, as in "Übertragungs-".
const DERIVED: u32 = 3;

/// Extra cost of an unknown part that is a noun by its ending: more than that of two known parts.
const GUESSED: u32 = 16;

/// Extra cost of a part that lost its final `e`, as in "Schul-".
const SHORTENED: u32 = 3;

/// Extra cost of a part only the installation or a word list knows.
const LEARNED: u32 = 3;

/// Extra cost of three letters: they are found by chance everywhere.
const THREE_LETTERS: u32 = 6;

/// Cost of leaving a word whole that only the installation or a word list knows.
const KNOWN_WHOLE: u32 = 25;

/// The most a part may cost on average for a split to be believed; one guess comes on top.
const DEAREST_PART: u32 = 14;

/// Letters of the shortest word that is split, of the shortest part and of the longest.
const SHORTEST_COMPOUND: usize = 7;
const SHORTEST_PART: usize = 3;
const LONGEST_PART: usize = 24;

/// Letters of the longest word that is split; see the limit of [`crate::words`].
const LONGEST_COMPOUND: usize = 64;

/// Letters a guessed form has at least: an inflected part, a derived one, a learned one.
const SHORTEST_GUESS: usize = 4;
const SHORTEST_DERIVED: usize = 5;
const SHORTEST_LEARNED_NOUN: usize = 9;

/// Prefixes of verbs that are more often a part of their own.
const NOUNS_LIKE_PREFIXES: [&str; 4] = ["teil", "los", "heim", "hoch"];

/// Endings of adjectives and nouns that look like words: "Vermitt-lung", "schad-haft", "ziel-los".
const SUFFIXES: [&str; 8] = ["lung", "lungen", "lungs", "haft", "haftig", "los", "lose", "losen"];

/// Short prefixes: a known word behind one is a word of its own, not a compound.
const PREFIXES: [&str; 19] = [
    "auf", "aus", "ein", "ab", "an", "um", "vor", "nach", "mit", "bei", "durch", "ueber", "unter",
    "ver", "be", "ent", "zer", "un", "zu",
];

/// The words that compounds are made of: those we ship, and those of a dictionary.
#[derive(Debug, Default, Clone)]
pub struct Lexicon {
    words: HashSet<String>,
    stems: HashSet<String>,
}

/// The list we ship.
struct Core {
    words: HashSet<String>,
    stems: HashSet<String>,
}

static CORE: LazyLock<Core> = LazyLock::new(|| {
    let lines = include_str!("../data/de_parts.txt").lines();
    let mut core = Core { words: HashSet::new(), stems: HashSet::new() };
    let words = lines.filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    for word in words.map(fold).filter(|word| SHORTEST_PART <= word.len()) {
        if SHORTEST_GUESS <= word.len() {
            core.stems.insert(german_form(&word));
        }
        core.words.insert(loosen(&word));
        core.words.insert(word);
    }
    core
});

/// The dictionary of this machine and its mark.
static DICTIONARY: OnceLock<(Arc<Lexicon>, u32)> = OnceLock::new();

/// Lets a hunspell dictionary help with all German that is read from now on, given as the texts of
/// its `.dic` and `.aff` files. To be called before anything is read, as what was read before was
/// read without; only the first call counts, and says `true`.
pub fn know(dic_text: &str, aff_text: &str) -> bool {
    let mut lexicon = Lexicon::new();
    lexicon.add_hunspell(dic_text, aff_text);
    let mark = mark_of(dic_text);
    DICTIONARY.set((Arc::new(lexicon), mark)).is_ok()
}

/// A number that changes with the dictionary; 0 while there is none.
#[must_use]
pub fn dictionary_mark() -> u32 {
    DICTIONARY.get().map_or(0, |(_, mark)| *mark)
}

/// What is known of German beyond the words we ship.
pub(crate) fn known() -> Arc<Lexicon> {
    DICTIONARY.get().map(|(lexicon, _)| Arc::clone(lexicon)).unwrap_or_default()
}

/// FNV-1a of the text.
fn mark_of(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |mark, it| (mark ^ u32::from(it)).wrapping_mul(0x0100_0193))
}

/// One way to read a beginning of the word.
#[derive(Clone, Copy)]
struct Reading {
    cost: u32,
    parts: u32,
    guesses: u32,
    begin: usize,
    link: usize,
}

impl Lexicon {
    /// A lexicon with nothing but the words we ship.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the nouns of a hunspell dictionary, given as the texts of its `.dic` and `.aff` files;
    /// whatever cannot be read is passed over.
    pub fn add_hunspell(&mut self, dic_text: &str, aff_text: &str) {
        for word in hunspell::nouns(dic_text, aff_text).map(fold) {
            let is_word = word.bytes().all(|byte| byte.is_ascii_lowercase());
            if is_word && (SHORTEST_GUESS..=LONGEST_PART).contains(&word.len()) {
                self.stems.insert(german_form(&word));
                self.words.insert(word);
            }
        }
    }

    /// The parts of a folded German word without linking letters; empty when it is no compound.
    #[must_use]
    pub fn split(&self, folded: &str) -> Vec<String> {
        self.split_knowing(folded, &|_| false)
    }

    /// The same where the installation knows more words: `knows` says so of a folded word in any form.
    #[must_use]
    pub fn split_knowing(&self, folded: &str, knows: &dyn Fn(&str) -> bool) -> Vec<String> {
        let is_candidate = (SHORTEST_COMPOUND..=LONGEST_COMPOUND).contains(&folded.len())
            && folded.bytes().all(|byte| byte.is_ascii_lowercase());
        if !is_candidate {
            return Vec::new();
        }
        Splitter { lexicon: self, knows }.cheapest(folded).unwrap_or_default()
    }
}

/// Reads one word.
struct Splitter<'a> {
    lexicon: &'a Lexicon,
    knows: &'a dyn Fn(&str) -> bool,
}

impl Splitter<'_> {
    fn cheapest(&self, word: &str) -> Option<Vec<String>> {
        let mut readings: Vec<Option<Reading>> = vec![None; word.len() + 1];
        *readings.first_mut()? = Some(Reading { cost: 0, parts: 0, guesses: 0, begin: 0, link: 0 });
        for begin in 0..word.len() {
            let Some(so_far) = readings.get(begin).copied().flatten() else { continue };
            let last_end = word.len().min(begin + LONGEST_PART);
            for end in begin + SHORTEST_PART..=last_end {
                let rest = word.len() - end;
                if rest != 0 && rest < SHORTEST_PART {
                    continue;
                }
                let Some(part) = word.get(begin..end) else { continue };
                let found = match (begin, rest) {
                    (0, 0) => self.cost_of_whole(part).map(|cost| (cost, 0)),
                    (_, 0) => self.cost_of_last(part).map(|cost| (cost, 0)),
                    _ => self.cost_of_part(part),
                };
                let Some((cost, link)) = found else { continue };
                let reading = Reading {
                    cost: so_far.cost + cost,
                    parts: so_far.parts + 1,
                    guesses: so_far.guesses + u32::from(PART + GUESSED <= cost),
                    begin,
                    link,
                };
                let Some(known) = readings.get_mut(end) else { continue };
                if known.is_none_or(|known| reading.cost < known.cost) {
                    *known = Some(reading);
                }
            }
        }
        parts_of(word, &readings)
    }

    /// Cost of a part before another, and how many linking letters it ends in.
    fn cost_of_part(&self, part: &str) -> Option<(u32, usize)> {
        let mut cheapest = self.cost_of_word(part).map(|cost| (cost, listed_link(part)));
        let mut offer = |cost: u32, link: usize| {
            if cheapest.is_none_or(|(known, _)| cost < known) {
                cheapest = Some((cost, link));
            }
        };
        for (link, cost_of_link) in LINKS {
            let Some(word) = part.strip_suffix(link) else { continue };
            if let Some(cost) = self.cost_of_word(word) {
                offer(cost + cost_of_link, link.len());
            }
        }
        if SHORTEST_GUESS <= part.len() && CORE.words.contains(&format!("{part}e")) {
            offer(PART + SHORTENED, 0);
        }
        if cheapest.is_none() {
            let word = part.strip_suffix('s').unwrap_or(part);
            let link = part.len() - word.len();
            if is_derived(word) {
                cheapest = Some((PART + DERIVED, link));
            } else if is_learned_noun(word) {
                cheapest = Some((PART + GUESSED, link));
            }
        }
        cheapest
    }

    /// Cost of the part that ends the word and may be inflected.
    fn cost_of_last(&self, part: &str) -> Option<u32> {
        if SUFFIXES.contains(&part) {
            return None;
        }
        if let Some(cost) = self.cost_of_word(part) {
            return Some(cost);
        }
        if part.len() < SHORTEST_GUESS {
            return None;
        }
        let form = german_form(part);
        if CORE.stems.contains(&form) || is_woman_or_small(part) {
            return Some(PART + INFLECTED);
        }
        if self.lexicon.stems.contains(&form) {
            return Some(PART + LEARNED + INFLECTED);
        }
        if is_derived(part) {
            return Some(PART + DERIVED);
        }
        is_learned_noun(part).then_some(PART + GUESSED)
    }

    /// Cost of not splitting at all.
    fn cost_of_whole(&self, word: &str) -> Option<u32> {
        if CORE.words.contains(word) {
            return Some(PART);
        }
        let form = german_form(word);
        if CORE.stems.contains(&form) {
            return Some(PART + INFLECTED);
        }
        if is_derived(word) {
            return Some(PART + DERIVED);
        }
        self.lexicon.stems.contains(&form).then_some(KNOWN_WHOLE)
    }

    fn cost_of_word(&self, word: &str) -> Option<u32> {
        let short = if word.len() == SHORTEST_PART { THREE_LETTERS } else { 0 };
        if CORE.words.contains(word) {
            return Some(PART + short);
        }
        let is_learned = self.lexicon.words.contains(word)
            || (SHORTEST_GUESS <= word.len() && (self.knows)(word));
        is_learned.then_some(PART + LEARNED + excess(word))
    }
}

/// Linking letters of a word that is listed with them, as "arbeits" is.
fn listed_link(part: &str) -> usize {
    let word = part.strip_suffix('s').filter(|word| SHORTEST_GUESS <= word.len());
    word.map_or(0, |word| usize::from(CORE.words.contains(word)))
}

/// Long learned words are likely compounds themselves: their own parts should win.
fn excess(word: &str) -> u32 {
    u32::try_from(word.len().saturating_sub(8)).unwrap_or(u32::MAX / 2)
}

/// Whether the rules for verbs can explain the word.
fn is_derived(word: &str) -> bool {
    let begins_with_noun = NOUNS_LIKE_PREFIXES.iter().any(|noun| word.starts_with(noun));
    if word.len() < SHORTEST_DERIVED || begins_with_noun {
        return false;
    }
    let is_known_behind = |prefix: &&str| {
        let Some(rest) = word.strip_prefix(*prefix) else { return false };
        SHORTEST_GUESS <= rest.len()
            && (CORE.words.contains(rest) || CORE.stems.contains(&german_form(rest)))
    };
    crate::stem::is_from_german_verb(word) || PREFIXES.iter().any(is_known_behind)
}

/// Whether a known word is left when the ending for women or small things goes: "-chefin", "-häuschen".
fn is_woman_or_small(part: &str) -> bool {
    ["innen", "in", "chens", "chen", "leins", "lein"].iter().any(|ending| {
        let Some(word) = part.strip_suffix(ending) else { return false };
        SHORTEST_GUESS <= word.len()
            && (CORE.words.contains(word) || CORE.stems.contains(&german_form(word)))
    })
}

/// Whether the ending gives a noun away: "-isation", "-ität".
fn is_learned_noun(part: &str) -> bool {
    let singular = part.strip_suffix("en").unwrap_or(part);
    SHORTEST_LEARNED_NOUN <= singular.len()
        && ["tion", "sion", "ismus", "itaet", "logie"]
            .iter()
            .any(|ending| singular.ends_with(ending))
}

fn parts_of(word: &str, readings: &[Option<Reading>]) -> Option<Vec<String>> {
    let whole = readings.last().copied().flatten()?;
    let dearest = DEAREST_PART * whole.parts + GUESSED * whole.guesses.min(1);
    if whole.parts < 2 || dearest < whole.cost {
        return None;
    }
    let mut parts = Vec::new();
    let mut end = word.len();
    while 0 < end {
        let reading = readings.get(end).copied().flatten()?;
        parts.push(word.get(reading.begin..end - reading.link)?.to_owned());
        end = reading.begin;
    }
    parts.reverse();
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(word: &str) -> String {
        Lexicon::new().split(&fold(word)).join(" ")
    }

    #[test]
    fn compounds_fall_into_known_words() {
        for (word, parts) in [
            ("Lieferadresse", "liefer adresse"),
            ("Kündigungsfrist", "kuendigung frist"),
            ("Versandkosten", "versand kosten"),
            ("Rückgabefrist", "rueckgabe frist"),
            ("Ruckgabefrist", "ruckgabe frist"),
            ("Passwortänderung", "passwort aenderung"),
            ("Kundenkonto", "kunden konto"),
            ("Schadensmeldungen", "schaden meldungen"),
            ("Sendungsverfolgung", "sendung verfolgung"),
            ("Staubsaugerbeutel", "staub sauger beutel"),
            ("Hausratversicherung", "hausrat versicherung"),
            ("Gutscheincodes", "gutschein codes"),
            ("Schulbuch", "schul buch"),
            ("Bücherregal", "buecher regal"),
            ("Vertragsverlängerung", "vertrag verlaengerung"),
            ("Haustürschlüssel", "haus tuer schluessel"),
            ("Fernsehkanäle", "fernseh kanaele"),
        ] {
            assert_eq!(split(word), parts, "{word}");
        }
    }

    #[test]
    fn other_words_stay_whole() {
        for word in [
            "Unterschrift",
            "Verantwortung",
            "Geschwindigkeit",
            "Apotheke",
            "Interesse",
            "Partner",
            "Bestellung",
            "freundlich",
            "zurückgegeben",
            "gleichzeitig",
            "Konfirmation",
            "Warschau",
            "Guinizellis",
            "Handschuh",
            "Zeitschrift",
            "Unternehmen",
            "Fahrzeuge",
            "",
            "ab",
        ] {
            assert_eq!(split(word), "", "{word}");
        }
    }

    #[test]
    fn words_of_the_installation_are_parts() {
        let lexicon = Lexicon::new();
        assert!(lexicon.split("zwirbeldeckel").is_empty());
        let knows = |word: &str| ["zwirbel", "deckel", "rueckgabefrist"].contains(&word);
        assert_eq!(lexicon.split_knowing("zwirbeldeckel", &knows), ["zwirbel", "deckel"]);
        assert_eq!(lexicon.split_knowing("rueckgabefrist", &knows), ["rueckgabe", "frist"]);
        assert!(lexicon.split_knowing("zwirbel", &knows).is_empty());
    }

    #[test]
    fn dictionaries_add_words() {
        let mut lexicon = Lexicon::new();
        lexicon.add_hunspell("2\nQuaste/S\nDeckel\n", "");
        assert_eq!(lexicon.split("quastendeckel"), ["quaste", "deckel"]);
    }

    #[test]
    fn the_dictionary_of_the_machine_helps_all_that_is_read_after_it() {
        let word = "zwirnspulenquaste";
        assert_eq!((dictionary_mark(), Lexicon::new().split(word).len()), (0, 0));
        let dic = "3\nQuaste/S\nZwirn\nSpule/N\n";
        assert_eq!((know(dic, ""), know("1\nDeckel", "")), (true, false));
        assert_eq!(dictionary_mark(), mark_of(dic));
        assert_eq!(known().split(word), ["zwirn", "spule", "quaste"]);
    }
}
