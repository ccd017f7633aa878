//! Two chats become one when their contacts turn out to be the same person.

use super::{Conversation, Holder, Status, Trail, with_events};

impl Conversation {
    /// This conversation once `other`, which was held on another device, is added to it: whoever
    /// is nearest to a person holds it, and it is as open as the opener of the two.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        let mut it = self.clone();
        if other.status != Status::Resolved {
            let is_with_a_person =
                |it: &Self| it.status != Status::Resolved && !matches!(it.holder, Holder::Machine);
            if !is_with_a_person(self) {
                (it.holder, it.misses) = (other.holder, other.misses);
                it.card.clone_from(&other.card);
                it.snoozed_until = other.snoozed_until;
                // What is being done on the other device goes on here.
                it.task = other.task.clone().or(it.task);
            }
            it.status = Status::Open;
            // Whoever chose a call on one device is called all the same.
            if !it.waits_for_call() {
                it.snoozed_until = None;
            }
        }
        let both = |one: &[String], two: &[String]| {
            let all: Vec<String> = one.iter().chain(two).cloned().collect();
            all.into_iter().rev().take(20).rev().collect()
        };
        let (ours, theirs) = (&self.trail, &other.trail);
        it.trail = Trail {
            page: theirs.page.clone().or(ours.page.clone()),
            searches: both(&ours.searches, &theirs.searches),
            answers: both(&ours.answers, &theirs.answers),
            read: both(&ours.read, &theirs.read),
            events: with_events(&ours.events, &theirs.events),
        };
        it
    }

    /// What is left of a conversation whose messages went into another one: resolved, and nothing
    /// Lotse would answer in.
    #[must_use]
    pub fn emptied(&self) -> Self {
        let mut it = self.clone();
        (it.status, it.snoozed_until) = (Status::Resolved, None);
        (it.holder, it.card, it.task) = (Holder::Queue, None, None);
        it
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contacts::{Contact, Phone, Proof};
    use crate::hours::Window;
    use crate::ids::{AgentId, BrandId, ContactId, ConversationId};
    use crate::inbox::{Callback, Card, Channel, HandOverReason, Mood, Place};
    use chrono::DateTime;
    use uuid::Uuid;

    fn chat(status: Status, holder: Holder) -> Conversation {
        Conversation {
            id: ConversationId(Uuid::from_u128(1)),
            reference: 1,
            brand: BrandId(Uuid::from_u128(1)),
            contact: ContactId(Uuid::from_u128(1)),
            locale: "de".parse().unwrap(),
            trail: Trail { searches: vec!["Pads".to_owned(); 15], ..Trail::default() },
            status,
            opened_at: DateTime::UNIX_EPOCH,
            updated_at: DateTime::UNIX_EPOCH,
            channel: Channel::Chat,
            holder,
            version: 1,
            last_seq: 1,
            misses: 0,
            card: None,
            task: None,
            snoozed_until: None,
            seen_by_contact: 0,
            seen_by_agent: 0,
            need: crate::inbox::Need::default(),
        }
    }

    #[test]
    fn whoever_is_nearest_to_a_person_holds_what_was_joined() {
        let agent = Holder::Agent(AgentId(Uuid::from_u128(7)));
        let (open, done) = (Status::Open, Status::Resolved);
        for (ours, theirs, expect) in [
            ((done, Holder::Machine), (open, Holder::Queue), (open, Holder::Queue)),
            ((open, Holder::Machine), (open, agent), (open, agent)),
            ((open, agent), (open, Holder::Queue), (open, agent)),
            ((open, Holder::Queue), (open, Holder::Machine), (open, Holder::Queue)),
            ((done, agent), (open, Holder::Machine), (open, Holder::Machine)),
            ((open, agent), (done, Holder::Machine), (open, agent)),
            ((done, Holder::Machine), (done, Holder::Machine), (done, Holder::Machine)),
        ] {
            let joined = chat(ours.0, ours.1).joined(&chat(theirs.0, theirs.1));
            assert_eq!((joined.status, joined.holder), expect, "{ours:?} {theirs:?}");
            assert_eq!(joined.trail.searches.len(), 20);
        }
    }

    #[test]
    fn a_call_that_was_chosen_is_kept_whichever_device_chose_it() {
        let at = DateTime::UNIX_EPOCH;
        let mut called = chat(Status::Open, Holder::Queue);
        called.card = Some(Card {
            callback: Some(Callback {
                phone: Phone::read("030 1234567", &called.locale).unwrap(),
                window: Window { from: at, until: at },
                zone: chrono_tz::UTC,
                asked_at: at,
            }),
            ..Card::of(
                &Contact {
                    id: called.contact,
                    name: String::new(),
                    email: None,
                    proof: Proof::Device,
                    segments: Vec::new(),
                },
                &[],
                &called.trail,
                (HandOverReason::Asked, Mood::Neutral),
            )
        });
        called.snoozed_until = Some(at);
        let other = chat(Status::Open, Holder::Machine);
        assert!(other.joined(&called).waits_for_call());
        assert!(called.joined(&other).waits_for_call());
        let put_away = Conversation { card: None, ..called };
        assert_eq!(put_away.joined(&other).snoozed_until, None, "what is said brings others back");
    }

    #[test]
    fn what_is_left_is_resolved_and_not_lotses() {
        let left = chat(Status::Open, Holder::Machine).emptied();
        assert_eq!(left.place(), Place::Resolved);
        assert_ne!(left.holder, Holder::Machine);
    }
}
