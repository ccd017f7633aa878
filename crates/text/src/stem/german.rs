//! German stems: word families first, then verbs with all their shapes, then Snowball.

pub(super) mod verbs;

use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};

use super::families::Families;
use crate::fold::loosen;

/// Letters from which a word in "-as", "-os" or "-ys" is taken for a plural: not "Gas" or "was".
const SHORTEST_FOREIGN_PLURAL: usize = 5;

static FAMILIES: LazyLock<Families> = LazyLock::new(|| {
    let head = |word: &str| verbs::stem(word).unwrap_or_else(|| snowball(word));
    Families::read(include_str!("../../data/families_de.txt"), loosen, head)
});

pub(super) fn stem(folded: &str) -> String {
    if let Some(head) = FAMILIES.head(folded) {
        return head.to_owned();
    }
    verbs::stem(folded).unwrap_or_else(|| snowball(folded))
}

/// Snowball reads `ae`, `oe` and `ue` as umlauts and drops them, so that "zuruck" meets "zurück".
pub(super) fn snowball(folded: &str) -> String {
    let singular = without_foreign_plural(folded);
    loosen(&Stemmer::new(Algorithm::German).stem(singular))
}

/// "Autos", "Kameras", "Handys": Snowball leaves the plural of words that end in a full vowel.
fn without_foreign_plural(folded: &str) -> &str {
    let Some(singular) = folded.strip_suffix('s') else { return folded };
    let is_long = SHORTEST_FOREIGN_PLURAL <= folded.len();
    let is_other = folded.ends_with("los") || folded.ends_with("chaos") || folded.ends_with("glas");
    if is_long && !is_other && singular.ends_with(['a', 'o', 'y']) { singular } else { folded }
}
