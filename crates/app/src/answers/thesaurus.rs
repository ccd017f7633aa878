//! Reading a thesaurus: it says what strange words of customers may mean.

use std::collections::{HashMap, HashSet};

use lotse_answer::{Spoken, Term};
use lotse_connectors::thesaurus::{self, Entry, ThesaurusError};
use lotse_domain::ids::BrandId;
use lotse_domain::locale::Locale;
use lotse_store::{Seen, StoreError};

use crate::App;
use crate::access::{May, WriteKnowledge};

/// So many of the newest questions are looked at.
const QUESTIONS: i64 = 20_000;
/// A word stands in so many different questions before anybody is asked what it means: in one it is
/// a name or a slip.
const ENOUGH_QUESTIONS: usize = 3;
/// Meanings proposed for a word, in the order of the thesaurus: an editor picks from a few.
const MEANINGS: usize = 5;
/// Pairs that are kept, of the most frequent words: more is a list that nobody reads.
const PAIRS: usize = 500;

/// What came of a thesaurus.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ThesaurusRead {
    /// Words the thesaurus has.
    pub entries: usize,
    /// Words that customers use and no article says.
    pub strange: usize,
    /// Pairs that editors are asked about, those they have decided on included.
    pub pairs: usize,
}

/// Why a thesaurus was not read. Nothing has changed then.
#[derive(Debug, thiserror::Error)]
pub enum ReadThesaurusError {
    /// It is none.
    #[error("it is no thesaurus")]
    Format(#[from] ThesaurusError),
    /// The store failed.
    #[error("could not keep what it says")]
    Store(#[from] StoreError),
}

/// A strange word and in how many questions it stands.
struct Strange {
    term: Term,
    questions: usize,
}

/// A strange word with a word of the articles that means the same.
struct Pair {
    said: Term,
    means: Term,
    questions: usize,
}

impl App {
    /// Looks words up that customers use and no article says, and keeps what the thesaurus `name`
    /// says that articles do say, for an editor to confirm or forbid. Nothing counts in answers
    /// before that. What a thesaurus said before and nobody has decided on is forgotten; what was
    /// decided stays decided. Safe to call again, as questions and articles change.
    ///
    /// # Errors
    /// See [`ReadThesaurusError`].
    pub async fn read_thesaurus(
        &self,
        _may: &May<WriteKnowledge>,
        (brand, locale): (BrandId, &Locale),
        (name, bytes): (&str, &[u8]),
    ) -> Result<ThesaurusRead, ReadThesaurusError> {
        let entries = thesaurus::read(bytes)?;
        let questions =
            self.store.read().await?.first_questions((brand, locale), QUESTIONS).await?;
        let spoken = self.engine.spoken(brand, locale);
        let strange = spoken.as_ref().map(|it| strange(it, questions)).unwrap_or_default();
        let mut read = ThesaurusRead { strange: strange.len(), ..ThesaurusRead::default() };
        let mut pairs = Vec::new();
        for entry in entries {
            let entry = entry?;
            read.entries += 1;
            if let Some(spoken) = &spoken {
                pairs.extend(meanings(spoken, &strange, &entry));
            }
        }
        let pairs = best(pairs);
        read.pairs = pairs.len();
        let (of, today) = ((brand, locale), self.now().date_naive());
        let mut tx = self.store.begin().await?;
        tx.forget_thesaurus(of).await?;
        for it in &pairs {
            let questions = i64::try_from(it.questions).unwrap_or(i64::MAX);
            let words = (seen(&it.said), seen(&it.means));
            tx.keep_thesaurus_pair(of, words, (name, questions), today).await?;
        }
        tx.commit().await?;
        Ok(read)
    }
}

/// Strange words by their keys, those that stand in enough different questions.
fn strange(spoken: &Spoken, questions: Vec<String>) -> HashMap<String, Strange> {
    let different: HashSet<String> = questions.into_iter().collect();
    let mut strange: HashMap<String, Strange> = HashMap::new();
    for term in different.iter().flat_map(|it| spoken.strange(it)) {
        let word = strange.entry(term.stem.clone());
        let word = word.or_insert_with(|| Strange { term: term.clone(), questions: 0 });
        word.questions += 1;
        // Of several ways to write it always the same is shown.
        if term.text < word.term.text {
            word.term.text = term.text;
        }
    }
    strange.retain(|_, it| ENOUGH_QUESTIONS <= it.questions);
    strange
}

/// What the entry says that articles say too, if it is about a strange word.
fn meanings(spoken: &Spoken, strange: &HashMap<String, Strange>, entry: &Entry) -> Vec<Pair> {
    let word = spoken.word(&entry.word).and_then(|it| strange.get(&it.stem));
    let Some(word) = word else { return Vec::new() };
    let means = entry.senses.iter().flatten().filter_map(|it| spoken.said(it));
    let pair = |means| Pair { said: word.term.clone(), means, questions: word.questions };
    means.map(pair).collect()
}

/// Each pair once, the first few of each word, those of the most frequent words first.
fn best(mut pairs: Vec<Pair>) -> Vec<Pair> {
    let mut kept = HashSet::new();
    let mut of_word: HashMap<String, usize> = HashMap::new();
    pairs.retain(|it| {
        let count = of_word.entry(it.said.stem.clone()).or_default();
        let is_kept =
            *count < MEANINGS && kept.insert((it.said.stem.clone(), it.means.stem.clone()));
        *count += usize::from(is_kept);
        is_kept
    });
    // A stable sort: within a word the order of the thesaurus stays.
    pairs.sort_by(|a, b| b.questions.cmp(&a.questions).then_with(|| a.said.stem.cmp(&b.said.stem)));
    pairs.truncate(PAIRS);
    pairs
}

fn seen(term: &Term) -> Seen<'_> {
    Seen { stem: &term.stem, text: &term.text }
}
