//! When people who get nowhere with one word keep finding what they want with another.

use chrono::NaiveDate;

/// Below this many rewordings, older ones counting less, nothing is proposed: fewer may be one
/// class of pupils or one busy tester.
pub const ENOUGH: f64 = 10.0;
/// At least this share of those who reworded the first word came to the second.
const SHARE: f64 = 0.2;
/// The second word is at least this many times as frequent after the first as in any search.
const LIFT: f64 = 3.0;
/// Dunning's G² must exceed this: by chance one pair in ten thousand does, and thousands of pairs
/// are looked at. It is the quantile of the χ² distribution with one degree of freedom.
const SURPRISE: f64 = 15.14;
/// A rewording counts half after so many days: seasons pass, products go.
const HALF_LIFE_DAYS: f64 = 90.0;

/// How often two words met: the first in a search that led nowhere, the second in the search after
/// it, which led to an article that says it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Together {
    /// Rewordings from the first word to the second.
    pub both: f64,
    /// Rewordings from the first word to anything.
    pub first: f64,
    /// Searches with the second word, out of [`Self::searches`].
    pub second: f64,
    /// Searches that reworded nothing: how people search anyway.
    pub searches: f64,
}

impl Together {
    /// Whether an editor should be asked if the first word means the second: often enough, by
    /// enough of those who reworded the first, and clearly more often than people use the second
    /// anyway. A pair that meets only because both words are frequent fails the last.
    #[must_use]
    pub fn is_telling(self) -> bool {
        ENOUGH <= self.both
            && SHARE <= self.share()
            && LIFT <= self.lift()
            && SURPRISE <= self.surprise()
    }

    /// Which share of those who reworded the first word came to the second, in [0, 1].
    #[must_use]
    pub fn share(self) -> f64 {
        if self.first <= 0.0 { 0.0 } else { (self.both / self.first).clamp(0.0, 1.0) }
    }

    /// How many times as frequent the second word is after the first as in any search:
    /// `(both / first) / ((second + 1) / (searches + 2))`, with Laplace's rule of succession for a
    /// word that nobody has searched for yet.
    #[must_use]
    pub fn lift(self) -> f64 {
        self.share() * (self.searches + 2.0) / (self.second + 1.0)
    }

    /// How surprising the pair is if the words had nothing to do with each other: G², twice the
    /// logarithm of the likelihood ratio of two binomials with a share each against one with a
    /// common share. With `k₁ = both` of `n₁ = first`, `k₂ = second` of `n₂ = searches`,
    /// `p₁ = k₁/n₁`, `p₂ = k₂/n₂`, `p = (k₁+k₂)/(n₁+n₂)` and
    /// `ln L(p, k, n) = k ln p + (n−k) ln(1−p)`:
    ///
    /// `G² = 2 (ln L(p₁, k₁, n₁) + ln L(p₂, k₂, n₂) − ln L(p, k₁, n₁) − ln L(p, k₂, n₂))`
    ///
    /// After Ted Dunning, *Accurate Methods for the Statistics of Surprise and Coincidence*,
    /// Computational Linguistics 19 (1), 1993. Unlike χ² it holds for rare words too.
    #[must_use]
    pub fn surprise(self) -> f64 {
        let (k1, n1) = (self.both.min(self.first), self.first);
        let (k2, n2) = (self.second.min(self.searches), self.searches);
        let common = part(k1 + k2, n1 + n2);
        let apart = likelihood(part(k1, n1), k1, n1) + likelihood(part(k2, n2), k2, n2);
        let alike = likelihood(common, k1, n1) + likelihood(common, k2, n2);
        (2.0 * (apart - alike)).max(0.0)
    }
}

/// What an editor said to the proposal that one word means another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Verdict {
    /// Nothing yet.
    #[default]
    Open,
    /// It is a lay word now.
    Ticked,
    /// It is not so; never proposed again.
    Rejected,
}

