//! A question comes in, an answer, suggestions or an honest "I do not know" goes out.

use std::ops::Range;

use lotse_answer::{Hit, Question, Reason};
use lotse_domain::answers::{Best, Decision, Mode, Policy, Surface, decide};
use lotse_domain::ids::{ArticleId, BrandId, QuestionId};
use lotse_domain::knowledge::{Audience, Kind};
use lotse_domain::locale::Locale;
use lotse_store::{Asked, LiveLine, StoreError};
use lotse_text::language::Language;
use lotse_text::words::{Analyzer, WordKind};
use url::Url;

use crate::App;
use crate::knowledge::Reader;

/// So many characters of a question are kept.
const KEPT_CHARS: usize = 2_000;
/// A longer address is made for one visitor.
const PAGE_KEY_BYTES: usize = 300;
/// Never a longer list than a person reads.
const SUGGESTIONS: usize = 5;

/// A question.
#[derive(Debug, Clone)]
pub struct Asking<'a> {
    /// In the asker's words.
    pub text: &'a str,
    /// The brand.
    pub brand: BrandId,
    /// The language of the page, if one is known; the question may be in another.
    pub locale: Option<&'a Locale>,
    /// Who asks.
    pub audience: &'a Audience,
    /// The address of the page it is asked on.
    pub page: Option<&'a str>,
    /// Where it is asked.
    pub surface: Surface,
    /// Whether it says in other words what the same person has asked just before.
    pub is_rewording: bool,
}

/// An article that fits.
#[derive(Debug, Clone)]
pub struct Found {
    /// The article as listed.
    pub line: LiveLine,
    /// How sure Lotse is that it answers the question, in [0, 1].
    pub confidence: f32,
    /// The heading to go to.
    pub anchor: Option<String>,
    /// The best passage as plain text, at most 300 characters.
    pub passage: String,
    /// Why it was found.
    pub reasons: Vec<Reason>,
}

/// What Lotse says to a question.
#[derive(Debug, Clone)]
pub struct Answered {
    /// What was decided.
    pub decision: Decision,
    /// The answer, only when decided so.
    pub answer: Option<Found>,
    /// Others that may fit, best first, at most five; without the answer.
    pub suggestions: Vec<Found>,
    /// How sure Lotse is of the best, in [0, 1].
    pub confidence: f32,
    /// The language the question was taken for.
    pub locale: Locale,
    /// For feedback; known to the store a moment later.
    pub question: QuestionId,
    /// Whether the best is the answer wherever Lotse may answer.
    pub is_promised: bool,
}

/// An article suggested while typing.
#[derive(Debug, Clone)]
pub struct Suggested {
    /// The article as listed.
    pub line: LiveLine,
    /// What of the title fits, in bytes.
    pub marks: Vec<Range<usize>>,
    /// The heading to go to.
    pub anchor: Option<String>,
}

impl Found {
    /// What it says in short: the short answer, else the best passage. A manual is long: there the
    /// passage says more than its summary.
    #[must_use]
    pub fn text(&self) -> &str {
        let is_manual = self.line.facts.kind == Kind::Manual && !self.passage.is_empty();
        let has_short = !self.line.short.is_empty() && !is_manual;
        if has_short || self.passage.is_empty() { &self.line.short } else { &self.passage }
    }
}

