//! Proposals that a word of customers means a word of the articles, and what editors say to them.

use std::collections::{HashMap, HashSet};

use lotse_domain::answers::rewording::{ENOUGH, Together, Verdict};
use lotse_domain::ids::{BrandId, SynonymId};
use lotse_domain::knowledge::Synonym;
use lotse_domain::locale::Locale;
use lotse_store::{StoreError, Tx, WordPair};
use lotse_text::language::Language;
use lotse_text::words::Analyzer;

use super::FeedbackError;
use crate::App;
use crate::access::{May, ReadKnowledge, WriteKnowledge};

/// Pairs looked at per list, the weightiest.
const PAIRS: i64 = 500;
/// So many of the newest searches say how people search anyway.
const SEARCHES: i64 = 5_000;

/// A word that people say, what they go on to find, and how telling that is.
#[derive(Debug, Clone, PartialEq)]
pub struct WordProposal {
    /// Both words, and how often.
    pub pair: WordPair,
    /// What was compared with what.
    pub together: Together,
}

/// Two words of a brand in a language, by their keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words<'a> {
    /// The language.
    pub locale: &'a Locale,
    /// The key of the word that people say.
    pub said: &'a str,
    /// The key of the word that the articles say.
    pub means: &'a str,
}

impl App {
    /// What an editor should be asked: pairs that are telling or that a thesaurus names, that nobody
    /// has decided on and no lay word of the brand says already; the most frequent first, those of a
    /// thesaurus alone behind them.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn word_proposals(
        &self,
        _may: &May<ReadKnowledge>,
        (brand, language): (BrandId, Option<&Locale>),
    ) -> Result<Vec<WordProposal>, StoreError> {
        let today = self.now().date_naive();
        let mut tx = self.store.read().await?;
        let mut pairs = tx.rewordings((brand, language), Verdict::Open, today, PAIRS).await?;
        pairs.retain(|it| ENOUGH <= it.both);
        let named = tx.thesaurus_pairs((brand, language), today, PAIRS).await?;
        pairs.extend(named.into_iter().filter(|it| it.both < ENOUGH));
        let mut proposals = Vec::new();
        let locales: HashSet<Locale> = pairs.iter().map(|it| it.locale.clone()).collect();
        for locale in locales {
            let here = pairs.iter().filter(|it| it.locale == locale);
            let known = Known::of(&mut tx, (brand, &locale), here.clone()).await?;
            let telling = here
                .filter(|it| !known.says(it))
                .map(|it| WordProposal { pair: it.clone(), together: known.together(it) });
            let is_meant = |it: &WordProposal| it.pair.thesaurus.is_some();
            proposals.extend(telling.filter(|it| is_meant(it) || it.together.is_telling()));
        }
        proposals.sort_by(|a, b| {
            let words = |it: &WordProposal| (it.pair.said.clone(), it.pair.means.clone());
            let by_counts = b.pair.both.total_cmp(&a.pair.both);
            let by_questions = b.pair.questions.cmp(&a.pair.questions);
            by_counts.then(by_questions).then_with(|| words(a).cmp(&words(b)))
        });
        Ok(proposals)
    }

    /// Pairs that an editor has decided on in this way, the weightiest first.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn decided_words(
        &self,
        _may: &May<ReadKnowledge>,
        of: (BrandId, Option<&Locale>),
        verdict: Verdict,
    ) -> Result<Vec<WordPair>, StoreError> {
        let today = self.now().date_naive();
        self.store.read().await?.rewordings(of, verdict, today, PAIRS).await
    }

    /// Says whether a word means another. Ticked, it is part of a lay word of the brand and counts
    /// when this returns; rejected, it is not proposed again. Either is undone by another verdict.
    /// Safe to call twice.
    ///
    /// # Errors
    /// See [`FeedbackError`].
    pub async fn decide_words(
        &self,
        may: &May<WriteKnowledge>,
        brand: BrandId,
        words: Words<'_>,
        verdict: Verdict,
    ) -> Result<(), FeedbackError> {
        let now = self.now();
        let (of, keys) = ((brand, words.locale), (words.said, words.means));
        let mut tx = self.store.begin().await?;
        let found = tx.rewording(of, keys, now.date_naive()).await?;
        let pair = found.ok_or(FeedbackError::NotFound)?;
        if pair.verdict == verdict {
            return Ok(());
        }
        let synonym = match verdict {
            Verdict::Ticked => Some(self.tick(&mut tx, brand, &pair).await?),
            Verdict::Open | Verdict::Rejected => {
                untick(&mut tx, brand, &pair).await?;
                None
            }
        };
        let who = (now, may.agent_id());
        tx.decide_rewording(of, keys, (verdict, synonym), who).await?;
        tx.commit().await?;
        Ok(self.catch_up().await?)
    }

    /// Adds the meaning to the lay word, or makes one.
    async fn tick(
        &self,
        tx: &mut Tx,
        brand: BrandId,
        pair: &WordPair,
    ) -> Result<SynonymId, StoreError> {
        let analyzer = analyzer(&pair.locale);
        let all = tx.synonyms(brand, Some(&pair.locale), None, i64::MAX).await?;
        let same =
            all.into_iter().find(|it| stem_of(&analyzer, &it.word) == Some(pair.said.clone()));
        let mut synonym = same.unwrap_or_else(|| Synonym {
            id: SynonymId(self.fresh_id()),
            brand,
            locale: pair.locale.clone(),
            word: pair.said_text.clone(),
            means: Vec::new(),
        });
        if !synonym.means.contains(&pair.means_text) {
            synonym.means.push(pair.means_text.clone());
        }
        tx.save_synonym(&synonym).await?;
        Ok(synonym.id)
    }
}

