//! The vector of a text of a tiny model, computed number by number: what the tensors are multiplied
//! with and in which order is written out here, and nowhere taken from the library.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use candle_core::{Device, safetensors};
use serde_json::Value;

use super::models::WORDS;

type Row = Vec<f64>;

struct Model {
    tensors: HashMap<String, Vec<f64>>,
    config: Value,
}

/// The vector of a text whose words stand between spaces.
pub(super) fn vector(folder: &Path, text: &str, takes_first: bool) -> Vec<f32> {
    let config: Value =
        serde_json::from_str(&fs::read_to_string(folder.join("config.json")).unwrap()).unwrap();
    let tensors = safetensors::load(folder.join("model.safetensors"), &Device::Cpu).unwrap();
    let plain = |name: &str| {
        let prefix = ["roberta.", "distilbert."].into_iter().find_map(|it| name.strip_prefix(it));
        prefix.unwrap_or(name).to_owned()
    };
    let numbers = |it: &candle_core::Tensor| {
        let all: Vec<f32> = it.flatten_all().unwrap().to_vec1().unwrap();
        all.into_iter().map(f64::from).collect()
    };
    let tensors = tensors.iter().map(|(name, it)| (plain(name), numbers(it))).collect();
    let model = Model { tensors, config };
    let place = |word: &str| WORDS.iter().position(|it| *it == word).unwrap_or(WORDS.len() - 1);
    let tokens = ["[CLS]"].into_iter().chain(text.split(' ')).chain(["[SEP]"]).map(place);
    let rows = model.read(&tokens.collect::<Vec<_>>());
    let count = if takes_first { 1 } else { rows.len() };
    let sum = (0..8).map(|at| rows[..count].iter().map(|it| it[at]).sum::<f64>());
    let sum: Row = sum.collect();
    let length = sum.iter().map(|it| it * it).sum::<f64>().sqrt();
    #[expect(clippy::cast_possible_truncation, reason = "compared with such numbers")]
    sum.iter().map(|it| (it / length) as f32).collect()
}

impl Model {
    fn says(&self, name: &str) -> &str {
        self.config[name].as_str().unwrap_or_default()
    }

    fn row(&self, name: &str, at: usize) -> &[f64] {
        &self.tensors[&format!("embeddings.{name}_embeddings.weight")][at * 8..at * 8 + 8]
    }

    fn read(&self, tokens: &[usize]) -> Vec<Row> {
        let is_small = self.says("model_type") == "distilbert";
        let first = if self.says("model_type") == "xlm-roberta" { 2 } else { 0 };
        let begun = tokens.iter().enumerate().map(|(at, token)| {
            let (word, place) = (self.row("word", *token), self.row("position", at + first));
            let kind = if is_small { vec![0.0; 8] } else { self.row("token_type", 0).to_vec() };
            let sum: Row = (0..8).map(|it| word[it] + place[it] + kind[it]).collect();
            self.normed("embeddings.LayerNorm", &sum)
        });
        let mut rows: Vec<Row> = begun.collect();
        let layers = self.config["num_hidden_layers"].as_u64().unwrap_or(1);
        for layer in 0..layers {
            rows = self.layer(layer, &rows, is_small);
        }
        rows
    }

    fn layer(&self, layer: u64, rows: &[Row], is_small: bool) -> Vec<Row> {
        let name = |usual: &str, other: &str| {
            let (layers, part) =
                if is_small { ("transformer.layer", other) } else { ("encoder.layer", usual) };
            format!("{layers}.{layer}.{part}")
        };
        let all =
            |name: String| rows.iter().map(|it| self.through(&name, it)).collect::<Vec<Row>>();
        let asks = all(name("attention.self.query", "attention.q_lin"));
        let keys = all(name("attention.self.key", "attention.k_lin"));
        let values = all(name("attention.self.value", "attention.v_lin"));
        let looked = |at: usize| {
            let taken = self.taken(&asks[at], &keys, &values);
            let out = self.through(&name("attention.output.dense", "attention.out_lin"), &taken);
            let sum: Row = out.iter().zip(&rows[at]).map(|(a, b)| a + b).collect();
            let seen = self.normed(&name("attention.output.LayerNorm", "sa_layer_norm"), &sum);
            let wide = self.through(&name("intermediate.dense", "ffn.lin1"), &seen);
            let wide: Row = wide.into_iter().map(|it| self.activated(it)).collect();
            let narrow = self.through(&name("output.dense", "ffn.lin2"), &wide);
            let sum: Row = narrow.iter().zip(&seen).map(|(a, b)| a + b).collect();
            self.normed(&name("output.LayerNorm", "output_layer_norm"), &sum)
        };
        (0..rows.len()).map(looked).collect()
    }

    /// What one token takes from all, head by head.
    fn taken(&self, ask: &Row, keys: &[Row], values: &[Row]) -> Row {
        let heads = self.config["num_attention_heads"].as_u64().unwrap_or(2);
        let size = 8 / usize::try_from(heads).unwrap();
        let mut taken = Row::new();
        for head in 0..8 / size {
            let part = head * size..(head + 1) * size;
            let alike = |key: &Row| -> f64 { part.clone().map(|it| ask[it] * key[it]).sum() };
            let scale = f64::from(u32::try_from(size).unwrap()).sqrt();
            let powers: Row = keys.iter().map(|it| (alike(it) / scale).exp()).collect();
            let sum: f64 = powers.iter().sum();
            for at in part {
                taken.push(powers.iter().zip(values).map(|(it, value)| it / sum * value[at]).sum());
            }
        }
        taken
    }

    fn through(&self, name: &str, row: &[f64]) -> Row {
        let weights = self.tensors[&format!("{name}.weight")].chunks(row.len());
        let bias = &self.tensors[&format!("{name}.bias")];
        let product = |it: &[f64]| it.iter().zip(row).map(|(a, b)| a * b).sum::<f64>();
        weights.zip(bias).map(|(it, bias)| product(it) + bias).collect()
    }

    fn normed(&self, name: &str, row: &[f64]) -> Row {
        let mean = row.iter().sum::<f64>() / 8.0;
        let spread = row.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / 8.0;
        let epsilon = self.config["layer_norm_eps"].as_f64().unwrap_or(1e-12);
        let (weights, bias) =
            (&self.tensors[&format!("{name}.weight")], &self.tensors[&format!("{name}.bias")]);
        let one = |at: usize| (row[at] - mean) / (spread + epsilon).sqrt() * weights[at] + bias[at];
        (0..8).map(one).collect()
    }

    fn activated(&self, it: f64) -> f64 {
        let by_tanh = || {
            let inner = (2.0 / std::f64::consts::PI).sqrt() * (it + 0.044_715 * it.powi(3));
            0.5 * it * (1.0 + inner.tanh())
        };
        match [self.says("hidden_act"), self.says("activation")] {
            ["gelu_new", _] => by_tanh(),
            [_, "relu"] => it.max(0.0),
            _ => 0.5 * it * (1.0 + error_function(it / std::f64::consts::SQRT_2)),
        }
    }
}

/// The error function by its series, which is exact enough for such numbers.
fn error_function(x: f64) -> f64 {
    let mut term = x;
    let mut sum = x;
    for at in 1..200_u32 {
        let at = f64::from(at);
        term *= -x * x / at;
        sum += term / (2.0 * at + 1.0);
    }
    sum * 2.0 / std::f64::consts::PI.sqrt()
}
