//! The program with a tiny model, written by the test itself.
#![cfg(feature = "encoder")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// What is told when the program fails, else what it says.
fn lotse(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lotse"));
    command.current_dir(folder).args(arguments).env_remove("DATABASE_URL");
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("LOTSE_") {
            command.env_remove(name);
        }
    }
    let output = command.env("LOTSE_DICTIONARIES", "").output().expect("the program starts");
    let told = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it writes UTF-8");
    let out = told(output.stdout);
    if output.status.success() { Ok(out) } else { Err(format!("{out}{}", told(output.stderr))) }
}

/// A static model of three words, of which two mean the same.
fn write_model(folder: &Path) {
    fs::create_dir(folder).expect("a folder can be made");
    let numbers: [f32; 8] = [0.1, 0.1, 1.0, 0.0, 1.0, 0.0, 0.0, 1.0];
    let header = r#"{"embeddings":{"dtype":"F32","shape":[4,2],"data_offsets":[0,32]}}"#;
    let length = u64::try_from(header.len()).expect("it is short").to_le_bytes();
    let numbers: Vec<u8> = numbers.iter().flat_map(|it| it.to_le_bytes()).collect();
    let tokenizer = r#"{
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
        "normalizer": { "type": "Lowercase" }, "pre_tokenizer": { "type": "Whitespace" },
        "post_processor": null, "decoder": null,
        "model": { "type": "WordLevel", "unk_token": "?",
                   "vocab": { "?": 0, "auto": 1, "flitzer": 2, "rechnung": 3 } }
    }"#;
    for (file, bytes) in [
        ("model.safetensors", [&length[..], header.as_bytes(), &numbers].concat()),
        ("tokenizer.json", tokenizer.as_bytes().to_vec()),
        ("config.json", b"{}".to_vec()),
    ] {
        fs::write(folder.join(file), bytes).expect("it can be written");
    }
}

const QUESTIONS: &str = "Frage;Antwort\n\
    Wo parke ich mein Auto?;Hinter dem Haus ist Platz.\n\
    Wie bekomme ich eine Rechnung?;Sie liegt im Konto.\n";

#[test]
fn a_model_in_a_folder_finds_what_no_word_finds_and_doctor_says_how_far_it_is() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let folder = folder.path();
    fs::write(folder.join("faq.csv"), QUESTIONS).expect("it can be written");
    let import = ["import", "faq.csv", "--publish", "--locale", "de"];
    let map = ["--map", "question=Frage", "--map", "answer=Antwort"];
    lotse(folder, &[&import[..], &map[..]].concat()).expect("it imports");
    let ask = || lotse(folder, &["ask", "Flitzer", "--locale", "de"]).expect("it answers");
    assert!(!ask().contains("Wo parke ich mein Auto?"));
    write_model(&folder.join("model"));
    fs::write(folder.join("lotse.toml"), "[encoder]\nfolder = \"model\"\nbudget_ms = 10000\n")
        .expect("it can be written");
    let doctor = || lotse(folder, &["doctor"]).expect("nothing is wrong");
    let told = doctor();
    assert!(told.contains("vectors of 2 numbers; 2 of 2 texts wait"), "{told}");
    let told = ask();
    assert!(told.contains("Wo parke ich mein Auto?") && told.contains("means about"), "{told}");
    let told = doctor();
    assert!(told.contains("vectors of 2 numbers; all 2 texts have theirs"), "{told}");
    fs::remove_file(folder.join("model/tokenizer.json")).expect("it can be removed");
    let told = lotse(folder, &["doctor"]).expect_err("something is wrong");
    assert!(told.contains("tokenizer.json cannot be read"), "{told}");
    let told = lotse(folder, &["serve", "--listen", "127.0.0.1:0"]).expect_err("it is refused");
    assert!(told.contains("tokenizer.json cannot be read"), "{told}");
}
