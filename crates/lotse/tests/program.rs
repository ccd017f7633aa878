//! The program as a person at a terminal meets it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The program in a folder of its own, without the settings of whoever runs the tests.
fn lotse(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lotse"));
    command.current_dir(folder).args(arguments).env_remove("DATABASE_URL");
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("LOTSE_") {
            command.env_remove(name);
        }
    }
    // Whether the machine has dictionaries must not matter.
    command.env("LOTSE_DICTIONARIES", "");
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    lotse(folder, arguments).output().expect("the program starts")
}

#[track_caller]
fn succeeds(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).expect("it writes UTF-8")
}

#[track_caller]
fn fails(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert!(!output.status.success(), "{arguments:?}");
    String::from_utf8(output.stderr).expect("it writes UTF-8")
}

const QUESTIONS: &str = "Frage;Antwort\n\
    Wo ist mein Paket?;Die Nummer der Sendung steht in der Versandmail.\n\
    Wie lange gilt die Garantie?;Auf jede Fassung gibt es zwei Jahre Garantie.\n";

/// A folder with an installation that knows two answers.
fn installation() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    std::fs::write(folder.path().join("faq.csv"), QUESTIONS).expect("it can be written");
    let import = ["import", "faq.csv", "--publish", "--locale", "de"];
    let map = ["--map", "question=Frage", "--map", "answer=Antwort"];
    let said = succeeds(folder.path(), &[&import[..], &map[..]].concat());
    assert!(said.starts_with("2 new, 0 changed"), "{said}");
    folder
}

#[test]
fn ask_answers_in_the_promised_json_and_nothing_else() {
    let folder = installation();
    let said = succeeds(folder.path(), &["ask", "Wo ist mein Paket?", "--json"]);
    let json: Value = serde_json::from_str(&said).unwrap();
    let names = |it: &Value| it.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(names(&json), "alternatives answer confidence locale took_ms");
    assert_eq!(names(&json["answer"]), "anchor article_id text title url");
    assert_eq!(json["answer"]["title"], "Wo ist mein Paket?");
    assert!(json["answer"]["text"].as_str().unwrap().contains("Versandmail"), "{json}");
    assert!(json["answer"]["url"].as_str().unwrap().starts_with("/de/a/"), "{json}");
    assert_eq!(json["locale"], "de");
    assert!(json["confidence"].as_f64().unwrap() <= 1.0);
    assert!(json["alternatives"].is_array());
    assert!(json["took_ms"].is_number());
    let said = succeeds(folder.path(), &["ask", "qwrtz xkcd vvv", "--json"]);
    assert_eq!(serde_json::from_str::<Value>(&said).unwrap()["answer"], Value::Null);
    let said = succeeds(folder.path(), &["ask", "Wo ist mein Paket?"]);
    assert!(said.contains("Source: http://127.0.0.1:8080/de/a/"), "{said}");
}

#[test]
fn a_second_import_changes_nothing_and_an_export_comes_back_as_it_was() {
    let folder = installation();
    let said = succeeds(folder.path(), &["import", "faq.csv", "--publish", "--locale", "de"]);
    assert!(said.starts_with("0 new, 0 changed, 2 as before"), "{said}");
    succeeds(folder.path(), &["export", "--out", "all.zip"]);
    let other = tempfile::tempdir().unwrap();
    let zip = folder.path().join("all.zip");
    let said = succeeds(other.path(), &["import", zip.to_str().unwrap(), "--publish"]);
    assert!(said.starts_with("2 new, 0 changed"), "{said}");
    let lines = |it: &Path| {
        let text = succeeds(it, &["export", "--out", "-", "--format", "jsonl"]);
        // In which order articles stand is not part of what they say.
        text.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(lines(folder.path()), lines(other.path()));
}

#[test]
fn a_dry_run_says_what_would_happen_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("faq.csv"), QUESTIONS).unwrap();
    for _ in 0..2 {
        let said = succeeds(folder.path(), &["import", "faq.csv", "--dry-run"]);
        assert!(said.starts_with("Would be 2 new"), "{said}");
    }
}

