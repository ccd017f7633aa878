//! Word families: words that belong together although no rule says so.

use std::collections::HashMap;

use crate::fold::fold;

/// From each word, folded, to the head of its family.
pub(super) struct Families {
    heads: HashMap<String, String>,
}

impl Families {
    /// Reads lines of a head and its words; `#` begins a comment line.
    ///
    /// `key` turns a word into the further key by which its inflected forms are found, `head` turns
    /// the first word of a line into what is returned, unless a `!` stands before it. The first line that names a word keeps it.
    pub(super) fn read(
        lines: &str,
        key: impl Fn(&str) -> String,
        head: impl Fn(&str) -> String,
    ) -> Self {
        let mut heads = HashMap::new();
        let mut keys = Vec::new();
        for line in lines.lines().filter(|line| !line.starts_with('#')) {
            let is_key_itself = line.starts_with('!');
            let words = line.trim_start_matches('!').split_whitespace();
            let words: Vec<String> = words.map(fold).collect();
            let Some(first) = words.first() else { continue };
            let family = if is_key_itself { first.clone() } else { head(first) };
            for word in words {
                keys.push((key(&word), family.clone()));
                heads.entry(word).or_insert_with(|| family.clone());
            }
        }
        for (key, family) in keys {
            heads.entry(key).or_insert(family);
        }
        Self { heads }
    }

    /// The head of the family a word or key belongs to.
    pub(super) fn head(&self, word: &str) -> Option<&str> {
        self.heads.get(word).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_to_their_head_and_the_first_line_wins() {
        let same = |word: &str| word.to_owned();
        let families = Families::read("# note\npay paid\nrepay paid Größe", same, same);
        assert_eq!(families.head("paid"), Some("pay"));
        assert_eq!(families.head("groesse"), Some("repay"));
        assert_eq!(families.head("note"), None);
    }
}
