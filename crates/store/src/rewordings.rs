//! How often people who got nowhere with one word went on with another.

use chrono::{DateTime, NaiveDate, Utc};
use lotse_domain::answers::rewording::{Verdict, scale_of};
use lotse_domain::ids::{AgentId, BrandId, SynonymId};
use lotse_domain::locale::Locale;

use crate::error::StoreError;
use crate::row::{Row, values};
use crate::tx::Tx;

/// Open pairs kept per brand and language: the weightiest. A shop with a thousand rewordings a day
/// keeps a week of those that happened once.
const MOST: i64 = 5_000;
/// What counts less than this is forgotten: one rewording is, after half a year.
const LEAST: f64 = 0.25;

/// A word under its key and as it was written.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The key that all forms of the word share.
    pub stem: &'a str,
    /// As it was written.
    pub text: &'a str,
}

/// Two words and how often the second came after the first.
#[derive(Debug, Clone, PartialEq)]
pub struct WordPair {
    /// The language.
    pub locale: Locale,
    /// The key of the first word.
    pub said: String,
    /// The first word as it was written last.
    pub said_text: String,
    /// The key of the second word.
    pub means: String,
    /// The second word as the article wrote it.
    pub means_text: String,
    /// How often, older ones counting less.
    pub both: f64,
    /// How often the first was reworded into anything, older ones counting less.
    pub first: f64,
    /// How often in all.
    pub count: i64,
    /// The last time.
    pub last_day: NaiveDate,
    /// What an editor said to it.
    pub verdict: Verdict,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// The name of who did, if it was an agent.
    pub decided_by: Option<String>,
    /// The lay word it became part of.
    pub synonym: Option<SynonymId>,
    /// The thesaurus that says so, if one does.
    pub thesaurus: Option<String>,
    /// In how many questions the first word stood when that was read.
    pub questions: i64,
}

/// Pairs with how often the first word was reworded at all, and who decided.
const PAIRS: &str = "select r.*, coalesce(w.weight, 0.0) as first_weight, a.name as agent_name
    from rewordings r left join reworded_words w on w.brand = r.brand and w.locale = r.locale
    and w.said = r.said left join agents a on a.id = r.decided_by";

