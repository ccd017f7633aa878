//! A PostgreSQL to test with: the one named by `LOTSE_TEST_POSTGRES`, or a cluster of our own
//! that lives in a temporary folder and is gone afterwards.

use std::fs::Permissions;
use std::io::{Read as _, Write as _};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context as _;

use crate::step::{Stop, run};
use crate::{debian, place};

/// How long a fresh cluster may take until it answers.
const PATIENCE: Duration = Duration::from_mins(1);

/// The server of the tests, found or started when it is first asked for.
#[derive(Debug, Default)]
pub(crate) struct Postgres {
    cluster: Option<Cluster>,
}

impl Postgres {
    /// The address of a superuser on the server.
    pub(crate) fn url(&mut self) -> Result<String, Stop> {
        if let Some(cluster) = &self.cluster {
            return Ok(cluster.url.clone());
        }
        if let Some(url) = std::env::var_os("LOTSE_TEST_POSTGRES") {
            let url = url.to_string_lossy().into_owned();
            if answers(&url) {
                return Ok(url);
            }
            return Err(anyhow::anyhow!("nobody answers at LOTSE_TEST_POSTGRES").into());
        }
        let missing = || Stop::Missing("PostgreSQL is not installed".to_owned());
        let programs = match programs() {
            Some(programs) => programs,
            None if debian::install(&["postgresql"])? => programs().ok_or_else(missing)?,
            None => return Err(missing()),
        };
        let cluster = Cluster::start(&programs)?;
        let url = cluster.url.clone();
        self.cluster = Some(cluster);
        Ok(url)
    }
}

/// Whether a server listens at the address of a `postgres://` URL.
fn answers(url: &str) -> bool {
    let Some((_, rest)) = url.split_once("://") else { return false };
    let place = rest.split(['/', '?']).next().unwrap_or_default();
    let place = place.rsplit('@').next().unwrap_or_default();
    let place = if place.contains(':') { place.to_owned() } else { format!("{place}:5432") };
    let Ok(addresses) = place.to_socket_addrs() else { return false };
    addresses.into_iter().any(|it| TcpStream::connect_timeout(&it, Duration::from_secs(5)).is_ok())
}

/// The folder of `initdb` and `postgres`; of several versions the newest.
fn programs() -> Option<PathBuf> {
    let on_path = place::program(&["initdb"]).and_then(|it| it.parent().map(Path::to_path_buf));
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = versions
        .map(|it| it.path().join("bin"))
        .filter(|it| it.join("initdb").is_file())
        .max_by_key(|it| {
            let version = it.parent().and_then(Path::file_name).and_then(std::ffi::OsStr::to_str);
            version.and_then(|it| it.parse::<u32>().ok())
        });
    newest.or(on_path)
}

/// A running cluster; dropping it stops the server and deletes the folder.
#[derive(Debug)]
struct Cluster {
    server: Child,
    folder: PathBuf,
    url: String,
}

impl Cluster {
    fn start(programs: &Path) -> anyhow::Result<Self> {
        let user = if place::is_root() { Some(user_postgres()?) } else { None };
        let port = *place::free_ports(1)?.first().context("there is no free port")?;
        let folder = std::env::temp_dir().join(format!("lotse-postgres-{port}"));
        std::fs::create_dir(&folder)?;
        std::fs::set_permissions(&folder, Permissions::from_mode(0o700))?;
        let password = password()?;
        let secret = folder.join("password");
        std::fs::File::create(&secret)?.write_all(password.as_bytes())?;
        if let Some((user, group)) = user {
            chown(&folder, Some(user), Some(group))?;
            chown(&secret, Some(user), Some(group))?;
        }
        let of_user = |program: &str| {
            let mut command = Command::new(programs.join(program));
            command.current_dir(&folder).stdin(Stdio::null()).stdout(Stdio::null());
            if let Some((user, group)) = user {
                command.uid(user).gid(group);
            }
            command
        };
        run(of_user("initdb")
            .args(["--pgdata", "data", "--username", "lotse", "--no-sync"])
            .args([
                "--auth=scram-sha-256",
                "--pwfile=password",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
            ]))?;
        // `fsync` stays on, as it is when it counts.
        let log = std::fs::File::create(folder.join("log"))?;
        let settings = ["-h", "127.0.0.1", "-k", ".", "-c", "max_connections=200"];
        let mut server = of_user("postgres");
        server.args(["-D", "data", "-p", &port.to_string()]).args(settings).stderr(log);
        let server = server.spawn().context("starting PostgreSQL")?;
        let url = format!("postgres://lotse:{password}@127.0.0.1:{port}/postgres");
        let cluster = Self { server, folder, url };
        cluster.wait(programs, port)?;
        Ok(cluster)
    }

    fn wait(&self, programs: &Path, port: u16) -> anyhow::Result<()> {
        let start = Instant::now();
        loop {
            let ready = Command::new(programs.join("pg_isready"))
                .args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()])
                .status()?;
            if ready.success() {
                return Ok(());
            }
            if PATIENCE < start.elapsed() {
                let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                anyhow::bail!("PostgreSQL does not answer:\n{log}");
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // An immediate stop: nothing in the folder is worth keeping.
        let stop = Command::new("kill").args(["-QUIT", &self.server.id().to_string()]).status();
        if !stop.is_ok_and(|it| it.success()) {
            eprintln!("could not stop PostgreSQL in {}", self.folder.display());
        }
        if let Err(error) = self.server.wait().and_then(|_| std::fs::remove_dir_all(&self.folder)) {
            eprintln!("could not delete {}: {error}", self.folder.display());
        }
    }
}

/// The system's user `postgres` and its group; the server refuses to run as root.
fn user_postgres() -> anyhow::Result<(u32, u32)> {
    let users = std::fs::read_to_string("/etc/passwd")?;
    let line = users
        .lines()
        .find(|it| it.starts_with("postgres:"))
        .context("there is no user `postgres` to run the server as")?;
    let mut fields = line.split(':').skip(2);
    let mut number = || fields.next().and_then(|it| it.parse().ok());
    number().zip(number()).context("the line of `postgres` in /etc/passwd is not understood")
}

/// 128 random bits in hexadecimal.
fn password() -> anyhow::Result<String> {
    let mut bytes = [0; 16];
    std::fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(format!("{:032x}", u128::from_ne_bytes(bytes)))
}
