//! Agents and keys.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use http::StatusCode;
use lotse_app::access::{Administer, AgentChange, AgentToAdd, KeyToAdd};
use lotse_app::{ApiKey, Secret};
use lotse_domain::access::{Abilities, Agent, Permission, Role};
use lotse_domain::locale::Locale;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Answer;
use super::page::{At, List, Sent, parsed};
use super::shapes::locale;
use crate::Web;
use crate::error::Problem;
use crate::session::With;

/// An agent.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AgentJson {
    id: String,
    name: String,
    email: String,
    role: String,
    locale: String,
    has_totp: bool,
    is_active: bool,
    /// The languages they write in; empty for all.
    languages: Vec<String>,
    /// What they know about, as topics name it.
    skills: Vec<String>,
    /// How many chats they have open at once; null for any number.
    most_chats: Option<i64>,
}

impl From<Agent> for AgentJson {
    fn from(it: Agent) -> Self {
        Self {
            id: it.id.to_string(),
            name: it.name,
            email: it.email.as_str().to_owned(),
            role: it.role.as_str().to_owned(),
            locale: it.locale.to_string(),
            has_totp: it.has_totp,
            is_active: it.is_active,
            languages: it.abilities.languages.iter().map(ToString::to_string).collect(),
            skills: it.abilities.skills,
            most_chats: it.abilities.most_chats,
        }
    }
}

/// All agents by name.
#[utoipa::path(get, path = "/agents", tag = "admin",
    responses((status = 200, body = List<AgentJson>)))]
pub(super) async fn agents(
    State(web): State<Web>,
    With(may): With<Administer>,
) -> Answer<List<AgentJson>> {
    let agents = web.app.agents(&may).await?;
    Ok(Json(List::whole(agents.into_iter().map(Into::into).collect())))
}

/// An agent to add.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewAgentJson {
    name: String,
    email: String,
    role: String,
    locale: String,
    /// At least ten characters.
    password: String,
    /// The languages they write in; all when left out.
    #[serde(default)]
    languages: Vec<String>,
    /// What they know about, as topics name it.
    #[serde(default)]
    skills: Vec<String>,
    /// How many chats they have open at once, 1 to 100; any number when left out.
    most_chats: Option<i64>,
}

/// Adds an agent.
#[utoipa::path(post, path = "/agents", tag = "admin", request_body = NewAgentJson,
    responses((status = 201, body = AgentJson), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn add_agent(
    State(web): State<Web>,
    With(may): With<Administer>,
    Sent(new): Sent<NewAgentJson>,
) -> Result<(StatusCode, Json<AgentJson>), Problem> {
    let agent = AgentToAdd {
        name: new.name,
        email: new.email,
        role: role(&new.role)?,
        locale: locale(&new.locale)?,
        password: Secret::new(new.password),
        abilities: Abilities {
            languages: languages(&new.languages)?,
            skills: new.skills,
            most_chats: new.most_chats,
        },
    };
    let agent = web.app.add_agent(&may, agent).await?;
    Ok((StatusCode::CREATED, Json(agent.into())))
}

/// What to change of an agent; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AgentChangeJson {
    name: Option<String>,
    role: Option<String>,
    is_active: Option<bool>,
    locale: Option<String>,
    /// All languages they write in; an empty list is all there are.
    languages: Option<Vec<String>>,
    /// All skills.
    skills: Option<Vec<String>>,
    /// How many chats they have open at once; 0 takes the bound away.
    most_chats: Option<i64>,
    /// A new password for whoever cannot get in any more. It ends all of their sessions and switches
    /// the code of their authenticator off.
    #[schema(min_length = 10)]
    password: Option<String>,
}