impl Tx {
    /// Counts that a search with this word was reworded.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn count_reworded(
        &mut self,
        (brand, locale): (BrandId, &Locale),
        stem: &str,
        day: NaiveDate,
    ) -> Result<(), StoreError> {
        self.run(
            "insert into reworded_words (brand, locale, said, weight) values ($1, $2, $3, $4)
             on conflict (brand, locale, said) do update
             set weight = reworded_words.weight + excluded.weight",
            values![brand, locale, stem, scale_of(day)],
        )
        .await?;
        Ok(())
    }

    /// Counts that the search after one with the first word had the second.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn count_rewording(
        &mut self,
        (brand, locale): (BrandId, &Locale),
        (said, means): (Seen<'_>, Seen<'_>),
        day: NaiveDate,
    ) -> Result<(), StoreError> {
        let mut values = values![brand, locale, said.stem, means.stem, said.text, means.text];
        values.extend(values![scale_of(day), day.to_string()]);
        self.run(
            "insert into rewordings (brand, locale, said, means, said_text, means_text, weight,
             count, last_day, verdict) values ($1, $2, $3, $4, $5, $6, $7, 1, $8, 'open')
             on conflict (brand, locale, said, means) do update set
             weight = rewordings.weight + excluded.weight, count = rewordings.count + 1,
             said_text = excluded.said_text, means_text = excluded.means_text,
             last_day = excluded.last_day",
            values,
        )
        .await?;
        Ok(())
    }

    /// Forgets what counts next to nothing any more, and the lightest where there are too many.
    /// What an editor has decided stays.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn forget_old_rewordings(
        &mut self,
        (brand, locale): (BrandId, &Locale),
        today: NaiveDate,
    ) -> Result<(), StoreError> {
        let least = LEAST * scale_of(today);
        self.run(
            "delete from rewordings where brand = $1 and locale = $2 and verdict = 'open'
             and thesaurus is null and (weight < $3 or (said, means) in (
             select said, means from rewordings where brand = $1 and locale = $2
             and verdict = 'open' and thesaurus is null
             order by weight desc, last_day desc, said, means limit 1000 offset $4))",
            values![brand, locale, least, MOST],
        )
        .await?;
        self.run(
            "delete from reworded_words where brand = $1 and locale = $2
             and (weight < $3 or said in (
             select said from reworded_words where brand = $1 and locale = $2
             order by weight desc, said limit 1000 offset $4))",
            values![brand, locale, least, MOST],
        )
        .await?;
        Ok(())
    }

    /// Pairs of a brand with this verdict, the weightiest first; `language` narrows the list.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn rewordings(
        &mut self,
        (brand, language): (BrandId, Option<&Locale>),
        verdict: Verdict,
        today: NaiveDate,
        limit: i64,
    ) -> Result<Vec<WordPair>, StoreError> {
        let sql = format!(
            "{PAIRS} where r.brand = $1 and r.verdict = $2 and ($3 is null or r.locale = $3)
             order by r.weight desc, r.locale, r.said, r.means limit $4"
        );
        let rows = self.all(&sql, values![brand, verdict.as_str(), language, limit]).await?;
        rows.iter().map(|it| pair(it, today)).collect()
    }

    /// Forgets what a thesaurus said of a language of a brand and nobody has decided on.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn forget_thesaurus(
        &mut self,
        (brand, locale): (BrandId, &Locale),
    ) -> Result<(), StoreError> {
        let open =
            "where brand = $1 and locale = $2 and verdict = 'open' and thesaurus is not null";
        let never_seen = format!("delete from rewordings {open} and count = 0");
        self.run(&never_seen, values![brand, locale]).await?;
        let seen = format!("update rewordings set thesaurus = null, questions = 0 {open}");
        self.run(&seen, values![brand, locale]).await?;
        Ok(())
    }

    /// Keeps that a thesaurus says that the first word means the second, and in how many questions
    /// the first stands. What an editor has decided stays decided.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn keep_thesaurus_pair(
        &mut self,
        (brand, locale): (BrandId, &Locale),
        (said, means): (Seen<'_>, Seen<'_>),
        (thesaurus, questions): (&str, i64),
        day: NaiveDate,
    ) -> Result<(), StoreError> {
        let mut values = values![brand, locale, said.stem, means.stem, said.text, means.text];
        values.extend(values![day.to_string(), thesaurus, questions]);
        self.run(
            "insert into rewordings (brand, locale, said, means, said_text, means_text, weight,
             count, last_day, verdict, thesaurus, questions)
             values ($1, $2, $3, $4, $5, $6, 0.0, 0, $7, 'open', $8, $9)
             on conflict (brand, locale, said, means) do update set
             thesaurus = excluded.thesaurus, questions = excluded.questions",
            values,
        )
        .await?;
        Ok(())
    }

    /// Pairs of a brand that a thesaurus names and nobody has decided on, those of words in most
    /// questions first; `language` narrows the list.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn thesaurus_pairs(
        &mut self,
        (brand, language): (BrandId, Option<&Locale>),
        today: NaiveDate,
        limit: i64,
    ) -> Result<Vec<WordPair>, StoreError> {
        let sql = format!(
            "{PAIRS} where r.brand = $1 and r.verdict = 'open' and ($2 is null or r.locale = $2)
             and r.thesaurus is not null
             order by r.questions desc, r.locale, r.said, r.means limit $3"
        );
        let rows = self.all(&sql, values![brand, language, limit]).await?;
        rows.iter().map(|it| pair(it, today)).collect()
    }

    /// One pair; `None` when it was never counted or is forgotten.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn rewording(
        &mut self,
        (brand, locale): (BrandId, &Locale),
        (said, means): (&str, &str),
        today: NaiveDate,
    ) -> Result<Option<WordPair>, StoreError> {
        let sql = format!(
            "{PAIRS} where r.brand = $1 and r.locale = $2 and r.said = $3 and r.means = $4"
        );
        let row = self.one(&sql, values![brand, locale, said, means]).await?;
        row.map(|it| pair(&it, today)).transpose()
    }

    /// Keeps what an editor said to a pair, and the lay word it became part of; `false` when there
    /// is no such pair or that was said before.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn decide_rewording(
        &mut self,
        (brand, locale): (BrandId, &Locale),
        (said, means): (&str, &str),
        (verdict, synonym): (Verdict, Option<SynonymId>),
        (at, by): (DateTime<Utc>, Option<AgentId>),
    ) -> Result<bool, StoreError> {
        let is_decided = verdict != Verdict::Open;
        let mut values = values![brand, locale, said, means, verdict.as_str(), synonym];
        values.extend(values![is_decided.then_some(at), by.filter(|_| is_decided)]);
        let changed = self
            .run(
                "update rewordings set verdict = $5, synonym = $6, decided_at = $7, decided_by = $8
                 where brand = $1 and locale = $2 and said = $3 and means = $4
                 and verdict <> $5",
                values,
            )
            .await?;
        Ok(changed == 1)
    }

    /// The newest searches of a brand in a language that reworded nothing: how people search
    /// anyway. At most `limit`.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn first_questions(
        &mut self,
        (brand, locale): (BrandId, &Locale),
        limit: i64,
    ) -> Result<Vec<String>, StoreError> {
        let rows = self
            .all(
                "select text from questions where brand = $1 and locale = $2
                 and is_rewording = 0 order by asked_at desc limit $3",
                values![brand, locale, limit],
            )
            .await?;
        rows.iter().map(|it| it.text("text")).collect()
    }
}

fn pair(row: &Row, today: NaiveDate) -> Result<WordPair, StoreError> {
    let scale = scale_of(today);
    let both = row.real("weight")? / scale;
    // A word is forgotten no earlier than its pairs, but they are counted one after the other.
    let first = row.real("first_weight")? / scale;
    Ok(WordPair {
        locale: row.parsed("locale")?,
        said: row.text("said")?,
        said_text: row.text("said_text")?,
        means: row.text("means")?,
        means_text: row.text("means_text")?,
        both,
        first: first.max(both),
        count: row.int("count")?,
        last_day: row.parsed("last_day")?,
        verdict: row.named("verdict", Verdict::from_name)?,
        decided_at: row.opt_time("decided_at")?,
        decided_by: row.opt_text("agent_name")?,
        synonym: row.opt_parsed("synonym")?,
        thesaurus: row.opt_text("thesaurus")?,
        questions: row.int("questions")?,
    })
}
