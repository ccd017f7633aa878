//! Secrets that have to be read again are stored sealed: who has the database, or a copy of it,
//! has nothing without the key, which is kept elsewhere.
//!
//! A sealed value is a text: the id of its key, and the nonce with what XChaCha20-Poly1305 made of
//! the secret. The purpose is part of what is authenticated, so a value moved to another row or
//! column does not open there.

mod keys;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead as _, Payload};
use uuid::Uuid;

pub(crate) use keys::Keyring;
pub use keys::{KeyPlace, NotAKey, SecretKey, SecretKeys};

use crate::App;
use crate::secret::{Secret, random};

/// Length of the nonce, which is random for every value.
const NONCE: usize = 24;

/// What a secret is for; it opens for nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purpose {
    what: &'static str,
    row: Uuid,
}

impl Purpose {
    /// `what` names the table and column, as `identity_keys.secret`; `row` is the row's id.
    #[must_use]
    pub fn new(what: &'static str, row: Uuid) -> Self {
        Self { what, row }
    }
}

/// Why a secret was neither sealed nor opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// No key is set, and there is no place to keep one.
    #[error(
        "there is no key to seal secrets with: set secrets.key (LOTSE_SECRET_KEY) to 32 random \
         bytes in base64, as `openssl rand -base64 32` makes them"
    )]
    NoKey,
    /// The file of the key cannot be made or read.
    #[error("the key file `{0}` cannot be used: {1}")]
    File(String, std::io::Error),
    /// The file of the key does not hold one.
    #[error("the key file `{0}` does not hold 32 bytes in base64")]
    FileContent(String),
    /// It was sealed with a key that is not among ours.
    #[error("it was sealed with the key {0}, which is not there: add it to secrets.old_keys")]
    UnknownKey(String),
    /// It is not what was sealed, or was sealed for another purpose.
    #[error("the sealed value was altered or belongs to something else")]
    Altered,
}

impl App {
    /// Seals a secret to be stored for that purpose. Sealed twice, it looks different.
    ///
    /// # Errors
    /// When there is no key, see [`SealError`]; nothing is left behind.
    pub fn seal(&self, purpose: Purpose, secret: &Secret) -> Result<String, SealError> {
        self.keyring.seal(purpose, secret)
    }

    /// Opens what [`App::seal`] made for the same purpose, also with an older key.
    ///
    /// # Errors
    /// When its key is missing or it is not what was sealed.
    pub fn unseal(&self, purpose: Purpose, sealed: &str) -> Result<Secret, SealError> {
        self.keyring.unseal(purpose, sealed)
    }
}

impl Keyring {
    fn seal(&self, purpose: Purpose, secret: &Secret) -> Result<String, SealError> {
        let key = self.sealing()?;
        let nonce = random::<NONCE>();
        let bound = bound(&key.id(), purpose);
        let payload = Payload { msg: secret.reveal().as_bytes(), aad: bound.as_bytes() };
        let made = key.cipher().encrypt(&nonce.into(), payload).or(Err(SealError::Altered))?;
        let bytes = [nonce.as_slice(), &made].concat();
        Ok(format!("{}.{}", key.id(), URL_SAFE_NO_PAD.encode(bytes)))
    }

    fn unseal(&self, purpose: Purpose, sealed: &str) -> Result<Secret, SealError> {
        let (id, text) = sealed.split_once('.').ok_or(SealError::Altered)?;
        let key = self.with_id(id)?;
        let bytes = URL_SAFE_NO_PAD.decode(text).or(Err(SealError::Altered))?;
        let (nonce, made) = bytes.split_first_chunk::<NONCE>().ok_or(SealError::Altered)?;
        let bound = bound(id, purpose);
        let payload = Payload { msg: made, aad: bound.as_bytes() };
        let opened = key.cipher().decrypt(&(*nonce).into(), payload);
        let opened = opened.or(Err(SealError::Altered))?;
        String::from_utf8(opened).map(Secret::new).or(Err(SealError::Altered))
    }
}

/// What is authenticated beside the secret.
fn bound(key: &str, purpose: Purpose) -> String {
    format!("lotse/{key}/{}/{}", purpose.what, purpose.row)
}

#[cfg(test)]
mod tests;
