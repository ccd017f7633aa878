//! A visitor says something: it is stored first, then Lotse thinks of a reply.

use lotse_channels::files::{self, Files};
use lotse_domain::ids::{ArticleId, ConversationId, MessageId};
use lotse_domain::inbox::{
    Author, Channel, Content, Conversation, Holder, Message, Need, PageEvent, Status, Trail,
    spoken, with_events,
};
use lotse_domain::knowledge::Audience;
use lotse_store::{NewConversation, NewMessage, Standing, StoreError, Tx, Visitor};
use lotse_text::catalogue::Catalogue;

use super::ChatError;
use super::answer::{About, Trigger};
use crate::App;
use crate::knowledge::Reader;

/// So many characters a message may have.
pub(crate) const TEXT_CHARS: usize = 4_000;
/// So many characters the sender's own id may have.
const KEY_CHARS: usize = 100;
/// So many articles that were opened are named at once.
const READ: usize = 20;
/// How often it is tried again when something else changed meanwhile.
const TRIES: usize = 4;
/// A reply is at most this many messages behind what it replies to.
const REPLIES: i64 = 3;

/// What a visitor says.
#[derive(Debug, Clone, Default)]
pub struct Saying {
    /// The sender's own id: sent twice with it, it is stored once.
    pub key: String,
    /// The words; may be empty where files come along.
    pub text: String,
    /// Files by the names their sender gave them.
    pub files: Files,
    /// The page the chat is on.
    pub page: Option<String>,
    /// What the visitor did before.
    pub did: Did,
}

/// What a visitor did on the page since the last message or act.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Did {
    /// What was searched for, oldest first.
    pub searches: Vec<String>,
    /// Articles opened, by id or title, oldest first; more than 20 are passed over.
    pub read: Vec<String>,
    /// What the page said that happened on it.
    pub events: Vec<PageEvent>,
}

/// A message as it was kept.
struct Kept {
    said: Message,
    /// Whether it was not there before.
    is_new: bool,
    /// Who had the conversation then.
    holder: Holder,
}

impl App {
    /// Takes in what a visitor says and returns it with Lotse's reply, if it has one. Safe to
    /// call twice with one key: it is stored once and answered the same.
    ///
    /// # Errors
    /// See [`ChatError`].
    pub async fn say(
        &self,
        visitor: &Visitor,
        saying: Saying,
        catalogue: &Catalogue,
    ) -> Result<Vec<Message>, ChatError> {
        check_key(&saying.key)?;
        let text = spoken(&saying.text).to_owned();
        if text.is_empty() && saying.files.is_empty() {
            return Err(ChatError::Empty);
        }
        if TEXT_CHARS < text.chars().count() {
            return Err(ChatError::TooLong);
        }
        let files = files::check(saying.files)?;
        let did = self.titled(visitor, saying.did).await?;
        let kept = self.keep_saying(visitor, Saying { text, files, did, ..saying }).await?;
        let Kept { said, is_new, holder } = kept;
        let mut replies = if is_new { Vec::new() } else { self.replies_to(&said).await? };
        if replies.is_empty() && holder == Holder::Machine {
            let asker = self.asker(visitor);
            let about = About { conversation: said.conversation, text: said.text.clone(), asker };
            let trigger = if about.text.is_empty() { Trigger::Files } else { Trigger::Words };
            replies = self.respond(&about, &trigger, catalogue).await?;
        }
        replies.insert(0, said);
        Ok(replies)
    }

    /// Notes what a visitor did on the page before the act of that key: in the conversation that is open, or in one that is
    /// opened for it where the visitor `begins` one. Safe to call twice.
    ///
    /// # Errors
    /// See [`ChatError`].
    pub async fn note_did(
        &self,
        visitor: &Visitor,
        (key, did): (&str, Did),
        begins: bool,
    ) -> Result<(), ChatError> {
        if did == Did::default() {
            return Ok(());
        }
        check_key(key)?;
        let did = self.titled(visitor, did).await?;
        for _ in 0..TRIES {
            let mut tx = self.store.begin_short().await?;
            tx.lock_contact(visitor.contact).await?;
            if begins {
                self.open_for(&mut tx, visitor).await?;
            }
            let line = tx.conversation_of(visitor.contact, visitor.brand).await?;
            let seen = line.map(|it| it.conversation);
            let Some(seen) = seen.filter(|it| it.status != Status::Resolved) else {
                return Ok(());
            };
            let mut after = seen.clone();
            did.add_to(&mut after.trail);
            if after == seen && !begins {
                return Ok(());
            }
            if tx.save_conversation(&seen, &after, seen.updated_at).await? {
                let line = tx.tell(seen.id).await?;
                tx.commit().await?;
                self.hub.changed(line, Vec::new());
                return Ok(());
            }
        }
        Err(ChatError::Busy)
    }

    /// With titles of articles that are named by their ids; other texts stay.
    async fn titled(&self, visitor: &Visitor, did: Did) -> Result<Did, ChatError> {
        let mut titles = Vec::new();
        for it in did.read.into_iter().take(READ) {
            let Ok(article) = it.parse::<ArticleId>() else {
                titles.push(it);
                continue;
            };
            let (brand, locale) = (visitor.brand, visitor.locale.clone());
            let reader = Reader { brand, locale, audience: Audience::Anyone };
            titles.extend(self.line_for(reader, article).await?.map(|it| it.title));
        }
        Ok(Did { read: titles, ..did })
    }

