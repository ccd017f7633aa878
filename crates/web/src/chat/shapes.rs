//! How a chat looks as JSON to its visitor.

use chrono::{DateTime, Utc};
use lotse_app::ConversationLine;
use lotse_app::chat::{TalkNow, Visitor};
use lotse_domain::inbox::{Attachment, Author, Card, Content, Message, Shown, is_picture};
use serde::Serialize;

use super::callback::CallbackJson;
use super::task_shapes::{ReceiptJson, TaskJson, receipt, task};
use crate::Web;
use crate::root::{address_in, whole_home_of};

/// An article that is offered.
#[derive(Debug, Serialize)]
pub(super) struct Offered {
    pub(super) article: String,
    pub(super) title: String,
    pub(super) url: String,
}

/// An article that answers.
#[derive(Debug, Serialize)]
struct Answering {
    id: String,
    title: String,
    url: String,
}

/// A file of a message.
#[derive(Debug, Serialize)]
struct FileJson {
    id: String,
    name: String,
    size_bytes: i64,
    is_picture: bool,
}

impl From<&Attachment> for FileJson {
    fn from(it: &Attachment) -> Self {
        Self {
            id: it.file.to_string(),
            name: it.name.clone(),
            size_bytes: it.size_bytes,
            is_picture: is_picture(&it.mime),
        }
    }
}

/// A message.
#[derive(Debug, Serialize)]
pub(super) struct MessageJson {
    seq: i64,
    at: DateTime<Utc>,
    author: &'static str,
    name: String,
    key: Option<String>,
    kind: &'static str,
    text: String,
    files: Vec<FileJson>,
    article: Option<Answering>,
    items: Vec<Offered>,
    receipt: Option<ReceiptJson>,
    is_automatic: bool,
    confidence: Option<f64>,
    helped: Option<bool>,
}

/// What an agent will be told; how the visitor sounds is not part of it.
#[derive(Debug, Serialize)]
pub(super) struct CardJson {
    name: String,
    email: Option<String>,
    wish: String,
    asked: Vec<String>,
    tried: Vec<TriedJson>,
    read: Vec<String>,
    searched: Vec<String>,
    page: Option<String>,
    callback: Option<CallbackJson>,
}

#[derive(Debug, Serialize)]
struct TriedJson {
    title: String,
    helped: Option<bool>,
}

/// Where a conversation stands.
#[derive(Debug, Serialize)]
pub(super) struct StateJson {
    id: String,
    reference: i64,
    status: &'static str,
    holder: &'static str,
    agent_name: Option<String>,
    last_seq: i64,
    seen_by_agent: i64,
    card: Option<CardJson>,
    task: Option<TaskJson>,
}

/// A chat as asked for.
#[derive(Debug, Serialize)]
pub(super) struct PulledJson {
    conversation: Option<StateJson>,
    messages: Vec<MessageJson>,
    typing: bool,
}

/// Messages that came of a call.
#[derive(Debug, Default, Serialize)]
pub(super) struct MessagesJson {
    pub(super) messages: Vec<MessageJson>,
    /// What came of the wish to have the conversation by mail: `code_sent` or `sent`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) mail: Option<&'static str>,
}

/// What messages need to be shown: where articles are, and what Lotse is called.
#[derive(Debug, Clone)]
pub(super) struct Scenery {
    home: String,
    bot_name: String,
}

impl Scenery {
    pub(super) fn of(web: &Web, visitor: &Visitor) -> Self {
        let home = whole_home_of(&web.config, &web.app.current(), visitor.brand);
        let bot_name = web.catalogue.text(visitor.locale.as_str(), "chat.bot.name", &[]);
        Self { home, bot_name }
    }

    pub(super) fn message(&self, it: &Message) -> MessageJson {
        let is_automatic = it.author == Author::Machine;
        let (mut article, mut items, mut done) = (None, Vec::new(), None);
        let (mut confidence, mut helped) = (None, None);
        match &it.content {
            Content::Answer { shown, confidence: how, helped: said, .. } => {
                article = Some(Answering {
                    id: shown.article.to_string(),
                    title: shown.title.clone(),
                    url: address_in(&self.home, shown),
                });
                (confidence, helped) = (Some(*how), *said);
            }
            Content::Suggestions { items: all, .. } => {
                items = all.iter().map(|it| self.offered(it)).collect();
            }
            Content::Receipt(it) => done = Some(receipt(it)),
            _ => {}
        }
        let name = match it.author {
            Author::Machine => self.bot_name.clone(),
            _ => it.agent_name.clone().unwrap_or_default(),
        };
        let is_own = it.author == Author::Contact;
        MessageJson {
            seq: it.seq,
            at: it.at,
            author: it.author.as_str(),
            name,
            key: it.key.clone().filter(|_| is_own),
            kind: it.content.as_str(),
            text: it.text.clone(),
            files: it.files.iter().map(Into::into).collect(),
            article,
            items,
            receipt: done,
            is_automatic,
            confidence,
            helped,
        }
    }

    pub(super) fn messages(&self, all: &[Message]) -> Vec<MessageJson> {
        all.iter().map(|it| self.message(it)).collect()
    }

    pub(super) fn pulled(&self, it: &TalkNow) -> PulledJson {
        PulledJson {
            conversation: it.line.as_ref().map(state),
            messages: self.messages(&it.messages),
            typing: it.is_typing,
        }
    }

    fn offered(&self, it: &Shown) -> Offered {
        Offered {
            article: it.article.to_string(),
            title: it.title.clone(),
            url: address_in(&self.home, it),
        }
    }
}

pub(super) fn state(line: &ConversationLine) -> StateJson {
    let it = &line.conversation;
    StateJson {
        id: it.id.to_string(),
        reference: it.reference,
        status: it.status.as_str(),
        holder: it.holder.as_str(),
        agent_name: line.agent_name.clone(),
        last_seq: it.last_seq,
        seen_by_agent: it.seen_by_agent,
        card: it.card.as_ref().map(card),
        task: it.task.as_ref().map(task),
    }
}

pub(super) fn card(it: &Card) -> CardJson {
    let tried = it.tried.iter();
    CardJson {
        name: it.name.clone(),
        email: it.email.as_ref().map(|it| it.as_str().to_owned()),
        wish: it.wish.clone(),
        asked: it.asked.clone(),
        tried: tried.map(|it| TriedJson { title: it.title.clone(), helped: it.helped }).collect(),
        read: it.read.clone(),
        searched: it.searched.clone(),
        page: it.page.clone(),
        callback: it.callback.as_ref().map(Into::into),
    }
}
