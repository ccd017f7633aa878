//! Hearing in an agent's words what a customer is asked for, before the answer leaves: a name, an
//! address, the number of an order, or what it is about.
//!
//! Only plain requests are heard. "Ihre Bestellnummer lautet B-1" and "Ich schicke es an Ihre
//! E-Mail-Adresse" name the same things and ask for nothing; when in doubt, nothing is heard.

mod lists;

use crate::fold::{fold, loosen};
use lists::{ENGLISH, GERMAN, POLISH, Words};

/// So many characters are looked at; an answer has at most 4,000.
const MOST_CHARS: usize = 4_000;
/// Words before a thing in which a small word may say that something goes there.
const BEFORE: usize = 2;

/// A longer clause asks about more than the matter as a whole.
const SHORT: usize = 8;

/// What a customer can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// How they are called.
    Name,
    /// Their e-mail address.
    Email,
    /// The number of their order.
    OrderNumber,
    /// What it is about at all.
    Matter,
}

/// What the text asks for, each once.
#[must_use]
pub fn asked_for(text: &str) -> Vec<Thing> {
    let text: String = text.chars().take(MOST_CHARS).collect();
    let mut found = Vec::new();
    for (sentence, is_question) in sentences(&text) {
        for of in [&GERMAN, &POLISH, &ENGLISH] {
            // A list goes on with what the clause before it asked for.
            let mut is_asking = false;
            let is_plea = is_question || has_any(&words(sentence), of.please);
            for clause in sentence.split([',', ';', ':', '–']) {
                let words = words(clause);
                if asks_for_matter(of, &words) {
                    found.push(Thing::Matter);
                }
                // "Teilen Sie mir mit, wie sie lautet": the second half asks as the first did.
                let goes_on = is_asking || is_question;
                is_asking =
                    asks(of, &words, goes_on) || (is_list(of, &words) && (is_asking || is_plea));
                if !is_asking {
                    continue;
                }
                for (thing, names) in [
                    (Thing::Name, of.name),
                    (Thing::Email, of.email),
                    (Thing::OrderNumber, of.order),
                ] {
                    if is_named(of, &words, names) {
                        found.push(thing);
                    }
                }
            }
            if has_any(&words(sentence), of.who) {
                found.push(Thing::Name);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// "Worum geht es?", "Schildern Sie bitte Ihr Anliegen"; not "Was ist das Problem mit dem Code?"
fn asks_for_matter(of: &Words, words: &[String]) -> bool {
    let is_whole = phrases(of.matter).any(|it| {
        at(words, &it).is_some_and(|start| {
            words.iter().skip(start + it.len()).all(|rest| fits_any(rest, of.after))
        })
    });
    let describes =
        words.len() <= SHORT && has_any(words, of.describe) && has_any(words, of.trouble);
    is_whole || (describes && !is_denied(of, words))
}

/// Whether a clause asks the reader for something.
fn asks(of: &Words, words: &[String], may_open: bool) -> bool {
    let opens = || {
        phrases(of.openers).any(|it| {
            let reach = words.len().min(it.len() + 2);
            words.get(..reach).is_some_and(|begin| at(begin, &it).is_some())
        })
    };
    !is_denied(of, words) && (has_any(words, of.requests) || (may_open && opens()))
}

fn is_denied(of: &Words, words: &[String]) -> bool {
    has_any(words, of.no)
}

/// Nothing but things and the small words around them: "Ihre Bestellnummer bitte".
fn is_list(of: &Words, words: &[String]) -> bool {
    let mut rest: Vec<bool> = words.iter().map(|it| fits_any(it, of.around)).collect();
    let mut has_thing = false;
    for phrase in [of.name, of.email, of.order].into_iter().flat_map(phrases) {
        for start in 0..words.len() {
            if is_at(words, start, &phrase) {
                has_thing = true;
                rest.iter_mut().skip(start).take(phrase.len()).for_each(|it| *it = true);
            }
        }
    }
    has_thing && rest.into_iter().all(|it| it)
}

/// Whether one of these things is named and not as the place something goes to.
fn is_named(of: &Words, words: &[String], names: &'static str) -> bool {
    phrases(names).any(|phrase| {
        (0..words.len()).filter(|start| is_at(words, *start, &phrase)).any(|start| {
            let before = words.iter().take(start).rev().take(BEFORE);
            !before.into_iter().any(|it| fits_any(it, of.places))
        })
    })
}

/// Phrases of a list: with commas between them, and `*` at the end of a word that may go on.
fn phrases(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    list.split(',').map(|it| it.split_whitespace().collect()).filter(|it: &Vec<_>| !it.is_empty())
}

fn has_any(words: &[String], list: &'static str) -> bool {
    phrases(list).any(|it| at(words, &it).is_some())
}

fn fits_any(word: &str, list: &'static str) -> bool {
    list.split_whitespace().any(|it| fits(word, it))
}

fn at(words: &[String], phrase: &[&str]) -> Option<usize> {
    (0..words.len()).find(|start| is_at(words, *start, phrase))
}

fn is_at(words: &[String], start: usize, phrase: &[&str]) -> bool {
    let there = words.get(start..start + phrase.len());
    there.is_some_and(|it| it.iter().zip(phrase).all(|(word, meant)| fits(word, meant)))
}

fn fits(word: &str, meant: &str) -> bool {
    match meant.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning),
        None => word == meant,
    }
}

/// The sentences of a text, and whether each is a question.
fn sentences(text: &str) -> impl Iterator<Item = (&str, bool)> {
    text.split_inclusive(['?', '!', '\n'])
        .flat_map(|it| it.split_inclusive(". "))
        .map(|it| (it, it.trim_end().ends_with('?')))
}

/// Words without accents, umlauts and signs; the lists are written the same way.
fn words(text: &str) -> Vec<String> {
    let folded = loosen(&fold(text)).replace('\'', "").replace("e-mail", "email");
    let words = folded.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
