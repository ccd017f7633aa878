//! Where settings come from: the file, the environment, a demo's folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::mail::{Hidden, Mail, Secrecy};
use super::{Format, Settings};

/// The file that is read when none is named.
const FILE: &str = "lotse.toml";

/// All variables we know. `DATABASE_URL` is what hosts and other programs call it.
pub(super) const VARIABLES: [&str; 31] = [
    "DATABASE_URL",
    "LOTSE_DATABASE_URL",
    "LOTSE_DATABASE_CONNECTIONS",
    "LOTSE_SECRET_KEY",
    "LOTSE_OLD_SECRET_KEYS",
    "LOTSE_LISTEN",
    "LOTSE_PUBLIC_URL",
    "LOTSE_METRICS_TOKEN",
    "LOTSE_TRUSTED_PROXIES",
    "LOTSE_CHAT_LIVE_CONNECTIONS",
    "LOTSE_CHAT_ABANDONED_AFTER_MINUTES",
    "LOTSE_INDEX",
    "LOTSE_DICTIONARIES",
    "LOTSE_EGRESS_ALLOW_PRIVATE",
    "LOTSE_EGRESS_PORTS",
    "LOTSE_EGRESS_PROXY",
    "LOTSE_MAIL_HOST",
    "LOTSE_MAIL_PORT",
    "LOTSE_MAIL_TLS",
    "LOTSE_MAIL_USER",
    "LOTSE_MAIL_PASSWORD",
    "LOTSE_MAIL_FROM",
    "LOTSE_MODEL_URL",
    "LOTSE_MODEL_NAME",
    "LOTSE_MODEL_KEY",
    "LOTSE_MODEL_BUDGET_MS",
    "LOTSE_ENCODER_FOLDER",
    "LOTSE_ENCODER_BUDGET_MS",
    "LOTSE_LOG",
    "LOTSE_LOG_FORMAT",
    "LOTSE_FIRST_BRAND",
];
/// Those that a demo keeps to, whatever else is set.
const OF_DEMOS: [&str; 6] = [
    "LOTSE_LISTEN",
    "LOTSE_PUBLIC_URL",
    "LOTSE_LOG",
    "LOTSE_LOG_FORMAT",
    "LOTSE_ENCODER_FOLDER",
    "LOTSE_ENCODER_BUDGET_MS",
];
/// Variables that building and testing use.
const NOT_OURS: [&str; 4] = ["LOTSE_UI", "LOTSE_PROGRAM", "LOTSE_E2E", "LOTSE_TEST"];

/// The variables of the environment that may concern us.
pub(crate) type Environment = BTreeMap<String, String>;

/// Where a command finds the installation it works on.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Place {
    /// The file with the settings; `lotse.toml` if it is there
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// The folder of a demo, instead of a file with settings
    #[arg(long, value_name = "FOLDER", conflicts_with = "config")]
    pub(crate) dir: Option<PathBuf>,
}

impl Place {
    /// The settings of this place.
    pub(crate) fn settings(&self, environment: &Environment) -> anyhow::Result<Settings> {
        match &self.dir {
            Some(dir) => in_folder(dir, environment),
            None => from_sources(self.config.as_deref(), environment),
        }
    }

    /// As [`Place::settings`]; where nothing at all is said, the demo in this folder is taken if
    /// there is one. The second value is its folder then.
    pub(crate) fn or_demo(
        &self,
        environment: &Environment,
    ) -> anyhow::Result<(Settings, Option<&'static Path>)> {
        let demo = Path::new(crate::demo::FOLDER);
        let is_said = self.dir.is_some()
            || self.config.is_some()
            || Path::new(FILE).exists()
            || environment.keys().any(|it| it.ends_with("DATABASE_URL"));
        if is_said || !demo.join(crate::demo::DATABASE).exists() {
            return Ok((self.settings(environment)?, None));
        }
        Ok((in_folder(demo, environment)?, Some(demo)))
    }
}

/// Settings from the file and the environment, checked.
pub(crate) fn from_sources(
    file: Option<&Path>,
    environment: &Environment,
) -> anyhow::Result<Settings> {
    let mut settings = match file {
        Some(path) => from_file(path)?,
        None if Path::new(FILE).exists() => from_file(Path::new(FILE))?,
        None => Settings::default(),
    };
    for name in VARIABLES {
        if let Some(value) = environment.get(name) {
            take(&mut settings, name, value)?;
        }
    }
    checked(settings)
}

/// The settings of a demo in `folder`: everything lies there, whatever database the environment
/// names.
pub(crate) fn in_folder(folder: &Path, environment: &Environment) -> anyhow::Result<Settings> {
    let mut settings = Settings::default();
    for name in OF_DEMOS {
        if let Some(value) = environment.get(name) {
            take(&mut settings, name, value)?;
        }
    }
    let database = folder.join(crate::demo::DATABASE);
    settings.database.url = format!("sqlite:{}", database.display());
    settings.index.path = folder.join("index");
    checked(settings)
}

/// Variables that look like ours and mean nothing, most likely misspelt.
pub(crate) fn unknown_variables(environment: &Environment) -> Vec<&str> {
    environment
        .keys()
        .map(String::as_str)
        .filter(|it| it.starts_with("LOTSE_") && !VARIABLES.contains(it))
        .filter(|it| !NOT_OURS.iter().any(|other| it.starts_with(other)))
        .collect()
}

