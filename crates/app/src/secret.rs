//! Tokens, hashes of tokens, and a type for secrets that cannot be printed.

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// Something that must never be logged or shown by accident: a password, a token, a code.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Guards a text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text, for the one place that needs it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// A random token of 256 bits.
pub(crate) fn token() -> Secret {
    Secret(URL_SAFE_NO_PAD.encode(random::<32>()))
}

/// A random code of six digits, for a person to type.
pub(crate) fn six_digits() -> Secret {
    // 2^64 is so much larger than 10^6 that the bias is below 10^-13.
    Secret(format!("{:06}", u64::from_le_bytes(random::<8>()) % 1_000_000))
}

/// Random bytes of the operating system.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system has random numbers");
    bytes
}

/// What is stored of a token: its SHA-256 in hexadecimal. A token of 256 random bits needs no
/// slow hash.
pub(crate) fn token_hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// The SHA-256 of a file's content in hexadecimal.
pub(crate) fn content_hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Hashes a password with argon2id, 19 MiB, two passes (the OWASP minimum). Takes tens of
/// milliseconds of one core: call it off the async threads.
pub(crate) fn hash_password(password: &str) -> String {
    hasher()
        .hash_password(password.as_bytes())
        .expect("argon2 takes any password of this length")
        .to_string()
}

/// Whether `password` is the one hashed. As slow as hashing.
pub(crate) fn verify_password(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|parsed| hasher().verify_password(password.as_bytes(), &parsed).is_ok())
}

fn hasher() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).expect("these parameters are in range");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_verifies_only_itself_and_no_hash_repeats() {
        let hash = hash_password("Leuchtturm im Nebel");
        assert!(verify_password("Leuchtturm im Nebel", &hash));
        assert!(!verify_password("leuchtturm im nebel", &hash));
        assert!(!verify_password("Leuchtturm im Nebel", "not a hash"));
        assert_ne!(hash, hash_password("Leuchtturm im Nebel"));
    }

    #[test]
    fn secrets_do_not_print_and_tokens_do_not_repeat() {
        let secret = token();
        assert!(!format!("{secret:?}").contains(secret.reveal()));
        assert_ne!(secret, token());
        assert!(six_digits().reveal().bytes().all(|it| it.is_ascii_digit()));
        assert_eq!(six_digits().reveal().len(), 6);
    }
}
