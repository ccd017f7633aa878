//! A mail server to test with: aiosmtpd, once in the open and once with STARTTLS, in a temporary
//! folder that is gone afterwards.

use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context as _;

use crate::step::{Stop, command, run};
use crate::{debian, place};

/// How long a server may take until it answers.
const PATIENCE: Duration = Duration::from_secs(30);
/// The longest mail it takes; tests send a longer one.
const MAX_BYTES: &str = "100000";
/// On so many pairs of ports it is tried.
const TRIES: usize = 3;

/// What the certificate is for.
const CERTIFICATE: &str = "[req]\ndistinguished_name=name\nx509_extensions=more\nprompt=no\n\
    [name]\nCN=localhost\n[more]\nsubjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\n";

/// Both servers; dropping it stops them and deletes the folder.
#[derive(Debug)]
pub(crate) struct MailServer {
    servers: Vec<Child>,
    folder: PathBuf,
    ports: Vec<u16>,
}

impl MailServer {
    /// Starts it, installing it where that is allowed.
    pub(crate) fn start() -> Result<Self, Stop> {
        let missing = || Stop::Missing("aiosmtpd is not installed".to_owned());
        let find = || place::program(&["aiosmtpd"]);
        let program = match find() {
            Some(program) => program,
            None if debian::install(&["python3-aiosmtpd", "openssl"])? => {
                find().ok_or_else(missing)?
            }
            None => return Err(missing()),
        };
        let openssl = place::program(&["openssl"]);
        let openssl =
            openssl.ok_or_else(|| Stop::Missing("openssl is not installed".to_owned()))?;
        let mut log = String::new();
        for _ in 0..TRIES {
            let ports = place::free_ports(2)?;
            let name = ports.first().context("there is no free port")?;
            let folder = std::env::temp_dir().join(format!("lotse-smtp-{name}"));
            std::fs::create_dir(&folder)?;
            let mut it = Self { servers: Vec::new(), folder, ports };
            it.certify(&openssl)?;
            match it.serve(&program)? {
                None => return Ok(it),
                Some(ended) => log = ended,
            }
        }
        Err(anyhow::anyhow!("aiosmtpd does not start: {log}").into())
    }

    /// Sets what the tests need to know.
    pub(crate) fn told<'a>(&self, tests: &'a mut Command) -> &'a mut Command {
        let ports: Vec<String> = self.ports.iter().map(u16::to_string).collect();
        let told = format!("{},{}", ports.join(","), self.folder.join("mails").display());
        tests.env("LOTSE_TEST_SMTP", told).env("SSL_CERT_FILE", self.folder.join("certificate"))
    }

    fn certify(&self, openssl: &Path) -> anyhow::Result<()> {
        std::fs::write(self.folder.join("request"), CERTIFICATE)?;
        let made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"];
        let mut certify = command(openssl, &made);
        let certify = certify.current_dir(&self.folder).stderr(Stdio::null());
        run(certify.args(["-config", "request", "-keyout", "key", "-out", "certificate"]))
    }

    /// Starts both; what one of them said when it ended at once, since somebody else took its port
    /// meanwhile.
    fn serve(&mut self, program: &Path) -> anyhow::Result<Option<String>> {
        // Both keep mails in it; when both make it, the later one ends.
        for part in ["tmp", "new", "cur"] {
            std::fs::create_dir_all(self.folder.join("mails").join(part))?;
        }
        let tls = ["--tlscert", "certificate", "--tlskey", "key"];
        for (port, tls) in self.ports.iter().zip([&[] as &[&str], &tls]) {
            let log = std::fs::File::create(self.folder.join(format!("log-{port}")))?;
            let mut server = Command::new(program);
            server.current_dir(&self.folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
            server.args(["--nosetuid", "--size", MAX_BYTES]).args(tls);
            server.args(["--listen", &format!("localhost:{port}")]);
            server.args(["--class", "aiosmtpd.handlers.Mailbox", "mails"]);
            self.servers.push(server.spawn().context("starting aiosmtpd")?);
        }
        let start = Instant::now();
        for (port, server) in self.ports.iter().zip(&mut self.servers) {
            while TcpStream::connect(("localhost", *port)).is_err() {
                if server.try_wait()?.is_some() {
                    let log = self.folder.join(format!("log-{port}"));
                    return Ok(Some(std::fs::read_to_string(log)?));
                }
                anyhow::ensure!(start.elapsed() < PATIENCE, "aiosmtpd does not answer on {port}");
                std::thread::sleep(Duration::from_millis(50));
            }
        }
        Ok(None)
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        for server in &mut self.servers {
            if let Err(error) = server.kill().and_then(|()| server.wait().map(drop)) {
                eprintln!("could not stop a mail server: {error}");
            }
        }
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            eprintln!("could not delete {}: {error}", self.folder.display());
        }
    }
}
