//! What shops and their hours must be like before they are kept.

use chrono::{NaiveDate, NaiveTime, Weekday};

use super::{Hours, Location};

/// Names in lists and on maps are shorter.
const NAME_CHARS: usize = 100;
/// Streets of towns with long names, with what stands beside the door.
const LINE_CHARS: usize = 200;
/// Postal codes and telephone numbers, written with spaces.
const CODE_CHARS: usize = 40;
/// More often than that nobody closes within a day.
const DAY_SPANS: usize = 6;
/// All holidays of many years.
const HOLIDAYS: usize = 500;

/// How many shops a brand has at most; they stand on one page.
pub const LOCATIONS: usize = 200;

/// What is wrong with hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HoursFlaw {
    /// On this day a span closes before it opens, or at once.
    #[error("a span must close after it opens")]
    Backwards(Weekday),
    /// Two spans of this day overlap.
    #[error("the spans of a day must not overlap")]
    Overlap(Weekday),
    /// This day has more than 6 spans.
    #[error("these are too many spans for one day")]
    ManySpans(Weekday),
    /// This holiday closes before it opens, or at once.
    #[error("a holiday must close after it opens")]
    HolidayBackwards(NaiveDate),
    /// This holiday stands twice.
    #[error("a day can be a holiday only once")]
    HolidayTwice(NaiveDate),
    /// A name of this holiday is longer than 100 characters.
    #[error("the name of a holiday is too long")]
    HolidayName(NaiveDate),
    /// There are more than 500 holidays.
    #[error("these are too many holidays")]
    ManyHolidays,
}

