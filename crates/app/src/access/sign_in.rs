//! Agents sign in with a password and, if they set it up, a code of their authenticator.

use chrono::{DateTime, Duration, Utc};
use lotse_domain::access::{Agent, GUESS_WINDOW, WeakPassword, check_password, next_guess_at};
use lotse_domain::contacts::Email;
use lotse_domain::locale::Locale;
use lotse_store::{Secrets, SessionOf, StoreError, Tx};
use totp_rs::{Builder, Secret as TotpSecret, Totp};

use super::{Actor, Who};
use crate::App;
use crate::secret::{Secret, hash_password, token, token_hash, verify_password};

/// How long a session lasts: one working day and the night after it.
const SESSION: Duration = Duration::hours(16);

/// What an agent types to sign in.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The address.
    pub email: String,
    /// The password.
    pub password: Secret,
    /// The authenticator's code, when asked for.
    pub code: Option<Secret>,
}

/// A session that has begun.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Opens the session; given out once.
    pub token: Secret,
    /// Who signed in.
    pub agent: Agent,
    /// When the session ends.
    pub expires_at: DateTime<Utc>,
}

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Address or password are wrong, or the agent may no longer sign in: the answer is the same.
    #[error("address or password are wrong")]
    Wrong,
    /// The password is right, the authenticator's code is needed too.
    #[error("the authenticator's code is needed")]
    CodeNeeded,
    /// The code is wrong or was used already.
    #[error("the authenticator's code is wrong or was used already")]
    CodeWrong,
    /// Too many wrong guesses for this account; the next one is looked at from then on.
    #[error("too many wrong guesses")]
    TooManyTries(DateTime<Utc>),
    /// The store failed.
    #[error("could not sign in")]
    Store(#[from] StoreError),
}

/// Why an agent's own secrets were not changed.
#[derive(Debug, thiserror::Error)]
pub enum TotpError {
    /// The code or the old password is wrong.
    #[error("the code or password is wrong")]
    Wrong,
    /// Only agents have secrets; a key has none.
    #[error("only an agent can do this")]
    NoAgent,
    /// Too many wrong guesses for this account; the next one is looked at from then on.
    #[error("too many wrong guesses")]
    TooManyTries(DateTime<Utc>),
    /// The new password is too weak.
    #[error("the new password is too weak")]
    Weak(#[from] WeakPassword),
    /// The store failed.
    #[error("could not save")]
    Store(#[from] StoreError),
}

/// What an authenticator needs to know.
#[derive(Debug, Clone)]
pub struct TotpSetUp {
    /// The secret in base 32, to type.
    pub secret: Secret,
    /// The same as an `otpauth:` address, to scan.
    pub otpauth_url: Secret,
}

impl App {
    /// Signs an agent in.
    ///
    /// A wrong guess counts for the account, whether it exists or not, and takes as long as a
    /// right one.
    ///
    /// # Errors
    /// See [`SignInError`]; no session is begun then.
    pub async fn sign_in(&self, typed: Credentials) -> Result<SignedIn, SignInError> {
        let now = self.now();
        let account = account(&typed.email);
        self.take_guess(&account, now).await.map_err(|it| match it {
            Ok(until) => SignInError::TooManyTries(until),
            Err(error) => SignInError::Store(error),
        })?;
        let email: Option<Email> = typed.email.parse().ok();
        let known = match &email {
            Some(email) => self.store.read().await?.agent_at(email).await?,
            None => None,
        };
        let hash = known.as_ref().map(|(_, secrets)| secrets.password_hash.clone());
        let is_right = password_is(typed.password.clone(), hash).await;
        let Some((agent, secrets)) = known.filter(|(agent, _)| is_right && agent.is_active) else {
            return Err(SignInError::Wrong);
        };
        let step = match (&secrets.totp_secret, &typed.code) {
            (None, _) => secrets.totp_step,
            (Some(_), None) => return Err(SignInError::CodeNeeded),
            (Some(secret), Some(code)) => {
                fresh_step(secret, code, secrets.totp_step, now).ok_or(SignInError::CodeWrong)?
            }
        };
        let used = Secrets { totp_step: step, ..secrets.clone() };
        let begun = self.begin_agent_session(agent, (&secrets, &used), now).await?;
        begun.ok_or(if typed.code.is_some() { SignInError::CodeWrong } else { SignInError::Wrong })
    }

    /// `None` when what was proven no longer holds: the password was changed or the code used while
    /// this one was looked at.
    async fn begin_agent_session(
        &self,
        agent: Agent,
        (seen, used): (&Secrets, &Secrets),
        now: DateTime<Utc>,
    ) -> Result<Option<SignedIn>, StoreError> {
        let token = token();
        let expires_at = now + SESSION;
        let mut tx = self.store.begin().await?;
        if !swap_secrets(&mut tx, &agent, seen, used).await? {
            return Ok(None);
        }
        tx.forget_expired(now).await?;
        tx.forgive_guesses(&account(agent.email.as_str())).await?;
        let of = SessionOf::Agent(agent.id);
        tx.begin_session(&token_hash(token.reveal()), of, now, expires_at).await?;
        tx.commit().await?;
        Ok(Some(SignedIn { token, agent, expires_at }))
    }

    /// Who acts with a session's token; `None` when it opens none, or a contact's.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn actor_with_session(&self, token: &str) -> Result<Option<Actor>, StoreError> {
        let mut tx = self.store.glance().await?;
        let Some(SessionOf::Agent(id)) = tx.session(&token_hash(token), self.now()).await? else {
            return Ok(None);
        };
        Ok(tx.agent(id).await?.filter(|it| it.is_active).map(Actor::agent))
    }

    /// Ends the session a token opens. Safe to call twice.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn sign_out(&self, token: &str) -> Result<(), StoreError> {
        let mut tx = self.store.begin().await?;
        tx.end_session(&token_hash(token)).await?;
        tx.commit().await
    }

