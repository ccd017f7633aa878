//! Text blocks for agents: what knowledge says in short, in the contact's language, with the blanks
//! filled in.

use lotse_domain::answers::Surface;
use lotse_domain::ids::{ArticleId, ConversationId};
use lotse_domain::inbox::{Blanks, Conversation};
use lotse_domain::knowledge::{Audience, Visibility};
use lotse_domain::locale::Locale;
use lotse_store::{ConversationLine, LiveLine, NewConfirmed, StoreError, Tx};
use lotse_text::wishes::{is_small_talk, is_upset, wants_person};

use super::InboxError;
use super::talk::LOOK_BACK;
use crate::App;
use crate::access::{May, ReadInbox, WriteInbox};
use crate::answers::Asking;
use crate::chat::last_words;
use crate::knowledge::{Reader, plain_text};

/// Never a longer list than a person reads.
const BLOCKS: usize = 8;
/// So many characters of a text without a short form are taken.
const BODY_CHARS: usize = 1_500;

/// A text an agent can put into an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The article it is from.
    pub article: ArticleId,
    /// Its title.
    pub title: String,
    /// The text; blanks that are not known are still in it.
    pub text: String,
    /// Whether it was written for the team alone.
    pub is_internal: bool,
}

impl App {
    /// Text blocks that fit these words, or without words what the contact last wrote; at most
    /// eight, in the conversation's language. Internal articles are among them.
    ///
    /// # Errors
    /// See [`InboxError`].
    pub async fn blocks(
        &self,
        may: &May<ReadInbox>,
        id: ConversationId,
        words: &str,
    ) -> Result<Vec<Block>, InboxError> {
        let mut tx = self.store.read().await?;
        let line = tx.conversation(id).await?.ok_or(InboxError::NotFound)?;
        let seen = &line.conversation;
        let from = (seen.last_seq - LOOK_BACK).max(0);
        let messages = tx.messages_after(id, from, LOOK_BACK).await?;
        drop(tx);
        let spoken = may.agent().map(|it| it.locale.clone());
        let mut ids = Vec::new();
        if words.trim().is_empty() {
            let last = last_words(&messages, i64::MAX);
            ids = self.fitting(seen, &seen.locale, &last).await?;
        } else {
            // Agents look for things in their own language too.
            for locale in [Some(seen.locale.clone()), spoken].into_iter().flatten() {
                ids.extend(self.beginning(seen, &locale, words).await?);
            }
            ids.extend(self.fitting(seen, &seen.locale, words).await?);
        }
        let mut unique: Vec<ArticleId> = Vec::new();
        for it in ids {
            if !unique.contains(&it) {
                unique.push(it);
            }
        }
        unique.truncate(BLOCKS);
        let blanks = blanks(&line, may);
        let reader = team_reader(seen);
        let mut tx = self.store.read().await?;
        let lines = tx.live_lines_of(reader.at(self), &unique).await?;
        let mut blocks = Vec::with_capacity(lines.len());
        for line in lines {
            let text = self.text_of(&mut tx, &reader, &line).await?;
            let is_internal = line.facts.access.visibility == Visibility::Internal;
            let (article, title) = (line.article, line.title);
            blocks.push(Block { article, title, text: blanks.fill(&text), is_internal });
        }
        Ok(blocks)
    }

    /// An agent sent an article's text as it is: Lotse learns that it answers what the contact
    /// wrote before the message `seq`. Safe to call twice.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn learn_from_agent(
        &self,
        _may: &May<WriteInbox>,
        (id, seq): (ConversationId, i64),
        article: ArticleId,
    ) -> Result<(), StoreError> {
        let mut tx = self.store.begin().await?;
        let Some(line) = tx.conversation(id).await? else { return Ok(()) };
        let of = line.conversation;
        let messages = tx.messages_after(id, (seq - LOOK_BACK).max(0), LOOK_BACK).await?;
        let text = last_words(&messages, seq);
        let asks_nothing = text.is_empty() || is_small_talk(&text);
        if asks_nothing || wants_person(&text) || is_upset(&text) {
            return Ok(());
        }
        let reader = Reader { audience: Audience::Anyone, ..team_reader(&of) };
        if tx.live_lines_of(reader.at(self), &[article]).await?.is_empty() {
            return Ok(());
        }
        let confirmed = NewConfirmed {
            id: lotse_domain::ids::QuestionId(self.fresh_id()),
            brand: of.brand,
            article,
            locale: of.locale,
            text,
            origin: "agent",
        };
        tx.confirm(&confirmed, self.now()).await?;
        tx.commit().await
    }

    /// Articles that fit what was written, best first.
    async fn fitting(
        &self,
        of: &Conversation,
        locale: &Locale,
        text: &str,
    ) -> Result<Vec<ArticleId>, StoreError> {
        if text.trim().is_empty() {
            return Ok(Vec::new());
        }
        let found = self.look_up(&asking(of, locale, text)).await?;
        let all = found.answer.into_iter().chain(found.suggestions);
        Ok(all.map(|it| it.line.article).collect())
    }

    /// Articles whose title or phrasings begin like this.
    async fn beginning(
        &self,
        of: &Conversation,
        locale: &Locale,
        text: &str,
    ) -> Result<Vec<ArticleId>, StoreError> {
        let found = self.suggest(&asking(of, locale, text)).await?;
        Ok(found.into_iter().map(|it| it.line.article).collect())
    }

    /// The short form of an article, else the beginning of its text.
    async fn text_of(
        &self,
        tx: &mut Tx,
        reader: &Reader,
        line: &LiveLine,
    ) -> Result<String, StoreError> {
        if !line.short.trim().is_empty() {
            return Ok(line.short.clone());
        }
        let live = tx.live_article(reader.at(self), line.article).await?;
        let text = live.map(|it| plain_text(&it.html)).unwrap_or_default();
        Ok(text.chars().take(BODY_CHARS).collect())
    }
}

fn asking<'a>(of: &'a Conversation, locale: &'a Locale, text: &'a str) -> Asking<'a> {
    Asking {
        text,
        brand: of.brand,
        locale: Some(locale),
        audience: &Audience::Team,
        page: of.trail.page.as_deref(),
        surface: Surface::Desk,
        is_rewording: false,
    }
}

fn team_reader(of: &Conversation) -> Reader {
    Reader { brand: of.brand, locale: of.locale.clone(), audience: Audience::Team }
}

fn blanks(line: &ConversationLine, may: &May<ReadInbox>) -> Blanks {
    Blanks {
        contact_name: line.contact.0.clone(),
        agent_name: may.agent().map(|it| it.name.clone()).unwrap_or_default(),
        reference: line.conversation.reference.to_string(),
    }
}
