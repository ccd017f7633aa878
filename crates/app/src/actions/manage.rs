//! Administrators write down what Lotse may do, and which systems it may call.

use std::time::Duration;

use chrono::{DateTime, Utc};
use http::{HeaderName, HeaderValue, Method};
use lotse_connectors::call::{Endpoint, Failure, fill_body};
use lotse_domain::actions::Run;
use lotse_domain::ids::{ActionId, BrandId, RunId, SystemId};
use lotse_store::{ActionCount, ActionRow, StoreError, SystemRow};
use serde_json::{Value, json};
use url::Url;

use super::check::{Flaw, flaws};
use super::document::Document;
use super::{ActionNow, SystemNow};
use crate::App;
use crate::access::{Administer, May};
use crate::seal::{Purpose, SealError};
use crate::secret::Secret;

/// How long one call may take at least and at most, in milliseconds.
const TIMEOUT_MS: std::ops::RangeInclusive<i64> = 500..=20_000;
/// So many characters a name may have.
const NAME_CHARS: usize = 60;

/// A system to add.
#[derive(Debug, Clone)]
pub struct SystemToAdd {
    /// Its name, by which actions call it.
    pub name: String,
    /// What all its addresses begin with.
    pub base_url: String,
    /// The header its secret is sent in, such as `Authorization`.
    pub header: String,
    /// The header's value, such as `Bearer …`; empty sends none.
    pub secret: Secret,
    /// How long one call may take, 500 to 20,000 milliseconds.
    pub timeout_ms: i64,
}

/// What to change of a system; `None` leaves it.
#[derive(Debug, Clone, Default)]
pub struct SystemChange {
    /// Its name.
    pub name: Option<String>,
    /// What all its addresses begin with.
    pub base_url: Option<String>,
    /// The header its secret is sent in.
    pub header: Option<String>,
    /// The header's value; empty sends none.
    pub secret: Option<Secret>,
    /// How long one call may take.
    pub timeout_ms: Option<i64>,
}

