//! Hearing what people call things: somebody asks in one word, gets nowhere, asks in another and
//! finds what they want.

use std::collections::HashSet;
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use lotse_answer::{Reworded, Term};
use lotse_domain::ids::{ArticleId, BrandId, QuestionId};
use lotse_domain::locale::Locale;
use lotse_store::{Seen, StoreError};

use crate::App;
use crate::knowledge::Reader;

/// Who asks again after this is on to something else.
const IN_A_ROW: Duration = Duration::minutes(30);
/// So many words of visitors are told apart in a day; what comes after is not counted.
const MOST: usize = 100_000;

/// What was found by asking again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened<'a> {
    /// The article that was opened or confirmed.
    pub article: ArticleId,
    /// What tells visitors apart today, such as an address. It is kept nowhere.
    pub visitor: &'a str,
}

/// Whose word was counted today already, as numbers that lead to nobody: hashes with a key that is
/// drawn anew each day and never leaves this process.
#[derive(Debug, Default)]
pub(crate) struct Voices(Mutex<Today>);

#[derive(Debug, Default)]
struct Today {
    day: NaiveDate,
    key: RandomState,
    heard: HashSet<u64>,
}

impl Voices {
    /// Whether this visitor has not said this before today; from now on they have.
    fn is_new(&self, day: NaiveDate, visitor: &str, what: impl Hash) -> bool {
        let mut today = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if today.day != day {
            *today = Today { day, ..Today::default() };
        }
        let said = today.key.hash_one((visitor, what));
        today.heard.len() < MOST && today.heard.insert(said)
    }
}

/// Whether a question follows another so soon that it may say the same in other words.
pub(crate) fn are_in_a_row(before: DateTime<Utc>, after: DateTime<Utc>) -> bool {
    (Duration::zero()..=IN_A_ROW).contains(&(after - before))
}

impl App {
    /// Somebody asked, asked again, and opened or confirmed an article. Counts what that says of
    /// the words of the first question; nothing when the questions are unknown or far apart.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn opened_after(
        &self,
        reader: &Reader,
        (first, second): (QuestionId, QuestionId),
        opened: Opened<'_>,
    ) -> Result<(), StoreError> {
        let mut tx = self.store.read().await?;
        let Some((its_brand, _, before)) = tx.question(first).await? else { return Ok(()) };
        let Some((brand, locale, text)) = tx.question(second).await? else { return Ok(()) };
        let times = (tx.question_time(first).await?, tx.question_time(second).await?);
        drop(tx);
        let is_here = its_brand == brand && brand == reader.brand;
        let is_in_a_row =
            matches!(times, (Some(before), Some(after)) if are_in_a_row(before, after));
        if !is_here || !is_in_a_row {
            return Ok(());
        }
        self.reworded((brand, &locale), (&before, &text), opened).await
    }

    /// The same where both questions are known by their words and stood in one place.
    ///
    /// # Errors
    /// Only when the store fails.
    pub async fn reworded(
        &self,
        (brand, locale): (BrandId, &Locale),
        (first, second): (&str, &str),
        opened: Opened<'_>,
    ) -> Result<(), StoreError> {
        let found = self.engine.reworded((brand, locale, opened.article), (first, second));
        let today = self.now().date_naive();
        let (said, pairs) = self.heard_first_today((brand, locale), &found, (today, opened));
        if said.is_empty() && pairs.is_empty() {
            return Ok(());
        }
        let of = (brand, locale);
        let mut tx = self.store.begin().await?;
        for term in said {
            tx.count_reworded(of, &term.stem, today).await?;
        }
        for (said, means) in pairs {
            tx.count_rewording(of, (seen(said), seen(means)), today).await?;
        }
        tx.forget_old_rewordings(of, today).await?;
        tx.commit().await
    }

    /// Words and pairs that this visitor has not been counted for today, always in the same order,
    /// so that two processes never wait for each other.
    fn heard_first_today<'a>(
        &self,
        of: (BrandId, &Locale),
        found: &'a Reworded,
        (today, opened): (NaiveDate, Opened<'_>),
    ) -> (Vec<&'a Term>, Vec<(&'a Term, &'a Term)>) {
        let mut words: Vec<&Term> = found.said.iter().collect();
        words.sort_by(|a, b| a.stem.cmp(&b.stem));
        let mut meanings: Vec<&Term> = found.means.iter().collect();
        meanings.sort_by(|a, b| a.stem.cmp(&b.stem));
        let all = words.iter().flat_map(|said| meanings.iter().map(move |it| (*said, *it)));
        let pairs = all.filter(|(said, means)| {
            let what = (of, &said.stem, &means.stem);
            self.voices.is_new(today, opened.visitor, what)
        });
        let pairs = pairs.collect();
        words.retain(|it| self.voices.is_new(today, opened.visitor, (of, &it.stem)));
        (words, pairs)
    }
}

fn seen(term: &Term) -> Seen<'_> {
    Seen { stem: &term.stem, text: &term.text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visitor_is_heard_once_a_day_for_each_word() {
        let voices = Voices::default();
        let (day, next) = (NaiveDate::default(), NaiveDate::default() + chrono::Days::new(1));
        assert!(voices.is_new(day, "1.2.3.4", "gummi"));
        assert!(!voices.is_new(day, "1.2.3.4", "gummi"));
        assert!(voices.is_new(day, "1.2.3.4", "nupsi"));
        assert!(voices.is_new(day, "1.2.3.5", "gummi"));
        assert!(voices.is_new(next, "1.2.3.4", "gummi"));
        assert_eq!(voices.0.lock().unwrap().heard.len(), 1, "yesterday is forgotten");
    }
}
