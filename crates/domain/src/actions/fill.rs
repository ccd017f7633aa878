//! Finds in a customer's words what a task asks for.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Field, Kind, Task};
use crate::contacts::Email;

/// What of the fields asked for now stands in `text`. What is not plain is left out: the contact
/// is then shown the fields.
///
/// Addresses are read the way they are written in Germany, Poland and Great Britain: a street with
/// a number, then a postal code and a city, on one line or several.
#[must_use]
pub fn fill(task: &Task, text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let open = || task.fields.iter().filter(|it| it.value.is_empty());
    for field in open() {
        let value = match field.kind {
            Kind::Email => email(text),
            Kind::Code => code(text),
            Kind::Date => date(text),
            Kind::Choice => choice(field, text),
            Kind::Text => None,
        };
        found.extend(value.map(|it| (field.key.clone(), it)));
    }
    let texts: Vec<&Field> = open().filter(|it| it.kind == Kind::Text).collect();
    address(&texts, text, &mut found);
    if let ([only], true) = (texts.as_slice(), found.is_empty()) {
        let text = text.trim();
        // A question is no value, however short.
        if !text.is_empty() && text.chars().count() <= only.max_length && !text.contains('?') {
            found.insert(only.key.clone(), text.to_owned());
        }
    }
    found
}

fn email(text: &str) -> Option<String> {
    let words = text.split_whitespace().map(|it| it.trim_matches([',', ';', '.', '<', '>', ':']));
    words.filter_map(|it| it.parse::<Email>().ok()).map(|it| it.as_str().to_owned()).next()
}

/// Six digits, perhaps with blanks between, and no other digits.
fn code(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    (digits.len() == 6).then_some(digits)
}

/// `2026-11-27`, `27.11.2026` or `27.11.26`.
fn date(text: &str) -> Option<String> {
    text.split_whitespace().find_map(|it| {
        let it = it.trim_matches([',', ';', '!']);
        let forms = ["%Y-%m-%d", "%d.%m.%y", "%d.%m.%Y", "%d/%m/%Y"];
        let read = |form: &&str| NaiveDate::parse_from_str(it, form).ok();
        let read = forms.iter().find_map(read)?;
        Some(read.format("%Y-%m-%d").to_string())
    })
}

/// Whether a text is a day as `2026-11-27`.
#[must_use]
pub fn is_iso_date(text: &str) -> bool {
    text.len() == 10 && NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
}

/// The one option that is named by its value, its number in the list or its whole label.
fn choice(field: &Field, text: &str) -> Option<String> {
    let said = text.trim().trim_end_matches(['.', '!', ')']).to_lowercase();
    if let Ok(number) = said.parse::<usize>() {
        return field.options.get(number.checked_sub(1)?).map(|it| it.value.clone());
    }
    let is_named = |it: &&super::Choice| {
        let value = it.value.to_lowercase();
        said == it.label.to_lowercase()
            || said.split(|it: char| it.is_whitespace() || it == ',').any(|word| word == value)
    };
    let mut named = field.options.iter().filter(is_named);
    let first = named.next()?;
    named.next().is_none().then(|| first.value.clone())
}

/// Street, postal code and city, where the fields say by `autocomplete` that they are these.
fn address(fields: &[&Field], text: &str, found: &mut BTreeMap<String, String>) {
    let of = |what: &str| fields.iter().find(|it| it.autocomplete.as_deref() == Some(what));
    let (Some(postcode), Some(city)) = (of("postal-code"), of("address-level2")) else { return };
    let street = of("street-address").or_else(|| of("address-line1"));
    let words: Vec<&str> = text.split([' ', ',', '\n', '\t']).filter(|it| !it.is_empty()).collect();
    let Some(at) = words.iter().position(|it| is_postcode(it)) else { return };
    let (before, from) = words.split_at(at);
    let Some((code, after)) = from.split_first() else { return };
    let (before, after) = (join(before), join(after));
    let ends = |it: &str| it.trim_end_matches(['.', '!']).to_owned();
    if after.is_empty() || 60 < after.chars().count() {
        return;
    }
    found.insert(postcode.key.clone(), (*code).to_owned());
    found.insert(city.key.clone(), ends(&after));
    // A street has a number; what stands before it ("Please send it to") cannot be told apart.
    let is_street = before.chars().any(|it| it.is_ascii_digit()) && before.chars().count() <= 60;
    if let (Some(street), true) = (street, is_street) {
        found.insert(street.key.clone(), street_in(&before));
    }
}

fn join(words: &[&str]) -> String {
    words.join(" ")
}

/// Without what leads up to it: "Neue Adresse: Lotsenweg 5" is about Lotsenweg.
fn street_in(text: &str) -> String {
    text.rsplit(':').next().unwrap_or(text).trim().to_owned()
}

