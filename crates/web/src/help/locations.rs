//! Shops and their hours, as their own clocks show them.

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc, Weekday};
use lotse_app::LocationRow;
use lotse_domain::hours::{Hours, Opening};
use lotse_domain::locale::Locale;

use super::frame::{Elsewhere, around, kept};
use super::view::locations::{self, Location, Now, Times};
use crate::Web;
use crate::error::Problem;
use crate::place::Place;

/// Days with other hours are announced so many days ahead.
const AHEAD: u64 = 60;

/// The page of all shops; there is none without shops.
pub(super) async fn page(
    State(web): State<Web>,
    OriginalUri(uri): OriginalUri,
    place: Place,
) -> Result<Response, Problem> {
    let rows = &place.brand().locations;
    if rows.is_empty() {
        return Err(Problem::not_found());
    }
    let page = async {
        let frame = around(&web, &place, Elsewhere::Same("locations")).await?;
        let shops: Vec<Location> =
            rows.iter().map(|it| shop(it, place.locale(), web.app.now())).collect();
        Ok(locations::page(&frame, &shops))
    };
    kept(&web, &place, &uri, page).await
}

fn shop(row: &LocationRow, locale: &Locale, now: DateTime<Utc>) -> Location {
    let it = &row.location;
    let today = now.with_timezone(&it.hours.zone).date_naive();
    Location {
        anchor: row.slug.clone(),
        name: it.name.clone(),
        street: it.street.clone(),
        town: format!("{} {}", it.postal_code, it.city).trim().to_owned(),
        country: it.country.clone(),
        phone: it.phone.clone(),
        now: self::now(&it.hours, now),
        week: week(&it.hours),
        special: special(&it.hours, locale, today),
    }
}

/// Whether somebody is there at `now`, by the clock of the place.
pub(crate) fn now(hours: &Hours, now: DateTime<Utc>) -> Now {
    let local = |at: DateTime<Utc>| at.with_timezone(&hours.zone);
    let clock = |at: DateTime<Utc>| local(at).format("%H:%M").to_string();
    let today = local(now).date_naive();
    match hours.at(now) {
        Opening::OpenUntil(until) => Now::OpenUntil(clock(until)),
        Opening::ClosedUntil(None) => Now::Closed,
        Opening::ClosedUntil(Some(at)) => {
            let day = local(at).date_naive();
            match (day - today).num_days() {
                0 => Now::OpensAt(clock(at)),
                1..=6 => Now::OpensOn(day.weekday().number_from_monday(), clock(at)),
                _ => Now::OpensLater(day, clock(at)),
            }
        }
    }
}

/// The usual week, days with equal hours together.
fn week(hours: &Hours) -> Vec<(u32, u32, Times)> {
    const WEEK: [Weekday; 7] = [
        Weekday::Mon,
        Weekday::Tue,
        Weekday::Wed,
        Weekday::Thu,
        Weekday::Fri,
        Weekday::Sat,
        Weekday::Sun,
    ];
    let mut week: Vec<(u32, u32, Times)> = Vec::new();
    for day in WEEK {
        let mut spans: Vec<(NaiveTime, NaiveTime)> =
            hours.week.iter().filter(|it| it.day == day).map(|it| (it.opens, it.closes)).collect();
        spans.sort_unstable();
        let number = day.number_from_monday();
        let times = shown(&spans);
        match week.last_mut() {
            Some((_, last, same)) if *same == times => *last = number,
            _ => week.push((number, number, times)),
        }
    }
    week
}

fn special(hours: &Hours, locale: &Locale, today: NaiveDate) -> Vec<(NaiveDate, String, Times)> {
    let end = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
    let mut days: Vec<_> = hours
        .holidays
        .iter()
        .filter(|it| (today..=end).contains(&it.date))
        .map(|it| {
            let name = it.names.iter().find(|(language, _)| language == locale);
            let name = name.map(|(_, name)| name.clone()).unwrap_or_default();
            (it.date, name, shown(&hours.on(it.date)))
        })
        .collect();
    days.sort_by_key(|(date, ..)| *date);
    days
}

fn shown(spans: &[(NaiveTime, NaiveTime)]) -> Times {
    let clock = |time: &NaiveTime| time.format("%H:%M").to_string();
    spans.iter().map(|(opens, closes)| (clock(opens), clock(closes))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use lotse_domain::hours::{Holiday, Span};

    fn hours() -> Hours {
        let time = |text| NaiveTime::parse_from_str(text, "%H:%M").unwrap();
        let open = |day, closes| Span { day, opens: time("10:00"), closes: time(closes) };
        Hours {
            zone: "Europe/Berlin".parse().unwrap(),
            week: vec![
                open(Weekday::Mon, "19:00"),
                open(Weekday::Tue, "19:00"),
                open(Weekday::Sat, "16:00"),
            ],
            holidays: vec![Holiday {
                date: "2026-12-01".parse().unwrap(),
                open: None,
                names: vec![("de".parse().unwrap(), "Inventur".into())],
            }],
        }
    }

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    #[test]
    fn days_with_equal_hours_stand_together() {
        let week = week(&hours());
        let days: Vec<_> = week.iter().map(|(first, last, _)| (*first, *last)).collect();
        assert_eq!(days, [(1, 2), (3, 5), (6, 6), (7, 7)]);
        assert_eq!(week[2].2, [("10:00".to_owned(), "16:00".to_owned())]);
    }

    #[test]
    fn the_state_is_told_by_the_clock_of_the_place() {
        let check = |time, expect| assert_eq!(now(&hours(), at(time)), expect);
        check("2026-11-23T09:30:00Z", Now::OpenUntil("19:00".into()));
        check("2026-11-23T08:30:00Z", Now::OpensAt("10:00".into()));
        check("2026-11-24T20:00:00Z", Now::OpensOn(6, "10:00".into()));
    }

    #[test]
    fn a_day_with_other_hours_is_announced_with_its_name() {
        let german = "de".parse().unwrap();
        let days = special(&hours(), &german, "2026-11-20".parse().unwrap());
        assert_eq!(days, [("2026-12-01".parse().unwrap(), "Inventur".to_owned(), vec![])]);
        assert_eq!(special(&hours(), &german, "2026-08-01".parse().unwrap()), []);
    }
}
