//! When somebody can be called back: the next times within opening hours.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

use super::Hours;

/// So many are offered: a few days to choose from, and a list that is read at a glance.
const OFFERED: usize = 6;
/// So many of one day, so that there is more than one day to choose from.
const OFFERED_A_DAY: usize = 3;
/// How long somebody has to be near the phone.
const LENGTH: TimeDelta = TimeDelta::hours(2);
/// What is left of a span and shorter than this belongs to the time before it.
const SHORTEST: TimeDelta = TimeDelta::hours(1);
/// As far as [`Hours::at`] looks.
const DAYS: u64 = 21;

/// A time in which somebody is there to call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// First moment.
    pub from: DateTime<Utc>,
    /// First moment after.
    pub until: DateTime<Utc>,
}

impl Hours {
    /// The times offered for a call, earliest first: at most six of about two hours each, at most
    /// three a day, none of which has begun.
    #[must_use]
    pub fn windows(&self, now: DateTime<Utc>) -> Vec<Window> {
        let today = now.with_timezone(&self.zone).date_naive();
        let days = (0..=DAYS).filter_map(|it| today.checked_add_days(Days::new(it)));
        let of_day = |date| {
            let mut all = self.windows_on(date);
            all.retain(|it| now < it.from);
            spread(&all)
        };
        days.flat_map(of_day).take(OFFERED).collect()
    }

    fn windows_on(&self, date: NaiveDate) -> Vec<Window> {
        let mut all = Vec::new();
        for (opens, closes) in self.on(date) {
            let (Some(mut from), Some(closes)) =
                (self.moment(date, opens), self.moment(date, closes))
            else {
                continue;
            };
            while from < closes {
                let until = from + LENGTH;
                let until = if closes < until + SHORTEST { closes } else { until };
                all.push(Window { from, until });
                from = until;
            }
        }
        all
    }
}

/// The first, the middle one and the last where there are more than fit.
fn spread(all: &[Window]) -> Vec<Window> {
    if all.len() <= OFFERED_A_DAY {
        return all.to_vec();
    }
    let middle = all.get((all.len() - 1) / 2);
    all.first().into_iter().chain(middle).chain(all.last()).copied().collect()
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveTime, Weekday};

    use super::*;
    use crate::hours::{Holiday, Span};

    fn time(text: &str) -> NaiveTime {
        NaiveTime::parse_from_str(text, "%H:%M").unwrap()
    }

    fn hours(spans: &[(Weekday, &str, &str)]) -> Hours {
        let span =
            |it: &(Weekday, &str, &str)| Span { day: it.0, opens: time(it.1), closes: time(it.2) };
        Hours {
            zone: chrono_tz::Europe::Berlin,
            week: spans.iter().map(span).collect(),
            holidays: Vec::new(),
        }
    }

    #[track_caller]
    fn check(hours: &Hours, now: &str, expect: &[&str]) {
        let now = DateTime::parse_from_rfc3339(now).unwrap().to_utc();
        let shown = hours.windows(now).into_iter().map(|it| {
            let local = |at: DateTime<Utc>| at.with_timezone(&hours.zone);
            format!("{}–{}", local(it.from).format("%d.%m. %H:%M"), local(it.until).format("%H:%M"))
        });
        assert_eq!(shown.collect::<Vec<_>>(), expect, "{now}");
    }

    #[test]
    fn two_days_are_offered_with_three_times_each() {
        let long = hours(&[
            (Weekday::Mon, "09:00", "18:00"),
            (Weekday::Tue, "10:00", "13:30"),
            (Weekday::Wed, "09:00", "18:00"),
        ]);
        check(
            &long,
            "2026-11-29T20:00:00+01:00",
            &[
                "30.11. 09:00–11:00",
                "30.11. 13:00–15:00",
                "30.11. 17:00–18:00",
                "01.12. 10:00–12:00",
                "01.12. 12:00–13:30",
                "02.12. 09:00–11:00",
            ],
        );
    }

    #[test]
    fn what_has_begun_is_not_offered() {
        let hours = hours(&[(Weekday::Mon, "09:00", "13:00"), (Weekday::Mon, "14:00", "14:30")]);
        check(
            &hours,
            "2026-11-30T09:00:00+01:00",
            &[
                "30.11. 11:00–13:00",
                "30.11. 14:00–14:30",
                "07.12. 09:00–11:00",
                "07.12. 11:00–13:00",
                "07.12. 14:00–14:30",
                "14.12. 09:00–11:00",
            ],
        );
    }

    #[test]
    fn holidays_and_the_change_of_clocks_count() {
        let mut hours =
            hours(&[(Weekday::Sun, "01:00", "04:00"), (Weekday::Mon, "09:00", "10:00")]);
        let date = NaiveDate::from_ymd_opt(2027, 3, 29).unwrap();
        hours.holidays = vec![Holiday { date, open: None, names: Vec::new() }];
        // The clock goes from 2 to 3: of three hours on the wall two are left.
        check(
            &hours,
            "2027-03-27T12:00:00+01:00",
            &[
                "28.03. 01:00–04:00",
                "04.04. 01:00–03:00",
                "04.04. 03:00–04:00",
                "05.04. 09:00–10:00",
                "11.04. 01:00–03:00",
                "11.04. 03:00–04:00",
            ],
        );
    }

    #[test]
    fn a_team_that_is_never_there_calls_nobody() {
        check(&hours(&[]), "2026-11-30T09:00:00+01:00", &[]);
    }
}
