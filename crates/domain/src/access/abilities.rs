//! What an agent can be asked for, and how much at once.

use crate::inbox::Need;
use crate::locale::Locale;

/// So many languages or skills nobody has.
const MOST: usize = 30;
/// A longer skill is a sentence.
const SKILL_CHARS: usize = 40;
/// Nobody talks to more people at once.
const MOST_CHATS: i64 = 100;

/// What an agent can be asked for, and how much at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Abilities {
    /// The languages they write in; empty for all.
    pub languages: Vec<Locale>,
    /// What they know about, as topics name it.
    pub skills: Vec<String>,
    /// How many chats they have open at once; `None` for any number.
    pub most_chats: Option<i64>,
}

/// What abilities cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AbilitiesFlaw {
    /// More than 30 languages or skills.
    #[error("these are too many")]
    Many,
    /// A skill has more than 40 characters.
    #[error("a skill has at most 40 characters")]
    LongSkill,
    /// The bound is not from 1 to 100.
    #[error("the number of chats is from 1 to 100")]
    Bound,
}

/// A skill as it is kept: without spaces around and doubled ones; `None` when nothing is left.
///
/// # Errors
/// When it has more than 40 characters.
pub fn skill_named(text: &str) -> Result<Option<String>, AbilitiesFlaw> {
    let skill = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match skill.chars().count() {
        0 => Ok(None),
        length if SKILL_CHARS < length => Err(AbilitiesFlaw::LongSkill),
        _ => Ok(Some(skill)),
    }
}

/// Whether two skills are the same, however they are written.
#[must_use]
pub fn is_same_skill(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

impl Abilities {
    /// As they are kept: each language and skill once.
    ///
    /// # Errors
    /// When something cannot be mended; see [`AbilitiesFlaw`].
    pub fn tidied(self) -> Result<Self, AbilitiesFlaw> {
        let mut it = Self { most_chats: self.most_chats, ..Self::default() };
        for language in self.languages {
            if !it.languages.contains(&language) {
                it.languages.push(language);
            }
        }
        for skill in self.skills {
            let Some(skill) = skill_named(&skill)? else { continue };
            if !it.has(&skill) {
                it.skills.push(skill);
            }
        }
        if MOST < it.languages.len() || MOST < it.skills.len() {
            return Err(AbilitiesFlaw::Many);
        }
        if it.most_chats.is_some_and(|most| !(1..=MOST_CHATS).contains(&most)) {
            return Err(AbilitiesFlaw::Bound);
        }
        Ok(it)
    }

    /// Whether the agent knows about this.
    #[must_use]
    pub fn has(&self, skill: &str) -> bool {
        self.skills.iter().any(|it| is_same_skill(it, skill))
    }

    /// Whether the agent writes in this language.
    #[must_use]
    pub fn speaks(&self, locale: &Locale) -> bool {
        self.languages.is_empty()
            || self.languages.iter().any(|it| it.language() == locale.language())
    }

    /// Whether a conversation in this language is one for the agent now.
    #[must_use]
    pub fn fit(&self, need: &Need, locale: &Locale) -> bool {
        let has_skill = || need.skill.as_ref().is_none_or(|it| self.has(it));
        need.reserved_until.is_none() || (self.speaks(locale) && has_skill())
    }

    /// Whether the agent, who has so many chats open, may be asked for one more.
    #[must_use]
    pub fn have_room(&self, open_chats: i64) -> bool {
        self.most_chats.is_none_or(|most| open_chats < most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn abilities(languages: &[&str], skills: &[&str]) -> Abilities {
        Abilities {
            languages: languages.iter().map(|it| it.parse().unwrap()).collect(),
            skills: skills.iter().map(|it| (*it).to_owned()).collect(),
            most_chats: None,
        }
    }

    #[test]
    fn abilities_are_kept_once_and_within_bounds() {
        let it = abilities(&["de", "de", "pl"], &["  Zoll ", "zoll", "Große  Größen", " "]);
        assert_eq!(it.tidied(), Ok(abilities(&["de", "pl"], &["Zoll", "Große Größen"])));
        let long = abilities(&[], &[&"x".repeat(41)]);
        assert_eq!(long.tidied(), Err(AbilitiesFlaw::LongSkill));
        let names: Vec<String> = (0..31).map(|it| it.to_string()).collect();
        let many = Abilities { skills: names, ..Abilities::default() };
        assert_eq!(many.tidied(), Err(AbilitiesFlaw::Many));
        for (most, expect) in [(0, false), (1, true), (100, true), (101, false), (-1, false)] {
            let it = Abilities { most_chats: Some(most), ..Abilities::default() };
            assert_eq!(it.tidied().is_ok(), expect, "{most}");
        }
    }

    #[test]
    fn a_conversation_is_kept_for_those_who_can_until_it_is_for_everybody() {
        let need = |skill: Option<&str>, is_reserved: bool| Need {
            skill: skill.map(str::to_owned),
            reserved_until: is_reserved.then_some(chrono::DateTime::UNIX_EPOCH),
        };
        let (german, polish) = ("de-AT".parse().unwrap(), "pl".parse().unwrap());
        let eva = abilities(&["de"], &["Zoll"]);
        assert!(eva.fit(&need(Some("zoll"), true), &german));
        assert!(!eva.fit(&need(Some("zoll"), true), &polish), "not her language");
        assert!(!eva.fit(&need(Some("Technik"), true), &german), "not her skill");
        assert!(eva.fit(&need(None, true), &german));
        assert!(eva.fit(&need(Some("Technik"), false), &polish), "for everybody now");
        assert!(abilities(&[], &[]).fit(&need(None, true), &polish), "no language named is all");
    }

    #[test]
    fn whoever_has_enough_is_not_asked_for_more() {
        let it = |most_chats| Abilities { most_chats, ..Abilities::default() };
        assert!(it(None).have_room(1_000));
        assert!(it(Some(2)).have_room(1) && !it(Some(2)).have_room(2));
    }
}
