//! Writes models of a few words and numbers into a folder.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use candle_core::{DType, Device, Tensor, safetensors};
use serde_json::{Value, json};

/// The words all of them know, each with the token of its place.
pub(super) const WORDS: [&str; 12] = [
    "[PAD]", "[CLS]", "[SEP]", "auto", "flitzer", "rechnung", "mein", "die", "ist", "kaputt", "wo",
    "[UNK]",
];

/// How long each direction of a tensor is.
pub(super) struct Shape(pub(super) Vec<usize>);

/// How many tokens there are.
pub(super) fn count() -> usize {
    WORDS.len()
}

/// Writes the tensors of a model.
pub(super) fn write(folder: &Path, of: &[(&str, Shape, Vec<f32>)], whole: &[(&str, Vec<u32>)]) {
    let tensor = |it: &(&str, Shape, Vec<f32>)| {
        let tensor = Tensor::from_vec(it.2.clone(), it.1.0.clone(), &Device::Cpu).unwrap();
        (it.0.to_owned(), tensor)
    };
    let mut tensors: HashMap<String, Tensor> = of.iter().map(tensor).collect();
    for (name, numbers) in whole {
        tensors.insert((*name).to_owned(), Tensor::new(numbers.as_slice(), &Device::Cpu).unwrap());
    }
    safetensors::save(&tensors, folder.join("model.safetensors")).unwrap();
}

/// Makes all numbers of a model half as long.
pub(super) fn halve(folder: &Path) {
    let path = folder.join("model.safetensors");
    let tensors = safetensors::load(&path, &Device::Cpu).unwrap();
    let half = |(name, it): (String, Tensor)| (name, it.to_dtype(DType::F16).unwrap());
    let tensors: HashMap<String, Tensor> = tensors.into_iter().map(half).collect();
    safetensors::save(&tensors, path).unwrap();
}

/// A static model in which "Flitzer" and "Auto" are the same.
pub(super) fn fixed(folder: &Path) {
    let mut table = vec![0.0; count() * 4];
    for (at, word) in WORDS.iter().enumerate() {
        let meaning = match *word {
            "auto" | "flitzer" => [0.0, 2.0, 0.0, 0.0],
            "rechnung" => [0.0, 0.0, 3.0, 0.0],
            "mein" | "die" => [0.1, 0.0, 0.0, 0.1],
            _ => [1.0, 0.0, 0.0, 0.0],
        };
        table[at * 4..at * 4 + 4].copy_from_slice(&meaning);
    }
    write(folder, &[("embeddings", Shape(vec![count(), 4]), table)], &[]);
    put(folder, "config.json", &json!({ "normalize": true }));
    put(folder, "tokenizer.json", &tokenizer());
}

/// BERT as it is published, without a task on top.
pub(super) fn bert(folder: &Path) {
    let config = json!({
        "model_type": "bert", "hidden_size": 8, "num_hidden_layers": 2, "num_attention_heads": 2,
        "intermediate_size": 12, "hidden_act": "gelu", "layer_norm_eps": 1e-12
    });
    family(folder, &config, ("", "encoder.layer", true, 10));
}

/// Its relative whose positions begin behind the padding, with a task on top.
pub(super) fn roberta(folder: &Path) {
    let config = json!({
        "model_type": "xlm-roberta", "hidden_size": 8, "num_hidden_layers": 2,
        "num_attention_heads": 4, "intermediate_size": 12, "hidden_act": "gelu_new",
        "layer_norm_eps": 1e-5, "pad_token_id": 1
    });
    family(folder, &config, ("roberta.", "encoder.layer", true, 12));
}

/// The small one, which calls its parts otherwise.
pub(super) fn distilbert(folder: &Path) {
    let config = json!({
        "model_type": "distilbert", "dim": 8, "n_layers": 1, "n_heads": 2, "hidden_dim": 12,
        "activation": "relu"
    });
    family(folder, &config, ("distilbert.", "transformer.layer", false, 10));
}

