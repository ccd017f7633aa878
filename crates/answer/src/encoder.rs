//! An encoder from a local folder: a static model (model2vec) or one of the BERT family, with its
//! tensors as safetensors and its tokenizer. Nothing is ever fetched.

mod bert;
mod folder;
mod table;

use std::fmt;
use std::path::Path;

use serde_json::Value;
use tokenizers::{Tokenizer, TruncationParams};

use crate::encode::{Encode, NotEncoded};
use bert::Bert;
pub use folder::EncoderError;
use folder::Folder;
use table::Table;

/// Tokens of a text that are read; the texts the engine makes vectors of are shorter.
const TOKENS: usize = 256;

/// A model that turns texts into vectors.
pub struct Encoder {
    tokenizer: Tokenizer,
    model: Model,
    mark: String,
    /// What the model wants to see before a question and before a text.
    before: Prompts,
}

enum Model {
    Table(Table),
    Bert(Box<Bert>),
}

/// Some models want to be told what a text is.
#[derive(Default)]
struct Prompts {
    question: String,
    passage: String,
}

impl Encoder {
    /// Loads the model of a folder; takes seconds where it is large.
    ///
    /// # Errors
    /// Says which file is missing or not as it should be, and what would do.
    pub fn open(folder: &Path) -> Result<Self, EncoderError> {
        let folder = Folder::of(folder)?;
        let config = folder.json("config.json")?;
        let kind = config.get("model_type").and_then(Value::as_str);
        let mut tokenizer = folder.tokenizer()?;
        let tensors = folder.bytes(folder::TENSORS)?;
        let model = match kind {
            Some("bert" | "xlm-roberta" | "roberta" | "distilbert") => {
                Model::Bert(Box::new(Bert::read(&folder, &config, &tensors, &tokenizer)?))
            }
            None | Some("model2vec") => Model::Table(Table::read(&folder, &tensors, &tokenizer)?),
            Some(other) => {
                let known = "a static model (model2vec), bert, distilbert, roberta or xlm-roberta";
                let reason = format!("`model_type` is `{other}`, it must be that of {known}");
                return Err(folder.unusable("config.json", reason));
            }
        };
        let longest = match &model {
            Model::Table(_) => TOKENS,
            Model::Bert(bert) => bert.longest(&folder)?.min(TOKENS),
        };
        tokenizer.with_padding(None);
        let truncation = TruncationParams { max_length: longest, ..TruncationParams::default() };
        tokenizer
            .with_truncation(Some(truncation))
            .map_err(|it| folder.unusable(folder::TOKENIZER, it.to_string()))?;
        let mark = folder.mark(&tensors)?;
        Ok(Self { tokenizer, model, mark, before: prompts(&folder)? })
    }

    fn encoded(&self, before: &str, text: &str) -> Result<Vec<f32>, NotEncoded> {
        let failed = |it: tokenizers::Error| NotEncoded(it.to_string());
        let text = [before, text].concat();
        match &self.model {
            Model::Table(table) => {
                let encoding = self.tokenizer.encode_fast(text, false).map_err(failed)?;
                Ok(table.mean(encoding.get_ids()))
            }
            Model::Bert(bert) => {
                let encoding = self.tokenizer.encode_fast(text, true).map_err(failed)?;
                bert.encoded(encoding.get_ids()).map_err(|it| NotEncoded(it.to_string()))
            }
        }
    }
}

impl Encode for Encoder {
    fn mark(&self) -> &str {
        &self.mark
    }

    fn dimension(&self) -> usize {
        match &self.model {
            Model::Table(table) => table.dimension(),
            Model::Bert(bert) => bert.dimension(),
        }
    }

    fn question(&self, text: &str) -> Result<Vec<f32>, NotEncoded> {
        self.encoded(&self.before.question, text)
    }

    fn passages(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, NotEncoded> {
        texts.iter().map(|it| self.encoded(&self.before.passage, it)).collect()
    }
}

impl fmt::Debug for Encoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encoder").field("mark", &self.mark).finish_non_exhaustive()
    }
}

/// What the folder says that stands before texts; nothing where it does not say.
fn prompts(folder: &Folder) -> Result<Prompts, EncoderError> {
    let Some(config) = folder.json_if_there(folder::PROMPTS)? else {
        return Ok(Prompts::default());
    };
    let prompt = |names: &[&str]| {
        let mut found = names.iter().filter_map(|it| config.get("prompts")?.get(it)?.as_str());
        found.next().unwrap_or_default().to_owned()
    };
    Ok(Prompts { question: prompt(&["query"]), passage: prompt(&["passage", "document"]) })
}

/// The vector with length 1; zeros stay.
fn unit(mut vector: Vec<f32>) -> Vec<f32> {
    let length = vector.iter().map(|it| it * it).sum::<f32>().sqrt();
    if 1e-9 < length {
        for it in &mut vector {
            *it /= length;
        }
    }
    vector
}

#[cfg(test)]
mod tests;
