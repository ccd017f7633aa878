//! Tiny models, written by the tests themselves.

mod by_hand;
mod models;

use std::fs;
use std::path::Path;

use super::*;
use models::{Shape, bert, distilbert, fixed, roberta, write};

fn open(folder: &Path) -> Encoder {
    Encoder::open(folder).unwrap_or_else(|it| panic!("{it}"))
}

#[track_caller]
fn refused(folder: &Path, reason: &str) {
    let error = Encoder::open(folder).expect_err("the folder is no model").to_string();
    assert!(error.contains(reason), "{error}");
    assert!(error.contains(&folder.display().to_string()), "it says where: {error}");
}

fn near(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[track_caller]
fn same(a: &[f32], b: &[f32]) {
    assert_eq!(a.len(), b.len());
    let far = a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    assert!(far < 1e-5, "{a:?}\n{b:?}");
}

#[test]
fn a_static_model_knows_that_two_words_mean_the_same() {
    let folder = tempfile::tempdir().unwrap();
    fixed(folder.path());
    let encoder = open(folder.path());
    assert_eq!(encoder.dimension(), 4);
    let question = encoder.question("Mein Flitzer!").unwrap();
    let texts = encoder.passages(&["mein Auto", "die Rechnung", "", "nie gehört"]).unwrap();
    assert!(0.99 < near(&question, &texts[0]), "{question:?} {texts:?}");
    assert!(near(&question, &texts[1]) < 0.5);
    assert!((near(&question, &question) - 1.0).abs() < 1e-5, "its length is 1");
    assert_eq!(texts[2], [0.0; 4], "a text without a word it knows is near to nothing");
    assert_eq!(texts[3], [0.0; 4]);
}

#[test]
fn tokens_may_share_vectors_and_count_differently() {
    let folder = tempfile::tempdir().unwrap();
    fixed(folder.path());
    let rows: Vec<u32> = (0..models::count()).map(|it| u32::from(it == 3)).collect();
    let weights: Vec<f32> =
        (0..models::count()).map(|it| if it == 3 { 3.0 } else { 1.0 }).collect();
    let tensors = [
        ("embeddings", Shape(vec![2, 2]), vec![1.0, 0.0, 0.0, 1.0]),
        ("weights", Shape(vec![models::count()]), weights),
    ];
    write(folder.path(), &tensors, &[("mapping", rows)]);
    let vector = open(folder.path()).question("flitzer auto").unwrap();
    let length = 10.0_f32.sqrt();
    same(&vector, &[1.0 / length, 3.0 / length]);
}

#[test]
fn half_numbers_are_read_like_whole_ones() {
    let folder = tempfile::tempdir().unwrap();
    fixed(folder.path());
    let whole = open(folder.path()).question("auto rechnung").unwrap();
    models::halve(folder.path());
    same(&open(folder.path()).question("auto rechnung").unwrap(), &whole);
}

#[test]
fn a_static_model_may_lie_in_a_folder_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let nested = folder.path().join("0_StaticEmbedding");
    fs::create_dir(&nested).unwrap();
    fixed(&nested);
    fs::rename(nested.join("config.json"), folder.path().join("config.json")).unwrap();
    assert_eq!(open(folder.path()).dimension(), 4);
}

#[test]
fn models_of_the_family_are_computed_as_by_hand() {
    for make in [bert, roberta, distilbert] {
        let folder = tempfile::tempdir().unwrap();
        make(folder.path());
        let encoder = open(folder.path());
        assert_eq!(encoder.dimension(), 8);
        for text in ["auto", "mein flitzer ist kaputt", "unbekannt ist die rechnung"] {
            same(&encoder.question(text).unwrap(), &by_hand::vector(folder.path(), text, false));
        }
    }
}

