//! Makes typing errors as people make them, the same for the same seed: to learn how sure one may
//! be in spite of them, and to measure it.

/// Letters that lie next to each other on a keyboard, by rows.
const KEYBOARD: [&str; 3] = ["qwertzuiop", "asdfghjkl", "yxcvbnm"];

/// A generator of numbers that look random (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let high = (mixed ^ (mixed >> 31)) >> 33;
        usize::try_from(high).unwrap_or_default() % sides.max(1)
    }

    fn letter(&mut self) -> char {
        char::from(b"abcdefghijklmnopqrstuvwxyz".get(self.roll(26)).copied().unwrap_or(b'e'))
    }
}

/// The text with that many letters inserted, left out, mistaken or swapped.
pub(crate) fn with_errors(text: &str, errors: usize, seed: u64) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let mut dice = Dice(seed.wrapping_mul(0x2545_f491_4f6c_dd1d).wrapping_add(1));
    for _ in 0..errors {
        let places: Vec<usize> = letters
            .iter()
            .enumerate()
            .filter(|(_, it)| it.is_alphabetic())
            .map(|(at, _)| at)
            .collect();
        let Some(place) = places.get(dice.roll(places.len())).copied() else { break };
        make_error(&mut letters, place, &mut dice);
    }
    letters.into_iter().collect()
}

fn make_error(letters: &mut Vec<char>, place: usize, dice: &mut Dice) {
    match dice.roll(4) {
        0 => letters.insert(place, dice.letter()),
        1 => {
            letters.remove(place);
        }
        2 => {
            if let Some(letter) = letters.get_mut(place) {
                *letter = mistaken(*letter, dice);
            }
        }
        _ => {
            if place + 1 < letters.len() {
                letters.swap(place, place + 1);
            }
        }
    }
}

/// Half of the time the key beside, else any.
fn mistaken(letter: char, dice: &mut Dice) -> char {
    let row = KEYBOARD.iter().find(|row| row.contains(letter));
    let beside = row.and_then(|row| {
        let at = row.find(letter)?;
        let before = row.get(..at)?.chars().next_back();
        let after = row.get(at + 1..)?.chars().next();
        if dice.roll(2) == 0 { before.or(after) } else { after.or(before) }
    });
    match beside {
        Some(beside) if dice.roll(2) == 0 => beside,
        _ => dice.letter(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_errors() {
        let text = "Wo ist mein Paket?";
        assert_eq!(with_errors(text, 2, 7), with_errors(text, 2, 7));
        assert!((0..20).any(|seed| with_errors(text, 2, seed) != with_errors(text, 2, seed + 1)));
        assert_eq!(with_errors(text, 0, 7), text);
    }

    #[test]
    fn every_kind_of_error_is_made_and_only_to_letters() {
        let texts: Vec<String> = (0..200).map(|seed| with_errors("abc 12", 1, seed)).collect();
        for length in [5, 6, 7] {
            assert!(texts.iter().any(|it| it.chars().count() == length), "{length}");
        }
        assert!(
            texts.iter().all(|it| it.ends_with("12") || it.ends_with("1 2") || it.contains("12"))
        );
        assert_eq!(with_errors("12 34", 3, 1), "12 34");
    }
}
