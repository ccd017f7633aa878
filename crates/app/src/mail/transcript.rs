//! Sends a conversation to its visitor by mail: only to an address that is proven, or that a code
//! sent there proves now.

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use lotse_domain::contacts::{Email, Proof};
use lotse_domain::ids::MailId;
use lotse_domain::inbox::{Author, Conversation, Message};
use lotse_store::{StoreError, Tx, Visitor};
use lotse_text::catalogue::Catalogue;
use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::{Letter, When};
use crate::App;
use crate::chat::{Voice, is_key};
use crate::secret::{six_digits, token_hash};

/// How long a code counts.
const CODE: Duration = Duration::minutes(15);
/// At most so many codes per address in that time, whatever they are for.
const CODES: usize = 3;
/// At most so many transcripts of a conversation a day.
const TRANSCRIPTS: usize = 5;
const DAY: Duration = Duration::days(1);
/// So many of the newest messages are written down.
const MESSAGES: i64 = 500;

/// Where a visitor wants the conversation sent.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The sender's own id: asked twice with it, it is done once.
    pub key: String,
    /// The address.
    pub email: String,
    /// The code that was sent there.
    pub code: Option<String>,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mailed {
    /// A code went to the address; call again with it.
    CodeSent,
    /// The conversation goes to the address.
    Sent,
}

/// Why nothing was sent.
#[derive(Debug, thiserror::Error)]
pub enum MailingError {
    /// There is no conversation yet.
    #[error("there is no conversation yet")]
    NotFound,
    /// This installation sends no mails.
    #[error("this installation sends no mails")]
    NoMail,
    /// What was typed is no e-mail address.
    #[error("this is not an e-mail address")]
    NotAnEmail,
    /// The code is wrong, too old, or was tried too often.
    #[error("the code is wrong or too old")]
    WrongCode,
    /// The sender's own id is empty or has more than 100 characters.
    #[error("the key has 1 to 100 characters")]
    Key,
    /// It was sent often enough for today; says when the next time is.
    #[error("the conversation was sent often enough for today")]
    Often(DateTime<Utc>),
    /// The store failed; nothing was kept.
    #[error("could not keep it")]
    Store(#[from] StoreError),
}

impl App {
    /// Sends a visitor's conversation to an address, or a code first when it is not proven. Safe
    /// to call twice with one key. When three codes went to the address in the last 15 minutes no
    /// further one is sent, and nobody can tell.
    ///
    /// # Errors
    /// See [`MailingError`].
    pub async fn mail_transcript(
        &self,
        visitor: &Visitor,
        wanted: &Wanted,
        catalogue: &Catalogue,
    ) -> Result<Mailed, MailingError> {
        if !is_key(&wanted.key) {
            return Err(MailingError::Key);
        }
        if !self.has_mail() {
            return Err(MailingError::NoMail);
        }
        let email: Email = wanted.email.parse().ok().ok_or(MailingError::NotAnEmail)?;
        let mut tx = self.store.begin().await?;
        tx.lock_contact(visitor.contact).await?;
        let line = tx
            .conversation_of(visitor.contact, visitor.brand)
            .await?
            .ok_or(MailingError::NotFound)?;
        let it = line.conversation;
        let contact = tx.contact(visitor.contact).await?.ok_or(MailingError::NotFound)?;
        let is_proven =
            Proof::Possession <= contact.proof && contact.email.as_ref() == Some(&email);
        let voice = self.voice((it.brand, &it.locale), catalogue);
        let mail_id = |what: &str| MailId(named_id(&[what, &it.id.to_string(), &wanted.key]));
        let (code_mail, transcript_mail) = (mail_id("code"), mail_id("transcript"));
        if tx.mail(transcript_mail).await?.is_some() {
            return Ok(Mailed::Sent);
        }
        let typed = wanted.code.as_deref().map(str::trim).filter(|it| !it.is_empty());
        match typed {
            _ if is_proven => {}
            Some(code) => {
                if !self.is_right(&mut tx, (&it, &email), code).await? {
                    // The try must count.
                    tx.commit().await?;
                    return Err(MailingError::WrongCode);
                }
            }
            None => {
                if tx.mail(code_mail).await?.is_none() {
                    self.send_proof(&mut tx, (code_mail, &it, &email), &voice).await?;
                    tx.commit().await?;
                }
                return Ok(Mailed::CodeSent);
            }
        }
        let account = format!("transcript:{}", it.id);
        let sent = tx.guesses(&account, self.now() - DAY).await?;
        if TRANSCRIPTS <= sent.len() {
            let oldest = sent.last().copied().unwrap_or_else(|| self.now());
            return Err(MailingError::Often(oldest + DAY));
        }
        tx.add_guess(&account, self.now()).await?;
        let words = self.transcript(&mut tx, &it, &voice).await?;
        let mail = letter(transcript_mail, &it, &email, words);
        self.post(&mut tx, mail).await?;
        tx.commit().await?;
        Ok(Mailed::Sent)
    }

