//! Callers and open widgets by the thousand, on one thread: the load of a chat.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use futures::{SinkExt as _, StreamExt as _};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::mpsc::UnboundedSender;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

/// A frame that never comes ends the measurement.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends requests over one kept connection.
pub(super) struct Caller {
    stream: TcpStream,
    address: String,
    read: Vec<u8>,
}

impl Caller {
    pub(super) async fn new(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, address: address.to_owned(), read: Vec::new() })
    }

    /// The JSON of a good answer; `headers` are whole lines.
    pub(super) async fn call(
        &mut self,
        (method, path): (&str, &str),
        headers: &str,
        body: &str,
    ) -> Result<Value> {
        let (address, length) = (&self.address, body.len());
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {address}\r\n{headers}\
             content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        self.stream.write_all(request.as_bytes()).await?;
        let (status, body) = self.answer().await?;
        let text = String::from_utf8_lossy(&body);
        ensure!((200..300).contains(&status), "{method} {path} answered {status}: {text}");
        Ok(if body.is_empty() { Value::Null } else { serde_json::from_slice(&body)? })
    }

    async fn answer(&mut self) -> Result<(u16, Vec<u8>)> {
        self.read.clear();
        loop {
            ensure!(self.stream.read_buf(&mut self.read).await? != 0, "the connection was closed");
            let Some(end) = self.read.windows(4).position(|it| it == b"\r\n\r\n") else { continue };
            let head = String::from_utf8_lossy(self.read.get(..end).unwrap_or_default());
            let head = head.to_ascii_lowercase();
            let status = head.split(' ').nth(1).and_then(|it| it.parse().ok());
            let length = head.split("content-length: ").nth(1).and_then(|it| it.lines().next());
            let length = length.and_then(|it| it.trim().parse::<usize>().ok()).unwrap_or(0);
            let whole = end + 4 + length;
            while self.read.len() < whole {
                let count = self.stream.read_buf(&mut self.read).await?;
                ensure!(count != 0, "the connection was closed");
            }
            let body = self.read.get(end + 4..whole).unwrap_or_default().to_vec();
            return Ok((status.context("no status")?, body));
        }
    }
}

/// A live connection.
pub(super) struct Live(WebSocketStream<TcpStream>);

impl Live {
    /// Opens one; `header` is a name and a value.
    pub(super) async fn open(
        address: &str,
        path: &str,
        header: Option<(&'static str, &str)>,
    ) -> Result<Self> {
        let mut request = format!("ws://{address}{path}").into_client_request()?;
        if let Some((name, value)) = header {
            request.headers_mut().insert(name, value.parse()?);
        }
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let config = WebSocketConfig::default().read_buffer_size(512).write_buffer_size(0);
        let (socket, _) = client_async_with_config(request, stream, Some(config)).await?;
        Ok(Self(socket))
    }

    pub(super) async fn send(&mut self, text: String) -> Result<()> {
        Ok(self.0.send(Message::text(text)).await?)
    }

    /// The next text, and when it came; pings are answered meanwhile.
    pub(super) async fn next(&mut self) -> Result<(Instant, String)> {
        loop {
            let message = self.0.next().await.context("the live connection ended")??;
            if let Message::Text(text) = message {
                return Ok((Instant::now(), text.as_str().to_owned()));
            }
        }
    }

    /// As [`Live::next`], for what has to come at once.
    pub(super) async fn soon(&mut self) -> Result<(Instant, String)> {
        tokio::time::timeout(PATIENCE, self.next()).await.context("nothing came")?
    }
}

/// A visitor's open widget; what agents say goes to `heard`, everything else is passed over.
pub(super) async fn widget(
    address: &str,
    token: &str,
    heard: UnboundedSender<(Instant, String)>,
) -> Result<()> {
    let mut live = Live::open(address, "/chat/v1/live", None).await?;
    live.send(serde_json::json!({"token": token, "resume": 0}).to_string()).await?;
    let (_, hello) = live.soon().await?;
    ensure!(hello.contains("\"hello\""), "no greeting: {hello}");
    tokio::task::spawn_local(async move {
        while let Ok((at, text)) = live.next().await {
            if text.contains("\"author\":\"agent\"") && heard.send((at, text)).is_err() {
                return;
            }
        }
    });
    Ok(())
}
