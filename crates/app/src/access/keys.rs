//! Keys for programs that use the API.

use chrono::{DateTime, Duration, Utc};
use lotse_domain::access::Permission;
use lotse_domain::ids::ApiKeyId;
use lotse_store::{ApiKey, StoreError};

use super::{Actor, Administer, May};
use crate::App;
use crate::secret::{Secret, token, token_hash};

/// What every key begins with, so that scanners find one that was published by mistake.
const PREFIX: &str = "lotse_";
/// Longer than any request may take.
const BROKEN_OFF: Duration = Duration::minutes(2);

/// A key to make.
#[derive(Debug, Clone)]
pub struct KeyToAdd {
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Permission>,
    /// From when on it no longer counts.
    pub expires_at: Option<DateTime<Utc>>,
}

impl App {
    /// All keys, newest first.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn api_keys(&self, _may: &May<Administer>) -> Result<Vec<ApiKey>, StoreError> {
        self.store.read().await?.api_keys().await
    }

    /// Makes a key; its text is given out this once.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn add_api_key(
        &self,
        _may: &May<Administer>,
        it: KeyToAdd,
    ) -> Result<(ApiKey, Secret), StoreError> {
        let text = Secret::new(format!("{PREFIX}{}", token().reveal()));
        let key = ApiKey {
            id: ApiKeyId(self.fresh_id()),
            name: it.name.trim().chars().take(80).collect(),
            scopes: it.scopes,
            created_at: self.now(),
            expires_at: it.expires_at,
            used_at: None,
        };
        let mut tx = self.store.begin().await?;
        tx.add_api_key(&key, &token_hash(text.reveal())).await?;
        tx.commit().await?;
        Ok((key, text))
    }

    /// Removes a key; from the next request on it opens nothing. `false` when there is none.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn delete_api_key(
        &self,
        _may: &May<Administer>,
        id: ApiKeyId,
    ) -> Result<bool, StoreError> {
        let mut tx = self.store.begin().await?;
        let gone = tx.delete_api_key(id).await?;
        tx.commit().await?;
        Ok(gone)
    }

    /// Who acts with a key; `None` when it opens nothing.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn actor_with_key(&self, text: &str) -> Result<Option<Actor>, StoreError> {
        if !text.starts_with(PREFIX) {
            return Ok(None);
        }
        let now = self.now();
        let found = self.store.glance().await?.api_key_at(&token_hash(text), now).await?;
        let Some(key) = found else { return Ok(None) };
        // Once a minute is enough to see that a key is in use, and saves a write per request.
        if key.used_at.is_none_or(|it| it + Duration::minutes(1) < now) {
            let mut tx = self.store.begin().await?;
            tx.note_key_use(key.id, now).await?;
            tx.commit().await?;
        }
        Ok(Some(Actor::key(key.id, key.scopes)))
    }
}

impl App {
    /// The answer given before to a write with this key: fingerprint, status, body; `None` while
    /// it is still being answered.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn earlier_answer(
        &self,
        actor: &str,
        key: &str,
    ) -> Result<Option<(String, i64, String)>, StoreError> {
        let earlier = self.store.read().await?.earlier_answer(actor, key).await?;
        Ok(earlier.filter(|(_, status, _)| *status != 0))
    }

    /// Takes the right to answer a write with a key: actor, key, fingerprint. `false` when
    /// somebody else has it or has answered; the right of a request that broke off ends after two
    /// minutes.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn reserve_answer(&self, request: (&str, &str, &str)) -> Result<bool, StoreError> {
        let now = self.now();
        let mut tx = self.store.begin().await?;
        let is_ours = tx.reserve_answer(request, now, now - BROKEN_OFF).await?;
        tx.commit().await?;
        Ok(is_ours)
    }

    /// Gives the right back, so that the same request may be tried again.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn release_answer(&self, actor: &str, key: &str) -> Result<(), StoreError> {
        let mut tx = self.store.begin().await?;
        tx.release_answer(actor, key).await?;
        tx.commit().await
    }

    /// Keeps the answer given to a write with a key, for a day.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn keep_answer(
        &self,
        request: (&str, &str),
        answer: (i64, &str),
    ) -> Result<(), StoreError> {
        let mut tx = self.store.begin().await?;
        tx.keep_answer(request, answer).await?;
        tx.commit().await
    }
}
