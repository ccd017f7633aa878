//! Reads a hunspell dictionary of this machine, as Debian's `hunspell-de-de` brings one.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use encoding_rs::{Encoding, UTF_8};

/// Where Debian and most others keep dictionaries.
pub const FOLDER: &str = "/usr/share/hunspell";

/// The two files of a dictionary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dictionary {
    /// The words, a line each.
    pub dic: String,
    /// The rules.
    pub aff: String,
}

/// The German dictionary of a folder; `None` when there is none.
///
/// # Errors
/// When it is there and cannot be read.
pub fn german(folder: &Path) -> io::Result<Option<Dictionary>> {
    let file = |ending: &str| match fs::read(folder.join(format!("de_DE.{ending}"))) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        read => read.map(Some),
    };
    let (Some(dic), Some(aff)) = (file("dic")?, file("aff")?) else { return Ok(None) };
    let named = aff.split(|it| *it == b'\n').find_map(|it| it.strip_prefix(b"SET "));
    let letters = named.and_then(|it| Encoding::for_label(it.trim_ascii())).unwrap_or(UTF_8);
    let text = |bytes: &[u8]| letters.decode(bytes).0.into_owned();
    Ok(Some(Dictionary { dic: text(&dic), aff: text(&aff) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_are_those_the_rules_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        assert_eq!(german(folder.path()).unwrap(), None);
        fs::write(path("de_DE.dic"), b"1\nT\xfcr/S\n").unwrap();
        assert_eq!(german(folder.path()).unwrap(), None, "without rules");
        fs::write(path("de_DE.aff"), b"# none\nSET ISO8859-1\n").unwrap();
        assert_eq!(german(folder.path()).unwrap().unwrap().dic, "1\nTür/S\n");
        fs::write(path("de_DE.aff"), b"").unwrap();
        fs::write(path("de_DE.dic"), "1\nTür\n").unwrap();
        assert_eq!(german(folder.path()).unwrap().unwrap().dic, "1\nTür\n");
    }
}
