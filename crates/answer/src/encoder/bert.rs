//! A model of the BERT family: tokens look at each other in layers; a text is the mean of its tokens
//! or its first one.

use candle_core::{D, DType, Device, Module, Tensor};
use candle_nn::{LayerNorm, Linear, VarBuilder, layer_norm, linear, ops::softmax_last_dim};
use serde_json::Value;
use tokenizers::Tokenizer;

use super::folder::{EncoderError, Folder, POOLING, TENSORS};
use super::unit;

/// Larger numbers in a config are a mistake.
const MOST_LAYERS: usize = 64;
const MOST_NUMBERS: usize = 8_192;

/// The model.
pub(super) struct Bert {
    words: Tensor,
    positions: Tensor,
    /// What all tokens of a first text get, where the model knows several kinds.
    kind: Option<Tensor>,
    norm: LayerNorm,
    layers: Vec<Layer>,
    /// Where positions begin: some models keep the first ones for padding.
    first_position: usize,
    takes_first: bool,
}

struct Layer {
    query: Linear,
    key: Linear,
    value: Linear,
    out: Linear,
    after_looking: LayerNorm,
    wide: Linear,
    narrow: Linear,
    after_thinking: LayerNorm,
    heads: usize,
    activation: Activation,
}

#[derive(Clone, Copy)]
enum Activation {
    Gelu,
    GeluByTanh,
    Relu,
}

/// How a member of the family calls its parts.
struct Names {
    /// Before all others, where the model has a task on top.
    prefix: &'static str,
    layers: &'static str,
    query: &'static str,
    key: &'static str,
    value: &'static str,
    out: &'static str,
    after_looking: &'static str,
    wide: &'static str,
    narrow: &'static str,
    after_thinking: &'static str,
}

const BERT: Names = Names {
    prefix: "bert",
    layers: "encoder.layer",
    query: "attention.self.query",
    key: "attention.self.key",
    value: "attention.self.value",
    out: "attention.output.dense",
    after_looking: "attention.output.LayerNorm",
    wide: "intermediate.dense",
    narrow: "output.dense",
    after_thinking: "output.LayerNorm",
};

const ROBERTA: Names = Names { prefix: "roberta", ..BERT };

const DISTILBERT: Names = Names {
    prefix: "distilbert",
    layers: "transformer.layer",
    query: "attention.q_lin",
    key: "attention.k_lin",
    value: "attention.v_lin",
    out: "attention.out_lin",
    after_looking: "sa_layer_norm",
    wide: "ffn.lin1",
    narrow: "ffn.lin2",
    after_thinking: "output_layer_norm",
};

/// What a config says of the size of a model.
struct Sizes {
    hidden: usize,
    layers: usize,
    heads: usize,
    wide: usize,
    epsilon: f64,
    activation: Activation,
}

impl Sizes {
    /// The reason is a part of a sentence.
    fn read(config: &Value) -> Result<Self, String> {
        let number = |names: [&str; 2], most: usize| {
            let [name, _] = names;
            let found = names.iter().find_map(|it| config.get(it)?.as_u64());
            let found = found.and_then(|it| usize::try_from(it).ok());
            let fits = found.filter(|it| (1..=most).contains(it));
            fits.ok_or_else(|| format!("`{name}` must be a number from 1 to {most}"))
        };
        let hidden = number(["hidden_size", "dim"], MOST_NUMBERS)?;
        let heads = number(["num_attention_heads", "n_heads"], MOST_NUMBERS)?;
        if !hidden.is_multiple_of(heads) {
            return Err(format!("{hidden} numbers cannot be shared by {heads} heads"));
        }
        let activation =
            ["hidden_act", "activation"].iter().find_map(|it| config.get(it)?.as_str());
        let activation = match activation {
            None | Some("gelu") => Activation::Gelu,
            Some("gelu_new" | "gelu_pytorch_tanh") => Activation::GeluByTanh,
            Some("relu") => Activation::Relu,
            Some(other) => return Err(format!("`{other}` is no activation known here")),
        };
        Ok(Self {
            hidden,
            heads,
            layers: number(["num_hidden_layers", "n_layers"], MOST_LAYERS)?,
            wide: number(["intermediate_size", "hidden_dim"], MOST_NUMBERS * 4)?,
            epsilon: config.get("layer_norm_eps").and_then(Value::as_f64).unwrap_or(1e-12),
            activation,
        })
    }
}

