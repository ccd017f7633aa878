//! Files in the chat, over the wire: who opens them, what is shown, what is refused.

use http::StatusCode;
use lotse_channels::files::MAX_FILE_BYTES;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::served::{Answer, Served};

const BOUNDARY: &str = "x-lotse-x";
/// A picture that is a script too.
const GIF_AND_SCRIPT: &str = "GIF89a/*\u{1}*/=1;alert(document.domain)";
/// A document that is a page too.
const PDF_AND_PAGE: &str = "%PDF-1.4\n<html><script>alert(1)</script>";
const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";

/// A form with a key and these files.
fn form(key: &str, text: &str, files: &[(&str, &str)]) -> String {
    let fields = [("key", key), ("text", text)].map(|(name, value)| {
        format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        )
    });
    let files = files.iter().map(|(name, bytes)| {
        format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             content-type: image/png\r\n\r\n{bytes}\r\n"
        )
    });
    let body: String = fields.into_iter().chain(files).collect();
    body + &format!("--{BOUNDARY}--\r\n")
}

impl Served {
    /// Sends a form to the chat as a visitor.
    async fn upload(&self, token: &str, body: &str) -> Answer {
        let (kind, bearer) =
            (format!("multipart/form-data; boundary={BOUNDARY}"), format!("Bearer {token}"));
        let headers = [("content-type", kind.as_str()), ("authorization", &bearer)];
        self.send(("POST", "/chat/v1/files"), &headers, body).await
    }

    /// All that is stored of a visitor's chat.
    async fn messages(&self, token: &str) -> Vec<Value> {
        let pulled = self.chat(token, "conversation", &Value::Null).await;
        pulled.json()["messages"].as_array().unwrap().clone()
    }
}

fn file_id(answer: &Answer, at: usize) -> String {
    answer.json()["messages"][0]["files"][at]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_file_opens_for_its_visitor_and_for_agents_only() {
    let site = Served::new().await;
    let (ada, bob) = (site.visitor("optician", "de").await, site.visitor("optician", "de").await);
    let sent = site.upload(&ada, &form("k", "Sehen Sie:", &[("bild.gif", "GIF89a...")])).await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.text);
    let file = json!({"id": file_id(&sent, 0), "name": "bild.gif", "size_bytes": 9,
        "is_picture": true});
    assert_eq!(sent.json()["messages"][0]["files"], json!([file]));
    let path = format!("files/{}", file_id(&sent, 0));
    assert_eq!(site.chat(&ada, &path, &Value::Null).await.text, "GIF89a...");
    site.say(&bob, "k", "Hallo").await;
    assert_eq!(site.chat(&bob, &path, &Value::Null).await.status, StatusCode::NOT_FOUND);
    let bare = site.send(("GET", &format!("/chat/v1/{path}")), &[], "").await;
    assert_eq!(bare.status, StatusCode::UNAUTHORIZED);
    let bare = site.send(("GET", &format!("/api/v1/{path}")), &[], "").await;
    assert_eq!(bare.status, StatusCode::UNAUTHORIZED);
    let eva = site.agent("eva").await;
    let opened = site.desk(&eva, ("GET", &format!("/{path}")), &Value::Null).await;
    assert_eq!((opened.status, opened.text.as_str()), (StatusCode::OK, "GIF89a..."));
}

#[tokio::test]
async fn only_pictures_are_shown_and_nothing_in_a_file_acts() {
    let site = Served::new().await;
    let token = site.visitor("optician", "de").await;
    let eva = site.agent("eva").await;
    let files = [
        ("bild.gif", GIF_AND_SCRIPT, "image/gif", "inline"),
        ("rechnung.png", PDF_AND_PAGE, "application/octet-stream", "attachment"),
        ("bild.png", SVG, "application/octet-stream", "attachment"),
        ("seite.gif", "<html><script>alert(1)</script>", "application/octet-stream", "attachment"),
    ];
    let sent: Vec<_> = files.iter().map(|(name, bytes, ..)| (*name, *bytes)).collect();
    let sent = site.upload(&token, &form("k", "", &sent)).await;
    for (at, (name, bytes, kind, how)) in files.into_iter().enumerate() {
        let path = format!("files/{}", file_id(&sent, at));
        let opened = site.chat(&token, &path, &Value::Null).await;
        let at_desk = site.desk(&eva, ("GET", &format!("/{path}")), &Value::Null).await;
        for it in [opened, at_desk] {
            assert_eq!(it.text, bytes, "{name}");
            assert_eq!(it.header("content-type"), Some(kind), "{name}");
            assert_eq!(it.header("content-disposition"), Some(how), "{name}");
            assert_eq!(it.header("x-content-type-options"), Some("nosniff"), "{name}");
            let policy = it.header("content-security-policy");
            assert_eq!(policy, Some("default-src 'none'; sandbox"), "{name}");
        }
        let is_picture = &sent.json()["messages"][0]["files"][at]["is_picture"];
        assert_eq!(*is_picture, json!(how == "inline"), "{name}");
    }
}

