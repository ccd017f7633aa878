//! A contact who left the chat is told by mail that somebody has answered: once, and only if they
//! have not seen the answer some minutes later.

use chrono::Duration;
use lotse_domain::contacts::Email;
use lotse_domain::ids::MailId;
use lotse_domain::inbox::Conversation;
use lotse_store::{ConversationLine, StoreError, Tx};
use lotse_text::catalogue::Catalogue;

use super::{Letter, When};
use crate::App;

/// Who is still reading sees an answer within this time.
const PATIENCE: Duration = Duration::minutes(5);

impl App {
    /// Keeps the mail about the agent's message `seq` until it is clear whether it is needed. The
    /// address is only claimed, so the mail says that there is an answer and not what it says.
    pub(crate) async fn tell_later(
        &self,
        tx: &mut Tx,
        line: &ConversationLine,
        seq: i64,
        catalogue: &Catalogue,
    ) -> Result<(), StoreError> {
        let it = &line.conversation;
        let email: Option<Email> = line.contact.1.as_deref().and_then(|it| it.parse().ok());
        let Some(to) = email.filter(|_| self.has_mail()) else { return Ok(()) };
        // A mail that is held already is about the newest message from now on.
        if tx.hold_mail_until_seen(it.id, seq).await?
            || tx.is_told_by_mail(it.id, it.seen_by_contact).await?
        {
            return Ok(());
        }
        let current = self.current();
        let brand = current.brand_of(it.brand).map(|it| it.brand.name.clone()).unwrap_or_default();
        let voice = self.voice((it.brand, &it.locale), catalogue);
        let reference = it.reference.to_string();
        let link = self.way_back(it);
        let values = [("brand", brand.as_str()), ("reference", &reference), ("link", &link)];
        let letter = Letter {
            id: MailId(self.fresh_id()),
            to: &to,
            from: it.brand,
            locale: &it.locale,
            words: (
                voice.say("mail.reply.subject", &values),
                voice.say("mail.reply.text", &values),
            ),
            conversation: Some(it.id),
            when: When {
                not_before: Some(self.now() + PATIENCE),
                unless_seen: Some(seq),
                good_until: None,
            },
        };
        self.post(tx, letter).await
    }

    /// The page the chat was on, where pages of that place may chat with the brand; else the
    /// brand's help centre. Only the path is kept: nobody writes a mail of ours by an address.
    fn way_back(&self, it: &Conversation) -> String {
        let current = self.current();
        let home = crate::addresses::whole_home_of(&self.config.public_url, &current, it.brand);
        let Some(brand) = current.brand_of(it.brand) else { return home };
        let page = it.trail.page.as_deref().and_then(|it| url::Url::parse(it).ok());
        let Some(mut page) = page else { return home };
        let origin = page.origin().ascii_serialization();
        let is_known = brand.brand.chat.origins.contains(&origin)
            || crate::addresses::own_origins(&self.config.public_url, &brand.brand)
                .any(|it| it == origin);
        if !is_known {
            return home;
        }
        if page.set_username("").is_err() || page.set_password(None).is_err() {
            return home;
        }
        page.set_query(None);
        page.set_fragment(Some("lotse"));
        page.to_string()
    }
}
