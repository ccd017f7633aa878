//! Loads an encoder, where this program was built with one.

use std::path::Path;
use std::sync::Arc;

use lotse_answer::Encode;

/// Loads the model of a folder; takes seconds where it is large.
///
/// # Errors
/// Says which file is not as it should be, or that this program cannot load any.
#[cfg(feature = "encoder")]
pub(crate) fn open(folder: &Path) -> anyhow::Result<Arc<dyn Encode>> {
    Ok(Arc::new(lotse_answer::Encoder::open(folder)?))
}

/// Says that this program cannot load any.
///
/// # Errors
/// Always.
#[cfg(not(feature = "encoder"))]
pub(crate) fn open(folder: &Path) -> anyhow::Result<Arc<dyn Encode>> {
    anyhow::bail!(
        "the model in `{}` is not loaded: this program was built without encoders; take one \
         built with `cargo build --release --features encoder`, or leave the setting empty",
        folder.display()
    )
}