impl App {
    /// Answers a question and keeps it for the reports.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn ask(&self, asking: &Asking<'_>) -> Result<Answered, StoreError> {
        let answered = self.look_up(asking).await?;
        self.log_question(Self::asked(asking, &answered));
        Ok(answered)
    }

    /// Answers without keeping the question: while somebody is still writing it.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn look_up(&self, asking: &Asking<'_>) -> Result<Answered, StoreError> {
        let vector = self.meaning_of(asking.text).await;
        let outcome =
            self.engine.ask(&Question { vector: vector.as_deref(), ..question(self, asking) });
        let best = outcome.best().map(|it| it.key.article);
        let policy = self.policy(asking);
        let is_promised = outcome.strictest.is_some_and(|it| policy.promise <= it);
        let first_two: Vec<_> =
            outcome.suggestions.iter().map(|it| it.key.article).take(2).collect();
        let asks_which = outcome.asks_which;
        let hits: Vec<Hit> = outcome.answer.into_iter().chain(outcome.suggestions).collect();
        let mut found = self.found(asking, &outcome.locale, hits).await?;
        // The store may know that the best one is gone; the next one was never promised.
        let best = found.first().map(|it| Best {
            confidence: it.confidence,
            is_promised: is_promised && best == Some(it.line.article),
            is_one_of_two: asks_which
                && first_two.iter().eq(found.iter().take(2).map(|it| &it.line.article)),
        });
        let decision = decide(best, policy.mode_now());
        let answer = match decision {
            Decision::Answer => Some(found.remove(0)),
            Decision::AskWhich | Decision::Suggest => None,
            Decision::Unknown => {
                found.clear();
                None
            }
        };
        found.truncate(SUGGESTIONS);
        Ok(Answered {
            decision,
            answer,
            suggestions: found,
            confidence: best.map_or(0.0, |it| it.confidence),
            locale: outcome.locale,
            question: QuestionId(self.fresh_id()),
            is_promised: decide(best, Mode::Answer) == Decision::Answer,
        })
    }

    fn policy(&self, asking: &Asking<'_>) -> Policy {
        let current = self.current();
        let brand = current.brand_of(asking.brand);
        brand.map(|it| it.brand.policies.of(asking.surface)).unwrap_or_default()
    }

    /// Suggests articles for a question that is still being typed; at most eight.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn suggest(&self, asking: &Asking<'_>) -> Result<Vec<Suggested>, StoreError> {
        let hits = self.engine.complete(&question(self, asking));
        let Some(locale) = hits.first().map(|it| it.key.locale.clone()) else {
            return Ok(Vec::new());
        };
        let lines = self.lines(asking, &locale, &hits).await?;
        let suggested = hits.into_iter().filter_map(|hit| {
            let line = lines.iter().find(|it| it.article == hit.key.article)?.clone();
            Some(Suggested { line, marks: hit.marks, anchor: hit.anchor })
        });
        Ok(suggested.collect())
    }

    /// Looks the hits up in the store, which filters once more by who asks.
    async fn found(
        &self,
        asking: &Asking<'_>,
        locale: &Locale,
        hits: Vec<Hit>,
    ) -> Result<Vec<Found>, StoreError> {
        let lines = self.lines(asking, locale, &hits).await?;
        let found = hits.into_iter().filter_map(|hit| {
            let line = lines.iter().find(|it| it.article == hit.key.article)?.clone();
            Some(Found {
                line,
                confidence: hit.confidence,
                anchor: hit.anchor,
                passage: hit.passage,
                reasons: hit.reasons,
            })
        });
        Ok(found.collect())
    }

    async fn lines(
        &self,
        asking: &Asking<'_>,
        locale: &Locale,
        hits: &[Hit],
    ) -> Result<Vec<LiveLine>, StoreError> {
        if hits.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<ArticleId> = hits.iter().map(|it| it.key.article).collect();
        let reader = Reader {
            brand: asking.brand,
            locale: locale.clone(),
            audience: asking.audience.clone(),
        };
        self.store.read().await?.live_lines_of(reader.at(self), &ids).await
    }

    pub(crate) fn asked(asking: &Asking<'_>, answered: &Answered) -> Asked {
        let best = answered.answer.as_ref().or_else(|| answered.suggestions.first());
        let text: String = asking.text.trim().chars().take(KEPT_CHARS).collect();
        Asked {
            id: answered.question,
            brand: asking.brand,
            locale: answered.locale.clone(),
            surface: asking.surface,
            key: gap_key(&text, &answered.locale),
            text,
            page: asking.page.map(|it| it.chars().take(KEPT_CHARS).collect()),
            page_key: asking.page.and_then(page_key),
            article: best.map(|it| it.line.article),
            confidence: f64::from(answered.confidence),
            decision: answered.decision.as_str(),
            is_rewording: asking.is_rewording,
            is_promised: answered.is_promised,
        }
    }
}

fn question<'a>(app: &App, asking: &Asking<'a>) -> Question<'a> {
    Question {
        text: asking.text,
        brand: asking.brand,
        locale: asking.locale,
        audience: asking.audience,
        now: app.now(),
        page: asking.page,
        product: None,
        vector: None,
    }
}

/// A page whatever the query and fragment of its address; `None` where it has no address of the web, or
/// a longer one than pages have that many people come to.
pub(crate) fn page_key(page: &str) -> Option<String> {
    let url = Url::parse(page).ok()?;
    let key = format!("{}{}", url.host_str()?, url.path().trim_end_matches('/'));
    (key.len() <= PAGE_KEY_BYTES).then_some(key)
}

/// What questions about the same have in common: the stems of their words that carry meaning,
/// sorted, at most eight.
fn gap_key(text: &str, locale: &Locale) -> String {
    let analyzer = Analyzer::new(Language::from_code(locale.as_str()));
    let mut stems: Vec<String> = analyzer
        .words(text)
        .into_iter()
        .filter(|it| it.kind != WordKind::Stop)
        .map(|it| it.stem)
        .collect();
    stems.sort_unstable();
    stems.dedup();
    stems.truncate(8);
    stems.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_the_same_whatever_stands_behind_its_path() {
        let key = page_key("https://shop.example/brillen/aurora/?utm=1#oben");
        assert_eq!(key.as_deref(), Some("shop.example/brillen/aurora"));
        assert_eq!(page_key("https://SHOP.example").as_deref(), Some("shop.example"));
        assert_eq!(page_key("about:blank"), None);
        assert_eq!(page_key(&format!("https://shop.example/{}", "x".repeat(300))), None);
    }

    #[test]
    fn questions_that_differ_in_small_words_are_one_gap() {
        let german: Locale = "de".parse().unwrap();
        let key = |text| gap_key(text, &german);
        assert_eq!(key("Gibt es Hörgeräte?"), key("gibt es bei euch auch hörgeräte"));
        assert_ne!(key("Gibt es Hörgeräte?"), key("Gibt es Lupen?"));
        assert_eq!(key("???"), "");
    }
}
