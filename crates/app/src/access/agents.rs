//! Adding and changing agents.

use lotse_domain::access::{Abilities, AbilitiesFlaw, Agent, Role, WeakPassword, check_password};
use lotse_domain::contacts::{Email, NotAnEmail};
use lotse_domain::ids::AgentId;
use lotse_domain::locale::Locale;
use lotse_store::{NewAgent, Secrets, StoreError};

use super::sign_in::{account, hash_off_thread};
use super::{Administer, May};
use crate::App;
use crate::secret::Secret;

/// An agent to add.
#[derive(Debug, Clone)]
pub struct AgentToAdd {
    /// As colleagues call the person.
    pub name: String,
    /// Signs in with it.
    pub email: String,
    /// What the person may do.
    pub role: Role,
    /// The language of the desk.
    pub locale: Locale,
    /// The first password.
    pub password: Secret,
    /// What the person can be asked for.
    pub abilities: Abilities,
}

/// What to change of an agent; `None` leaves as is.
#[derive(Debug, Clone, Default)]
pub struct AgentChange {
    /// The name.
    pub name: Option<String>,
    /// What the person may do.
    pub role: Option<Role>,
    /// Whether the person may sign in.
    pub is_active: Option<bool>,
    /// The language of the desk.
    pub locale: Option<Locale>,
    /// The languages the person writes in, all of them.
    pub languages: Option<Vec<Locale>>,
    /// What the person knows about, all of it.
    pub skills: Option<Vec<String>>,
    /// How many chats the person has open at once; 0 for any number.
    pub most_chats: Option<i64>,
    /// A new password for whoever cannot get in any more.
    pub password: Option<Secret>,
}

/// Why an agent was not added or changed.
#[derive(Debug, thiserror::Error)]
pub enum AgentError {
    /// The address is none.
    #[error("not an e-mail address")]
    Email(#[from] NotAnEmail),
    /// The name is empty.
    #[error("the name is empty")]
    NoName,
    /// The password is too weak.
    #[error("the password is too weak")]
    Weak(#[from] WeakPassword),
    /// The languages, skills or the bound cannot be so.
    #[error(transparent)]
    Abilities(#[from] AbilitiesFlaw),
    /// Another agent has the address.
    #[error("another agent has this address")]
    Taken,
    /// There is no such agent.
    #[error("no such agent")]
    NotFound,
    /// Nobody would be left who could administer.
    #[error("nobody would be left who can administer")]
    LastAdministrator,
    /// The store failed; nothing was changed.
    #[error("could not save the agent")]
    Store(StoreError),
}

impl From<StoreError> for AgentError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict(_) => Self::Taken,
            other => Self::Store(other),
        }
    }
}

impl App {
    /// All agents by name.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn agents(&self, _may: &May<Administer>) -> Result<Vec<Agent>, StoreError> {
        self.store.read().await?.agents().await
    }

    /// Adds an agent.
    ///
    /// # Errors
    /// See [`AgentError`]; nothing is added then.
    pub async fn add_agent(
        &self,
        _may: &May<Administer>,
        it: AgentToAdd,
    ) -> Result<Agent, AgentError> {
        let email: Email = it.email.parse()?;
        let name: String = it.name.trim().chars().take(80).collect();
        if name.is_empty() {
            return Err(AgentError::NoName);
        }
        check_password(it.password.reveal(), &email)?;
        let agent = Agent {
            id: AgentId(self.fresh_id()),
            name,
            email,
            role: it.role,
            locale: it.locale,
            has_totp: false,
            is_active: true,
            abilities: it.abilities.tidied()?,
        };
        let password_hash = hash_off_thread(it.password).await;
        let mut tx = self.store.begin().await?;
        let agent = Agent { abilities: tx.spelled(agent.abilities).await?, ..agent };
        tx.add_agent(&NewAgent { agent: agent.clone(), password_hash }, self.now()).await?;
        tx.commit().await?;
        Ok(agent)
    }

    /// Changes an agent. The last active administrator stays one. A new password ends all of the
    /// agent's sessions and switches their authenticator off, which may be lost.
    ///
    /// # Errors
    /// See [`AgentError`]; nothing is changed then.
    pub async fn change_agent(
        &self,
        _may: &May<Administer>,
        id: AgentId,
        change: AgentChange,
    ) -> Result<Agent, AgentError> {
        let password_hash = match change.password {
            Some(password) => {
                let known = self.store.read().await?.agent(id).await?;
                let email = known.ok_or(AgentError::NotFound)?.email;
                check_password(password.reveal(), &email)?;
                Some(hash_off_thread(password).await)
            }
            None => None,
        };
        let mut tx = self.store.begin().await?;
        let all = tx.agents().await?;
        let known = all.iter().find(|it| it.id == id).ok_or(AgentError::NotFound)?;
        let mut agent = known.clone();
        if let Some(name) = change.name {
            agent.name = name.trim().chars().take(80).collect();
        }
        if agent.name.is_empty() {
            return Err(AgentError::NoName);
        }
        agent.role = change.role.unwrap_or(agent.role);
        agent.is_active = change.is_active.unwrap_or(agent.is_active);
        agent.locale = change.locale.unwrap_or(agent.locale);
        let Abilities { languages, skills, most_chats } = agent.abilities;
        let abilities = Abilities {
            languages: change.languages.unwrap_or(languages),
            skills: change.skills.unwrap_or(skills),
            most_chats: match change.most_chats {
                Some(0) => None,
                Some(most) => Some(most),
                None => most_chats,
            },
        };
        agent.abilities = tx.spelled(abilities.tidied()?).await?;
        let administers = |it: &Agent| it.is_active && it.role == Role::Administrator;
        let others = all.iter().any(|it| it.id != id && administers(it));
        if !others && administers(known) && !administers(&agent) {
            return Err(AgentError::LastAdministrator);
        }
        tx.save_agent(&agent).await?;
        if let Some(password_hash) = password_hash {
            let secrets =
                Secrets { password_hash, totp_secret: None, totp_pending: None, totp_step: 0 };
            tx.save_secrets(id, &secrets).await?;
            tx.end_sessions_of(id, None).await?;
            tx.forgive_guesses(&account(agent.email.as_str())).await?;
            agent.has_totp = false;
        }
        tx.commit().await?;
        Ok(agent)
    }
}
