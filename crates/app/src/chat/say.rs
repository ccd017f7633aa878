//! A visitor says something: it is stored first, then Lotse thinks of a reply.

use lotse_channels::files::{self, Files};
use lotse_domain::ids::{ArticleId, ConversationId, MessageId};
use lotse_domain::inbox::{
    Author, Channel, Content, Conversation, Holder, Message, Need, Status, Trail, spoken,
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
    /// What was searched for before, oldest first.
    pub searches: Vec<String>,
    /// Articles opened before, by id or title, oldest first; more than 20 are passed over.
    pub read: Vec<String>,
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
        let read = self.titles(visitor, saying.read).await?;
        let kept = self.keep_saying(visitor, Saying { text, files, read, ..saying }).await?;
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

    /// Titles of articles that are named by their ids; other texts stay.
    async fn titles(
        &self,
        visitor: &Visitor,
        named: Vec<String>,
    ) -> Result<Vec<String>, ChatError> {
        let mut titles = Vec::new();
        for it in named.into_iter().take(READ) {
            let Ok(article) = it.parse::<ArticleId>() else {
                titles.push(it);
                continue;
            };
            let (brand, locale) = (visitor.brand, visitor.locale.clone());
            let reader = Reader { brand, locale, audience: Audience::Anyone };
            titles.extend(self.line_for(reader, article).await?.map(|it| it.title));
        }
        Ok(titles)
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
    for (list, new) in [(&mut trail.searches, &saying.searches), (&mut trail.read, &saying.read)] {
        for it in new {
            remember(list, it);
        }
    }
    after.trail = std::mem::take(trail).bounded();
    after
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
