//! Sends mails through the operator's mail server.

use std::error::Error as _;
use std::fmt;
use std::time::Duration;

use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use lotse_domain::contacts::Email;

use crate::mail::Mail;

/// How long the server may take for one answer; RFC 5321 allows it minutes, a worker has five.
const PATIENCE: Duration = Duration::from_secs(45);
/// Answers about who we are, not about the mail: the operator mends them, the mail waits.
const ABOUT_US: [u16; 5] = [421, 530, 534, 535, 538];

/// What the operator sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The server's name, as its certificate says it.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the line is kept secret.
    pub security: Security,
    /// Name and password, where the server wants them.
    pub login: Option<(String, Password)>,
    /// The address all mails come from.
    pub from: Email,
}

/// How the line to the server is kept secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// Not at all: only for a server on the same machine.
    None,
    /// It begins in the open and must become secret before anything is said.
    StartTls,
    /// From the first byte.
    Tls,
}

/// A password; printing it shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// A password.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(set)")
    }
}

/// Why a mail was not sent; both hold what the server said.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// The server will never take this mail.
    #[error("the mail server refused the mail: {0}")]
    Refused(String),
    /// It may work later.
    #[error("the mail could not be sent yet: {0}")]
    Later(String),
}

/// A mail server that can be used, with a few connections kept open.
#[derive(Debug, Clone)]
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Address,
}

impl Smtp {
    /// Makes ready to send; connects to nobody yet. Must be called where async work can run.
    ///
    /// # Errors
    /// A sentence, when the certificates of this machine cannot be read or the sender's address
    /// is none.
    pub fn new(config: &Config) -> Result<Self, String> {
        let parameters = || TlsParameters::new(config.host.clone()).map_err(|it| told(&it));
        let tls = match config.security {
            Security::None => Tls::None,
            Security::StartTls => Tls::Required(parameters()?),
            Security::Tls => Tls::Wrapper(parameters()?),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&config.host)
            .port(config.port)
            .tls(tls)
            .timeout(Some(PATIENCE));
        if let Some((user, Password(password))) = &config.login {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        let from: Address = config
            .from
            .as_str()
            .parse()
            .map_err(|error: lettre::address::AddressError| format!("mail.from: {error}"))?;
        Ok(Self { transport: builder.build(), from })
    }

    /// Connects, signs in and hangs up.
    ///
    /// # Errors
    /// What went wrong, in the words of the server where it said any.
    pub async fn check(&self) -> Result<(), String> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err("it does not answer as a mail server does".to_owned()),
            Err(error) => Err(told(&error)),
        }
    }

    /// Sends a mail. When the line breaks at the wrong moment it may have arrived all the same;
    /// sent again it has the same Message-ID.
    ///
    /// # Errors
    /// See [`SendError`].
    pub async fn send(&self, mail: &Mail) -> Result<(), SendError> {
        let message = self.message(mail)?;
        self.transport.send(message).await.map(drop).map_err(|error| {
            let code = error.status().map(u16::from);
            let is_about_us = code.is_some_and(|it| ABOUT_US.contains(&it));
            if error.is_permanent() && !is_about_us {
                SendError::Refused(told(&error))
            } else {
                SendError::Later(told(&error))
            }
        })
    }

    fn message(&self, mail: &Mail) -> Result<Message, SendError> {
        let refused = |error: &dyn fmt::Display| SendError::Refused(error.to_string());
        let to: Address = mail.to.as_str().parse().map_err(|error| refused(&error))?;
        let header = |name, value: &str| {
            HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
        };
        let one_line = |text: &str| text.replace(|it: char| it.is_control(), " ");
        Message::builder()
            .from(Mailbox::new(Some(one_line(&mail.sender)), self.from.clone()))
            .to(Mailbox::new(None, to))
            .subject(one_line(&mail.subject))
            .date(mail.at)
            .message_id(Some(format!("<{}@{}>", mail.id, self.from.domain())))
            // RFC 3834: nobody answers automatically what was sent automatically.
            .raw_header(header("Auto-Submitted", "auto-generated"))
            .raw_header(header("X-Auto-Response-Suppress", "All"))
            .raw_header(header("Content-Language", mail.locale.as_str()))
            .multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html()))
            .map_err(|error| refused(&error))
    }
}

/// The error with its causes, in one line.
fn told(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(it) = cause {
        let more = it.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        cause = it.source();
    }
    text.replace(|it: char| it.is_control(), " ")
}

#[cfg(test)]
mod tests;
