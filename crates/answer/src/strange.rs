//! Words that no article says, and words that articles do say.

use std::sync::Arc;

use lotse_text::words::{Word, WordKind};

use crate::asked::{is_in_docs, is_slip};
use crate::shelf::Shelf;

/// Fewer letters are no word that somebody would look up.
const SHORTEST: usize = 3;
/// More letters are no word.
const LONGEST: usize = 40;

/// A word under the key that all its forms share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The key: its stem.
    pub stem: String,
    /// As it is written.
    pub text: String,
}

/// The words of a brand's articles in a language, as of one moment.
#[derive(Debug, Clone)]
pub struct Spoken(pub(crate) Arc<Shelf>);

impl Spoken {
    /// Words of a question that stand in no article, are no lay words yet and no slips; each once.
    #[must_use]
    pub fn strange(&self, question: &str) -> Vec<Term> {
        let mut strange: Vec<Term> = Vec::new();
        for word in self.0.reader.question(question) {
            let is_new = strange.iter().all(|it| it.stem != word.stem);
            if is_new && is_strange(&word, &self.0) {
                strange.push(term(&word));
            }
        }
        strange
    }

    /// The word, if it is one word of letters that carries meaning.
    #[must_use]
    pub fn word(&self, text: &str) -> Option<Term> {
        let words = self.0.reader.words(text);
        let [word] = words.as_slice() else { return None };
        is_plain(word).then(|| term(word))
    }

    /// The word, if some article says it in any of its forms.
    #[must_use]
    pub fn said(&self, text: &str) -> Option<Term> {
        self.word(text).filter(|it| is_in_docs(&it.stem, &self.0))
    }
}

/// A word of letters that no article says, that is no lay word of the brand, and that is not a
/// known word with a slip in it.
pub(crate) fn is_strange(word: &Word, shelf: &Shelf) -> bool {
    is_plain(word)
        && !is_in_docs(&word.stem, shelf)
        && !shelf.lay_words.explains(word)
        && !is_slip(word, shelf)
}

/// Numbers and codes may be somebody's, and mean themselves.
pub(crate) fn is_plain(word: &Word) -> bool {
    let letters = word.text.chars().count();
    word.kind == WordKind::Plain
        && (SHORTEST..=LONGEST).contains(&letters)
        && word.text.chars().all(|it| it.is_alphabetic() || it == '-')
}

pub(crate) fn term(word: &Word) -> Term {
    Term { stem: word.stem.clone(), text: word.text.clone() }
}
