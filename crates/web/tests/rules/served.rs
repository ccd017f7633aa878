//! A Lotse that listens at an address, and clients that speak to it over the wire.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;

use futures::{SinkExt as _, StreamExt as _};
use http::StatusCode;
use lotse_domain::access::Role;
use lotse_testkit::{PASSWORD, TestLotse};
use lotse_web::{Config, router};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{Error, Message};

/// A running site.
pub(crate) struct Served {
    pub(crate) lotse: TestLotse,
    pub(crate) address: SocketAddr,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    head: String,
    pub(crate) text: String,
}

impl Answer {
    /// Head and body as they came.
    pub(crate) fn whole(&self) -> String {
        format!("{}\n{}", self.head, self.text)
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    /// A header, by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|it| it.split_once(": "));
        lines.find(|(it, _)| it.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

impl Served {
    pub(crate) async fn new() -> Self {
        Self::with(Config::default()).await
    }

    /// A site with these settings; its public address is the one it listens on.
    pub(crate) async fn with(config: Config) -> Self {
        let lotse = TestLotse::on_sqlite().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let public_url = format!("http://{address}");
        let config = Config { public_url, ..config };
        let router = router(Arc::clone(lotse.app()), config).unwrap();
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        Self { lotse, address }
    }

    /// Sends a request with these headers and reads the answer to its end.
    pub(crate) async fn send(
        &self,
        (method, path): (&str, &str),
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-length: {}\r\n",
            self.address,
            body.len()
        );
        if !headers.iter().any(|(name, _)| *name == "content-type") {
            request.push_str("content-type: application/json\r\n");
        }
        for (name, value) in headers {
            write!(request, "{name}: {value}\r\n").unwrap();
        }
        request.push_str("\r\n");
        request.push_str(body);
        // The other side may refuse a long body before it has read it.
        let _ = stream.write_all(request.as_bytes()).await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        let answer = String::from_utf8(answer).unwrap();
        let (head, text) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|it| it.parse().ok());
        let status = status.unwrap_or_else(|| panic!("no answer: {answer}"));
        Answer { status, head: head.to_owned(), text: text.to_owned() }
    }

    /// A visitor of a brand, by the token.
    pub(crate) async fn visitor(&self, brand: &str, locale: &str) -> String {
        let body = json!({"brand": brand, "locale": locale}).to_string();
        let answer = self.send(("POST", "/chat/v1/visitors"), &[], &body).await;
        assert_eq!(answer.status, StatusCode::CREATED);
        answer.json()["token"].as_str().unwrap().to_owned()
    }

    /// Calls the chat as a visitor.
    pub(crate) async fn chat(&self, token: &str, path: &str, body: &Value) -> Answer {
        let bearer = format!("Bearer {token}");
        let path = format!("/chat/v1/{path}");
        let headers = [("authorization", bearer.as_str())];
        if body.is_null() {
            return self.send(("GET", &path), &headers, "").await;
        }
        self.send(("POST", &path), &headers, &body.to_string()).await
    }

    /// Says something as a visitor, and returns the messages that came of it.
    pub(crate) async fn say(&self, token: &str, key: &str, text: &str) -> Vec<Value> {
        let answer = self.chat(token, "messages", &json!({"key": key, "text": text})).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.json()["messages"].as_array().unwrap().clone()
    }

    /// An agent of this name who has signed in, by the cookie.
    pub(crate) async fn agent(&self, name: &str) -> String {
        let email = format!("{name}@example.org");
        self.lotse.add(&email, Role::Agent).await;
        let typed = json!({"email": email, "password": PASSWORD}).to_string();
        let answer = self.send(("POST", "/api/v1/session"), &[], &typed).await;
        let cookie = answer.header("set-cookie").unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    /// Calls the API as the desk would.
    pub(crate) async fn desk(
        &self,
        cookie: &str,
        (method, path): (&str, &str),
        body: &Value,
    ) -> Answer {
        let headers = [("cookie", cookie), ("x-lotse-desk", "1")];
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.send((method, &format!("/api/v1{path}")), &headers, &body).await
    }

    /// Opens a WebSocket with these headers; the status when that is refused.
    pub(crate) async fn socket(
        &self,
        path: &str,
        headers: &[(&'static str, &str)],
    ) -> Result<Socket, StatusCode> {
        let mut request = format!("ws://{}{path}", self.address).into_client_request().unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        let stream = TcpStream::connect(self.address).await.unwrap();
        match tokio_tungstenite::client_async(request, stream).await {
            Ok((socket, _)) => Ok(Socket(socket)),
            Err(Error::Http(response)) => Err(response.status()),
            Err(error) => panic!("{error}"),
        }
    }

    /// A visitor's live connection that goes on after the message `resume`, up to the greeting.
    pub(crate) async fn live(&self, token: &str, resume: i64) -> Socket {
        let mut socket = self.socket("/chat/v1/live", &[]).await.unwrap();
        socket.send(&json!({"token": token, "resume": resume}).to_string()).await;
        assert_eq!(socket.frame().await["type"], "hello");
        socket
    }
}

/// One end of a WebSocket.
pub(crate) struct Socket(WebSocketStream<TcpStream>);

impl Socket {
    pub(crate) async fn send(&mut self, text: &str) {
        // Whoever is thrown out while sending hears of it when reading.
        let _ = self.0.send(Message::text(text)).await;
    }

    /// The next frame as JSON.
    pub(crate) async fn frame(&mut self) -> Value {
        loop {
            match self.0.next().await.unwrap().unwrap() {
                Message::Text(text) => return serde_json::from_str(&text).unwrap(),
                Message::Ping(_) | Message::Pong(_) => {}
                other => panic!("{other:?}"),
            }
        }
    }

    /// The next frame of this type.
    pub(crate) async fn frame_of(&mut self, kind: &str) -> Value {
        loop {
            let frame = self.frame().await;
            if frame["type"] == kind {
                return frame;
            }
        }
    }

    /// Why the other side ends the connection: code and reason.
    pub(crate) async fn end(&mut self) -> (u16, String) {
        loop {
            match self.0.next().await {
                Some(Ok(Message::Close(Some(frame)))) => {
                    return (frame.code.into(), frame.reason.as_str().to_owned());
                }
                Some(Ok(_)) => {}
                other => panic!("{other:?}"),
            }
        }
    }
}
