//! What a visitor does without words: asks for a person, judges an answer, chooses a suggestion.

use lotse_domain::ids::{ArticleId, MessageId, QuestionId};
use lotse_domain::inbox::{Author, Content, Conversation, Holder, Message, Status};
use lotse_store::{NewMessage, Visitor};
use lotse_text::catalogue::Catalogue;

use super::ChatError;
use super::answer::{About, Trigger, reader_of};
use super::say::{check_key, remember};
use crate::App;
use crate::actions::Asker;
use crate::answers::{FeedbackError, Opened, are_in_a_row};

/// So many messages are searched for the one an act is about.
const LOOK_BACK: i64 = 200;

/// Something a visitor does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Asks for a person.
    Person,
    /// Says that an answer helped: the one in this message, else the newest.
    Helped(Option<i64>),
    /// Says that it did not, or that nothing of what was offered is meant.
    NotHelped(Option<i64>),
    /// Chooses an article that was offered.
    Chose(ArticleId),
    /// Opened an article.
    Read(ArticleId),
    /// Has seen the messages up to this number.
    Seen(i64),
    /// Ends the conversation.
    End,
    /// Undoes what the receipt in this message tells of.
    Undo(i64),
}

/// An answer a visitor judges.
struct Judged {
    seen: Conversation,
    message: Message,
    /// The visitor's words before it.
    question: String,
    /// What the visitor asked just before that.
    before: Option<String>,
}

impl App {
    /// Does what a visitor wants done and returns the messages that came of it. Safe to call
    /// twice with one key.
    ///
    /// # Errors
    /// See [`ChatError`].
    pub async fn act(
        &self,
        visitor: &Visitor,
        (key, act): (&str, Act),
        catalogue: &Catalogue,
    ) -> Result<Vec<Message>, ChatError> {
        check_key(key)?;
        let mut tx = self.store.read().await?;
        let known = tx.message_with_key(visitor.contact, Author::Machine, key).await?;
        drop(tx);
        if let Some(known) = known {
            return Ok(vec![known]);
        }
        match act {
            Act::Person => self.want_person(visitor, key, catalogue).await,
            Act::Helped(message) => self.helped(visitor, message, (key, catalogue)).await,
            Act::NotHelped(message) => {
                let judged = self.judged(visitor, (message, false)).await?;
                if let (Some(question), article) = judged.asked() {
                    self.unsolved(judged.seen.brand, question, article).await?;
                }
                self.mark(&judged, false).await?;
                let trigger = Trigger::Rejected(key.to_owned());
                self.respond(&judged.about(self.asker(visitor)), &trigger, catalogue).await
            }
            Act::Chose(article) => self.choose(visitor, article, (key, catalogue)).await,
            Act::Read(article) => self.note_read(visitor, article).await,
            Act::Seen(seq) => self.note_seen(visitor, seq).await,
            Act::Undo(seq) => {
                let asker = self.asker(visitor);
                self.undo(&asker, (seq, key), catalogue).await
            }
            Act::End => self.end(visitor, (key, "chat.bot.ended"), catalogue).await,
        }
    }

    async fn want_person(
        &self,
        visitor: &Visitor,
        key: &str,
        catalogue: &Catalogue,
    ) -> Result<Vec<Message>, ChatError> {
        let mut tx = self.store.begin_short().await?;
        tx.lock_contact(visitor.contact).await?;
        let conversation = self.open_for(&mut tx, visitor).await?;
        tx.commit().await?;
        let about = About { conversation, text: String::new(), asker: self.asker(visitor) };
        self.respond(&about, &Trigger::PersonWanted(key.to_owned()), catalogue).await
    }

