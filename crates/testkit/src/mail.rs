//! A mail server of a test, as far as a sender can tell: it takes mails and answers as it is told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use lotse_app::mail::Post;
use lotse_channels::smtp::{Config, Security, Smtp};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What it got and what it will answer next.
#[derive(Debug, Default)]
struct Known {
    mails: Vec<String>,
    answers: VecDeque<String>,
}

/// A mail server that listens until the test ends.
#[derive(Debug)]
pub struct MailServer {
    port: u16,
    known: Arc<Mutex<Known>>,
}

impl MailServer {
    /// Starts it on a port of its own.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
        let port = listener.local_addr().expect("it listens").port();
        let known = Arc::new(Mutex::new(Known::default()));
        let shared = Arc::clone(&known);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&shared)));
            }
        });
        Self { port, known }
    }

    /// What the next mail is answered instead of being taken, for example `550 no such user`.
    pub fn answers(&self, answer: &str) {
        locked(&self.known).answers.push_back(answer.to_owned());
    }

    /// The mails it took, oldest first, as they came.
    #[must_use]
    pub fn mails(&self) -> Vec<String> {
        locked(&self.known).mails.clone()
    }

    /// Mails leave through this server.
    #[must_use]
    pub fn post(&self) -> Post {
        let config = Config {
            host: "127.0.0.1".to_owned(),
            port: self.port,
            security: Security::None,
            login: None,
            from: "help@example.org".parse().expect("this is an address"),
        };
        Post::Smtp(Box::new(Smtp::new(&config).expect("nothing is needed without TLS")))
    }
}

fn locked(it: &Mutex<Known>) -> std::sync::MutexGuard<'_, Known> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn serve(stream: TcpStream, known: Arc<Mutex<Known>>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 test\r\n").await?;
    let mut line = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        let answer = match verb.as_str() {
            "RCPT" => locked(&known).answers.pop_front().unwrap_or_else(|| "250 fine".to_owned()),
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await?;
                let mail = read_mail(&mut stream).await?;
                locked(&known).mails.push(mail);
                "250 taken".to_owned()
            }
            "QUIT" => "221 bye".to_owned(),
            _ => "250 fine".to_owned(),
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
}

async fn read_mail(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut mail = String::new();
    loop {
        let begin = mail.len();
        let read = stream.read_line(&mut mail).await?;
        if read == 0 || mail.get(begin..) == Some(".\r\n") {
            mail.truncate(begin);
            return Ok(mail);
        }
    }
}