/// `20095` or `00-950`.
fn is_postcode(word: &str) -> bool {
    let digits = |it: &str, count| it.len() == count && it.bytes().all(|it| it.is_ascii_digit());
    match word.split_once('-') {
        Some((head, tail)) => digits(head, 2) && digits(tail, 3),
        None => digits(word, 5),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::{Choice, Step};
    use crate::ids::{ActionId, RunId};
    use uuid::Uuid;

    fn field(key: &str, kind: Kind) -> Field {
        let autocomplete = match key {
            "street" => Some("street-address"),
            "postcode" => Some("postal-code"),
            "city" => Some("address-level2"),
            _ => None,
        };
        Field {
            key: key.to_owned(),
            kind,
            label: key.to_owned(),
            hint: String::new(),
            is_required: true,
            value: String::new(),
            max_length: 100,
            options: Vec::new(),
            error: None,
            autocomplete: autocomplete.map(str::to_owned),
        }
    }

    fn task(fields: Vec<Field>) -> Task {
        Task {
            run: RunId(Uuid::from_u128(1)),
            action: ActionId(Uuid::from_u128(2)),
            name: "change_address".to_owned(),
            title: "Change the address".to_owned(),
            step: Step::Fields,
            text: String::new(),
            fields,
            summary: Vec::new(),
            values: BTreeMap::new(),
            shown: BTreeMap::new(),
            code_sent_to: None,
        }
    }

    #[track_caller]
    fn check(fields: Vec<Field>, text: &str, expect: &[(&str, &str)]) {
        let found = fill(&task(fields), text);
        let found: Vec<_> = found.iter().map(|(key, it)| (key.as_str(), it.as_str())).collect();
        assert_eq!(found, expect, "{text:?}");
    }

    fn address_fields() -> Vec<Field> {
        ["street", "postcode", "city"].map(|it| field(it, Kind::Text)).to_vec()
    }

    #[test]
    fn addresses_are_read_as_they_are_written() {
        let whole = [("city", "Hamburg"), ("postcode", "20095"), ("street", "Lotsenweg 5")];
        check(address_fields(), "Lotsenweg 5, 20095 Hamburg", &whole);
        check(address_fields(), "Neue Adresse: Lotsenweg 5\n20095 Hamburg.", &whole);
        let polish = [("city", "Warszawa"), ("postcode", "00-950"), ("street", "ul. Długa 7/12")];
        check(address_fields(), "ul. Długa 7/12, 00-950 Warszawa", &polish);
        check(address_fields(), "20095 Hamburg", &[("city", "Hamburg"), ("postcode", "20095")]);
        check(address_fields(), "Wo ist mein Paket?", &[]);
        check(address_fields(), "Bestellung 20095", &[]);
    }

    #[test]
    fn addresses_codes_and_days_are_found_in_sentences() {
        let email = || vec![field("email", Kind::Email)];
        check(email(), "Das ist maja@example.org.", &[("email", "maja@example.org")]);
        check(email(), "keine Ahnung", &[]);
        let code = || vec![field("code", Kind::Code)];
        check(code(), "Der Code ist 123 456", &[("code", "123456")]);
        check(code(), "1234567", &[]);
        let day = || vec![field("day", Kind::Date)];
        check(day(), "am 27.11.2026", &[("day", "2026-11-27")]);
        check(day(), "2026-02-30", &[]);
    }

    #[test]
    fn a_choice_is_made_by_number_value_or_label() {
        let with = |options: &[(&str, &str)]| {
            let options = options.iter().map(|(value, label)| Choice {
                value: (*value).to_owned(),
                label: (*label).to_owned(),
            });
            vec![Field { options: options.collect(), ..field("order", Kind::Choice) }]
        };
        let orders = || with(&[("BW-1", "Hafenwind, 12. Mai"), ("BW-2", "Deichgraf, 3. Juni")]);
        check(orders(), "2", &[("order", "BW-2")]);
        check(orders(), "die BW-1, bitte", &[("order", "BW-1")]);
        check(orders(), "Deichgraf, 3. Juni", &[("order", "BW-2")]);
        check(orders(), "BW-1 und BW-2", &[]);
        check(orders(), "7", &[]);
        check(orders(), "0", &[]);
    }

    #[test]
    fn the_only_text_asked_for_is_taken_as_it_is_unless_it_asks() {
        check(vec![field("reason", Kind::Text)], " zu groß ", &[("reason", "zu groß")]);
        check(vec![field("reason", Kind::Text)], "Was kostet das?", &[]);
        check(vec![field("reason", Kind::Text), field("more", Kind::Text)], "zu groß", &[]);
        let known = Field { value: "x".to_owned(), ..field("reason", Kind::Text) };
        check(vec![known], "zu groß", &[]);
    }

    #[test]
    fn days_are_days() {
        assert!(is_iso_date("2026-11-27"));
        assert!(!is_iso_date("2026-13-01") && !is_iso_date("27.11.2026") && !is_iso_date(""));
    }
}