    /// Stores the message, unless it is there, in the visitor's conversation, which is opened or
    /// opened again as needed.
    async fn keep_saying(&self, visitor: &Visitor, mut saying: Saying) -> Result<Kept, ChatError> {
        let now = self.now();
        let files = self.ready_files(std::mem::take(&mut saying.files));
        let mut tx = if files.is_empty() {
            self.store.begin_chat(visitor.contact).await?
        } else {
            let mut tx = self.store.begin().await?;
            tx.lock_contact(visitor.contact).await?;
            tx
        };
        // Who signed in meanwhile says it once more with the token that counts, or it would be
        // said where they no longer look.
        let standing = tx.standing(visitor, &saying.key, now).await?;
        let Standing { line, is_said } = standing.ok_or(ChatError::Ended)?;
        if is_said {
            let known = tx.message_with_key(visitor.contact, Author::Contact, &saying.key).await?;
            let said = known.ok_or(StoreError::Lost)?;
            let holder = line.map_or(Holder::Machine, |it| it.conversation.holder);
            return Ok(Kept { said, is_new: false, holder });
        }
        let begins = line.as_ref().is_none_or(|it| it.conversation.status == Status::Resolved);
        let id = match line {
            Some(line) => line.conversation.id,
            None => self.open_chat(&mut tx, visitor).await?,
        };
        let message = NewMessage {
            id: MessageId(self.fresh_id()),
            author: Author::Contact,
            agent: None,
            text: saying.text.clone(),
            files: self.keep_files(&mut tx, files).await?,
            key: Some(saying.key.clone()),
            content: Content::Text,
        };
        // From then on nobody else changes the conversation.
        let (said, mut line) = tx.say_message(id, &message, now).await?;
        let after = after_saying(&line.conversation, &saying);
        if after != line.conversation {
            tx.save_conversation(&line.conversation, &after, now).await?;
            line = tx.tell(id).await?;
        }
        if begins {
            self.mind(&mut tx, &line.conversation).await?;
        }
        tx.commit().await?;
        let holder = line.conversation.holder;
        self.hub.changed(line, vec![said.clone()]);
        Ok(Kept { said, is_new: true, holder })
    }

    async fn open_chat(&self, tx: &mut Tx, visitor: &Visitor) -> Result<ConversationId, ChatError> {
        let new = NewConversation {
            id: ConversationId(self.fresh_id()),
            brand: visitor.brand,
            contact: visitor.contact,
            locale: visitor.locale.clone(),
            trail: Trail::default(),
            channel: Channel::Chat,
            holder: Holder::Machine,
            need: Need::default(),
        };
        tx.open_conversation(&new, self.now()).await?;
        Ok(new.id)
    }

    /// The visitor's conversation, made or opened again where that is needed, so that Lotse or a
    /// person can answer.
    pub(super) async fn open_for(
        &self,
        tx: &mut Tx,
        visitor: &Visitor,
    ) -> Result<ConversationId, ChatError> {
        let Some(line) = tx.conversation_of(visitor.contact, visitor.brand).await? else {
            return self.open_chat(tx, visitor).await;
        };
        let seen = line.conversation;
        let after = after_saying(&seen, &Saying::default());
        if after != seen && !tx.save_conversation(&seen, &after, self.now()).await? {
            return Err(ChatError::Busy);
        }
        Ok(seen.id)
    }

    /// What Lotse replied to a message at once.
    async fn replies_to(&self, said: &Message) -> Result<Vec<Message>, ChatError> {
        let mut tx = self.store.read().await?;
        let next = tx.messages_after(said.conversation, said.seq, REPLIES).await?;
        Ok(next.into_iter().take_while(|it| it.author == Author::Machine).collect())
    }
}

/// A resolved conversation begins anew with Lotse, a waiting one is open again; what the visitor
/// did meanwhile is added.
fn after_saying(it: &Conversation, saying: &Saying) -> Conversation {
    let mut after = it.clone();
    if it.status == Status::Resolved {
        (after.holder, after.misses, after.card) = (Holder::Machine, 0, None);
        after.task = None;
    }
    after.status = Status::Open;
    // Whoever is called at a time they chose is waited for no earlier.
    if !after.waits_for_call() {
        after.snoozed_until = None;
    }
    let trail = &mut after.trail;
    trail.page = saying.page.clone().filter(|it| !it.is_empty()).or(trail.page.take());
    saying.did.add_to(trail);
    after
}

impl Did {
    fn add_to(&self, trail: &mut Trail) {
        for (list, new) in [(&mut trail.searches, &self.searches), (&mut trail.read, &self.read)] {
            for it in new {
                remember(list, it);
            }
        }
        trail.events = with_events(&trail.events, &self.events);
        *trail = std::mem::take(trail).bounded();
    }
}

/// Adds to a list that keeps the newest.
pub(super) fn remember(list: &mut Vec<String>, it: &str) {
    let it = it.trim();
    if !it.is_empty() && list.last().is_none_or(|last| last != it) {
        list.retain(|other| other != it);
        list.push(it.to_owned());
    }
    let surplus = list.len().saturating_sub(20);
    list.drain(..surplus);
}

pub(super) fn check_key(key: &str) -> Result<(), ChatError> {
    if is_key(key) { Ok(()) } else { Err(ChatError::Key) }
}

/// Whether a text can be a sender's own id.
pub(crate) fn is_key(key: &str) -> bool {
    (1..=KEY_CHARS).contains(&key.chars().count())
}