#[test]
fn what_cannot_be_done_is_said_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let said = fails(folder.path(), &["ask", "Wo?"]);
    assert!(said.contains("there is no database at `lotse.db`"), "{said}");
    assert!(!folder.path().join("lotse.db").exists());
    let said = fails(folder.path(), &["import", "gone.csv"]);
    assert!(said.contains("`gone.csv` cannot be read"), "{said}");
    std::fs::write(folder.path().join("lotse.toml"), "[server]\nlisten = \"here\"\n").unwrap();
    assert!(fails(folder.path(), &["migrate"]).contains("has no port"));
    let folder = installation();
    assert!(fails(folder.path(), &["ask", "Wo?", "--brand", "nobody"]).contains("there is help"));
}

#[test]
fn the_first_agent_administers_and_an_address_is_taken_once() {
    let folder = tempfile::tempdir().unwrap();
    let add = ["agent", "add", "--email", "ada@example.org", "--name", "Ada"];
    let said = succeeds(folder.path(), &add);
    assert!(said.contains("may sign in as administrator"), "{said}");
    let password = said.split("Password: ").nth(1).unwrap().trim();
    assert!(20 <= password.len(), "{said}");
    assert!(fails(folder.path(), &add).contains("another agent has this address"));
    let said = succeeds(folder.path(), &["agent", "reset", "--email", "ADA@example.org"]);
    let fresh = said.split("Password: ").nth(1).unwrap().trim();
    assert!(20 <= fresh.len() && fresh != password, "{said}");
    let unknown = fails(folder.path(), &["agent", "reset", "--email", "bob@example.org"]);
    assert!(unknown.contains("no agent signs in as bob@example.org"), "{unknown}");
    let mut weak = lotse(
        folder.path(),
        &["agent", "add", "--email", "b@example.org", "--name", "B", "--password-stdin"],
    );
    let mut weak = weak.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    weak.stdin.take().unwrap().write_all(b"short\n").unwrap();
    let output = weak.wait_with_output().unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("too weak"));
}

