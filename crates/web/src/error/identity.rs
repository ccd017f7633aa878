//! Proofs of who somebody is that do not hold, and keys that cannot be kept.

use chrono::{DateTime, Utc};
use http::StatusCode;
use lotse_app::SealError;
use lotse_app::identity::{IdentityError, IdentityKeyError, TokenFlaw};

use super::Problem;

impl Problem {
    /// A proof that does not hold; the time the next code may be asked for is told from `now`.
    pub(crate) fn identity(error: IdentityError, now: DateTime<Utc>) -> Self {
        let detail = error.to_string();
        match error {
            IdentityError::Token(flaw) => {
                let code = match flaw {
                    TokenFlaw::Malformed => "malformed",
                    TokenFlaw::Algorithm => "algorithm",
                    TokenFlaw::Signature => "signature",
                    TokenFlaw::Audience => "audience",
                    TokenFlaw::Expired => "expired",
                    TokenFlaw::TooLong => "too_long",
                    TokenFlaw::Used => "used",
                };
                Self::field("token", code, &detail)
            }
            IdentityError::Code => Self::field("code", "code_wrong", &detail),
            IdentityError::TooManyCodes(until) => Self::until(until, now),
            IdentityError::Busy => Self::busy(),
            IdentityError::Sealed(error) => error.into(),
            IdentityError::Store(error) => error.into(),
        }
    }
}

impl From<SealError> for Problem {
    fn from(error: SealError) -> Self {
        match error {
            SealError::NoKey => {
                Self::new(StatusCode::CONFLICT, "no_secret_key", &error.to_string())
            }
            other => {
                tracing::error!(error = %other, "a stored secret cannot be used");
                Self::internal()
            }
        }
    }
}

impl From<IdentityKeyError> for Problem {
    fn from(error: IdentityKeyError) -> Self {
        let detail = error.to_string();
        match error {
            IdentityKeyError::NotFound => Self::not_found(),
            IdentityKeyError::NoName => Self::field("name", "empty", &detail),
            IdentityKeyError::NotAKey => Self::field("public_key", "not_a_key", &detail),
            IdentityKeyError::Full => Self::conflict("too_many_keys", &detail),
            IdentityKeyError::Sealed(error) => error.into(),
            IdentityKeyError::Store(error) => error.into(),
        }
    }
}