impl Bert {
    pub(super) fn read(
        folder: &Folder,
        config: &Value,
        tensors: &[u8],
        tokenizer: &Tokenizer,
    ) -> Result<Self, EncoderError> {
        let sizes = Sizes::read(config).map_err(|it| folder.unusable("config.json", it))?;
        let kind = config.get("model_type").and_then(Value::as_str).unwrap_or_default();
        let (names, first_position) = match kind {
            "distilbert" => (DISTILBERT, 0),
            "bert" => (BERT, 0),
            _ => {
                let padding = config.get("pad_token_id").and_then(Value::as_u64).unwrap_or(1);
                (ROBERTA, usize::try_from(padding).unwrap_or(1).min(MOST_NUMBERS) + 1)
            }
        };
        let takes_first = takes_first(folder)?;
        let read = Self::of_tensors(&sizes, &names, tensors);
        let mut bert = read.map_err(|it| folder.unusable(TENSORS, reason_of(&it)))?;
        bert.takes_first = takes_first;
        bert.first_position = first_position;
        folder.check_tokens(tokenizer, bert.words.dim(0).unwrap_or_default())?;
        Ok(bert)
    }

    fn of_tensors(sizes: &Sizes, names: &Names, tensors: &[u8]) -> candle_core::Result<Self> {
        let all = VarBuilder::from_slice_safetensors(tensors, DType::F32, &Device::Cpu)?;
        let is_plain = all.contains_tensor("embeddings.word_embeddings.weight");
        let all = if is_plain { all } else { all.pp(names.prefix) };
        let embeddings = all.pp("embeddings");
        let table = |name: &str| {
            let table = embeddings.pp(name).get_unchecked("weight")?;
            let (_, width) = table.dims2()?;
            if width == sizes.hidden {
                Ok(table)
            } else {
                let hidden = sizes.hidden;
                candle_core::bail!(
                    "`{name}` has {width} numbers per row, config.json says {hidden}"
                )
            }
        };
        let has_kinds = embeddings.contains_tensor("token_type_embeddings.weight");
        let kind =
            if has_kinds { Some(table("token_type_embeddings")?.narrow(0, 0, 1)?) } else { None };
        let layers = all.pp(names.layers);
        let layers = (0..sizes.layers).map(|at| Layer::read(sizes, names, &layers.pp(at)));
        Ok(Self {
            words: table("word_embeddings")?,
            positions: table("position_embeddings")?,
            kind,
            norm: layer_norm(sizes.hidden, sizes.epsilon, embeddings.pp("LayerNorm"))?,
            layers: layers.collect::<candle_core::Result<_>>()?,
            first_position: 0,
            takes_first: false,
        })
    }

    pub(super) fn dimension(&self) -> usize {
        self.words.dim(D::Minus1).unwrap_or_default()
    }

    /// How many tokens it can read.
    pub(super) fn longest(&self, folder: &Folder) -> Result<usize, EncoderError> {
        let positions =
            self.positions.dim(0).unwrap_or_default().saturating_sub(self.first_position);
        let said = folder.json_if_there("sentence_bert_config.json")?;
        let said = said.and_then(|it| it.get("max_seq_length")?.as_u64());
        let said = said.and_then(|it| usize::try_from(it).ok()).unwrap_or(usize::MAX);
        let longest = positions.min(said);
        if longest < 3 {
            return Err(folder.unusable(TENSORS, "it has positions for fewer than three tokens"));
        }
        Ok(longest)
    }

