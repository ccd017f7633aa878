//! No text, however odd, may make anything here panic, and what is promised of offsets must hold.

use crate::fold::{fold, loosen};
use crate::grams::{grams, padded};
use crate::language::{Language, guess};
use crate::stop_words::is_stop_word;
use crate::synonyms::Synonyms;
use crate::typos::Vocabulary;
use crate::words::Analyzer;

const LANGUAGES: [Language; 4] =
    [Language::German, Language::Polish, Language::English, Language::Other];

/// Pieces that have broken programs before.
const PIECES: [&str; 34] = [
    "",
    " ",
    "\0",
    "\u{feff}",
    "\u{200d}",
    "\u{ad}",
    "a\u{308}",
    "\u{308}",
    "ß",
    "ẞ",
    "İ",
    "ı",
    "ﬃ",
    "Ǆ",
    "👩‍👩‍👧",
    "🇩🇪",
    "-",
    "--",
    "'",
    "’s",
    ".",
    ",",
    "1",
    "E03",
    "e-",
    "ge",
    "zu",
    "zurück",
    "ü",
    "ł",
    "我",
    "אב",
    "\u{202e}",
    "½",
];

/// A fixed row of numbers that looks random.
fn dice(seed: &mut u64) -> usize {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    usize::try_from(*seed % 1_000_003).expect("small")
}

#[test]
fn odd_texts_are_survived() {
    let mut seed = 0x2545_f491_4f6c_dd1d;
    let tables = LANGUAGES.map(Synonyms::lay_words);
    let mut vocabulary = Vocabulary::new(Language::German);
    for round in 0..1500 {
        let length = dice(&mut seed) % 12;
        let text: String = (0..length).map(|_| PIECES[dice(&mut seed) % PIECES.len()]).collect();
        let folded = fold(&text);
        assert_eq!(fold(&folded), folded, "{text:?}");
        let _ = (loosen(&folded), guess(&text, None), is_stop_word(Language::Polish, &folded));
        let marked = padded(&folded);
        assert!(grams(&marked, 2..=4).all(|gram| gram.chars().count() <= 4));
        for (language, table) in LANGUAGES.into_iter().zip(&tables) {
            let words = Analyzer::new(language).words(&text);
            for word in &words {
                assert_eq!(text.get(word.start..word.end), Some(word.text.as_str()), "{text:?}");
            }
            let _ = table.expand(&words);
        }
        if round % 2 == 0 {
            vocabulary.insert(&folded, 1);
        }
        let _ = (vocabulary.correct(&folded, 5), vocabulary.split(&folded));
    }
}

#[test]
fn huge_texts_are_survived() {
    for piece in ["a", "a ", "-a", "ä", "1.", "E 1 ", "\u{308}", "👩‍👧", "zurückge", "我", "'s "]
    {
        let text = piece.repeat(100_000 / piece.len());
        for language in LANGUAGES {
            let analyzer = Analyzer::new(language);
            assert!(analyzer.words(&text).iter().all(|word| word.end <= text.len()));
        }
        let folded = fold(&text);
        assert!(grams(&padded(&folded), 3..=3).count() <= folded.len() + 2);
        let _ = guess(&text, None);
        let mut vocabulary = Vocabulary::new(Language::English);
        vocabulary.insert(&folded, 1);
        assert!(vocabulary.correct(&folded, 3).len() <= 1);
    }
}