/// Why a system was not saved; nothing was.
#[derive(Debug, thiserror::Error)]
pub enum SystemError {
    /// There is none.
    #[error("no such system")]
    NotFound,
    /// Actions call it by its name; they are named here.
    #[error("in use by {0}")]
    InUse(String),
    /// Another one has the name.
    #[error("another system has this name")]
    Taken,
    /// A field is wrong: its name, and what to do.
    #[error("{0}: {1}")]
    Field(&'static str, &'static str),
    /// The secret could not be sealed.
    #[error(transparent)]
    Sealed(#[from] SealError),
    /// The store failed.
    #[error("could not save the system")]
    Store(#[from] StoreError),
}

/// An action to add.
#[derive(Debug, Clone)]
pub struct ActionToAdd {
    /// The brand that offers it.
    pub brand: BrandId,
    /// Its name among programs, small letters, digits and `_`.
    pub name: String,
    /// Whether it is offered.
    pub is_enabled: bool,
    /// How it is done.
    pub document: Document,
}

/// What to change of an action; `None` leaves it.
#[derive(Debug, Clone, Default)]
pub struct ActionChange {
    /// The version its editor has seen.
    pub version: i64,
    /// Its name among programs.
    pub name: Option<String>,
    /// Whether it is offered.
    pub is_enabled: Option<bool>,
    /// How it is done.
    pub document: Option<Document>,
}

/// Why an action was not saved; nothing was.
#[derive(Debug, thiserror::Error)]
pub enum ActionError {
    /// There is none.
    #[error("no such action")]
    NotFound,
    /// Another one of the brand has the name.
    #[error("another action has this name")]
    Taken,
    /// Somebody changed it meanwhile.
    #[error("somebody changed it meanwhile")]
    Conflict,
    /// The name is not of small letters, digits and `_`, 1 to 60.
    #[error("a name has 1 to 60 small letters, digits and _")]
    Name,
    /// The document cannot be used.
    #[error("the action has flaws")]
    Flaws(Vec<Flaw>),
    /// The store failed.
    #[error("could not save the action")]
    Store(#[from] StoreError),
}

/// The request an action would send, without the secret.
#[derive(Debug, Clone, PartialEq)]
pub struct Tried {
    /// The method.
    pub method: String,
    /// The whole address; `None` when the values do not make one.
    pub url: Option<String>,
    /// The body.
    pub body: Option<Value>,
}

impl App {
    /// All systems by name.
    #[must_use]
    pub fn systems(&self, _may: &May<Administer>) -> Vec<SystemNow> {
        self.current().systems.clone()
    }

    /// Adds a system.
    ///
    /// # Errors
    /// See [`SystemError`].
    pub async fn add_system(
        &self,
        _may: &May<Administer>,
        new: SystemToAdd,
    ) -> Result<SystemNow, SystemError> {
        let id = SystemId(self.fresh_id());
        let secret = self.sealed(id, &new.secret)?;
        let SystemToAdd { name, base_url, header, timeout_ms, .. } = new;
        let row = SystemRow { id, name, base_url, header, secret, timeout_ms };
        self.keep_system(checked(row)?).await
    }

    /// Changes a system.
    ///
    /// # Errors
    /// See [`SystemError`].
    pub async fn change_system(
        &self,
        _may: &May<Administer>,
        id: SystemId,
        change: SystemChange,
    ) -> Result<SystemNow, SystemError> {
        let known = self.current().systems.iter().find(|it| it.id == id).cloned();
        let known = known.ok_or(SystemError::NotFound)?;
        let secret = match &change.secret {
            Some(secret) => self.sealed(id, secret)?,
            None => known.secret,
        };
        let name = change.name.unwrap_or_else(|| known.name.clone());
        if name != known.name {
            self.check_unused(&known.name)?;
        }
        let row = SystemRow {
            id,
            name,
            base_url: change.base_url.unwrap_or(known.base_url),
            header: change.header.unwrap_or(known.header),
            secret,
            timeout_ms: change.timeout_ms.unwrap_or(known.timeout_ms),
        };
        self.keep_system(checked(row)?).await
    }

    /// Forgets a system and its secret.
    ///
    /// # Errors
    /// See [`SystemError`].
    pub async fn delete_system(
        &self,
        _may: &May<Administer>,
        id: SystemId,
    ) -> Result<(), SystemError> {
        let known = self.current().systems.iter().find(|it| it.id == id).cloned();
        self.check_unused(&known.ok_or(SystemError::NotFound)?.name)?;
        let mut tx = self.store.begin().await?;
        tx.delete_system(id).await?;
        tx.commit().await?;
        Ok(self.catch_up().await?)
    }

    fn check_unused(&self, system: &str) -> Result<(), SystemError> {
        let current = self.current();
        let mut all = current.brands.iter().flat_map(|it| &it.actions);
        match all.find(|it| it.document.system == system) {
            Some(action) => Err(SystemError::InUse(action.name.clone())),
            None => Ok(()),
        }
    }

    fn sealed(&self, id: SystemId, secret: &Secret) -> Result<Option<String>, SealError> {
        if secret.reveal().is_empty() {
            return Ok(None);
        }
        self.seal(Purpose::new("systems.secret", id.0), secret).map(Some)
    }

    async fn keep_system(&self, row: SystemRow) -> Result<SystemNow, SystemError> {
        let mut tx = self.store.begin().await?;
        match tx.save_system(&row, self.now()).await {
            Err(StoreError::Conflict(_)) => return Err(SystemError::Taken),
            other => other?,
        }
        tx.commit().await?;
        self.catch_up().await?;
        Ok(row)
    }

    /// How a system is called; `None` when its secret cannot be opened.
    pub(super) fn endpoint(&self, it: &SystemNow) -> Option<Endpoint> {
        let base = Url::parse(&it.base_url).ok()?;
        let header = match &it.secret {
            None => None,
            Some(sealed) => {
                let opened = self.unseal(Purpose::new("systems.secret", it.id.0), sealed);
                let opened = opened.inspect_err(|error| {
                    tracing::error!(%error, system = it.name, "its secret cannot be opened");
                });
                let mut value = HeaderValue::from_str(opened.ok()?.reveal()).ok()?;
                value.set_sensitive(true);
                Some((it.header.parse::<HeaderName>().ok()?, value))
            }
        };
        let timeout = Duration::from_millis(u64::try_from(it.timeout_ms).unwrap_or(5_000));
        Some(Endpoint { base, header, timeout })
    }

    /// The actions of a brand by name; of all brands for `None`.
    #[must_use]
    pub fn actions(&self, _may: &May<Administer>, brand: Option<BrandId>) -> Vec<ActionNow> {
        let current = self.current();
        let brands = current.brands.iter().filter(|it| brand.is_none_or(|id| id == it.brand.id));
        brands.flat_map(|it| it.actions.clone()).collect()
    }

    /// Adds an action.
    ///
    /// # Errors
    /// See [`ActionError`].
    pub async fn add_action(
        &self,
        _may: &May<Administer>,
        new: ActionToAdd,
    ) -> Result<ActionNow, ActionError> {
        self.check_action(new.brand, &new.name, &new.document)?;
        let row = ActionRow {
            id: ActionId(self.fresh_id()),
            brand: new.brand,
            name: new.name,
            is_enabled: new.is_enabled,
            document: text(&new.document),
            version: 1,
        };
        let mut tx = self.store.begin().await?;
        match tx.add_action(&row, self.now()).await {
            Err(StoreError::Conflict(_)) => return Err(ActionError::Taken),
            other => other?,
        }
        tx.commit().await?;
        self.catch_up().await?;
        ActionNow::read(row).ok_or(ActionError::NotFound)
    }

    /// Changes an action; it is offered so at once.
    ///
    /// # Errors
    /// See [`ActionError`].
    pub async fn change_action(
        &self,
        may: &May<Administer>,
        id: ActionId,
        change: ActionChange,
    ) -> Result<ActionNow, ActionError> {
        let known = self.actions(may, None).into_iter().find(|it| it.id == id);
        let known = known.ok_or(ActionError::NotFound)?;
        let name = change.name.unwrap_or(known.name);
        let document = change.document.unwrap_or_else(|| (*known.document).clone());
        self.check_action(known.brand, &name, &document)?;
        let row = ActionRow {
            id,
            brand: known.brand,
            name,
            is_enabled: change.is_enabled.unwrap_or(known.is_enabled),
            document: text(&document),
            version: change.version,
        };
        let mut tx = self.store.begin().await?;
        match tx.save_action(&row, self.now()).await {
            Err(StoreError::Conflict(_)) => return Err(ActionError::Taken),
            Ok(false) => return Err(ActionError::Conflict),
            Ok(true) => {}
            Err(error) => return Err(error.into()),
        }
        tx.commit().await?;
        self.catch_up().await?;
        let row = ActionRow { version: row.version + 1, ..row };
        ActionNow::read(row).ok_or(ActionError::NotFound)
    }

    /// Forgets an action; what was done by it stays in the ledger.
    ///
    /// # Errors
    /// See [`ActionError`].
    pub async fn delete_action(
        &self,
        _may: &May<Administer>,
        id: ActionId,
    ) -> Result<(), ActionError> {
        let mut tx = self.store.begin().await?;
        if !tx.delete_action(id).await? {
            return Err(ActionError::NotFound);
        }
        tx.commit().await?;
        Ok(self.catch_up().await?)
    }

    fn check_action(&self, brand: BrandId, name: &str, it: &Document) -> Result<(), ActionError> {
        let is_plain = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_';
        if name.is_empty() || NAME_CHARS < name.len() || !name.chars().all(is_plain) {
            return Err(ActionError::Name);
        }
        let current = self.current();
        let brand = current.brand_of(brand).ok_or(ActionError::NotFound)?;
        let systems: Vec<String> = current.systems.iter().map(|it| it.name.clone()).collect();
        let found = flaws(it, &brand.brand.locales, &systems);
        if found.is_empty() { Ok(()) } else { Err(ActionError::Flaws(found)) }
    }

    /// The request an action would send with these values, for whoever writes it. Nothing is sent.
    ///
    /// # Errors
    /// See [`ActionError`].
    pub fn try_action(
        &self,
        may: &May<Administer>,
        (id, email): (ActionId, &str),
        values: &Value,
    ) -> Result<Tried, ActionError> {
        let known = self.actions(may, None).into_iter().find(|it| it.id == id);
        let action = known.ok_or(ActionError::NotFound)?;
        let current = self.current();
        let system = current.systems.iter().find(|it| it.name == action.document.system);
        let endpoint = system.and_then(|it| self.endpoint(it)).ok_or(ActionError::NotFound)?;
        let mut scope = values.as_object().cloned().unwrap_or_default();
        scope.insert("contact".to_owned(), json!({ "id": "", "email": email, "name": "" }));
        let scope = Value::Object(scope);
        let call = &action.document.call;
        let filled =
            call.method.parse().ok().and_then(|method| {
                endpoint.request(method, &call.path, (call.body.as_ref(), &scope))
            });
        Ok(Tried {
            method: call.method.clone(),
            url: filled.as_ref().map(|it| it.url.to_string()),
            body: call.body.as_ref().map(|it| fill_body(it, &scope)),
        })
    }

    /// Whether a system answers to a call of its base address; any answer but a refusal of the
    /// secret will do.
    ///
    /// # Errors
    /// [`SystemError::NotFound`]; why it does not answer is the inner error.
    pub async fn reach_system(
        &self,
        _may: &May<Administer>,
        id: SystemId,
    ) -> Result<Result<(), String>, SystemError> {
        let current = self.current();
        let system = current.systems.iter().find(|it| it.id == id).ok_or(SystemError::NotFound)?;
        let Some(endpoint) = self.endpoint(system) else {
            return Ok(Err("its secret cannot be opened with the keys that are set".to_owned()));
        };
        let Some(request) = endpoint.request(Method::GET, "/", (None, &Value::Null)) else {
            return Ok(Err("this is no address".to_owned()));
        };
        Ok(match endpoint.call(&self.egress, &request, None).await {
            Ok(_) | Err(Failure::Refused { .. }) => Ok(()),
            Err(failure) => Err(failure.to_string()),
        })
    }

    /// The newest attempts of an action with the counts of all of them.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn runs_of_action(
        &self,
        _may: &May<Administer>,
        id: ActionId,
        (before, limit): (Option<(DateTime<Utc>, RunId)>, i64),
    ) -> Result<(Vec<Run>, Vec<ActionCount>), StoreError> {
        let mut tx = self.store.read().await?;
        Ok((tx.runs_of(id, before, limit).await?, tx.action_counts(id).await?))
    }
}

fn text(document: &Document) -> String {
    serde_json::to_string(document).unwrap_or_default()
}

fn checked(it: SystemRow) -> Result<SystemRow, SystemError> {
    let is_plain = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || "_-".contains(it);
    if it.name.is_empty() || NAME_CHARS < it.name.len() || !it.name.chars().all(is_plain) {
        return Err(SystemError::Field("name", "use 1 to 60 small letters, digits, - and _"));
    }
    let base = Url::parse(&it.base_url).ok().filter(|it| {
        matches!(it.scheme(), "http" | "https")
            && it.username().is_empty()
            && it.password().is_none()
            && it.query().is_none()
            && it.fragment().is_none()
    });
    if base.is_none() {
        return Err(SystemError::Field("base_url", "give an address as https://shop.example/api"));
    }
    if it.secret.is_some() && it.header.parse::<HeaderName>().is_err() {
        return Err(SystemError::Field("header", "name the header the secret is sent in"));
    }
    if !TIMEOUT_MS.contains(&it.timeout_ms) {
        return Err(SystemError::Field("timeout_ms", "use 500 to 20,000 milliseconds"));
    }
    Ok(it)
}
