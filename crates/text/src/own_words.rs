//! What somebody wrote themselves in a mail: without quotes, greeting, signature or footer.
//!
//! Mail programs mark what they add in the language of their user, so the words of German, Polish and
//! English are looked for whatever the mail is in.

mod lists;

use crate::fold::fold;
use lists::{
    ASKING, AUTOMATIC, BARE_SUBJECTS, CLOSINGS, DIVIDERS, FOOTERS, FROM, GREETINGS, OTHER_FIELDS,
    PREFIXES, SENT, SENT_FROM, WROTE,
};

/// Lines over which the line before a quote may be broken.
const LINES_OF_INTRODUCTION: usize = 3;
/// Characters such a line has at most: more is a paragraph.
const LONGEST_INTRODUCTION: usize = 300;
/// Lines below the sender's in which the rest of a quoted head stands.
const LINES_OF_HEAD: usize = 6;
/// Fields below the sender's from which it is a head and no form that was filled in.
const ENOUGH_FIELDS: usize = 2;
/// Lines of a footer that are read: it says early what it is.
const LINES_OF_FOOTER: usize = 20;
/// Words of the longest greeting or closing: what is longer says something.
const LONGEST_GREETING: usize = 7;
/// Words of a greeting without a sign at its end.
const LONGEST_PLAIN_GREETING: usize = 3;
/// Signs of the shortest line that is drawn.
const SHORTEST_RULE: usize = 5;

/// The text of a mail without what its writer did not write for it; may be empty.
///
/// Quoted lines go, and all that follows a quote which is not marked line by line. What was written
/// between quoted lines stays.
#[must_use]
pub fn own_words(text: &str) -> String {
    let lines: Vec<Line> = text.lines().map(Line::of).collect();
    let mut own = Own::default();
    let mut rest = lines.as_slice();
    let mut is_after_gap = true;
    while let Some((line, behind)) = rest.split_first() {
        if let Some(length) = introduction(rest) {
            rest = rest.get(length..).unwrap_or_default();
            let next = rest.iter().find(|it| !it.folded.is_empty());
            if next.is_some_and(Line::is_quoted) {
                continue;
            }
            break;
        }
        let is_end = line.is_divider() || line.is_signature() || is_head(rest);
        if is_end || (is_after_gap && is_footer(rest)) {
            break;
        }
        if line.is_closing() {
            own.lines.extend(afterthought(behind));
            break;
        }
        own.take(line);
        is_after_gap = line.folded.is_empty();
        rest = behind;
    }
    own.text()
}

/// What a subject says beyond "Re:", if it says something: "AW: Anfrage" does not.
#[must_use]
pub fn telling_subject(subject: &str) -> Option<&str> {
    let said = without_prefixes(subject).0;
    let words = fold(said);
    let words = words.trim_matches(|it: char| !it.is_alphanumeric());
    let says_something = words.chars().filter(|it| it.is_alphabetic()).count() >= 3;
    (says_something && !BARE_SUBJECTS.contains(&words)).then_some(said)
}

/// Whether the subject says that the mail answers another.
#[must_use]
pub fn is_answer(subject: &str) -> bool {
    without_prefixes(subject).1
}

/// Whether the subject is one that machines write: out of office, not delivered.
#[must_use]
pub fn is_automatic(subject: &str) -> bool {
    let folded = fold(without_prefixes(subject).0);
    AUTOMATIC.iter().any(|it| folded.starts_with(it))
}

/// Whether a text asks or wants something, and does not only thank or tell.
#[must_use]
pub fn asks(text: &str) -> bool {
    let words = words_of(&fold(text));
    text.contains('?') || ASKING.iter().any(|it| words.contains(&format!(" {it} ")))
}

/// The subject behind all its prefixes, and whether one of them was that of an answer.
fn without_prefixes(subject: &str) -> (&str, bool) {
    let mut rest = subject.trim();
    let mut is_answer = false;
    while let Some((before, behind)) = rest.split_once(':') {
        let before = fold(before);
        // "Re[2]:" and "AW (3):" count.
        let name = before.trim_end_matches(|it: char| !it.is_alphabetic());
        let Some((_, answers)) = PREFIXES.iter().find(|(prefix, _)| *prefix == name) else { break };
        is_answer |= answers;
        rest = behind.trim_start();
    }
    (rest, is_answer)
}

/// Words with single spaces around each.
fn words_of(folded: &str) -> String {
    let words = folded.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    words.fold(" ".to_owned(), |all, word| all + word + " ")
}

/// What was found to be the writer's own.
#[derive(Default)]
struct Own<'a> {
    greeting: Option<&'a str>,
    lines: Vec<&'a str>,
}

impl<'a> Own<'a> {
    fn take(&mut self, line: &Line<'a>) {
        if line.is_quoted() || line.is_of_device() || line.is_rule() {
            return;
        }
        let has_begun = self.lines.iter().any(|it| !it.is_empty());
        if !has_begun && self.greeting.is_none() && line.is_greeting() {
            self.greeting = Some(line.text);
        } else {
            self.lines.push(line.text);
        }
    }

    /// All of it; the greeting only when there is nothing else, as it may be all that was said.
    fn text(&self) -> String {
        let joined = self.lines.join("\n").trim().to_owned();
        if joined.is_empty() { self.greeting.unwrap_or_default().trim().to_owned() } else { joined }
    }
}

/// A line as written and as it is compared.
struct Line<'a> {
    text: &'a str,
    folded: String,
}

impl<'a> Line<'a> {
    fn of(text: &'a str) -> Self {
        let text = text.trim_end();
        Self { text, folded: fold(text).trim().to_owned() }
    }

    fn is_quoted(&self) -> bool {
        self.folded.starts_with('>')
    }

