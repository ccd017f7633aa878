//! Answering a question.

use std::sync::Arc;

use lotse_domain::answers::Promise;
use lotse_domain::knowledge::may_read;
use lotse_domain::locale::Locale;
use lotse_text::language::{Language, guess};

use crate::asked::{Asked, AskedWord, Variant, Why};
use crate::candidates::{self, Candidate, Filter, code_of};
use crate::document::Key;
use crate::engine::State;
use crate::meaning::{Likely, Nearness, joined};
use crate::question::{Hit, Outcome, Question, Reason};
use crate::reading::clipped;
use crate::sections::{Wanted, best_passage, shortened};
use crate::segment::Doc;
use crate::shelf::Shelf;
use crate::surety::Signs;

/// Suggestions beside an answer.
const SUGGESTIONS: usize = 5;
/// What counts for a language beside the share of words its articles know: that it is the page's,
/// and that the text looks like it.
const OF_PAGE: f32 = 0.25;
const OF_TEXT: f32 = 0.5;
/// Characters by which the language is guessed.
const GUESSED_CHARS: usize = 400;
/// How much demand can move a candidate: about as much as one more matching word.
const DEMAND: f32 = 0.3;
/// How much the product of the page moves a candidate.
const PRODUCT: f32 = 1.0;
/// How much it speaks against a candidate that the question names a product, and none of its own:
/// about as much as a word of its title speaks for it.
const OTHER_PRODUCT: f32 = 5.0;
/// So many of the best candidates are looked at for that.
const COMPARED: usize = 10;
/// From this confidence on, that of both together, it is asked which of two is meant.
const ONE_OF_TWO: f32 = 0.75;
/// How far the second may be behind the first for that.
const CLOSE: f32 = 0.33;
/// How sure a guess of the catalogue may be: four of five of the surest were right.
const A_GUESS: f32 = 0.75;
/// From this likeness on a phrasing is named as a reason.
const LIKE: f32 = 0.35 * 0.35;

/// A candidate with its score.
pub(crate) struct Ranked {
    pub(crate) score: f32,
    pub(crate) candidate: Candidate,
}

/// What words alone make of a question.
struct ByWords {
    /// Best first.
    likely: Vec<Likely>,
    /// The promise hardest to keep that is kept with the best as the answer.
    strictest: Option<Promise>,
}

pub(crate) fn outcome(state: &State, question: &Question<'_>) -> Outcome {
    let Some((shelf, asked)) = shelf_for(state, question) else {
        return nothing(question.locale.cloned());
    };
    let may = |it: &Doc| may_read(&it.access, question.audience, question.now);
    let ByWords { likely, strictest } = by_words(&shelf, &asked, question, &may);
    let near = Nearness::of(&shelf.vectors, question.vector);
    let likely = joined(likely, (&near, &shelf), &may, strictest.is_some());
    let Some(best) = likely.first() else { return nothing(Some(shelf.locale.clone())) };
    let confidence = best.confidence;
    let promised = strictest >= Some(Promise::OneInTwenty);
    let shown = likely.iter().take(SUGGESTIONS + usize::from(promised));
    let mut hits: Vec<Hit> =
        shown.clone().filter_map(|it| likely_hit(&shelf, &asked, it)).collect();
    let answer = (promised && !hits.is_empty()).then(|| hits.remove(0));
    let sure: Vec<f32> = shown.map(|it| it.by_words).collect();
    let asks_which = answer.is_none() && is_between(&sure);
    let locale = shelf.locale.clone();
    Outcome { answer, suggestions: hits, asks_which, confidence, strictest, locale }
}

fn by_words(shelf: &Shelf, asked: &Asked, question: &Question<'_>, may: Filter<'_>) -> ByWords {
    let mut ranked = ranked(shelf, candidates::collect(shelf, asked, may));
    for it in &mut ranked {
        it.score += context(shelf, &it.candidate, question);
    }
    sort(&mut ranked);
    heed_products(shelf, asked, &mut ranked);
    let evidence: Vec<_> = ranked.iter().map(|it| (it.score, it.candidate.evidence)).collect();
    let surety = &shelf.model.surety;
    let known = asked.known_share(|it| shelf.learned.knows(it));
    let is_firm = evidence.first().is_some_and(|best| best.1.is_firm());
    let confidence = surety.confidence(&Signs::of(asked, &evidence, known));
    let confidence = if is_firm { confidence } else { confidence.min(A_GUESS) };
    let shares = crate::fusion::shares_of(&evidence.iter().map(|it| it.0).collect::<Vec<_>>());
    let top_share = shares.first().copied().unwrap_or(1.0).max(1e-6);
    let is_for = evidence.first().is_some_and(|best| 0.0 < best.0);
    let strictest = surety.strictest(confidence).filter(|_| is_for && is_firm);
    let likely = ranked.into_iter().zip(shares).map(|(it, share)| {
        let sure = confidence * (share / top_share);
        Likely { candidate: it.candidate, by_words: sure, confidence: sure, is_near: false }
    });
    ByWords { likely: likely.collect(), strictest }
}