fn from_file(path: &Path) -> anyhow::Result<Settings> {
    let shown = path.display();
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("the settings in `{shown}` cannot be read"))?;
    // The message shows the line, so it must not be one of those with a secret.
    toml::from_str(&text).map_err(|error| {
        let line = error.span().and_then(|it| text.get(..it.start));
        let line = line.map_or(1, |it| it.matches('\n').count() + 1);
        anyhow::anyhow!("{shown}, line {line}: {}", error.message())
    })
}

fn take(settings: &mut Settings, name: &str, value: &str) -> anyhow::Result<()> {
    let words = || value.split(',').map(str::trim).filter(|it| !it.is_empty());
    match name {
        "DATABASE_URL" | "LOTSE_DATABASE_URL" => value.clone_into(&mut settings.database.url),
        "LOTSE_DATABASE_CONNECTIONS" => {
            settings.database.connections =
                value.parse().with_context(|| format!("{name} must be a number"))?;
        }
        "LOTSE_SECRET_KEY" => value.clone_into(&mut settings.secrets.key),
        "LOTSE_OLD_SECRET_KEYS" => {
            settings.secrets.old_keys = words().map(str::to_owned).collect();
        }
        "LOTSE_LISTEN" => value.clone_into(&mut settings.server.listen),
        "LOTSE_PUBLIC_URL" => value.clone_into(&mut settings.server.public_url),
        "LOTSE_METRICS_TOKEN" => value.clone_into(&mut settings.server.metrics_token),
        "LOTSE_TRUSTED_PROXIES" => {
            settings.server.trusted_proxies = words().map(str::to_owned).collect();
        }
        "LOTSE_CHAT_LIVE_CONNECTIONS" => {
            settings.chat.live_connections =
                value.parse().with_context(|| format!("{name} must be a number"))?;
        }
        "LOTSE_CHAT_ABANDONED_AFTER_MINUTES" => {
            settings.chat.abandoned_after_minutes =
                value.parse().with_context(|| format!("{name} must be a number"))?;
        }
        "LOTSE_INDEX" => settings.index.path = value.into(),
        "LOTSE_DICTIONARIES" => settings.index.dictionaries = value.into(),
        "LOTSE_EGRESS_ALLOW_PRIVATE" => {
            settings.egress.allow_private = words().map(str::to_owned).collect();
        }
        "LOTSE_EGRESS_PORTS" => {
            let ports: Result<Vec<u16>, _> = words().map(str::parse).collect();
            settings.egress.ports =
                ports.with_context(|| format!("{name} must be ports, like `80,443`"))?;
        }
        "LOTSE_EGRESS_PROXY" => value.clone_into(&mut settings.egress.proxy),
        name if name.starts_with("LOTSE_MAIL_") => take_mail(&mut settings.mail, name, value)?,
        "LOTSE_MODEL_URL" => value.clone_into(&mut settings.model.url),
        "LOTSE_MODEL_NAME" => value.clone_into(&mut settings.model.name),
        "LOTSE_MODEL_KEY" => settings.model.key = Hidden(value.to_owned()),
        "LOTSE_MODEL_BUDGET_MS" => {
            settings.model.budget_ms =
                value.parse().with_context(|| format!("{name} must be a number"))?;
        }
        "LOTSE_ENCODER_FOLDER" => settings.encoder.folder = value.into(),
        "LOTSE_ENCODER_BUDGET_MS" => {
            settings.encoder.budget_ms =
                value.parse().with_context(|| format!("{name} must be a number"))?;
        }
        "LOTSE_LOG" => value.clone_into(&mut settings.log.level),
        "LOTSE_LOG_FORMAT" => {
            settings.log.format = match value {
                "text" => Format::Text,
                "json" => Format::Json,
                _ => bail!("{name} must be `text` or `json`"),
            };
        }
        "LOTSE_FIRST_BRAND" => {
            value.clone_into(&mut settings.first_brand.name);
            settings.first_brand.slug = lotse_domain::knowledge::slug(value);
        }
        _ => {}
    }
    Ok(())
}

fn take_mail(mail: &mut Mail, name: &str, value: &str) -> anyhow::Result<()> {
    match name {
        "LOTSE_MAIL_HOST" => value.clone_into(&mut mail.host),
        "LOTSE_MAIL_PORT" => {
            mail.port = value.parse().with_context(|| format!("{name} must be a port"))?;
        }
        "LOTSE_MAIL_TLS" => {
            let known = Secrecy::from_name(value);
            mail.tls = known.with_context(|| format!("{name} must be starttls, tls or none"))?;
        }
        "LOTSE_MAIL_USER" => value.clone_into(&mut mail.user),
        "LOTSE_MAIL_PASSWORD" => mail.password = Hidden(value.to_owned()),
        _ => value.clone_into(&mut mail.from),
    }
    Ok(())
}

fn checked(settings: Settings) -> anyhow::Result<Settings> {
    let wrong = settings.check();
    if wrong.is_empty() {
        return Ok(settings);
    }
    bail!("the settings are not right:\n  {}", wrong.join("\n  "))
}
