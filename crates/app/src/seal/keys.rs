//! The keys secrets are sealed with: set by the operator, or made once in a file.

use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::OnceLock;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305};
use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;

use super::SealError;
use crate::secret::{hex, random};

/// 32 random bytes that secrets are sealed with.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretKey([u8; 32]);

/// A text is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a key is 32 bytes in base64, as `openssl rand -base64 32` makes them")]
pub struct NotAKey;

impl FromStr for SecretKey {
    type Err = NotAKey;

    /// Reads base64 of either alphabet, with padding or without.
    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let text = text.trim().trim_end_matches('=').replace('-', "+").replace('_', "/");
        let bytes = STANDARD_NO_PAD.decode(text).or(Err(NotAKey))?;
        bytes.try_into().map(Self).or(Err(NotAKey))
    }
}

impl std::fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SecretKey({})", self.id())
    }
}

impl SecretKey {
    pub(super) fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.0.into())
    }

    /// Tells keys apart and gives nothing away: eight digits of the key's hash.
    pub(super) fn id(&self) -> String {
        let mut hash = Sha256::new_with_prefix(b"lotse key id");
        hash.update(self.0);
        hex(hash.finalize().get(..4).unwrap_or_default())
    }
}

/// Where the keys are. While [`SecretKeys::key`] is set, the file is only read, for what was
/// sealed before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SecretKeys {
    /// Seals what is stored from now on.
    pub key: Option<SecretKey>,
    /// Open what was sealed with them before.
    pub old: Vec<SecretKey>,
    /// The file of the key where none is set; made when the first secret is to be sealed.
    pub file: Option<PathBuf>,
}

/// Where the key that seals comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyPlace {
    /// From the settings.
    Settings,
    /// From this file.
    File(PathBuf),
    /// From this file, which will be made when it is needed.
    FileToCome(PathBuf),
    /// From nowhere: nothing can be sealed.
    Nowhere,
}

impl SecretKeys {
    /// Where the key that seals comes from, having tried to read it.
    ///
    /// # Errors
    /// When the file is there and holds no key.
    pub fn place(&self) -> Result<KeyPlace, SealError> {
        match (&self.key, &self.file) {
            (Some(_), _) => Ok(KeyPlace::Settings),
            (None, None) => Ok(KeyPlace::Nowhere),
            (None, Some(file)) => Ok(match read(file)? {
                Some(_) => KeyPlace::File(file.clone()),
                None => KeyPlace::FileToCome(file.clone()),
            }),
        }
    }
}

/// The keys at work; the file is read once.
#[derive(Debug, Default)]
pub(crate) struct Keyring {
    keys: SecretKeys,
    in_file: OnceLock<SecretKey>,
}

impl Keyring {
    pub(crate) fn new(keys: SecretKeys) -> Self {
        Self { keys, in_file: OnceLock::new() }
    }

    /// The key that seals; its file is made where it is missing.
    pub(super) fn sealing(&self) -> Result<&SecretKey, SealError> {
        if let Some(key) = &self.keys.key {
            return Ok(key);
        }
        if let Some(key) = self.in_its_file()? {
            return Ok(key);
        }
        let made = make(self.keys.file.as_deref().ok_or(SealError::NoKey)?)?;
        Ok(self.in_file.get_or_init(|| made))
    }

    /// The key with that id, whatever its age.
    pub(super) fn with_id(&self, id: &str) -> Result<&SecretKey, SealError> {
        let known = self.keys.key.iter().chain(&self.keys.old).find(|it| it.id() == id);
        if let Some(key) = known {
            return Ok(key);
        }
        let in_file = self.in_its_file()?.filter(|it| it.id() == id);
        in_file.ok_or_else(|| SealError::UnknownKey(id.to_owned()))
    }

    fn in_its_file(&self) -> Result<Option<&SecretKey>, SealError> {
        if let Some(key) = self.in_file.get() {
            return Ok(Some(key));
        }
        let Some(file) = &self.keys.file else { return Ok(None) };
        Ok(read(file)?.map(|key| self.in_file.get_or_init(|| key)))
    }
}

/// The key in a file; `None` where there is no file.
fn read(file: &Path) -> Result<Option<SecretKey>, SealError> {
    match std::fs::read_to_string(file) {
        Ok(text) => text.parse().map(Some).or(Err(SealError::FileContent(shown(file)))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(SealError::File(shown(file), error)),
    }
}

/// Puts a new key into a file that only we may read. If another process was quicker, its key is
/// the one.
fn make(file: &Path) -> Result<SecretKey, SealError> {
    let failed = |error| SealError::File(shown(file), error);
    let folder = file.parent().filter(|it| !it.as_os_str().is_empty());
    let key = SecretKey(random());
    // Written beside it first, so that nobody ever reads half of it. Mode 0600 from the beginning.
    let mut beside = NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).map_err(failed)?;
    let written = writeln!(beside, "{}", STANDARD.encode(key.0));
    written.and_then(|()| beside.as_file().sync_all()).map_err(failed)?;
    match beside.persist_noclobber(file) {
        Ok(_) => Ok(key),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => {
            read(file)?.ok_or_else(|| SealError::FileContent(shown(file)))
        }
        Err(error) => Err(failed(error.error)),
    }
}

fn shown(file: &Path) -> String {
    file.display().to_string()
}
