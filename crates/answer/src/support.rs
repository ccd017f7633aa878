//! What a language model made of a text, less all that the text does not say.
//!
//! A sentence stays only if one sentence of the text says it: every word that carries meaning, every
//! number in its order and beside the same word, every "not", "only" and "must". So a model can choose,
//! leave out, shorten and turn around; it cannot add, change or command. Two sentences of the text are
//! never put together, because a "not" would then go with either.

use std::collections::HashSet;

use lotse_text::language::Language;
use lotse_text::stop_words::is_decisive;
use lotse_text::words::{Analyzer, Word, WordKind};

use crate::sections::sentences_of;

/// More than this nobody reads in a chat; a model that says more is not heard.
const LONGEST_CHARS: usize = 2_000;

/// Words that may come in anywhere, because nothing is said with them: articles, who is spoken to, and
/// politeness. All others, "or", "from", "must" and "always" among them, change what is said.
const EMPTY: &str = "der die das den dem des ein eine einen einem einer eines sie ihnen ihr ihre ihren ihrem \
    ihrer du dir dich dein deine deinen deinem deiner man es bitte gern gerne \
    the a an you your it please \
    pan pani panstwo panstwa panstwu ty ci twoj twoja twoje prosze to";

/// What is said must not get lost where it limits the rest.
const LIMITS: &str = "nur ausser aber sofern falls wenn bevor erst mindestens hoechstens muss muessen darf duerfen \
    only except but unless if before until least most must may should \
    tylko oprocz ale jesli jezeli dopoki zanim najmniej najwyzej musi musisz trzeba wolno";

/// What a model may draw from.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// What the text is about.
    pub title: &'a str,
    /// What would be said without the model.
    pub answer: &'a str,
    /// More of the text.
    pub passage: &'a str,
}

/// A sentence with its words.
struct Sentence<'a> {
    text: &'a str,
    words: Vec<Word>,
}

/// The sentences of `said` that `sources` say, in their order. `None` when nothing is left, when it is too
/// long, or when something that limits the answer was left out: then the answer is better as it is.
#[must_use]
pub fn supported(language: Language, sources: Sources<'_>, said: &str) -> Option<String> {
    if said.chars().nth(LONGEST_CHARS).is_some() {
        return None;
    }
    let analyzer = Analyzer::new(language);
    let cut = |text| cut(&analyzer, text);
    let (answer, passage) = (cut(sources.answer), cut(sources.passage));
    let title: HashSet<String> =
        analyzer.words(sources.title).iter().flat_map(keys).map(str::to_owned).collect();
    let mut is_said = vec![false; answer.len()];
    let mut kept: Vec<&str> = Vec::new();
    for sentence in cut(said).iter().filter(|it| it.is_plain()) {
        let says = |it: &Sentence<'_>| sentence.is_said_in(it, &title);
        let place = answer.iter().position(says);
        if place.is_none() && !passage.iter().any(says) {
            continue;
        }
        if let Some(is_said) = place.and_then(|it| is_said.get_mut(it)) {
            *is_said = true;
        }
        if !kept.contains(&sentence.text) {
            kept.push(sentence.text);
        }
    }
    let has_all = answer.iter().zip(is_said).all(|(it, is_said)| is_said || !it.limits());
    (has_all && !kept.is_empty()).then(|| kept.join(" "))
}

fn cut<'a>(analyzer: &Analyzer, text: &'a str) -> Vec<Sentence<'a>> {
    let sentences = sentences_of(text).into_iter();
    let sentences = sentences.map(|text| Sentence { text, words: analyzer.words(text) });
    sentences.filter(|it| !it.words.is_empty()).collect()
}

/// What a word is compared by.
fn keys(it: &Word) -> impl Iterator<Item = &str> {
    [it.folded.as_str(), it.stem.as_str()].into_iter().chain(it.parts.iter().map(String::as_str))
}

