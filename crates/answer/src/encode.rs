//! What turns texts into vectors, whatever model is behind it.

use std::fmt;

/// Turns texts into vectors of one length. Takes as long as its model does, and is never asked by
/// the engine itself.
pub trait Encode: fmt::Debug + Send + Sync {
    /// Names the model and how it is used: vectors of the same mark can be compared, and only those.
    fn mark(&self) -> &str;

    /// How many numbers a vector has.
    fn dimension(&self) -> usize;

    /// The vector of a question.
    ///
    /// # Errors
    /// When the model fails.
    fn question(&self, text: &str) -> Result<Vec<f32>, NotEncoded>;

    /// The vectors of texts that may answer one, in their order.
    ///
    /// # Errors
    /// When the model fails at one of them.
    fn passages(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, NotEncoded>;
}

/// The model failed.
#[derive(Debug, thiserror::Error)]
#[error("the encoder failed: {0}")]
pub struct NotEncoded(pub String);
