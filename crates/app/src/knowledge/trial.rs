//! Asking golden questions twice: of knowledge as it is, and as it would be.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use lotse_answer::{Change, Engine, Outcome, Question};
use lotse_domain::answers::golden::{Standing, is_broken, standing};
use lotse_domain::ids::{ArticleId, BrandId, GoldenId};
use lotse_domain::knowledge::{Audience, LiveArticle, Visibility};
use lotse_domain::locale::Locale;
use lotse_store::{GoldenRow, StoreError, Tx};

use crate::App;
use crate::current::document;

/// An article that answers a question, or would.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The article.
    pub article: ArticleId,
    /// Its title; of the rehearsed text the new one.
    pub title: String,
}

/// How a golden question stands now, and how it would.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldenTrial {
    /// Which one.
    pub id: GoldenId,
    /// The question.
    pub text: String,
    /// Its language.
    pub locale: Locale,
    /// The article that must answer it; `None` when nothing must.
    pub wanted: Option<Named>,
    /// How it stands.
    pub before: Standing,
    /// How it would stand.
    pub after: Standing,
    /// What would be found first then, or of a question nothing must answer: the answer.
    pub found: Option<Named>,
}

impl GoldenTrial {
    /// Whether it would stand worse.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        is_broken(self.before, self.after)
    }
}

/// Knowledge of one brand as it is and as it would be, at one moment.
pub(super) struct Stage {
    pub(super) now: Engine,
    pub(super) then: Engine,
    pub(super) brand: BrandId,
    /// When it is asked.
    pub(super) at: DateTime<Utc>,
}

/// One golden question, before and after.
pub(super) struct Trial {
    before: Standing,
    after: Standing,
    found: Option<ArticleId>,
}

impl Stage {
    /// What is said to a question, and what would be.
    pub(super) fn both(
        &self,
        (text, locale): (&str, &Locale),
        audience: &Audience,
    ) -> (Outcome, Outcome) {
        let question = self.question((text, locale), audience);
        (self.now.ask(&question), self.then.ask(&question))
    }

    /// What would be said to a question.
    pub(super) fn after(&self, (text, locale): (&str, &Locale), audience: &Audience) -> Outcome {
        self.then.ask(&self.question((text, locale), audience))
    }

    fn question<'a>(
        &self,
        (text, locale): (&'a str, &'a Locale),
        audience: &'a Audience,
    ) -> Question<'a> {
        let locale = Some(locale);
        Question {
            text,
            brand: self.brand,
            locale,
            audience,
            now: self.at,
            page: None,
            product: None,
            vector: None,
        }
    }

    /// Golden questions in their order; each is asked as somebody who may read its article.
    pub(super) fn trials(&self, golden: &[GoldenRow]) -> Vec<Trial> {
        let answer = |it: &Outcome| it.answer.as_ref().map(|it| it.key.article);
        let first = |it: &Outcome| it.best().map(|it| it.key.article);
        let tried = |row: &GoldenRow| {
            let wanted = row.golden.article;
            let question = (row.golden.text.as_str(), &row.golden.locale);
            let (before, after) = self.both(question, &audience_of(row.visibility.as_ref()));
            let stands = |it: &Outcome| standing(wanted, answer(it), first(it));
            Trial {
                before: stands(&before),
                after: stands(&after),
                found: if wanted.is_some() { first(&after) } else { answer(&after) },
            }
        };
        golden.iter().map(tried).collect()
    }
}

/// Somebody who may read what is for these; anybody where that is not known.
fn audience_of(visibility: Option<&Visibility>) -> Audience {
    match visibility {
        None | Some(Visibility::Public) => Audience::Anyone,
        Some(Visibility::SignedIn) => Audience::Contact { segments: Vec::new() },
        Some(Visibility::Segment(name)) => Audience::Contact { segments: vec![name.clone()] },
        Some(Visibility::Internal) => Audience::Team,
    }
}

impl App {
    /// Knowledge as it is, and as it would be with this text live: at once, or when it begins to
    /// hold.
    pub(super) async fn staged(
        &self,
        tx: &mut Tx,
        live: &LiveArticle,
    ) -> Result<Stage, StoreError> {
        // What is live is put in anew too: the same text in another place of the index can turn a
        // question that hangs in the balance, and that would not be the new text's doing.
        let texts = tx.live_texts(live.article).await?.into_iter().map(|it| it.article);
        let put = |it: LiveArticle| Change::Put(Box::new(document(it)));
        let before: Vec<Change> = texts.filter(|it| it.locale == live.locale).map(put).collect();
        let begins = live.facts.access.validity.from;
        Ok(Stage {
            now: self.engine.imagined(&before),
            then: self.engine.imagined(&[put(live.clone())]),
            brand: live.brand,
            at: begins.map_or(self.now(), |it| it.max(self.now())),
        })
    }

    /// Names the articles of trials; broken ones first, then those that do not pass.
    pub(super) async fn named_trials(
        &self,
        rehearsed: Option<&LiveArticle>,
        golden: Vec<GoldenRow>,
        trials: Vec<Trial>,
    ) -> Result<Vec<GoldenTrial>, StoreError> {
        let mut titles: HashMap<(Locale, ArticleId), String> = HashMap::new();
        let found: HashSet<(Locale, ArticleId)> = golden
            .iter()
            .zip(&trials)
            .filter_map(|(row, it)| Some((row.golden.locale.clone(), it.found?)))
            .collect();
        let mut tx = self.store.read().await?;
        for (locale, id) in found {
            let named = tx.live_titles((&locale, &[id])).await?;
            titles.extend(named.into_iter().map(|(id, title)| ((locale.clone(), id), title)));
        }
        if let Some(it) = rehearsed {
            titles.insert((it.locale.clone(), it.article), it.content.title.clone());
        }
        let mut told: Vec<GoldenTrial> = golden
            .into_iter()
            .zip(trials)
            .map(|(row, trial)| {
                let GoldenRow { golden: it, title, .. } = row;
                let named = |id: Option<ArticleId>, known: Option<String>| {
                    let article = id?;
                    let title = titles.get(&(it.locale.clone(), article)).cloned().or(known);
                    Some(Named { article, title: title.unwrap_or_default() })
                };
                GoldenTrial {
                    wanted: named(it.article, title),
                    found: named(trial.found, None),
                    id: it.id,
                    text: it.text,
                    locale: it.locale,
                    before: trial.before,
                    after: trial.after,
                }
            })
            .collect();
        told.sort_by_key(|it| (!it.is_broken(), it.after.passes()));
        Ok(told)
    }
}
