//! The program is killed in the middle of many chats: what it acknowledged is there, once.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Barrier, Mutex};

use serde_json::{Value, json};

/// So many visitors write at once.
const VISITORS: usize = 24;
/// So many messages each writes at most; below what is slowed down.
const MESSAGES: usize = 15;
/// The program is killed when so many messages were acknowledged.
const ENOUGH: usize = 120;

/// What a visitor was told is stored: their messages by key, and Lotse's by number.
type Told = (BTreeMap<String, i64>, BTreeMap<i64, Value>);

/// The program on the database of a folder, and where it listens.
fn serve(folder: &Path) -> (Child, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lotse"));
    command.current_dir(folder).args(["serve", "--listen", "127.0.0.1:0"]);
    command.env_remove("DATABASE_URL").stdout(Stdio::piped()).stderr(Stdio::null());
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("LOTSE_") {
            command.env_remove(name);
        }
    }
    let mut program = command.spawn().expect("the program starts");
    let mut lines = BufReader::new(program.stdout.take().expect("it is piped")).lines();
    let said = lines.find_map(|it| it.ok()?.split_once("http://").map(|(_, it)| it.to_owned()));
    let address = said.expect("it says where it is");
    (program, address.trim_end_matches('/').to_owned())
}

/// The JSON of an answer; `None` when the other side is gone before it is whole.
fn call(address: &str, (method, path): (&str, &str), token: &str, body: &Value) -> Option<Value> {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let mut stream = TcpStream::connect(address).ok()?;
    write!(
        stream,
        "{method} /chat/v1/{path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\
         authorization: Bearer {token}\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
    .ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, text) = answer.split_once("\r\n\r\n")?;
    assert!(head.starts_with("HTTP/1.1 2"), "{answer}");
    serde_json::from_str(text).ok()
}

/// Every other message asks what Lotse answers by itself, until a person has the conversation.
fn say(address: &str, token: &str, key: &str) -> Option<Value> {
    let text = if key < "k02" { "Hallo" } else { "Ich will einen Menschen" };
    let body = json!({"key": key, "text": text});
    call(address, ("POST", "messages"), token, &body)
}

/// All messages of a visitor.
fn stored(address: &str, token: &str) -> Vec<Value> {
    let pulled = call(address, ("GET", "conversation?after=0"), token, &Value::Null);
    let messages = pulled.and_then(|it| it.get("messages")?.as_array().cloned());
    messages.expect("the conversation is there")
}

#[test]
fn a_killed_program_loses_and_doubles_no_acknowledged_message() {
    let folder = tempfile::tempdir().unwrap();
    let (program, address) = serve(folder.path());
    let program = Mutex::new(program);
    let tokens: Vec<String> = (0..VISITORS)
        .map(|_| {
            let body = json!({"locale": "de"});
            let made = call(&address, ("POST", "visitors"), "", &body).unwrap();
            made["token"].as_str().unwrap().to_owned()
        })
        .collect();
    let (count, begin) = (AtomicUsize::new(0), Barrier::new(VISITORS));
    let acknowledged: Vec<Told> = std::thread::scope(|scope| {
        let write = |token| {
            let (mut told, mut replies) = (BTreeMap::new(), BTreeMap::new());
            begin.wait();
            for n in 0..MESSAGES {
                let key = format!("k{n:02}");
                let Some(said) = say(&address, token, &key) else { break };
                told.insert(key, said["messages"][0]["seq"].as_i64().unwrap());
                for reply in said["messages"].as_array().unwrap().iter().skip(1) {
                    replies.insert(reply["seq"].as_i64().unwrap(), reply["text"].clone());
                }
                if count.fetch_add(1, Ordering::SeqCst) + 1 == ENOUGH {
                    // SIGKILL: nothing is finished, nothing is tidied up.
                    program.lock().unwrap().kill().unwrap();
                }
            }
            (told, replies)
        };
        let writers: Vec<_> = tokens.iter().map(|it| scope.spawn(move || write(it))).collect();
        writers.into_iter().map(|it| it.join().unwrap()).collect()
    });
    program.lock().unwrap().wait().unwrap();
    assert!(ENOUGH <= count.into_inner());
    let (mut program, address) = serve(folder.path());
    for (token, (told, replies)) in tokens.iter().zip(&acknowledged) {
        // The one that was in flight is sent again, as the widget would.
        let next = format!("k{:02}", told.len());
        say(&address, token, &next).unwrap();
        let messages = stored(&address, token);
        let seqs: Vec<i64> = messages.iter().map(|it| it["seq"].as_i64().unwrap()).collect();
        assert_eq!(seqs, (1..).take(seqs.len()).collect::<Vec<_>>());
        let theirs: Vec<(String, i64)> = messages
            .iter()
            .filter(|it| it["author"] == "contact")
            .map(|it| (it["key"].as_str().unwrap().to_owned(), it["seq"].as_i64().unwrap()))
            .collect();
        assert_eq!(theirs.len(), told.len() + 1, "each once: {theirs:?}");
        for (key, seq) in told {
            assert!(theirs.contains(&(key.clone(), *seq)), "{key} is lost: {theirs:?}");
        }
        assert!(theirs.iter().any(|(key, _)| *key == next));
        for (seq, text) in replies {
            let same = messages.iter().find(|it| it["seq"] == *seq && it["author"] == "machine");
            assert_eq!(same.map(|it| &it["text"]), Some(text), "reply {seq} is lost");
        }
    }
    program.kill().unwrap();
    program.wait().unwrap();
}
