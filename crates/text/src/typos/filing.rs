//! Where words are filed: numbers under keys, sorted once and added to at any time.

use std::collections::HashMap;

/// Additions kept aside before they are sorted in: so many at least, or this share of the rest.
const ASIDE: usize = 4096;
const ASIDE_SHARE: usize = 64;

/// Bits of a key by which its drawer is found.
const DRAWER_BITS: u32 = 18;

/// Pairs of key and number.
#[derive(Debug, Clone, Default)]
pub(super) struct Filing {
    sorted: Vec<(u32, u32)>,
    /// Where in `sorted` each drawer begins, and the end; empty until something is sorted.
    drawers: Vec<u32>,
    aside: HashMap<u32, Vec<u32>>,
    aside_len: usize,
}

impl Filing {
    /// Files a number under a key.
    pub(super) fn add(&mut self, key: u32, number: u32) {
        self.aside.entry(key).or_default().push(number);
        self.aside_len += 1;
        if ASIDE.max(self.sorted.len() / ASIDE_SHARE) < self.aside_len {
            self.add_all(Vec::new());
        }
    }

    /// Files many pairs of key and number at once.
    #[expect(
        clippy::stable_sort_primitive,
        reason = "a stable sort finds the two sorted runs and only has to merge them"
    )]
    pub(super) fn add_all(&mut self, mut pairs: Vec<(u32, u32)>) {
        let aside = std::mem::take(&mut self.aside);
        self.aside_len = 0;
        for (key, numbers) in aside {
            pairs.extend(numbers.into_iter().map(|number| (key, number)));
        }
        pairs.sort_unstable();
        if self.sorted.is_empty() {
            self.sorted = pairs;
        } else {
            self.sorted.reserve_exact(pairs.len());
            self.sorted.append(&mut pairs);
            self.sorted.sort();
        }
        self.drawers = (0..=1_usize << DRAWER_BITS)
            .map(|drawer| self.sorted.partition_point(|(key, _)| drawer_of(*key) < drawer))
            .map(|begin| u32::try_from(begin).unwrap_or(u32::MAX))
            .collect();
    }

    /// All numbers filed under a key.
    pub(super) fn under(&self, key: u32) -> impl Iterator<Item = u32> + use<'_> {
        let late = self.aside.get(&key).into_iter().flatten().copied();
        self.sorted_under(key).iter().map(|(_, number)| *number).chain(late)
    }

    fn sorted_under(&self, key: u32) -> &[(u32, u32)] {
        let drawer = drawer_of(key);
        let (Some(begin), Some(end)) = (self.drawers.get(drawer), self.drawers.get(drawer + 1))
        else {
            return &[];
        };
        let drawer = self.sorted.get(*begin as usize..*end as usize).unwrap_or_default();
        let begin = drawer.partition_point(|(filed, _)| *filed < key);
        let rest = drawer.get(begin..).unwrap_or_default();
        let len = rest.partition_point(|(filed, _)| *filed == key);
        rest.get(..len).unwrap_or_default()
    }
}

fn drawer_of(key: u32) -> usize {
    (key >> (u32::BITS - DRAWER_BITS)) as usize
}

/// The key of a row of letters (FNV-1a, 32 bits, stirred so that its first bits differ too).
pub(super) fn key(letters: impl Iterator<Item = char>) -> u32 {
    let mut key: u32 = 0x811c_9dc5;
    for letter in letters {
        key = (key ^ u32::from(letter)).wrapping_mul(0x0100_0193);
    }
    (key ^ (key >> 15)).wrapping_mul(0x9e37_79b1)
}

/// Keys of what is left of a word's beginning when none, one or, if `twice`, two letters are dropped.
pub(super) fn keys(beginning: impl Iterator<Item = char>, twice: bool) -> Vec<u32> {
    let letters: Vec<char> = beginning.collect();
    let without = |dropped: &[usize]| {
        let kept = letters.iter().enumerate().filter(|(at, _)| !dropped.contains(at));
        key(kept.map(|(_, letter)| *letter))
    };
    let mut keys = vec![without(&[])];
    for first in 0..letters.len() {
        keys.push(without(&[first]));
        let seconds = if twice { letters.len() } else { 0 };
        for second in first + 1..seconds {
            keys.push(without(&[first, second]));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_before_and_after_sorting() {
        let mut filing = Filing::default();
        for number in 0..20_000 {
            filing.add(number % 7_000, number);
        }
        let mut found: Vec<u32> = filing.under(6_999).collect();
        found.sort_unstable();
        assert_eq!(found, [6_999, 13_999]);
        assert_eq!(filing.under(7_000).count(), 0);
    }

    #[test]
    fn words_one_letter_apart_share_a_key() {
        let keys_of = |word: &str| keys(word.chars(), false);
        assert!(keys_of("paket").iter().any(|key| keys_of("pakt").contains(key)));
        assert!(!keys_of("paket").iter().any(|key| keys_of("sonne").contains(key)));
    }
}