fn nothing(locale: Option<Locale>) -> Outcome {
    let locale = locale.or_else(|| "und".parse().ok());
    let locale = locale.expect("a locale was given or `und` is one");
    Outcome {
        answer: None,
        suggestions: Vec::new(),
        asks_which: false,
        confidence: 0.0,
        strictest: None,
        locale,
    }
}

/// Whether one of the first two is most probably right and it is open which, by how sure words are.
fn is_between(sure: &[f32]) -> bool {
    let [first, second, ..] = sure else { return false };
    ONE_OF_TWO <= first + second && CLOSE * first <= *second
}

/// The shelf in whose language the question is, with the question prepared for it.
fn shelf_for(state: &State, question: &Question<'_>) -> Option<(Arc<Shelf>, Asked)> {
    let shelves: Vec<&Arc<Shelf>> =
        state.shelves_of(question.brand).filter(|it| 0 < it.len()).collect();
    let locales: Vec<Locale> = shelves.iter().map(|it| it.locale.clone()).collect();
    let wanted = question.locale.and_then(|it| it.best_of(&locales));
    let prior = question.locale.map(|it| Language::from_code(it.language()));
    let (language, sure) = guess(clipped(question.text, GUESSED_CHARS), prior);
    let mut read: Vec<(f32, &Arc<Shelf>, Asked)> = shelves
        .into_iter()
        .map(|shelf| {
            let asked = Asked::new(question.text, shelf);
            (said_share(&asked), shelf, asked)
        })
        .collect();
    let most = read.iter().map(|it| it.0).fold(0.0, f32::max);
    let fit = |share: f32, shelf: &Shelf| {
        let is_page = wanted == Some(&shelf.locale);
        if is_page && most <= share {
            // Foreign words on a device or a sign do not change the language of who asks.
            return f32::INFINITY;
        }
        let of_page = if is_page { OF_PAGE } else { 0.0 };
        let of_text = if shelf.reader.language() == language { OF_TEXT * sure } else { 0.0 };
        share + of_page + of_text
    };
    // `max_by` takes the last of equals; the first shelf shall win.
    read.reverse();
    let best = read.into_iter().max_by(|a, b| fit(a.0, a.1).total_cmp(&fit(b.0, b.1)));
    best.map(|(_, shelf, asked)| (Arc::clone(shelf), asked))
}

/// Which share of the question's words stand in the index as typed.
#[expect(clippy::cast_precision_loss, reason = "a few hundred words at most")]
fn said_share(asked: &Asked) -> f32 {
    let is_said = |it: &&AskedWord| it.variants.iter().any(|it| it.why == Why::Said);
    let said = asked.words.iter().filter(is_said).count();
    said as f32 / asked.words.len().max(1) as f32
}

/// The candidates with their scores, in no order.
pub(crate) fn ranked(shelf: &Shelf, found: Vec<Candidate>) -> Vec<Ranked> {
    let weights = &shelf.model.weights;
    found
        .into_iter()
        .filter(|it| it.evidence.says_something())
        .map(|candidate| Ranked { score: weights.score(&candidate.evidence), candidate })
        .collect()
}

/// Best first; equals in a fixed order.
pub(crate) fn sort(ranked: &mut [Ranked]) {
    ranked.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then(a.candidate.article.cmp(&b.candidate.article))
    });
}

/// What speaks for a candidate beside the question's text: demand, and the product of the page.
fn context(shelf: &Shelf, candidate: &Candidate, question: &Question<'_>) -> f32 {
    let demand = shelf.demand.get(&candidate.article).copied().unwrap_or_default().max(0.0);
    let mut score = DEMAND * (1.0 - 1.0 / (1.0 + demand));
    let Some(doc) = shelf.doc(candidate.place) else { return score };
    let page = question.page.map(str::to_lowercase);
    for product in &doc.products {
        let is_asked = question.product.is_some_and(|it| it.eq_ignore_ascii_case(product));
        let slug = product.to_lowercase().replace(' ', "-");
        let is_page = !slug.is_empty() && page.as_ref().is_some_and(|it| it.contains(&slug));
        if is_asked || is_page {
            score += PRODUCT;
            break;
        }
    }
    score
}