#[test]
fn doctor_finds_nothing_in_a_good_installation_and_something_in_a_bad_one() {
    let folder = installation();
    std::fs::write(folder.path().join("lotse.toml"), "[server]\nlisten = \"127.0.0.1:0\"\n")
        .unwrap();
    let said = succeeds(folder.path(), &["doctor"]);
    assert!(said.contains("Nothing is wrong"), "{said}");
    assert!(said.contains("survives a power cut"), "{said}");
    std::fs::write(folder.path().join("lotse.db"), "this is no database, whatever it says")
        .unwrap();
    let output = run(folder.path(), &["doctor"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("WRONG  The database"));
}

#[test]
fn replay_tells_what_would_be_answered_and_how_much_of_it_wrongly() {
    let folder = installation();
    let questions = r#"{"text":"Wo ist mein Paket?","expected":["wo-ist-mein-paket"],"lang":"de"}

{"text":"Wie lange gilt die Garantie?","expected":["wo-ist-mein-paket"]}
{"text":"Wo ist mein Paket?"}
{"text":"qwrtz","expected":[]}"#;
    std::fs::write(folder.path().join("q.jsonl"), questions).unwrap();
    let replay = ["replay", "q.jsonl", "--locale", "de"];
    let json = [&replay[..], &["--json", "--out", "rows.jsonl"][..]].concat();
    let json: Value = serde_json::from_str(&succeeds(folder.path(), &json)).unwrap();
    assert_eq!((json["questions"].as_u64(), json["unknown"].as_u64()), (Some(4), Some(1)));
    let counts = |name: &str| (json[name]["count"].as_u64(), json[name]["of"].as_u64());
    assert_eq!(counts("answered"), (Some(3), Some(4)), "{json}");
    assert_eq!(counts("wrong"), (Some(1), Some(2)), "{json}");
    let low = json["wrong"]["low"].as_f64().unwrap();
    assert!((0.0945..0.0955).contains(&low), "{low}");
    let rows = std::fs::read_to_string(folder.path().join("rows.jsonl")).unwrap();
    assert_eq!(rows.lines().filter(|it| it.contains("\"right\":false")).count(), 1);
    let told = succeeds(folder.path(), &replay);
    assert!(told.starts_with("questions") && told.contains("75.0 % (3 of 4"), "{told}");
    std::fs::write(folder.path().join("bad.jsonl"), "{\"text\":\"a\"}\n{}").unwrap();
    let said = fails(folder.path(), &["replay", "bad.jsonl"]);
    assert!(said.contains("line 2"), "{said}");
    let said = fails(folder.path(), &["replay", "q.jsonl", "--own", "shop.example"]);
    assert!(said.contains("--own is for mailboxes"), "{said}");
}

/// Five mails: two questions, one of the company, one by a machine, one that thanks.
const MAILBOX: &str = "From ada@example.org Mon May  4 10:15:00 2026
From: Ada <ada@example.org>
Subject: Wo ist mein Paket?
Message-ID: <1@example.org>

Hallo,
meine Nummer ist 0151 2345678.
-- 
Ada

From info@shop.example Mon May  4 10:16:00 2026
From: Shop <info@shop.example>
Subject: Re: Wo ist mein Paket?

Wie lautet die Nummer?

From jan@example.org Mon May  4 10:17:00 2026
From: jan@example.org
Subject: Abwesenheitsnotiz: Paket

Bin weg.

From ada@example.org Mon May  4 10:18:00 2026
From: Ada <ada@example.org>
Subject: Re: Wo ist mein Paket?
In-Reply-To: <2@shop.example>

Danke, es ist da.

From eva@example.org Mon May  4 10:19:00 2026
From: eva@example.org
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Wie lange gilt die Garantie f=FCr die Fassung?
";

#[test]
fn replay_reads_a_mailbox_and_tells_what_it_left_out() {
    let folder = installation();
    // Known by its first line, whatever its name.
    std::fs::write(folder.path().join("Gesendet"), MAILBOX).unwrap();
    let replay = ["replay", "Gesendet", "--locale", "de", "--own", "shop.example"];
    let json = [&replay[..], &["--json", "--out", "rows.jsonl"][..]].concat();
    let json: Value = serde_json::from_str(&succeeds(folder.path(), &json)).unwrap();
    assert_eq!(json["questions"], 2, "{json}");
    assert_eq!(json["mails"]["read"], 5);
    let left_out = serde_json::json!({
        "own": 1, "automatic": 1, "no_question": 1, "empty": 0, "unreadable": 0, "twice": 0
    });
    assert_eq!(json["mails"]["left_out"], left_out);
    assert_eq!((&json["wrong"]["of"], &json["wrong"]["share"]), (&0.into(), &Value::Null));
    assert_eq!(json["estimated_wrong"]["of"], json["answered"]["count"], "{json}");
    assert!((0.0..1.0).contains(&json["estimated_wrong"]["share"].as_f64().unwrap()), "{json}");
    let rows = std::fs::read_to_string(folder.path().join("rows.jsonl")).unwrap();
    let rows: Vec<Value> = rows.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert_eq!(rows[0]["text"], "Wo ist mein Paket?\nmeine Nummer ist [number].");
    assert_eq!(rows[1]["text"], "Wie lange gilt die Garantie für die Fassung?");
    let place = usize::try_from(rows[1]["at"].as_u64().unwrap()).unwrap();
    assert!(MAILBOX.split_at(place).1.starts_with("From eva"), "{place}");
    let told = succeeds(folder.path(), &replay);
    assert!(told.contains("left out, from the company") && told.contains("an estimate"), "{told}");
}

#[test]
fn replay_says_why_a_mailbox_has_no_question() {
    let folder = installation();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("own.mbox", MAILBOX);
    let own = ["--own", "shop.example", "--own", "example.org"];
    let said = fails(folder.path(), &[&["replay", "own.mbox"][..], &own[..]].concat());
    assert!(said.contains("no question in `own.mbox` (5 mails: 5 from the company)"), "{said}");
    write("one.mbox", "Subject: no mailbox\n\nWo?");
    let said = fails(folder.path(), &["replay", "one.mbox"]);
    assert!(said.contains("`one.mbox` is no mailbox"), "{said}");
    write("one.eml", "Subject: no mailbox\n\nWo?");
    let said = fails(folder.path(), &["replay", "one.eml"]);
    assert!(said.contains("`one.eml`, line 1: neither"), "{said}");
}

#[test]
fn thesaurus_says_what_it_found_and_what_it_cannot_read() {
    let folder = installation();
    std::fs::write(folder.path().join("th.dat"), "UTF-8\nLift|1\n-|Aufzug\n").unwrap();
    let said = succeeds(folder.path(), &["thesaurus", "th.dat", "--locale", "de"]);
    assert!(said.starts_with("1 entries read. 0 words"), "{said}");
    std::fs::write(folder.path().join("bad.dat"), "UTF-8\nLift|1\n").unwrap();
    let said = fails(folder.path(), &["thesaurus", "bad.dat", "--locale", "de"]);
    assert!(said.contains("`bad.dat`") && said.contains("line 2"), "{said}");
    let said = fails(folder.path(), &["thesaurus", "th.dat", "--locale", "fr"]);
    assert!(said.contains("not offered"), "{said}");
}

#[test]
fn eval_prints_every_promised_figure_without_a_database() {
    let folder = tempfile::tempdir().unwrap();
    let knowledge = r#"{"id":"a","lang":"en","title":"Where is my parcel?","body":"On its way."}
{"id":"b","lang":"en","title":"How do I pay?","body":"By card."}"#;
    let questions = r#"{"text":"where is my parcel","expected":["a"]}
{"text":"how can I pay","expected":["b"]}
{"text":"qwrtz","expected":[]}"#;
    std::fs::write(folder.path().join("k.jsonl"), knowledge).unwrap();
    std::fs::write(folder.path().join("q.jsonl"), questions).unwrap();
    let eval = ["eval", "--knowledge", "k.jsonl", "--questions", "q.jsonl", "--json"];
    let said = succeeds(folder.path(), &[&eval[..], &["--out", "rows.jsonl"][..]].concat());
    let json: Value = serde_json::from_str(&said).unwrap();
    let names: Vec<&String> = json.as_object().unwrap().keys().collect();
    let expect = [
        "accuracy",
        "auroc_oos",
        "coverage_at_95",
        "ece",
        "index_bytes",
        "latency_ms",
        "mrr",
        "n",
        "peak_rss_mb",
        "promised_95",
        "recall_at_1",
        "recall_at_5",
        "train_ms",
    ];
    assert_eq!(names, expect);
    assert_eq!((json["n"].as_u64(), json["recall_at_1"].as_f64()), (Some(3), Some(1.0)));
    let rows = std::fs::read_to_string(folder.path().join("rows.jsonl")).unwrap();
    assert_eq!(rows.lines().count(), 3);
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 3);
}