    /// "--" alone begins a signature, also where the space behind it was lost.
    fn is_signature(&self) -> bool {
        self.text == "--"
    }

    /// "----- Original Message -----" and the like.
    fn is_divider(&self) -> bool {
        let is_line = |it: char| matches!(it, '-' | '_' | '*' | '=' | ' ');
        let inside = self.folded.trim_matches(is_line).trim_end_matches(':');
        DIVIDERS.contains(&inside)
    }

    fn is_greeting(&self) -> bool {
        let said = self.folded.trim_end_matches([',', '!']);
        let is_closed = said.len() < self.folded.len();
        let most = if is_closed { LONGEST_GREETING } else { LONGEST_PLAIN_GREETING };
        self.begins_with_one(GREETINGS, most) && !said.contains(['?', ',', '.'])
    }

    fn is_closing(&self) -> bool {
        self.begins_with_one(CLOSINGS, LONGEST_GREETING) && !self.folded.contains('?')
    }

    fn is_of_device(&self) -> bool {
        SENT_FROM.iter().any(|it| self.folded.starts_with(it))
    }

    /// A line that is drawn.
    fn is_rule(&self) -> bool {
        let is_sign = |it| matches!(it, '-' | '_' | '*' | '=' | '~' | '#');
        SHORTEST_RULE <= self.folded.len() && self.folded.chars().all(is_sign)
    }

    fn begins_with_one(&self, of: &[&str], most_words: usize) -> bool {
        let words = words_of(&self.folded);
        let is_short = words.split_whitespace().count() <= most_words;
        is_short && of.iter().any(|it| words.starts_with(&format!(" {it} ")))
    }

    /// The name of a field of a head, as in "*Von:* Ada".
    fn field(&self) -> Option<&str> {
        let (name, _) = self.folded.split_once(':')?;
        Some(name.trim_matches(|it: char| !it.is_alphabetic()))
    }
}

/// How many lines introduce a quote here, as "Am 3. Mai um 10:15 schrieb Ada:" does.
fn introduction(lines: &[Line]) -> Option<usize> {
    let first = lines.first()?;
    let can_begin = first.folded.chars().any(|it| it.is_ascii_digit() || it == '@')
        || WROTE.iter().any(|it| first.folded.contains(it));
    if !can_begin || first.is_quoted() {
        return None;
    }
    let mut joined = String::new();
    for (at, line) in lines.iter().take(LINES_OF_INTRODUCTION).enumerate() {
        if line.folded.is_empty() || LONGEST_INTRODUCTION < joined.len() + line.folded.len() {
            return None;
        }
        joined.push_str(&line.folded);
        joined.push(' ');
        let ends = joined.trim_end();
        if ends.ends_with(':') {
            return introduces(ends).then_some(at + 1);
        }
        if ends.ends_with(['.', '!', '?']) {
            return None;
        }
    }
    None
}

/// Whether a line that ends with a colon says when somebody wrote, or who by their address.
fn introduces(joined: &str) -> bool {
    let words = words_of(joined);
    let mut words = words.split_whitespace();
    let has_year =
        words.any(|it| it.len() == 4 && it.parse().is_ok_and(|it: u16| (1970..2200).contains(&it)));
    let has_verb = WROTE.iter().any(|it| joined.contains(it));
    let has_date = has_year || has_time(joined);
    (has_verb && (has_date || joined.contains('@'))) || (has_date && joined.ends_with(">:"))
}

/// Whether there is a time such as 9:05.
fn has_time(text: &str) -> bool {
    let is_digit = |it: Option<char>| it.is_some_and(|it| it.is_ascii_digit());
    text.match_indices(':').any(|(at, _)| {
        let before = text.get(..at).and_then(|it| it.chars().next_back());
        let mut behind = text.get(at + 1..).unwrap_or_default().chars();
        is_digit(before) && is_digit(behind.next()) && is_digit(behind.next())
    })
}

/// Whether the head of a quoted mail begins here: its sender and two more fields.
fn is_head(lines: &[Line]) -> bool {
    let Some(first) = lines.first().and_then(Line::field) else { return false };
    if !FROM.contains(&first) && !SENT.contains(&first) {
        return false;
    }
    let fields = lines.iter().filter(|it| !it.folded.is_empty()).take(LINES_OF_HEAD);
    let fields: Vec<&str> = fields.filter_map(Line::field).collect();
    let is_other = |it: &&&str| SENT.contains(*it) || OTHER_FIELDS.contains(*it);
    fields.iter().any(|it| FROM.contains(it))
        && ENOUGH_FIELDS <= fields.iter().filter(is_other).count()
}

/// Whether the paragraph that begins here tells whose mail it is not, or not to print it.
fn is_footer(lines: &[Line]) -> bool {
    let paragraph = lines.iter().take(LINES_OF_FOOTER).take_while(|it| !it.folded.is_empty());
    let joined: Vec<&str> = paragraph.map(|it| it.folded.as_str()).collect();
    let joined = joined.join(" ");
    let has_one = |of: &&[&str]| of.iter().any(|it| joined.contains(it));
    FOOTERS.iter().any(|all| all.iter().all(has_one))
}

/// What was added below the name: "PS: …".
fn afterthought<'a>(lines: &[Line<'a>]) -> Vec<&'a str> {
    let begins = |it: &&Line| {
        let words = words_of(&it.folded);
        words.starts_with(" ps ") || words.starts_with(" p s ")
    };
    let skipped = lines.iter().skip_while(|it| !begins(it));
    skipped.take_while(|it| !it.folded.is_empty() && !it.is_quoted()).map(|it| it.text).collect()
}

#[cfg(test)]
mod tests;