    async fn is_right(
        &self,
        tx: &mut Tx,
        (it, email): (&Conversation, &Email),
        code: &str,
    ) -> Result<bool, StoreError> {
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        let known = tx.try_transcript_code((it.id, email), self.now()).await?.unwrap_or_default();
        let is_right: bool = known.as_bytes().ct_eq(code_hash(it, &digits).as_bytes()).into();
        if is_right {
            tx.delete_transcript_code(it.id).await?;
        }
        Ok(is_right)
    }

    async fn send_proof(
        &self,
        tx: &mut Tx,
        (id, it, email): (MailId, &Conversation, &Email),
        voice: &Voice<'_>,
    ) -> Result<(), StoreError> {
        let now = self.now();
        let account = format!("code:{}", email.as_str());
        if CODES <= tx.guesses(&account, now - CODE).await?.len() {
            return Ok(());
        }
        tx.add_guess(&account, now).await?;
        let code = six_digits();
        let hash = code_hash(it, code.reveal());
        tx.save_transcript_code((it.id, email), &hash, now + CODE).await?;
        let brand = self.brand_name(it);
        let values = [("code", code.reveal()), ("brand", brand.as_str())];
        let words = (voice.say("mail.code.subject", &values), voice.say("mail.code.text", &values));
        let mut mail = letter(id, it, email, words);
        mail.when.good_until = Some(now + CODE);
        // Whether a stranger's address took it is nobody's business at the desk.
        mail.conversation = None;
        self.post(tx, mail).await
    }

    fn brand_name(&self, it: &Conversation) -> String {
        let current = self.current();
        current.brand_of(it.brand).map(|it| it.brand.name.clone()).unwrap_or_default()
    }

    /// Subject and text: who said what and when, in the time of the brand.
    async fn transcript(
        &self,
        tx: &mut Tx,
        it: &Conversation,
        voice: &Voice<'_>,
    ) -> Result<(String, String), StoreError> {
        let from = (it.last_seq - MESSAGES).max(0);
        let messages = tx.messages_after(it.id, from, MESSAGES).await?;
        let current = self.current();
        let hours = current.brand_of(it.brand).and_then(|it| it.service_hours.as_ref());
        let zone = hours.map_or(Tz::UTC, |it| it.zone);
        let said: Vec<String> = messages.iter().map(|it| said(it, zone, voice)).collect();
        let (brand, reference) = (self.brand_name(it), it.reference.to_string());
        let values = [("brand", brand.as_str()), ("reference", &reference)];
        let begin = voice.say("mail.transcript.text", &values);
        let text =
            format!("{begin}\n\n{}\n\n{}", said.join("\n\n"), voice.say("mail.automatic", &[]));
        Ok((voice.say("mail.transcript.subject", &values), text))
    }
}

fn letter<'a>(
    id: MailId,
    it: &'a Conversation,
    to: &'a Email,
    words: (String, String),
) -> Letter<'a> {
    Letter {
        id,
        to,
        from: it.brand,
        locale: &it.locale,
        words,
        conversation: Some(it.id),
        when: When::default(),
    }
}

/// One message, with the names of its files.
fn said(it: &Message, zone: Tz, voice: &Voice<'_>) -> String {
    let at = it.at.with_timezone(&zone).format("%Y-%m-%d %H:%M");
    let who = match it.author {
        Author::Contact => voice.say("mail.you", &[]),
        Author::Machine => voice.say("chat.bot.name", &[]),
        Author::Agent | Author::Note => it.agent_name.clone().unwrap_or_default(),
    };
    let files = it.files.iter().map(|file| format!("[{}]", file.name));
    let lines: Vec<String> =
        std::iter::once(it.text.clone()).filter(|it| !it.is_empty()).chain(files).collect();
    // An empty line would begin a new paragraph, and with it somebody else's words.
    let text = lines.join("\n").replace("\n\n", "\n");
    format!("{at} · {who}\n{text}")
}

/// The same id for the same names.
fn named_id(names: &[&str]) -> Uuid {
    let hash = token_hash(&names.join("\0"));
    let number = hash.get(..32).and_then(|it| u128::from_str_radix(it, 16).ok());
    Uuid::from_u128(number.unwrap_or_default())
}

/// A code has few digits, so its hash is tied to the conversation.
fn code_hash(it: &Conversation, code: &str) -> String {
    token_hash(&format!("{}:{code}", it.id))
}
