//! Cases for the three stemmers: a line is one family, its words share a stem.

use std::collections::HashMap;

use super::stem;
use crate::fold::fold;
use crate::language::Language;

/// Every line is one family; two lines are never the same family.
fn check(language: Language, families: &str) {
    let mut heads: HashMap<String, &str> = HashMap::new();
    let mut wrong = Vec::new();
    for family in families.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut words = family.split_whitespace();
        let head = words.next().expect("a family has words");
        let expected = stem(language, &fold(head));
        for word in words {
            let found = stem(language, &fold(word));
            if found != expected {
                wrong.push(format!("{word} is {found}, {head} is {expected}"));
            }
        }
        if let Some(other) = heads.insert(expected, head) {
            wrong.push(format!("{head} and {other} share a stem"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn german_words_of_a_family_share_a_stem() {
    check(Language::German, include_str!("tests/families_de.txt"));
}

#[test]
fn polish_words_of_a_family_share_a_stem() {
    check(Language::Polish, include_str!("tests/families_pl.txt"));
}

#[test]
fn english_words_of_a_family_share_a_stem() {
    check(Language::English, include_str!("tests/families_en.txt"));
}

#[test]
fn words_of_unknown_languages_are_left_alone() {
    assert_eq!(stem(Language::Other, "livraisons"), "livraisons");
}
