//! The one decision after each message of a chat: what Lotse does, or that it keeps silent.

use crate::answers::{Decision, Mode};

use super::{HandOverReason, Holder};

/// So many times Lotse may not know; then a person comes.
const MISSES: i64 = 2;

/// What the contact just did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// Wrote something.
    Words {
        /// Whether the words ask for a person.
        wants_person: bool,
        /// Whether the words insult or shout.
        is_upset: bool,
        /// Whether the words only greet or thank.
        is_small_talk: bool,
        /// What the engine would do with them.
        found: Decision,
    },
    /// Asked for a person by the button.
    PersonWanted,
    /// Said that an answer did not help.
    Rejected {
        /// Whether there are articles that were not offered yet.
        has_others: bool,
    },
    /// Chose one of the suggestions.
    Chose,
    /// Sent files without a word.
    Files,
}

/// All that the decision depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// What the contact just did.
    pub heard: Heard,
    /// Who holds the conversation.
    pub holder: Holder,
    /// How often Lotse missed before in this conversation.
    pub misses: i64,
    /// What the brand allows.
    pub mode: Mode,
    /// Whether what was found or chosen is left to people.
    pub is_for_people: bool,
    /// Whether the service team is there now.
    pub is_open: bool,
}

/// What Lotse does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Nothing: a person has it, or one is on the way.
    Silent,
    /// It asks what it can do.
    Greet,
    /// It gives the answer.
    Answer,
    /// It asks which of two articles is meant.
    AskWhich,
    /// It offers articles.
    Suggest,
    /// It says that it does not know, and offers a person.
    Unknown,
    /// It says that it cannot look into files, and offers a person.
    CannotSee,
    /// It hands over.
    HandOver {
        /// Why.
        reason: HandOverReason,
        /// Whether somebody is there now; otherwise it says when, and asks for an address.
        is_open: bool,
    },
}

/// Decides what Lotse does now.
#[must_use]
pub fn decide_turn(facts: &Facts) -> Turn {
    if facts.holder != Holder::Machine {
        return Turn::Silent;
    }
    let hand_over = |reason| Turn::HandOver { reason, is_open: facts.is_open };
    match facts.heard {
        Heard::PersonWanted | Heard::Words { wants_person: true, .. } => {
            hand_over(HandOverReason::Asked)
        }
        Heard::Words { is_upset: true, .. } => hand_over(HandOverReason::Rage),
        Heard::Words { .. } | Heard::Files if facts.mode == Mode::Off => {
            hand_over(HandOverReason::TopicForPeople)
        }
        Heard::Files => Turn::CannotSee,
        Heard::Words { is_small_talk: true, .. } => Turn::Greet,
        Heard::Words {
            found: Decision::Answer | Decision::AskWhich | Decision::Suggest, ..
        }
        | Heard::Chose
            if facts.is_for_people =>
        {
            hand_over(HandOverReason::TopicForPeople)
        }
        Heard::Words { found: Decision::Answer, .. } | Heard::Chose => Turn::Answer,
        Heard::Words { found: Decision::AskWhich, .. } => Turn::AskWhich,
        Heard::Words { found: Decision::Suggest, .. } => Turn::Suggest,
        Heard::Words { .. } if is_last_miss(facts) => hand_over(HandOverReason::TwoMisses),
        Heard::Words { .. } => Turn::Unknown,
        Heard::Rejected { has_others: true } if !is_last_miss(facts) => Turn::Suggest,
        Heard::Rejected { .. } => hand_over(HandOverReason::Rejected),
    }
}

/// How often Lotse has missed once this turn is taken.
#[must_use]
pub fn misses_after(facts: &Facts, turn: Turn) -> i64 {
    let is_miss = turn == Turn::Unknown
        || (turn != Turn::Silent && matches!(facts.heard, Heard::Rejected { .. }))
        || matches!(turn, Turn::HandOver { reason: HandOverReason::TwoMisses, .. });
    facts.misses + i64::from(is_miss)
}

