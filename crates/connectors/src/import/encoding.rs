//! Bytes to text: UTF-8, UTF-16, else one of the two code pages offices in our countries use.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252};

use super::error::ImportError;

/// A text and, where it is not Unicode, the code page it was taken for.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) guessed: Option<&'static str>,
}

/// Decodes a file without a byte order mark in the text.
///
/// A file that is mostly valid UTF-8 with a broken spot is an error, not a code page: guessing
/// would garble every accented letter of it.
pub(super) fn decode(file: &str, bytes: &[u8]) -> Result<Decoded, ImportError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return strict(file, rest, encoding);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return strict(file, bytes, encoding);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: text.to_owned(), guessed: None }),
        Err(_) if is_mostly_utf8(bytes) => strict(file, bytes, UTF_8),
        Err(_) => {
            let encoding = if looks_central_european(bytes) { WINDOWS_1250 } else { WINDOWS_1252 };
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            Ok(Decoded { text: text.into_owned(), guessed: Some(encoding.name()) })
        }
    }
}

fn strict(file: &str, bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded, ImportError> {
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(Decoded { text: text.into_owned(), guessed: None });
    }
    let good = if encoding == UTF_8 {
        bytes.utf8_chunks().next().map(|it| it.valid().to_owned()).unwrap_or_default()
    } else {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        text.split('\u{fffd}').next().unwrap_or_default().to_owned()
    };
    let line = good.matches('\n').count() + 1;
    Err(ImportError::BrokenEncoding { file: file.into(), line, encoding: encoding.name() })
}

/// Every second byte of western text is zero in UTF-16.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(400)).unwrap_or_default();
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|it| **it == 0).count();
    let half = head.len() / 2;
    if half < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    match (zeros(0) * 10 / half, zeros(1) * 10 / half) {
        (0, 7..) => Some(UTF_16LE),
        (7.., 0) => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether most letters beyond ASCII are whole UTF-8 sequences.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let mut whole = 0;
    let mut broken = 0;
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|it| !it.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken <= whole
}

/// Whether the bytes are Polish rather than German: letters at places where windows-1252 has
/// signs nobody writes inside words.
fn looks_central_european(bytes: &[u8]) -> bool {
    let polish = |it: &&u8| matches!(**it, 0x9c | 0x9f | 0xb3 | 0xb9 | 0xbf);
    let german = |it: &&u8| matches!(**it, 0xe4 | 0xf6 | 0xfc | 0xdf | 0xc4 | 0xd6 | 0xdc);
    bytes.iter().filter(german).count() < bytes.iter().filter(polish).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, guessed: Option<&str>) {
        let decoded = decode("a.csv", bytes).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.guessed), (text, guessed));
    }

    #[test]
    fn reads_unicode_and_guesses_the_code_page_of_anything_else() {
        check("Größe".as_bytes(), "Größe", None);
        check(b"\xef\xbb\xbfGr\xc3\xb6\xc3\x9fe", "Größe", None);
        check(b"\xff\xfeG\0r\0\xf6\0", "Grö", None);
        check(b"\xfe\xff\0G\0r\0\xf6", "Grö", None);
        check(b"F\0r\0a\0g\0e\0", "Frage", None);
        check(b"Gr\xf6\xdfe und Ma\xdf", "Größe und Maß", Some("windows-1252"));
        check(b"Zg\xb3o\x9c awari\xea", "Zgłoś awarię", Some("windows-1250"));
    }

    #[test]
    fn names_the_line_where_utf8_breaks() {
        let bytes = b"Gr\xc3\xb6\xc3\x9fe\nja\nMa\xc3 kaputt\xc3\xa4";
        let error = decode("a.csv", bytes).err().unwrap();
        assert_eq!(
            error,
            ImportError::BrokenEncoding { file: "a.csv".into(), line: 3, encoding: "UTF-8" }
        );
        assert!(error.to_string().contains("a.csv:3"), "{error}");
    }
}