/// Changes an agent; whoever is no longer active is signed out at once.
#[utoipa::path(patch, path = "/agents/{id}", tag = "admin", params(("id" = String, Path)),
    request_body = AgentChangeJson,
    responses((status = 200, body = AgentJson), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn change_agent(
    State(web): State<Web>,
    With(may): With<Administer>,
    At(id): At<String>,
    Sent(change): Sent<AgentChangeJson>,
) -> Answer<AgentJson> {
    let id = id.parse().ok().ok_or_else(Problem::not_found)?;
    let change = AgentChange {
        name: change.name,
        role: change.role.as_deref().map(role).transpose()?,
        is_active: change.is_active,
        locale: change.locale.as_deref().map(locale).transpose()?,
        languages: change.languages.as_deref().map(languages).transpose()?,
        skills: change.skills,
        most_chats: change.most_chats,
        password: change.password.map(Secret::new),
    };
    Ok(Json(web.app.change_agent(&may, id, change).await?.into()))
}

/// A key.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct KeyJson {
    id: String,
    name: String,
    scopes: Vec<String>,
    created_at: DateTime<Utc>,
    last_used_at: Option<DateTime<Utc>>,
    expires_at: Option<DateTime<Utc>>,
}

impl From<ApiKey> for KeyJson {
    fn from(it: ApiKey) -> Self {
        Self {
            id: it.id.to_string(),
            name: it.name,
            scopes: it.scopes.iter().map(|it| it.as_str().to_owned()).collect(),
            created_at: it.created_at,
            last_used_at: it.used_at,
            expires_at: it.expires_at,
        }
    }
}

/// All keys, newest first.
#[utoipa::path(get, path = "/api-keys", tag = "admin",
    responses((status = 200, body = List<KeyJson>)))]
pub(super) async fn keys(
    State(web): State<Web>,
    With(may): With<Administer>,
) -> Answer<List<KeyJson>> {
    let keys = web.app.api_keys(&may).await?;
    Ok(Json(List::whole(keys.into_iter().map(Into::into).collect())))
}

/// A key to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewKey {
    name: String,
    /// `knowledge:read`, `knowledge:write`, `inbox:read`, `inbox:write`, `administer`.
    scopes: Vec<String>,
    expires_at: Option<DateTime<Utc>>,
}

/// A made key; its text is shown this once.
#[derive(Serialize, ToSchema)]
pub(super) struct MadeKey {
    #[serde(flatten)]
    about: KeyJson,
    key: String,
}

/// Makes a key.
#[utoipa::path(post, path = "/api-keys", tag = "admin", request_body = NewKey,
    responses((status = 201, body = MadeKey), (status = 422, body = Problem)))]
pub(super) async fn add_key(
    State(web): State<Web>,
    With(may): With<Administer>,
    Sent(new): Sent<NewKey>,
) -> Result<(StatusCode, Json<MadeKey>), Problem> {
    if new.name.trim().is_empty() {
        return Err(Problem::field("name", "empty", "name what the key is for"));
    }
    let scopes = new.scopes.iter().map(|it| {
        Permission::from_name(it)
            .ok_or_else(|| Problem::field("scopes", "unknown", &format!("no scope `{it}`")))
    });
    let scopes = scopes.collect::<Result<Vec<_>, _>>()?;
    if scopes.is_empty() {
        return Err(Problem::field("scopes", "empty", "choose at least one scope"));
    }
    let key = KeyToAdd { name: new.name, scopes, expires_at: new.expires_at };
    let (key, text) = web.app.add_api_key(&may, key).await?;
    let made = MadeKey { about: key.into(), key: text.reveal().to_owned() };
    Ok((StatusCode::CREATED, Json(made)))
}

/// Removes a key.
#[utoipa::path(delete, path = "/api-keys/{id}", tag = "admin", params(("id" = String, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
pub(super) async fn delete_key(
    State(web): State<Web>,
    With(may): With<Administer>,
    At(id): At<String>,
) -> Result<StatusCode, Problem> {
    let id = id.parse().ok().ok_or_else(Problem::not_found)?;
    if web.app.delete_api_key(&may, id).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::not_found())
    }
}

fn languages(tags: &[String]) -> Result<Vec<Locale>, Problem> {
    tags.iter().map(|it| parsed(it, "languages")).collect()
}

fn role(name: &str) -> Result<Role, Problem> {
    Role::from_name(name).ok_or_else(|| Problem::field("role", "unknown", "no such role"))
}