/// What is wrong with a shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LocationFlaw {
    /// It has no name.
    #[error("a shop needs a name")]
    NoName,
    /// This field has too many characters.
    #[error("`{0}` is too long")]
    TooLong(&'static str),
    /// The country is not two letters.
    #[error("a country is written with two letters, such as DE")]
    Country,
    /// The phone number has no digit.
    #[error("a phone number has digits")]
    Phone,
    /// Its hours are wrong.
    #[error("the hours are wrong")]
    Hours(#[from] HoursFlaw),
}

impl Hours {
    /// The hours as they are kept: days and spans in their order, names without spaces around
    /// them, empty ones left out.
    ///
    /// # Errors
    /// When something cannot be mended; see [`HoursFlaw`].
    pub fn tidied(mut self) -> Result<Self, HoursFlaw> {
        self.week.sort_by_key(|it| (it.day.num_days_from_monday(), it.opens, it.closes));
        for spans in self.week.chunk_by(|one, next| one.day == next.day) {
            let Some(first) = spans.first() else { continue };
            if DAY_SPANS < spans.len() {
                return Err(HoursFlaw::ManySpans(first.day));
            }
            let mut free_from = NaiveTime::MIN;
            for it in spans {
                if it.closes <= it.opens {
                    return Err(HoursFlaw::Backwards(it.day));
                }
                if it.opens < free_from {
                    return Err(HoursFlaw::Overlap(it.day));
                }
                free_from = it.closes;
            }
        }
        self.tidy_holidays()?;
        Ok(self)
    }

    fn tidy_holidays(&mut self) -> Result<(), HoursFlaw> {
        if HOLIDAYS < self.holidays.len() {
            return Err(HoursFlaw::ManyHolidays);
        }
        self.holidays.sort_by_key(|it| it.date);
        let mut before = None;
        for it in &mut self.holidays {
            if before == Some(it.date) {
                return Err(HoursFlaw::HolidayTwice(it.date));
            }
            before = Some(it.date);
            if it.open.is_some_and(|(opens, closes)| closes <= opens) {
                return Err(HoursFlaw::HolidayBackwards(it.date));
            }
            for (_, name) in &mut it.names {
                *name = name.trim().to_owned();
                if NAME_CHARS < name.chars().count() {
                    return Err(HoursFlaw::HolidayName(it.date));
                }
            }
            it.names.retain(|(_, name)| !name.is_empty());
        }
        Ok(())
    }
}

impl Location {
    /// The shop as it is kept: without spaces around its texts, the country in capitals, the
    /// hours tidied.
    ///
    /// # Errors
    /// When something cannot be mended; see [`LocationFlaw`].
    pub fn tidied(mut self) -> Result<Self, LocationFlaw> {
        let fields = [
            ("name", &mut self.name, NAME_CHARS),
            ("street", &mut self.street, LINE_CHARS),
            ("postal_code", &mut self.postal_code, CODE_CHARS),
            ("city", &mut self.city, NAME_CHARS),
            ("phone", &mut self.phone, CODE_CHARS),
        ];
        for (field, text, most) in fields {
            *text = text.trim().to_owned();
            if most < text.chars().count() {
                return Err(LocationFlaw::TooLong(field));
            }
        }
        if self.name.is_empty() {
            return Err(LocationFlaw::NoName);
        }
        self.country = self.country.trim().to_ascii_uppercase();
        if self.country.len() != 2 || !self.country.bytes().all(|it| it.is_ascii_uppercase()) {
            return Err(LocationFlaw::Country);
        }
        if !self.phone.is_empty() && !self.phone.contains(|it: char| it.is_ascii_digit()) {
            return Err(LocationFlaw::Phone);
        }
        self.hours = self.hours.tidied()?;
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hours::{Holiday, Span};
    use crate::ids::{BrandId, LocationId};

    fn time(text: &str) -> NaiveTime {
        NaiveTime::parse_from_str(text, "%H:%M").unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn span(day: Weekday, opens: &str, closes: &str) -> Span {
        Span { day, opens: time(opens), closes: time(closes) }
    }

    fn holiday(date: &str, open: Option<(&str, &str)>, name: &str) -> Holiday {
        let open = open.map(|(opens, closes)| (time(opens), time(closes)));
        Holiday { date: day(date), open, names: vec![("de".parse().unwrap(), name.to_owned())] }
    }

    fn hours(week: Vec<Span>, holidays: Vec<Holiday>) -> Hours {
        Hours { zone: chrono_tz::Europe::Berlin, week, holidays }
    }

    fn shop(change: impl Fn(&mut Location)) -> Result<Location, LocationFlaw> {
        let mut it = Location {
            id: LocationId(uuid::Uuid::from_u128(1)),
            brand: BrandId(uuid::Uuid::from_u128(2)),
            name: "Laden".to_owned(),
            street: "Linsenweg 3".to_owned(),
            postal_code: "10115".to_owned(),
            city: "Berlin".to_owned(),
            country: "DE".to_owned(),
            phone: "030 123".to_owned(),
            hours: hours(Vec::new(), Vec::new()),
        };
        change(&mut it);
        it.tidied()
    }

    #[test]
    fn a_span_closes_after_it_opens() {
        let check = |opens, closes, expect| {
            let found = hours(vec![span(Weekday::Tue, opens, closes)], Vec::new()).tidied();
            assert_eq!(found.err(), expect, "{opens} {closes}");
        };
        check("10:00", "10:01", None);
        check("10:00", "10:00", Some(HoursFlaw::Backwards(Weekday::Tue)));
        check("22:00", "02:00", Some(HoursFlaw::Backwards(Weekday::Tue)));
    }

    #[test]
    fn spans_of_a_day_may_touch_and_not_overlap() {
        let check = |other: Span, expect| {
            let week = vec![span(Weekday::Mon, "14:00", "18:00"), other];
            assert_eq!(hours(week, Vec::new()).tidied().err(), expect, "{other:?}");
        };
        check(span(Weekday::Mon, "10:00", "14:00"), None);
        check(span(Weekday::Tue, "15:00", "16:00"), None);
        let overlap = Some(HoursFlaw::Overlap(Weekday::Mon));
        check(span(Weekday::Mon, "10:00", "14:01"), overlap);
        check(span(Weekday::Mon, "15:00", "16:00"), overlap);
        check(span(Weekday::Mon, "14:00", "18:00"), overlap);
    }

    #[test]
    fn a_day_has_six_spans_at_most() {
        let clock = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        let spans = |number| {
            let span = |at| Span { day: Weekday::Sun, opens: clock(at), closes: clock(at + 1) };
            hours((0..number).map(span).collect(), Vec::new()).tidied()
        };
        assert!(spans(6).is_ok());
        assert_eq!(spans(7), Err(HoursFlaw::ManySpans(Weekday::Sun)));
    }

    #[test]
    fn a_holiday_stands_once_and_closes_after_it_opens() {
        let check = |holidays: Vec<Holiday>, expect| {
            assert_eq!(hours(Vec::new(), holidays).tidied().err(), expect);
        };
        let eve = || holiday("2026-12-24", Some(("10:00", "14:00")), "Heiligabend");
        check(vec![eve(), holiday("2026-12-25", None, "Weihnachten")], None);
        let twice = holiday("2026-12-24", None, "");
        check(vec![eve(), twice], Some(HoursFlaw::HolidayTwice(day("2026-12-24"))));
        let backwards = holiday("2026-12-31", Some(("14:00", "10:00")), "");
        check(vec![backwards], Some(HoursFlaw::HolidayBackwards(day("2026-12-31"))));
        let wordy = holiday("2026-12-31", None, &"ü".repeat(101));
        check(vec![wordy], Some(HoursFlaw::HolidayName(day("2026-12-31"))));
    }

    #[test]
    fn holidays_are_not_endless() {
        let first = day("2026-01-01");
        let many = |number| {
            let days = first.iter_days().take(number);
            days.map(|date| Holiday { date, open: None, names: Vec::new() }).collect()
        };
        assert!(hours(Vec::new(), many(500)).tidied().is_ok());
        assert_eq!(hours(Vec::new(), many(501)).tidied(), Err(HoursFlaw::ManyHolidays));
    }

    #[test]
    fn hours_are_kept_in_their_order_and_without_empty_names() {
        let late = span(Weekday::Mon, "14:00", "18:00");
        let early = span(Weekday::Mon, "10:00", "13:00");
        let holidays =
            vec![holiday("2027-01-01", None, " Neujahr "), holiday("2026-12-26", None, "  ")];
        let kept = hours(vec![span(Weekday::Sat, "09:00", "12:00"), late, early], holidays);
        let kept = kept.tidied().unwrap();
        assert_eq!(kept.week, [early, late, span(Weekday::Sat, "09:00", "12:00")]);
        let names: Vec<_> = kept.holidays.iter().map(|it| it.names.first()).collect();
        assert_eq!(names, [None, Some(&("de".parse().unwrap(), "Neujahr".to_owned()))]);
    }

    #[test]
    fn a_shop_needs_a_name_and_its_texts_fit() {
        assert_eq!(shop(|it| it.name = " ".into()), Err(LocationFlaw::NoName));
        assert_eq!(shop(|it| it.name = " Mitte ".into()).unwrap().name, "Mitte");
        assert!(shop(|it| it.name = "ß".repeat(100)).is_ok());
        let long = |change: fn(&mut Location), field| {
            assert_eq!(shop(change), Err(LocationFlaw::TooLong(field)));
        };
        long(|it| it.name = "x".repeat(101), "name");
        long(|it| it.street = "x".repeat(201), "street");
        long(|it| it.postal_code = "1".repeat(41), "postal_code");
        long(|it| it.city = "x".repeat(101), "city");
        long(|it| it.phone = "1".repeat(41), "phone");
    }

    #[test]
    fn a_country_is_two_letters() {
        let check = |country: &str, expect: Result<&str, LocationFlaw>| {
            let kept = shop(|it| it.country = country.to_owned()).map(|it| it.country);
            assert_eq!(kept, expect.map(str::to_owned), "{country}");
        };
        check(" pl ", Ok("PL"));
        for wrong in ["", "D", "DEU", "Ö", "D1", "Österreich"] {
            check(wrong, Err(LocationFlaw::Country));
        }
    }

    #[test]
    fn a_phone_number_has_digits_or_is_left_out() {
        assert!(shop(|it| it.phone.clear()).is_ok());
        assert_eq!(shop(|it| it.phone = "none".into()), Err(LocationFlaw::Phone));
    }

    #[test]
    fn wrong_hours_make_a_shop_wrong() {
        let wrong = |it: &mut Location| it.hours.week = vec![span(Weekday::Fri, "12:00", "11:00")];
        assert_eq!(shop(wrong), Err(LocationFlaw::Hours(HoursFlaw::Backwards(Weekday::Fri))));
    }
}