#[test]
fn openapi_is_printed_as_json() {
    let folder = tempfile::tempdir().unwrap();
    let json: Value = serde_json::from_str(&succeeds(folder.path(), &["openapi"])).unwrap();
    assert!(json["paths"].as_object().unwrap().keys().any(|it| it.ends_with("/ask")));
}

/// Sends one request and reads the answer to its end.
fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("somebody listens");
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n")
        .expect("the request is taken");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("the answer comes");
    answer
}

/// Tells a program to end, as a supervisor does.
#[cfg(unix)]
fn tell_to_end(program: &std::process::Child) {
    let told = Command::new("kill").args(["-TERM", &program.id().to_string()]).status();
    assert!(told.expect("there is `kill`").success());
}

#[cfg(unix)]
#[test]
fn a_request_that_was_begun_is_finished_after_the_program_is_told_to_end() {
    let folder = installation();
    let mut program = lotse(folder.path(), &["serve", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(program.stdout.take().unwrap()).lines().map(Result::unwrap);
    let line = lines.next().unwrap();
    let address = line.split("http://").nth(1).unwrap().to_owned();
    let body = r#"{"text":"Wo ist mein Paket?"}"#;
    let (first, second) = body.split_at(10);
    let stream = TcpStream::connect(&address).unwrap();
    let mut answer = BufReader::new(stream.try_clone().unwrap()).lines().map(Result::unwrap);
    let mut request = stream;
    write!(
        request,
        "POST /api/v1/ask HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\n\
         expect: 100-continue\r\ncontent-length: {}\r\n\r\n",
        body.len()
    )
    .unwrap();
    assert_eq!(answer.next().unwrap(), "HTTP/1.1 100 Continue");
    request.write_all(first.as_bytes()).unwrap();
    tell_to_end(&program);
    let mut log = BufReader::new(program.stderr.take().unwrap()).lines().map(Result::unwrap);
    assert!(log.any(|it| it.contains("told to end")));
    assert!(TcpStream::connect(&address).is_err(), "nobody new is let in");
    request.write_all(second.as_bytes()).unwrap();
    assert!(answer.any(|it| it.starts_with("HTTP/1.1 200")));
    assert!(answer.any(|it| it.contains("Versandmail")));
    assert!(program.wait().unwrap().success());
}

#[cfg(unix)]
#[test]
fn the_demo_serves_answers_and_ends_in_peace_when_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut demo = lotse(folder.path(), &["demo", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(demo.stdout.take().unwrap()).lines().map(Result::unwrap);
    let line = lines.find(|it| it.starts_with("Help centre")).expect("the address is printed");
    let address = line.split("http://").nth(1).unwrap().trim_end_matches('/').to_owned();
    assert!(get(&address, "/healthz").ends_with("ok"));
    assert!(get(&address, "/readyz").starts_with("HTTP/1.1 200"));
    let page = get(&address, "/de/");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    let metrics = get(&address, "/metrics");
    assert!(metrics.contains("http_request_seconds_bucket"), "{metrics}");
    let line = lines.find(|it| it.starts_with("Shop")).expect("the shop's address is printed");
    let shop = line.split("http://").nth(1).unwrap().split('/').next().unwrap();
    let page = get(shop, "/de/");
    assert!(page.contains(&format!("src=\"http://{address}/w/w.js\"")), "{page}");
    let taken = fails(folder.path(), &["demo", "--dir", "other", "--listen", &address]);
    assert!(taken.contains("is taken by another program"), "{taken}");
    let asked = succeeds(folder.path(), &["ask", "Meine Brille hat keine Gummis mehr", "--json"]);
    let asked: Value = serde_json::from_str(&asked).unwrap();
    assert_eq!(asked["answer"]["title"], "Nasenpads wechseln");
    tell_to_end(&demo);
    assert!(demo.wait().unwrap().success());
    let mut said = String::new();
    demo.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(said.contains("ended"), "{said}");
    assert!(folder.path().join("lotse-demo/index").exists());
}

#[test]
fn a_dictionary_helps_to_take_words_apart_and_is_not_needed() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &[u8]| std::fs::write(folder.path().join(name), text).unwrap();
    // No word here is one that we ship.
    let knowledge = r#"{"id":"a","lang":"de","title":"Quasten","body":"Quasten und Troddeln."}
{"id":"b","lang":"de","title":"Versand","body":"Der Versand ist kostenlos."}"#;
    let questions = r#"{"text":"Samtquastenhalter","expected":["a"]}"#;
    write("k.jsonl", knowledge.as_bytes());
    write("q.jsonl", questions.as_bytes());
    write("de_DE.aff", b"SET ISO8859-1\n");
    write("de_DE.dic", b"3\nQuaste/N\nSamt/S\nHalter/S\n");
    let eval = ["eval", "--knowledge", "k.jsonl", "--questions", "q.jsonl", "--out", "rows.jsonl"];
    let reasons = |more: &[&str]| {
        succeeds(folder.path(), &[&eval[..], more].concat());
        std::fs::read_to_string(folder.path().join("rows.jsonl")).unwrap()
    };
    assert_ne!(reasons(&["--dictionaries", "."]), reasons(&[]));
    assert_eq!(reasons(&["--dictionaries", "nowhere"]), reasons(&[]));
}

#[cfg(not(feature = "encoder"))]
#[test]
fn a_program_without_encoders_says_which_has_them_and_does_not_start() {
    let folder = installation();
    std::fs::write(folder.path().join("lotse.toml"), "[encoder]\nfolder = \"model\"\n")
        .expect("it can be written");
    for command in [&["serve", "--listen", "127.0.0.1:0"][..], &["ask", "Wo ist mein Paket?"]] {
        let said = fails(folder.path(), command);
        assert!(said.contains("`model`") && said.contains("--features encoder"), "{said}");
    }
    let output = run(folder.path(), &["doctor"]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        !output.status.success() && said.contains("WRONG  The encoder cannot be used"),
        "{said}"
    );
    succeeds(folder.path(), &["export", "--out", "all.zip"]);
}