/// Moves candidates that are about other products behind those about the one the question names;
/// an article about no product in particular stays where it is.
fn heed_products(shelf: &Shelf, asked: &Asked, ranked: &mut [Ranked]) {
    let named: Vec<Option<bool>> = ranked
        .iter()
        .take(COMPARED)
        .map(|it| names_product(asked, shelf, shelf.doc(it.candidate.place)?))
        .collect();
    if !named.contains(&Some(true)) {
        return;
    }
    for (it, is_named) in ranked.iter_mut().zip(named) {
        if is_named == Some(false) {
            it.score -= OTHER_PRODUCT;
        }
    }
    sort(ranked);
}

/// Whether the question names a product of an article; `None` when that is about none.
fn names_product(asked: &Asked, shelf: &Shelf, doc: &Doc) -> Option<bool> {
    if doc.products.is_empty() {
        return None;
    }
    let is_asked =
        |key| asked.words.iter().any(|word| word.variants.iter().any(|it| it.key == key));
    // A number alone, as of a size, names none.
    let is_word = |it: &&str| it.starts_with(char::is_alphabetic);
    let mut words = doc.products.iter().flat_map(|it| it.split_whitespace()).filter(is_word);
    Some(words.any(|word| shelf.reader.keys(word).into_iter().any(is_asked)))
}

fn likely_hit(shelf: &Shelf, asked: &Asked, likely: &Likely) -> Option<Hit> {
    let mut hit = hit(shelf, asked, &likely.candidate, likely.confidence)?;
    if likely.is_near {
        hit.reasons.push(Reason::Meaning);
    }
    Some(hit)
}

/// A candidate as it is shown.
pub(crate) fn hit(
    shelf: &Shelf,
    asked: &Asked,
    candidate: &Candidate,
    confidence: f32,
) -> Option<Hit> {
    let doc = shelf.doc(candidate.place)?;
    let mut passage = best_passage(&doc.sections, &wanted(asked), |it| shelf.reader.keys(it));
    if passage.text.is_empty() {
        passage.text = shortened(&doc.short, 300);
    }
    Some(Hit {
        key: Key { article: doc.article, locale: shelf.locale.clone() },
        title: doc.title.clone(),
        marks: Vec::new(),
        confidence: confidence.clamp(0.0, 1.0),
        anchor: passage.anchor,
        passage: passage.text,
        reasons: reasons(shelf, asked, candidate, doc),
    })
}

/// The keys to look for in sections, word by word.
fn wanted(asked: &Asked) -> Vec<Wanted> {
    let words = asked.words.iter().enumerate();
    words
        .flat_map(|(at, word)| {
            let wanted = move |it: &Variant| Wanted {
                key: it.key,
                word: at,
                worth: it.weight * word.rarity,
            };
            word.variants.iter().map(wanted)
        })
        .collect()
}

fn reasons(shelf: &Shelf, asked: &Asked, candidate: &Candidate, doc: &Doc) -> Vec<Reason> {
    let mut reasons = Vec::new();
    reasons.extend(code_of(doc, asked).map(Reason::Code));
    if 0.5 < candidate.evidence.near || 0.0 < candidate.evidence.trained {
        reasons.push(Reason::Learned);
    }
    if LIKE <= candidate.evidence.phrasing {
        reasons.extend(best_phrasing(shelf, asked, doc).map(Reason::Phrasing));
    }
    let has = |key: u32| {
        let part = shelf.parts.get(candidate.place.0);
        let rows = part.map(|it| it.segment.terms.rows(key).rows).unwrap_or_default();
        rows.binary_search(&candidate.place.1).is_ok()
    };
    let mut words = Vec::new();
    for word in &asked.words {
        let Some(variant) = word.variants.iter().find(|it| has(it.key)) else { continue };
        match &variant.why {
            Why::Said | Why::Corrected(_) => words.push(word.text.clone()),
            Why::Means(means) => {
                reasons.push(Reason::Synonym { said: word.text.clone(), means: means.clone() });
            }
        }
    }
    if !words.is_empty() {
        reasons.push(Reason::Words(words));
    }
    reasons
}

fn best_phrasing(shelf: &Shelf, asked: &Asked, doc: &Doc) -> Option<String> {
    let alike = |text: &str| {
        let features = shelf.reader.features(text);
        let shared = features.iter().filter(|it| asked.plain_features.binary_search(it).is_ok());
        shared.count() * 1_000 / (features.len() + asked.plain_features.len()).max(1)
    };
    let texts = doc.phrasings.iter().chain(&doc.words);
    texts.max_by_key(|it| alike(it)).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_of_two_is_asked_when_both_are_likely_and_one_is_probably_right() {
        assert!(is_between(&[0.5, 0.4, 0.1]));
        assert!(!is_between(&[0.8, 0.1]), "the first is far ahead");
        assert!(!is_between(&[0.3, 0.3]), "perhaps neither is right");
        assert!(!is_between(&[0.9]));
    }
}
