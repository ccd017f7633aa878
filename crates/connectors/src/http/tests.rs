//! The client against real listeners on this machine: what is refused must not even connect.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use std::io::{Read as _, Write as _};

use super::*;

/// A server that counts its connections and answers each as told.
struct Server {
    port: u16,
    connections: Arc<AtomicUsize>,
}

impl Server {
    fn start(address: &str, answer: impl Fn(&str) -> Vec<u8> + Send + 'static) -> Self {
        let listener = TcpListener::bind(address).unwrap();
        let port = listener.local_addr().unwrap().port();
        let connections = Arc::new(AtomicUsize::new(0));
        let seen = connections.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                seen.fetch_add(1, Ordering::SeqCst);
                let mut buffer = [0; 4096];
                let length = stream.read(&mut buffer).unwrap_or(0);
                let request = String::from_utf8_lossy(&buffer[..length]).into_owned();
                let _ = stream.write_all(&answer(&request));
            }
        });
        Self { port, connections }
    }

    fn count(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

fn ok(body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}")
        .into_bytes()
}

fn redirect_to(target: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 302 Found\r\nlocation: {target}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    )
    .into_bytes()
}

fn client(ports: &[u16], allowed: &[&str]) -> Egress {
    Egress::new(EgressPolicy {
        allow_private: allowed.iter().map(|it| it.parse().unwrap()).collect(),
        ports: ports.to_vec(),
        timeout: Duration::from_secs(10),
        max_body_bytes: 1000,
        ..EgressPolicy::default()
    })
    .unwrap()
}

/// Every spelling of "this machine" or "inside" that has opened a door somewhere. PORT is the
/// listener's, which the policy allows.
const INSIDE: [&str; 78] = [
    "http://127.0.0.1:PORT/",
    "http://127.1:PORT/",
    "http://127.0.1:PORT/",
    "http://0:PORT/",
    "http://0.0.0.0:PORT/",
    "http://2130706433:PORT/",
    "http://0x7f000001:PORT/",
    "http://0x7f.1:PORT/",
    "http://0x7F.0.0.1:PORT/",
    "http://0177.0.0.1:PORT/",
    "http://0177.1:PORT/",
    "http://017700000001:PORT/",
    "http://00000177.0.0.1:PORT/",
    "http://127.0.0.1.:PORT/",
    "http://127.0.0.1%2e:PORT/",
    "http://127%2e0%2e0%2e1:PORT/",
    "http://%31%32%37.0.0.1:PORT/",
    "http://127.0.0.2:PORT/",
    "http://127.255.255.254:PORT/",
    "http://127。0。0。1:PORT/",
    "http://１２７.0.0.1:PORT/",
    "http://①②⑦.⓪.⓪.①:PORT/",
    "http://127．0．0．1:PORT/",
    "http://0x7f.0x0.0x0.0x1:PORT/",
    "http://127.0x1:PORT/",
    "http://localhost:PORT/",
    "http://LOCALHOST:PORT/",
    "http://localhost.:PORT/",
    "http://ｌｏｃａｌｈｏｓｔ:PORT/",
    "http://lo\u{ad}calhost:PORT/",
    "http://loc\talhost:PORT/",
    "http://local\nhost:PORT/",
    "http://[::1]:PORT/",
    "http://[::]:PORT/",
    "http://[0:0:0:0:0:0:0:1]:PORT/",
    "http://[0000::0001]:PORT/",
    "http://[::ffff:127.0.0.1]:PORT/",
    "http://[::ffff:7f00:1]:PORT/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/",
    "http://[::127.0.0.1]:PORT/",
    "http://[64:ff9b::127.0.0.1]:PORT/",
    "http://[64:ff9b::7f00:1]:PORT/",
    "http://[64:ff9b:1::7f00:1]:PORT/",
    "http://[2002:7f00:1::]:PORT/",
    "http://[::ffff:0:127.0.0.1]:PORT/",
    "http://[fe80::1]:PORT/",
    "http://[fe80::1%25lo]:PORT/",
    "http://[fc00::1]:PORT/",
    "http://[fd00:ec2::254]:PORT/",
    "http://[ff02::1]:PORT/",
    "http://[2001:0:7f00:1::]:PORT/",
    "http://[::1]:PORT@[::1]:PORT/",
    "http://example.com@127.0.0.1:PORT/",
    "http://example.com:80@127.0.0.1:PORT/",
    "http://user:secret@127.0.0.1:PORT/",
    "http://127.0.0.1:PORT@127.0.0.1:PORT/",
    "http://127.0.0.1:PORT#@example.com/",
    "http://127.0.0.1:PORT?@example.com/",
    "http://127.0.0.1:PORT\\@example.com/",
    "http:\\\\127.0.0.1:PORT\\",
    "http:127.0.0.1:PORT/",
    "http:/127.0.0.1:PORT/",
    "http:///127.0.0.1:PORT/",
    "  http://127.0.0.1:PORT/  ",
    "HTTP://127.0.0.1:PORT/",
    "https://127.0.0.1:PORT/",
    "https://localhost:PORT/",
    "//127.0.0.1:PORT/",
    "http://169.254.169.254:PORT/latest/meta-data/",
    "http://100.100.100.200:PORT/",
    "http://10.0.0.1:PORT/",
    "http://192.168.0.1:PORT/",
    "http://172.16.0.1:PORT/",
    "ftp://127.0.0.1:PORT/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:PORT/_GET",
    "data:text/plain,hello",
    "unix:/run/x.sock",
];