fn is_last_miss(facts: &Facts) -> bool {
    MISSES <= facts.misses + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::AgentId;
    use uuid::Uuid;

    fn facts(heard: Heard) -> Facts {
        let (holder, mode) = (Holder::Machine, Mode::Answer);
        Facts { heard, holder, misses: 0, mode, is_for_people: false, is_open: true }
    }

    fn words(found: Decision) -> Heard {
        let (wants_person, is_upset, is_small_talk) = (false, false, false);
        Heard::Words { wants_person, is_upset, is_small_talk, found }
    }

    fn hello(found: Decision) -> Heard {
        let (wants_person, is_upset, is_small_talk) = (false, false, true);
        Heard::Words { wants_person, is_upset, is_small_talk, found }
    }

    fn over(reason: HandOverReason) -> Turn {
        Turn::HandOver { reason, is_open: true }
    }

    #[track_caller]
    fn check(facts: Facts, expect: Turn) {
        assert_eq!(decide_turn(&facts), expect, "{facts:?}");
    }

    #[test]
    fn what_the_engine_found_is_said_as_far_as_the_brand_allows() {
        for (mode, found, expect) in [
            (Mode::Answer, Decision::Answer, Turn::Answer),
            (Mode::Answer, Decision::Suggest, Turn::Suggest),
            (Mode::Answer, Decision::AskWhich, Turn::AskWhich),
            (Mode::SuggestOnly, Decision::AskWhich, Turn::AskWhich),
            (Mode::Off, Decision::AskWhich, over(HandOverReason::TopicForPeople)),
            (Mode::Answer, Decision::Unknown, Turn::Unknown),
            (Mode::SuggestOnly, Decision::Suggest, Turn::Suggest),
            (Mode::SuggestOnly, Decision::Unknown, Turn::Unknown),
            (Mode::Off, Decision::Answer, over(HandOverReason::TopicForPeople)),
            (Mode::Off, Decision::Unknown, over(HandOverReason::TopicForPeople)),
        ] {
            check(Facts { mode, ..facts(words(found)) }, expect);
        }
    }

    #[test]
    fn what_is_left_to_people_goes_to_one_at_once() {
        let left = |heard| Facts { is_for_people: true, ..facts(heard) };
        for mode in [Mode::Answer, Mode::SuggestOnly] {
            for found in [Decision::Answer, Decision::AskWhich, Decision::Suggest] {
                let facts = Facts { mode, ..left(words(found)) };
                check(facts, over(HandOverReason::TopicForPeople));
                assert_eq!(misses_after(&facts, decide_turn(&facts)), 0, "it is no miss");
            }
        }
        check(left(Heard::Chose), over(HandOverReason::TopicForPeople));
        check(left(words(Decision::Unknown)), Turn::Unknown);
        check(left(hello(Decision::Suggest)), Turn::Greet);
        check(left(Heard::PersonWanted), over(HandOverReason::Asked));
        check(left(Heard::Rejected { has_others: true }), Turn::Suggest);
    }

    #[test]
    fn files_without_a_word_are_for_people_and_no_miss() {
        let sent = facts(Heard::Files);
        check(sent, Turn::CannotSee);
        assert_eq!(misses_after(&sent, Turn::CannotSee), 0);
        check(Facts { mode: Mode::Off, ..sent }, over(HandOverReason::TopicForPeople));
        check(Facts { holder: Holder::Queue, ..sent }, Turn::Silent);
    }

    #[test]
    fn a_person_is_one_sentence_away_whatever_was_found() {
        for mode in Mode::ALL {
            for found in
                [Decision::Answer, Decision::AskWhich, Decision::Suggest, Decision::Unknown]
            {
                let asks = |wants_person, is_upset| Heard::Words {
                    wants_person,
                    is_upset,
                    is_small_talk: false,
                    found,
                };
                let facts = |heard| Facts { mode, ..facts(heard) };
                check(facts(asks(true, false)), over(HandOverReason::Asked));
                check(facts(asks(true, true)), over(HandOverReason::Asked));
                check(facts(asks(false, true)), over(HandOverReason::Rage));
            }
            check(Facts { mode, ..facts(Heard::PersonWanted) }, over(HandOverReason::Asked));
        }
    }

    #[test]
    fn lotse_says_nothing_while_a_person_has_it_or_is_on_the_way() {
        for holder in [Holder::Queue, Holder::Agent(AgentId(Uuid::from_u128(1)))] {
            for heard in [
                words(Decision::Answer),
                hello(Decision::Unknown),
                Heard::PersonWanted,
                Heard::Rejected { has_others: true },
                Heard::Chose,
            ] {
                check(Facts { holder, ..facts(heard) }, Turn::Silent);
            }
        }
    }

    #[test]
    fn the_second_miss_brings_a_person() {
        let second = |heard| Facts { misses: 1, ..facts(heard) };
        check(second(words(Decision::Unknown)), over(HandOverReason::TwoMisses));
        check(second(words(Decision::Answer)), Turn::Answer);
        check(facts(Heard::Rejected { has_others: true }), Turn::Suggest);
        check(facts(Heard::Rejected { has_others: false }), over(HandOverReason::Rejected));
        check(second(Heard::Rejected { has_others: true }), over(HandOverReason::Rejected));
    }

    #[test]
    fn hello_is_answered_and_is_no_miss() {
        check(facts(hello(Decision::Unknown)), Turn::Greet);
        check(Facts { misses: 1, ..facts(hello(Decision::Suggest)) }, Turn::Greet);
        let off = Facts { mode: Mode::Off, ..facts(hello(Decision::Unknown)) };
        check(off, over(HandOverReason::TopicForPeople));
        assert_eq!(misses_after(&facts(hello(Decision::Unknown)), Turn::Greet), 0);
    }

    #[test]
    fn only_not_knowing_and_rejected_answers_are_misses() {
        for (heard, expect) in [
            (words(Decision::Unknown), 1),
            (words(Decision::Answer), 0),
            (words(Decision::Suggest), 0),
            (words(Decision::AskWhich), 0),
            (Heard::Rejected { has_others: true }, 1),
            (Heard::Rejected { has_others: false }, 1),
            (Heard::PersonWanted, 0),
            (Heard::Chose, 0),
        ] {
            let facts = facts(heard);
            assert_eq!(misses_after(&facts, decide_turn(&facts)), expect, "{heard:?}");
        }
        let held = Facts { holder: Holder::Queue, ..facts(Heard::Rejected { has_others: true }) };
        assert_eq!(misses_after(&held, decide_turn(&held)), 0, "nothing is done, nothing counts");
    }

    #[test]
    fn out_of_hours_it_is_handed_over_all_the_same_and_known_to_be_closed() {
        let closed = Facts { is_open: false, ..facts(Heard::PersonWanted) };
        let reason = HandOverReason::Asked;
        check(closed, Turn::HandOver { reason, is_open: false });
    }

    #[test]
    fn names_read_back() {
        for reason in HandOverReason::ALL {
            assert_eq!(HandOverReason::from_name(reason.as_str()), Some(reason));
        }
    }
}
