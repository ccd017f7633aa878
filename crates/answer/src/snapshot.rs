//! The index kept on disk, so that a start need not build it.
//!
//! One file: a mark, the version of the format, everything in a fixed order, a checksum. A file of
//! another version, or one that was cut or changed, is refused as a whole.

mod parts;
mod wire;

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use crate::engine::{Engine, State};
use crate::trade::Trade;
use wire::{Incoming, Kept, Outgoing};

/// What such a file begins with.
const MARK: [u8; 8] = *b"LOTSEIDX";
/// Grows with every change of the format or of how texts are read into the index.
const VERSION: u32 = 4;

/// Why a kept index cannot be used. The caller builds the index anew.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The file could not be read or written.
    #[error("could not read or write the kept index")]
    Io(#[from] io::Error),
    /// The file was written by another version.
    #[error("the kept index has another format (version {0})")]
    OtherVersion(u32),
    /// The file is not a kept index or was damaged.
    #[error("the kept index is damaged")]
    Damaged,
}

impl Engine {
    /// Keeps everything in a file, replacing it as a whole or not at all.
    ///
    /// # Errors
    /// When the file cannot be written; one that was there before stays.
    pub fn save(&self, path: &Path) -> Result<(), SnapshotError> {
        let state = self.state();
        let mut next = path.as_os_str().to_owned();
        next.push(".next");
        let written = write(&state, Path::new(&next));
        if let Err(error) = written {
            // What could not be written completely is of no use; that it cannot be removed either
            // changes nothing.
            let _ = fs::remove_file(&next);
            return Err(error);
        }
        fs::rename(&next, path)?;
        Ok(())
    }

    /// The engine kept in a file.
    ///
    /// # Errors
    /// When the file cannot be read, comes from another version or is damaged.
    pub fn load(path: &Path) -> Result<Self, SnapshotError> {
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        let mut file = BufReader::with_capacity(1 << 20, file);
        let mut incoming = Incoming::new(&mut file, size);
        if incoming.take::<8>()? != MARK {
            return Err(SnapshotError::Damaged);
        }
        let version = u32::restored(&mut incoming)?;
        if version != VERSION || u32::restored(&mut incoming)? != Trade::mark() {
            return Err(SnapshotError::OtherVersion(version));
        }
        for (code, trade) in Vec::<(String, Arc<Trade>)>::restored(&mut incoming)? {
            Trade::remember(&code, trade);
        }
        let state = State::restored(&mut incoming)?;
        incoming.check_sum()?;
        Ok(Self::from_state(state))
    }
}

fn write(state: &State, path: &Path) -> Result<(), SnapshotError> {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let mut outgoing = Outgoing::new(&mut file);
    outgoing.put(&MARK)?;
    VERSION.keep(&mut outgoing)?;
    Trade::mark().keep(&mut outgoing)?;
    Trade::all_read().keep(&mut outgoing)?;
    state.keep(&mut outgoing)?;
    outgoing.put_sum()?;
    file.flush()?;
    file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    Ok(())
}
