//! Written words of titles and phrasings, found by their beginning.

use crate::lists::{Entry, Lists, Rows};

/// Words as written (folded), sorted, each with the documents that have it in a title or phrasing.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Surfaces {
    pub(crate) words: Vec<Box<str>>,
    /// Keyed by the position in `words`; weight 2 for a title, 1 for the rest.
    pub(crate) lists: Lists,
}

impl Surfaces {
    pub(crate) fn new(mut found: Vec<(String, u32, u8)>) -> Self {
        found.sort_unstable();
        let mut words: Vec<Box<str>> = Vec::new();
        let mut entries = Vec::with_capacity(found.len());
        for (word, row, weight) in found {
            if words.last().is_none_or(|it| **it != *word) {
                words.push(word.into_boxed_str());
            }
            entries.push(Entry { key: position(words.len().saturating_sub(1)), row, weight });
        }
        Self { words, lists: Lists::new(entries, true) }
    }

    /// The rows of a word.
    pub(crate) fn rows(&self, word: &str) -> Rows<'_> {
        match self.words.binary_search_by(|it| (**it).cmp(word)) {
            Ok(at) => self.lists.rows(position(at)),
            Err(_) => Rows::default(),
        }
    }

    /// All words that begin with `prefix`, with their rows.
    pub(crate) fn beginning<'a>(
        &'a self,
        prefix: &'a str,
    ) -> impl Iterator<Item = (&'a str, Rows<'a>)> {
        let begin = self.words.partition_point(|it| **it < *prefix);
        let rest = self.words.get(begin..).unwrap_or_default().iter().zip(begin..);
        rest.take_while(move |(word, _)| word.starts_with(prefix))
            .map(|(word, at)| (&**word, self.lists.rows(position(at))))
    }

    pub(crate) fn merged(&self, first: &[u32], other: &Self, second: &[u32]) -> Self {
        let mut words: Vec<Box<str>> = self.words.iter().chain(&other.words).cloned().collect();
        words.sort_unstable();
        words.dedup();
        let renamed = |from: &Self| {
            let mut lists = from.lists.clone();
            for key in &mut lists.keys {
                let word = from.words.get(*key as usize);
                *key = word.and_then(|it| words.binary_search(it).ok()).map_or(u32::MAX, position);
            }
            lists
        };
        let lists = renamed(self).merged(first, &renamed(other), second);
        Self { words, lists }
    }

    pub(crate) fn size_bytes(&self) -> usize {
        self.words.iter().map(|it| it.len() + 16).sum::<usize>() + self.lists.size_bytes()
    }
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
