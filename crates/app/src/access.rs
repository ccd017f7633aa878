//! Who may do what: signing in, agents, keys.

mod agents;
mod keys;
mod sign_in;

use std::marker::PhantomData;

use lotse_domain::access::{Agent, Permission};
use lotse_domain::ids::{AgentId, ApiKeyId};

pub use agents::{AgentChange, AgentError, AgentToAdd};
pub use keys::KeyToAdd;
pub use sign_in::{Credentials, SignInError, SignedIn, TotpError, TotpSetUp};

/// Somebody who acts: an agent with a session or a program with a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    who: Who,
    permissions: Vec<Permission>,
}

/// Which agent or key acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// An agent.
    Agent(Box<Agent>),
    /// A key.
    Key(ApiKeyId),
    /// The operator at the command line.
    Operator,
}

/// The actor may not do this; names the permission that is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("permission `{}` is missing", .0.as_str())]
pub struct Forbidden(pub Permission);

impl Actor {
    /// The operator, who has the database in hand anyway.
    #[must_use]
    pub fn operator() -> Self {
        Self { who: Who::Operator, permissions: Permission::ALL.to_vec() }
    }

    pub(crate) fn agent(agent: Agent) -> Self {
        let permissions = Permission::ALL.into_iter().filter(|it| agent.role.may(*it)).collect();
        Self { who: Who::Agent(Box::new(agent)), permissions }
    }

    pub(crate) fn key(id: ApiKeyId, scopes: Vec<Permission>) -> Self {
        Self { who: Who::Key(id), permissions: scopes }
    }

    /// Who it is.
    #[must_use]
    pub fn who(&self) -> &Who {
        &self.who
    }

    /// All that the actor may do.
    #[must_use]
    pub fn permissions(&self) -> &[Permission] {
        &self.permissions
    }

    /// A name for the ledger of writes that are answered once; unique per agent and key.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.who {
            Who::Agent(agent) => format!("agent:{}", agent.id),
            Who::Key(id) => format!("key:{id}"),
            Who::Operator => "operator".to_owned(),
        }
    }

    /// Proof that the actor may do what `R` stands for.
    ///
    /// # Errors
    /// When the permission is missing.
    pub fn may<R: Right>(&self) -> Result<May<R>, Forbidden> {
        if self.permissions.contains(&R::PERMISSION) {
            Ok(May { actor: self.clone(), right: PhantomData })
        } else {
            Err(Forbidden(R::PERMISSION))
        }
    }
}

/// Proof that somebody may do a thing; the only way to call what needs a permission.
#[derive(Debug, Clone)]
pub struct May<R> {
    actor: Actor,
    right: PhantomData<R>,
}

impl<R> May<R> {
    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The agent who acts, if it is one.
    #[must_use]
    pub fn agent(&self) -> Option<&Agent> {
        match &self.actor.who {
            Who::Agent(agent) => Some(agent),
            Who::Key(_) | Who::Operator => None,
        }
    }

    /// The id of the agent who acts, if it is one.
    #[must_use]
    pub fn agent_id(&self) -> Option<AgentId> {
        self.agent().map(|it| it.id)
    }
}

/// A permission as a type.
pub trait Right {
    /// The permission it stands for.
    const PERMISSION: Permission;
}

macro_rules! right {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name;

        impl Right for $name {
            const PERMISSION: Permission = Permission::$name;
        }
    };
}

right!(
    /// Reads every article.
    ReadKnowledge
);
right!(
    /// Writes, publishes, imports.
    WriteKnowledge
);
right!(
    /// Reads conversations.
    ReadInbox
);
right!(
    /// Answers and resolves conversations.
    WriteInbox
);
right!(
    /// Agents, keys, brands.
    Administer
);
