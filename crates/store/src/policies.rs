//! How far Lotse goes where customers ask, and what they said of its answers.

use chrono::{DateTime, Utc};
use lotse_domain::answers::{Judged, Mode, Policies, Policy, Promise, Surface};
use lotse_domain::ids::{ArticleId, BrandId, QuestionId};

use crate::error::StoreError;
use crate::row::{Row, values};
use crate::tx::Tx;

/// So many of the newest judgements say whether a promise is kept.
const JUDGEMENTS: i64 = 200;

/// How a question ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// This article solved it.
    Solved(ArticleId),
    /// This article did not help, or nothing of what was offered.
    NotHelped(Option<ArticleId>),
}

/// A question that has ended, for who looks after the promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// Its brand.
    pub brand: BrandId,
    /// Where it was asked; `None` where no customer asks.
    pub surface: Option<Surface>,
    /// Whether it says that an answer was right or wrong.
    pub is_judgement: bool,
}

/// What came of the questions of a surface.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SurfaceSum {
    /// Questions.
    pub asked: i64,
    /// Of those, answered.
    pub answered: i64,
}

impl Tx {
    /// The policies of all brands; a brand without a row has those every brand begins with.
    pub(crate) async fn policies(&mut self) -> Result<Vec<(BrandId, Surface, Policy)>, StoreError> {
        self.all("select * from policies", values![]).await?.iter().map(policy).collect()
    }

    /// Keeps the policies of a brand.
    pub(crate) async fn save_policies(
        &mut self,
        brand: BrandId,
        policies: &Policies,
    ) -> Result<(), StoreError> {
        for surface in Surface::CUSTOMERS {
            let it = policies.of(surface);
            let promise = i64::from(it.promise.answers());
            let mut values = values![brand, surface.as_str(), it.mode.as_str(), promise];
            values.extend([it.broken_since.into(), it.judged_from.into()]);
            self.run(
                "insert into policies (brand, surface, mode, promise, broken_since, judged_from)
                 values ($1, $2, $3, $4, $5, $6) on conflict (brand, surface) do update set
                 mode = excluded.mode, promise = excluded.promise,
                 broken_since = excluded.broken_since, judged_from = excluded.judged_from",
                values,
            )
            .await?;
        }
        Ok(())
    }

    /// Says how a question ended. Only the first word counts, but for an article that helps after all;
    /// that another article than the best did not help says nothing. `None` when nothing changed.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn end_question(
        &mut self,
        id: QuestionId,
        ending: Ending,
        now: DateTime<Utc>,
    ) -> Result<Option<Ended>, StoreError> {
        let (outcome, article) = match ending {
            Ending::Solved(article) => ("solved", Some(article)),
            Ending::NotHelped(article) => ("rejected", article),
        };
        let row = self
            .one(
                "update questions set outcome = $2,
                 judged_at = case when is_promised = 1 then $3 end,
                 was_right = case when is_promised = 1 then
                     case when $2 = 'solved' and article = $4 then 1 else 0 end end
                 where id = $1 and (outcome is null or (outcome = 'rejected' and $2 = 'solved'))
                 and ($2 = 'solved' or $4 is null or article = $4)
                 returning brand, surface, is_promised",
                values![id, outcome, now, article],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        let ended = Ended {
            brand: row.parsed("brand")?,
            surface: Surface::from_name(&row.text("surface")?),
            is_judgement: row.is("is_promised")?,
        };
        if outcome == "solved" {
            self.count_day(ended.brand, now, (0, 0, 1)).await?;
        }
        Ok(Some(ended))
    }

    /// What customers said of the newest 200 answers that were promised there, from then on.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn judged_lately(
        &mut self,
        (brand, surface): (BrandId, Surface),
        from: DateTime<Utc>,
    ) -> Result<Judged, StoreError> {
        let rows = self
            .all(
                "select was_right from questions
                 where brand = $1 and surface = $2 and $3 <= judged_at
                 order by judged_at desc limit $4",
                values![brand, surface.as_str(), from, JUDGEMENTS],
            )
            .await?;
        let mut judged = Judged::default();
        for row in &rows {
            if row.is("was_right")? {
                judged.right += 1;
            } else {
                judged.wrong += 1;
            }
        }
        Ok(judged)
    }

    pub(crate) async fn count_surface_day(
        &mut self,
        (brand, surface): (BrandId, &'static str),
        now: DateTime<Utc>,
        is_answered: bool,
    ) -> Result<(), StoreError> {
        self.run(
            "insert into surface_days (brand, surface, day, asked, answered)
             values ($1, $2, $3, 1, $4) on conflict (brand, surface, day) do update set
             asked = surface_days.asked + 1,
             answered = surface_days.answered + excluded.answered",
            values![brand, surface, now.date_naive().to_string(), is_answered],
        )
        .await?;
        Ok(())
    }

    /// What came of the questions asked there from `day` (`YYYY-MM-DD`) on.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn surface_since(
        &mut self,
        (brand, surface): (BrandId, Surface),
        day: &str,
    ) -> Result<SurfaceSum, StoreError> {
        let rows = self
            .all(
                "select asked, answered from surface_days
                 where brand = $1 and surface = $2 and $3 <= day",
                values![brand, surface.as_str(), day],
            )
            .await?;
        let mut sum = SurfaceSum::default();
        for row in &rows {
            sum.asked += row.int("asked")?;
            sum.answered += row.int("answered")?;
        }
        Ok(sum)
    }
}

fn policy(row: &Row) -> Result<(BrandId, Surface, Policy), StoreError> {
    let policy = Policy {
        mode: row.named("mode", Mode::from_name)?,
        promise: Promise::of_answers(row.int("promise")?).ok_or(StoreError::Corrupt("promise"))?,
        broken_since: row.opt_time("broken_since")?,
        judged_from: row.opt_time("judged_from")?,
    };
    Ok((row.parsed("brand")?, row.named("surface", Surface::from_name)?, policy))
}