    async fn helped(
        &self,
        visitor: &Visitor,
        message: Option<i64>,
        (key, catalogue): (&str, &Catalogue),
    ) -> Result<Vec<Message>, ChatError> {
        let judged = self.judged(visitor, (message, true)).await?;
        if let Content::Answer { shown, question: Some(question), .. } = &judged.message.content {
            let reader = reader_of(&judged.seen);
            match self.solved(&reader, *question, shown.article).await {
                // Nothing is to be learned of an article that is gone.
                Ok(()) | Err(FeedbackError::NotFound) => {}
                Err(FeedbackError::Store(error)) => return Err(error.into()),
            }
        }
        self.hear_rewording(visitor, &judged).await?;
        self.mark(&judged, true).await?;
        if matches!(judged.seen.holder, Holder::Agent(_)) {
            return Ok(Vec::new());
        }
        self.end(visitor, (key, "chat.bot.thanks"), catalogue).await
    }

    async fn choose(
        &self,
        visitor: &Visitor,
        article: ArticleId,
        (key, catalogue): (&str, &Catalogue),
    ) -> Result<Vec<Message>, ChatError> {
        let (seen, messages) = self.chat_of(visitor).await?;
        let was_offered = messages.iter().any(|it| match &it.content {
            Content::Suggestions { items, .. } => items.iter().any(|it| it.article == article),
            _ => false,
        });
        if !was_offered {
            return Err(ChatError::NotFound);
        }
        let text = last_words(&messages, i64::MAX);
        let about = About { conversation: seen.id, text, asker: self.asker(visitor) };
        let trigger = Trigger::Chose(article, key.to_owned());
        self.respond(&about, &trigger, catalogue).await
    }

    async fn note_read(
        &self,
        visitor: &Visitor,
        article: ArticleId,
    ) -> Result<Vec<Message>, ChatError> {
        let (seen, _) = self.chat_of(visitor).await?;
        let line = self.line_for(reader_of(&seen), article).await?.ok_or(ChatError::NotFound)?;
        let mut tx = self.store.begin_short().await?;
        let now = tx.conversation(seen.id).await?.ok_or(ChatError::NotFound)?.conversation;
        let mut after = now.clone();
        remember(&mut after.trail.read, &line.title);
        if let Some(card) = &mut after.card {
            remember(&mut card.read, &line.title);
        }
        if after != now && tx.save_conversation(&now, &after, now.updated_at).await? {
            let line = tx.tell(seen.id).await?;
            tx.commit().await?;
            self.hub.changed(line, Vec::new());
        }
        Ok(Vec::new())
    }

    async fn note_seen(&self, visitor: &Visitor, seq: i64) -> Result<Vec<Message>, ChatError> {
        let mut tx = self.store.begin_short().await?;
        let line =
            tx.conversation_of(visitor.contact, visitor.brand).await?.ok_or(ChatError::NotFound)?;
        let id = line.conversation.id;
        if tx.see(id, Author::Contact, seq).await? {
            let line = tx.tell(id).await?;
            tx.commit().await?;
            self.hub.changed(line, Vec::new());
        }
        Ok(Vec::new())
    }

    /// Resolves the conversation with a last word; none when it is resolved.
    async fn end(
        &self,
        visitor: &Visitor,
        (key, sentence): (&str, &str),
        catalogue: &Catalogue,
    ) -> Result<Vec<Message>, ChatError> {
        let now = self.now();
        let mut tx = self.store.begin_short().await?;
        let line =
            tx.conversation_of(visitor.contact, visitor.brand).await?.ok_or(ChatError::NotFound)?;
        let seen = line.conversation;
        if seen.status == Status::Resolved {
            return Ok(Vec::new());
        }
        if !tx.set_status(&seen, Status::Resolved, now).await? {
            return Err(ChatError::Busy);
        }
        let voice = self.voice((seen.brand, &seen.locale), catalogue);
        let message = NewMessage {
            id: MessageId(self.fresh_id()),
            author: Author::Machine,
            agent: None,
            text: voice.say(sentence, &[]),
            files: Vec::new(),
            key: Some(key.to_owned()),
            content: Content::Resolved,
        };
        let seq = tx.add_message(seen.id, &message, now).await?;
        let line = tx.tell(seen.id).await?;
        let stored = tx.messages_after(seen.id, seq - 1, 1).await?;
        tx.commit().await?;
        self.hub.changed(line, stored.clone());
        Ok(stored)
    }

