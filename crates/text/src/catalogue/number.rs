//! Whole numbers as a reader of the locale writes them.

/// Digits between two separators.
const GROUP: usize = 3;

/// The number with the thousands separator of the locale.
pub(super) fn written(locale: &str, number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / GROUP + 1);
    if number < 0 {
        written.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at != 0 && (digits.len() - at).is_multiple_of(GROUP) {
            written.push(separator(locale));
        }
        written.push(digit);
    }
    written
}

/// The narrow no-break space is what most languages use that have neither point nor comma.
fn separator(locale: &str) -> char {
    if locale.eq_ignore_ascii_case("de-CH") || locale.eq_ignore_ascii_case("de-LI") {
        return '’';
    }
    match locale.split(['-', '_']).next() {
        Some("de" | "nl" | "es" | "it" | "pt" | "da" | "tr") => '.',
        Some("en") => ',',
        _ => '\u{202f}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart_as_the_locale_does() {
        for (locale, number, text) in [
            ("de", 1_234_567, "1.234.567"),
            ("de-CH", 1234, "1’234"),
            ("pl", 1234, "1\u{202f}234"),
            ("en-GB", -12_345, "-12,345"),
            ("en", 999, "999"),
            ("en", i64::MIN, "-9,223,372,036,854,775,808"),
        ] {
            assert_eq!(written(locale, number), text);
        }
    }
}