/// Names of the parts of a layer with how many numbers go in and come out; norms have one.
const PARTS: [(&str, &str, &[usize]); 8] = [
    ("attention.self.query", "attention.q_lin", &[8, 8]),
    ("attention.self.key", "attention.k_lin", &[8, 8]),
    ("attention.self.value", "attention.v_lin", &[8, 8]),
    ("attention.output.dense", "attention.out_lin", &[8, 8]),
    ("attention.output.LayerNorm", "sa_layer_norm", &[8]),
    ("intermediate.dense", "ffn.lin1", &[12, 8]),
    ("output.dense", "ffn.lin2", &[8, 12]),
    ("output.LayerNorm", "output_layer_norm", &[8]),
];

fn family(folder: &Path, config: &Value, of: (&'static str, &str, bool, usize)) {
    let (prefix, layers, has_kinds, positions) = of;
    let mut numbers = Numbers(7);
    let mut tensors: Vec<(String, Shape, Vec<f32>)> = Vec::new();
    let mut add = |name: &str, shape: &[usize]| {
        let numbers = numbers.next(shape.iter().product());
        tensors.push((format!("{prefix}{name}"), Shape(shape.to_vec()), numbers));
    };
    add("embeddings.word_embeddings.weight", &[count(), 8]);
    add("embeddings.position_embeddings.weight", &[positions, 8]);
    if has_kinds {
        add("embeddings.token_type_embeddings.weight", &[2, 8]);
    }
    add("embeddings.LayerNorm.weight", &[8]);
    add("embeddings.LayerNorm.bias", &[8]);
    for layer in 0..2 {
        for (usual, other, shape) in PARTS {
            let name = if has_kinds { usual } else { other };
            add(&format!("{layers}.{layer}.{name}.weight"), shape);
            add(&format!("{layers}.{layer}.{name}.bias"), &shape[..1]);
        }
    }
    let tensors = tensors.iter().map(|it| (it.0.as_str(), Shape(it.1.0.clone()), it.2.clone()));
    write(folder, &tensors.collect::<Vec<_>>(), &[]);
    put(folder, "config.json", config);
    put(folder, "tokenizer.json", &tokenizer());
}

/// Numbers without order from -1 to 1, the same each time.
struct Numbers(u32);

impl Numbers {
    #[expect(clippy::cast_precision_loss, reason = "24 bits")]
    fn next(&mut self, count: usize) -> Vec<f32> {
        let mut one = || {
            self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (self.0 >> 8) as f32 / 8_388_608.0 - 1.0
        };
        (0..count).map(|_| one()).collect()
    }
}

fn put(folder: &Path, file: &str, value: &Value) {
    fs::write(folder.join(file), serde_json::to_string_pretty(value).unwrap()).unwrap();
}

/// Words between spaces and signs, whatever their case.
fn tokenizer() -> Value {
    let words: HashMap<&str, usize> = WORDS.iter().copied().zip(0..).collect();
    let special = |token: &str| json!({ "SpecialToken": { "id": token, "type_id": 0 } });
    let text = |name: &str| json!({ "Sequence": { "id": name, "type_id": 0 } });
    let told = |token: &str| json!({ "id": token, "ids": [words[token]], "tokens": [token] });
    json!({
        "version": "1.0",
        "truncation": null,
        "padding": null,
        "added_tokens": [],
        "normalizer": { "type": "Lowercase" },
        "pre_tokenizer": { "type": "Whitespace" },
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [special("[CLS]"), text("A"), special("[SEP]")],
            "pair": [special("[CLS]"), text("A"), special("[SEP]"), text("B"), special("[SEP]")],
            "special_tokens": { "[CLS]": told("[CLS]"), "[SEP]": told("[SEP]") }
        },
        "decoder": null,
        "model": { "type": "WordLevel", "vocab": words, "unk_token": "[UNK]" }
    })
}
