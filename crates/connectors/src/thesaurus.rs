//! Reads a thesaurus in the format of `MyThes`, as office programs bring them: `th_de_DE_v2.dat`.
//!
//! The first line names the character set. Then come entries: a line with a word and how many senses
//! it has, `Aufzug|2`, and a line per sense with a remark and words that mean the same,
//! `(Substantiv)|Aufzug|Fahrstuhl (ugs.)|Lift`.

use encoding_rs::Encoding;

/// Remarks on words that do not mean the same: opposites, wider and narrower ones.
const OTHER_MEANINGS: [&str; 12] = [
    "antonym",
    "antonim",
    "gegenteil",
    "oberbegriff",
    "unterbegriff",
    "generic term",
    "hypernym",
    "hyponym",
    "related term",
    "assoziation",
    "similar term",
    "teil von",
];

/// A word and, sense by sense, what means the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The word.
    pub word: String,
    /// Words and phrases of each sense, without remarks.
    pub senses: Vec<Vec<String>>,
}

/// Why a file is no thesaurus.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThesaurusError {
    /// The first line is not the name of a character set.
    #[error("line 1 names no character set")]
    CharacterSet,
    /// A word without a number of senses, or with fewer senses than that.
    #[error("line {0} is no word with its senses")]
    Entry(usize),
}

/// The entries of a file, one after the other; the first that cannot be read is the last.
///
/// # Errors
/// When the first line names no character set.
pub fn read(
    bytes: &[u8],
) -> Result<impl Iterator<Item = Result<Entry, ThesaurusError>> + use<'_>, ThesaurusError> {
    let mut lines = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).split(|it| *it == b'\n');
    let name = lines.next().unwrap_or_default().trim_ascii();
    let letters = Encoding::for_label(name).ok_or(ThesaurusError::CharacterSet)?;
    let mut lines = lines.enumerate().map(move |(at, line)| {
        let text = letters.decode_without_bom_handling(line).0;
        (at + 2, text.trim_end().to_owned())
    });
    let mut has_failed = false;
    Ok(std::iter::from_fn(move || {
        let (at, head) = lines.find(|(_, it)| !it.is_empty()).filter(|_| !has_failed)?;
        let entry = entry(&head, &mut lines).ok_or(ThesaurusError::Entry(at));
        has_failed = entry.is_err();
        Some(entry)
    }))
}

fn entry(head: &str, lines: &mut impl Iterator<Item = (usize, String)>) -> Option<Entry> {
    let (word, senses) = head.split_once('|')?;
    let count: usize = senses.trim().parse().ok()?;
    let mut senses = Vec::new();
    for _ in 0..count {
        let (_, line) = lines.next()?;
        let (_, words) = line.split_once('|')?;
        senses.push(words.split('|').filter_map(without_remarks).collect());
    }
    Some(Entry { word: word.trim().to_owned(), senses })
}

/// The word without what stands in brackets; `None` for one that does not mean the same.
fn without_remarks(text: &str) -> Option<String> {
    let mut word = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('(') {
        let (remark, after) = behind.split_once(')').unwrap_or((behind, ""));
        let remark = remark.to_lowercase();
        if OTHER_MEANINGS.iter().any(|it| remark.contains(it)) {
            return None;
        }
        word.push_str(before);
        rest = after;
    }
    word.push_str(rest);
    let words: Vec<&str> = word.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Result<Vec<Entry>, ThesaurusError> {
        read(bytes)?.collect()
    }

    fn entry(word: &str, senses: &[&[&str]]) -> Entry {
        let sense = |it: &&[&str]| it.iter().map(|it| (*it).to_owned()).collect();
        Entry { word: word.to_owned(), senses: senses.iter().map(sense).collect() }
    }

    #[test]
    fn words_are_read_with_their_senses_and_without_remarks() {
        let text = "UTF-8\nlift|2\n-|Aufzug|Fahrstuhl (ugs.)|(sich) heben\n(x)|Mitfahrt\n\nzu|0\n";
        let expect =
            [entry("lift", &[&["Aufzug", "Fahrstuhl", "heben"], &["Mitfahrt"]]), entry("zu", &[])];
        assert_eq!(all(text.as_bytes()).unwrap(), expect);
        assert_eq!(all(text.replace('\n', "\r\n").as_bytes()).unwrap(), expect);
    }

    #[test]
    fn opposites_and_wider_words_are_left_out() {
        let text = "UTF-8\nwarm|1\n(adj)|kalt (Antonym)|cold (antonym)|Ding (Oberbegriff)|lau\n";
        assert_eq!(all(text.as_bytes()).unwrap(), [entry("warm", &[&["lau"]])]);
    }

    #[test]
    fn the_character_set_of_the_first_line_counts() {
        let polish = b"ISO8859-2\n\xbf\xf3\xb3ty|1\n-|z\xb3oty\n";
        assert_eq!(all(polish).unwrap(), [entry("żółty", &[&["złoty"]])]);
        let german = b"ISO8859-1\nT\xfcr|1\n-|Pforte\n";
        assert_eq!(all(german).unwrap(), [entry("Tür", &[&["Pforte"]])]);
    }

    #[test]
    fn a_file_that_is_none_is_refused_with_its_place() {
        assert_eq!(all(b"Aufzug|1\n-|Lift\n"), Err(ThesaurusError::CharacterSet));
        assert_eq!(all(b""), Err(ThesaurusError::CharacterSet));
        for (text, line) in [
            ("UTF-8\nAufzug\n", 2),
            ("UTF-8\nAufzug|1\n-|Lift\n\nTür|zwei\n-|x", 5),
            ("UTF-8\nAufzug|2\n-|Lift", 2),
            ("UTF-8\nAufzug|1\nLift", 2),
        ] {
            assert_eq!(all(text.as_bytes()), Err(ThesaurusError::Entry(line)), "{text}");
        }
    }
}
