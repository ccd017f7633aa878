//! How mails leave: the operator's mail server.

use std::fmt;

use lotse_channels::smtp::{self, Password, Security};
use lotse_domain::contacts::Email;
use serde::Deserialize;

/// How mails leave.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Mail {
    /// The mail server; none while empty.
    pub(crate) host: String,
    /// Its port.
    pub(crate) port: u16,
    /// How the line to it is kept secret.
    pub(crate) tls: Secrecy,
    /// The name to sign in with; nobody signs in while empty.
    pub(crate) user: String,
    /// The password to sign in with.
    pub(crate) password: Hidden,
    /// The address all mails come from.
    pub(crate) from: String,
}

/// How the line to the mail server is kept secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Secrecy {
    /// Begins in the open and becomes secret before anything is said; port 587.
    StartTls,
    /// From the first byte; port 465.
    Tls,
    /// Not at all: a server on this machine.
    None,
}

impl Secrecy {
    /// The kind of that name.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        match name {
            "starttls" => Some(Self::StartTls),
            "tls" => Some(Self::Tls),
            "none" => Some(Self::None),
            _ => None,
        }
    }
}

/// A secret; printing it shows nothing of it.
#[derive(Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct Hidden(pub(super) String);

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "" } else { "(set)" })
    }
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            host: String::new(),
            port: 587,
            tls: Secrecy::StartTls,
            user: String::new(),
            password: Hidden::default(),
            from: String::new(),
        }
    }
}

impl Mail {
    /// For the sender; `None` when no mail server is set. The error is a sentence.
    pub(crate) fn smtp(&self) -> Result<Option<smtp::Config>, String> {
        if self.host.is_empty() {
            return Ok(None);
        }
        let from: Email = self.from.parse().ok().ok_or_else(|| {
            format!("mail.from: `{}` is not an address like `help@example.org`.", self.from)
        })?;
        if self.port == 0 {
            return Err("mail.port must be the port of the mail server, like 587.".to_owned());
        }
        let is_here = ["localhost", "127.0.0.1", "::1"].contains(&self.host.as_str());
        if self.tls == Secrecy::None && !self.user.is_empty() && !is_here {
            return Err(
                "mail.tls: `none` would send the password in the open; use `starttls` or `tls`."
                    .to_owned(),
            );
        }
        let login = (self.user.clone(), Password::new(&self.password.0));
        Ok(Some(smtp::Config {
            host: self.host.clone(),
            port: self.port,
            security: match self.tls {
                Secrecy::StartTls => Security::StartTls,
                Secrecy::Tls => Security::Tls,
                Secrecy::None => Security::None,
            },
            login: (!self.user.is_empty()).then_some(login),
            from,
        }))
    }
}
