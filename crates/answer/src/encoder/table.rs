//! A static model: a table with a vector for each token; a text is the mean of its tokens.

use candle_core::{DType, Device, Tensor, safetensors};
use tokenizers::Tokenizer;

use super::folder::{EncoderError, Folder, TENSORS};
use super::unit;

/// A table of vectors.
pub(super) struct Table {
    dimension: usize,
    /// Row after row.
    vectors: Vec<f32>,
    /// The row of each token, where tokens share rows.
    rows: Option<Vec<u32>>,
    /// What each token counts, where they do not count the same.
    weights: Option<Vec<f32>>,
    /// The token of what the tokenizer does not know.
    unknown: Option<u32>,
}

impl Table {
    pub(super) fn read(
        folder: &Folder,
        tensors: &[u8],
        tokenizer: &Tokenizer,
    ) -> Result<Self, EncoderError> {
        let unusable = |reason: String| folder.unusable(TENSORS, reason);
        let failed = |it: candle_core::Error| unusable(it.to_string());
        let tensors = safetensors::load_buffer(tensors, &Device::Cpu).map_err(failed)?;
        let table = ["embeddings", "embedding.weight"].into_iter().find_map(|it| tensors.get(it));
        let table = table.ok_or_else(|| {
            unusable("it has no tensor `embeddings`, and config.json names no `model_type`".into())
        })?;
        let &[count, dimension] = table.dims() else {
            return Err(unusable(format!("`embeddings` has {} dimensions, not 2", table.rank())));
        };
        if dimension == 0 {
            return Err(unusable("its vectors are empty".into()));
        }
        let rows = tensors.get("mapping").map(|it| numbers_of::<u32>(it, DType::U32));
        let weights = tensors.get("weights").map(|it| numbers_of::<f32>(it, DType::F32));
        let rows = rows.transpose().map_err(failed)?;
        let weights = weights.transpose().map_err(failed)?;
        let is_beyond = |it: &u32| count <= *it as usize;
        if rows.iter().flatten().any(is_beyond) {
            return Err(unusable(format!(
                "`mapping` names rows that `embeddings` ({count}) has not"
            )));
        }
        folder.check_tokens(tokenizer, rows.as_ref().map_or(count, Vec::len))?;
        if let Some(weights) = &weights {
            folder.check_tokens(tokenizer, weights.len())?;
        }
        let vectors = numbers_of::<f32>(table, DType::F32).map_err(failed)?;
        Ok(Self { dimension, vectors, rows, weights, unknown: unknown_of(tokenizer) })
    }

    pub(super) fn dimension(&self) -> usize {
        self.dimension
    }

    /// The mean of the tokens' vectors, with length 1; zeros where none is known.
    pub(super) fn mean(&self, tokens: &[u32]) -> Vec<f32> {
        let mut sum = vec![0.0; self.dimension];
        for token in tokens.iter().filter(|it| Some(**it) != self.unknown) {
            let at = *token as usize;
            let row = self.rows.as_ref().map_or(Some(*token), |it| it.get(at).copied());
            let weight = self.weights.as_ref().map_or(Some(1.0), |it| it.get(at).copied());
            let vector = row.and_then(|row| {
                let begin = row as usize * self.dimension;
                self.vectors.get(begin..begin + self.dimension)
            });
            // All tokens were counted when the table was read.
            let (Some(vector), Some(weight)) = (vector, weight) else { continue };
            for (sum, number) in sum.iter_mut().zip(vector) {
                *sum += weight * number;
            }
        }
        unit(sum)
    }
}

fn numbers_of<T: candle_core::WithDType>(
    tensor: &Tensor,
    kind: DType,
) -> candle_core::Result<Vec<T>> {
    tensor.to_dtype(kind)?.flatten_all()?.to_vec1()
}

/// The token a tokenizer gives what it does not know.
fn unknown_of(tokenizer: &Tokenizer) -> Option<u32> {
    use tokenizers::ModelWrapper::{BPE, Unigram, WordLevel, WordPiece};
    let token = match tokenizer.get_model() {
        WordLevel(it) => Some(it.unk_token.as_str()),
        WordPiece(it) => Some(it.unk_token.as_str()),
        BPE(it) => it.unk_token.as_deref(),
        Unigram(_) => Some("<unk>"),
    };
    token.and_then(|it| tokenizer.token_to_id(it))
}
