//! `lotse agent`.

use std::io::Read as _;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand, ValueEnum};
use lotse_app::Secret;
use lotse_app::access::{Actor, Administer, AgentToAdd};
use lotse_domain::access::{Abilities, Role};
use lotse_domain::locale::Locale;

use super::begin_logs;
use crate::config::{Environment, Place};
use crate::{console, wire};

/// Letters of a made password, without those that are taken for each other.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// 20 of 32 letters are 100 bits.
const LENGTH: usize = 20;

/// Look after the people who help.
#[derive(Debug, Subcommand)]
pub(super) enum Agent {
    /// Add an agent; the first one is the administrator
    Add(Add),
}

#[derive(Debug, Args)]
pub(super) struct Add {
    /// The address the agent signs in with
    #[arg(long, value_name = "ADDRESS")]
    email: String,
    /// As colleagues call the agent
    #[arg(long, value_name = "NAME")]
    name: String,
    /// What the agent may do; the first agent is the administrator, others are agents
    #[arg(long, value_enum)]
    role: Option<RoleName>,
    /// The language of the desk; the brand's when left out
    #[arg(long, value_name = "LANGUAGE")]
    locale: Option<Locale>,
    /// Read the password from standard input; without it one is made and printed
    #[arg(long)]
    password_stdin: bool,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum RoleName {
    Administrator,
    Editor,
    Agent,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Administrator => Self::Administrator,
            RoleName::Editor => Self::Editor,
            RoleName::Agent => Self::Agent,
        }
    }
}

impl Agent {
    pub(super) async fn run(self, environment: &Environment) -> anyhow::Result<()> {
        match self {
            Self::Add(add) => add.run(environment).await,
        }
    }
}

impl Add {
    async fn run(self, environment: &Environment) -> anyhow::Result<()> {
        let settings = self.place.settings(environment)?;
        begin_logs(&settings)?;
        let given = if self.password_stdin { Some(password_from_stdin()?) } else { None };
        let parts = wire::start(&settings, std::sync::Arc::new(wire::SystemClock)).await?;
        wire::ensure_brand(&parts.app, &settings).await?;
        let may = Actor::operator().may::<Administer>()?;
        let is_first = parts.app.agents(&may).await?.is_empty();
        let role = match self.role {
            Some(role) => Role::from(role),
            None if is_first => Role::Administrator,
            None => Role::Agent,
        };
        let locale = match self.locale {
            Some(locale) => locale,
            None => wire::brand(&parts.app, None)?.brand.default_locale,
        };
        let made = if given.is_none() { Some(made_password()?) } else { None };
        let password = given.or_else(|| made.clone()).context("there is no password")?;
        let agent = AgentToAdd {
            name: self.name,
            email: self.email,
            role,
            locale,
            password,
            abilities: Abilities::default(),
        };
        let agent = parts.app.add_agent(&may, agent).await?;
        parts.app.store().close().await;
        let (email, role) = (agent.email.as_str(), agent.role.as_str());
        console::say(&format!("{} <{email}> may sign in as {role}.", agent.name))?;
        if let Some(made) = made {
            console::say(&format!("Password: {}", made.reveal()))?;
        }
        if is_first && agent.role != Role::Administrator {
            console::remark("Nobody can administer yet: add an administrator, too.")?;
        }
        Ok(())
    }
}

/// The first line of standard input.
fn password_from_stdin() -> anyhow::Result<Secret> {
    let mut text = String::new();
    let input = std::io::stdin().lock();
    input.take(4_096).read_to_string(&mut text).context("cannot read the password")?;
    let line = text.lines().next().unwrap_or_default();
    if line.is_empty() {
        bail!("standard input has no password in its first line");
    }
    Ok(Secret::new(line))
}

fn made_password() -> anyhow::Result<Secret> {
    let mut bytes = [0; LENGTH];
    getrandom::fill(&mut bytes).context("the system has no random numbers")?;
    // 256 is a multiple of 32, so each letter is as likely as the others.
    let letters = bytes.iter().filter_map(|it| LETTERS.get(usize::from(*it) % LETTERS.len()));
    Ok(Secret::new(letters.map(|it| char::from(*it)).collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_password_is_long_and_never_the_same() {
        let (a, b) = (made_password().unwrap(), made_password().unwrap());
        assert_eq!(a.reveal().chars().count(), LENGTH);
        assert_ne!(a, b);
    }
}
