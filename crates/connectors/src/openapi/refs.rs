//! Follows references within a description, never out of it and never in circles.

use serde_json::Value;

/// So many references are followed from one to the next.
const STEPS: usize = 20;

/// Where a reference leads.
#[derive(Clone, Copy)]
pub(super) enum Found<'a> {
    /// To this.
    Here(&'a Value),
    /// Back to itself.
    Circular,
    /// To another file, or to nothing.
    Elsewhere,
}

/// What stands there, or where its reference leads.
pub(super) fn resolved<'a>(root: &'a Value, mut it: &'a Value) -> Found<'a> {
    for _ in 0..STEPS {
        let Some(reference) = reference(it) else { return Found::Here(it) };
        let Some(next) = target(root, reference) else { return Found::Elsewhere };
        it = next;
    }
    Found::Circular
}

/// The reference that stands in place of something.
pub(super) fn reference(it: &Value) -> Option<&str> {
    it.get("$ref").and_then(Value::as_str)
}

fn target<'a>(root: &'a Value, reference: &str) -> Option<&'a Value> {
    let pointer = reference.strip_prefix('#')?;
    // Names in references are written as in addresses.
    let pointer = percent_decoded(pointer)?;
    root.pointer(&pointer)
}

fn percent_decoded(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || rest.next().and_then(|it| char::from(it).to_digit(16));
        let (high, low) = (digit()?, digit()?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}
