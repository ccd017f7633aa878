//! What the operator sets: from a file, then the environment, then flags; later ones win. Only
//! here are files and environment read; each crate gets its own `Config` made of it.

mod encoder;
mod mail;
mod model;
mod sources;

use std::fmt;
use std::path::{Path, PathBuf};

use lotse_app::{NotAKey, SecretKey, SecretKeys};
use lotse_connectors::dictionary;
use lotse_connectors::http::EgressPolicy;
use lotse_domain::locale::Locale;
use lotse_domain::network::AddressRange;
use serde::Deserialize;
use url::Url;

pub(crate) use encoder::Encoder;
pub(crate) use mail::Mail;
#[cfg(test)]
pub(crate) use mail::{Hidden, Secrecy};
pub(crate) use model::Model;
pub(crate) use sources::{Environment, Place, from_sources, in_folder, unknown_variables};

/// All settings.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Settings {
    /// Who reaches us where.
    pub(crate) server: Server,
    /// Where everything is remembered.
    pub(crate) database: Database,
    /// What stored secrets are sealed with.
    pub(crate) secrets: Secrets,
    /// What is kept between starts to start faster.
    pub(crate) index: Index,
    /// How much the chat takes on.
    pub(crate) chat: Chat,
    /// Whom we reach.
    pub(crate) egress: EgressSettings,
    /// How mails leave.
    pub(crate) mail: Mail,
    /// What may put answers into other words.
    pub(crate) model: Model,
    /// What finds articles by what they mean.
    pub(crate) encoder: Encoder,
    /// What we write about ourselves.
    pub(crate) log: Log,
    /// The brand an empty database begins with.
    pub(crate) first_brand: FirstBrand,
}

/// Who reaches us where.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Server {
    /// Host and port to listen on.
    pub(crate) listen: String,
    /// Where customers reach the help centre; the address listened on while empty. With `https:`
    /// cookies are only sent over HTTPS.
    pub(crate) public_url: String,
    /// Opens `/metrics` to others than this machine; nobody else while empty.
    pub(crate) metrics_token: String,
    /// Address ranges of one's own proxies, whose word on who is calling is taken.
    pub(crate) trusted_proxies: Vec<String>,
}

/// Where everything is remembered.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Database {
    /// `sqlite:PATH` or `postgres://…`.
    pub(crate) url: String,
    /// Connections kept open.
    pub(crate) connections: u32,
}

/// What stored secrets are sealed with: keys of 32 bytes in base64.
#[derive(Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Secrets {
    /// Seals; while empty, one is made in a file beside an SQLite database.
    pub(crate) key: String,
    /// Still open what was sealed with them.
    pub(crate) old_keys: Vec<String>,
}

/// How much the chat takes on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Chat {
    /// Open widgets per process.
    pub(crate) live_connections: u32,
    /// After so long without a word a chat that Lotse holds is closed; never with 0.
    pub(crate) abandoned_after_minutes: u32,
}

/// What is kept between starts to start faster.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Index {
    /// The file of the search index; none is kept while empty.
    pub(crate) path: PathBuf,
    /// Where hunspell dictionaries are, if there are any; none is looked for while empty.
    pub(crate) dictionaries: PathBuf,
}

/// Whom we reach.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct EgressSettings {
    /// Address ranges of one's own network that imports may read.
    pub(crate) allow_private: Vec<String>,
    /// Ports that may be reached.
    pub(crate) ports: Vec<u16>,
    /// A proxy all requests go through; none while empty.
    pub(crate) proxy: String,
}

/// What we write about ourselves.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Log {
    /// `text` or `json`.
    pub(crate) format: Format,
    /// What is written, by the name of the part.
    pub(crate) level: String,
}

/// How a line of the log looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// The brand an empty database begins with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct FirstBrand {
    /// Its short name in addresses and commands.
    pub(crate) slug: String,
    /// As customers know it.
    pub(crate) name: String,
    /// Its languages; the first is the one of first resort.
    pub(crate) locales: Vec<String>,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".to_owned(),
            public_url: String::new(),
            metrics_token: String::new(),
            trusted_proxies: vec!["127.0.0.1".to_owned(), "::1".to_owned()],
        }
    }
}

