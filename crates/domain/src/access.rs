//! Agents, what they may do, and when a log-in is refused.

mod abilities;

use chrono::{DateTime, Duration, Utc};

use crate::contacts::Email;
use crate::ids::AgentId;
use crate::locale::Locale;

pub use abilities::{Abilities, AbilitiesFlaw, is_same_skill, skill_named};

/// A person who helps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// Identifies the person for good.
    pub id: AgentId,
    /// As colleagues call the person.
    pub name: String,
    /// Signs in with it; unique in the installation.
    pub email: Email,
    /// What the person may do.
    pub role: Role,
    /// The language of the desk.
    pub locale: Locale,
    /// Whether signing in needs a code from an authenticator.
    pub has_totp: bool,
    /// Whether the person may sign in at all.
    pub is_active: bool,
    /// What the person can be asked for.
    pub abilities: Abilities,
}

/// What an agent may do, as a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Everything.
    Administrator,
    /// Knowledge and requests.
    Editor,
    /// Requests; reads knowledge.
    Agent,
}

/// One thing somebody may be allowed to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Permission {
    /// Read every article, drafts and internal ones included.
    ReadKnowledge,
    /// Write, publish, import.
    WriteKnowledge,
    /// Read conversations.
    ReadInbox,
    /// Answer and resolve conversations.
    WriteInbox,
    /// Agents, keys, brands.
    Administer,
}

impl Permission {
    /// All permissions, in the order they are offered.
    pub const ALL: [Self; 5] = [
        Self::ReadKnowledge,
        Self::WriteKnowledge,
        Self::ReadInbox,
        Self::WriteInbox,
        Self::Administer,
    ];

    /// Its name as a scope of an API key.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ReadKnowledge => "knowledge:read",
            Self::WriteKnowledge => "knowledge:write",
            Self::ReadInbox => "inbox:read",
            Self::WriteInbox => "inbox:write",
            Self::Administer => "administer",
        }
    }

    /// The permission of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}

impl Role {
    /// All roles, strongest first.
    pub const ALL: [Self; 3] = [Self::Administrator, Self::Editor, Self::Agent];

    /// Its name in tables and the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Editor => "editor",
            Self::Agent => "agent",
        }
    }

    /// The role of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }

    /// Whether the role includes `permission`.
    #[must_use]
    pub fn may(self, permission: Permission) -> bool {
        match self {
            Self::Administrator => true,
            Self::Editor => permission != Permission::Administer,
            Self::Agent => matches!(
                permission,
                Permission::ReadKnowledge | Permission::ReadInbox | Permission::WriteInbox
            ),
        }
    }
}

/// Ten wrong guesses in 15 minutes: enough for a person with three passwords, and under 1,000 a
/// day for a machine.
pub const GUESSES: usize = 10;
/// The window in which guesses are counted.
pub const GUESS_WINDOW: Duration = Duration::minutes(15);

/// When the next guess is allowed; `None` means at once.
///
/// `failures` are the times of the wrong guesses for one account, in any order. The lock is never
/// permanent and ends by itself, so that nobody can be locked out for good by a stranger.
#[must_use]
pub fn next_guess_at(failures: &[DateTime<Utc>], now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let mut recent: Vec<_> =
        failures.iter().filter(|it| now - GUESS_WINDOW < **it && **it <= now).collect();
    if recent.len() < GUESSES {
        return None;
    }
    recent.sort_unstable();
    let oldest_that_counts = recent.len().checked_sub(GUESSES).and_then(|at| recent.get(at))?;
    Some(**oldest_that_counts + GUESS_WINDOW)
}

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// It has fewer than ten characters.
    #[error("password has fewer than ten characters")]
    TooShort,
    /// It has more than 200 characters.
    #[error("password has more than 200 characters")]
    TooLong,
    /// It is the e-mail address or a single repeated character.
    #[error("password is too easy to guess")]
    TooEasy,
}

/// Checks a new password: length counts, not character classes (NIST SP 800-63B).
///
/// # Errors
/// Names what is wrong with it.
pub fn check_password(password: &str, email: &Email) -> Result<(), WeakPassword> {
    let length = password.chars().count();
    let first = password.chars().next();
    if length < 10 {
        Err(WeakPassword::TooShort)
    } else if 200 < length {
        Err(WeakPassword::TooLong)
    } else if password.eq_ignore_ascii_case(email.as_str())
        || password.chars().all(|it| Some(it) == first)
    {
        Err(WeakPassword::TooEasy)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap()
    }

    #[test]
    fn the_eleventh_guess_waits_until_the_window_has_passed() {
        let failures: Vec<_> = (0..10).map(|it| noon() - Duration::minutes(it)).collect();
        assert_eq!(next_guess_at(&failures[..9], noon()), None);
        assert_eq!(next_guess_at(&failures, noon()), Some(noon() + Duration::minutes(6)));
        assert_eq!(next_guess_at(&failures, noon() + Duration::minutes(7)), None);
    }

    #[test]
    fn roles_include_what_they_should_and_no_more() {
        assert!(Role::Administrator.may(Permission::Administer));
        assert!(!Role::Editor.may(Permission::Administer));
        assert!(Role::Editor.may(Permission::WriteKnowledge));
        assert!(!Role::Agent.may(Permission::WriteKnowledge));
        assert!(Role::Agent.may(Permission::WriteInbox));
    }

    #[test]
    fn weak_passwords_are_named() {
        let email: Email = "ada@example.org".parse().unwrap();
        assert_eq!(check_password("short", &email), Err(WeakPassword::TooShort));
        assert_eq!(check_password("aaaaaaaaaaaa", &email), Err(WeakPassword::TooEasy));
        assert_eq!(check_password("ADA@example.org", &email), Err(WeakPassword::TooEasy));
        assert_eq!(check_password(&"ab".repeat(200), &email), Err(WeakPassword::TooLong));
        assert_eq!(check_password("vier Wörter reichen", &email), Ok(()));
    }
}
