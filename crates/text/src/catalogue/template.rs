//! One sentence with its placeholders.

use std::collections::BTreeSet;

use super::Value;
use super::number;

/// A sentence cut into plain text and placeholders.
#[derive(Debug, Clone)]
pub(super) struct Template {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone)]
enum Piece {
    Text(String),
    Placeholder(String),
}

impl Template {
    /// `None` when a brace neither opens a placeholder nor is doubled.
    pub(super) fn parse(sentence: &str) -> Option<Self> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut signs = sentence.chars().peekable();
        while let Some(sign) = signs.next() {
            if (sign == '{' || sign == '}') && signs.peek() == Some(&sign) {
                signs.next();
                text.push(sign);
            } else if sign == '{' {
                let name = read_name(&mut signs)?;
                pieces.push(Piece::Text(std::mem::take(&mut text)));
                pieces.push(Piece::Placeholder(name));
            } else if sign == '}' {
                return None;
            } else {
                text.push(sign);
            }
        }
        pieces.push(Piece::Text(text));
        Some(Self { pieces })
    }

    /// The sentence with values in place; a placeholder without value stays as it is written.
    pub(super) fn filled(&self, locale: &str, values: &[(&str, Value<'_>)]) -> String {
        let mut sentence = String::new();
        for piece in &self.pieces {
            let name = match piece {
                Piece::Text(text) => {
                    sentence.push_str(text);
                    continue;
                }
                Piece::Placeholder(name) => name,
            };
            match values.iter().find(|(given, _)| given == name) {
                Some((_, Value::Text(text))) => sentence.push_str(text),
                Some((_, Value::Number(number))) => {
                    sentence.push_str(&number::written(locale, *number));
                }
                None => {
                    sentence.push('{');
                    sentence.push_str(name);
                    sentence.push('}');
                }
            }
        }
        sentence
    }

    /// The sentence as it is written.
    pub(super) fn written(&self) -> String {
        let pieces = self.pieces.iter().map(|piece| match piece {
            Piece::Text(text) => text.replace('{', "{{").replace('}', "}}"),
            Piece::Placeholder(name) => format!("{{{name}}}"),
        });
        pieces.collect()
    }

    /// Names of its placeholders.
    pub(super) fn placeholders(&self) -> BTreeSet<&str> {
        let names = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Placeholder(name) => Some(name.as_str()),
            Piece::Text(_) => None,
        });
        names.collect()
    }
}

fn read_name(signs: &mut impl Iterator<Item = char>) -> Option<String> {
    let mut name = String::new();
    for sign in signs {
        match sign {
            '}' if !name.is_empty() => return Some(name),
            _ if sign.is_ascii_alphanumeric() || sign == '_' => name.push(sign),
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubled_braces_are_plain() {
        let template = Template::parse("a {{b}} {c}").expect("valid");
        assert_eq!(template.filled("en", &[("c", "d".into())]), "a {b} d");
    }

    #[test]
    fn stray_braces_are_refused() {
        for sentence in ["{", "a }", "{}", "{a b}", "{a", "{ä}"] {
            assert!(Template::parse(sentence).is_none(), "{sentence}");
        }
    }
}
