//! Golden questions: what must answer them, and whether what is found keeps to that.

use crate::ids::{ArticleId, BrandId, GoldenId};
use crate::locale::Locale;

/// A longer question is a letter.
const MOST_CHARS: usize = 500;

/// So many are kept per brand and language: all of them are asked before each publish.
pub const MOST_GOLDEN: usize = 500;

/// A question whose answer an editor has settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Golden {
    /// Identifies it for good.
    pub id: GoldenId,
    /// The brand it is put to.
    pub brand: BrandId,
    /// Its language.
    pub locale: Locale,
    /// The question.
    pub text: String,
    /// The article that must answer it; `None` when nothing must.
    pub article: Option<ArticleId>,
}

/// Why a golden question cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GoldenFlaw {
    /// It has no letter or digit.
    #[error("the question is empty")]
    Empty,
    /// It is longer than 500 characters.
    #[error("the question is longer than 500 characters")]
    TooLong,
}

impl Golden {
    /// The question as it is kept: one space between words, none around them.
    ///
    /// # Errors
    /// See [`GoldenFlaw`].
    pub fn tidied(mut self) -> Result<Self, GoldenFlaw> {
        self.text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !self.text.chars().any(char::is_alphanumeric) {
            return Err(GoldenFlaw::Empty);
        }
        if MOST_CHARS < self.text.chars().count() {
            return Err(GoldenFlaw::TooLong);
        }
        Ok(self)
    }

    /// Equal for questions in the same words, whatever their case and the signs at their end.
    #[must_use]
    pub fn key(&self) -> String {
        self.text.trim_end_matches(|it: char| !it.is_alphanumeric()).to_lowercase()
    }
}

/// How well what is found keeps to what was settled; the best last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Something else is found first, or an answer is given where none must be.
    Missed,
    /// The right article stands first among suggestions, but is not given as the answer.
    First,
    /// The right article is the answer; or there is none, as it must be.
    Kept,
}

impl Standing {
    /// Its name in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::First => "first",
            Self::Kept => "kept",
        }
    }

    /// Whether the question finds what was settled for it.
    #[must_use]
    pub fn passes(self) -> bool {
        self != Self::Missed
    }
}

/// How a question stands of which `answer` would be given, and `first` is found before all others.
#[must_use]
pub fn standing(
    wanted: Option<ArticleId>,
    answer: Option<ArticleId>,
    first: Option<ArticleId>,
) -> Standing {
    match wanted {
        _ if answer == wanted => Standing::Kept,
        Some(_) if answer.is_none() && first == wanted => Standing::First,
        _ => Standing::Missed,
    }
}

/// Whether a change breaks a question: it stood better before.
#[must_use]
pub fn is_broken(before: Standing, after: Standing) -> bool {
    after < before
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn golden(text: &str) -> Golden {
        Golden {
            id: GoldenId(Uuid::nil()),
            brand: BrandId(Uuid::nil()),
            locale: "de".parse().unwrap(),
            text: text.to_owned(),
            article: None,
        }
    }

    #[test]
    fn a_question_stands_as_what_is_found_for_it() {
        let (right, other) = (Some(ArticleId(Uuid::from_u128(1))), Some(ArticleId(Uuid::max())));
        for (wanted, answer, first, expect) in [
            (right, right, right, Standing::Kept),
            (right, None, right, Standing::First),
            (right, None, other, Standing::Missed),
            (right, None, None, Standing::Missed),
            (right, other, other, Standing::Missed),
            (None, None, None, Standing::Kept),
            (None, None, other, Standing::Kept),
            (None, other, other, Standing::Missed),
        ] {
            let found = standing(wanted, answer, first);
            assert_eq!(found, expect, "{wanted:?} {answer:?} {first:?}");
        }
    }

    #[test]
    fn whatever_stood_better_before_is_broken() {
        let worse = is_broken(Standing::Kept, Standing::First);
        assert!(worse && is_broken(Standing::First, Standing::Missed));
        assert!(!is_broken(Standing::Missed, Standing::Missed));
        assert!(!is_broken(Standing::First, Standing::Kept));
    }

    #[test]
    fn a_question_is_kept_tidy_or_not_at_all() {
        let kept = |text: &str| golden(text).tidied().map(|it| it.text);
        assert_eq!(kept("  Wo ist \n mein Paket? "), Ok("Wo ist mein Paket?".to_owned()));
        assert_eq!(kept(" ?! "), Err(GoldenFlaw::Empty));
        assert_eq!(kept(&"ä".repeat(501)), Err(GoldenFlaw::TooLong));
        assert!(kept(&"ä".repeat(500)).is_ok());
    }

    #[test]
    fn the_same_words_have_one_key() {
        let key = golden("Wo ist mein Paket").key();
        assert_eq!(golden("WO ist mein Paket ?!").key(), key);
        assert_ne!(golden("Wo ist dein Paket").key(), key);
    }
}
