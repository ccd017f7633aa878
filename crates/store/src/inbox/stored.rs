//! How conversations and messages lie in their rows.

use chrono::DateTime;
use lotse_domain::contacts::{Email, Proof};
use lotse_domain::hours::Window;
use lotse_domain::ids::FileId;
use lotse_domain::inbox::{
    Attachment, Attempt, Author, Callback, Card, Channel, Content, Conversation, HandOverReason,
    Holder, Message, Mood, Need, PageEvent, Place, Receipt, Shown, Status, Trail, Tried,
};
use serde::{Deserialize, Serialize};

use super::{ConversationLine, task};
use crate::dialect::Value;
use crate::error::StoreError;
use crate::row::{Row, json};

#[derive(Serialize, Deserialize)]
struct StoredTrail {
    page: Option<String>,
    searches: Vec<String>,
    answers: Vec<String>,
    #[serde(default)]
    read: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    events: Vec<StoredEvent>,
}

#[derive(Serialize, Deserialize)]
struct StoredEvent {
    name: String,
    properties: Vec<(String, String)>,
    at: i64,
}

#[derive(Serialize, Deserialize)]
struct StoredAttachment {
    file: String,
    name: String,
    size_bytes: i64,
    #[serde(default)]
    mime: String,
}

#[derive(Serialize, Deserialize)]
struct StoredShown {
    article: String,
    title: String,
    locale: String,
    slug: String,
    anchor: Option<String>,
}

/// What a message is about; plain text is not written down.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum StoredContent {
    Answer {
        shown: StoredShown,
        is_sure: bool,
        confidence: f64,
        question: Option<String>,
        helped: Option<bool>,
    },
    Suggestions {
        items: Vec<StoredShown>,
        question: Option<String>,
    },
    Unknown,
    Receipt {
        run: String,
        title: String,
        reference: String,
        links: Vec<(String, String)>,
        undo_until: Option<i64>,
        is_undone: bool,
    },
    HandedOver {
        reason: String,
    },
    Taken,
    Left,
    Resolved,
    Reopened,
    MailFailed {
        to: String,
    },
}

#[derive(Serialize, Deserialize)]
struct StoredCard {
    name: String,
    email: Option<String>,
    proof: i64,
    wish: String,
    asked: Vec<String>,
    tried: Vec<(String, Option<bool>)>,
    read: Vec<String>,
    searched: Vec<String>,
    page: Option<String>,
    #[serde(default)]
    attempt: Option<StoredAttempt>,
    #[serde(default)]
    callback: Option<StoredCallback>,
    mood: String,
    reason: String,
}

#[derive(Serialize, Deserialize)]
struct StoredAttempt {
    title: String,
    outcome: String,
    values: Vec<(String, String)>,
}

#[derive(Serialize, Deserialize)]
struct StoredCallback {
    phone: String,
    from: i64,
    until: i64,
    zone: String,
    asked_at: i64,
}

pub(super) fn trail(it: &Trail) -> Value {
    json(&StoredTrail {
        page: it.page.clone(),
        searches: it.searches.clone(),
        answers: it.answers.clone(),
        read: it.read.clone(),
        events: it.events.iter().map(stored_event).collect(),
    })
}

fn stored_event(it: &PageEvent) -> StoredEvent {
    StoredEvent {
        name: it.name().to_owned(),
        properties: it.properties().to_vec(),
        at: it.at().timestamp_millis(),
    }
}

fn read_event(it: StoredEvent) -> Option<PageEvent> {
    PageEvent::new(&it.name, it.properties, DateTime::from_timestamp_millis(it.at)?)
}

pub(super) fn files(all: &[Attachment]) -> Value {
    let files: Vec<StoredAttachment> = all
        .iter()
        .map(|it| StoredAttachment {
            file: it.file.to_string(),
            name: it.name.clone(),
            size_bytes: it.size_bytes,
            mime: it.mime.clone(),
        })
        .collect();
    json(&files)
}

