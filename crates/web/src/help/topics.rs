//! Topics as this reader sees them: those without anything readable are left out.

use std::collections::HashMap;

use lotse_domain::ids::CategoryId;
use lotse_domain::knowledge::Category;

use super::view::Link;
use super::view::home::Topic;
use crate::place::Place;

/// No tree of topics is deeper.
const DEPTH: usize = 12;

/// How many articles each topic has itself; `None` when there are too many to count.
pub(super) type Counts = Option<HashMap<CategoryId, usize>>;

/// The topics right below another, or at the top.
pub(super) fn below(place: &Place, counts: &Counts, parent: Option<CategoryId>) -> Vec<Topic> {
    let all = &place.brand().categories;
    let mut topics: Vec<(&Category, Option<usize>)> = all
        .iter()
        .filter(|it| it.parent == parent)
        .map(|it| (it, counts.as_ref().map(|counts| total(all, counts, it.id, DEPTH))))
        .filter(|(_, count)| *count != Some(0))
        .collect();
    topics.sort_by_key(|(it, _)| it.position);
    topics
        .into_iter()
        .filter_map(|(it, count)| {
            let name = it.name_in(place.locale())?;
            Some(Topic {
                title: name.title.clone(),
                description: name.description.clone(),
                icon: it.icon.clone(),
                count,
                href: place.address(&format!("/c/{}", it.slug)),
            })
        })
        .collect()
}

/// The articles of a topic and all below it.
fn total(
    all: &[Category],
    counts: &HashMap<CategoryId, usize>,
    id: CategoryId,
    depth: usize,
) -> usize {
    let own = counts.get(&id).copied().unwrap_or_default();
    if depth == 0 {
        return own;
    }
    let children = all.iter().filter(|it| it.parent == Some(id));
    own + children.map(|it| total(all, counts, it.id, depth - 1)).sum::<usize>()
}

/// The way from the top to a topic, that one included.
pub(super) fn way_to(place: &Place, id: CategoryId) -> Vec<Link> {
    let all = &place.brand().categories;
    let mut way = Vec::new();
    let mut next = Some(id);
    for _ in 0..DEPTH {
        let Some(here) = next.and_then(|id| all.iter().find(|it| it.id == id)) else { break };
        if let Some(name) = here.name_in(place.locale()) {
            let href = place.address(&format!("/c/{}", here.slug));
            way.push(Link { title: name.title.clone(), href });
        }
        next = here.parent;
    }
    way.reverse();
    way
}

/// The name of a topic, empty for none.
pub(super) fn title(place: &Place, id: Option<CategoryId>) -> String {
    let found = place.brand().categories.iter().find(|it| Some(it.id) == id);
    let name = found.and_then(|it| it.name_in(place.locale()));
    name.map(|it| it.title.clone()).unwrap_or_default()
}
