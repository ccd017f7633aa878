//! Sums and days as people of each country write them.

use chrono::{DateTime, Datelike as _, NaiveDate, Timelike as _, Utc};

use crate::books::Slot;
use crate::words::Locale;

/// `129,00 €`, `549,00 zł`, `€129.00`.
pub(crate) fn price(cents: i64, currency: &str, locale: Locale) -> String {
    let mark = if locale == Locale::En { '.' } else { ',' };
    let sum = format!("{}{mark}{:02}", grouped(cents / 100, locale), cents.abs() % 100);
    match (currency, locale) {
        ("EUR", Locale::En) => format!("€{sum}"),
        ("EUR", _) => format!("{sum}\u{a0}€"),
        (_, Locale::En) => format!("PLN\u{a0}{sum}"),
        _ => format!("{sum}\u{a0}zł"),
    }
}

fn grouped(whole: i64, locale: Locale) -> String {
    let mark = match locale {
        Locale::De => ".",
        Locale::Pl => "\u{a0}",
        Locale::En => ",",
    };
    if whole.abs() < 1_000 {
        return whole.to_string();
    }
    format!("{}{mark}{:03}", whole / 1_000, whole.abs() % 1_000)
}

/// `8. Januar 2027`, `8 stycznia 2027`, `8 January 2027`.
pub(crate) fn day(it: NaiveDate, locale: Locale) -> String {
    let month = locale.say(&format!("storefront.month.{}", it.month()));
    let stop = if locale == Locale::De { "." } else { "" };
    format!("{}{stop} {month} {}", it.day(), it.year())
}

/// The day a moment falls on where the shop has its head office.
pub(crate) fn day_of(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&chrono_tz::Europe::Berlin).date_naive()
}

/// `Fr., 8. Januar 2027, 10:30`, by the clock of the slot's shop.
pub(crate) fn hour(slot: &Slot, locale: Locale) -> String {
    let local = slot.starts_at.with_timezone(&slot.shop.zone());
    let day_name =
        locale.say(&format!("storefront.weekday.{}", local.weekday().number_from_monday()));
    let day = day(local.date_naive(), locale);
    format!("{day_name}, {day}, {}:{:02}", local.hour(), local.minute())
}

/// `8. Januar 2027, 10:30`, where the shop has its head office.
pub(crate) fn moment(at: DateTime<Utc>, locale: Locale) -> String {
    let local = at.with_timezone(&chrono_tz::Europe::Berlin);
    format!("{}, {}:{:02}", day(local.date_naive(), locale), local.hour(), local.minute())
}
