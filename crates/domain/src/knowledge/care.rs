//! Who cares for what is asked about a topic.

use super::Category;
use crate::ids::CategoryId;

/// Who cares for what is asked about a topic; topics below it are cared for the same way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Care {
    /// Whether a person answers it, never Lotse.
    pub is_for_people: bool,
    /// What the agent who answers should know about.
    pub skill: Option<String>,
}

/// How a topic is cared for, with all that holds for those above it. `categories` are all of the
/// brand's.
#[must_use]
pub fn care_of(categories: &[Category], topic: Option<CategoryId>) -> Care {
    let mut care = Care::default();
    let mut at = topic;
    // No circle is kept, and none would be endless here.
    for _ in 0..categories.len() {
        let Some(category) = at.and_then(|id| categories.iter().find(|it| it.id == id)) else {
            break;
        };
        care.is_for_people |= category.care.is_for_people;
        care.skill = care.skill.or_else(|| category.care.skill.clone());
        at = category.parent;
    }
    care
}