#[tokio::test]
async fn reaches_nothing_inside_whatever_the_spelling() {
    let server = Server::start("127.0.0.1:0", |_| ok("inside"));
    let on_six = TcpListener::bind("[::1]:0").map(|it| it.local_addr().unwrap().port()).ok();
    let client = client(&[server.port, on_six.unwrap_or(80)], &[]);
    for form in INSIDE {
        let url = form.replace("PORT", &server.port.to_string());
        let error = client.get(&url).await.expect_err(&url);
        let refused = matches!(error, EgressError::BadUrl(_) | EgressError::Forbidden(_));
        assert!(refused, "{url}: {error:?}");
    }
    assert_eq!(server.count(), 0);
    // The listener is there: with leave to go inside, it is reached.
    let allowed = self::client(&[server.port], &["127.0.0.1"]);
    let url = format!("http://127.0.0.1:{}/", server.port);
    assert_eq!(allowed.get(&url).await.unwrap().body, b"inside");
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn reaches_names_only_at_allowed_addresses() {
    let server = Server::start("127.0.0.1:0", |_| ok("inside"));
    let url = format!("http://localhost:{}/", server.port);
    let answer = client(&[server.port], &["127.0.0.1"]).get(&url).await.unwrap();
    assert_eq!((answer.status.as_u16(), answer.media_type().as_str()), (200, "text/plain"));
    let elsewhere = client(&[server.port], &["10.0.0.0/8"]).get(&url).await;
    assert!(matches!(elsewhere, Err(EgressError::Forbidden(_))), "{elsewhere:?}");
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn reaches_allowed_ports_only() {
    let server = Server::start("127.0.0.1:0", |_| ok("inside"));
    let url = format!("http://127.0.0.1:{}/", server.port);
    let refused = client(&[80, 443], &["127.0.0.1"]).get(&url).await;
    assert!(matches!(refused, Err(EgressError::Forbidden(_))), "{refused:?}");
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn follows_redirects_but_not_inside() {
    let inside = Server::start("127.0.0.2:0", |_| ok("secret"));
    let (port, targets) = (inside.port, ["127.0.0.2", "2130706434", "[::ffff:127.0.0.2]"]);
    let outside = Server::start("127.0.0.1:0", move |request| {
        let path = request.split(' ').nth(1).unwrap_or_default().trim_start_matches('/');
        match path.parse::<usize>() {
            Ok(at) => redirect_to(&format!("http://{}:{port}/", targets[at])),
            Err(_) if path == "file" => redirect_to("file:///etc/passwd"),
            Err(_) if path == "round" => redirect_to("/round"),
            Err(_) if path == "here" => redirect_to("there"),
            Err(_) => ok(path),
        }
    });
    let client = client(&[inside.port, outside.port], &["127.0.0.1"]);
    let get = |path: &str| {
        let (client, url) = (client.clone(), format!("http://127.0.0.1:{}/{path}", outside.port));
        async move { client.get(&url).await }
    };
    for at in 0..targets.len() {
        let answer = get(&at.to_string()).await;
        assert!(matches!(answer, Err(EgressError::Forbidden(_))), "{answer:?}");
    }
    assert_eq!(inside.count(), 0);
    assert!(matches!(get("file").await, Err(EgressError::BadUrl(_))));
    assert!(matches!(get("round").await, Err(EgressError::Redirects(_))));
    let there = get("here").await.unwrap();
    assert_eq!((there.body.as_slice(), there.url.path()), (&b"there"[..], "/there"));
}

#[tokio::test]
async fn stops_at_the_body_limit() {
    let server = Server::start("127.0.0.1:0", |_| ok(&"x".repeat(1001)));
    let url = format!("http://127.0.0.1:{}/", server.port);
    let answer = client(&[server.port], &["127.0.0.1"]).get(&url).await;
    assert!(matches!(answer, Err(EgressError::TooBig { limit: 1000, .. })), "{answer:?}");
}

#[tokio::test]
async fn leaves_secrets_behind_when_a_redirect_changes_the_host() {
    let other = Server::start("127.0.0.1:0", ok);
    let target = format!("http://127.0.0.1:{}/", other.port);
    let first = Server::start("127.0.0.1:0", move |_| redirect_to(&target));
    let mut headers = HeaderMap::new();
    headers.insert("authorization", "Bearer secret".parse().unwrap());
    let url = Url::parse(&format!("http://127.0.0.1:{}/", first.port)).unwrap();
    let outgoing = Outgoing { method: Method::POST, url, headers, body: b"secret".to_vec() };
    let answer = client(&[first.port, other.port], &["127.0.0.1"]).send(outgoing).await.unwrap();
    let seen = String::from_utf8(answer.body).unwrap();
    assert!(seen.starts_with("GET / ") && !seen.contains("secret"), "{seen}");
}