impl Default for Database {
    fn default() -> Self {
        let lotse_store::Config { url, connections } = lotse_store::Config::default();
        Self { url, connections }
    }
}

impl Default for Chat {
    fn default() -> Self {
        Self { live_connections: 20_000, abandoned_after_minutes: 60 }
    }
}

impl Default for Index {
    fn default() -> Self {
        Self { path: "lotse.index".into(), dictionaries: dictionary::FOLDER.into() }
    }
}

impl Default for EgressSettings {
    fn default() -> Self {
        let EgressPolicy { ports, .. } = EgressPolicy::default();
        Self { allow_private: Vec::new(), ports, proxy: String::new() }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { format: Format::Text, level: "warn,lotse=info,sqlx=error".to_owned() }
    }
}

impl Default for FirstBrand {
    fn default() -> Self {
        let locales = ["de", "pl", "en"].map(str::to_owned).to_vec();
        Self { slug: "help".to_owned(), name: "Help".to_owned(), locales }
    }
}

/// What is printed of the settings never holds a secret.
impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let metrics_token = if self.metrics_token.is_empty() { "" } else { "(set)" };
        f.debug_struct("Server")
            .field("listen", &self.listen)
            .field("public_url", &self.public_url)
            .field("metrics_token", &metrics_token)
            .field("trusted_proxies", &self.trusted_proxies)
            .finish()
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Database")
            .field("url", &self.shown_url())
            .field("connections", &self.connections)
            .finish()
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = if self.key.is_empty() { "" } else { "(set)" };
        f.debug_struct("Secrets")
            .field("key", &key)
            .field("old_keys", &self.old_keys.len())
            .finish()
    }
}

impl Database {
    /// The address without its password, and without parameters, which can hold one too.
    pub(crate) fn shown_url(&self) -> String {
        if self.url.starts_with("sqlite:") {
            return self.url.clone();
        }
        let Ok(mut url) = Url::parse(&self.url) else { return "(not an address)".to_owned() };
        url.set_query(None);
        if url.password().is_some() && url.set_password(Some("***")).is_err() {
            return format!("{}://…", url.scheme());
        }
        url.to_string()
    }

    /// The file of the database, if it is one.
    pub(crate) fn file(&self) -> Option<&Path> {
        let path = self.url.strip_prefix("sqlite:")?.trim_start_matches("//");
        (path != ":memory:").then(|| Path::new(path))
    }
}

impl Settings {
    /// Says in sentences what is wrong; empty when nothing is.
    pub(crate) fn check(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        self.check_server(&mut wrong);
        let url = self.database.url.as_str();
        if !["sqlite:", "postgres://", "postgresql://"].iter().any(|it| url.starts_with(it)) {
            wrong.push(
                "database.url must be `sqlite:PATH` or `postgres://USER@HOST/NAME`.".to_owned(),
            );
        }
        if self.database.connections == 0 {
            wrong.push("database.connections must be at least 1.".to_owned());
        }
        let secrets = [("key", std::slice::from_ref(&self.secrets.key))]
            .into_iter()
            .chain([("old_keys", self.secrets.old_keys.as_slice())]);
        for (name, keys) in secrets {
            if keys.iter().any(|it| !it.is_empty() && it.parse::<SecretKey>().is_err()) {
                wrong.push(format!("secrets.{name}: {NotAKey}."));
            }
        }
        if self.chat.live_connections == 0 {
            wrong.push("chat.live_connections must be at least 1.".to_owned());
        }
        if let Err(problem) = self.egress_policy() {
            wrong.push(problem);
        }
        wrong.extend(self.mail.smtp().err());
        wrong.extend(self.model.app().err());
        wrong.extend(self.encoder.check());
        let brand = &self.first_brand;
        if brand.locales.is_empty() {
            wrong.push("first_brand.locales must name at least one language.".to_owned());
        }
        for locale in brand.locales.iter().filter(|it| it.parse::<Locale>().is_err()) {
            wrong.push(format!("first_brand.locales: `{locale}` is not a language such as `de`."));
        }
        if brand.name.trim().is_empty() || brand.slug.trim().is_empty() {
            wrong.push("first_brand.name and first_brand.slug must not be empty.".to_owned());
        }
        wrong
    }

