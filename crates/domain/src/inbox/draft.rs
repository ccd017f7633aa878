//! What an agent has written and not sent.

/// A text an agent has not sent yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What it will be.
    pub kind: DraftKind,
    /// As typed; empty once it was sent.
    pub text: String,
    /// Counts its changes: who saves names the one they have seen.
    pub version: i64,
}

/// What a draft will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DraftKind {
    /// An answer to the contact.
    Reply,
    /// A note for the team.
    Note,
}

impl DraftKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Reply, Self::Note];

    /// Its name in tables and the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Note => "note",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}
