//! Whether mails can leave, and what became of those that should have.

use lotse_channels::smtp::Smtp;
use lotse_store::{MailState, Store, StoreError};

use super::Findings;
use crate::config::Settings;

/// So many mails that failed or wait are looked at.
const LOOKED_AT: i64 = 100;

/// Connects to the mail server as a mail would, and hangs up.
pub(super) async fn server(settings: &Settings, found: &mut Findings) {
    let mail = &settings.mail;
    if mail.host.is_empty() {
        found.note(
            "No mail server is set (mail.host): codes, confirmations and answers by mail do not \
             leave.",
        );
        return;
    }
    let place = format!("{}:{}", mail.host, mail.port);
    let Ok(Some(config)) = mail.smtp() else { return };
    let checked = match Smtp::new(&config) {
        Ok(smtp) => smtp.check().await,
        Err(why) => Err(why),
    };
    match checked {
        Ok(()) => found.fine(format!("The mail server {place} takes mails from {}.", mail.from)),
        Err(why) => found.wrong(format!("The mail server {place} cannot be used: {why}.")),
    }
}

/// Says what the store knows of mails that did not leave; a database without them says nothing.
pub(super) async fn outbox(settings: &Settings, found: &mut Findings) {
    let looked = async {
        let store = Store::connect(&settings.store_config()).await?;
        let mut tx = store.read().await?;
        let failed = tx.mails_in(MailState::Failed, LOOKED_AT).await?;
        let waiting = tx.mails_in(MailState::Waiting, LOOKED_AT).await?;
        drop(tx);
        store.close().await;
        Ok::<_, StoreError>((failed, waiting))
    };
    let Ok((failed, waiting)) = looked.await else { return };
    let why = |error: Option<&String>| error.cloned().unwrap_or_default();
    if let Some(last) = failed.first() {
        found.note(format!(
            "Mails that did not leave: {}{}. The last one, of {}: {}",
            failed.len(),
            if failed.len() < 100 { "" } else { " or more" },
            last.at.format("%Y-%m-%d %H:%M UTC"),
            why(last.error.as_ref())
        ));
    }
    if let Some(last) = waiting.iter().find(|it| it.error.is_some()) {
        found.note(format!(
            "Mails that wait and are tried again: {}. The last try: {}",
            waiting.iter().filter(|it| it.error.is_some()).count(),
            why(last.error.as_ref())
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Hidden;

    #[tokio::test]
    async fn a_mail_server_that_is_not_there_is_wrong_and_none_is_a_note() {
        let mut settings = Settings::default();
        let mut found = Findings::default();
        server(&settings, &mut found).await;
        assert_eq!((found.wrong, found.lines.len()), (0, 1), "{found:?}");
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        settings.mail.port = listener.local_addr().unwrap().port();
        drop(listener);
        settings.mail.host = "127.0.0.1".to_owned();
        settings.mail.tls = crate::config::Secrecy::None;
        settings.mail.from = "help@example.org".to_owned();
        settings.mail.password = Hidden::default();
        server(&settings, &mut found).await;
        assert_eq!(found.wrong, 1, "{found:?}");
    }
}
