//! A code in an e-mail proves that a visitor reads what is sent there.

use chrono::Duration;
use lotse_domain::contacts::{By, Email};
use lotse_domain::ids::MailId;
use lotse_store::Visitor;
use subtle::ConstantTimeEq as _;

use super::join::Claim;
use super::{Identified, IdentityError};
use crate::App;
use crate::contacts::{CODE, CODES, code_hash};
use crate::mail::{Letter, When};
use crate::secret::six_digits;

impl App {
    /// Sends a code to an address that a visitor named, whoever it belongs to. It counts for 15
    /// minutes, five tries, and this visitor only, so that nobody can use up somebody else's
    /// tries. `letter` makes subject and text of the code.
    ///
    /// Nothing is sent when three codes went to the address in the last 15 minutes; the visitor
    /// cannot tell the difference, so nobody learns who asked before.
    ///
    /// # Errors
    /// [`IdentityError::TooManyCodes`] when the visitor asked three times in 15 minutes; else
    /// only when the store fails.
    pub async fn send_chat_code(
        &self,
        visitor: &Visitor,
        email: &Email,
        letter: impl FnOnce(&str) -> (String, String),
    ) -> Result<(), IdentityError> {
        let now = self.now();
        let (theirs, there) =
            (format!("chat-codes:{}", visitor.contact), format!("chat-code:{}", email.as_str()));
        let mut tx = self.store.begin().await?;
        // In one order, so that two who ask at once do not wait for each other.
        tx.lock_account(&theirs).await?;
        tx.lock_account(&there).await?;
        let asked = tx.guesses(&theirs, now - CODE).await?;
        if CODES <= asked.len() {
            let oldest = asked.iter().min().copied().unwrap_or(now);
            return Err(IdentityError::TooManyCodes(oldest + CODE + Duration::seconds(1)));
        }
        tx.add_guess(&theirs, now).await?;
        tx.note_code_email(&visitor.token_hash, email).await?;
        if tx.guesses(&there, now - CODE).await?.len() < CODES {
            tx.add_guess(&there, now).await?;
            let code = six_digits();
            let hash = code_hash(email, code.reveal());
            tx.save_sign_in_code(&account(visitor, email), &hash, now + CODE).await?;
            let letter = Letter {
                id: MailId(self.fresh_id()),
                to: email,
                from: visitor.brand,
                locale: &visitor.locale,
                words: letter(code.reveal()),
                conversation: None,
                when: When { good_until: Some(now + CODE), ..When::default() },
            };
            self.post(&mut tx, letter).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Makes a visitor the contact with the address they asked a code for, if the code is right.
    ///
    /// # Errors
    /// [`IdentityError::Code`] when it is wrong, too old or was tried five times; the try counts.
    pub async fn check_chat_code(
        &self,
        visitor: &Visitor,
        code: &str,
    ) -> Result<Identified, IdentityError> {
        let now = self.now();
        let typed: String = code.chars().filter(char::is_ascii_digit).collect();
        let mut tx = self.store.begin().await?;
        let email = tx.code_email(&visitor.token_hash).await?.ok_or(IdentityError::Code)?;
        let account = account(visitor, &email);
        let expected = tx.try_sign_in_code(&account, now).await?.unwrap_or_default();
        let is_right: bool = expected.as_bytes().ct_eq(code_hash(&email, &typed).as_bytes()).into();
        if !is_right {
            // The try must count.
            tx.commit().await?;
            return Err(IdentityError::Code);
        }
        tx.delete_sign_in_code(&account).await?;
        tx.lock_identity(visitor.brand, email.as_str()).await?;
        let claim = Claim { by: By::Mail, subject: None, email: Some(email), name: String::new() };
        self.join(tx, visitor, claim).await
    }
}

/// A code counts for who asked for it. No address has a blank, so nobody signs in to the help
/// centre with it.
fn account(visitor: &Visitor, email: &Email) -> String {
    format!("chat {} {}", visitor.contact, email.as_str())
}