#[test]
fn the_first_token_stands_for_the_text_where_the_model_says_so() {
    let folder = tempfile::tempdir().unwrap();
    bert(folder.path());
    let mean = open(folder.path()).question("mein auto").unwrap();
    fs::create_dir(folder.path().join("1_Pooling")).unwrap();
    let pooling = folder.path().join("1_Pooling/config.json");
    fs::write(&pooling, r#"{"pooling_mode_cls_token": true}"#).unwrap();
    let first = open(folder.path()).question("mein auto").unwrap();
    same(&first, &by_hand::vector(folder.path(), "mein auto", true));
    assert_ne!(first, mean);
    fs::write(&pooling, r#"{"pooling_mode_max_tokens": true}"#).unwrap();
    refused(folder.path(), "pooling_mode_mean_tokens");
}

#[test]
fn a_long_text_is_read_as_far_as_the_model_can() {
    let folder = tempfile::tempdir().unwrap();
    bert(folder.path());
    let encoder = open(folder.path());
    let long = encoder.question(&"auto ".repeat(500)).unwrap();
    same(&long, &encoder.question(&"auto ".repeat(400)).unwrap());
}

#[test]
fn a_model_is_told_what_a_text_is_where_it_wants_to_know() {
    let folder = tempfile::tempdir().unwrap();
    fixed(folder.path());
    let plain = open(folder.path());
    let prompts = r#"{"prompts": {"query": "mein ", "document": "rechnung "}}"#;
    fs::write(folder.path().join("config_sentence_transformers.json"), prompts).unwrap();
    let told = open(folder.path());
    same(&told.question("auto").unwrap(), &plain.question("mein auto").unwrap());
    let texts = told.passages(&["auto"]).unwrap();
    same(&texts[0], &plain.question("rechnung auto").unwrap());
    assert_ne!(told.mark(), plain.mark(), "its vectors are others");
}

#[test]
fn every_file_that_changes_vectors_changes_the_mark() {
    let folder = tempfile::tempdir().unwrap();
    bert(folder.path());
    let mark = open(folder.path()).mark().to_owned();
    assert_eq!(open(folder.path()).mark(), mark);
    for file in ["config.json", "tokenizer.json"] {
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{text} ")).unwrap();
        assert_ne!(open(folder.path()).mark(), mark, "{file}");
        fs::write(&path, text).unwrap();
    }
    let other = tempfile::tempdir().unwrap();
    roberta(other.path());
    assert_ne!(open(other.path()).mark(), mark);
    assert_eq!(open(folder.path()).mark(), mark);
}

#[test]
fn a_folder_that_is_no_model_is_refused_with_the_file_and_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    refused(&path.join("nowhere"), "has config.json, tokenizer.json and model.safetensors");
    for file in ["config.json", "tokenizer.json", "model.safetensors"] {
        fixed(path);
        fs::remove_file(path.join(file)).unwrap();
        refused(path, &format!("{file} cannot be read"));
    }
    fixed(path);
    for (file, reason) in [
        ("config.json", "it is no JSON"),
        ("tokenizer.json", "it is no tokenizer"),
        ("model.safetensors", "is not usable"),
    ] {
        let before = fs::read(path.join(file)).unwrap();
        fs::write(path.join(file), "no").unwrap();
        refused(path, reason);
        fs::write(path.join(file), before).unwrap();
    }
    fs::write(path.join("config.json"), r#"{"model_type": "t5"}"#).unwrap();
    refused(path, "`model_type` is `t5`");
    fs::write(path.join("config.json"), "{}").unwrap();
    fs::write(path.join("modules.json"), r#"[{"type": "a.models.Dense"}]"#).unwrap();
    refused(path, "needs a layer `Dense`");
}

#[test]
fn a_table_that_does_not_fit_its_tokenizer_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fixed(path);
    write(path, &[("embeddings", Shape(vec![2, 2]), vec![0.0; 4])], &[]);
    refused(path, "tokens and model.safetensors vectors for 2");
    let all = models::count();
    write(path, &[("other", Shape(vec![all, 2]), vec![0.0; all * 2])], &[]);
    refused(path, "no tensor `embeddings`");
    write(path, &[("embeddings", Shape(vec![all]), vec![0.0; all])], &[]);
    refused(path, "has 1 dimensions, not 2");
    let table = ("embeddings", Shape(vec![1, 2]), vec![0.0; 2]);
    write(path, &[table], &[("mapping", vec![1; all])]);
    refused(path, "`mapping` names rows");
}

#[test]
fn a_model_that_does_not_fit_its_config_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    for (before, after, reason) in [
        ("\"hidden_size\": 8", "\"hidden_size\": 16", "config.json says 16"),
        ("\"hidden_size\": 8", "\"hidden_size\": 0", "`hidden_size` must be a number from 1"),
        ("\"num_attention_heads\": 2", "\"num_attention_heads\": 3", "cannot be shared by 3 heads"),
        ("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3", "encoder.layer.2"),
        ("\"intermediate_size\": 12", "\"intermediate_size\": 13", "shape mismatch"),
        ("\"gelu\"", "\"silu\"", "`silu` is no activation"),
    ] {
        bert(path);
        let config = fs::read_to_string(path.join("config.json")).unwrap();
        assert!(config.contains(before), "{config}");
        fs::write(path.join("config.json"), config.replace(before, after)).unwrap();
        refused(path, reason);
    }
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    fixed(folder.path());
    let file = fs::File::create(folder.path().join("model.safetensors")).unwrap();
    // A file with a hole takes no room.
    file.set_len((2 << 30) + 1).unwrap();
    refused(folder.path(), "larger than 2048 MB");
}
