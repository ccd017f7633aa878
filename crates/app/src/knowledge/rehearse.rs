//! Rehearsing a publish: golden questions, and what customers asked before, are asked once more of
//! knowledge in which the text is live already, and what would be said then is compared with what is
//! said now.

use std::collections::{HashMap, HashSet};

use lotse_answer::Outcome;
use lotse_domain::answers::golden::MOST_GOLDEN;
use lotse_domain::ids::ArticleId;
use lotse_domain::knowledge::{Audience, LiveArticle};
use lotse_domain::locale::Locale;
use lotse_store::{GoldenFilter, GoldenRow, PastQuestion, StoreError};

use super::clash::{Contradiction, Meetings};
use super::publish::{PublishError, live_as};
use super::trial::{GoldenTrial, Named, Stage, Trial};
use crate::App;
use crate::access::{May, WriteKnowledge};

/// Never asks more questions of the past than these.
const MOST_REHEARSED: usize = 5_000;
/// So many questions are told one by one; nobody reads more.
const SHOWN: usize = 50;

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
    /// All golden questions of the language: broken ones first, then those that do not pass.
    pub golden: Vec<GoldenTrial>,
    /// What the text states otherwise than another live article that is found for the same
    /// questions.
    pub contradictions: Vec<Contradiction>,
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

/// All that is asked.
struct Script {
    golden: Vec<GoldenRow>,
    past: Vec<PastQuestion>,
    live: LiveArticle,
}

/// What was heard.
struct Heard {
    trials: Vec<Trial>,
    pairs: Vec<Pair>,
    meetings: Meetings,
}

impl App {
    /// What publishing the newest saved text would change of the answers to golden questions and to
    /// the newest questions in its language. Nothing is published and nothing is kept. What a later
    /// training makes of the text is not foreseen.
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
        let of = GoldenFilter { brand: article.brand, locale: Some(locale), article: None };
        let golden = tx.golden(of, None, MOST_GOLDEN).await?;
        let limit = i64::try_from(MOST_REHEARSED).unwrap_or(i64::MAX);
        let past = tx.past_questions((article.brand, locale), limit).await?;
        let stage = self.staged(&mut tx, &live).await?;
        drop(tx);
        let (script, heard) = played(stage, Script { golden, past, live }).await;
        let contradictions = self.contradictions(&script.live, heard.meetings).await?;
        let rehearsal = self.told(&script.live, &script.past, heard.pairs).await?;
        let golden = self.named_trials(Some(&script.live), script.golden, heard.trials).await?;
        Ok(Rehearsal { golden, contradictions, ..rehearsal })
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
        let asked = questions.len();
        Ok(Rehearsal { asked, changed, collisions, shifted, ..Rehearsal::default() })
    }
}

/// Asks on a thread of its own: thousands of questions keep a processor busy for seconds.
async fn played(stage: Stage, script: Script) -> (Script, Heard) {
    let play = move || {
        let mut meetings = Meetings::default();
        let trials = stage.trials(&script.golden);
        let pairs = pairs(&stage, &script, &mut meetings);
        meet_at_its_own_words(&stage, &script, &mut meetings);
        (script, Heard { trials, pairs, meetings })
    };
    tokio::task::spawn_blocking(play).await.expect("comparing does not panic")
}

/// The questions to which the two say something else, or of which the second finds the confirmed
/// article no longer first.
fn pairs(stage: &Stage, script: &Script, meetings: &mut Meetings) -> Vec<Pair> {
    let answer = |it: &Outcome| it.answer.as_ref().map(|it| it.key.article);
    let mut pairs = Vec::new();
    for (place, question) in script.past.iter().enumerate() {
        let text = (question.text.as_str(), &script.live.locale);
        let (before, after) = stage.both(text, &Audience::Anyone);
        meetings.note(script.live.article, &question.text, &after);
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

/// Notes who else is found for golden questions, and for what the text itself says it answers.
fn meet_at_its_own_words(stage: &Stage, script: &Script, meetings: &mut Meetings) {
    let golden = script.golden.iter().map(|it| &it.golden.text);
    let content = &script.live.content;
    for text in golden.chain([&content.title]).chain(content.phrasings.iter().take(SHOWN)) {
        let after = stage.after((text, &script.live.locale), &Audience::Team);
        meetings.note(script.live.article, text, &after);
    }
}
