//! What people and programs write into fields, looked at.

use crate::books::Address;
use crate::refusal::Refusal;

/// Longer is no name, street or place.
const LINE_CHARS: usize = 100;

/// A line of text without spaces around it.
///
/// # Errors
/// When it is empty or longer than 100 characters.
pub(crate) fn required(name: &'static str, text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::Field { name, code: "missing", why: "is missing" });
    }
    if LINE_CHARS < text.chars().count() || text.chars().any(char::is_control) {
        let why = "has more than 100 characters or more than one line";
        return Err(Refusal::Field { name, code: "too_long", why });
    }
    Ok(text.to_owned())
}

/// An address of e-mail.
///
/// # Errors
/// When it is none.
pub(crate) fn email(text: &str) -> Result<String, Refusal> {
    let text = required("email", text)?;
    let has_parts = text
        .split_once('@')
        .is_some_and(|(who, at)| !who.is_empty() && at.contains('.') && !at.contains('@'));
    if !has_parts || text.contains(char::is_whitespace) {
        let why = "is not an address like `name@example.org`";
        return Err(Refusal::Field { name: "email", code: "format", why });
    }
    Ok(text)
}

/// An address as the country writes it.
///
/// # Errors
/// When a line is missing, or the postcode is not one of the country.
pub(crate) fn address(it: Address) -> Result<Address, Refusal> {
    let postcode = required("postcode", &it.postcode)?;
    let digits = |text: &str, count: usize| {
        text.len() == count && text.bytes().all(|it| it.is_ascii_digit())
    };
    let (is_right, why) = match it.country.as_str() {
        "DE" => (digits(&postcode, 5), "has five digits in Germany, like `20459`"),
        "PL" => {
            let parts = postcode.split_once('-');
            let is_right = parts.is_some_and(|(one, two)| digits(one, 2) && digits(two, 3));
            (is_right, "is written like `61-819` in Poland")
        }
        _ => {
            let why = "is neither `DE` nor `PL`; the shop sends to no other";
            return Err(Refusal::Field { name: "country", code: "unknown", why });
        }
    };
    if !is_right {
        return Err(Refusal::Field { name: "postcode", code: "format", why });
    }
    Ok(Address {
        name: required("name", &it.name)?,
        street: required("street", &it.street)?,
        postcode,
        city: required("city", &it.city)?,
        country: it.country,
    })
}