pub(super) fn content(it: &Content) -> Value {
    let stored = match it {
        Content::Text => return Value::Text(None),
        Content::Answer { shown, is_sure, confidence, question, helped } => StoredContent::Answer {
            shown: stored_shown(shown),
            is_sure: *is_sure,
            confidence: *confidence,
            question: question.map(|it| it.to_string()),
            helped: *helped,
        },
        Content::Suggestions { items, question } => StoredContent::Suggestions {
            items: items.iter().map(stored_shown).collect(),
            question: question.map(|it| it.to_string()),
        },
        Content::Unknown => StoredContent::Unknown,
        Content::Receipt(it) => StoredContent::Receipt {
            run: it.run.to_string(),
            title: it.title.clone(),
            reference: it.reference.clone(),
            links: it.links.clone(),
            undo_until: it.undo_until.map(|it| it.timestamp_millis()),
            is_undone: it.is_undone,
        },
        Content::HandedOver(reason) => {
            StoredContent::HandedOver { reason: reason.as_str().to_owned() }
        }
        Content::Taken => StoredContent::Taken,
        Content::Left => StoredContent::Left,
        Content::Resolved => StoredContent::Resolved,
        Content::Reopened => StoredContent::Reopened,
        Content::MailFailed(to) => StoredContent::MailFailed { to: to.clone() },
    };
    json(&stored)
}

pub(super) fn card(it: Option<&Card>) -> Value {
    let Some(it) = it else { return Value::Text(None) };
    json(&StoredCard {
        name: it.name.clone(),
        email: it.email.as_ref().map(|it| it.as_str().to_owned()),
        proof: it.proof.level(),
        wish: it.wish.clone(),
        asked: it.asked.clone(),
        tried: it.tried.iter().map(|it| (it.title.clone(), it.helped)).collect(),
        read: it.read.clone(),
        searched: it.searched.clone(),
        page: it.page.clone(),
        attempt: it.attempt.as_ref().map(|it| StoredAttempt {
            title: it.title.clone(),
            outcome: it.outcome.clone(),
            values: it.values.clone(),
        }),
        callback: it.callback.as_ref().map(|it| StoredCallback {
            phone: it.phone.as_str().to_owned(),
            from: it.window.from.timestamp_millis(),
            until: it.window.until.timestamp_millis(),
            zone: it.zone.name().to_owned(),
            asked_at: it.asked_at.timestamp_millis(),
        }),
        mood: it.mood.as_str().to_owned(),
        reason: it.reason.as_str().to_owned(),
    })
}

/// The name of a list of the desk, as counted and looked up.
pub(super) fn place(it: Place) -> String {
    match it {
        Place::Bot => "bot".to_owned(),
        Place::Queue => "queue".to_owned(),
        Place::Of(agent) => format!("of:{agent}"),
        Place::Snoozed => "snoozed".to_owned(),
        Place::Resolved => "resolved".to_owned(),
    }
}

pub(super) fn line(row: &Row) -> Result<ConversationLine, StoreError> {
    let trail: StoredTrail = row.json("trail")?;
    let agent = row.opt_parsed("agent")?;
    let card = read_card(row)?;
    let claimed = card.as_ref().and_then(|it| it.email.as_ref());
    let proof = Proof::from_level(row.int("proof")?);
    let known = row.opt_text("email")?;
    let is_email_proven = known.is_some() && Proof::Possession <= proof;
    let email = known.or_else(|| claimed.map(|it| it.as_str().to_owned()));
    Ok(ConversationLine {
        contact: (row.text("name")?, email),
        proof,
        is_email_proven,
        agent_name: row.opt_text("agent_name")?,
        preview: row.text("preview")?,
        has_files: row.is("has_files")?,
        told: row.int("told")?,
        change: row.int("change")?,
        conversation: Conversation {
            id: row.parsed("id")?,
            reference: row.int("reference")?,
            brand: row.parsed("brand")?,
            contact: row.parsed("contact")?,
            locale: row.parsed("locale")?,
            trail: Trail {
                page: trail.page,
                searches: trail.searches,
                answers: trail.answers,
                read: trail.read,
                events: trail.events.into_iter().filter_map(read_event).collect(),
            },
            status: row.named("status", Status::from_name)?,
            opened_at: row.time("opened_at")?,
            updated_at: row.time("updated_at")?,
            channel: row.named("channel", Channel::from_name)?,
            holder: row.named("holder", |name| Holder::from_name(name, agent))?,
            version: row.int("version")?,
            last_seq: row.int("last_seq")?,
            misses: row.int("misses")?,
            card,
            task: task::read(row)?,
            snoozed_until: row.opt_time("snoozed_until")?,
            seen_by_contact: row.int("seen_by_contact")?,
            seen_by_agent: row.int("seen_by_agent")?,
            need: Need {
                skill: row.opt_text("skill")?,
                reserved_until: row.opt_time("reserved_until")?,
            },
        },
    })
}

