//! People who ask, and the codes they sign in with.

use chrono::{DateTime, Utc};
use lotse_domain::contacts::{Contact, Email, Proof};
use lotse_domain::ids::ContactId;

use crate::error::StoreError;
use crate::row::{Row, json, values};
use crate::tx::Tx;

impl Tx {
    /// The contact with that address.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn contact_at(&mut self, email: &Email) -> Result<Option<Contact>, StoreError> {
        let row =
            self.one("select * from contacts where email = $1", values![email.as_str()]).await?;
        row.as_ref().map(contact).transpose()
    }

    /// A contact by id.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn contact(&mut self, id: ContactId) -> Result<Option<Contact>, StoreError> {
        let row = self.one("select * from contacts where id = $1", values![id]).await?;
        row.as_ref().map(contact).transpose()
    }

    /// Finds the contact with that address or makes one. An address that was only claimed never
    /// changes the name or proof of a contact we know.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn contact_for(
        &mut self,
        fresh: &Contact,
        now: DateTime<Utc>,
    ) -> Result<Contact, StoreError> {
        // Two forms with one new address may come at once: the later one waits and finds the first.
        let Some(email) = &fresh.email else {
            self.save_contact(fresh, now).await?;
            return Ok(fresh.clone());
        };
        if let Some(known) = self.contact_at(email).await? {
            return Ok(known);
        }
        let mut values = values![fresh.id, &fresh.name, email.as_str(), fresh.proof.level(), now];
        values.push(json(&fresh.segments));
        self.run(
            "insert into contacts (id, name, email, proof, created_at, segments)
             values ($1, $2, $3, $4, $5, $6) on conflict (email) do nothing",
            values,
        )
        .await?;
        self.contact_at(email).await?.ok_or(StoreError::Corrupt("contacts"))
    }

    /// Keeps a contact, new or changed.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when another contact has the address.
    pub async fn save_contact(
        &mut self,
        it: &Contact,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut values =
            values![it.id, &it.name, it.email.as_ref().map(Email::as_str), it.proof.level(), now];
        values.push(json(&it.segments));
        self.run(
            "insert into contacts (id, name, email, proof, created_at, segments)
             values ($1, $2, $3, $4, $5, $6) on conflict (id) do update set
             name = excluded.name, email = excluded.email, proof = excluded.proof,
             segments = excluded.segments",
            values,
        )
        .await?;
        self.keep_name_of(it.id, &it.name).await
    }

    /// Keeps the code that was sent for an account, an address or a visitor who named one; the one
    /// before no longer counts.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn save_sign_in_code(
        &mut self,
        account: &str,
        code_hash: &str,
        expires_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.run(
            "insert into sign_in_codes (email, code_hash, tries, expires_at)
             values ($1, $2, 0, $3) on conflict (email) do update set
             code_hash = excluded.code_hash, tries = 0, expires_at = excluded.expires_at",
            values![account, code_hash, expires_at],
        )
        .await?;
        Ok(())
    }

    /// Counts one try of a code and says the hash to compare with; `None` when there is no code,
    /// it is too old, or it was tried five times.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn try_sign_in_code(
        &mut self,
        account: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<String>, StoreError> {
        let row = self
            .one(
                "update sign_in_codes set tries = tries + 1
                 where email = $1 and expires_at > $2 and tries < 5 returning code_hash",
                values![account, now],
            )
            .await?;
        row.map(|it| it.text("code_hash")).transpose()
    }

    /// Forgets the code of an account once it was used.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn delete_sign_in_code(&mut self, account: &str) -> Result<(), StoreError> {
        self.run("delete from sign_in_codes where email = $1", values![account]).await?;
        Ok(())
    }
}

fn contact(row: &Row) -> Result<Contact, StoreError> {
    Ok(Contact {
        id: row.parsed("id")?,
        name: row.text("name")?,
        email: row.opt_parsed("email")?,
        proof: Proof::from_level(row.int("proof")?),
        segments: row.json("segments")?,
    })
}
