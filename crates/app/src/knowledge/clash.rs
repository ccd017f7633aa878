//! What a text states otherwise than other live articles that are found for the same questions.

use std::collections::{HashMap, HashSet};

use lotse_answer::Outcome;
use lotse_domain::ids::ArticleId;
use lotse_domain::knowledge::LiveArticle;
use lotse_store::StoreError;
use lotse_text::figures::{Clash, Statements};
use lotse_text::language::Language;
use lotse_text::words::Analyzer;

use super::markup::{Links, plain_text, render};
use super::trial::Named;
use crate::App;

/// Candidates behind the third are found for many things.
const NEAR: usize = 3;
/// So many questions are compared per article: the first ones.
const MOST_QUESTIONS: usize = 20;
/// So many other articles are read: those met most often.
const MOST_ARTICLES: usize = 30;

/// Two articles that are found for the same question and cannot both be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// A question that finds both.
    pub question: String,
    /// The other article.
    pub other: Named,
    /// The two sentences; `here` stands in the rehearsed text.
    pub clash: Clash,
}

/// Which other articles are found where the rehearsed one is found, and for which questions.
#[derive(Debug, Default)]
pub(super) struct Meetings(HashMap<ArticleId, Vec<String>>);

impl Meetings {
    /// Notes who is found together with the article.
    pub(super) fn note(&mut self, article: ArticleId, question: &str, outcome: &Outcome) {
        let hits = outcome.answer.iter().chain(&outcome.suggestions).take(NEAR);
        let found: Vec<ArticleId> = hits.map(|it| it.key.article).collect();
        if !found.contains(&article) {
            return;
        }
        for other in found.into_iter().filter(|it| *it != article) {
            let questions = self.0.entry(other).or_default();
            if questions.len() < MOST_QUESTIONS && !questions.iter().any(|it| it == question) {
                questions.push(question.to_owned());
            }
        }
    }
}

impl App {
    /// Where the text and the articles it meets state different figures of the same thing.
    pub(super) async fn contradictions(
        &self,
        live: &LiveArticle,
        meetings: Meetings,
    ) -> Result<Vec<Contradiction>, StoreError> {
        let mut met: Vec<(ArticleId, Vec<String>)> = meetings.0.into_iter().collect();
        met.sort_by_key(|(id, questions)| (std::cmp::Reverse(questions.len()), *id));
        met.truncate(MOST_ARTICLES);
        let analyzer = Analyzer::new(Language::from_code(live.locale.as_str()));
        let statements = |it: &LiveArticle| {
            let html = render(&it.content.body, Links { base: "", locale: &it.locale }).html;
            let text = format!("{}\n{}", it.content.short, plain_text(&html));
            Statements::of(&analyzer, &text)
        };
        let here = statements(live);
        let mut found: Vec<Contradiction> = Vec::new();
        let mut tx = self.store.read().await?;
        for (id, questions) in met {
            let mut texts = tx.live_texts(id).await?.into_iter().map(|it| it.article);
            let Some(other) = texts.find(|it| it.locale == live.locale) else { continue };
            let there = statements(&other);
            let named = Named { article: id, title: other.content.title };
            let mut told = HashSet::new();
            for question in questions {
                for clash in here.clashes(&there, &analyzer, &question) {
                    let figures = (clash.here.figure.clone(), clash.there.figure.clone());
                    if told.insert(figures) {
                        let (question, other) = (question.clone(), named.clone());
                        found.push(Contradiction { question, other, clash });
                    }
                }
            }
        }
        Ok(found)
    }
}
