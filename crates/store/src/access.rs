//! Agents, sessions, wrong guesses and keys. Secrets are stored as hashes only, but for the
//! authenticator's, which must be read back.

use chrono::{DateTime, Utc};
use lotse_domain::access::{Abilities, Agent, Permission, Role};
use lotse_domain::contacts::Email;
use lotse_domain::ids::{AgentId, ApiKeyId, ContactId};
use lotse_domain::locale::Locale;

use crate::error::StoreError;
use crate::row::{Row, json, values};
use crate::tx::Tx;

/// An agent to add.
#[derive(Debug, Clone)]
pub struct NewAgent {
    /// The agent.
    pub agent: Agent,
    /// The password's argon2id hash in PHC form.
    pub password_hash: String,
}

/// What proves an agent.
#[derive(Clone, PartialEq, Eq)]
pub struct Secrets {
    /// The password's argon2id hash in PHC form.
    pub password_hash: String,
    /// The authenticator's secret, in base 32.
    pub totp_secret: Option<String>,
    /// A secret that still has to be confirmed.
    pub totp_pending: Option<String>,
    /// The last time step whose code was used; a code counts once.
    pub totp_step: i64,
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets(..)")
    }
}

/// Whose session it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionOf {
    /// An agent's, for the desk.
    Agent(AgentId),
    /// A contact's, for restricted articles.
    Contact(ContactId),
}

/// A key for programs.
#[derive(Debug, Clone)]
pub struct ApiKey {
    /// Its id.
    pub id: ApiKeyId,
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Permission>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// From when on it no longer counts.
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was last used, to the minute.
    pub used_at: Option<DateTime<Utc>>,
}