    /// The vector of a text, with length 1. Each text is read alone, so that its vector does not depend
    /// on what it is read with.
    pub(super) fn encoded(&self, tokens: &[u32]) -> candle_core::Result<Vec<f32>> {
        if tokens.is_empty() {
            return Ok(vec![0.0; self.dimension()]);
        }
        let tokens = Tensor::new(tokens, &Device::Cpu)?;
        let count = tokens.dim(0)?;
        let mut text = self.words.index_select(&tokens, 0)?;
        text = (text + self.positions.narrow(0, self.first_position, count)?)?;
        if let Some(kind) = &self.kind {
            text = text.broadcast_add(kind)?;
        }
        text = self.norm.forward(&text)?;
        for layer in &self.layers {
            text = layer.forward(&text)?;
        }
        let vector = if self.takes_first { text.get(0)? } else { text.mean(0)? };
        Ok(unit(vector.to_vec1()?))
    }
}

impl Layer {
    fn read(sizes: &Sizes, names: &Names, from: &VarBuilder<'_>) -> candle_core::Result<Self> {
        let same = |name: &str| linear(sizes.hidden, sizes.hidden, from.pp(name));
        let norm = |name: &str| layer_norm(sizes.hidden, sizes.epsilon, from.pp(name));
        Ok(Self {
            query: same(names.query)?,
            key: same(names.key)?,
            value: same(names.value)?,
            out: same(names.out)?,
            after_looking: norm(names.after_looking)?,
            wide: linear(sizes.hidden, sizes.wide, from.pp(names.wide))?,
            narrow: linear(sizes.wide, sizes.hidden, from.pp(names.narrow))?,
            after_thinking: norm(names.after_thinking)?,
            heads: sizes.heads,
            activation: sizes.activation,
        })
    }

    fn forward(&self, text: &Tensor) -> candle_core::Result<Tensor> {
        let text = self.after_looking.forward(&(self.looked(text)? + text)?)?;
        let wide = self.wide.forward(&text)?;
        let wide = match self.activation {
            Activation::Gelu => wide.gelu_erf()?,
            Activation::GeluByTanh => wide.gelu()?,
            Activation::Relu => wide.relu()?,
        };
        self.after_thinking.forward(&(self.narrow.forward(&wide)? + text)?)
    }

    /// What each token takes from the others.
    fn looked(&self, text: &Tensor) -> candle_core::Result<Tensor> {
        let (count, hidden) = text.dims2()?;
        let size = hidden / self.heads;
        let by_head = |part: &Linear| {
            let part = part.forward(text)?.reshape((count, self.heads, size))?;
            part.transpose(0, 1)?.contiguous()
        };
        let (query, key, value) =
            (by_head(&self.query)?, by_head(&self.key)?, by_head(&self.value)?);
        #[expect(clippy::cast_precision_loss, reason = "a few hundred at most")]
        let scale = 1.0 / (size as f64).sqrt();
        let alike = (query.matmul(&key.transpose(1, 2)?.contiguous()?)? * scale)?;
        let taken = softmax_last_dim(&alike)?.matmul(&value)?;
        let taken = taken.transpose(0, 1)?.contiguous()?.reshape((count, hidden))?;
        self.out.forward(&taken)
    }
}

/// Whether the vector of a text is that of its first token; else it is the mean of all.
fn takes_first(folder: &Folder) -> Result<bool, EncoderError> {
    let Some(config) = folder.json_if_there(POOLING)? else { return Ok(false) };
    let is = |name: &str| config.get(name).and_then(Value::as_bool).unwrap_or_default();
    match (is("pooling_mode_cls_token"), is("pooling_mode_mean_tokens")) {
        (true, false) => Ok(true),
        (false, true) => Ok(false),
        _ => Err(folder.unusable(
            POOLING,
            "either `pooling_mode_mean_tokens` or `pooling_mode_cls_token` must be true",
        )),
    }
}

/// What went wrong, without the trace of calls.
fn reason_of(error: &candle_core::Error) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}
