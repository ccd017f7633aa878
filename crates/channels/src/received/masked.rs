//! Hides what leads to people in a text that others read to judge answers.

/// Digits from which a number may be that of a telephone, an order or an account.
const DIGITS: usize = 5;

/// The text without addresses of mail and pages and without long numbers. Names stay: nothing here
/// knows them.
#[must_use]
pub fn masked(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(line).collect();
    lines.join("\n")
}

fn line(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').map(word).collect();
    numbers(&words.join(" "))
}

fn word(text: &str) -> &str {
    let is_address = text.split_once('@').is_some_and(|(a, b)| !a.is_empty() && b.contains('.'));
    let is_page = text.contains("://") || text.starts_with("www.");
    match (is_address, is_page) {
        (true, _) => "[address]",
        (_, true) => "[page]",
        _ => text,
    }
}

/// Replaces each row of digits, with the signs people group them by, that has enough of them.
fn numbers(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut row = String::new();
    for sign in text.chars().chain(['\n']) {
        let goes_on = sign.is_ascii_digit()
            || (!row.is_empty() && matches!(sign, ' ' | '-' | '/' | '.' | '(' | ')'));
        if goes_on {
            row.push(sign);
            continue;
        }
        let number = row.trim_end_matches(|it: char| !it.is_ascii_digit());
        let behind = row.get(number.len()..).unwrap_or_default();
        let is_long = DIGITS <= number.chars().filter(char::is_ascii_digit).count();
        masked.push_str(if is_long { "[number]" } else { number });
        masked.push_str(behind);
        masked.push(sign);
        row.clear();
    }
    masked.pop();
    masked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_to_people_is_hidden_and_the_rest_stays() {
        for (text, expect) in [
            ("Mail an ada@example.org, Tel. 030 12 34 56.", "Mail an [address] Tel. [number]."),
            ("IBAN DE12 3456 7890\nBestellung 4711-0815", "IBAN DE[number]\nBestellung [number]"),
            ("Fehler E03 nach 2 von 10 Tagen, 49,90 €", "Fehler E03 nach 2 von 10 Tagen, 49,90 €"),
            ("siehe https://shop.example/t?k=1", "siehe [page]"),
            ("", ""),
        ] {
            assert_eq!(masked(text), expect);
        }
    }
}
