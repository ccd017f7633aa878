//! Which source wins, and what is said when something is wrong.

use super::*;

fn environment(pairs: &[(&str, &str)]) -> Environment {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn file(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    file
}

#[track_caller]
fn refused(text: &str, variables: &[(&str, &str)], says: &str) {
    let file = file(text);
    let error = from_sources(Some(file.path()), &environment(variables)).unwrap_err();
    let error = format!("{error:#}");
    assert!(error.contains(says), "{error}");
}

#[test]
fn the_environment_wins_over_the_file_and_the_file_over_the_defaults() {
    let file = file("[server]\nlisten = \"127.0.0.1:1\"\n[database]\nconnections = 3\n");
    let variables = environment(&[
        ("LOTSE_LISTEN", "127.0.0.1:2"),
        ("DATABASE_URL", "postgres://u@h/d"),
        ("LOTSE_EGRESS_PORTS", "80, 8443"),
        ("LOTSE_LOG_FORMAT", "json"),
    ]);
    let settings = from_sources(Some(file.path()), &variables).unwrap();
    assert_eq!(settings.server.listen, "127.0.0.1:2");
    assert_eq!(settings.database.connections, 3);
    assert_eq!(settings.database.url, "postgres://u@h/d");
    assert_eq!(settings.egress.ports, [80, 8443]);
    assert_eq!(settings.log.format, Format::Json);
    assert_eq!(settings.first_brand, FirstBrand::default());
}

#[test]
fn what_is_wrong_is_said_with_the_place() {
    refused("[server]\nlisten = \"8080\"", &[], "write it like `127.0.0.1:8080`");
    refused("[server]\n\nlissten = \"x\"", &[], "line 3: unknown field `lissten`");
    refused("[database]\nurl = \"mysql://x\"", &[], "database.url must be");
    refused("", &[("LOTSE_DATABASE_CONNECTIONS", "many")], "must be a number");
    refused("", &[("LOTSE_DATABASE_CONNECTIONS", "0")], "at least 1");
    refused("[chat]\nlive_connections = 0", &[], "chat.live_connections must be at least 1");
    refused("", &[("LOTSE_CHAT_ABANDONED_AFTER_MINUTES", "-1")], "must be a number");
    refused("", &[("LOTSE_PUBLIC_URL", "faq.example.org")], "https://help.example.org");
    refused("", &[("LOTSE_PUBLIC_URL", "https://a.example/")], "end with a slash");
    refused("", &[("LOTSE_METRICS_TOKEN", "short")], "at least 16");
    refused("", &[("LOTSE_EGRESS_ALLOW_PRIVATE", "everyone")], "10.0.0.0/8");
    refused("", &[("LOTSE_SECRET_KEY", "c2hvcnQ=")], "secrets.key: a key is 32 bytes in base64");
    refused("", &[("LOTSE_OLD_SECRET_KEYS", "short")], "secrets.old_keys: a key is 32 bytes");
    refused("[mail]\nhost = \"mail.example\"", &[], "mail.from: `` is not an address");
    refused("", &[("LOTSE_MAIL_PORT", "x")], "must be a port");
    refused("", &[("LOTSE_MAIL_TLS", "ssl")], "starttls, tls or none");
    let open =
        "[mail]\nhost = \"mail.example\"\nfrom = \"a@b.example\"\ntls = \"none\"\nuser = \"a\"";
    refused(open, &[], "password in the open");
    refused("[model]\nurl = \"llm.example\"", &[], "model.url");
    refused("[model]\nurl = \"https://llm.example/v1\"", &[], "model.name");
    let hasty = [("LOTSE_MODEL_NAME", "m"), ("LOTSE_MODEL_BUDGET_MS", "0")];
    refused("[model]\nurl = \"https://llm.example/v1\"", &hasty, "from 1 to 60000");
    refused("[encoder]\nbudget_ms = 0", &[], "encoder.budget_ms must be from 1 to 10000");
    refused("", &[("LOTSE_ENCODER_BUDGET_MS", "soon")], "must be a number");
    refused("[first_brand]\nlocales = []", &[], "at least one language");
    let error = from_sources(Some(Path::new("no-such.toml")), &environment(&[])).unwrap_err();
    assert!(error.to_string().contains("no-such.toml"), "{error}");
}

#[test]
fn what_is_printed_of_the_settings_holds_no_secret() {
    let variables = environment(&[
        ("DATABASE_URL", "postgres://lotse:hush-hush@h/d?password=hush-hush"),
        ("LOTSE_METRICS_TOKEN", "hush-hush-hush-hush"),
        ("LOTSE_SECRET_KEY", "hush+hush+hush+hush+hush+hush+hush+hush+hus="),
        ("LOTSE_MAIL_PASSWORD", "hush-hush"),
        ("LOTSE_MODEL_KEY", "hush-hush"),
    ]);
    let file = file("");
    let settings = from_sources(Some(file.path()), &variables).unwrap();
    let printed = format!("{settings:?}");
    assert!(!printed.contains("hush"), "{printed}");
    assert!(printed.contains("postgres://lotse:***@h/d"), "{printed}");
    let file = self::file("[database]\nurl = [\"hush\"]");
    let error = from_sources(Some(file.path()), &environment(&[])).unwrap_err();
    assert!(!format!("{error:?}").contains("hush"), "{error:?}");
}

#[test]
fn the_example_shows_every_setting_with_its_default_and_every_variable() {
    let text = include_str!("../../../../lotse.example.toml");
    let settings: Settings = toml::from_str(text).unwrap();
    assert_eq!(settings, Settings::default());
    let shown: toml::Table = toml::from_str(text).unwrap();
    let names = |it: &toml::Table| it.keys().cloned().collect::<Vec<_>>().join(" ");
    let count: usize = shown.values().filter_map(toml::Value::as_table).map(toml::Table::len).sum();
    assert_eq!(count, 32, "{}", names(&shown));
    for name in sources::VARIABLES {
        assert!(text.contains(name), "{name} is not in lotse.example.toml");
    }
}

#[test]
fn misspelt_variables_are_found() {
    let variables = environment(&[("LOTSE_LISTN", "x"), ("LOTSE_LISTEN", "y"), ("LOTSE_UI", "z")]);
    assert_eq!(unknown_variables(&variables), ["LOTSE_LISTN"]);
}

#[test]
fn a_demo_keeps_to_its_folder_whatever_database_the_environment_names() {
    let variables = environment(&[("DATABASE_URL", "postgres://u@h/d"), ("LOTSE_LOG", "debug")]);
    let settings = in_folder(Path::new("shop"), &variables).unwrap();
    assert_eq!(settings.database.url, "sqlite:shop/lotse.db");
    assert_eq!(settings.index.path, Path::new("shop/index"));
    assert_eq!(settings.log.level, "debug");
}

#[test]
fn the_public_address_is_the_one_listened_on_until_another_is_set() {
    let mut settings = Settings::default();
    assert_eq!(settings.public_url(8080), "http://127.0.0.1:8080");
    settings.server.listen = "0.0.0.0:0".to_owned();
    assert_eq!(settings.public_url(9000), "http://127.0.0.1:9000");
    settings.server.public_url = "https://help.example.org".to_owned();
    assert_eq!(settings.public_url(9000), "https://help.example.org");
    assert!(settings.web_config(9000, false).has_https);
}

#[test]
fn a_file_of_a_database_has_its_key_beside_it_and_a_server_has_none() {
    let mut settings = Settings::default();
    settings.database.url = "sqlite:data/lotse.db".to_owned();
    assert_eq!(settings.secret_keys().file.unwrap(), Path::new("data/lotse.key"));
    settings.database.url = "postgres://u@h/d".to_owned();
    assert_eq!(settings.secret_keys().file, None);
}
