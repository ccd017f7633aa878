//! What a word sounds like, so that spelling by ear is understood.

use super::filing;
use crate::language::Language;

/// Parts of a code that carry enough sound to tell words apart.
const SHORTEST_CODE: usize = 3;

/// The key a sound is filed under; none for sounds too short to tell words apart.
pub(super) fn key(code: &str) -> Option<u32> {
    (SHORTEST_CODE <= code.len()).then(|| filing::key("~".chars().chain(code.chars())))
}

/// The sound of a folded word; empty when the language has no rule or the word is no plain letters.
pub(super) fn code(language: Language, folded: &str) -> String {
    if !folded.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return String::new();
    }
    match language {
        Language::German => cologne(folded),
        Language::Polish => simplified(folded, &POLISH),
        Language::English => simplified(folded, &ENGLISH),
        Language::Other => String::new(),
    }
}

/// Spellings of one sound in Polish, which people confuse, in folded letters.
const POLISH: [(&str, &str); 8] = [
    ("rz", "z"),
    ("ch", "h"),
    ("sci", "sc"),
    ("om", "a"),
    ("on", "a"),
    ("em", "e"),
    ("en", "e"),
    ("u", "o"),
];

/// Spellings of one sound in English.
const ENGLISH: [(&str, &str); 12] = [
    ("tion", "shn"),
    ("sion", "shn"),
    ("ph", "f"),
    ("ck", "k"),
    ("gh", ""),
    ("kn", "n"),
    ("wr", "r"),
    ("ei", "e"),
    ("ie", "e"),
    ("ea", "e"),
    ("ee", "e"),
    ("y", "i"),
];

/// Doubled letters once, and each spelling of a sound by its plain one.
fn simplified(folded: &str, spellings: &[(&str, &str)]) -> String {
    let mut code = folded.to_owned();
    for (spelling, plain) in spellings {
        code = code.replace(spelling, plain);
    }
    let mut last = None;
    code.retain(|letter| last.replace(letter) != Some(letter));
    code
}

/// Kölner Phonetik: consonants by groups of sound, vowels only in front.
fn cologne(folded: &str) -> String {
    let letters: Vec<char> = folded.chars().collect();
    let mut digits = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        let after = letters.get(at + 1).copied();
        let sound = match letter {
            'a' | 'e' | 'i' | 'j' | 'o' | 'u' | 'y' => "0",
            'p' if after == Some('h') => "3",
            'b' | 'p' => "1",
            'd' | 't' if matches!(after, Some('c' | 's' | 'z')) => "8",
            'd' | 't' => "2",
            'f' | 'v' | 'w' => "3",
            'g' | 'k' | 'q' => "4",
            'c' => sound_of_c(before, after),
            'x' if matches!(before, Some('c' | 'k' | 'q')) => "8",
            'x' => "48",
            'l' => "5",
            'm' | 'n' => "6",
            'r' => "7",
            's' | 'z' => "8",
            _ => "",
        };
        for digit in sound.chars() {
            if !digits.ends_with(digit) {
                digits.push(digit);
            }
        }
    }
    let mut is_first = true;
    digits.retain(|digit| std::mem::take(&mut is_first) || digit != '0');
    digits
}

fn sound_of_c(before: Option<char>, after: Option<char>) -> &'static str {
    let is_hard = match before {
        None => matches!(after, Some('a' | 'h' | 'k' | 'l' | 'o' | 'q' | 'r' | 'u' | 'x')),
        Some('s' | 'z') => false,
        Some(_) => matches!(after, Some('a' | 'h' | 'k' | 'o' | 'q' | 'u' | 'x')),
    };
    if is_hard { "4" } else { "8" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_sound_alike_share_a_code() {
        for (language, one, other) in [
            (Language::German, "filter", "philter"),
            (Language::German, "versicherung", "fersicherunk"),
            (Language::German, "adresse", "atresse"),
            (Language::Polish, "zamowienie", "zamuwienie"),
            (Language::Polish, "rzecz", "zecz"),
            (Language::English, "receive", "recieve"),
            (Language::English, "phone", "fone"),
        ] {
            assert_eq!(code(language, one), code(language, other), "{one}");
        }
    }

    #[test]
    fn cologne_codes_are_the_published_ones() {
        for (word, digits) in
            [("breschnew", "17863"), ("mueller", "657"), ("wikipedia", "3412"), ("xaver", "4837")]
        {
            assert_eq!(cologne(word), digits);
        }
    }

    #[test]
    fn short_sounds_are_not_filed() {
        assert!(key("65").is_none() && key("657").is_some());
    }
}
