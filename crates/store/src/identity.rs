//! Who a contact is at a shop, and the keys that shops sign it with.

use chrono::{DateTime, Utc};
use lotse_domain::contacts::{Proof, SigningAlgorithm};
use lotse_domain::ids::{BrandId, ContactId, ConversationId, IdentityKeyId};

use crate::error::StoreError;
use crate::row::{Row, values};
use crate::tx::Tx;

/// A key a shop signs with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityKey {
    /// Its id, which tokens may name.
    pub id: IdentityKeyId,
    /// The brand whose customers it speaks for.
    pub brand: BrandId,
    /// What it is for.
    pub name: String,
    /// How it signs; nothing else counts with it.
    pub algorithm: SigningAlgorithm,
    /// The secret, sealed; for HS256.
    pub sealed_secret: Option<String>,
    /// The public key in PEM form; for `EdDSA`.
    pub public_key: Option<String>,
    /// Whether it counts.
    pub is_active: bool,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When a token it signed was last taken.
    pub used_at: Option<DateTime<Utc>>,
}

impl Tx {
    /// The contact a shop knows under that id.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn contact_of_shop(
        &mut self,
        brand: BrandId,
        subject: &str,
    ) -> Result<Option<ContactId>, StoreError> {
        let row = self
            .one(
                "select contact from contact_identities
                 where channel = 'shop' and account = $1 and scoped_id = $2",
                values![brand, subject],
            )
            .await?;
        row.map(|it| it.parsed("contact")).transpose()
    }

    /// Whether a shop knows the contact under some id.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn is_known_to_shop(
        &mut self,
        brand: BrandId,
        contact: ContactId,
    ) -> Result<bool, StoreError> {
        let row = self
            .one(
                "select contact from contact_identities
                 where contact = $1 and channel = 'shop' and account = $2 limit 1",
                values![contact, brand],
            )
            .await?;
        Ok(row.is_some())
    }

    /// Keeps under which id a shop knows a contact, or that it said so again.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn save_shop_identity(
        &mut self,
        (brand, subject): (BrandId, &str),
        contact: ContactId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.run(
            "insert into contact_identities
             (channel, account, scoped_id, contact, proof, created_at, seen_at)
             values ('shop', $1, $2, $3, $4, $5, $5)
             on conflict (channel, account, scoped_id) do update set seen_at = excluded.seen_at",
            values![brand, subject, contact, Proof::SignedIn.level(), now],
        )
        .await?;
        Ok(())
    }

    /// Lets one unit of work at a time find out who somebody is.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn lock_identity(&mut self, brand: BrandId, who: &str) -> Result<(), StoreError> {
        self.conn()?.lock_name(&format!("identity:{brand}:{who}")).await
    }

    /// The keys of a brand, newest first; a brand has few.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn identity_keys(&mut self, of: BrandId) -> Result<Vec<IdentityKey>, StoreError> {
        let rows = self
            .all(
                "select * from identity_keys where brand = $1 order by created_at desc, id desc",
                values![of],
            )
            .await?;
        rows.iter().map(identity_key).collect()
    }

    /// Keeps a key, new, or changed in name and in whether it counts.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn save_identity_key(&mut self, it: &IdentityKey) -> Result<(), StoreError> {
        let mut values = values![it.id, it.brand, &it.name, it.algorithm.as_str(), it.is_active];
        values.extend(values![it.created_at, it.sealed_secret.clone(), it.public_key.clone()]);
        self.run(
            "insert into identity_keys (id, brand, name, algorithm, is_active, created_at,
             sealed_secret, public_key) values ($1, $2, $3, $4, $5, $6, $7, $8)
             on conflict (id) do update set name = excluded.name, is_active = excluded.is_active",
            values,
        )
        .await?;
        Ok(())
    }

    /// A key by id.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn identity_key(
        &mut self,
        id: IdentityKeyId,
    ) -> Result<Option<IdentityKey>, StoreError> {
        let row = self.one("select * from identity_keys where id = $1", values![id]).await?;
        row.as_ref().map(identity_key).transpose()
    }

    /// Notes that a key's token was taken; `false` when the key no longer counts.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn note_identity_key(
        &mut self,
        id: IdentityKeyId,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let statement = "update identity_keys set used_at = $2 where id = $1 and is_active = 1";
        Ok(self.run(statement, values![id, now]).await? == 1)
    }

    /// Spends a token, which is remembered until it ends; `false` when it was spent before.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn spend_token(
        &mut self,
        (brand, token_hash): (BrandId, &str),
        expires_at: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        self.run("delete from spent_tokens where expires_at <= $1", values![now]).await?;
        let spent = self
            .run(
                "insert into spent_tokens (brand, token_hash, expires_at) values ($1, $2, $3)
                 on conflict (brand, token_hash) do nothing",
                values![brand, token_hash, expires_at],
            )
            .await?;
        Ok(spent == 1)
    }

    /// Puts all messages of one conversation, notes among them, behind those of another, in their
    /// order. Both conversations must have been changed in this unit of work.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when both hold a message with one key.
    pub async fn move_messages(
        &mut self,
        from: ConversationId,
        to: ConversationId,
    ) -> Result<(), StoreError> {
        self.run(
            "update messages set conversation = $2, seq = seq +
             (select last_seq from conversations where id = $2) where conversation = $1",
            values![from, to],
        )
        .await?;
        self.run(
            "update conversations set
             last_seq = last_seq + (select o.last_seq from conversations o where o.id = $1),
             preview = coalesce(nullif((select o.preview from conversations o where o.id = $1), ''),
             preview) where id = $2",
            values![from, to],
        )
        .await?;
        self.run(
            "update conversations set last_seq = 0, preview = '', has_files = 0,
             seen_by_contact = 0, seen_by_agent = 0 where id = $1",
            values![from],
        )
        .await?;
        Ok(())
    }
}

fn identity_key(row: &Row) -> Result<IdentityKey, StoreError> {
    Ok(IdentityKey {
        id: row.parsed("id")?,
        brand: row.parsed("brand")?,
        name: row.text("name")?,
        algorithm: row.named("algorithm", SigningAlgorithm::from_name)?,
        sealed_secret: row.opt_text("sealed_secret")?,
        public_key: row.opt_text("public_key")?,
        is_active: row.is("is_active")?,
        created_at: row.time("created_at")?,
        used_at: row.opt_time("used_at")?,
    })
}
