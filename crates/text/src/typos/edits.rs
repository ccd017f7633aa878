//! How far two words are apart, counted in errors and weighed by how easily each is made.

/// Cost of one error of no special kind.
pub(super) const WHOLE: u32 = 10;

/// Cost of hitting the key beside.
const BESIDE: u32 = 6;

/// Cost of a letter doubled or not.
const DOUBLED: u32 = 5;

/// Cost of two letters in the wrong order.
const SWAPPED: u32 = 7;

/// Cost of `y` for `z` and the other way round: the layouts of our countries differ in them.
const LAYOUT: u32 = 3;

/// Extra cost of an error in the first letter: people rarely get it wrong.
const FIRST: u32 = 3;

/// Rows of the keyboard; German, Polish and English layouts share all but `y` and `z`.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// Number of errors (missing, extra, wrong or swapped letters) if they are no more than `most`.
pub(crate) fn within(typed: &[char], word: &[char], most: u8) -> Option<u8> {
    if usize::from(most) < typed.len().abs_diff(word.len()) {
        return None;
    }
    let (typed, word) = without_common_ends(typed, word);
    let errors = distance(typed, word, &Uniform);
    u8::try_from(errors).ok().filter(|errors| *errors <= most)
}

/// Weighed errors, [`WHOLE`] for a plain one.
pub(super) fn cost(typed: &[char], word: &[char]) -> u32 {
    let first = if typed.first() == word.first() { 0 } else { FIRST };
    distance(typed, word, &Weighed) + first
}

/// One bit for each letter a word has; an error changes two at most.
pub(super) fn mask(letters: &[char]) -> u32 {
    letters.iter().fold(0, |mask, letter| mask | 1 << (u32::from(*letter) % u32::BITS))
}

/// The middles that differ: what the words begin and end with alike takes no errors.
fn without_common_ends<'a>(one: &'a [char], other: &'a [char]) -> (&'a [char], &'a [char]) {
    let begin = one.iter().zip(other).take_while(|(left, right)| left == right).count();
    let one = one.get(begin..).unwrap_or_default();
    let other = other.get(begin..).unwrap_or_default();
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(l, r)| l == r).count();
    let middle = |letters: &'a [char]| letters.get(..letters.len() - end).unwrap_or_default();
    (middle(one), middle(other))
}

/// What the kinds of errors cost.
trait Prices {
    fn wrong(&self, typed: char, meant: char) -> u32;
    fn dropped(&self, letter: char, before: Option<char>) -> u32;
    fn swapped(&self) -> u32;
}

struct Uniform;

impl Prices for Uniform {
    fn wrong(&self, _typed: char, _meant: char) -> u32 {
        1
    }

    fn dropped(&self, _letter: char, _before: Option<char>) -> u32 {
        1
    }

    fn swapped(&self) -> u32 {
        1
    }
}

struct Weighed;

impl Prices for Weighed {
    fn wrong(&self, typed: char, meant: char) -> u32 {
        match (typed, meant) {
            ('y', 'z') | ('z', 'y') => LAYOUT,
            _ if are_beside(typed, meant) => BESIDE,
            _ => WHOLE,
        }
    }

    fn dropped(&self, letter: char, before: Option<char>) -> u32 {
        if before == Some(letter) { DOUBLED } else { WHOLE }
    }

    fn swapped(&self) -> u32 {
        SWAPPED
    }
}

/// Optimal string alignment, three rows at a time.
fn distance(typed: &[char], word: &[char], prices: &impl Prices) -> u32 {
    let mut before_last: Vec<u32> = Vec::new();
    let mut last: Vec<u32> = vec![0];
    let mut before = None;
    for letter in word {
        let price = prices.dropped(*letter, before);
        last.push(last.last().copied().unwrap_or_default() + price);
        before = Some(*letter);
    }
    let mut typed_before = None;
    for typed_letter in typed {
        let extra = prices.dropped(*typed_letter, typed_before);
        let mut row = Vec::with_capacity(last.len());
        let mut left = last.first().copied().unwrap_or_default() + extra;
        row.push(left);
        let mut meant_before = None;
        for (at, meant) in word.iter().enumerate() {
            let diagonal = last.get(at).copied().unwrap_or(u32::MAX / 2);
            let above = last.get(at + 1).copied().unwrap_or(u32::MAX / 2);
            let wrong = if typed_letter == meant { 0 } else { prices.wrong(*typed_letter, *meant) };
            let mut best = (diagonal + wrong)
                .min(above + extra)
                .min(left + prices.dropped(*meant, meant_before));
            if typed_before == Some(*meant) && meant_before == Some(*typed_letter) {
                let corner = at.checked_sub(1).and_then(|at| before_last.get(at));
                best = best.min(corner.copied().unwrap_or(u32::MAX / 2) + prices.swapped());
            }
            row.push(best);
            left = best;
            meant_before = Some(*meant);
        }
        before_last = std::mem::replace(&mut last, row);
        typed_before = Some(*typed_letter);
    }
    last.last().copied().unwrap_or_default()
}

fn are_beside(one: char, other: char) -> bool {
    let (Some((row, column)), Some((other_row, other_column))) = (key_of(one), key_of(other))
    else {
        return false;
    };
    row.abs_diff(other_row) <= 1 && column.abs_diff(other_column) <= 1
}

fn key_of(letter: char) -> Option<(usize, usize)> {
    let column_in = |row: &str| row.chars().position(|key| key == letter);
    ROWS.iter().enumerate().find_map(|(row, keys)| column_in(keys).map(|column| (row, column)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(word: &str) -> Vec<char> {
        word.chars().collect()
    }

    #[test]
    fn counts_errors() {
        for (typed, word, errors) in [
            ("", "", Some(0)),
            ("paket", "paket", Some(0)),
            ("pakt", "paket", Some(1)),
            ("pakket", "paket", Some(1)),
            ("pakte", "paket", Some(1)),
            ("apkte", "paket", Some(2)),
            ("xyzet", "paket", Some(3)),
            ("xyzut", "paket", None),
            ("", "paket", None),
        ] {
            assert_eq!(within(&letters(typed), &letters(word), 3), errors, "{typed} {word}");
        }
    }

    #[test]
    fn easy_errors_cost_less() {
        let cost = |typed, word| cost(&letters(typed), &letters(word));
        assert!(cost("pakket", "paket") < cost("pakxet", "paket"));
        assert!(cost("paket", "pakket") < cost("paket", "pakxet"));
        assert!(cost("pajet", "paket") < cost("paqet", "paket"));
        assert!(cost("pakte", "paket") < cost("paqet", "paket"));
        assert!(cost("yahl", "zahl") < cost("rahl", "zahl"));
        assert!(cost("paqet", "paket") < cost("qaket", "paket"));
    }
}
