//! The card an agent gets with a conversation, so that nobody has to ask again what was said.

use crate::contacts::{Contact, Email, Proof};

use super::{Author, Callback, Content, HandOverReason, Message, Trail};

/// So many entries of each kind are put on a card, the newest.
const ENTRIES: usize = 20;
/// So many characters of each.
const ENTRY_CHARS: usize = 500;

/// What is known when a conversation is handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// As the contact wants to be called; may be empty.
    pub name: String,
    /// Where an answer may go; claimed unless `proof` says more.
    pub email: Option<Email>,
    /// How well the contact is known.
    pub proof: Proof,
    /// What it is about, in the contact's words.
    pub wish: String,
    /// What the contact wrote, oldest first.
    pub asked: Vec<String>,
    /// Answers that were shown, oldest first.
    pub tried: Vec<Tried>,
    /// Titles of articles the contact opened, oldest first.
    pub read: Vec<String>,
    /// What the contact searched for, oldest first.
    pub searched: Vec<String>,
    /// The page the chat was on.
    pub page: Option<String>,
    /// What Lotse began to do for the contact and could not finish.
    pub attempt: Option<Attempt>,
    /// When the contact wants to be called, and where.
    pub callback: Option<Callback>,
    /// How the contact sounds.
    pub mood: Mood,
    /// Why it was handed over.
    pub reason: HandOverReason,
}

/// An answer that was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// The article's title.
    pub title: String,
    /// Whether the contact said that it helped.
    pub helped: Option<bool>,
}

/// Something Lotse began to do in another system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// What was to be done.
    pub title: String,
    /// Why it was not, in the other system's or our words; empty when the contact broke off.
    pub outcome: String,
    /// What the contact entered, as names and values.
    pub values: Vec<(String, String)>,
}

/// How a contact sounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// As people do.
    Neutral,
    /// Insults or shouts.
    Upset,
}

impl Mood {
    /// Its name in tables and the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Upset => "upset",
        }
    }

    /// The mood of that name; unknown names are neutral.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        if name == "upset" { Self::Upset } else { Self::Neutral }
    }
}

impl Card {
    /// Gathers the card from the messages, oldest first, and what the contact did before.
    #[must_use]
    pub fn of(
        contact: &Contact,
        messages: &[Message],
        trail: &Trail,
        (reason, mood): (HandOverReason, Mood),
    ) -> Self {
        let theirs = messages.iter().filter(|it| it.author == Author::Contact);
        let asked = theirs.map(|it| cut(&it.text)).filter(|it| !it.is_empty());
        let asked: Vec<String> = asked.collect();
        let tried = messages.iter().filter_map(|it| match &it.content {
            Content::Answer { shown, helped, .. } => {
                Some(Tried { title: cut(&shown.title), helped: *helped })
            }
            _ => None,
        });
        Self {
            name: contact.name.clone(),
            email: contact.email.clone(),
            proof: contact.proof,
            wish: asked.first().cloned().unwrap_or_default(),
            tried: newest(tried.collect()),
            read: newest(trail.read.iter().map(|it| cut(it)).collect()),
            searched: newest(trail.searches.iter().map(|it| cut(it)).collect()),
            page: trail.page.clone(),
            attempt: None,
            callback: None,
            mood,
            asked: newest(asked),
            reason,
        }
    }
}

fn cut(text: &str) -> String {
    text.trim().chars().take(ENTRY_CHARS).collect()
}

fn newest<T>(mut all: Vec<T>) -> Vec<T> {
    let surplus = all.len().saturating_sub(ENTRIES);
    all.drain(..surplus);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{ArticleId, ContactId, ConversationId, MessageId};
    use crate::inbox::Shown;
    use uuid::Uuid;

    fn message(seq: i64, author: Author, text: &str, content: Content) -> Message {
        Message {
            id: MessageId(Uuid::from_u128(u128::try_from(seq).unwrap())),
            conversation: ConversationId(Uuid::from_u128(1)),
            author,
            agent_name: None,
            text: text.to_owned(),
            files: Vec::new(),
            at: chrono::DateTime::UNIX_EPOCH,
            seq,
            key: None,
            content,
        }
    }

    fn answer(title: &str, helped: Option<bool>) -> Content {
        let shown = Shown {
            article: ArticleId(Uuid::from_u128(7)),
            title: title.to_owned(),
            locale: "de".parse().unwrap(),
            slug: "a".to_owned(),
            anchor: None,
        };
        Content::Answer { shown, is_sure: true, confidence: 0.9, question: None, helped }
    }

    fn contact() -> Contact {
        Contact {
            id: ContactId(Uuid::from_u128(1)),
            name: "Ada".to_owned(),
            email: None,
            proof: Proof::Device,
            segments: Vec::new(),
        }
    }

    #[test]
    fn a_card_holds_what_was_asked_tried_read_and_searched() {
        let messages = [
            message(1, Author::Contact, " Gummi fehlt ", Content::Text),
            message(2, Author::Machine, "…", answer("Nasenpads wechseln", Some(false))),
            message(3, Author::Note, "intern", Content::Text),
            message(4, Author::Contact, "Mensch!", Content::Text),
        ];
        let trail = Trail {
            page: Some("https://shop.example/".to_owned()),
            searches: vec!["Gummi".to_owned()],
            read: vec!["Pflege".to_owned()],
            ..Trail::default()
        };
        let why = (HandOverReason::Asked, Mood::Neutral);
        let card = Card::of(&contact(), &messages, &trail, why);
        assert_eq!(card.wish, "Gummi fehlt");
        assert_eq!(card.asked, ["Gummi fehlt", "Mensch!"], "notes stay with the team");
        let tried = Tried { title: "Nasenpads wechseln".to_owned(), helped: Some(false) };
        assert_eq!(card.tried, [tried]);
        assert_eq!((card.read, card.searched), (trail.read, trail.searches));
        assert_eq!((card.page, card.mood), (trail.page, Mood::Neutral));
        assert_eq!((card.name.as_str(), card.reason), ("Ada", HandOverReason::Asked));
    }

    #[test]
    fn a_card_keeps_the_first_wish_and_does_not_grow_without_end() {
        let many: Vec<Message> = (1..=60)
            .map(|it| {
                message(it, Author::Contact, &format!("{it} {}", "x".repeat(900)), Content::Text)
            })
            .collect();
        let why = (HandOverReason::Rage, Mood::Upset);
        let card = Card::of(&contact(), &many, &Trail::default(), why);
        assert!(card.wish.starts_with("1 "));
        assert_eq!(card.asked.len(), 20);
        assert!(card.asked.last().unwrap().starts_with("60 "));
        assert!(card.asked.iter().all(|it| it.chars().count() <= 500));
        assert_eq!(card.mood, Mood::Upset);
    }
}
