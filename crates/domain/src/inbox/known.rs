//! What is already known of a contact, so that nobody has to say it twice.

use super::Message;
use super::{Author, Card};
use crate::contacts::Email;

/// So many characters of what it is about are shown.
const SHOWN_CHARS: usize = 160;
/// So many words before a number may say that it is the one of an order.
const NEAR: usize = 4;
/// Beginnings of words that stand with the number of an order, in our three languages.
const ORDER_WORDS: [&str; 5] = ["bestell", "auftrag", "zamówieni", "zamowieni", "order"];
/// Fewer digits are an age or a size.
const DIGITS: usize = 4;

/// What a contact can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fact {
    /// How they are called.
    Name,
    /// Their e-mail address.
    Email,
    /// The number of their order.
    OrderNumber,
    /// What it is about.
    Matter,
}

impl Fact {
    /// Its name in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::OrderNumber => "order_number",
            Self::Matter => "matter",
        }
    }
}

/// Something that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// What it is.
    pub fact: Fact,
    /// As the contact said it.
    pub value: String,
}

/// All that is known: from the contact's name and address, the card and the messages, oldest first.
/// `is_said` tells whether a message says what it is about, and is no mere greeting.
#[must_use]
pub fn known_facts(
    (name, email): (&str, Option<&str>),
    card: Option<&Card>,
    messages: &[Message],
    is_said: impl Fn(&str) -> bool,
) -> Vec<Known> {
    let theirs: Vec<&str> = messages
        .iter()
        .filter(|it| it.author == Author::Contact)
        .map(|it| it.text.as_str())
        .collect();
    let first = |all: [Option<String>; 3]| {
        all.into_iter().flatten().map(|it| it.trim().to_owned()).find(|it| !it.is_empty())
    };
    let name = first([card.map(|it| it.name.clone()), Some(name.to_owned()), None]);
    let on_card = card.and_then(|it| it.email.as_ref()).map(|it| it.as_str().to_owned());
    let written = theirs.iter().rev().find_map(|it| address_in(it));
    let email = first([on_card, email.map(str::to_owned), written]);
    let order = theirs.iter().rev().find_map(|it| order_number_in(it));
    let wish = card.map(|it| it.wish.clone()).filter(|it| is_said(it));
    let matter = wish.or_else(|| theirs.iter().find(|it| is_said(it)).map(|it| (*it).to_owned()));
    let facts = [
        (Fact::Name, name),
        (Fact::Email, email),
        (Fact::OrderNumber, order),
        (Fact::Matter, matter),
    ];
    facts
        .into_iter()
        .filter_map(|(fact, value)| {
            let value: String = value?.trim().chars().take(SHOWN_CHARS).collect();
            Some(Known { fact, value })
        })
        .collect()
}

/// What an answer asks for although it is known. Whoever names the value themselves asks whether it
/// is right, and that is fine.
#[must_use]
pub fn already_known(asked: &[Fact], known: &[Known], answer: &str) -> Vec<Known> {
    let answer = answer.to_lowercase();
    let is_named = |it: &Known| answer.contains(&it.value.to_lowercase());
    known.iter().filter(|it| asked.contains(&it.fact) && !is_named(it)).cloned().collect()
}

fn address_in(text: &str) -> Option<String> {
    let words = text.split(|it: char| it.is_whitespace() || "<>(),;:\"".contains(it));
    words
        .filter(|it| it.contains('@'))
        .map(|it| it.trim_end_matches(['.', '!', '?']))
        .find_map(|it| it.parse::<Email>().ok())
        .map(|it| it.as_str().to_owned())
}

