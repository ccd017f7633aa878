//! Who turns out to be here when somebody proves who they are, and what becomes of what was said
//! before.

use chrono::{DateTime, Duration, Utc};

use super::{Email, Proof};

/// How long a proof counts on a device; after that it has to be given again. What was said stays
/// readable there.
const LASTS: Duration = Duration::hours(12);

/// What was proven on one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    /// How well.
    pub proof: Proof,
    /// The address that was proven: by a code, or by the shop's word.
    pub email: Option<Email>,
    /// The shop's own id of the person, where the shop has signed it.
    pub subject: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

impl Proven {
    /// How well it is proven at `now`: what is older than twelve hours is a claim.
    #[must_use]
    pub fn proof_at(&self, now: DateTime<Utc>) -> Proof {
        if now < self.at + LASTS { self.proof } else { self.proof.min(Proof::Claimed) }
    }
}

/// How shops sign who is signed in there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SigningAlgorithm {
    /// A secret that both sides know.
    Hs256,
    /// A key pair of the shop, of which we know the public half.
    EdDsa,
}

impl SigningAlgorithm {
    /// Its name in tokens, tables and the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hs256 => "HS256",
            Self::EdDsa => "EdDSA",
        }
    }

    /// The algorithm of that name; there are no others.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Hs256, Self::EdDsa].into_iter().find(|it| it.as_str() == name)
    }
}

/// What the contact on a device has proven before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Here {
    /// Nothing.
    Nobody,
    /// An address, and nothing at this shop.
    Mail,
    /// That they are signed in at this shop.
    Shop,
}

/// Whom the proof belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// To nobody we know.
    Unknown,
    /// To the contact on the device.
    Same,
    /// To another contact.
    Other,
}

/// What proves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The shop's signature.
    Shop,
    /// A code sent to an address.
    Mail,
}

/// What becomes of the device and of what was said there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joining {
    /// The contact here is the one who proved it.
    Stay,
    /// The device becomes the other contact's, and what was said here goes along.
    Bring,
    /// The device becomes the other contact's; what was said here stays with whoever said it.
    Switch,
    /// A new contact takes the device; what was said here stays with whoever said it.
    Fresh,
    /// The contact here stays, and has proven one thing more on this device only.
    Note,
}

/// Decides whose the device is. Nobody gets to see what somebody else said who had proven who
/// they are.
#[must_use]
pub fn decide_joining(here: Here, owner: Owner, by: By) -> Joining {
    match (here, owner, by) {
        (_, Owner::Same, _)
        | (Here::Nobody, Owner::Unknown, _)
        | (Here::Shop, Owner::Unknown, By::Mail) => Joining::Stay,
        (Here::Nobody, Owner::Other, _) => Joining::Bring,
        (Here::Shop, Owner::Other, By::Mail) => Joining::Note,
        (Here::Mail | Here::Shop, Owner::Other, _) => Joining::Switch,
        (Here::Mail | Here::Shop, Owner::Unknown, _) => Joining::Fresh,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_said_goes_along_only_while_nobody_had_proven_who_they_are() {
        for by in [By::Shop, By::Mail] {
            assert_eq!(decide_joining(Here::Nobody, Owner::Unknown, by), Joining::Stay);
            assert_eq!(decide_joining(Here::Nobody, Owner::Other, by), Joining::Bring);
            for here in [Here::Nobody, Here::Mail, Here::Shop] {
                assert_eq!(decide_joining(here, Owner::Same, by), Joining::Stay);
            }
        }
        for here in [Here::Mail, Here::Shop] {
            assert_eq!(decide_joining(here, Owner::Other, By::Shop), Joining::Switch);
            assert_eq!(decide_joining(here, Owner::Unknown, By::Shop), Joining::Fresh);
        }
        assert_eq!(decide_joining(Here::Mail, Owner::Other, By::Mail), Joining::Switch);
        assert_eq!(decide_joining(Here::Mail, Owner::Unknown, By::Mail), Joining::Fresh);
    }

    #[test]
    fn who_is_signed_in_stays_so_when_an_address_is_proven_too() {
        assert_eq!(decide_joining(Here::Shop, Owner::Unknown, By::Mail), Joining::Stay);
        assert_eq!(decide_joining(Here::Shop, Owner::Other, By::Mail), Joining::Note);
    }

    #[test]
    fn a_proof_grows_old_and_then_is_a_claim() {
        let at = DateTime::UNIX_EPOCH;
        let proven = Proven { proof: Proof::SignedIn, email: None, subject: None, at };
        assert_eq!(proven.proof_at(at + LASTS - Duration::seconds(1)), Proof::SignedIn);
        assert_eq!(proven.proof_at(at + LASTS), Proof::Claimed);
        let device = Proven { proof: Proof::Device, ..proven };
        assert_eq!(device.proof_at(at + LASTS), Proof::Device);
    }

    #[test]
    fn there_are_two_algorithms_and_none_is_not_one() {
        for name in ["HS256", "EdDSA"] {
            assert_eq!(SigningAlgorithm::from_name(name).map(SigningAlgorithm::as_str), Some(name));
        }
        for name in ["none", "None", "hs256", "HS384", "RS256", ""] {
            assert_eq!(SigningAlgorithm::from_name(name), None);
        }
    }
}
