//! The keys that shops sign with, managed by administrators.

use jsonwebtoken::DecodingKey;
use lotse_domain::contacts::SigningAlgorithm;
use lotse_domain::ids::{BrandId, IdentityKeyId};
use lotse_store::{IdentityKey, StoreError};

use super::IdentityError;
use super::token::{Candidate, public_key};
use crate::App;
use crate::access::{Administer, May};
use crate::seal::{Purpose, SealError};
use crate::secret::{Secret, token};

/// So many keys a brand may have: enough to change them often, few enough to try them all.
const KEYS: usize = 10;
/// So many characters a name may have.
const NAME_CHARS: usize = 80;

/// A key to make.
#[derive(Debug, Clone)]
pub struct IdentityKeyToAdd {
    /// Whose customers it speaks for.
    pub brand: BrandId,
    /// What it is for.
    pub name: String,
    /// How it signs.
    pub algorithm: SigningAlgorithm,
    /// The public key in PEM form, for `EdDSA`.
    pub public_key: Option<String>,
}

/// What to change of a key; `None` leaves it.
#[derive(Debug, Clone, Default)]
pub struct IdentityKeyChange {
    /// What it is for.
    pub name: Option<String>,
    /// Whether it counts.
    pub is_active: Option<bool>,
}

/// Why a key was not saved.
#[derive(Debug, thiserror::Error)]
pub enum IdentityKeyError {
    /// No such key or brand.
    #[error("no such key or brand")]
    NotFound,
    /// It has no name.
    #[error("name what the key is for")]
    NoName,
    /// What was given is no public key.
    #[error("this is not an Ed25519 public key in PEM form")]
    NotAKey,
    /// The brand has ten keys.
    #[error("a brand has at most ten keys")]
    Full,
    /// Its secret cannot be sealed.
    #[error("the secret cannot be stored")]
    Sealed(#[from] SealError),
    /// The store failed; nothing was saved.
    #[error("could not save the key")]
    Store(#[from] StoreError),
}

impl App {
    /// The keys of a brand, newest first.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn identity_keys(
        &self,
        _may: &May<Administer>,
        brand: BrandId,
    ) -> Result<Vec<IdentityKey>, StoreError> {
        self.store.read().await?.identity_keys(brand).await
    }

    /// Makes a key. The secret of HS256 is given out this once; of `EdDSA` there is none here.
    ///
    /// # Errors
    /// See [`IdentityKeyError`]; nothing is saved then.
    pub async fn add_identity_key(
        &self,
        _may: &May<Administer>,
        new: IdentityKeyToAdd,
    ) -> Result<(IdentityKey, Option<Secret>), IdentityKeyError> {
        let id = IdentityKeyId(self.fresh_id());
        let given = new.public_key.as_deref().map(str::trim).unwrap_or_default();
        let secret = match new.algorithm {
            SigningAlgorithm::Hs256 => Some(token()),
            SigningAlgorithm::EdDsa => {
                public_key(given).ok_or(IdentityKeyError::NotAKey)?;
                None
            }
        };
        let sealed = secret.as_ref().map(|it| self.seal(purpose(id), it)).transpose()?;
        let key = IdentityKey {
            id,
            brand: new.brand,
            name: name(&new.name)?,
            algorithm: new.algorithm,
            sealed_secret: sealed,
            public_key: secret.is_none().then(|| given.to_owned()),
            is_active: true,
            created_at: self.now(),
            used_at: None,
        };
        let mut tx = self.store.begin().await?;
        tx.lock_identity(new.brand, "keys").await?;
        if self.current().brand_of(new.brand).is_none() {
            return Err(IdentityKeyError::NotFound);
        }
        if KEYS <= tx.identity_keys(new.brand).await?.len() {
            return Err(IdentityKeyError::Full);
        }
        tx.save_identity_key(&key).await?;
        tx.commit().await?;
        Ok((key, secret))
    }

    /// Changes a key; once it is no longer active, the next token it signed is refused.
    ///
    /// # Errors
    /// See [`IdentityKeyError`].
    pub async fn change_identity_key(
        &self,
        _may: &May<Administer>,
        id: IdentityKeyId,
        change: IdentityKeyChange,
    ) -> Result<IdentityKey, IdentityKeyError> {
        let mut tx = self.store.begin().await?;
        let mut key = tx.identity_key(id).await?.ok_or(IdentityKeyError::NotFound)?;
        if let Some(given) = &change.name {
            key.name = name(given)?;
        }
        key.is_active = change.is_active.unwrap_or(key.is_active);
        tx.save_identity_key(&key).await?;
        tx.commit().await?;
        Ok(key)
    }

    /// The keys that count for a brand, ready to check with. A secret that cannot be opened is
    /// an error only where no other key is left.
    pub(super) async fn candidates(&self, brand: BrandId) -> Result<Vec<Candidate>, IdentityError> {
        let keys = self.store.read().await?.identity_keys(brand).await?;
        let (mut ready, mut failed) = (Vec::new(), None);
        for it in keys.into_iter().filter(|it| it.is_active) {
            let key = match (&it.sealed_secret, &it.public_key) {
                (Some(sealed), _) => match self.unseal(purpose(it.id), sealed) {
                    Ok(secret) => Some(DecodingKey::from_secret(secret.reveal().as_bytes())),
                    Err(error) => {
                        failed = Some(error);
                        None
                    }
                },
                (None, pem) => pem.as_deref().and_then(public_key),
            };
            ready.extend(key.map(|key| Candidate { id: it.id, algorithm: it.algorithm, key }));
        }
        match failed {
            Some(error) if ready.is_empty() => Err(error.into()),
            _ => Ok(ready),
        }
    }
}

fn purpose(id: IdentityKeyId) -> Purpose {
    Purpose::new("identity_keys.sealed_secret", id.0)
}

fn name(given: &str) -> Result<String, IdentityKeyError> {
    let name: String = given.trim().chars().take(NAME_CHARS).collect();
    if name.is_empty() { Err(IdentityKeyError::NoName) } else { Ok(name) }
}
