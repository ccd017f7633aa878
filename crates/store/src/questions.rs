//! What was asked, what it led to, and what people confirmed.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use lotse_domain::answers::{Surface, demand_after};
use lotse_domain::ids::{ArticleId, BrandId, QuestionId};
use lotse_domain::locale::Locale;

use crate::error::StoreError;
use crate::row::{json, values};
use crate::tx::Tx;

/// A question and what Lotse did with it.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Its id.
    pub id: QuestionId,
    /// The brand.
    pub brand: BrandId,
    /// The language it was taken for.
    pub locale: Locale,
    /// Where it was asked.
    pub surface: Surface,
    /// The question, cut to 2,000 characters by the caller.
    pub text: String,
    /// The page it was asked on.
    pub page: Option<String>,
    /// The same for every address of the page.
    pub page_key: Option<String>,
    /// The best article, answered or only suggested.
    pub article: Option<ArticleId>,
    /// How sure Lotse was, in [0, 1].
    pub confidence: f64,
    /// `answer`, `suggest` or `unknown`.
    pub decision: &'static str,
    /// Equal for questions that are the same but for small words; groups gaps.
    pub key: String,
    /// Whether it says in other words what its asker has asked just before.
    pub is_rewording: bool,
    /// Whether the best article is the answer wherever Lotse may answer.
    pub is_promised: bool,
}

/// A question in the same words, however often it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastQuestion {
    /// The question.
    pub text: String,
    /// How often.
    pub count: i64,
    /// The one article that somebody confirmed for these words.
    pub confirmed: Option<ArticleId>,
}

/// Questions nobody had an answer to, folded into one.
#[derive(Debug, Clone)]
pub struct Gap {
    /// What they have in common.
    pub key: String,
    /// The newest wording.
    pub text: String,
    /// The language.
    pub locale: Locale,
    /// How often.
    pub count: i64,
    /// Other wordings, at most five.
    pub examples: Vec<String>,
    /// When last.
    pub last_asked_at: DateTime<Utc>,
}

/// How an article was judged by its readers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Feedback {
    /// It helped.
    pub yes: i64,
    /// It did not.
    pub no: i64,
}

/// An article by demand.
#[derive(Debug, Clone)]
pub struct TopArticle {
    /// The article.
    pub article: ArticleId,
    /// Decayed demand at the time of asking.
    pub score: f64,
    /// How often it was asked for in all.
    pub asked: i64,
}