fn listed(list: &'static str) -> HashSet<&'static str> {
    list.split_whitespace().collect()
}

impl Sentence<'_> {
    /// Whether it is text and nothing else: no address, no mark-up, nothing that cannot be seen.
    fn is_plain(&self) -> bool {
        let is_sign = |it: char| {
            matches!(it, '<' | '>' | '[' | ']' | '{' | '}' | '`' | '*' | '#' | '@' | '\\' | '|')
        };
        let has_address = self.text.contains("://")
            || self.text.to_lowercase().contains("www.")
            || self.text.split_whitespace().any(is_like_a_host);
        !has_address && !self.text.chars().any(|it| is_sign(it) || it.is_control() || is_hidden(it))
    }

    /// Whether leaving it out could make the rest untrue.
    fn limits(&self) -> bool {
        let limits = listed(LIMITS);
        self.words.iter().any(|it| {
            is_exact(it) || is_decisive(&it.folded) || limits.contains(plain(&it.folded).as_str())
        })
    }

    fn is_said_in(&self, there: &Sentence<'_>, title: &HashSet<String>) -> bool {
        let (here, there) = (&self.words, &there.words);
        let known: HashSet<&str> = there.iter().flat_map(keys).collect();
        let empty = listed(EMPTY);
        let is_known = |it: &Word| {
            known.contains(it.stem.as_str())
                || known.contains(it.folded.as_str())
                || (!it.parts.is_empty()
                    && it.parts.iter().all(|part| known.contains(part.as_str())))
        };
        let is_covered = here.iter().all(|it| match it.kind {
            WordKind::Plain => is_known(it) || title.contains(&it.stem),
            WordKind::Stop => is_known(it) || empty.contains(plain(&it.folded).as_str()),
            WordKind::Number | WordKind::Code => known.contains(it.folded.as_str()),
        });
        is_covered
            && decisive(here) == decisive(there)
            && is_in_order(&exact(here), &exact(there), Exact::is_same)
            && (decisive(here).is_empty()
                || is_in_order(&telling(here), &telling(there), |one, other| one == other))
    }
}

/// A number or code between the words that carry meaning.
struct Exact<'a> {
    folded: &'a str,
    before: Option<&'a str>,
    after: Option<&'a str>,
}

impl Exact<'_> {
    /// Whether they are the same and beside the same word.
    fn is_same(&self, other: &Self) -> bool {
        let is_alone = self.before.is_none() && self.after.is_none();
        let is_beside = (self.before.is_some() && self.before == other.before)
            || (self.after.is_some() && self.after == other.after);
        self.folded == other.folded && (is_alone || is_beside)
    }
}

fn is_exact(it: &Word) -> bool {
    matches!(it.kind, WordKind::Number | WordKind::Code)
}

/// Negations and question words.
fn decisive(words: &[Word]) -> Vec<&str> {
    let words = words.iter().map(|it| it.folded.as_str());
    words.filter(|it| is_decisive(it)).collect()
}

fn exact(words: &[Word]) -> Vec<Exact<'_>> {
    let is_telling = |it: &&Word| it.kind == WordKind::Plain;
    let numbers = words.iter().enumerate().filter(|(_, it)| is_exact(it));
    let beside = numbers.map(|(at, it)| {
        let (before, after) = words.split_at(at);
        Exact {
            folded: &it.folded,
            before: before.iter().rev().find(is_telling).map(|it| it.stem.as_str()),
            after: after.iter().skip(1).find(is_telling).map(|it| it.stem.as_str()),
        }
    });
    beside.collect()
}

/// Words that carry meaning and those that turn it, by what they are compared by.
fn telling(words: &[Word]) -> Vec<&str> {
    let words = words.iter().filter(|it| it.kind == WordKind::Plain || is_decisive(&it.folded));
    words.map(|it| it.stem.as_str()).collect()
}

/// Whether all of `some` come in `all` in the same order.
fn is_in_order<T>(some: &[T], all: &[T], is_same: impl Fn(&T, &T) -> bool) -> bool {
    let mut all = all.iter();
    some.iter().all(|it| all.any(|other| is_same(it, other)))
}

/// Without umlauts and Polish marks, as the lists above are written.
fn plain(folded: &str) -> String {
    let mut plain = String::with_capacity(folded.len());
    for letter in folded.chars() {
        match letter {
            'ä' => plain.push_str("ae"),
            'ö' => plain.push_str("oe"),
            'ü' => plain.push_str("ue"),
            'ß' => plain.push_str("ss"),
            'ą' => plain.push('a'),
            'ć' => plain.push('c'),
            'ę' => plain.push('e'),
            'ł' => plain.push('l'),
            'ń' => plain.push('n'),
            'ó' => plain.push('o'),
            'ś' => plain.push('s'),
            'ź' | 'ż' => plain.push('z'),
            other => plain.push(other),
        }
    }
    plain
}

/// Letters, a dot, letters: a place in the net, or what a browser would take for one.
fn is_like_a_host(word: &str) -> bool {
    let word = word.trim_matches(|it: char| !it.is_alphanumeric());
    let mut labels = word.split('.');
    let (Some(first), Some(second)) = (labels.next(), labels.next()) else { return false };
    let is_name = |it: &str| 1 < it.chars().count() && it.chars().any(char::is_alphabetic);
    is_name(first) && is_name(second)
}

fn is_hidden(it: char) -> bool {
    matches!(it, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests;
