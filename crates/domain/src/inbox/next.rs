//! Who of those that wait is next for an agent who is free.

use crate::access::Abilities;
use crate::ids::ConversationId;
use crate::locale::Locale;

use super::{Channel, Conversation};

/// The conversations an agent is offered, the next one first: whoever sits in front of a chat before
/// whoever wrote by the form, then those in the language of the agent's desk, then who came first.
/// What is kept for others is not among them.
#[must_use]
pub fn next_first(
    waiting: &[Conversation],
    (abilities, spoken): (&Abilities, &Locale),
) -> Vec<ConversationId> {
    let mut all: Vec<&Conversation> =
        waiting.iter().filter(|it| abilities.fit(&it.need, &it.locale)).collect();
    all.sort_by_key(|it| (it.channel != Channel::Chat, it.locale != *spoken, it.reference));
    all.into_iter().map(|it| it.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{BrandId, ContactId};
    use crate::inbox::{Holder, Need, Status, Trail};
    use uuid::Uuid;

    fn waiting(reference: i64, channel: Channel, locale: &str) -> Conversation {
        let id = Uuid::from_u128(u128::try_from(reference).unwrap());
        Conversation {
            id: ConversationId(id),
            reference,
            brand: BrandId(id),
            contact: ContactId(id),
            locale: locale.parse().unwrap(),
            trail: Trail::default(),
            status: Status::Open,
            opened_at: chrono::DateTime::UNIX_EPOCH,
            updated_at: chrono::DateTime::UNIX_EPOCH,
            channel,
            holder: Holder::Queue,
            version: 0,
            last_seq: 0,
            misses: 0,
            card: None,
            task: None,
            snoozed_until: None,
            seen_by_contact: 0,
            seen_by_agent: 0,
            need: Need::default(),
        }
    }

    #[test]
    fn chats_come_before_forms_then_the_own_language_then_who_came_first() {
        let all = [
            waiting(1, Channel::Form, "pl"),
            waiting(2, Channel::Chat, "de"),
            waiting(3, Channel::Chat, "pl"),
            waiting(4, Channel::Chat, "de"),
        ];
        let order = |spoken: &str| -> Vec<u128> {
            let ids = next_first(&all, (&Abilities::default(), &spoken.parse().unwrap()));
            ids.into_iter().map(|it| it.0.as_u128()).collect()
        };
        assert_eq!(order("de"), [2, 4, 3, 1]);
        assert_eq!(order("pl"), [3, 2, 4, 1]);
        assert_eq!(order("en"), [2, 3, 4, 1]);
        let german = "de".parse().unwrap();
        assert!(next_first(&[], (&Abilities::default(), &german)).is_empty());
        let mut kept = waiting(5, Channel::Chat, "de");
        let until = Some(chrono::DateTime::UNIX_EPOCH);
        kept.need = Need { skill: Some("Zoll".to_owned()), reserved_until: until };
        assert!(next_first(&[kept], (&Abilities::default(), &german)).is_empty());
    }
}
