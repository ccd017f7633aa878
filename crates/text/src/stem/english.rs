//! English stems: Snowball, with irregular forms and derived nouns led back to their verb.

use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};

use super::families::Families;

static FAMILIES: LazyLock<Families> = LazyLock::new(|| {
    Families::read(include_str!("../../data/families_en.txt"), snowball, snowball)
});

pub(super) fn stem(folded: &str) -> String {
    if let Some(head) = FAMILIES.head(folded) {
        return head.to_owned();
    }
    let stem = snowball(folded);
    match FAMILIES.head(&stem) {
        Some(head) => head.to_owned(),
        None => stem,
    }
}

fn snowball(folded: &str) -> String {
    Stemmer::new(Algorithm::English).stem(folded).into_owned()
}
