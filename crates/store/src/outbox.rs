//! Mails that leave: each is kept with the data it is about and sent by a job, once.

use chrono::{DateTime, Utc};
use lotse_domain::contacts::Email;
use lotse_domain::ids::{ConversationId, MailId};
use lotse_domain::locale::Locale;

use crate::error::StoreError;
use crate::row::{Row, values};
use crate::tx::Tx;

/// A mail to keep until it has left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMail {
    /// Its id, also on its way: sent twice, it is the same mail.
    pub id: MailId,
    /// To whom.
    pub to: Email,
    /// In whose name.
    pub sender: String,
    /// The language of its text.
    pub locale: Locale,
    /// What it is about, in one line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The conversation it belongs to.
    pub conversation: Option<ConversationId>,
    /// Only if the contact has not seen the conversation up to this message by then.
    pub unless_seen: Option<i64>,
    /// After that it is of no use.
    pub good_until: Option<DateTime<Utc>>,
}

/// A mail as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptMail {
    /// What was kept.
    pub mail: NewMail,
    /// When it was kept.
    pub at: DateTime<Utc>,
    /// What became of it.
    pub state: MailState,
    /// How often it was tried to send it.
    pub tries: i64,
    /// Why it did not leave, the last time it was tried.
    pub error: Option<String>,
}

/// What became of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailState {
    /// Its time has not come.
    Held,
    /// It waits.
    Waiting,
    /// The mail server has taken it.
    Sent,
    /// It was refused, or tried too often.
    Failed,
    /// It was of no use any more.
    Expired,
}

impl MailState {
    const ALL: [Self; 5] = [Self::Held, Self::Waiting, Self::Sent, Self::Failed, Self::Expired];

    /// Its name in tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Expired => "expired",
        }
    }
}

impl Tx {
    /// Keeps a mail that shall leave, or is held until its time.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn post_mail(
        &mut self,
        it: &NewMail,
        state: MailState,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.run(
            "insert into outbox (id, recipient, sender, locale, subject, body, conversation,
             unless_seen, good_until, state, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            values![
                it.id,
                it.to.as_str(),
                &it.sender,
                &it.locale,
                &it.subject,
                &it.text,
                it.conversation,
                it.unless_seen,
                it.good_until,
                state.as_str(),
                now
            ],
        )
        .await?;
        Ok(())
    }

    /// A mail.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn mail(&mut self, id: MailId) -> Result<Option<KeptMail>, StoreError> {
        let row = self.one("select * from outbox where id = $1", values![id]).await?;
        row.as_ref().map(kept).transpose()
    }

    /// Says what became of a try to send a mail; once it does not wait any more, its text is
    /// forgotten. `false` when another try was settled before this one, and nothing is changed.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn settle_mail(
        &mut self,
        it: &KeptMail,
        (state, error): (MailState, Option<&str>),
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let sent_at = (state == MailState::Sent).then_some(now);
        let body = if state == MailState::Waiting { it.mail.text.as_str() } else { "" };
        let changed = self
            .run(
                "update outbox set state = $3, error = $4, sent_at = $5, body = $6,
                 tries = tries + 1 where id = $1 and tries = $2",
                values![it.mail.id, it.tries, state.as_str(), error, sent_at, body],
            )
            .await?;
        Ok(changed == 1)
    }

    /// The newest mails that stand so, newest first.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn mails_in(
        &mut self,
        state: MailState,
        limit: i64,
    ) -> Result<Vec<KeptMail>, StoreError> {
        let rows = self
            .all(
                "select * from outbox where state = $1
                 order by created_at desc, id desc limit $2",
                values![state.as_str(), limit],
            )
            .await?;
        rows.iter().map(kept).collect()
    }

    /// Lets a mail that is held for a conversation wait for the message `seq` to be seen instead;
    /// `false` when none is held.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn hold_mail_until_seen(
        &mut self,
        of: ConversationId,
        seq: i64,
    ) -> Result<bool, StoreError> {
        let held = self
            .run(
                "update outbox set unless_seen = $2
                 where conversation = $1 and state = 'held' and unless_seen is not null",
                values![of, seq],
            )
            .await?;
        Ok(0 < held)
    }

    /// Whether the contact was told by mail, or will be, of a message in this conversation that
    /// comes after `seen`.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn is_told_by_mail(
        &mut self,
        of: ConversationId,
        seen: i64,
    ) -> Result<bool, StoreError> {
        let row = self
            .one(
                "select id from outbox where conversation = $1 and unless_seen > $2
                 and state <> 'expired' limit 1",
                values![of, seen],
            )
            .await?;
        Ok(row.is_some())
    }

    /// Keeps the hash of a code that proves an address before a conversation is sent there; one
    /// before is forgotten.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn save_transcript_code(
        &mut self,
        (of, email): (ConversationId, &Email),
        code_hash: &str,
        expires_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.run(
            "insert into transcript_codes (conversation, email, code_hash, tries, expires_at)
             values ($1, $2, $3, 0, $4) on conflict (conversation) do update set
             email = excluded.email, code_hash = excluded.code_hash, tries = 0,
             expires_at = excluded.expires_at",
            values![of, email.as_str(), code_hash, expires_at],
        )
        .await?;
        Ok(())
    }

    /// Counts a try and gives the hash to compare; `None` when there is no code, it has ended, or
    /// it was tried five times.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn try_transcript_code(
        &mut self,
        (of, email): (ConversationId, &Email),
        now: DateTime<Utc>,
    ) -> Result<Option<String>, StoreError> {
        let row = self
            .one(
                "update transcript_codes set tries = tries + 1
                 where conversation = $1 and email = $2 and tries < 5 and expires_at > $3
                 returning code_hash",
                values![of, email.as_str(), now],
            )
            .await?;
        row.map(|it| it.text("code_hash")).transpose()
    }

    /// Forgets a code once it was used.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn delete_transcript_code(&mut self, of: ConversationId) -> Result<(), StoreError> {
        self.run("delete from transcript_codes where conversation = $1", values![of]).await?;
        Ok(())
    }
}

fn kept(row: &Row) -> Result<KeptMail, StoreError> {
    let named = |name: &str| MailState::ALL.into_iter().find(|it| it.as_str() == name);
    Ok(KeptMail {
        mail: NewMail {
            id: row.parsed("id")?,
            to: row.parsed("recipient")?,
            sender: row.text("sender")?,
            locale: row.parsed("locale")?,
            subject: row.text("subject")?,
            text: row.text("body")?,
            conversation: row.opt_parsed("conversation")?,
            unless_seen: row.opt_int("unless_seen")?,
            good_until: row.opt_time("good_until")?,
        },
        at: row.time("created_at")?,
        state: row.named("state", named)?,
        tries: row.int("tries")?,
        error: row.opt_text("error")?,
    })
}
