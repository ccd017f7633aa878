//! Rehearsing a publish: what customers asked before is asked once more of knowledge in which the
//! text is live already, and what would be said then is compared with what is said now.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use lotse_answer::{Change, Engine, Outcome, Question};
use lotse_domain::ids::{ArticleId, BrandId};
use lotse_domain::knowledge::{Audience, LiveArticle};
use lotse_domain::locale::Locale;
use lotse_store::{PastQuestion, StoreError};

use super::publish::{PublishError, live_as};
use crate::App;
use crate::access::{May, WriteKnowledge};
use crate::current::document;

/// Never asks more questions than these.
const MOST_REHEARSED: usize = 5_000;
/// So many questions are told one by one; nobody reads more.
const SHOWN: usize = 50;

/// An article that answers a question, or would.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The article.
    pub article: ArticleId,
    /// Its title; of the rehearsed text the new one.
    pub title: String,
}

/// A question to which something else would be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shifted {
    /// The question.
    pub text: String,
    /// How often it was asked in these words.
    pub count: i64,
    /// What it is answered with now, if anything.
    pub before: Option<Named>,
    /// What it would be answered with, if anything.
    pub after: Option<Named>,
    /// The article that somebody confirmed for it.
    pub confirmed: Option<Named>,
    /// Whether the confirmed article would not be found first any more.
    pub is_collision: bool,
}

/// What publishing would change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rehearsal {
    /// Different questions that were asked, the newest.
    pub asked: usize,
    /// Of those, how many would get another answer, or lose or gain one.
    pub changed: usize,
    /// Of those with a confirmed article, how many would not find it first any more.
    pub collisions: usize,
    /// The questions, collisions first, then the most frequent; at most 50.
    pub shifted: Vec<Shifted>,
}

/// One question, before and after.
struct Pair {
    at: usize,
    before: Option<ArticleId>,
    after: Option<ArticleId>,
    is_collision: bool,
}

impl App {
    /// What publishing the newest saved text would change of the answers to the newest questions in
    /// its language. Nothing is published and nothing is kept. What a later training makes of the
    /// text is not foreseen.
    ///
    /// # Errors
    /// See [`PublishError`].
    pub async fn rehearse(
        &self,
        _may: &May<WriteKnowledge>,
        (id, locale): (ArticleId, &Locale),
    ) -> Result<Rehearsal, PublishError> {
        let mut tx = self.store.read().await?;
        let article = tx.article(id).await?.ok_or(PublishError::NotFound)?;
        let text = article.translations.iter().find(|it| it.locale == *locale);
        let text = text.ok_or(PublishError::NotFound)?;
        let live = live_as(&article, text, self.now())?;
        let of = (article.brand, locale);
        let limit = i64::try_from(MOST_REHEARSED).unwrap_or(i64::MAX);
        let questions = tx.past_questions(of, limit).await?;
        // What is live is put in anew too: the same text in another place of the index can turn a
        // question that hangs in the balance, and that would not be the new text's doing.
        let texts = tx.live_texts(id).await?.into_iter().map(|it| it.article);
        let put = |it: LiveArticle| Change::Put(Box::new(document(it)));
        let before: Vec<Change> = texts.filter(|it| it.locale == *locale).map(put).collect();
        drop(tx);
        let now = self.engine.imagined(&before);
        let then = self.engine.imagined(&[put(live.clone())]);
        let place = (article.brand, locale.clone());
        let (questions, pairs) = compared((now, then), questions, (place, self.now())).await;
        Ok(self.told(&live, &questions, pairs).await?)
    }

    /// Names the articles and puts what matters first.
    async fn told(
        &self,
        live: &LiveArticle,
        questions: &[PastQuestion],
        mut pairs: Vec<Pair>,
    ) -> Result<Rehearsal, StoreError> {
        let changed = pairs.iter().filter(|it| it.before != it.after).count();
        let collisions = pairs.iter().filter(|it| it.is_collision).count();
        let count = |it: &Pair| questions.get(it.at).map_or(0, |it| it.count);
        pairs.sort_by_key(|it| (!it.is_collision, -count(it), it.at));
        pairs.truncate(SHOWN);
        let confirmed = |it: &Pair| questions.get(it.at).and_then(|it| it.confirmed);
        let ids: HashSet<ArticleId> =
            pairs.iter().flat_map(|it| [it.before, it.after, confirmed(it)]).flatten().collect();
        let ids: Vec<ArticleId> = ids.into_iter().collect();
        let mut titles: HashMap<ArticleId, String> = HashMap::new();
        let found = self.store.read().await?.live_titles((&live.locale, &ids)).await?;
        titles.extend(found);
        titles.insert(live.article, live.content.title.clone());
        let named = |id: Option<ArticleId>| {
            let title = id.and_then(|it| titles.get(&it)).cloned();
            id.map(|article| Named { article, title: title.unwrap_or_default() })
        };
        let shifted = pairs.iter().filter_map(|it| {
            let question = questions.get(it.at)?;
            Some(Shifted {
                text: question.text.clone(),
                count: question.count,
                before: named(it.before),
                after: named(it.after),
                confirmed: named(question.confirmed),
                is_collision: it.is_collision,
            })
        });
        let shifted = shifted.collect();
        Ok(Rehearsal { asked: questions.len(), changed, collisions, shifted })
    }
}

/// Compares on a thread of its own: thousands of questions keep a processor busy for seconds.
async fn compared(
    engines: (Engine, Engine),
    questions: Vec<PastQuestion>,
    (place, at): ((BrandId, Locale), DateTime<Utc>),
) -> (Vec<PastQuestion>, Vec<Pair>) {
    let compare = move || {
        let pairs = pairs((&engines.0, &engines.1), &questions, (&place, at));
        (questions, pairs)
    };
    tokio::task::spawn_blocking(compare).await.expect("comparing does not panic")
}

/// The questions to which the two say something else, or of which the second finds the confirmed
/// article no longer first.
fn pairs(
    (now, then): (&Engine, &Engine),
    questions: &[PastQuestion],
    ((brand, locale), at): (&(BrandId, Locale), DateTime<Utc>),
) -> Vec<Pair> {
    let asked = |engine: &Engine, text: &str| {
        let question = Question {
            text,
            brand: *brand,
            locale: Some(locale),
            audience: &Audience::Anyone,
            now: at,
            page: None,
            product: None,
        };
        engine.ask(&question)
    };
    let answer = |it: &Outcome| it.answer.as_ref().map(|it| it.key.article);
    let mut pairs = Vec::new();
    for (place, question) in questions.iter().enumerate() {
        let (before, after) = (asked(now, &question.text), asked(then, &question.text));
        let is_first = |it: &Outcome| {
            question.confirmed.is_some() && it.best().map(|it| it.key.article) == question.confirmed
        };
        let pair = Pair {
            at: place,
            before: answer(&before),
            after: answer(&after),
            is_collision: is_first(&before) && !is_first(&after),
        };
        if pair.before != pair.after || pair.is_collision {
            pairs.push(pair);
        }
    }
    pairs
}
