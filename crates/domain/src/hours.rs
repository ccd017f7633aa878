//! Opening hours of shops and of the service team, with holidays, in local time.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Tz;

use crate::ids::{BrandId, LocationId};
use crate::locale::Locale;

mod flaw;
mod windows;

pub use flaw::{HoursFlaw, LOCATIONS, LocationFlaw};
pub use windows::Window;

/// A shop or office customers can go to.
#[derive(Debug, Clone, PartialEq)]
pub struct Location {
    /// Identifies it for good.
    pub id: LocationId,
    /// The brand it belongs to.
    pub brand: BrandId,
    /// As customers call it.
    pub name: String,
    /// Street and number.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// City.
    pub city: String,
    /// ISO 3166 alpha-2, upper case.
    pub country: String,
    /// As it is dialled, may be empty.
    pub phone: String,
    /// When it is open.
    pub hours: Hours,
}

/// A week of opening hours and the days that differ, all in the local time of `zone`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    /// Where the clock on the wall hangs.
    pub zone: Tz,
    /// The usual week; a day may have several spans, a missing day is closed.
    pub week: Vec<Span>,
    /// Days that differ.
    pub holidays: Vec<Holiday>,
}

/// Open on one weekday from `opens` until before `closes`, within one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The day.
    pub day: Weekday,
    /// First minute.
    pub opens: NaiveTime,
    /// First minute after.
    pub closes: NaiveTime,
}

/// A day that differs from the usual week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// The day.
    pub date: NaiveDate,
    /// When it is open all the same; `None` is closed all day.
    pub open: Option<(NaiveTime, NaiveTime)>,
    /// What the day is called, per language.
    pub names: Vec<(Locale, String)>,
}

/// Whether somebody is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opening {
    /// Open, until this moment.
    OpenUntil(DateTime<Utc>),
    /// Closed, until this moment; `None` when it does not open within three weeks.
    ClosedUntil(Option<DateTime<Utc>>),
}

impl Hours {
    /// The spans of one day, holidays considered, earliest first.
    #[must_use]
    pub fn on(&self, date: NaiveDate) -> Vec<(NaiveTime, NaiveTime)> {
        let mut spans: Vec<_> = match self.holidays.iter().find(|it| it.date == date) {
            Some(holiday) => holiday.open.into_iter().collect(),
            None => self
                .week
                .iter()
                .filter(|it| it.day == date.weekday())
                .map(|it| (it.opens, it.closes))
                .collect(),
        };
        spans.sort_unstable();
        spans
    }

    /// Whether it is open at `now`, and until when that holds.
    #[must_use]
    pub fn at(&self, now: DateTime<Utc>) -> Opening {
        let today = now.with_timezone(&self.zone).date_naive();
        for offset in 0..=21 {
            let Some(date) = today.checked_add_days(Days::new(offset)) else { break };
            for (opens, closes) in self.on(date) {
                let (Some(from), Some(until)) =
                    (self.moment(date, opens), self.moment(date, closes))
                else {
                    continue;
                };
                if from <= now && now < until {
                    return Opening::OpenUntil(until);
                }
                if now < from {
                    return Opening::ClosedUntil(Some(from));
                }
            }
        }
        Opening::ClosedUntil(None)
    }

    /// A time that the change to summer time skips counts as the next hour.
    fn moment(&self, date: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
        let local = date.and_time(time);
        let zoned = self.zone.from_local_datetime(&local).earliest().or_else(|| {
            let later = local + chrono::Duration::hours(1);
            self.zone.from_local_datetime(&later).earliest()
        })?;
        Some(zoned.with_timezone(&Utc))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> NaiveTime {
        NaiveTime::parse_from_str(text, "%H:%M").unwrap()
    }

    fn moment(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    /// Mondays 10 to 13 and 14 to 18, Berlin time; closed on 7 December 2026, a Monday.
    fn hours() -> Hours {
        let span =
            |opens, closes| Span { day: Weekday::Mon, opens: time(opens), closes: time(closes) };
        Hours {
            zone: chrono_tz::Europe::Berlin,
            week: vec![span("14:00", "18:00"), span("10:00", "13:00")],
            holidays: vec![Holiday {
                date: NaiveDate::from_ymd_opt(2026, 12, 7).unwrap(),
                open: None,
                names: Vec::new(),
            }],
        }
    }

    #[track_caller]
    fn check(now: &str, expect: &Opening) {
        assert_eq!(hours().at(moment(now)), *expect, "{now}");
    }

    #[test]
    fn opens_and_closes_by_the_clock_on_the_wall() {
        check(
            "2026-11-30T10:00:00+01:00",
            &Opening::OpenUntil(moment("2026-11-30T13:00:00+01:00")),
        );
        check(
            "2026-11-30T13:00:00+01:00",
            &Opening::ClosedUntil(Some(moment("2026-11-30T14:00:00+01:00"))),
        );
        check(
            "2026-07-06T10:00:00+02:00",
            &Opening::OpenUntil(moment("2026-07-06T13:00:00+02:00")),
        );
    }

    #[test]
    fn a_holiday_moves_the_next_opening_a_week_on() {
        check(
            "2026-11-30T18:00:00+01:00",
            &Opening::ClosedUntil(Some(moment("2026-12-14T10:00:00+01:00"))),
        );
    }

    #[test]
    fn says_when_it_never_opens() {
        let never = Hours { zone: chrono_tz::UTC, week: Vec::new(), holidays: Vec::new() };
        assert_eq!(never.at(moment("2026-11-30T10:00:00Z")), Opening::ClosedUntil(None));
    }
}