/// A number that is called one of an order, or that has the form of one: letters, then digits.
fn order_number_in(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split(|it: char| it.is_whitespace() || ",;:()\"#".contains(it))
        .map(|it| it.trim_matches(['.', '!', '?']))
        .filter(|it| !it.is_empty())
        .collect();
    let is_named = |at: usize| {
        words.iter().take(at).rev().take(NEAR).any(|it| {
            let word = it.to_lowercase();
            ORDER_WORDS.iter().any(|begins| word.starts_with(begins))
        })
    };
    let found = words.iter().enumerate().rev().find(|(at, word)| {
        is_number(word) && (is_named(*at) || word.starts_with(|it: char| it.is_ascii_uppercase()))
    });
    found.map(|(_, word)| (*word).to_owned())
}

fn is_number(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let is_plain = word.chars().all(|it| it.is_ascii_alphanumeric() || it == '-');
    let letters = word.chars().filter(char::is_ascii_alphabetic).count();
    is_plain && (DIGITS..=16).contains(&digits) && letters <= 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{ConversationId, MessageId};
    use crate::inbox::Content;
    use uuid::Uuid;

    fn said(author: Author, text: &str) -> Message {
        Message {
            id: MessageId(Uuid::from_u128(1)),
            conversation: ConversationId(Uuid::from_u128(1)),
            author,
            agent_name: None,
            text: text.to_owned(),
            files: Vec::new(),
            at: chrono::DateTime::UNIX_EPOCH,
            seq: 1,
            key: None,
            content: Content::Text,
        }
    }

    fn known(texts: &[&str]) -> Vec<(Fact, String)> {
        let messages: Vec<Message> = texts.iter().map(|it| said(Author::Contact, it)).collect();
        let facts = known_facts(("", None), None, &messages, |it| it.contains(' '));
        facts.into_iter().map(|it| (it.fact, it.value)).collect()
    }

    #[track_caller]
    fn check_order(text: &str, expect: Option<&str>) {
        assert_eq!(order_number_in(text).as_deref(), expect, "{text}");
    }

    #[test]
    fn the_number_of_an_order_is_found_where_it_is_named_or_looks_like_one() {
        check_order("Meine Bestellnummer ist B-20871.", Some("B-20871"));
        check_order("Bestellung 20871 ist nicht da", Some("20871"));
        check_order("zamówienie nr 20871", Some("20871"));
        check_order("order #20871?", Some("20871"));
        check_order("Es geht um B-20871", Some("B-20871"));
        check_order("Ich wohne in 10437 Berlin", None);
        check_order("Die Brille kostet 129 Euro", None);
        check_order("+49 151 23456789", None);
        check_order("Bestellung vom 21. November", None);
        check_order("Bestellnummer?", None);
    }

    #[test]
    fn what_the_contact_wrote_is_known_and_the_first_matter_counts() {
        let all = known(&["Hallo", "Der Bügel ist ab", "ada@example.org, B-20871", "Danke sehr"]);
        let expect = [
            (Fact::Email, "ada@example.org"),
            (Fact::OrderNumber, "B-20871"),
            (Fact::Matter, "Der Bügel ist ab"),
        ];
        assert_eq!(all, expect.map(|(fact, value)| (fact, value.to_owned())));
        assert!(known(&["Hallo"]).is_empty());
        let agents = [said(Author::Agent, "Bestellung 4711 an a@example.org")];
        assert!(known_facts(("", None), None, &agents, |_| true).is_empty(), "only the contact's");
    }

    #[test]
    fn who_asks_for_what_is_known_is_warned_unless_they_name_it() {
        let known = [
            Known { fact: Fact::Name, value: "Ada".to_owned() },
            Known { fact: Fact::OrderNumber, value: "B-20871".to_owned() },
        ];
        let asked = [Fact::OrderNumber, Fact::Email];
        assert_eq!(already_known(&asked, &known, "Ihre Bestellnummer?"), known[1..]);
        assert!(already_known(&asked, &known, "Ist b-20871 die Bestellnummer?").is_empty());
        assert!(already_known(&[Fact::Email], &known, "Ihre E-Mail?").is_empty());
        assert!(already_known(&[], &known, "Guten Tag").is_empty());
    }
}
