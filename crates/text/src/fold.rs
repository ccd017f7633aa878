//! Folding: one spelling for what people type in many ways.
//!
//! Two keys, from strict to loose:
//! - [`fold`]: lower case, `ä -> ae`, `ö -> oe`, `ü -> ue`, `ß -> ss`, all other accents dropped
//!   (`ł -> l`, `ó -> o`, `ż -> z`), full-width and ligature forms made plain, zero-width
//!   characters gone, curly quotes and long dashes made straight. "Größe" and "Groesse" meet here.
//! - [`loosen`]: on top, `ae -> a`, `oe -> o`, `ue -> u`, so that "Grosse", typed on a keyboard
//!   without umlauts, meets them too. Stems of German words are loosened already.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

/// Folds a text to the key by which words are compared; never longer than a few times the text.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len() + 8);
    let visible = text.chars().filter(|sign| !is_invisible(*sign)).map(straighten);
    for sign in visible.nfkc() {
        for small in sign.to_lowercase() {
            push_plain(small, &mut folded);
        }
    }
    folded
}

/// The looser key of a folded text: `ae`, `oe` and `ue` lose their `e`.
#[must_use]
pub fn loosen(folded: &str) -> String {
    let mut loose = String::with_capacity(folded.len());
    let mut vowel_before = false;
    for sign in folded.chars() {
        if sign == 'e' && vowel_before {
            vowel_before = false;
            continue;
        }
        vowel_before = matches!(sign, 'a' | 'o' | 'u');
        loose.push(sign);
    }
    loose
}

/// Whether a character takes no room: zero-width spaces, joiners, direction marks, soft hyphens.
pub(crate) fn is_invisible(sign: char) -> bool {
    matches!(sign,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Whether a character is an accent on the one before.
pub(crate) fn is_accent(sign: char) -> bool {
    matches!(sign, '\u{300}'..='\u{36f}')
}

/// Straight quotes and short dashes for their typographic forms.
pub(crate) fn straighten(sign: char) -> char {
    match sign {
        '’' | '‘' | '‚' | '‛' | 'ʼ' | '`' | '´' | '′' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        _ => sign,
    }
}

fn push_plain(sign: char, folded: &mut String) {
    match sign {
        'ä' | 'æ' => folded.push_str("ae"),
        'ö' | 'ø' | 'œ' => folded.push_str("oe"),
        'ü' => folded.push_str("ue"),
        'ß' => folded.push_str("ss"),
        'ł' => folded.push('l'),
        'đ' | 'ð' => folded.push('d'),
        'þ' => folded.push_str("th"),
        'ı' => folded.push('i'),
        _ if sign.is_ascii() => folded.push(sign),
        _ => decompose_canonical(sign, |part| {
            if !is_accent(part) {
                folded.push(straighten(part));
            }
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn customers_spellings_of_one_word_meet() {
        for (typed, key) in [
            ("Größe", "groesse"),
            ("GROESSE", "groesse"),
            ("Gro\u{308}ße", "groesse"),
            ("zurück", "zurueck"),
            ("zuru\u{308}ck", "zurueck"),
            ("Łódź", "lodz"),
            ("z\u{307}o\u{301}ł\u{107}", "zolc"),
            ("ＡＢＣ１２", "abc12"),
            ("ﬁnden", "finden"),
            ("Pass\u{200b}wort", "passwort"),
            ("Pass\u{ad}wort", "passwort"),
            ("geht’s", "geht's"),
            ("geht´s", "geht's"),
            ("E‑Mail", "e-mail"),
            ("STRAẞE", "strasse"),
            ("Café", "cafe"),
        ] {
            assert_eq!(fold(typed), key, "{typed}");
        }
    }

    #[test]
    fn loose_key_forgives_missing_umlauts() {
        assert_eq!(loosen(&fold("zurück")), loosen(&fold("zuruck")));
        assert_eq!(loosen(&fold("Größe")), loosen(&fold("Grosse")));
        assert_eq!(loosen("neue"), "neu");
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["Größe ÄÖÜ ß", "Zażółć gęślą jaźń", "½ № ﬃ", "İstanbul", "ά"]
        {
            assert_eq!(fold(&fold(text)), fold(text));
        }
    }
}
