//! Mails: kept with the data they are about, and sent by a job each, once.

mod confirm;
mod send;
mod transcript;
mod unread;

use chrono::{DateTime, Utc};
use lotse_channels::smtp::Smtp;
use lotse_domain::contacts::Email;
use lotse_domain::ids::{BrandId, ConversationId, MailId};
use lotse_domain::locale::Locale;
use lotse_store::{KeptMail, MailState, NewMail, StoreError, Tx};

use crate::App;
use crate::jobs::job;

pub(crate) use confirm::Arrived;
pub(crate) use send::SendMail;
pub use transcript::{Mailed, MailingError, Wanted};

/// How mails leave.
#[derive(Debug, Clone, Default)]
pub enum Post {
    /// No mail server is set: only what somebody waits for is kept, in case one is set soon.
    #[default]
    Off,
    /// The demo shows mails and sends none.
    Shown,
    /// Through this mail server.
    Smtp(Box<Smtp>),
}

/// A mail to write.
#[derive(Debug, Clone)]
pub(crate) struct Letter<'a> {
    pub(crate) id: MailId,
    pub(crate) to: &'a Email,
    pub(crate) from: BrandId,
    pub(crate) locale: &'a Locale,
    /// Subject and text.
    pub(crate) words: (String, String),
    pub(crate) conversation: Option<ConversationId>,
    pub(crate) when: When,
}

/// When a mail leaves, if at all.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct When {
    /// Not before.
    pub(crate) not_before: Option<DateTime<Utc>>,
    /// Only if the contact has not seen this message by then.
    pub(crate) unless_seen: Option<i64>,
    /// After that it is of no use.
    pub(crate) good_until: Option<DateTime<Utc>>,
}

impl App {
    /// Whether mails leave, or are shown by the demo.
    #[must_use]
    pub fn has_mail(&self) -> bool {
        !matches!(self.post, Post::Off)
    }

    /// Keeps a mail and the job that sends it, within the unit of work of what it is about.
    pub(crate) async fn post(&self, tx: &mut Tx, it: Letter<'_>) -> Result<(), StoreError> {
        let now = self.now();
        let current = self.current();
        let sender = current.brand_of(it.from).map(|it| it.brand.name.clone());
        let (subject, text) = it.words;
        let mail = NewMail {
            id: it.id,
            to: it.to.clone(),
            sender: sender.unwrap_or_default(),
            locale: it.locale.clone(),
            subject,
            text,
            conversation: it.conversation,
            unless_seen: it.when.unless_seen,
            good_until: it.when.good_until,
        };
        let held = it.when.not_before.filter(|it| now < *it);
        let state = if held.is_some() { MailState::Held } else { MailState::Waiting };
        tx.post_mail(&mail, state, now).await?;
        tx.enqueue(&job(self, &SendMail::new(mail.id, 0), held.unwrap_or(now))).await
    }

    /// The newest mails that wait to leave; for the demo, which has no mail server.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn waiting_mails(&self, limit: usize) -> Result<Vec<KeptMail>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.store.read().await?.mails_in(MailState::Waiting, limit).await
    }
}