impl Tx {
    /// Keeps a question; counts the day, and the demand or, if there is no answer to it, the gap.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn log_question(&mut self, it: &Asked, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.run(
            "insert into questions (id, brand, locale, surface, text, page, article, confidence,
             decision, asked_at, is_rewording, is_promised, page_key)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            values![
                it.id,
                it.brand,
                &it.locale,
                it.surface.as_str(),
                &it.text,
                it.page.clone(),
                it.article,
                it.confidence,
                it.decision,
                now,
                it.is_rewording,
                it.is_promised,
                it.page_key.clone()
            ],
        )
        .await?;
        let answered = it.decision == "answer";
        self.count_day(it.brand, now, (1, i64::from(answered), 0)).await?;
        self.count_surface_day((it.brand, it.surface.as_str()), now, answered).await?;
        match it.article.filter(|_| it.is_promised) {
            Some(article) => self.add_demand(it.brand, article, now).await,
            None => self.add_gap(it, now).await,
        }
    }

    pub(crate) async fn count_day(
        &mut self,
        brand: BrandId,
        now: DateTime<Utc>,
        (asked, answered, solved): (i64, i64, i64),
    ) -> Result<(), StoreError> {
        self.run(
            "insert into days (brand, day, asked, answered, solved) values ($1, $2, $3, $4, $5)
             on conflict (brand, day) do update set asked = days.asked + excluded.asked,
             answered = days.answered + excluded.answered,
             solved = days.solved + excluded.solved",
            values![brand, now.date_naive().to_string(), asked, answered, solved],
        )
        .await?;
        Ok(())
    }

    /// Counts one more question for an article; older demand decays.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn add_demand(
        &mut self,
        brand: BrandId,
        article: ArticleId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let row = self
            .one("select score, updated_at from demand where article = $1", values![article])
            .await?;
        let before = match row {
            None => 0.0,
            Some(row) => row.real("score")? * demand_after(days(row.time("updated_at")?, now)),
        };
        self.run(
            "insert into demand (article, brand, score, asked, updated_at)
             values ($1, $2, $3, 1, $4) on conflict (article) do update set
             score = excluded.score, asked = demand.asked + 1,
             updated_at = excluded.updated_at",
            values![article, brand, before + 1.0, now],
        )
        .await?;
        Ok(())
    }

    /// The articles most asked for, by decayed demand, at most `limit`.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn top_articles(
        &mut self,
        brand: BrandId,
        now: DateTime<Utc>,
        limit: usize,
    ) -> Result<Vec<TopArticle>, StoreError> {
        // Scores decay alike, so the order by stored score and age needs all rows of the brand;
        // there is one per article that was ever asked for.
        let rows = self
            .all(
                "select article, score, asked, updated_at from demand where brand = $1
                 order by updated_at desc limit 5000",
                values![brand],
            )
            .await?;
        let mut top = rows
            .iter()
            .map(|row| {
                let age = days(row.time("updated_at")?, now);
                Ok(TopArticle {
                    article: row.parsed("article")?,
                    score: row.real("score")? * demand_after(age),
                    asked: row.int("asked")?,
                })
            })
            .collect::<Result<Vec<_>, StoreError>>()?;
        top.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.article.cmp(&b.article)));
        top.truncate(limit);
        Ok(top)
    }

    /// What the newest `limit` questions on a page were answered with, or would be, those asked most first.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn asked_on_page(
        &mut self,
        (brand, page_key): (BrandId, &str),
        limit: i64,
    ) -> Result<Vec<ArticleId>, StoreError> {
        let rows = self
            .all(
                "select article from questions
                 where brand = $1 and page_key = $2 and article is not null and is_promised = 1
                 order by asked_at desc limit $3",
                values![brand, page_key, limit],
            )
            .await?;
        let mut asked: Vec<(ArticleId, usize)> = Vec::new();
        for row in &rows {
            let article = row.parsed("article")?;
            match asked.iter_mut().find(|it| it.0 == article) {
                Some(known) => known.1 += 1,
                None => asked.push((article, 1)),
            }
        }
        asked.sort_by_key(|it| std::cmp::Reverse(it.1));
        Ok(asked.into_iter().map(|it| it.0).collect())
    }

    async fn add_gap(&mut self, it: &Asked, now: DateTime<Utc>) -> Result<(), StoreError> {
        if it.key.is_empty() {
            return Ok(());
        }
        let row = self
            .one(
                "select examples from gaps where brand = $1 and locale = $2 and key = $3",
                values![it.brand, &it.locale, &it.key],
            )
            .await?;
        let mut examples: Vec<String> =
            row.map(|it| it.json("examples")).transpose()?.unwrap_or_default();
        if !examples.contains(&it.text) {
            examples.insert(0, it.text.clone());
            examples.truncate(5);
        }
        let mut values = values![it.brand, &it.locale, &it.key, &it.text, now];
        values.push(json(&examples));
        self.run(
            "insert into gaps (brand, locale, key, text, last_asked_at, examples, count)
             values ($1, $2, $3, $4, $5, $6, 1) on conflict (brand, locale, key) do update set
             text = excluded.text, last_asked_at = excluded.last_asked_at,
             examples = excluded.examples, count = gaps.count + 1",
            values,
        )
        .await?;
        Ok(())
    }

    /// Questions without an answer, most frequent first.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn gaps(
        &mut self,
        brand: BrandId,
        language: Option<&Locale>,
        after: Option<(i64, &str)>,
        limit: i64,
    ) -> Result<Vec<Gap>, StoreError> {
        let (count, key) = after.map_or((None, None), |(count, key)| (Some(count), Some(key)));
        let rows = self
            .all(
                "select * from gaps where brand = $1 and dismissed_at is null
                 and ($2 is null or locale = $2)
                 and ($3 is null or count < $3 or (count = $3 and key > $4))
                 order by count desc, key limit $5",
                values![brand, language, count, key, limit],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Gap {
                    key: row.text("key")?,
                    text: row.text("text")?,
                    locale: row.parsed("locale")?,
                    count: row.int("count")?,
                    examples: row.json("examples")?,
                    last_asked_at: row.time("last_asked_at")?,
                })
            })
            .collect()
    }

    /// Hides a gap (`Some`) or shows it again (`None`).
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn dismiss_gap(
        &mut self,
        brand: BrandId,
        (locale, key): (&Locale, &str),
        at: Option<DateTime<Utc>>,
    ) -> Result<bool, StoreError> {
        let changed = self
            .run(
                "update gaps set dismissed_at = $4
                 where brand = $1 and locale = $2 and key = $3",
                values![brand, locale, key, at],
            )
            .await?;
        Ok(changed == 1)
    }

    /// A question by id: brand, language and text; `None` when it is unknown.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn question(
        &mut self,
        id: QuestionId,
    ) -> Result<Option<(BrandId, Locale, String)>, StoreError> {
        let row = self
            .one("select brand, locale, text from questions where id = $1", values![id])
            .await?;
        row.map(|it| Ok((it.parsed("brand")?, it.parsed("locale")?, it.text("text")?))).transpose()
    }

    /// When a question was asked; `None` when it is unknown.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn question_time(
        &mut self,
        id: QuestionId,
    ) -> Result<Option<DateTime<Utc>>, StoreError> {
        let row = self.one("select asked_at from questions where id = $1", values![id]).await?;
        row.map(|it| it.time("asked_at")).transpose()
    }

    /// The newest different questions of a brand in a language, those that somebody confirmed an
    /// article for first; at most `limit`. How often is counted among the newest `4 * limit`.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn past_questions(
        &mut self,
        (brand, locale): (BrandId, &Locale),
        limit: i64,
    ) -> Result<Vec<PastQuestion>, StoreError> {
        let confirmed = self
            .all(
                "select text, min(article) as article, max(revision) as revision from confirmed
                 where brand = $1 and locale = $2 and revoked_at is null
                 group by text having min(article) = max(article)
                 order by max(revision) desc limit $3",
                values![brand, locale, limit],
            )
            .await?;
        let asked = self
            .all(
                "select text, count(*) as count from (select text, asked_at from questions
                 where brand = $1 and locale = $2 order by asked_at desc limit $3) newest
                 group by text order by max(asked_at) desc, text",
                values![brand, locale, limit.saturating_mul(4)],
            )
            .await?;
        let mut counts = HashMap::new();
        for row in &asked {
            counts.insert(row.text("text")?, row.int("count")?);
        }
        let mut past = Vec::new();
        for row in &confirmed {
            let text = row.text("text")?;
            let count = counts.remove(&text).unwrap_or(1);
            past.push(PastQuestion { text, count, confirmed: Some(row.parsed("article")?) });
        }
        for row in &asked {
            let text = row.text("text")?;
            if let Some(count) = counts.remove(&text) {
                past.push(PastQuestion { text, count, confirmed: None });
            }
        }
        past.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(past)
    }

    /// Counts a reader's judgement of an article.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn judge(
        &mut self,
        (article, locale): (ArticleId, &Locale),
        helpful: bool,
    ) -> Result<(), StoreError> {
        self.run(
            "insert into feedback (article, locale, yes, no) values ($1, $2, $3, $4)
             on conflict (article, locale) do update set yes = feedback.yes + excluded.yes,
             no = feedback.no + excluded.no",
            values![article, locale, helpful, !helpful],
        )
        .await?;
        Ok(())
    }

    /// Keeps why an article did not help.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn add_feedback_note(
        &mut self,
        id: QuestionId,
        (article, locale): (ArticleId, &Locale),
        (reason, text): (&str, &str),
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.run(
            "insert into feedback_notes (id, article, locale, reason, text, at)
             values ($1, $2, $3, $4, $5, $6)",
            values![id, article, locale, reason, text, now],
        )
        .await?;
        Ok(())
    }

    /// How an article was judged in all languages together, and how often it was asked for.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn judgement(&mut self, article: ArticleId) -> Result<(Feedback, i64), StoreError> {
        let rows =
            self.all("select yes, no from feedback where article = $1", values![article]).await?;
        let mut sum = Feedback::default();
        for row in &rows {
            sum.yes += row.int("yes")?;
            sum.no += row.int("no")?;
        }
        let row = self.one("select asked from demand where article = $1", values![article]).await?;
        Ok((sum, row.map_or(Ok(0), |it| it.int("asked"))?))
    }

    /// Questions asked, answered and solved from `day` (`YYYY-MM-DD`) on.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn asked_since(
        &mut self,
        brand: BrandId,
        day: &str,
    ) -> Result<(i64, i64, i64), StoreError> {
        let rows = self
            .all(
                "select asked, answered, solved from days where brand = $1 and day >= $2",
                values![brand, day],
            )
            .await?;
        let mut sum = (0, 0, 0);
        for row in &rows {
            sum.0 += row.int("asked")?;
            sum.1 += row.int("answered")?;
            sum.2 += row.int("solved")?;
        }
        Ok(sum)
    }
}

fn days(from: DateTime<Utc>, to: DateTime<Utc>) -> f64 {
    (to - from).as_seconds_f64() / 86_400.0
}
