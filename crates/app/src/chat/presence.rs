//! Which agents have a conversation open, so that two do not answer at once. Nothing is kept, and
//! like typing it is known within one process only.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};
use lotse_domain::ids::{AgentId, BrandId, ConversationId};

/// How long an agent counts as there after they last said so.
const HERE: Duration = Duration::seconds(45);
/// How long an agent counts as writing after they last said so.
const WRITING: Duration = Duration::seconds(8);

/// What an agent does in a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Has it open.
    Reads,
    /// Writes an answer or a note.
    Writes,
    /// Closed it.
    Left,
}

impl Doing {
    const ALL: [Self; 3] = [Self::Reads, Self::Writes, Self::Left];

    /// Its name in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reads => "reads",
            Self::Writes => "writes",
            Self::Left => "left",
        }
    }

    /// What is called so.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}

/// An agent does something in a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    /// Where.
    pub conversation: ConversationId,
    /// At which brand.
    pub brand: BrandId,
    /// Who.
    pub agent: AgentId,
    /// As colleagues call them.
    pub name: String,
    /// What.
    pub doing: Doing,
}

/// Somebody who is there.
#[derive(Debug, Clone)]
struct Here {
    presence: Presence,
    until: DateTime<Utc>,
    writes_until: DateTime<Utc>,
}

/// Who is where.
#[derive(Debug, Default)]
pub(super) struct Presences(HashMap<ConversationId, Vec<Here>>);

impl Presences {
    /// Notes what an agent does and says who else is there, and whether that is news for others.
    pub(super) fn note(&mut self, it: &Presence, now: DateTime<Utc>) -> (Vec<Presence>, bool) {
        self.0.retain(|_, all| {
            all.retain(|it| now < it.until);
            !all.is_empty()
        });
        let there = self.0.entry(it.conversation).or_default();
        let before = there.iter().position(|other| other.presence.agent == it.agent);
        let before = before.map(|at| there.remove(at));
        let was = before.map_or(Doing::Left, |it| doing(&it, now));
        let others =
            there.iter().map(|it| Presence { doing: doing(it, now), ..it.presence.clone() });
        let others = others.collect();
        if it.doing != Doing::Left {
            let writes_until = if it.doing == Doing::Writes { now + WRITING } else { now };
            there.push(Here { presence: it.clone(), until: now + HERE, writes_until });
        }
        // Who writes says so again and again; whoever listens forgets it as soon as we do.
        (others, was != it.doing || it.doing == Doing::Writes)
    }
}

fn doing(it: &Here, now: DateTime<Utc>) -> Doing {
    if now < it.writes_until { Doing::Writes } else { Doing::Reads }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn presence(agent: u128, doing: Doing) -> Presence {
        Presence {
            conversation: ConversationId(Uuid::from_u128(1)),
            brand: BrandId(Uuid::from_u128(1)),
            agent: AgentId(Uuid::from_u128(agent)),
            name: agent.to_string(),
            doing,
        }
    }

    #[test]
    fn who_comes_hears_who_is_there_and_what_they_do() {
        let mut all = Presences::default();
        let now = DateTime::UNIX_EPOCH;
        assert_eq!(all.note(&presence(1, Doing::Reads), now), (vec![], true));
        assert_eq!(all.note(&presence(1, Doing::Writes), now), (vec![], true));
        let (others, is_news) = all.note(&presence(2, Doing::Reads), now);
        assert_eq!((others, is_news), (vec![presence(1, Doing::Writes)], true));
        let later = now + WRITING;
        let (others, is_news) = all.note(&presence(2, Doing::Reads), later);
        assert_eq!(others, [presence(1, Doing::Reads)], "it stopped writing");
        assert!(!is_news, "it was there before");
        assert_eq!(all.note(&presence(1, Doing::Left), later).0, [presence(2, Doing::Reads)]);
        assert_eq!(all.note(&presence(3, Doing::Reads), later).0, [presence(2, Doing::Reads)]);
    }

    #[test]
    fn who_stopped_saying_so_is_gone() {
        let mut all = Presences::default();
        let now = DateTime::UNIX_EPOCH;
        all.note(&presence(1, Doing::Reads), now);
        assert_eq!(all.note(&presence(2, Doing::Reads), now + HERE).0, []);
        all.note(&presence(2, Doing::Left), now + HERE);
        all.note(&presence(1, Doing::Left), now + HERE + HERE);
        all.note(&presence(1, Doing::Left), now + HERE + HERE);
        assert!(all.0.len() <= 1, "nothing piles up");
    }
}
