//! The files of a model's folder.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use serde_json::Value;
use sha2::{Digest, Sha256};
use tokenizers::Tokenizer;

/// The tensors.
pub(super) const TENSORS: &str = "model.safetensors";
/// What cuts texts into tokens.
pub(super) const TOKENIZER: &str = "tokenizer.json";
/// What stands before texts, if anything does.
pub(super) const PROMPTS: &str = "config_sentence_transformers.json";
/// How the vectors of tokens become one.
pub(super) const POOLING: &str = "1_Pooling/config.json";
/// What a text goes through.
const MODULES: &str = "modules.json";
/// Where some static models keep their table and tokenizer.
const STATIC: &str = "0_StaticEmbedding";
/// Larger models are too slow for answers anyway, and would be read into memory.
const LARGEST_BYTES: u64 = 2 << 30;
/// Of all other files.
const LARGEST_TEXT_BYTES: u64 = 256 << 20;
/// Grows when the same files give other vectors than before.
const VERSION: &str = "1";

/// Why a folder is no encoder.
#[derive(Debug, thiserror::Error)]
pub enum EncoderError {
    /// A file cannot be read.
    #[error(
        "{} cannot be read; the folder of a model has config.json, tokenizer.json and \
         model.safetensors", .file.display()
    )]
    Unreadable {
        /// Which.
        file: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A file is not as it should be.
    #[error("{} is not usable: {reason}", .file.display())]
    Unusable {
        /// Which.
        file: PathBuf,
        /// What is wrong with it, and what would do.
        reason: String,
    },
}

/// A folder with a model.
pub(super) struct Folder {
    root: PathBuf,
    /// Where the tensors and the tokenizer are.
    inner: PathBuf,
}

impl Folder {
    /// The folder, if what its model does with a text is known here.
    pub(super) fn of(root: &Path) -> Result<Self, EncoderError> {
        let nested = root.join(STATIC);
        let inner = if nested.join(TENSORS).is_file() { nested } else { root.to_owned() };
        let folder = Self { root: root.to_owned(), inner };
        let Some(modules) = folder.json_if_there(MODULES)? else { return Ok(folder) };
        for module in modules.as_array().into_iter().flatten() {
            let kind = module.get("type").and_then(Value::as_str).unwrap_or_default();
            let kind = kind.rsplit('.').next().unwrap_or_default();
            if !["Transformer", "Pooling", "Normalize", "StaticEmbedding"].contains(&kind) {
                let reason = format!("the model needs a layer `{kind}`, which is not known here");
                return Err(folder.unusable(MODULES, reason));
            }
        }
        Ok(folder)
    }

    fn path(&self, file: &str) -> PathBuf {
        let is_inner = [TENSORS, TOKENIZER].contains(&file);
        if is_inner { self.inner.join(file) } else { self.root.join(file) }
    }

    pub(super) fn unusable(&self, file: &str, reason: impl Into<String>) -> EncoderError {
        EncoderError::Unusable { file: self.path(file), reason: reason.into() }
    }

    pub(super) fn bytes(&self, file: &str) -> Result<Vec<u8>, EncoderError> {
        let path = self.path(file);
        let largest = if file == TENSORS { LARGEST_BYTES } else { LARGEST_TEXT_BYTES };
        let size = fs::metadata(&path).map(|it| it.len());
        let read =
            size.and_then(|it| if largest < it { Ok(None) } else { fs::read(&path).map(Some) });
        match read {
            Ok(Some(bytes)) => Ok(bytes),
            Ok(None) => {
                let reason =
                    format!("it is larger than {} MB; take a smaller model", largest >> 20);
                Err(self.unusable(file, reason))
            }
            Err(source) => Err(EncoderError::Unreadable { file: path, source }),
        }
    }

    pub(super) fn json(&self, file: &str) -> Result<Value, EncoderError> {
        let bytes = self.bytes(file)?;
        serde_json::from_slice(&bytes)
            .map_err(|it| self.unusable(file, format!("it is no JSON ({it})")))
    }

    pub(super) fn json_if_there(&self, file: &str) -> Result<Option<Value>, EncoderError> {
        if self.path(file).is_file() { self.json(file).map(Some) } else { Ok(None) }
    }

    pub(super) fn tokenizer(&self) -> Result<Tokenizer, EncoderError> {
        let bytes = self.bytes(TOKENIZER)?;
        Tokenizer::from_bytes(bytes)
            .map_err(|it| self.unusable(TOKENIZER, format!("it is no tokenizer ({it})")))
    }

    /// Says that a tokenizer knows more tokens than there are vectors.
    pub(super) fn check_tokens(
        &self,
        tokenizer: &Tokenizer,
        rows: usize,
    ) -> Result<(), EncoderError> {
        let last = tokenizer.get_vocab(true).into_values().max();
        let tokens = last.map_or(0, |it| it as usize + 1);
        if rows < tokens {
            let reason = format!(
                "it has {tokens} tokens and {TENSORS} vectors for {rows}; both must be of one model"
            );
            return Err(self.unusable(TOKENIZER, reason));
        }
        Ok(())
    }

    /// A hash of all files that say what vector a text gets.
    pub(super) fn mark(&self, tensors: &[u8]) -> Result<String, EncoderError> {
        let mut hash = Sha256::new();
        hash.update(VERSION);
        hash.update(Sha256::digest(tensors));
        for file in ["config.json", TOKENIZER, PROMPTS, POOLING, MODULES] {
            if self.path(file).is_file() {
                hash.update(file);
                hash.update(Sha256::digest(self.bytes(file)?));
            }
        }
        Ok(hash.finalize().iter().fold(String::new(), |mut text, byte| {
            // Writing into a text never fails.
            let _ = write!(text, "{byte:02x}");
            text
        }))
    }
}