pub(super) fn message(row: &Row) -> Result<Message, StoreError> {
    let files: Vec<StoredAttachment> = row.json("files")?;
    let files = files.into_iter().map(|it| {
        let file: FileId = it.file.parse().or(Err(StoreError::Corrupt("files")))?;
        Ok(Attachment { file, name: it.name, size_bytes: it.size_bytes, mime: it.mime })
    });
    Ok(Message {
        id: row.parsed("id")?,
        conversation: row.parsed("conversation")?,
        author: Author::from_name(&row.text("author")?),
        agent_name: row.opt_text("agent_name")?,
        text: row.text("text")?,
        files: files.collect::<Result<_, StoreError>>()?,
        at: row.time("at")?,
        seq: row.int("seq")?,
        key: row.opt_text("key")?,
        content: read_content(row)?,
    })
}

fn read_content(row: &Row) -> Result<Content, StoreError> {
    let Some(text) = row.opt_text("content")? else { return Ok(Content::Text) };
    let stored: StoredContent = serde_json::from_str(&text).or(Err(CONTENT))?;
    let id = |text: Option<String>| text.map(|it| it.parse().or(Err(CONTENT))).transpose();
    Ok(match stored {
        StoredContent::Answer { shown, is_sure, confidence, question, helped } => Content::Answer {
            shown: read_shown(shown)?,
            is_sure,
            confidence,
            question: id(question)?,
            helped,
        },
        StoredContent::Suggestions { items, question } => Content::Suggestions {
            items: items.into_iter().map(read_shown).collect::<Result<_, _>>()?,
            question: id(question)?,
        },
        StoredContent::Unknown => Content::Unknown,
        StoredContent::Receipt { run, title, reference, links, undo_until, is_undone } => {
            let run = run.parse().or(Err(CONTENT))?;
            let undo_until = undo_until.and_then(DateTime::from_timestamp_millis);
            Content::Receipt(Receipt { run, title, reference, links, undo_until, is_undone })
        }
        StoredContent::HandedOver { reason } => {
            Content::HandedOver(HandOverReason::from_name(&reason).ok_or(CONTENT)?)
        }
        StoredContent::Taken => Content::Taken,
        StoredContent::Left => Content::Left,
        StoredContent::Resolved => Content::Resolved,
        StoredContent::Reopened => Content::Reopened,
        StoredContent::MailFailed { to } => Content::MailFailed(to),
    })
}

fn read_card(row: &Row) -> Result<Option<Card>, StoreError> {
    let Some(text) = row.opt_text("card")? else { return Ok(None) };
    let it: StoredCard = serde_json::from_str(&text).or(Err(CARD))?;
    let email: Option<Email> = it.email.map(|it| it.parse()).transpose().ok().ok_or(CARD)?;
    Ok(Some(Card {
        name: it.name,
        email,
        proof: Proof::from_level(it.proof),
        wish: it.wish,
        asked: it.asked,
        tried: it.tried.into_iter().map(|(title, helped)| Tried { title, helped }).collect(),
        read: it.read,
        searched: it.searched,
        page: it.page,
        attempt: it.attempt.map(|it| Attempt {
            title: it.title,
            outcome: it.outcome,
            values: it.values,
        }),
        callback: it.callback.as_ref().map(read_callback).transpose()?,
        mood: Mood::from_name(&it.mood),
        reason: HandOverReason::from_name(&it.reason).ok_or(CARD)?,
    }))
}

fn read_callback(it: &StoredCallback) -> Result<Callback, StoreError> {
    let time = |at| DateTime::from_timestamp_millis(at).ok_or(CARD);
    Ok(Callback {
        phone: it.phone.parse().or(Err(CARD))?,
        window: Window { from: time(it.from)?, until: time(it.until)? },
        zone: it.zone.parse().or(Err(CARD))?,
        asked_at: time(it.asked_at)?,
    })
}

const CONTENT: StoreError = StoreError::Corrupt("content");
const CARD: StoreError = StoreError::Corrupt("card");

fn stored_shown(it: &Shown) -> StoredShown {
    StoredShown {
        article: it.article.to_string(),
        title: it.title.clone(),
        locale: it.locale.to_string(),
        slug: it.slug.clone(),
        anchor: it.anchor.clone(),
    }
}

fn read_shown(it: StoredShown) -> Result<Shown, StoreError> {
    Ok(Shown {
        article: it.article.parse().or(Err(CONTENT))?,
        title: it.title,
        locale: it.locale.parse().or(Err(CONTENT))?,
        slug: it.slug,
        anchor: it.anchor,
    })
}