/// Takes the meaning out of the lay word again, and the word with its last meaning.
async fn untick(tx: &mut Tx, brand: BrandId, pair: &WordPair) -> Result<(), StoreError> {
    let Some(id) = pair.synonym else { return Ok(()) };
    let all = tx.synonyms(brand, Some(&pair.locale), None, i64::MAX).await?;
    let Some(mut synonym) = all.into_iter().find(|it| it.id == id) else { return Ok(()) };
    let analyzer = analyzer(&pair.locale);
    synonym.means.retain(|it| stem_of(&analyzer, it).as_ref() != Some(&pair.means));
    if synonym.means.is_empty() {
        tx.delete_synonym(brand, id).await?;
        return Ok(());
    }
    tx.save_synonym(&synonym).await
}

/// What is known of a brand's words in a language.
struct Known {
    /// Lay words with their meanings, by keys.
    said: HashSet<(String, String)>,
    /// How many searches have a word, of the words that are looked at.
    searches: HashMap<String, f64>,
    /// How many searches were looked at.
    total: f64,
}

impl Known {
    async fn of<'a>(
        tx: &mut Tx,
        (brand, locale): (BrandId, &Locale),
        pairs: impl Iterator<Item = &'a WordPair>,
    ) -> Result<Self, StoreError> {
        let analyzer = analyzer(locale);
        let mut searches: HashMap<String, f64> = pairs.map(|it| (it.means.clone(), 0.0)).collect();
        let mut total = 0.0;
        for text in tx.first_questions((brand, locale), SEARCHES).await? {
            total += 1.0;
            let words = analyzer.words(&text).into_iter();
            let stems: HashSet<String> =
                words.flat_map(|it| it.parts.into_iter().chain([it.stem])).collect();
            for stem in stems {
                if let Some(count) = searches.get_mut(&stem) {
                    *count += 1.0;
                }
            }
        }
        let mut said = HashSet::new();
        for synonym in tx.synonyms(brand, Some(locale), None, i64::MAX).await? {
            let Some(word) = stem_of(&analyzer, &synonym.word) else { continue };
            let means = synonym.means.iter().filter_map(|it| stem_of(&analyzer, it));
            said.extend(means.map(|it| (word.clone(), it)));
        }
        Ok(Self { said, searches, total })
    }

    fn says(&self, it: &WordPair) -> bool {
        self.said.contains(&(it.said.clone(), it.means.clone()))
    }

    fn together(&self, it: &WordPair) -> Together {
        Together {
            both: it.both,
            first: it.first,
            second: self.searches.get(&it.means).copied().unwrap_or_default(),
            searches: self.total,
        }
    }
}

fn analyzer(locale: &Locale) -> Analyzer {
    Analyzer::new(Language::from_code(locale.language()))
}

/// The key of a text that is one word.
fn stem_of(analyzer: &Analyzer, text: &str) -> Option<String> {
    let mut words = analyzer.words(text).into_iter();
    let first = words.next()?;
    words.next().is_none().then_some(first.stem)
}
