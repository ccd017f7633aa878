//! Who hears of what goes on in conversations: each visitor of their own, agents of all.
//!
//! Nothing here is kept. Whoever listens late, or slower than news come, asks the store.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use chrono::{DateTime, Duration, Utc};
use lotse_domain::ids::{BrandId, ContactId, ConversationId};
use lotse_domain::inbox::Message;
use lotse_store::ConversationLine;
use tokio::sync::broadcast;

use super::presence::{Presence, Presences};

/// So many news wait for one visitor; who is slower asks the store. Each open widget pays for it.
const FOR_VISITOR: usize = 4;
/// So many news wait for one desk.
const FOR_DESK: usize = 256;
/// How long somebody counts as typing after they last said so.
const TYPING: Duration = Duration::seconds(8);

/// Something that happened.
#[derive(Debug)]
pub enum News {
    /// A conversation changed.
    Changed(Box<Changed>),
    /// Somebody types, or stopped.
    Typing(Typing),
    /// An agent came, writes or left; no news for visitors.
    Presence(Presence),
}

/// A conversation that changed.
#[derive(Debug)]
pub struct Changed {
    /// As it is now.
    pub line: ConversationLine,
    /// What was added, in order, without notes; empty when another process added it.
    pub messages: Vec<Message>,
}

/// Somebody types, or stopped. Never stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typing {
    /// Where.
    pub conversation: ConversationId,
    /// At which brand.
    pub brand: BrandId,
    /// Whose conversation it is.
    pub contact: ContactId,
    /// The agent's name; `None` when the contact types.
    pub agent_name: Option<String>,
    /// Whether they type.
    pub is_typing: bool,
}

/// News with room for the form they are sent in, made once for all who get it.
#[derive(Debug)]
pub struct Told {
    /// What happened.
    pub news: News,
    for_desk: OnceLock<Arc<str>>,
}

impl Told {
    /// The form for desks; `encode` is called at most once per news.
    pub fn for_desk(&self, encode: impl FnOnce(&News) -> String) -> Arc<str> {
        Arc::clone(self.for_desk.get_or_init(|| encode(&self.news).into()))
    }
}

type Sender = broadcast::Sender<Arc<Told>>;

/// Tells news to whoever listens in this process.
#[derive(Debug)]
pub(crate) struct Hub {
    visitors: Mutex<HashMap<ContactId, Sender>>,
    desk: Sender,
    /// Until when an agent counts as typing in a conversation.
    typing: Mutex<HashMap<ConversationId, DateTime<Utc>>>,
    presences: Mutex<Presences>,
}

impl Default for Hub {
    fn default() -> Self {
        Self {
            visitors: Mutex::default(),
            desk: broadcast::Sender::new(FOR_DESK),
            typing: Mutex::default(),
            presences: Mutex::default(),
        }
    }
}

impl Hub {
    /// Tells of a change this process committed with what it added, or of one another process did.
    pub(crate) fn changed(&self, line: ConversationLine, messages: Vec<Message>) {
        self.tell(News::Changed(Box::new(Changed { line, messages })));
    }

    /// Tells that somebody types.
    pub(crate) fn typing(&self, it: Typing, now: DateTime<Utc>) {
        if it.agent_name.is_some() {
            let mut typing = locked(&self.typing);
            typing.retain(|_, until| now < *until);
            if it.is_typing {
                typing.insert(it.conversation, now + TYPING);
            } else {
                typing.remove(&it.conversation);
            }
        }
        self.tell(News::Typing(it));
    }

    /// Tells what an agent does in a conversation and says who else is there.
    pub(crate) fn present(&self, it: Presence, now: DateTime<Utc>) -> Vec<Presence> {
        let (others, is_news) = locked(&self.presences).note(&it, now);
        if is_news {
            self.tell(News::Presence(it));
        }
        others
    }

    /// Whether an agent types in a conversation.
    pub(super) fn is_agent_typing(&self, id: ConversationId, now: DateTime<Utc>) -> bool {
        locked(&self.typing).get(&id).is_some_and(|until| now < *until)
    }

    fn tell(&self, news: News) {
        let contact = match &news {
            News::Changed(it) => Some(it.line.conversation.contact),
            News::Typing(it) => Some(it.contact),
            News::Presence(_) => None,
        };
        let told = Arc::new(Told { news, for_desk: OnceLock::new() });
        let visitors = locked(&self.visitors);
        if let Some(sender) = contact.and_then(|it| visitors.get(&it)) {
            let _ = sender.send(Arc::clone(&told));
        }
        drop(visitors);
        let _ = self.desk.send(told);
    }
}

