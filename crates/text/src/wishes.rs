//! Hearing in a customer's words that they want a person, have had enough, or only say hello.
//!
//! People mix languages, so the words of all three are heard whatever the page is in. A word alone
//! is seldom enough: "mit einem Mitarbeiter sprechen" is a wish, "Sprechen Ihre Mitarbeiter
//! Polnisch?" is a question. A typing error is forgiven where it cannot turn another word into one
//! of these.

mod lists;
mod replies;

use crate::fold::{fold, loosen};
use crate::typos::edits::within;
pub use replies::{says_cancel, says_no, says_yes};

use lists::{ENGLISH, GERMAN, POLISH, Words};

/// So many words are looked at: a wish stands at the beginning or the text is a story.
const MOST_WORDS: usize = 60;
/// Letters from which one error is forgiven.
const LONG_ENOUGH_FOR_ERROR: usize = 6;
/// Words that may stand between "with" or "need" and the person: "with a real, living person".
const MOST_BETWEEN: usize = 3;
/// A longer text says something.
const LONGEST_SMALL_TALK: usize = 6;
/// A longer text is no mere call for a person, however little else it says.
const LONGEST_CALL: usize = 12;

/// Whether the text asks to be put through to a person.
#[must_use]
pub fn wants_person(text: &str) -> bool {
    let words = words(text);
    [&GERMAN, &POLISH, &ENGLISH].into_iter().any(|it| {
        is_call(it, &words) || asks_to_talk(it, &words) || needs(it, &words) || refuses(it, &words)
    })
}

/// Whether the text insults or shouts.
#[must_use]
pub fn is_upset(text: &str) -> bool {
    let words = words(text);
    let insults = [&GERMAN, &POLISH, &ENGLISH].into_iter().any(|it| {
        words.iter().enumerate().any(|(at, word)| {
            // "Dumme Frage, aber …" is about the speaker.
            let is_modest = words.get(at + 1).is_some_and(|next| has(it.question, next));
            has(it.insults, word) && !is_modest
        }) || it.outbursts.split(", ").any(|it| contains(&words, it))
    });
    insults || is_shouted(text)
}

/// Whether the text greets or thanks and asks nothing.
#[must_use]
pub fn is_small_talk(text: &str) -> bool {
    let words = words(text);
    let all_in = |of: &Words| words.iter().all(|word| has(of.small_talk, word));
    !words.is_empty()
        && words.len() <= LONGEST_SMALL_TALK
        && [&GERMAN, &POLISH, &ENGLISH].into_iter().any(all_in)
}

/// A person is named, and nothing is said beside it: "Mitarbeiter bitte!", "human".
fn is_call(of: &Words, words: &[String]) -> bool {
    let is_person = |word: &String| is_like(of.persons, word);
    words.len() <= LONGEST_CALL
        && words.iter().any(is_person)
        && words.iter().all(|word| is_person(word) || has(of.fillers, word))
}

/// "speak … with a real person", "mit jemandem reden", "z konsultantem porozmawiać".
fn asks_to_talk(of: &Words, words: &[String]) -> bool {
    words.iter().any(|word| has(of.talk, word))
        && positions(words, of.with).any(|at| {
            is_near(words, at, |word| is_like(of.persons, word) || has(of.anybody, word), of)
        })
}

/// "I need a human", "ich will einen Menschen", "poproszę konsultanta".
fn needs(of: &Words, words: &[String]) -> bool {
    positions(words, of.need).any(|at| is_near(words, at, |word| is_like(of.persons, word), of))
}

/// "keinen Bot", "not a robot": said by whoever is tired of one.
fn refuses(of: &Words, words: &[String]) -> bool {
    positions(words, of.no).any(|at| is_near(words, at, |word| has(of.machines, word), of))
}

/// Whether such a word stands behind `at` with nothing but small words between.
fn is_near(words: &[String], at: usize, is_meant: impl Fn(&str) -> bool, of: &Words) -> bool {
    let behind = words.iter().skip(at + 1).take(MOST_BETWEEN + 1);
    for word in behind {
        if is_meant(word) {
            return true;
        }
        if !has(of.between, word) {
            return false;
        }
    }
    false
}

fn positions<'a>(words: &'a [String], list: &'a str) -> impl Iterator<Item = usize> {
    words.iter().enumerate().filter(|(_, word)| has(list, word)).map(|(at, _)| at)
}

fn has(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|it| it == word)
}

fn contains(words: &[String], phrase: &str) -> bool {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    words.windows(phrase.len()).any(|it| it.iter().zip(&phrase).all(|(one, other)| one == other))
}

/// As [`has`], forgiving one error in a longer word.
fn is_like(list: &str, word: &str) -> bool {
    if has(list, word) {
        return true;
    }
    let typed: Vec<char> = word.chars().collect();
    list.split_whitespace().any(|it| {
        let meant: Vec<char> = it.chars().collect();
        let is_long = LONG_ENOUGH_FOR_ERROR <= meant.len().min(typed.len());
        // The first letter is seldom wrong, and many other words begin otherwise.
        is_long && typed.first() == meant.first() && within(&typed, &meant, 1).is_some()
    }) && !has(lists::OTHERS, word)
}

/// Words without accents, umlauts and signs; the lists are written the same way.
fn words(text: &str) -> Vec<String> {
    let folded = loosen(&fold(text)).replace('\'', "");
    let words = folded.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    words.take(MOST_WORDS).map(str::to_owned).collect()
}

/// Almost all capitals, and more than one mark of exclamation; capitals alone may be the text of a
/// display.
fn is_shouted(text: &str) -> bool {
    let marks = text.chars().filter(|it| *it == '!').count();
    let letters = text.chars().filter(|it| it.is_alphabetic()).count();
    let capitals = text.chars().filter(|it| it.is_uppercase()).count();
    2 <= marks && 10 <= letters && letters * 8 <= capitals * 10
}

#[cfg(test)]
mod tests;
