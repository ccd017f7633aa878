//! A fresh installation takes in real knowledge nobody here wrote, and is asked about it.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The program in a folder of its own, without the settings of whoever runs the tests.
#[track_caller]
fn lotse(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lotse"));
    command.current_dir(folder).args(arguments).env_remove("DATABASE_URL");
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("LOTSE_") {
            command.env_remove(name);
        }
    }
    let output = command.output().expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).expect("it writes UTF-8")
}

fn fixture(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/import").join(name);
    path.to_str().expect("the path is UTF-8").to_owned()
}

/// A fresh installation that has taken in `from`, live at once.
fn installation(from: &str, expect: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let import = ["import", &fixture(from), "--publish", "--locale", "en"];
    let said = lotse(folder.path(), &import);
    assert!(said.starts_with(expect), "{said}");
    folder
}

fn ask(folder: &Path, question: &str) -> Value {
    let said = lotse(folder, &["ask", question, "--locale", "en", "--json"]);
    serde_json::from_str(&said).expect("it prints JSON")
}

/// Lotse commits itself to this article as the answer.
#[track_caller]
fn check(folder: &Path, question: &str, title: &str, text: &str) {
    let json = ask(folder, question);
    let of = |name: &str| {
        json.pointer(&format!("/answer/{name}")).and_then(Value::as_str).unwrap_or_default()
    };
    assert_eq!(of("title"), title, "{question}: {json}");
    assert!(of("text").contains(text), "{question}: {json}");
    assert!(of("url").starts_with("/en/a/"), "{json}");
}

/// Lotse does not claim to know.
#[track_caller]
fn check_unsure(folder: &Path, question: &str) {
    let json = ask(folder, question);
    assert_eq!(json.get("answer"), Some(&Value::Null), "{question}: {json}");
}

#[test]
fn a_real_faq_page_answers_questions_asked_in_other_words() {
    let folder = installation("html-faq/faq.html", "10 new, 0 changed");
    for (question, title, text) in [
        ("is there a manual page for rg?", "Does ripgrep have a man page?", "man"),
        ("search inside gzip compressed files", "How do I search compressed files?", "compressed"),
        ("under which licence is it published", "How is ripgrep licensed?", "MIT"),
    ] {
        check(folder.path(), question, title, text);
    }
    check_unsure(folder.path(), "how can I donate to the developer");
}

#[test]
fn a_real_folder_of_documentation_answers_questions_asked_in_other_words() {
    let folder = installation("markdown-docs", "9 new, 0 changed");
    for (question, title, text) in [
        ("how do I get my site deployed", "Deploy your site", ""),
        ("translate the docs into French", "Translate your site", "French"),
        ("where do I write a new blog post", "Create a Blog Post", "blog"),
    ] {
        check(folder.path(), question, title, text);
    }
    check_unsure(folder.path(), "what does the enterprise plan cost per month");
}
