//! Reading a hunspell dictionary lightly: its nouns as they are listed.
//!
//! Verbs, adjectives and inflected forms were tried and left out: with them more words are taken
//! apart that are whole ("übersichtlicher", "Transaktion").

/// All nouns: words with a large first letter that the dictionary does not forbid.
pub(super) fn nouns<'a>(dic_text: &'a str, aff_text: &str) -> impl Iterator<Item = &'a str> {
    let forbidden = aff_text.lines().find_map(|it| it.strip_prefix("FORBIDDENWORD "));
    let forbidden = forbidden.and_then(|it| it.trim().chars().next());
    dic_text.lines().skip(1).filter_map(move |line| {
        let entry = line.split_whitespace().next()?;
        let (word, flags) = entry.split_once('/').unwrap_or((entry, ""));
        let is_allowed = !flags.chars().any(|it| Some(it) == forbidden);
        (is_allowed && word.starts_with(char::is_uppercase)).then_some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all<'a>(dic_text: &'a str, aff_text: &str) -> Vec<&'a str> {
        nouns(dic_text, aff_text).collect()
    }

    #[test]
    fn nouns_are_taken_but_for_forbidden_ones() {
        let aff = "SET UTF-8\nFORBIDDENWORD d\nSFX N Y 1\nSFX N 0 n e\n";
        let dic = "5\nKarte/N\nlaufen/IX\nOfen\tpo:noun\nDoppel/Nd\nÜbung/P\n";
        assert_eq!(all(dic, aff), ["Karte", "Ofen", "Übung"]);
        assert_eq!(all(dic, "").len(), 4);
    }

    #[test]
    fn nonsense_is_passed_over() {
        assert!(all("", "").is_empty());
        assert!(all("x\n/\n\n  \n[/[\n", "FORBIDDENWORD\nFORBIDDENWORD ").is_empty());
    }
}
