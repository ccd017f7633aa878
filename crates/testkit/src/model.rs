//! A language model that says what a test tells it to, behind an address as OpenAI's.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lotse_app::answers::Model;
use lotse_app::{App, Secret};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::lotse::TestLotse;

/// What the model's key is.
const KEY: &str = "sk-of-the-tests";

/// What a stand-in does with a request.
#[derive(Debug, Clone)]
pub enum Saying {
    /// Answers with this body, as it is.
    Body(String),
    /// Answers that something broke.
    Broken,
    /// Never answers.
    Nothing,
}

/// A stand-in that is served until this is dropped.
#[derive(Debug)]
pub struct ServedModel {
    address: SocketAddr,
    state: Arc<Mutex<(Saying, Vec<String>)>>,
    serving: JoinHandle<()>,
}

impl Drop for ServedModel {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl ServedModel {
    /// A stand-in on a port of its own.
    pub async fn saying(saying: Saying) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a port");
        let address = listener.local_addr().expect("it has an address");
        let state = Arc::new(Mutex::new((saying, Vec::new())));
        let served = Arc::clone(&state);
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&served)));
            }
        });
        Self { address, state, serving }
    }

    /// What it does from now on.
    pub fn says(&self, saying: Saying) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).0 = saying;
    }

    /// The requests it got, head and body.
    #[must_use]
    pub fn heard(&self) -> Vec<String> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).1.clone()
    }

    /// How Lotse reaches it.
    #[must_use]
    pub fn config(&self, budget: Duration) -> Model {
        Model {
            url: format!("http://{}/v1", self.address).parse().expect("this is an address"),
            name: "stand-in".to_owned(),
            key: Some(Secret::new(KEY)),
            budget,
        }
    }
}

impl TestLotse {
    /// Another process on the same database that has its answers put into words by a model.
    pub async fn worded_by(&self, model: &ServedModel, budget: Duration) -> Arc<App> {
        self.with_model(model.config(budget)).await
    }
}

/// Says a text as OpenAI's models do.
#[must_use]
pub fn said(text: &str) -> Saying {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    Saying::Body(format!(
        r#"{{"choices":[{{"message":{{"role":"assistant","content":"{text}"}}}}]}}"#
    ))
}

async fn serve(mut stream: TcpStream, state: Arc<Mutex<(Saying, Vec<String>)>>) {
    let mut heard = Vec::new();
    let mut buffer = [0_u8; 4096];
    while !is_whole(&heard) {
        match stream.read(&mut buffer).await {
            Ok(count) if count != 0 => heard.extend(buffer.iter().take(count)),
            _ => return,
        }
    }
    let saying = {
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        state.1.push(String::from_utf8_lossy(&heard).into_owned());
        state.0.clone()
    };
    let (status, body) = match saying {
        Saying::Body(body) => ("200 OK", body),
        Saying::Broken => ("500 Internal Server Error", "{}".to_owned()),
        Saying::Nothing => return std::future::pending().await,
    };
    let length = body.len();
    let answer = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\
         connection: close\r\n\r\n{body}"
    );
    // Whoever gave up waiting does not listen.
    let _ = stream.write_all(answer.as_bytes()).await;
}

/// Whether head and body are there.
fn is_whole(heard: &[u8]) -> bool {
    let text = String::from_utf8_lossy(heard);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|it| {
        let (name, value) = it.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>())
    });
    length.and_then(Result::ok).unwrap_or(0) <= body.len()
}
