//! What the engine goes by, so that a measurement can leave one of it out.

use serde::{Deserialize, Serialize};

use crate::fusion::Evidence;

/// One kind of evidence, or one way of understanding a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// The words of the question in the article's text.
    Words,
    /// How like the question the title is.
    Title,
    /// How like the question a phrasing or lay word of the article is.
    Phrasings,
    /// Confirmed questions like this one.
    Neighbours,
    /// The trained model.
    Trained,
    /// The catalogue of what customers of any trade ask.
    Catalogue,
    /// What lay words mean.
    LayWords,
    /// The correction of typing errors.
    Spelling,
}

impl Signal {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Words,
        Self::Title,
        Self::Phrasings,
        Self::Neighbours,
        Self::Trained,
        Self::Catalogue,
        Self::LayWords,
        Self::Spelling,
    ];

    /// The evidence without what this signal says; `none` is what it says of an article it does not
    /// know.
    pub(crate) fn out_of(self, evidence: Evidence, none: &Evidence) -> Evidence {
        match self {
            Self::Words => Evidence { words: none.words, cover: none.cover, ..evidence },
            Self::Title => Evidence { title: none.title, ..evidence },
            Self::Phrasings => Evidence { phrasing: none.phrasing, ..evidence },
            Self::Neighbours => {
                Evidence { near: none.near, vote: none.vote, usual: none.usual, ..evidence }
            }
            Self::Trained => Evidence { trained: none.trained, ..evidence },
            Self::Catalogue => Evidence { topic: none.topic, kin: none.kin, ..evidence },
            Self::LayWords | Self::Spelling => evidence,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_evidence_but_codes_belongs_to_a_signal() {
        let all = Evidence {
            words: 1.0,
            cover: 1.0,
            title: 1.0,
            phrasing: 1.0,
            near: 1.0,
            vote: 1.0,
            usual: 1.0,
            trained: 1.0,
            code: 1.0,
            topic: 1.0,
            kin: 1.0,
        };
        let none = Evidence::default();
        let left = Signal::ALL.into_iter().fold(all, |it, signal| signal.out_of(it, &none));
        assert_eq!(left, Evidence { code: 1.0, ..none });
    }
}
