//! The job that sends a mail: tries again for two days, and records why it was refused.

use std::time::Duration;

use lotse_channels::mail::Mail;
use lotse_channels::smtp::SendError;
use lotse_domain::ids::{MailId, MessageId};
use lotse_domain::inbox::{Author, Content};
use lotse_store::{KeptMail, MailState, NewMessage, StoreError, Tx};
use serde::{Deserialize, Serialize};

use super::Post;
use crate::App;
use crate::jobs::{Job, Outcome, job};

/// Minutes until the next try after each failed one; two days in all, as mail servers do it.
const PAUSES: [i64; 9] = [1, 5, 15, 60, 180, 360, 540, 720, 1_000];
/// How long a mail server may take for one mail; other jobs wait meanwhile.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends a mail, if it was tried this often before and not more.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SendMail {
    mail: String,
    tries: i64,
}

impl SendMail {
    pub(crate) fn new(mail: MailId, tries: i64) -> Self {
        Self { mail: mail.to_string(), tries }
    }
}

impl Job for SendMail {
    const NAME: &'static str = "send_mail";

    async fn run(self, app: &App) -> Result<Outcome, StoreError> {
        let Ok(id) = self.mail.parse() else { return Ok(Outcome::Done) };
        let mut tx = app.store.read().await?;
        let is_due = |it: &KeptMail| {
            it.tries == self.tries && matches!(it.state, MailState::Waiting | MailState::Held)
        };
        let Some(kept) = tx.mail(id).await?.filter(is_due) else { return Ok(Outcome::Done) };
        let is_needed = app.is_needed(&mut tx, &kept).await?;
        drop(tx);
        let came = app.try_to_send(&kept, is_needed).await;
        app.settle(&kept, came).await?;
        Ok(Outcome::Done)
    }
}

/// What a try came to.
enum Came {
    To(MailState),
    Refused(String),
    Later(String),
}

impl App {
    /// Whether it is of use now.
    async fn is_needed(&self, tx: &mut Tx, kept: &KeptMail) -> Result<bool, StoreError> {
        let mail = &kept.mail;
        if mail.good_until.is_some_and(|until| until <= self.now()) {
            return Ok(false);
        }
        let (Some(seq), Some(conversation)) = (mail.unless_seen, mail.conversation) else {
            return Ok(true);
        };
        let line = tx.conversation(conversation).await?;
        Ok(line.is_some_and(|it| it.conversation.seen_by_contact < seq))
    }

    async fn try_to_send(&self, kept: &KeptMail, is_needed: bool) -> Came {
        if !is_needed {
            return Came::To(MailState::Expired);
        }
        let smtp = match &self.post {
            Post::Off => return Came::Later("no mail server is set".to_owned()),
            Post::Shown => return Came::To(MailState::Waiting),
            Post::Smtp(smtp) => smtp,
        };
        let mail = &kept.mail;
        let mail = Mail {
            id: mail.id.to_string(),
            to: mail.to.clone(),
            sender: mail.sender.clone(),
            locale: mail.locale.clone(),
            subject: mail.subject.clone(),
            text: mail.text.clone(),
            at: kept.at.into(),
        };
        match tokio::time::timeout(PATIENCE, smtp.send(&mail)).await {
            Ok(Ok(())) => Came::To(MailState::Sent),
            Ok(Err(SendError::Refused(why))) => Came::Refused(why),
            Ok(Err(SendError::Later(why))) => Came::Later(why),
            Err(_) => Came::Later("the mail server was too slow".to_owned()),
        }
    }

    /// Records what came of a try, and queues the next one where it may help.
    async fn settle(&self, kept: &KeptMail, came: Came) -> Result<(), StoreError> {
        let now = self.now();
        let mut tx = self.store.begin().await?;
        let pause = usize::try_from(kept.tries).ok().and_then(|it| PAUSES.get(it));
        let (state, why) = match (came, pause) {
            (Came::To(state), _) => (state, None),
            (Came::Later(why), Some(minutes)) => {
                if tx.settle_mail(kept, (MailState::Waiting, Some(&why)), now).await? {
                    let next = SendMail::new(kept.mail.id, kept.tries + 1);
                    let at = now + chrono::Duration::minutes(*minutes);
                    tx.enqueue(&job(self, &next, at)).await?;
                }
                return tx.commit().await;
            }
            (Came::Later(why) | Came::Refused(why), _) => (MailState::Failed, Some(why)),
        };
        let is_settled = tx.settle_mail(kept, (state, why.as_deref()), now).await?;
        match why {
            Some(why) if is_settled => {
                tracing::warn!(mail = %kept.mail.id, "a mail was refused or tried too often");
                self.tell_the_desk(tx, kept, why).await
            }
            _ => tx.commit().await,
        }
    }

    /// Leaves a note in the conversation the mail belongs to.
    async fn tell_the_desk(
        &self,
        mut tx: Tx,
        kept: &KeptMail,
        why: String,
    ) -> Result<(), StoreError> {
        let Some(conversation) = kept.mail.conversation else { return tx.commit().await };
        let note = NewMessage {
            id: MessageId(self.fresh_id()),
            author: Author::Note,
            agent: None,
            text: why,
            files: Vec::new(),
            key: None,
            content: Content::MailFailed(kept.mail.to.as_str().to_owned()),
        };
        tx.add_message(conversation, &note, self.now()).await?;
        let line = tx.tell(conversation).await?;
        tx.commit().await?;
        self.hub.changed(line, Vec::new());
        Ok(())
    }
}
