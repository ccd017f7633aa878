//! Colleagues who are named in a note: `@Mara Lindt`, or `@Mara` where there is only one.

use crate::access::Agent;
use crate::ids::AgentId;

/// Who is named in a note, in the order of `colleagues`, each once. Case does not matter.
#[must_use]
pub fn mentioned(note: &str, colleagues: &[Agent]) -> Vec<AgentId> {
    let note = note.to_lowercase();
    let names: Vec<(AgentId, String)> =
        colleagues.iter().map(|it| (it.id, it.name.trim().to_lowercase())).collect();
    let mut found = Vec::new();
    for rest in called(&note) {
        // The longest first: "@Eva Marie Lang" does not name Eva.
        let whole = names.iter().filter(|(_, name)| begins(rest, name));
        let longest = whole.clone().map(|(_, name)| name.len()).max();
        let mut meant: Vec<AgentId> =
            whole.filter(|(_, name)| Some(name.len()) == longest).map(|(id, _)| *id).collect();
        if meant.is_empty() {
            let first = |name: &str| name.split_whitespace().next().unwrap_or_default().to_owned();
            meant = names
                .iter()
                .filter(|(_, name)| begins(rest, &first(name)))
                .map(|(id, _)| *id)
                .collect();
        }
        // Two of one name: nobody is woken by chance.
        if let [one] = meant[..] {
            found.push(one);
        }
    }
    names.into_iter().map(|(id, _)| id).filter(|id| found.contains(id)).collect()
}

/// What follows each `@` that is not in the middle of a word, as in an address.
fn called(note: &str) -> impl Iterator<Item = &str> {
    note.match_indices('@').filter_map(|(at, sign)| {
        let (before, rest) = note.split_at_checked(at)?;
        let is_free = before.chars().next_back().is_none_or(|it| !it.is_alphanumeric());
        is_free.then(|| rest.strip_prefix(sign)).flatten()
    })
}

/// Whether a text begins with a whole name.
fn begins(text: &str, name: &str) -> bool {
    let rest = text.strip_prefix(name).filter(|_| !name.is_empty());
    rest.is_some_and(|it| it.chars().next().is_none_or(|it| !it.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Abilities, Role};
    use uuid::Uuid;

    fn agent(n: u128, name: &str) -> Agent {
        Agent {
            id: AgentId(Uuid::from_u128(n)),
            name: name.to_owned(),
            email: format!("{n}@example.org").parse().unwrap(),
            role: Role::Agent,
            locale: "de".parse().unwrap(),
            has_totp: false,
            abilities: Abilities::default(),
            is_active: true,
        }
    }

    #[track_caller]
    fn check(note: &str, expect: &[u128]) {
        let team = [
            agent(1, "Mara Lindt"),
            agent(2, "Tim Brandt"),
            agent(3, "Eva"),
            agent(4, "Eva Marie Lang"),
            agent(5, "Łukasz Żak"),
            agent(6, "Tim Nowak"),
        ];
        let ids: Vec<u128> = mentioned(note, &team).iter().map(|it| it.0.as_u128()).collect();
        assert_eq!(ids, expect, "{note}");
    }

    #[test]
    fn whoever_is_named_is_found_once_whatever_the_case() {
        check("@Mara Lindt schaust du mal?", &[1]);
        check("Frag @mara, @MARA LINDT oder @Łukasz Żak.", &[1, 5]);
        check("@Eva Marie Lang", &[4]);
        check("@Eva, bitte", &[3]);
        check("(@Tim Brandt)", &[2]);
    }

    #[test]
    fn addresses_other_words_and_first_names_of_two_name_nobody() {
        check("mara@example.org", &[]);
        check("x@Mara", &[]);
        check("@Marathon @Evas @", &[]);
        check("@Tim weiß das", &[]);
        check("Mara Lindt weiß das", &[]);
        check("", &[]);
    }
}
