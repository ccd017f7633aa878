//! Which entries of the trade's catalogue are near each other, so that an article about one of them
//! probably helps who asks another.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use crate::trade::{self, Topic};

/// Groups of entries by name, one a line: all of a line are kin of each other.
const GROUPS: &str = include_str!("../data/trade/kin.txt");
/// What a question is about by less than this has no kin.
const CLEAR: f32 = 0.02;

/// The kin of each entry, in order of the entries.
static KIN: LazyLock<Vec<Vec<u16>>> = LazyLock::new(|| {
    let places: HashMap<&str, u16> = trade::names().into_iter().zip(0..).collect();
    let mut kin = vec![Vec::new(); places.len()];
    for line in GROUPS.lines() {
        let group: Vec<u16> =
            line.split_whitespace().filter_map(|it| places.get(it).copied()).collect();
        for one in &group {
            if let Some(kin) = kin.get_mut(usize::from(*one)) {
                kin.extend(group.iter().filter(|it| *it != one));
            }
        }
    }
    for it in &mut kin {
        it.sort_unstable();
        it.dedup();
    }
    kin
});

/// The kin of what a question is about, by entry; each has the shares of those it is kin of.
pub(crate) fn kin_of(topics: &[Topic]) -> Vec<Topic> {
    let mut shares: BTreeMap<u16, f32> = BTreeMap::new();
    for (entry, share) in topics.iter().filter(|it| CLEAR <= it.1) {
        for kin in KIN.get(usize::from(*entry)).into_iter().flatten() {
            *shares.entry(*kin).or_default() += share;
        }
    }
    shares.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn place(name: &str) -> u16 {
        let names = trade::names();
        u16::try_from(names.iter().position(|it| *it == name).unwrap()).unwrap()
    }

    #[test]
    fn groups_name_entries_that_there_are_each_once() {
        let names: HashSet<&str> = trade::names().into_iter().collect();
        for line in GROUPS.lines() {
            let group: Vec<&str> = line.split_whitespace().collect();
            let unlike: HashSet<&str> = group.iter().copied().collect();
            assert!(2 <= group.len() && unlike.len() == group.len(), "{line}");
            assert!(unlike.is_subset(&names), "{line}");
        }
    }

    #[test]
    fn kin_share_what_a_question_is_about_but_not_with_themselves() {
        let topics = [(place("too-many-mails"), 0.4), (place("newsletter-subscribe"), 0.1)];
        let kin = kin_of(&topics);
        let share = |name: &str| kin.iter().find(|it| it.0 == place(name)).map(|it| it.1);
        assert_eq!(share("newsletter-unsubscribe"), Some(0.5));
        assert_eq!(share("too-many-mails"), Some(0.1));
        assert_eq!(share("jobs"), None);
        assert!(kin_of(&[(place("too-many-mails"), 0.01), (u16::MAX, 0.5)]).is_empty());
    }
}