    fn check_server(&self, wrong: &mut Vec<String>) {
        let Server { listen, public_url, metrics_token, trusted_proxies } = &self.server;
        let ranges = trusted_proxies.iter().filter(|it| it.parse::<AddressRange>().is_err());
        wrong.extend(
            ranges.map(|it| {
                format!("server.trusted_proxies: `{it}` is not a range like `10.0.0.0/8`.")
            }),
        );
        let port = listen.rsplit_once(':').map(|(_, port)| port.parse::<u16>());
        if !matches!(port, Some(Ok(_))) {
            wrong.push(format!(
                "server.listen: `{listen}` has no port; write it like `127.0.0.1:8080`."
            ));
        }
        let is_web = |it: &Url| matches!(it.scheme(), "http" | "https") && it.query().is_none();
        if !public_url.is_empty() && !Url::parse(public_url).is_ok_and(|it| is_web(&it)) {
            wrong.push(format!(
                "server.public_url: `{public_url}` is not an address like `https://help.example.org`."
            ));
        }
        if public_url.ends_with('/') {
            wrong.push("server.public_url must not end with a slash.".to_owned());
        }
        if !metrics_token.is_empty() && metrics_token.len() < 16 {
            wrong.push("server.metrics_token must have at least 16 characters.".to_owned());
        }
    }

    /// For the store.
    pub(crate) fn store_config(&self) -> lotse_store::Config {
        let Database { url, connections } = self.database.clone();
        lotse_store::Config { url, connections }
    }

    /// For the use cases of what listens on `port` in the end.
    pub(crate) fn app_config(&self, port: u16) -> lotse_app::Config {
        let path = &self.index.path;
        let abandoned = chrono::Duration::minutes(self.chat.abandoned_after_minutes.into());
        lotse_app::Config {
            index: (!path.as_os_str().is_empty()).then(|| path.clone()),
            secrets: self.secret_keys(),
            public_url: self.public_url(port),
            abandoned_after: Some(abandoned).filter(|it| !it.is_zero()),
            model: self.model.app().ok().flatten(),
            // Loading it takes a while and may fail: see `wire`.
            encoder: None,
        }
    }

    /// What secrets are sealed with.
    pub(crate) fn secret_keys(&self) -> SecretKeys {
        let Secrets { key, old_keys } = &self.secrets;
        SecretKeys {
            key: key.parse().ok(),
            old: old_keys.iter().filter_map(|it| it.parse().ok()).collect(),
            file: self.database.file().map(|it| it.with_extension("key")),
        }
    }

    /// For the web, which listens on `port` in the end.
    pub(crate) fn web_config(&self, port: u16, is_demo: bool) -> lotse_web::Config {
        let public_url = self.public_url(port);
        let has_https = public_url.starts_with("https:");
        let ranges = &self.server.trusted_proxies;
        let trusted_proxies = ranges.iter().filter_map(|it| it.parse().ok()).collect();
        let live_connections = self.chat.live_connections;
        lotse_web::Config { public_url, has_https, is_demo, trusted_proxies, live_connections }
    }

    /// Where a person reaches what listens on `port`.
    pub(crate) fn public_url(&self, port: u16) -> String {
        if !self.server.public_url.is_empty() {
            return self.server.public_url.clone();
        }
        let host = self.server.listen.rsplit_once(':').map_or("", |(host, _)| host);
        let host = if matches!(host, "" | "0.0.0.0" | "[::]") { "127.0.0.1" } else { host };
        format!("http://{host}:{port}")
    }

    /// For the HTTP client; the error is a sentence.
    pub(crate) fn egress_policy(&self) -> Result<EgressPolicy, String> {
        let EgressSettings { allow_private, ports, proxy } = &self.egress;
        let mut policy = EgressPolicy { ports: ports.clone(), ..EgressPolicy::default() };
        for range in allow_private {
            let parsed = range.parse();
            policy.allow_private.push(parsed.or(Err(format!(
                "egress.allow_private: `{range}` is not a range like `10.0.0.0/8`."
            )))?);
        }
        if !proxy.is_empty() {
            let parsed = Url::parse(proxy);
            policy.proxy = Some(parsed.or(Err(
                "egress.proxy is not an address like `http://proxy.example.org:3128`.".to_owned(),
            ))?);
        }
        Ok(policy)
    }
}

#[cfg(test)]
mod tests;
