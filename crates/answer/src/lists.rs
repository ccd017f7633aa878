//! Lists of row numbers under sorted keys, in three flat arrays: the inverted index.

/// One entry while a list is being made: row `row` has `key`, with `weight`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    pub(crate) key: u32,
    pub(crate) row: u32,
    pub(crate) weight: u8,
}

/// Rows by key; within a key in ascending order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Lists {
    pub(crate) keys: Vec<u32>,
    /// Where each key's rows end in `rows`.
    pub(crate) ends: Vec<u32>,
    pub(crate) rows: Vec<u32>,
    /// One per row, or none at all where every weight is the same.
    pub(crate) weights: Vec<u8>,
}

/// The rows under one key.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Rows<'a> {
    pub(crate) rows: &'a [u32],
    pub(crate) weights: &'a [u8],
}

impl Lists {
    /// Sorts the entries into lists; of entries with the same key and row the heaviest stays.
    pub(crate) fn new(mut entries: Vec<Entry>, with_weights: bool) -> Self {
        entries.sort_unstable_by(|a, b| {
            (a.key, a.row, std::cmp::Reverse(a.weight)).cmp(&(
                b.key,
                b.row,
                std::cmp::Reverse(b.weight),
            ))
        });
        entries.dedup_by_key(|it| (it.key, it.row));
        let mut lists = Self::default();
        lists.rows.reserve_exact(entries.len());
        if with_weights {
            lists.weights.reserve_exact(entries.len());
        }
        for entry in entries {
            lists.push(entry, with_weights);
        }
        lists
    }

    fn push(&mut self, entry: Entry, with_weights: bool) {
        self.rows.push(entry.row);
        if with_weights {
            self.weights.push(entry.weight);
        }
        let end = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        match (self.keys.last(), self.ends.last_mut()) {
            (Some(key), Some(last)) if *key == entry.key => *last = end,
            _ => {
                self.keys.push(entry.key);
                self.ends.push(end);
            }
        }
    }

    /// The rows under `key`.
    pub(crate) fn rows(&self, key: u32) -> Rows<'_> {
        match self.keys.binary_search(&key) {
            Ok(at) => self.rows_at(at),
            Err(_) => Rows::default(),
        }
    }

    /// The rows under the key at this position in `keys`.
    pub(crate) fn rows_at(&self, at: usize) -> Rows<'_> {
        let end = self.end(at);
        let begin = at.checked_sub(1).map_or(0, |before| self.end(before));
        Rows {
            rows: self.rows.get(begin..end).unwrap_or_default(),
            weights: self.weights.get(begin..end).unwrap_or_default(),
        }
    }

    fn end(&self, at: usize) -> usize {
        self.ends.get(at).map_or(0, |end| *end as usize)
    }

    /// How many rows are under `key`.
    pub(crate) fn count(&self, key: u32) -> usize {
        self.rows(key).rows.len()
    }

    /// Every key with its rows, in order of the keys.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, Rows<'_>)> {
        self.keys.iter().enumerate().map(|(at, key)| (*key, self.rows_at(at)))
    }

    /// Both together. `first` and `second` say what a row of each is called in the result;
    /// `u32::MAX` leaves it out. Both must keep the order of rows, and all rows of `second` come
    /// after those of `first`.
    pub(crate) fn merged(&self, first: &[u32], other: &Self, second: &[u32]) -> Self {
        let with_weights = !self.weights.is_empty() || !other.weights.is_empty();
        let mut merged = Self::default();
        merged.rows.reserve(self.rows.len() + other.rows.len());
        let (mut left, mut right) = (self.iter().peekable(), other.iter().peekable());
        loop {
            let key = match (left.peek(), right.peek()) {
                (Some((a, _)), Some((b, _))) => *a.min(b),
                (Some((a, _)), None) => *a,
                (None, Some((b, _))) => *b,
                (None, None) => break,
            };
            if let Some((_, rows)) = left.next_if(|it| it.0 == key) {
                merged.append(key, rows, first, with_weights);
            }
            if let Some((_, rows)) = right.next_if(|it| it.0 == key) {
                merged.append(key, rows, second, with_weights);
            }
        }
        merged
    }

    fn append(&mut self, key: u32, rows: Rows<'_>, names: &[u32], with_weights: bool) {
        for (at, row) in rows.rows.iter().enumerate() {
            let Some(row) = names.get(*row as usize).copied().filter(|it| *it != u32::MAX) else {
                continue;
            };
            let weight = rows.weights.get(at).copied().unwrap_or_default();
            self.push(Entry { key, row, weight }, with_weights);
        }
    }

    /// How much memory it takes.
    pub(crate) fn size_bytes(&self) -> usize {
        (self.keys.len() + self.ends.len() + self.rows.len()) * 4 + self.weights.len()
    }
}

/// A number for a piece of text; `kind` keeps pieces of different kinds apart and stays readable
/// in the lowest two bits.
pub(crate) fn key_of(kind: u8, text: &str) -> u32 {
    keyed(kind, text.bytes())
}

/// Like [`key_of`] for two pieces in order.
pub(crate) fn key_of_pair(kind: u8, first: &str, second: &str) -> u32 {
    keyed(kind, first.bytes().chain(std::iter::once(b' ')).chain(second.bytes()))
}

fn keyed(kind: u8, bytes: impl Iterator<Item = u8>) -> u32 {
    // FNV-1a, then a finaliser so that the high bits depend on every byte.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325 ^ u64::from(kind);
    for byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let [a, b, c, d, ..] = (hash ^ (hash >> 33)).to_be_bytes();
    (u32::from_be_bytes([a, b, c, d]) & !3) | u32::from(kind & 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(key: u32, row: u32, weight: u8) -> Entry {
        Entry { key, row, weight }
    }

    #[test]
    fn lists_rows_in_order_and_keeps_the_heaviest_of_a_pair() {
        let lists =
            Lists::new(vec![entry(9, 2, 1), entry(5, 0, 7), entry(9, 1, 3), entry(9, 2, 8)], true);
        assert_eq!(lists.rows(9).rows, [1, 2]);
        assert_eq!(lists.rows(9).weights, [3, 8]);
        assert_eq!(lists.count(5), 1);
        assert_eq!(lists.count(6), 0);
    }

    #[test]
    fn merging_equals_building_at_once_and_leaves_out_what_is_gone() {
        let first = Lists::new(vec![entry(1, 0, 1), entry(2, 0, 2), entry(2, 1, 3)], true);
        let second = Lists::new(vec![entry(2, 0, 4), entry(3, 0, 5)], true);
        let merged = first.merged(&[u32::MAX, 0], &second, &[1]);
        assert_eq!(merged, Lists::new(vec![entry(2, 0, 3), entry(2, 1, 4), entry(3, 1, 5)], true));
    }

    #[test]
    fn kinds_keep_equal_texts_apart() {
        assert_ne!(key_of(0, "ab"), key_of(1, "ab"));
        assert_eq!(key_of(2, "ab") & 3, 2);
        assert_eq!(key_of(1, "a b"), key_of_pair(1, "a", "b"));
    }
}
