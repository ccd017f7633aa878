//! Finds the figures of a sentence: a number and its unit, in either order.

use super::units::{is_between, is_working, month, number, side, unit};
use super::{Figure, Measure, Side};

/// Words before a number in which its side may be said: "ab einem Wert von 50 €" is too far.
const BEFORE: usize = 2;

/// A number, a word in small letters, or one sign.
#[derive(Debug, Clone)]
struct Token {
    word: String,
    number: Option<f64>,
    start: usize,
    end: usize,
}

/// The figures of a sentence, in their order.
pub(super) fn figures_in(sentence: &str) -> Vec<Figure> {
    let tokens = tokens(sentence);
    let mut figures = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let found = date(&tokens, at).or_else(|| amount(&tokens, at));
        match found {
            Some((figure, next)) => {
                figures.push(figure);
                at = next;
            }
            None => at += 1,
        }
    }
    figures
}

fn tokens(sentence: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = sentence.char_indices().peekable();
    while let Some((start, letter)) = rest.next() {
        if letter.is_whitespace() {
            continue;
        }
        let mut end = start + letter.len_utf8();
        if letter.is_alphanumeric() {
            let is_digit = letter.is_ascii_digit();
            while let Some((at, next)) = rest.peek().copied() {
                let after = sentence.get(at + next.len_utf8()..).unwrap_or_default();
                let goes_on = if is_digit {
                    let has_digit = after.starts_with(|it: char| it.is_ascii_digit());
                    next.is_ascii_digit() || (matches!(next, '.' | ',') && has_digit)
                } else {
                    next.is_alphabetic()
                };
                if !goes_on {
                    break;
                }
                end = at + next.len_utf8();
                rest.next();
            }
        }
        let word = sentence.get(start..end).unwrap_or_default().to_lowercase();
        // The digits of a code, as in "HERBST15", count nothing.
        let before = sentence.get(..start).and_then(|it| it.chars().next_back());
        let is_number = letter.is_ascii_digit() && !before.is_some_and(char::is_alphabetic);
        let number = if is_number { value(&word) } else { None };
        tokens.push(Token { word, number, start, end });
    }
    tokens
}

/// What digits with dots and commas stand for; the last sign is for decimals unless three digits
/// follow it or it comes again.
fn value(digits: &str) -> Option<f64> {
    let last = digits.rfind(['.', ',']);
    let Some(last) = last else { return digits.parse().ok() };
    let (whole, part) = (digits.get(..last)?, digits.get(last + 1..)?);
    let sign = digits.get(last..=last)?;
    let is_grouped = part.len() == 3 || whole.contains(sign);
    let plain = |it: &str| it.replace(['.', ','], "");
    if is_grouped {
        return plain(digits).parse().ok();
    }
    format!("{}.{part}", plain(whole)).parse().ok()
}

/// Days as `1.12.2026`, `1. Dezember 2026`, `December 1` or `1 grudnia`.
fn date(tokens: &[Token], at: usize) -> Option<(Figure, usize)> {
    let first = tokens.get(at)?;
    let made = |day: f64, month: u32, year: Option<f64>, next: usize| {
        if !(1.0..=31.0).contains(&day) || day.fract() != 0.0 || !(1..=12).contains(&month) {
            return None;
        }
        let value = year.unwrap_or(0.0) * 10_000.0 + f64::from(month * 100) + day;
        let end = tokens.get(next.checked_sub(1)?)?.end;
        let figure = Figure {
            measure: Measure::Date,
            side: Side::Within,
            low: value,
            high: value,
            start: first.start,
            end,
        };
        Some((figure, next))
    };
    let year = |at: usize| {
        let year = tokens.get(at).and_then(|it| it.number);
        year.filter(|it| (1_900.0..2_200.0).contains(it) && it.fract() == 0.0)
    };
    // "You may 14 days later": no day of May.
    if let Some(month) = month(&first.word).filter(|_| first.word != "may") {
        let day = tokens.get(at + 1)?.number?;
        return made(day, month, None, at + 2);
    }
    first.number?;
    let parts: Vec<&str> = first.word.split('.').collect();
    if let [day, month, year] = parts.as_slice() {
        let year = year.parse::<f64>().ok().filter(|it| 1_900.0 <= *it);
        return made(day.parse().ok()?, month.parse().ok()?, year, at + 1);
    }
    let day = first.number?;
    let dot = usize::from(tokens.get(at + 1).is_some_and(|it| it.word == "."));
    let month = month(&tokens.get(at + 1 + dot)?.word)?;
    let next = at + 2 + dot;
    match year(next) {
        Some(year) => made(day, month, Some(year), next + 1),
        None => made(day, month, None, next),
    }
}

/// A number or a range of two with its unit behind it, or with the sign of a currency before it.
fn amount(tokens: &[Token], at: usize) -> Option<(Figure, usize)> {
    let first = tokens.get(at)?;
    if let Some((measure @ Measure::Money(_), _)) = unit(&first.word) {
        let low = tokens.get(at + 1)?.number?;
        let figure = made(tokens, (at, at + 1), (measure, low, low));
        // "50 € 20": the sign belongs to what stands before it.
        let is_own =
            at.checked_sub(1).and_then(|it| tokens.get(it)).is_none_or(|it| it.number.is_none());
        return figure.filter(|_| is_own).map(|it| (it, at + 2));
    }
    let low = first.number.or_else(|| number(&first.word).map(f64::from))?;
    let mut last = at;
    let mut high = low;
    let joins = tokens.get(at + 1).is_some_and(|it| is_between(&it.word));
    let second =
        tokens.get(at + 2).and_then(|it| it.number.or_else(|| number(&it.word).map(f64::from)));
    if let Some(second) = second.filter(|it| joins && low < *it) {
        (last, high) = (at + 2, second);
    }
    let mut place = last + 1;
    // "14-tägig", "30-day"
    place += usize::from(tokens.get(place).is_some_and(|it| it.word == "-"));
    let mut is_working_day = tokens.get(place).is_some_and(|it| is_working(&it.word));
    place += usize::from(is_working_day);
    let (mut measure, each) = unit(&tokens.get(place)?.word)?;
    is_working_day |= tokens.get(place + 1).is_some_and(|it| is_working(&it.word));
    let mut each = each;
    if measure == Measure::Time && is_working_day {
        (measure, each) = (Measure::WorkingDays, 1.0);
    }
    let figure = made(tokens, (at, place), (measure, low * each, high * each))?;
    Some((figure, place + 1))
}

fn made(
    tokens: &[Token],
    (first, last): (usize, usize),
    (measure, low, high): (Measure, f64, f64),
) -> Option<Figure> {
    let mut before = tokens.iter().take(first).rev().take(BEFORE);
    let side = before.find_map(|it| side(&it.word)).unwrap_or(Side::Within);
    let (start, end) = (tokens.get(first)?.start, tokens.get(last)?.end);
    Some(Figure { measure, side, low, high: high.max(low), start, end })
}
