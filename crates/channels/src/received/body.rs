//! The text of a mail: plain text where there is some, else that of its HTML.
//!
//! The parts of a mail are walked here and each text is read by `mail-parser`, so that attachments
//! are not decoded and a mail in a mail in a mail cannot go deeper than we want.

use mail_parser::{ContentType, Message, MessageParser, MimeHeaders as _, PartType};

use super::html;

/// Parts in parts that are looked into: real mails have three.
const DEEPEST: usize = 8;
/// Parts of one part that are looked at.
const MOST_PARTS: usize = 100;
/// One letter of so many may be lost before a text cannot be read.
const ONE_LOST_OF: usize = 20;

/// The text, empty when there is none; `None` when it cannot be read.
pub(super) fn text_of(mail: &[u8]) -> Option<String> {
    let text = walk(mail, DEEPEST)?;
    let lost = text.chars().filter(|it| *it == char::REPLACEMENT_CHARACTER).count();
    (lost * ONE_LOST_OF <= text.chars().count()).then_some(text)
}

pub(super) fn is_of_type(head: &Message, first: &str, second: &str) -> bool {
    head.parts.first().is_some_and(|it| it.is_content_type(first, second))
}

/// The text of a part with its head; `None` when something in it is encrypted.
fn walk(part: &[u8], depth: usize) -> Option<String> {
    let Some(head) = MessageParser::default().parse_headers(part) else {
        // A part may begin with the empty line below a head that is not there.
        return Some(String::from_utf8_lossy(part).trim().to_owned());
    };
    let Some(head) = head.parts.first() else { return Some(String::new()) };
    let content = head.content_type();
    let names =
        content.map_or(("text", "plain"), |it| (it.ctype(), it.subtype().unwrap_or_default()));
    let is_attached = head.content_disposition().is_some_and(ContentType::is_attachment);
    match names {
        _ if is_attached => Some(String::new()),
        ("multipart", "encrypted") | ("application", "pkcs7-mime" | "x-pkcs7-mime") => None,
        ("multipart", kind) => match content.and_then(|it| it.attribute("boundary")) {
            Some(boundary) if depth != 0 => of_parts(kind, &parts(part, boundary), depth - 1),
            _ => Some(String::new()),
        },
        ("text", "plain") if head.attachment_name().is_none() => Some(decoded(part, content)),
        ("text", "html") if head.attachment_name().is_none() => {
            Some(html::text_of(&decoded(part, content)))
        }
        _ => Some(String::new()),
    }
}

fn of_parts(kind: &str, parts: &[&[u8]], depth: usize) -> Option<String> {
    let mut texts = Vec::new();
    for part in parts {
        let text = walk(part, depth)?;
        let is_enough = matches!(kind, "alternative" | "related") && !text.trim().is_empty();
        if is_enough {
            // Plain text stands first, HTML that says the same second.
            return Some(text);
        }
        texts.push(text);
    }
    Some(texts.join("\n"))
}

/// The parts between the lines of a boundary; what the sender forgot to end ends with the mail.
fn parts<'a>(whole: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let boundary = format!("--{boundary}");
    let mut parts = Vec::new();
    let (mut begin, mut at) = (None, 0);
    for line in whole.split_inclusive(|it| *it == b'\n') {
        let behind = line.trim_ascii_end().strip_prefix(boundary.as_bytes());
        let is_last = behind == Some(b"--");
        if is_last || behind == Some(b"") {
            parts.extend(begin.and_then(|begin| whole.get(begin..at)));
            begin = (!is_last).then_some(at + line.len());
        }
        at += line.len();
        if MOST_PARTS <= parts.len() {
            return parts;
        }
    }
    parts.extend(begin.and_then(|begin| whole.get(begin..)));
    parts
}

/// The text of a part that is one. Programs that do not say in which letters they write mostly
/// write those of Windows, if not UTF-8.
fn decoded(part: &[u8], content: Option<&ContentType>) -> String {
    let text = read(part);
    let says = content.is_some_and(|it| {
        it.attribute("charset").is_some_and(|it| !it.eq_ignore_ascii_case("us-ascii"))
    });
    if says || !text.contains(char::REPLACEMENT_CHARACTER) {
        return text;
    }
    let subtype = content.and_then(|it| it.subtype()).unwrap_or("plain");
    // Of two heads that say something the first is read.
    let said = format!("Content-Type: text/{subtype}; charset=windows-1252\n");
    let again = read(&[said.as_bytes(), &without_content_type(part)].concat());
    if again.contains(char::REPLACEMENT_CHARACTER) { text } else { again }
}

fn read(part: &[u8]) -> String {
    let parsed = MessageParser::default().parse(part);
    let first = parsed.and_then(|it| it.parts.into_iter().next());
    match first.map(|it| it.body) {
        Some(PartType::Text(text) | PartType::Html(text)) => text.into_owned(),
        _ => String::new(),
    }
}

/// The part with another name for its content type, so that one set before it counts.
fn without_content_type(part: &[u8]) -> Vec<u8> {
    const NAME: &[u8] = b"content-type:";
    let lines = part.split_inclusive(|it| *it == b'\n');
    let mut renamed = Vec::with_capacity(part.len());
    let mut is_head = true;
    for line in lines {
        is_head &= !line.trim_ascii().is_empty();
        let is_it = line.get(..NAME.len()).is_some_and(|it| it.eq_ignore_ascii_case(NAME));
        if is_head && is_it {
            renamed.extend_from_slice(b"X-");
        }
        renamed.extend_from_slice(line);
    }
    renamed
}