/// Hears news; what it misses, the store knows.
#[derive(Debug)]
pub struct Listener {
    receiver: broadcast::Receiver<Arc<Told>>,
    /// The hub and the contact whose place there is given back at the end.
    place: Option<(Arc<Hub>, ContactId)>,
}

impl Listener {
    pub(super) fn of_desk(hub: &Hub) -> Self {
        Self { receiver: hub.desk.subscribe(), place: None }
    }

    pub(super) fn of_visitor(hub: &Arc<Hub>, contact: ContactId) -> Self {
        let mut visitors = locked(&hub.visitors);
        let sender = visitors.entry(contact).or_insert_with(|| broadcast::Sender::new(FOR_VISITOR));
        Self { receiver: sender.subscribe(), place: Some((Arc::clone(hub), contact)) }
    }

    /// Waits for news; `None` when some were missed and the store has to be asked. May be dropped
    /// while it waits: nothing is lost then.
    pub async fn hear(&mut self) -> Option<Arc<Told>> {
        match self.receiver.recv().await {
            Ok(told) => Some(told),
            Err(broadcast::error::RecvError::Lagged(_)) => None,
            // The hub lives as long as its listeners; were it gone, there would be nothing to hear.
            Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let Some((hub, contact)) = self.place.take() else { return };
        let mut visitors = locked(&hub.visitors);
        // This listener still counts.
        if visitors.get(&contact).is_some_and(|it| it.receiver_count() <= 1) {
            visitors.remove(&contact);
        }
    }
}

fn locked<T>(it: &Mutex<T>) -> MutexGuard<'_, T> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn typing(contact: u128, agent_name: Option<&str>) -> Typing {
        Typing {
            conversation: ConversationId(Uuid::from_u128(contact)),
            brand: BrandId(Uuid::from_u128(1)),
            contact: ContactId(Uuid::from_u128(contact)),
            agent_name: agent_name.map(str::to_owned),
            is_typing: true,
        }
    }

    async fn heard(listener: &mut Listener) -> Option<Typing> {
        let told = tokio::select! {
            biased;
            told = listener.hear() => told,
            () = std::future::ready(()) => None,
        };
        told.map(|it| match &it.news {
            News::Typing(it) => it.clone(),
            News::Changed(_) | News::Presence(_) => panic!("nothing changed"),
        })
    }

    #[tokio::test]
    async fn a_visitor_hears_of_their_own_conversation_only_and_the_desk_of_all() {
        let hub = Arc::new(Hub::default());
        let now = DateTime::UNIX_EPOCH;
        let mut one = Listener::of_visitor(&hub, ContactId(Uuid::from_u128(1)));
        let mut desk = Listener::of_desk(&hub);
        hub.typing(typing(2, Some("Eva")), now);
        hub.typing(typing(1, Some("Eva")), now);
        assert_eq!(heard(&mut one).await, Some(typing(1, Some("Eva"))));
        assert_eq!(heard(&mut one).await, None);
        assert_eq!(heard(&mut desk).await, Some(typing(2, Some("Eva"))));
        assert_eq!(heard(&mut desk).await, Some(typing(1, Some("Eva"))));
    }

    #[tokio::test]
    async fn a_place_is_given_back_with_the_last_listener() {
        let hub = Arc::new(Hub::default());
        let contact = ContactId(Uuid::from_u128(1));
        let (one, mut other) =
            (Listener::of_visitor(&hub, contact), Listener::of_visitor(&hub, contact));
        drop(one);
        hub.typing(typing(1, None), DateTime::UNIX_EPOCH);
        assert!(heard(&mut other).await.is_some());
        drop(other);
        assert!(locked(&hub.visitors).is_empty());
    }

    #[test]
    fn who_stopped_saying_so_no_longer_types() {
        let hub = Hub::default();
        let (now, id) = (DateTime::UNIX_EPOCH, ConversationId(Uuid::from_u128(1)));
        hub.typing(typing(1, None), now);
        assert!(!hub.is_agent_typing(id, now), "the contact types");
        hub.typing(typing(1, Some("Eva")), now);
        assert!(hub.is_agent_typing(id, now));
        assert!(!hub.is_agent_typing(id, now + TYPING));
    }
}
