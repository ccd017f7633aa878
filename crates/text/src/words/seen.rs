//! Words that were read before: most words of a text stood in the texts before it, and reading one
//! anew costs a hundred times as much as looking it up.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use super::WordKind;

/// Words kept until they give way to newer ones; the commonest of them make up most of any text.
const KEPT: usize = 6_000;
/// Longer words seldom come twice.
const LONGEST_BYTES: usize = 48;

/// What reading a word found, wherever it stands.
#[derive(Debug, Clone)]
pub(super) struct Read {
    pub(super) folded: String,
    pub(super) stem: String,
    pub(super) parts: Vec<String>,
    pub(super) kind: WordKind,
}

/// The words read lately, shared by all copies of an analyzer.
#[derive(Default)]
pub(super) struct Seen(RwLock<Ages>);

type Known = HashMap<Box<str>, Arc<Read>>;

/// When the young are many they become the old, and what nobody asked for since is gone.
#[derive(Default)]
struct Ages {
    young: Known,
    old: Known,
}

impl Seen {
    /// What was found for a word as written, or is found now by `read`.
    pub(super) fn or_read(&self, written: &str, read: impl FnOnce() -> Read) -> Arc<Read> {
        if LONGEST_BYTES < written.len() {
            return Arc::new(read());
        }
        let ages = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = ages.young.get(written) {
            return Arc::clone(known);
        }
        let known = ages.old.get(written).cloned();
        drop(ages);
        let known = known.unwrap_or_else(|| Arc::new(read()));
        let mut ages = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if KEPT <= ages.young.len() {
            ages.old = std::mem::take(&mut ages.young);
        }
        ages.young.insert(written.into(), Arc::clone(&known));
        known
    }
}

impl fmt::Debug for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seen").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(word: &str) -> Read {
        let word = word.to_owned();
        Read { folded: word.clone(), stem: word, parts: Vec::new(), kind: WordKind::Plain }
    }

    #[test]
    fn a_word_is_read_once_as_long_as_it_is_in_use() {
        let seen = Seen::default();
        seen.or_read("paket", || read("paket"));
        for number in 0..KEPT * 3 {
            seen.or_read(&number.to_string(), || read("x"));
            let known = seen.or_read("paket", || panic!("read twice"));
            assert_eq!(known.stem, "paket");
        }
        let ages = seen.0.read().unwrap();
        assert!(ages.young.len() + ages.old.len() <= 2 * KEPT);
    }
}
