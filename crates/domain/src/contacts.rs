//! People who ask.

mod identity;
mod phone;

use crate::ids::ContactId;

pub use identity::{By, Here, Joining, Owner, Proven, SigningAlgorithm, decide_joining};
pub use phone::{NotAPhone, Phone, country_code};

/// A person who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Identifies the person for good.
    pub id: ContactId,
    /// As the person wants to be called; may be empty.
    pub name: String,
    /// Where answers go. Claimed, not proven, unless `proof` says more.
    pub email: Option<Email>,
    /// How well we know that it is this person.
    pub proof: Proof,
    /// Groups that open further knowledge, for example `business`.
    pub segments: Vec<String>,
}

/// How well an identity is proven, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Proof {
    /// A device we have seen before.
    Device,
    /// The person says so.
    Claimed,
    /// The person has read a code we sent there.
    Possession,
    /// The shop, where the person is signed in, says so and has signed it.
    SignedIn,
    /// The person has proven it once more for one thing.
    SteppedUp,
}

impl Proof {
    /// All of them, weakest first.
    pub const ALL: [Self; 5] =
        [Self::Device, Self::Claimed, Self::Possession, Self::SignedIn, Self::SteppedUp];

    /// The strongest.
    pub const STRONGEST: Self = Self::SteppedUp;

    /// The level as stored: 0 device, 1 claimed, 2 possession, 3 signed in, 4 stepped up.
    #[must_use]
    pub fn level(self) -> i64 {
        match self {
            Self::Device => 0,
            Self::Claimed => 1,
            Self::Possession => 2,
            Self::SignedIn => 3,
            Self::SteppedUp => 4,
        }
    }

    /// Its name in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Claimed => "claimed",
            Self::Possession => "possession",
            Self::SignedIn => "signed_in",
            Self::SteppedUp => "stepped_up",
        }
    }

    /// The proof of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }

    /// The proof of that level; unknown levels count as the weakest.
    #[must_use]
    pub fn from_level(level: i64) -> Self {
        Self::ALL.into_iter().find(|it| it.level() == level).unwrap_or(Self::Device)
    }
}

/// An e-mail address in the form we can write to, in lower case: phones capitalise the first
/// letter, and providers do not tell `Ada@` from `ada@`.
///
/// Only a plausibility check: one `@`, a domain with a dot, no blanks, control characters,
/// quotes, brackets or commas, at most 254 characters (RFC 5321).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

/// The text is not an e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address")]
pub struct NotAnEmail;

impl Email {
    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for Email {
    type Err = NotAnEmail;

    fn from_str(text: &str) -> Result<Self, NotAnEmail> {
        let text = text.trim();
        let (local, domain) = text.split_once('@').ok_or(NotAnEmail)?;
        let odd = |it: char| {
            it.is_whitespace() || it.is_control() || "@\"'<>()[],;:\\\u{200b}\u{202e}".contains(it)
        };
        let plausible = !local.is_empty()
            && local.len() <= 64
            && text.len() <= 254
            && !local.contains(odd)
            && !domain.contains(odd)
            && domain.contains('.')
            && domain.split('.').all(|it| !it.is_empty() && it.len() <= 63);
        if plausible { Ok(Self(text.to_lowercase())) } else { Err(NotAnEmail) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(text.parse::<Email>().ok().as_ref().map(Email::as_str), expect);
    }

    #[test]
    fn takes_plausible_addresses_and_refuses_tricks() {
        check(" Ada@Example.ORG ", Some("ada@example.org"));
        check("żaneta@przykład.pl", Some("żaneta@przykład.pl"));
        check("ada", None);
        check("ada@localhost", None);
        check("a@b@example.org", None);
        check("a\r\nBcc: x@example.org", None);
        check("\"a\"@example.org", None);
        check("ada@example..org", None);
    }

    #[test]
    fn proof_levels_read_back_and_unknown_ones_prove_nothing() {
        for proof in Proof::ALL {
            assert_eq!(Proof::from_level(proof.level()), proof);
        }
        assert_eq!(Proof::from_level(99), Proof::Device);
    }
}