    /// Changes the name and language an agent sees; `None` leaves as is.
    ///
    /// # Errors
    /// See [`TotpError`].
    pub async fn change_me(
        &self,
        actor: &Actor,
        name: Option<String>,
        locale: Option<Locale>,
    ) -> Result<Agent, TotpError> {
        let mut agent = own(actor)?.clone();
        if let Some(name) = name.map(|it| it.trim().chars().take(80).collect::<String>())
            && !name.is_empty()
        {
            agent.name = name;
        }
        agent.locale = locale.unwrap_or(agent.locale);
        let mut tx = self.store.begin().await?;
        tx.save_agent(&agent).await?;
        tx.commit().await?;
        Ok(agent)
    }

    /// Changes an agent's own password and ends their other sessions.
    ///
    /// # Errors
    /// See [`TotpError`]; nothing is changed then.
    pub async fn change_password(
        &self,
        actor: &Actor,
        (old, new): (Secret, Secret),
        keep: &str,
    ) -> Result<(), TotpError> {
        let agent = own(actor)?;
        check_password(new.reveal(), &agent.email)?;
        let seen = self.own_secrets(agent, Some(old)).await?;
        let password_hash = hash_off_thread(new).await;
        let mut tx = self.store.begin().await?;
        if !swap_secrets(&mut tx, agent, &seen, &Secrets { password_hash, ..seen.clone() }).await? {
            return Err(TotpError::Wrong);
        }
        tx.end_sessions_of(agent.id, Some(&token_hash(keep))).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Begins the set-up of an authenticator; nothing changes until it is confirmed.
    ///
    /// # Errors
    /// See [`TotpError`].
    pub async fn begin_totp(&self, actor: &Actor) -> Result<TotpSetUp, TotpError> {
        let agent = own(actor)?;
        let seen = self.own_secrets(agent, None).await?;
        let encoded = TotpSecret::generate().to_base32();
        let totp = totp(&encoded, agent.email.as_str()).ok_or(TotpError::Wrong)?;
        let otpauth_url = totp.to_url().or(Err(TotpError::Wrong))?;
        let begun = Secrets { totp_pending: Some(encoded.clone()), ..seen.clone() };
        self.keep_secrets(agent, &seen, &begun).await?;
        Ok(TotpSetUp { secret: Secret::new(encoded), otpauth_url: Secret::new(otpauth_url) })
    }

    /// Confirms the authenticator with its first code; from then on signing in needs it.
    ///
    /// # Errors
    /// See [`TotpError`].
    pub async fn confirm_totp(&self, actor: &Actor, code: &Secret) -> Result<(), TotpError> {
        let agent = own(actor)?;
        let seen = self.own_secrets(agent, None).await?;
        let mut secrets = seen.clone();
        let pending = secrets.totp_pending.take().ok_or(TotpError::Wrong)?;
        self.use_code(agent, &mut secrets, &pending, code).await?;
        secrets.totp_secret = Some(pending);
        self.keep_secrets(agent, &seen, &secrets).await
    }

    /// Removes the authenticator, with a code of it.
    ///
    /// # Errors
    /// See [`TotpError`].
    pub async fn remove_totp(&self, actor: &Actor, code: &Secret) -> Result<(), TotpError> {
        let agent = own(actor)?;
        let seen = self.own_secrets(agent, None).await?;
        let mut secrets = seen.clone();
        let current = secrets.totp_secret.take().ok_or(TotpError::Wrong)?;
        self.use_code(agent, &mut secrets, &current, code).await?;
        self.keep_secrets(agent, &seen, &secrets).await
    }

    async fn use_code(
        &self,
        agent: &Agent,
        secrets: &mut Secrets,
        secret: &str,
        code: &Secret,
    ) -> Result<(), TotpError> {
        let now = self.now();
        let account = account(agent.email.as_str());
        self.take_guess(&account, now).await.map_err(totp_error)?;
        secrets.totp_step =
            fresh_step(secret, code, secrets.totp_step, now).ok_or(TotpError::Wrong)?;
        Ok(self.forgive(&account).await?)
    }

    async fn own_secrets(
        &self,
        agent: &Agent,
        password: Option<Secret>,
    ) -> Result<Secrets, TotpError> {
        let known = self.store.read().await?.agent_at(&agent.email).await?;
        let (_, secrets) = known.ok_or(TotpError::NoAgent)?;
        let Some(password) = password else { return Ok(secrets) };
        let (now, account) = (self.now(), account(agent.email.as_str()));
        self.take_guess(&account, now).await.map_err(totp_error)?;
        if !password_is(password, Some(secrets.password_hash.clone())).await {
            return Err(TotpError::Wrong);
        }
        self.forgive(&account).await?;
        Ok(secrets)
    }

    async fn keep_secrets(
        &self,
        agent: &Agent,
        seen: &Secrets,
        secrets: &Secrets,
    ) -> Result<(), TotpError> {
        let mut tx = self.store.begin().await?;
        if !swap_secrets(&mut tx, agent, seen, secrets).await? {
            return Err(TotpError::Wrong);
        }
        tx.commit().await?;
        Ok(())
    }

    /// Counts a guess before it is looked at, so that many at once do not pass the limit; a right
    /// one is forgiven. `Err(Ok(time))` when the account must wait until then.
    async fn take_guess(
        &self,
        account: &str,
        now: DateTime<Utc>,
    ) -> Result<(), Result<DateTime<Utc>, StoreError>> {
        let taken = async {
            let mut tx = self.store.begin().await?;
            tx.lock_account(account).await?;
            let until = next_guess_at(&tx.guesses(account, now - GUESS_WINDOW).await?, now);
            if until.is_none() {
                tx.add_guess(account, now).await?;
                tx.commit().await?;
            }
            Ok(until)
        };
        match taken.await {
            Ok(None) => Ok(()),
            Ok(Some(until)) => Err(Ok(until)),
            Err(error) => Err(Err(error)),
        }
    }

    async fn forgive(&self, account: &str) -> Result<(), StoreError> {
        let mut tx = self.store.begin().await?;
        tx.forgive_guesses(account).await?;
        tx.commit().await
    }
}

/// Puts `secrets` in the place of those that were looked at; false, and nothing changed, when they
/// are others by now or the agent may no longer sign in.
async fn swap_secrets(
    tx: &mut Tx,
    agent: &Agent,
    seen: &Secrets,
    secrets: &Secrets,
) -> Result<bool, StoreError> {
    tx.lock_agent(agent.id).await?;
    let now = tx.agent_at(&agent.email).await?;
    if now.is_none_or(|(it, current)| !it.is_active || current != *seen) {
        return Ok(false);
    }
    tx.save_secrets(agent.id, secrets).await?;
    Ok(true)
}

fn totp_error(error: Result<DateTime<Utc>, StoreError>) -> TotpError {
    match error {
        Ok(until) => TotpError::TooManyTries(until),
        Err(error) => TotpError::Store(error),
    }
}

fn own(actor: &Actor) -> Result<&Agent, TotpError> {
    match actor.who() {
        Who::Agent(agent) => Ok(agent),
        Who::Key(_) | Who::Operator => Err(TotpError::NoAgent),
    }
}

/// What wrong guesses are counted by; the address as typed, in one spelling.
pub(super) fn account(email: &str) -> String {
    format!("agent:{}", email.trim().to_lowercase().chars().take(254).collect::<String>())
}

/// Compares off the async threads; without a hash it takes as long and is never right.
async fn password_is(password: Secret, hash: Option<String>) -> bool {
    let work = move || {
        if let Some(hash) = hash {
            return verify_password(password.reveal(), &hash);
        }
        hash_password(password.reveal());
        false
    };
    tokio::task::spawn_blocking(work).await.unwrap_or(false)
}

pub(super) async fn hash_off_thread(password: Secret) -> String {
    tokio::task::spawn_blocking(move || hash_password(password.reveal()))
        .await
        .expect("hashing does not panic")
}

/// RFC 6238's defaults, one step of 30 seconds early or late (section 5.2).
fn totp(secret: &str, email: &str) -> Option<Totp> {
    let secret = TotpSecret::try_from_base32(secret).ok()?;
    // Colons separate issuer and account in the address.
    let account = email.replace(':', "");
    Builder::new()
        .with_secret(secret)
        .with_skew(1)
        .with_account_name(account)
        .with_issuer(Some("Lotse"))
        .build()
        .ok()
}

/// The time step a code is of, if it is right and newer than the last one used.
fn fresh_step(secret: &str, code: &Secret, used: i64, now: DateTime<Utc>) -> Option<i64> {
    let totp = totp(secret, "account")?;
    let seconds = u64::try_from(now.timestamp()).ok()?;
    let typed: String = code.reveal().chars().filter(char::is_ascii_digit).collect();
    let step = i64::try_from(totp.check(&typed, seconds)?).ok()?;
    (used < step).then_some(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_counts_once_and_only_near_its_time() {
        let secret = TotpSecret::generate().to_base32();
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let code = Secret::new(totp(&secret, "a").unwrap().generate(1_800_000_000).to_string());
        let step = fresh_step(&secret, &code, 0, now).unwrap();
        assert_eq!(fresh_step(&secret, &code, step, now), None, "used already");
        assert_eq!(fresh_step(&secret, &code, 0, now + Duration::seconds(90)), None, "too late");
        assert_eq!(fresh_step(&secret, &Secret::new("000"), 0, now), None);
    }
}