    async fn chat_of(&self, visitor: &Visitor) -> Result<(Conversation, Vec<Message>), ChatError> {
        let mut tx = self.store.read().await?;
        let line =
            tx.conversation_of(visitor.contact, visitor.brand).await?.ok_or(ChatError::NotFound)?;
        let seen = line.conversation;
        let from = (seen.last_seq - LOOK_BACK).max(0);
        let messages = tx.messages_after(seen.id, from, LOOK_BACK).await?;
        Ok((seen, messages))
    }

    /// What the visitor judges: an answer, or what was offered when none of it is meant.
    async fn judged(
        &self,
        visitor: &Visitor,
        (seq, has_helped): (Option<i64>, bool),
    ) -> Result<Judged, ChatError> {
        let (seen, messages) = self.chat_of(visitor).await?;
        let is_meant = |it: &&Message| {
            let is_judged = match it.content {
                Content::Answer { .. } => true,
                Content::Suggestions { .. } => !has_helped,
                _ => false,
            };
            is_judged && seq.is_none_or(|seq| seq == it.seq)
        };
        let message = messages.iter().rev().find(is_meant).cloned().ok_or(ChatError::NotFound)?;
        let (asked, before) = last_two(&messages, message.seq);
        let question = asked.map(|it| it.text.clone()).unwrap_or_default();
        let before = before.map(|it| it.text.clone());
        Ok(Judged { seen, message, question, before })
    }

    /// What asking again says of the words of the first question, the first time an answer helps.
    async fn hear_rewording(&self, visitor: &Visitor, judged: &Judged) -> Result<(), ChatError> {
        let Content::Answer { shown, helped: None | Some(false), .. } = &judged.message.content
        else {
            return Ok(());
        };
        let Some(before) = &judged.before else { return Ok(()) };
        let contact = visitor.contact.to_string();
        let opened = Opened { article: shown.article, visitor: &contact };
        let texts = (before.as_str(), judged.question.as_str());
        Ok(self.reworded((judged.seen.brand, &shown.locale), texts, opened).await?)
    }

    /// Notes at the answer whether it helped.
    async fn mark(&self, judged: &Judged, has_helped: bool) -> Result<(), ChatError> {
        let mut content = judged.message.content.clone();
        if let Content::Answer { helped, .. } = &mut content {
            *helped = Some(has_helped);
        }
        let mut tx = self.store.begin_short().await?;
        tx.save_content((judged.seen.id, judged.message.seq), &content).await?;
        let line = tx.tell(judged.seen.id).await?;
        tx.commit().await?;
        self.hub.changed(line, Vec::new());
        Ok(())
    }
}

impl Judged {
    /// The question, and the article that was shown for it if it was one.
    fn asked(&self) -> (Option<QuestionId>, Option<ArticleId>) {
        match &self.message.content {
            Content::Answer { shown, question, .. } => (*question, Some(shown.article)),
            Content::Suggestions { question, .. } => (*question, None),
            _ => (None, None),
        }
    }

    fn about(&self, asker: Asker) -> About {
        About { conversation: self.seen.id, text: self.question.clone(), asker }
    }
}

/// What the contact last wrote before the message `before`.
pub(crate) fn last_words(messages: &[Message], before: i64) -> String {
    last_two(messages, before).0.map(|it| it.text.clone()).unwrap_or_default()
}

/// What the contact last wrote before the message `before`, and what they wrote just before that.
pub(super) fn last_two(messages: &[Message], before: i64) -> (Option<&Message>, Option<&Message>) {
    let theirs =
        |it: &&Message| it.author == Author::Contact && it.seq < before && !it.text.is_empty();
    let mut theirs = messages.iter().rev().filter(theirs);
    let last = theirs.next();
    let before = theirs.next().filter(|it| last.is_some_and(|last| are_in_a_row(it.at, last.at)));
    (last, before)
}
