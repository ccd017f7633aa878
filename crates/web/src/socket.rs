//! What both live connections have in common: limits, the rhythm of pings, and how one ends.

use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use http::{HeaderMap, header};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at, timeout};

/// 64 kB: what a client sends is much smaller.
const MAX_FRAME: usize = 64 * 1024;
/// Thousands of connections are idle; what they hold must be small.
const BUFFER: usize = 512;
/// What may wait for a slow client.
const WAITING: usize = 256 * 1024;
/// How often a client is pinged; proxies cut what is silent for a minute.
const PING: Duration = Duration::from_secs(20);
/// How long a client may take to accept what it is sent.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why a connection ends: the code of the close frame and a word for machines.
pub(crate) type End = (u16, &'static str);

/// The client sent what is not understood.
pub(crate) const MALFORMED: End = (4400, "malformed");
/// The token is unknown or has ended.
pub(crate) const NOT_SIGNED_IN: End = (4401, "not_signed_in");
/// The page may not chat with this brand.
pub(crate) const ORIGIN_REFUSED: End = (4403, "origin_refused");
/// The first frame did not come in time.
pub(crate) const TOO_SLOW: End = (4408, "too_slow");
/// Something failed here; come again.
pub(crate) const FAILED: End = (1011, "try_again");
/// The other side is gone.
pub(crate) const GONE: End = (1000, "");

/// The upgrade with our limits.
pub(crate) fn limited(upgrade: WebSocketUpgrade) -> WebSocketUpgrade {
    upgrade
        .max_frame_size(MAX_FRAME)
        .max_message_size(MAX_FRAME)
        .read_buffer_size(BUFFER)
        .write_buffer_size(BUFFER)
        .max_write_buffer_size(WAITING)
}

/// The ticks at which a client is pinged.
pub(crate) fn pings() -> Interval {
    let mut pings = interval_at(Instant::now() + PING, PING);
    pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
    pings
}

/// Whether the page that asks stands on the host it asks. Which scheme that host is reached by,
/// only a proxy may know.
pub(crate) fn is_same_host(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|it: &http::HeaderValue| it.to_str().ok());
    let (origin, host) = (text(header::ORIGIN), text(header::HOST));
    let authority = origin.and_then(|it| it.split_once("://")).map(|(_, it)| it);
    authority.is_some_and(|it| host.is_some_and(|host| it.eq_ignore_ascii_case(host)))
}

/// A live connection.
pub(crate) struct Line {
    pub(crate) socket: WebSocket,
    /// Pings without a sign of life since.
    unanswered: u32,
}

impl Line {
    pub(crate) fn new(socket: WebSocket) -> Self {
        Self { socket, unanswered: 0 }
    }

    /// Sends a text.
    ///
    /// # Errors
    /// When the other side is gone or too slow.
    pub(crate) async fn send(&mut self, text: impl Into<Utf8Bytes>) -> Result<(), End> {
        self.put(Message::Text(text.into())).await
    }

    /// Pings; a client that left two pings unanswered is gone.
    ///
    /// # Errors
    /// When it is.
    pub(crate) async fn ping(&mut self) -> Result<(), End> {
        self.unanswered += 1;
        if 2 < self.unanswered {
            return Err(GONE);
        }
        self.put(Message::Ping(bytes::Bytes::new())).await
    }

    /// The next text of the client. May be dropped while it waits: nothing is lost then.
    ///
    /// # Errors
    /// When the other side is gone, or sends what is no text.
    pub(crate) async fn next(&mut self) -> Result<Utf8Bytes, End> {
        loop {
            let received = self.socket.recv().await.ok_or(GONE)?;
            self.unanswered = 0;
            match received {
                Ok(Message::Text(text)) => return Ok(text),
                Ok(Message::Ping(_) | Message::Pong(_)) => {}
                Ok(Message::Close(_)) => return Err(GONE),
                Ok(Message::Binary(_)) | Err(_) => return Err(MALFORMED),
            }
        }
    }

    /// Ends the connection; what went wrong inside is not told.
    pub(crate) async fn end(mut self, (code, reason): End) {
        let frame = CloseFrame { code, reason: Utf8Bytes::from_static(reason) };
        let _ = timeout(PATIENCE, self.socket.send(Message::Close(Some(frame)))).await;
    }

    async fn put(&mut self, message: Message) -> Result<(), End> {
        match timeout(PATIENCE, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(GONE),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(origin: Option<&str>, host: &str, expect: bool) {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().unwrap());
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, origin.parse().unwrap());
        }
        assert_eq!(is_same_host(&headers), expect, "{origin:?} {host}");
    }

    #[test]
    fn a_page_stands_on_the_host_it_asks_or_it_does_not() {
        check(Some("https://help.example"), "help.example", true);
        check(Some("http://127.0.0.1:8080"), "127.0.0.1:8080", true);
        check(Some("https://help.example.evil"), "help.example", false);
        check(Some("https://evil.example"), "help.example", false);
        check(Some("null"), "help.example", false);
        check(None, "help.example", false);
    }
}
