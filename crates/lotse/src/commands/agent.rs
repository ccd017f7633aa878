//! `lotse agent`.

use std::io::Read as _;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand, ValueEnum};
use lotse_app::Secret;
use lotse_app::access::{Actor, Administer, AgentChange, AgentToAdd};
use lotse_domain::access::{Abilities, Role};
use lotse_domain::contacts::Email;
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
    /// Give an agent who cannot get in any more a new password
    Reset(Reset),
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

#[derive(Debug, Args)]
pub(super) struct Reset {
    /// The address the agent signs in with
    #[arg(long, value_name = "ADDRESS")]
    email: String,
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
            Self::Reset(reset) => reset.run(environment).await,
        }
    }
}

impl Add {
    async fn run(self, environment: &Environment) -> anyhow::Result<()> {
        let settings = self.place.settings(environment)?;
        begin_logs(&settings)?;
        let (password, is_made) = password(self.password_stdin)?;
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
        let agent = AgentToAdd {
            name: self.name,
            email: self.email,
            role,
            locale,
            password: password.clone(),
            abilities: Abilities::default(),
        };
        let agent = parts.app.add_agent(&may, agent).await?;
        parts.app.store().close().await;
        let (email, role) = (agent.email.as_str(), agent.role.as_str());
        console::say(&format!("{} <{email}> may sign in as {role}.", agent.name))?;
        if is_made {
            console::say(&format!("Password: {}", password.reveal()))?;
        }
        if is_first && agent.role != Role::Administrator {
            console::remark("Nobody can administer yet: add an administrator, too.")?;
        }
        Ok(())
    }
}

impl Reset {
    async fn run(self, environment: &Environment) -> anyhow::Result<()> {
        let settings = self.place.settings(environment)?;
        begin_logs(&settings)?;
        let (password, is_made) = password(self.password_stdin)?;
        let parts = wire::start(&settings, std::sync::Arc::new(wire::SystemClock)).await?;
        let may = Actor::operator().may::<Administer>()?;
        let email: Email = self.email.parse()?;
        let agents = parts.app.agents(&may).await?;
        let agent = agents.into_iter().find(|it| it.email == email);
        let agent = agent.with_context(|| format!("no agent signs in as {}", email.as_str()))?;
        let change = AgentChange { password: Some(password.clone()), ..AgentChange::default() };
        let agent = parts.app.change_agent(&may, agent.id, change).await?;
        parts.app.store().close().await;
        let name = &agent.name;
        console::say(&format!(
            "{name} has a new password, is signed out everywhere, and needs no code."
        ))?;
        if is_made {
            console::say(&format!("Password: {}", password.reveal()))?;
        }
        if !agent.is_active {
            console::remark("The agent is switched off and may not sign in until switched on.")?;
        }
        Ok(())
    }
}

/// The password from standard input, or a made one; true for the latter.
fn password(is_typed: bool) -> anyhow::Result<(Secret, bool)> {
    Ok((if is_typed { password_from_stdin()? } else { made_password()? }, !is_typed))
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