impl Verdict {
    /// Its name in tables and in the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Ticked => "ticked",
            Self::Rejected => "rejected",
        }
    }

    /// The verdict with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Open, Self::Ticked, Self::Rejected].into_iter().find(|it| it.as_str() == name)
    }
}

/// What one rewording on `day` adds to a count that never has to be touched as it ages: later days
/// add more instead. Divide by [`scale_of`] today for the count as it is now. The idea is forward
/// decay: Cormode, Shkapenyuk, Srivastava and Xu, *Forward Decay*, ICDE 2009.
#[must_use]
pub fn scale_of(day: NaiveDate) -> f64 {
    // Any day will do that keeps the powers small; this is the first of 2020.
    let days = (day - NaiveDate::default()).num_days() - 18_262;
    #[expect(clippy::cast_precision_loss, reason = "days are few")]
    2.0_f64.powf(days as f64 / HALF_LIFE_DAYS)
}

fn part(count: f64, of: f64) -> f64 {
    if of <= 0.0 { 0.0 } else { count / of }
}

/// The logarithm of the likelihood of `count` out of `of` at this share; 0 ln 0 is 0.
fn likelihood(share: f64, count: f64, of: f64) -> f64 {
    let term = |count: f64, share: f64| if count <= 0.0 { 0.0 } else { count * share.ln() };
    term(count, share) + term(of - count, 1.0 - share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check((both, first): (f64, f64), (second, searches): (f64, f64), expect: bool) {
        let it = Together { both, first, second, searches };
        assert_eq!(it.is_telling(), expect, "{it:?}: {} {}", it.lift(), it.surprise());
    }

    #[test]
    fn thirty_who_say_the_same_are_heard_and_two_are_not() {
        check((30.0, 30.0), (0.0, 30.0), true);
        check((30.0, 34.0), (20.0, 2_000.0), true);
        check((2.0, 2.0), (20.0, 2_000.0), false);
        check((9.9, 9.9), (0.0, 2_000.0), false);
    }

    #[test]
    fn a_word_that_is_frequent_anyway_proves_nothing() {
        check((30.0, 60.0), (900.0, 2_000.0), false);
        check((300.0, 600.0), (900.0, 2_000.0), false);
        check((30.0, 60.0), (100.0, 2_000.0), true);
    }

    #[test]
    fn one_of_many_ways_to_go_on_is_no_meaning() {
        check((30.0, 200.0), (20.0, 5_000.0), false);
    }

    #[test]
    fn without_other_searches_to_compare_with_nothing_is_proposed() {
        check((30.0, 30.0), (0.0, 0.0), false);
        check((0.0, 0.0), (0.0, 0.0), false);
    }

    #[test]
    fn surprise_is_that_of_the_published_formula() {
        // Worked out by hand from the counts of a four-field table: 10, 20, 90, 880.
        let it = Together { both: 10.0, first: 30.0, second: 90.0, searches: 970.0 };
        let cells: [(f64, f64, f64); 4] =
            [(10.0, 30.0, 100.0), (20.0, 30.0, 900.0), (90.0, 970.0, 100.0), (880.0, 970.0, 900.0)];
        let by_cells: f64 = cells
            .iter()
            .map(|(k, row, column)| 2.0 * k * (k * 1_000.0 / (row * column)).ln())
            .sum();
        assert!((it.surprise() - by_cells).abs() < 1e-6, "{} {by_cells}", it.surprise());
    }

    #[test]
    fn a_rewording_counts_half_after_ninety_days() {
        let day = |month| NaiveDate::from_ymd_opt(2026, month, 1).unwrap();
        let later = day(1) + chrono::Days::new(90);
        assert!((scale_of(later) / scale_of(day(1)) - 2.0).abs() < 1e-9);
        assert!(scale_of(day(12)).is_finite() && 1.0 < scale_of(day(1)));
    }
}
