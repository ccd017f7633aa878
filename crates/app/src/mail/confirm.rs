//! Says by mail that a request has arrived. Nothing in it was typed by its sender: whoever names
//! somebody else's address sends them no words of their own.

use chrono::Duration;
use lotse_domain::contacts::Email;
use lotse_domain::ids::{BrandId, ConversationId, MailId};
use lotse_domain::locale::Locale;
use lotse_store::{StoreError, Tx};
use lotse_text::catalogue::Catalogue;

use super::{Letter, When};
use crate::App;

/// So many confirmations go to one address within the time; a mailbox is not to be flooded.
const CONFIRMATIONS: usize = 3;
const WITHIN: Duration = Duration::hours(1);

/// A request that arrived.
pub(crate) struct Arrived<'a> {
    pub(crate) conversation: ConversationId,
    pub(crate) reference: i64,
    pub(crate) brand: BrandId,
    pub(crate) locale: &'a Locale,
    pub(crate) email: &'a Email,
}

impl App {
    /// Keeps the confirmation of a request within its unit of work.
    pub(crate) async fn confirm(
        &self,
        tx: &mut Tx,
        it: &Arrived<'_>,
        catalogue: &Catalogue,
    ) -> Result<(), StoreError> {
        let now = self.now();
        let account = format!("confirm:{}", it.email.as_str());
        if !self.has_mail() || CONFIRMATIONS <= tx.guesses(&account, now - WITHIN).await?.len() {
            return Ok(());
        }
        tx.add_guess(&account, now).await?;
        let current = self.current();
        let brand = current.brand_of(it.brand).map(|it| it.brand.name.clone()).unwrap_or_default();
        let voice = self.voice((it.brand, it.locale), catalogue);
        let reference = it.reference.to_string();
        let values = [("brand", brand.as_str()), ("reference", &reference)];
        let letter = Letter {
            id: MailId(self.fresh_id()),
            to: it.email,
            from: it.brand,
            locale: it.locale,
            words: (
                voice.say("mail.arrived.subject", &values),
                voice.say("mail.arrived.text", &values),
            ),
            conversation: Some(it.conversation),
            when: When::default(),
        };
        self.post(tx, letter).await
    }
}
