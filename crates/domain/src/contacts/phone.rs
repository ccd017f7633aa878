//! Telephone numbers as they can be dialled from everywhere.

use std::fmt;

use crate::locale::Locale;

/// A telephone number with its country code, as E.164 writes it: `+` and 9 to 15 digits.
///
/// Only a plausibility check: nobody asks a network whether it is given to anybody.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

/// The text is not a telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a telephone number")]
pub struct NotAPhone;

/// Where numbers without a country code are dialled with a 0 in front, which is left out behind one.
const WITH_ZERO: [&str; 7] = ["49", "43", "41", "44", "33", "31", "353"];

/// The country code of numbers without one, with its `+`: that of the region the language is of,
/// else of the country most of its readers are in.
#[must_use]
pub fn country_code(locale: &Locale) -> &'static str {
    match locale.as_str() {
        "de-at" => "+43",
        "de-ch" => "+41",
        "en-us" | "en-ca" => "+1",
        "en-ie" => "+353",
        _ => match locale.language() {
            "pl" => "+48",
            "en" => "+44",
            "fr" => "+33",
            "nl" => "+31",
            _ => "+49",
        },
    }
}

impl Phone {
    /// Reads a number as people write them: with blanks, dashes, brackets and slashes, `00` for
    /// `+`, `(0)` behind the country code, and without a country code, which is then that of the
    /// language.
    ///
    /// # Errors
    /// When no number comes of it that somebody could be called at.
    pub fn read(text: &str, locale: &Locale) -> Result<Self, NotAPhone> {
        let text = text.trim().trim_start_matches("tel:").replace("(0)", "");
        let is_between =
            |it: char| it.is_whitespace() || matches!(it, '-' | '–' | '.' | '/' | '(' | ')');
        let dialled: String = text.chars().filter(|it| !is_between(*it)).collect();
        let code = country_code(locale).trim_start_matches('+');
        let digits = match dialled.strip_prefix('+').or_else(|| dialled.strip_prefix("00")) {
            Some(whole) => without_zero(whole),
            None if WITH_ZERO.contains(&code) => {
                format!("{code}{}", dialled.strip_prefix('0').unwrap_or(&dialled))
            }
            None => format!("{code}{dialled}"),
        };
        format!("+{digits}").parse()
    }

    /// The number, `+` and digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for Phone {
    type Err = NotAPhone;

    /// Reads a number as it was kept, with its country code.
    fn from_str(text: &str) -> Result<Self, NotAPhone> {
        let digits = text.strip_prefix('+').ok_or(NotAPhone)?;
        if is_plausible(digits) { Ok(Self(text.to_owned())) } else { Err(NotAPhone) }
    }
}

/// A number belongs to somebody: it does not get into logs by accident.
impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(…)")
    }
}

/// Takes out the 0 that people leave behind the country code.
fn without_zero(whole: &str) -> String {
    for code in WITH_ZERO {
        if let Some(own) = whole.strip_prefix(code) {
            return format!("{code}{}", own.strip_prefix('0').unwrap_or(own));
        }
    }
    whole.to_owned()
}

fn is_plausible(digits: &str) -> bool {
    let are_digits = digits.bytes().all(|it| it.is_ascii_digit());
    let is_long_enough = match digits {
        it if it.starts_with('1') || it.starts_with("48") => it.len() == 11,
        it => (9..=15).contains(&it.len()),
    };
    let own = WITH_ZERO.iter().chain(&["48"]).find_map(|code| digits.strip_prefix(code));
    let is_own = own.is_none_or(|it| !it.starts_with('0'));
    let mut own = own.unwrap_or(digits).bytes();
    let first = own.next();
    are_digits
        && is_long_enough
        && is_own
        && !digits.starts_with('0')
        && own.any(|it| Some(it) != first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(locale: &str, text: &str, expect: Option<&str>) {
        let read = Phone::read(text, &locale.parse().unwrap());
        assert_eq!(read.ok().as_ref().map(Phone::as_str), expect, "{text}");
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        check("de", "030 1234567", Some("+49301234567"));
        check("de", " (0176) 123-456 78 ", Some("+4917612345678"));
        check("de", "+49 (0)30 / 12 34 56 7", Some("+49301234567"));
        check("de", "0049 030 1234567", Some("+49301234567"));
        check("de", "tel:+48 601 234 567", Some("+48601234567"));
        check("pl", "601 234 567", Some("+48601234567"));
        check("pl", "+49\u{a0}30\u{a0}1234567", Some("+49301234567"));
        check("de-at", "0664 1234567", Some("+436641234567"));
        check("en", "020 7946 0958", Some("+442079460958"));
        check("en-us", "(202) 555-0143", Some("+12025550143"));
        check("de", "+39 06 6982 1234", Some("+390669821234"));
    }

    #[test]
    fn nonsense_is_no_number() {
        for text in [
            "",
            "110",
            "12345",
            "ruf mich an",
            "030 12345a7",
            "+49",
            "+0123456789",
            "0000000000",
            "1111111111",
            "+49 30 1234567 8901234",
            "++49301234567",
            "030 1234567, 8",
            "+49 30 1234567<script>",
        ] {
            check("de", text, None);
        }
        check("pl", "601 234 56", None);
        check("en-us", "555-0143", None);
    }

    #[test]
    fn a_number_is_not_told_by_accident() {
        let phone = Phone::read("030 1234567", &"de".parse().unwrap()).unwrap();
        assert!(!format!("{phone:?}").contains("1234567"));
    }
}