impl Tx {
    /// All agents by name.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn agents(&mut self) -> Result<Vec<Agent>, StoreError> {
        let rows = self.all("select * from agents order by name, id", values![]).await?;
        rows.iter().map(agent).collect()
    }

    /// An agent by id.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn agent(&mut self, id: AgentId) -> Result<Option<Agent>, StoreError> {
        let row = self.one("select * from agents where id = $1", values![id]).await?;
        row.as_ref().map(agent).transpose()
    }

    /// The agent who signs in with that address, and what proves them.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn agent_at(
        &mut self,
        email: &Email,
    ) -> Result<Option<(Agent, Secrets)>, StoreError> {
        let row =
            self.one("select * from agents where email = $1", values![email.as_str()]).await?;
        row.map(|row| {
            let secrets = Secrets {
                password_hash: row.text("password_hash")?,
                totp_secret: row.opt_text("totp_secret")?,
                totp_pending: row.opt_text("totp_pending")?,
                totp_step: row.int("totp_step")?,
            };
            Ok((agent(&row)?, secrets))
        })
        .transpose()
    }

    /// Adds an agent.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when another agent has the address.
    pub async fn add_agent(&mut self, it: &NewAgent, now: DateTime<Utc>) -> Result<(), StoreError> {
        let agent = &it.agent;
        self.run(
            "insert into agents (id, name, email, role, locale, password_hash, is_active,
             created_at, totp_step) values ($1, $2, $3, $4, $5, $6, $7, $8, 0)",
            values![
                agent.id,
                &agent.name,
                agent.email.as_str(),
                agent.role.as_str(),
                &agent.locale,
                &it.password_hash,
                agent.is_active,
                now
            ],
        )
        .await?;
        self.save_abilities(agent).await
    }

    /// Keeps an agent's name, role, language and whether they may sign in. Whoever may not is
    /// signed out at once.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn save_agent(&mut self, it: &Agent) -> Result<(), StoreError> {
        self.run(
            "update agents set name = $2, role = $3, locale = $4, is_active = $5 where id = $1",
            values![it.id, &it.name, it.role.as_str(), &it.locale, it.is_active],
        )
        .await?;
        if !it.is_active {
            self.end_sessions_of(it.id, None).await?;
        }
        self.save_abilities(it).await
    }

    async fn save_abilities(&mut self, of: &Agent) -> Result<(), StoreError> {
        let it = &of.abilities;
        let languages: Vec<&str> = it.languages.iter().map(Locale::as_str).collect();
        let mut values = values![of.id, it.most_chats];
        values.extend([json(&languages), json(&it.skills)]);
        self.run(
            "update agents set most_chats = $2, languages = $3, skills = $4 where id = $1",
            values,
        )
        .await?;
        Ok(())
    }

    /// Lets nobody else take the next conversation for an agent before this unit of work ends.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn lock_agent(&mut self, id: AgentId) -> Result<(), StoreError> {
        self.run("update agents set most_chats = most_chats where id = $1", values![id]).await?;
        Ok(())
    }

    /// Keeps what proves an agent.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn save_secrets(&mut self, of: AgentId, it: &Secrets) -> Result<(), StoreError> {
        self.run(
            "update agents set password_hash = $2, totp_secret = $3, totp_pending = $4,
             totp_step = $5 where id = $1",
            values![
                of,
                &it.password_hash,
                it.totp_secret.clone(),
                it.totp_pending.clone(),
                it.totp_step
            ],
        )
        .await?;
        Ok(())
    }

    /// Begins a session; only the token's hash is kept.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn begin_session(
        &mut self,
        token_hash: &str,
        of: SessionOf,
        now: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let (agent, contact) = match of {
            SessionOf::Agent(id) => (Some(id), None),
            SessionOf::Contact(id) => (None, Some(id)),
        };
        self.run(
            "insert into sessions (token_hash, agent, contact, created_at, seen_at, expires_at)
             values ($1, $2, $3, $4, $4, $5)",
            values![token_hash, agent, contact, now, expires_at],
        )
        .await?;
        Ok(())
    }

    /// Whose session a token opens at `now`.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn session(
        &mut self,
        token_hash: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<SessionOf>, StoreError> {
        let row = self
            .one(
                "select agent, contact from sessions where token_hash = $1 and expires_at > $2",
                values![token_hash, now],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(match (row.opt_parsed("agent")?, row.opt_parsed("contact")?) {
            (Some(agent), _) => Some(SessionOf::Agent(agent)),
            (None, Some(contact)) => Some(SessionOf::Contact(contact)),
            (None, None) => None,
        })
    }

    /// Ends one session.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn end_session(&mut self, token_hash: &str) -> Result<(), StoreError> {
        self.run("delete from sessions where token_hash = $1", values![token_hash]).await?;
        Ok(())
    }

    /// Ends all sessions of an agent but the one named.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn end_sessions_of(
        &mut self,
        agent: AgentId,
        but: Option<&str>,
    ) -> Result<(), StoreError> {
        self.run(
            "delete from sessions where agent = $1 and ($2 is null or token_hash <> $2)",
            values![agent, but],
        )
        .await?;
        Ok(())
    }

    /// Forgets sessions, guesses and codes that no longer count.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn forget_expired(&mut self, now: DateTime<Utc>) -> Result<(), StoreError> {
        let day_ago = now - chrono::Duration::days(1);
        self.run("delete from sessions where expires_at <= $1", values![now]).await?;
        self.run("delete from visitors where expires_at <= $1", values![now]).await?;
        self.run("delete from guesses where at <= $1", values![day_ago]).await?;
        self.run("delete from sign_in_codes where expires_at <= $1", values![now]).await?;
        self.run("delete from idempotency where created_at <= $1", values![day_ago]).await?;
        Ok(())
    }

    /// Lets one unit of work at a time count guesses for an account.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn lock_account(&mut self, account: &str) -> Result<(), StoreError> {
        self.conn()?.lock_name(account).await
    }

    /// Counts a guess for an account.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn add_guess(&mut self, account: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.run("insert into guesses (account, at) values ($1, $2)", values![account, now])
            .await?;
        Ok(())
    }

    /// The wrong guesses for an account since `since`, newest first, at most 100.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn guesses(
        &mut self,
        account: &str,
        since: DateTime<Utc>,
    ) -> Result<Vec<DateTime<Utc>>, StoreError> {
        let rows = self
            .all(
                "select at from guesses where account = $1 and at > $2 order by at desc limit 100",
                values![account, since],
            )
            .await?;
        rows.iter().map(|it| it.time("at")).collect()
    }

    /// Forgets the wrong guesses for an account, after a right one.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn forgive_guesses(&mut self, account: &str) -> Result<(), StoreError> {
        self.run("delete from guesses where account = $1", values![account]).await?;
        Ok(())
    }

    /// All keys, newest first.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn api_keys(&mut self) -> Result<Vec<ApiKey>, StoreError> {
        let rows =
            self.all("select * from api_keys order by created_at desc, id", values![]).await?;
        rows.iter().map(api_key).collect()
    }

    /// The key with that hash, if it still counts at `now`.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn api_key_at(
        &mut self,
        hash: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<ApiKey>, StoreError> {
        let row = self
            .one(
                "select * from api_keys where hash = $1
                 and (expires_at is null or expires_at > $2)",
                values![hash, now],
            )
            .await?;
        row.as_ref().map(api_key).transpose()
    }

    /// Notes that a key was used.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn note_key_use(
        &mut self,
        id: ApiKeyId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.run("update api_keys set used_at = $2 where id = $1", values![id, now]).await?;
        Ok(())
    }

    /// Adds a key; only its hash is kept.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn add_api_key(&mut self, key: &ApiKey, hash: &str) -> Result<(), StoreError> {
        let scopes: Vec<&str> = key.scopes.iter().map(|it| it.as_str()).collect();
        let mut values = values![key.id, &key.name, hash, key.created_at, key.expires_at];
        values.push(json(&scopes));
        self.run(
            "insert into api_keys (id, name, hash, created_at, expires_at, scopes)
             values ($1, $2, $3, $4, $5, $6)",
            values,
        )
        .await?;
        Ok(())
    }

    /// Removes a key; `false` when there is none such.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn delete_api_key(&mut self, id: ApiKeyId) -> Result<bool, StoreError> {
        Ok(self.run("delete from api_keys where id = $1", values![id]).await? == 1)
    }

    /// The answer given to a write before: fingerprint, status and body.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn earlier_answer(
        &mut self,
        actor: &str,
        key: &str,
    ) -> Result<Option<(String, i64, String)>, StoreError> {
        let row = self
            .one(
                "select fingerprint, status, body from idempotency
                 where actor = $1 and key = $2",
                values![actor, key],
            )
            .await?;
        row.map(|it| Ok((it.text("fingerprint")?, it.int("status")?, it.text("body")?))).transpose()
    }

    /// Takes the right to answer a write (actor, key, fingerprint); `false` when another request
    /// has it since `broken_off` or has been answered. Until it is answered its status is 0.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn reserve_answer(
        &mut self,
        (actor, key, fingerprint): (&str, &str, &str),
        now: DateTime<Utc>,
        broken_off: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let taken = self
            .run(
                "insert into idempotency (actor, key, fingerprint, status, body, created_at)
                 values ($1, $2, $3, 0, '', $4) on conflict (actor, key) do update set
                 fingerprint = excluded.fingerprint, created_at = excluded.created_at
                 where idempotency.status = 0 and idempotency.created_at < $5",
                values![actor, key, fingerprint, now, broken_off],
            )
            .await?;
        Ok(taken == 1)
    }

    /// Gives back the right to answer a write.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn release_answer(&mut self, actor: &str, key: &str) -> Result<(), StoreError> {
        self.run(
            "delete from idempotency where actor = $1 and key = $2 and status = 0",
            values![actor, key],
        )
        .await?;
        Ok(())
    }

    /// Keeps the answer given to a reserved write, so that the same request is answered the same
    /// way.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn keep_answer(
        &mut self,
        (actor, key): (&str, &str),
        (status, body): (i64, &str),
    ) -> Result<(), StoreError> {
        self.run(
            "update idempotency set status = $3, body = $4 where actor = $1 and key = $2",
            values![actor, key, status, body],
        )
        .await?;
        Ok(())
    }
}

fn agent(row: &Row) -> Result<Agent, StoreError> {
    Ok(Agent {
        id: row.parsed("id")?,
        name: row.text("name")?,
        email: row.parsed("email")?,
        role: row.named("role", Role::from_name)?,
        locale: row.parsed("locale")?,
        has_totp: row.opt_text("totp_secret")?.is_some(),
        is_active: row.is("is_active")?,
        abilities: Abilities {
            languages: row.locales("languages")?,
            skills: row.json("skills")?,
            most_chats: row.opt_int("most_chats")?,
        },
    })
}

fn api_key(row: &Row) -> Result<ApiKey, StoreError> {
    let scopes: Vec<String> = row.json("scopes")?;
    Ok(ApiKey {
        id: row.parsed("id")?,
        name: row.text("name")?,
        scopes: scopes.iter().filter_map(|it| Permission::from_name(it)).collect(),
        created_at: row.time("created_at")?,
        expires_at: row.opt_time("expires_at")?,
        used_at: row.opt_time("used_at")?,
    })
}