#[tokio::test]
async fn names_are_shown_without_their_tricks() {
    let site = Served::new().await;
    let token = site.visitor("optician", "de").await;
    let names = ["../../etc/pass\u{200b}wd", "foto\u{202e}gnp.exe", "C:\\x\\Bild.png", "..."];
    let files = names.map(|it| (it, "x"));
    let sent = site.upload(&token, &form("k", "", &files)).await;
    let shown = sent.json()["messages"][0]["files"].as_array().unwrap().clone();
    let shown: Vec<_> = shown.iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect();
    assert_eq!(shown, ["passwd", "fotognp.exe", "Bild.png", "file"]);
}

#[tokio::test]
async fn what_is_too_much_or_empty_is_refused_in_words_and_leaves_nothing() {
    let site = Served::new().await;
    let token = site.visitor("optician", "de").await;
    let long = "x".repeat(MAX_FILE_BYTES + 1);
    let longer = "x".repeat(50 * 1024 * 1024);
    let six = [("a", "1"); 6];
    let (large, wrong) = (StatusCode::PAYLOAD_TOO_LARGE, StatusCode::UNPROCESSABLE_ENTITY);
    for (files, status, code, field) in [
        (&[("gut.png", "x"), ("gross.png", &long)][..], large, "too_large", Value::Null),
        (&[("gross.png", &longer)], large, "too_large", Value::Null),
        (&[("leer.png", "")], wrong, "field_wrong", json!("empty")),
        (&[], wrong, "field_wrong", json!("empty")),
        (&six, wrong, "field_wrong", json!("too_many")),
    ] {
        let answer = site.upload(&token, &form("k", "Hallo", files)).await;
        let problem = answer.json();
        assert_eq!((answer.status, &problem["code"]), (status, &json!(code)));
        assert_eq!(problem["fields"][0]["code"], field);
    }
    assert_eq!(site.messages(&token).await, Vec::<Value>::new());
}

#[tokio::test]
async fn an_upload_that_was_cut_off_leaves_nothing() {
    let site = Served::new().await;
    let token = site.visitor("optician", "de").await;
    let body = form("k", "Hallo", &[("bild.png", &"x".repeat(100_000))]);
    let mut stream = TcpStream::connect(site.address).await.unwrap();
    let head = format!(
        "POST /chat/v1/files HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {token}\r\n\
         content-type: multipart/form-data; boundary={BOUNDARY}\r\ncontent-length: {}\r\n\r\n",
        site.address,
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&body.as_bytes()[..60_000]).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut rest = Vec::new();
    // Whether it answers before it hangs up is its own affair.
    let _ = stream.read_to_end(&mut rest).await;
    assert!(!rest.starts_with(b"HTTP/1.1 200"));
    assert_eq!(site.messages(&token).await, Vec::<Value>::new());
    // A form that ends early is refused too, and the same key is still free.
    let answer = site.upload(&token, body.get(..60_000).unwrap()).await;
    assert_eq!(
        (answer.status, answer.json()["code"].as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, Some("body_wrong"))
    );
    assert_eq!(site.messages(&token).await, Vec::<Value>::new());
    assert_eq!(site.upload(&token, &body).await.status, StatusCode::OK);
}

#[tokio::test]
async fn files_sent_twice_with_one_key_are_stored_once_and_answered_the_same() {
    let site = Served::new().await;
    let token = site.visitor("optician", "de").await;
    let body = form("k", "", &[("bild.png", "x")]);
    let first = site.upload(&token, &body).await;
    assert_eq!(first.json()["messages"][1]["kind"], "unknown", "Lotse cannot look into files");
    assert_eq!(site.upload(&token, &body).await.json(), first.json());
    assert_eq!(site.messages(&token).await.len(), 2);
}

#[tokio::test]
async fn an_agent_sends_files_and_the_visitor_opens_them() {
    let site = Served::new().await;
    let token = site.visitor("optician", "de").await;
    site.say(&token, "k", "Mensch").await;
    let eva = site.agent("eva").await;
    let id = site.chat(&token, "conversation", &Value::Null).await.json()["conversation"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let headers =
        [("content-type", kind.as_str()), ("cookie", eva.as_str()), ("x-lotse-desk", "1")];
    let body = form("a", "", &[("Etikett.pdf", "%PDF-1.4")]);
    let path = format!("/api/v1/conversations/{id}/files");
    let sent = site.send(("POST", &path), &headers, &body).await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.text);
    assert_eq!(sent.json()["files"][0]["name"], "Etikett.pdf");
    let again = site.send(("POST", &path), &headers, &body).await;
    assert_eq!(again.json()["id"], sent.json()["id"]);
    let last = site.messages(&token).await.pop().unwrap();
    assert_eq!(last["author"], "agent");
    let path = format!("files/{}", last["files"][0]["id"].as_str().unwrap());
    assert_eq!(site.chat(&token, &path, &Value::Null).await.text, "%PDF-1.4");
}
