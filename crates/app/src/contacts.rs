//! Contacts sign in by a code sent to their address, to read what is kept for customers.

use chrono::Duration;
use lotse_domain::contacts::{Contact, Email, Proof};
use lotse_domain::ids::{BrandId, ContactId, MailId};
use lotse_domain::knowledge::Audience;
use lotse_domain::locale::Locale;
use lotse_store::{SessionOf, StoreError};
use subtle::ConstantTimeEq;

use crate::App;
use crate::mail::{Letter, When};
use crate::secret::{Secret, six_digits, token, token_hash};

/// How long a code counts.
pub(crate) const CODE: Duration = Duration::minutes(15);
/// How long a contact stays signed in.
const SESSION: Duration = Duration::days(30);
/// At most so many codes per address in 15 minutes, so that nobody's mailbox is flooded.
pub(crate) const CODES: usize = 3;

/// Why a contact was not signed in.
#[derive(Debug, thiserror::Error)]
pub enum CodeError {
    /// The code is wrong, too old, or was tried too often: ask for a new one.
    #[error("the code is wrong or too old")]
    Wrong,
    /// The store failed.
    #[error("could not sign in")]
    Store(#[from] StoreError),
}

impl App {
    /// Sends a sign-in code to an address, whoever it belongs to, in the name of a brand. `letter` makes subject and text
    /// of the code. Nothing is sent when three codes went there in the last 15 minutes; the
    /// caller cannot tell the difference, and neither can a stranger.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn send_code(
        &self,
        email: &Email,
        (brand, locale): (BrandId, &Locale),
        letter: impl FnOnce(&str) -> (String, String),
    ) -> Result<(), StoreError> {
        let now = self.now();
        let account = format!("code:{}", email.as_str());
        let mut tx = self.store.begin().await?;
        if CODES <= tx.guesses(&account, now - CODE).await?.len() {
            return Ok(());
        }
        let code = six_digits();
        tx.add_guess(&account, now).await?;
        tx.save_sign_in_code(email.as_str(), &code_hash(email, code.reveal()), now + CODE).await?;
        let letter = Letter {
            id: MailId(self.fresh_id()),
            to: email,
            from: brand,
            locale,
            words: letter(code.reveal()),
            conversation: None,
            when: When { good_until: Some(now + CODE), ..When::default() },
        };
        self.post(&mut tx, letter).await?;
        tx.commit().await
    }

    /// Signs a contact in with the code; the token opens the session.
    ///
    /// # Errors
    /// See [`CodeError`].
    pub async fn sign_in_contact(&self, email: &Email, code: &str) -> Result<Secret, CodeError> {
        let now = self.now();
        let typed: String = code.chars().filter(char::is_ascii_digit).collect();
        let mut tx = self.store.begin().await?;
        let expected = tx.try_sign_in_code(email.as_str(), now).await?.unwrap_or_default();
        let is_right: bool = expected.as_bytes().ct_eq(code_hash(email, &typed).as_bytes()).into();
        if !is_right {
            // The try must count.
            tx.commit().await?;
            return Err(CodeError::Wrong);
        }
        tx.delete_sign_in_code(email.as_str()).await?;
        let fresh = Contact {
            id: ContactId(self.fresh_id()),
            name: String::new(),
            email: Some(email.clone()),
            proof: Proof::Possession,
            segments: Vec::new(),
        };
        let mut contact = tx.contact_for(&fresh, now).await?;
        contact.proof = contact.proof.max(Proof::Possession);
        tx.save_contact(&contact, now).await?;
        let token = token();
        let of = SessionOf::Contact(contact.id);
        tx.begin_session(&token_hash(token.reveal()), of, now, now + SESSION).await?;
        tx.commit().await?;
        Ok(token)
    }

    /// Who reads with a session's token: a contact with their segments,
    /// else anyone. An agent reads public pages as customers do.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn audience_with(&self, token: Option<&str>) -> Result<Audience, StoreError> {
        let Some(token) = token else { return Ok(Audience::Anyone) };
        let mut tx = self.store.read().await?;
        match tx.session(&token_hash(token), self.now()).await? {
            Some(SessionOf::Contact(id)) => Ok(match tx.contact(id).await? {
                Some(contact) => Audience::Contact { segments: contact.segments },
                None => Audience::Anyone,
            }),
            Some(SessionOf::Agent(_)) | None => Ok(Audience::Anyone),
        }
    }

    /// Puts a contact into segments; for set-up and tests until the shop tells us.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn save_contact(
        &self,
        _may: &crate::access::May<crate::access::Administer>,
        email: &Email,
        (name, segments): (&str, Vec<String>),
    ) -> Result<(), StoreError> {
        let now = self.now();
        let mut tx = self.store.begin().await?;
        let fresh = Contact {
            id: ContactId(self.fresh_id()),
            name: name.to_owned(),
            email: Some(email.clone()),
            proof: Proof::Claimed,
            segments: Vec::new(),
        };
        let known = tx.contact_for(&fresh, now).await?;
        tx.save_contact(&Contact { segments, ..known }, now).await?;
        tx.commit().await
    }
}

/// A code has few digits, so its hash is tied to the address.
pub(crate) fn code_hash(email: &Email, code: &str) -> String {
    token_hash(&format!("{}:{code}", email.as_str()))
}
