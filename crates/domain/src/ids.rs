//! One type per id, so that an article's id can never be passed where a contact's is meant.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

/// The text is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::try_parse(text).map(Self).or(Err(NotAnId))
            }
        }
    };
}

id!(
    /// A brand: one help centre with its own look, domain and languages.
    BrandId
);
id!(
    /// A category of a brand's help centre.
    CategoryId
);
id!(
    /// An article with all its translations.
    ArticleId
);
id!(
    /// A picture or other file that articles or messages show.
    FileId
);
id!(
    /// Something Lotse can do for customers in another system.
    ActionId
);
id!(
    /// One attempt to do it.
    RunId
);
id!(
    /// Another system Lotse may call.
    SystemId
);
id!(
    /// A key that a shop signs with who is signed in there.
    IdentityKeyId
);
id!(
    /// A person who asks.
    ContactId
);
id!(
    /// A person who helps.
    AgentId
);
id!(
    /// A thread of messages with one contact.
    ConversationId
);
id!(
    /// One entry of a conversation.
    MessageId
);
id!(
    /// A question somebody asked, whether it was answered or not.
    QuestionId
);
id!(
    /// A question whose answer is settled.
    GoldenId
);
id!(
    /// A lay word and what it means.
    SynonymId
);
id!(
    /// A current notice on the help page.
    NoticeId
);
id!(
    /// A shop or office with opening hours.
    LocationId
);
id!(
    /// A key for programs that use the API.
    ApiKeyId
);
id!(
    /// One run of an importer.
    ImportId
);
id!(
    /// A piece of work waiting in the queue.
    JobId
);
id!(
    /// A mail that leaves.
    MailId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_what_it_wrote_and_refuses_the_rest() {
        let id = ArticleId(Uuid::from_u128(7));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("seven".parse::<ArticleId>(), Err(NotAnId));
    }
}
