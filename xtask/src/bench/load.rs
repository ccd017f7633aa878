//! A small HTTP/1.1 client on plain sockets, and what its clock says.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Sends requests over one kept connection.
pub(super) struct Client {
    address: String,
    headers: String,
    stream: RefCell<Option<BufReader<TcpStream>>>,
}

/// An answer: status, the session's cookie if one came, body.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) cookie: Option<String>,
    pub(super) body: String,
}

impl Client {
    pub(super) fn new(address: String) -> Self {
        Self { address, headers: String::new(), stream: RefCell::new(None) }
    }

    /// The same with a session.
    pub(super) fn with_cookie(address: String, cookie: &str) -> Self {
        let headers = format!("cookie: {cookie}\r\nx-lotse-desk: 1\r\n");
        Self { headers, ..Self::new(address) }
    }

    pub(super) fn get(&self, path: &str) -> Result<String> {
        self.good("GET", path, "")
    }

    pub(super) fn post(&self, path: &str, body: &str) -> Result<String> {
        self.good("POST", path, body)
    }

    fn good(&self, method: &str, path: &str, body: &str) -> Result<String> {
        let answer = self.send(method, path, body)?;
        if !(200..300).contains(&answer.status) {
            bail!("{method} {path} answered {}: {}", answer.status, answer.body);
        }
        Ok(answer.body)
    }

    pub(super) fn send(&self, method: &str, path: &str, body: &str) -> Result<Answer> {
        let mut kept = self.stream.borrow_mut();
        let mut stream = if let Some(stream) = kept.take() {
            stream
        } else {
            let stream = TcpStream::connect(&self.address)?;
            stream.set_nodelay(true)?;
            BufReader::new(stream)
        };
        let answer = self.exchange(&mut stream, (method, path, body))?;
        *kept = Some(stream);
        Ok(answer)
    }

    fn exchange(
        &self,
        stream: &mut BufReader<TcpStream>,
        (method, path, body): (&str, &str, &str),
    ) -> Result<Answer> {
        let Self { address, headers, .. } = self;
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {address}\r\n{headers}\
             content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        stream.get_mut().write_all(request.as_bytes())?;
        read_answer(stream)
    }
}

fn read_answer(stream: &mut BufReader<TcpStream>) -> Result<Answer> {
    let mut line = String::new();
    stream.read_line(&mut line)?;
    let status = line.split(' ').nth(1).and_then(|it| it.parse().ok()).context("no status")?;
    let (mut length, mut cookie, mut is_chunked) = (0_usize, None, false);
    loop {
        line.clear();
        stream.read_line(&mut line)?;
        let header = line.trim_end();
        if header.is_empty() {
            break;
        }
        let Some((name, value)) = header.split_once(':') else { continue };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse()?,
            "transfer-encoding" => is_chunked = value.contains("chunked"),
            "set-cookie" => cookie = value.trim().split(';').next().map(str::to_owned),
            _ => {}
        }
    }
    let body = if is_chunked { read_chunks(stream)? } else { read_exact(stream, length)? };
    Ok(Answer { status, cookie, body: String::from_utf8_lossy(&body).into_owned() })
}

fn read_exact(stream: &mut BufReader<TcpStream>, length: usize) -> Result<Vec<u8>> {
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok(body)
}

fn read_chunks(stream: &mut BufReader<TcpStream>) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    let mut line = String::new();
    loop {
        line.clear();
        stream.read_line(&mut line)?;
        let length = usize::from_str_radix(line.trim(), 16)?;
        body.extend(read_exact(stream, length)?);
        line.clear();
        stream.read_line(&mut line)?;
        if length == 0 {
            return Ok(body);
        }
    }
}

/// A text as part of a query.
pub(super) fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02x}");
        }
        out
    })
}

/// Requests per second of `connections` clients that ask for one page as fast as they can.
pub(super) fn throughput(
    address: &str,
    path: &str,
    connections: usize,
    time: Duration,
) -> Result<f64> {
    let begun = Instant::now();
    let workers: Vec<_> = (0..connections)
        .map(|_| {
            let (address, path) = (address.to_owned(), path.to_owned());
            std::thread::spawn(move || -> Result<u32> {
                let client = Client::new(address);
                let mut count = 0;
                while begun.elapsed() < time {
                    client.get(&path)?;
                    count += 1;
                }
                Ok(count)
            })
        })
        .collect();
    let mut total = 0.0;
    for worker in workers {
        let count = worker.join().ok().context("a client panicked")??;
        total += f64::from(count);
    }
    Ok(total / begun.elapsed().as_secs_f64())
}

/// Times of one kind of request.
#[derive(Default)]
pub(super) struct Latencies(Vec<Duration>);

impl Latencies {
    pub(super) fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    pub(super) fn time<T>(&mut self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let begun = Instant::now();
        let done = work()?;
        self.add(begun.elapsed());
        Ok(done)
    }

    /// How many were taken.
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// The time that this share of the requests took at most, in milliseconds.
    pub(super) fn at(&mut self, percent: usize) -> f64 {
        self.0.sort_unstable();
        let last = self.0.len().saturating_sub(1);
        self.0.get(last * percent / 100).map_or(0.0, |it| it.as_secs_f64() * 1_000.0)
    }
}
